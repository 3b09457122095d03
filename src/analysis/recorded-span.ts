import type { AttributeSite } from './attribute-sites.ts';
import type { FileReading } from './reading.ts';
import { keyOf, unwrap, type Node } from './tree.ts';

/**
 * What stands for the span that an attribute is recorded on: the call that creates it where that is in sight, else the source text of
 * the receiver. Two recordings with the same answer are on one span; an event is a place of its own.
 */
export function recordedSpan(
  { tree, spanSites }: FileReading,
  { via, recording, library }: AttributeSite,
): Node | string {
  // the function of a library finds the span itself
  if (library || via === 'creation' || via === 'event' || recording.type !== 'CallExpression') return recording;
  let receiver: Node = recording;
  // `span.setAttribute(…).setAttribute(…)` is one span
  while (
    receiver.type === 'CallExpression' &&
    receiver.callee.type === 'MemberExpression' &&
    /^(?:set|add)/.test(keyOf(receiver.callee) ?? '')
  )
    receiver = unwrap(receiver.callee.object);
  if (spanSites.some(({ call }) => call === receiver)) return receiver;
  const definition = receiver.type === 'Identifier' ? tree.variableOf(receiver)?.defs[0] : undefined;
  const node = definition?.node as Node | undefined;
  const made = node?.type === 'VariableDeclarator' && node.init ? unwrap(node.init) : undefined;
  const owner = spanSites.find(({ call, callback }) => call === made || (callback && callback === node));
  return owner?.call ?? tree.quote(receiver, 200);
}
