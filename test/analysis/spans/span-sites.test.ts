import { describe, expect, test } from 'vitest';
import { parametersOf, shapeOf } from '../../../src/analysis/names/name-value.ts';
import type { SpanSite } from '../../../src/analysis/spans/span-sites.ts';
import { readText } from '../../read-text.ts';

/** The span sites of a text: `api certainty`, wrappers' calls with `(wrapper)`. */
function sitesIn(text: string): string[] {
  return readText(text).spanSites.map((site) => `${site.api} ${site.certainty}${site.wrapper ? ' (wrapper)' : ''}`);
}

const IMPORT = `import { trace } from '@opentelemetry/api';\n`;

describe('a tracer by its import', () => {
  test.each([
    ['named', `import { trace } from '@opentelemetry/api'; trace.getTracer('t').startSpan('a.b');`],
    ['renamed', `import { trace as t } from '@opentelemetry/api'; t.getTracer('t').startSpan('a.b');`],
    ['namespace', `import * as api from '@opentelemetry/api'; api.trace.getTracer('t').startSpan('a.b');`],
    ['default interop', `import api from '@opentelemetry/api'; api.trace.getTracer('t').startSpan('a.b');`],
    ['require', `const { trace } = require('@opentelemetry/api'); trace.getTracer('t').startSpan('a.b');`],
    ['require, inline', `require('@opentelemetry/api').trace.getTracer('t').startSpan('a.b');`],
    ['await import', `const { trace } = await import('@opentelemetry/api'); trace.getTracer('t').startSpan('a.b');`],
    ['import x = require()', `import api = require('@opentelemetry/api'); api.trace.getTracer('t').startSpan('a.b');`],
    ['re-assigned through locals', `${IMPORT}const t = trace; const u = t; u.getTracer('t').startSpan('a.b');`],
    [
      'destructured with a rename and a default',
      `import * as api from '@opentelemetry/api'; const { trace: t = null } = api; t.getTracer('t').startSpan('a.b');`,
    ],
    ['a package that gives tracers', `import { getTracer } from 'autotel'; getTracer('t').startSpan('a.b');`],
    [
      'a package that gives providers',
      `import { register } from '@arizeai/phoenix-otel'; register({}).getTracer('t').startSpan('a.b');`,
    ],
    ['Deno', `import { trace } from 'npm:@opentelemetry/api@1'; trace.getTracer('t').startSpan('a.b');`],
  ])('%s', (_, text) => {
    expect(sitesIn(text)).toEqual(['startSpan certain']);
  });
});

describe('a tracer by where it is kept', () => {
  test.each([
    ['a class field', `${IMPORT}class C { tracer = trace.getTracer('t'); run() { this.tracer.startSpan('a.b'); } }`],
    ['a private field', `${IMPORT}class C { #t = trace.getTracer('t'); run() { this.#t.startSpan('a.b'); } }`],
    [
      'assigned in the constructor',
      `${IMPORT}class C { t; constructor() { this.t = trace.getTracer('t'); } run() { this.t.startSpan('a.b'); } }`,
    ],
    [
      'a parameter property',
      `import type { Tracer } from '@opentelemetry/api'; class C { constructor(private readonly t: Tracer) {} run() { this.t.startSpan('a.b'); } }`,
    ],
    [
      'an annotated parameter',
      `import type { Tracer } from '@opentelemetry/api'; function f(t: Tracer) { t.startSpan('a.b'); }`,
    ],
    ['an import type', `function f(t: import('@opentelemetry/api').Tracer) { t.startSpan('a.b'); }`],
    [
      'a return annotation',
      `import type { Tracer } from '@opentelemetry/api'; declare const x: any; function t(): Tracer { return x; } t().startSpan('a.b');`,
    ],
    ['JSDoc', `/** @param {import('@opentelemetry/api').Tracer} t */\nfunction f(t) { t.startSpan('a.b'); }`],
    ['ReturnType', `${IMPORT}function f(t: ReturnType<typeof trace.getTracer>) { t.startSpan('a.b'); }`],
    [
      'a function type',
      `import type { Tracer } from '@opentelemetry/api'; function f(t: () => Tracer) { t().startSpan('a.b'); }`,
    ],
    [
      'a property of what a function gives back',
      `${IMPORT}const build = () => ({ t: trace.getTracer('t') }); function f(t: ReturnType<typeof build>['t']) { t.startSpan('a.b'); }`,
    ],
    [
      'assigned later',
      `${IMPORT}let t; function init() { t = trace.getTracer('t'); } function f() { t.startSpan('a.b'); }`,
    ],
    ['a function of the file', `${IMPORT}const t = () => trace.getTracer('t'); t().startSpan('a.b');`],
    [
      'a provider',
      `import { NodeTracerProvider } from '@opentelemetry/sdk-trace-node'; const p = new NodeTracerProvider(); p.getTracer('t').startSpan('a.b');`,
    ],
    [
      'optional, non-null, satisfies, as, comma',
      `${IMPORT}const t = trace.getTracer('t'); ((0, (t! satisfies unknown) as typeof t))?.startSpan('a.b');`,
    ],
    [
      'what a class of OpenTelemetry gives those that extend it',
      `import { InstrumentationBase } from '@opentelemetry/instrumentation'; class C extends InstrumentationBase { patch() { this.tracer.startSpan('a.b'); } }`,
    ],
    [
      'the same, taken apart, of a class that is required',
      `const api = require('@opentelemetry/instrumentation') as typeof import('@opentelemetry/instrumentation'); const { InstrumentationBase } = api; class C extends InstrumentationBase<Config> { patch() { const { tracer: t } = this; return () => t.startSpan('a.b'); } }`,
    ],
    [
      'an object of the file',
      `${IMPORT}const telemetry = { tracer: trace.getTracer('t') }; telemetry.tracer.startSpan('a.b');`,
    ],
  ])('%s', (_, text) => {
    expect(sitesIn(text)).toEqual(['startSpan certain']);
  });
});

