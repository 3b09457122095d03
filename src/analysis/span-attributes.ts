import type { AttributeSite } from './attribute-sites.ts';
import type { FileReading } from './reading.ts';
import type { SpanSite } from './span-sites.ts';
import { unwrap, type Node } from './tree.ts';

/**
 * Whether the same value is put on the span under a key: at its creation, or set in the function that creates it or in its
 * callback.
 */
export function recordsUnder(reading: FileReading, site: SpanSite, key: string, value: Node): boolean {
  const text = reading.tree.quote(unwrap(value), 1000);
  return attributesOf(reading, site).some(
    (attribute) =>
      attribute.key.kind === 'exact' &&
      attribute.key.texts.some((one) => one.text === key) &&
      reading.tree.quote(unwrap(attribute.value), 1000) === text,
  );
}

/** Attributes that are given at the creation of a span or set near it. */
export function attributesOf(reading: FileReading, site: SpanSite): readonly AttributeSite[] {
  const { tree } = reading;
  const home = tree.functionAround(site.call);
  return reading.attributeSites.filter((attribute) => {
    if (attribute.via === 'event') return false;
    if (attribute.recording === site.call) return true;
    // a rename in the callback of the call that created the span
    const [start, end] = attribute.recording.range;
    if (
      site.kind === 'rename' &&
      attribute.via === 'creation' &&
      start <= site.call.range[0] &&
      site.call.range[1] <= end
    )
      return true;
    for (let fn = tree.functionAround(attribute.recording); ; fn = tree.functionAround(fn)) {
      if (fn === home) return true;
      if (!fn) return false;
    }
  });
}
