import type { TakenAttribute, TakingWay } from '../attributes/attribute-taking.ts';
import { soundsLikeWrapper } from '../gate.ts';
import { globalPath } from '../syntax/global-path.ts';
import { isRequire } from '../modules/imported-modules.ts';
import type { ModuleSummaries } from '../modules/module-summaries.ts';
import type { Origin } from './origin-reader.ts';
import { sourcesOf, type Path } from '../syntax/sources.ts';
import { keyOf, unwrap, type ClassNode, type Node, type Tree } from '../syntax/tree.ts';
import type { WrapperShape } from '../wrappers/wrapper-shape.ts';

/**
 * A function of another file, by the module as this file writes it and the path there; `prototype` stands before a method of a class, `()`
 * before what a call gives.
 */
export interface ImportedFunction {
  readonly module: string;
  readonly path: Path;
}

/** Names of functions that record what they are given, beside those that speak of tracing: `setSafe`, `annotate`, `safeAttr`. */
const RECORDER = /[Aa]ttr|[Aa]nnotat|[Ee]nrich|^(?:set|add|record|put|note)(?![a-z])/;

/** Finds the functions of other files that one file calls, and how they make spans for it. */
export class ImportedFunctions {
  readonly #tree: Tree;
  readonly #summaries: ModuleSummaries;
  readonly #originAlone: (expression: Node) => Origin | undefined;
  readonly #wrappers = new Map<Node, WrapperShape | undefined>();

  /** @param originAlone the origin of an expression by this file alone: what other files tell of it would hide where it comes from */
  constructor(tree: Tree, summaries: ModuleSummaries, originAlone: (expression: Node) => Origin | undefined) {
    this.#tree = tree;
    this.#summaries = summaries;
    this.#originAlone = originAlone;
  }

  /** How a function of another file, or of the global scope, makes a span for its caller; nothing for others. */
  wrapperAt(callee: Node): WrapperShape | undefined {
    const node = unwrap(callee);
    const isNamed = node.type === 'Identifier' || node.type === 'MemberExpression';
    if (!isNamed && !(node.type === 'CallExpression' && isRequire(this.#tree, node))) return undefined;
    if (!this.#wrappers.has(node)) {
      // set first, for a wrapper may be asked for while it is being read
      this.#wrappers.set(node, undefined);
      const imported = this.of(node);
      const shape = imported ? this.#summaries.wrapper(imported.module, imported.path) : this.#globalWrapperAt(node);
      this.#wrappers.set(node, shape);
    }
    return this.#wrappers.get(node);
  }

  /** What a function of another file does with what its callers give it; nothing for others. */
  takenBy(callee: Node, way: TakingWay): readonly TakenAttribute[] {
    const { takenBy } = this.#summaries;
    const node = unwrap(callee);
    const imported = takenBy && /^(?:Identifier|MemberExpression)$/.test(node.type) ? this.of(node) : undefined;
    if (!takenBy || !imported || (way === 'recorded' && !soundsLikeRecorder(imported))) return [];
    return takenBy(imported.module, imported.path, way) ?? [];
  }

  /** The imported function that is called; nothing for other callees. */
  of(callee: Node): ImportedFunction | undefined {
    const plain = this.#plainImport(callee);
    if (plain) return calledOf(plain);
    const origin = this.#originAlone(callee);
    // `tracing()(…)`
    if (origin?.kind === 'module')
      return origin.called ? { module: origin.module, path: [...origin.path, '()'] } : calledOf(origin);
    // `createTracing().start()`, `Tracing.getInstance().start()`, also by the constant that holds what was called
    if (origin?.kind === 'below') return { module: origin.module, path: origin.path };
    if (callee.type !== 'MemberExpression') return undefined;
    const method = keyOf(callee);
    const owner = /^(?:ThisExpression|Super)$/.test(callee.object.type)
      ? this.#baseOf(this.#tree.classOfThis(callee.object))
      : this.#originAlone(callee.object);
    if (method === undefined) return undefined;
    // `options.spans.start()`, where another file writes the type of `options`
    if (owner?.kind === 'below') return { module: owner.module, path: [...owner.path, method] };
    return owner?.kind === 'instanceOf'
      ? { module: owner.module, path: [...owner.path, 'prototype', method] }
      : undefined;
  }

  #globalWrapperAt(callee: Node): WrapperShape | undefined {
    const { globalWrapper } = this.#summaries;
    const path = globalWrapper && globalPath(this.#tree, callee);
    return path && globalWrapper(path);
  }

  /** `withSpan`, `spans.start` under an import: most of what is called is, and needs no reading of values. */
  #plainImport(callee: Node): ImportedFunction | undefined {
    const keys: string[] = [];
    let at = callee;
    for (; at.type === 'MemberExpression'; at = unwrap(at.object)) {
      const key = keyOf(at);
      if (key === undefined) return undefined;
      keys.unshift(key);
    }
    const variable = at.type === 'Identifier' ? this.#tree.variableOf(at) : undefined;
    const [source, ...more] = variable?.defs.length === 1 ? sourcesOf(this.#tree, variable) : [];
    return source?.kind === 'import' && more.length === 0
      ? { module: source.module, path: [...source.path, ...keys] }
      : undefined;
  }

  /** An instance of the imported class that a class of this file extends. */
  #baseOf(holder: ClassNode | undefined): Origin | undefined {
    const base = holder?.superClass ? this.#originAlone(holder.superClass) : undefined;
    return base?.kind === 'module' && holder?.superClass
      ? { kind: 'instanceOf', module: base.module, path: base.path, node: holder.superClass }
      : undefined;
  }
}

/** Whether a function may put on a span what it is given, by its module and path. */
function soundsLikeRecorder({ module, path }: ImportedFunction): boolean {
  // the folders of a module say where it lies, as in `features/traces`
  const file = module.slice(module.lastIndexOf('/') + 1);
  return RECORDER.test(path.at(-1)?.toString() ?? '') || soundsLikeWrapper([file, ...path].join(' '));
}

/** What is called where a module is: `module.exports = function …`, which others import as its default. */
export function calledOf({ module, path }: ImportedFunction): ImportedFunction {
  return { module, path: path.length > 0 ? path : ['default'] };
}
