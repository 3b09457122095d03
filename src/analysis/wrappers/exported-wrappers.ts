import { libraryOf } from '../catalogue/find-calls.ts';
import { functionName } from '../modules/functions-behind.ts';
import { exportsOf } from '../modules/module-exports.ts';
import type { FileReading } from '../reading.ts';
import type { Path } from '../syntax/sources.ts';
import { keyOf, type Node, type Tree } from '../syntax/tree.ts';
import { shapeOfWrapper } from './wrapper-reading.ts';
import type { WrapperShape } from './wrapper-shape.ts';

/** A function that other files can call to make a span under a name of theirs. */
export interface ExportedWrapper {
  /** As a contract lists it: `withSpan`, `Tracing.startSpan`; nothing for one that stands in what a call gives, which it cannot list. */
  readonly name: string | undefined;
  /** The word that a calling file must hold: its last part, or nothing for a default export, which callers name as they like. */
  readonly word: string | undefined;
  readonly shape: WrapperShape;
  /** The function; the whole file where it hands on one of a library. */
  readonly node: Node;
}

/** The wrappers that a file exports: functions, and methods of classes, objects and instances; and those of libraries that it hands on. */
export function exportedWrappers(reading: FileReading): readonly ExportedWrapper[] {
  return [...ownWrappers(reading), ...handedOnCalls(reading)];
}

/** The functions of libraries that other files can import from this one, by the names that it gives them. */
function handedOnCalls({ tree, origins }: FileReading): readonly ExportedWrapper[] {
  const { byName, stars } = exportsOf(tree);
  const named = [...byName].flatMap(([name, found]) => {
    const path = found.kind === 'from' && found.name !== undefined ? [found.name] : [];
    const origin = found.kind === 'own' ? origins.of(found.node) : origins.ofImport(found.module, path);
    return origin?.kind === 'module' && !origin.called ? callsBelow(origin.module, origin.path, name) : [];
  });
  return [...named, ...stars.flatMap((module) => callsBelow(module, [], undefined))].map((one) => ({
    ...one,
    node: tree.program,
  }));
}

/**
 * The functions at a path of a library or below that make spans which count. Methods of what it exports go by words of most files (`fn`), or
 * by such as say what they do (`withSpan`).
 * @param exported what the path is exported as; nothing where all that the library has is exported as it is
 */
function callsBelow(
  module: string,
  path: Path,
  exported: string | undefined,
): readonly Omit<ExportedWrapper, 'node'>[] {
  const library = libraryOf(module);
  if (!library?.openTelemetry) return [];
  const start = path.slice(path[0] === 'default' ? 1 : 0).map(String);
  return library.calls.flatMap((entry) => {
    const { call } = entry;
    if (entry.makes !== 'span' || call === undefined || /[.#]/.test(call)) return [];
    if (start.length > 1 || (start[0] ?? call) !== call) return [];
    const own = [...(exported === undefined ? [] : [exported]), ...(start.length > 0 ? [] : [call])];
    const word = own.at(-1);
    return [
      {
        name: own.join('.'),
        word: word === 'default' ? undefined : word,
        shape: { name: entry.name ?? '0', before: [], after: [], certainty: 'certain', library: library.title },
      },
    ];
  });
}

function ownWrappers(reading: FileReading): readonly ExportedWrapper[] {
  const { tree, origins, texts, spanSites: sites, wrappers, attributeSites: attributes } = reading;
  const exported = exportedNodes(tree);
  return wrappers.flatMap((wrapper): readonly ExportedWrapper[] => {
    const shape = shapeOfWrapper({ tree, origins, texts, sites, wrappers, attributes }, wrapper);
    if (!shape) return [];
    const holder = tree.parentOf(wrapper.fn);
    const method =
      holder && /^(?:MethodDefinition|PropertyDefinition|Property)$/.test(holder.type) ? keyOf(holder) : undefined;
    // `new` is no call of a wrapper
    if (method === 'constructor') return [];
    for (const [name, node] of exported) {
      const leadsTo = (...path: string[]) => origins.functionAt(node, path) === wrapper.fn;
      if (leadsTo()) return [{ name, word: name === 'default' ? undefined : name, shape, node: wrapper.fn }];
      if (method !== undefined && (leadsTo('prototype', method) || leadsTo(method)))
        return [{ name: `${name}.${method}`, word: method, shape, node: wrapper.fn }];
      const given = functionName(tree, wrapper.fn);
      if (given !== undefined && leadsTo('()', given))
        return [{ name: undefined, word: given, shape, node: wrapper.fn }];
    }
    return [];
  });
}

/** What a file itself exports, by name; that which `module.exports` is set to as a whole is the default. */
function exportedNodes(tree: Tree): readonly (readonly [name: string, node: Node])[] {
  const { byName, whole } = exportsOf(tree);
  const own = [...byName].flatMap(([name, found]) => (found.kind === 'own' ? [[name, found.node] as const] : []));
  if (whole?.type !== 'ObjectExpression') return whole ? [...own, ['default', whole]] : own;
  const members = whole.properties.flatMap((one) => {
    const name = keyOf(one);
    return one.type === 'Property' && name !== undefined ? [[name, one.value] as const] : [];
  });
  return [...own, ...members];
}
