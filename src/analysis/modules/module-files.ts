import { readFileSync } from 'node:fs';
import { statOf } from '../../contract/file-stat.ts';
import { Witness, type Evidence } from './evidence.ts';
import { exportRecordOf, type ExportRecord } from './export-record.ts';
import { mayImportLibrary } from './imported-modules.ts';
import { isMinified } from '../parsing/minified.ts';
import { openSource, type OpenedSource } from '../parsing/parse.ts';
import type { LeadSearch } from './lead-search.ts';
import { spanLeadsOf, type SpanLeads } from './span-leads.ts';
import { forgetResolved, resolveModule } from './resolve-module.ts';
import { treeOf, type Tree } from '../syntax/tree.ts';

/** The most bytes of a file that is looked into; larger ones are made by programs. */
const LARGEST = 500_000;
/** The most trees that are kept between linted files; of other files only what they export is. */
const MOST_TREES = 60;
/** The most texts that are held for the moment when their files are opened. */
const MOST_TEXTS = 100;
/** The most names of a barrel that are looked for in the texts of its files; for more these are opened. */
const MOST_SEARCHED = 10;

/** A file with `export *`. */
interface Barrel {
  /** Names that were asked for. */
  readonly asked: Set<string>;
  /** What the modules behind it export, once they were opened, and who saw that. */
  namesOf?: ReadonlyMap<string, ReadonlySet<string>>;
  readonly witness: Witness;
}

interface KeptFile {
  readonly stamp: string;
  /** Whether something of OpenTelemetry or of a library may be exported: a file without a word of it gives neither tracer nor span. */
  readonly mayTrace: boolean;
  /** Whether it hands on what other modules have, in the way of ECMAScript. */
  readonly handsOn: boolean;
  /** Whether its text holds a name that was asked for, or exports that need not be written by name. */
  readonly holds: Map<string, boolean>;
  /** Where its functions lead to spans, by who asks. */
  readonly leads: WeakMap<LeadSearch, SpanLeads>;
  /** Absent until it is asked for; nothing where only the tree shows what the file exports. */
  record?: ExportRecord | undefined;
  tree?: Tree | undefined;
}

/** Files by path, which are read anew when size or time differ. */
const kept = new Map<string, KeptFile>();
/** Those whose trees are kept; the oldest go first. */
const withTree = new Set<string>();

/** Words of tracing. */
const TRACING = /opentelemetry|tracer|telemetry/i;
/** Exports that need not be written by name. */
const UNNAMED = /export\s*\*|exports\b|\\u/;
/** Exports that hand on what other files have. */
const HANDED_ON = /export\s*(?:\*|\{[^{}]*\}\s*from)/;

/**
 * The files of a project as they are at one moment: what was asked once is not looked up on the disk again. Made for one linted file, or
 * for a run in which nothing is taken to change.
 */
export class ModuleFiles {
  readonly #texts: ReadonlyMap<string, string>;
  /** By importing file and specifier. */
  readonly #resolved = new Map<string, Map<string, string | undefined>>();
  readonly #files = new Map<string, KeptFile | undefined>();
  readonly #barrels = new Map<string, Barrel>();
  /** Who looks on, the innermost last. */
  readonly #witnesses: Witness[] = [];
  /** Texts of files that were not opened. */
  readonly #written = new Map<string, string>();

  /** @param texts texts that files are to have in place of those on the disk, by path, without a BOM */
  constructor(texts: ReadonlyMap<string, string> = new Map()) {
    this.#texts = texts;
  }

