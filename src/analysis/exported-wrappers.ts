import { exportsOf } from './module-exports.ts';
import type { FileReading } from './reading.ts';
import { keyOf, type Node } from './tree.ts';
import { shapeOfWrapper } from './wrapper-reading.ts';
import type { WrapperShape } from './wrapper-shape.ts';

/** A function that other files can call to make a span under a name of theirs. */
export interface ExportedWrapper {
  /** As a contract lists it: `withSpan`, `Tracing.startSpan`. */
  readonly name: string;
  /** The word that a calling file must hold: its last part, or nothing for a default export, which callers name as they like. */
  readonly word: string | undefined;
  readonly shape: WrapperShape;
  /** The function. */
  readonly node: Node;
}

/** The wrappers that a file exports: functions, and methods of classes, objects and instances. */
export function exportedWrappers(reading: FileReading): readonly ExportedWrapper[] {
  const { tree, origins, texts, spanSites, wrappers } = reading;
  const exported = [...exportsOf(tree).byName];
  return wrappers.flatMap((wrapper) => {
    const shape = shapeOfWrapper({ tree, origins, texts, sites: spanSites }, wrapper);
    if (!shape) return [];
    const holder = tree.parentOf(wrapper.fn);
    const method =
      holder && /^(?:MethodDefinition|PropertyDefinition|Property)$/.test(holder.type) ? keyOf(holder) : undefined;
    // `new` is no call of a wrapper
    if (method === 'constructor') return [];
    for (const [name, found] of exported) {
      if (found.kind !== 'own') continue;
      const leadsTo = (...path: string[]) => origins.functionAt(found.node, path) === wrapper.fn;
      if (leadsTo()) return [{ name, word: name === 'default' ? undefined : name, shape, node: wrapper.fn }];
      if (method !== undefined && (leadsTo('prototype', method) || leadsTo(method)))
        return [{ name: `${name}.${method}`, word: method, shape, node: wrapper.fn }];
    }
    return [];
  });
}
