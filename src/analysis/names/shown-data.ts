import { textsOfValue } from '../attributes/value-texts.ts';
import type { FileReading } from '../reading.ts';
import { isInside, type Node } from '../syntax/tree.ts';
import type { Hole } from './name-value.ts';

/** What is called the data of a hole: where it comes from, or what stands in the name where that is another value. */
export function shownData(reading: FileReading, { node, written = node }: Pick<Hole, 'node' | 'written'>): Node {
  // of what a type allows, the type is no value to record
  if (node.type === 'NewExpression' || node.type.startsWith('TS')) return written;
  // what makes the whole name is no data, what it is made of is
  if (/^(?:CallExpression|TemplateLiteral)$/.test(written.type) && isInside(node, written)) return node;
  return written === node || textsOfValue(reading, written).includes(reading.tree.quote(node, 1000)) ? node : written;
}
