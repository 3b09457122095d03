import type { TSESTree } from '@typescript-eslint/types';
import { exitHandlersOf, exitsOf, isExit, isTimed } from './exit-handlers.ts';
import type { FileReading } from '../reading.ts';
import { isInside, keyOf, unwrap, type Node } from '../syntax/tree.ts';

/**
 * Calls of `process.exit` by which a script ends when its work is done, in source order. Those in listeners of signals, behind a
 * time-out, with the code of a failure and before there is a provider are left out, and so are those of a server, which ends by a
 * signal.
 * @param provider the construction of a provider
 */
export function scriptExitsOf(reading: FileReading, provider: Node): readonly TSESTree.CallExpression[] {
  const { tree } = reading;
  const exits = tree.all('CallExpression').filter((call) => isExit(reading, call));
  if (exits.length === 0 || tree.all('CallExpression').some(listens)) return [];
  const onSignal = new Set(exitHandlersOf(reading).flatMap(({ fn }) => (fn ? exitsOf(reading, fn).calls : [])));
  return exits.filter(
    (call) =>
      isSuccess(call.arguments[0]) &&
      !onSignal.has(call) &&
      !isTimed(tree, call, tree.program) &&
      // `if (help) process.exit(0)` above it
      (call.range[0] > provider.range[0] || tree.functionAround(call) !== tree.functionAround(provider)),
  );
}

/** Whether a code is that of a success, or may be. */
function isSuccess(code: TSESTree.CallExpressionArgument | undefined): boolean {
  const plain = code && unwrap(code);
  return plain?.type !== 'Literal' || Number(plain.value) === 0;
}

/** `server.listen(3000)`, `Deno.serve(…)`. */
function listens(call: TSESTree.CallExpression): boolean {
  return /^(?:listen|serve)$/.test(calledName(call) ?? '');
}

function calledName({ callee }: TSESTree.CallExpression): string | undefined {
  const plain = unwrap(callee);
  return plain.type === 'MemberExpression' ? keyOf(plain) : plain.type === 'Identifier' ? plain.name : undefined;
}

/** Functions that keep a process alive until a signal ends it. */
const KEEPS_ALIVE = /^(?:listen|serve|setInterval|subscribe|consume|launch)$/;
/** What a file begins by, rather than its work: `await sdk.start()`. */
const BEGINS = /^(?:start|register|init|initialize|setup|import)$/;

/**
 * Whether a file is a script that ends by itself when its work is done: it waits for something at its top level, or runs a function
 * of its own there, and begins no server.
 * @param set what is set up: a function that does so is no work
 */
export function isScript({ tree, origins }: FileReading, set: Node): boolean {
  if (tree.all('CallExpression').some((call) => KEEPS_ALIVE.test(calledName(call) ?? ''))) return false;
  const isWork = (node: Node) => {
    const call = unwrap(node, true);
    if (call.type !== 'CallExpression' || BEGINS.test(calledName(call) ?? '')) return false;
    const fn = origins.functionOf(call.callee);
    return !fn || !isInside(set, fn);
  };
  if (tree.all('AwaitExpression').some((one) => !tree.functionAround(one) && isWork(one.argument))) return true;
  return tree.program.body.some((statement) => {
    let at = statement.type === 'ExpressionStatement' ? unwrap(statement.expression) : undefined;
    if (at?.type === 'UnaryExpression' && at.operator === 'void') at = unwrap(at.argument);
    // `main().catch(console.error)`
    while (at?.type === 'CallExpression' && at.callee.type === 'MemberExpression') at = unwrap(at.callee.object);
    return at?.type === 'CallExpression' && isWork(at) && origins.functionOf(at.callee)?.async === true;
  });
}
