import {
  mkdirSync,
  mkdtempSync,
  realpathSync,
  renameSync,
  rmSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import * as parser from '@typescript-eslint/parser';
import { Linter } from 'eslint';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import renameSpans from '../../../codemods/rename-spans.ts';
import { textChecker } from '../../../src/cli/check/check-text.ts';
import plugin from '../../../src/plugin.ts';

// A workspace of four packages: names and telemetry in TypeScript, with aliases and barrels; a package whose entry is built; a CommonJS one.

const WORKSPACE: Readonly<Record<string, string>> = {
  'package.json': '{ "private": true, "workspaces": ["packages/*"] }',
  'tsconfig.base.json':
    '{ "compilerOptions": { "module": "nodenext", "paths": { "@names/*": ["./packages/names/src/*"] } } }',
  'packages/names/package.json':
    '{ "name": "@acme/names", "type": "module", "exports": { ".": "./dist/index.js", "./events": { "import": "./dist/events.js" } } }',
  'packages/names/src/index.ts': `export * from './spans.js';
export { OLD_TOOL as TOOL } from './spans.js';
export * as legacy from './legacy.js';
export { default as fallback } from './fallback.js';
`,
  'packages/names/src/spans.ts': `export const STEP = 'agent.step';
export const OLD_TOOL = 'Agent/ToolCall';
export enum Kind { Plan = 'agent.plan', Bad = 'AgentBad' }
export const NAMES = { plan: 'agent.plan', deep: { bad: 'deepBad' } } as const;
export const entryOf = () => NAMES.deep;
export const prefixed = (name: 'one' | 'two') => \`agent.\${name}\`;
export const fromOther = OTHER;
import { OTHER } from './other.ts';
`,
  'packages/names/src/other.ts': `import { STEP } from './spans.ts';\nexport const OTHER = \`\${STEP}.Other\`;\n`,
  'packages/names/src/legacy.ts': `export const OLD = 'llm_call';\n`,
  'packages/names/src/fallback.ts': `export default 'agent.fallback';\n`,
  'packages/names/src/cycle-a.ts': `export { B as A } from './cycle-b.js';\n`,
  'packages/names/src/cycle-b.ts': `export { A as B } from './cycle-a.js';\n`,
  'packages/names/src/events.ts': `export const CREATED = 'createdBad';\n`,
  'packages/telemetry/package.json': '{ "name": "@acme/telemetry", "main": "src/index.ts" }',
  'packages/telemetry/src/index.ts': `import { trace } from '@opentelemetry/api';
export { trace as otel, SpanKind } from '@opentelemetry/api';
export const tracer = trace.getTracer('acme');
export const getTracer = (name: string) => trace.getTracer(name);
export const tools = { tracer };
export class Collector { startSpan(name: string) { return name; } }
export const collector = new Collector();
`,
  'packages/telemetry/src/spans.ts': `import { context, trace, type Attributes, type Span, type SpanOptions } from '@opentelemetry/api';
const tracer = trace.getTracer('acme');
export const withSpan = <T>(name: string, fn: (span: Span) => T) => tracer.startActiveSpan(name, fn);
export async function traced<T>(name: string, options: SpanOptions, fn: (span: Span) => Promise<T>): Promise<T> {
  return tracer.startActiveSpan(name, options, async (span) => {
    try { return await fn(span); } catch (error) { span.recordException(error as Error); throw error; } finally { span.end(); }
  });
}
export function inSpan<T>({ name, attributes, run }: { name: string; attributes?: Attributes; run: (span: Span) => T }): T {
  const span = tracer.startSpan(name, { attributes });
  try { return run(span); } finally { span.end(); }
}
export const spanned = (operation: string) => <T>(fn: () => T) => tracer.startActiveSpan(operation, () => fn());
export const stepSpan = (name: string) => tracer.startSpan(\`agent.\${name}\`);
export const spanOfOther = (value: string) => tracer.startSpan('agent.other', { attributes: { 'agent.value': value } });
export default withSpan;
export function Traced(name: string) {
  return (_target: unknown, _key: string, descriptor: PropertyDescriptor) => {
    const inner = descriptor.value;
    descriptor.value = function (...args: unknown[]) { return tracer.startActiveSpan(name, () => inner.apply(this, args)); };
  };
}
export class Tracing {
  startSpan(name: string, attributes: Attributes = {}) { return tracer.startSpan(name, { attributes }, context.active()); }
  static traceStep(name: string) { return tracer.startSpan(name); }
}
export class DeepTracing extends Tracing {}
export interface Host { tracing: Tracing }
export const tracing = new Tracing();
export const spans = { start: (name: string) => tracer.startSpan(name) };
`,
  'packages/telemetry/src/stage.ts': `import type { Tracing } from './spans.ts';
export abstract class Stage { constructor(protected readonly tracing: Tracing) {} }
`,
  'packages/telemetry/src/outer-spans.ts': `import { withSpan } from './spans.ts';
export { traced as runTraced } from './spans.ts';
export const withOuterSpan = (name: string, fn: () => void) => withSpan(\`agent.outer.\${name}\`, fn);
`,
  'packages/telemetry/src/open-spans.ts': `import { trace, type Span } from '@opentelemetry/api';
const tracer = trace.getTracer('acme');
export class Service {
  protected traced<T>(name: string, fn: (span: Span) => T): T { return tracer.startActiveSpan(\`\${this.constructor.name}.\${name}\`, fn); }
}
export const tableSpan = (operation: string, table: { name: string }) => tracer.startSpan(\`\${operation} \${table.name}\`);
export const lowerSpan = (name: string) => tracer.startSpan(name.trim().toLowerCase());
export const titledSpan = (title: string, options: { spanName?: string; level?: number } = {}) => tracer.startSpan(options.spanName ?? title);
`,
  'packages/telemetry/src/made-spans.ts': `import { trace, type Span } from '@opentelemetry/api';
export function createTracing(scope: string) {
  const tracer = trace.getTracer(scope);
  async function inSpan<T>(name: string, run: (span: Span) => Promise<T>) { return tracer.startActiveSpan(name, run); }
  return { tracer, inSpan, log: (name: string) => console.log(name) };
}
export const spansOf = (scope: string) => <T>(name: string, run: () => T): T => trace.getTracer(scope).startActiveSpan(name, () => run());
export class Tracing {
  private static instance: Tracing | undefined;
  static getInstance(): Tracing { if (!Tracing.instance) Tracing.instance = new Tracing(); return Tracing.instance; }
  static shared() { return (this.instance ??= new Tracing()); }
  startSpan(name: string): Span { return trace.getTracer('made').startSpan(name); }
  describe(name: string) { return name; }
}
export class Unlike {
  static getInstance() { return new Unlike(); }
  startSpan(name: string) { return name; }
}
export const given = (scope: string) => (globalThis as any).tracings[scope];
`,
  'packages/old/spans.cjs': `const api = require('@opentelemetry/api');
exports.startOldSpan = function (name) { return api.trace.getTracer('old').startSpan(name); };
`,
  'packages/old/tracer.cjs': `module.exports = require('@opentelemetry/api').trace.getTracer('old');\n`,
  'packages/old/get-tracer.cjs': `module.exports = () => require('./tracer.cjs');\nmodule.exports.tracer = require('./tracer.cjs');\n`,
  'packages/old/with-span.cjs': `const tracer = require('./tracer.cjs');
module.exports = function withSpan(name, fn) { return tracer.startActiveSpan(name, () => fn()); };
`,
  'packages/old/spans/index.cjs': `module.exports = require('../with-span.cjs');\n`,
  'packages/old/all-spans.cjs': `const withSpan = require('./with-span.cjs');\nmodule.exports = { withSpan };\n`,
  'packages/old/name.cjs': `module.exports = 'wholeBad';\n`,
  'packages/old/equals.ts': `import { trace } from '@opentelemetry/api';\nconst tracer = trace.getTracer('old');\nexport = tracer;\n`,
  'packages/old/span-equals.ts': `import tracer = require('./equals');
export = function withSpan(name: string, fn: () => void) { return tracer.startActiveSpan(name, () => fn()); };
`,
  'packages/telemetry/src/service.ts': `import { AsyncLocalStorage } from 'node:async_hooks';
import { trace, type Span, type Tracer } from '@opentelemetry/api';
import { Inner, Unlike } from './inner-service.js';
export class Service {
  static #one: Service | undefined;
  static getInstance(): Service { return (Service.#one ??= new Service()); }
  readonly tracer: Tracer = trace.getTracer('acme');
  readonly inner = new Inner();
  readonly unlike = new Unlike();
  getTracer(): Tracer { return this.tracer; }
  getInner(): Inner { return this.inner; }
  startSpan(name: string): Span { return this.tracer.startSpan(name); }
}
export class DeepService extends Service {}
export interface Deps { readonly t: Tracer; give(): Tracer; none: { startSpan(name: string): void } }
export type Both = Deps & { other: string };
export const createContext = async (id: string) => ({ id, t: trace.getTracer('acme'), none: { startSpan(name: string) { return name; } } });
export type Context = Awaited<ReturnType<typeof createContext>>;
export const store = new AsyncLocalStorage<{ t: Tracer; none: { startSpan(name: string): void } }>();
`,
  'packages/telemetry/src/inner-service.ts': `import { trace } from '@opentelemetry/api';
export class Inner { t = trace.getTracer('acme'); }
export class Unlike { tracer = { startSpan(name: string) { return name; } }; t = this.tracer; }
`,
  'packages/telemetry/src/default.ts': `import { trace } from '@opentelemetry/api';\nexport default trace.getTracer('acme');\n`,
  'packages/telemetry/src/named.ts': `import type { Tracer } from '@opentelemetry/api';\nexport let tracer: Tracer;\n`,
  'packages/old/package.json': '{ "name": "@acme/old", "main": "index.cjs" }',
  'packages/old/index.cjs': `const api = require('@opentelemetry/api');\nmodule.exports = { NAME: 'oldBad', tracer: api.trace.getTracer('old') };\n`,
  'packages/old/named.cjs': `exports.NAME = 'namedBad';\n`,
  'packages/app/package.json': '{ "name": "@acme/app", "imports": { "#names": "./src/names.ts" } }',
  'packages/app/tsconfig.json': '{ "extends": "../../tsconfig.base.json" }',
  'packages/app/src/types.ts': `export type Bad = 'typeBad' | 'agent.good';
export interface Event { kind: Bad }
export enum Kinds { A = 'kindBad' }
export const PARTS = ['text', 'image'] as const;
export type Part = (typeof PARTS)[number];
export interface Piece { label: Part; title: string }
export interface Store { load(id: string): Promise<Piece[]> }
export interface Tool<N extends string = Part> { name: N; also: N | 'other' }
export type { Tool as Named };
export const RUNS = { text: () => 1, image: () => 2 };
export const COUNTS = new Map([['text', 1], ['image', 2]]);
export const isPart = (value: string): value is Part => PARTS.includes(value as Part);
export function assertPart(value: string): asserts value is Part { if (!isPart(value)) throw new Error(); }
export const isText = (value: unknown): value is string => typeof value === 'string';
`,
  'packages/app/src/names.ts': `export const OWN = 'ownBad';\nexport const GOOD = 'agent.good';\n`,
  'packages/app/src/builders.ts': `import { toolSpan } from './more-builders.js';
export { toolSpan as renamedSpan } from './more-builders.js';
export const SPANS = Object.freeze({
  tool: (tool: string) => \`tool.\${tool}\`,
  run: () => 'AgentRun',
  step: (kind: 'plan' | 'act') => \`agent.\${kind}\`,
  outer: (tool: string) => \`agent.\${toolSpan(tool)}\`,
});
export class Names { static of({ name }: { name: string }) { return 'agent_' + name; } }
export const lower = (tool: { title: string }) => \`tool.\${tool.title.toLowerCase()}\`;
export const cut = (tool: string) => \`tool.\${tool}\`.slice(0, 20);
export const joined = (one: string, other: string) => \`\${one} \${other}\`;
export const now = () => \`run.\${Date.now()}\`;
export const ofConfig = () => \`run.\${config.region}\`;
export function either(flag: boolean) { return flag ? 'agent.one' : 'agentTwo'; }
export const bySwitch = (kind: string) => { switch (kind) { case 'a': return 'agent.a'; default: return kind; } };
const config = JSON.parse('{}');
`,
  'packages/app/src/more-builders.ts': `export const toolSpan = (tool: string) => \`tool_\${tool}\`;
export const loop = (tool: string): string => other(tool);
import { other } from './loop-builders.js';
`,
  'packages/app/src/loop-builders.ts': `import { loop } from './more-builders.js';
export const other = (tool: string): string => loop(tool);
`,
  'packages/app/src/index.ts': `export { OWN } from './names.js';\n`,
};

let root: string;

beforeEach(() => {
  root = realpathSync(mkdtempSync(path.join(tmpdir(), 'span-contract-workspace-')));
  for (const [file, text] of Object.entries(WORKSPACE)) write(file, text);
  mkdirSync(path.join(root, 'node_modules/@acme'), { recursive: true });
  for (const name of ['names', 'telemetry', 'old']) {
    symlinkSync(path.join(root, 'packages', name), path.join(root, 'node_modules/@acme', name));
  }
});
afterEach(() => {
  rmSync(root, { recursive: true, force: true });
});

function write(file: string, text: string, time?: Date): void {
  const target = path.join(root, file);
  mkdirSync(path.dirname(target), { recursive: true });
  writeFileSync(target, text);
  if (time) utimesSync(target, time, time);
}

/** Lines of a file of the app that a rule reports; an editor and a run, which looks into fewer files, must agree. */
function lint(code: string, rule = 'span-name-format', file = 'packages/app/src/agent.ts'): string[] {
  const config: Linter.Config = {
    files: ['**/*.ts', '**/*.cjs'],
    languageOptions: { parser },
    plugins: { 'span-contract': plugin },
    rules: { [`span-contract/${rule}`]: 'error' },
  };
  const full = path.join(root, file);
  const lines = (found: readonly { line: number; message: string }[]) =>
    found.map(({ line, message }) => `${String(line)} ${message}`);
  const linted = lines(new Linter({ cwd: root }).verify(code, [config], full));
  const run = textChecker({ config: 'strict', rules: [rule], settings: { cwd: root }, severity: 'error' });
  expect(lines(run({ id: 0, file: full, text: code }).findings)).toEqual(linted);
  return linted;
}

const TRACER = `import { trace } from '@opentelemetry/api';\nconst tracer = trace.getTracer('t');\n`;
const naming = (imports: string, name: string) => lint(`${TRACER}${imports}\ntracer.startSpan(${name});`);

describe('a name that another file defines is judged where it is used', () => {
  test.each([
    ['a sibling, written as JavaScript', `import { OWN } from './names.js';`, 'OWN', 'ownBad'],
    ['a sibling without an extension', `import { OWN } from './names';`, 'OWN', 'ownBad'],
    ['the index of a folder', `import { OWN } from '.';`, 'OWN', 'ownBad'],
    ['a namespace', `import * as names from './names.js';`, 'names.OWN', 'ownBad'],
    ['the imports of a package', `import { OWN } from '#names';`, 'OWN', 'ownBad'],
    ['an alias of tsconfig', `import { OLD_TOOL } from '@names/spans';`, 'OLD_TOOL', 'Agent/ToolCall'],
    [
      'a package of the workspace that is not built, renamed in its barrel',
      `import { TOOL } from '@acme/names';`,
      'TOOL',
      'Agent/ToolCall',
    ],
    ['an export of a package', `import { CREATED } from '@acme/names/events';`, 'CREATED', 'createdBad'],
    ['export *', `import { OLD_TOOL } from '@acme/names';`, 'OLD_TOOL', 'Agent/ToolCall'],
    ['export * as', `import { legacy } from '@acme/names';`, 'legacy.OLD', 'llm_call'],
    ['an enum', `import { Kind } from '@acme/names';`, 'Kind.Bad', 'AgentBad'],
    ['a nested table', `import { NAMES } from '@acme/names';`, 'NAMES.deep.bad', 'deepBad'],
    ['an entry of a table', `import { NAMES } from '@acme/names';\nconst one = NAMES.deep;`, 'one.bad', 'deepBad'],
    [
      'an entry that a function gives back',
      `import { entryOf } from '@names/spans';\nconst { bad } = entryOf();`,
      'bad',
      'deepBad',
    ],
    [
      'a text that is put together over a cycle of imports',
      `import { OTHER } from '@names/other';`,
      'OTHER',
      'agent.step.Other',
    ],
    ['require of an object', `const { NAME } = require('@acme/old');`, 'NAME', 'oldBad'],
    ['require of a text', `const NAME = require('@acme/old/name.cjs');`, 'NAME', 'wholeBad'],
    ['require of exports', `const { NAME } = require('@acme/old/named.cjs');`, 'NAME', 'namedBad'],
    ['await import', `const { OWN } = await import('./names.js');`, 'OWN', 'ownBad'],
    ['a template around it', `import { OWN } from './names.js';`, '`${OWN}.x`', 'ownBad.x'],
    ['a written type', `import type { Bad } from './types.js';\ndeclare const n: Bad;`, 'n', 'typeBad'],
    ['a property of a type', `import type { Event } from './types.js';\ndeclare const e: Event;`, 'e.kind', 'typeBad'],
    [
      'the type of an assertion',
      `import type { Bad } from './types.js';\ndeclare const e: any;`,
      '(e as Bad)',
      'typeBad',
    ],
    ['an enum as a type', `import type { Kinds } from './types.js';\ndeclare const n: Kinds;`, 'n', 'kindBad'],
  ])('%s', (_, imports, name, text) => {
    const [only, ...more] = naming(imports, name);
    expect(only).toContain(`\`${text}\``);
    expect(more).toEqual([]);
  });

  // an imported default is one of several texts, and the rest of them is not known
  test.each([
    [
      'of a parameter that callers may give',
      `export const f = (g: () => string, name = OWN) => tracer.startSpan(name);`,
    ],
    ['of a part of an object', `export const f = ({ name = OWN }: { name?: string }) => tracer.startSpan(name);`],
    ['of a variable that is set again', `let name = OWN;\nif (flag) name = lookup();\ntracer.startSpan(name);`],
    ['behind another value', `const name = lookup() || OWN;\ntracer.startSpan(name);`],
  ])('silent: an imported default %s', (_, code) => {
    const given = 'declare const flag: boolean, lookup: () => string;';
    expect(lint(`${TRACER}import { OWN } from './names.js';\n${given}\n${code}`)).toEqual([]);
  });

  const FEW = `import { assertPart, COUNTS, isPart, isText, RUNS, type Named, type Part, type Piece, type Store, type Tool } from './types.js';\n`;
  const part = (parameters: string, body: string, value: string) =>
    lint(
      `${TRACER}${FEW}export async function go(${parameters}) { ${body.replace('NAME', `tracer.startSpan(\`agent.\${${value}}\`)`)} }`,
      'no-variable-span-name',
    ).length;

  test.each([
    ['a type that takes its texts from a list', 'one: Part', 'NAME;', 'one'],
    ['a property', 'piece: Piece', 'NAME;', 'piece.label'],
    ['a property of items', 'pieces: Piece[]', 'pieces.forEach((piece) => NAME);', 'piece.label'],
    ['what a method gives', 'store: Store', `for (const { label } of await store.load('a')) NAME;`, 'label'],
    ['a type guard', 'raw: string', 'if (!isPart(raw)) return; NAME;', 'raw'],
    ['an assertion', 'raw: string', 'assertPart(raw); NAME;', 'raw'],
    ['what a type is given', `tool: Tool<'a' | 'b'>`, 'NAME;', 'tool.name'],
    ['a type of the file that a type is given', 'tool: Named<Part>', 'NAME;', 'tool.name'],
    ['what a type is given by default', 'tool: Tool', 'NAME;', 'tool.name'],
    ['the keys of a table', 'raw: string', 'if (!(raw in RUNS)) return; NAME;', 'raw'],
    ['the keys of a map', 'raw: string', 'if (!COUNTS.has(raw)) return; NAME;', 'raw'],
  ])('few texts that another file declares: %s', (_, parameters, body, value) => {
    expect(part(parameters, body, value)).toBe(0);
  });

  test.each([
    ['another property of items', 'pieces: Piece[]', 'pieces.forEach((piece) => NAME);', 'piece.title'],
    ['a guard of any text', 'raw: string', 'if (!isText(raw)) return; NAME;', 'raw'],
    ['any text that a type is given', 'tool: Tool<string>', 'NAME;', 'tool.name'],
    ['any text beside one', 'tool: Tool<string>', 'NAME;', 'tool.also'],
  ])('any text: %s', (_, parameters, body, value) => {
    expect(part(parameters, body, value)).toBe(1);
  });

  test("a parameter of a type of another file is still its caller's", () => {
    const wrapper =
      'export const spanned = (opts: object & Event) => { const { kind } = opts; return tracer.startSpan(kind); };';
    expect(lint(`${TRACER}import type { Event } from './types.js';\n${wrapper}`)).toEqual([]);
  });

  test('beside a tsconfig that extends what is not installed', () => {
    write('packages/app/tsconfig.json', '{ "extends": "@acme/not-installed/tsconfig.json" }');
    expect(naming(`import { OWN } from './names.js';`, 'OWN').length).toBe(1);
  });

  test('behind a file that exports more files than are read', () => {
    const names = Array.from({ length: 90 }, (_, i) => `name-${String(i)}`);
    for (const name of names) write(`packages/app/src/${name}.ts`, `export const OTHER_${name.slice(5)} = 'x';\n`);
    write('packages/app/src/last.ts', `export const LAST = 'lastBad';\n`);
    write('packages/app/src/barrel.ts', [...names, 'last'].map((name) => `export * from './${name}.js';`).join('\n'));
    expect(naming(`import { LAST } from './barrel.js';`, 'LAST').length).toBe(1);
  });

  test('with the place of the definition in the message', () => {
    expect(naming(`import { OWN } from './names.js';`, 'OWN')).toEqual([
      '4 The span name `ownBad` (defined in packages/app/src/names.ts:1) has upper-case letters, and no namespace before a dot. Write dot-separated lower-case words, from the general to the particular, such as `own.bad`.',
    ]);
  });

  test('with what is defined there, where that is a part of the name', () => {
    write('packages/app/src/prefix.ts', `export const PREFIX = 'Agent';\nexport const T = { tail: 'Run' };\n`);
    const imports = `import { PREFIX, T } from './prefix.js';`;
    const begins = (name: string) => naming(imports, name).map((line) => line.replace(/ has upper-case.*/, ''));
    expect(begins('`${PREFIX}.run`')).toEqual([
      '4 The span name `Agent.run` (`PREFIX` is defined in packages/app/src/prefix.ts:1)',
    ]);
    expect(begins("'agent.' + T.tail")).toEqual([
      '4 The span name `agent.Run` (`T.tail` is defined in packages/app/src/prefix.ts:2)',
    ]);
    expect(begins('`${PREFIX}.${T.tail}`')).toEqual([
      '4 The span name `Agent.Run` (`PREFIX` is defined in packages/app/src/prefix.ts:1 and `T.tail` is defined in packages/app/src/prefix.ts:2)',
    ]);
  });

  test.each([
    ['a property of a table', 'Spans.Search', 3],
    ['a member of an enum', 'Kind.Bad', 7],
    ['a constant that a table takes over', 'Spans.Taken', 8],
    ['a text that is put together in a table', 'Spans.Joined', 5],
  ])('with the line of the text itself: %s', (_, name, line) => {
    write(
      'packages/app/src/table.ts',
      `export const Spans = {\n  Embed: 'EmbedQuery',\n  Search: 'vector-search', Taken: TAKEN,\n  Joined:\n    \`\${TAKEN}.x\`,\n};\nexport enum Kind { Bad = 'aBad' }\nconst TAKEN = 'takenBad';\n`,
    );
    expect(naming(`import { Spans, Kind } from './table.js';`, name).join()).toContain(
      `(defined in packages/app/src/table.ts:${String(line)})`,
    );
  });

  test.each([
    ['a right name', `import { STEP, Kind, NAMES } from '@acme/names';`, 'flag ? STEP : flag ? Kind.Plan : NAMES.plan'],
    ['a default export', `import { fallback } from '@acme/names';`, 'fallback'],
    ['exports in a circle', `import { A } from '@names/cycle-a';`, 'A'],
    ['an export that is not there', `import { NOTHING } from './names.js';`, 'NOTHING'],
    ['a file that is not there', `import { OWN } from './nowhere.js';`, 'OWN'],
    ['a published package', `import { OWN } from 'left-pad';`, 'OWN'],
    ['a type', `import type { OWN } from './names.js';`, 'x as OWN'],
  ])('silent: %s', (_, imports, name) => {
    expect(naming(`declare const flag: boolean, x: any;\n${imports}`, name)).toEqual([]);
  });
});

