import type { Contract } from '../../contract/contract.ts';
import { takenAttributes, type TakenAttribute, type TakingWay } from '../attributes/attribute-taking.ts';
import type { BuiltTexts } from '../texts/built-texts.ts';
import { constantText } from '../catalogue/attribute-constants.ts';
import { isKnownExport, libraryOf } from '../catalogue/find-calls.ts';
import { findAttributeSites } from '../attributes/attribute-sites.ts';
import { Witness } from './evidence.ts';
import { functionsBehind } from './functions-behind.ts';
import { AnswersOfRun, type KeptAnswers } from './kept-answers.ts';
import { LeadingFiles } from './leading-files.ts';
import { ModuleFiles } from './module-files.ts';
import { placeFrom, placeOf, writtenAt, type Found, type OpenModule } from './open-module.ts';
import { exportsOf, type HandedOn } from './module-exports.ts';
import type { ExportedText, ModuleSummaries } from './module-summaries.ts';
import { Origins } from '../origins/origin.ts';
import type { Origin } from '../origins/origin-reader.ts';
import { searchFor, type LeadSearch } from './lead-search.ts';
import { resultPart, type ResultPart } from '../texts/result-parts.ts';
import type { TypeGuard } from '../texts/type-guards.ts';
import type { GivenText } from '../types/type-arguments.ts';
import { exportedType, type ExportedType } from '../types/exported-type.ts';
import { functionResult, typedResult, type FunctionResult } from '../types/function-result.ts';
import type { Path } from '../syntax/sources.ts';
import { findSpanSites, type SpanSites } from '../spans/span-sites.ts';
import { Texts } from '../texts/texts.ts';
import type { FunctionNode } from '../syntax/tree.ts';
import { shapeOfWrapper } from '../wrappers/wrapper-reading.ts';
import { withDeclaredWrappers, type WrapperShape } from '../wrappers/wrapper-shape.ts';

/** The most files that one linted file leads to. */
const MOST_FILES = 60;
/** The most steps from file to file. */
const DEEPEST = 6;
/** The most questions inside one another: where files define their exports by each other, an answer may ask without end. */
const MOST_NESTED = 40;
/** The most questions for one linted file. */
const MOST_QUESTIONS = 5000;

/** What a run over a whole project knows beyond what is on the disk. */
export interface ProjectView {
  /** Whether a function may be a wrapper, by its module and path joined by blanks; left out: by how it sounds. */
  readonly isWrapper?: ((name: string) => boolean) | undefined;
  /** Texts that files are to have, by path, without a BOM. */
  readonly texts?: ReadonlyMap<string, string>;
  /** The folder that places in other files are told from; left out: that of the file which is looked at. */
  readonly shownFrom?: string | undefined;
}

/**
 * Looks into the files that a linted file imports, as far as its spans need them. Made for one linted file and one moment: what is on
 * the disk then is what it says, also in an editor that runs for days.
 */
export class ProjectFiles {
  readonly #open = new Map<string, { readonly depth: number; readonly module: OpenModule | undefined }>();
  readonly #contract: Contract;
  readonly #search: LeadSearch;
  readonly #leading: LeadingFiles | undefined;
  readonly #files: ModuleFiles;
  readonly #answers: KeptAnswers;
  #questions = 0;
  #nested = 0;

  /**
   * @param contract its old names are mended in the wrapper that holds them, and so are no wrapper's
   * @param files the files of the project
   * @param answers what other files were told before, under the same contract and view
   */
  constructor(
    contract: Contract,
    { isWrapper }: ProjectView = {},
    files = new ModuleFiles(),
    answers: KeptAnswers = new AnswersOfRun(),
  ) {
    this.#contract = contract;
    this.#search = searchFor(contract, isWrapper);
    this.#files = files;
    this.#leading = answers.searchesTexts ? new LeadingFiles(files, this.#search) : undefined;
    this.#answers = answers;
  }

