import path from 'node:path';
import { statOf } from '../../contract/file-stat.ts';
import { readManifest } from '../../analysis/modules/manifest.ts';
import { workTreeOf } from '../files/git-ignore.ts';
import { eslintText } from './eslint-text.ts';
import type { Proposal } from './init-proposal.ts';
import { oxlintText } from './oxlint-text.ts';

/** The names that ESLint looks for, in its order. Source: ESLint 10, flat config. */
const ESLINT_CONFIGS = ['js', 'mjs', 'cjs', 'ts', 'mts', 'cts'].map((extension) => `eslint.config.${extension}`);
/** Those that Oxlint looks for. Source: Oxlint 1.94. */
const OXLINT_CONFIGS = ['.oxlintrc.json', '.oxlintrc.jsonc', 'oxlint.config.ts'];

/** How the findings come into the linter of the project: into both where it has both, into ESLint where it has none. */
export function linterText(proposal: Proposal, cwd: string): string {
  const folders = foldersAbove(cwd);
  const eslint = firstFile(folders, ESLINT_CONFIGS);
  const oxlint = firstFile(folders, OXLINT_CONFIGS);
  const hasOxlint = oxlint !== undefined || isAsked('oxlint', folders);
  const hasEslint = eslint !== undefined || isAsked('eslint', folders) || !hasOxlint;
  return [
    ...(hasEslint ? [eslintText(proposal, eslint, cwd)] : []),
    ...(hasOxlint ? [oxlintText(oxlint, cwd)] : []),
  ].join('\n');
}

/** A folder and those above it in its work tree; outside of one the folder alone. */
function foldersAbove(cwd: string): readonly string[] {
  const top = workTreeOf(cwd) ?? cwd;
  const folders = [cwd];
  for (let at = cwd; at !== top && at !== path.dirname(at); at = path.dirname(at)) folders.push(path.dirname(at));
  return folders;
}

function firstFile(folders: readonly string[], names: readonly string[]): string | undefined {
  return folders
    .flatMap((folder) => names.map((name) => path.join(folder, name)))
    .find((file) => statOf(file)?.isFile() === true);
}

/** Whether a `package.json` asks for a package. */
function isAsked(name: string, folders: readonly string[]): boolean {
  return folders.some((folder) => {
    const { dependencies, devDependencies } = readManifest(path.join(folder, 'package.json'));
    return [dependencies, devDependencies].some(
      (list) => typeof list === 'object' && list !== null && Object.hasOwn(list, name),
    );
  });
}
