import { describe, expect, test } from 'vitest';
import { bundledParser } from '../../../src/analysis/parsing/bundled-parser.ts';
import { exportedWrappers } from '../../../src/analysis/wrappers/exported-wrappers.ts';
import { provideParser } from '../../../src/analysis/parsing/parser-libraries.ts';
import { parseSource } from '../../../src/analysis/parsing/parse.ts';
import { read } from '../../../src/analysis/reading.ts';
import { presetContract } from '../../../src/contract/load-contract.ts';
import type { AddedPiece } from '../../../src/analysis/wrappers/wrapper-shape.ts';

provideParser(bundledParser);

const HEAD = `import { context, propagation, trace, SpanKind, type Attributes, type Span, type SpanOptions } from '@opentelemetry/api';
const tracer = trace.getTracer('t');
`;

/** What a wrapper puts around a name, with what varies in braces: where the caller gives it, or how much of it is known. */
const shown = (pieces: readonly AddedPiece[]) =>
  pieces.map((piece) => (typeof piece === 'string' ? piece : `{${piece.argument ?? piece.kind}}`)).join('');

/** The wrappers of a file: what a contract would say of each. */
function wrappersOf(code: string): object[] {
  const parsed = parseSource(HEAD + code, '/spans.ts');
  if (!('source' in parsed)) throw new Error(parsed.fault.message);
  return exportedWrappers(read(parsed.source, presetContract())).map(({ name, word, shape }) => ({
    name,
    ...(word === name ? {} : { word }),
    at: shape.name,
    ...(shape.attributes === undefined ? {} : { attributes: shape.attributes }),
    ...(shape.replaced === undefined ? {} : { replaced: shape.replaced }),
    ...(shape.callback === undefined ? {} : { callback: shape.callback }),
    ...(shape.spanIn === undefined ? {} : { spanIn: shape.spanIn }),
    ...(shape.otherNames === undefined ? {} : { or: shape.otherNames }),
    ...(shape.before.length + shape.after.length === 0 ? {} : { around: [shape.before, shape.after].map(shown) }),
    ...(shape.changed ? { changed: true } : {}),
    ...(shape.ends ? { ends: true } : {}),
    ...(shape.records ? { records: true } : {}),
    ...(shape.callsUntil === undefined ? {} : { callsUntil: shape.callsUntil }),
    ...(shape.perMessage ? { perMessage: true } : {}),
  }));
}

test('what may be named otherwise than by the place that is known is no wrapper', () => {
  const tool = (name: string) =>
    wrappersOf(`export function tool(options: { name: string; guards?: { telemetry?: { name?: string } } }) {
      const { guards } = options;
      tracer.startSpan(\`tool.\${${name}}\`);
    }`);
  expect(tool('guards?.telemetry?.name ?? options.name')).toEqual([]);
  expect(tool('options.name ?? guards?.telemetry?.name')).toHaveLength(1);
});

test('what `new` calls is no wrapper', () => {
  expect(wrappersOf(`export class Step { constructor(name: string) { tracer.startSpan(name).end(); } }`)).toEqual([]);
});

test('a contract has no name for one that stands in what a call gives', () => {
  const given = `const run = (name: string) => tracer.startSpan(name); return { run, log: (name: string) => name };`;
  expect(wrappersOf(`export function createKit() { ${given} }`)).toEqual([{ name: undefined, word: 'run', at: '0' }]);
  expect(wrappersOf(`function createKit() { ${given} }\nexport const run = 1;`)).toEqual([]);
});