describe('a tracer that an assertion tells, where nothing else does', () => {
  const TYPES = `import type { Tracer } from '@opentelemetry/api'; declare const box: any; declare const given: unknown;`;
  test.each([
    ['as', `const t = box.get('otel') as Tracer; t.startSpan('a.b');`],
    ['in the call', `(box.get('otel') as Tracer).startSpan('a.b');`],
    ['angle brackets', `const t = <Tracer>given; t.startSpan('a.b');`],
    ['over unknown', `const t = given as unknown as Tracer; t.startSpan('a.b');`],
    ['under any', `((given as Tracer) as any).startSpan('a.b');`],
    ['awaited', `const t = (await box.get('otel')) as Tracer; t.startSpan('a.b');`],
    ['a promise of one', `const t = await (box.get('otel') as Promise<Tracer>); t.startSpan('a.b');`],
    ['a part of what is asserted', `const { t } = given as { t: Tracer }; t.startSpan('a.b');`],
    ['beside a telling name', `const tracer = given as Tracer; tracer.startSpan('a.b');`],
    ['what another file gives', `import { box as b } from './box'; (b.get('otel') as Tracer).startSpan('a.b');`],
  ])('%s', (_, text) => {
    expect(sitesIn(`${TYPES} ${text}`)).toEqual(['startSpan certain']);
  });

  test('a span', () => {
    const { attributeSites } = readText(
      `import type { Span } from '@opentelemetry/api'; (box.get('span') as Span).setAttribute('a.b', 1);`,
    );
    expect(attributeSites).toHaveLength(1);
  });

  test.each([
    ['any', `const t = given as any; t.startSpan('a.b');`],
    ['satisfies', `const t = given satisfies Tracer; t.startSpan('a.b');`],
    ['an object that is written here', `({ startSpan() {} } as unknown as Tracer).startSpan('a.b');`],
    [
      'a thing of another library',
      `import { tracer as t } from 'dd-trace'; (t as unknown as Tracer).startSpan('a.b');`,
    ],
    ['a type of another library', `import { Tracer as T } from 'dd-trace'; (given as T).startSpan('a.b');`],
    [
      'the same beside a telling name',
      `import { Tracer as T } from 'dd-trace'; const tracer = given as T; tracer.startSpan('a.b');`,
    ],
  ])('silent: %s', (_, text) => {
    expect(sitesIn(`${TYPES} ${text}`)).toEqual([]);
  });
});

describe('likely', () => {
  test.each([
    [
      'a receiver named tracer beside an OpenTelemetry import',
      `import { SpanKind } from '@opentelemetry/api'; import { tracer } from './telemetry'; tracer.startSpan('a.b');`,
      ['startSpan likely'],
    ],
    [
      'startActiveSpan with a callback',
      `import { tracer } from './telemetry'; tracer.startActiveSpan('a.b', (span) => span.end());`,
      ['startActiveSpan likely'],
    ],
  ])('%s', (_, text, expected) => {
    expect(sitesIn(text)).toEqual(expected);
  });
});

