import { readFileSync } from 'node:fs';
import { decoded } from '../check/check-texts.ts';
import { reasonToSkip } from '../files/reason-to-skip.ts';
import { behindLinks, type SourceFile } from '../files/source-files.ts';
import type { TextTest } from '../wrapper-words.ts';

const BOM = '\uFEFF';

/** A file of a run with what it holds. */
export interface ReadFile {
  readonly source: SourceFile;
  readonly file: string;
  readonly content: Buffer;
  readonly bom: string;
  /** Without the BOM. */
  readonly text: string;
}

/**
 * Reads a file.
 * @throws Error where it cannot be read, or is written in UTF-16
 */
export function readFile(source: SourceFile): ReadFile {
  const content = readFileSync(source.bytes ?? source.file);
  const text = decoded(content);
  const bom = text.startsWith(BOM) ? BOM : '';
  return { source, file: source.file, content, bom, text: text.slice(bom.length) };
}

/** The files of a run by the paths that imports lead to, each read once and when it is asked for; those that are skipped are none of them. */
export class RunFiles {
  readonly #sources = new Map<string, SourceFile>();
  readonly #read = new Map<string, ReadFile | undefined>();

  constructor(sources: readonly SourceFile[]) {
    for (const source of sources) this.#sources.set(behindLinks(source.file), source);
  }

  get paths(): readonly string[] {
    return [...this.#sources.keys()];
  }

  /** All files of the run, read when they are asked for. @throws Error, from `read`, where one cannot be read */
  get inputs(): readonly { readonly file: string; readonly read: () => string }[] {
    return [...this.#sources].map(([path, source]) => ({
      file: source.file,
      read: () => (this.#read.get(path) ?? readFile(source)).text,
    }));
  }

  /** A file of the run; nothing for others, and where it cannot be read. */
  at(path: string): ReadFile | undefined {
    if (!this.#read.has(path)) this.#read.set(path, this.#attempt(path));
    return this.#read.get(path);
  }

  /** The text of a file without keeping it; nothing where it cannot be read. */
  textAt(path: string): string | undefined {
    return (this.#read.get(path) ?? this.#attempt(path))?.text;
  }

  /** The files whose text passes a test, without those that are given. */
  *matching(test: TextTest, without: ReadonlySet<string>): Iterable<ReadFile> {
    for (const [path, source] of this.#sources) {
      const known = without.has(source.file) ? undefined : (this.#read.get(path) ?? this.#attempt(path));
      if (!known || !test.test(known.text)) continue;
      this.#read.set(path, known);
      yield known;
    }
  }

  #attempt(path: string): ReadFile | undefined {
    const source = this.#sources.get(path);
    try {
      const read = source && readFile(source);
      return read && reasonToSkip(read.text, source.isNamed) === undefined ? read : undefined;
    } catch {
      // told when it was read for the first time
      return undefined;
    }
  }
}
