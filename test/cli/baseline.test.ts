import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { addFiles, badName, check, folderWith, goodName, spanContract } from './command.ts';

const HEAD = `import { trace } from '@opentelemetry/api';\nconst tracer = trace.getTracer('t');\n`;
const span = (name: string) => `tracer.startSpan('${name}').end();\n`;

const WITH = ['--baseline', 'known.json'];
const UPDATE = [...WITH, '--update-baseline'];

/** The rows of a baseline, `count × rule file code`. */
function rows(folder: string): readonly string[] {
  const { findings } = JSON.parse(readFileSync(path.join(folder, 'known.json'), 'utf8')) as {
    findings: { rule: string; file: string; code: string; count: number }[];
  };
  return findings.map(({ rule, file, code, count }) => `${count} × ${rule} ${file} ${code}`);
}

test('the file says of each finding what a reviewer wants to know, and no line', () => {
  const folder = folderWith({ 'src/a.ts': HEAD + span('BadName') + span('BadName') });
  expect(check(UPDATE, folder).status).toBe(0);
  expect(JSON.parse(readFileSync(path.join(folder, 'known.json'), 'utf8'))).toEqual({
    version: 1,
    config: 'recommended',
    findings: [
      {
        rule: 'span-name-format',
        file: 'src/a.ts',
        message:
          'The span name `BadName` has upper-case letters, and no namespace before a dot. Write dot-separated lower-case words, from the general to the particular, such as `bad.name`.',
        code: "'BadName'",
        topic: ['BadName'],
        count: 2,
      },
    ],
  });
});

test('old findings stay quiet when their lines move, new ones fail', () => {
  const folder = folderWith({ 'a.ts': HEAD + span('BadName') });
  check(UPDATE, folder);
  addFiles(folder, { 'a.ts': `// a new line\n\n${HEAD}  ${span('BadName')}` });
  const moved = check(WITH, folder);
  expect(moved).toMatchObject({ status: 0, places: [] });
  expect(moved.report.summary).toMatchObject({ errors: 0, inBaseline: 1 });
  addFiles(folder, { 'a.ts': HEAD + span('BadName') + span('WorseName') });
  expect(check(WITH, folder)).toMatchObject({ status: 1, places: ['a.ts:4:18 span-name-format'] });
});

test('findings move with their file, and are new in a copy of it', () => {
  const folder = folderWith({ 'a.ts': HEAD + span('BadName'), 'b.ts': goodName });
  check(UPDATE, folder);
  addFiles(folder, { 'src/c.ts': `// moved\n${HEAD}${span('BadName')}${span('WorseName')}` });
  expect(check(WITH, folder).places).toEqual(['src/c.ts:4:18 span-name-format', 'src/c.ts:5:18 span-name-format']);
  rmSync(path.join(folder, 'a.ts'));
  const moved = check(WITH, folder);
  expect(moved.places).toEqual(['src/c.ts:5:18 span-name-format']);
  expect(moved.report.mended).toEqual([]);
});

test('of findings that look the same only as many are known as there were', () => {
  const folder = folderWith({ 'a.ts': HEAD + span('BadName') });
  check(UPDATE, folder);
  addFiles(folder, { 'a.ts': HEAD + span('BadName') + span('BadName') });
  expect(check(WITH, folder)).toMatchObject({ status: 1, places: ['a.ts:4:18 span-name-format'] });
});

