import { mention } from '../mention.ts';
import type { Contract } from './contract.ts';
import { fills, holesOf, replacedBy } from './match-span.ts';
import { replacedLoosely } from './suggest-name.ts';

/** What replaces a text whose new name has holes, or that has data of its own where the old name had a hole. */
export interface NameWithData {
  /** The entry that replaces the old name. */
  readonly entry: string;
  /** The new name; a hole whose value the old name does not say stays one. */
  readonly name: string;
  /** What is to be recorded, with its value where the old name says it. */
  readonly records: readonly { readonly key: string; readonly value?: string }[];
}

/**
 * The new name of an old one together with the data that belongs to it: `tool.search` is `execute_tool search` with `search` as
 * `gen_ai.tool.name`, `openai.chat.gpt-4o` is `gen_ai.completion` with `gpt-4o` as `gen_ai.request.model`.
 * @returns nothing where the contract does not replace the name, or no data belongs to it
 */
export function nameWithData(text: string, contract: Contract): NameWithData | undefined {
  const written = replacedBy([text], contract);
  const loose = written ? undefined : replacedLoosely(text, contract);
  const name = written?.name ?? loose;
  if (name === undefined || name === text || (holesOf(name).length > 0 && fills(text, name))) return undefined;
  const keys = [...new Set([...(written?.holes ?? []), ...holesOf(name)])];
  if (keys.length === 0) return undefined;
  const valueOf = (key: string) => written?.values?.[written.holes.indexOf(key)];
  return {
    entry: name,
    name: name.replace(/\{([^{}]+)\}/g, (hole, key: string) => valueOf(key) ?? hole),
    records: keys.map((key) => {
      const value = valueOf(key);
      return { key, ...(value === undefined ? {} : { value }) };
    }),
  };
}

/**
 * What to do about such a name, as a sentence.
 * @param written the name as it stands at the call, where a wrapper or a library adds to it
 */
export function sayNameWithData({ name, records }: NameWithData, written = name): string {
  const open = records.filter(({ value }) => value === undefined).map(({ key }) => mention(key));
  const known = records.flatMap(({ key, value }) =>
    value === undefined ? [] : `${mention(value)} as the attribute ${mention(key)}`,
  );
  const filled = open.length === 0 ? '' : ` with the value of ${open.join(' and ')} in place of the hole,`;
  const makes = written === name ? '' : `${filled === '' ? ',' : ''} which makes that name,`;
  const own = open.length === 0 ? [] : [`that value as the attribute ${open.join(' and ')}`];
  return `Write ${mention(written)}${filled}${makes} and record ${[...known, ...own].join(', and ')}.`;
}
