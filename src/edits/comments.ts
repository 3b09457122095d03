import type { Node, Range, Tree } from '../analysis/syntax/tree.ts';

/** The comments that begin in a range (offsets in UTF-16 code units); what looks like one in a literal is none. */
export function commentsOf(tree: Tree, [start, end]: Range): Range[] {
  const literals = [...tree.all('Literal'), ...tree.all('TemplateElement'), ...tree.all('JSXText')].filter(
    ({ range }) => range[0] < end && range[1] > start,
  );
  const comments: Range[] = [];
  const comment = /\/\/[^\n\r\u2028\u2029]*|\/\*[^]*?\*\//g;
  comment.lastIndex = start;
  for (let match = comment.exec(tree.text); match && match.index < end; match = comment.exec(tree.text)) {
    const { index } = match;
    const literal = literals.find(({ range }) => range[0] <= index && index < range[1]);
    if (literal) comment.lastIndex = literal.range[1];
    else comments.push([index, index + match[0].length]);
  }
  return comments;
}

/**
 * The comments between the pieces of an expression, put together with a space.
 * @param from an offset before which comments do not count
 * @returns nothing where there are none
 */
export function commentIn(tree: Tree, { range }: Pick<Node, 'range'>, from = range[0]): string | undefined {
  const comments = commentsOf(tree, [from, range[1]]).map((one) => tree.text.slice(...one));
  return comments.length === 0 ? undefined : comments.join(' ');
}