test('a line number in a message is no part of what is known: a loop and a name of another file may move', () => {
  const loop = `${HEAD}export const f = (rows: string[]) => {\n  for (const row of rows) tracer.startSpan('shop.row').end(row.length);\n};\n`;
  const files = {
    'loop.ts': loop,
    'name.ts': `export const NAME = 'BadName';\n`,
    'use.ts': `import { NAME } from './name.js';\n${HEAD}tracer.startSpan(NAME).end();\n`,
  };
  const folder = folderWith(files);
  expect(check([], folder).places).toEqual(['loop.ts:4:27 no-span-in-hot-loop', 'use.ts:4:18 span-name-format']);
  check(UPDATE, folder);
  addFiles(folder, { 'loop.ts': `\n${loop}`, 'name.ts': `\n\n${files['name.ts']}` });
  expect(check(WITH, folder)).toMatchObject({ status: 0, places: [] });
  // another name in the other file is another finding
  addFiles(folder, { 'name.ts': `export const NAME = 'WorseName';\n` });
  expect(check(WITH, folder).places).toEqual(['use.ts:4:18 span-name-format']);
});

/** A file with findings of all rules in which most names, attributes and loops meet. */
const MANY_RULES = {
  'span-contract.yaml': [
    'version: 1',
    'extends: [agent]',
    'spans:',
    '  chunk.score: { replaces: [score-chunk] }',
    "  chunk.load: { replaces: ['load {chunk.text}'] }",
    '  job.run: { replaces: [run-job] }',
    '',
  ].join('\n'),
  'a.ts': `${HEAD}export const load = (chunks: { id: string }[], documents: string[], text: string, ok: boolean) => {
  const scores = chunks.map((chunk) => {
    const span = tracer.startSpan('score-chunk');
    span.end();
    return chunk.id;
  });
  const rows = documents.map((id) => {
    const span = tracer.startSpan(\`load \${id}\`);
    span.end();
    return id;
  });
  const span = tracer.startSpan(ok ? 'run-job' : 'skip-job');
  span.setAttribute('prompt', text);
  span.updateName(\`run \${text}\`);
  span.end();
  return [scores, rows];
};
`,
};

test('what migrate mends changes what other findings quote, and they stay known', () => {
  const folder = folderWith(MANY_RULES);
  const before = check([], folder).report.findings;
  expect(before.map(({ rule }) => rule.replace('span-contract/', ''))).toEqual([
    'no-span-in-hot-loop',
    'span-name-format',
    'no-span-in-hot-loop',
    'no-variable-span-name',
    'span-name-format',
    'no-raw-prompt-attribute',
    'no-variable-span-name',
  ]);
  check(UPDATE, folder);
  spanContract(['migrate', '--write'], folder);
  const after = check([], folder).report.findings;
  expect(after.length).toBeLessThan(before.length);
  expect(after.length).toBeGreaterThan(2);
  const messages = before.map(({ message }) => message);
  expect(after.filter(({ message }) => !messages.includes(message)).length).toBeGreaterThan(2);
  expect(check(WITH, folder)).toMatchObject({ status: 0, places: [] });
  expect(check(WITH, folder).report.mended?.length).toBe(before.length - after.length);
});

test('a second finding of a kind that is known is new, whether it stands before or behind', () => {
  const folder = folderWith(MANY_RULES);
  check(UPDATE, folder);
  spanContract(['migrate', '--write'], folder);
  const text = readFileSync(path.join(folder, 'a.ts'), 'utf8');
  const loop = `export const again = (chunks: { id: string }[]) => {
  for (const chunk of chunks) tracer.startSpan('chunk.again').end(Number(chunk.id));
};
`;
  addFiles(folder, { 'a.ts': text + loop });
  expect(check(WITH, folder).places).toEqual([expect.stringMatching(/^a\.ts:\d+:31 no-span-in-hot-loop$/)]);
  addFiles(folder, { 'a.ts': text.replace(HEAD, HEAD + loop) });
  expect(check(WITH, folder).places).toHaveLength(1);
});

test('a name that is known of one span is not known of another, and what the contract advises may change', () => {
  const folder = folderWith({ 'a.ts': HEAD + span('BadName') });
  check(UPDATE, folder);
  addFiles(folder, { 'span-contract.yaml': 'version: 1\nspans:\n  name.good: { replaces: [BadName] }\n' });
  expect(check([], folder).report.findings[0]?.message).toContain('replaces');
  expect(check(WITH, folder)).toMatchObject({ status: 0, places: [] });
  addFiles(folder, { 'a.ts': HEAD + span('WorseName') });
  expect(check(WITH, folder)).toMatchObject({ status: 1, places: ['a.ts:3:18 span-name-format'] });
});

