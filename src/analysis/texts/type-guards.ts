import type { TSESTree } from '@typescript-eslint/types';
import { hole, isFixed, type Alternatives } from './alternatives.ts';
import type { ModuleSummaries } from '../modules/module-summaries.ts';
import type { Origins } from '../origins/origin.ts';
import type { TypeTexts } from '../types/type-texts.ts';
import { unwrap, type FunctionNode, type Node } from '../syntax/tree.ts';

/** What a function says of one of its arguments: `value is Channel`, `asserts value is Channel`. */
export interface TypeGuard {
  /** The argument that it is about. */
  readonly index: number;
  /** It throws for all others, where another guard gives back `false`. */
  readonly asserts: boolean;
}

/** Finds the functions by which a program makes sure that a text is one of few. */
export class TypeGuards {
  readonly #types: TypeTexts;
  readonly #origins: Origins;
  readonly #summaries: ModuleSummaries;

  constructor(types: TypeTexts, origins: Origins, summaries: ModuleSummaries) {
    this.#types = types;
    this.#origins = origins;
    this.#summaries = summaries;
  }

  /** The function of this file that a call goes to. */
  functionOf(call: TSESTree.CallExpression): FunctionNode | undefined {
    return this.#origins.functionOf(call.callee);
  }

  /**
   * The argument of a call that is one of few texts behind it, and these texts.
   * @param asserts whether it is so whenever the call comes back, or only where it gives back `true`
   */
  of(
    call: TSESTree.CallExpression,
    asserts: boolean,
  ): { readonly argument: Node; readonly texts: Alternatives } | undefined {
    const fn = this.functionOf(call);
    const imported = fn ? undefined : this.#origins.importedFunction(unwrap(call.callee));
    const guard = fn ? this.inFile(fn) : imported && this.#summaries.typeGuard?.(imported.module, imported.path);
    const argument = guard && call.arguments[guard.index];
    if (guard?.asserts !== asserts || !argument || argument.type === 'SpreadElement') return undefined;
    const texts = fn ? this.#textsOf(fn) : hole('bounded', argument);
    return texts && { argument, texts };
  }

  /** What a function of this file says of an argument, where its written type lets few texts through. */
  inFile(fn: FunctionNode): TypeGuard | undefined {
    const predicate = predicateOf(fn);
    const name = predicate?.parameterName;
    const index = fn.params.findIndex(
      (one) => one.type === 'Identifier' && name?.type === 'Identifier' && one.name === name.name,
    );
    return predicate && index >= 0 && this.#textsOf(fn) ? { index, asserts: predicate.asserts } : undefined;
  }

  #textsOf(fn: FunctionNode): Alternatives | undefined {
    const type = predicateOf(fn)?.typeAnnotation?.typeAnnotation;
    const texts = type && this.#types.further(type, []);
    return texts?.every(isFixed) ? texts : undefined;
  }
}

function predicateOf(fn: FunctionNode): TSESTree.TSTypePredicate | undefined {
  const type = fn.returnType?.typeAnnotation;
  return type?.type === 'TSTypePredicate' ? type : undefined;
}
