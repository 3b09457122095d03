import type { Contract, SpanContract } from './contract.ts';

const HOLE = /\{([^{}]+)\}/g;

/** The attribute keys that stand as holes in a name, in order. */
export function holesOf(name: string): string[] {
  return [...name.matchAll(HOLE)].map((match) => match[1] as string);
}

/** The contract's entry for a whole text; an entry with holes matches any text in their place. */
export function spanEntryOf(name: string, contract: Contract): { readonly name: string; readonly entry: SpanContract } | undefined {
  const exact = contract.spans.get(name);
  if (exact) return { name, entry: exact };
  for (const [key, entry] of contract.spans) if (holesOf(key).length > 0 && patternOf(key).test(name)) return { name: key, entry };
  return undefined;
}

/** Whether a name is one that the contract says is not the team's own. */
export function isAllowed(name: string, contract: Contract): boolean {
  return contract.allow.some((glob) => new RegExp(`^${glob.split('*').map(escaped).join('.*')}$`, 's').test(name));
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

/** The entry whose `replaces` claims a name or a pattern, with the keys that the old name's holes become. */
export function replacedBy(parts: readonly (string | null)[], contract: Contract): { readonly name: string; readonly holes: readonly string[] } | undefined {
  const [only] = parts;
  for (const [name, entry] of contract.spans) {
    for (const old of entry.replaces) {
      const holes = holesOf(old);
      const text = parts.length === 1 && typeof only === 'string' ? only : undefined;
      if (text === undefined ? holes.length > 0 && sameShape(parts, old) : text === old || (holes.length > 0 && patternOf(old).test(text))) return { name, holes };
    }
  }
  return undefined;
}

function sameShape(parts: readonly (string | null)[], name: string): boolean {
  const shape = name.split(HOLE).flatMap((piece, i) => (i % 2 === 1 ? [null] : piece === '' ? [] : [piece]));
  return shape.length === parts.length && shape.every((piece, i) => piece === parts[i]);
}

function patternOf(name: string): RegExp {
  const pieces = name.split(HOLE).map((piece, i) => (i % 2 === 1 ? '.+' : escaped(piece)));
  return new RegExp(`^${pieces.join('')}$`, 's');
}

function escaped(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|]/g, String.raw`\$&`);
}
