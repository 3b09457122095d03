import type { TSESTree } from '@typescript-eslint/types';
import type { Node } from '../syntax/tree.ts';

/** What stands for the type parameters of a declaration, by their declaration. */
export type TypeArguments = ReadonlyMap<Node, TypeArgument>;

/** A written type and what stands for the parameters in it, or the place in a list that another file gives. */
export type TypeArgument = { readonly type: Node; readonly within: TypeArguments } | { readonly outside: number };

/** Nothing is known of any parameter but its constraint. */
export const NO_ARGUMENTS: TypeArguments = new Map();

/** The text of a type of another file that is what the importing file gives, or a part of it. */
export interface GivenText {
  readonly argument: number;
  readonly path: readonly (string | number | undefined)[];
}

/**
 * What stands for the parameters of an alias, an interface or a class: what a reference gives, or their defaults.
 * @param given the types of the reference, or how many another file gives
 * @param within what stands for the parameters in these types
 */
export function argumentsFor(declaration: Node, given: readonly Node[] | number, within: TypeArguments): TypeArguments {
  const { typeParameters } = declaration as { typeParameters?: TSESTree.TSTypeParameterDeclaration };
  const found = new Map<Node, TypeArgument>();
  for (const [i, parameter] of (typeParameters?.params ?? []).entries()) {
    const type = typeof given === 'number' ? undefined : given[i];
    if (type) found.set(parameter, { type, within });
    else if (typeof given === 'number' && i < given) found.set(parameter, { outside: i });
    // a default may name the parameters before it
    else if (parameter.default) found.set(parameter, { type: parameter.default, within: found });
  }
  return found;
}
