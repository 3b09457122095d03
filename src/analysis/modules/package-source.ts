import { existsSync } from 'node:fs';
import path from 'node:path';
import { contentOf, readManifest } from './manifest.ts';
import { CONDITIONS, EXTENSIONS } from './source-files.ts';
import { starMatch } from './star-pattern.ts';

/** Folders that a build makes, at the start of a path. */
const BUILT = /^(?:\.?\/)?(?:(?:dist|lib|build|out|esm|cjs)\/)*/;
/** Folders in which sources lie, most likely first. */
const SOURCES = ['src', '.', 'lib', 'source'];

/**
 * The source file behind what a package exports under a path, told by its package.json and by where sources lie: nothing need be built.
 * @param folder the folder of the package
 * @param subpath what follows the name of the package in an import; nothing for its main entry
 */
export function packageSource(folder: string, subpath: string | undefined): string | undefined {
  for (const target of targetsOf(folder, subpath)) {
    const found = sourceIn(folder, target.replace(BUILT, '')) ?? sourceIn(folder, target);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** The paths that a package gives for one of its own, built as they may be. */
function targetsOf(folder: string, subpath: string | undefined): readonly string[] {
  const { exports, module, main } = readManifest(path.join(folder, 'package.json'));
  const targets = exportedTargets(exports, subpath === undefined ? '.' : `./${subpath}`);
  if (subpath !== undefined) return [...targets, subpath];
  return [...targets, ...textsUnder({ module, main }), 'index.js'];
}

/** What `exports` of a package.json gives for a path, under all conditions. */
function exportedTargets(exports: unknown, wanted: string): readonly string[] {
  const isTable = Object.keys(contentOf(exports)).some((key) => key.startsWith('.'));
  const found = isTable ? starMatch(Object.entries(contentOf(exports)), wanted) : { value: exports, star: '' };
  if (!found || (!isTable && wanted !== '.')) return [];
  return textsUnder(found.value).map((target) => target.replaceAll('*', () => found.star));
}

/** The texts below conditions, those of the conditions that hold for sources first. */
function textsUnder(value: unknown): readonly string[] {
  if (typeof value === 'string') return [value];
  const entries = typeof value === 'object' && value !== null ? Object.entries(value) : [];
  const [ours, others] = [true, false].map((are) => entries.filter(([key]) => CONDITIONS.includes(key) === are));
  return [...(ours ?? []), ...(others ?? [])].flatMap(([, below]) => textsUnder(below));
}

/** The source file in a folder of sources that a path without its build means. */
export function sourceIn(folder: string, target: string): string | undefined {
  const bare = target.replace(/\.(?:[cm]?[jt]sx?)$/, '').replace(/\.d$/, '');
  for (const base of SOURCES) {
    for (const name of [bare, path.join(bare, 'index')]) {
      for (const extension of EXTENSIONS) {
        const file = path.join(folder, base, name + extension);
        if (existsSync(file)) return file;
      }
    }
  }
  return undefined;
}