describe('a name that a function of another file builds', () => {
  const HEAD = `import { bySwitch, cut, either, joined, lower, Names, now, ofConfig, renamedSpan, SPANS } from './builders.js';
import { loop } from './more-builders.js';
declare const known: { title: string }, flag: boolean, kind: 'plan' | 'act';`;
  const built = (name: string, rule?: string) =>
    lint(`${TRACER}${HEAD}\nexport const run = (tool: string) => tracer.startSpan(${name});`, rule);

  test.each([
    [
      'a text',
      'SPANS.run()',
      '`AgentRun` (defined in packages/app/src/builders.ts:5) has upper-case letters, and no namespace',
    ],
    [
      'a text with what is given',
      `SPANS.tool('Web')`,
      '`tool.Web` (`SPANS.tool` is defined in packages/app/src/builders.ts:4) has upper-case letters',
    ],
    [
      'behind another file',
      `renamedSpan('a')`,
      '`tool_a` (`renamedSpan` is defined in packages/app/src/more-builders.ts:1) has no namespace',
    ],
    [
      'with one of another file inside',
      `SPANS.outer('A')`,
      '`agent.tool_A` (`SPANS.outer` is defined in packages/app/src/builders.ts:7) has upper-case',
    ],
    [
      'a static method that takes options apart',
      `Names.of({ name: 'x' })`,
      '`agent_x` (`Names.of` is defined in packages/app/src/builders.ts:9)',
    ],
    ['one of two texts', 'either(flag)', '`agentTwo` (defined in packages/app/src/builders.ts:15)'],
  ])('is judged at the call: %s', (_, name, text) => {
    const [only, ...more] = built(name);
    expect(only).toContain(text);
    expect(more).toEqual([]);
  });

  test.each([
    ['what is given', 'SPANS.tool(tool)', 'varies with `tool`: every value'],
    ['the same, inside another text', 'SPANS.outer(tool)', 'varies with `tool`'],
  ])('varies with %s', (_, name, text) => {
    const [only, ...more] = built(name, 'no-variable-span-name');
    expect(only).toContain(text);
    expect(more).toEqual([]);
  });

  test.each([
    ['a right name', `SPANS.tool('web')`],
    ['one of few', 'SPANS.step(kind)'],
    ['one of few, whatever the caller knows of it', 'SPANS.step(JSON.parse(tool))'],
    ['a text whose letters are changed', `lower({ title: 'Web' })`],
    ['a text that is cut', `cut('Web')`],
    ['data that is cut, which may be one of few', 'cut(tool)'],
    ['a property of data, which the caller could not record', 'lower(known)'],
    ['data in a text without a word of its own', 'joined(tool, tool)'],
    ['what the function takes from elsewhere', 'ofConfig()'],
    ['what it asks the clock for, which the caller could not record', 'now()'],
    ['nothing that is given', 'SPANS.tool()'],
    ['a list that is given', 'SPANS.tool(...tool)'],
    ['functions that call each other', 'loop(tool)'],
    ['a function that is not there', 'SPANS.none(tool)'],
  ])('silent: %s', (_, name) => {
    for (const rule of ['span-name-format', 'no-variable-span-name']) expect(built(name, rule)).toEqual([]);
  });

  test('is left by a codemod, which says where it is', () => {
    write('span-contract.yaml', 'version: 1\nspans:\n  app.run: { replaces: [AgentRun, tool.Web] }\n');
    const rows: string[] = [];
    const source = `${TRACER}${HEAD}\ntracer.startSpan(SPANS.run());\ntracer.startSpan(SPANS.tool('Web'));`;
    const file = path.join(root, 'packages/app/src/agent.ts');
    expect(renameSpans({ path: file, source }, { report: (row) => rows.push(row) })).toBe(undefined);
    expect(rows).toEqual([
      '6:18 left (otherFile): `AgentRun` should be `app.run`. It is defined in ./builders.ts:5: rename it there, for other files may use it too.',
      '7:18 left (otherFile): `tool.Web` should be `app.run`. It is put together, and a part of it comes from ./builders.ts:4, which other files may use too: rename it by hand.',
    ]);
  });
});

