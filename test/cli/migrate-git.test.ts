import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { addFiles, folderWith } from './command.ts';
import { CONTRACT, migrate, NEW, OLD, textOf } from './migrations.ts';
import { commit, git, initialise, repository } from './repository.ts';

/** What the command says where it writes nothing. */
function refusal(folder: string, ...args: readonly string[]): string {
  const { status, stdout, stderr } = migrate(['--write', ...args], folder);
  return `${String(status)} ${stdout}${stderr}`;
}

const REMEDY = 'Nothing was written. Commit or stash first, or write all the same with --force.\n';

describe('files to be written must be clean in git', () => {
  test('so those with changes, staged or not, and those that git does not know stop the run', () => {
    const folder = repository({ ...CONTRACT, 'a.ts': OLD, 'b.ts': OLD, 'd [x].ts': OLD });
    addFiles(folder, { 'a.ts': `// mine\n${OLD}`, 'b.ts': `// mine\n${OLD}`, 'new file.ts': OLD });
    git(folder, 'add', 'b.ts');
    expect(refusal(folder)).toBe(`2 span-contract: 3 of 4 files to be written are not clean in git:
  a.ts has changes that are not committed
  b.ts has changes that are not committed
  new file.ts is not known to git
${REMEDY}`);
    expect([textOf(folder, 'a.ts'), textOf(folder, 'd [x].ts')]).toEqual([`// mine\n${OLD}`, OLD]);
    const { status, stdout, stderr } = migrate(['--write', '--json'], folder);
    const { failedFiles, changes } = JSON.parse(stdout) as { failedFiles: { kind: string }[]; changes: unknown[] };
    expect([status, failedFiles.map(({ kind }) => kind), changes]).toEqual([2, ['usage'], []]);
    expect(stderr).toMatch(/^span-contract: 3 of 4 files /);
    expect(migrate(['--write', '--force'], folder).status).toBe(0);
    expect([textOf(folder, 'a.ts'), textOf(folder, 'new file.ts')]).toEqual([`// mine\n${NEW}`, NEW]);
  });

  test('but others may have changes', () => {
    const folder = repository({ ...CONTRACT, 'a.ts': OLD, 'done.ts': NEW, 'x.md': '' });
    addFiles(folder, { 'done.ts': `// mine\n${NEW}`, 'x.md': 'mine\n', 'b.txt': '' });
    expect(migrate(['--write'], folder).status).toBe(0);
    expect(textOf(folder, 'a.ts')).toBe(NEW);
  });

  test('and a name that looks like a pattern of git is a name', () => {
    const folder = repository({ ...CONTRACT, '*.ts': OLD, 'b.ts': `// x\n${NEW}`, ':(top)c.ts': OLD });
    addFiles(folder, { 'b.ts': NEW });
    expect(migrate(['--write'], folder, { env: { GIT_LITERAL_PATHSPECS: '1' } }).status).toBe(0);
    expect([textOf(folder, '*.ts'), textOf(folder, ':(top)c.ts')]).toEqual([NEW, NEW]);
  });

  test('also where the name is no UTF-8', () => {
    const folder = repository(CONTRACT);
    writeFileSync(Buffer.concat([Buffer.from(`${folder}/`), Buffer.from([0xe9]), Buffer.from('.ts')]), OLD);
    expect(refusal(folder)).toBe(`2 span-contract: 1 of 1 file to be written is not clean in git:
  \uFFFD.ts is not known to git
${REMEDY}`);
  });

  test('whatever the settings of git say', () => {
    const folder = repository({ ...CONTRACT, 'one/é.ts': OLD });
    for (const [key, value] of [
      ['status.relativePaths', 'true'],
      ['status.showUntrackedFiles', 'no'],
      ['status.short', 'true'],
      ['status.branch', 'true'],
      ['color.ui', 'always'],
      ['core.quotePath', 'true'],
    ] as const)
      git(folder, 'config', key, value);
    addFiles(folder, { 'one/é.ts': `${OLD}\n`, 'two/new.ts': OLD });
    expect(refusal(path.join(folder, 'one'), '..'))
      .toBe(`2 span-contract: 2 of 2 files to be written are not clean in git:
  é.ts has changes that are not committed
  ../two/new.ts is not known to git
${REMEDY}`);
  });

  test('and one in a conflict is told as that', () => {
    const folder = repository({ ...CONTRACT, 'a.ts': OLD });
    git(folder, 'checkout', '--quiet', '-b', 'topic');
    addFiles(folder, { 'a.ts': `// one\n${OLD}` });
    commit(folder);
    git(folder, 'checkout', '--quiet', 'main');
    addFiles(folder, { 'a.ts': `// two\n${OLD}` });
    commit(folder);
    expect(() => git(folder, 'merge', 'topic')).toThrow();
    addFiles(folder, { 'a.ts': OLD });
    expect(refusal(folder)).toContain('\n  a.ts is in a merge conflict\n');
  });

  test('in the repository that they belong to: a nested one, a submodule, a linked work tree', () => {
    const inner = repository({ 'b.ts': OLD });
    const folder = repository({ ...CONTRACT, 'a.ts': OLD, '.gitignore': '' });
    git(folder, '-c', 'protocol.file.allow=always', 'submodule', '--quiet', 'add', inner, 'sub');
    commit(folder);
    mkdirSync(path.join(folder, 'nested'));
    initialise(path.join(folder, 'nested'));
    addFiles(folder, { 'nested/c.ts': OLD });
    commit(path.join(folder, 'nested'));
    addFiles(folder, { 'sub/b.ts': `${OLD}\n` });
    expect(refusal(folder)).toBe(`2 span-contract: 1 of 3 files to be written is not clean in git:
  sub/b.ts has changes that are not committed
${REMEDY}`);
    git(path.join(folder, 'sub'), 'checkout', '--quiet', '--', '.');
    const linked = path.join(folderWith(), 'linked');
    git(folder, 'worktree', 'add', '--quiet', linked);
    addFiles(linked, { 'a.ts': `${OLD}\n` });
    expect(refusal(linked)).toMatch(/^2 span-contract: 1 of 1 file to be written is not clean/);
    // as in a hook, where git speaks of another repository
    const env = { GIT_DIR: path.join(linked, '.git'), GIT_INDEX_FILE: path.join(folder, 'no-index') };
    expect(migrate(['--write'], folder, { env }).status).toBe(0);
    expect(['a.ts', 'sub/b.ts', 'nested/c.ts'].map((file) => textOf(folder, file))).toEqual([NEW, NEW, NEW]);
  });

  test('also thousands of them, more than one call of git is given', { timeout: 120_000 }, () => {
    const long = 'a-folder-with-a-rather-long-name-'.repeat(5);
    const names = Array.from({ length: 1500 }, (_, index) => `${long}/${long}/f${index}.ts`);
    const folder = repository({ ...CONTRACT, ...Object.fromEntries(names.map((name) => [name, OLD])) });
    const last = names.at(-1) ?? '';
    addFiles(folder, { [last]: `${OLD}\n` });
    expect(refusal(folder)).toContain(`1 of 1500 files to be written is not clean in git:\n  ${last} has changes`);
    git(folder, 'checkout', '--quiet', '--', '.');
    expect(migrate(['--write'], folder).status).toBe(0);
    expect(git(folder, 'diff', '--shortstat')).toBe('1500 files changed, 1500 insertions(+), 1500 deletions(-)');
  });
});

describe('without git', () => {
  test('outside of a work tree files are just written', () => {
    const folder = folderWith({ ...CONTRACT, 'a.ts': OLD });
    expect(migrate(['--write'], folder, { env: { PATH: '/nowhere' } }).status).toBe(0);
    expect(textOf(folder, 'a.ts')).toBe(NEW);
  });

  test('inside of one it is said that git does not answer', () => {
    const folder = repository({ ...CONTRACT, 'a.ts': OLD });
    const env = { PATH: '/nowhere' };
    expect(migrate([], folder, { env })).toMatchObject({ status: 1 });
    expect(migrate(['--write'], folder, { env })).toEqual({
      status: 2,
      stdout: '',
      stderr:
        'span-contract: git does not say whether the files to be written are clean: spawnSync git ENOENT.\nNothing was written. Mend it, or write all the same with --force.\n',
    });
    expect(migrate(['--write', '--force'], folder, { env }).status).toBe(0);
    expect(textOf(folder, 'a.ts')).toBe(NEW);
  });
});
