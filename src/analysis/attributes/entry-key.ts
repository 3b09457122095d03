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
