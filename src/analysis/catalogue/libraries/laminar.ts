import type { CatalogueCall, SpanCall, SpanLibrary } from '../span-library.ts';

/** Source: `@lmnr-ai/lmnr` 0.8.46. */

const started: Omit<SpanCall, 'call'> = {
  makes: 'span',
  name: '0.name',
  content: { '0.input': 'lmnr.span.input' },
  returns: 'span',
  ends: 'caller',
  records: 'nothing',
};

const decorated: Omit<SpanCall, 'call'> = {
  form: 'decorator',
  makes: 'span',
  name: '0.name',
  unnamed: 'method',
  ends: 'callee',
  records: 'exception',
  deferred: true,
};

export const LAMINAR: SpanLibrary = {
  name: 'laminar',
  title: 'Laminar',
  packages: ['@lmnr-ai/lmnr'],
  versions: '@lmnr-ai/lmnr 0.8',
  openTelemetry: true,
  calls: [
    {
      call: 'observe',
      makes: 'span',
      name: '0.name',
      unnamed: 'function',
      content: { '0.input': 'lmnr.span.input' },
      callback: '1',
      ends: 'callee',
      records: 'exception',
    },
    { call: 'observeDecorator', ...decorated },
    { call: 'observeExperimentalDecorator', ...decorated },
    { call: 'Laminar.startSpan', ...started },
    // gives the span and takes no callback, whatever the name says elsewhere
    { call: 'Laminar.startActiveSpan', ...started },
    { call: 'Laminar.withSpan', makes: 'nothing' },
    { call: 'Laminar.setSpanAttributes', makes: 'attributes', attributes: '0' },
    { call: 'Laminar.setSpanOutput', makes: 'attributes', content: { '0': 'lmnr.span.output' } },
  ] satisfies CatalogueCall[],
};