test('of a choice, the name that varies stays known while the other one is mended', () => {
  const choice = (name: string, template: string) =>
    `${HEAD}export const f = (b: boolean, x: string) => tracer.startSpan(b ? '${name}' : \`${template}\`).end();\n`;
  const folder = folderWith({ 'a.ts': choice('execute_tool', 'call ${x}') });
  check(UPDATE, folder);
  expect(rows(folder)).toEqual([
    "1 × known-span-name a.ts 'execute_tool'",
    "1 × no-variable-span-name a.ts b ? 'execute_tool' : `call ${x}`",
  ]);
  addFiles(folder, { 'a.ts': choice('agent.tool.call', 'call ${x}') });
  expect(check(WITH, folder)).toMatchObject({ status: 0, places: [] });
  addFiles(folder, { 'a.ts': choice('agent.tool.call', 'call ${x} again') });
  expect(check(WITH, folder).places).toEqual(['a.ts:3:62 no-variable-span-name']);
});

test('a baseline that does not say what its findings are about is read: their code tells them', () => {
  const folder = folderWith({ 'a.ts': HEAD + span('BadName') });
  const row = { rule: 'span-name-format', file: 'a.ts', message: 'As it was said once.', code: "'BadName'", count: 1 };
  addFiles(folder, { 'known.json': JSON.stringify({ version: 1, config: 'recommended', findings: [row] }) });
  expect(check(WITH, folder)).toMatchObject({ status: 0, places: [] });
  addFiles(folder, { 'a.ts': HEAD + span('BadName') + span('WorseName') });
  expect(check(WITH, folder).places).toEqual(['a.ts:4:18 span-name-format']);
});

test('mended findings are told, and leave the file on an update', () => {
  const folder = folderWith({ 'a.ts': badName('BadName'), 'b.ts': badName('WorseName'), 'c.ts': badName('LastName') });
  check(UPDATE, folder);
  addFiles(folder, { 'a.ts': goodName });
  rmSync(path.join(folder, 'b.ts'));
  const { status, report } = check(WITH, folder);
  expect(status).toBe(0);
  expect(report.mended?.map(({ file, count }) => `${count} × ${file}`)).toEqual(['1 × a.ts', '1 × b.ts']);
  expect(spanContract(['check', ...WITH], folder).stdout).toContain(
    '2 findings of the baseline mended: run with --update-baseline to take out what is mended.',
  );
  check(UPDATE, folder);
  expect(rows(folder)).toEqual(["1 × span-name-format c.ts 'LastName'"]);
});

test('many mended findings are summed up, and programs are told each', () => {
  const names = ['AaBad', 'BbBad', 'CcBad', 'DdBad', 'EeBad', 'FfBad'];
  const folder = folderWith({ 'a.ts': HEAD + names.map(span).join('') + span('AaBad'), 'b.ts': badName('BadName') });
  check(UPDATE, folder);
  const told = () =>
    spanContract(['check', ...WITH], folder)
      .stdout.split('\n')
      .filter((line) => line.startsWith('mended'));
  addFiles(folder, { 'a.ts': HEAD + names.slice(5).map(span).join('') });
  expect(told()).toHaveLength(5);
  expect(told()[0]).toMatch(
    /^mended {2}a\.ts: span-contract\/span-name-format: The span name `AaBad` has upper-case letters/,
  );
  addFiles(folder, { 'a.ts': HEAD, 'b.ts': goodName });
  expect(told()).toEqual(['mended  8 findings in 2 files: --json lists them, --update-baseline takes them out']);
  expect(check(WITH, folder).report.mended).toHaveLength(7);
  check(UPDATE, folder);
  expect(told()).toEqual([]);
});

