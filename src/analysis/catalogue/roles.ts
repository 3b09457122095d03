/**
 * What things of OpenTelemetry are, by where they come from.
 * Source: type declarations of the packages; `@opentelemetry/api` 1.9 and 1.10, `sdk-trace-*` 1.30 and 2.12, `sdk-trace` 3.1.
 */

/** What a value is to a trace. */
export type Role =
  | 'traceApi'
  | 'tracer'
  | 'sugaredTracer'
  | 'tracerProvider'
  | 'span'
  /** What Langfuse gives in place of a span. */
  | 'observation'
  /** What autotel gives in place of a span: its setters, which give nothing back. */
  | 'traceContext'
  /** A span of Effect, which has methods of its own, and the effect that gives it. */
  | 'effectSpan';

/** Packages that give the OpenTelemetry API under its own names. */
const API_MODULES = new Set([
  '@opentelemetry/api',
  'next/dist/compiled/@opentelemetry/api',
  '@arizeai/phoenix-otel',
  '@netlify/otel/opentelemetry',
]);

/** Packages that give the SDK's classes; their types `Span` and `Tracer` are the API's with more members. */
const SDK_MODULES = new Set([
  '@opentelemetry/sdk-trace',
  '@opentelemetry/sdk-trace-base',
  '@opentelemetry/sdk-trace-node',
  '@opentelemetry/sdk-trace-web',
  '@opentelemetry/tracing',
  '@opentelemetry/node',
  '@opentelemetry/web',
  '@opentelemetry/otlp-exporter-base',
]);

/**
 * Packages whose objects have methods of the same names and are not OpenTelemetry tracers, or take other arguments.
 * A receiver that comes from one of them is proven to be something else.
 */
const OTHER_TRACING = [
  'dd-trace',
  '@sentry/',
  'elastic-apm-node',
  '@elastic/apm-rum',
  'newrelic',
  'opentracing',
  'braintrust',
  'langfuse',
  'langsmith',
  '@lmnr-ai/',
  'effect',
  '@effect/',
  '@azure/core-tracing',
  '@mastra/',
  '@openai/agents',
  '@livekit/',
  '@trigger.dev/',
  'zipkin',
  'zone.js',
  'honeycomb-beeline',
  'aws-xray-sdk',
  'opik',
  'weave',
  'cloudflare:workers',
  'perf_hooks',
  'node:perf_hooks',
];

/** A module specifier without the version, and without what stands before the package: Deno's prefixes, or an address of esm.sh. */
export function packageOf(module: string): string {
  return module.replace(/^(?:(?:npm|jsr):\/?|https:\/\/esm\.sh\/)/, '').replace(/(?<=.)@[\d^~][^/]*/, '');
}

/** Whether a module specifier belongs to OpenTelemetry itself. */
export function isOpenTelemetryModule(module: string): boolean {
  return packageOf(module).startsWith('@opentelemetry/') || API_MODULES.has(packageOf(module));
}

/** Whether a module is another tracing library, whose tracers and spans are none of ours. */
export function isOtherTracing(module: string): boolean {
  const name = packageOf(module);
  return OTHER_TRACING.some((other) =>
    other.endsWith('/') ? name.startsWith(other) : name === other || name.startsWith(`${other}/`),
  );
}

