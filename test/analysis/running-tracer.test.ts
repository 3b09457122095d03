import { runInThisContext } from 'node:vm';
import * as api from '@opentelemetry/api';
import { BasicTracerProvider, InMemorySpanExporter, SimpleSpanProcessor } from '@opentelemetry/sdk-trace-base';
import fc from 'fast-check';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { NameText, NameValue } from '../../src/analysis/names/name-value.ts';
import { readText } from '../read-text.ts';

const exporter = new InMemorySpanExporter();

beforeEach(() => {
  api.trace.setGlobalTracerProvider(new BasicTracerProvider({ spanProcessors: [new SimpleSpanProcessor(exporter)] }));
});
afterEach(() => {
  exporter.reset();
  api.trace.disable();
});

/** A short text that is safe inside any quotes. */
const word = fc.stringMatching(/^[a-z][a-z_.]{0,5}$/);

/** Data that no chain of `slice(1)` empties: `empty && 'name'` is no name that the reading promises to know. */
const identifier = fc.stringMatching(/^[a-z]{8,10}$/);

/** Expressions that give a text, over the names `a`, `b`, `c`, `TABLE`, `LIST`, `pick`, `flag` and the data `data.id`. */
const { expression } = fc.letrec<{ expression: string; leaf: string }>((tie) => ({
  leaf: fc.oneof(
    word.map((text) => `'${text}'`),
    word.map((text) => `\`${text}\``),
    fc.constantFrom(
      'a',
      'b',
      'c',
      'TABLE.x',
      `TABLE['y']`,
      'TABLE[key]',
      'LIST[0]',
      'LIST[1]',
      `pick('p')`,
      'Kind.One',
      'data.id',
      'Box.label',
    ),
  ),
  expression: fc.oneof(
    { maxDepth: 3, withCrossShrink: true },
    tie('leaf'),
    fc.tuple(tie('expression'), tie('expression')).map(([left, right]) => `(${left} + ${right})`),
    fc.tuple(tie('expression'), tie('expression')).map(([left, right]) => `(flag ? ${left} : ${right})`),
    fc.tuple(tie('expression'), tie('expression')).map(([left, right]) => `(${left} || ${right})`),
    fc.tuple(tie('expression'), tie('expression')).map(([left, right]) => `(${left} && ${right})`),
    fc.tuple(word, tie('expression'), word).map(([start, inner, end]) => `\`${start}\${${inner}}${end}\``),
    fc.tuple(tie('expression'), tie('expression')).map(([left, right]) => `[${left}, ${right}].join('.')`),
    fc.tuple(tie('expression'), tie('expression')).map(([left, right]) => `${left}.concat(${right})`),
    tie('expression').map((inner) => `${inner}.toUpperCase()`),
    tie('expression').map((inner) => `${inner}.replace('a', 'z')`),
    tie('expression').map((inner) => `${inner}.slice(1)`),
    tie('expression').map((inner) => `complete(${inner})`),
  ),
}));

function program(name: string, grown: string): string {
  return `
const a = 'alpha';
let b = 'beta';
if (flag) b = 'gamma';
const TABLE = { x: 'tx', y: 'ty' };
const LIST = ['l0', 'l1'];
const Kind = Object.freeze({ One: 'k1' });
class Box { static label = 'box'; }
function pick(k) { switch (k) { case 'p': return flag ? 'p1' : 'p2'; default: return 'p3'; } }
const complete = (text) => \`<\${text}>\`;
let c = 'c0';
if (flag) c = ${grown};
c += '.end';
api.trace.getTracer('t').startSpan(${name}).end();`;
}

/** Whether a name that came out of the exporter is one that the reading expects. */
function expects(value: NameValue, name: string): boolean {
  if (value.kind === 'exact') return value.texts.some((one) => one.text === name);
  if (value.kind === 'pattern') return value.patterns.some((pattern) => matches(pattern, name));
  return value.kind === 'unknown';
}

function matches(pattern: NameText, name: string): boolean {
  const source = pattern
    .map((part) => (part.kind === 'text' ? part.text.replace(/[\\^$.*+?()[\]{}|]/g, String.raw`\$&`) : '[^]*'))
    .join('');
  return new RegExp(`^${source}$`).test(name);
}

test('the name that a running tracer exports is one that the reading expects', () => {
  fc.assert(
    fc.property(
      expression,
      expression,
      fc.boolean(),
      fc.constantFrom('x', 'y'),
      identifier,
      (name, grown, flag, key, id) => {
        exporter.reset();
        const code = program(name, grown);
        const run = runInThisContext(`(function (api, flag, key, data) {${code}\n})`) as (...given: unknown[]) => void;
        run(api, flag, key, { id });
        const exported = exporter.getFinishedSpans()[0]?.name ?? 'nothing was exported';
        const reading = readText(
          `import { runInThisContext } from 'node:vm';
import * as api from '@opentelemetry/api';\nexport function run(flag, key, data) {${code}\n}`,
        );
        const value = reading.spanSites[0]?.name;
        expect(value).toBeDefined();
        expect(value && expects(value, exported), `${exported} of ${JSON.stringify(value?.kind)}`).toBe(true);
      },
    ),
    { numRuns: 300 },
  );
});
