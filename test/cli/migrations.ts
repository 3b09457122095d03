import { readFileSync } from 'node:fs';
import path from 'node:path';
import { badName, goodName, spanContract, type Outcome } from './command.ts';

/** A contract with an old name. */
export const CONTRACT = {
  'span-contract.yaml': 'version: 1\nextends: [agent]\nspans:\n  agent.step: { replaces: [old_step] }\n',
};

/** A file that the codemods change, and what they make of it. */
export const OLD = badName('old_step');
export const NEW = goodName;

export interface JsonMigration {
  readonly summary: Readonly<Record<string, number | boolean>>;
  readonly rows: readonly {
    readonly codemod: string;
    readonly rule: string;
    readonly file: string;
    readonly line: number;
    readonly column: number;
    readonly outcome: string;
    readonly reason: string;
    readonly sentence: string;
  }[];
  readonly changes: readonly { readonly file: string; readonly outcome: string }[];
  readonly failedFiles: readonly {
    readonly kind: string;
    readonly file: string;
    readonly line: number;
    readonly message: string;
  }[];
  readonly skipped: readonly { readonly file: string; readonly reason: string }[];
  readonly renamings: readonly object[];
  readonly readers: readonly {
    readonly file: string;
    readonly line: number;
    readonly column: number;
    readonly quoted: string;
    readonly sentence: string;
  }[];
  readonly callbacks: readonly {
    readonly file: string;
    readonly line: number;
    readonly column: number;
    readonly sentence: string;
  }[];
  readonly diff: string;
}

/** Runs `span-contract migrate`. */
export function migrate(
  args: readonly string[],
  cwd: string,
  options: Parameters<typeof spanContract>[2] = {},
): Outcome {
  return spanContract(['migrate', ...args], cwd, options);
}

/** Runs `span-contract migrate --json` and reads what it says. */
export function migrateJson(
  args: readonly string[],
  cwd: string,
): { readonly status: number | null; readonly report: JsonMigration; readonly rows: readonly string[] } {
  const { status, stdout, stderr } = migrate(['--json', ...args], cwd);
  if (stdout === '') throw new Error(`nothing on stdout, status ${String(status)}\n${stderr}`);
  const report = JSON.parse(stdout) as JsonMigration;
  const rows = report.rows.map(
    ({ file, line, column, codemod, outcome, reason }) => `${file}:${line}:${column} ${codemod} ${outcome} (${reason})`,
  );
  return { status, report, rows };
}

/** The last line for people. */
export function lastLine({ stderr }: Outcome): string {
  return stderr.trimEnd().split('\n').at(-1) ?? '';
}

export function textOf(folder: string, file: string): string {
  return readFileSync(path.join(folder, file), 'utf8');
}
