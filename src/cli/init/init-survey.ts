import { readFileSync } from 'node:fs';
import path from 'node:path';
import { writtenOnce } from '../../analysis/attributes/written-once.ts';
import { bundledParser } from '../../analysis/parsing/bundled-parser.ts';
import { calledWrappers } from '../../analysis/wrappers/called-wrappers.ts';
import { exportedWrappers } from '../../analysis/wrappers/exported-wrappers.ts';
import { mayConcernSpans } from '../../analysis/gate.ts';
import { parseSource } from '../../analysis/parsing/parse.ts';
import { provideParser } from '../../analysis/parsing/parser-libraries.ts';
import type { ProjectView } from '../../analysis/modules/project-files.ts';
import { summariesOf } from '../../analysis/modules/project-summaries.ts';
import { read, type FileReading } from '../../analysis/reading.ts';
import { seenContent, seenSpans, withoutIndexes, type SeenContent } from '../../analysis/spans/seen-spans.ts';
import type { Source } from '../../analysis/syntax/tree.ts';
import type { WrapperShape } from '../../analysis/wrappers/wrapper-shape.ts';
import type { Contract } from '../../contract/contract.ts';
import { contractFor, wrapperWord } from '../../contract/find-contract.ts';
import { compare, decoded } from '../check/check-texts.ts';
import type { SeenSite } from './init-names.ts';
import { isNameOfPackage } from './package-names.ts';
import { LineIndex } from '../../analysis/parsing/line-index.ts';
import type { Progress } from '../progress.ts';
import type { Fault, Skipped } from '../report.ts';
import { reasonToSkip } from '../files/reason-to-skip.ts';
import { scriptsOf } from '../files/script-blocks.ts';
import { shownPath } from '../files/shown-path.ts';
import type { SourceFile } from '../files/source-files.ts';
import { callTest, MOST_ROUNDS, wrapperTest } from '../wrapper-words.ts';

/** A place in the code, as it is shown. */
export interface SeenPlace {
  readonly file: string;
  readonly line: number;
}

/** A function of the project that makes a span under a name of its caller. */
export interface SeenWrapper {
  /** The path of its file below the contract; the name of its package, where callers import it by that. */
  readonly module: string;
  /** All ways in which callers import it. */
  readonly specifiers: ReadonlySet<string>;
  /** As a contract lists it: `traced`, `Tracing.run`. */
  readonly export: string;
  readonly shape: WrapperShape;
  /** Where it is defined, where that is a file of the run. */
  readonly place: SeenPlace | undefined;
  /** How many calls of other files were seen. */
  readonly calls: number;
}

/** All that a code base says about its spans. */
export interface Survey {
  readonly files: number;
  /** Files that say something about spans. */
  readonly tracing: number;
  readonly ignored: number;
  /** Files that another contract holds for. */
  readonly elsewhere: number;
  readonly sites: readonly SeenSite[];
  readonly events: ReadonlyMap<string, readonly SeenPlace[]>;
  readonly content: readonly (SeenContent & SeenPlace)[];
  /** How often each key is recorded, content or not. */
  readonly recorded: ReadonlyMap<string, number>;
  readonly wrappers: readonly SeenWrapper[];
  readonly faults: readonly Fault[];
  readonly skipped: readonly Skipped[];
}

/** A wrapper as one file shows it. */
interface FoundWrapper extends SeenWrapper {
  readonly word: string | undefined;
  /** Where the import leads to, as a path below the contract. */
  readonly source: string;
}

/** What is kept of one file. */
interface FileFacts {
  readonly sites: readonly SeenSite[];
  readonly events: readonly (SeenPlace & { readonly name: string })[];
  readonly content: readonly (SeenContent & SeenPlace)[];
  readonly recorded: readonly string[];
  readonly wrappers: readonly FoundWrapper[];
}

/**
 * Reads a code base in rounds: the files that speak of spans tell the wrappers, and the names of those lead to more files.
 * @param contract the one that files are read with
 * @param folder where the contract stands or will stand
 */
