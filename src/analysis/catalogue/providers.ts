import type { Path } from '../syntax/sources.ts';
import { isPackage, packageOf } from './roles.ts';

/**
 * What constructs a tracer provider or an SDK around one, and what ends it.
 * Source: published packages; `sdk-node` 0.223 and 0.301, `sdk-trace-*` 1.30 and 2.12, `sdk-trace` 3.1, and the
 * distributions in the versions that stand beside them.
 */
export interface ProviderApi {
  readonly modules: readonly string[];
  /** The export, with dots for what hangs below it. */
  readonly export: string;
  readonly form: 'new' | 'call';
  /** `own`: it batches unless it is given other processors; `given`: it holds only the processors that it is given. */
  readonly pipeline: 'own' | 'given';
  /** `value`: a method of what it gives; `module`: another function of the module; `callee`: the package itself. */
  readonly endedBy: 'value' | 'module' | 'callee';
  /** Methods or functions that send what waits, the advised one first. */
  readonly endings: readonly string[];
  /** Options whose value makes it send each span at once, or none at all. */
  readonly unbuffered?: Readonly<Record<string, boolean>>;
  /** The batch processor for browsers flushes itself when the page is hidden, unless it is told not to. */
  readonly browser?: true;
}

const SDK_NODE = '@opentelemetry/sdk-node';
const VALUE = ['shutdown', 'forceFlush'] as const;

const PROVIDERS: readonly ProviderApi[] = [
  { modules: [SDK_NODE], export: 'NodeSDK', form: 'new', pipeline: 'own', endedBy: 'value', endings: ['shutdown'] },
  {
    modules: [SDK_NODE],
    export: 'startNodeSDK',
    form: 'call',
    pipeline: 'own',
    endedBy: 'value',
    endings: ['shutdown'],
  },
  {
    modules: [SDK_NODE],
    export: 'startNodeSdk',
    form: 'call',
    pipeline: 'own',
    endedBy: 'value',
    endings: ['shutdown'],
  },
  {
    // the pre-1.0 package is `@opentelemetry/tracing`
    modules: [
      '@opentelemetry/sdk-trace-base',
      '@opentelemetry/sdk-trace-node',
      '@opentelemetry/sdk-trace-web',
      '@opentelemetry/tracing',
      SDK_NODE,
    ],
    export: 'BasicTracerProvider',
    form: 'new',
    pipeline: 'given',
    endedBy: 'value',
    endings: VALUE,
  },
  {
    modules: ['@opentelemetry/sdk-trace-node', '@opentelemetry/node', SDK_NODE],
    export: 'NodeTracerProvider',
    form: 'new',
    pipeline: 'given',
    endedBy: 'value',
    endings: VALUE,
  },
  {
    modules: ['@opentelemetry/sdk-trace-web', '@opentelemetry/web'],
    export: 'WebTracerProvider',
    form: 'new',
    pipeline: 'given',
    endedBy: 'value',
    endings: ['forceFlush', 'shutdown'],
    browser: true,
  },
  {
    modules: ['@opentelemetry/sdk-trace'],
    export: 'TracerProvider',
    form: 'new',
    pipeline: 'given',
    endedBy: 'value',
    endings: VALUE,
  },
  // 0.7.2 extends NodeSDK
  {
    modules: ['@honeycombio/opentelemetry-node'],
    export: 'HoneycombSDK',
    form: 'new',
    pipeline: 'own',
    endedBy: 'value',
    endings: ['shutdown'],
  },
  // 1.5.1
  {
    modules: ['@honeycombio/opentelemetry-web'],
    export: 'HoneycombWebSDK',
    form: 'new',
    pipeline: 'own',
    endedBy: 'value',
    endings: ['shutdown'],
    browser: true,
  },
  // 2.1.0 gives back a NodeTracerProvider
  {
    modules: ['@arizeai/phoenix-otel'],
    export: 'register',
    form: 'call',
    pipeline: 'own',
    endedBy: 'value',
    endings: VALUE,
    unbuffered: { batch: false },
  },
  // 1.21.0
  {
    modules: ['@azure/monitor-opentelemetry'],
    export: 'useAzureMonitor',
    form: 'call',
    pipeline: 'own',
    endedBy: 'module',
    endings: ['shutdownAzureMonitor'],
  },
  // 4.11.0
  { modules: ['@splunk/otel'], export: 'start', form: 'call', pipeline: 'own', endedBy: 'module', endings: ['stop'] },
  {
    modules: ['@splunk/otel'],
    export: 'startTracing',
    form: 'call',
    pipeline: 'own',
    endedBy: 'module',
    endings: ['stopTracing', 'stop'],
  },
  // 0.27.0
  {
    modules: ['@traceloop/node-server-sdk'],
    export: 'initialize',
    form: 'call',
    pipeline: 'own',
    endedBy: 'module',
    endings: ['forceFlush'],
    unbuffered: { disableBatch: true, tracingEnabled: false },
  },
  // 0.8.46
  {
    modules: ['@lmnr-ai/lmnr'],
    export: 'Laminar.initialize',
    form: 'call',
    pipeline: 'own',
    endedBy: 'module',
    endings: ['Laminar.shutdown', 'Laminar.flush'],
    unbuffered: { disableBatch: true },
  },
  // These flush by themselves: 2.1.3 (the platform's waitUntil), 1.18.0, 0.18.25, 7.9.0, 0.9.1.
  { modules: ['@vercel/otel'], export: 'registerOTel', form: 'call', pipeline: 'own', endedBy: 'callee', endings: [] },
  {
    modules: ['@elastic/opentelemetry-node/sdk'],
    export: 'startNodeSDK',
    form: 'call',
    pipeline: 'own',
    endedBy: 'callee',
    endings: [],
  },
  {
    modules: ['@pydantic/logfire-node'],
    export: 'configure',
    form: 'call',
    pipeline: 'own',
    endedBy: 'callee',
    endings: [],
  },
  { modules: ['autotel'], export: 'init', form: 'call', pipeline: 'own', endedBy: 'callee', endings: [] },
  {
    modules: ['@microlabs/otel-cf-workers'],
    export: 'instrument',
    form: 'call',
    pipeline: 'own',
    endedBy: 'callee',
    endings: [],
  },
];

