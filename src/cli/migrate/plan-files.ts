import path from 'node:path';
import { bundledParser } from '../../analysis/parsing/bundled-parser.ts';
import type { ExportedDefinition } from '../../analysis/modules/module-summaries.ts';
import { provideParser } from '../../analysis/parsing/parser-libraries.ts';
import { mayEndForOthers, sharedEndingsIn } from '../../analysis/providers/shared-endings.ts';
import { contractFor, ContractsOfRun, type ContractSettings } from '../../contract/find-contract.ts';
import type { ProjectRun, Row } from '../../codemod.ts';
import type { MovedCallback, Rekeying, Renaming } from '../../site-plan.ts';
import { compare, Gate, unreadable, withoutTwins } from '../check/check-texts.ts';
import type { SelectedCodemod } from './codemod-selection.ts';
import { findWrappers } from './find-wrappers.ts';
import { ProviderUsers } from '../provider-users.ts';
import { governedReadings } from './governed-readings.ts';
import { LineIndex } from '../../analysis/parsing/line-index.ts';
import { targetOf } from './migration-inputs.ts';
import type { FailedFile, MigrationRow } from './migration.ts';
import { oldCallbackPlaces, type OldCallbackPlace } from './moved-callbacks.ts';
import { OldKeyReads, type OldKeyRead } from './old-key-reads.ts';
import { oldNameFiles } from './old-name-files.ts';
import { OldNameReads, type OldNameRead } from './old-name-reads.ts';
import { planText, rememberingParser, type TextPlan } from './plan-text.ts';
import type { Progress } from '../progress.ts';
import { ignoredBy, type Fault, type IgnoredBy, type IgnoredFiles, type Skipped } from '../report.ts';
import { readFile, RunFiles, type ReadFile } from './run-files.ts';
import { reasonToSkip } from '../files/reason-to-skip.ts';
import { scriptsOf, type Program } from '../files/script-blocks.ts';
import { planSharedNames, type SharedNames, type SharedSite } from './shared-names.ts';
import { behindLinks, type SourceFile } from '../files/source-files.ts';
import { wrapperTest, type TextTest } from '../wrapper-words.ts';

/** What holds for every file of a run. */
export interface PlanSetup {
  readonly codemods: readonly SelectedCodemod[];
  readonly settings: ContractSettings;
  readonly mark: boolean;
  /** Whether the run goes over all that lies below a folder. */
  readonly covers: (folder: string) => boolean;
  /** The folder that stands for the project where the command names the contract. */
  readonly root: string;
}

/** What is to become of one file that may concern spans. */
export interface FilePlan {
  readonly file: string;
  /** The file behind any links. */
  readonly target: SourceFile;
  /** What it held when it was read. */
  readonly content: Buffer;
  readonly before: string;
  /** The same as before where nothing changes. */
  readonly after: string;
  rows(where: 'before' | 'after'): readonly MigrationRow[];
}

/** What is to become of all files, in the order of their names. */
export interface FilePlans {
  readonly plans: readonly FilePlan[];
  /** With contracts that are wrong, nothing is planned. */
  readonly failed: readonly FailedFile[];
  readonly skipped: readonly Skipped[];
  readonly ignored: IgnoredFiles;
  /** What looks spans and events up by names that they lose, and reads attributes by keys that they lose. */
  readonly readsOf: (
    renamings: readonly Renaming[],
    rekeyings: readonly Rekeying[],
  ) => readonly (OldNameRead | OldKeyRead)[];
  /** What takes callbacks from the places that they had. */
  readonly callbacksOf: (moved: readonly MovedCallback[]) => readonly OldCallbackPlace[];
}

/**
 * Plans what the codemods do to files: the cheap gate over all of them first, so that most are only read; then the wrappers that these
 * define and the names that they share, which both concern other files.
 */
