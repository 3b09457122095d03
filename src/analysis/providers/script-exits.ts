import type { TSESTree } from '@typescript-eslint/types';
import { exitHandlersOf, exitsOf, isExit, isTimed } from './exit-handlers.ts';
import type { FileReading } from '../reading.ts';
import { keyOf, unwrap } from '../syntax/tree.ts';

/**
 * Calls of `process.exit` by which a script ends when its work is done, in source order. Those in listeners of signals, behind a
 * time-out and with the code of a failure are left out, and so are those of a server, which ends by a signal.
 */
export function scriptExitsOf(reading: FileReading): readonly TSESTree.CallExpression[] {
  const { tree } = reading;
  const exits = tree.all('CallExpression').filter((call) => isExit(reading, call));
  if (exits.length === 0 || tree.all('CallExpression').some(listens)) return [];
  const onSignal = new Set(exitHandlersOf(reading).flatMap(({ fn }) => (fn ? exitsOf(reading, fn).calls : [])));
  return exits.filter(
    (call) => isSuccess(call.arguments[0]) && !onSignal.has(call) && !isTimed(tree, call, tree.program),
  );
}

/** Whether a code is that of a success, or may be. */
function isSuccess(code: TSESTree.CallExpressionArgument | undefined): boolean {
  const plain = code && unwrap(code);
  return plain?.type !== 'Literal' || Number(plain.value) === 0;
}

/** `server.listen(3000)`, `Deno.serve(…)`. */
function listens(call: TSESTree.CallExpression): boolean {
  const callee = unwrap(call.callee);
  const name =
    callee.type === 'MemberExpression' ? keyOf(callee) : callee.type === 'Identifier' ? callee.name : undefined;
  return name === 'listen' || name === 'serve';
}
