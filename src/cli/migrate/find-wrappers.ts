import { exportedWrappers } from '../../analysis/wrappers/exported-wrappers.ts';
import type { ContractSettings } from '../../contract/find-contract.ts';
import { callTest, isSeenAlone, MOST_ROUNDS, wrapperTest, type TextTest } from '../wrapper-words.ts';
import { governedReadings, type FileText } from './governed-readings.ts';

/**
 * The names of the wrappers of a project whose calls a reading of one file does not know: the files that may concern spans tell them, and
 * those names lead to more files.
 * @param first the files that may concern spans
 * @param others texts of a test, among the files that do not: those that may call a wrapper
 * @param isListed whether all contracts list a wrapper by this name
 * @returns the names, and the files that they let in
 */
export function findWrappers<File extends FileText>(
  first: readonly File[],
  others: (mayCall: TextTest) => Iterable<File>,
  settings: ContractSettings,
  isListed: (word: string) => boolean,
): { readonly words: ReadonlySet<string>; readonly more: readonly File[] } {
  const words = new Set<string>();
  const more = new Map<string, File>();
  let fresh = wordsIn(first, settings, words);
  for (let round = 1; round < MOST_ROUNDS; round++) {
    const added = fresh.filter((word) => !words.has(word) && !isSeenAlone(word, word) && !isListed(word));
    const mayCall = callTest(added);
    if (!mayCall) break;
    for (const word of added) words.add(word);
    for (const file of others(mayCall)) more.set(file.file, file);
    const again = [...first, ...more.values()].filter(({ text }) => mayCall.test(text));
    fresh = wordsIn(again, settings, words);
  }
  return { words, more: [...more.values()] };
}

function wordsIn(
  files: readonly FileText[],
  settings: ContractSettings,
  words: ReadonlySet<string>,
): readonly string[] {
  const view = { isWrapper: wrapperTest(words) };
  return files.flatMap((file) =>
    governedReadings(file, settings, view).flatMap((reading) =>
      exportedWrappers(reading).flatMap(({ word }) => word ?? []),
    ),
  );
}
