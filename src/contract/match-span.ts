import type { Contract, SpanContract } from './contract.ts';
import { isMadeOf } from './name-pattern.ts';

const HOLE = /\{([^{}]+)\}/g;

/** The attribute keys that stand as holes in a name, in order. */
export function holesOf(name: string): string[] {
  return [...name.matchAll(HOLE)].map((match) => match[1] as string);
}

/** The contract's entry for a whole text; an entry with holes matches any text in their place. */
export function spanEntryOf(
  name: string,
  contract: Contract,
): { readonly name: string; readonly entry: SpanContract } | undefined {
  const exact = contract.spans.get(name);
  if (exact) return { name, entry: exact };
  for (const [key, entry] of contract.spans)
    if (holesOf(key).length > 0 && fills(name, key)) return { name: key, entry };
  return undefined;
}

/** Whether a name is one that the contract says is not the team's own. */
export function isAllowed(name: string, contract: Contract): boolean {
  return contract.allow.some((glob) => isMadeOf(name, glob.split('*'), 0));
}

/** What no glob holds, so that only a `*` takes it. */
const ANYTHING = '\u0000';

/**
 * Whether all names that a pattern can be are such names: what varies stands where a glob takes anything.
 * @param parts texts and holes (`null`) of the pattern
 */
export function isAllowedPattern(parts: readonly (string | null)[], contract: Contract): boolean {
  return isAllowed(parts.map((part) => part ?? ANYTHING).join(''), contract);
}

/**
 * The entry that a written pattern is: the same texts with holes at the same places.
 * @param parts texts and holes (`null`) of the pattern
 */
export function entryForPattern(
  parts: readonly (string | null)[],
  contract: Contract,
): { readonly name: string; readonly entry: SpanContract; readonly holes: readonly string[] } | undefined {
  for (const [name, entry] of contract.spans) {
    const holes = holesOf(name);
    if (holes.length > 0 && sameShape(parts, name)) return { name, entry, holes };
  }
  return undefined;
}

/**
 * The entry whose `replaces` claims a name or a pattern, with the keys that the old name's holes become, and for a text what stands in these
 * holes.
 */
export function replacedBy(
  parts: readonly (string | null)[],
  contract: Contract,
): { readonly name: string; readonly holes: readonly string[]; readonly values?: readonly string[] } | undefined {
  const [only] = parts;
  for (const [name, entry] of contract.spans) {
    for (const old of entry.replaces) {
      const holes = holesOf(old);
      const text = parts.length === 1 && typeof only === 'string' ? only : undefined;
      if (
        text === undefined
          ? holes.length > 0 && sameShape(parts, old)
          : text === old || (holes.length > 0 && fills(text, old))
      )
        return text === undefined || text === old ? { name, holes } : { name, holes, values: valuesIn(text, old) };
    }
  }
  return undefined;
}

/** Whether a pattern is an entry, may be one with what varies, or is an old name of one. */
export function mayBeListed(parts: readonly (string | null)[], contract: Contract): boolean {
  if (entryForPattern(parts, contract) || replacedBy(parts, contract)) return true;
  const pattern = parts.map((part) => part ?? '{}').join('');
  const pieces = pattern.split('{}');
  return [...contract.spans.keys()].some((name) => isMadeOf(name, pieces, 1));
}

function sameShape(parts: readonly (string | null)[], name: string): boolean {
  const shape = name.split(HOLE).flatMap((piece, i) => (i % 2 === 1 ? [null] : piece === '' ? [] : [piece]));
  return shape.length === parts.length && shape.every((piece, i) => piece === parts[i]);
}

/** Whether a text is a name of the contract with something in each of its holes. */
export function fills(text: string, pattern: string): boolean {
  const pieces = pattern.split(HOLE).filter((_, i) => i % 2 === 0);
  return isMadeOf(text, pieces, 1);
}

/** What stands in the holes of a pattern that a text fills. */
function valuesIn(text: string, pattern: string): readonly string[] {
  const pieces = pattern.split(HOLE).filter((_, i) => i % 2 === 0);
  const values: string[] = [];
  let start = pieces[0]?.length ?? 0;
  for (const [i, piece] of pieces.entries()) {
    if (i === 0) continue;
    const end = i === pieces.length - 1 ? text.length - piece.length : text.indexOf(piece, start + 1);
    values.push(text.slice(start, end));
    start = end + piece.length;
  }
  return values;
}
