import type { Range } from '../analysis/syntax/tree.ts';

/** A replacement of one range of source text; offsets in UTF-16 code units, without a BOM. */
export interface Edit {
  readonly range: Range;
  readonly text: string;
}

/** Whether two edits cannot both be made: they share text, or insert different texts at one place. */
export function clash(a: Edit, b: Edit): boolean {
  if (isSame(a, b)) return false;
  const [start, end] = [Math.max(a.range[0], b.range[0]), Math.min(a.range[1], b.range[1])];
  if (start !== end) return start < end;
  const isInsertion = (edit: Edit) => edit.range[0] === edit.range[1];
  const isInside = (edit: Edit) => edit.range[0] < start && start < edit.range[1];
  // at the edge of a replacement an insertion is clear; inside of it, or two at one place, are not
  return (isInsertion(a) && isInsertion(b)) || isInside(a) || isInside(b);
}

/** Whether two edits replace some of the same text. */
export function shareText(a: Edit, b: Edit): boolean {
  return Math.max(a.range[0], b.range[0]) < Math.min(a.range[1], b.range[1]);
}

/** Whether two edits are one. */
function isSame(a: Edit, b: Edit): boolean {
  return a.range[0] === b.range[0] && a.range[1] === b.range[1] && a.text === b.text;
}

/**
 * Makes edits that do not clash; equal ones are made once. What lies outside their ranges stays as it is.
 * @throws RangeError when two of them clash
 */
export function applyEdits(text: string, edits: readonly Edit[]): string {
  const sorted = [...edits].sort((a, b) => a.range[0] - b.range[0] || a.range[1] - b.range[1]);
  let result = '';
  let at = 0;
  let last: Edit | undefined;
  for (const edit of sorted) {
    if (last && isSame(last, edit)) continue;
    if (last && clash(last, edit)) throw new RangeError(`two edits clash at ${String(edit.range[0])}`);
    result += text.slice(at, edit.range[0]) + edit.text;
    at = edit.range[1];
    last = edit;
  }
  return result + text.slice(at);
}

/** The offset in a text that an offset in the edited text came from; the start of an edit for what the edit wrote. */
export function offsetBefore(edits: readonly Edit[], offset: number): number {
  let shift = 0;
  for (const edit of [...edits].sort((a, b) => a.range[0] - b.range[0] || a.range[1] - b.range[1])) {
    const start = edit.range[0] + shift;
    if (offset < start) break;
    if (offset < start + edit.text.length) return edit.range[0];
    shift += edit.text.length - (edit.range[1] - edit.range[0]);
  }
  return offset - shift;
}
