import { pageOfCodemod } from '../migrate/codemod-selection.ts';
import {
  callbackSentence,
  countMigration,
  failedSites,
  renamingsOf,
  sentenceOf,
  soughtBy,
  type Migration,
  type MigrationRow,
} from '../migrate/migration.ts';
import type { Places } from '../report.ts';
import { shownPath } from '../files/shown-path.ts';
import { counted } from '../summary.ts';
import { code, text } from './markdown-text.ts';
import { outcomeOf } from './migration-text.ts';

/** Sites that are listed under one heading; the text of a pull request has a limit, and a reader too. */
const MOST_LISTED = 100;

/** A migration as the text of its pull request. */
export function migrationMarkdown(migration: Migration, { cwd }: Places): string {
  const { rows, failed, skipped } = migration;
  const line = (one: { readonly file: string; readonly line: number; readonly column: number }, sentence: string) =>
    `- ${code(`${shownPath(one.file, cwd)}:${one.line}:${one.column}`)} ${text(sentence)}`;
  const list = (members: readonly MigrationRow[]) => {
    const lines = members.slice(0, MOST_LISTED).map((row) => line(row, row.sentence));
    const more = members.length - MOST_LISTED;
    return [...lines, ...(more > 0 ? [`- and ${counted(more, 'site')} more`] : [])].join('\n');
  };
  const of = (outcome: MigrationRow['outcome']) => rows.filter((row) => row.outcome === outcome);

  const parts = ['## Spans brought to the contract', text(outcomeOf(migration)), ...overview(migration)];
  parts.push(...renamings(migration));
  const left = groups(of('left'));
  if (left.length > 0) parts.push('### Left for a person');
  for (const [title, members] of left) parts.push(`#### ${title}, ${counted(members.length, 'site')}`, list(members));
  if (migration.readers.length > 0) {
    const lines = migration.readers.slice(0, MOST_LISTED).map((one) => line(one, sentenceOf(one)));
    const more = migration.readers.length - MOST_LISTED;
    if (more > 0) lines.push(`- and ${counted(more, 'place')} more`);
    parts.push(
      `### Places that still look for ${soughtBy(migration.readers)}`,
      'Write the new one there.',
      lines.join('\n'),
    );
  }
  if (migration.callbacks.length > 0) {
    const lines = migration.callbacks.slice(0, MOST_LISTED).map((one) => line(one, callbackSentence(one)));
    const more = migration.callbacks.length - MOST_LISTED;
    if (more > 0) lines.push(`- and ${counted(more, 'place')} more`);
    parts.push('### Mocks and tests that take a callback from its old place', lines.join('\n'));
  }
  const failures = failed.map((one) => (one.kind === 'contract' ? `- ${text(one.message)}` : line(one, one.message)));
  const sites = failedSites(migration);
  if (sites.length > 0) failures.push(list(sites));
  if (failures.length > 0) parts.push('### Failed', failures.join('\n'));
  if (skipped.length > 0) {
    parts.push(
      '### Skipped',
      skipped.map((one) => `- ${code(shownPath(one.file, cwd))} ${text(one.reason)}`).join('\n'),
    );
  }
  const done = groups(of('done'));
  if (done.length > 0) parts.push(migration.isWritten ? '### Done' : '### Would be done');
  for (const [title, members] of done) {
    const summary = `<summary>${title}, ${counted(members.length, 'site')}</summary>`;
    parts.push(`<details>${summary}`, list(members), '</details>');
  }
  return `${parts.join('\n\n')}\n`;
}

/** Sites of each codemod by what became of them. */
function overview({ codemods, rows }: Migration): readonly string[] {
  const lines = codemods.flatMap((name) => {
    const own = rows.filter(({ codemod }) => codemod === name);
    const { done, left, failed } = countMigration({ rows: own, changes: [] });
    return own.length === 0 ? [] : [`| [${name}](${pageOfCodemod(name)}) | ${done} | ${left} | ${failed} |`];
  });
  return lines.length === 0
    ? []
    : [['| codemod | done | left | failed |', '| :--- | ---: | ---: | ---: |', ...lines].join('\n')];
}

function renamings(migration: Migration): readonly string[] {
  const found = renamingsOf(migration);
  if (found.length === 0) return [];
  const lines = found.map(({ kind, from, to, sites }) => `| ${kind} | ${cell(from)} | ${cell(to)} | ${sites} |`);
  return [
    '### New names',
    'Dashboards, alerts and saved queries that use an old name must follow.',
    ['| | old | new | sites |', '| :--- | :--- | :--- | ---: |', ...lines].join('\n'),
  ];
}

/** Code in a table, where a bar would end the cell even in code. */
function cell(content: string): string {
  return code(content).replaceAll('|', '\\|');
}

/** Rows by codemod and reason, the largest group first. */
function groups(rows: readonly MigrationRow[]): readonly (readonly [title: string, rows: readonly MigrationRow[]])[] {
  const found = new Map<string, MigrationRow[]>();
  for (const row of rows) {
    const title = `${row.codemod}: ${row.reason}`;
    found.set(title, [...(found.get(title) ?? []), row]);
  }
  return [...found].sort((a, b) => b[1].length - a[1].length);
}
