import type { TSESTree } from '@typescript-eslint/types';
import type { Variable } from '@typescript-eslint/scope-manager';
import { exportedRole, isOtherTracing, isPackage, typeRole, type Role } from '../catalogue/roles.ts';
import type { TakenAttribute, TakingWay } from '../attributes/attribute-taking.ts';
import { assertedOrigin, mayBeAsserted } from './asserted-origin.ts';
import { libraryOf } from '../catalogue/find-calls.ts';
import { argumentAt } from '../syntax/call-arguments.ts';
import { callOrigin, newOrigin } from './call-origins.ts';
import { NO_HOST_TYPES, type HostTypes } from '../types/host-types.ts';
import { ClassMembers } from './class-members.ts';
import { calledOf, ImportedFunctions, type ImportedFunction } from './imported-functions.ts';
import { memberOrigin } from './member-origins.ts';
import { exportedBelow, originForOthers } from './exported-origin.ts';
import { importsOpenTelemetry } from '../modules/imported-modules.ts';
import { LibraryCalls, type LibraryCall } from '../spans/library-calls.ts';
import { isNamedTracer, likelyOrigin } from './likely-origin.ts';
import { isNoTracer } from './no-tracer.ts';
import { firstOrigin, type Origin, type OriginReader } from './origin-reader.ts';
import { NO_SUMMARIES, type ModuleSummaries } from '../modules/module-summaries.ts';
import { parameterOrigin } from './parameter-origins.ts';
import { returnedExpressions } from '../syntax/returned-expressions.ts';
import { annotationOf, sourcesOf, type Path, type ValueSource } from '../syntax/sources.ts';
import { isClass, isFunction, keyOf, unwrap, type FunctionNode, type Node, type Tree } from '../syntax/tree.ts';
import { heritageRole, typeOrigin } from './type-origins.ts';
import type { ExportedType } from '../types/exported-type.ts';
import type { FunctionResult } from '../types/function-result.ts';
import type { WrapperShape } from '../wrappers/wrapper-shape.ts';

export { declaredName } from '../syntax/declared-name.ts';
export { returnedExpressions, type Origin };

const DEEPEST = 16;

/** Answers where expressions of one file come from; each answer is computed once. */
export class Origins {
  readonly #tree: Tree;
  readonly #known = new Map<Node, Origin | undefined>();
  /** By whole expression. */
  readonly #asserted = new Map<Node, Origin | undefined>();
  readonly #open = new Set<unknown>();
  readonly #variables = new Map<Variable, Origin | undefined>();

  readonly #importsOpenTelemetry: boolean;
  readonly #reader: OriginReader;

  readonly #summaries: ModuleSummaries;
  readonly #imported: ImportedFunctions;
  readonly #classes: ClassMembers;
  #alone: Origins | undefined;
  readonly #libraryCalls: LibraryCalls;
  readonly #types: HostTypes;

  /**
   * @param summaries what other files tell of imports
   * @param apis libraries that count although their spans are none of OpenTelemetry
   * @param types what the host's type checker tells of receivers that nothing else tells of
   * @param keepsPaths whether what a call of a package gives keeps the path below it: the package may be one of the workspace
   */
  constructor(
    tree: Tree,
    summaries: ModuleSummaries = NO_SUMMARIES,
    apis: readonly string[] = [],
    types: HostTypes = NO_HOST_TYPES,
    keepsPaths = false,
  ) {
    this.#tree = tree;
    this.#types = types;
    this.#summaries = summaries;
    // a name would hide the import that is asked for
    this.#importsOpenTelemetry = !keepsPaths && importsOpenTelemetry(tree);
    this.#reader = {
      tree,
      of: (expression) => this.of(expression),
      ofType: (type) => this.ofType(type),
      functionOf: (expression) => this.functionOf(expression),
      wrapperAt: (callee) => this.wrapperAt(callee),
      isOther: (expression) => this.isOther(expression),
      member: (owner, name) => memberOrigin(this.#reader, this.#classes, owner, name),
      along: (origin, path) => this.#along(origin, path),
      below: (module, path) => this.#below(module, path),
      moduleOrigin: (module, path) => this.#moduleOrigin(module, path),
      isNoTracerElsewhere: (module, path) =>
        !libraryOf(module) && !isOtherTracing(module) && this.#summaries.isNoTracer?.(module, path) === true,
      definedIn: (module, path) => this.#definedIn(module, path),
      keepsPaths,
      mayHandOn: (module, path) => this.#summaries.mayBeOfLibrary?.(module, path) === true,
      once: (type, readType) => this.#once(type, readType),
      libraryCall: (call) => this.#libraryCalls.of(call),
      returned: (fn) => this.#returned(fn),
      argumentAt: (call, position) => argumentAt(tree, this, call, position),
    };
    this.#libraryCalls = new LibraryCalls(this.#reader, apis);
    this.#imported = new ImportedFunctions(tree, summaries, (expression) => this.#byItself().of(expression));
    this.#classes = new ClassMembers(this.#reader, (variable) => this.ofVariable(variable));
  }

