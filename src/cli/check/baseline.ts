import { readFileSync } from 'node:fs';
import path from 'node:path';
import { isThere } from '../../contract/file-stat.ts';
import { compare } from './check-texts.ts';
import { keyOf, KnownRows, type Row } from './known-rows.ts';
import type { ReportedFinding, StaleRow } from '../report.ts';
import { replaceFile } from '../files/replace-file.ts';
import type { ConfigName } from '../rule-selection.ts';
import { shownPath } from '../files/shown-path.ts';
import { UsageError } from '../usage-error.ts';

/** The findings that a team knows of, as a file holds them. */
export interface Baseline {
  /** Absolute. */
  readonly file: string;
  /** The config that it was written with. */
  readonly config: ConfigName;
  readonly rows: readonly Row[];
}

/** What a run looked at, and so what it may say of rows that nothing matches. */
export interface Scope {
  readonly config: ConfigName;
  readonly rules: readonly string[];
  /** Whether a file, absolute, was checked, or would have been if it were still there. */
  covers(file: string): boolean;
}

/** Findings with those of a baseline taken out. */
export interface Compared {
  readonly fresh: readonly ReportedFinding[];
  readonly known: number;
  readonly stale: readonly StaleRow[];
}

const VERSION = 1;

/**
 * Reads a baseline.
 * @param file absolute
 * @returns nothing where there is no such file
 * @throws UsageError for a file that is no baseline
 */
export function readBaseline(file: string, shown: string): Baseline | undefined {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    const { code = 'unknown' } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT') return undefined;
    throw new UsageError(`--baseline: ${shown} cannot be read (${code}).`);
  }
  const data = parsed(text);
  if (data?.version !== VERSION || !Array.isArray(data.findings) || !data.findings.every(isRow)) {
    throw new UsageError(
      `--baseline: ${shown} is no baseline of this version. Take its merge conflicts out, or delete it and write a new one with --update-baseline.`,
    );
  }
  return { file, config: data.config === 'strict' ? 'strict' : 'recommended', rows: data.findings };
}

function parsed(text: string): { version?: unknown; config?: unknown; findings?: unknown } | undefined {
  try {
    const data = JSON.parse(text) as unknown;
    return typeof data === 'object' && data !== null ? data : undefined;
  } catch {
    return undefined;
  }
}

function isRow(value: unknown): value is Row {
  const { rule, file, message, code, topic = [], count } = (value ?? {}) as Partial<Record<keyof Row, unknown>>;
  const isText = (one: unknown) => typeof one === 'string';
  const isSaid = [rule, file, message, code].every(isText) && Array.isArray(topic) && topic.every(isText);
  return isSaid && typeof count === 'number' && count > 0;
}

/**
 * Takes the findings out that a baseline knows: those that look the same, and then those that are about the same and only quote what
 * has changed around them, and those of a file that was moved. Of each as many are known as it counts, those that stand first.
 * @returns the rest, and the rows that could have been matched and were not
 */
export function compareWith(baseline: Baseline, findings: readonly ReportedFinding[], scope: Scope): Compared {
  const folder = path.dirname(baseline.file);
  const known = new KnownRows(baseline.rows);
  const changed = findings.filter((finding) => !known.takeSame(rowOf(finding, folder)));
  const unlike = changed.filter((finding) => !known.takeAbout(rowOf(finding, folder)));
  const isGone = (row: string) => !isThere(path.resolve(folder, row));
  const fresh = unlike.filter((finding) => !known.takeMoved(rowOf(finding, folder), isGone));
  const stale =
    scope.config !== baseline.config
      ? []
      : baseline.rows.flatMap((row): StaleRow[] => {
          const count = known.leftOf(row);
          const judged = scope.rules.includes(row.rule) && scope.covers(path.resolve(folder, row.file));
          const { rule, file, message } = row;
          return count > 0 && judged ? [{ rule, file, message, count }] : [];
        });
  return { fresh, known: findings.length - fresh.length, stale };
}

/**
 * Writes the findings of a run as the baseline. Rows that the run did not look at stay.
 * @param shown the file as it was given
 * @param before the baseline as it was, where there was one
 * @throws UsageError where the file cannot be written
 */
export function writeBaseline(
  file: string,
  shown: string,
  before: Baseline | undefined,
  findings: readonly ReportedFinding[],
  scope: Scope,
): void {
  const folder = path.dirname(file);
  const rows = new Map<string, Row>();
  const add = (row: Row) => {
    const known = rows.get(keyOf(row));
    rows.set(keyOf(row), known ? { ...known, count: known.count + row.count } : row);
  };
  for (const row of before?.rows ?? []) {
    if (!scope.rules.includes(row.rule) || !scope.covers(path.resolve(folder, row.file))) add(row);
  }
  for (const finding of findings) add(rowOf(finding, folder));
  const sorted = [...rows.values()].sort((a, b) => compare(a.file, b.file) || compare(keyOf(a), keyOf(b)));
  const text = `${JSON.stringify({ version: VERSION, config: scope.config, findings: sorted }, undefined, 2)}\n`;
  try {
    replaceFile(file, text);
  } catch (error) {
    const { code = 'unknown' } = error as NodeJS.ErrnoException;
    throw new UsageError(`--baseline: ${shown} cannot be written (${code}).`);
  }
}

function rowOf({ rule, file, steadyMessage, code, topic }: ReportedFinding, folder: string): Row {
  return { rule, file: shownPath(file, folder), message: steadyMessage, code, topic, count: 1 };
}
