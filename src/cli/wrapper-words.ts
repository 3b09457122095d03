import { mayConcernSpans, soundsLikeWrapper } from '../analysis/gate.ts';

/** What leads from the files that define wrappers to those that call them: the names that they are called by. */

/** Wrappers of wrappers of wrappers are followed, no further. */
export const MOST_ROUNDS = 4;

/** Words that a wrapper may be called by and that half of all files hold for other reasons; how such a wrapper is called tells. */
const COMMON = /^(?:run|call|start|begin|create|record|log|get|set|use|add|wrap|exec|execute)$/;

/** A test for texts that may call or import something by one of the words; nothing where no word can be looked for. */
export function callTest(words: readonly string[]): RegExp | undefined {
  const plain = words.filter((word) => /^[\w$]+$/.test(word));
  if (plain.length === 0) return undefined;
  const any = plain.map((word) => (COMMON.test(word) ? `\\.${word}\\s*[(<]` : `\\b${word.replaceAll('$', '\\$')}\\b`));
  return new RegExp(any.join('|'));
}

/** A test for functions that are looked into for a wrapper, by module and path: by their sound, and those that go by one of the words. */
export function wrapperTest(words: ReadonlySet<string>): (name: string) => boolean {
  return (name) => soundsLikeWrapper(name) || words.has(name.split(' ').at(-1) ?? '');
}

/** Whether a reading of one file alone, as ESLint does it, sees the calls of a wrapper that no contract lists. */
export function isSeenAlone(module: string, exported: string): boolean {
  const word = exported.split('.').at(-1) ?? '';
  return mayConcernSpans(`${word}(`, []) && soundsLikeWrapper(`${module} ${exported}`);
}
