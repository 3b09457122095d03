import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Contract } from '../contract/contract.ts';
import { statOf } from '../contract/file-stat.ts';
import { constantText } from './catalogue/attribute-constants.ts';
import { soundsLikeWrapper } from './gate.ts';
import { isKnownExport, libraryOf } from './catalogue/find-calls.ts';
import { mayImportLibrary } from './imported-modules.ts';
import { exportsOf, type ModuleExports } from './module-exports.ts';
import { NO_SUMMARIES, type ExportedText, type ModuleSummaries } from './module-summaries.ts';
import { Origins } from './origin.ts';
import type { Origin } from './origin-reader.ts';
import { parseSource } from './parse.ts';
import { forgetResolved, resolveModule } from './resolve-module.ts';
import type { Path } from './sources.ts';
import { findSpanSites, type SpanSites } from './span-sites.ts';
import { Texts } from './texts.ts';
import { Tree, type Node } from './tree.ts';
import { shapeOfWrapper } from './wrapper-reading.ts';
import { withDeclaredWrappers, type WrapperShape } from './wrapper-shape.ts';

/** The most bytes of a file that is looked into; larger ones are made by programs. */
const LARGEST = 500_000;
/** The most files that one linted file leads to. */
const MOST_FILES = 60;
/** The most steps from file to file. */
const DEEPEST = 6;
/** The most questions inside one another: where files define their exports by each other, an answer may ask without end. */
const MOST_NESTED = 40;
/** The most questions for one linted file. */
const MOST_QUESTIONS = 5000;
/** The most trees that are kept between linted files; of other files only a flag is. */
const MOST_KEPT = 60;

interface KeptFile {
  readonly stamp: string;
  /** Whether something of OpenTelemetry or of a library may be exported: a file without a word of it gives neither tracer nor span. */
  readonly mayTrace: boolean;
  tree?: Tree | undefined;
}

/**
 * The wrappers that imports lead to, by the folder of the importing file, its specifier and the path in the module: it is the same for all
 * files of a folder, and reading a wrapper takes longer than reading a small file that calls it.
 */
type KnownWrappers = Map<string, WrapperShape | undefined>;

/** Files by path, which are read anew when size or time differ; the oldest go first. */
const kept = new Map<string, KeptFile>();

/** Words of tracing, and exports that hand on what other files have. */
const TRACING = /opentelemetry|tracer|telemetry|export\s*(?:\*|\{[^{}]*\}\s*from)/i;

/** Exports that need not be written by name. */
const HANDS_ON = /export\s*\*|exports\b|\\u/;

/** What a run over a whole project knows beyond what is on the disk. */
export interface ProjectView {
  /** Whether a function may be a wrapper, by its module and path joined by blanks; left out: by how it sounds. */
  readonly isWrapper?: ((name: string) => boolean) | undefined;
  /** Texts that files are to have, by path, without a BOM. */
  readonly texts?: ReadonlyMap<string, string>;
}

interface OpenModule {
  readonly file: string;
  readonly tree: Tree;
  readonly exports: ModuleExports;
  readonly origins: Origins;
  readonly texts: Texts;
  /** Read when a call may be that of a wrapper. */
  spans?: SpanSites;
}

/** An export that was found: where it is defined, or the published package that it comes from. */
type Found =
  | {
      readonly kind: 'own';
      readonly module: OpenModule;
      readonly node: Node;
      readonly rest: Path;
      /** The export and the properties below it, by the names that its own file gives them. */
      readonly path: Path;
    }
  | { readonly kind: 'package'; readonly module: string; readonly path: Path };

/**
 * Looks into the files that a linted file imports, as far as its spans need them. Made for one linted file and one moment: what is on
 * the disk then is what it says, also in an editor that runs for days.
 */
export class ProjectFiles {
  readonly #open = new Map<string, { readonly depth: number; readonly module: OpenModule | undefined }>();
  /** Texts of files that were asked for a name and not read. */
  readonly #written = new Map<string, string>();
  readonly #resolved = new Map<string, string | undefined>();
  readonly #contract: Contract;
  readonly #isWrapper: (name: string) => boolean;
  readonly #texts: ReadonlyMap<string, string>;
  readonly #wrappers: KnownWrappers;
  #questions = 0;
  #nested = 0;

  /**
   * @param contract its old names are mended in the wrapper that holds them, and so are no wrapper's
   * @param wrappers what files beside the linted one were told before
   */
  constructor(
    contract: Contract,
    { isWrapper = soundsLikeWrapper, texts = new Map() }: ProjectView = {},
    wrappers: KnownWrappers = new Map(),
  ) {
    this.#contract = contract;
    this.#isWrapper = isWrapper;
    this.#texts = texts;
    this.#wrappers = wrappers;
  }

