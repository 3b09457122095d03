import { chmodSync, existsSync, mkdirSync, readdirSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { badName, folderWith, spanContract, type Outcome } from './command.ts';
import { CONTRACT, NEW, OLD, textOf } from './migrations.ts';

// Root may read everything, so the command runs as somebody else where the tests run as root.
const isRoot = process.getuid?.() === 0;
const SOMEBODY = 65_534;
const asSomebody = isRoot ? { uid: SOMEBODY, gid: SOMEBODY } : {};

/** Runs the command as one who may not read everything. */
function command(args: readonly string[], cwd: string): Outcome {
  return spanContract(args, cwd, asSomebody);
}

/** A folder that everybody may look into, with one that nobody may, and one file that nobody may read. */
function lockedFolder(): string {
  const folder = folderWith({
    'a.ts': badName('BadName'),
    'locked/b.ts': badName('BadName'),
    'c.ts': badName('BadName'),
  });
  chmodSync(folder, 0o755);
  const close = (name: string) => {
    chmodSync(path.join(folder, name), 0);
    onTestFinished(() => {
      chmodSync(path.join(folder, name), 0o755);
    });
  };
  close('locked');
  close('c.ts');
  return folder;
}

const SUBCOMMANDS = ['check', 'migrate', 'migrate --write', 'init --yes'];

/** Somebody else may not be allowed to run a program that lies in a closed home. */
const canRun = command(['--version'], '/').status === 0;

describe.skipIf(process.platform === 'win32' || !canRun)('without permission', () => {
  test.each(SUBCOMMANDS)('%s ends at a folder that it may not read, for what is in it would count as clean', (line) => {
    const folder = lockedFolder();
    expect(command(line.split(' '), folder)).toEqual({
      status: 2,
      stdout: '',
      stderr: `span-contract: The folder ${folder}/locked cannot be read (EACCES): check its permissions, or leave it out with a path that begins with !.\n`,
    });
    expect(readdirSync(folder)).toEqual(['a.ts', 'c.ts', 'locked']);
  });

  test.each([['!locked'], ['!locked/**'], ['!**/locked/']])(
    'a folder that is left out with %s is not opened',
    (pattern) => {
      const { status, stdout } = command(['check', '.', pattern], lockedFolder());
      expect({ status, last: stdout.trimEnd().split('\n').at(-1) }).toEqual({
        status: 1,
        last: '✖ 1 error in 1 of 2 files. 1 file could not be checked.',
      });
    },
  );

  test('a file that cannot be read is named and counted', () => {
    const folder = lockedFolder();
    const out = ['.', '!locked'];
    expect(command(['check', ...out], folder).stdout).toContain(
      'not checked  c.ts:1:1: The file cannot be read: EACCES.\n',
    );
    expect(command(['check', 'c.ts'], folder).status).toBe(2);
    expect(command(['migrate', ...out], folder).stderr).toContain(
      'failed  c.ts:1:1  The file cannot be read: EACCES.\n',
    );
    expect(command(['init', ...out], folder)).toMatchObject({
      status: 1,
      stderr: expect.stringContaining('not read  c.ts:1:1: The file cannot be read: EACCES.\n') as string,
    });
  });

  test('a file that is named in a closed folder is not said to be missing', () => {
    const folder = lockedFolder();
    const said = 'span-contract: locked/b.ts cannot be read (EACCES).\n';
    for (const subcommand of ['check', 'migrate', 'init'])
      expect(command([subcommand, 'locked/b.ts'], folder)).toMatchObject({ status: 2, stderr: said });
    expect(command(['explain', 'locked/b.ts:2'], folder).stderr).toBe(
      'span-contract: locked/b.ts cannot be read: EACCES.\n',
    );
    expect(command(['explain', 'c.ts:2'], folder).stderr).toBe('span-contract: c.ts cannot be read: EACCES.\n');
  });

  test('a folder that may not be written keeps its files, and each is told', () => {
    const folder = folderWith({ ...CONTRACT, 'src/a.ts': OLD });
    chmodSync(folder, 0o755);
    chmodSync(path.join(folder, 'src'), 0o555);
    const { status, stderr } = command(['migrate', '--write'], folder);
    expect(status).toBe(1);
    expect(stderr).toContain(
      'failed  src/a.ts:1:1  The file cannot be written (EACCES): it or its folder is read-only. ',
    );
    expect([textOf(folder, 'src/a.ts'), readdirSync(path.join(folder, 'src'))]).toEqual([OLD, ['a.ts']]);
  });

  test('outputs and contracts that may not be written are told, and nothing is left behind', () => {
    const folder = folderWith({ 'a.ts': OLD });
    chmodSync(folder, 0o555);
    onTestFinished(() => {
      chmodSync(folder, 0o755);
    });
    expect(command(['init', '--yes'], folder)).toMatchObject({
      status: 2,
      stderr: 'span-contract: span-contract.yaml cannot be written (EACCES).\n',
    });
    expect(command(['check', '--output', 'out.txt'], folder)).toMatchObject({
      status: 2,
      stderr: 'span-contract: --output: out.txt cannot be written (EACCES).\n',
    });
    expect(readdirSync(folder)).toEqual(['a.ts']);
  });
});

describe.skipIf(process.platform !== 'linux')('names that are no UTF-8', () => {
  const name = Buffer.concat([Buffer.from('d'), Buffer.from([0xe9]), Buffer.from('.ts')]);
  const at = (folder: string) => Buffer.concat([Buffer.from(`${folder}/`), name]);

  test('are proposed from and migrated', () => {
    const folder = folderWith({ ...CONTRACT, 'other.ts': NEW });
    writeFileSync(at(folder), OLD);
    expect(spanContract(['init', '--output', 'new.yaml', '--yes'], folder)).toMatchObject({ status: 0 });
    expect(textOf(folder, 'new.yaml')).toContain('old_step');
    expect(spanContract(['migrate', '--write'], folder)).toMatchObject({ status: 0 });
    expect(readdirSync(folder, { encoding: 'buffer' }).some((entry) => entry.equals(name))).toBe(true);
    expect(existsSync(at(folder))).toBe(true);
  });
});

test('init follows a link once, and reads no file twice', () => {
  const folder = folderWith({ 'project/a.ts': badName('fetchUser'), 'elsewhere/b.ts': badName('loadUser') });
  mkdirSync(path.join(folder, 'project', 'deep'));
  symlinkSync('../../elsewhere', path.join(folder, 'project', 'deep', 'linked'));
  symlinkSync('..', path.join(folder, 'project', 'deep', 'up'));
  const { summary } = JSON.parse(spanContract(['init', '--json'], path.join(folder, 'project')).stdout) as {
    summary: Record<string, unknown>;
  };
  expect(summary['files']).toBe(2);
});
