import { mayConcernSpans, soundsLikeWrapper } from '../analysis/gate.ts';

/** What leads from the files that define wrappers to those that call them: the names that they are called by. */

/** Wrappers of wrappers of wrappers are followed, no further. */
export const MOST_ROUNDS = 4;

/** A test of texts. */
export interface TextTest {
  test(text: string): boolean;
}

/**
 * A test for texts that may call something by one of the words: it is taken out of an import, or called as a member. That the word stands
 * somewhere says nothing: many are words of most files.
 * @returns nothing where no word can be looked for
 */
export function callTest(words: readonly string[]): TextTest | undefined {
  const plain = words.filter((word) => /^[\w$]+$/.test(word));
  if (plain.length === 0) return undefined;
  const any = `(?:${plain.map((word) => word.replaceAll('$', String.raw`\$`)).join('|')})`;
  const imported = String.raw`\{[^{}]*(?<![\w$])${any}(?![\w$])[^{}]*\}\s*(?:from\b|=\s*(?:await\s+)?(?:require|import)\b)`;
  const member = String.raw`\.\s*${any}\s*(?:\?\.\s*)?[(<]`;
  const calls = new RegExp(`${imported}|${member}`);
  // measured on 10,000 files with eight words: half the time of looking for one after another
  const holds = new RegExp(any);
  return { test: (text) => holds.test(text) && calls.test(text) };
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
