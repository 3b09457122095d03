import { readFileSync } from 'node:fs';
import path from 'node:path';
import { compare } from './check-texts.ts';
import type { ReportedFinding, StaleRow } from '../report.ts';
import { replaceFile } from '../files/replace-file.ts';
import type { ConfigName } from '../rule-selection.ts';
import { shownPath } from '../files/shown-path.ts';
import { UsageError } from '../usage-error.ts';

/** One kind of finding in one file. A finding that moves to another line stays the same. */
interface Row {
  readonly rule: string;
  /** Relative to the baseline's folder, with forward slashes. */
  readonly file: string;
  readonly message: string;
  readonly code: string;
  /** How many times. */
  readonly count: number;
}

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
  const { rule, file, message, code, count } = (value ?? {}) as Partial<Record<keyof Row, unknown>>;
  return [rule, file, message, code].every((one) => typeof one === 'string') && typeof count === 'number' && count > 0;
}

/**
 * Takes the findings out that a baseline knows. Of findings that look the same as many are known as it counts, those that stand first.
 * @returns the rest, and the rows that could have been matched and were not
 */
export function compareWith(baseline: Baseline, findings: readonly ReportedFinding[], scope: Scope): Compared {
  const folder = path.dirname(baseline.file);
  const left = new Map<string, number>();
  for (const row of baseline.rows) left.set(keyOf(row), (left.get(keyOf(row)) ?? 0) + row.count);
  const fresh = findings.filter((finding) => {
    const key = keyOf(rowOf(finding, folder));
    const count = left.get(key) ?? 0;
    if (count > 0) left.set(key, count - 1);
    return count === 0;
  });
  const stale =
    scope.config !== baseline.config
      ? []
      : baseline.rows.flatMap((row): StaleRow[] => {
          const count = left.get(keyOf(row)) ?? 0;
          const judged = scope.rules.includes(row.rule) && scope.covers(path.resolve(folder, row.file));
          const { rule, file, message } = row;
          return count > 0 && judged ? [{ rule, file, message, count }] : [];
        });
  return { fresh, known: findings.length - fresh.length, stale };
}

/**
 * Writes the findings of a run as the baseline. Rows that the run did not look at stay.
 * @param before the baseline as it was, where there was one
 * @throws UsageError where the file cannot be written
 */
export function writeBaseline(
  file: string,
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
    throw new UsageError(`--baseline: ${file} cannot be written (${code}).`);
  }
}

function rowOf({ rule, file, steadyMessage, code }: ReportedFinding, folder: string): Row {
  return { rule, file: shownPath(file, folder), message: steadyMessage, code, count: 1 };
}

/** What tells findings apart: no line, for that is what moves. */
function keyOf({ rule, file, message, code }: Row): string {
  return JSON.stringify([file, rule, message, code]);
}
