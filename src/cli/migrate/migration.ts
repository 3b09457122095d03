import type { Row } from '../../codemod.ts';
import type { Rekeying, Renaming } from '../../site-plan.ts';
import { mention, withArticle } from '../../mention.ts';
import type { Fault, IgnoredFiles, Skipped } from '../report.ts';
import type { SourceFile } from '../files/source-files.ts';

/** What a run of the codemods would do, or did, as every output is made of it. */

/** What became of one site; its place is in the text that the file has when the run is over. */
export type MigrationRow = Omit<Row, 'range'>;

/** A file that the codemods change. */
export interface FileChange {
  /** As it was found: absolute. */
  readonly file: string;
  /** What is written: the file behind any links. */
  readonly target: SourceFile;
  readonly before: string;
  readonly after: string;
  readonly outcome: 'planned' | 'written' | 'failed';
}

/** A file that could not be read or written, and why. */
export interface FailedFile extends Omit<Fault, 'kind'> {
  readonly kind: Fault['kind'] | 'changed' | 'unwritable';
}

/** A place that looks for a name or an attribute that the run replaces; its place is as that of a row. */
export interface OldNameReader {
  readonly file: string;
  readonly line: number;
  readonly column: number;
  /** What it looks up by, as it is written. */
  readonly quoted: string;
  /** The constant that holds it for others, as `NAMES.TOOL`. */
  readonly constant?: string;
  readonly renaming: Renaming | Rekeying;
}

/** What is wrong at such a place, as a whole sentence. */
export function sentenceOf({ quoted, constant, renaming: { kind, from, to } }: OldNameReader): string {
  const now = to === undefined ? 'is recorded no more' : `is now ${mention(to)}`;
  if (constant !== undefined)
    return `${mention(constant)} still holds ${mention(from)}, the old name of ${withArticle(kind)} that ${now}.`;
  return `${mention(quoted, 60)} looks for the ${kind} ${mention(from)}, which ${now}.`;
}

/** What such places look for, with its article. */
export function soughtBy(readers: readonly OldNameReader[]): string {
  const isAttribute = readers.map(({ renaming: { kind } }) => kind === 'attribute');
  if (isAttribute.every(Boolean)) return 'an old attribute';
  return isAttribute.some(Boolean) ? 'an old name or attribute' : 'an old name';
}

/** A mock or a test that knows a callback by its old place among the arguments; its own place is as that of a row. */
export interface OldCallback {
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly quoted: string;
  readonly how: 'takes' | 'expects';
  readonly method: string;
  /** The old place, from 0. */
  readonly from: number;
}

/** What is wrong there and what to do, as whole sentences. */
export function callbackSentence({ quoted, how, method, from }: OldCallback): string {
  const remedy = how === 'takes' ? 'Take it as the last argument' : 'Expect the attributes before it';
  return `${mention(quoted)} ${how} the callback of ${mention(method)} as argument ${String(from + 1)}, where attributes stand now. ${remedy}.`;
}

/** All that a run did. */
export interface Migration {
  /** Names of the codemods that ran, in their order. */
  readonly codemods: readonly string[];
  readonly rows: readonly MigrationRow[];
  readonly changes: readonly FileChange[];
  readonly failed: readonly FailedFile[];
  readonly skipped: readonly Skipped[];
  /** What no longer finds the spans and events whose names were replaced, or attributes whose keys were. */
  readonly readers: readonly OldNameReader[];
  /** What takes a callback from the place that it had before attributes were put there. */
  readonly callbacks: readonly OldCallback[];
  /** How many files were looked at, and how many of them were left alone. */
  readonly files: number;
  readonly ignored: IgnoredFiles;
  /** Whether the plan was written. */
  readonly isWritten: boolean;
}

/** Why a site stays in a file that could not be written: the failure is one of the file. */
export const NOT_WRITTEN = 'notWritten';

/** Sites that failed by themselves, and not with the file that they stand in, which is told once. */
export function failedSites({ rows }: Pick<Migration, 'rows'>): readonly MigrationRow[] {
  return rows.filter(({ outcome, reason }) => outcome === 'failed' && reason !== NOT_WRITTEN);
}

/** What is counted of a run. */
export interface MigrationCounts {
  readonly done: number;
  readonly left: number;
  readonly failed: number;
  /** Files that are changed, or would be. */
  readonly changed: number;
}

export function countMigration({ rows, changes }: Pick<Migration, 'rows' | 'changes'>): MigrationCounts {
  const count = (outcome: Row['outcome']) => rows.filter((row) => row.outcome === outcome).length;
  const changed = changes.filter(({ outcome }) => outcome !== 'failed').length;
  return { done: count('done'), left: count('left'), failed: count('failed'), changed };
}

/** An old name and the new one, with how many sites have it. */
export interface CountedRenaming extends Renaming {
  readonly sites: number;
}

/** The attributes that are recorded no more, or under another key, each once. */
export function rekeyingsOf({ rows }: Pick<Migration, 'rows'>): readonly Rekeying[] {
  const found = new Map<string, Rekeying>();
  for (const { rekeying, outcome } of rows) if (rekeying && outcome === 'done') found.set(rekeying.from, rekeying);
  return [...found.values()];
}

/** The names that were replaced, each pair once, in the order of the old names. */
export function renamingsOf({ rows }: Pick<Migration, 'rows'>): readonly CountedRenaming[] {
  const pairs = new Map<string, CountedRenaming>();
  for (const { renaming, outcome } of rows) {
    if (!renaming || outcome !== 'done') continue;
    const key = JSON.stringify([renaming.from, renaming.to, renaming.kind]);
    pairs.set(key, { ...renaming, sites: (pairs.get(key)?.sites ?? 0) + 1 });
  }
  return [...pairs].sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)).map(([, pair]) => pair);
}