  /**
   * What the imports of a file lead to.
   * @param shownFrom the folder that places in other files are told from; that of the file where nothing is given
   */
  summariesFor(file: string, shownFrom?: string): ModuleSummaries {
    const ask: Asking = (kind, module, steps, answer) =>
      this.#asked(() => {
        const resolved = this.#files.resolve(file, module);
        if (resolved === undefined) return answer();
        // only what is asked for the linted file is kept: an answer within another may have met a cycle, or come far
        return this.#answers.answer(this.#files, JSON.stringify([kind, resolved, ...steps]), answer);
      });
    return this.#summaries(file, 0, ask, shownFrom);
  }

  #summaries(file: string, depth: number, ask: Asking, shownFrom?: string): ModuleSummaries {
    const seen = <Found extends { readonly place?: string | undefined }>(found: Found) =>
      found.place === undefined ? found : { ...found, place: placeFrom(file, found.place, shownFrom) };
    return {
      texts: (module, steps) => ask('texts', module, steps, () => this.#textsOf(file, module, steps, depth))?.map(seen),
      typeTexts: (module, steps, given) => {
        const asked = given === 0 ? steps : [...steps, `<${String(given)}>`];
        const texts = ask('typeTexts', module, asked, () => this.#typeTexts(file, module, steps, given, depth));
        return isTexts(texts) ? texts.map(seen) : texts;
      },
      typeGuard: (module, steps) => ask('guard', module, steps, () => this.#typeGuard(file, module, steps, depth)),
      // the catalogue knows its packages better, also in the workspace that they are made in
      origin: (module, steps) =>
        libraryOf(module) ? undefined : ask('origin', module, steps, () => this.#origin(file, module, steps, depth)),
      mayBeOfLibrary: (module, [name]) => {
        const leading = this.#leading;
        const names = typeof name === 'string' ? [name] : undefined;
        const find = () => leading?.toLibrary(file, { module, names, byMethod: false });
        return !leading || ask('library', module, [name], find) === true;
      },
      isNoTracer: (module, steps) =>
        ask('noTracer', module, steps, () => this.#isNoTracer(file, module, steps, depth)) === true,
      resultPart: (module, steps, below) =>
        ask('part', module, [...steps, '=', ...below], () => this.#resultPart(file, module, steps, below, depth)),
      builtTexts: (module, steps) => {
        const built = ask('built', module, steps, () => this.#builtTexts(file, module, steps, depth));
        return built && seen(built);
      },
      takenBy: (module, steps, way) =>
        ask('taken', module, [way, ...steps], () => this.#takenBy(file, module, steps, way, depth))?.map(seen),
      exportedType: (module, steps) => ask('type', module, steps, () => this.#exportedType(file, module, steps, depth)),
      functionResult: (module, steps) =>
        ask('result', module, steps, () => this.#functionResult(file, module, steps, depth)),
      wrapper: (module, steps) => {
        if (!this.#search.isWrapper([module, ...steps].join(' '))) return undefined;
        const shape = ask('wrapper', module, steps, () => this.#wrapper(file, module, steps, depth));
        return shape && seen(shape);
      },
    };
  }

  #asked<Answer>(answer: () => Answer): Answer | undefined {
    if (this.#nested >= MOST_NESTED || this.#questions >= MOST_QUESTIONS) {
      this.#files.cut();
      return undefined;
    }
    this.#questions += 1;
    this.#nested += 1;
    try {
      return answer();
    } finally {
      this.#nested -= 1;
    }
  }

  #textsOf(file: string, specifier: string, steps: Path, depth: number): readonly ExportedText[] | undefined {
    const found = this.#find(file, specifier, steps, depth);
    if (found?.kind === 'package') {
      const text = constantText(found.module, found.path);
      return text === undefined ? undefined : [{ text }];
    }
    if (found?.kind !== 'own') return undefined;
    const { module, node, rest, path: named } = found;
    const own = named.flatMap((step) => (step === undefined ? [] : [String(step)]));
    const definition = own.length === named.length ? { definition: { file: module.file, path: own } } : {};
    return module.texts
      .textsAt(node, rest)
      ?.map(({ text, nodes }) => ({ text, place: placeOf(module, writtenAt(module, node, nodes)), ...definition }));
  }

  #typeTexts(
    file: string,
    specifier: string,
    steps: Path,
    given: number,
    depth: number,
  ): ReturnType<ModuleSummaries['typeTexts']> {
    const found = this.#find(file, specifier, steps, depth);
    if (found?.kind !== 'own') return undefined;
    const { module, node, rest } = found;
    const texts = module.texts.textsOfType(node, rest, given);
    return isTexts(texts)
      ? texts.map(({ text, nodes }) => ({ text, place: placeOf(module, writtenAt(module, node, nodes)) }))
      : texts;
  }

  #exportedType(file: string, specifier: string, steps: Path, depth: number): ExportedType | undefined {
    const found = this.#find(file, specifier, steps, depth);
    return found?.kind === 'own' && found.rest.length === 0 ? exportedType(found.module, found.node) : undefined;
  }

  #functionResult(file: string, specifier: string, steps: Path, depth: number): FunctionResult | undefined {
    const behind = this.#functionBehind(file, specifier, steps, depth);
    if (behind) return functionResult(behind.module, behind.fn);
    const found = this.#find(file, specifier, steps, depth);
    const type = found?.kind === 'own' ? found.module.origins.resultTypeAt(found.node, found.rest) : undefined;
    return found?.kind === 'own' && type ? typedResult(found.module, type) : undefined;
  }

  #typeGuard(file: string, specifier: string, steps: Path, depth: number): TypeGuard | undefined {
    const found = this.#functionBehind(file, specifier, steps, depth);
    return found?.module.texts.guardBy(found.fn);
  }

  #origin(file: string, specifier: string, steps: Path, depth: number): Origin | undefined {
    const found = this.#find(file, specifier, steps, depth, { isWorth: (one) => this.#files.mayTrace(one) });
    if (found?.kind === 'package') {
      const isItself = found.module === specifier && found.path === steps;
      return isItself ? undefined : { kind: 'module', module: found.module, path: found.path, called: false };
    }
    return found?.kind === 'own' ? found.module.origins.exported(found.node, found.rest) : undefined;
  }

  #isNoTracer(file: string, specifier: string, steps: Path, depth: number): boolean {
    const whole = steps.length === 0 ? this.#files.resolve(file, specifier) : undefined;
    // all that a module of ECMAScript exports, in one object
    if (whole !== undefined && this.#files.record(whole)) return true;
    const found = this.#find(file, specifier, steps, depth, { isWorth: (one) => this.#files.mayTrace(one) });
    return found?.kind === 'own' && found.module.origins.exportsNoTracer(found.node, found.rest);
  }

  #resultPart(
    file: string,
    specifier: string,
    steps: Path,
    below: readonly string[],
    depth: number,
  ): ResultPart | undefined {
    const found = this.#functionBehind(file, specifier, steps, depth);
    if (!found) return undefined;
    const { module, fn } = found;
    const part = resultPart(module.tree, fn, below);
    const texts = part ? undefined : module.texts.textsOfResults(fn, below);
    return texts ? { texts } : part;
  }

  #takenBy(
    file: string,
    specifier: string,
    steps: Path,
    way: TakingWay,
    depth: number,
  ): readonly TakenAttribute[] | undefined {
    // what makes attributes need not speak of tracing
    const wanted = way === 'recorded' ? { isWorth: (one: string) => this.#files.mayTrace(one) } : {};
    const found = this.#functionBehind(file, specifier, steps, depth, wanted);
    if (!found) return undefined;
    const place = placeOf(found.module, found.fn);
    const { module, fn } = found;
    const sites = () => this.#spansBehind(module, fn).sites;
    const taken = takenAttributes(module, fn, way, this.#contract, { sites, known: module.helpers });
    return taken.map((one) => ({ ...one, place }));
  }

  #builtTexts(file: string, specifier: string, steps: Path, depth: number): BuiltTexts | undefined {
    const found = this.#functionBehind(file, specifier, steps, depth);
    const texts = found?.module.texts.builtBy(found.fn);
    return found && texts && { texts, place: placeOf(found.module, found.fn) };
  }

  /** The function behind an export, through files that only give it another name. */
  #functionBehind(
    file: string,
    specifier: string,
    steps: Path,
    depth: number,
    wanted: Wanted = {},
  ): { readonly module: OpenModule; readonly fn: FunctionNode } | undefined {
    const found = this.#find(file, specifier, steps, depth, wanted);
    if (found?.kind !== 'own') return undefined;
    const { module, node, rest } = found;
    const fn = module.origins.functionAt(node, rest);
    if (fn) return { module, fn };
    const next = module.origins.handedOn(node, rest);
    return next && this.#functionBehind(module.file, next.module, next.path, depth + 1, wanted);
  }

  #wrapper(file: string, specifier: string, steps: Path, depth: number): WrapperShape | undefined {
    const found = this.#find(file, specifier, steps, depth, {
      isWorthATree: (one) => this.#leading?.toSpans(one) ?? true,
    });
    if (found?.kind !== 'own') return undefined;
    const { module, node, rest } = found;
    const fn = module.origins.functionAt(node, rest);
    if (!fn) {
      const base = rest[0] === 'prototype' ? module.origins.importedBase(node) : undefined;
      const next = base ? { ...base, path: [...base.path, ...rest] } : module.origins.handedOn(node, rest);
      return next && this.#search.isWrapper([next.module, ...next.path].join(' '))
        ? this.#wrapper(module.file, next.module, next.path, depth + 1)
        : undefined;
    }
    const { sites, wrappers } = this.#spansBehind(module, fn);
    const wrapper = wrappers.find((one) => one.fn === fn);
    if (!wrapper) return undefined;
    const { tree, origins, texts } = module;
    const { attributes } = findAttributeSites(tree, origins, texts, sites, functionsBehind(tree, fn));
    const shape = shapeOfWrapper({ tree, origins, texts, sites, wrappers, attributes }, wrapper);
    return shape && { ...shape, place: placeOf(module, fn) };
  }

  #spansBehind(module: OpenModule, fn: FunctionNode): SpanSites {
    let spans = module.spans.get(fn);
    if (!spans) {
      // what asks for a wrapper while it is being read meets a cycle
      module.spans.set(fn, { sites: [], wrappers: [], unseen: [] });
      const within = functionsBehind(module.tree, fn);
      spans = findSpanSites(module.tree, module.origins, module.texts, this.#contract, { within });
      module.spans.set(fn, spans);
    }
    return spans;
  }

  /**
   * @param wanted what is of interest; left out: everything
   * @param seen files and exports that were asked on the way: files that hand on all of each other lead along very many ways
   */
  #find(
    file: string,
    specifier: string,
    steps: Path,
    depth: number,
    wanted: Wanted = {},
    seen = new Set<string>(),
  ): Found | undefined {
    if (depth > DEEPEST) return undefined;
    const resolved = this.#files.resolve(file, specifier);
    const question = `${resolved ?? specifier}\n${steps.join('.')}`;
    if (seen.has(question)) return undefined;
    seen.add(question);
    if (resolved === undefined)
      return /^[./]/.test(specifier) ? undefined : { kind: 'package', module: specifier, path: steps };
    if (wanted.isWorth?.(resolved) === false) return undefined;
    const [name, ...rest] = steps;
    if (steps.length === 0) return this.#findWhole(resolved, depth, wanted);
    if (typeof name !== 'string') return undefined;
    const next = (module: string, path: Path) => this.#find(resolved, module, path, depth + 1, wanted, seen);
    const handedOn = (from: HandedOn) => next(from.module, from.name === undefined ? rest : [from.name, ...rest]);
    const behindStars = (stars: readonly string[]) => {
      // a file of the project shows what it exports, a package is known by the catalogue
      let known: Found | undefined;
      for (const star of name === 'default' ? [] : this.#files.starsWith(resolved, stars, name)) {
        const behind = next(star, steps);
        if (behind?.kind === 'own' && isOpenWhole(behind)) known ??= behind;
        else if (behind?.kind === 'own' || behind?.kind === 'unread') return behind;
        else if (behind && isKnownExport(behind.module, name)) known ??= behind;
      }
      return known;
    };
    // a file that only hands on is not worth a tree
    const record = this.#files.record(resolved);
    const handed = record?.handedOn.get(name);
    if (handed) return handedOn(handed);
    if (record && !record.own.has(name)) return behindStars(record.stars);
    if (wanted.isWorthATree?.(resolved) === false) return record ? { kind: 'unread' } : undefined;
    const module = this.#load(resolved, depth);
    if (!module) return undefined;
    const { byName, stars, whole } = module.exports;
    const found = byName.get(name);
    if (found?.kind === 'own') return { kind: 'own', module, node: found.node, rest, path: steps };
    if (found) return handedOn(found);
    if (whole) {
      const below = name === 'default' ? rest : steps;
      return { kind: 'own', module, node: whole, rest: below, path: below };
    }
    return behindStars(stars);
  }

  /** What a module of CommonJS is as a whole: `module.exports = trace.getTracer('app')`. */
  #findWhole(file: string, depth: number, { isWorthATree }: Wanted): Found | undefined {
    if (this.#files.record(file) || isWorthATree?.(file) === false) return undefined;
    const module = this.#load(file, depth);
    const node = module?.exports.whole;
    return module && node && { kind: 'own', module, node, rest: [], path: [] };
  }

  #load(file: string, depth: number): OpenModule | undefined {
    const known = this.#open.get(file);
    // what was met at the end of a long way could not be followed as far as it can be from here
    if (known && known.depth <= depth) {
      if (known.module) this.#files.recall(known.module.witness);
      return known.module;
    }
    if (!known && this.#open.size >= MOST_FILES) {
      this.#files.cut();
      return undefined;
    }
    // a cycle of imports meets itself here
    this.#open.set(file, { depth, module: undefined });
    const tree = this.#files.tree(file);
    if (!tree) return undefined;
    const witness = new Witness();
    this.#files.recall(witness);
    const ask: Asking = (_kind, _module, _steps, answer) => this.#files.watch(witness, () => this.#asked(answer));
    const summaries = withDeclaredWrappers(this.#summaries(file, depth + 1, ask), this.#contract);
    const origins = new Origins(tree, summaries);
    const module: OpenModule = {
      file,
      tree,
      exports: exportsOf(tree),
      origins,
      texts: new Texts(tree, origins, summaries),
      spans: new Map(),
      helpers: new Map(),
      witness,
    };
    this.#open.set(file, { depth, module });
    return module;
  }
}

/** Which files are looked into. */
interface Wanted {
  readonly isWorth?: (file: string) => boolean;
  /** Whether one is read that defines what is asked for. */
  readonly isWorthATree?: (file: string) => boolean;
}

/** Asks a question about what a module exports, unless too much was asked. */
type Asking = <Answer>(kind: string, module: string, steps: Path, answer: () => Answer) => Answer | undefined;

/** Whether it may or may not be a property of what `module.exports` is set to: only an object that is written out shows its own. */
function isTexts<Text>(found: readonly Text[] | 'bounded' | GivenText | undefined): found is readonly Text[] {
  return Array.isArray(found);
}

function isOpenWhole({ module, node }: Extract<Found, { kind: 'own' }>): boolean {
  return node === module.exports.whole && node.type !== 'ObjectExpression';
}
