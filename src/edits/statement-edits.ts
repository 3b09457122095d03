import { statementAround, type Node, type Range, type Tree } from '../analysis/syntax/tree.ts';
import type { Edit } from './edit.ts';
import type { FileStyle } from './file-style.ts';
import { directiveStart } from './lost-comments.ts';
import { paragraphStart } from './own-comment.ts';
import { beginsLine, indentAt, lineStart, skipLineBreak, skipLineTrivia, skipTrivia } from './trivia.ts';

/** Adds lines behind a statement and the comment on its last line. */
export function insertAfter({ text }: Tree, statement: Node, lines: readonly string[], { eol }: FileStyle): Edit {
  const indent = indentAt(text, statement.range[0]);
  const end = statement.range[1];
  const lineEnd = skipLineTrivia(text, end);
  const isLast = lineEnd === text.length || skipLineBreak(text, lineEnd) > lineEnd;
  const at = isLast ? lineEnd : end;
  return { range: [at, at], text: lines.map((line) => eol + (line === '' ? '' : indent + line)).join('') };
}

/** Adds lines before a statement and the comments above it that tell a tool about its line. */
export function insertBefore(tree: Tree, statement: Node, lines: readonly string[], { eol }: FileStyle): Edit {
  const at = directiveStart(tree, statement.range[0]);
  const indent = indentAt(tree.text, at);
  return { range: [at, at], text: lines.map((line) => line + eol + indent).join('') };
}

/**
 * Takes a statement out; its line goes too where nothing else stands on it, with the comment behind it and those for tools above it, and
 * one of two blank lines that would meet.
 */
export function removeStatement(tree: Tree, statement: Node): Edit {
  const { text } = tree;
  const [start, end] = [statement.range[0], endOfStatement(text, statement)];
  const parent = tree.parentOf(statement);
  const inList = parent && statementAround(tree, statement) === statement;
  // `if (ready) span.setAttribute(…)`: the branch needs a statement
  if (!inList) return { range: [start, end], text: '{}' };
  return takeOut(tree, statement, [paragraphStart(tree, start, end), end]);
}

/**
 * Takes a range of statements out that stand in a list.
 * @param first the first of them
 */
export function takeOut(tree: Tree, first: Node, [start, end]: Range): Edit {
  const { text } = tree;
  const [from, to] = removedRange(text, start, beginsLine(text, start) ? withCommentBehind(text, end) : end);
  const next = skipTrivia(text, end);
  // without it the line below would go on with the line above
  if (GOES_ON.test(text[next] ?? '') && followsOpenStatement(tree, first))
    return { range: [from, next], text: `${text.slice(to, next)};` };
  return { range: [from, to], text: '' };
}

/** Characters that go on with a statement that no semicolon ends. */
const GOES_ON = /[[(`+\-/*<]/;

/** Whether one of the statements before this one has no semicolon at its end, and those between may be taken out as well. */
function followsOpenStatement(tree: Tree, statement: Node): boolean {
  const parent = tree.parentOf(statement);
  const body = parent && ('body' in parent ? parent.body : 'consequent' in parent ? parent.consequent : undefined);
  const list = Array.isArray(body) ? (body as readonly Node[]) : [];
  for (const one of list.slice(0, list.indexOf(statement)).reverse()) {
    const end = endOfStatement(tree.text, one);
    if (tree.text[end - 1] !== ';')
      return /^(?:Expression|Return|Throw|DoWhile)Statement$|^(?:Variable|Import|Export\w*)Declaration$/.test(one.type);
    if (one.type !== 'ExpressionStatement' && one.type !== 'VariableDeclaration') return false;
  }
  return false;
}

/** The end of the comment that stands behind a place and ends its line; the place itself where there is none. */
function withCommentBehind(text: string, end: number): number {
  const behind = skipLineTrivia(text, end);
  const isLast = behind === text.length || skipLineBreak(text, behind) > behind;
  return isLast ? text.slice(0, behind).trimEnd().length : end;
}

/** The range of a piece of text with its line, where it fills the line, or with the blanks that part it from its neighbour. */
function removedRange(text: string, start: number, end: number): Range {
  const blanks = skipBlanks(text, end);
  const next = skipLineBreak(text, blanks);
  if (beginsLine(text, start) && (next > blanks || blanks === text.length)) {
    const line = lineStart(text, start);
    const afterNext = skipLineBreak(text, skipBlanks(text, next));
    const isNextBlank = afterNext > skipBlanks(text, next);
    return isNextBlank && isOpening(text, line) ? [line, afterNext] : [line, next];
  }
  // the last on its line: what stands before it ends the line
  const before = text.slice(0, start).trimEnd().length;
  return next > blanks && before > lineStart(text, start) ? [before, end] : [start, blanks];
}

/** Whether a blank line behind this place would double one, or open a block. */
function isOpening(text: string, line: number): boolean {
  const before = text.slice(0, line);
  return before === '' || /(?:\{|[\n\r\u2028\u2029])[^\S\n\r\u2028\u2029]*(?:\r\n|[\n\r\u2028\u2029])$/.test(before);
}

/** The end of a statement (UTF-16 code units); a semicolon that begins another line belongs to what follows it. */
export function endOfStatement(text: string, statement: Node): number {
  const [start, end] = statement.range;
  if (text[end - 1] !== ';') return end;
  const code = text.slice(start, end - 1);
  const trimmed = code.trimEnd();
  return /[\n\r\u2028\u2029]/.test(code.slice(trimmed.length)) ? start + trimmed.length : end;
}

function skipBlanks(text: string, offset: number): number {
  const blanks = /[^\S\n\r\u2028\u2029]*/y;
  blanks.lastIndex = offset;
  blanks.exec(text);
  return blanks.lastIndex;
}
