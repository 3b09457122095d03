import { mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import * as parser from '@typescript-eslint/parser';
import { Linter } from 'eslint';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { textChecker } from '../../../src/cli/check/check-text.ts';
import plugin from '../../../src/plugin.ts';

// a team's own tracers take the kind of a step first, and then the name of its span
const FILES: Readonly<Record<string, string>> = {
  'tracing.ts': `import { trace, type Span, type Tracer } from '@opentelemetry/api';
import { BaseTracer } from './base.js';
const otel = trace.getTracer('acme');
export class StepTracer {
  startSpan(kind: string, name: string): Span { return otel.startSpan(name, { attributes: { 'step.kind': kind } }); }
  startActiveSpan<T>(kind: string, name: string, run: (span: Span) => T): T { return otel.startActiveSpan(name, run); }
}
export class AgentTracer {
  static startSpan(kind: string, name: string): Span { return otel.startSpan(name); }
  static getInstance() { return new StepTracer(); }
}
export class DeepTracer extends StepTracer {}
export class FarTracer extends BaseTracer {}
export class LogTracer { startSpan(name: string) { console.log(name); } }
export class RealTracer implements Tracer {
  startSpan(name: string, options = {}) { return otel.startSpan(name, options); }
  startActiveSpan(name: string, ...rest: any[]): any { return (otel.startActiveSpan as any)(name, ...rest); }
}
export abstract class AbstractTracer { abstract startSpan(kind: string, name: string): Span; }
export interface KindTracer { startSpan(kind: string, name: string): Span }
export interface OptionsTracer { startSpan: (options: { name: string }) => Span }
export interface LikeTracer { startSpan(name: string, options?: object): Span }
export interface MoreTracer extends Tracer { flush(): void }
export type BoundTracer = { startSpan(name: string, level: number): Span };
export const tracer = new StepTracer();
export const kit = { tracer };
export const createTracer = () => new StepTracer();
export const flatTracer = { startSpan(kind: string, name: string) { return otel.startSpan(name); } };
export const spreadTracer: any = { ...otel, startSpan: otel.startSpan.bind(otel) };
export const typedTracer: KindTracer = make();
export const startSpan = (kind: string, name: string) => otel.startSpan(name);
export let unknownTracer: any;
export default tracer;
declare function make(): any;
`,
  'base.ts': `import { trace } from '@opentelemetry/api';
export class BaseTracer { startSpan(kind: string, name: string) { return trace.getTracer('acme').startSpan(name); } }
`,
  'again.ts': `export { tracer as again } from './tracing.js';\nimport { tracer } from './tracing.js';\nexport const same = tracer;\n`,
  'whole.cjs': `const { trace } = require('@opentelemetry/api');
module.exports = { startSpan(kind, name) { return trace.getTracer('acme').startSpan(name); } };
`,
};

let root: string;
beforeAll(() => {
  root = realpathSync(mkdtempSync(path.join(tmpdir(), 'span-contract-tracers-')));
  for (const [file, text] of Object.entries(FILES)) writeFileSync(path.join(root, file), text);
});
afterAll(() => {
  rmSync(root, { recursive: true, force: true });
});

/** The names that are reported in a file beside them; an editor and a run must agree. */
function namesIn(code: string): (string | undefined)[] {
  const file = path.join(root, 'agent.ts');
  const rule = 'span-name-format';
  const config: Linter.Config = {
    files: ['**/*.ts'],
    languageOptions: { parser },
    plugins: { 'span-contract': plugin },
    rules: { [`span-contract/${rule}`]: 'error' },
  };
  const names = (found: readonly { readonly message: string }[]) =>
    found.map(({ message }) => /`([^`]*)`/.exec(message)?.[1]);
  const linted = names(new Linter({ cwd: root }).verify(code, [config], file));
  const run = textChecker({ config: 'strict', rules: [rule], settings: { cwd: root }, severity: 'error' });
  expect(names(run({ id: 0, file, text: code }).findings)).toEqual(linted);
  return linted;
}

const TYPE_ALONE = `import type { Attributes } from '@opentelemetry/api';\n`;
const imported = (names: string) => `import { ${names} } from './tracing.js';\n`;

describe('a tracer of the team is judged by its own arguments, whatever it is called, beside a type of OpenTelemetry', () => {
  test.each([
    ['an instance', imported('tracer'), 'tracer'],
    ['a default export', `import tracer from './tracing.js';`, 'tracer'],
    ['a namespace', `import * as telemetry from './tracing.js';`, 'telemetry'],
    ['what a namespace holds', `import * as telemetry from './tracing.js';`, 'telemetry.tracer'],
    ['a member of an object', imported('kit'), 'kit.tracer'],
    ['the same, taken apart', `${imported('kit')}const { tracer } = kit;`, 'tracer'],
    ['an object that is written out', imported('flatTracer'), 'flatTracer'],
    ['what a barrel renames', `import { again as tracer } from './again.js';`, 'tracer'],
    ['what a file holds by another name', `import { same as tracer } from './again.js';`, 'tracer'],
    ['an instance that is made here', `${imported('StepTracer')}const tracer = new StepTracer();`, 'tracer'],
    ['one of a class that extends it', `${imported('DeepTracer')}const tracer = new DeepTracer();`, 'tracer'],
    ['one of a third file', `${imported('FarTracer')}const tracer = new FarTracer();`, 'tracer'],
    ['a static method', imported('AgentTracer'), 'AgentTracer'],
    ['what a factory gives', `${imported('createTracer')}const tracer = createTracer();`, 'tracer'],
    ['what a class gives', `${imported('AgentTracer')}const tracer = AgentTracer.getInstance();`, 'tracer'],
    ['what a module of CommonJS is', `const tracer = require('./whole.cjs');`, 'tracer'],
    ['its type', `${imported('type StepTracer')}declare const tracer: StepTracer;`, 'tracer'],
    ['an assertion', `${imported('type StepTracer')}const tracer = give() as StepTracer;`, 'tracer'],
  ])('%s', (_, head, receiver) => {
    const call = `${receiver}.startSpan('Planner', 'agent.step'); ${receiver}.startSpan('agent', 'BadStep');`;
    expect(namesIn(`${TYPE_ALONE}${head}\ndeclare const give: any;\n${call}`)).toEqual(['BadStep']);
  });

  test('a field, and a parameter', () => {
    const code = `${TYPE_ALONE}${imported('StepTracer')}
export class Agent {
  own = new StepTracer();
  constructor(private readonly tracer: StepTracer) {}
  run() { this.tracer.startSpan('Planner', 'BadStep1'); this.own.startSpan('Planner', 'BadStep2'); }
}
export const run = (tracer: StepTracer) => tracer.startSpan('Planner', 'BadStep3');`;
    expect(namesIn(code)).toEqual(['BadStep1', 'BadStep2', 'BadStep3']);
  });

  test.each([TYPE_ALONE, ''])('a callback makes it no tracer of OpenTelemetry (%j)', (head) => {
    expect(namesIn(`${head}${imported('tracer')}tracer.startActiveSpan('Planner', 'BadStep', () => 1);`)).toEqual([
      'BadStep',
    ]);
  });
});

describe('silent', () => {
  test.each([
    ['a class that makes no span', `${imported('LogTracer')}const tracer = new LogTracer();`],
    ['a class of this file', `class MyTracer { startSpan(kind: string) {} }\nconst tracer = new MyTracer();`],
    ['an interface with another order', `${imported('type KindTracer')}declare const tracer: KindTracer;`],
    ['one that takes an object', `${imported('type OptionsTracer')}declare const tracer: OptionsTracer;`],
    ['a type with a second argument of its own', `${imported('type BoundTracer')}declare const tracer: BoundTracer;`],
    ['an abstract class', `${imported('type AbstractTracer')}declare const tracer: AbstractTracer;`],
    ['an assertion of such a type', `${imported('type KindTracer')}const tracer = give() as KindTracer;`],
    ['a constant of such a type', `${imported('typedTracer')}const tracer = typedTracer;`],
  ])('%s', (_, head) => {
    const call = `tracer.startSpan('Planner', 'step' as any);`;
    expect(namesIn(`${TYPE_ALONE}${head}\ndeclare const give: any;\n${call}`)).toEqual([]);
  });
});

describe('the name speaks where nothing else does', () => {
  test.each([
    ['a value of any type', `${imported('unknownTracer')}const tracer = unknownTracer;`],
    ['an object that another is spread into', `${imported('spreadTracer')}const tracer = spreadTracer;`],
    ['a file that is not there', `import { tracer } from './missing.js';`],
    ['a package', `import { tracer } from 'acme-tracing';`],
    ['a type with the methods of OpenTelemetry', `${imported('type LikeTracer')}declare const tracer: LikeTracer;`],
    ['one that extends it', `${imported('type MoreTracer')}declare const tracer: MoreTracer;`],
    ['a class that implements it', `${imported('RealTracer')}const tracer = new RealTracer();`],
  ])('%s', (_, head) => {
    expect(namesIn(`${TYPE_ALONE}${head}\ntracer.startSpan('Planner');`)).toEqual(['Planner']);
  });
});
