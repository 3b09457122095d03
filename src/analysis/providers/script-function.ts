import type { TSESTree } from '@typescript-eslint/types';
import { isOfServer, isServerCall } from '../catalogue/server-words.ts';
import { importedModules } from '../modules/imported-modules.ts';
import type { FileReading } from '../reading.ts';
import { allCallsOf } from '../syntax/function-places.ts';
import { keyOf, unwrap, type FunctionNode, type Node, type Tree } from '../syntax/tree.ts';

/**
 * The name of the function that is all of a script and sets a provider up: it is called once, at the top level, waits for its work and
 * ends. Nothing where the file exports something, serves, listens to signals or runs without end, or where one cannot tell.
 * @param set the construction of the provider
 */
export function scriptFunctionOf({ tree }: FileReading, set: Node): string | undefined {
  const fn = tree.functionAround(set);
  if (!fn?.async || fn.generator) return undefined;
  const name = nameOf(tree, fn);
  const calls = allCallsOf(tree, fn);
  if (name === undefined || calls?.length !== 1 || !calls.every((call) => isRunAtTop(tree, call))) return undefined;
  return isOnlyScript(tree) && waitsForWork(tree, fn, set) ? name : undefined;
}

function nameOf(tree: Tree, fn: FunctionNode): string | undefined {
  const holder = tree.parentOf(fn);
  if (fn.type === 'FunctionDeclaration') return fn.id?.name;
  return holder?.type === 'VariableDeclarator' && holder.id.type === 'Identifier' ? holder.id.name : undefined;
}

/** `main()`, `void main()`, `await main()`, `main().catch(console.error)` as a statement of the file. */
function isRunAtTop(tree: Tree, call: Node): boolean {
  let at = call;
  for (let up = tree.parentOf(at); up; up = tree.parentOf(at)) {
    if (up.type === 'ExpressionStatement') return tree.parentOf(up)?.type === 'Program';
    const isPlain =
      up.type === 'AwaitExpression' ||
      (up.type === 'UnaryExpression' && up.operator === 'void') ||
      (up.type === 'MemberExpression' && up.object === at) ||
      (up.type === 'CallExpression' && up.callee === at);
    if (!isPlain) return false;
    at = up;
  }
  return false;
}

/** Of what is called, as much as a chain of calls may take. */
const MOST_TEXT = 200;
const EXPORTS = /^(?:Export\w+Declaration|TSExportAssignment)$/;

function isOnlyScript(tree: Tree): boolean {
  const { text, program } = tree;
  if (/\bSIG(?:TERM|INT)\b|\bmodule\.exports\b|\bexports\./.test(text)) return false;
  if (program.body.some(({ type }) => EXPORTS.test(type)) || importedModules(tree).some(isOfServer)) return false;
  if ([...tree.all('WhileStatement'), ...tree.all('ForStatement')].some(isEndless)) return false;
  return ![...tree.all('CallExpression'), ...tree.all('NewExpression')].some(({ callee }) =>
    isServerCall(tree.quote(callee, MOST_TEXT)),
  );
}

function isEndless({ test }: TSESTree.WhileStatement | TSESTree.ForStatement): boolean {
  return !test || (test.type === 'Literal' && Boolean(test.value));
}

/** Whether a function waits for something behind a construction that is more than its start: `await sdk.start()` is none. */
function waitsForWork(tree: Tree, fn: FunctionNode, set: Node): boolean {
  return tree.all('AwaitExpression').some((one) => {
    if (one.range[0] < set.range[1] || tree.functionAround(one) !== fn) return false;
    const call = unwrap(one.argument);
    return call.type === 'CallExpression' && calledName(call) !== 'start';
  });
}

function calledName({ callee }: TSESTree.CallExpression): string | undefined {
  const plain = unwrap(callee);
  return plain.type === 'MemberExpression' ? keyOf(plain) : plain.type === 'Identifier' ? plain.name : undefined;
}
