import type { Node, Range, Tree } from '../analysis/tree.ts';

/**
 * The comments between the pieces of an expression, put together with a space.
 * @param from an offset before which comments do not count
 * @returns nothing where there are none
 */
export function commentIn(tree: Tree, { range }: Pick<Node, 'range'>, from = range[0]): string | undefined {
  const comments = uncovered(tree, [from, range[1]]).match(/\/\*[^]*?\*\/|\/\/[^\n\r]*/g);
  return comments?.join(' ');
}

/** The text of a range without the leaves of the tree, so that no text in quotes is taken for a comment. */
function uncovered(tree: Tree, [start, end]: Range): string {
  let at = start;
  let between = '';
  const visit = (node: Node): void => {
    if (node.range[1] <= at || node.range[0] >= end) return;
    const children = tree.childrenOf(node);
    if (children.length > 0) {
      for (const child of [...children].sort((a, b) => a.range[0] - b.range[0])) visit(child);
      return;
    }
    between += tree.text.slice(at, Math.max(at, node.range[0]));
    at = Math.max(at, node.range[1]);
  };
  visit(tree.program);
  return between + tree.text.slice(at, Math.max(at, end));
}
