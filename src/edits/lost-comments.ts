import type { Range, Tree } from '../analysis/syntax/tree.ts';
import { commentsOf } from './comments.ts';
import type { Edit } from './edit.ts';
import { beginsLine, indentAt, lineStart, skipLineBreak, skipTrivia } from './trivia.ts';

/** Comments that tell a tool about the line or the code beside them, with the tools' own words. */
const DIRECTIVE =
  /^\/(?:\/+|\*+)\s*(?:@ts-|eslint-|prettier-ignore|biome-ignore|oxlint-|tslint:|deno-(?:lint|coverage|fmt)-|(?:istanbul|c8|v8|node:coverage)\s+(?:ignore|disable)|noinspection|\$Flow|@?stryker|NOSONAR|sonar)/i;
/** Those that hold for all that follows, until another one says otherwise. */
const HOLDS_ON =
  /^\/[/*]+\s*(?:@ts-(?:no)?check|(?:es|ox)lint-(?:dis|en)able(?!-)|\S+-(?:start|end)\b|(?:istanbul|c8|v8)\s+\S+\s+(?:start|stop|end)\b|node:coverage\s+(?:dis|en)able)/i;

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

/**
 * Whether after edits a comment for a tool would speak of other code than before: the code behind it on its line, else the first line
 * of code below it, would be taken out or written anew, or new code would stand in between.
 */
export function movesDirective(tree: Tree, edits: readonly Edit[]): boolean {
  const { text } = tree;
  const changes = edits.filter(({ range, text: written }) => /\S/.test(written + text.slice(...range)));
  return commentsOf(tree, [0, text.length])
    .filter((one) => isDirective(tree, one))
    .some(([start, end]) => {
      const [from, to]: Range = beginsLine(text, start)
        ? [end, lineEnd(text, skipTrivia(text, end))]
        : [lineStart(text, start) + indentAt(text, start).length, start];
      const holdsOn = HOLDS_ON.test(text.slice(start, end));
      return changes.some(({ range, text: written }) => {
        const isNew = range[0] === range[1];
        if (range[0] <= start && end <= range[1] && !isNew) return true;
        if (isNew && (holdsOn || /[\n\r][^\S\n\r]*$/.test(written)) && range[0] <= from) return false;
        return range[0] < to && range[1] > from && !(isNew && holdsOn);
      });
    });
}

/** Where the comments begin that tell a tool about the line of a place and stand above it; the place itself where there are none. */
export function directiveStart(tree: Tree, offset: number): number {
  const { text } = tree;
  let start = offset;
  for (;;) {
    const code = text.slice(0, start).trimEnd().length;
    const above = commentsOf(tree, [lineStart(text, Math.max(code - 1, 0)), start]).filter((one) => one[1] === code);
    const [comment] = above.length > 0 ? above : blockEndingAt(tree, code);
    if (!comment || !isDirective(tree, comment) || HOLDS_ON.test(text.slice(...comment))) return start;
    const ownLine = beginsLine(text, comment[0]) || lineStart(text, comment[0]) === lineStart(text, start);
    if (!ownLine) return start;
    start = comment[0];
  }
}

/** Whether a comment for a tool holds for all that follows it: `eslint-disable`, `@ts-check`. */
export function isLasting({ text }: Tree, range: Range): boolean {
  return HOLDS_ON.test(text.slice(...range));
}

function blockEndingAt({ text }: Tree, end: number): Range[] {
  const start = text.slice(0, end).endsWith('*/') ? text.lastIndexOf('/*', end) : -1;
  return start < 0 ? [] : [[start, end]];
}

function isDirective({ text }: Tree, range: Range): boolean {
  return DIRECTIVE.test(text.slice(...range));
}

function lineEnd(text: string, offset: number): number {
  let end = offset;
  while (end < text.length && skipLineBreak(text, end) === end) end += 1;
  return end;
}
