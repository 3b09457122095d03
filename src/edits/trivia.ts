/**
 * The offset of the first character at or after a place that is neither blank nor part of a comment.
 * @param offset in UTF-16 code units, outside of strings and comments
 */
export function skipTrivia(text: string, offset: number): number {
  const trivia = /(?:\s|\/\/[^\n\r\u2028\u2029]*|\/\*[^]*?\*\/)*/y;
  trivia.lastIndex = offset;
  trivia.exec(text);
  return trivia.lastIndex;
}

/** Like `skipTrivia`, within one line: blanks and comments that begin and end on it. */
export function skipLineTrivia(text: string, offset: number): number {
  const trivia = /(?:[^\S\n\r\u2028\u2029]|\/\/[^\n\r\u2028\u2029]*|\/\*[^\n\r\u2028\u2029]*?\*\/)*/y;
  trivia.lastIndex = offset;
  trivia.exec(text);
  return trivia.lastIndex;
}

/** The offset of the first character of the line that an offset is on. */
export function lineStart(text: string, offset: number): number {
  const before = text.slice(0, offset);
  return Math.max(...['\n', '\r', '\u2028', '\u2029'].map((end) => before.lastIndexOf(end))) + 1;
}

/** The blanks that the line of an offset begins with. */
export function indentAt(text: string, offset: number): string {
  const start = lineStart(text, offset);
  return /^[^\S\n\r\u2028\u2029]*/.exec(text.slice(start))?.[0] ?? '';
}

/** Whether only blanks stand before an offset on its line. */
export function beginsLine(text: string, offset: number): boolean {
  return text.slice(lineStart(text, offset), offset).trim() === '';
}

/** The offset behind the line break at an offset, or the offset itself where there is none. */
export function skipLineBreak(text: string, offset: number): number {
  const end = /\r\n|[\n\r\u2028\u2029]/y;
  end.lastIndex = offset;
  return end.test(text) ? end.lastIndex : offset;
}