/** Whether a specifier names a published package rather than a file of the project (relative, or by an alias). */
export function isPackage(module: string): boolean {
  return !/^(?:\.|\/|[~#]|@\/|src\/|app\/|lib\/)/.test(module);
}

/** The role of what a module exports under a path, as a value. */
export function exportedRole(module: string, path: readonly (string | number | undefined)[]): Role | undefined {
  const name = packageOf(module);
  const steps = path[0] === 'default' ? path.slice(1) : path;
  const [first, second] = steps;
  if (API_MODULES.has(name)) {
    if (steps.length === 1 && first === 'trace') return 'traceApi';
    if (steps.length === 2 && second === 'instance' && first === 'TraceAPI') return 'traceApi';
  }
  // both a wrapper to call and the API object
  if (name === 'autotel' && steps.length === 1 && (first === 'trace' || first === 'otelTrace')) return 'traceApi';
  if (name === 'autotel' && steps.length === 1 && first === 'ctx') return 'traceContext';
  const ofEffect = name === 'effect' && first === 'Effect' ? second : name === 'effect/Effect' ? first : undefined;
  if (ofEffect === 'currentSpan' && steps.at(-1) === ofEffect) return 'effectSpan';
  if (
    (name === '@opentelemetry/sdk-node' || name === '@opentelemetry/core') &&
    first === 'api' &&
    second === 'trace' &&
    steps.length === 2
  )
    return 'traceApi';
  return undefined;
}

/** Types of other packages, some of them types of OpenTelemetry. Source: `@amplication/opentelemetry-nestjs` 6.0, autotel 7.9, effect 3.22 and 4.1. */
const GIVEN_TYPES: Readonly<Record<string, Readonly<Record<string, Role>>>> = {
  // a token of injection that has the interface of OpenTelemetry
  '@amplication/opentelemetry-nestjs': { Tracer: 'tracer' },
  '@langfuse/tracing': Object.fromEntries(
    'Observation Span Generation Agent Tool Chain Retriever Embedding Evaluator Guardrail'
      .split(' ')
      .map((kind) => [`Langfuse${kind}`, 'observation'] as const),
  ),
  autotel: { TraceContext: 'traceContext' },
  effect: { Span: 'effectSpan' },
  'effect/Tracer': { Span: 'effectSpan' },
};

/** The role of an instance of a class, or of a value of a type, that a module exports. */
export function typeRole(module: string, path: readonly (string | number | undefined)[]): Role | undefined {
  const name = packageOf(module);
  const type = path.at(-1);
  if (type === 'OITracer') return calledRole(module, path);
  const known =
    API_MODULES.has(name) ||
    SDK_MODULES.has(name) ||
    name.startsWith('@opentelemetry/api/') ||
    (name === '@opentelemetry/sdk-node' && path.length > 1);
  if (typeof type !== 'string') return undefined;
  if (!known) return ownRole(GIVEN_TYPES[name], type);
  if (type === 'SugaredTracer') return 'sugaredTracer';
  if (type === 'Tracer' || type === 'ProxyTracer') return 'tracer';
  if (type === 'Span' || type === 'SdkSpan') return 'span';
  if (type === 'TraceAPI') return 'traceApi';
  if (/^(?:Proxy|Basic|Node|Web)?TracerProvider$/.test(type)) return 'tracerProvider';
  return undefined;
}

/** Functions and classes of packages that give OpenTelemetry tracers and providers. Source: their type declarations, 2026. */
const GIVEN: Readonly<Record<string, Readonly<Record<string, Role>>>> = {
  '@opentelemetry/api/experimental': { wrapTracer: 'sugaredTracer' },
  '@langfuse/tracing': { getLangfuseTracer: 'tracer' },
  '@arizeai/openinference-core': { wrapTracer: 'tracer', getTracer: 'tracer', OITracer: 'tracer' },
  '@arizeai/phoenix-otel': {
    wrapTracer: 'tracer',
    getTracer: 'tracer',
    OITracer: 'tracer',
    register: 'tracerProvider',
  },
  '@netlify/otel': { getTracer: 'sugaredTracer' },
  '@elysiajs/opentelemetry': { getTracer: 'tracer' },
  '@lmnr-ai/lmnr': { getTracer: 'tracer' },
  autotel: { getTracer: 'tracer', getActiveSpan: 'span', getActiveTraceContext: 'traceContext' },
  langwatch: { getLangWatchTracer: 'sugaredTracer' },
};

/** The role of what a function gives that a module exports (`wrapTracer(tracer)`). */
export function calledRole(module: string, path: readonly (string | number | undefined)[]): Role | undefined {
  const called = path.at(-1);
  return typeof called === 'string' ? ownRole(GIVEN[packageOf(module)], called) : undefined;
}

/** Members of classes that packages export. Source: type declarations of `@opentelemetry/instrumentation` 0.301. */
const MEMBERS: Readonly<Record<string, Readonly<Record<string, Readonly<Record<string, Role>>>>>> = {
  '@opentelemetry/instrumentation': {
    InstrumentationBase: { tracer: 'tracer' },
    InstrumentationAbstract: { tracer: 'tracer' },
  },
};

/** The role of a member of a class that a module exports. */
export function memberRole(
  module: string,
  path: readonly (string | number | undefined)[],
  name: string,
): Role | undefined {
  const [type, ...more] = path[0] === 'default' ? path.slice(1) : path;
  const classes = MEMBERS[packageOf(module)];
  if (typeof type !== 'string' || more.length > 0 || !classes || !Object.hasOwn(classes, type)) return undefined;
  return ownRole(classes[type], name);
}

function ownRole(roles: Readonly<Record<string, Role>> | undefined, name: string): Role | undefined {
  return roles && Object.hasOwn(roles, name) ? roles[name] : undefined;
}

/** What a method gives, by the role of its receiver; methods that are not listed give nothing of interest. */
const METHOD_RESULTS: Readonly<Record<Role, Readonly<Record<string, Role>>>> = {
  traceApi: {
    getTracer: 'tracer',
    getTracerProvider: 'tracerProvider',
    getActiveSpan: 'span',
    getSpan: 'span',
    wrapSpanContext: 'span',
  },
  tracerProvider: { getTracer: 'tracer', getDelegateTracer: 'tracer', getDelegate: 'tracerProvider' },
  tracer: { startSpan: 'span' },
  sugaredTracer: { startSpan: 'span' },
  span: {
    setAttribute: 'span',
    setAttributes: 'span',
    addEvent: 'span',
    addLink: 'span',
    addLinks: 'span',
    setStatus: 'span',
    updateName: 'span',
  },
  observation: {},
  traceContext: {},
  effectSpan: {},
};

/** The role of the result of a method call. */
export function methodRole(role: Role, method: string): Role | undefined {
  return Object.hasOwn(METHOD_RESULTS[role], method) ? METHOD_RESULTS[role][method] : undefined;
}

/** The role of a property of a thing with a role. Source: `@langfuse/tracing` 5.11. */
export function propertyRole(role: Role, name: string | number | undefined): Role | undefined {
  return role === 'observation' && name === 'otelSpan' ? 'span' : undefined;
}
