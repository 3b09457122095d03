import { createRequire } from 'node:module';
import type { analyze } from '@typescript-eslint/scope-manager';
import type { visitorKeys } from '@typescript-eslint/visitor-keys';
import type { parseSync } from 'oxc-parser';

/** What parsing without a host takes. */
export interface ParserLibraries {
  readonly parseSync: typeof parseSync;
  readonly analyze: typeof analyze;
  readonly visitorKeys: typeof visitorKeys;
}

const require = createRequire(import.meta.url);
let loaded: ParserLibraries | undefined;
let fault: unknown;

/** Hands the libraries over where a host may not load them late: the runner of jscodeshift breaks `require` of ECMAScript modules. */
export function provideParser(libraries: ParserLibraries): void {
  loaded = libraries;
}

/**
 * The libraries, loaded when a file is parsed for the first time: ESLint needs them only for a look into another file.
 * @throws Error where the parser has no build for this platform
 */
export function parserLibraries(): ParserLibraries {
  if (fault) throw fault as Error;
  if (loaded) return loaded;
  try {
    const scopes = require('@typescript-eslint/scope-manager') as { analyze: typeof analyze };
    const keys = require('@typescript-eslint/visitor-keys') as { visitorKeys: typeof visitorKeys };
    const parser = require('oxc-parser') as { parseSync: typeof parseSync };
    loaded = { parseSync: parser.parseSync, analyze: scopes.analyze, visitorKeys: keys.visitorKeys };
    return loaded;
  } catch (error) {
    fault = error;
    throw error;
  }
}