test('a codemod leaves a name that another file defines, and says where that is', () => {
  write('span-contract.yaml', 'version: 1\nspans:\n  app.own: { replaces: [ownBad] }\n');
  const rows: string[] = [];
  const source = `${TRACER}import { OWN } from './names.js';\ntracer.startSpan(OWN);`;
  const file = path.join(root, 'packages/app/src/agent.ts');
  expect(renameSpans({ path: file, source }, { report: (row) => rows.push(row) })).toBe(undefined);
  expect(rows).toEqual([
    '4:18 left (otherFile): `ownBad` should be `app.own`. It is defined in ./names.ts:1: rename it there, for other files may use it too.',
  ]);
});

test('a build that is not there leads to its sources', () => {
  expect(naming(`import { OLD } from '../../names/dist/legacy.js';`, 'OLD')).toHaveLength(1);
  expect(naming(`import { OLD } from '../../names/dist/nowhere.js';`, 'OLD')).toEqual([]);
});

describe('a tracer that another file makes', () => {
  const calls = (imports: string, call: string) => lint(`${imports}\n${call}('badName');`).length;

  test.each([
    ['a constant', `import { tracer } from '@acme/telemetry';`, 'tracer.startSpan'],
    ['a constant under another name', `import { tracer as t } from '@acme/telemetry';`, 't.startSpan'],
    ['a function that gives one', `import { getTracer } from '@acme/telemetry';`, `getTracer('x').startSpan`],
    ['the API, exported again', `import { otel } from '@acme/telemetry';`, `otel.getTracer('x').startSpan`],
    ['a property of an object', `import { tools } from '@acme/telemetry';`, 'tools.tracer.startSpan'],
    ['its annotation', `import { tracer as t } from '../../telemetry/src/named.js';`, 't.startSpan'],
    ['what a module of CommonJS is', `const t = require('@acme/old/tracer.cjs');`, 't.startSpan'],
    ['the same, called at once', '', `require('@acme/old/tracer.cjs').startSpan`],
    ['the same, as a default', `import t from '@acme/old/tracer.cjs';`, 't.startSpan'],
    ['the same, as a namespace', `import * as t from '@acme/old/tracer.cjs';`, 't.startSpan'],
    ['a function that is the module', `const get = require('@acme/old/get-tracer.cjs');`, 'get().startSpan'],
    ['a property of the same', `const { tracer: t } = require('@acme/old/get-tracer.cjs');`, 't.startSpan'],
    ['export =', `import t = require('@acme/old/equals.ts');`, 't.startSpan'],
    ['export =, as a default', `import t from '@acme/old/equals.ts';`, 't.startSpan'],
    ['CommonJS', `const { tracer: t } = require('@acme/old');`, 't.startSpan'],
  ])('%s', (_, imports, call) => {
    expect(calls(imports, call)).toBe(1);
  });

  const SERVICES = `import { createContext, DeepService, Service, store, type Both, type Context, type Deps } from '@acme/telemetry/src/service.ts';`;
  test.each([
    ['a field of an instance', 'new Service().tracer'],
    ['a method of one', 'new Service().getTracer()'],
    ['of an instance that a class keeps', 'Service.getInstance().tracer'],
    ['a method of that', 'Service.getInstance().getTracer()'],
    ['a field of an instance of a third file', 'new Service().inner.t'],
    ['that which a method gives', 'new Service().getInner().t'],
    ['a field of the class that it extends', 'new DeepService().tracer'],
    ['a field of an interface', '(given as Deps).t'],
    ['a method of one', '(given as Deps).give()'],
    ['a field of another type', '(given as Both).t'],
    ['a field of what a function gives, by its type', '(given as Awaited<ReturnType<typeof createContext>>).t'],
    ['the same, by a type of that file', '(given as Context).t'],
    ['a field of what the context of a request keeps', 'store.getStore()!.t'],
  ])('an instance of a class of another file: %s', (_, tracer) => {
    expect(calls(`${SERVICES} declare const given: unknown;`, `${tracer}.startSpan`)).toBe(1);
  });

  test('an injected service, and the span that a method of it gives', () => {
    const code = `${SERVICES}
export class Agent extends Service {
  constructor(private readonly service: Service) { super(); }
  run(prompt: string): void {
    this.service.tracer.startSpan('badName');
    this.service.getTracer().startSpan('badName');
    this.tracer.startSpan('badName');
    const span = this.service.startSpan('agent.step');
    span.setAttribute('gen_ai.prompt', prompt);
  }
}`;
    const lines = (rule: string) => lint(code, rule).map((line) => line.split(' ')[0]);
    expect(lines('span-name-format')).toEqual(['5', '6', '7']);
    expect(lines('no-raw-prompt-attribute')).toEqual(['9']);
  });

  test.each([
    ['a method of the same name', '(given as Deps).none'],
    ['a thing that has one', 'new Service().unlike.t'],
    ['a field that is not there', 'new Service().none'],
    ['a field below one', 'new Service().none.tracer'],
    ['what a method gives below one', 'Service.getInstance().none().t'],
    ['what else a function gives', '(given as Awaited<ReturnType<typeof createContext>>).none'],
    ['the same, by a type of that file', '(given as Context).none'],
    ['what else the context of a request keeps', 'store.getStore()!.none'],
  ])('silent: %s', (_, owner) => {
    expect(calls(`${SERVICES} declare const given: unknown;`, `${owner}.startSpan`)).toBe(0);
  });

  test('a module of ECMAScript is not its default', () => {
    expect(calls(`const t = require('@acme/telemetry/src/default.ts');`, 't.startSpan')).toBe(0);
    expect(calls(`const { default: t } = require('@acme/telemetry/src/default.ts');`, 't.startSpan')).toBe(1);
  });

  test('a class of the project with a method of the same name is none', () => {
    expect(calls(`import { collector } from '@acme/telemetry';`, 'collector.startSpan')).toBe(0);
  });
});

