import type { TSESTree } from '@typescript-eslint/types';
import type { FileReading } from '../reading.ts';
import { isFunction, isInside, keyOf, unwrap, type Node } from '../syntax/tree.ts';

/**
 * Whether a node runs in few rounds of a loop only: where one failed, in every hundredth, or in the last one.
 * @param outer the body of the loop, or the function that it calls
 */
export function isRare({ tree }: FileReading, node: Node, outer: Node): boolean {
  // a call that is handed the function is the loop itself: `rows.map(one)`
  if (!isInside(node, outer)) return false;
  let below = node;
  for (let up = tree.parentOf(node); up && below !== outer; below = up, up = tree.parentOf(up)) {
    if (up.type === 'CatchClause' && up.body === below) return true;
    if (up.type === 'CallExpression' && isFailureCallback(up, below)) return true;
    if (up.type === 'IfStatement' && up.consequent === below && isEveryNth(up.test)) return true;
    if (up.type === 'ConditionalExpression' && up.consequent === below && isEveryNth(up.test)) return true;
    if (up.type === 'LogicalExpression' && up.operator === '&&' && up.right === below && isEveryNth(up.left))
      return true;
    if (up.type === 'BlockStatement' && isBehindSkip(up, below)) return true;
  }
  return false;
}

/** `work(row).catch(callback)`, `work(row).then(done, callback)`. */
function isFailureCallback(call: TSESTree.CallExpression, callback: Node): boolean {
  const callee = unwrap(call.callee);
  const method = callee.type === 'MemberExpression' ? keyOf(callee) : undefined;
  const index = call.arguments.indexOf(callback as TSESTree.CallExpressionArgument);
  return isFunction(callback) && ((method === 'catch' && index === 0) || (method === 'then' && index === 1));
}

/** `i % 100 === 0`, alone or with other conditions that must hold as well. */
function isEveryNth(test: Node): boolean {
  const node = unwrap(test);
  if (node.type === 'LogicalExpression') return node.operator === '&&' && [node.left, node.right].some(isEveryNth);
  if (node.type === 'UnaryExpression') return node.operator === '!' && isRemainder(node.argument);
  return (
    node.type === 'BinaryExpression' &&
    /^={2,3}$/.test(node.operator) &&
    (isRemainder(node.left) || isRemainder(node.right))
  );
}

/** The opposite: `i % 100 !== 0`, `i % 100`. */
function isNotNth(test: Node): boolean {
  const node = unwrap(test);
  if (node.type === 'BinaryExpression' && /^!={1,2}$|^>$/.test(node.operator)) return isRemainder(node.left);
  return isRemainder(node);
}

function isRemainder(expression: Node): boolean {
  const node = unwrap(expression);
  return (
    node.type === 'BinaryExpression' &&
    node.operator === '%' &&
    !(node.right.type === 'Literal' && node.right.value === 1)
  );
}

/** Whether a statement before it leaves most rounds: `if (i % 100 !== 0) continue;`. */
function isBehindSkip({ body }: TSESTree.BlockStatement, statement: Node): boolean {
  return body
    .slice(0, body.indexOf(statement as TSESTree.Statement))
    .some((before) => before.type === 'IfStatement' && isNotNth(before.test) && leavesRound(before.consequent));
}

function leavesRound(statement: TSESTree.Statement): boolean {
  if (statement.type === 'BlockStatement') return statement.body.some(leavesRound);
  return statement.type === 'ContinueStatement' || statement.type === 'ReturnStatement';
}

/** Whether every path that makes the span leaves the loop in the same round: a search, not a flood. */
export function leavesAfter(
  { tree }: FileReading,
  loop: { readonly node: Node; readonly body: Node },
  node: Node,
): boolean {
  // a callback that returns goes on with the next item
  if (isFunction(loop.body) || !isInside(node, loop.body)) return false;
  let below = node;
  for (let up = tree.parentOf(node); up && up !== loop.node; below = up, up = tree.parentOf(up)) {
    if (isFunction(up)) return false;
    if (up.type === 'SwitchCase') {
      // `break` leaves the `switch` only
      const after = up.consequent.slice(up.consequent.indexOf(below as TSESTree.Statement));
      if (after.some((one) => one.type === 'ReturnStatement' || one.type === 'ThrowStatement')) return true;
    }
    if (up.type !== 'BlockStatement') continue;
    const after = up.body.slice(up.body.indexOf(below as TSESTree.Statement));
    if (after.some((statement) => alwaysLeaves(statement))) return true;
  }
  return false;
}

function alwaysLeaves(statement: TSESTree.Statement): boolean {
  switch (statement.type) {
    case 'ReturnStatement':
    case 'ThrowStatement':
    case 'BreakStatement':
      return true;
    case 'BlockStatement':
      return statement.body.some(alwaysLeaves);
    case 'IfStatement':
      return (
        Boolean(statement.alternate) &&
        alwaysLeaves(statement.consequent) &&
        alwaysLeaves(statement.alternate as TSESTree.Statement)
      );
    case 'TryStatement':
      if (statement.finalizer && alwaysLeaves(statement.finalizer)) return true;
      return alwaysLeaves(statement.block) && (!statement.handler || alwaysLeaves(statement.handler.body));
    default:
      return false;
  }
}