describe('a tracer of the project', () => {
  test('by its name where an imported function gives it, and certain where the package says so', () => {
    const code = (module: string) =>
      `${IMPORT}import { wrapTracer } from '${module}'; const tracer = wrapTracer(trace.getTracer('t')); tracer.withActiveSpan('a.b', () => 1);`;
    expect(sitesIn(code('@opentelemetry/api/experimental'))).toEqual(['withActiveSpan certain']);
    expect(sitesIn(code('./tracing'))).toEqual(['withActiveSpan likely']);
  });

  test('by the name of its class, beside an OpenTelemetry import', () => {
    const code = `import { OurTracer } from './tracer'; const t = { tracer: new OurTracer() }; t.tracer.startSpan('a.b');`;
    expect(sitesIn(`${IMPORT}${code}`)).toEqual(['startSpan likely']);
    expect(sitesIn(code)).toEqual([]);
    expect(sitesIn(`${IMPORT}${code.replace('./tracer', 'dd-trace')}`)).toEqual([]);
  });

  test('a class that implements Tracer calls itself', () => {
    const code = `import type { Tracer } from '@opentelemetry/api'; class C implements Tracer { run() { this.startSpan('a.b'); } }`;
    expect(sitesIn(code)).toEqual(['startSpan certain']);
  });
});

describe('a tracer that a type of the file is a copy of', () => {
  const STATUS = '{ code: number; message?: string }';
  test.each([
    [
      'interfaces',
      `interface Status ${STATUS} interface Made { setStatus(status: Status): void; end(): void } interface Port { startSpan(name: string, options?: object): Made }`,
    ],
    [
      'an object type with functions as properties',
      `type Port = { readonly startSpan: (name: string) => { setStatus: (status: ${STATUS}) => unknown; end: () => void } };`,
    ],
  ])('is likely: %s', (_, types) => {
    expect(sitesIn(`${types} export const f = (port: Port) => port.startSpan('a.b');`)).toEqual(['startSpan likely']);
    const given = `${types} class C { constructor(private readonly deps: { port: Port }) {} run() { this.deps.port.startSpan('a.b').end(); } }`;
    expect(sitesIn(given)).toEqual(['startSpan likely']);
  });

  test('what is put on its spans is an attribute', () => {
    const { attributeSites } = readText(
      `interface Part { setAttribute(key: string, value: string): void; setStatus(status: ${STATUS}): void; end(): void } export const f = (part: Part) => part.setAttribute('a.b', 'c');`,
    );
    expect(attributeSites).toHaveLength(1);
  });

  test.each([
    ['a status without a code', 'interface Made { setStatus(status: string): void; end(): void }'],
    ['no status', 'interface Made { setAttribute(key: string, value: string): void; end(): void }'],
    ['no end', `interface Made { setStatus(status: ${STATUS}): void }`],
  ])('and is none where its spans have %s', (_, type) => {
    const text = `${type} interface Port { startSpan(name: string): Made } export const f = (port: Port) => port.startSpan('a.b');`;
    expect(sitesIn(text)).toEqual([]);
  });
});

describe('not a span call', () => {
  test.each([
    ['dd-trace', `import tracer from 'dd-trace'; import '@opentelemetry/api'; tracer.startSpan('a b');`],
    ['Sentry', `import * as Sentry from '@sentry/node'; Sentry.startSpan({ name: 'a b' }, () => 1);`],
    ['a class of the file', `${IMPORT}class Row { startSpan(l: string) { return this; } } new Row().startSpan('a b');`],
    [
      'an in-house interface',
      `${IMPORT}interface Port { startSpan(n: string): void } function f(tracer: Port) { tracer.startSpan('a b'); }`,
    ],
    [
      'an imported type of another name',
      `${IMPORT}import { TracePort } from './port'; function f(tracer: TracePort) { tracer.startSpan('a b'); }`,
    ],
    [
      'a shadowed import',
      `${IMPORT}export function f(trace: { getTracer(x: string): { startSpan(n: string): void } }) { trace.getTracer('x').startSpan('a b'); }`,
    ],
    ['a receiver named tracer without OpenTelemetry', `import { tracer } from './ray'; tracer.startSpan('a b');`],
    [
      'an options object where the name would stand',
      `import { SpanKind } from '@opentelemetry/api'; import { tracer } from './t'; tracer.startSpan({ name: 'a' });`,
    ],
    [
      'a shadowed require',
      `function f(require: any) { require('@opentelemetry/api').trace.getTracer('t').startSpan('a b'); }`,
    ],
  ])('%s', (_, text) => {
    expect(sitesIn(text)).toEqual([]);
  });
});

