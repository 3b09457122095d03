import { spawn, spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { badName, command, folderWith, run, spanContract } from './command.ts';
import { CONTRACT, OLD } from './migrations.ts';

const ESCAPE = '\u001B';
const COLOUR = new RegExp(`${ESCAPE}\\[\\d+m`);
/** Each subcommand with something to say about the same file. */
const SUBCOMMANDS = ['check', 'migrate', 'init', 'explain a.ts:2'];
const files = { ...CONTRACT, 'a.ts': OLD };

describe('every subcommand', () => {
  test.each(SUBCOMMANDS)('%s: help with examples and exit codes on stdout', (line) => {
    const [name = ''] = line.split(' ');
    const { status, stdout, stderr } = spanContract([name, '--help'], folderWith());
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    expect(stdout).toContain(`\nExamples:\n  $ span-contract ${name} `);
    expect(stdout).toMatch(/\nExit codes:\n {2}0 /);
    expect(stdout).toContain('  --json ');
  });

  test.each(SUBCOMMANDS)('%s --json: one object on stdout and nothing else anywhere', (line) => {
    const { stdout, stderr } = spanContract([...line.split(' '), '--json'], folderWith(files));
    expect(stderr).toBe('');
    expect(JSON.parse(stdout)).toMatchObject({ version: 1 });
  });

  test.each(SUBCOMMANDS)('%s: no colours, no progress and no question where there is no terminal', (line) => {
    const { stdout, stderr } = spanContract(line.split(' '), folderWith(files), { input: '' });
    expect(stdout + stderr).not.toContain(ESCAPE);
    expect(stdout + stderr).not.toMatch(/\r|\[y\/N\]/);
  });

  test.each(SUBCOMMANDS)('%s: quiet where its reader has gone', async (line) => {
    const child = spawn(process.execPath, [command, ...line.split(' ')], { cwd: folderWith(files) });
    child.stdout.destroy();
    let said = '';
    child.stderr.on('data', (data: Buffer) => (said += data.toString()));
    await new Promise((resolve) => child.once('close', resolve));
    expect(said).not.toMatch(/EPIPE|failed:/);
  });

  test.each([
    ['check', 4000],
    ['migrate', 400],
    ['init', 400],
  ])('%s: a long answer goes into a pipe whole', (name, length) => {
    const lines = Array.from(
      { length },
      (_, index) => badName(name === 'migrate' ? 'old_step' : `BadName${index}`).split('\n')[1] ?? '',
    );
    const folder = folderWith({
      ...(name === 'migrate' ? CONTRACT : {}),
      'a.ts': `import { trace } from '@opentelemetry/api';\n${lines.join('\n')}\n`,
    });
    const piped = run('sh', ['-c', `'${process.execPath}' '${command}' ${name} --json | cat`], folder);
    // more than a pipe holds at once
    expect(piped.stdout.length).toBeGreaterThan(1 << 16);
    expect(JSON.parse(piped.stdout)).toMatchObject({ version: 1 });
  });
});

/** Runs the command on a terminal, which shows what is written to either stream. */
function onTerminal(args: string, cwd: string, env: NodeJS.ProcessEnv = {}): string {
  const line = `'${process.execPath}' '${command}' ${args}`;
  return run('script', ['-qec', line, '/dev/null'], cwd, { input: '', timeout: 60_000, env: { TERM: 'xterm', ...env } })
    .stdout;
}

/** The `script` of util-linux gives a program a terminal. */
const hasTerminals = spawnSync('script', ['--version']).status === 0;

describe.skipIf(!hasTerminals)('on a terminal', () => {
  test.each(['check', 'explain a.ts:2'])(
    '%s has colours, but for NO_COLOR and a terminal that can show none',
    { timeout: 60_000 },
    (line) => {
      const folder = folderWith(files);
      expect(onTerminal(line, folder)).toMatch(COLOUR);
      expect(onTerminal(line, folder, { NO_COLOR: '1' })).not.toMatch(COLOUR);
      expect(onTerminal(line, folder, { TERM: 'dumb' })).not.toContain(ESCAPE);
    },
  );

  test('a long run says how far it is, on one line that it takes away', { timeout: 60_000 }, () => {
    // each file is one that is parsed, and all of them take longer than a run that shows nothing
    const padding = `/* ${'x'.repeat(20_000)} */\n${'export const f = () => [1, 2, 3];\n'.repeat(800)}`;
    const folder = folderWith(
      Object.fromEntries(Array.from({ length: 40 }, (_, index) => [`f${index}.ts`, badName('agent.step') + padding])),
    );
    const shown = onTerminal('check', folder, { NO_COLOR: '1' });
    expect(shown).toMatch(new RegExp(`\\r${ESCAPE}\\[K(?:Reading|Checking) \\d+ of 40 files`));
    // what is left when the cursor has gone back and the line was cleared
    const left = shown.split('\n').map((line) => line.replace(/\r$/, '').split(`\r${ESCAPE}[K`).at(-1));
    expect(left.filter((line) => line !== '')).toEqual(['✔ No findings in 40 files.']);
  });
});

test.skipIf(process.platform === 'win32')('init that is interrupted leaves no file, whole or part', async () => {
  const many = Object.fromEntries(
    Array.from({ length: 300 }, (_, index) => [`f${index}.ts`, badName(`name_${index}`)]),
  );
  const folder = folderWith(many);
  const child = spawn(process.execPath, [command, 'init', '--yes'], { cwd: folder, stdio: 'ignore' });
  setTimeout(() => child.kill('SIGINT'), 300);
  const by = await new Promise((resolve) => {
    child.once('exit', (_, signal) => {
      resolve(signal);
    });
  });
  // a fast machine may be done before
  const added = readdirSync(folder).filter((name) => !(name in many));
  expect(added).toEqual(by === 'SIGINT' ? [] : ['span-contract.yaml']);
});
