import type { Contract } from '../../contract/contract.ts';
import { wrapperWord } from '../../contract/find-contract.ts';
import { soundsLikeWrapper } from '../gate.ts';

/** What leads to spans in the texts of other files. */
export interface LeadSearch {
  /** Whether a function may be a wrapper, by its module and path joined by blanks. */
  readonly isWrapper: (name: string) => boolean;
  /** Names of the wrappers that the contract lists. */
  readonly words: readonly string[];
}

const searches = new WeakMap<Contract, LeadSearch>();

/** What sounds like a wrapper, or goes by the name of one that the contract lists; the same for all files under a contract. */
export function searchFor(contract: Contract, isWrapper = soundsLikeWrapper): LeadSearch {
  const known = isWrapper === soundsLikeWrapper ? searches.get(contract) : undefined;
  if (known) return known;
  const words = contract.wrappers.map(wrapperWord);
  const search = {
    words,
    isWrapper: (name: string) => isWrapper(name) || words.includes(name.slice(name.lastIndexOf(' ') + 1)),
  };
  if (isWrapper === soundsLikeWrapper) searches.set(contract, search);
  return search;
}
