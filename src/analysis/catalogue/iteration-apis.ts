/**
 * Calls that run a callback for each item of a collection.
 * Source: ECMAScript 2024 arrays, iterator helpers; lodash 4, p-map 7, async 3.
 */
const ARRAY_METHODS = new Set([
  'map',
  'forEach',
  'flatMap',
  'filter',
  'reduce',
  'reduceRight',
  'some',
  'every',
  'find',
  'findIndex',
  'findLast',
  'sort',
]);

/** Functions that take the collection first, with the place of the callback; options and a final callback come behind it. */
const FUNCTIONS: ReadonlyMap<string, number> = new Map([
  ['map', 1],
  ['each', 1],
  ['forEach', 1],
  ['mapSeries', 1],
  ['mapLimit', 2],
  ['eachLimit', 2],
  ['eachSeries', 1],
  ['eachOf', 1],
  ['pMap', 1],
  ['pEach', 1],
  ['pMapSeries', 1],
  ['pEachSeries', 1],
  ['filter', 1],
  ['mapAsync', 1],
]);

/**
 * Functions that run a callback at once and one time: it belongs to the code around the call. `Promise.all` takes no callback, and
 * `all` of a router keeps it for later.
 */
const RUN_AT_ONCE = new Set([
  'with',
  'run',
  'limit',
  'catch',
  'then',
  'finally',
  'withSpan',
  'startActiveSpan',
  'withActiveSpan',
  'trace',
  'retry',
  'pRetry',
  'timeout',
  'transaction',
]);

/** Whether a method of a collection runs its callback for each item. */
export function isIterationMethod(name: string): boolean {
  return ARRAY_METHODS.has(name);
}

/** The place of the argument that a function, by its own name or as a property (`_.map`), runs for each item of its first. */
export function placeOfCallback(name: string): number | undefined {
  return FUNCTIONS.get(name);
}

/** Whether a call of this name runs a function that it is given once and at once. */
export function runsAtOnce(name: string): boolean {
  return RUN_AT_ONCE.has(name) || /^(?:in|with)[A-Z]\w*(?:Span|Context|Trace)$/.test(name);
}
