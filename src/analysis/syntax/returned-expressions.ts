import type { TSESTree } from '@typescript-eslint/types';
import { isFunction, type FunctionNode, type Node, type Tree } from './tree.ts';

/** What a `return` may stand in: all else holds one only in a function of its own. */
const HOLDERS = /Statement$|^(?:SwitchCase|CatchClause)$/;

const known = new WeakMap<FunctionNode, readonly TSESTree.ReturnStatement[]>();

/** The `return` statements of a function, and not of functions inside it, in source order. */
export function returnsOf(tree: Tree, fn: FunctionNode): readonly TSESTree.ReturnStatement[] {
  let returns = known.get(fn);
  if (!returns) known.set(fn, (returns = fn.body.type === 'BlockStatement' ? returnsIn(tree, fn.body) : []));
  return returns;
}

/** Expressions that a function returns, of its own and not of functions inside it, in source order. */
export function returnedExpressions(tree: Tree, fn: FunctionNode): readonly Node[] {
  if (fn.body.type !== 'BlockStatement') return [fn.body];
  return returnsOf(tree, fn).flatMap(({ argument }) => argument ?? []);
}

function returnsIn(tree: Tree, statement: Node): readonly TSESTree.ReturnStatement[] {
  if (statement.type === 'ReturnStatement') return [statement];
  return tree
    .childrenOf(statement)
    .flatMap((child) => (HOLDERS.test(child.type) && !isFunction(child) ? returnsIn(tree, child) : []));
}
