import type { EcmaScriptModule } from 'oxc-parser';
import type { HandedOn } from './module-exports.ts';

/** What a module of ECMAScript exports, as far as it can be told without a tree. */
export interface ExportRecord {
  /** Names that it defines. */
  readonly own: ReadonlySet<string>;
  /** Names of other modules. */
  readonly handedOn: ReadonlyMap<string, HandedOn>;
  /** Modules behind `export *`. */
  readonly stars: readonly string[];
}

/** A word of CommonJS, whose exports only the tree shows, or TypeScript's `export =`. */
const COMMON_JS = /\bexports\b|\bexport\s*=/;

/**
 * Reads the exports of a module out of what the parser tells beside the tree.
 * @returns nothing for modules of CommonJS, and those that mix both
 */
export function exportRecordOf(module: EcmaScriptModule, text: string): ExportRecord | undefined {
  if (!module.hasModuleSyntax || COMMON_JS.test(text)) return undefined;
  const own = new Set<string>();
  const handedOn = new Map<string, HandedOn>();
  const stars: string[] = [];
  for (const { moduleRequest, importName, exportName } of module.staticExports.flatMap(({ entries }) => entries)) {
    const name = exportName.kind === 'Default' ? 'default' : exportName.name;
    if (!moduleRequest) own.add(name ?? '');
    else if (name === null) stars.push(moduleRequest.value);
    else
      handedOn.set(name, {
        module: moduleRequest.value,
        name: importName.kind === 'All' ? undefined : (importName.name ?? 'default'),
      });
  }
  return { own, handedOn, stars };
}
