import type { TSESTree } from '@typescript-eslint/types';
import type { Role } from '../catalogue/roles.ts';
import type { LibraryCall } from '../spans/library-calls.ts';
import type { Path } from '../syntax/sources.ts';
import type { ClassNode, FunctionNode, Node, Tree } from '../syntax/tree.ts';
import type { WrapperShape } from '../wrappers/wrapper-shape.ts';

/** Where a value comes from, as far as one file tells. */
export type Origin =
  | { readonly kind: 'role'; readonly role: Role; readonly likely?: true }
  | { readonly kind: 'module'; readonly module: string; readonly path: Path; readonly called: boolean }
  | { readonly kind: 'instanceOf'; readonly module: string; readonly path: Path; readonly node: Node }
  | { readonly kind: 'instance'; readonly node: ClassNode }
  | { readonly kind: 'local'; readonly node: Node }
  | { readonly kind: 'typed'; readonly node: Node }
  | { readonly kind: 'container'; readonly of: Origin }
  /** What stands below an instance, or what a call gives, of another file that does not tell of it: more may stand below. */
  | ({ readonly kind: 'below' } & Imported)
  /** A function of another file, by what it gives back, and how it is imported. */
  | { readonly kind: 'gives'; readonly of: Origin; readonly from?: Imported };

/** Something of another file: the module as it is written, and the path there. */
export interface Imported {
  readonly module: string;
  readonly path: Path;
}

/** What the parts of a reading of origins ask of the whole. */
export interface OriginReader {
  readonly tree: Tree;
  /** The origin of an expression; nothing where the file does not tell. */
  of(expression: Node): Origin | undefined;
  /** The origin of a value of a written type. */
  ofType(type: Node): Origin | undefined;
  /** The local function, method or arrow that an expression names; nothing for others. */
  functionOf(expression: Node): FunctionNode | undefined;
  /** How a function of another file makes a span for its caller; nothing for functions that do not, or that nobody told of. */
  wrapperAt(callee: Node): WrapperShape | undefined;
  /** Whether an expression is shown to be something other than a thing of OpenTelemetry. */
  isOther(expression: Node): boolean;
  /** The origin of a property of a value. */
  member(owner: Origin | undefined, name: string | number | undefined): Origin | undefined;
  /** The origin of what stands under a property path of a value. */
  along(origin: Origin | undefined, path: Path): Origin | undefined;
  /** The origin of what stands below an instance, or what a call gives, of another file: a step `prototype` or `()` is in its path. */
  below(module: string, path: Path): Origin;
  /** The origin of what a module exports under a path. */
  moduleOrigin(module: string, path: Path): Origin;
  /** Whether what a module exports under a path is shown to be no tracer of OpenTelemetry by the file that defines it. */
  isNoTracerElsewhere(module: string, path: Path): boolean;
  /** Where an imported type is defined: its module, or that of the package that the module hands it on from. */
  definedIn(module: string, path: Path): { readonly module: string; readonly path: Path };
  /** Whether what a call of a package gives keeps the path below it: the package may be one of the workspace. */
  readonly keepsPaths: boolean;
  /** Whether a module may hand on, under a path, a function of a library or a thing that has such functions. */
  mayHandOn(module: string, path: Path): boolean;
  /** Reads an alias or another type that may name itself; nothing where it is being read already. */
  once(type: Node, readType: () => Origin | undefined): Origin | undefined;
  /** The entry of the catalogue behind a call. */
  libraryCall(call: TSESTree.CallExpression): LibraryCall | undefined;
  /** The argument of a call at a position such as `0`, `1.attributes` or `last`. */
  argumentAt(call: TSESTree.CallExpression, position: string): Node | undefined;
  /** What a function gives back. */
  returned(fn: FunctionNode): Origin | undefined;
}

/** The first attempt that finds a thing of OpenTelemetry, or else the first that finds anything. */
export function firstOrigin(attempts: readonly (() => Origin | undefined)[]): Origin | undefined {
  let other: Origin | undefined;
  for (const attempt of attempts) {
    const origin = attempt();
    if (origin?.kind === 'role') return origin;
    other ??= origin;
  }
  return other;
}
