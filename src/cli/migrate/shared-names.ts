import { literalPattern } from '../../analysis/texts/literal-pattern.ts';
import path from 'node:path';
import { isSameDefinition, usesOfExport } from '../../analysis/modules/export-uses.ts';
import { exportsOf } from '../../analysis/modules/module-exports.ts';
import type { ExportedDefinition } from '../../analysis/modules/module-summaries.ts';
import {
  certainNames,
  exportedCarriers,
  isLiteralExport,
  ownUsesOf,
  type NameCarrier,
} from '../../analysis/names/name-carriers.ts';
import type { NameUse } from '../../analysis/names/name-uses.ts';
import { earlyErrorsOf, parseSource } from '../../analysis/parsing/parse.ts';
import type { ProjectView } from '../../analysis/modules/project-files.ts';
import { summariesOf } from '../../analysis/modules/project-summaries.ts';
import { read, type FileReading } from '../../analysis/reading.ts';
import type { Node } from '../../analysis/syntax/tree.ts';
import type { Row } from '../../codemod.ts';
import type { Renaming, SharedText } from '../../site-plan.ts';
import { contractFor, type ContractSettings, type FoundContract } from '../../contract/find-contract.ts';
import { applyEdits, type Edit } from '../../edits/edit.ts';
import { commentIn } from '../../edits/comments.ts';
import { styleOf } from '../../edits/file-style.ts';
import { replaceText } from '../../edits/name-edit.ts';
import { mention } from '../../mention.ts';
import { isComponent, readsAround, scriptsOf } from '../files/script-blocks.ts';
import { shownPath } from '../files/shown-path.ts';

/** Names that one file defines and others use, as a migration changes them: at the definition where all agree, else at the use. */
export interface SharedNames {
  /** What the defining files are to hold, by path. */
  readonly texts: ReadonlyMap<string, string>;
  /** The sites whose name is changed so, by the file that they stand in. */
  readonly rows: ReadonlyMap<string, readonly Row[]>;
  isWrittenAtUse(definition: ExportedDefinition): boolean;
}

/** The files of a run, as far as this is concerned. */
export interface SharedNamesRun {
  readonly settings: ContractSettings;
  readonly view: ProjectView;
  /** All files of the run, by path. */
  readonly files: readonly string[];
  /** The text of a file of the run without a BOM; nothing where it cannot be read, or not be written. */
  readonly textOf: (file: string) => string | undefined;
  /** Whether the run goes over all that lies below the folder of a contract. */
  readonly isWhole: (contract: FoundContract) => boolean;
}

/** A site that is left because another file defines its name. */
export interface SharedSite {
  readonly file: string;
  readonly row: Row;
  readonly shared: SharedText;
  readonly renaming: Renaming;
}

/** A definition, and how it is to be called by all the sites that use it. */
interface Definition extends ExportedDefinition {
  readonly kind: Renaming['kind'];
  readonly from: string;
  /** Nothing where they do not agree. */
  readonly to: string | undefined;
  readonly users: ReadonlySet<string>;
}

/** What becomes of a definition: it is edited, its uses are, or neither. */
type Decision =
  | { readonly how: 'definition'; readonly edits: readonly Edit[]; readonly line: number }
  | { readonly how: 'use' }
  | undefined;

