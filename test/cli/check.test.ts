import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { addFiles, badName, check, command, folderWith, goodName, root, run, spanContract } from './command.ts';

const BAD = badName('BadName');
const PLACE = 'a.ts:2:32 span-name-format';

/** What a run says where it cannot do what it was asked. */
function refusal(args: readonly string[], cwd: string, input?: string): string {
  const { status, stdout, stderr } = spanContract(args, cwd, input === undefined ? {} : { input });
  return `${String(status)} ${stdout}${stderr}`;
}

describe('the command', () => {
  test('says its version and its help, with examples and exit codes', () => {
    const folder = folderWith();
    const { version } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8')) as { version: string };
    expect(spanContract(['--version'], folder)).toEqual({ status: 0, stdout: `${version}\n`, stderr: '' });
    expect(spanContract(['--help'], folder)).toMatchObject({ status: 0, stderr: '' });
    const help = spanContract(['check', '--help'], folder);
    expect(help).toMatchObject({ status: 0, stderr: '' });
    expect(help.stdout).toContain('\nExamples:\n  $ span-contract check ');
    expect(help.stdout).toMatch(/--rule <name> +run this rule alone; may be repeated \(default: all\)\n/);
    expect(help.stdout).toContain('\nExit codes:\n  0  no findings\n  1  findings\n  2  ');
  });

  test('ends with 2 and a hint where it is misused', () => {
    const folder = folderWith({ 'a.ts': BAD });
    expect(refusal([], folder)).toMatch(/^2 Usage: span-contract /);
    expect(refusal(['chek'], folder)).toBe("2 error: unknown command 'chek'\n(Did you mean check?)\n");
    expect(refusal(['check', '--basline', 'x'], folder)).toBe(
      "2 error: unknown option '--basline'\n(Did you mean --baseline?)\n",
    );
    expect(refusal(['check', '--rule', 'span-name-formt'], folder)).toBe(
      '2 span-contract: --rule: there is no rule span-name-formt. Did you mean span-name-format?\n',
    );
    expect(refusal(['check', '--format', 'xml'], folder)).toMatch(
      /^2 error: option '--format <name>' argument 'xml' is invalid\. Allowed choices are stylish, json, /,
    );
    expect(refusal(['check', '--shard', '5/4'], folder)).toMatch(
      /^2 error: .* Write a part and their number, such as 1\/4\.\n$/,
    );
    expect(refusal(['check', '--max-warnings', 'few'], folder)).toMatch(/^2 error: .* Write a whole number\.\n$/);
  });

  test('answers programs with what is wrong, as text on stderr and as data on stdout', () => {
    const folder = folderWith({ 'a.ts': BAD, 'bad/span-contract.yaml': 'version: 9\n', 'bad/a.ts': BAD });
    const answer = (args: readonly string[], cwd = folder) => {
      const { status, stdout, stderr } = spanContract(args, cwd);
      return { status, stderr, json: stdout === '' ? undefined : (JSON.parse(stdout) as object) };
    };
    const message = 'There is no file or folder nowhere.';
    const fault = { kind: 'usage', message };
    const stderr = `span-contract: ${message}\n`;
    const checked = { version: 1, findings: [], notChecked: [fault] };
    expect(answer(['check', '--json', 'nowhere'])).toMatchObject({ status: 2, stderr, json: checked });
    expect(answer(['check', '--format', 'json', 'nowhere'])).toMatchObject({ status: 2, json: checked });
    expect(answer(['check', '--json', '--nope'])).toMatchObject({
      status: 2,
      stderr: "error: unknown option '--nope'\n",
      json: { summary: { notChecked: 1 }, notChecked: [{ kind: 'usage', message: "unknown option '--nope'" }] },
    });
    expect(answer(['migrate', '--json', 'nowhere'])).toMatchObject({
      status: 2,
      json: { version: 1, rows: [], failedFiles: [fault], diff: '' },
    });
    expect(answer(['init', '--json', 'nowhere'])).toMatchObject({ status: 2, json: { spans: [], notRead: [fault] } });
    const faulty = { kind: 'contract', file: 'span-contract.yaml', line: 1, column: 10 };
    const bad = path.join(folder, 'bad');
    expect(answer(['init', '--json'], bad)).toMatchObject({ status: 2, json: { notRead: [faulty] } });
    expect(answer(['explain', 'a.ts:2', '--json'], bad)).toMatchObject({ status: 2, json: { notRead: [faulty] } });
    // stdout is for a person, or for another program
    for (const args of [['nowhere'], ['--format', 'sarif', 'nowhere'], ['--json', '--output', 'x.json', 'nowhere']])
      expect(answer(['check', ...args])).toEqual({ status: 2, stderr, json: undefined });
  });

  test('has a word on its page for every option', () => {
    const help = spanContract(['check', '--help'], folderWith()).stdout;
    const page = readFileSync(path.join(root, 'docs', 'command.md'), 'utf8');
    const options = [...help.matchAll(/^ {2}(--[\w-]+)/gm)].map(([, name = '']) => name);
    expect(options.length).toBeGreaterThan(12);
    expect(options.filter((name) => !page.includes(name))).toEqual([]);
  });

  test('is quiet where its reader has seen enough', () => {
    const many = Array.from(
      { length: 3000 },
      (_, index) => BAD.split('\n')[1]?.replace('BadName', `BadName${index}`) ?? '',
    );
    const folder = folderWith({ 'a.ts': `import { trace } from '@opentelemetry/api';\n${many.join('\n')}\n` });
    const { stdout, stderr } = run('sh', ['-c', `'${process.execPath}' '${command}' check | head -n 1`], folder);
    expect({ stdout, stderr }).toEqual({ stdout: 'a.ts\n', stderr: '' });
  });

  test('ends by SIGINT at once, which a shell shows as 130', async () => {
    // it waits for a text that never comes
    const child = spawn(process.execPath, [command, 'check', '--stdin'], { cwd: folderWith(), stdio: 'pipe' });
    const ended = new Promise((resolve) => {
      child.once('exit', (status, signal) => {
        resolve({ status, signal });
      });
    });
    setTimeout(() => child.kill('SIGINT'), 1000);
    expect(await ended).toEqual({ status: null, signal: 'SIGINT' });
  });
});