describe('a wrapper is told by', () => {
  test.each([
    [
      'its name and its callback, handed on as it is',
      `export const withSpan = <T>(name: string, fn: (span: Span) => T) => tracer.startActiveSpan(name, fn);`,
      { name: 'withSpan', at: '0', callback: '1', spanIn: 0 },
    ],
    [
      'what it does for its caller: it ends the span and records failures',
      `export async function traced<T>(name: string, options: SpanOptions, fn: (span: Span) => Promise<T>) {
         return tracer.startActiveSpan(name, options, async (span) => {
           try { return await fn(span); } catch (error) { span.recordException(error as Error); throw error; } finally { span.end(); }
         });
       }`,
      { name: 'traced', at: '0', attributes: '1.attributes', callback: '2', spanIn: 0, ends: true, records: true },
    ],
    [
      'what a module of CommonJS is',
      `module.exports = function withSpan(name, fn) { return tracer.startActiveSpan(name, fn); };`,
      { name: 'default', word: undefined, at: '0', callback: '1', spanIn: 0 },
    ],
    [
      'its name in the object that a module of CommonJS is',
      `function start(name) { return tracer.startSpan(name); }\nmodule.exports = { start };`,
      { name: 'start', at: '0' },
    ],
    [
      'the paths in an object that it takes apart',
      `export function inSpan({ name, attributes = {}, run }: { name: string; attributes?: Attributes; run: (at: Date, span: Span) => void }) {
         const span = tracer.startSpan(name, { attributes });
         run(new Date(), span);
       }`,
      { name: 'inSpan', at: '0.name', attributes: '0.attributes', callback: '0.run', spanIn: 1 },
    ],
    [
      'a callback before the options, which are no callback',
      `export async function withSpan<T>(name: string, run: (span: Span) => Promise<T>, options?: SpanOptions) {
         const span = tracer.startSpan(name, options);
         try { return await run(span); } finally { span.end(); }
       }`,
      { name: 'withSpan', at: '0', attributes: '2.attributes', callback: '1', spanIn: 0, ends: true },
    ],
    [
      'attributes that it sets later',
      `export function begin(name: string, attributes?: Attributes) {
         const span = tracer.startSpan(name);
         span.setAttributes(attributes ?? {});
         return span;
       }`,
      { name: 'begin', at: '0', attributes: '1' },
    ],
    [
      'attributes that it adds its own to',
      `export const begin = (name: string, more: Attributes) => tracer.startSpan(name, { attributes: { 'agent.name': 'a', ...more } });`,
      { name: 'begin', at: '0', attributes: '1' },
    ],
    [
      'attributes that it sets some of itself',
      `export const begin = (name: string, more: Attributes) => tracer.startSpan(name, { attributes: { ...more, 'agent.name': 'a' } });`,
      { name: 'begin', at: '0', attributes: '1', replaced: ['agent.name'] },
    ],
    [
      'a callback that gets no span',
      `export const timed = (label: string, fn: () => void) => tracer.startActiveSpan(label, (span) => { fn(); span.end(); });`,
      { name: 'timed', at: '0', callback: '1', ends: true },
    ],
    [
      'how many calls later it makes the span',
      `export const tool = (name: string, run: () => void) => ({ name, execute: () => tracer.startActiveSpan(name, (span) => { run(); span.end(); }) });`,
      { name: 'tool', at: '0', callback: '1', ends: true, callsUntil: 1 },
    ],
    [
      'the kind of its span: one for each message',
      `export const consume = (name: string, fn: (span: Span) => void) => tracer.startActiveSpan(name, { kind: SpanKind.CONSUMER }, fn);`,
      { name: 'consume', at: '0', callback: '1', spanIn: 0, perMessage: true },
    ],
    [
      'the parent of its span, which comes with a message',
      `export function receive(name: string, headers: object, fn: (span: Span) => void) {
         const remote = propagation.extract(context.active(), headers);
         return context.with(remote, () => tracer.startActiveSpan(name, fn));
       }`,
      { name: 'receive', at: '0', callback: '2', spanIn: 0, perMessage: true },
    ],
    [
      'what it puts around the name',
      'export const dbSpan = (operation: string) => tracer.startSpan(`db.${operation}.run`);',
      { name: 'dbSpan', at: '0', around: ['db.', '.run'] },
    ],
    [
      'what it puts around the name, where that varies',
      'export class Base { run(name: string, id: string) { return tracer.startSpan(`${this.constructor.name}.${name} ${id}`); } }',
      { name: 'Base.run', word: 'run', at: '0', around: ['{bounded}.', ' {1}'] },
    ],
    [
      'what another argument puts around the name',
      'export const op = (name: string, options: { module: { name: string } }) => tracer.startSpan(`${options.module.name}:${name}`);',
      { name: 'op', at: '0', around: ['{1.module.name}:', ''] },
    ],
    [
      'what a wrapper that it calls puts around the name',
      'const dbSpan = (operation: string) => tracer.startSpan(`db.${operation}`);\nexport const dbCall = (name: string) => dbSpan(name);',
      { name: 'dbCall', at: '0', around: ['db.', ''] },
    ],
    [
      'that it changes the letters of the name',
      'export const query = (operation: string) => tracer.startSpan(`db.${operation.toLowerCase()}`);',
      { name: 'query', at: '0', around: ['db.', ''], changed: true },
    ],
    [
      'two places for the name, in the order that it looks for one',
      `export const titled = (title: string, options: { spanName?: string }) => tracer.startSpan(options.spanName ?? title);`,
      { name: 'titled', at: '1.spanName', or: ['0'] },
    ],
    [
      'a name that it takes as a text or in options',
      `export function traced(nameOrOptions: string | { name: string }) {
         const options = typeof nameOrOptions === 'string' ? { name: nameOrOptions } : nameOrOptions;
         tracer.startSpan(options.name);
       }`,
      { name: 'traced', at: '0', or: ['0.name'] },
    ],
    [
      'a method of a class',
      `export class Tracing { run(name: string) { return tracer.startSpan(name); } }`,
      { name: 'Tracing.run', word: 'run', at: '0' },
    ],
    [
      'a method of an exported instance',
      `class Tracing { run(name: string) { return tracer.startSpan(name); } }\nexport const tracing = new Tracing();`,
      { name: 'tracing.run', word: 'run', at: '0' },
    ],
    [
      'a function of an exported object',
      `export const spans = { run: (name: string) => tracer.startSpan(name) };`,
      { name: 'spans.run', word: 'run', at: '0' },
    ],
    [
      'a function whose type is asserted',
      `type Run = (name: string) => Span;\nexport const run = ((name) => tracer.startSpan(name)) as Run;`,
      { name: 'run', at: '0' },
    ],
    [
      'a default export, which callers name as they like',
      `export default function (name: string) { return tracer.startSpan(name); }`,
      { name: 'default', word: undefined, at: '0' },
    ],
  ])('%s', (_, code, shape) => {
    expect(wrappersOf(code)).toEqual([shape]);
  });
});

