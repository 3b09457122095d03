import type { TSESTree } from '@typescript-eslint/types';
import { MOST_ALTERNATIVES, hole, uniqueAlternatives, type Alternatives } from './alternatives.ts';
import { boundAtCall } from './bound-arguments.ts';
import { builtTexts, parameterHole, textsAtCall, type BuiltTexts } from './built-texts.ts';
import type { ModuleSummaries } from '../modules/module-summaries.ts';
import type { Origins } from '../origins/origin.ts';
import { returnedExpressions } from '../syntax/returned-expressions.ts';
import { annotationOf, type Path } from '../syntax/sources.ts';
import { NOTHING_BOUND, type Bound, type TextReader } from './text-reader.ts';
import { unwrap, type FunctionNode, type Node } from '../syntax/tree.ts';
import type { TypeTexts } from '../types/type-texts.ts';
import { unseenCallTexts } from './unseen-calls.ts';

/** Reads what calls of functions give back, of this file and of others. */
export class CallTexts {
  readonly #reader: TextReader;
  readonly #types: TypeTexts;
  readonly #origins: Origins;
  readonly #summaries: ModuleSummaries;
  /** The function whose texts are read for other files: its parameters stand for what these give. */
  #builder: FunctionNode | undefined;

  constructor(reader: TextReader, types: TypeTexts, origins: Origins, summaries: ModuleSummaries) {
    this.#reader = reader;
    this.#types = types;
    this.#origins = origins;
    this.#summaries = summaries;
  }

  /** All texts that a call can give. */
  of(call: TSESTree.CallExpression, bound: Bound): Alternatives {
    const callee = unwrap(call.callee);
    const fn = this.#origins.functionOf(callee);
    return fn
      ? this.#returned(fn, call, bound)
      : (this.#builtElsewhere(callee, call, bound) ?? unseenCallTexts(this.#reader, this.#origins, call, bound));
  }

  /** The texts that a function gives back, for files that import it; nothing where nothing is known of them. */
  builtBy(fn: FunctionNode): BuiltTexts['texts'] | undefined {
    if (fn.generator || this.#reader.open.includes(fn)) return undefined;
    const outer = this.#builder;
    this.#builder = fn;
    const all = this.#reader.within(fn, () => this.#results(fn, NOTHING_BOUND));
    this.#builder = outer;
    return all && all.length <= MOST_ALTERNATIVES ? builtTexts(all, fn) : undefined;
  }

  /**
   * What stands for a parameter of the function whose texts are read for other files, or for a property below it.
   * @param at the expression that reads it
   */
  givenByOthers(root: Node, path: Path, at: Node, bound: Bound): Alternatives | undefined {
    const { tree } = this.#reader;
    const variable = this.#builder && root.type === 'Identifier' ? tree.variableOf(root) : undefined;
    if (!this.#builder || !variable || bound.has(variable)) return undefined;
    const found = parameterHole(tree, variable, this.#builder, path, at);
    if (!found?.parameter) return found && [[found]];
    const annotation = annotationOf(tree, variable);
    const typed = annotation && this.#types.further(annotation.type, [...annotation.path, ...path]);
    return [[typed ? { ...found, kind: 'bounded' } : found]];
  }

  /** Whether something is what stands for such a parameter. */
  isGivenByOthers(alternatives: Alternatives): boolean {
    const [only] = alternatives[0] ?? [];
    return this.#builder !== undefined && only?.kind !== 'text' && only?.parameter?.fn === this.#builder;
  }

  #builtElsewhere(callee: Node, call: TSESTree.CallExpression, bound: Bound): Alternatives | undefined {
    const imported = this.#origins.importedFunction(callee);
    const built = imported && this.#summaries.builtTexts?.(imported.module, imported.path);
    if (!built) return undefined;
    return uniqueAlternatives(
      textsAtCall(built, call, (argument, path) =>
        path.length === 0 ? this.#reader.read(argument, bound) : this.#reader.readPath(argument, path, argument, bound),
      ),
    );
  }

  /** What a function of this file returns, its parameters bound to the arguments of the call. */
  #returned(fn: FunctionNode, call: TSESTree.CallExpression, outer: Bound): Alternatives {
    if (fn.generator) return hole('unknown', call);
    const all = this.#results(fn, boundAtCall(this.#reader, fn, call, outer));
    if (!all) return hole('unknown', call);
    // inside the function a parameter may still be open: its options may be those of a wrapper, the rest is data of the call
    return uniqueAlternatives(
      all.map((parts) =>
        parts.map((part) => {
          if (part.kind !== 'forwarded') return part;
          return { kind: part.parameter?.path.length === 0 ? 'variable' : 'unknown', node: call };
        }),
      ),
    );
  }

  /** What a function returns, by its written type or else by what it returns; nothing where it returns nothing. */
  #results(fn: FunctionNode, bound: Bound): Alternatives | undefined {
    const typed = fn.returnType && this.#types.of(fn.returnType.typeAnnotation, []);
    if (typed) return typed;
    const returned = returnedExpressions(this.#reader.tree, fn);
    return returned.length === 0 ? undefined : returned.flatMap((node) => [...this.#reader.read(node, bound)]);
  }
}