describe('renames', () => {
  test.each([
    [
      'a callback parameter',
      `${IMPORT}trace.getTracer('t').startActiveSpan('a.b', (span) => span.updateName('a.c'));`,
      ['startActiveSpan certain', 'updateName certain'],
    ],
    ['the active span', `${IMPORT}trace.getActiveSpan()?.updateName('a.c');`, ['updateName certain']],
    [
      'at the end of a chain',
      `${IMPORT}trace.getActiveSpan()!.setAttribute('k', 1).updateName('a.c');`,
      ['updateName certain'],
    ],
    [
      'a span in a map',
      `import type { Span } from '@opentelemetry/api'; const m = new Map<string, Span>(); m.get('x')?.updateName('a.c');`,
      ['updateName certain'],
    ],
    [
      'a span in a record that is filled later',
      `import type { Span } from '@opentelemetry/api'; const r: Record<string, Span> = {}; export const f = (id: string) => r[id]?.updateName('a.c');`,
      ['updateName certain'],
    ],
    [
      'one in an object with keys of any name',
      `import type { Span } from '@opentelemetry/api'; const r: { [id: string]: Span | undefined } = {}; export const f = (id: string) => r[id]?.updateName('a.c');`,
      ['updateName certain'],
    ],
    [
      'the values of a record',
      `import type { Span } from '@opentelemetry/api'; const r: Record<string, Span> = {}; Object.values(r).forEach((span) => span.updateName('a.c'));`,
      ['updateName certain'],
    ],
    [
      'a span that the context of a request keeps',
      `import { AsyncLocalStorage } from 'node:async_hooks'; import type { Span } from '@opentelemetry/api'; const store = new AsyncLocalStorage<Span>(); store.getStore()?.updateName('a.c');`,
      ['updateName certain'],
    ],
    [
      'the same beside others, by the type that it is written with',
      `import type { AsyncLocalStorage } from 'node:async_hooks'; import type { Span } from '@opentelemetry/api'; export const f = (store: AsyncLocalStorage<{ id: string; root: Span }>) => store.getStore()?.root.updateName('a.c');`,
      ['updateName certain'],
    ],
    [
      'not a row of a record',
      `${IMPORT}const r: Record<string, { updateName(n: string): void }> = {}; export const f = (id: string) => r[id]?.updateName('a c');`,
      [],
    ],
    [
      'not what else the context of a request keeps',
      `${IMPORT}import { AsyncLocalStorage } from 'node:async_hooks'; const store = new AsyncLocalStorage<{ user: { updateName(n: string): void } }>(); store.getStore()?.user.updateName('a c');`,
      [],
    ],
    [
      'a named callback',
      `${IMPORT}function work(span) { span.updateName('a.c'); } trace.getTracer('t').startActiveSpan('a.b', work);`,
      ['updateName certain', 'startActiveSpan certain'],
    ],
    [
      'not a row with the same method',
      `${IMPORT}export const f = (row: { updateName(n: string): void }) => row.updateName('a c');`,
      [],
    ],
  ])('%s', (_, text, expected) => {
    expect(sitesIn(text)).toEqual(expected);
  });
});