describe('exit codes', () => {
  test('0 without findings, 1 with some', () => {
    expect(check([], folderWith({ 'a.ts': goodName })).status).toBe(0);
    expect(check([], folderWith({ 'a.ts': BAD }))).toMatchObject({ status: 1, places: [PLACE] });
  });

  test('warnings fail a run only beyond the number that is accepted', () => {
    const folder = folderWith({ 'a.ts': BAD });
    const { status, report } = check(['--max-warnings', '1'], folder);
    expect({ status, summary: report.summary }).toMatchObject({ status: 0, summary: { errors: 0, warnings: 1 } });
    expect(check(['--max-warnings', '0'], folder).status).toBe(1);
  });

  test('the case of a file that does not parse: named, and the run fails for what the others hold', () => {
    const folder = path.join(root, 'test', 'cli', 'fixtures', 'unparsable');
    const { status, places, report } = check(['.'], folder);
    expect({ status, places, broken: report.notChecked.map(({ file }) => file) }).toEqual({
      status: 1,
      places: ['bad-name.ts:4:47 span-name-format'],
      broken: ['broken.ts'],
    });
  });
});

describe('the contract', () => {
  test('of each file is the nearest above it', () => {
    const folder = folderWith({
      'a.ts': BAD,
      'one/span-contract.yaml': 'version: 1\nallow: [BadName]\n',
      'one/src/a.ts': BAD,
      'two/span-contract.json': '{ "version": 1, "extends": ["agent"], "ignore": ["gen/**"] }\n',
      'two/a.ts': BAD,
      'two/gen/a.ts': BAD,
    });
    const { places, report } = check([], folder);
    expect(places).toEqual([PLACE, `two/${PLACE}`]);
    expect(report.summary).toMatchObject({ files: 4, ignored: 1 });
  });

  test('is the preset where there is none, and tests are left alone then', () => {
    const folder = folderWith({ 'a.ts': BAD, 'a.test.ts': BAD, 'test/b.ts': BAD });
    const { places, report } = check([], folder);
    expect({ places, ignored: report.summary['ignored'] }).toEqual({ places: [PLACE], ignored: 2 });
    const lastOf = (cwd: string) => spanContract(['check'], cwd).stdout.trimEnd().split('\n').at(-1);
    expect(lastOf(folder)).toBe('✖ 1 error in 1 of 3 files. 2 files of tests left alone.');
    addFiles(folder, { 'one/span-contract.yaml': 'version: 1\nignore: [gen]\n', 'one/gen/a.ts': BAD });
    expect(lastOf(folder)).toBe(
      '✖ 1 error in 1 of 4 files. 1 file that the contract ignores. 2 files of tests left alone.',
    );
  });

  test('can be given', () => {
    const folder = folderWith({
      'a.ts': BAD,
      'span-contract.yaml': 'version: 9\n',
      'other/c.yaml': 'version: 1\nallow: [BadName]\n',
    });
    expect(check(['--contract', 'other/c.yaml'], folder)).toMatchObject({ status: 0, places: [] });
    const missing = check(['--contract', 'no.yaml'], folder);
    expect(missing.status).toBe(2);
    expect(missing.report.notChecked.map(({ message }) => message)).toEqual([
      'no.yaml:1:1: there is no such contract: check the path. Nothing was checked.',
    ]);
  });

  test('that is faulty is told once with its place; what other contracts rule is checked', () => {
    const folder = folderWith({
      'one/span-contract.yaml': 'version: 1\nspan: {}\n',
      'one/a.ts': BAD,
      'one/b/c.ts': BAD,
      'two/a.ts': BAD,
    });
    const { status, stdout } = spanContract(['check'], folder);
    expect(status).toBe(2);
    expect(stdout.split('\n').filter((line) => line.startsWith('not checked'))).toEqual([
      'not checked  one/span-contract.yaml:2:1: unknown key `span`: did you mean `spans`? Nothing was checked.',
    ]);
    expect(stdout).toMatch(/^two\/a\.ts\n/);
    expect(stdout).toMatch(/\n✖ 1 error in 1 of 3 files\. 1 contract faulty, nothing under it was checked\.\n$/);
    const lastLine = (...paths: readonly string[]) =>
      spanContract(['check', ...paths], folder)
        .stdout.split('\n')
        .at(-2);
    expect(lastLine('one')).toBe('! Nothing was checked. 1 contract faulty.');
    addFiles(folder, { 'two/a.ts': 'export {};\n' });
    expect(lastLine()).toBe('! No findings in 1 file. 1 contract faulty, nothing under it was checked.');
  });
});

