import type { AttributeSite } from './attribute-sites.ts';
import type { FileReading } from '../reading.ts';
import { sourcesOf } from '../syntax/sources.ts';
import type { SpanSite } from '../spans/span-site.ts';
import { isFunction, keyOf, unwrap, type Node } from '../syntax/tree.ts';

const DEEPEST = 5;

/** What is asked of the reading of a file, or of as much of it as is read. */
type Around = Pick<FileReading, 'tree' | 'origins' | 'spanSites'>;

/**
 * What stands for the span that an attribute is recorded on: the call that creates it where that is in sight, the parameter or constant
 * that holds it, else the source text of the receiver. Two recordings with the same answer are on one span; an event is a place of its own,
 * and so is every link.
 */
export function recordedSpan(reading: Around, site: AttributeSite): Node | string {
  if (site.via === 'link') return reading.tree.parentOf(site.node) ?? site.node;
  return site.via === 'event' ? site.recording : spanBehindSite(reading, site);
}

/** The same for the span that an event or a link belongs to. */
export function spanBehindSite(reading: Around, { via, recording, library }: AttributeSite): Node | string {
  // the function of a library finds the span itself
  if (library || via === 'creation') return recording;
  if (recording.type === 'AssignmentExpression' && recording.left.type === 'MemberExpression')
    return spanBehind(reading, recording.left.object);
  return recording.type === 'CallExpression' ? spanOfReceiver(reading, recording) : recording;
}

/** What stands for the span of a site: the call that creates it, or what is renamed. */
export function spanOfSite(reading: Around, { kind, call }: SpanSite): Node | string {
  return kind === 'create' ? call : spanOfReceiver(reading, call);
}

function spanOfReceiver(reading: Around, call: Node): Node | string {
  let receiver: Node = call;
  // `span.setAttribute(…).setAttribute(…)` is one span
  while (
    receiver.type === 'CallExpression' &&
    receiver.callee.type === 'MemberExpression' &&
    /^(?:set|add|(?:updateName|attribute|event)$)/.test(keyOf(receiver.callee) ?? '')
  )
    receiver = unwrap(receiver.callee.object);
  return spanBehind(reading, receiver);
}

/** What stands for the spans of one file, by the receiver: each of its recordings is asked for beside every span. */
const known = new WeakMap<Around, Map<Node, Node | string>>();

function spanBehind(reading: Around, expression: Node, depth = 0): Node | string {
  const node = unwrap(expression);
  const ofFile = known.get(reading) ?? new Map<Node, Node | string>();
  known.set(reading, ofFile);
  const span = ofFile.get(node) ?? findSpanBehind(reading, node, depth);
  if (depth === 0) ofFile.set(node, span);
  return span;
}

function findSpanBehind(reading: Around, node: Node, depth: number): Node | string {
  const { tree, spanSites } = reading;
  if (spanSites.some(({ call, kind }) => call === node && kind === 'create')) return node;
  const text = tree.quote(node, 200);
  const variable = node.type === 'Identifier' ? tree.variableOf(node) : undefined;
  const [source, ...more] = variable ? sourcesOf(tree, variable) : [];
  if (!source || more.length > 0 || depth > DEEPEST) return text;
  if (source.kind === 'parameter') {
    const owner = source.path.length === 0 ? spanSites.find(({ callback }) => callback === source.fn) : undefined;
    const [declared] = variable?.identifiers ?? [];
    return owner?.call ?? declared ?? text;
  }
  if (source.kind !== 'value' || source.path.length > 0) return text;
  const value = unwrap(source.node);
  const made = value.type === 'YieldExpression' && value.argument ? unwrap(value.argument) : value;
  if (made.type === 'Identifier' || spanSites.some(({ call }) => call === made))
    return spanBehind(reading, made, depth + 1);
  // `startSpan(…).setAttribute(…)` gives the span that it was called on
  return made.type === 'CallExpression' && !isFunction(made.callee) && reading.origins.roleOf(made) === 'span'
    ? spanOfChain(reading, made, text)
    : text;
}

function spanOfChain(reading: Around, made: Node, text: string): Node | string {
  const span = spanOfReceiver(reading, made);
  return typeof span === 'string' ? text : span;
}