  /** The source file behind a specifier; nothing where it leads out of the project, or nowhere. */
  resolve(file: string, specifier: string): string | undefined {
    if (this.#resolved.size === 0) forgetResolved();
    let ofFile = this.#resolved.get(file);
    if (!ofFile) this.#resolved.set(file, (ofFile = new Map<string, string | undefined>()));
    if (!ofFile.has(specifier)) ofFile.set(specifier, resolveModule(file, specifier));
    this.#witnesses.at(-1)?.sees(file, specifier);
    return ofFile.get(specifier);
  }

  /** Asks something, and tells what the answer was made of; no evidence where the answer holds for nobody else. */
  observe<Answer>(ask: () => Answer): { readonly answer: Answer; readonly evidence: Evidence | undefined } {
    const witness = new Witness();
    const answer = this.watch(witness, ask);
    return { answer, evidence: this.#evidenceOf(witness) };
  }

  /** Asks something while a witness looks on, and whoever looks on already. */
  watch<Answer>(witness: Witness, ask: () => Answer): Answer {
    this.recall(witness);
    this.#witnesses.push(witness);
    try {
      return ask();
    } finally {
      this.#witnesses.pop();
    }
  }

  /** Lets whoever looks on have seen what a witness saw, and what it will see. */
  recall(witness: Witness): void {
    this.#witnesses.at(-1)?.parts.add(witness);
  }

  /** Says that what is asked right now is not followed to its end. */
  cut(): void {
    const witness = this.#witnesses.at(-1);
    if (witness) witness.isCut = true;
  }

  /** Whether all that an answer was made of is still the same. */
  isAsItWas({ files, specifiers }: Evidence): boolean {
    return (
      files.every(([file, known]) => this.#at(file) === known) &&
      specifiers.every(([file, specifier, led]) => this.resolve(file, specifier) === led)
    );
  }

  #evidenceOf(first: Witness): Evidence | undefined {
    // files that import each other are parts of one another
    const all = new Set([first]);
    for (const one of all) for (const part of one.parts) all.add(part);
    if ([...all].some(({ isCut }) => isCut)) return undefined;
    const files = new Set([...all].flatMap((one) => [...one.files]));
    const led = new Witness();
    for (const { specifiers } of all)
      for (const [file, ofFile] of specifiers) for (const specifier of ofFile) led.sees(file, specifier);
    return {
      files: [...files].map((file) => [file, this.#at(file)]),
      specifiers: [...led.specifiers].flatMap(([file, ofFile]) =>
        [...ofFile].map((specifier) => [file, specifier, this.resolve(file, specifier)] as const),
      ),
    };
  }

  /** Whether a file may export something of OpenTelemetry. */
  mayTrace(file: string): boolean {
    return this.#at(file)?.mayTrace === true;
  }

  /** Whether a file hands on what other modules have. */
  handsOn(file: string): boolean {
    return this.#at(file)?.handsOn === true;
  }

  /**
   * The modules behind `export *` that may export a name, in their order: of a barrel with hundreds few are worth to be asked.
   * @param stars all of them, as the file writes them
   */
  starsWith(file: string, stars: readonly string[], name: string): readonly string[] {
    const barrel = this.#barrels.get(file) ?? { asked: new Set<string>(), witness: new Witness() };
    this.#barrels.set(file, barrel);
    barrel.asked.add(name);
    if (barrel.asked.size <= MOST_SEARCHED)
      return stars.filter((star) => {
        const resolved = this.resolve(file, star);
        return resolved === undefined || this.#mayExport(resolved, name);
      });
    barrel.namesOf ??= this.watch(barrel.witness, () => this.#namesBehind(file, stars));
    this.recall(barrel.witness);
    const { namesOf } = barrel;
    return stars.filter((star) => namesOf.get(star)?.has(name) ?? true);
  }

  /** Whether a file may export a name, told by its text. */
  #mayExport(file: string, name: string): boolean {
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

  /** What the modules behind `export *` export; nothing for packages, and those that hand on in turn or are of CommonJS. */
  #namesBehind(file: string, stars: readonly string[]): ReadonlyMap<string, ReadonlySet<string>> {
    return new Map(
      stars.flatMap((star): [string, ReadonlySet<string>][] => {
        const resolved = this.resolve(file, star);
        const record = resolved === undefined ? undefined : this.record(resolved);
        if (resolved !== undefined && !this.#at(resolved)) return [[star, new Set()]];
        return record?.stars.length === 0 ? [[star, new Set([...record.own, ...record.handedOn.keys()])]] : [];
      }),
    );
  }

  /** Where the functions of a file may lead to spans; nothing where it cannot be read. */
  leads(file: string, search: LeadSearch): SpanLeads | undefined {
    const entry = this.#at(file);
    const known = entry?.leads.get(search);
    const text = entry && !known ? this.#textOf(file) : undefined;
    if (!entry || text === undefined) return known;
    const leads = spanLeadsOf(text, search);
    entry.leads.set(search, leads);
    return leads;
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
    this.#witnesses.at(-1)?.files.add(file);
    if (!this.#files.has(file))
      this.#files.set(
        file,
        keptFile(file, () => this.#textOf(file), this.#texts.get(file)),
      );
    return this.#files.get(file);
  }

  #textOf(file: string): string | undefined {
    const text = this.#texts.get(file) ?? this.#written.get(file) ?? textOf(file);
    if (text !== undefined && !this.#written.has(file)) {
      if (this.#written.size >= MOST_TEXTS) this.#written.clear();
      this.#written.set(file, text);
    }
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
  // one may be readable the next time; what is minified names nothing
  if (text === undefined || isMinified(text)) return undefined;
  const handsOn = HANDED_ON.test(text);
  const mayTrace = handsOn || TRACING.test(text) || mayImportLibrary(text);
  const entry: KeptFile = { stamp, mayTrace, handsOn, holds: new Map(), leads: new WeakMap() };
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