describe('a function of another file that makes a span for its caller', () => {
  const SPANS = '@acme/telemetry/src/spans.ts';
  const MADE = '@acme/telemetry/src/made-spans.ts';
  test.each([
    ['a function that takes a callback', `import { withSpan } from '${SPANS}';`, `withSpan('badName', () => 1);`],
    ['a default export', `import run from '${SPANS}';`, `run('badName', () => 1);`],
    ['a namespace', `import * as spans from '${SPANS}';`, `spans.withSpan('badName', () => 1);`],
    [
      'one that a barrel renames',
      `import { runTraced } from '@acme/telemetry/src/outer-spans.ts';`,
      `runTraced('badName', {}, work);`,
    ],
    ['a name in an object', `import { inSpan } from '${SPANS}';`, `inSpan({ name: 'badName', run: work });`],
    ['a curried function', `import { spanned } from '${SPANS}';`, `spanned('badName')(() => 1);`],
    ['a decorator', `import { Traced } from '${SPANS}';`, `class A { @Traced('badName') run() {} }`],
    ['a method of an instance', `import { Tracing } from '${SPANS}';`, `new Tracing().startSpan('badName');`],
    [
      'a method of an injected service',
      `import type { Tracing } from '${SPANS}';`,
      `export const run = (tracing: Tracing) => tracing.startSpan('badName');`,
    ],
    ['an inherited method', `import { DeepTracing } from '${SPANS}';`, `new DeepTracing().startSpan('badName');`],
    [
      'a method of a base class',
      `import { Tracing } from '${SPANS}';`,
      `class A extends Tracing { run() { this.startSpan('badName'); } }`,
    ],
    [
      'a method of a member that a type of the file has',
      `import type { Host } from '${SPANS}';`,
      `export const run = ({ tracing }: Host, host: Host) => { tracing; host.tracing.startSpan('badName'); };`,
    ],
    [
      'a method of a field that a base class has',
      `import { Stage } from '@acme/telemetry/src/stage.ts';`,
      `class A extends Stage { run() { this.tracing.startSpan('badName'); } }`,
    ],
    ['a static method', `import { Tracing } from '${SPANS}';`, `Tracing.traceStep('badName');`],
    ['a method of an exported instance', `import { tracing } from '${SPANS}';`, `tracing.startSpan('badName');`],
    ['a function in an object', `import { spans } from '${SPANS}';`, `spans.start('badName');`],
    [
      'a function in what a call gives',
      `import { createTracing } from '${MADE}';`,
      `const { inSpan } = createTracing('acme'); inSpan('badName', work);`,
    ],
    [
      'the same, by what holds it',
      `import { createTracing } from '${MADE}';`,
      `const tracing = createTracing('acme'); class A { run() { return tracing.inSpan('badName', work); } }`,
    ],
    [
      'a function that a call gives',
      `import { spansOf } from '${MADE}';`,
      `const inSpan = spansOf('acme'); inSpan('badName', work);`,
    ],
    [
      'a method of the one instance of a class',
      `import { Tracing } from '${MADE}';`,
      `Tracing.getInstance().startSpan('badName');`,
    ],
    [
      'the same, without a written type',
      `import { Tracing } from '${MADE}';`,
      `const tracing = Tracing.shared(); tracing.startSpan('badName');`,
    ],
    [
      'a function of a CommonJS package',
      `const { startOldSpan } = require('@acme/old/spans.cjs');`,
      `startOldSpan('badName');`,
    ],
    ['what a module of CommonJS is', `const run = require('@acme/old/with-span.cjs');`, `run('badName', () => {});`],
    ['the same, called at once', '', `require('@acme/old/with-span.cjs')('badName', () => {});`],
    ['the same, as a default', `import run from '@acme/old/with-span.cjs';`, `run('badName', () => {});`],
    ['the same, handed on whole', `const run = require('@acme/old/spans/index.cjs');`, `run('badName', () => {});`],
    ['the same, in an object', `import { withSpan } from '@acme/old/all-spans.cjs';`, `withSpan('badName', () => {});`],
    ['export =', `import run = require('@acme/old/span-equals.ts');`, `run('badName', () => {});`],
  ])('%s', (_, imports, call) => {
    const [only, ...more] = lint(`${imports}\ndeclare const work: () => Promise<void>;\n${call} // startSpan`);
    expect(only).toMatch(/^3 The span name `badName` has upper-case letters/);
    expect(more).toEqual([]);
  });

  test.each([
    ['what is called is another method', `Tracing.getInstance().describe('badName');`],
    ['what a call gives has another such function', `createTracing('acme').log('badName');`],
    ['the one instance is of a class that makes no spans', `Unlike.getInstance().startSpan('badName');`],
    ['nobody knows what is given', `given('acme').inSpan('badName', () => 1);`],
  ])('none is where %s', (_, call) => {
    expect(lint(`import { createTracing, given, Tracing, Unlike } from '${MADE}';\n${call} // startSpan`)).toEqual([]);
  });

  test('where an imported text is the default of its name', () => {
    const wrapper =
      'export const spanned = <T>(run: () => T, name: string = GOOD) => tracer.startActiveSpan(name, run);';
    const code = `${TRACER}import { GOOD } from './names.js';\n${wrapper}\nspanned(() => 1, 'badName');`;
    expect(lint(code).map((line) => line.slice(0, 26))).toEqual(['5 The span name `badName` ']);
  });

  test('what it records of what it is given is told, with its place', () => {
    write(
      'packages/app/src/step.ts',
      `${TRACER}export const stepSpan = (name: string, id: string, fn: () => void) =>
  tracer.startActiveSpan(\`acme.step.\${name}\`, { attributes: { 'acme.step': name, 'acme.id': id } }, fn);\n`,
    );
    const advice = (name: string) =>
      lint(
        `import { stepSpan } from './step.js';\nexport const f = (job: { title: string; id: string }) => stepSpan(${name}, job.id, () => {});`,
        'no-variable-span-name',
      ).map((line) => line.replace(/.*every value becomes a span name of its own\. /, ''));
    expect(advice('job.title')).toEqual([
      'Give the span the fixed name `acme.step` in `stepSpan` (packages/app/src/step.ts:3): it carries `job.title` as `acme.step` already.',
    ]);
    expect(advice('`load.${job.id}`')).toEqual([
      'Give the span the fixed name `load`: it carries `job.id` as `acme.id` already.',
    ]);
  });

  test('what it puts before the name counts', () => {
    const imports = `import { stepSpan } from '${SPANS}';`;
    expect(lint(`${imports}\nstepSpan('BadStep');`)).toEqual([
      '2 The span name `agent.BadStep` (`agent.` comes from packages/telemetry/src/spans.ts:14) has upper-case letters in `BadStep`. Write `bad_step`, which the wrapper makes `agent.bad_step`.',
    ]);
    expect(lint(`${imports}\nstepSpan('plan');`)).toEqual([]);
    expect(
      lint(`import { withOuterSpan } from '@acme/telemetry/src/outer-spans.ts';\nwithOuterSpan('plan', () => {});`),
    ).toEqual([]);
    const outer = lint(
      `import { withOuterSpan } from '@acme/telemetry/src/outer-spans.ts';\nwithOuterSpan('Plan', () => {});`,
    );
    expect(outer.map((line) => line.slice(0, 40))).toEqual(['2 The span name `agent.outer.Plan` (`age']);
  });

  test('a wrong text that it puts before the name is told once, with the place to change', () => {
    write(
      'packages/telemetry/src/timed.ts',
      `import { trace } from '@opentelemetry/api';\nexport const timed = (name: string) => trace.getTracer('t').startSpan(\`durable-sub::\${name}\`);`,
    );
    const code = `import { timed } from '@acme/telemetry/src/timed.ts';\ntimed('syncMap');\ntimed('sync_map');\ntimed('durable_sub.sync_map'); // startSpan`;
    expect(lint(code)).toEqual([
      '2 The span name `durable-sub::syncMap` uses `-` where dots separate the words, and no name written here mends that: `timed` (packages/telemetry/src/timed.ts:2) puts `durable-sub::` before it. Write `durable_sub.` there.',
    ]);
  });

  test('a name that it completes with what differs from run to run is not judged at the call, and data of the caller is', () => {
    const imports = `import { Service, tableSpan } from '@acme/telemetry/src/open-spans.ts';`;
    const code = `${imports}
class Orders extends Service {
  cancel(id: string, work: () => void) {
    this.traced('Cancel', work);
    this.traced(\`cancel \${id}\`, work);
    tableSpan('insertMany', orders);
  }
}`;
    write('span-contract.yaml', 'version: 1\nspans:\n  order.cancel: { replaces: ["{order.service}.Cancel"] }\n');
    for (const rule of ['span-name-format', 'known-span-name']) expect(lint(code, rule)).toEqual([]);
    expect(lint(code, 'no-variable-span-name')).toEqual([
      '5 The span name `cancel ${id}` varies with `id`: every value becomes a span name of its own. Give the span one fixed name and record `id` as an attribute.',
    ]);
  });

  describe('a name that it completes with what another argument says', () => {
    const MODULES = `import { trace } from '@opentelemetry/api';
export const describeModule = (name: string, kind = 'server') => { const found = { name, kind: { name: 'agent' } }; return found; };
export const moduleSpan = (name: string, options: { module: { name: string } }) =>
  trace.getTracer('m').startSpan(\`\${options.module.name}.\${name}\`);
`;
    const imports = `import { describeModule, moduleSpan } from '@acme/telemetry/src/modules.ts';`;
    const judged = (code: string, rule?: string) => {
      write('packages/telemetry/src/modules.ts', MODULES);
      return lint(`${imports}\n${code}`, rule).map((line) => line.slice(0, 38));
    };

    test('is judged as a whole where that is known', () => {
      expect(judged(`moduleSpan('send', { module: { name: 'mail' } });`)).toEqual([]);
      expect(judged(`moduleSpan('send', { module: { name: 'Mail' } });`)).toEqual([
        '2 The span name `Mail.send` has upper-',
      ]);
      expect(judged(`const options = { module: { name: 'Mail' } };\nmoduleSpan('send', options);`)).toEqual([
        '3 The span name `Mail.send` has upper-',
      ]);
    });

    test('is what the message names where it is wrong', () => {
      judged(`moduleSpan('send', { module: { name: 'mail' } });`);
      expect(lint(`${imports}\nmoduleSpan('send', { module: { name: 'Mail' } });`)).toEqual([
        '2 The span name `Mail.send` has upper-case letters in `Mail`, and no name written here mends that: `moduleSpan` (packages/telemetry/src/modules.ts:3) puts `Mail.` before it. Change the argument that it comes from.',
      ]);
    });

    test('is known where a function gives it back, here or in another file', () => {
      const local = `const local = (name: string) => ({ name });\nconst module = local('Mail');\nmoduleSpan('send', { module });`;
      expect(judged(local)).toEqual(['4 The span name `Mail.send` has upper-']);
      const other = `const module = describeModule('Mail');\nmoduleSpan('send', { module });`;
      expect(judged(other)).toEqual(['3 The span name `Mail.send` has upper-']);
      const fixed = `const { kind: module } = describeModule('Mail');\nmoduleSpan('Send', { module });`;
      expect(judged(fixed)).toEqual(['3 The span name `agent.Send` (`agent.`']);
    });

    test('is left alone where that is not known, and the caller is not blamed for it', () => {
      for (const given of ['{ name: id }', 'describeModule(id)', 'modules[0]', '{ ...rest }']) {
        const code = `export const run = (id: string, modules: any, rest: any) => moduleSpan('Send', { module: ${given} });`;
        expect(judged(code)).toEqual([]);
        expect(judged(code, 'no-variable-span-name')).toEqual([]);
      }
    });
  });

  test('a name whose letters it changes is not judged at the call, and data in it is', () => {
    const code = `import { lowerSpan } from '@acme/telemetry/src/open-spans.ts';
lowerSpan('Agent.Step');
export const run = (id: string) => lowerSpan(\`agent.step.\${id}\`);`;
    expect(lint(code)).toEqual([]);
    expect(lint(code, 'no-variable-span-name').map((line) => line.slice(0, 38))).toEqual([
      '3 The span name `agent.step.${id}` var',
    ]);
  });

  test('a name that it looks for in two places is judged where it is given', () => {
    const imports = `import { titledSpan } from '@acme/telemetry/src/open-spans.ts';`;
    const named = (call: string) => lint(`${imports}\n${call}`).map((line) => line.slice(0, 25));
    expect(named(`titledSpan('badName');`)).toEqual(['2 The span name `badName`']);
    expect(named(`titledSpan('badName', { level: 1 });`)).toEqual(['2 The span name `badName`']);
    expect(named(`titledSpan('A title', { spanName: 'badName' });`)).toEqual(['2 The span name `badName`']);
    expect(named(`titledSpan('badName', options);`)).toEqual([]);
  });

  test('data in the name is told at the call', () => {
    const code = `import { withSpan } from '${SPANS}';\nexport const run = (tool: string) => { withSpan(\`call \${tool}\`, () => 1); };`;
    expect(lint(code, 'no-variable-span-name').map((line) => line.slice(0, 49))).toEqual([
      '2 The span name `call ${tool}` varies with `tool`',
    ]);
  });

  test('attributes and the span that it hands over are those of the call', () => {
    const code = `import { inSpan, traced, Tracing } from '${SPANS}';
export async function ask(prompt: string) {
  await traced('agent.step', { attributes: { 'gen_ai.prompt': prompt } }, async (s) => {
    s.setAttribute('gen_ai.completion', prompt);
  });
  inSpan({ name: 'agent.step', attributes: { 'gen_ai.prompt': prompt }, run: (s) => s.setAttribute('gen_ai.completion', prompt) });
  new Tracing().startSpan('agent.step', { 'gen_ai.prompt': prompt });
}`;
    expect(lint(code, 'no-raw-prompt-attribute').map((line) => line.replace(/ .*/, ''))).toEqual([
      '3',
      '4',
      '6',
      '6',
      '7',
    ]);
  });

  test('the body of a wrapper is never reported', () => {
    const own = WORKSPACE['packages/telemetry/src/spans.ts'] ?? '';
    for (const rule of ['span-name-format', 'no-variable-span-name'])
      expect(lint(own, rule, 'packages/telemetry/src/spans.ts')).toEqual([]);
  });

  test('a function that puts its parameter into an attribute is none', () => {
    expect(lint(`import { spanOfOther } from '${SPANS}';\nspanOfOther('badName');`)).toEqual([]);
  });

  test('a type of the same name in this file hides it', () => {
    expect(
      lint(
        `import { withSpan } from '${SPANS}';\nexport const run = (withSpan: (name: string) => void) => withSpan('badName');`,
      ),
    ).toEqual([]);
  });

  test('is seen as well where a long way leads to it too', () => {
    const step = (name: string, next: string, from: string) =>
      `import { ${next} } from './${from}.ts';\nexport const ${name} = (name: string) => ${next}(name);\n`;
    write('packages/app/src/span-0.ts', `${TRACER}export const span0 = (name: string) => tracer.startSpan(name);\n`);
    for (const at of [1, 2, 3, 4, 5, 6, 7])
      write(`packages/app/src/span-${at}.ts`, step(`span${at}`, `span${at - 1}`, `span-${at - 1}`));
    const imports = `import { span7 } from './span-7.ts';\nimport { span1 } from './span-1.ts';`;
    // seven steps are too far, and the first of them is near all the same
    for (const calls of ["span1('badName');", "span7('farName'); span1('badName');"])
      expect(lint(`${imports}\n${calls} // startSpan`)).toEqual([expect.stringMatching(/^3 The span name `badName`/)]);
  });

  test('is the first of its name behind several stars', () => {
    write('packages/app/src/both.ts', `export * from './plain-spans.ts';\nexport * from './own-spans.ts';\n`);
    write('packages/app/src/plain-spans.ts', `export const withSpan = (name: string) => console.log(name);\n`);
    write(
      'packages/app/src/own-spans.ts',
      `${TRACER}export const withSpan = (name: string) => tracer.startSpan(name);\n`,
    );
    expect(lint(`import { withSpan } from './both.ts';\nwithSpan('badName');`)).toEqual([]);
    expect(lint(`import { withSpan } from './own-spans.ts';\nwithSpan('badName');`)).toHaveLength(1);
  });

  test('a change of the wrapper counts at once', () => {
    const code = `import { withSpan } from './own-spans.ts';\nwithSpan('badName');`;
    expect(lint(code)).toEqual([]);
    write(
      'packages/app/src/own-spans.ts',
      `import { trace } from '@opentelemetry/api';\nexport const withSpan = (name: string) => trace.getTracer('x').startSpan(name);`,
    );
    expect(lint(code)).toHaveLength(1);
    write(
      'packages/app/src/own-spans.ts',
      `export const withSpan = (name: string) => console.log(name);\n`,
      new Date('2030-01-01'),
    );
    expect(lint(code)).toEqual([]);
  });
});

