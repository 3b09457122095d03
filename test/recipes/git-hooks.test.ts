import { readFileSync, symlinkSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { addFiles, root, run } from '../cli/command.ts';
import { git } from '../cli/repository.ts';
import { install, temporaryFolder } from '../package/tarball.ts';
import { commitsOf, mended, repositoryOf, tried, type } from './project.ts';
import { recipe } from './recipe.ts';

const page = recipe('git-hooks.md');
const committing = page.block('sh', 'See it work');
const told = page.block('text', 'See it work');

/** A commit of the file to try is refused, and one of the right name is made; what is not staged does not matter. */
function expectHookIn(folder: string, env: NodeJS.ProcessEnv = {}): void {
  const before = commitsOf(folder);
  addFiles(folder, { 'src/try.ts': tried });
  const faulty = type(committing, folder, env);
  expect(faulty.stdout + faulty.stderr).toContain(told);
  expect(faulty.status).toBe(1);
  expect(commitsOf(folder)).toBe(before);

  addFiles(folder, { 'src/try.ts': mended, 'src/unstaged.ts': tried });
  const right = type(committing, folder, env);
  expect(right.status, right.stdout + right.stderr).toBe(0);
  expect(commitsOf(folder)).toBe(before + 1);

  // half-staged: the half that will be committed is right
  addFiles(folder, { 'src/try.ts': `${mended}\n` });
  git(folder, 'add', 'src/try.ts');
  addFiles(folder, { 'src/try.ts': `${tried}\n` });
  const half = type("git commit --message='half'", folder, env);
  expect(half.status, half.stdout + half.stderr).toBe(0);
  expect(readFileSync(path.join(folder, 'src', 'try.ts'), 'utf8')).toBe(`${tried}\n`);
  git(folder, 'checkout', '--quiet', '--', 'src/try.ts');
}

function succeed(lines: string, folder: string, env: NodeJS.ProcessEnv = {}): void {
  const { status, stdout, stderr } = type(lines, folder, env);
  expect(status, stdout + stderr).toBe(0);
}

test('husky', () => {
  const folder = repositoryOf();
  succeed(page.block('sh', 'Husky'), folder);
  expect(JSON.parse(readFileSync(path.join(folder, 'package.json'), 'utf8'))).toMatchObject({
    scripts: { prepare: 'husky' },
  });
  expectHookIn(folder);
});

test('husky and lint-staged', () => {
  const heading = 'Husky and lint-staged';
  const folder = repositoryOf({ '.lintstagedrc.json': page.file('.lintstagedrc.json', heading) });
  succeed(page.block('sh', heading), folder);
  expectHookIn(folder);
});

describe('lefthook', () => {
  // Not a development dependency: its install script writes hooks into the repository that it is installed in.
  const installed = temporaryFolder();

  beforeAll(() => {
    install(installed.path, {}, ['--ignore-scripts', 'lefthook@2.2.2']);
  }, 120_000);

  afterAll(() => {
    installed.remove();
  });

  test('runs the check as its job', () => {
    const folder = repositoryOf({ 'lefthook.yml': page.file('lefthook.yml', 'Lefthook') });
    const modules = path.join(folder, 'node_modules');
    for (const name of ['lefthook', '.bin/lefthook']) {
      symlinkSync(path.join(installed.path, 'node_modules', name), path.join(modules, name));
    }
    succeed(page.block('sh', 'Lefthook'), folder);
    expectHookIn(folder);
    addFiles(folder, { 'notes.txt': 'nothing to check\n' });
    expect(type('git add notes.txt && git commit --message=notes', folder).stderr).toContain(
      'no matching staged files',
    );
  });
});

interface Hook {
  readonly id: string;
  readonly entry: string;
  readonly language: string;
  readonly files: string;
  readonly pass_filenames?: boolean;
}

/** Keys of a hook. Source: «Creating new hooks» of pre-commit 4. */
const KEYS = new Set(
  `id name entry language files exclude types types_or exclude_types always_run fail_fast verbose pass_filenames
  require_serial description language_version minimum_pre_commit_version args stages additional_dependencies`.split(
    /\s+/,
  ),
);

/** Runs a hook as pre-commit does: on the staged files that its pattern finds, none where there are none. */
function runHook({ entry, files, pass_filenames: passes = true }: Hook, folder: string) {
  git(folder, 'add', '--all');
  const staged = git(folder, 'diff', '--staged', '--name-only', '--diff-filter=ACMRTUXB').split('\n');
  const meant = staged.filter((file) => new RegExp(files).test(file));
  if (meant.length === 0) return undefined;
  const [program = '', ...args] = entry.split(' ');
  const PATH = `${path.join(folder, 'node_modules', '.bin')}${path.delimiter}${process.env['PATH'] ?? ''}`;
  return run(program, [...args, ...(passes ? meant : [])], folder, { env: { PATH, npm_config_offline: 'true' } });
}

describe('pre-commit', () => {
  const hooks = parse(readFileSync(path.join(root, '.pre-commit-hooks.yaml'), 'utf8')) as readonly Hook[];
  const manifest = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8')) as {
    version: string;
    bin: Record<string, string>;
  };
  const [offered, local] = [undefined, 'installed'].map((variant) => {
    const text = page.file('.pre-commit-config.yaml', 'The pre-commit framework', variant);
    return (parse(text) as { repos: readonly { repo: string; rev?: string; hooks: readonly Hook[] }[] }).repos[0];
  });

  test('the hooks have keys that pre-commit knows, and a program of ours', () => {
    for (const hook of hooks) {
      expect(Object.keys(hook).filter((key) => !KEYS.has(key))).toEqual([]);
      expect(hook.language).toBe('node');
      expect(Object.keys(manifest.bin)).toContain(hook.entry.split(' ')[0]);
    }
  });

  test('the page names the hooks, and this version', () => {
    expect(offered?.hooks.map(({ id }) => id)).toEqual(hooks.map(({ id }) => id));
    expect(offered?.rev).toBe(`v${manifest.version}`);
  });

  test('a hook refuses a faulty file, and does not run where there is none of its kind', () => {
    for (const hook of [hooks[0], local?.hooks[0]]) {
      if (!hook) throw new Error('there is no such hook');
      const folder = repositoryOf();
      addFiles(folder, { 'notes.md': '# notes\n' });
      expect(runHook(hook, folder)).toBeUndefined();
      addFiles(folder, { 'src/try.ts': tried, 'src/[id].tsx': mended });
      const refused = runHook(hook, folder);
      expect(refused?.stdout).toContain(told);
      expect(refused?.status).toBe(1);
      addFiles(folder, { 'src/try.ts': mended });
      expect(runHook(hook, folder)).toEqual({ status: 0, stdout: '✔ No findings in 2 files.\n', stderr: '' });
    }
  });

  test('a changed contract has everything checked', () => {
    const [, hook] = hooks;
    if (!hook) throw new Error('there is no such hook');
    const folder = repositoryOf({ 'src/old.ts': tried.replace('CallTool', 'billing.run') });
    addFiles(folder, { 'src/try.ts': mended });
    expect(runHook(hook, folder)).toBeUndefined();
    addFiles(folder, {
      'span-contract.yaml': 'version: 1\nextends: [agent]\nspans: { agent.bill: { replaces: [billing.run] } }\n',
    });
    const outcome = runHook(hook, folder);
    expect(outcome?.stdout).toContain('src/old.ts');
    expect(outcome?.status).toBe(1);
  });

  test('npm pack says the name of the file alone, for pre-commit takes all that it prints for a path', () => {
    const folder = temporaryFolder();
    try {
      addFiles(folder.path, {
        '.npmrc': readFileSync(path.join(root, '.npmrc'), 'utf8'),
        'package.json': JSON.stringify({ name: 'packed', version: '1.0.0', scripts: { prepack: 'echo built' } }),
      });
      expect(run('npm', ['pack'], folder.path).stdout).toBe('packed-1.0.0.tgz\n');
    } finally {
      folder.remove();
    }
  });
});

test('nothing on the page is untried', () => {
  expect(page.left()).toEqual([]);
});
