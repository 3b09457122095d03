import type { Node, Tree } from '../analysis/syntax/tree.ts';
import { commentsOf } from './comments.ts';
import { directiveStart, isLasting } from './lost-comments.ts';
import { beginsLine, lineStart } from './trivia.ts';

/** Words and lines of comments that speak of a whole file or section. */
const OF_MORE =
  /@(?:license|licence|file|fileoverview|overview|module|copyright|preserve|packageDocumentation)\b|^\/\*!|#(?:end)?region|[-=*#~_]{3}/i;

/**
 * Where the comments begin that speak of a declaration alone, and go when it goes: those right above it, for a tool or for people. One that
 * begins the file or a section, or heads several declarations, is not its own.
 * @returns the start of the declaration where there are none
 */
export function ownCommentStart(tree: Tree, declaration: Node): number {
  const { text } = tree;
  const [start] = declaration.range;
  if (!beginsLine(text, start)) return start;
  const told = directiveStart(tree, start);
  if (declaration.type === 'ImportDeclaration') return told;
  if (declaration.type !== 'VariableDeclaration') return paragraphStart(tree, start, declaration.range[1]);
  const from = commentAbove(tree, told);
  if (from === told) return told;
  const comment = text.slice(from, told);
  const beginsFile =
    text
      .slice(0, from)
      .replace(/^#![^\n\r]*/, '')
      .trim() === '';
  const isDoc = comment.trimStart().startsWith('/**');
  return beginsFile ||
    OF_MORE.test(comment.replace(/^\s*\/\*+|\*+\/\s*$/g, '')) ||
    (!isDoc && headsMore(tree, declaration))
    ? told
    : from;
}

/**
 * Where what is taken out begins, with the comment on the lines above it where that speaks of nothing else: nothing follows before the
 * next blank line or the end of the block.
 * @param start the beginning of the line, behind its blanks; else it is given back
 */
export function paragraphStart(tree: Tree, start: number, end: number): number {
  const { text } = tree;
  if (!beginsLine(text, start)) return start;
  const told = directiveStart(tree, start);
  const from = commentAbove(tree, told);
  if (from === told || text.slice(0, from).trim() === '') return told;
  const isOfMore = OF_MORE.test(text.slice(from, told).replace(/^\s*\/\*+|\*+\/\s*$/g, ''));
  return isOfMore ||
    !/^[^\S\n\r]*,?[^\S\n\r]*(?:\/\/[^\n\r]*)?(?:$|\r?\n[^\S\n\r]*(?:$|[\n\r}\])]))/.test(text.slice(end))
    ? told
    : from;
}

/** The start of the lines of comment that end right above an offset: one of documentation, or several that begin with `//`. */
function commentAbove(tree: Tree, offset: number): number {
  const { text } = tree;
  let start = offset;
  for (;;) {
    const line = lineStart(text, start);
    const lines = /(?:\r\n|[\n\r])$/.exec(text.slice(0, line));
    if (!lines || !beginsLine(text, start)) return start;
    const end = text.slice(0, line - lines[0].length).trimEnd().length;
    // a blank line parts them
    if (/[\n\r]/.test(text.slice(end, line - lines[0].length))) return start;
    const begin = text.slice(0, end).endsWith('*/') ? text.lastIndexOf('/*', end) : lineStart(text, end);
    const [comment] = commentsOf(tree, [begin, end]);
    if (comment?.[1] !== end || !beginsLine(text, comment[0]) || isLasting(tree, comment)) return start;
    const isDoc = text.startsWith('/**', comment[0]);
    if (!isDoc && !text.startsWith('//', comment[0])) return start;
    if (isDoc) return start === offset ? comment[0] : start;
    start = comment[0];
  }
}

/** Whether a declaration stands right below, without a line or a comment in between. */
function headsMore({ text }: Tree, declaration: Node): boolean {
  const behind = text.slice(declaration.range[1]);
  return /^[^\n\r]*(?:\r\n|[\n\r])[^\S\n\r]*(?:export\s+)?(?:const|let|var|type|interface|enum)\b/.test(behind);
}
