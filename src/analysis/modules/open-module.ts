import path from 'node:path';
import type { KnownHelpers } from '../attributes/attribute-taking.ts';
import type { Witness } from './evidence.ts';
import type { ModuleExports } from './module-exports.ts';
import type { Origins } from '../origins/origin.ts';
import type { SpanSites } from '../spans/span-sites.ts';
import type { Path } from '../syntax/sources.ts';
import { isInside, type FunctionNode, type Node, type Tree } from '../syntax/tree.ts';
import type { Texts } from '../texts/texts.ts';

/** A file that others import, as it is looked into. */
export interface OpenModule {
  readonly file: string;
  readonly tree: Tree;
  readonly exports: ModuleExports;
  readonly origins: Origins;
  readonly texts: Texts;
  /** What functions that may be wrappers hold. */
  readonly spans: Map<FunctionNode, SpanSites>;
  /** What functions put on spans for their callers. */
  readonly helpers: KnownHelpers;
  /** Sees all that is asked of other files for this one. */
  readonly witness: Witness;
}

/** An export that was found: where it is defined, or the published package that it comes from. */
export type Found =
  | {
      readonly kind: 'own';
      readonly module: OpenModule;
      readonly node: Node;
      readonly rest: Path;
      /** The export and the properties below it, by the names that its own file gives them. */
      readonly path: Path;
    }
  | { readonly kind: 'package'; readonly module: string; readonly path: Path }
  /** It is defined in a file that is not worth a tree. */
  | { readonly kind: 'unread' };

/** Where something is defined: `/home/me/names.ts:3`. */
export function placeOf({ file, tree }: OpenModule, node: Node): string {
  return `${file}:${String(tree.lineOf(node))}`;
}

/**
 * Where a text of an export is written: the code that says it, or of one that is put together the part that stands in the export.
 * @param nodes the code of its parts, in the file of the export
 */
export function writtenAt({ tree }: OpenModule, exported: Node, nodes: readonly Node[]): Node {
  const [only] = nodes;
  // a declared name stands beside its value
  const whole = tree.parentOf(exported) ?? exported;
  return (nodes.length === 1 ? only : nodes.find((node) => isInside(node, whole))) ?? exported;
}

/** The same as a reader of the importing file would look for it: `../names.ts:3`; seen from another folder as a path from there. */
export function placeFrom(file: string, place: string, folder: string | undefined): string {
  const relative = path.relative(folder ?? path.dirname(file), place).replaceAll(path.sep, '/');
  return folder !== undefined || relative.startsWith('.') ? relative : `./${relative}`;
}
