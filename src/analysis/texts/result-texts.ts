import { text, type Alternatives } from './alternatives.ts';
import { argumentAt } from '../syntax/call-arguments.ts';
import type { ModuleSummaries } from '../modules/module-summaries.ts';
import type { Origins } from '../origins/origin.ts';
import { resultPart } from './result-parts.ts';
import { valuesOf, type Path } from '../syntax/sources.ts';
import { NOTHING_BOUND, type TextReader } from './text-reader.ts';
import { unwrap, type Node } from '../syntax/tree.ts';

/** Reads what stands below the objects that functions give back: `const module = describe('mail')`. */
export class ResultTexts {
  readonly #reader: TextReader;
  readonly #origins: Origins;
  readonly #summaries: ModuleSummaries;

  constructor(reader: TextReader, origins: Origins, summaries: ModuleSummaries) {
    this.#reader = reader;
    this.#origins = origins;
    this.#summaries = summaries;
  }

  /**
   * All texts that a property path below a call, or below the constant that holds what it gives, can be.
   * @param at the expression that is blamed where they are not known
   * @returns nothing where the function is not known, or gives back something else
   */
  below(root: Node, path: Path, at: Node): Alternatives | undefined {
    const { tree, open } = this.#reader;
    const node = unwrap(root, true);
    const variable = node.type === 'Identifier' ? tree.variableOf(node) : undefined;
    const [source, ...more] = variable ? valuesOf(tree, variable) : [];
    const isOne = source?.kind === 'value' && more.length === 0;
    const call = isOne ? unwrap(source.node, true) : node;
    const below = isOne ? [...source.path, ...path] : path;
    const steps = below.filter((step) => typeof step === 'string');
    if (call.type !== 'CallExpression' || steps.length < below.length || open.includes(call)) return undefined;
    const fn = this.#origins.functionOf(call.callee);
    const imported = fn ? undefined : this.#origins.importedFunction(unwrap(call.callee));
    const part = fn
      ? resultPart(tree, fn, steps)
      : imported && this.#summaries.resultPart?.(imported.module, imported.path, steps);
    if (!part) return undefined;
    if ('texts' in part) return part.texts.flatMap((one) => text(one, at));
    const given = argumentAt(tree, this.#origins, call, part.argument);
    return given && this.#reader.within(call, () => this.#reader.read(given, NOTHING_BOUND));
  }
}
