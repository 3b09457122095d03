import path from 'node:path';
import { readManifest } from '../analysis/modules/manifest.ts';
import { bundledParser } from '../analysis/parsing/bundled-parser.ts';
import { parseSource } from '../analysis/parsing/parse.ts';
import { provideParser } from '../analysis/parsing/parser-libraries.ts';
import {
  mayUseExports,
  useOfExports,
  type ProviderExport,
  type ProviderUse,
} from '../analysis/providers/provider-exports.ts';
import { read } from '../analysis/reading.ts';
import type { ContractsOfRun } from '../contract/find-contract.ts';
import { isThere } from '../contract/file-stat.ts';
import { scriptsOf } from './files/script-blocks.ts';

/** What is asked of the run that a provider is exported in. */
export interface UsersSetup {
  /** All files of the run, and texts that were read already may be given again. */
  readonly files: readonly { readonly file: string; readonly read: () => string }[];
  readonly contracts: ContractsOfRun;
  /** The folder of the whole project. */
  readonly root: string;
  /** Whether a run leaves out nothing below a folder that git does not ignore. */
  readonly covers: (folder: string) => boolean;
}

/** Asks the other files of a run what they do with a provider that one of them exports. */
export class ProviderUsers {
  readonly #setup: UsersSetup;

  constructor(setup: UsersSetup) {
    this.#setup = setup;
  }

  /**
   * Whether nobody ends a provider that a file exports: no file of the run does, and all that may import it are in the run.
   * @param file an absolute path
   */
  isEndedByNobody(file: string, exports: readonly ProviderExport[]): boolean {
    const { files } = this.#setup;
    if (!path.isAbsolute(file) || !this.#seesAllUsers(file)) return false;
    const base = moduleName(file);
    let isImported = false;
    for (const other of files) {
      if (other.file === file) continue;
      let text: string;
      try {
        text = other.read();
      } catch {
        // told where it was read for the first time; it may be the one
        return false;
      }
      if (!mayUseExports(text, base, exports)) continue;
      for (const use of this.#usesIn(other.file, text.replace(/^\uFEFF/, ''), base, exports)) {
        if (use === 'ends') return false;
        isImported ||= use === 'imports';
      }
    }
    // a module or a function that nobody takes is somebody's of whom nothing is known
    return isImported || exports.every(({ name, is }) => name !== 'default' && is === 'provider');
  }

  *#usesIn(
    file: string,
    text: string,
    base: string,
    exports: readonly ProviderExport[],
  ): Iterable<ProviderUse | undefined> {
    provideParser(bundledParser);
    const found = this.#setup.contracts.for(file);
    const scripts = scriptsOf(file, text);
    if (!found.ok || 'skipped' in scripts) {
      yield 'ends';
      return;
    }
    for (const program of scripts.programs) {
      const parsed = parseSource(program.text, program.path);
      yield 'fault' in parsed ? 'ends' : useOfExports(read(parsed.source, found.contract), base, exports);
    }
  }

  /** Whether the files that may import one are in the run: of the whole project, or of a package that nobody can import. */
  #seesAllUsers(file: string): boolean {
    const { root, covers } = this.#setup;
    const folder = packageFolder(file, root);
    if (!folder) return covers(root);
    const { private: isPrivate, main, ...entries } = readManifest(path.join(folder, 'package.json'));
    const isApp = entries.exports === undefined && entries.module === undefined && entries.types === undefined;
    // what `npm init` writes as `main` need not be a library's
    const isMain = typeof main === 'string' && moduleName(path.resolve(folder, main)) === moduleName(file);
    if (isApp && !isMain) return covers(folder);
    return isPrivate === true && covers(root);
  }
}

/** What the specifiers of a file end in: its name, or the one of its folder. */
function moduleName(file: string): string {
  const name = path.basename(file).replace(/(?:\.d)?\.[^.]+$/, '');
  return name === 'index' ? path.basename(path.dirname(file)) : name;
}

/** The folder of the nearest package.json, up to the folder of the project. */
function packageFolder(file: string, root: string): string | undefined {
  for (let at = path.dirname(file); ; at = path.dirname(at)) {
    if (isThere(path.join(at, 'package.json'))) return at;
    if (at === root || path.dirname(at) === at) return undefined;
  }
}
