import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = fileURLToPath(new URL('../..', import.meta.url));

/** A new folder outside the project, so that nothing of the project is found by looking upward. */
export function temporaryFolder(): { path: string; remove(): void } {
  const path = realpathSync(mkdtempSync(join(tmpdir(), 'span-contract-')));
  return {
    path,
    remove() {
      rmSync(path, { recursive: true, force: true });
    },
  };
}

export interface Outcome {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs a program; what it printed is part of the answer. */
export function run(program: string, args: readonly string[], cwd: string): Outcome {
  const { status, stdout, stderr } = spawnSync(program, args, {
    cwd,
    encoding: 'utf8',
    env: { ...process.env, NO_COLOR: '1', FORCE_COLOR: '0', npm_config_update_notifier: 'false' },
  });
  return { status, stdout, stderr };
}

/** Runs a program that has to succeed. */
export function mustRun(program: string, args: readonly string[], cwd: string): string {
  const { status, stdout, stderr } = run(program, args, cwd);
  if (status !== 0) throw new Error(`${program} ${args.join(' ')} ended with ${String(status)}\n${stdout}\n${stderr}`);
  return stdout;
}

export interface Packed {
  readonly tarball: string;
  /** Paths in the package, sorted. */
  readonly files: readonly string[];
}

/** Packs the built project into a folder, as `npm publish` would. */
export function pack(into: string): Packed {
  const out = mustRun('npm', ['pack', '--json', '--ignore-scripts', '--pack-destination', into], root);
  const [packed] = JSON.parse(out) as { filename: string; files: { path: string }[] }[];
  if (!packed) throw new Error(`npm pack said ${out}`);
  return { tarball: join(into, packed.filename), files: packed.files.map((file) => file.path).sort() };
}

/** Makes a project of some files and installs packages into it. */
export function install(folder: string, files: Readonly<Record<string, string>>, packages: readonly string[]): void {
  for (const [name, text] of Object.entries({ 'package.json': '{ "private": true, "type": "module" }', ...files })) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), text);
  }
  mustRun('npm', ['install', '--prefer-offline', '--no-audit', '--no-fund', ...packages], folder);
}

/** The version range that the project itself uses of a development dependency. */
export function ownRange(name: string): string {
  const { devDependencies } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
    devDependencies: Record<string, string>;
  };
  const range = devDependencies[name];
  if (range === undefined) throw new Error(`${name} is no development dependency`);
  return `${name}@${range}`;
}