  /** What the imports of a file lead to. */
  summariesFor(file: string, depth = 0): ModuleSummaries {
    return {
      texts: (module, steps) => this.#asked(() => this.#textsOf(file, module, steps, depth)),
      typeTexts: (module, steps) => this.#asked(() => this.#typeTexts(file, module, steps, depth)),
      origin: (module, steps) => this.#asked(() => this.#origin(file, module, steps, depth)),
      wrapper: (module, steps) =>
        this.#asked(() =>
          depth === 0 ? this.#knownWrapper(file, module, steps) : this.#wrapper(file, module, steps, depth),
        ),
    };
  }

  #asked<Answer>(answer: () => Answer): Answer | undefined {
    if (this.#nested >= MOST_NESTED || this.#questions >= MOST_QUESTIONS) return undefined;
    this.#questions += 1;
    this.#nested += 1;
    try {
      return answer();
    } finally {
      this.#nested -= 1;
    }
  }

  #knownWrapper(file: string, specifier: string, steps: Path): WrapperShape | undefined {
    if (!this.#isWrapper([specifier, ...steps].join(' '))) return undefined;
    const key = JSON.stringify([path.dirname(file), specifier, ...steps]);
    if (!this.#wrappers.has(key)) this.#wrappers.set(key, this.#wrapper(file, specifier, steps, 0));
    return this.#wrappers.get(key);
  }

  #textsOf(file: string, specifier: string, steps: Path, depth: number): readonly ExportedText[] | undefined {
    const found = this.#find(file, specifier, steps, depth);
    if (found?.kind === 'package') {
      const text = constantText(found.module, found.path);
      return text === undefined ? undefined : [{ text }];
    }
    if (!found) return undefined;
    const { module, node, rest, path: named } = found;
    const place = placeOf(file, module, node);
    const own = named.flatMap((step) => (step === undefined ? [] : [String(step)]));
    const definition = own.length === named.length ? { definition: { file: module.file, path: own } } : {};
    return module.texts.textsAt(node, rest)?.map((text) => ({ text, place, ...definition }));
  }

  #typeTexts(file: string, specifier: string, steps: Path, depth: number): readonly ExportedText[] | undefined {
    const found = this.#find(file, specifier, steps, depth);
    if (found?.kind !== 'own') return undefined;
    const { module, node, rest } = found;
    return module.texts.textsOfType(node, rest)?.map((text) => ({ text, place: placeOf(file, module, node) }));
  }

  #origin(file: string, specifier: string, steps: Path, depth: number): Origin | undefined {
    // the catalogue knows its packages better, also in the workspace that they are made in
    if (libraryOf(specifier)) return undefined;
    const found = this.#find(file, specifier, steps, depth, true);
    if (found?.kind === 'package') {
      const isItself = found.module === specifier && found.path === steps;
      return isItself ? undefined : { kind: 'module', module: found.module, path: found.path, called: false };
    }
    return found?.module.origins.exported(found.node, found.rest);
  }

  #wrapper(file: string, specifier: string, steps: Path, depth: number): WrapperShape | undefined {
    if (!this.#isWrapper([specifier, ...steps].join(' '))) return undefined;
    const found = this.#find(file, specifier, steps, depth);
    if (found?.kind !== 'own') return undefined;
    const { module, node, rest } = found;
    const fn = module.origins.functionAt(node, rest);
    if (!fn) {
      const base = rest[0] === 'prototype' ? module.origins.importedBase(node) : undefined;
      return base && this.#wrapper(module.file, base.module, [...base.path, ...rest], depth + 1);
    }
    module.spans ??= findSpanSites(module.tree, module.origins, module.texts, this.#contract);
    const { sites, wrappers } = module.spans;
    const wrapper = wrappers.find((one) => one.fn === fn);
    const shape = wrapper && shapeOfWrapper({ ...module, sites }, wrapper);
    return shape && { ...shape, place: placeOf(file, module, fn) };
  }

  /**
   * @param tracing whether only a thing of OpenTelemetry is of interest
   * @param seen files and exports that were asked on the way: files that hand on all of each other lead along very many ways
   */
  #find(
    file: string,
    specifier: string,
    steps: Path,
    depth: number,
    tracing = false,
    seen = new Set<string>(),
  ): Found | undefined {
    if (depth > DEEPEST) return undefined;
    const resolved = this.#resolve(file, specifier);
    const question = `${resolved ?? specifier}\n${steps.join('.')}`;
    if (seen.has(question)) return undefined;
    seen.add(question);
    if (resolved === undefined)
      return /^[./]/.test(specifier) ? undefined : { kind: 'package', module: specifier, path: steps };
    if (tracing && keptFile(resolved, this.#texts)?.mayTrace !== true) return undefined;
    const module = this.#load(resolved, depth);
    const [name, ...rest] = steps;
    if (!module || typeof name !== 'string') return undefined;
    const { byName, stars, whole } = module.exports;
    const found = byName.get(name);
    if (found?.kind === 'own') return { kind: 'own', module, node: found.node, rest, path: steps };
    if (found)
      return this.#find(
        resolved,
        found.module,
        found.name === undefined ? rest : [found.name, ...rest],
        depth + 1,
        tracing,
        seen,
      );
    if (whole) {
      const below = name === 'default' ? rest : steps;
      return { kind: 'own', module, node: whole, rest: below, path: below };
    }
    if (name === 'default') return undefined;
    // a file of the project shows what it exports, a package is known by the catalogue
    let known: Found | undefined;
    for (const star of stars) {
      if (!this.#mayExport(this.#resolve(resolved, star), name)) continue;
      const behind = this.#find(resolved, star, steps, depth + 1, tracing, seen);
      if (behind?.kind === 'own') return behind;
      if (behind && isKnownExport(behind.module, name)) known ??= behind;
    }
    return known;
  }

  #resolve(file: string, specifier: string): string | undefined {
    const key = `${file}\n${specifier}`;
    if (this.#resolved.size === 0) forgetResolved();
    if (!this.#resolved.has(key)) this.#resolved.set(key, resolveModule(file, specifier));
    return this.#resolved.get(key);
  }

  /** Whether a file behind `export *` is worth a reading: of a barrel with many, few hold the name. */
  #mayExport(file: string | undefined, name: string): boolean {
    if (file === undefined || this.#open.has(file)) return true;
    let text = this.#texts.get(file) ?? this.#written.get(file);
    if (text === undefined) {
      text = keptFile(file, this.#texts) ? (textOf(file) ?? '') : '';
      this.#written.set(file, text);
    }
    return text.includes(name) || HANDS_ON.test(text);
  }

  #load(file: string, depth: number): OpenModule | undefined {
    const known = this.#open.get(file);
    // what was met at the end of a long way could not be followed as far as it can be from here
    if (known && known.depth <= depth) return known.module;
    if (!known && this.#open.size >= MOST_FILES) return undefined;
    // a cycle of imports meets itself here
    this.#open.set(file, { depth, module: undefined });
    const tree = treeOf(file, this.#texts);
    if (!tree) return undefined;
    const summaries = withDeclaredWrappers(this.summariesFor(file, depth + 1), this.#contract);
    const origins = new Origins(tree, summaries);
    const module: OpenModule = {
      file,
      tree,
      exports: exportsOf(tree),
      origins,
      texts: new Texts(tree, origins, summaries),
    };
    this.#open.set(file, { depth, module });
    return module;
  }
}

function treeOf(file: string, texts: ReadonlyMap<string, string>): Tree | undefined {
  const entry = keptFile(file, texts);
  if (entry && !('tree' in entry)) entry.tree = readTree(file, texts.get(file) ?? textOf(file));
  return entry?.tree;
}

function keptFile(file: string, texts: ReadonlyMap<string, string>): KeptFile | undefined {
  const stat = statOf(file);
  const known = kept.get(file);
  kept.delete(file);
  if (!stat?.isFile() || stat.size > LARGEST) return undefined;
  const planned = texts.get(file);
  // a file may be replaced by another with the same size and time; what holds its times does not hold that of its entry
  const stamp = planned ?? [stat.size, stat.mtimeMs, stat.ctimeMs, stat.ino].join(' ');
  let entry = known?.stamp === stamp ? known : undefined;
  if (!entry) {
    const text = planned ?? textOf(file);
    // it may be readable the next time
    if (text === undefined) return undefined;
    entry = { stamp, mayTrace: TRACING.test(text) || mayImportLibrary(text) };
  }
  kept.set(file, entry);
  const trees = [...kept].filter(([, { tree }]) => tree);
  for (const [path] of trees.slice(0, Math.max(0, trees.length - MOST_KEPT))) kept.delete(path);
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

function readTree(file: string, text: string | undefined): Tree | undefined {
  try {
    const parsed = text === undefined ? undefined : parseSource(text, file);
    return parsed && 'source' in parsed ? new Tree(parsed.source) : undefined;
  } catch {
    // no parser for this platform: the file is unknown
    return undefined;
  }
}

/** Where a text is defined, as a reader of the importing file would look for it: `../names.ts:3`. */
function placeOf(from: string, { file, tree }: OpenModule, node: Node): string {
  const line = tree.text.slice(0, node.range[0]).split(/\r\n|[\n\r\u2028\u2029]/).length;
  const relative = path.relative(path.dirname(from), file).replaceAll(path.sep, '/');
  return `${relative.startsWith('.') ? relative : `./${relative}`}:${String(line)}`;
}

/**
 * What the imports of a file lead to, at this moment.
 * @param file its path; a virtual name such as `<input>` stands nowhere and leads nowhere
 * @param contract the contract that the file is held to
 * @param view how the project is looked at where that is not as the disk shows it
 */
export function summariesOf(file: string, contract: Contract, view?: ProjectView): ModuleSummaries {
  return isOnDisk(file) ? new ProjectFiles(contract, view).summariesFor(file) : NO_SUMMARIES;
}

/** Makes what `summariesOf` is for the many files of one run: nothing is taken to change while it lasts. */
export function summariesOfRun(view?: ProjectView): (file: string, contract: Contract) => ModuleSummaries {
  const known = new Map<Contract, KnownWrappers>();
  return (file, contract) => {
    if (!isOnDisk(file)) return NO_SUMMARIES;
    const wrappers = known.get(contract) ?? new Map<string, WrapperShape | undefined>();
    known.set(contract, wrappers);
    return new ProjectFiles(contract, view, wrappers).summariesFor(file);
  };
}

function isOnDisk(file: string): boolean {
  return path.isAbsolute(file) && !path.basename(file).startsWith('<');
}
