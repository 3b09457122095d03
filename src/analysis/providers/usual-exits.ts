import type { TSESTree } from '@typescript-eslint/types';
import { isExitCall } from './exit-handlers.ts';
import type { FileReading } from '../reading.ts';
import { scriptExitsOf } from './script-exits.ts';
import { isSometimesPart } from '../syntax/always-reached.ts';
import { placesOf } from '../syntax/function-places.ts';
import { sourcesOf } from '../syntax/sources.ts';
import { isFunction, isInside, keyOf, unwrap, type FunctionNode, type Node, type Tree } from '../syntax/tree.ts';

/** Functions that call functions that call `process.exit`. */
const MOST_CALLS = 3;

/**
 * The calls of `process.exit` that a script comes to whenever all goes well, in source order: under no condition, in no loop, in no
 * `catch` and behind no `return`, in code that runs by itself when the file does. A provider that is made before one of them is
 * sure to meet it.
 * @param provider the construction of a provider
 */
export function usualExitsOf(reading: FileReading, provider: Node): readonly TSESTree.CallExpression[] {
  return scriptExitsOf(reading, provider).filter(
    (call) => isExitCall(reading, call) && isOnEveryWay(reading.tree, call, 0) && !waitsAWhile(reading.tree, call),
  );
}

function isOnEveryWay(tree: Tree, node: Node, depth: number): boolean {
  for (let at = node, up = tree.parentOf(at); up; at = up, up = tree.parentOf(up)) {
    if (isFunction(up)) return at === up.body && !mayLeaveBefore(tree, up, node) && runsOnEveryWay(tree, up, depth);
    if (isSometimesPart(up, at) && !asksForMain(tree, up, at)) return false;
  }
  return true;
}

/** Whether a function runs when its file does: it is called at once, called by its name, or what a promise goes on with. */
function runsOnEveryWay(tree: Tree, fn: FunctionNode, depth: number): boolean {
  if (fn.generator || depth >= MOST_CALLS) return false;
  return (
    placesOf(tree, fn)?.some((place) => {
      const call = tree.parentOf(place);
      if (call?.type !== 'CallExpression') return false;
      const goesOn = call.arguments[0] === place && /^(?:then|finally)$/.test(methodOf(call));
      return (
        (call.callee === place || goesOn || isEndOfInput(tree, call, place)) && isOnEveryWay(tree, call, depth + 1)
      );
    }) ?? false
  );
}

/** `rl.on('close', () => process.exit(0))`: a prompt in the terminal ends with its input. */
function isEndOfInput(tree: Tree, call: TSESTree.CallExpression, listener: Node): boolean {
  const [event] = call.arguments;
  const callee = unwrap(call.callee);
  if (call.arguments[1] !== listener || event?.type !== 'Literal' || event.value !== 'close') return false;
  if (callee.type !== 'MemberExpression' || !/^(?:on|once)$/.test(keyOf(callee) ?? '')) return false;
  const variable = callee.object.type === 'Identifier' ? tree.variableOf(callee.object) : undefined;
  const [source] = variable ? sourcesOf(tree, variable) : [];
  const made = source?.kind === 'value' && source.path.length === 0 ? unwrap(source.node) : undefined;
  return made?.type === 'CallExpression' && /(?:^|\.)createInterface$/.test(tree.quote(made.callee));
}

function methodOf({ callee }: TSESTree.CallExpression): string {
  const plain = unwrap(callee);
  return plain.type === 'MemberExpression' ? (keyOf(plain) ?? '') : '';
}

/** Whether a function may be left before a place: the process then goes another way. */
function mayLeaveBefore(tree: Tree, fn: FunctionNode, place: Node): boolean {
  return tree
    .all('ReturnStatement')
    .some((one) => one.range[0] < place.range[0] && !isInside(place, one) && tree.functionAround(one) === fn);
}

/** `if (require.main === module) { … }`, `if (import.meta.main) { … }`: the file is the script that runs. */
function asksForMain(tree: Tree, condition: Node, part: Node): boolean {
  return (
    condition.type === 'IfStatement' &&
    condition.consequent === part &&
    /\brequire\.main\b|\bimport\.meta\b/.test(tree.quote(condition.test, 200))
  );
}

/** Whether a script gives the batch some time first: `await sleep(5000)`, `await new Promise((done) => setTimeout(done, 5000))`. */
function waitsAWhile(tree: Tree, exit: Node): boolean {
  const near: Node[] = [];
  for (let at = exit, up = tree.parentOf(at); up; at = up, up = tree.parentOf(up)) {
    // the links of a chain wait for one another; what else runs the function around is work
    if (isFunction(up) && tree.parentOf(up)?.type !== 'CallExpression') break;
    if (up.type === 'CallExpression' && up.callee === at && isFunction(at)) break;
    if (up.type !== 'BlockStatement' && up.type !== 'Program') continue;
    const before = up.body[up.body.indexOf(at as TSESTree.Statement) - 1];
    near.push(at, ...(before ? [before] : []));
  }
  return tree
    .all('CallExpression')
    .some(
      (call) =>
        /(?:^|\.)(?:setTimeout|sleep|delay|wait)$/i.test(tree.quote(call.callee)) &&
        near.some((one) => isInside(call, one)),
    );
}
