import type { TSESTree } from '@typescript-eslint/types';
import { argumentOf } from '../syntax/call-arguments.ts';
import { callsFrom, callsOn, isCallName, libraryOf, namesOf, type KnownCall } from '../catalogue/find-calls.ts';
import { OPENTELEMETRY } from '../catalogue/libraries/opentelemetry.ts';
import type { Role } from '../catalogue/roles.ts';
import type { ArgumentLook, SpanLibrary, When } from '../catalogue/span-library.ts';
import { soundsLikeWrapper } from '../gate.ts';
import { CalledNames, type CalledName } from './called-names.ts';
import { importedModules } from '../modules/imported-modules.ts';
import type { Origin, OriginReader } from '../origins/origin-reader.ts';
import { returnedExpressions } from '../syntax/returned-expressions.ts';
import { sourcesOf } from '../syntax/sources.ts';
import { isFunction, keyOf, unwrap, type Node } from '../syntax/tree.ts';

/** A call of a known library. */
export interface LibraryCall extends KnownCall {
  /** Whether its spans count: they are spans of OpenTelemetry, or the contract lists the library. */
  readonly counts: boolean;
  /** Only the name of its receiver shows what it is. */
  readonly likely?: true;
}

/** Finds the calls of known libraries in one file, by where what is called comes from. */
export class LibraryCalls {
  readonly #reader: OriginReader;
  readonly #apis: readonly string[];
  readonly #known = new Map<Node, LibraryCall | undefined>();
  readonly #names: CalledNames;
  #libraries: readonly SpanLibrary[] | undefined;
  #callNames: ReadonlySet<string> | undefined;

  /** @param apis libraries that count although their spans are none of OpenTelemetry */
  constructor(reader: OriginReader, apis: readonly string[]) {
    this.#reader = reader;
    this.#apis = apis;
    this.#names = new CalledNames(reader.tree);
  }

  /** The entry of the catalogue behind a call; nothing for other calls. */
  of(call: TSESTree.CallExpression): LibraryCall | undefined {
    if (this.#known.has(call)) return this.#known.get(call);
    const found = this.#find(call);
    this.#known.set(call, found);
    return found;
  }

  /** The entry behind a method of a thing whose role is known. */
  on(role: Role, method: string | undefined, call: TSESTree.CallExpression): LibraryCall | undefined {
    return this.#choose(callsOn(role, method), call);
  }

  #find(call: TSESTree.CallExpression): LibraryCall | undefined {
    const callee = unwrap(call.callee);
    const called = this.#names.of(callee);
    const isOwn = callee.type === 'MemberExpression' || this.#hasLibraries();
    if (!(isOwn && this.#mayBe(called.name)) && !this.#mayBeHandedOn(callee, called)) return undefined;
    const origin = this.#reader.of(callee);
    if (origin?.kind === 'module' && !origin.called)
      return this.#choose(callsFrom(origin.module, pathText(origin.path)), call);
    if (origin?.kind === 'role') return this.on(origin.role, undefined, call);
    const method = callee.type === 'MemberExpression' ? keyOf(callee) : undefined;
    const owner = callee.type === 'MemberExpression' ? this.#reader.of(callee.object) : undefined;
    return owner && method !== undefined ? this.#onOwner(owner, method, call) : undefined;
  }

  #onOwner(owner: Origin, method: string, call: TSESTree.CallExpression): LibraryCall | undefined {
    switch (owner.kind) {
      case 'role': {
        const found = this.on(owner.role, method, call);
        return found && owner.likely ? { ...found, likely: true } : found;
      }
      case 'module':
        return owner.called
          ? this.#choose(callsFrom(owner.module, `${pathText(owner.path)}().${method}`), call)
          : undefined;
      case 'instanceOf':
        return this.#choose(callsFrom(owner.module, `${pathText(owner.path)}#${method}`), call);
      default:
        return undefined;
    }
  }

  /** Whether what is called so may be of the catalogue, before anybody asks where it comes from. */
  #mayBe(name: string | undefined): boolean {
    if (name === undefined) return false;
    this.#callNames ??= new Set(
      [OPENTELEMETRY, ...this.#imported(), ...this.#handedOn()].flatMap((library) => [...namesOf(library)]),
    );
    return this.#callNames.has(name);
  }

