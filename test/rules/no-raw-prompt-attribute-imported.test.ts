import { mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import * as parser from '@typescript-eslint/parser';
import { Linter } from 'eslint';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { textChecker } from '../../src/cli/check/check-text.ts';
import plugin from '../../src/plugin.ts';

// What functions of other files put on a span for their callers, and what they make attributes of.

const FILES: Readonly<Record<string, string>> = {
  'record.ts': `import { trace, type Attributes, type AttributeValue, type Span } from '@opentelemetry/api';
export function setSafe(span: Span | undefined, key: string, value: AttributeValue | undefined) {
  if (!span || value === undefined) return;
  span.setAttribute(key, value);
}
export const enrichSpan = (attributes: Attributes) => trace.getActiveSpan()?.setAttributes(attributes);
export const addSpanEvent = (name: string, attributes?: Attributes) => trace.getActiveSpan()?.addEvent(name, attributes);
export function setTwice(key: string, value: string) { setSafe(trace.getActiveSpan(), key, value); }
export class Recorder { constructor(private span: Span) {} note(key: string, value: string) { this.span.setAttribute(key, value); } }
export class Telemetry {
  start(name: string, attributes?: Attributes): Span { return trace.getTracer('t').startSpan(name, { attributes }); }
  async run<T>(name: string, attributes: Attributes, work: (span: Span) => Promise<T>) { return work(this.start(name, attributes)); }
}
export function setRedacted(span: Span, key: string, value: string) { span.setAttribute(key, redact(value)); }
export function setAllowed(span: Span, key: string, value: string) { if (!DENIED.has(key)) span.setAttribute(key, value); }
export function setCaptured(span: Span, key: string, value: string) { if (captureContent) span.setAttribute(key, value); }
export function setInDevelopment(span: Span, key: string, value: string) {
  if (process.env.NODE_ENV !== 'development') return;
  span.setAttribute(key, value);
}
export function setNothing(span: Span, key: string, value: string) { console.log(span, key, value); }
export function setLength(span: Span, key: string, value: string) { span.setAttribute(key, value.length); }
declare const redact: (text: string) => string;
declare const DENIED: Set<string>;
declare const captureContent: boolean;
`,
  'attributes.ts': `export const promptAttributes = (prompt: string, model: string) => ({ 'gen_ai.prompt': prompt, 'gen_ai.request.model': model });
export function answerAttributes(answer: { text: string }) {
  const attributes: Record<string, string | number> = { 'gen_ai.completion.length': answer.text.length };
  attributes['gen_ai.completion'] = answer.text.slice(0, 500);
  return attributes;
}
export function inputAttributes(input: { value: string; type: string } | string): Record<string, string> {
  if (typeof input === 'string') return { 'input.value': input };
  return { 'input.value': input.value, 'input.mime_type': input.type };
}
export const callOptions = (prompt: string) => ({ kind: 2, attributes: { 'gen_ai.prompt': prompt } });
export const lengths = (prompt: string) => ({ 'gen_ai.prompt': prompt.length });
export const hashed = (prompt: string) => ({ 'gen_ai.prompt': sha256(prompt) });
export const fixed = (prompt: string) => ({ 'gen_ai.prompt.template_id': prompt });
export const behindFlag = (prompt: string, recordInputs: boolean) => ({ ...(recordInputs ? { 'gen_ai.prompt': prompt } : {}) });
declare const sha256: (text: string) => string;
`,
  'wrap-spans.ts': `import { trace, type Attributes, type Span, type SpanOptions } from '@opentelemetry/api';
const runInSpan = <T>(name: string, options: SpanOptions, fn: (span: Span) => T) => trace.getTracer('t').startActiveSpan(name, options, fn);
export const withSpan = <T>(name: string, options: SpanOptions, fn: (span: Span) => T) => runInSpan(name, options, fn);
export const withClientSpan = <T>(name: string, options: SpanOptions, fn: (span: Span) => T) => runInSpan(name, { ...options, kind: 2 }, fn);
export const withAttributesSpan = <T>(name: string, more: Attributes, fn: (span: Span) => T) => runInSpan(name, { attributes: { ...more, 'app.x': 1 } }, fn);
export const withSafeSpan = (name: string, more: Attributes) => trace.getTracer('t').startSpan(name, { attributes: { ...more, 'gen_ai.prompt': '[gone]' } });
export const withSafeInnerSpan = (name: string, more: Attributes) => runInSpan(name, { attributes: { ...more, 'gen_ai.prompt': '[gone]' } }, () => 1);
`,
  'far-spans.ts': `import type { SpanOptions } from '@opentelemetry/api';
import { withSpan } from './wrap-spans.js';
export const withFarSpan = (name: string, options: SpanOptions, fn: () => void) => withSpan(name, { ...options, root: true }, fn);
`,
  'index.ts': `export * from './attributes.js';\nexport { setSafe as setAttr } from './record.js';\n`,
};

let root: string;

beforeAll(() => {
  root = realpathSync(mkdtempSync(path.join(tmpdir(), 'span-contract-taken-')));
  for (const [file, text] of Object.entries(FILES)) writeFileSync(path.join(root, file), text);
});
afterAll(() => {
  rmSync(root, { recursive: true, force: true });
});

const HEAD = `import { trace, type Span } from '@opentelemetry/api';
const tracer = trace.getTracer('t');
declare const span: Span;
declare const prompt: string, completion: string, question: string, model: string, answer: { text: string };
`;

/** The findings in a line of its own behind the head, as an editor and a run tell them. */
function lint(imports: string, code: string): readonly string[] {
  const text = `${HEAD}${imports}\n${code}`;
  const file = path.join(root, 'agent.ts');
  const config: Linter.Config = {
    files: ['**/*.ts'],
    languageOptions: { parser },
    plugins: { 'span-contract': plugin },
    rules: { 'span-contract/no-raw-prompt-attribute': 'error' },
  };
  const linted = new Linter({ cwd: root }).verify(text, [config], file).map(({ message }) => message);
  const settings = { cwd: root };
  const run = textChecker({ config: 'recommended', rules: ['no-raw-prompt-attribute'], settings, severity: 'error' });
  expect(run({ id: 0, file, text }).findings.map(({ message }) => message)).toEqual(linted);
  return linted;
}

const REMEDY = 'instead, or the id of a copy in an access-controlled store.';

describe('what a function of another file puts on a span for its caller', () => {
  test('is told at the call, with the place of the function', () => {
    expect(lint(`import { setSafe } from './record.js';`, `setSafe(span, 'gen_ai.completion', completion);`)).toEqual([
      `\`setSafe\` (record.ts:2) puts \`completion\` on a span, word for word as the attribute \`gen_ai.completion\`. Record its length as \`gen_ai.completion.length\` ${REMEDY}`,
    ]);
  });

  test.each([
    ['an object of attributes', 'enrichSpan', `enrichSpan({ 'gen_ai.prompt': prompt, 'app.x': 1 });`],
    ['attributes of an event', 'addSpanEvent', `addSpanEvent('agent.ask', { 'gen_ai.prompt': prompt });`],
    ['by another function there', 'setTwice', `setTwice('gen_ai.prompt', prompt);`],
    ['a method', 'Recorder', `new Recorder(span).note('gen_ai.prompt', prompt);`],
    [
      'for a function of this file',
      'setSafe',
      `const put = (key: string, value: string) => setSafe(span, key, value); put('gen_ai.prompt', prompt);`,
    ],
  ])('%s', (_, name, code) => {
    expect(lint(`import { ${name} } from './record.js';`, code)).toMatchObject([
      expect.stringContaining('word for word as the attribute `gen_ai.prompt`'),
    ]);
  });

  test('through a barrel, by another name', () => {
    expect(lint(`import { setAttr } from '.';`, `setAttr(span, 'gen_ai.prompt', prompt);`)).toHaveLength(1);
  });

  test.each([
    ['it redacts', 'setRedacted', `setRedacted(span, 'gen_ai.prompt', prompt);`],
    ['it looks at the key', 'setAllowed', `setAllowed(span, 'gen_ai.prompt', prompt);`],
    ['it asks a flag', 'setCaptured', `setCaptured(span, 'gen_ai.prompt', prompt);`],
    ['it records in development only', 'setInDevelopment', `setInDevelopment(span, 'gen_ai.prompt', prompt);`],
    ['it records nothing', 'setNothing', `setNothing(span, 'gen_ai.prompt', prompt);`],
    ['it records a length', 'setLength', `setLength(span, 'gen_ai.prompt', prompt);`],
    ['what it is given is none', 'setSafe', `setSafe(span, 'gen_ai.prompt.length', prompt.length);`],
    ['it is given what is redacted', 'setSafe', `setSafe(span, 'gen_ai.prompt', redactPrompt(prompt));`],
    ['its key says nothing', 'setSafe', `setSafe(span, 'gen_ai.request.model', model);`],
  ])('none where %s', (_, name, code) => {
    expect(lint(`import { ${name} } from './record.js';`, code)).toEqual([]);
  });
});

describe('attributes that a wrapper of a wrapper is given', () => {
  const OPTIONS = `{ attributes: { 'gen_ai.prompt': prompt } }`;
  test.each([
    ['options as a whole', 'wrap-spans', `withSpan('agent.ask', ${OPTIONS}, () => 1);`],
    ['options with more', 'wrap-spans', `withClientSpan('agent.ask', ${OPTIONS}, () => 1);`],
    ['attributes with more', 'wrap-spans', `withAttributesSpan('agent.ask', { 'gen_ai.prompt': prompt }, () => 1);`],
    ['options of a wrapper in a third file', 'far-spans', `withFarSpan('agent.ask', ${OPTIONS}, () => 1);`],
  ])('are those of the span: %s', (_, file, code) => {
    expect(lint(`import { ${code.slice(0, code.indexOf('('))} } from './${file}.js';`, code)).toEqual([
      `The attribute \`gen_ai.prompt\` records content word for word: \`prompt\`. Record its length as \`gen_ai.prompt.length\` ${REMEDY}`,
    ]);
  });

  test('by a method', () => {
    const code = `void new Telemetry().run('agent.ask', { 'gen_ai.prompt': prompt }, async () => 1);`;
    expect(lint(`import { Telemetry } from './record.js';`, code)).toEqual([
      expect.stringContaining('records content'),
    ]);
  });

  test.each(['withSafeSpan', 'withSafeInnerSpan'])('a key that it sets itself is its own: %s', (name) => {
    expect(
      lint(`import { ${name} } from './wrap-spans.js';`, `${name}('agent.ask', { 'gen_ai.prompt': prompt });`),
    ).toEqual([]);
  });
});

test('a function that a recorder calls in a third file counts as it is saved', () => {
  const put = (body: string) => {
    writeFileSync(
      path.join(root, 'telemetry-put.ts'),
      `import { trace } from '@opentelemetry/api';\nexport function putAttr(key: string, value: string) { ${body} }\n`,
    );
  };
  writeFileSync(
    path.join(root, 'chain.ts'),
    `import { putAttr } from './telemetry-put.js';\nexport const setAttr = (key: string, value: string) => putAttr(key, value);\n`,
  );
  const found = () => lint(`import { setAttr } from './chain.js';`, `setAttr('gen_ai.prompt', prompt);`).length;
  put('trace.getActiveSpan()?.setAttribute(key, value);');
  expect(found()).toBe(1);
  put('trace.getActiveSpan()?.setAttribute(key, value.length);');
  expect(found()).toBe(0);
  put('trace.getActiveSpan()?.setAttribute(key, value);');
  expect(found()).toBe(1);
});

describe('attributes that a function of another file makes', () => {
  test('are told at what it is given', () => {
    expect(
      lint(
        `import { promptAttributes } from './attributes.js';`,
        `span.setAttributes(promptAttributes(question, model));`,
      ),
    ).toEqual([
      `\`promptAttributes\` (attributes.ts:1) puts \`question\` on a span, word for word as the attribute \`gen_ai.prompt\`. Record its length as \`gen_ai.prompt.length\` ${REMEDY}`,
    ]);
  });

  test.each([
    ['spread', 'promptAttributes', `span.setAttributes({ 'app.x': 1, ...promptAttributes(prompt, model) });`],
    [
      'held by a constant',
      'promptAttributes',
      `const all = promptAttributes(prompt, model); tracer.startSpan('gen_ai.completion', { attributes: all });`,
    ],
    ['on an event', 'promptAttributes', `span.addEvent('agent.ask', promptAttributes(prompt, model));`],
    ['written to an object there, cut', 'answerAttributes', `span.setAttributes(answerAttributes(answer));`],
    ['in options', 'callOptions', `tracer.startSpan('gen_ai.completion', callOptions(prompt));`],
    ['through a barrel', 'promptAttributes', `span.setAttributes(promptAttributes(prompt, model));`, '.'],
  ])('%s', (_, name, code, from = './attributes.js') => {
    expect(lint(`import { ${name} } from '${from}';`, code)).toHaveLength(1);
  });

  test.each([
    ['a text', `inputAttributes(prompt)`, 'prompt'],
    ['an object with one', `inputAttributes({ value: prompt, type: 'text' })`, 'prompt'],
    ['an object that is made before', `inputAttributes(given)`, 'prompt'],
  ])('are told once of a function that takes a text or an object with one: %s', (_, call, value) => {
    const given = call.includes('given') ? `const given = { value: prompt, type: 'text' };\n` : '';
    const [only, ...more] = lint(
      `import { inputAttributes } from './attributes.js';`,
      `${given}span.setAttributes(${call});`,
    );
    expect(only).toContain(`puts \`${value}\` on a span, word for word as the attribute \`input.value\``);
    expect(more).toEqual([]);
  });

  test.each([
    ['a length', 'lengths', `span.setAttributes(lengths(prompt));`],
    ['a hash', 'hashed', `span.setAttributes(hashed(prompt));`],
    ['an innocent key', 'fixed', `span.setAttributes(fixed(prompt));`],
    ['what a flag lets through', 'behindFlag', `span.setAttributes(behindFlag(prompt, false));`],
    ['what is no content', 'promptAttributes', `span.setAttributes(promptAttributes('', model));`],
    ['attributes that go elsewhere', 'promptAttributes', `console.log(promptAttributes(prompt, model), span);`],
  ])('none: %s', (_, name, code) => {
    expect(lint(`import { ${name} } from './attributes.js';`, code)).toEqual([]);
  });
});
