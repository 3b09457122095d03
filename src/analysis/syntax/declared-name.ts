import type { TSESTree } from '@typescript-eslint/types';
import { unwrap, type FunctionNode, type Node, type Tree } from './tree.ts';

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

/** The places that name a function as it is declared; nothing where it has no name. */
export function referencesByName(tree: Tree, fn: FunctionNode): Node[] | undefined {
  const name = fn.type === 'FunctionDeclaration' ? fn.id : declaredName(tree, fn);
  const variable = name && tree.variableOf(name);
  return variable?.references.map(({ identifier }) => identifier);
}

/** The calls of a function by the name that it is declared under; nothing where it has none. */
export function callsByName(tree: Tree, fn: FunctionNode): TSESTree.CallExpression[] | undefined {
  return referencesByName(tree, fn)?.flatMap((reference) => {
    const parent = tree.parentOf(reference);
    return parent?.type === 'CallExpression' && parent.callee === reference ? [parent] : [];
  });
}
