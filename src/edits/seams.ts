import type { Range } from '../analysis/syntax/tree.ts';
import type { Edit } from './edit.ts';
import { lineStart } from './trivia.ts';

/**
 * Edits of which those that take lines out take the blank lines too that would be left over: all but one of those that would meet, and
 * those that would open or close a block. What stands beside one another and is taken out piece by piece counts as one piece.
 * @param text what the edits are for
 */
export function closeSeams(text: string, edits: readonly Edit[]): readonly Edit[] {
  const sorted = [...edits].sort((a, b) => a.range[0] - b.range[0] || a.range[1] - b.range[1]);
  const blanks: Range[] = [];
  for (let first = 0, next; first < sorted.length; first = next) {
    const [from, end] = sorted[first]?.range ?? [0, 0];
    let to = end;
    const gaps: Range[] = [];
    next = first + 1;
    if (!takesLines(text, sorted[first])) continue;
    for (; takesLines(text, sorted[next]); next += 1) {
      const [start, stop] = sorted[next]?.range ?? [to, to];
      if (text.slice(to, start).trim() !== '') break;
      if (start > to) gaps.push([to, start]);
      to = Math.max(to, stop);
    }
    blanks.push(...leftOver(text, from, to, gaps));
  }
  const isFree = ([from, to]: Range) =>
    !sorted.some(({ range: [start, end] }) =>
      start === end ? from <= start && start <= to : start < to && from < end,
    );
  return [...edits, ...blanks.filter(isFree).map((range) => ({ range, text: '' }))];
}

/** Whether an edit takes whole lines out, with the break behind the last. */
function takesLines(text: string, edit: Edit | undefined): boolean {
  if (edit?.text !== '' || edit.range[0] === edit.range[1]) return false;
  return edit.range.every((offset) => lineStart(text, offset) === offset);
}

/** The blank lines that nobody wants where lines go. @param gaps those between the lines */
function leftOver(text: string, from: number, to: number, gaps: readonly Range[]): readonly Range[] {
  const before = text.slice(Math.max(0, from - NEAR), from);
  const above = from - lineAbove(text, from);
  const below = /^[^\S\n\r]*(?:\r\n|[\n\r])/.exec(text.slice(to, to + NEAR))?.[0].length ?? 0;
  const opens = from === 0 || /\{[^\S\n\r]*(?:\r\n|[\n\r])$/.test(before);
  const closes = below === 0 && /^[^\S\n\r]*\}/.test(text.slice(to, to + NEAR));
  const all: Range[] = [...gaps];
  if (above > 0) all.unshift([from - above, from]);
  if (below > 0) all.push([to, to + below]);
  return opens || closes ? all : all.slice(1);
}

/** The start of the line above, where that is blank; else the offset itself. */
function lineAbove(text: string, offset: number): number {
  const end = offset - (/(?:\r\n|[\n\r])$/.exec(text.slice(Math.max(0, offset - 2), offset))?.[0].length ?? 0);
  const start = lineStart(text, end);
  return end < offset && text.slice(start, end).trim() === '' ? start : offset;
}

/** No line that is blank or holds a brace alone is longer. */
const NEAR = 400;
