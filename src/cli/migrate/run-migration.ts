import { constants } from 'node:os';
import path from 'node:path';
import { LineIndex } from '../../analysis/parsing/line-index.ts';
import { statOf } from '../../contract/file-stat.ts';
import { offsetsIn } from '../../edits/text-difference.ts';
import { selectCodemods, type CodemodOptions } from './codemod-selection.ts';
import { paintFor } from '../colours.ts';
import { EXIT } from '../exit-code.ts';
import { migrationJson } from '../formats/migration-json.ts';
import { migrationMarkdown } from '../formats/migration-markdown.ts';
import { migrationText } from '../formats/migration-text.ts';
import { workTreeOf } from '../files/git-ignore.ts';
import { paintPatch, patchOf } from './git-patch.ts';
import { ignoredFiles, uncleanFiles } from '../files/git-state.ts';
import { migrationInputs } from './migration-inputs.ts';
import {
  countMigration,
  NOT_WRITTEN,
  rekeyingsOf,
  renamingsOf,
  type FileChange,
  type Migration,
  type MigrationRow,
} from './migration.ts';
import { planFiles, type FilePlan } from './plan-files.ts';
import { Progress } from '../progress.ts';
import { replaceFile } from '../files/replace-file.ts';
import type { Places } from '../report.ts';
import { printable, shownPath } from '../files/shown-path.ts';
import { counted } from '../summary.ts';
import { UsageError } from '../usage-error.ts';
import { coverage } from '../files/coverage.ts';
import { writePlans, type WrittenPlans } from './write-plans.ts';

/** What the command was told. */
export interface MigrateOptions {
  readonly write?: boolean;
  readonly force?: boolean;
  readonly codemod: readonly string[];
  readonly config: 'recommended' | 'strict';
  readonly contract?: string;
  readonly mark?: boolean;
  readonly report?: string;
  readonly map?: string;
  readonly json?: boolean;
}

/**
 * Plans what the codemods do to files, writes it where that is wanted, and says what became of it. Sets the exit code.
 * @throws UsageError for what cannot be done as it was asked; no file is written then
 */
export async function runMigration(
  paths: readonly string[],
  options: MigrateOptions,
  ofCodemods: CodemodOptions,
): Promise<void> {
  const cwd = process.cwd();
  const places = { cwd, root: workTreeOf(cwd) ?? cwd };
  const codemods = selectCodemods(options.codemod, ofCodemods);
  if (options.force && !options.write) throw new UsageError('--force is about what is written: add --write.');
  for (const option of ['report', 'map'] as const) refuseNoFile(option, options[option], cwd);
  const progress = new Progress(process.stderr);
  const inputs = migrationInputs(paths, cwd, places.root);
  const settings = { cwd, ...(options.contract === undefined ? {} : { contract: options.contract }) };
  const planned = planFiles(
    inputs.files,
    { codemods, settings, mark: options.mark === true, root: places.root, covers: coverage(paths, cwd) },
    progress,
  );
  const changing = planned.plans.filter(({ before, after }) => after !== before);
  // what only git's own reading of all its settings knows to be ignored
  const ignored = ignoredFiles(changing.map(({ target }) => target));
  const plans = changing.filter(({ target }) => !ignored.has(target));
  const kept = planned.plans.filter(({ target }) => !ignored.has(target));
  const isWritten = options.write === true && !planned.failed.some(({ kind }) => kind === 'contract');
  if (isWritten && !options.force) refuseUnclean(plans, cwd);
  const result = isWritten ? await writePlans(plans, progress) : undefined;
  const rows = kept.flatMap((plan) => rowsOf(plan, result));
  const migration: Migration = {
    codemods: codemods.map(({ name }) => name),
    rows,
    changes: plans.map((plan) => changeOf(plan, result)),
    failed: [...planned.failed, ...(result?.failed.values() ?? [])],
    skipped: [
      ...inputs.skipped,
      ...planned.skipped,
      ...changing.filter(({ target }) => ignored.has(target)).map(({ file }) => ({ file, reason: 'git ignores it' })),
    ],
    readers: planned
      .readsOf(renamingsOf({ rows }), rekeyingsOf({ rows }))
      .map(({ text, offset, ...one }) => ({ ...one, ...placeNow(one.file, text, offset, planned.plans, result) })),
    callbacks: planned
      .callbacksOf(rows.flatMap(({ outcome, movedCallback }) => (outcome === 'done' ? (movedCallback ?? []) : [])))
      .map(({ text, offset, ...one }) => ({ ...one, ...placeNow(one.file, text, offset, planned.plans, result) })),
    files: inputs.files.length,
    ignored: planned.ignored,
    isWritten,
  };
  // before anything is printed, for the reader may go away meanwhile
  process.exitCode = exitCodeOf(migration);
  if (result?.stoppedBy) {
    process.exitCode = 128 + constants.signals[result.stoppedBy];
    const count = `${result.written.size} of ${counted(plans.length, 'file')}`;
    process.stderr.write(`Stopped: ${count} written, each of them whole. Run the command again for the rest.\n`);
    return;
  }
  writeOutputs(migration, places, options);
}

