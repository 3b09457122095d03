import type { TSESTree } from '@typescript-eslint/types';
import { targetOf } from './round-jumps.ts';
import type { FileReading } from '../reading.ts';
import { isFunction, isInside, type Node, type Tree } from '../syntax/tree.ts';

/** A loop as far as it can be left: the statement, and what it runs in each round. */
interface LeftLoop {
  readonly node: Node;
  readonly body: Node;
}

/** Whether every path that makes the span leaves the loop in the same round: a search, not a flood. */
export function leavesAfter({ tree }: FileReading, loop: LeftLoop, node: Node): boolean {
  // a callback that returns goes on with the next item
  if (isFunction(loop.body) || !isInside(node, loop.body)) return false;
  let below = node;
  for (let up = tree.parentOf(node); up && up !== loop.node; below = up, up = tree.parentOf(up)) {
    if (isFunction(up)) return false;
    const list = up.type === 'SwitchCase' ? up.consequent : up.type === 'BlockStatement' ? up.body : undefined;
    const after = list?.slice(list.indexOf(below as TSESTree.Statement)) ?? [];
    if (after.some((statement) => alwaysLeaves(tree, statement, loop.node))) return true;
  }
  return false;
}

/** Whether a loop can be left before its last round, so that its number of rounds is only the most: polling. */
export function mayEndEarly({ tree }: FileReading, { node, body }: LeftLoop): boolean {
  if (isFunction(body)) return false;
  const home = tree.functionAround(node);
  return [...tree.all('BreakStatement'), ...tree.all('ReturnStatement')].some(
    (jump) => isInside(jump, body) && tree.functionAround(jump) === home && leavesLoop(tree, jump, node),
  );
}

/** Whether a jump ends a loop: the `break` of a `switch` or of a loop in it does not. */
function leavesLoop(tree: Tree, jump: TSESTree.Statement, loop: Node): boolean {
  if (jump.type !== 'BreakStatement') return true;
  const target = targetOf(tree, jump);
  return target === undefined || target === loop || !isInside(target, loop);
}

function alwaysLeaves(tree: Tree, statement: TSESTree.Statement, loop: Node): boolean {
  const leaves = (one: TSESTree.Statement) => alwaysLeaves(tree, one, loop);
  switch (statement.type) {
    case 'ReturnStatement':
    case 'ThrowStatement':
      return true;
    case 'BreakStatement':
      return leavesLoop(tree, statement, loop);
    case 'BlockStatement':
      return statement.body.some(leaves);
    case 'IfStatement':
      return Boolean(statement.alternate && leaves(statement.consequent) && leaves(statement.alternate));
    case 'TryStatement':
      if (statement.finalizer && leaves(statement.finalizer)) return true;
      return leaves(statement.block) && (!statement.handler || leaves(statement.handler.body));
    default:
      return false;
  }
}
