import type { CatalogueCall, SpanCall, SpanLibrary } from '../span-library.ts';

/**
 * Source: `logfire` 0.22.9, `@pydantic/logfire-node` 0.18.25, `@pydantic/logfire-api` 0.9.0. Its log functions (`info`, `error`, …) make
 * spans without a length; their messages are logs and no span names, so they are left out.
 */

const message = { makes: 'span', name: '0', ownNotation: true } as const;
const CALLEE = { ends: 'callee', records: 'exception and status' } as const;

const spans: readonly Omit<SpanCall, 'call'>[] = [
  {
    ...message,
    when: { least: 3 },
    nameBefore: '2._spanName',
    attributes: '1',
    kind: '2.kind',
    callback: '3',
    span: [0, 'span'],
    ...CALLEE,
  },
  {
    ...message,
    nameBefore: '1._spanName',
    options: '1',
    kind: '1.kind',
    callback: '1.callback',
    span: [0, 'span'],
    ...CALLEE,
  },
];

const started: Omit<SpanCall, 'call'> = {
  ...message,
  nameBefore: '2._spanName',
  attributes: '1',
  kind: '2.kind',
  returns: 'span',
  ends: 'caller',
  records: 'nothing',
};

const instrumented: Omit<SpanCall, 'call'> = {
  makes: 'span',
  name: '1.message',
  nameBefore: '1.spanName',
  ownNotation: true,
  unnamed: 'function',
  options: '1',
  callback: '0',
  ends: 'callee',
  records: 'nothing',
  deferred: true,
};

/** Functions of the module, and the same as methods of its object `logfire`. */
const calls = ['', 'logfire.'].flatMap((owner): CatalogueCall[] => [
  ...spans.map((span) => ({ call: `${owner}span`, ...span })),
  { call: `${owner}startSpan`, ...started },
  { call: `${owner}startPendingSpan`, ...started },
  { call: `${owner}instrument`, ...instrumented },
]);

export const LOGFIRE: SpanLibrary = {
  name: 'logfire',
  title: 'Logfire',
  packages: ['logfire', '@pydantic/logfire-node', '@pydantic/logfire-browser', '@pydantic/logfire-api'],
  versions: 'logfire 0.22, @pydantic/logfire-node 0.18, @pydantic/logfire-browser 0.18 (hands on logfire)',
  openTelemetry: true,
  calls,
};