describe('wrappers: the caller is judged', () => {
  test.each([
    [
      'a parameter',
      `${IMPORT}const tracer = trace.getTracer('t');\nfunction inSpan(name: string, fn: () => void) { return tracer.startActiveSpan(name, fn); }\ninSpan('a b', () => {});`,
    ],
    [
      'an options object',
      `${IMPORT}const tracer = trace.getTracer('t');\nfunction inSpan(options: { name: string }) { return tracer.startSpan(options.name); }\ninSpan({ name: 'a b' });`,
    ],
    [
      'a destructured parameter',
      `${IMPORT}const tracer = trace.getTracer('t');\nconst inSpan = ({ name }: { name: string }) => tracer.startSpan(name);\ninSpan({ name: 'a b' });`,
    ],
    [
      'what a pattern leaves of the options',
      `import { trace, type Attributes } from '@opentelemetry/api';\nconst tracer = trace.getTracer('t');\ninterface Given { name: string; attributes?: Attributes; run: () => void }\nexport function inSpan({ run, ...rest }: Given) { return tracer.startActiveSpan(rest.name, { attributes: rest.attributes }, run); }\ninSpan({ name: 'a b', run() {} });`,
    ],
    [
      'a method',
      `${IMPORT}class C { t = trace.getTracer('t'); private span(name: string) { return this.t.startSpan(name); } run() { this.span('a b'); } }`,
    ],
    [
      'a wrapper of a wrapper',
      `${IMPORT}const tracer = trace.getTracer('t');\nconst inner = (name: string) => tracer.startSpan(name);\nconst outer = (name: string) => inner(name);\nouter('a b');`,
    ],
  ])('%s', (_, text) => {
    const names = readText(text).spanSites.map(({ name }) =>
      name.kind === 'exact' ? name.texts.map((one) => one.text).join() : name.kind,
    );
    expect(names).toContain('a b');
    expect(names).not.toContain('unknown');
  });

  test('a parameter inside a completed name is put in place at the call', () => {
    const reading = readText(
      `${IMPORT}const tracer = trace.getTracer('t');\nexport function db(name: string) { return tracer.startSpan(\`db.\${name}\`); }\ndb('read');`,
    );
    const call = reading.spanSites.find((site) => site.wrapper);
    expect(call?.name).toMatchObject({ kind: 'exact', texts: [{ text: 'db.read' }] });
  });

  test.each([
    [
      'the name of a wrapper that puts it into one of its own',
      `export const db = (name: string) => tracer.startSpan(\`db.\${name}\`);\nexport const outer = (name: string) => db(name);\nouter('read');`,
      `outer('read') db.read`,
    ],
    [
      'the part that the class of the object adds is left open',
      `class Service { t = trace.getTracer('t'); traced(name: string) { return this.t.startSpan(\`\${this.constructor.name}.\${name}\`); } run() { this.traced('call'); } }`,
      `this.traced('call') *.call`,
    ],
    [
      'so is data that the wrapper adds',
      `export function query(operation: string, table: { name: string }) { return tracer.startSpan(\`\${operation} \${table.name}\`); }\nquery('insertMany', users);`,
      `query('insertMany', users) insertMany *`,
    ],
    [
      'a name whose letters the wrapper changes',
      `export const query = (operation: string) => tracer.startSpan(\`db.\${operation.toLowerCase()}\`);\nquery('READ');`,
      `query('READ') db.read`,
    ],
    [
      'a whole name whose letters the wrapper changes',
      `export const step = (name: string) => tracer.startSpan(name.toLowerCase());\nstep('Agent.Step');`,
      `step('Agent.Step') agent.step`,
    ],
    [
      'not where the wrapper is called by another one',
      `export const step = (name: string) => tracer.startSpan(name.toLowerCase());\nexport const outer = (name: string) => step(name);\nouter('Agent.Step');`,
      `outer('Agent.Step') unknown`,
    ],
    [
      'a method by another name for this',
      `class Client { t = trace.getTracer('t'); span(name: string) { return this.t.startSpan(name); } patch() { const self = this; return function () { self.span('client.call'); }; } }`,
      `self.span('client.call') client.call`,
    ],
    [
      'a method of the same object',
      `const stream = { wait(options: { spanName: string }) { return tracer.startSpan(options.spanName); }, idle() { const self = this; return () => self.wait({ spanName: 'stream.wait' }); } };`,
      `self.wait({ spanName: 'stream.wait' }) stream.wait`,
    ],
    [
      'a method that a subclass inherits',
      `class Base { t = trace.getTracer('t'); span(name: string) { return this.t.startSpan(name); } }\nclass Own extends Base { run() { this.span('own.run'); } }`,
      `this.span('own.run') own.run`,
    ],
    [
      'another name for it',
      `const db = (name: string) => tracer.startSpan(\`db.\${name}\`);\nconst query = db;\nconst read = query;\nread('users');`,
      `read('users') db.users`,
    ],
    [
      'a property of an object',
      `function db(name: string) { return tracer.startSpan(\`db.\${name}\`); }\nexport const spans = { db, read: db };\nspans.db('users');\nspans.read('items');`,
      `spans.db('users') db.users; spans.read('items') db.items`,
    ],
    [
      'a property of an instance',
      `function db(name: string) { return tracer.startSpan(\`db.\${name}\`); }\nclass Repository { readonly traced = db; run() { this.traced('users'); } }`,
      `this.traced('users') db.users`,
    ],
    [
      'a method out of its object',
      `const spans = { db(name: string) { return tracer.startSpan(\`db.\${name}\`); } };\nconst { db: query } = spans;\nquery('users');`,
      `query('users') db.users`,
    ],
    [
      'a method that is bound',
      `class C { t = trace.getTracer('t'); db(name: string) { return this.t.startSpan(\`db.\${name}\`); } run() { const query = this.db.bind(this); query('users'); } }`,
      `query('users') db.users`,
    ],
    [
      'not where an argument is bound',
      `function db(name: string) { return tracer.startSpan(\`db.\${name}\`); }\nconst query = db.bind(null, 'users');\nquery('none');`,
      ``,
    ],
    [
      'not where the name is that of something else',
      `function db(name: string) { return tracer.startSpan(\`db.\${name}\`); }\nexport const spans = { db };\nexport function f(other: any) { const db = other; db('none'); other.db('none'); const spans = { db: other }; spans.db('none'); }`,
      ``,
    ],
    [
      'a method of an instance',
      `class Tracing { t = trace.getTracer('t'); span(name: string) { return this.t.startSpan(name); } }\nconst tracing = new Tracing();\ntracing.span('agent.step');`,
      `tracing.span('agent.step') agent.step`,
    ],
    [
      'the second place for a name, where the first is left out',
      `const titled = (title: string, options: { spanName?: string }) => tracer.startSpan(options.spanName ?? title);\ntitled('agent.step', { level: 1 });`,
      `titled('agent.step', { level: 1 }) agent.step`,
    ],
    [
      'the first place for a name before the second',
      `const titled = (title: string, options: { spanName?: string }) => tracer.startSpan(options.spanName ?? title);\ntitled('A step', { spanName: 'agent.step' });`,
      `titled('A step', { spanName: 'agent.step' }) agent.step`,
    ],
    [
      'a text or a name in options',
      `export function traced(nameOrOptions: string | Options) { const options = typeof nameOrOptions === 'string' ? { name: nameOrOptions } : nameOrOptions; tracer.startSpan(options.name); }\ntraced({ name: 'agent.step' });`,
      `traced({ name: 'agent.step' }) agent.step`,
    ],
    [
      'a text where options could stand too',
      `export function traced(nameOrOptions: string | Options) { const options = typeof nameOrOptions === 'string' ? { name: nameOrOptions } : nameOrOptions; tracer.startSpan(options.name); }\nconst STEP = 'agent.step';\ntraced(STEP);`,
      `traced(STEP) agent.step`,
    ],
    [
      'none, where what may hold the first is out of sight',
      `const titled = (title: string, options: { spanName?: string }) => tracer.startSpan(options.spanName ?? title);\ntitled('A step', other());`,
      `titled('A step', other()) unknown`,
    ],
  ])('%s', (_, text, expected) => {
    const reading = readText(`${IMPORT}const tracer = trace.getTracer('t');\n${text}`);
    const shown = ({ name }: SpanSite) => {
      if (name.kind === 'exact') return name.texts.map((one) => one.text).join(' or ');
      if (name.kind !== 'pattern') return name.kind;
      return name.patterns
        .map((pattern) =>
          shapeOf(pattern)
            .map((piece) => piece ?? '*')
            .join(''),
        )
        .join(' or ');
    };
    const calls = reading.spanSites.filter((site) => site.wrapper && parametersOf(site.name).parameters.length === 0);
    expect(calls.map((site) => `${reading.tree.quote(site.call)} ${shown(site)}`).join('; ')).toBe(expected);
  });

  test('a method of the same name of another object is none', () => {
    const { spanSites } = readText(
      `${IMPORT}class A { t = trace.getTracer('t'); span(name: string) { return this.t.startSpan(name); } }\nclass B { span(name: string) { return name; } run() { const self = this; this.span('x'); self.span('x'); } }\nconst c = { span(name: string) { return name; }, run() { this.span('x'); } };\nexport const run = (other: { span(name: string): void }) => other.span('x');`,
    );
    expect(spanSites.filter(({ wrapper }) => wrapper)).toEqual([]);
  });

  test('a contract declares wrappers of other modules', () => {
    const wrappers = [{ module: '@acme/telemetry', export: 'traced', name: '0' }];
    const [site] = readText(`import { traced } from '@acme/telemetry'; traced('a b', () => 1);`, {
      wrappers,
    }).spanSites;
    expect(site).toMatchObject({
      api: 'traced',
      wrapper: true,
      certainty: 'certain',
      name: { kind: 'exact', texts: [{ text: 'a b' }] },
    });
  });
});
