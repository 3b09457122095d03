import type { ValueSource } from './sources.ts';
import { isInside, type Node, type Tree } from './tree.ts';

/**
 * Whether a variable is assigned a value only after a read of it: further down in the same function, with no loop around both.
 * @param read the identifier that reads the variable
 */
export function isGivenLater(tree: Tree, source: ValueSource, read: Node): boolean {
  if (source.kind !== 'value' || source.node.range[0] < read.range[1]) return false;
  if (tree.parentOf(source.node)?.type === 'VariableDeclarator') return false;
  if (tree.functionAround(source.node) !== tree.functionAround(read)) return false;
  for (let up = tree.parentOf(source.node); up; up = tree.parentOf(up)) {
    if (/^(?:For(?:Of|In)?|While|DoWhile)Statement$/.test(up.type) && isInside(read, up)) return false;
  }
  return true;
}