describe('a function of a library that a file of the project hands on', () => {
  const files: Readonly<Record<string, string>> = {
    'named.ts': `export { observe, startObservation as begin } from '@langfuse/tracing';\n`,
    'own.ts': `import { observe } from '@langfuse/tracing';\nexport const traced = observe;\nexport { observe as watched };\nexport default observe;\n`,
    'all.ts': `export * from '@langfuse/tracing';\n`,
    'space.ts': `export * as langfuse from '@langfuse/tracing';\n`,
    'barrel.ts': `export * from './all.js';\nexport { default as tracedDefault } from './own.js';\n`,
    'old.cjs': `const { observe } = require('@langfuse/tracing');\nmodule.exports = { observe };\n`,
    'classes.ts': `export { Laminar, observe as watched } from '@lmnr-ai/lmnr';\n`,
    'decorators.ts': `export { workflow as Workflow } from '@traceloop/node-server-sdk';\n`,
    'api.ts': `export * from '@opentelemetry/api';\n`,
    'silent.ts': `import * as Sentry from '@sentry/node';\nexport const startSpan = Sentry.startSpan;\n`,
    'hidden.ts': `export * from '@langfuse/tracing';\nexport const observe = (fn: () => void, options: object) => [fn, options];\n`,
  };

  beforeEach(() => {
    for (const [name, text] of Object.entries(files)) write(`packages/app/src/tracing/${name}`, text);
  });

  test.each([
    ['by its name', `import { observe } from './tracing/named.js';`, `observe(work, { name: 'badName' });`],
    ['under another name', `import { begin } from './tracing/named.js';`, `begin('badName', {});`],
    ['as a constant', `import { traced } from './tracing/own.js';`, `traced(work, { name: 'badName' });`],
    ['in a list of exports', `import { watched } from './tracing/own.js';`, `watched(work, { name: 'badName' });`],
    ['as the default export', `import run from './tracing/own.js';`, `run(work, { name: 'badName' });`],
    ['with all others', `import { observe } from './tracing/all.js';`, `observe(work, { name: 'badName' });`],
    ['through a barrel', `import { observe } from './tracing/barrel.js';`, `observe(work, { name: 'badName' });`],
    [
      'through a barrel that names a default export',
      `import { tracedDefault } from './tracing/barrel.js';`,
      `tracedDefault(work, { name: 'badName' });`,
    ],
    [
      'in a namespace',
      `import { langfuse } from './tracing/space.js';`,
      `langfuse.observe(work, { name: 'badName' });`,
    ],
    ['to a namespace', `import * as all from './tracing/all.js';`, `all.observe(work, { name: 'badName' });`],
    ['by CommonJS', `const { observe } = require('./tracing/old.cjs');`, `observe(work, { name: 'badName' });`],
    ['to CommonJS', `const all = require('./tracing/all.ts');`, `all.observe(work, { name: 'badName' });`],
    ['in a class', `import { Laminar } from './tracing/classes.js';`, `Laminar.startSpan({ name: 'badName' });`],
    [
      'and that goes by another name there',
      `import { traced } from './tracing/own.js';\nconst t = traced;`,
      `t(work, { name: 'badName' });`,
    ],
    [
      'as a decorator',
      `import { Workflow } from './tracing/decorators.js';`,
      `class A { @Workflow({ name: 'badName' }) run() {} }`,
    ],
  ])('%s', (_, imports, call) => {
    const [only, ...more] = lint(`${imports}\ndeclare const work: () => Promise<void>;\n${call} // startSpan`);
    expect(only).toMatch(/^\d The span name `badName(?:\.workflow)?` has upper-case letters/);
    expect(more).toEqual([]);
  });

  test('has the arguments of the library: a span that it gives to its callback, and what it records', () => {
    const code = `import { startActiveObservation } from './tracing/all.js';
export const ask = (prompt: string) =>
  startActiveObservation('agent.step', (it) => it.update({ input: prompt })); // startSpan`;
    expect(lint(code, 'no-raw-prompt-attribute').map((line) => line.slice(0, 2))).toEqual(['3 ']);
  });

  test('so is the API of OpenTelemetry itself', () => {
    expect(lint(`import { trace } from './tracing/api.js';\ntrace.getTracer('x').startSpan('badName');`)).toHaveLength(
      1,
    );
  });

  test('is certain: a codemod edits its name', () => {
    write('span-contract.yaml', 'version: 1\nspans:\n  app.step: { replaces: [badName] }\n');
    const source = `import { observe } from './tracing/barrel.js';\nobserve(() => 1, { name: 'badName' }); // startSpan`;
    const file = path.join(root, 'packages/app/src/agent.ts');
    expect(renameSpans({ path: file, source }, {})).toBe(source.replace('badName', 'app.step'));
  });

  test.each([
    [
      'one whose spans are none of OpenTelemetry',
      `import { startSpan } from './tracing/silent.js';`,
      `startSpan({ name: 'badName' }, work);`,
    ],
    [
      'one that the file hides by its own',
      `import { observe } from './tracing/hidden.js';`,
      `observe(work, { name: 'badName' });`,
    ],
    [
      'one that the library does not have',
      `import { traced } from './tracing/all.js';`,
      `traced(work, { name: 'badName' });`,
    ],
    [
      'a type of the same name',
      `import type { observe } from './tracing/all.js';`,
      `(x as observe)(work, { name: 'badName' });`,
    ],
  ])('silent: %s', (_, imports, call) => {
    expect(lint(`${imports}\ndeclare const work: () => Promise<void>, x: any;\n${call} // startSpan`)).toEqual([]);
  });

  test('one whose spans are none of OpenTelemetry counts where the contract says so', () => {
    write('span-contract.yaml', 'version: 1\nextends: [agent]\napis: [sentry]\n');
    const code = `import { startSpan } from './tracing/silent.js';\nstartSpan({ name: 'badName' }, () => 1);`;
    expect(lint(code)).toHaveLength(1);
  });
});

