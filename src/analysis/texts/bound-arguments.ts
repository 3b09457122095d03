import type { TSESTree } from '@typescript-eslint/types';
import { boundParameters } from '../syntax/bound-parameters.ts';
import type { Bound, Given, TextReader } from './text-reader.ts';
import type { Variable } from '@typescript-eslint/scope-manager';
import type { FunctionNode } from '../syntax/tree.ts';

/**
 * The parameters of a function with what a call gives them, beside what is bound around the call.
 * @param outer what the arguments of the call are read with
 */
export function boundAtCall(
  { tree }: TextReader,
  fn: FunctionNode,
  call: TSESTree.CallExpression | TSESTree.NewExpression,
  outer: Bound,
): Bound {
  const bound = new Map<Variable, Given | undefined>(outer);
  for (const [variable, part] of boundParameters(tree, fn, call))
    bound.set(variable, part && { node: part.node, path: part.path, bound: part.isDefault ? bound : outer });
  return bound;
}
