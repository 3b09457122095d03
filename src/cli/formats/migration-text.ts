import type { Paint } from '../colours.ts';
import {
  callbackSentence,
  countMigration,
  failedSites,
  sentenceOf,
  soughtBy,
  type Migration,
  type MigrationRow,
} from '../migrate/migration.ts';
import type { Places } from '../report.ts';
import { printable, shownPath } from '../files/shown-path.ts';
import { counted, ignoredSentences } from '../summary.ts';

/** Sites that are listed on a terminal. */
const MOST_LISTED = 50;

/** The summary of a migration for people: what each codemod did, what is left and why, and the outcome in one line. */
export function migrationText(migration: Migration, { cwd }: Places, paint: Paint): string {
  const { rows, failed, skipped } = migration;
  const at = (one: { readonly file: string; readonly line: number; readonly column: number }) =>
    `${printable(shownPath(one.file, cwd))}:${one.line}:${one.column}`;
  const failedHere = new Set(failedSites(migration));
  const sites = rows.filter((row) => row.outcome === 'left' || failedHere.has(row));
  const listed = sites.slice(0, MOST_LISTED).map((row) => {
    const mark = row.outcome === 'left' ? paint('yellow', 'left  ') : paint('red', 'failed');
    return `${mark}  ${at(row)}  ${printable(row.sentence)}  ${paint('dim', `${row.codemod} (${row.reason})`)}`;
  });
  if (sites.length > MOST_LISTED) {
    listed.push(`And ${counted(sites.length - MOST_LISTED, 'site')} more: --report FILE has them.`);
  }
  const readers = migration.readers
    .slice(0, MOST_LISTED)
    .map((one) => `${paint('yellow', 'reader')}  ${at(one)}  ${printable(sentenceOf(one))}`);
  if (migration.readers.length > MOST_LISTED) {
    readers.push(`And ${counted(migration.readers.length - MOST_LISTED, 'place')} more: --report FILE has them.`);
  }
  const callbacks = migration.callbacks
    .slice(0, MOST_LISTED)
    .map((one) => `${paint('yellow', 'mock  ')}  ${at(one)}  ${printable(callbackSentence(one))}`);
  if (migration.callbacks.length > MOST_LISTED) {
    callbacks.push(`And ${counted(migration.callbacks.length - MOST_LISTED, 'place')} more: --report FILE has them.`);
  }
  const files = failed.map((one) => {
    const sentence = one.kind === 'contract' ? one.message : `${at(one)}  ${one.message}`;
    return `${paint('red', 'failed')}  ${sentence}`;
  });
  const others = skipped.map(
    (one) => `${paint('yellow', 'skipped')}  ${printable(shownPath(one.file, cwd))}: ${one.reason}`,
  );
  const blocks = [byCodemod(migration), listed, readers, callbacks, files, others].filter((block) => block.length > 0);
  return [...blocks.map((block) => `${block.join('\n')}\n\n`), `${outcomeLine(migration, paint)}\n`].join('');
}

function byCodemod({ codemods, rows }: Migration): readonly string[] {
  const width = Math.max(...codemods.map((name) => name.length));
  return codemods.flatMap((name) => {
    const own = rows.filter(({ codemod }) => codemod === name);
    return own.length === 0 ? [] : [`${name.padEnd(width)}  ${siteCounts(own)}`];
  });
}

function siteCounts(rows: readonly MigrationRow[]): string {
  const { done, left, failed } = countMigration({ rows, changes: [] });
  return [done > 0 ? `${done} done` : '', left > 0 ? `${left} left` : '', failed > 0 ? `${failed} failed` : '']
    .filter(Boolean)
    .join(', ');
}

function outcomeLine(migration: Migration, paint: Paint): string {
  const { failed, skipped, isWritten } = migration;
  const counts = countMigration(migration);
  const told = migration.readers.length + migration.callbacks.length;
  const isWhole = counts.left + counts.failed + failed.length + skipped.length + told === 0;
  const isDone = isWhole && (isWritten || counts.changed === 0);
  const sign = isDone
    ? paint('green', '✔')
    : counts.failed + failed.length > 0
      ? paint('red', '✖')
      : paint('yellow', '!');
  return `${sign} ${outcomeOf(migration)}${isWritten || counts.changed === 0 ? '' : ' Write them with --write.'}`;
}

/** The outcome of a migration in sentences. */
export function outcomeOf(migration: Migration): string {
  const { failed, skipped, readers, callbacks, files, ignored, isWritten } = migration;
  const { done, left, changed } = countMigration(migration);
  const sites = failedSites(migration).length;
  const contracts = failed.filter(({ kind }) => kind === 'contract').length;
  const unable = failed.length - contracts;
  if (contracts > 0) return `${counted(contracts, 'contract')} faulty: nothing was planned.`;
  const verb = isWritten ? 'changed' : 'would change';
  const head =
    changed === 0
      ? `Nothing to change in ${counted(files, 'file')}.`
      : `${counted(done, 'site')} in ${changed} of ${counted(files, 'file')} ${verb}.`;
  return [
    head,
    left > 0 ? `${counted(left, 'site')} left for a person.` : '',
    readers.length > 0
      ? `${counted(readers.length, 'place')} still ${readers.length === 1 ? 'looks' : 'look'} for ${soughtBy(readers)}.`
      : '',
    callbacks.length > 0
      ? `${counted(callbacks.length, 'place')} ${callbacks.length === 1 ? 'takes' : 'take'} a callback from its old place.`
      : '',
    sites > 0 ? `${counted(sites, 'site')} failed.` : '',
    unable > 0 ? `${counted(unable, 'file')} failed.` : '',
    skipped.length > 0 ? `${counted(skipped.length, 'file')} skipped.` : '',
    ...ignoredSentences(ignored),
  ]
    .filter(Boolean)
    .join(' ');
}
