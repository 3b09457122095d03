import type { CatalogueCall, SpanCall, SpanLibrary } from '../span-library.ts';

/**
 * Source: `effect` 3.22.4 and 4.1.0. Its spans are its own until a layer of `@effect/opentelemetry` or its OTLP exporter turns them into
 * spans of OpenTelemetry; who holds spans to a contract has such a layer. An effect is a description: the span is made when it runs.
 */

const RUNTIME = { ends: 'callee', records: 'exception and status', deferred: true } as const;
const EFFECT_RUN = { ...RUNTIME, deferred: 'effect' } as const;

/** `effect.pipe(withSpan(name, options))` and `withSpan(effect, name, options)`. */
function around(call: string): CatalogueCall[] {
  const runs = call.startsWith('Effect.') ? EFFECT_RUN : RUNTIME;
  const last = { call, makes: 'span', name: '0', options: '1', ...runs } as const;
  const first = { call, makes: 'span', name: '1', options: '2', ...runs } as const;
  return [
    { ...last, when: { looks: { 0: 'text' } } },
    { ...last, when: { most: 1 } },
    { ...first, when: { looks: { 1: 'text' } } },
    { ...first, when: { least: 3 } },
    { ...last, when: { looks: { 1: 'object' } } },
  ];
}

const made: Omit<SpanCall, 'call'> = { makes: 'span', name: '0', options: '1', ...RUNTIME };

/** Data-last and data-first, a key with its value or a record. */
const annotating: readonly CatalogueCall[] = [
  { call: 'Effect.annotateCurrentSpan', makes: 'attributes', when: { most: 1 }, attributes: '0' },
  { call: 'Effect.annotateCurrentSpan', makes: 'attributes', key: '0', value: '1' },
  { call: 'Effect.annotateSpans', makes: 'attributes', when: { most: 1 }, attributes: '0' },
  { call: 'Effect.annotateSpans', makes: 'attributes', when: { least: 3 }, key: '1', value: '2' },
  { call: 'Effect.annotateSpans', makes: 'attributes', when: { looks: { 0: 'text' } }, key: '0', value: '1' },
  { call: 'Effect.annotateSpans', makes: 'attributes', when: { looks: { 1: 'object' } }, attributes: '1' },
];

export const EFFECT: SpanLibrary = {
  name: 'effect',
  title: 'Effect',
  packages: ['effect'],
  versions: 'effect 3.22 and 4.1',
  openTelemetry: true,
  words: /[wW]ithSpan|[uU]seSpan|makeSpan|Layer\.span|\bfn\(|annotate(?:Current)?Span|currentSpan/,
  calls: [
    ...[
      'Effect.withSpan',
      'Effect.withSpanScoped',
      'Layer.withSpan',
      'Stream.withSpan',
      'Channel.withSpan',
      'RequestResolver.withSpan',
    ].flatMap(around),
    { call: 'Layer.span', ...made },
    // `Effect.fn(body)` has no name and, since version 4, no span
    { call: 'Effect.fn', form: 'curried', when: { looks: { 0: 'function' } }, makes: 'nothing' },
    // the name is also the label in stack traces, `Service.method` by the documentation
    { call: 'Effect.fn', form: 'curried', ...made, ownNotation: true, callback: '0' },
    {
      call: 'Effect.functionWithSpan',
      makes: 'span',
      name: '0.options.name',
      options: '0.options',
      callback: '0.body',
      ...RUNTIME,
    },
    { call: 'Effect.useSpan', ...made, ...EFFECT_RUN, when: { least: 3 }, callback: 'last', span: [0, 'effectSpan'] },
    {
      call: 'Effect.useSpan',
      makes: 'span',
      name: '0',
      optionsAt: '1',
      callback: '1',
      span: [0, 'effectSpan'],
      ...EFFECT_RUN,
    },
    { call: 'Effect.makeSpan', ...made, returns: 'effectSpan', ends: 'caller', records: 'nothing' },
    { call: 'Effect.makeSpanScoped', ...made, returns: 'effectSpan' },
    ...annotating,
    { on: 'effectSpan', method: 'attribute', makes: 'attributes', key: '0', value: '1' },
    { on: 'effectSpan', method: 'event', makes: 'attributes', event: '0', attributes: '2' },
  ],
};
