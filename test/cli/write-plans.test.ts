import { chmodSync, rmSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { selectCodemods } from '../../src/cli/migrate/codemod-selection.ts';
import { planFiles } from '../../src/cli/migrate/plan-files.ts';
import { Progress } from '../../src/cli/progress.ts';
import { replaceFile } from '../../src/cli/files/replace-file.ts';
import { writePlans } from '../../src/cli/migrate/write-plans.ts';
import { folderWith } from './command.ts';
import { CONTRACT, NEW, OLD, textOf } from './migrations.ts';

test('a file that changed or went away after it was planned is not written; the others are', async () => {
  const folder = folderWith({ ...CONTRACT, 'a.ts': OLD, 'b.ts': OLD, 'c.ts': OLD });
  const files = ['a.ts', 'b.ts', 'c.ts'].map((name) => ({ file: path.join(folder, name) }));
  const progress = new Progress(process.stderr);
  const setup = {
    codemods: selectCodemods([], {}),
    settings: { cwd: folder },
    mark: false,
    root: folder,
    covers: () => true,
  };
  const { plans } = planFiles(files, setup, progress);
  writeFileSync(path.join(folder, 'a.ts'), `${OLD}// mine\n`);
  rmSync(path.join(folder, 'b.ts'));
  const { written, failed, stoppedBy } = await writePlans(plans, progress);
  expect([...written].map(({ file }) => path.basename(file))).toEqual(['c.ts']);
  expect([...failed.values()].map(({ file, kind, message }) => `${path.basename(file)} ${kind}: ${message}`)).toEqual([
    'a.ts changed: The file changed after it was read, so it was not written: run the command again.',
    'b.ts unwritable: The file cannot be written (ENOENT): it is gone.',
  ]);
  expect(stoppedBy).toBeUndefined();
  expect([textOf(folder, 'a.ts'), textOf(folder, 'c.ts')]).toEqual([`${OLD}// mine\n`, NEW]);
});

test('a file that is replaced keeps its mode, whatever the mask of the process; a new one heeds it', () => {
  const folder = folderWith({ 'a.ts': '' });
  const file = path.join(folder, 'a.ts');
  chmodSync(file, 0o666);
  replaceFile(file, 'x');
  replaceFile(path.join(folder, 'b.ts'), 'y');
  writeFileSync(path.join(folder, 'c.ts'), '');
  expect(statSync(file).mode & 0o777).toBe(0o666);
  expect(statSync(path.join(folder, 'b.ts')).mode).toBe(statSync(path.join(folder, 'c.ts')).mode);
  expect([textOf(folder, 'a.ts'), textOf(folder, 'b.ts')]).toEqual(['x', 'y']);
});
