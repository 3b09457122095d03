import type { Variable } from '@typescript-eslint/scope-manager';
import type { Alternatives } from './alternatives.ts';
import type { ExportedText } from '../modules/module-summaries.ts';
import type { Path } from '../syntax/sources.ts';
import type { Node, Tree } from '../syntax/tree.ts';

/** What stands for a parameter in a call that is looked into: a part of an expression. */
export interface Given {
  readonly node: Node;
  readonly path: Path;
  /** What the expression itself is read with. */
  readonly bound: Bound;
}

/** The parameters of calls that are looked into; nothing for one that is given what nobody can follow. */
export type Bound = ReadonlyMap<Variable, Given | undefined>;

/** Outside of any call. */
export const NOTHING_BOUND: Bound = new Map();

/** Expressions, types or tables inside one another that a reading follows at most. */
export const DEEPEST = 24;

/** What the parts of a reading ask of the whole. */
export interface TextReader {
  readonly tree: Tree;
  /** What is being read right now, the outermost first. */
  readonly open: readonly Node[];
  /** Reads while a node counts as being read. */
  within<Found>(node: Node, read: () => Found): Found;
  /** All texts that an expression can be. */
  read(expression: Node, bound: Bound): Alternatives;
  /**
   * All texts that a property path below an expression can be.
   * @param at the expression that is blamed where they are not known
   */
  readPath(root: Node, path: Path, at: Node, bound: Bound): Alternatives;
  /** Texts that an import can be; nothing where it is not known. */
  importedTexts(module: string, path: Path): readonly ExportedText[] | undefined;
}