describe('rules', () => {
  const code = `import { trace } from '@opentelemetry/api';
export const f = (id: string) => trace.getTracer('t').startSpan(\`shop.\${id}\`).end();
trace.getTracer('t').startSpan('BadName').end();
`;

  test('run alone where they are named, with or without a prefix', () => {
    const folder = folderWith({ 'a.ts': code });
    const rules = (...names: readonly string[]) =>
      check(
        names.flatMap((name) => ['--rule', name]),
        folder,
      ).report.findings.map(({ rule }) => rule);
    expect(rules()).toEqual(['span-contract/no-variable-span-name', 'span-contract/span-name-format']);
    expect(rules('span-name-format')).toEqual(['span-contract/span-name-format']);
    expect(rules('span-contract/no-variable-span-name', 'known-span-name')).toEqual([
      'span-contract/no-variable-span-name',
    ]);
  });

  test('say what is wrong with shared options once', () => {
    const shared = `import { observe } from '@langfuse/tracing';\nconst opts = { name: 'badName' };\nexport const all = [observe(f, opts), observe(g, opts)];\n`;
    expect(check([], folderWith({ 'a.ts': shared })).places).toEqual(['a.ts:2:22 span-name-format']);
  });

  test('are as strict as the config that is asked for', () => {
    const code = `import { trace } from '@opentelemetry/api';
export const f = (prompt: string, redact: (text: string) => string) => {
  trace.getActiveSpan()?.setAttribute('gen_ai.prompt', redact(prompt));
};
`;
    const folder = folderWith({ 'a.ts': code });
    expect(check([], folder).places).toEqual([]);
    expect(check(['--config', 'strict'], folder).places).toEqual(['a.ts:3:3 no-raw-prompt-attribute']);
  });
});

describe('stdin', () => {
  test('is a text of its own, or that of a file, whose contract and neighbours count', () => {
    const folder = folderWith({
      'src/name.ts': `export const NAME = 'BadName';\n`,
      'src/ok/span-contract.yaml': 'version: 1\nallow: [BadName]\n',
    });
    expect(check(['--stdin'], folder, { input: BAD }).places).toEqual(['<stdin>:2:32 span-name-format']);
    const use = `import { NAME } from './name.js';\n${BAD.replace("'BadName'", 'NAME')}`;
    expect(check(['--stdin', '--stdin-filename', 'src/new.ts'], folder, { input: use }).places).toEqual([
      'src/new.ts:3:32 span-name-format',
    ]);
    expect(check(['--stdin', '--stdin-filename', 'src/ok/new.ts'], folder, { input: BAD }).places).toEqual([]);
    expect(check(['--stdin', '--stdin-filename', 'src/new.ts'], folder, { input: '' }).status).toBe(0);
  });

  test('is refused beside what does not go with it', () => {
    const folder = folderWith({ 'a.ts': BAD });
    expect(refusal(['check', '--stdin', 'a.ts'], folder, BAD)).toBe(
      '2 span-contract: --stdin checks one text: leave paths, --changed and --shard out.\n',
    );
    expect(refusal(['check', '--stdin-filename', 'a.ts'], folder)).toBe(
      '2 span-contract: --stdin-filename says where a text belongs: write --stdin too.\n',
    );
    expect(refusal(['check', '--stdin', '--stdin-filename', 'a.md'], folder, BAD)).toBe(
      '2 span-contract: --stdin-filename: a.md is no file of JavaScript or TypeScript.\n',
    );
  });
});

describe('shards', () => {
  test('hold every file once, and a new file moves no other', () => {
    const files = Object.fromEntries(Array.from({ length: 30 }, (_, index) => [`src/f${index}.ts`, BAD]));
    const folder = folderWith(files);
    const part = (index: number) => check(['--shard', `${index}/3`], folder).report.findings.map(({ file }) => file);
    const before = [1, 2, 3].map(part);
    expect(before.flat().sort()).toEqual(Object.keys(files).sort());
    expect(Math.min(...before.map((names) => names.length))).toBeGreaterThan(3);
    addFiles(folder, { 'src/another.ts': goodName });
    expect([1, 2, 3].map(part)).toEqual(before);
  });
});
