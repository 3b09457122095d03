import type { AttributeSite } from './attribute-sites.ts';
import { isReplaced, keyOfEntry } from './entry-key.ts';
import type { FileReading } from '../reading.ts';
import { entriesOf, plainKey, type ObjectEntry } from '../syntax/object-entries.ts';
import type { SpanSite } from '../spans/span-site.ts';

/**
 * The attributes that a call gives the span which it makes. Where a function of the file makes their object, each call of it has them with what
 * it gave to that function; the list of all attributes of a file has them once.
 */
export function givenAttributes({ tree, origins, texts }: FileReading, site: SpanSite): AttributeSite[] {
  const entries = (object: ObjectEntry['value'] | undefined) => entriesOf(tree, origins, object);
  const inOptions = entries(site.options).findLast((one) => !one.computed && plainKey(one.keyNode) === 'attributes');
  const all = [
    ...entries(site.attributes),
    ...entries(inOptions?.value).map((entry) =>
      inOptions?.bound ? { ...entry, bound: new Map([...inOptions.bound, ...(entry.bound ?? [])]) } : entry,
    ),
  ];
  const given = all.map((entry): AttributeSite => ({
    via: 'creation',
    certainty: site.certainty,
    keyNode: entry.keyNode,
    key: keyOfEntry(texts, entry),
    value: entry.value,
    node: entry.node,
    recording: site.call,
    ...(entry.bound ? { bound: entry.bound } : {}),
  }));
  return given.filter(({ key }) => !isReplaced(key, site.replaced));
}
