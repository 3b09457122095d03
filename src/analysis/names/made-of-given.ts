import type { FileReading } from '../reading.ts';
import type { ExactText } from './name-value.ts';
import type { Node } from '../syntax/tree.ts';
import { variesByRun } from './varying-parts.ts';

/**
 * The call that makes a text of what the function or the loop around it is given, as `name.toLowerCase()`: who wants another name has to
 * give another text, for one in place of the call would be deaf to all that is given.
 */
export function makerOfGiven({ tree }: FileReading, { nodes, added }: ExactText): Node | undefined {
  const [node, ...more] = nodes;
  const isCall = node?.type === 'CallExpression' && more.length === 0;
  return isCall && !added && variesByRun(tree, node) ? node : undefined;
}
