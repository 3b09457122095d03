import { createRequire } from 'node:module';
import path from 'node:path';
import { packageIn } from '../analysis/modules/package-specifier.ts';
import { refreshWorkspaces, workspaceManifests, workspacePackage } from '../analysis/modules/workspace-packages.ts';
import { CONTRACT_FILES, contractIn } from './contract-files.ts';
import { nearest } from './did-you-mean.ts';
import { ContractError } from './fault.ts';
import { statOf } from './file-stat.ts';
import { PRESETS } from './presets/presets.ts';

/** What a file extends, and where it says so. */
export interface Extension {
  readonly base: string;
  readonly from: string;
  readonly place: readonly [line: number, column: number];
}

/**
 * The contract file of a package: its `span-contract.*`, or a `.yaml` or `.json` that its specifier names. A package of the workspace
 * need not be installed.
 * @param seen takes up all paths that the answer rests on, also when there is none
 * @throws ContractError
 */
export function packageContract(extension: Extension, seen: Set<string>): string {
  const { base, from } = extension;
  const require = createRequire(from);
  for (const candidate of [...CONTRACT_FILES.map((name) => `${base}/${name}`), base]) {
    try {
      const file = require.resolve(candidate);
      if (isContractFile(file)) return file;
    } catch {
      // not under this name
    }
  }
  const found = installedFolder(base, path.dirname(from), seen) ?? workspacePath(base, from);
  const file = found !== undefined && isContractFile(found) ? found : found && contractIn(found);
  if (file !== undefined && statOf(file)?.isFile()) return file;
  // Watched while absent, so that it counts once it is there.
  for (const one of CONTRACT_FILES) if (found !== undefined) seen.add(path.join(found, one));
  for (const one of [...(found === undefined ? [] : [found]), ...workspaceManifests(from)]) seen.add(one);
  throw missing(extension, found);
}

/** @param found where the contract would be, in a package that is there */
function missing({ base, from, place }: Extension, found: string | undefined): ContractError {
  if (found !== undefined) {
    const wanted = isContractFile(found) ? found : path.join(found, CONTRACT_FILES[0]);
    const shown = path.relative(path.dirname(from), wanted).replaceAll(path.sep, '/');
    return new ContractError(
      from,
      `\`extends\` names \`${base}\`, and there is no contract in that package: write it to ${shown}, or name its file (\`${packageIn(base)?.name ?? base}/base.yaml\`).`,
      ...place,
    );
  }
  const meant = nearest(base, Object.keys(PRESETS));
  const remedy =
    meant === undefined
      ? 'install it, or name a preset (`agent`) or a file (`./base.yaml`).'
      : `did you mean the preset \`${meant}\`?`;
  return new ContractError(
    from,
    `\`extends\` names \`${base}\`, which is no preset and no installed package with a contract: ${remedy}`,
    ...place,
  );
}

function isContractFile(file: string): boolean {
  return /\.(?:ya?ml|json)$/.test(file);
}

/** Packages may hide their files behind `exports`; the contract is read all the same. */
function installedFolder(base: string, from: string, seen: Set<string>): string | undefined {
  for (let folder = from; ; folder = path.dirname(folder)) {
    const candidate = path.join(folder, 'node_modules', base);
    // Watched, so that an installed package counts at once.
    seen.add(candidate);
    if (statOf(candidate)?.isDirectory()) return candidate;
    if (folder === path.dirname(folder)) return undefined;
  }
}

/** What a specifier means in the sources of the workspace, be it there or not; nothing for packages of others. */
function workspacePath(base: string, from: string): string | undefined {
  const named = packageIn(base);
  // contracts are read between the moments of the reading
  refreshWorkspaces();
  const folder = named && workspacePackage(from, named.name);
  return folder === undefined ? undefined : path.join(folder, named?.subpath ?? '');
}
