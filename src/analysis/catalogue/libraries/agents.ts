import type { CatalogueCall, SpanLibrary } from '../span-library.ts';

/** Frameworks for agents and jobs whose spans are spans of OpenTelemetry. */

const RECORDED = { ends: 'callee', records: 'exception and status' } as const;
const OPEN = { ends: 'caller', records: 'nothing' } as const;

/** Source: axiom 0.52.2. The names are made of the model and the tool. */
export const AXIOM: SpanLibrary = {
  name: 'axiom',
  title: 'Axiom AI SDK',
  packages: ['axiom'],
  versions: 'axiom 0.52',
  openTelemetry: true,
  words: /withSpan/,
  calls: [{ call: 'withSpan', makes: 'span', unnamed: 'library', callback: '1', span: [0, 'span'], ...RECORDED }],
};

/** What Genkit makes of the metadata of a span. */
const METADATA = { input: 'genkit:input', output: 'genkit:output' } as const;

/** Labels and metadata are a `Record<string, string>`. */
const TEXTS = { takes: ['string'] } as const;

/** Source: @genkit-ai/core 1.42.0, genkit/tracing. */
export const GENKIT: SpanLibrary = {
  name: 'genkit',
  title: 'Genkit',
  packages: ['@genkit-ai/core', 'genkit'],
  versions: '@genkit-ai/core 1.42',
  openTelemetry: true,
  words: /runInNewSpan|setCustomMetadataAttribute/,
  calls: [
    {
      call: 'runInNewSpan',
      when: { least: 3 },
      makes: 'span',
      name: '1.metadata.name',
      attributes: '1.labels',
      content: { '1.metadata.input': METADATA.input, '1.metadata.output': METADATA.output },
      ...TEXTS,
      callback: 'last',
      span: [1, 'span'],
      filled: [0, METADATA],
      ...RECORDED,
    },
    {
      call: 'runInNewSpan',
      makes: 'span',
      name: '0.metadata.name',
      attributes: '0.labels',
      content: { '0.metadata.input': METADATA.input, '0.metadata.output': METADATA.output },
      ...TEXTS,
      callback: '1',
      span: [1, 'span'],
      filled: [0, METADATA],
      ...RECORDED,
    },
    { call: 'setCustomMetadataAttribute', makes: 'attributes', key: '0', value: '1', ...TEXTS },
    { call: 'setCustomMetadataAttributes', makes: 'attributes', attributes: '0', ...TEXTS },
  ],
};

/** Source: @trigger.dev/sdk and @trigger.dev/core 4.8.3. Options stand behind the callback. */
const traced = { makes: 'span', name: '0', options: '2', callback: '1', span: [0, 'span'], ...RECORDED } as const;

export const TRIGGER: SpanLibrary = {
  name: 'trigger',
  title: 'Trigger.dev',
  packages: ['@trigger.dev/sdk', '@trigger.dev/core'],
  versions: '@trigger.dev/sdk 4.8',
  openTelemetry: true,
  words: /logger\.(?:trace|startSpan)|TriggerTracer/,
  calls: [
    { call: 'logger.trace', ...traced },
    { call: 'TriggerTracer#startActiveSpan', ...traced },
    ...['logger.startSpan', 'TriggerTracer#startSpan'].map((call): CatalogueCall => ({
      call,
      makes: 'span',
      name: '0',
      options: '1',
      returns: 'span',
      ...OPEN,
    })),
  ],
};

/** Source: @livekit/agents 1.9.0. The function comes first. */
export const LIVEKIT: SpanLibrary = {
  name: 'livekit',
  title: 'LiveKit Agents',
  packages: ['@livekit/agents'],
  versions: '@livekit/agents 1.9',
  openTelemetry: true,
  words: /startActiveSpan|startSpan/,
  calls: [
    ...['telemetry.tracer.startActiveSpan', 'telemetry.tracer.startActiveSpanSync'].map((call): CatalogueCall => ({
      call,
      makes: 'span',
      name: '1.name',
      options: '1',
      callback: '0',
      span: [0, 'span'],
      ends: 'callee',
      records: 'nothing',
    })),
    { call: 'telemetry.tracer.startSpan', makes: 'span', name: '0.name', options: '0', returns: 'span', ...OPEN },
  ],
};

/** Source: @voltagent/core 2.10.0. */
const OBSERVABILITY = ['VoltAgentObservability#', 'createVoltAgentObservability().'];

export const VOLTAGENT: SpanLibrary = {
  name: 'voltagent',
  title: 'VoltAgent',
  packages: ['@voltagent/core'],
  versions: '@voltagent/core 2.10',
  openTelemetry: true,
  words: /start(?:Active)?Span|setSpanAttributes|addSpanEvent/,
  calls: OBSERVABILITY.flatMap((owner): CatalogueCall[] => [
    { call: `${owner}startSpan`, makes: 'span', name: '0', options: '1', returns: 'span', ...OPEN },
    {
      call: `${owner}startActiveSpan`,
      makes: 'span',
      name: '0',
      options: '1',
      callback: '2',
      span: [0, 'span'],
      ...OPEN,
    },
    { call: `${owner}getTracer`, makes: 'nothing', returns: 'tracer' },
    { call: `${owner}setSpanAttributes`, makes: 'attributes', attributes: '0' },
    { call: `${owner}addSpanEvent`, makes: 'attributes', event: '0', attributes: '1' },
  ]),
};

/** Source: @cloudflare/workers-types 5.20261117.1. What follows the callback is handed to it. */
export const CLOUDFLARE: SpanLibrary = {
  name: 'cloudflare',
  title: 'Cloudflare Workers tracing',
  packages: ['cloudflare:workers'],
  versions: '@cloudflare/workers-types 5.2026',
  openTelemetry: true,
  words: /tracing\b/,
  calls: [
    {
      call: 'tracing.enterSpan',
      makes: 'span',
      name: '0',
      callback: '1',
      span: [0, 'span'],
      ends: 'callee',
      records: 'nothing',
    },
    { call: 'tracing.startActiveSpan', makes: 'span', name: '0', callback: '1', span: [0, 'span'], ...OPEN },
    { call: 'tracing.startSpan', makes: 'span', name: '0', returns: 'span', ...OPEN },
    { call: 'tracing.withActiveSpan', makes: 'nothing' },
  ],
};
