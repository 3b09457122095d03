import type { ArgumentLook, CatalogueCall, SpanCall, SpanLibrary } from '../span-library.ts';

const RECORDED = { ends: 'callee', records: 'exception and status' } as const;
const OPEN = { ends: 'caller', records: 'nothing' } as const;

/** `@Span('name', options?)` and `@Span(options?)`. */
const methodSpan = (call: string): CatalogueCall[] => {
  const decorated = { call, form: 'decorator', makes: 'span', deferred: true, unnamed: 'classMethod' } as const;
  return [
    { ...decorated, ...RECORDED, when: { looks: { 0: 'object' } }, options: '0', unnamedAt: '0' },
    { ...decorated, ...RECORDED, when: { looks: { 0: 'function' } }, options: '0', unnamedAt: '0' },
    { ...decorated, ...RECORDED, name: '0', options: '1' },
  ];
};

/** An injected service that makes spans and gives the tracer. */
const traceService: readonly CatalogueCall[] = [
  { call: 'TraceService#startSpan', makes: 'span', name: '0', returns: 'span', ...OPEN },
  { call: 'TraceService#getTracer', makes: 'nothing', returns: 'tracer' },
  { call: 'TraceService#getSpan', makes: 'nothing', returns: 'span' },
];

/** Source: nestjs-otel 8.1.1, @amplication/opentelemetry-nestjs 6.0.0. `@Traceable` names many spans after their methods. */
export const NEST: SpanLibrary = {
  name: 'nestjs',
  title: 'nestjs-otel and @amplication/opentelemetry-nestjs',
  packages: ['nestjs-otel', '@amplication/opentelemetry-nestjs'],
  versions: 'nestjs-otel 8.1, @amplication/opentelemetry-nestjs 6.0',
  openTelemetry: true,
  calls: [
    ...methodSpan('Span'),
    {
      call: 'Traceable',
      form: 'decorator',
      makes: 'span',
      unnamed: 'library',
      options: '0',
      deferred: true,
      ...RECORDED,
    },
    ...traceService,
  ],
};

/** Source: @adonisjs/otel 1.2.3. */
export const ADONIS: SpanLibrary = {
  name: 'adonis',
  title: '@adonisjs/otel',
  packages: ['@adonisjs/otel'],
  versions: '@adonisjs/otel 1.2',
  openTelemetry: true,
  calls: [
    {
      call: 'span',
      form: 'decorator',
      makes: 'span',
      name: '0.name',
      unnamed: 'classMethod',
      options: '0',
      deferred: true,
      ...RECORDED,
    },
    {
      call: 'spanAll',
      form: 'decorator',
      makes: 'span',
      unnamed: 'library',
      options: '0',
      deferred: true,
      ...RECORDED,
    },
    { call: 'record', makes: 'span', name: '0', callback: '1', span: [0, 'span'], ...RECORDED },
    { call: 'setAttributes', makes: 'attributes', attributes: '0' },
  ],
};

/** Ends the span and records failures, unlike the method of OpenTelemetry with the same arguments. */
const sugared = (call: string, name: 0 | 1 = 0): CatalogueCall[] => {
  const made: SpanCall = { call, makes: 'span', name: `${name}`, span: [0, 'span'], ...RECORDED };
  return [
    { ...made, when: { least: name + 3 }, options: `${name + 1}`, callback: 'last' },
    { ...made, optionsAt: `${name + 1}`, callback: `${name + 1}` },
  ];
};

/** Source: @elysiajs/opentelemetry 1.4.11. */
export const ELYSIA: SpanLibrary = {
  name: 'elysia',
  title: '@elysiajs/opentelemetry',
  packages: ['@elysiajs/opentelemetry'],
  versions: '@elysiajs/opentelemetry 1.4',
  openTelemetry: true,
  calls: [
    ...sugared('record'),
    ...sugared('startActiveSpan'),
    { call: 'startSpan', makes: 'span', name: '0', options: '1', returns: 'span', ...OPEN },
    { call: 'getCurrentSpan', makes: 'nothing', returns: 'span' },
    { call: 'setAttributes', makes: 'attributes', attributes: '0' },
  ],
};

/** Source: @netlify/otel 7.0.2. */
export const NETLIFY: SpanLibrary = {
  name: 'netlify',
  title: '@netlify/otel',
  packages: ['@netlify/otel'],
  versions: '@netlify/otel 7.0',
  openTelemetry: true,
  calls: sugared('withActiveSpan', 1),
};

