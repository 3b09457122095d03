import { isInside, statementAround, unwrap, type Node, type Tree } from './tree.ts';

/**
 * Whether an expression has run whenever a use is reached: a statement of its own, further up in a block around the use.
 * @param node an assignment or a call
 */
export function isAlwaysBefore(tree: Tree, node: Node, use: Node): boolean {
  const statement = statementAround(tree, node);
  if (statement?.type !== 'ExpressionStatement' || unwrap(statement.expression) !== node) return false;
  const block = tree.parentOf(statement);
  if (!block || block.type === 'SwitchCase' || !isInside(use, block)) return false;
  // functions of a file are called when all of it has run
  return statement.range[1] <= use.range[0] || (block.type === 'Program' && tree.functionAround(use) !== undefined);
}

/** Whether a node stands in a loop that something else is not in. */
export function isRepeatedFor(tree: Tree, node: Node, other: Node): boolean {
  for (let up = tree.parentOf(node); up && !isInside(other, up); up = tree.parentOf(up))
    if (/^(?:For|While|DoWhile)/.test(up.type)) return true;
  return false;
}
