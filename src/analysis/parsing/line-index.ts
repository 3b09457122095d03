import type { Range } from '../syntax/tree.ts';

const BREAK = /\r\n|[\n\r\u2028\u2029]/g;

/** Lines and columns are counted from 1, columns in UTF-16 code units; the end is past the last character. */
export interface Region {
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
}

/** The lines of a text, as ESLint counts them. */
export class LineIndex {
  readonly #text: string;
  readonly #starts: number[] = [0];

  constructor(text: string) {
    this.#text = text;
    for (const { index, 0: mark } of text.matchAll(BREAK)) this.#starts.push(index + mark.length);
  }

  /** Line and column, from 1, of an offset. */
  placeOf(offset: number): { readonly line: number; readonly column: number } {
    let low = 0;
    let high = this.#starts.length - 1;
    while (low < high) {
      const middle = Math.ceil((low + high) / 2);
      if ((this.#starts[middle] ?? 0) <= offset) low = middle;
      else high = middle - 1;
    }
    return { line: low + 1, column: offset - (this.#starts[low] ?? 0) + 1 };
  }

  /** Where a range of offsets stands. */
  regionOf(range: Range): Region {
    const start = this.placeOf(range[0]);
    const end = this.placeOf(range[1]);
    return { ...start, endLine: end.line, endColumn: end.column };
  }

  /** Lines by number, both included, without their breaks; those that the text does not have are left out. */
  lines(first: number, last: number): readonly string[] {
    const from = this.#starts[first - 1] ?? this.#text.length;
    const to = this.#starts[last] ?? this.#text.length;
    const lines = this.#text.slice(from, to).split(BREAK);
    return lines.slice(0, Math.min(last, this.#starts.length) - first + 1);
  }
}
