import type { CatalogueCall, SpanCall, SpanLibrary } from '../span-library.ts';

/**
 * Tracers of OpenTelemetry and what else has their methods.
 * Source: `@opentelemetry/api` 1.9 and 1.10 with `/experimental`; the SDK 1.30, 2.12 and 3.1 has the same methods.
 */

const PLAIN = { makes: 'span', name: '0', span: [0, 'span'], ends: 'caller', records: 'nothing' } as const;
const SUGARED = { ...PLAIN, ends: 'callee', records: 'exception and status' } as const;

/** `(name, fn)`, `(name, options, fn)`, `(name, options, context, fn)`. */
function withCallback(
  on: 'tracer' | 'sugaredTracer',
  method: string,
  way: Omit<SpanCall, 'options' | 'callback'>,
): CatalogueCall[] {
  return [
    { on, method, ...way, when: { least: 3 }, options: '1', callback: 'last' },
    { on, method, ...way, callback: '1' },
  ];
}

const plain = (['tracer', 'sugaredTracer'] as const).flatMap((on): CatalogueCall[] => [
  { on, method: 'startSpan', ...PLAIN, options: '1', returns: 'span' },
  ...withCallback(on, 'startActiveSpan', PLAIN),
]);

export const OPENTELEMETRY: SpanLibrary = {
  name: 'opentelemetry',
  title: 'OpenTelemetry API and SDK',
  packages: ['@opentelemetry/api'],
  versions: '@opentelemetry/api 1.9 and 1.10; SDK 1.x, 2.x and 3.x',
  openTelemetry: true,
  words: /start(?:Active)?Span|withActiveSpan|withSpan/,
  calls: [
    ...plain,
    ...withCallback('sugaredTracer', 'withActiveSpan', SUGARED),
    ...withCallback('sugaredTracer', 'withSpan', SUGARED),
  ],
};
