import type { Contract } from './contract.ts';
import { keyForHole } from './hole-keys.ts';
import { judgeName } from './name-grammar.ts';
import { holdsWord } from './name-pattern.ts';
import { nameOfSameWords } from './propose-name.ts';

/** What stands for a name that only the team can choose. */
const OPEN_NAME = 'your.name';

/**
 * An entry that replaces a name with data in it, as one line of YAML: `order.save: { replaces: ['save order {order.id}'] }`.
 * @param written texts, and of each hole what the value is called, from the outside in
 * @returns nothing where no `replaces` could know the name
 */
export function draftedEntry(
  written: readonly (string | readonly string[])[],
  contract: Contract,
): { readonly name: string; readonly line: string } | undefined {
  const parts = written.reduce<(string | readonly string[])[]>((all, part) => {
    const last = all.at(-1);
    if (typeof part !== 'string' || typeof last !== 'string') return [...all, part];
    return [...all.slice(0, -1), last + part];
  }, []);
  const texts = parts.filter((part) => typeof part === 'string');
  if (!holdsWord(texts) || texts.some((text) => /[{}\n]/.test(text))) return undefined;
  const left = texts.map((text) => text.replace(/^[^\p{L}\p{N}]+|[^\p{L}\p{N}]+$/gu, '')).filter((text) => text !== '');
  const words = left.join('.');
  const name = judgeName(words, contract) === undefined ? words : nameOfSameWords(left.join(' '), contract);
  const entry = name ?? OPEN_NAME;
  const keys = new Set<string>();
  const old = parts.map((part) => {
    if (typeof part === 'string') return part;
    const key = keyForHole(part, entry, contract) ?? `${entry.split('.', 1)[0] ?? ''}.value`;
    const own = keys.has(key) ? `${key}_${String(keys.size + 1)}` : key;
    keys.add(own);
    return `{${own}}`;
  });
  return { name: entry, line: `${entry}: { replaces: ['${old.join('').replaceAll("'", "''")}'] }` };
}
