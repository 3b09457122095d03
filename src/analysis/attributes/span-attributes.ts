import { isAlwaysReached } from '../syntax/always-reached.ts';
import type { AttributeSite } from './attribute-sites.ts';
import { hasEffects, isSteady } from '../syntax/effects.ts';
import type { FileReading } from '../reading.ts';
import { recordedSpan, spanOfSite } from './recorded-span.ts';
import { sourcesOf } from '../syntax/sources.ts';
import type { SpanSite } from '../spans/span-site.ts';
import { isInside, unwrap, type Node } from '../syntax/tree.ts';

/**
 * Whether the same value is put on the span under a key: at its creation, or set in the function that creates it or in its
 * callback.
 * @param values nodes that stand for the value: as it is written in the name, and where it comes from
 */
export function recordsUnder(reading: FileReading, site: SpanSite, key: string, ...values: readonly Node[]): boolean {
  return recordingsOf(reading, site, key, values).length > 0;
}

/** The keys of all attributes near a span that hold the same value, in the order of the code. */
export function keysOfValue(reading: FileReading, site: SpanSite, ...values: readonly Node[]): readonly string[] {
  const wanted = new Set(values.flatMap((value) => textsOf(reading, value)));
  const span = spanOfSite(reading, site);
  const same = attributesOf(reading, site).filter(
    (attribute) =>
      (attribute.recording === site.call || recordedSpan(reading, attribute) === span) &&
      textsOf(reading, attribute.value).some((text) => wanted.has(text)),
  );
  return [...new Set(same.flatMap(({ key }) => (key.kind === 'exact' ? key.texts.map(({ text }) => text) : [])))];
}

/** Whether the same value is put on this very span under a key wherever the span gets its name. */
export function alwaysRecordsUnder(
  reading: FileReading,
  site: SpanSite,
  key: string,
  ...values: readonly Node[]
): boolean {
  const span = spanOfSite(reading, site);
  return recordingsOf(reading, site, key, values).some((attribute) => {
    const { recording } = attribute;
    if (recordedSpan(reading, attribute) !== span || hasEffects(reading.tree, attribute.value)) return false;
    if (recording === site.call) return true;
    // a span is made before it is renamed
    if (site.kind === 'rename' && recording === span && isSteady(reading.tree, attribute.value)) return true;
    if (site.kind === 'rename' && recording.range[1] <= site.call.range[0])
      return isAlwaysReached(reading, recording, site.call);
    const inCallback = site.callback && isInside(recording, site.callback);
    return isAlwaysReached(reading, inCallback ? site.callback : site.call, recording);
  });
}

/** Attributes of a span with another value than the wanted one under a key. */
export function clashesUnder(
  reading: FileReading,
  site: SpanSite,
  key: string,
  ...values: readonly Node[]
): readonly AttributeSite[] {
  const same = new Set(recordingsOf(reading, site, key, values));
  return attributesOf(reading, site).filter(
    (attribute) =>
      hasExactKey(attribute, key) &&
      (!same.has(attribute) || hasEffects(reading.tree, attribute.value)) &&
      (attribute.via === 'creation'
        ? attribute.recording === spanOfSite(reading, site) || attribute.recording === site.call
        : site.kind === 'rename' || attribute.via !== 'assignment'),
  );
}

function recordingsOf(
  reading: FileReading,
  site: SpanSite,
  key: string,
  values: readonly Node[],
): readonly AttributeSite[] {
  const wanted = new Set(values.flatMap((value) => textsOf(reading, value)));
  return attributesOf(reading, site).filter(
    (attribute) => hasExactKey(attribute, key) && textsOf(reading, attribute.value).some((text) => wanted.has(text)),
  );
}

function hasExactKey({ key }: AttributeSite, wanted: string): boolean {
  return key.kind === 'exact' && key.texts.some(({ text }) => text === wanted);
}

/** The source texts that a value goes by: its own, that of the constant behind it, and what `String()` was given. */
function textsOf(reading: FileReading, value: Node, depth = 0): string[] {
  const { tree } = reading;
  const node = unwrap(value, true);
  const texts = [tree.quote(node, 1000)];
  if (depth > 4) return texts;
  const [argument] = node.type === 'CallExpression' ? node.arguments : [];
  if (node.type === 'CallExpression' && argument && tree.quote(node.callee) === 'String')
    return [...texts, ...textsOf(reading, argument, depth + 1)];
  const variable = node.type === 'Identifier' ? tree.variableOf(node) : undefined;
  const [source, ...more] = variable ? sourcesOf(tree, variable) : [];
  if (source?.kind === 'value' && more.length === 0 && source.path.length === 0)
    texts.push(...textsOf(reading, source.node, depth + 1));
  return texts;
}

/** Attributes that are given at the creation of a span or set near it on what may be the same span. */
function attributesOf(reading: FileReading, site: SpanSite): readonly AttributeSite[] {
  const { tree } = reading;
  const home = (site.deferred && site.callback) ?? tree.functionAround(site.call);
  return reading.attributeSites.filter((attribute) => {
    if (attribute.via === 'event' || attribute.via === 'link') return false;
    if (attribute.recording === site.call) return true;
    if (attribute.via === 'creation')
      return (
        site.kind === 'rename' && isInside(site.call, attribute.recording) && !isOfAnother(reading, attribute, site)
      );
    if (isOfAnother(reading, attribute, site)) return false;
    for (let fn = tree.functionAround(attribute.recording); ; fn = tree.functionAround(fn)) {
      if (fn === home) return true;
      if (!fn) return false;
    }
  });
}

/** Whether an attribute is shown to be set on the span of another site. */
function isOfAnother(reading: FileReading, attribute: AttributeSite, site: SpanSite): boolean {
  const span = recordedSpan(reading, attribute);
  const own = spanOfSite(reading, site);
  return typeof span !== 'string' && typeof own !== 'string' && span !== own;
}
