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

/** Functions that take the collection first and the callback second. */
const FUNCTIONS = new Set([
  'map',
  'each',
  'forEach',
  'mapSeries',
  'mapLimit',
  'eachLimit',
  'eachSeries',
  'eachOf',
  'pMap',
  'pEach',
  'pMapSeries',
  'pEachSeries',
  'filter',
  'mapAsync',
]);

/** Functions that run a callback at once and one time: it belongs to the code around the call. */
const RUN_AT_ONCE = new Set([
  'with',
  'run',
  'limit',
  'all',
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

/** Whether a function, by its own name or as a property (`_.map`), runs its second argument for each item of its first. */
export function isIterationFunction(name: string): boolean {
  return FUNCTIONS.has(name);
}

/** Whether a call of this name runs a function that it is given once and at once. */
export function runsAtOnce(name: string): boolean {
  return RUN_AT_ONCE.has(name) || /^(?:in|with)[A-Z]\w*(?:Span|Context|Trace)$/.test(name);
}
