import type { Range, Tree } from '../analysis/tree.ts';
import { commentsOf } from './comments.ts';
import type { Edit } from './edit.ts';
import { beginsLine, lineStart, skipLineTrivia } from './trivia.ts';

/** Comments that tell a tool about the line or the code beside them, with the tools' own words. */
const DIRECTIVE =
  /^\/[/*]\s*(?:@ts-|eslint-|prettier-ignore|biome-ignore|oxlint-|tslint:|deno-(?:lint|coverage|fmt)-|(?:istanbul|c8|v8|node:coverage)\s+(?:ignore|disable)|noinspection|\$Flow|@?stryker|NOSONAR|sonar)/i;

/** Whether edits take out a comment that none of them writes again. */
export function losesComment(tree: Tree, edits: readonly Edit[]): boolean {
  const plain = (text: string) => text.replace(/\s+/g, ' ').trim();
  let written = plain(edits.map(({ text }) => text).join('\n'));
  const gone = edits.flatMap(({ range }) => commentsOf(tree, range));
  return gone.some((range) => {
    const text = plain(tree.text.slice(...range));
    const at = written.indexOf(text);
    if (at >= 0) written = written.slice(0, at) + written.slice(at + text.length);
    return at < 0;
  });
}

/** Whether a comment for a tool stands right above a node, on the line before it, or behind it on its last line. */
export function hasDirective(tree: Tree, { range }: { readonly range: Range }): boolean {
  const behind: Range = [range[1], skipLineTrivia(tree.text, range[1])];
  return directiveStart(tree, range[0]) < range[0] || commentsOf(tree, behind).some((one) => isDirective(tree, one));
}

/** Where the comments for tools begin that stand above a place; the place itself where there are none. */
function directiveStart(tree: Tree, offset: number): number {
  const { text } = tree;
  let start = offset;
  for (;;) {
    const code = text.slice(0, start).trimEnd().length;
    const above = commentsOf(tree, [lineStart(text, Math.max(code - 1, 0)), start]).filter((one) => one[1] === code);
    const [comment] = above.length > 0 ? above : blockEndingAt(tree, code);
    if (!comment || !isDirective(tree, comment)) return start;
    const ownLine = beginsLine(text, comment[0]) || lineStart(text, comment[0]) === lineStart(text, start);
    if (!ownLine) return start;
    start = comment[0];
  }
}

function blockEndingAt({ text }: Tree, end: number): Range[] {
  const start = text.slice(0, end).endsWith('*/') ? text.lastIndexOf('/*', end) : -1;
  return start < 0 ? [] : [[start, end]];
}

function isDirective({ text }: Tree, range: Range): boolean {
  return DIRECTIVE.test(text.slice(...range));
}