describe('the place of attributes is carried through a wrapper of the file', () => {
  const INNER = `const inSpan = (name: string, options: SpanOptions, fn: (span: Span) => void) => tracer.startActiveSpan(name, options, fn);
const withAttributes = (name: string, attributes: Attributes) => tracer.startSpan(name, { attributes });
const inParts = ({ name, attributes }: { name: string; attributes?: Attributes }) => tracer.startSpan(name, { attributes });
class Runner { run(name: string, options: SpanOptions) { return tracer.startSpan(name, options); } }
`;
  test.each([
    [
      'options as a whole',
      '(name: string, options: SpanOptions, fn: () => void) => inSpan(name, options, fn)',
      '1.attributes',
    ],
    [
      'options taken apart',
      '(name: string, { attributes }: SpanOptions) => inSpan(name, { attributes }, run)',
      '1.attributes',
    ],
    [
      'the same by a constant',
      '(name: string, options: SpanOptions) => { const { attributes } = options; inSpan(name, { attributes }, run); }',
      '1.attributes',
    ],
    [
      'options with more',
      '(name: string, options: SpanOptions) => inSpan(name, { ...options, kind: SpanKind.CLIENT }, run)',
      '1.attributes',
    ],
    [
      'the same in a constant',
      '(name: string, options: SpanOptions) => { const own = { kind: SpanKind.CLIENT, ...options }; inSpan(name, own, run); }',
      '1.attributes',
    ],
    ['a parameter of its own', '(name: string, attributes: Attributes) => inSpan(name, { attributes }, run)', '1'],
    [
      'a parameter that another has as well',
      '(attributes: Attributes, name: string) => withAttributes(name, attributes)',
      '0',
    ],
    [
      'out of options',
      '(name: string, options: SpanOptions) => withAttributes(name, options.attributes ?? {})',
      '1.attributes',
    ],
    ['an entry of an object', '(name: string, attributes: Attributes) => inParts({ name, attributes })', '1'],
    [
      'what is spread into one',
      '(name: string, more: { attributes: Attributes }) => inParts({ name, ...more })',
      '1.attributes',
    ],
    ['by a method', '(name: string, options: SpanOptions) => new Runner().run(name, options)', '1.attributes'],
  ])('%s', (_, outer, attributes) => {
    const [only, ...more] = wrappersOf(`${INNER}export const outer = ${outer};\ndeclare const run: () => void;`);
    expect(only).toMatchObject({ name: 'outer', attributes });
    expect(more).toEqual([]);
  });

  test('over several, with what each of them sets itself', () => {
    const code = `const inner = (name: string, all: Attributes) => withAttributes(name, { ...all, 'agent.inner': 1 });
export const outer = (name: string, all: Attributes) => { const more = { ...all, 'agent.outer': 1 }; return inner(name, more); };`;
    expect(wrappersOf(INNER + code)).toEqual([
      { name: 'outer', at: '0', attributes: '1', replaced: ['agent.outer', 'agent.inner'] },
    ]);
  });

  test.each([
    [
      'attributes of the wrapper itself',
      `(name: string, step: number) => withAttributes(name, { 'agent.step': step })`,
    ],
    [
      'options that say of attributes themselves',
      `(name: string, options: SpanOptions) => inSpan(name, { ...options, attributes: {} }, run)`,
    ],
    [
      'what another function makes of them',
      '(name: string, attributes: Attributes) => withAttributes(name, scrub(attributes))',
    ],
  ])('and there is none: %s', (_, outer) => {
    const [only] = wrappersOf(
      `${INNER}export const outer = ${outer};\ndeclare const run: () => void, scrub: (all: Attributes) => Attributes;`,
    );
    expect(only).not.toHaveProperty('attributes');
  });

  test('a wrapper that calls itself ends', () => {
    const code = `export function outer(name: string, options: SpanOptions, again: boolean) { if (again) return outer(name, options, false); return tracer.startSpan(name); }`;
    expect(wrappersOf(code)).toEqual([{ name: 'outer', at: '0' }]);
  });
});

