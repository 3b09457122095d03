import { readFileSync } from 'node:fs';
import { statOf } from '../contract/file-stat.ts';
import { exportRecordOf, type ExportRecord } from './export-record.ts';
import { mayImportLibrary } from './imported-modules.ts';
import { openSource, type OpenedSource } from './parse.ts';
import { forgetResolved, resolveModule } from './resolve-module.ts';
import { treeOf, type Tree } from './tree.ts';

/** The most bytes of a file that is looked into; larger ones are made by programs. */
const LARGEST = 500_000;
/** The most trees that are kept between linted files; of other files only what they export is. */
const MOST_TREES = 60;

interface KeptFile {
  readonly stamp: string;
  /** Whether something of OpenTelemetry or of a library may be exported: a file without a word of it gives neither tracer nor span. */
  readonly mayTrace: boolean;
  /** Whether its text holds a name that was asked for, or hands on names that it does not hold. */
  readonly holds: Map<string, boolean>;
  /** Absent until it is asked for; nothing where only the tree shows what the file exports. */
  record?: ExportRecord | undefined;
  tree?: Tree | undefined;
}

/** Files by path, which are read anew when size or time differ. */
const kept = new Map<string, KeptFile>();
/** Those whose trees are kept; the oldest go first. */
const withTree = new Set<string>();

/** Words of tracing, and exports that hand on what other files have. */
const TRACING = /opentelemetry|tracer|telemetry|export\s*(?:\*|\{[^{}]*\}\s*from)/i;

/** Exports that need not be written by name. */
const UNNAMED = /export\s*\*|exports\b|\\u/;

/**
 * The files of a project as they are at one moment: what was asked once is not looked up on the disk again. Made for one linted file, or
 * for a run in which nothing is taken to change.
 */
export class ModuleFiles {
  readonly #texts: ReadonlyMap<string, string>;
  readonly #resolved = new Map<string, string | undefined>();
  readonly #files = new Map<string, KeptFile | undefined>();
  /** Texts of files that were not opened. */
  readonly #written = new Map<string, string>();

  /** @param texts texts that files are to have in place of those on the disk, by path, without a BOM */
  constructor(texts: ReadonlyMap<string, string> = new Map()) {
    this.#texts = texts;
  }

  /** The source file behind a specifier; nothing where it leads out of the project, or nowhere. */
  resolve(file: string, specifier: string): string | undefined {
    const key = `${file}\n${specifier}`;
    if (this.#resolved.size === 0) forgetResolved();
    if (!this.#resolved.has(key)) this.#resolved.set(key, resolveModule(file, specifier));
    return this.#resolved.get(key);
  }

  /** Whether a file may export something of OpenTelemetry. */
  mayTrace(file: string): boolean {
    return this.#at(file)?.mayTrace === true;
  }

  /** Whether a file may export a name, told by its text: of a barrel with many files few are worth to be opened. */
  mayExport(file: string, name: string): boolean {
    const entry = this.#at(file);
    if (!entry) return false;
    const { record } = entry;
    if (record) return record.own.has(name) || record.handedOn.has(name) || record.stars.length > 0;
    let holds = entry.holds.get(name);
    if (holds === undefined) {
      const text = this.#textOf(file) ?? '';
      holds = text.includes(name) || UNNAMED.test(text);
      entry.holds.set(name, holds);
    }
    return holds;
  }

  /** What a file exports; nothing where it cannot be read, and where only its tree shows it. */
  record(file: string): ExportRecord | undefined {
    const entry = this.#at(file);
    if (entry && !('record' in entry)) {
      const opened = this.#open(file);
      entry.record = opened && exportRecordOf(opened.module, opened.text);
    }
    return entry?.record;
  }

  /** The tree of a file; nothing where it cannot be read. */
  tree(file: string): Tree | undefined {
    const entry = this.#at(file);
    if (!entry) return undefined;
    if (!('tree' in entry)) {
      const parsed = this.#open(file)?.parsed();
      entry.tree = parsed && 'source' in parsed ? treeOf(parsed.source) : undefined;
    }
    withTree.delete(file);
    withTree.add(file);
    for (const oldest of withTree) {
      if (withTree.size <= MOST_TREES) break;
      withTree.delete(oldest);
      delete kept.get(oldest)?.tree;
    }
    return entry.tree;
  }

  #at(file: string): KeptFile | undefined {
    if (!this.#files.has(file))
      this.#files.set(
        file,
        keptFile(file, () => this.#textOf(file), this.#texts.get(file)),
      );
    return this.#files.get(file);
  }

  #textOf(file: string): string | undefined {
    const text = this.#texts.get(file) ?? this.#written.get(file) ?? textOf(file);
    if (text !== undefined) this.#written.set(file, text);
    return text;
  }

  #open(file: string): OpenedSource | undefined {
    const text = this.#textOf(file);
    // it is kept where it is open
    this.#written.delete(file);
    try {
      const opened = text === undefined ? undefined : openSource(text, file);
      return opened && 'text' in opened ? opened : undefined;
    } catch {
      // no parser for this platform: the file is unknown
      return undefined;
    }
  }
}

function keptFile(file: string, read: () => string | undefined, planned: string | undefined): KeptFile | undefined {
  const stat = statOf(file);
  if (!stat?.isFile() || stat.size > LARGEST) {
    kept.delete(file);
    return undefined;
  }
  // a file may be replaced by another with the same size and time; what holds its times does not hold that of its entry
  const stamp = planned ?? [stat.size, stat.mtimeMs, stat.ctimeMs, stat.ino].join(' ');
  const known = kept.get(file);
  if (known?.stamp === stamp) return known;
  kept.delete(file);
  withTree.delete(file);
  const text = read();
  // it may be readable the next time
  if (text === undefined) return undefined;
  const entry: KeptFile = { stamp, mayTrace: TRACING.test(text) || mayImportLibrary(text), holds: new Map() };
  kept.set(file, entry);
  return entry;
}

/** The text of a file without a BOM; nothing where it cannot be read. */
function textOf(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8').replace(/^\uFEFF/, '');
  } catch {
    return undefined;
  }
}
