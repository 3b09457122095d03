import type { ExportReference } from '../../contract/contract.ts';
import type { Path } from '../syntax/sources.ts';

/**
 * Whether an import is the function that a contract lists by `module` and `export`.
 * @param module as the importing file writes it
 * @param path the export and the properties below it; `prototype` stands before a method of a class
 */
export function isExportAt(listed: ExportReference, module: string, path: Path): boolean {
  // `Class.method` is declared without the step in between
  const name = path.filter((step) => step !== 'prototype').join('.');
  return listed.export === name && isSameModule(listed.module, module);
}

/** Aliases of a project's own folder, as bundlers and `paths` of a tsconfig give them: `@/privacy`, `~/privacy`, `$lib/privacy`, `#privacy`. */
const ALIAS = /^(?:[@~]\/|\$(?:lib)?\/|#\/?)/;

/** Whether a specifier leads to the module that a contract names: the same text, or a relative path or an alias to it. */
export function isSameModule(declared: string, written: string): boolean {
  if (declared === written) return true;
  const [listed, asked] = [bare(declared), bare(written)];
  // `src/privacy` by `baseUrl`; one word is a package
  if (declared.startsWith('.') && listed === asked && /^\w[^/]*\//.test(written)) return true;
  const isOwn = written.startsWith('.') || (ALIAS.test(written) && declared.startsWith('.'));
  return isOwn && asked !== '' && (listed === asked || listed.endsWith(`/${asked}`));
}

/** A module without the way to it, `index` and its extension. */
function bare(module: string): string {
  return module
    .replace(ALIAS, '')
    .replace(/^(?:\.{1,2}\/)+/, '')
    .replace(/(?:\/index)?(?:\.[cm]?[jt]sx?)?$/, '');
}