export function planFiles(files: readonly SourceFile[], setup: PlanSetup, progress: Progress): FilePlans {
  provideParser(bundledParser);
  const contracts = new ContractsOfRun(setup.settings);
  const gate = new Gate(contracts);
  const faults: Fault[] = [];
  const failed: FailedFile[] = [];
  const first: ReadFile[] = [];
  const ending: ReadFile[] = [];
  const skipped: Skipped[] = [];
  for (const source of files.toSorted((a, b) => compare(a.file, b.file))) {
    progress.step('Reading', files.length);
    const fault = gate.faultFor(source.file);
    if (fault) {
      faults.push(fault);
      continue;
    }
    try {
      const one = readFile(source);
      const passes = gate.passes(source.file, one.text);
      const mayEnd = mayEndForOthers(one.text);
      const reason = passes || mayEnd ? reasonToSkip(one.text, source.isNamed) : undefined;
      if (reason !== undefined && !gate.ignores(source.file)) {
        if (passes) skipped.push({ file: source.file, reason });
        continue;
      }
      if (passes) first.push(one);
      if (mayEnd) ending.push(one);
    } catch (error) {
      failed.push({ ...unreadable(source.file, error), kind: 'unreadable' });
    }
  }
  if (faults.length > 0) {
    progress.end();
    return {
      plans: [],
      failed: withoutTwins(faults),
      skipped: [],
      ignored: { contract: 0, default: 0 },
      readsOf: () => [],
      callbacksOf: () => [],
    };
  }
  const run = new RunFiles(files);
  const project = planProject({ first, ending }, run, setup, gate, contracts);
  const plans: FilePlan[] = [];
  const ignored = { contract: 0, default: 0 };
  for (const one of project.files) {
    progress.step('Planning', project.files.length);
    const { file } = one;
    try {
      const planned = planFile(one, setup, project);
      const isUnread = 'ignored' in planned || 'skipped' in planned || 'kind' in planned;
      // a wrapper's name leads to files that have nothing to do with spans: that such a one cannot be read is no news
      if (isUnread && !first.includes(one)) continue;
      if ('ignored' in planned) ignored[planned.ignored] += 1;
      else if ('skipped' in planned) skipped.push({ file, reason: planned.skipped });
      else if ('kind' in planned) failed.push(planned);
      else plans.push(planned);
    } catch (error) {
      // one file must not keep the others from their change
      const message = `The codemods failed on this file: ${error instanceof Error ? error.message : String(error)}. It is left as it is.`;
      failed.push({ kind: 'crash', file, line: 1, column: 1, message });
    }
  }
  progress.end();
  for (const list of [failed, skipped]) list.sort((a, b) => compare(a.file, b.file));
  return {
    plans,
    failed,
    skipped,
    ignored,
    readsOf: project.readsOf,
    callbacksOf: (moved) => oldCallbackPlaces(moved, (test) => run.matching(test, new Set()), setup.settings),
  };
}

/** Files by what their text holds. */
interface FirstLook {
  /** Those that may concern spans. */
  readonly first: readonly ReadFile[];
  /** Those that may end a provider of another file. */
  readonly ending: readonly ReadFile[];
}

/** What of a run is about more than one file. */
interface ProjectPlan {
  /** The files that the codemods run over, in the order of their names. */
  readonly files: readonly ReadFile[];
  readonly view: ProjectRun;
  readonly names: SharedNames;
  readonly readsOf: FilePlans['readsOf'];
}

/** Follows wrappers to more files, and decides for names that several files share or look up. */
function planProject(
  { first, ending }: FirstLook,
  run: RunFiles,
  setup: PlanSetup,
  gate: Gate,
  contracts: ContractsOfRun,
): ProjectPlan {
  const { settings, covers, root } = setup;
  const known = new Set(first.map(({ file }) => file));
  const others = (mayCall: TextTest) => run.matching(mayCall, known);
  const { words, more } = findWrappers(first, others, settings, (word) => gate.knows(word));
  const found = [...first, ...more];
  const isWrapper = wrapperTest(words);
  const plain: ProjectRun = { isWrapper, shownFrom: settings.cwd, isWrittenAtUse: () => false };
  const sites = found.flatMap((one) => renamedSites(one, setup, plain));
  const renamings = sites.flatMap(({ row }) =>
    (row.outcome === 'done' || row.shared) && row.renaming ? [row.renaming] : [],
  );
  const keyReads = new OldKeyReads(run, found, settings, plain);
  const reading = oldNameFiles(renamings, (test) => run.matching(test, new Set()));
  const before = new OldNameReads(reading, settings, plain);
  const shared = sites.flatMap(({ file, row }): SharedSite[] => {
    const { shared: text, renaming } = row;
    if (!text || !renaming) return [];
    const definitions = text.definitions.map(behindItsLinks);
    if (before.blocking(row.file, renaming, definitions) !== undefined) return [];
    return [{ file, row, shared: { ...text, definitions }, renaming }];
  });
  const names = planSharedNames(shared, {
    settings,
    view: plain,
    files: run.paths,
    textOf: (path) => run.at(path)?.text,
    isWhole: ({ ok, file }) =>
      covers(ok && settings.contract === undefined && file !== undefined ? path.dirname(file) : root),
  });
  // what reads a definition that gets the new name reads that from now on
  const reads = names.texts.size === 0 ? before : new OldNameReads(reading, settings, { ...plain, texts: names.texts });
  const defining = [...names.texts.keys()].flatMap((path) => run.at(path) ?? []);
  const files = new Map([...defining, ...found].map((one) => [one.file, one]));
  const users = new ProviderUsers({ files: run.inputs, contracts, root, covers });
  const isWrittenAtUse = (definition: ExportedDefinition) => names.isWrittenAtUse(behindItsLinks(definition));
  return {
    files: [...files.values()].sort((a, b) => compare(a.file, b.file)),
    view: {
      isWrapper,
      texts: names.texts,
      shownFrom: settings.cwd,
      isWrittenAtUse,
      readElsewhere: (file, renaming, definitions) => reads.blocking(file, renaming, definitions.map(behindItsLinks)),
      keyReadElsewhere: (file, key) => keyReads.blocking(file, key),
      settled: new Set(ending.flatMap((one) => governedReadings(one, settings, plain)).flatMap(sharedEndingsIn)),
      isEndedByNobody: (file, exports) => users.isEndedByNobody(file, exports),
    },
    names,
    readsOf: (renamings, rekeyings) => [...reads.of(renamings), ...keyReads.of(rekeyings)],
  };
}