export function surveyFiles(
  files: readonly SourceFile[],
  contract: Contract,
  { cwd, folder, own }: { readonly cwd: string; readonly folder: string; readonly own: string | undefined },
  progress: Progress,
): Survey {
  provideParser(bundledParser);
  const faults = new Map<string, Fault>();
  const skipped = new Map<string, Skipped>();
  const facts = new Map<string, FileFacts>();
  const words = new Set<string>();
  const count = { ignored: 0, elsewhere: 0 };
  const governed = files.filter(({ file }) => {
    const found = contractFor(file, { cwd });
    if ((found.ok ? found.file : path.resolve(found.file)) !== own) count.elsewhere += 1;
    else if (found.ok && found.ignored) count.ignored += 1;
    else return true;
    return false;
  });
  const known = contract.wrappers.map(wrapperWord);
  // no import tells the files that call a function of the global scope
  const globals = contract.wrappers.filter((wrapper) => 'global' in wrapper).map(wrapperWord);
  let fresh: readonly string[] = known;
  for (let round = 0; round < MOST_ROUNDS && (round === 0 || fresh.length > 0); round++) {
    const isFresh = callTest(fresh);
    const view = { isWrapper: wrapperTest(words) };
    for (const [index, { file, bytes, isNamed }] of governed.entries()) {
      progress.step(round === 0 ? 'Reading' : 'Following wrappers through', governed.length);
      if (faults.has(file) || skipped.has(file)) continue;
      try {
        const text = decoded(readFileSync(bytes ?? file)).replace(/^\uFEFF/, '');
        if (!(round === 0 && mayConcernSpans(text, globals)) && !isFresh?.test(text)) continue;
        const reason = reasonToSkip(text, isNamed);
        if (reason !== undefined) {
          // a wrapper's name leads to files that have nothing to do with spans
          if (round === 0) skipped.set(file, { file, reason });
          continue;
        }
        const seen = readFile(file, text, index, { contract, view, cwd, folder });
        if ('kind' in seen) faults.set(file, seen);
        else if ('reason' in seen) skipped.set(file, seen);
        else facts.set(file, seen);
      } catch (error) {
        const { code, message } = error as NodeJS.ErrnoException;
        faults.set(file, {
          kind: 'unreadable',
          file,
          line: 1,
          column: 1,
          message: `The file cannot be read: ${code ?? message}.`,
        });
      }
    }
    const found = new Set([...facts.values()].flatMap(({ wrappers }) => wrappers.flatMap(({ word }) => word ?? [])));
    fresh = [...found].filter((word) => !words.has(word) && !known.includes(word));
    for (const word of fresh) words.add(word);
  }
  progress.end();
  const all = [...facts.values()];
  return {
    files: files.length,
    tracing: all.filter(({ sites, events, recorded }) => sites.length + events.length + recorded.length > 0).length,
    ...count,
    sites: all.flatMap(({ sites }) => sites),
    events: grouped(all.flatMap(({ events }) => events)),
    content: all.flatMap(({ content }) => content),
    recorded: counts(all.flatMap(({ recorded }) => recorded)),
    wrappers: mergedWrappers(all.flatMap(({ wrappers }) => wrappers)),
    faults: [...faults.values()].sort((a, b) => compare(a.file, b.file)),
    skipped: [...skipped.values()].sort((a, b) => compare(a.file, b.file)),
  };
}

interface Reading {
  readonly contract: Contract;
  readonly view: ProjectView;
  readonly cwd: string;
  readonly folder: string;
}

function readFile(file: string, text: string, index: number, run: Reading): FileFacts | Fault | Skipped {
  const scripts = scriptsOf(file, text);
  if ('skipped' in scripts) return { file, reason: scripts.skipped };
  const lines = new LineIndex(text);
  const facts: FileFacts[] = [];
  for (const program of scripts.programs) {
    const parsed = parseSource(program.text, program.path);
    if ('fault' in parsed) {
      const message = `The file does not parse: ${parsed.fault.message.replace(/\.?$/, '.')}`;
      return { kind: 'syntax', file, ...lines.placeOf(parsed.fault.offset), message };
    }
    facts.push(factsOf(parsed.source, file, lines, index, run));
  }
  return {
    sites: facts.flatMap(({ sites }) => sites),
    events: facts.flatMap(({ events }) => events),
    content: facts.flatMap(({ content }) => content),
    recorded: facts.flatMap(({ recorded }) => recorded),
    wrappers: facts.flatMap(({ wrappers }) => wrappers),
  };
}

