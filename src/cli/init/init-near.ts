import type { Contract } from '../../contract/contract.ts';
import { hasOtherVerb, operationWords } from '../../contract/propose-name.ts';
import { mention } from '../../mention.ts';
import { keysOf, wrapsOf } from './init-evidence.ts';
import type { NameRecord } from './init-names.ts';
import type { ProposedEntry } from './init-groups.ts';

/** The later of two entries, the earlier one, and why they may be one. */
type NearEntry = readonly [entry: string, other: string, why: string];

/** An attribute that more entries have tells none of them apart. */
const MOST_SHARING = 3;

/**
 * Entries that may be one operation, by the attributes that they share or by the function that they wrap. One of each pair at least has
 * a name that nobody has agreed on yet.
 * @param all every seen name, for what many of them call tells none of them apart
 */
export function nearEntries(
  entries: readonly ProposedEntry[],
  all: readonly NameRecord[],
  base: Contract,
): readonly NearEntry[] {
  const known = entries
    .map(({ name, record, replaces }) => {
      const records = [...(record ? [record] : []), ...replaces.map((one) => one.record)];
      const isOpen = record === undefined && !base.spans.has(name);
      return { name, isOpen, records, keys: keysOf(records, base), wraps: wrapsOf(records) };
    })
    .sort((a, b) => (a.name < b.name ? -1 : 1));
  const uses = usesOf(known.map(({ keys }) => keys));
  const inEntries = new Set(known.flatMap(({ records }) => records));
  const left = all.filter((record) => !inEntries.has(record)).map((record) => wrapsOf([record]));
  const calls = usesOf([...known.map(({ wraps }) => wraps), ...left]);
  return known.flatMap((one, i) =>
    known.slice(0, i).flatMap((other): NearEntry[] => {
      if ((!one.isOpen && !other.isOpen) || hasOtherVerb(one.name, other.name)) return [];
      const shared = [...one.keys].filter((key) => other.keys.has(key) && (uses.get(key) ?? 0) <= MOST_SHARING);
      const [wrapped] = one.wraps.size === 1 ? [...one.wraps].filter((name) => other.wraps.has(name)) : [];
      const isAlike = shared.length >= 2 && shared.length * 2 > new Set([...one.keys, ...other.keys]).size;
      const keys = shared.slice(0, 3).map((key) => mention(key));
      if (isAlike) return [[one.name, other.name, `shares ${keys.join(', ')} with ${mention(other.name)}`]];
      return wrapped !== undefined &&
        other.wraps.size === 1 &&
        calls.get(wrapped) === 2 &&
        isNamedAfter(wrapped, one.name, other.name)
        ? [[one.name, other.name, `wraps ${mention(wrapped)}, as ${mention(other.name)} does`]]
        : [];
    }),
  );
}

/** Whether a function has a word that both names have: `loadUser` is what `user.load` does, and `db.query` is what anything does. */
function isNamedAfter(called: string, ...names: readonly string[]): boolean {
  const words = names.map((name) => new Set(operationWords(name)));
  return operationWords(called).some((word) => words.every((own) => own.has(word)));
}

/** How many of the sets hold a thing. */
function usesOf(sets: readonly ReadonlySet<string>[]): ReadonlyMap<string, number> {
  const uses = new Map<string, number>();
  for (const set of sets) for (const one of set) uses.set(one, (uses.get(one) ?? 0) + 1);
  return uses;
}
