import { statementAround, type Node, type Range, type Tree } from '../analysis/tree.ts';
import type { Edit } from './edit.ts';
import type { FileStyle } from './file-style.ts';
import { beginsLine, indentAt, lineStart, skipLineBreak, skipLineTrivia } from './trivia.ts';

/** Adds lines behind a statement and the comment on its last line. */
export function insertAfter({ text }: Tree, statement: Node, lines: readonly string[], { eol }: FileStyle): Edit {
  const indent = indentAt(text, statement.range[0]);
  const end = statement.range[1];
  const lineEnd = skipLineTrivia(text, end);
  const isLast = lineEnd === text.length || skipLineBreak(text, lineEnd) > lineEnd;
  const at = isLast ? lineEnd : end;
  return { range: [at, at], text: lines.map((line) => eol + (line === '' ? '' : indent + line)).join('') };
}

/** Adds lines before a statement, above nothing else than that statement. */
export function insertBefore({ text }: Tree, statement: Node, lines: readonly string[], { eol }: FileStyle): Edit {
  const indent = indentAt(text, statement.range[0]);
  const at = statement.range[0];
  return { range: [at, at], text: lines.map((line) => line + eol + indent).join('') };
}

/** Takes a statement out; its line goes too where nothing else stands on it, and one of two blank lines that would meet. */
export function removeStatement(tree: Tree, statement: Node): Edit {
  const { text } = tree;
  const [start, end] = [statement.range[0], endOfStatement(text, statement)];
  const parent = tree.parentOf(statement);
  const inList = parent && statementAround(tree, statement) === statement;
  // `if (ready) span.setAttribute(…)`: the branch needs a statement
  if (!inList) return { range: [start, end], text: '{}' };
  return { range: removedRange(text, start, end), text: '' };
}

/** The range of a piece of text with its line, where it fills the line, or with the blanks that part it from its neighbour. */
export function removedRange(text: string, start: number, end: number): Range {
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