/** The export that a path means, without the default of interop and the namespaces that `sdk-node` re-exports under. */
function exportName(module: string, path: Path): string {
  const steps = path[0] === 'default' ? path.slice(1) : path;
  const inner = module === SDK_NODE && (steps[0] === 'tracing' || steps[0] === 'node') ? steps.slice(1) : steps;
  return inner.join('.');
}

/** The provider API behind an export of a module. */
export function providerApiOf(module: string, path: Path, form: ProviderApi['form']): ProviderApi | undefined {
  const name = packageOf(module);
  const exported = exportName(name, path);
  return PROVIDERS.find(
    (api) =>
      api.form === form &&
      api.export === exported &&
      api.modules.some((one) => name === one || name.startsWith(`${one}/`)),
  );
}

/** Whether something that is called so may make a provider: the last name of an export of the catalogue. */
export function isProviderName(name: string): boolean {
  return PROVIDERS.some((api) => api.export === name || api.export.endsWith(`.${name}`));
}

/** Whether a text mentions a module whose function makes a provider: most do not, and need no look at their calls. */
export function mentionsCalledProvider(text: string): boolean {
  return PROVIDERS.some((api) => api.form === 'call' && api.modules.some((module) => text.includes(module)));
}

const ENDED_BY_MODULE = PROVIDERS.filter((api) => api.endedBy === 'module');

/** What another function of its module ends. */
export function moduleEndings(): readonly ProviderApi[] {
  return ENDED_BY_MODULE;
}

/** Whether an export of a module is one of the functions that end what another function of that module began. */
export function endsModule(api: ProviderApi, module: string, path: Path): boolean {
  const name = packageOf(module);
  return api.modules.includes(name) && api.endings.includes(exportName(name, path));
}

/** An instrumentation that flushes the provider that it is registered with, so that no code of the project has to. */
export interface FlushingInstrumentation {
  readonly module: string;
  readonly export: string;
  /** Functions that make all instrumentations of a package, with the options of each under the name of its module. */
  readonly madeBy: readonly { readonly module: string; readonly export: string }[];
}

/**
 * Source: `_endInvocationSpanAndFlush` of instrumentation-aws-lambda 0.75 calls `forceFlush` of its provider before an invocation
 * answers; `InstrumentationMap` of auto-instrumentations-node 0.81.
 */