test('a run over a part says nothing of the rest, and an update leaves it alone', () => {
  const folder = folderWith({ 'src/a.ts': badName('BadName'), 'lib/b.ts': badName('WorseName') });
  check(UPDATE, folder);
  addFiles(folder, { 'src/a.ts': goodName, 'lib/b.ts': goodName });
  const told = (args: readonly string[]) => check([...WITH, ...args], folder).report.mended?.map(({ file }) => file);
  expect(told(['src'])).toEqual(['src/a.ts']);
  expect(told(['--rule', 'no-variable-span-name'])).toEqual([]);
  expect(told(['--config', 'strict'])).toEqual([]);
  expect(told(['--shard', '1/2'])).toEqual([]);
  expect(
    check([...WITH, '--stdin', '--stdin-filename', 'src/a.ts'], folder, { input: goodName }).report.mended,
  ).toEqual([]);
  check([...UPDATE, 'src'], folder);
  expect(rows(folder)).toEqual(["1 × span-name-format lib/b.ts 'WorseName'"]);
});

test('a file that cannot be read keeps its rows, and a faulty contract keeps them all', () => {
  const folder = folderWith({ 'a.ts': badName('BadName'), 'b.ts': badName('WorseName') });
  check(UPDATE, folder);
  const before = rows(folder);
  addFiles(folder, { 'a.ts': `${badName('BadName')}export const = 1;\n` });
  const { status, report } = check(UPDATE, folder);
  expect({ status, broken: report.notChecked.map(({ file }) => file) }).toEqual({ status: 2, broken: ['a.ts'] });
  expect(rows(folder)).toEqual(before);
  addFiles(folder, { 'span-contract.yaml': 'version: 1\nspan: {}\n' });
  expect(check(UPDATE, folder).status).toBe(2);
  expect(rows(folder)).toEqual(before);
});

test('it lies where the team wants it: its own folder is what its files are relative to', () => {
  const folder = folderWith({ 'packages/one/a.ts': badName('BadName') });
  check(['--baseline', '../../known.json', '--update-baseline'], path.join(folder, 'packages', 'one'));
  expect(rows(folder)).toEqual(["1 × span-name-format packages/one/a.ts 'BadName'"]);
  expect(check(WITH, folder)).toMatchObject({ status: 0, places: [] });
});

test('what cannot be a baseline is refused', () => {
  const folder = folderWith({ 'a.ts': badName('BadName') });
  const refusal = (args: readonly string[]) => {
    const { status, stdout, stderr } = spanContract(['check', ...args], folder);
    return { status, stdout, stderr };
  };
  expect(refusal(WITH)).toEqual({
    status: 2,
    stdout: '',
    stderr: 'span-contract: --baseline: there is no file known.json. Write it with --update-baseline.\n',
  });
  writeFileSync(path.join(folder, 'known.json'), '<<<<<<< ours\n{}\n');
  expect(refusal(WITH).stderr).toBe(
    'span-contract: --baseline: known.json is no baseline of this version. Take its merge conflicts out, or delete it and write a new one with --update-baseline.\n',
  );
  // a faulty contract is what is told where the baseline cannot be written for it
  const faulty = folderWith({ 'a.ts': badName('BadName'), 'span-contract.yaml': 'versoin: 1\n' });
  expect(spanContract(['check', ...UPDATE], faulty)).toMatchObject({ status: 2, stderr: '' });
  expect(refusal(['--baseline', 'no/known.json', '--update-baseline']).stderr).toBe(
    'span-contract: --baseline: no/known.json cannot be written (ENOENT).\n',
  );
  expect(refusal(['--update-baseline']).stderr).toBe(
    'span-contract: --update-baseline needs to know the file: write --baseline FILE too.\n',
  );
  expect(refusal([...UPDATE, '--changed']).stderr).toBe(
    'span-contract: --update-baseline needs whole files on the disk: leave --changed, --stdin and --shard out.\n',
  );
});
