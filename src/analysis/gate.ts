import { LIBRARIES } from './catalogue/libraries/index.ts';
import { OPENTELEMETRY } from './catalogue/libraries/opentelemetry.ts';
import type { SpanLibrary } from './catalogue/span-library.ts';

/**
 * Words without one of which a file has nothing to do with spans. `\u` and `\x` may spell any of them.
 * Source: method names of the catalogue; measured on 9,858 files, where a bare backslash would let in seven times as many.
 */
const WORDS =
  /startSpan|startActiveSpan|withActiveSpan|updateName|TracerProvider|NodeSDK|startNodeSDK|@opentelemetry\/sdk|HoneycombSDK|HoneycombWebSDK|useAzureMonitor|phoenix-otel|@splunk\/otel|@traceloop\/node-server-sdk|Laminar\.initialize|\\[ux]/;

/** `'@langfuse/tracing'` and its subpaths, also as Deno writes them: packages that are for tracing alone. */
const PACKAGES = quoted(LIBRARIES.filter(({ words }) => !words));

/** Packages that are for much else, with the words of their span calls. */
const WIDE = LIBRARIES.flatMap((library) =>
  library.openTelemetry && library.words && library !== OPENTELEMETRY
    ? [{ packages: quoted([library]), words: library.words }]
    : [],
);

function quoted(libraries: readonly SpanLibrary[]): RegExp {
  const names = libraries.flatMap(({ openTelemetry, packages }) => (openTelemetry ? packages : []));
  return new RegExp(
    `['"\`](?:(?:npm|jsr):/?)?(?:${names.map((name) => name.replace(/[./]/g, String.raw`\$&`)).join('|')})['"\`/@]`,
  );
}

/** DOM elements have `setAttribute` too, so a word of tracing must stand in the file as well. */
const SETTERS = /setAttribute|addEvent|\.attributes/;
const TRACING = /@opentelemetry|opentelemetry|[sS]pan\b|telemetry|tracing|tracer/;

/**
 * The cheap test that decides, before any scope work, whether a file is read at all.
 * @param text the file's text
 * @param words words of the contract: names of its wrappers, packages that it switches on
 */
export function mayConcernSpans(text: string, words: readonly string[]): boolean {
  return (
    WORDS.test(text) ||
    (SETTERS.test(text) && TRACING.test(text)) ||
    PACKAGES.test(text) ||
    WIDE.some(({ packages, words: own }) => packages.test(text) && own.test(text)) ||
    words.some((word) => text.includes(word))
  );
}
