import { parseSource } from '../../analysis/parsing/parse.ts';
import type { Row } from '../../codemod.ts';
import { offsetsIn } from '../../edits/text-difference.ts';
import type { RunInput, SelectedCodemod } from './codemod-selection.ts';
import { LineIndex } from '../../analysis/parsing/line-index.ts';
import type { MigrationRow } from './migration.ts';

/** What the codemods make of one text. */
export interface TextPlan {
  readonly after: string;
  /** Rows with their places in the text before or in the text after. */
  rows(where: 'before' | 'after'): readonly MigrationRow[];
}

/** A row and the text that its range is of. */
interface PlacedRow {
  readonly row: Row;
  readonly text: string;
}

/** More rounds than changes that make room for others. */
const MOST_ROUNDS = 8;

/**
 * Runs codemods over a text, each on what the last one made of it, and all again while something changes: what one has to leave may be
 * clear to it once another has been there, and so a second run of the command finds nothing more. What is left is what the last round leaves.
 * @param file its path, and its text without a BOM
 * @param earlier what a change of other files made of the text, and what it did to its sites
 * @throws Error where they never come to rest
 */
export function planText(
  file: { readonly path: string; readonly text: string },
  codemods: readonly SelectedCodemod[],
  { mark, ...input }: RunInput,
  earlier: { readonly text: string; readonly rows: readonly Row[] } = { text: file.text, rows: [] },
): TextPlan {
  const done: PlacedRow[] = earlier.rows.map((row) => ({ row, text: file.text }));
  let left: PlacedRow[] = [];
  let text = earlier.text;
  for (let round = 1, start: string | undefined; text !== start; round += 1) {
    if (round > MOST_ROUNDS) throw new Error('they come to no end, one undoes what another does');
    start = text;
    left = [];
    for (const codemod of codemods) {
      const result = codemod.run({ path: file.path, text }, { ...input, mark: false });
      for (const row of result.rows) (row.outcome === 'done' ? done : left).push({ row, text });
      text = result.text ?? text;
    }
  }
  if (mark) {
    for (const codemod of codemods) text = codemod.run({ path: file.path, text }, { ...input, mark }).text ?? text;
  }
  return { after: text, rows: (where) => placed([...done, ...left], where === 'before' ? file.text : text) };
}

/** Makes a parser that gives the last tree again for the same text: most codemods leave it to the next as it was. */
export function rememberingParser(): typeof parseSource {
  let last:
    { readonly text: string; readonly path: string; readonly parsed: ReturnType<typeof parseSource> } | undefined;
  return (text, path) => {
    if (last?.text !== text || last.path !== path) last = { text, path, parsed: parseSource(text, path) };
    return last.parsed;
  };
}

/** Rows with lines and columns of a text that theirs became, or came of. */
function placed(rows: readonly PlacedRow[], target: string): readonly MigrationRow[] {
  const lines = new LineIndex(target);
  const moves = new Map<string, (offset: number) => number>();
  const found = rows.map(({ row: { range, ...row }, text }) => {
    const move = moves.get(text) ?? offsetsIn(text, target);
    moves.set(text, move);
    const offset = move(range[0]);
    return { offset, row: { ...row, ...lines.placeOf(offset) } };
  });
  return found.sort((a, b) => a.offset - b.offset).map(({ row }) => row);
}
