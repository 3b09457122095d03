import type { NameValue } from '../names/name-value.ts';
import { plainKey, type ObjectEntry } from '../syntax/object-entries.ts';
import type { Texts } from '../texts/texts.ts';

/** The key of an entry; a plain property name is its own text. */
export function keyOfEntry(texts: Texts, entry: ObjectEntry): NameValue {
  const text = entry.computed ? undefined : plainKey(entry.keyNode);
  return text === undefined
    ? texts.valueOf(entry.keyNode)
    : { kind: 'exact', texts: [{ text, nodes: [entry.keyNode] }] };
}

/** Whether a key is one of those that are recorded with another value in its place. */
export function isReplaced(key: NameValue, replaced: readonly string[] = []): boolean {
  return replaced.length > 0 && key.kind === 'exact' && key.texts.every(({ text }) => replaced.includes(text));
}
