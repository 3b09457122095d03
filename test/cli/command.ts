import { spawnSync, type SpawnSyncOptions } from 'node:child_process';
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { onTestFinished } from 'vitest';

export const root = path.join(import.meta.dirname, '..', '..');

/** The built command. */
export const command = path.join(root, 'dist', 'command', 'main.js');

export interface Outcome {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** A new folder with some files, taken away after the test. */
export function folderWith(files: Readonly<Record<string, string>> = {}): string {
  const folder = realpathSync(mkdtempSync(path.join(tmpdir(), 'span-contract-cli-')));
  onTestFinished(() => {
    rmSync(folder, { recursive: true, force: true });
    // twenty thousand files take a while on a busy machine
  }, 60_000);
  addFiles(folder, files);
  return folder;
}

/** Writes files into a folder. */
export function addFiles(folder: string, files: Readonly<Record<string, string>>): void {
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(path.dirname(path.join(folder, name)), { recursive: true });
    writeFileSync(path.join(folder, name), text);
  }
}

/** Variables of this run that would change what the command does. */
const OWN = new Set(['FORCE_COLOR', 'NO_COLOR', 'GITHUB_WORKSPACE']);

/** Runs a program; what it printed is part of the answer. Nothing of the machine's own set-up shows through. */
export function run(
  program: string,
  args: readonly string[],
  cwd: string,
  options: SpawnSyncOptions & { readonly env?: NodeJS.ProcessEnv } = {},
): Outcome {
  const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => !OWN.has(name)));
  const { status, stdout, stderr } = spawnSync(program, args, {
    cwd,
    maxBuffer: 1 << 28,
    ...options,
    encoding: 'utf8',
    env: { ...env, ...options.env },
  });
  return { status, stdout, stderr };
}

/** Runs `span-contract`. */
export function spanContract(
  args: readonly string[],
  cwd: string,
  options: SpawnSyncOptions & { readonly env?: NodeJS.ProcessEnv } = {},
): Outcome {
  return run(process.execPath, [command, ...args], cwd, options);
}

export interface JsonReport {
  readonly summary: Readonly<Record<string, number>>;
  readonly findings: readonly {
    readonly rule: string;
    readonly messageId: string;
    readonly message: string;
    readonly severity: string;
    readonly file: string;
    readonly line: number;
    readonly column: number;
    readonly endLine: number;
    readonly endColumn: number;
    readonly suggestions: readonly { readonly message: string; readonly edits: readonly { readonly text: string }[] }[];
  }[];
  readonly notChecked: readonly {
    readonly kind: string;
    readonly file: string;
    readonly line: number;
    readonly column: number;
    readonly message: string;
  }[];
  readonly skipped: readonly { readonly file: string; readonly reason: string }[];
  readonly unlistedWrappers: readonly { readonly export: string; readonly source: string; readonly calls: number }[];
  readonly mended?: readonly { readonly rule: string; readonly file: string; readonly count: number }[];
}

/** Runs `span-contract check --json` and reads what it says; places stand as `file:line:column rule`. */
export function check(
  args: readonly string[],
  cwd: string,
  options: SpawnSyncOptions & { readonly env?: NodeJS.ProcessEnv } = {},
): { readonly status: number | null; readonly report: JsonReport; readonly places: readonly string[] } {
  const { status, stdout, stderr } = spanContract(['check', '--json', ...args], cwd, options);
  if (stdout === '') throw new Error(`nothing on stdout, status ${String(status)}\n${stderr}`);
  const report = JSON.parse(stdout) as JsonReport;
  const places = report.findings.map(
    ({ file, line, column, rule }) => `${file}:${line}:${column} ${rule.replace('span-contract/', '')}`,
  );
  return { status, report, places };
}

/** Code with one finding of span-name-format, in line 2. */
export const badName = (name: string) =>
  `import { trace } from '@opentelemetry/api';\ntrace.getTracer('t').startSpan('${name}').end();\n`;

/** Code without a finding. */
export const goodName = badName('agent.step');