  /** What this file alone says. */
  #byItself(): Origins {
    this.#alone ??=
      this.#summaries === NO_SUMMARIES ? this : new Origins(this.#tree, NO_SUMMARIES, [], NO_HOST_TYPES, true);
    return this.#alone;
  }

  /** The entry of the catalogue behind a call; nothing for other calls. */
  libraryCall(call: TSESTree.CallExpression): LibraryCall | undefined {
    return this.#libraryCalls.of(call);
  }

  /** The entry behind a method of a thing that is taken for one of a role. */
  callOn(role: Role, method: string, call: TSESTree.CallExpression): LibraryCall | undefined {
    return this.#libraryCalls.on(role, method, call);
  }

  /** The origin of an expression; nothing where the file does not tell. */
  of(expression: Node): Origin | undefined {
    const node = unwrap(expression, true);
    const own = this.#ofPlain(node);
    if (expression === node || !mayBeAsserted(own)) return own;
    if (!this.#asserted.has(expression)) this.#asserted.set(expression, assertedOrigin(this.#reader, expression));
    return this.#asserted.get(expression) ?? own;
  }

  #ofPlain(node: Node): Origin | undefined {
    if (this.#known.has(node)) return this.#known.get(node);
    if (this.#open.has(node) || this.#open.size > DEEPEST * 4) return undefined;
    this.#open.add(node);
    const read = this.#read(node);
    const origin =
      read === undefined ||
      read.kind === 'below' ||
      (read.kind === 'module' && !isOtherTracing(read.module)) ||
      isNamedTracer(read)
        ? ((this.#importsOpenTelemetry ? likelyOrigin(this.#reader, node, read) : undefined) ?? read)
        : read;
    this.#open.delete(node);
    this.#known.set(node, origin);
    return origin;
  }

  /** The role of an expression; nothing where it is not shown to be a thing of OpenTelemetry. */
  roleOf(expression: Node): Role | undefined {
    const origin = this.of(expression);
    if (origin?.kind === 'instance') return heritageRole(this.#tree, origin.node.implements);
    if (origin?.kind === 'role')
      return origin.likely && this.#types.isOtherTracing(expression) ? undefined : origin.role;
    return this.isOther(expression) ? undefined : this.#types.roleOf(expression);
  }

  /** Whether an expression is shown to be what its role says, rather than named like it. */
  isCertain(expression: Node): boolean {
    const origin = this.of(expression);
    if (origin?.kind === 'role' && !origin.likely) return true;
    if (origin?.kind === 'instance') return heritageRole(this.#tree, origin.node.implements) !== undefined;
    return !this.isOther(expression) && this.#types.roleOf(expression) !== undefined;
  }

  /** Whether the host's types alone show that an expression is a thing of OpenTelemetry. */
  isByType(expression: Node): boolean {
    const kind = this.of(expression)?.kind;
    return kind !== 'role' && kind !== 'instance' && this.roleOf(expression) !== undefined;
  }

  /**
   * Whether an expression is shown to be something other than a thing of OpenTelemetry: another library's object, a class or
   * object of this file, a value of a type written here.
   */
  isOther(expression: Node): boolean {
    const origin = this.of(expression);
    switch (origin?.kind) {
      case 'role':
        return origin.likely === true && this.#types.isOtherTracing(expression);
      case 'module':
        return isOtherTracing(origin.module);
      case 'instanceOf':
        if (isNamedTracer(origin)) return isNoTracer(this.#reader, origin);
        return isOtherTracing(origin.module) || !/^(?:Tracer|Span)$/.test(String(origin.path.at(-1)));
      case 'instance':
        return heritageRole(this.#tree, origin.node.implements) === undefined;
      case 'local':
      case 'typed':
      case 'container':
        return true;
      default:
        return false;
    }
  }

  /** Whether the definition of an expression, here or in another file, shows that it is no tracer of OpenTelemetry, whatever it is called. */
  isNoTracer(expression: Node): boolean {
    return isNoTracer(this.#reader, this.of(expression));
  }

  /** The origin of a variable, from its annotation or else from all values it is given. */
  ofVariable(variable: Variable): Origin | undefined {
    if (this.#variables.has(variable)) return this.#variables.get(variable);
    if (this.#open.has(variable)) return undefined;
    this.#open.add(variable);
    const annotation = annotationOf(this.#tree, variable);
    const typed = annotation && this.#along(this.ofType(annotation.type), annotation.path);
    const origin =
      typed?.kind === 'role' || (typed?.kind === 'container' && typed.of.kind === 'role')
        ? typed
        : (firstOrigin(sourcesOf(this.#tree, variable).map((source) => () => this.#ofSource(source))) ?? typed);
    this.#open.delete(variable);
    this.#variables.set(variable, origin);
    return origin;
  }

  /**
   * The origin of what a module exports.
   * @param module as this file writes it
   */
  ofImport(module: string, path: Path): Origin | undefined {
    return this.#moduleOrigin(module, path);
  }

  /** The origin of a value of a written type. */
  ofType(node: Node): Origin | undefined {
    return typeOrigin(this.#reader, node);
  }

  /** The local function, method or arrow that an expression names; nothing for others. */
  functionOf(expression: Node): FunctionNode | undefined {
    const node = unwrap(expression);
    if (isFunction(node)) return node;
    const origin = this.of(node);
    return origin?.kind === 'local' && isFunction(origin.node) ? origin.node : undefined;
  }

  /**
   * What another file says of a type that is imported.
   * @param name as the type is written: `Payload`, `types.Payload`
   */
  importedType(name: Node): ExportedType | undefined {
    const path = name.type === 'TSQualifiedName' ? [name.right.name] : [];
    const variable = this.#tree.variableOf(name.type === 'TSQualifiedName' ? name.left : name);
    const source = variable && sourcesOf(this.#tree, variable).find(({ kind }) => kind === 'import');
    return source?.kind === 'import'
      ? this.#summaries.exportedType?.(source.module, [...source.path, ...path])
      : undefined;
  }

  /** What another file says of that which an imported function or method gives; nothing for others. */
  importedResult(callee: Node): FunctionResult | undefined {
    const { functionResult } = this.#summaries;
    const imported = functionResult && this.#imported.of(unwrap(callee));
    return imported && functionResult(imported.module, imported.path);
  }

  /** How a function of another file, or of the global scope, makes a span for its caller; nothing for others. */
  wrapperAt(callee: Node): WrapperShape | undefined {
    return this.#imported.wrapperAt(callee);
  }

  /** What a function of another file does with attributes that its callers give it; nothing for others. */
  takenBy(callee: Node, way: TakingWay): readonly TakenAttribute[] {
    return this.#imported.takenBy(callee, way);
  }

  /** The imported function that is called; nothing for other callees. */
  importedFunction(callee: Node): ImportedFunction | undefined {
    return this.#imported.of(callee);
  }

  /**
   * The function of this file that an export leads to.
   * @param node the exported expression or declared name
   * @param path properties below it, `prototype` before a method of a class
   */
  functionAt(node: Node, path: Path): FunctionNode | undefined {
    const at = exportedBelow(this.#reader, node, path);
    return at?.kind === 'local' && isFunction(at.node) ? at.node : undefined;
  }

  /**
   * The type that says what an export of this file gives that is only declared: a method of an interface, a value of a function type.
   * @param path as that of `functionAt`
   */
  resultTypeAt(node: Node, path: Path): Node | undefined {
    const at = exportedBelow(this.#reader, node, path);
    const typed = at?.kind === 'typed' ? at.node : undefined;
    return typed?.type === 'TSMethodSignature' || typed?.type === 'TSFunctionType'
      ? typed.returnType?.typeAnnotation
      : undefined;
  }

  /** The function of another file that an export hands on, or a member of it leads to: `module.exports = require('./spans')`. */
  handedOn(node: Node, path: Path): ImportedFunction | undefined {
    const at = exportedBelow(this.#byItself().#reader, node, path);
    if (at?.kind === 'below') return at;
    return at?.kind === 'module' && !at.called ? calledOf(at) : undefined;
  }

  /** The imported class that an exported class of this file extends. */
  importedBase(node: Node): ImportedFunction | undefined {
    const at = this.of(node);
    const base =
      at?.kind === 'local' && isClass(at.node) && at.node.superClass ? this.of(at.node.superClass) : undefined;
    return base?.kind === 'module' && !base.called ? base : undefined;
  }

  /**
   * What an export of this file is to the files that import it; no node of this file's tree is in the answer.
   * @param node the exported expression or declared name
   * @param path what stands below it: properties, `prototype` before those of an instance, `()` before those of what a call gives
   */
  exported(node: Node, path: Path): Origin | undefined {
    return originForOthers(this.#reader, exportedBelow(this.#reader, node, path));
  }

  /** The same of an export of this file, for the files that import it. */
  exportsNoTracer(node: Node, path: Path): boolean {
    return isNoTracer(this.#reader, exportedBelow(this.#reader, node, path));
  }

  #moduleOrigin(module: string, path: Path): Origin {
    const role = exportedRole(module, path);
    if (role) return { kind: 'role', role };
    const found = isOtherTracing(module) ? undefined : this.#summaries.origin(module, path);
    if (found?.kind === 'gives') return { ...found, from: { module, path } };
    if (found?.kind !== 'module') return found ?? { kind: 'module', module, path, called: false };
    const handedOn = exportedRole(found.module, found.path);
    return handedOn ? { kind: 'role', role: handedOn } : found;
  }

  #below(module: string, path: Path): Origin {
    const found = libraryOf(module) || isOtherTracing(module) ? undefined : this.#summaries.origin(module, path);
    return found && found.kind !== 'module' ? found : { kind: 'below', module, path };
  }

  #definedIn(module: string, path: Path): { readonly module: string; readonly path: Path } {
    const found = isPackage(module) && typeRole(module, path) ? undefined : this.#summaries.origin(module, path);
    return found?.kind === 'module' ? found : { module, path };
  }

  #once(type: Node, readType: () => Origin | undefined): Origin | undefined {
    if (this.#open.has(type)) return undefined;
    this.#open.add(type);
    const origin = readType();
    this.#open.delete(type);
    return origin;
  }

  #along(origin: Origin | undefined, path: Path): Origin | undefined {
    let at = origin;
    for (const step of path) at = at && this.#reader.member(at, step);
    return at;
  }

  #ofSource(source: ValueSource): Origin | undefined {
    switch (source.kind) {
      case 'import':
        return this.#moduleOrigin(source.module, source.path);
      case 'value':
        return this.#along(this.of(source.node), source.path);
      case 'element':
        return this.#along(this.#reader.member(this.of(source.of), undefined), source.path);
      case 'parameter':
        return parameterOrigin(this.#reader, source.fn, source.index, source.path);
      case 'function':
      case 'class':
        return { kind: 'local', node: source.node };
      default:
        return undefined;
    }
  }

  #read(node: Node): Origin | undefined {
    switch (node.type) {
      case 'Identifier': {
        const variable = this.#tree.variableOf(node);
        return variable && variable.defs.length > 0 ? this.ofVariable(variable) : undefined;
      }
      case 'MemberExpression':
        return this.#readMember(node);
      case 'CallExpression':
        return callOrigin(this.#reader, node);
      case 'NewExpression':
        return newOrigin(this.#reader, node);
      case 'ImportExpression':
        return node.source.type === 'Literal' ? this.#moduleOrigin(String(node.source.value), []) : undefined;
      case 'ConditionalExpression':
        return firstOrigin([() => this.of(node.consequent), () => this.of(node.alternate)]);
      case 'LogicalExpression':
        return firstOrigin([() => this.of(node.right), () => this.of(node.left)]);
      case 'AssignmentExpression':
        return this.of(node.right);
      case 'YieldExpression': {
        // `yield* Effect.currentSpan` gives what the effect gives
        const effect = node.delegate ? this.of(node.argument) : undefined;
        return effect?.kind === 'role' && effect.role === 'effectSpan' ? effect : undefined;
      }
      case 'ArrayExpression': {
        const of = firstOrigin(
          node.elements.map(
            (element) => () => (element && element.type !== 'SpreadElement' ? this.of(element) : undefined),
          ),
        );
        return of && { kind: 'container', of };
      }
      case 'ThisExpression': {
        const holder = this.#tree.classOfThis(node);
        return holder && { kind: 'instance', node: holder };
      }
      case 'ObjectExpression':
      case 'FunctionExpression':
      case 'ArrowFunctionExpression':
      case 'ClassExpression':
      case 'FunctionDeclaration':
      case 'ClassDeclaration':
        return { kind: 'local', node };
      default:
        return undefined;
    }
  }

  #readMember(node: TSESTree.MemberExpression): Origin | undefined {
    return this.#reader.member(this.of(node.object), keyOf(node));
  }

  /** What a function gives back, by its annotation or its returned expressions. */
  #returned(fn: FunctionNode): Origin | undefined {
    if (this.#open.has(fn)) return undefined;
    this.#open.add(fn);
    const annotated = fn.returnType ? this.ofType(fn.returnType.typeAnnotation) : undefined;
    const origin =
      annotated?.kind === 'role'
        ? annotated
        : (firstOrigin(returnedExpressions(this.#tree, fn).map((node) => () => this.of(node))) ?? annotated);
    this.#open.delete(fn);
    return origin;
  }
}
