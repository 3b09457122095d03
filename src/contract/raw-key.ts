import type { Contract, RawContract } from './contract.ts';

/**
 * The contract's entry for a content key: exactly, with `N` for an index, or with `*` at its end.
 * @param key an attribute key; an index in it is a number or `N`
 */
export function rawContractOf(
  key: string,
  contract: Contract,
): { readonly key: string; readonly raw: RawContract } | undefined {
  const indexed = key.replace(/(?<=\.)\d+(?=\.|$)/g, 'N');
  for (const candidate of new Set([key, indexed])) {
    const raw = contract.attributes.raw.get(candidate);
    if (raw) return { key: candidate, raw };
  }
  for (const [listed, raw] of contract.attributes.raw)
    if (listed.endsWith('*') && indexed.startsWith(listed.slice(0, -1))) return { key: listed, raw };
  return undefined;
}

/**
 * The key that takes the place of a content key. An entry for a family of keys (`N`, `*`) names the family, so the key itself is made
 * longer then.
 * @param key the content key, a computed part as code in braces or as it will stand in a template
 */
export function replacementKey(key: string, found: ReturnType<typeof rawContractOf>): string {
  const listed = found && !/(?:^|\.)N(?:\.|$)|\*$/.test(found.key) ? found.raw.as : undefined;
  return listed ?? `${key}.${found?.raw.record ?? 'length'}`;
}
