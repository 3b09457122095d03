import type { Contract } from '../../contract/contract.ts';
import { titleOfReplacing } from '../../contract/contract-title.ts';
import { entryForPattern, isAllowed, replacedBy, spanEntryOf } from '../../contract/match-span.ts';
import { judgeName } from '../../contract/name-grammar.ts';
import { operationWords } from '../../contract/propose-name.ts';
import { suggestName } from '../../contract/suggest-name.ts';
import { exactText, holesOfName, isOwnNotation, shapeOfName, type NameRecord } from './init-names.ts';
import { hasTarget, semconvWithin } from './init-semconv.ts';

/** What becomes of a name. */
export type Verdict =
  | { readonly kind: 'good' | 'semconv' | 'ownNotation' | 'unjudged' }
  | { readonly kind: 'old'; readonly entry: string; readonly why: string; readonly holes?: readonly string[] }
  | { readonly kind: 'near'; readonly entry: string }
  | { readonly kind: 'bad' };

/**
 * Judges one name for itself.
 * @param isOfEntry whether words are those of an entry
 */
export function verdictOf(
  { name, sites }: NameRecord,
  base: Contract,
  isOfEntry: (words: readonly string[], entry: string) => boolean,
): Verdict {
  const text = exactText(name);
  if (text === undefined) {
    const shape = shapeOfName(name);
    if (entryForPattern(shape, base)) return { kind: 'unjudged' };
    const old = replacedBy(shape, base);
    if (old)
      return { kind: 'old', entry: old.name, why: `${replacer(shape, old.name, base)} replaces it`, holes: old.holes };
    if (!holesOfName(name).some(({ isData }) => isData)) return { kind: 'unjudged' };
    if (hasTarget(name, base)) return { kind: 'semconv' };
    const fixed = semconvWithin(name, base);
    return fixed === undefined
      ? { kind: 'bad' }
      : { kind: 'old', entry: fixed, why: "OpenTelemetry's own style, without what varies" };
  }
  if (isAllowed(text, base)) return { kind: 'unjudged' };
  const better = suggestName(text, base);
  const replaced = replacedBy([text], base)?.name;
  if (replaced !== undefined && replaced !== text)
    return { kind: 'old', entry: replaced, why: `${replacer([text], replaced, base)} replaces it` };
  if (spanEntryOf(text, base)) return base.spans.has(text) ? { kind: 'good' } : { kind: 'unjudged' };
  // only a name that is replaced as it stands is a finding where a library has a notation of its own
  if (isOwnNotation(sites) && better?.how !== 'replaces') return { kind: 'ownNotation' };
  const fault = judgeName(text, base);
  if (!fault && !/^[a-z0-9_.]+$/.test(text)) return { kind: 'semconv' };
  // another namespace than the contract's is a name that nobody has listed yet
  if (!fault || fault.id === 'namespace') return text.includes('.') ? { kind: 'good' } : { kind: 'semconv' };
  if (better?.how === 'replaces' || better?.how === 'about') {
    const [said] = better.how === 'about' ? text.split(':') : [text];
    const why = `the words of a name that ${replacer([said ?? ''], better.name, base)} replaces`;
    return { kind: 'old', entry: better.name, why: better.how === 'about' ? `before its colon ${why}` : why };
  }
  const own = better?.how === 'style' ? semconvWithin(name, base) : undefined;
  if (own !== undefined) return { kind: 'old', entry: own, why: "OpenTelemetry's own style" };
  const isOther = better?.how === 'near' && !isOfEntry(operationWords(text), better.name);
  return isOther ? { kind: 'near', entry: better.name } : { kind: 'bad' };
}

function replacer(parts: readonly (string | null)[], entry: string, base: Contract): string {
  return titleOfReplacing(parts, entry, base).toLowerCase();
}