describe('in an editor that runs for days', () => {
  const own = () => naming(`import { OWN } from './names.js';`, 'OWN');

  test('a changed, a moved and a new file count at once', () => {
    expect(own()).toHaveLength(1);
    write('packages/app/src/names.ts', `export const OWN = 'agent.own';\n`, new Date(2030, 1, 1));
    expect(own()).toEqual([]);
    renameSync(path.join(root, 'packages/app/src/names.ts'), path.join(root, 'packages/app/src/moved.ts'));
    expect(own()).toEqual([]);
    write('packages/app/src/names.ts', `export const OWN = 'badAgain';\n`, new Date(2031, 1, 1));
    expect(own()).toHaveLength(1);
  });

  test('so does a change two files away', () => {
    const other = () => naming(`import { OTHER } from '@names/other';`, 'OTHER');
    expect(other()).toHaveLength(1);
    const spans = (WORKSPACE['packages/names/src/spans.ts'] ?? '').replace(`'agent.step'`, `'agent'`);
    write(
      'packages/names/src/other.ts',
      `import { STEP } from './spans.ts';\nexport const OTHER = \`\${STEP}.other\`;\n`,
      new Date(2030, 1, 1),
    );
    expect(other()).toEqual([]);
    write('packages/names/src/spans.ts', spans.replace(`'agent'`, `'Agent'`), new Date(2030, 1, 1));
    expect(other()).toHaveLength(1);
  });
});
