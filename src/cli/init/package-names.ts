import { readFileSync } from 'node:fs';
import path from 'node:path';

/**
 * Whether a specifier names the package that a file belongs to. Every other way to a file of the project, relative or by an alias of a
 * tsconfig, is one way of many to it.
 * @param source the absolute path of the file that the specifier leads to
 */
export function isNameOfPackage(specifier: string, source: string): boolean {
  for (let folder = path.dirname(source); ; folder = path.dirname(folder)) {
    const name = nameIn(folder);
    if (name !== undefined) return specifier === name || specifier.startsWith(`${name}/`);
    if (path.dirname(folder) === folder) return false;
  }
}

/** What a `package.json` of a folder is called; nothing where there is none, or one without a name. */
function nameIn(folder: string): string | undefined {
  try {
    const { name } = JSON.parse(readFileSync(path.join(folder, 'package.json'), 'utf8')) as { readonly name?: unknown };
    return typeof name === 'string' && name !== '' ? name : undefined;
  } catch {
    return undefined;
  }
}
