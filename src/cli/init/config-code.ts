import { readFileSync } from 'node:fs';

/** The code of a linter's configuration without its comments; empty where it cannot be read. */
export function configCode(file: string): string {
  try {
    return readFileSync(file, 'utf8').replace(/^\s*\/\/.*$|\/\*[\s\S]*?\*\//gm, '');
  } catch {
    return '';
  }
}
