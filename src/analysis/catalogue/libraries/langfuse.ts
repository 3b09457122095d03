import type { CatalogueCall, SpanCall, SpanLibrary } from '../span-library.ts';

/** Source: `@langfuse/tracing` 4.6.1 and 5.11.1. */

const INPUT = 'langfuse.observation.input';
const OUTPUT = 'langfuse.observation.output';
const OF_TRACE = { '0.input': 'langfuse.trace.input', '0.output': 'langfuse.trace.output' } as const;

const started: Omit<SpanCall, 'call' | 'on' | 'method'> = {
  makes: 'span',
  name: '0',
  content: { '1.input': INPUT, '1.output': OUTPUT },
  returns: 'observation',
  ends: 'caller',
  records: 'nothing',
};

const active: Omit<SpanCall, 'call' | 'on' | 'method'> = {
  makes: 'span',
  name: '0',
  callback: '1',
  span: [0, 'observation'],
  ends: 'callee',
  records: 'status',
};

export const LANGFUSE: SpanLibrary = {
  name: 'langfuse',
  title: 'Langfuse',
  packages: ['@langfuse/tracing'],
  versions: '@langfuse/tracing 4.6 and 5.11',
  openTelemetry: true,
  calls: [
    { call: 'startObservation', ...started },
    { call: 'startActiveObservation', ...active },
    { on: 'observation', method: 'startObservation', ...started },
    { on: 'observation', method: 'startActiveObservation', ...active },
    {
      call: 'observe',
      makes: 'span',
      name: '1.name',
      unnamed: 'function',
      callback: '0',
      ends: 'callee',
      records: 'nothing',
      deferred: true,
    },
    {
      on: 'observation',
      method: 'update',
      makes: 'attributes',
      content: { '0.input': INPUT, '0.output': OUTPUT },
      returns: 'observation',
    },
    {
      call: 'updateActiveObservation',
      makes: 'attributes',
      content: { '0.input': INPUT, '0.output': OUTPUT },
    },
    // of 4, and what 5 left of them
    ...['updateTrace', 'setTraceIO'].map((method): CatalogueCall => ({
      on: 'observation',
      method,
      makes: 'attributes',
      content: OF_TRACE,
      returns: 'observation',
    })),
    ...['updateActiveTrace', 'setActiveTraceIO'].map((call): CatalogueCall => ({
      call,
      makes: 'attributes',
      content: OF_TRACE,
    })),
  ] satisfies CatalogueCall[],
};
