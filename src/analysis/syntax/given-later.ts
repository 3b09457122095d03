import type { ValueSource } from './sources.ts';
import { isFunction, isInside, type Node, type Tree } from './tree.ts';

/**
 * Whether a variable is assigned a value only after a read of it: further down in the same function, with no loop around both.
 * @param read the identifier that reads the variable
 */
export function isGivenLater(tree: Tree, source: ValueSource, read: Node): boolean {
  if (source.kind !== 'value' || tree.parentOf(source.node)?.type === 'VariableDeclarator') return false;
  return isAfter(tree, source.node, read);
}

/**
 * Whether a node can only run after another one: further down in the same function, with no loop around both.
 * @param declared where the variable is declared that both speak of: a loop around that makes a new one each round, a function that it stands
 * outside of may run again
 */
export function isAfter(tree: Tree, node: Node, other: Node, declared?: Node): boolean {
  if (node.range[0] < other.range[1]) return false;
  if (tree.functionAround(node) !== tree.functionAround(other)) return false;
  for (let up = tree.parentOf(node); up; up = tree.parentOf(up)) {
    if (declared && isInside(declared, up)) return true;
    if (declared && isFunction(up)) return false;
    if (/^(?:For(?:Of|In)?|While|DoWhile)Statement$/.test(up.type) && isInside(other, up)) return false;
  }
  return true;
}
