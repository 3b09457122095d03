import type { CatalogueCall, SpanCall, SpanLibrary } from '../span-library.ts';

/** Source: `@arizeai/openinference-core` 2.7.1, which `@arizeai/phoenix-otel` 2.1.0 hands on. */

const wrapped: Omit<SpanCall, 'call'> = {
  makes: 'span',
  name: '1.name',
  unnamed: 'function',
  options: '1',
  kind: '1.openTelemetrySpanKind',
  makers: ['1.processInput', '1.processOutput'],
  callback: '0',
  ends: 'callee',
  records: 'exception and status',
  deferred: true,
};

const KINDS = [
  'Chain',
  'Agent',
  'Tool',
  'LLM',
  'Retriever',
  'Reranker',
  'Embedding',
  'Guardrail',
  'Evaluator',
  'Prompt',
];

/** Functions that make attributes of a text, or of an object that holds it: `{ value, mimeType }`. */
const described = (call: string, key: string, held: 'value' | 'content'): CatalogueCall[] => [
  { call, when: { looks: { 0: 'object' } }, makes: 'attributes', content: { [`0.${held}`]: key } },
  { call, makes: 'attributes', content: { '0': key } },
];

export const OPENINFERENCE: SpanLibrary = {
  name: 'openinference',
  title: 'OpenInference and Phoenix',
  packages: ['@arizeai/openinference-core', '@arizeai/phoenix-otel'],
  versions: '@arizeai/openinference-core 2.7, @arizeai/phoenix-otel 2.1',
  openTelemetry: true,
  calls: [
    ...['withSpan', ...KINDS.map((kind) => `trace${kind}`)].map((call): CatalogueCall => ({ call, ...wrapped })),
    {
      call: 'observe',
      form: 'decorator',
      makes: 'span',
      name: '0.name',
      unnamed: 'method',
      options: '0',
      kind: '0.openTelemetrySpanKind',
      makers: ['0.processInput', '0.processOutput'],
      ends: 'callee',
      records: 'exception and status',
      deferred: true,
    },
    ...described('getInputAttributes', 'input.value', 'value'),
    ...described('getOutputAttributes', 'output.value', 'value'),
    ...described('getDocumentAttributes', '*.document.content', 'content'),
    { call: 'getRetrieverAttributes', makes: 'attributes', content: { '0.documents': 'retrieval.documents' } },
    { call: 'getEmbeddingAttributes', makes: 'attributes', content: { '0.embeddings': 'embedding.text' } },
    {
      call: 'getLLMAttributes',
      makes: 'attributes',
      content: { '0.inputMessages': 'llm.input_messages', '0.outputMessages': 'llm.output_messages' },
    },
  ],
};
