import type { Contract } from './contract.ts';
import { editDistance } from './did-you-mean.ts';
import { holesOf, replacedBy, spanEntryOf } from './match-span.ts';
import { judgeName } from './name-grammar.ts';
import { segmentsOf } from './name-words.ts';
import { plainName } from './propose-name.ts';
import { isSemconvName } from './semconv-operations.ts';

/** A better name and how it was found. */
export interface NameSuggestion {
  readonly name: string;
  /** `about`: the name of the operation, without what the old name adds to it. */
  readonly how: 'replaces' | 'near' | 'style' | 'about';
}

const EMPTY_SEGMENT = /^\.|\.\.|\.$/;
/** An operation and what it is about: `LLM Call: gpt-4o`. */
const LABELLED = /^([^:]+):\s+\S/;
const SHORTEST_NEAR = 8;
const FARTHEST_NEAR = 2;

/**
 * A better name for one that breaks the contract: what the contract says replaces it, a listed name that is nearly the same, or the
 * same words in the right style. Never a name that would be a fault itself.
 */
export function suggestName(name: string, contract: Contract): NameSuggestion | undefined {
  const written = replacedBy([name], contract)?.name;
  const loose = written === undefined ? replacedLoosely(name, contract) : undefined;
  const replaced = written ?? loose;
  if (replaced !== undefined && replaced !== name && isRight(replaced, contract))
    return { name: replaced, how: 'replaces' };
  const labelled = LABELLED.exec(name)?.[1];
  const operation = labelled === undefined ? undefined : replacedLoosely(labelled, contract);
  if (operation !== undefined && isRight(operation, contract)) return { name: operation, how: 'about' };
  const near = nearEntry(name, contract);
  if (near !== undefined && near !== name) return { name: near, how: 'near' };
  const route = name.replace(/^\[(\w+)\] +/, '$1 ');
  if (route !== name && contract.naming.accept.includes('semconv') && isSemconvName(route))
    return { name: route, how: 'style' };
  const styled = plainName(name, contract);
  return styled === undefined || styled === name ? undefined : { name: styled, how: 'style' };
}

/** The event name that replaces an old one; nothing where the contract does not say so. */
export function eventReplacing(name: string, contract: Contract): string | undefined {
  if (contract.events.has(name)) return undefined;
  for (const [key, { replaces }] of contract.events) if (replaces.includes(name)) return key;
  return undefined;
}

function isRight(name: string, contract: Contract): boolean {
  return (
    holesOf(name).length === 0 && (spanEntryOf(name, contract) !== undefined || judgeName(name, contract) === undefined)
  );
}

/** The words of a name whatever joins them: `LLMCall`, `llm-call` and `llm_call` are the same. */
function flat(name: string): string {
  return segmentsOf(name).flat().join(' ');
}

/** The names of a contract by their words. */
interface WordsOf {
  readonly replaced: ReadonlyMap<string, string>;
  readonly listed: readonly { readonly key: string; readonly words: string }[];
}

const known = new WeakMap<Contract, WordsOf>();

function wordsOf(contract: Contract): WordsOf {
  let words = known.get(contract);
  if (!words) {
    const replaced = new Map<string, string>();
    for (const [key, { replaces }] of contract.spans) {
      for (const old of replaces)
        if (holesOf(old).length === 0 && !replaced.has(flat(old))) replaced.set(flat(old), key);
    }
    const plain = [...contract.spans.keys()].filter((key) => holesOf(key).length === 0);
    words = { replaced, listed: plain.map((key) => ({ key, words: flat(key) })) };
    known.set(contract, words);
  }
  return words;
}

/** The entry that replaces a name of the same words, whatever joins them; old names with holes are left out. */
export function replacedLoosely(name: string, contract: Contract): string | undefined {
  // `agent..step` is a slip in the name itself, not the old name that has the same words
  const words = EMPTY_SEGMENT.test(name) ? '' : flat(name);
  return words === '' ? undefined : wordsOf(contract).replaced.get(words);
}

function nearEntry(name: string, contract: Contract): string | undefined {
  const words = flat(name);
  const { listed } = wordsOf(contract);
  const same = listed.find((entry) => entry.words === words)?.key;
  if (same !== undefined || words.length < SHORTEST_NEAR) return same;
  let best: string | undefined;
  let least = FARTHEST_NEAR + 1;
  for (const entry of listed) {
    const distance = editDistance(entry.words, words, least);
    if (distance < least) [best, least] = [entry.key, distance];
  }
  return best;
}
