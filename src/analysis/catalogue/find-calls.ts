import { LIBRARIES } from './libraries/index.ts';
import { calledRole, exportedRole, packageOf, typeRole, type Role } from './roles.ts';
import type { CatalogueCall, SpanLibrary } from './span-library.ts';

/** A call of the catalogue with its library. */
export interface KnownCall {
  readonly library: SpanLibrary;
  readonly entry: CatalogueCall;
}

const byPackage = new Map<string, SpanLibrary>();
const byFamily: (readonly [prefix: string, library: SpanLibrary])[] = [];
/** By package path and by role: `langfuse observe`, `@tracer startSpan`. */
const byKey = new Map<string, KnownCall[]>();

for (const library of LIBRARIES) {
  for (const name of library.packages) {
    if (name.endsWith('*')) byFamily.push([name.slice(0, -1), library]);
    else byPackage.set(name, library);
  }
  for (const entry of library.calls) {
    const key = entry.on === undefined ? `${library.name} ${entry.call ?? ''}` : `@${entry.on} ${entry.method ?? ''}`;
    byKey.set(key, [...(byKey.get(key) ?? []), { library, entry }]);
  }
}

/** The library that a module specifier belongs to; a subpath belongs to its package. */
export function libraryOf(module: string): SpanLibrary | undefined {
  const name = packageOf(module);
  for (let at = name; at !== ''; at = at.slice(0, Math.max(0, at.lastIndexOf('/')))) {
    const library = byPackage.get(at);
    if (library) return library;
  }
  return byFamily.find(([prefix]) => name.startsWith(prefix))?.[1];
}

/**
 * The calls behind a path from a module.
 * @param path as in an entry's `call`, without the name of a subpath
 */
export function callsFrom(module: string, path: string): readonly KnownCall[] {
  const library = libraryOf(module);
  if (!library) return [];
  const subpath = packageOf(module).split('/').at(-1) ?? '';
  return byKey.get(`${library.name} ${path}`) ?? byKey.get(`${library.name} ${subpath}.${path}`) ?? [];
}

/** The calls of a method on a thing with a role, or of the thing itself. */
export function callsOn(role: Role, method = ''): readonly KnownCall[] {
  return byKey.get(`@${role} ${method}`) ?? [];
}

const names = new Map<SpanLibrary, ReadonlySet<string>>();

/** The last words of what a library's calls are called by; what is called under another name makes no span with it. */
export function namesOf(library: SpanLibrary): ReadonlySet<string> {
  let found = names.get(library);
  if (!found) {
    found = new Set(library.calls.map(({ call, method }) => call?.split(/[.#]/).at(-1) ?? method ?? 'trace'));
    names.set(library, found);
  }
  return found;
}

/** Methods that make spans on a thing that may come from anywhere, such as a parameter; the API object is always imported. */
export function spanMethods(): readonly string[] {
  return LIBRARIES.flatMap(({ calls }) =>
    calls.flatMap(({ on, method, makes }) => (on && on !== 'traceApi' && makes === 'span' && method ? [method] : [])),
  );
}

let allNames: ReadonlySet<string> | undefined;

/** Whether a call of any library goes by this name. */
export function isCallName(name: string): boolean {
  allNames ??= new Set(LIBRARIES.flatMap((library) => [...namesOf(library)]));
  return allNames.has(name);
}

/** Whether a package exports something by this name that the catalogue knows: what `export *` hands on of it. */
export function isKnownExport(module: string, name: string): boolean {
  if (exportedRole(module, [name]) || typeRole(module, [name]) || calledRole(module, [name])) return true;
  return libraryOf(module)?.calls.some(({ call }) => call?.split(/[.#(]/)[0] === name) === true;
}

/** The libraries that a contract can switch on. */
export const SILENT_LIBRARIES: readonly string[] = LIBRARIES.filter(({ openTelemetry }) => !openTelemetry).map(
  ({ name }) => name,
);

/** Whether the spans of a library, by its title, go elsewhere than to OpenTelemetry. */
export function isSilentTitle(title: string): boolean {
  return LIBRARIES.some((library) => !library.openTelemetry && library.title === title);
}

/** The words that let a file with the package of a silent library through the gate. */
export function packagesOf(libraries: readonly string[]): string[] {
  return LIBRARIES.filter(({ name }) => libraries.includes(name)).flatMap(({ packages }) =>
    packages.map((name) => name.replace(/\*$/, '')),
  );
}
