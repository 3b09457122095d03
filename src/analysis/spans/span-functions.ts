import { calledNames, functionName, functionsByName } from '../modules/functions-behind.ts';
import type { FunctionNode, Tree } from '../syntax/tree.ts';
import type { SpanSite } from './span-site.ts';

/** The functions that a span has to do with, by name alone. */
export interface SpanFunctions {
  /** Functions of the file that make the span, or call one that does. */
  readonly makers: ReadonlySet<string>;
  /** What may be called while the span is open, also by functions of the file that are called then. */
  readonly called: ReadonlySet<string>;
}

const NONE: ReadonlySet<string> = new Set();

/** Tells the functions around and inside the spans of one file. */
export class SpanFunctionsOfFile {
  readonly #tree: Tree;
  readonly #callees = new Map<string, Set<string>>();
  readonly #callers = new Map<string, Set<string>>();
  readonly #makers = new Map<FunctionNode, ReadonlySet<string>>();

  constructor(tree: Tree) {
    this.#tree = tree;
    for (const [name, fns] of functionsByName(tree)) {
      const callees = new Set(fns.flatMap(({ range }) => [...calledNames(tree.text.slice(...range))]));
      this.#callees.set(name, callees);
      for (const callee of callees) this.#callers.set(callee, (this.#callers.get(callee) ?? new Set()).add(name));
    }
  }

  of({ call, callback }: SpanSite): SpanFunctions {
    const around = this.#tree.functionAround(call);
    // a span without a callback is open to the end of its function
    const range = callback?.range ?? (around && ([call.range[1], around.range[1]] as const));
    return {
      makers: around ? this.#makersIn(around) : NONE,
      called: range ? closed(calledNames(this.#tree.text.slice(...range)), this.#callees) : NONE,
    };
  }

  #makersIn(around: FunctionNode): ReadonlySet<string> {
    const known = this.#makers.get(around);
    if (known) return known;
    const names: string[] = [];
    for (let fn: FunctionNode | undefined = around; fn; fn = this.#tree.functionAround(fn)) {
      const name = functionName(this.#tree, fn);
      if (name !== undefined) names.push(name);
    }
    const makers = closed(names, this.#callers);
    this.#makers.set(around, makers);
    return makers;
  }
}

/** Some names, and all that they lead to. */
function closed(names: Iterable<string>, leads: ReadonlyMap<string, ReadonlySet<string>>): ReadonlySet<string> {
  const all = new Set(names);
  // a set is walked through to what is added on the way
  for (const name of all) for (const next of leads.get(name) ?? []) all.add(next);
  return all;
}
