import type { CatalogueCall, SpanCall, SpanLibrary } from '../span-library.ts';

/**
 * Libraries whose spans are no spans of OpenTelemetry. They are known so that nothing else claims their calls, and silent until the
 * contract lists them under `apis`.
 */

const CALLEE = { ends: 'callee', records: 'status' } as const;
const OPEN = { ends: 'caller', records: 'nothing' } as const;
const QUIET = { ends: 'callee', records: 'nothing' } as const;

/** Source: @sentry/core 11.12.0, which all SDKs hand on; up to 10 the one for Node made spans of OpenTelemetry with the same calls. */
const started = { makes: 'span', name: '0.name', options: '0', kind: '0.kind' } as const;

export const SENTRY: SpanLibrary = {
  name: 'sentry',
  title: 'Sentry',
  packages: ['@sentry/*'],
  versions: '@sentry/core 10.78 and 11.12',
  openTelemetry: false,
  calls: [
    { call: 'startSpan', ...started, callback: '1', span: [0, 'span'], ...CALLEE },
    { call: 'startSpanManual', ...started, callback: '1', span: [0, 'span'], ...OPEN },
    { call: 'startInactiveSpan', ...started, returns: 'span', ...OPEN },
    { call: 'getActiveSpan', makes: 'nothing', returns: 'span' },
    { call: 'updateSpanName', makes: 'rename', name: '1', ...OPEN },
    { call: 'withActiveSpan', makes: 'nothing' },
  ],
};

/** Source: dd-trace 6.21.0. What varies often stands in `resource`, not in the name. */
const TRACERS = ['', 'tracer.', 'init().', 'tracer.init().'];

export const DATADOG: SpanLibrary = {
  name: 'dd-trace',
  title: 'Datadog',
  packages: ['dd-trace'],
  versions: 'dd-trace 6.21',
  openTelemetry: false,
  calls: TRACERS.flatMap((tracer): CatalogueCall[] => [
    { call: `${tracer}startSpan`, makes: 'span', name: '0', attributes: '1.tags', ...OPEN },
    {
      call: `${tracer}trace`,
      when: { least: 3 },
      makes: 'span',
      name: '0',
      attributes: '1.tags',
      callback: 'last',
      ...CALLEE,
    },
    // `llmobs.trace` of a tracer that a function gave looks the same
    {
      call: `${tracer}trace`,
      when: { looks: { 0: 'object' } },
      makes: 'span',
      name: '0.name',
      callback: '1',
      ...CALLEE,
    },
    { call: `${tracer}trace`, makes: 'span', name: '0', callback: '1', ...CALLEE },
    {
      call: `${tracer}wrap`,
      when: { least: 3 },
      makes: 'span',
      name: '0',
      callback: 'last',
      deferred: true,
      ...CALLEE,
    },
    { call: `${tracer}wrap`, makes: 'span', name: '0', callback: '1', deferred: true, ...CALLEE },
    { call: `${tracer}llmobs.trace`, makes: 'span', name: '0.name', callback: '1', ...CALLEE },
  ]),
};

/** Source: elastic-apm-node 4.18.0. */
export const ELASTIC: SpanLibrary = {
  name: 'elastic-apm',
  title: 'Elastic APM agent',
  packages: ['elastic-apm-node'],
  versions: 'elastic-apm-node 4.18',
  openTelemetry: false,
  calls: ['', 'start().'].flatMap((agent): CatalogueCall[] => [
    { call: `${agent}startTransaction`, makes: 'span', name: '0', ...OPEN },
    { call: `${agent}startSpan`, makes: 'span', name: '0', ...OPEN },
  ]),
};

/** Source: newrelic 14.5.1. */
export const NEW_RELIC: SpanLibrary = {
  name: 'newrelic',
  title: 'New Relic agent',
  packages: ['newrelic'],
  versions: 'newrelic 14.5',
  openTelemetry: false,
  calls: [
    { call: 'startSegment', makes: 'span', name: '0', callback: '2', ...QUIET },
    { call: 'startBackgroundTransaction', makes: 'span', name: '0', callback: 'last', ...QUIET },
    { call: 'startWebTransaction', makes: 'nothing' },
  ],
};

/** Source: langfuse 3.39.2, before the one on OpenTelemetry. */
export const LANGFUSE_LEGACY: SpanLibrary = {
  name: 'langfuse-legacy',
  title: 'Langfuse 3',
  packages: ['langfuse'],
  versions: 'langfuse 3.39',
  openTelemetry: false,
  calls: ['trace', 'span', 'generation'].map((method): CatalogueCall => ({
    call: `Langfuse#${method}`,
    makes: 'span',
    name: '0.name',
    ...OPEN,
  })),
};

