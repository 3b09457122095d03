import type { Range, Tree } from '../analysis/tree.ts';
import type { Edit } from './edit.ts';
import { skipLineBreak } from './trivia.ts';

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
  const inner = regions.toSorted((a, b) => a.range[1] - a.range[0] - (b.range[1] - b.range[0]));
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

function lineStarts(text: string, [start, end]: Range): number[] {
  const starts: number[] = [];
  for (const match of text.slice(start, end).matchAll(/\r\n|[\n\r\u2028\u2029]/g))
    starts.push(start + match.index + match[0].length);
  return starts;
}

/** What must keep its blanks: strings, the texts of template literals, and comments that are not rows of stars. */
function fixedRanges(tree: Tree, [start, end]: Range): Range[] {
  const within = ({ range }: { readonly range: Range }) => range[0] < end && range[1] > start;
  const literals = [...tree.all('Literal'), ...tree.all('TemplateElement')].filter(within).map(({ range }) => range);
  const opaque = [
    ...literals,
    ...tree
      .all('JSXText')
      .filter(within)
      .map(({ range }) => range),
  ];
  const fixed = [...literals];
  for (const range of commentsIn(tree.text, [start, end], opaque)) {
    const lines = tree.text.slice(...range).split(/\r\n|[\n\r\u2028\u2029]/);
    if (lines.slice(1).some((line) => !/^\s*\*/.test(line))) fixed.push(range);
  }
  return fixed;
}

/** The comments of a range, whose texts in literals are none. */
function commentsIn(text: string, [start, end]: Range, opaque: readonly Range[]): Range[] {
  const comments: Range[] = [];
  const comment = /\/\/[^\n\r\u2028\u2029]*|\/\*[^]*?\*\//g;
  comment.lastIndex = start;
  for (let match = comment.exec(text); match && match.index < end; match = comment.exec(text)) {
    const { index } = match;
    const literal = opaque.find((range) => range[0] <= index && index < range[1]);
    if (literal) comment.lastIndex = literal[1];
    else comments.push([index, index + match[0].length]);
  }
  return comments;
}
