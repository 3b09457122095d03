import { libraryOf } from './catalogue/find-calls.ts';
import { LIBRARIES } from './catalogue/libraries/index.ts';
import { OPENTELEMETRY } from './catalogue/libraries/opentelemetry.ts';

/** Methods of tracers. Source: method names of the catalogue. */
const SPAN_METHODS = /startSpan|startActiveSpan|withActiveSpan/;
/** A call of what sounds like a wrapper of another file: `withSpan(`, `runInSpan<`. Measured: 13 % more files than without. */
const WRAPPER_CALL = /[a-z]Span\s*[(<]/;

/** Other words without one of which a file has nothing to do with spans. Looked for one by one: measured, twice as fast as a pattern. */
const WORDS = [
  'updateName',
  'TracerProvider',
  'NodeSDK',
  'HoneycombSDK',
  'HoneycombWebSDK',
  'useAzureMonitor',
  'Laminar.initialize',
];

/** Libraries whose spans count in any case; the words above tell those of OpenTelemetry. */
const COUNTING = LIBRARIES.filter((library) => library.openTelemetry && library !== OPENTELEMETRY);

/** Beginnings of packages whose import is enough: the API, and what sets a provider up. */
const IMPORTS = [
  '@opentelemetry/api',
  '@opentelemetry/sdk',
  '@arizeai/phoenix-otel',
  '@splunk/otel',
  '@traceloop/node-server-sdk',
];

/** `'@langfuse/tracing'` and its subpaths, also as Deno writes them: the packages of the catalogue, found by one scan for quotes. */
const PACKAGES = new RegExp(
  `['"\`](?:(?:npm|jsr):/?)?(?:(${namesOf(COUNTING.flatMap(({ packages }) => packages))})['"\`/@]|${namesOf(IMPORTS)})`,
  'g',
);

function namesOf(packages: readonly string[]): string {
  return packages.map((name) => name.replace(/[./]/g, String.raw`\$&`)).join('|');
}

/** Whether a file holds a package that makes spans and, where that is for much else, a word of its span calls. */
function namesLibrary(text: string): boolean {
  if (text.search(PACKAGES) < 0) return false;
  // examples in comments name one package hundreds of times
  const names = new Set([...text.matchAll(PACKAGES)].map(([, name = '']) => name));
  return [...names].some((name) => libraryOf(name)?.words?.test(text) ?? true);
}

/** What is done to a span; DOM elements have `setAttribute` too, so a word of tracing must stand in the file as well. */
const SETTERS = /setAttribute|addEvent(?!Listener)|\.attributes\s*(?:[?|&]{2})?=(?!=)/;
/** Of `span` alone only what it is done to, for `<span>` is an element and a word of many texts. */
const TRACING = /telemetry|tracing|tracer|Span\b|\bspan\s*[?!]?\s*\.\s*(?:setAttribute|addEvent|attributes)/;

/** Escapes of JavaScript, which may spell any letter of a word: `\u0073tartSpan`, `\x73tartSpan`. */
const ESCAPES = /\\(?:u\{([0-9a-fA-F]{1,6})\}|u([0-9a-fA-F]{4})|x([0-9a-fA-F]{2}))/g;

function spelledOut(text: string): string {
  return text.replace(ESCAPES, (escape, braced?: string, four?: string, two?: string) => {
    const point = parseInt(braced ?? four ?? two ?? '', 16);
    return point > 0x10ffff ? escape : String.fromCodePoint(point);
  });
}

/**
 * The cheap test that decides, before any scope work, whether a file is read at all.
 * @param text the file's text
 * @param words words of the contract: names of its wrappers, packages that it switches on
 */
export function mayConcernSpans(text: string, words: readonly string[]): boolean {
  if (holdsWord(text, words)) return true;
  // nearly all escapes are of signs that no word holds: of 11,000 files 89 held escapes and no word, and none spelled one
  return (text.includes('\\u') || text.includes('\\x')) && holdsWord(spelledOut(text), words);
}

function holdsWord(text: string, words: readonly string[]): boolean {
  return (
    (text.includes('Span') && (SPAN_METHODS.test(text) || WRAPPER_CALL.test(text))) ||
    WORDS.some((word) => text.includes(word)) ||
    (SETTERS.test(text) && TRACING.test(text)) ||
    namesLibrary(text) ||
    words.some((word) => text.includes(word))
  );
}

/** Names of functions, and of their modules, that are looked into for a wrapper where nothing else tells which are some. */
const WRAPPER = /span|trac(?:e|ing)|instrument|telemetr|observ|monitor|otel/i;

/** Whether a function may be a wrapper, by its module and path, joined by blanks. */
export function soundsLikeWrapper(name: string): boolean {
  return WRAPPER.test(name);
}
