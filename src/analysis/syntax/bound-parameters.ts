import type { TSESTree } from '@typescript-eslint/types';
import type { Variable } from '@typescript-eslint/scope-manager';
import { sourcesOf } from './sources.ts';
import type { FunctionNode, Node, Tree } from './tree.ts';

/** A part of an argument: the argument, and the properties that lead to the part. */
export interface GivenPart {
  readonly node: Node;
  readonly path: readonly string[];
}

/** What stands for the parameters of a function in one call of it; nothing for one that is given what nobody can follow. */
export type BoundParameters = ReadonlyMap<Variable, GivenPart | undefined>;

/** What a call gives to the parameters of a function of the file, those that are taken apart included. */
export function boundParameters(tree: Tree, fn: FunctionNode, call: TSESTree.CallExpression): BoundParameters {
  const bound = new Map<Variable, GivenPart | undefined>();
  for (const [i, parameter] of fn.params.entries()) {
    const isSpread = call.arguments.slice(0, i + 1).some(({ type }) => type === 'SpreadElement');
    const argument = isSpread ? undefined : call.arguments[i];
    for (const variable of tree.namesIn(parameter)) {
      const source = sourcesOf(tree, variable).find(({ kind }) => kind === 'parameter');
      const path = source?.kind === 'parameter' && !source.rest ? source.path : undefined;
      const steps = path?.filter((step) => typeof step === 'string');
      const isKnown = argument !== undefined && steps !== undefined && steps.length === path?.length;
      bound.set(variable, isKnown ? { node: argument, path: steps } : undefined);
    }
  }
  return bound;
}
