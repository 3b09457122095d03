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

/** Attributes that are given at the creation of a span or set near it on what may be the same span. */
export function attributesOf(reading: FileReading, site: SpanSite): readonly AttributeSite[] {
  const { tree } = reading;
  const home = tree.functionAround(site.call);
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

/** Whether an attribute is set on a variable that holds the span of another site. */
function isOfAnother({ tree, spanSites }: FileReading, { recording }: AttributeSite, site: SpanSite): boolean {
  const callee = recording.type === 'CallExpression' ? unwrap(recording.callee) : undefined;
  const receiver = callee?.type === 'MemberExpression' ? unwrap(callee.object) : undefined;
  const definition = receiver?.type === 'Identifier' ? tree.variableOf(receiver)?.defs[0] : undefined;
  if (!definition) return false;
  const node = definition.node as Node;
  const owner = spanSites.find((one) =>
    node.type === 'VariableDeclarator'
      ? node.init && unwrap(node.init) === one.call
      : one.callback !== undefined && one.callback === node,
  );
  return owner !== undefined && owner !== site;
}