describe('a function of a library is one where the file hands it on', () => {
  const LANGFUSE = '@langfuse/tracing';
  test.each([
    ['by name', `export { observe } from '${LANGFUSE}';`, [{ name: 'observe', at: '1.name' }]],
    ['under another name', `export { observe as traced } from '${LANGFUSE}';`, [{ name: 'traced', at: '1.name' }]],
    [
      'as a constant',
      `import { observe } from '${LANGFUSE}';\nexport const traced = observe;`,
      [{ name: 'traced', at: '1.name' }],
    ],
    [
      'as the default export',
      `export { observe as default } from '${LANGFUSE}';`,
      [{ name: 'default', word: undefined, at: '1.name' }],
    ],
    [
      'with all others',
      `export * from '${LANGFUSE}';`,
      [
        { name: 'startObservation', at: '0' },
        { name: 'startActiveObservation', at: '0' },
        { name: 'observe', at: '1.name' },
      ],
    ],
    [
      'in a namespace',
      `export * as l from '${LANGFUSE}';`,
      [
        { name: 'l.startObservation', word: 'startObservation', at: '0' },
        { name: 'l.startActiveObservation', word: 'startActiveObservation', at: '0' },
        { name: 'l.observe', word: 'observe', at: '1.name' },
      ],
    ],
    ['and none is one of its methods', `export { Effect } from 'effect';`, []],
    ['and none is one whose spans are none of OpenTelemetry', `export * from 'langsmith/traceable';`, []],
  ])('%s', (_, code, found) => {
    expect(wrappersOf(code)).toEqual(found);
  });
});

describe('none is', () => {
  test.each([
    [
      'a function that no other file can call',
      `const withSpan = (name: string) => tracer.startSpan(name); withSpan('agent.step');`,
    ],
    [
      'a function with a name of its own',
      `export const step = (value: string) => tracer.startSpan('agent.step', { attributes: { value } });`,
    ],
    [
      'a function that makes data a part of the name',
      'export const call = (user: { id: string }) => tracer.startSpan(`call.${user.id}`);',
    ],
  ])('%s', (_, code) => {
    expect(wrappersOf(code)).toEqual([]);
  });
});
