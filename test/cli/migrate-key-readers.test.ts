import { describe, expect, test } from 'vitest';
import { folderWith } from './command.ts';
import { migrate, migrateJson, textOf } from './migrations.ts';

/** Code of other files that reads attributes back by keys under which a migration records something else. */

const FILES = {
  'span-contract.yaml': `version: 1\nextends: [agent]\nattributes:\n  raw:\n    acme.input: { record: remove }\n    output: { record: length }\nignore: ['**/*.test.ts']\n`,
  'src/a.ts': `import { trace } from '@opentelemetry/api';

const span = trace.getTracer('agent').startSpan('agent.step');
export function run(prompt: string, input: string, output: string) {
  span.setAttribute('gen_ai.prompt', prompt);
  span.setAttribute('acme.input', input);
  span.setAttribute('output', output);
}
`,
};
const DONE = [
  'src/a.ts:5:3 redact-prompts done (redacted)',
  'src/a.ts:6:3 redact-prompts done (removed)',
  'src/a.ts:7:3 redact-prompts done (redacted)',
];

const rowsWith = (files: Readonly<Record<string, string>>) => migrateJson([], folderWith({ ...FILES, ...files }));

describe('an attribute that another file reads back', () => {
  test.each([
    ['as a property', `export const f = (attrs) => attrs['gen_ai.prompt'];`],
    ['of whatever object', `export const f = (row) => JSON.parse(row['gen_ai.prompt']);`],
    ['by a constant', `const KEY = 'gen_ai.prompt';\nexport const f = (span) => span.attributes[KEY];`],
    ['taken apart', `export const f = ({ 'gen_ai.prompt': prompt }) => prompt;`],
    ['out of a map', `export const f = (span) => span.attributes.get('gen_ai.prompt');`],
    ['by a comparison', `export const f = (attrs) => attrs.find(({ key }) => key === 'gen_ai.prompt');`],
    ['by its presence', `export const f = (span) => 'gen_ai.prompt' in span.attributes;`],
  ])('stays: %s', (_, text) => {
    const { rows, report } = rowsWith({ 'src/b.ts': text });
    expect(rows).toEqual(['src/a.ts:5:3 redact-prompts left (readElsewhere)', ...DONE.slice(1)]);
    const line = text.startsWith('const') ? 2 : 1;
    expect(report.rows[0]?.sentence).toBe(
      `\`gen_ai.prompt\` should not hold raw content, but src/b.ts:${String(line)} reads it back from the span and would find nothing. Change that place first, or redact it by hand.`,
    );
    expect(report.readers).toEqual([]);
  });

  test('by a constant of a third file', () => {
    const { rows } = rowsWith({
      'src/keys.ts': `export const KEYS = { PROMPT: 'gen_ai.prompt' } as const;`,
      'src/b.ts': `import { KEYS } from './keys.ts';\nexport const f = (attributes) => attributes[KEYS.PROMPT];`,
    });
    expect(rows).toEqual(['src/a.ts:5:3 redact-prompts left (readElsewhere)', ...DONE.slice(1)]);
  });

  test('under a key of one word, which only an object of attributes makes one', () => {
    expect(rowsWith({ 'src/b.ts': `export const f = (span) => span.attributes.output;` }).rows).toEqual([
      ...DONE.slice(0, 2),
      'src/a.ts:7:3 redact-prompts left (readElsewhere)',
    ]);
    expect(rowsWith({ 'src/b.ts': `export const f = (span, result) => result.output;` }).rows).toEqual(DONE);
  });

  test('in its own file', () => {
    const text = `${FILES['src/a.ts']}export const kept = () => span.attributes['gen_ai.prompt'];\n`;
    const { report } = migrateJson([], folderWith({ ...FILES, 'src/a.ts': text }));
    expect(report.rows[0]).toMatchObject({ reason: 'readElsewhere', line: 5 });
    expect(report.rows[0]?.sentence).toContain('but line 8 reads it back');
  });

  test.each([
    ['is written there', `export const f = (attributes, x) => { attributes['gen_ai.prompt'] = x; };`],
    ['is taken out there', `export const f = (attributes) => { delete attributes['gen_ai.prompt']; };`],
    ['stands in a list', `export const SECRET_ATTRIBUTES = ['gen_ai.prompt'];`],
    ['is recorded there too', `export const f = (span) => ({ attributes: { 'gen_ai.prompt': span } });`],
  ])('changes where it %s', (_, text) => {
    expect(rowsWith({ 'src/b.ts': text }).rows).toEqual(DONE);
  });
});

describe('a test that reads an attribute back', () => {
  const spec = `it('records', () => {
  expect(span.attributes['gen_ai.prompt']).toBe('hello');
  expect(set).toHaveBeenCalledWith('acme.input', 'x');
  expect(span).toMatchObject({ attributes: { 'gen_ai.prompt': 'hello' } });
  expect(span.attributes['gen_ai.prompt.length']).toBe(5);
});
`;

  test('keeps none from its change, and is listed', () => {
    const { report, rows, status } = rowsWith({ 'src/a.test.ts': spec });
    expect(rows).toEqual(DONE);
    expect(report.readers.map(({ file, line, column, sentence }) => `${file}:${line}:${column} ${sentence}`)).toEqual([
      "src/a.test.ts:2:10 `span.attributes['gen_ai.prompt']` looks for the attribute `gen_ai.prompt`, which is now `gen_ai.prompt.length`.",
      "src/a.test.ts:3:36 `'acme.input'` looks for the attribute `acme.input`, which is recorded no more.",
      "src/a.test.ts:4:46 `'gen_ai.prompt'` looks for the attribute `gen_ai.prompt`, which is now `gen_ai.prompt.length`.",
    ]);
    expect(status).toBe(1);
  });

  test('is named in the summary and in the report', () => {
    const folder = folderWith({ ...FILES, 'src/a.test.ts': spec });
    const { stderr } = migrate(['--write', '--force', '--report', 'report.md'], folder);
    expect(stderr).toContain('3 places still look for an old attribute.');
    expect(textOf(folder, 'report.md')).toContain(
      '### Places that still look for an old attribute\n\nWrite the new one there.',
    );
    expect(textOf(folder, 'src/a.test.ts')).toBe(spec);
  });
});