const FLUSHING_INSTRUMENTATIONS: readonly FlushingInstrumentation[] = [
  {
    module: '@opentelemetry/instrumentation-aws-lambda',
    export: 'AwsLambdaInstrumentation',
    madeBy: [{ module: '@opentelemetry/auto-instrumentations-node', export: 'getNodeAutoInstrumentations' }],
  },
];

/** The instrumentations that flush whose module a text names: most name none, and need no look at their calls. */
export function flushingInstrumentationsIn(text: string): readonly FlushingInstrumentation[] {
  return FLUSHING_INSTRUMENTATIONS.filter(({ module }) => text.includes(module));
}

/** How a span processor sends: some time later, or each span at once. */
export type Sending = 'later' | 'atOnce';

/** A span processor of a package. */
export interface ProcessorApi {
  readonly modules: readonly string[];
  readonly export: string;
  readonly sending: Sending;
  /** Options whose value makes it send each span at once. */
  readonly unbuffered?: Readonly<Record<string, boolean | string>>;
}

/** Processors whose name does not tell; `@langfuse/otel` 5.11, `@braintrust/otel` 1.0, `@lmnr-ai/lmnr` 0.8, SDK 2.12. */
const PROCESSORS: readonly ProcessorApi[] = [
  {
    modules: ['@langfuse/otel'],
    export: 'LangfuseSpanProcessor',
    sending: 'later',
    unbuffered: { exportMode: 'immediate' },
  },
  { modules: ['@braintrust/otel'], export: 'BraintrustSpanProcessor', sending: 'later' },
  { modules: ['@lmnr-ai/lmnr'], export: 'LaminarSpanProcessor', sending: 'later', unbuffered: { disableBatch: true } },
  {
    modules: [
      '@opentelemetry/sdk-trace-base',
      '@opentelemetry/sdk-trace-node',
      '@opentelemetry/sdk-trace-web',
      '@opentelemetry/sdk-trace',
    ],
    export: 'NoopSpanProcessor',
    sending: 'atOnce',
  },
];

/** What a processor class of a package does with a span; nothing where neither its name nor the catalogue tells. */
export function processorApiOf(module: string, path: Path): Pick<ProcessorApi, 'sending' | 'unbuffered'> | undefined {
  const name = packageOf(module);
  const exported = exportName(name, path);
  const known = PROCESSORS.find((api) => api.export === exported && api.modules.includes(name));
  if (known) return known;
  if (!isPackage(module)) return undefined;
  // `OpenInferenceBatchSpanProcessor` and its like extend the SDK's class of that name
  if (exported.endsWith('BatchSpanProcessor')) return { sending: 'later' };
  return exported.endsWith('SimpleSpanProcessor') ? { sending: 'atOnce' } : undefined;
}

/** Exporters that keep spans in memory or drop them: nothing is lost where the process ends. */
export function isTestExporter(className: string): boolean {
  return /InMemory|Memory\w*Exporter|Noop|No[oO]p|Mock|Fake|Stub|Dummy|Test/.test(className);
}

/** How a method or property of a provider, a processor or an exporter concerns what waits inside. */
export type MemberMeaning = 'shutDown' | 'flushed' | 'added' | 'leadsOn' | 'harmless';

const MEMBERS: Readonly<Record<string, MemberMeaning>> = {
  shutdown: 'shutDown',
  forceFlush: 'flushed',
  addSpanProcessor: 'added',
  getActiveSpanProcessor: 'leadsOn',
  activeSpanProcessor: 'leadsOn',
  getDelegate: 'leadsOn',
  start: 'harmless',
  register: 'harmless',
  getTracer: 'harmless',
  resource: 'harmless',
  addResource: 'harmless',
  configureTracerProvider: 'harmless',
  configureMeterProvider: 'harmless',
  configureLoggerProvider: 'harmless',
  detectResources: 'harmless',
  onStart: 'harmless',
  onEnd: 'harmless',
  export: 'harmless',
};

/** What a member means; nothing for one that the catalogue does not know. */
export function memberMeaning(name: string): MemberMeaning | undefined {
  return Object.hasOwn(MEMBERS, name) ? MEMBERS[name] : undefined;
}

/** Functions that take a provider or a processor into use and do not end it. */
export function onlyUses(callee: string): boolean {
  return /^(?:setGlobalTracerProvider|setTracerProvider|registerInstrumentations|addSpanProcessor)$/.test(callee);
}