/** Source: next 16, an internal module that `@vercel/otel` works with; applications use the API of OpenTelemetry. */
export const NEXT: SpanLibrary = {
  name: 'next',
  title: 'Next.js tracer',
  packages: ['next/dist/server/lib/trace/tracer'],
  versions: 'next 16',
  openTelemetry: true,
  calls: [
    {
      call: 'getTracer().trace',
      makes: 'span',
      name: '0',
      nameBefore: '1.spanName',
      options: '1',
      when: { least: 3 },
      callback: 'last',
      span: [0, 'span'],
      ...RECORDED,
    },
    {
      call: 'getTracer().trace',
      makes: 'span',
      name: '0',
      optionsAt: '1',
      callback: '1',
      span: [0, 'span'],
      ...RECORDED,
    },
    {
      call: 'getTracer().wrap',
      makes: 'span',
      name: '0',
      nameBefore: '1.spanName',
      options: '1',
      when: { least: 3 },
      callback: 'last',
      deferred: true,
      ...RECORDED,
    },
    { call: 'getTracer().wrap', makes: 'span', name: '0', callback: '1', deferred: true, ...RECORDED },
    {
      call: 'getTracer().startSpan',
      makes: 'span',
      name: '0',
      nameBefore: '1.spanName',
      options: '1',
      returns: 'span',
      ...OPEN,
    },
  ],
};

/** `trace(run)`: what is wrapped gets its own arguments; older versions give the context to a factory, as `withTracing` still does. */
const wrapped = (
  named: Pick<SpanCall, 'name' | 'unnamed' | 'unnamedBehind'>,
  callback: 0 | 1,
  looks: Readonly<Record<number, ArgumentLook>> = callback === 0 ? { 0: 'function' } : {},
): CatalogueCall[] => {
  const made = {
    on: 'traceApi',
    makes: 'span',
    ...named,
    callback: `${callback}`,
    deferred: true,
    ...RECORDED,
  } as const;
  return [
    { ...made, when: { looks: { ...looks, [callback]: 'factory' } }, span: [0, 'traceContext'] },
    { ...made, when: { looks } },
  ];
};

const run: Omit<SpanCall, 'call'> = {
  on: 'traceApi',
  method: 'run',
  makes: 'span',
  callback: '1',
  span: [0, 'traceContext'],
  ...RECORDED,
};

/** Source: autotel 7.9.0. Its export `trace` is a function and the API object of OpenTelemetry at once. */
export const AUTOTEL: SpanLibrary = {
  name: 'autotel',
  title: 'autotel',
  packages: ['autotel'],
  versions: 'autotel 7.9',
  openTelemetry: true,
  calls: [
    ...wrapped({ unnamed: 'functionOrCaller' }, 0),
    ...wrapped({ name: '0.name', unnamed: 'functionOrCaller', unnamedBehind: '0.serviceName' }, 1, { 0: 'object' }),
    ...wrapped({ name: '0' }, 1),
    { ...run, when: { looks: { 0: 'object' } }, name: '0.name' },
    { ...run, name: '0' },
    {
      call: 'span',
      when: { looks: { 0: 'object' } },
      makes: 'span',
      name: '0.name',
      options: '0',
      kind: '0.spanKind',
      callback: '1',
      span: [0, 'span'],
      ...RECORDED,
    },
    { call: 'span', makes: 'span', name: '0', callback: '1', span: [0, 'span'], ...RECORDED },
    {
      call: 'withTracing',
      form: 'curried',
      makes: 'span',
      name: '0.name',
      unnamed: 'caller',
      callback: '0',
      span: [0, 'traceContext'],
      deferred: true,
      ...RECORDED,
    },
    {
      call: 'Trace',
      form: 'decorator',
      when: { looks: { 0: 'object' } },
      makes: 'span',
      name: '0.name',
      unnamed: 'method',
      deferred: true,
      ...RECORDED,
    },
    { call: 'Trace', form: 'decorator', makes: 'span', name: '0', unnamed: 'method', deferred: true, ...RECORDED },
    { call: 'setSpanName', makes: 'rename', name: '1', ...OPEN },
    { on: 'traceContext', method: 'setAttribute', makes: 'attributes', key: '0', value: '1' },
    { on: 'traceContext', method: 'setAttributes', makes: 'attributes', attributes: '0' },
    { on: 'traceContext', method: 'updateName', makes: 'rename', name: '0', ...OPEN },
  ],
};
