import { resultKinds } from '../analysis/attributes/result-kinds.ts';
import type { ValueKind } from '../analysis/attributes/value-kinds.ts';
import type { FileReading } from '../analysis/reading.ts';
import type { SpanSite } from '../analysis/spans/span-sites.ts';
import { keyOf, unwrap, type Node } from '../analysis/syntax/tree.ts';
import type { Contract } from '../contract/contract.ts';
import type { NewAttribute } from './attribute-edits.ts';

/** Names of what is a text wherever a name of a span is put together of it: `tool.name`, `toolName`. */
const NAMES_TEXT = /(?:^|[a-z\d_$#])(?:name|title|label|slug)$/i;

/**
 * A value as code. A template made a text of whatever it was given, and an attribute drops what it cannot hold, so that `String(…)`
 * stays around what nothing shows to be a text, a number or a boolean, or no text where the contract wants one.
 * @param entry the name that the contract gives to the span
 * @param key the attribute
 */
export function attributeFor(
  reading: FileReading,
  contract: Contract,
  value: Node,
  entry: string,
  key: string,
  site: SpanSite,
): NewAttribute {
  const source = reading.tree.text.slice(...value.range);
  const text = value.type === 'SequenceExpression' ? `(${source})` : source;
  const wanted = contract.spans.get(entry)?.attributes[key]?.type;
  const kinds = resultKinds(reading, value);
  // a count stays one, and its contract says so
  const isPlain = namesText(value) || (wanted !== undefined && wanted !== 'string');
  const isOther = [...kinds].some(
    (kind) =>
      kind === 'other' ||
      kind === 'null' ||
      (!isPlain && (kind === 'unseen' || kind === 'any')) ||
      (wanted === 'string' && /^(?:number|boolean|list)$/.test(kind)) ||
      !isTaken(site, kind),
  );
  return isOther ? { key, value: `String(${text})` } : { key, value: text, mayBeMissing: kinds.has('missing') };
}

/** Whether attributes of a wrapper may be of a kind; what is not seen may be any of the language's. */
function isTaken({ takes }: SpanSite, kind: ValueKind): boolean {
  if (!takes) return true;
  return kind === 'unseen' || kind === 'any'
    ? (['string', 'number', 'boolean'] as const).every((one) => takes.includes(one))
    : takes.includes(kind);
}

function namesText(value: Node): boolean {
  const node = unwrap(value);
  const name = node.type === 'Identifier' ? node.name : node.type === 'MemberExpression' ? keyOf(node) : undefined;
  return name !== undefined && NAMES_TEXT.test(name);
}