/** @throws UsageError where an output could not be written at the end, before anything else is written */
function refuseNoFile(option: string, shown: string | undefined, cwd: string): void {
  if (shown === undefined) return;
  const file = path.resolve(cwd, shown);
  if (statOf(file)?.isDirectory()) throw new UsageError(`--${option}: ${shown} is a folder. Write the name of a file.`);
  if (!statOf(path.dirname(file))?.isDirectory()) {
    throw new UsageError(`--${option}: there is no folder ${path.dirname(shown)}.`);
  }
}

/** Files that are named in one message. */
const MOST_NAMED = 20;

/** @throws UsageError where git could not bring a file back */
function refuseUnclean(plans: readonly FilePlan[], cwd: string): void {
  const unclean = uncleanFiles(plans.map(({ target }) => target));
  if (unclean.length === 0) return;
  const lines = unclean
    .slice(0, MOST_NAMED)
    .map(({ file, state }) => `  ${printable(shownPath(file.file, cwd))} ${state}`);
  if (unclean.length > MOST_NAMED) lines.push(`  and ${unclean.length - MOST_NAMED} more`);
  const head = `${unclean.length} of ${counted(plans.length, 'file')} to be written ${unclean.length === 1 ? 'is' : 'are'} not clean in git:`;
  throw new UsageError(
    `${head}\n${lines.join('\n')}\nNothing was written. Commit or stash first, or write all the same with --force.`,
  );
}

/** The rows of a file, at their places in the text that it has now. */
function rowsOf(plan: FilePlan, result: WrittenPlans | undefined): readonly MigrationRow[] {
  const fault = result?.failed.get(plan);
  return plan
    .rows(result?.written.has(plan) ? 'after' : 'before')
    .map((row) =>
      fault && row.outcome === 'done'
        ? { ...row, outcome: 'failed', reason: NOT_WRITTEN, sentence: fault.message }
        : row,
    );
}

function changeOf(plan: FilePlan, result: WrittenPlans | undefined): FileChange {
  const { file, target, before, after } = plan;
  const outcome = !result ? 'planned' : result.written.has(plan) ? 'written' : 'failed';
  return { file, target, before, after, outcome };
}

/** A place of the text before in the text that its file has now. */
function placeNow(
  file: string,
  text: string,
  offset: number,
  plans: readonly FilePlan[],
  result: WrittenPlans | undefined,
): { readonly line: number; readonly column: number } {
  const plan = plans.find((one) => one.file === file);
  const now = plan && result?.written.has(plan) ? plan.after.replace(/^\uFEFF/, '') : text;
  const { line, column } = new LineIndex(now).placeOf(now === text ? offset : offsetsIn(text, now)(offset));
  return { line, column };
}

function exitCodeOf(migration: Migration): number {
  if (migration.failed.some(({ kind }) => kind === 'contract')) return EXIT.unable;
  const { changed, left, failed } = countMigration(migration);
  const { readers, callbacks } = migration;
  const told = readers.length + callbacks.length + migration.failed.length;
  const rest = left + failed + told + (migration.isWritten ? 0 : changed);
  return rest > 0 ? EXIT.findings : EXIT.clean;
}

function writeOutputs(migration: Migration, places: Places, { report, map, json }: MigrateOptions): void {
  const changed = migration.changes.filter(({ outcome }) => outcome !== 'failed');
  const diff = changed.map((change) => patchOf(change, places.root)).join('');
  if (report !== undefined) writeOutput('report', report, migrationMarkdown(migration, places), places);
  if (map !== undefined) writeOutput('map', map, nameMap(migration), places);
  if (json) process.stdout.write(migrationJson(migration, places, diff));
  else {
    // a diff with colours is none to git, so only a person gets them, whatever FORCE_COLOR says
    process.stdout.write(process.stdout.isTTY ? paintPatch(diff, paintFor(process.stdout)) : diff);
    process.stderr.write(migrationText(migration, places, paintFor(process.stderr)));
  }
}

/** @throws UsageError */
function writeOutput(option: string, shown: string, text: string, { cwd }: Places): void {
  try {
    replaceFile(path.resolve(cwd, shown), text);
  } catch (error) {
    const { code = 'unknown' } = error as NodeJS.ErrnoException;
    throw new UsageError(`--${option}: ${shown} cannot be written (${code}).`);
  }
}

/** Old names and what took their place: a name, or a list where contracts differ. */
function nameMap(migration: Migration): string {
  const found = renamingsOf(migration);
  const of = (kind: 'span' | 'event') => {
    const names = new Map<string, string[]>();
    for (const { from, to } of found.filter((one) => one.kind === kind))
      names.set(from, [...(names.get(from) ?? []), to]);
    return Object.fromEntries([...names].map(([from, to]) => [from, to.length === 1 ? to[0] : to]));
  };
  return `${JSON.stringify({ version: 1, spans: of('span'), events: of('event') }, undefined, 2)}\n`;
}
