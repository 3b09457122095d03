import { diffLines, diffWordsWithSpace, type ChangeObject } from 'diff';
import { offsetBefore, type Edit } from './edit.ts';

/** Longer pieces are compared by lines alone: words of them take too long. */
const LONGEST_PIECE = 20_000;

/** Edits that make one text of another: by lines, and by words in lines that differ. */
export function editsBetween(before: string, after: string): readonly Edit[] {
  return editsOf(diffLines(before, after)).flatMap((edit): readonly Edit[] => {
    const [start, end] = edit.range;
    const piece = before.slice(start, end);
    if (piece === '' || edit.text === '' || piece.length + edit.text.length > LONGEST_PIECE) return [edit];
    return editsOf(diffWordsWithSpace(piece, edit.text)).map(({ range, text }) => ({
      range: [range[0] + start, range[1] + start],
      text,
    }));
  });
}

/** What was removed and what was added at one place are one edit. */
function editsOf(changes: readonly ChangeObject<string>[]): readonly Edit[] {
  const edits: { range: [number, number]; text: string }[] = [];
  let at = 0;
  for (const { value, added, removed } of changes) {
    const last = edits.at(-1);
    const edit = last?.range[1] === at ? last : { range: [at, at] as [number, number], text: '' };
    if (added || removed) {
      if (edit !== last) edits.push(edit);
      if (added) edit.text += value;
      else edit.range[1] += value.length;
    }
    if (!added) at += value.length;
  }
  return edits;
}

/**
 * Says where offsets of one text are in another one that came of it, or that it came of.
 * @returns for an offset in `from` the one in `to`; for what `to` does not have, where its surroundings begin
 */
export function offsetsIn(from: string, to: string): (offset: number) => number {
  if (from === to) return (offset) => offset;
  const edits = editsBetween(to, from);
  return (offset) => offsetBefore(edits, offset);
}
