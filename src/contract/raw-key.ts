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
