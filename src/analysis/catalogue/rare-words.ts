import { wordsOf } from './data-words.ts';

/**
 * Words by which a condition says that few rounds of a loop meet it.
 * Source: false alarms that users would meet (2026) and words like those in them, chosen by hand; `Promise.allSettled` (`fulfilled`,
 * `rejected`) and `ok` of `fetch`.
 */
const FAILURES =
  /^(?:err|errors?|errored|exceptions?|fail|fails|failed|failures?|rejected|rejections?|invalid|corrupt|broken|unhealthy|timedout|timeouts?)$/;
const SUCCESSES = /^(?:ok|success|succeeded|successful|fulfilled|valid|healthy|passed)$/;
const SLOW = /^(?:slow|elapsed|duration|took|latency|lag)$/;
/** A part that is chosen to be looked at. */
const SAMPLED = /^(?:sample|sampled|sampling|sampler)$/;
/** One end of the list. */
const ENDS = /^(?:first|last)$/;
/** Switches that someone turns on to look closely. */
const SWITCHES = /^(?:debug|debugging|verbose|profile|profiling)$/;
const ROUND = /^(?:i|j|k|n|idx|index|count|counter|attempt|attempts|position|round|rounds|seen)$/;

/** Whether a name, or a text such as `rejected`, stands for a failure. */
export function isFailureWord(text: string): boolean {
  return wordsOf(text).some((word) => FAILURES.test(word));
}

/** Whether the last word of a name, or a text, stands for a success: `result.ok`, `fulfilled`. */
export function isSuccessWord(text: string): boolean {
  const words = wordsOf(text);
  return SUCCESSES.test(words.at(-1) ?? '') && !words.some((word) => /^(?:not|un)$/.test(word));
}

/** Whether a name stands for a time that something took, or for what took long. */
export function isSlowWord(name: string): boolean {
  return wordsOf(name).some((word) => SLOW.test(word));
}

/** Whether a name that is true tells of few rounds: `isFirst`, `shouldSample()`, `DEBUG`, `traceEachRow`. */
export function isRareFlag(name: string): boolean {
  const words = wordsOf(name);
  return (
    words.some((word) => SAMPLED.test(word) || SWITCHES.test(word) || word === 'slow') ||
    ENDS.test(words.at(-1) ?? '') ||
    // `TRACE_EACH_ROW` is a switch; `trace` alone may be the API
    (words.length > 1 && words.includes('trace'))
  );
}

/** Whether a name counts the rounds of a loop: `i`, `index`, `chunkIndex`. */
export function isRoundName(name: string): boolean {
  return ROUND.test(wordsOf(name).at(-1) ?? '');
}