/** What the codemods that rename spans make of the sites of a file by what it says alone. */
function renamedSites(
  { file, text }: ReadFile,
  { codemods, settings }: PlanSetup,
  view: ProjectRun,
): readonly { readonly file: string; readonly row: Row }[] {
  const found = contractFor(file, settings);
  const scripts = found.ok && !found.ignored ? scriptsOf(file, text) : undefined;
  if (!found.ok || !scripts || 'skipped' in scripts) return [];
  const hasContractFile = found.file !== undefined || settings.contract !== undefined;
  const input = { contract: found.contract, hasContractFile, mark: false, project: view };
  return codemods
    .filter(({ renames }) => renames)
    .flatMap((codemod) => scripts.programs.flatMap((program) => codemod.run(program, input).rows))
    .map((row) => ({ file: behindLinks(file), row }));
}

/** A definition by the file that imports lead to; a codemod knows its own file by the path that it was given. */
function behindItsLinks(definition: ExportedDefinition): ExportedDefinition {
  return { ...definition, file: behindLinks(definition.file) };
}

function planFile(
  { source, content, bom, text: plain }: ReadFile,
  { codemods, settings, mark }: PlanSetup,
  { view, names }: ProjectPlan,
): FilePlan | FailedFile | { readonly skipped: string } | { readonly ignored: IgnoredBy } {
  const { file } = source;
  const found = contractFor(file, settings);
  // a faulty contract has ended the run before
  if (!found.ok || found.ignored) return { ignored: ignoredBy(found) };
  const scripts = scriptsOf(file, plain);
  if ('skipped' in scripts) return scripts;
  const programs: PlannedProgram[] = [];
  for (const program of scripts.programs) {
    const parse = rememberingParser();
    const parsed = parse(program.text, program.path);
    if ('fault' in parsed) {
      const { offset, message } = parsed.fault;
      const sentence = `The file does not parse: ${message.replace(/\.?$/, '.')} It is left as it is.`;
      return { kind: 'syntax', file, ...new LineIndex(plain).placeOf(offset), message: sentence };
    }
    const input = {
      contract: found.contract,
      hasContractFile: found.file !== undefined || settings.contract !== undefined,
      mark,
      parse,
      project: view,
    };
    // places are true in the whole file, whichever of its programs they are in
    const rows = programs.length === 0 ? names.rows.get(behindLinks(file)) : undefined;
    const earlier = { text: names.texts.get(behindLinks(file)) ?? program.text, rows: rows ?? [] };
    programs.push({ program, plan: planText(program, codemods, input, earlier) });
  }
  const target = targetOf(source);
  const before = bom + plain;
  const untouched = { file, target, content, before, after: before };
  const rows = (where: 'before' | 'after') =>
    programs.flatMap(({ plan }) => plan.rows(where)).map((row) => withFile(row, file));
  const reason = refusalOf(file, content, programs);
  if (reason && programs.some(({ program, plan }) => plan.after !== program.text)) {
    const refused = rows('before').map((row) =>
      row.outcome === 'done' && !isDoneElsewhere(row, file) ? { ...row, ...reason, outcome: 'left' as const } : row,
    );
    return { ...untouched, rows: () => refused };
  }
  const [only] = programs;
  const after = only?.program.path === file ? bom + only.plan.after : before;
  return { ...untouched, after, rows };
}

/** Whether a name was changed where another file defines it, so that nothing is to be written into this one. */
function isDoneElsewhere({ shared }: MigrationRow, file: string): boolean {
  return shared?.definitions.every((one) => behindItsLinks(one).file !== behindLinks(file)) ?? false;
}

/** A program in a file, and what is to become of it. */
interface PlannedProgram {
  readonly program: Program;
  readonly plan: TextPlan;
}

/** Why nothing is written into a file, whatever the codemods say. */
function refusalOf(
  file: string,
  content: Buffer,
  programs: readonly PlannedProgram[],
): { readonly reason: string; readonly sentence: string } | undefined {
  if (programs.some(({ program }) => program.path !== file)) {
    const sentence = `${path.extname(file)} files are not rewritten: do by hand what \`span-contract check\` says of this place.`;
    return { reason: 'component', sentence };
  }
  if (!Buffer.from(content.toString()).equals(content)) {
    const sentence =
      'The file is not in UTF-8, and writing it would damage other letters in it: save it as UTF-8 first.';
    return { reason: 'encoding', sentence };
  }
  return undefined;
}

function withFile(row: MigrationRow, file: string): MigrationRow {
  return { ...row, file };
}
