import type { TSESTree } from '@typescript-eslint/types';
import { unwrap, type Node, type Tree } from './tree.ts';

/** The identifier that a function expression is declared under: `const run = () => …`. */
export function declaredName(tree: Tree, fn: Node): TSESTree.Identifier | undefined {
  let node = fn;
  let parent = tree.parentOf(node);
  while (parent && unwrap(parent) !== parent) {
    node = parent;
    parent = tree.parentOf(node);
  }
  if (parent?.type === 'VariableDeclarator' && parent.init === node && parent.id.type === 'Identifier')
    return parent.id;
  return undefined;
}
