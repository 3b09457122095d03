import type { Range, Tree } from '../analysis/syntax/tree.ts';
import { commentsOf } from './comments.ts';
import type { Edit } from './edit.ts';
import { beginsLine, indentAt, lineStart, skipLineBreak } from './trivia.ts';

/** Lines of a range that get another indentation; of regions that hold one another the inner one counts. */
export interface Region {
  readonly range: Range;
  readonly from: string;
  readonly to: string;
}

/**
 * Moves the lines that begin in regions from one indentation to another. A line that begins in a string, a template literal or a
 * free-form comment stays, and so does one that is indented less than its region.
 * @param except ranges whose lines are edited as a whole
 */
export function reindent(tree: Tree, regions: readonly Region[], except: readonly Range[] = []): Edit[] {
  const { text } = tree;
  const whole: Range = [
    Math.min(...regions.map(({ range }) => range[0])),
    Math.max(...regions.map(({ range }) => range[1])),
  ];
  const fixed = fixedRanges(tree, whole);
  const inner = innermostFirst(regions);
  const edits: Edit[] = [];
  for (const start of lineStarts(text, whole)) {
    const region = inner.find(({ range }) => range[0] < start && start <= range[1]);
    if (!region || region.from === region.to || !text.startsWith(region.from, start)) continue;
    if (skipLineBreak(text, start) > start || fixed.some((range) => range[0] < start && start < range[1])) continue;
    if (except.some((range) => range[0] <= start && start < range[1])) continue;
    edits.push({ range: [start, start + region.from.length], text: region.to });
  }
  return edits;
}

/** The indentation that the line of an offset has once its region is moved. */
export function movedIndent({ text }: Tree, regions: readonly Region[], offset: number): string {
  const indent = indentAt(text, offset);
  const region = innermostFirst(regions).find(({ range }) => range[0] < offset && offset <= range[1]);
  return region && indent.startsWith(region.from) ? region.to + indent.slice(region.from.length) : indent;
}

function innermostFirst(regions: readonly Region[]): Region[] {
  return [...regions].sort((a, b) => a.range[1] - a.range[0] - (b.range[1] - b.range[0]));
}

function lineStarts(text: string, [start, end]: Range): number[] {
  const starts: number[] = [];
  for (const match of text.slice(start, end).matchAll(/\r\n|[\n\r\u2028\u2029]/g))
    starts.push(start + match.index + match[0].length);
  return starts;
}

/** What must keep its blanks: strings, the texts of template literals, and comments that are not rows of stars. */
function fixedRanges(tree: Tree, [start, end]: Range): Range[] {
  const within = ({ range }: { readonly range: Range }) => range[0] < end && range[1] > start;
  const fixed: Range[] = [...tree.all('Literal'), ...tree.all('TemplateElement')]
    .filter(within)
    .map(({ range }) => range);
  for (const range of commentsOf(tree, [start, end])) {
    const lines = tree.text.slice(range[0], range[1]).split(/\r\n|[\n\r\u2028\u2029]/);
    if (lines.slice(1).some((line) => !/^\s*\*/.test(line))) fixed.push(range);
  }
  return fixed;
}

/**
 * What to take out so that a range is gone: its lines where nothing else stands on them, with a blank line that would be left
 * over.
 */
export function lineRange(text: string, [start, end]: Range): Range {
  const behind = skipBlanks(text, end);
  const next = skipLineBreak(text, behind);
  if (next === behind && behind < text.length) return [start, behind];
  if (!beginsLine(text, start)) return [start - (/[^\S\n\r]*$/.exec(text.slice(0, start))?.[0].length ?? 0), behind];
  let from = lineStart(text, start);
  let to = next;
  const above = lineAbove(text, from).trim();
  if (above === '' || above.endsWith('{'))
    for (let line = skipBlankLine(text, to); line > to; line = skipBlankLine(text, to)) to = line;
  if (text[skipBlanks(text, to)] === '}')
    for (let line = lineAbove(text, from); line !== '' && line.trim() === ''; line = lineAbove(text, from))
      from -= line.length;
  return [from, to];
}

function skipBlanks(text: string, offset: number): number {
  const blanks = /[^\S\n\r\u2028\u2029]*/y;
  blanks.lastIndex = offset;
  blanks.exec(text);
  return blanks.lastIndex;
}

/** The offset behind a line that is blank, or its start where it is not. */
function skipBlankLine(text: string, start: number): number {
  const end = skipBlanks(text, start);
  const next = skipLineBreak(text, end);
  return next > end ? next : start;
}

/** The line that ends at a line's start, with its break. */
function lineAbove(text: string, start: number): string {
  const end = text.slice(0, start).endsWith('\r\n') ? start - 2 : start - 1;
  return start === 0 ? '' : text.slice(lineStart(text, end), start);
}

/** Ranges as few that do not overlap. */
export function joined(ranges: readonly Range[]): Range[] {
  const sorted = [...ranges].sort((a, b) => a[0] - b[0]);
  const result: Range[] = [];
  for (const range of sorted) {
    const last = result.at(-1);
    if (last && range[0] < last[1]) result[result.length - 1] = [last[0], Math.max(last[1], range[1])];
    else result.push(range);
  }
  return result;
}
