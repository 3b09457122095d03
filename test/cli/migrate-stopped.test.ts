import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readdirSync, readFileSync, watch, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { addFiles, command, folderWith } from './command.ts';
import { CONTRACT, lastLine, migrate, NEW, OLD } from './migrations.ts';

/** Names of files in two folders, so that each may hold something that a killed run left. */
const names = (count: number) =>
  Array.from({ length: count }, (_, index) => `${index % 2 ? 'one' : 'two'}/f${index}.ts`);

interface Stopped {
  readonly status: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stderr: string;
}

/** Starts a run that writes, and sends it a signal once so many things have happened to the files of a folder. */
async function stop(folder: string, signal: NodeJS.Signals, after: number): Promise<Stopped> {
  const child = spawn(process.execPath, [command, 'migrate', '--write'], {
    cwd: folder,
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let stderr = '';
  child.stderr.on('data', (chunk: Buffer) => {
    stderr += chunk.toString();
  });
  let seen = 0;
  const watchers = ['one', 'two'].map((name) =>
    watch(path.join(folder, name), () => {
      seen += 1;
      if (seen === after) child.kill(signal);
    }),
  );
  const [status, by] = (await once(child, 'close')) as [number | null, NodeJS.Signals | null];
  for (const watcher of watchers) watcher.close();
  return { status, signal: by, stderr };
}

/** How many files are old and how many new; any other text is a failure. */
function tally(folder: string, files: readonly string[]): { readonly old: number; readonly new: number } {
  const texts = files.map((file) => readFileSync(path.join(folder, file), 'utf8'));
  expect(texts.filter((text) => text !== OLD && text !== NEW)).toEqual([]);
  return { old: texts.filter((text) => text === OLD).length, new: texts.filter((text) => text === NEW).length };
}

/** What is in the folders beside the files. */
function leftovers(folder: string, files: readonly string[]): readonly string[] {
  return ['one', 'two'].flatMap((name) =>
    readdirSync(path.join(folder, name)).filter((file) => !files.includes(`${name}/${file}`)),
  );
}

test(
  'killed a hundred times while it writes: each file is old or new, and the next run does the rest',
  { timeout: 240_000 },
  async () => {
    const files = names(12);
    const cut = { midway: 0, leftovers: 0 };
    const lives = async (folder: string) => {
      for (let life = 0; life < 50; life += 1) {
        // a tree that is done begins anew; else the next run goes on where the last one died
        if (life % 5 === 0) addFiles(folder, Object.fromEntries(files.map((file) => [file, OLD])));
        const { signal } = await stop(folder, 'SIGKILL', 1 + Math.floor(Math.random() * 16));
        const { old, new: done } = tally(folder, files);
        if (signal === 'SIGKILL' && old > 0 && done > 0) cut.midway += 1;
        if (leftovers(folder, files).length > 0) cut.leftovers += 1;
        if (life % 10 !== 9) continue;
        expect(migrate(['--write'], folder)).toMatchObject({ status: 0 });
        expect(tally(folder, files)).toEqual({ old: 0, new: files.length });
        // what lies beside the last file that was cut off goes when that one is written
        expect(leftovers(folder, files)).toEqual([]);
      }
    };
    const start = () => folderWith({ ...CONTRACT, ...Object.fromEntries(files.map((file) => [file, OLD])) });
    await Promise.all([start(), start()].map(lives));
    expect(cut.midway).toBeGreaterThan(0);
    expect(cut.leftovers).toBeGreaterThan(0);
  },
);

test.each([
  ['SIGINT', 130],
  ['SIGTERM', 143],
] as const)('%s lets it finish the file that it is at, and it says how far it came', async (signal, code) => {
  const files = names(400);
  const folder = folderWith({ ...CONTRACT, ...Object.fromEntries(files.map((file) => [file, OLD])) });
  const stopped = await stop(folder, signal, 3);
  const { old, new: done } = tally(folder, files);
  expect({ ...stopped, isMidway: old > 0 }).toEqual({
    status: code,
    signal: null,
    stderr: `Stopped: ${done} of 400 files written, each of them whole. Run the command again for the rest.\n`,
    isMidway: true,
  });
  expect(leftovers(folder, files)).toEqual([]);
  expect(lastLine(migrate(['--write'], folder))).toBe(`✔ ${old} sites in ${old} of 400 files changed.`);
});

test('what a run that still lives has beside a file is left alone', () => {
  const folder = folderWith({ ...CONTRACT, 'a.ts': OLD });
  const [living, dead] = [process.pid, 2 ** 30].map((pid) => path.join(folder, `.span-contract-${pid}-1.tmp`)) as [
    string,
    string,
  ];
  for (const file of [living, dead]) writeFileSync(file, '');
  expect(migrate([], folder).status).toBe(1);
  expect([existsSync(living), existsSync(dead)]).toEqual([true, true]);
  expect(migrate(['--write'], folder).status).toBe(0);
  expect([existsSync(living), existsSync(dead)]).toEqual([true, false]);
});