function factsOf(source: Source, file: string, lines: LineIndex, index: number, run: Reading): FileFacts {
  const { contract, view, cwd } = run;
  const reading = read(source, contract, summariesOf(file, contract, view));
  const shown = shownPath(file, cwd);
  const placeAt = (offset: number): SeenPlace => ({ file: shown, line: lines.placeOf(offset).line });
  return {
    sites: seenSpans(reading).map((span) => ({ span, ...placeAt(span.offset), index })),
    events: reading.eventSites.flatMap(({ name, nameNode }) =>
      name.kind === 'exact' ? name.texts.map((one) => ({ name: one.text, ...placeAt(nameNode.range[0]) })) : [],
    ),
    content: seenContent(reading, contract).map((one) => ({ ...one, ...placeAt(one.offset) })),
    recorded: writtenOnce(reading.attributeSites).flatMap(({ key }) =>
      key.kind === 'exact' ? key.texts.map((one) => withoutIndexes(one.text)) : [],
    ),
    wrappers: [...definedWrappers(reading, file, run, placeAt), ...wrapperCalls(reading, file, run)],
  };
}

function definedWrappers(
  reading: FileReading,
  file: string,
  { folder }: Reading,
  placeAt: (offset: number) => SeenPlace,
): FileFacts['wrappers'] {
  return exportedWrappers(reading).flatMap(({ name, word, shape, node }) =>
    name === undefined
      ? []
      : {
          module: moduleOf(file, folder),
          specifiers: new Set<string>(),
          source: moduleOf(file, folder),
          export: name,
          word,
          shape,
          place: placeAt(node.range[0]),
          calls: 0,
        },
  );
}

/** The wrappers of other files that are called here. */
function wrapperCalls(reading: FileReading, file: string, { folder }: Reading): FileFacts['wrappers'] {
  return calledWrappers(reading, file).map(({ specifier, source, export: name, shape }) => {
    const resolved = source === undefined ? specifier : moduleOf(source, folder);
    const module = source === undefined || isNameOfPackage(specifier, source) ? specifier : resolved;
    const specifiers = new Set([specifier]);
    return { module, specifiers, source: resolved, export: name, word: undefined, shape, place: undefined, calls: 1 };
  });
}

/** A file as the contract's `wrappers` name it: from the contract's folder, without its extension. */
function moduleOf(file: string, folder: string): string {
  const shown = shownPath(file, folder).replace(/(?:\/index)?\.[cm]?[jt]sx?$/, '');
  return shown.startsWith('.') ? shown : `./${shown}`;
}

function mergedWrappers(all: FileFacts['wrappers']): readonly SeenWrapper[] {
  const merged = new Map<string, SeenWrapper>();
  for (const one of all) {
    const key = `${one.module} ${one.export}`;
    const known = merged.get(key);
    const { module, export: name, shape } = known ?? one;
    const calls = (known?.calls ?? 0) + one.calls;
    const specifiers = new Set([...(known?.specifiers ?? []), ...one.specifiers]);
    const place = all.find((other) => other.place && other.source === one.source && other.export === name)?.place;
    merged.set(key, { module, specifiers, export: name, shape, place: known?.place ?? place, calls });
  }
  return [...merged].sort(([a], [b]) => compare(a, b)).map(([, one]) => one);
}

function grouped(all: FileFacts['events']): ReadonlyMap<string, readonly SeenPlace[]> {
  const byName = new Map<string, SeenPlace[]>();
  for (const { name, file, line } of all) byName.set(name, [...(byName.get(name) ?? []), { file, line }]);
  return new Map([...byName].sort(([a], [b]) => compare(a, b)));
}

function counts(keys: readonly string[]): ReadonlyMap<string, number> {
  const found = new Map<string, number>();
  for (const key of keys) found.set(key, (found.get(key) ?? 0) + 1);
  return found;
}
