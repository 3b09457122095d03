import { readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import type { Contract } from '../contract/contract.ts';
import { constantText } from './catalogue/attribute-constants.ts';
import { exportsOf, type ModuleExports } from './module-exports.ts';
import { NO_SUMMARIES, type ExportedText, type ModuleSummaries } from './module-summaries.ts';
import { Origins } from './origin.ts';
import type { Origin } from './origin-reader.ts';
import { parseSource } from './parse.ts';
import { resolveModule } from './resolve-module.ts';
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
/** The most trees that are kept between linted files; of other files only a flag is. */
const MOST_KEPT = 60;

interface KeptFile {
  readonly stamp: string;
  /** Whether something of OpenTelemetry may be exported: a file without a word of it gives neither tracer nor span. */
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
const TRACING = /opentelemetry|tracer|telemetry|export\s*(?:\*|\{[^}]*\}\s*from)/i;

/** Names of functions, and of their modules, that are looked into for a wrapper where nothing else tells which are some. */
const WRAPPER = /span|trac(?:e|ing)|instrument|telemetr|observ|monitor|otel/i;

/** Whether a function may be a wrapper, by its module and path, joined by blanks. */
export function soundsLikeWrapper(name: string): boolean {
  return WRAPPER.test(name);
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
  | { readonly kind: 'own'; readonly module: OpenModule; readonly node: Node; readonly rest: Path }
  | { readonly kind: 'package'; readonly module: string; readonly path: Path };

/**
 * Looks into the files that a linted file imports, as far as its spans need them. Made for one linted file and one moment: what is on
 * the disk then is what it says, also in an editor that runs for days.
 */
export class ProjectFiles {
  readonly #open = new Map<string, { readonly depth: number; readonly module: OpenModule | undefined }>();
  readonly #contract: Contract;
  readonly #wrappers: KnownWrappers;
  readonly #isWanted: (name: string) => boolean;

  /**
   * @param contract its old names are mended in the wrapper that holds them, and so are no wrapper's
   * @param isWanted whether a function may be a wrapper, by its module and path; the others are not looked for
   * @param wrappers what files beside the linted one were told before
   */
  constructor(
    contract: Contract,
    isWanted: (name: string) => boolean = soundsLikeWrapper,
    wrappers: KnownWrappers = new Map(),
  ) {
    this.#contract = contract;
    this.#isWanted = isWanted;
    this.#wrappers = wrappers;
  }

  /** What the imports of a file lead to. */
  summariesFor(file: string, depth = 0): ModuleSummaries {
    return {
      texts: (module, steps) => this.#texts(file, module, steps, depth),
      origin: (module, steps) => this.#origin(file, module, steps, depth),
      wrapper: (module, steps) =>
        depth === 0 ? this.#knownWrapper(file, module, steps) : this.#wrapper(file, module, steps, depth),
    };
  }

  #knownWrapper(file: string, specifier: string, steps: Path): WrapperShape | undefined {
    if (!this.#isWanted([specifier, ...steps].join(' '))) return undefined;
    const key = JSON.stringify([path.dirname(file), specifier, ...steps]);
    if (!this.#wrappers.has(key)) this.#wrappers.set(key, this.#wrapper(file, specifier, steps, 0));
    return this.#wrappers.get(key);
  }

  #texts(file: string, specifier: string, steps: Path, depth: number): readonly ExportedText[] | undefined {
    const found = this.#find(file, specifier, steps, depth);
    if (found?.kind === 'package') {
      const text = constantText(found.module, found.path);
      return text === undefined ? undefined : [{ text }];
    }
    if (!found) return undefined;
    const { module, node, rest } = found;
    return module.texts.textsAt(node, rest)?.map((text) => ({ text, place: placeOf(file, module, node) }));
  }

  #origin(file: string, specifier: string, steps: Path, depth: number): Origin | undefined {
    const found = this.#find(file, specifier, steps, depth, true);
    if (found?.kind === 'package') {
      const isItself = found.module === specifier && found.path === steps;
      return isItself ? undefined : { kind: 'module', module: found.module, path: found.path, called: false };
    }
    return found?.module.origins.exported(found.node, found.rest);
  }

  #wrapper(file: string, specifier: string, steps: Path, depth: number): WrapperShape | undefined {
    if (!this.#isWanted([specifier, ...steps].join(' '))) return undefined;
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

  /** @param tracing whether only a thing of OpenTelemetry is of interest */
  #find(file: string, specifier: string, steps: Path, depth: number, tracing = false): Found | undefined {
    if (depth > DEEPEST) return undefined;
    const resolved = resolveModule(file, specifier);
    if (resolved === undefined)
      return /^[./]/.test(specifier) ? undefined : { kind: 'package', module: specifier, path: steps };
    if (tracing && keptFile(resolved)?.mayTrace !== true) return undefined;
    const module = this.#load(resolved, depth);
    const [name, ...rest] = steps;
    if (!module || typeof name !== 'string') return undefined;
    const { byName, stars, whole } = module.exports;
    const found = byName.get(name);
    if (found?.kind === 'own') return { kind: 'own', module, node: found.node, rest };
    if (found)
      return this.#find(
        resolved,
        found.module,
        found.name === undefined ? rest : [found.name, ...rest],
        depth + 1,
        tracing,
      );
    if (whole) return { kind: 'own', module, node: whole, rest: name === 'default' ? rest : steps };
    if (name === 'default') return undefined;
    for (const star of stars) {
      const behind = this.#find(resolved, star, steps, depth + 1, tracing);
      if (behind?.kind === 'own') return behind;
    }
    return undefined;
  }

  #load(file: string, depth: number): OpenModule | undefined {
    const known = this.#open.get(file);
    // what was met at the end of a long way could not be followed as far as it can be from here
    if (known && known.depth <= depth) return known.module;
    if (!known && this.#open.size >= MOST_FILES) return undefined;
    // a cycle of imports meets itself here
    this.#open.set(file, { depth, module: undefined });
    const tree = treeOf(file);
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

function treeOf(file: string): Tree | undefined {
  const entry = keptFile(file);
  if (entry && !('tree' in entry)) entry.tree = readTree(file);
  return entry?.tree;
}

function keptFile(file: string): KeptFile | undefined {
  const stat = statSync(file, { throwIfNoEntry: false });
  if (!stat?.isFile() || stat.size > LARGEST) return undefined;
  const stamp = `${String(stat.size)} ${String(stat.mtimeMs)}`;
  const known = kept.get(file);
  kept.delete(file);
  const entry = known?.stamp === stamp ? known : { stamp, mayTrace: TRACING.test(textOf(file)) };
  kept.set(file, entry);
  const trees = [...kept].filter(([, { tree }]) => tree);
  for (const [path] of trees.slice(0, Math.max(0, trees.length - MOST_KEPT))) kept.delete(path);
  return entry;
}

/** The text of a file without a BOM; nothing where it cannot be read. */
function textOf(file: string): string {
  try {
    return readFileSync(file, 'utf8').replace(/^\uFEFF/, '');
  } catch {
    return '';
  }
}

function readTree(file: string): Tree | undefined {
  try {
    const parsed = parseSource(textOf(file), file);
    return 'source' in parsed ? new Tree(parsed.source) : undefined;
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
 * @param isWrapper whether a function may be a wrapper, by its module and path; left out: by how it sounds
 */
export function summariesOf(file: string, contract: Contract, isWrapper?: (name: string) => boolean): ModuleSummaries {
  return isOnDisk(file) ? new ProjectFiles(contract, isWrapper).summariesFor(file) : NO_SUMMARIES;
}

/** Makes what `summariesOf` is for the many files of one run: nothing is taken to change while it lasts. */
export function summariesOfRun(): (file: string, contract: Contract) => ModuleSummaries {
  const known = new Map<Contract, KnownWrappers>();
  return (file, contract) => {
    if (!isOnDisk(file)) return NO_SUMMARIES;
    const wrappers = known.get(contract) ?? new Map<string, WrapperShape | undefined>();
    known.set(contract, wrappers);
    return new ProjectFiles(contract, soundsLikeWrapper, wrappers).summariesFor(file);
  };
}

function isOnDisk(file: string): boolean {
  return path.isAbsolute(file) && !path.basename(file).startsWith('<');
}