/** Decides for names that other files define where they are to be changed. */
export function planSharedNames(sites: readonly SharedSite[], run: SharedNamesRun): SharedNames {
  const readings = new Readings(run);
  const decisions = new Map<string, Decision>();
  for (const definition of definitionsOf(sites)) decisions.set(keyOf(definition), decide(definition, run, readings));
  const texts = new Map<string, string>();
  for (const { file } of definitionsOf(sites)) {
    const before = readings.of(file)?.tree.text;
    const edits = [...decisions].flatMap(([key, one]) =>
      one?.how === 'definition' && key.startsWith(`${file}\n`) ? one.edits : [],
    );
    if (before === undefined || edits.length === 0 || texts.has(file)) continue;
    const after = applyEdits(before, edits);
    const isBroken =
      'fault' in parseSource(after, file) || earlyErrorsOf(after, file).length > earlyErrorsOf(before, file).length;
    if (!isBroken) texts.set(file, after);
  }
  const decisionOf = (definition: ExportedDefinition) => decisions.get(keyOf(definition));
  const rows = new Map<string, Row[]>();
  for (const { file, row, shared, renaming } of sites) {
    const isDone = shared.definitions.every((one) => texts.has(one.file) && decisionOf(one)?.how === 'definition');
    if (!isDone) continue;
    const places = shared.definitions.map((one) => placeOf(one, run.settings.cwd ?? process.cwd(), decisionOf(one)));
    const names = `${mention(renaming.from)} to ${mention(renaming.to)}`;
    const sentence = `Renamed ${names} where it is defined, in ${[...new Set(places)].join(' and ')}.`;
    const done: Row = { ...row, outcome: 'done', reason: 'renamed', sentence, renaming };
    rows.set(file, [...(rows.get(file) ?? []), done]);
  }
  return { texts, rows, isWrittenAtUse: (definition) => decisionOf(definition)?.how === 'use' };
}

function keyOf({ file, path: steps }: ExportedDefinition): string {
  return [file, ...steps].join('\n');
}

/** `src/names.ts:3`, from the folder that the command runs in. */
function placeOf(definition: ExportedDefinition, cwd: string, decision: Decision): string {
  return `${shownPath(definition.file, cwd)}${decision?.how === 'definition' ? `:${decision.line}` : ''}`;
}

function definitionsOf(sites: readonly SharedSite[]): readonly Definition[] {
  const found = new Map<string, Definition>();
  for (const { file, shared, renaming } of sites) {
    for (const definition of shared.definitions) {
      const key = keyOf(definition);
      const known = found.get(key);
      const agrees = !known || (known.to === shared.to && known.kind === renaming.kind);
      found.set(key, {
        ...definition,
        kind: renaming.kind,
        from: shared.from,
        to: agrees ? shared.to : undefined,
        users: new Set([...(known?.users ?? []), file]),
      });
    }
  }
  return [...found.values()];
}

function decide(definition: Definition, run: SharedNamesRun, readings: Readings): Decision {
  const { file, path: steps, kind, from, to, users } = definition;
  const found = contractFor(file, run.settings);
  const reading = readings.of(file);
  if (to === undefined || !found.ok || found.ignored || !reading || !run.isWhole(found)) return undefined;
  const exported = exportOf(reading, steps);
  if (!exported) return undefined;
  const { node, rest } = exported;
  const isName = certainNames(reading, kind);
  const carriers = exportedCarriers(reading, node, rest, isName, (text) => (text === from ? to : text));
  if (typeof carriers === 'string' && carriers !== 'here') return undefined;
  const isLiteral = isLiteralExport(reading, node, rest);
  const usesIn = (other: string, all: readonly FileReading[]): readonly NameUse[] => {
    const isReadAround = isComponent(other) ? readsAround(other, run.textOf(other) ?? '') : () => false;
    const summaries = readings.summariesOf(other);
    return all.flatMap((one) => {
      return usesOfExport(one, definition, summaries, { isName: certainNames(one, kind), isLiteral, isReadAround });
    });
  };
  const seen: NameUse[] = [...ownUsesOf(reading, node, rest, isName)];
  for (const other of importers(definition, run, 'governed')) {
    const all = readings.allOf(other);
    // a file that cannot be read may do anything with the name
    if (!all) return undefined;
    const uses = usesIn(other, all);
    const isNameOfOther = !users.has(other) && all.some((one) => namesWith(one, definition));
    if (uses.includes('writes') || uses.includes('compared') || isNameOfOther) return undefined;
    seen.push(...uses);
  }
  if (carriers !== 'here' && !seen.includes('other')) return edited(reading, carriers, from, to);
  // tests follow the definition, but not what is written at the calls
  for (const other of importers(definition, run, 'ignored')) seen.push(...usesIn(other, readings.allOf(other) ?? []));
  return seen.includes('matched') || seen.includes('compared') ? undefined : { how: 'use' };
}

