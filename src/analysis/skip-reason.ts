import { isMinified } from './parsing/minified.ts';

/**
 * Characters of the largest file that is read without being asked for. Measured: ten times as much takes a minute and gigabytes; of
 * 30,622 files of 17 repositories two are larger, none of them with spans. Biome has the same limit.
 */
const LARGEST = 1_000_000;

/**
 * Why a text is not read where nobody asked for its file: a program wrote it. What is reported in it nobody could mend, and reading it
 * takes seconds.
 * @returns the end of a sentence; nothing for what is read
 */
export function skipReasonOf(text: string): string | undefined {
  if (text.length > LARGEST) return 'it has more than 1,000,000 characters';
  return isMinified(text) ? 'it is minified' : undefined;
}