/** Source: @azure/core-tracing 1.4.0. The span is the second parameter of the callback. */
export const AZURE: SpanLibrary = {
  name: 'azure',
  title: 'Azure SDK core tracing',
  packages: ['@azure/core-tracing'],
  versions: '@azure/core-tracing 1.4',
  openTelemetry: false,
  calls: [
    {
      call: 'createTracingClient().withSpan',
      makes: 'span',
      name: '0',
      attributes: '3.spanAttributes',
      kind: '3.spanKind',
      callback: '2',
      ...CALLEE,
    },
    {
      call: 'createTracingClient().startSpan',
      makes: 'span',
      name: '0',
      attributes: '2.spanAttributes',
      kind: '2.spanKind',
      ...OPEN,
    },
  ],
};

/** Source: braintrust 3.35.0. Without a name it takes the caller's function, file and line. */
const braintrustSpan: Omit<SpanCall, 'call'> = { makes: 'span', name: '0.name', unnamed: 'caller', ...OPEN };

export const BRAINTRUST: SpanLibrary = {
  name: 'braintrust',
  title: 'Braintrust',
  packages: ['braintrust'],
  versions: 'braintrust 3.35',
  openTelemetry: false,
  calls: [
    { call: 'traced', makes: 'span', name: '1.name', unnamed: 'caller', callback: '0', ...QUIET },
    ...['wrapTraced', 'traceable'].map((call): CatalogueCall => ({
      call,
      makes: 'span',
      name: '1.name',
      unnamed: 'function',
      callback: '0',
      deferred: true,
      ...QUIET,
    })),
    ...['startSpan', 'startSpan().startSpan', 'initLogger().startSpan', 'currentSpan().startSpan'].map(
      (call): CatalogueCall => ({ call, ...braintrustSpan }),
    ),
    ...['initLogger().traced', 'startSpan().traced', 'currentSpan().traced'].map((call): CatalogueCall => ({
      call,
      makes: 'span',
      name: '1.name',
      unnamed: 'caller',
      callback: '0',
      ...QUIET,
    })),
  ],
};

/** Source: langsmith 0.12.0. Only in its OpenTelemetry mode does it make spans of OpenTelemetry. */
export const LANGSMITH: SpanLibrary = {
  name: 'langsmith',
  title: 'LangSmith',
  packages: ['langsmith'],
  versions: 'langsmith 0.12',
  openTelemetry: false,
  calls: [
    { call: 'traceable', makes: 'span', name: '1.name', unnamed: 'function', callback: '0', deferred: true, ...QUIET },
    { call: 'RunTree#createChild', makes: 'span', name: '0.name', ...OPEN },
  ],
};

/** Source: opik 2.0.40. */
export const OPIK: SpanLibrary = {
  name: 'opik',
  title: 'Opik',
  packages: ['opik'],
  versions: 'opik 2.0',
  openTelemetry: false,
  calls: [
    { call: 'track', form: 'decorator', makes: 'span', name: '0.name', unnamed: 'method', deferred: true, ...QUIET },
    {
      call: 'track',
      when: { looks: { 0: 'function' } },
      makes: 'span',
      unnamed: 'function',
      callback: '0',
      deferred: true,
      ...QUIET,
    },
    { call: 'track', makes: 'span', name: '0.name', unnamed: 'function', callback: '1', deferred: true, ...QUIET },
  ],
};

/** Source: weave 0.11.1. */
export const WEAVE: SpanLibrary = {
  name: 'weave',
  title: 'W&B Weave',
  packages: ['weave'],
  versions: 'weave 0.11',
  openTelemetry: false,
  calls: [{ call: 'op', makes: 'span', name: '1.name', unnamed: 'function', callback: '0', deferred: true, ...QUIET }],
};

/** Source: @openai/agents 0.20.0. */
export const OPENAI_AGENTS: SpanLibrary = {
  name: 'openai-agents',
  title: 'OpenAI Agents SDK',
  packages: ['@openai/agents', '@openai/agents-core'],
  versions: '@openai/agents 0.20',
  openTelemetry: false,
  calls: [
    ...['withAgentSpan', 'withFunctionSpan', 'withCustomSpan'].map((call): CatalogueCall => ({
      call,
      makes: 'span',
      name: '1.data.name',
      callback: '0',
      ...QUIET,
    })),
    { call: 'withGenerationSpan', makes: 'span', unnamed: 'library', callback: '0', ...QUIET },
    { call: 'withTrace', makes: 'span', name: '0', callback: '1', ...QUIET },
  ],
};

/** Source: @mastra/core 1.71.0. */
export const MASTRA: SpanLibrary = {
  name: 'mastra',
  title: 'Mastra',
  packages: ['@mastra/core', '@mastra/observability'],
  versions: '@mastra/core 1.71',
  openTelemetry: false,
  calls: [{ call: 'getOrCreateSpan', makes: 'span', name: '0.name', options: '0', ...OPEN }],
};
