import type { FileReading } from '../reading.ts';
import { resolveModule } from '../modules/resolve-module.ts';
import type { WrapperShape } from './wrapper-shape.ts';

/** A call of a wrapper of another file, by how it is imported. */
export interface CalledWrapper {
  readonly specifier: string;
  /** The file that the specifier leads to; nothing for a package out of sight. */
  readonly source: string | undefined;
  /** As a contract lists it: `traced`, `Tracing.run`. */
  readonly export: string;
  readonly shape: WrapperShape;
}

/**
 * The wrappers of other files that a file calls, one for each call.
 * @param file the path of the reading
 */
export function calledWrappers({ spanSites, origins }: FileReading, file: string): readonly CalledWrapper[] {
  const sources = new Map<string, string | undefined>();
  const sourceOf = (module: string) => {
    if (!sources.has(module)) sources.set(module, resolveModule(file, module));
    return sources.get(module);
  };
  return spanSites.flatMap(({ wrapper, call }) => {
    const shape = wrapper ? origins.wrapperAt(call.callee) : undefined;
    const imported = shape && origins.importedFunction(call.callee);
    // a contract has no word for what a call gives
    if (!shape || !imported || imported.path.some((step) => typeof step !== 'string' || step === '()')) return [];
    const steps = imported.path.filter((step) => step !== 'prototype');
    return [{ specifier: imported.module, source: sourceOf(imported.module), export: steps.join('.'), shape }];
  });
}
