import type { TSESTree } from '@typescript-eslint/types';
import type { FileReading } from '../reading.ts';
import { isRareTest, isStreamed } from './rare-conditions.ts';
import { isFunction, isInside, keyOf, unwrap, type Node } from '../syntax/tree.ts';

/**
 * Whether a node runs in few rounds of a loop only: where one failed, in every hundredth, where a batch is full, or in the last one.
 * @param outer the body of the loop, or the function that it calls
 */
export function isRare(reading: FileReading, node: Node, outer: Node): boolean {
  const { tree } = reading;
  // a call that is handed the function is the loop itself: `rows.map(one)`
  if (!isInside(node, outer)) return false;
  let below = node;
  for (let up = tree.parentOf(node); up && below !== outer; below = up, up = tree.parentOf(up)) {
    const meets = (test: Node, truth: boolean) => isRareTest(reading, test, truth, { outer, branch: below });
    switch (up.type) {
      case 'CatchClause':
        if (up.body === below) return true;
        break;
      case 'CallExpression':
        if (isFailureCallback(up, below)) return true;
        break;
      case 'IfStatement':
      case 'ConditionalExpression':
        if (up.test !== below && meets(up.test, up.consequent === below)) return true;
        break;
      case 'LogicalExpression':
        if (up.operator !== '??' && up.right === below && meets(up.left, up.operator === '&&')) return true;
        break;
      case 'SwitchCase':
        if (up.test && up.test !== below && isStreamed(tree.parentOf(outer))) return true;
        if (isBehindSkip(reading, up.consequent, below, outer)) return true;
        break;
      case 'BlockStatement':
        if (isBehindSkip(reading, up.body, below, outer)) return true;
        break;
      default:
    }
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

/** Whether a statement before it leaves most rounds: `if (i % 100 !== 0) continue;`, `if (n++ >= 5) break;`. */
function isBehindSkip(
  reading: FileReading,
  list: readonly TSESTree.Statement[],
  statement: Node,
  outer: Node,
): boolean {
  return list
    .slice(0, list.indexOf(statement as TSESTree.Statement))
    .some(
      (before) =>
        before.type === 'IfStatement' &&
        leavesRound(before.consequent) &&
        isRareTest(reading, before.test, false, { outer, branch: undefined }),
    );
}

function leavesRound(statement: TSESTree.Statement): boolean {
  if (statement.type === 'BlockStatement') return statement.body.some(leavesRound);
  return /^(?:Continue|Return|Break|Throw)Statement$/.test(statement.type);
}
