import type { AttributeSite } from './attribute-sites.ts';
import type { FileReading } from './reading.ts';
import { recordedSpan } from './recorded-span.ts';
import { sourcesOf } from './sources.ts';
import type { SpanSite } from './span-sites.ts';
import { unwrap, type Node } from './tree.ts';

/**
 * Whether the same value is put on the span under a key: at its creation, or set in the function that creates it or in its
 * callback.
 * @param values nodes that stand for the value: as it is written in the name, and where it comes from
 */
export function recordsUnder(reading: FileReading, site: SpanSite, key: string, ...values: readonly Node[]): boolean {
  const wanted = new Set(values.flatMap((value) => textsOf(reading, value)));
  return attributesOf(reading, site).some(
    (attribute) =>
      attribute.key.kind === 'exact' &&
      attribute.key.texts.some((one) => one.text === key) &&
      textsOf(reading, attribute.value).some((text) => wanted.has(text)),
  );
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
export function attributesOf(reading: FileReading, site: SpanSite): readonly AttributeSite[] {
  const { tree } = reading;
  const home = (site.deferred && site.callback) ?? tree.functionAround(site.call);
  return reading.attributeSites.filter((attribute) => {
    if (attribute.via === 'event') return false;
    if (attribute.recording === site.call) return true;
    if (attribute.via === 'creation') return site.kind === 'rename' && holds(attribute.recording, site.call);
    if (site.kind === 'create' && isOfAnother(reading, attribute, site)) return false;
    for (let fn = tree.functionAround(attribute.recording); ; fn = tree.functionAround(fn)) {
      if (fn === home) return true;
      if (!fn) return false;
    }
  });
}

function holds(outer: Node, inner: Node): boolean {
  return outer.range[0] <= inner.range[0] && inner.range[1] <= outer.range[1];
}

/** Whether an attribute is shown to be set on the span of another site. */
function isOfAnother(reading: FileReading, attribute: AttributeSite, site: SpanSite): boolean {
  const span = recordedSpan(reading, attribute);
  return typeof span !== 'string' && span !== site.call;
}