function edited(reading: FileReading, carriers: readonly NameCarrier[], from: string, to: string): Decision {
  const { tree } = reading;
  const nodes = carriers.filter(({ text }) => text === from).map(({ node }) => node);
  const [first] = nodes;
  if (!first || nodes.some((node) => commentIn(tree, node) !== undefined)) return undefined;
  const style = styleOf(tree);
  const line = tree.lineOf(first);
  return { how: 'definition', line, edits: nodes.map((node) => replaceText(tree, node, to, style)) };
}

/** The exported expression or declared name, and the properties below it. */
function exportOf(
  { tree }: FileReading,
  steps: readonly string[],
): { node: Node; rest: readonly string[] } | undefined {
  const { byName, whole } = exportsOf(tree);
  const [name = '', ...rest] = steps;
  const found = byName.get(name);
  if (found) return found.kind === 'own' ? { node: found.node, rest } : undefined;
  return whole && { node: whole, rest: steps };
}

/** Whether a name of a span or an event in a file is the export, be it sure or not. */
function namesWith({ spanSites, eventSites }: FileReading, definition: ExportedDefinition): boolean {
  return [...spanSites, ...eventSites].some(
    ({ name }) =>
      name.kind === 'exact' &&
      name.texts.some(({ definitions }) => definitions?.some((one) => isSameDefinition(one, definition))),
  );
}

/**
 * The files that may import a definition: those that hold its name, or that of its file.
 * @param which those that a contract governs, or those that it leaves alone, such as tests
 */
function* importers(
  { file, path: steps }: Definition,
  { files, settings, textOf }: SharedNamesRun,
  which: 'governed' | 'ignored',
): Iterable<string> {
  const [root = ''] = steps;
  const base = path.basename(file).replace(/\.[^.]*$/, '');
  const module = base === 'index' ? path.basename(path.dirname(file)) : base;
  const word = root === 'default' ? '' : `(?<![\\w$])${literalPattern(root)}(?![\\w$])|`;
  const mayImport = new RegExp(`${word}['"\`][^'"\`]*${literalPattern(module)}(?:\\.\\w+)?['"\`]`);
  for (const other of files) {
    if (other === file) continue;
    const found = contractFor(other, settings);
    if ((found.ok && found.ignored) !== (which === 'ignored')) continue;
    const text = textOf(other);
    if (text !== undefined && mayImport.test(text)) yield other;
  }
}

/** Readings of files of the run, each made once: one a program. */
class Readings {
  readonly #run: SharedNamesRun;
  readonly #known = new Map<string, readonly FileReading[] | undefined>();

  constructor(run: SharedNamesRun) {
    this.#run = run;
  }

  /** The reading of a file that is one program. */
  of(file: string): FileReading | undefined {
    const [only, ...more] = this.allOf(file) ?? [];
    return more.length === 0 ? only : undefined;
  }

  /** Nothing where the file cannot be read. */
  allOf(file: string): readonly FileReading[] | undefined {
    if (!this.#known.has(file)) this.#known.set(file, this.#read(file));
    return this.#known.get(file);
  }

  summariesOf(file: string) {
    const found = contractFor(file, this.#run.settings);
    if (!found.ok) throw new Error(`${file} has a faulty contract`);
    return summariesOf(file, found.contract, this.#run.view);
  }

  #read(file: string): readonly FileReading[] | undefined {
    const text = this.#run.textOf(file);
    const found = contractFor(file, this.#run.settings);
    const scripts = text === undefined || !found.ok ? undefined : scriptsOf(file, text);
    if (!scripts || 'skipped' in scripts || !found.ok) return undefined;
    const readings: FileReading[] = [];
    for (const program of scripts.programs) {
      const parsed = parseSource(program.text, program.path);
      if ('fault' in parsed) return undefined;
      readings.push(read(parsed.source, found.contract, this.summariesOf(file)));
    }
    return readings;
  }
}
