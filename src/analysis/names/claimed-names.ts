import type { FileReading } from '../reading.ts';
import { keyOf, unwrap, type Node } from '../syntax/tree.ts';

/** What is recorded on a span, and not what it is called. */
const ATTRIBUTES = /^(?:attributes?|attrs|setAttributes?)$|\w\.\w/i;

/**
 * Whether what a test claims to be a text may be a name. `expect(EVENTS.STARTED).toBe('started')` says what a constant is, and stays true;
 * `expect(attrs['gen_ai.agent.name']).toBe('planner')` is about an attribute.
 * @param claimed what the claim is about
 */
export function mayBeName({ texts }: FileReading, claimed: Node, text: string): boolean {
  for (let at = unwrap(claimed); ;) {
    const word = at.type === 'MemberExpression' ? keyOf(at) : at.type === 'Identifier' ? at.name : undefined;
    if (word !== undefined && ATTRIBUTES.test(word)) return false;
    if (at.type !== 'MemberExpression') break;
    at = unwrap(at.object);
  }
  return texts.textOf(claimed) !== text;
}