  /** The libraries whose functions are called and that files of the project hand on. */
  #handedOn(): readonly SpanLibrary[] {
    return this.#reader.tree.all('CallExpression').flatMap((call) => {
      const callee = unwrap(call.callee);
      const origin = this.#mayBeHandedOn(callee, this.#names.of(callee)) ? this.#reader.of(callee) : undefined;
      return origin?.kind === 'module' && !origin.called ? (libraryOf(origin.module) ?? []) : [];
    });
  }

  /**
   * Whether what is called may be of a library that a file of the project hands on: it is imported, and it or its module sounds like one.
   * Methods of libraries have names of methods of much else (`info`, `fn`), so a file is not opened for these alone.
   */
  #mayBeHandedOn(callee: Node, { name, from }: CalledName): boolean {
    if (name === undefined || from === undefined) return false;
    const sounds =
      (callee.type === 'Identifier' && isCallName(name)) ||
      soundsLikeWrapper([from.module, ...from.path, name].join(' '));
    return sounds && this.#reader.mayHandOn(from.module, from.path);
  }

  /** Whether the file imports a library whose functions are called by themselves. */
  #hasLibraries(): boolean {
    return this.#imported().some((library) => library !== OPENTELEMETRY);
  }

  #imported(): readonly SpanLibrary[] {
    this.#libraries ??= [...new Set(importedModules(this.#reader.tree).flatMap((module) => libraryOf(module) ?? []))];
    return this.#libraries;
  }

  #choose(known: readonly KnownCall[], call: TSESTree.CallExpression): LibraryCall | undefined {
    const isDecorator = this.#reader.tree.parentOf(call)?.type === 'Decorator';
    const found = known.find(
      ({ entry }) => isDecorator === (entry.form === 'decorator') && this.#fits(entry.when, call),
    );
    return found && { ...found, counts: found.library.openTelemetry || this.#apis.includes(found.library.name) };
  }

  #fits(when: When | undefined, call: TSESTree.CallExpression): boolean {
    const { length } = call.arguments;
    if (length < (when?.least ?? 0) || length > (when?.most ?? Infinity)) return false;
    return Object.entries(when?.looks ?? {}).every(([index, look]) => {
      const argument = argumentOf(call, Number(index));
      return argument !== undefined && hasLook(this.#reader, argument, look);
    });
  }
}

/** `Laminar.startSpan`; a default import is the whole module. */
function pathText(path: readonly (string | number | undefined)[]): string {
  return (path[0] === 'default' ? path.slice(1) : path).map((step) => step ?? '?').join('.');
}

function hasLook(reader: OriginReader, argument: Node, look: ArgumentLook): boolean {
  if (look !== 'factory') return lookOf(reader, argument) === look;
  const fn = reader.functionOf(argument);
  const [given, ...more] = fn && !fn.async && !fn.generator ? returnedExpressions(reader.tree, fn) : [];
  return given !== undefined && more.length === 0 && isFunction(unwrap(given));
}

/** What an argument looks like; nothing where the file does not tell. */
function lookOf(reader: OriginReader, argument: Node, depth = 0): ArgumentLook | undefined {
  const node = unwrap(argument);
  if (isFunction(node)) return 'function';
  switch (node.type) {
    case 'Literal':
      return typeof node.value === 'string' ? 'text' : undefined;
    case 'TemplateLiteral':
      return 'text';
    case 'BinaryExpression':
      return node.operator === '+' ? 'text' : undefined;
    case 'ObjectExpression':
      return 'object';
    case 'ArrayExpression':
      return 'array';
    case 'ConditionalExpression': {
      const look = lookOf(reader, node.consequent, depth + 1);
      return look === lookOf(reader, node.alternate, depth + 1) ? look : undefined;
    }
    case 'Identifier': {
      const variable = reader.tree.variableOf(node);
      const [source, ...more] = variable && depth < 4 ? sourcesOf(reader.tree, variable) : [];
      if (more.length > 0) return undefined;
      if (source?.kind === 'function') return 'function';
      return source?.kind === 'value' && source.path.length === 0 ? lookOf(reader, source.node, depth + 1) : undefined;
    }
    default:
      return undefined;
  }
}
