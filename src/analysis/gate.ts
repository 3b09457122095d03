/**
 * Words without one of which a file has nothing to do with spans. `\u` and `\x` may spell any of them.
 * Source: method names of the catalogue; measured on 9,858 files, where a bare backslash would let in seven times as many.
 */
const WORDS =
  /startSpan|startActiveSpan|withActiveSpan|updateName|TracerProvider|NodeSDK|startNodeSDK|@opentelemetry\/sdk|HoneycombSDK|HoneycombWebSDK|useAzureMonitor|phoenix-otel|@splunk\/otel|@traceloop\/node-server-sdk|Laminar\.initialize|\\[ux]/;

/** A call of what sounds like a wrapper of another file: `withSpan(`, `runInSpan<`. Measured: 13 % more files than without. */
const WRAPPER_CALL = /[a-z]Span\s*[(<]/;

/** DOM elements have `setAttribute` too, so a word of tracing must stand in the file as well. */
const SETTERS = /setAttribute|addEvent|\.attributes/;
const TRACING = /@opentelemetry|opentelemetry|[sS]pan\b|telemetry|tracing|tracer/;

/**
 * The cheap test that decides, before any scope work, whether a file is read at all.
 * @param text the file's text
 * @param wrappers names of the contract's wrappers
 */
export function mayConcernSpans(text: string, wrappers: readonly string[]): boolean {
  return (
    WORDS.test(text) ||
    WRAPPER_CALL.test(text) ||
    (SETTERS.test(text) && TRACING.test(text)) ||
    wrappers.some((wrapper) => text.includes(wrapper))
  );
}
