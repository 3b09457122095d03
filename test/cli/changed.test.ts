import { chmodSync, mkdirSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { addFiles, badName, check, command, folderWith, goodName, run, spanContract } from './command.ts';
import { commit, git, repository } from './repository.ts';

test('what is staged is read as it is staged, not as it lies in the work tree', () => {
  const folder = repository({ 'a.ts': goodName, 'b.ts': goodName, 'old.ts': badName('OldName') });
  addFiles(folder, { 'a.ts': badName('BadName'), 'b.ts': badName('WorseName') });
  git(folder, 'add', 'a.ts');
  addFiles(folder, { 'a.ts': goodName });
  const { status, places, report } = check(['--changed'], folder);
  expect({ status, places, files: report.summary['files'] }).toEqual({
    status: 1,
    places: ['a.ts:2:32 span-name-format'],
    files: 1,
  });
  addFiles(folder, { 'a.ts': badName('BadName') });
  git(folder, 'reset', '--quiet');
  addFiles(folder, { 'a.ts': goodName });
  git(folder, 'add', 'a.ts');
  addFiles(folder, { 'a.ts': badName('BadName') });
  expect(check(['--changed'], folder)).toMatchObject({ status: 0, places: [] });
});

test('the first commit of a repository has no commit before it', () => {
  const folder = folderWith({ 'a.ts': badName('BadName') });
  git(folder, 'init', '--quiet');
  git(folder, 'add', 'a.ts');
  expect(check(['--changed'], folder).places).toEqual(['a.ts:2:32 span-name-format']);
});

test('renamed files count under the new name, deleted ones and links not at all', () => {
  const folder = repository({
    'a.ts': badName('BadName'),
    'b.ts': badName('WorseName'),
    'c d\n.ts': badName('LastName'),
  });
  git(folder, 'mv', 'a.ts', 'renamed.ts');
  git(folder, 'rm', '--quiet', 'b.ts');
  symlinkSync('renamed.ts', path.join(folder, 'link.ts'));
  writeFileSync(path.join(folder, 'c d\n.ts'), `\n${badName('LastName')}`);
  git(folder, 'add', '--all');
  const places = ['c d\n.ts:3:32 span-name-format', 'renamed.ts:2:32 span-name-format'];
  expect(check(['--changed'], folder).places).toEqual(places);
  expect(check(['--changed', 'HEAD'], folder).places).toEqual(places);
});

test('since a revision: what was committed, what was not, and what git does not know yet', () => {
  const folder = repository({
    'a.ts': goodName,
    'b.ts': goodName,
    'gone.ts': goodName,
    '.gitignore': 'dist/\n',
    'old.ts': badName('OldName'),
  });
  git(folder, 'checkout', '--quiet', '-b', 'topic');
  addFiles(folder, { 'a.ts': badName('BadName') });
  rmSync(path.join(folder, 'gone.ts'));
  commit(folder);
  addFiles(folder, { 'b.ts': badName('WorseName'), 'new/c.ts': badName('NewName'), 'dist/d.ts': badName('BuiltName') });
  const places = ['a.ts', 'b.ts', 'new/c.ts'].map((file) => `${file}:2:32 span-name-format`);
  expect(check(['--changed', 'main'], folder)).toMatchObject({ status: 1, places });
  expect(check(['--changed=main'], folder).places).toEqual(places);
  expect(check(['--changed', 'HEAD'], folder).places).toEqual(places.slice(1));
});

test('what others did meanwhile on the branch that a topic left is not ours', () => {
  const folder = repository({ 'a.ts': goodName, 'b.ts': goodName });
  git(folder, 'checkout', '--quiet', '-b', 'topic');
  addFiles(folder, { 'a.ts': badName('BadName') });
  commit(folder);
  git(folder, 'checkout', '--quiet', 'main');
  addFiles(folder, { 'b.ts': `// theirs\n${goodName}` });
  commit(folder);
  git(folder, 'checkout', '--quiet', 'topic');
  expect(check(['--changed', 'main'], folder).report.summary['files']).toBe(1);
});

test('from a subfolder only what lies below it', () => {
  const folder = repository({ 'one/a.ts': goodName, 'two/b.ts': goodName });
  addFiles(folder, { 'one/a.ts': badName('BadName'), 'two/b.ts': badName('WorseName') });
  git(folder, 'add', '--all');
  const inOne = path.join(folder, 'one');
  expect(check(['--changed'], inOne).places).toEqual(['a.ts:2:32 span-name-format']);
  expect(check(['--changed', 'HEAD'], inOne).places).toEqual(['a.ts:2:32 span-name-format']);
  expect(check(['--changed', 'HEAD', '..'], inOne).places).toHaveLength(2);
  expect(check(['--changed', 'HEAD', '../two/*.ts'], inOne).places).toEqual(['../two/b.ts:2:32 span-name-format']);
});

test('the paths that a hook appends are paths, not revisions', () => {
  const folder = repository({ 'a.ts': goodName, 'b.ts': goodName });
  addFiles(folder, { 'a.ts': badName('BadName'), 'b.ts': badName('WorseName') });
  git(folder, 'add', '--all');
  expect(check(['--changed', 'a.ts'], folder).places).toEqual(['a.ts:2:32 span-name-format']);
  expect(check(['--changed', 'a.ts', 'b.ts'], folder).places).toHaveLength(2);
  expect(check(['--changed', '!a.ts'], folder).places).toEqual(['b.ts:2:32 span-name-format']);
  expect(check(['--changed', 'b.*'], folder).places).toEqual(['b.ts:2:32 span-name-format']);
});

test('nothing changed is clean, and said so', () => {
  const folder = repository({ 'a.ts': badName('BadName'), 'one/b.ts': goodName });
  const printed = (...args: readonly string[]) => spanContract(['check', ...args], folder);
  const staged = {
    status: 0,
    stdout: '✔ Nothing to check: no file of JavaScript or TypeScript is staged.\n',
    stderr: '',
  };
  expect(printed('--changed')).toEqual(staged);
  expect(printed('--changed', 'HEAD')).toEqual({
    status: 0,
    stdout: '✔ Nothing to check: no file of JavaScript or TypeScript differs from HEAD.\n',
    stderr: '',
  });
  expect(check(['--changed'], folder)).toMatchObject({ status: 0, places: [], report: { summary: { files: 0 } } });
  addFiles(folder, { 'README.md': '# Readme\n' });
  git(folder, 'add', 'README.md');
  expect(printed('--changed')).toEqual(staged);
  // something is staged, and it is not what was asked for
  addFiles(folder, { 'a.ts': badName('WorseName') });
  git(folder, 'add', 'a.ts');
  expect(printed('--changed', 'one').stdout).toBe(
    '✔ Nothing to check: no file of JavaScript or TypeScript in these paths is staged.\n',
  );
  expect(printed('--changed', 'HEAD', 'one').stdout).toBe(
    '✔ Nothing to check: no file of JavaScript or TypeScript in these paths differs from HEAD.\n',
  );
});

test('in a pre-commit hook of git a faulty commit is stopped, of all files and of some', () => {
  const folder = repository({ 'a.ts': goodName });
  const hook = path.join(folder, '.git', 'hooks', 'pre-commit');
  mkdirSync(path.dirname(hook), { recursive: true });
  writeFileSync(hook, `#!/bin/sh\nexec '${process.execPath}' '${command}' check --changed\n`);
  chmodSync(hook, 0o755);
  addFiles(folder, { 'a.ts': badName('BadName'), 'b.ts': goodName });
  git(folder, 'add', 'b.ts');
  // names its file, so git makes an index of its own for the hook
  const stopped = run('git', ['commit', '--message=x', 'a.ts'], folder);
  expect(stopped.status).toBe(1);
  expect(stopped.stdout + stopped.stderr).toContain('1 error in 1 of 1 file.');
  expect(run('git', ['commit', '--quiet', '--message=x'], folder).status).toBe(0);
  expect(run('git', ['commit', '--quiet', '--all', '--message=x'], folder).status).toBe(1);
});

test('settings of git that change how it prints do not change what is found', () => {
  const folder = repository({ 'one/é.ts': goodName });
  for (const [key, value] of [
    ['diff.relative', 'true'],
    ['diff.noprefix', 'true'],
    ['core.quotePath', 'true'],
    ['color.ui', 'always'],
    ['diff.renames', 'false'],
  ] as const)
    git(folder, 'config', key, value);
  renameSync(path.join(folder, 'one', 'é.ts'), path.join(folder, 'one', 'è.ts'));
  addFiles(folder, { 'one/è.ts': badName('BadName') });
  git(folder, 'add', '--all');
  expect(check(['--changed'], path.join(folder, 'one')).places).toEqual(['è.ts:2:32 span-name-format']);
});

test('without git, without a work tree, and for what is no revision the reason is said', () => {
  const folder = repository({ 'a.ts': goodName });
  const outside = folderWith({ 'a.ts': goodName });
  const says = (args: readonly string[], cwd: string, env: NodeJS.ProcessEnv = {}) => {
    const { status, stdout, stderr } = spanContract(['check', ...args], cwd, { env });
    return `${String(status)} ${stdout}${stderr}`;
  };
  const none = '2 span-contract: --changed needs git and a work tree of it, and there is none here.\n';
  expect(says(['--changed'], outside)).toBe(none);
  expect(says(['--changed'], folder, { PATH: '/nowhere' })).toBe(none);
  expect(says(['--changed', 'origin/main'], folder)).toBe(
    '2 span-contract: --changed: git knows no revision origin/main. In CI, fetch it first: a shallow clone has one commit.\n',
  );
  expect(says(['--changed=--output=x'], folder)).toBe(
    '2 span-contract: --changed: git knows no revision --output=x. In CI, fetch it first: a shallow clone has one commit.\n',
  );
});
