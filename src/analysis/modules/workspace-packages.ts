import path from 'node:path';
import picomatch from 'picomatch';
import { entriesOfFolder, forgetFolders } from './folder-entries.ts';
import { contentOf, readManifest, type Manifest } from './manifest.ts';

/** The files that say which folders are the packages of a workspace, and how: npm, Yarn and Bun; pnpm; Lerna. */
const MANIFESTS: readonly (readonly [name: string, patternsIn: (content: Manifest) => unknown])[] = [
  ['pnpm-workspace.yaml', ({ packages }) => packages],
  ['package.json', ({ workspaces }) => (Array.isArray(workspaces) ? workspaces : contentOf(workspaces).packages)],
  ['lerna.json', ({ packages }) => packages],
];

/** Folders in which no package of the workspace lies. */
const FOREIGN = /^(?:node_modules|\..+)$/;
/** How many folders deep a `**` is followed. */
const DEEPEST = 6;

/** The packages of the workspaces that were asked for in this moment, by the folder of the workspace. */
const workspaces = new Map<string, ReadonlyMap<string, string> | undefined>();

/** Begins a new moment: manifests are looked at anew. */
export function forgetWorkspaces(): void {
  workspaces.clear();
}

/** The same for those who ask outside of the moments of the reading. */
export function refreshWorkspaces(): void {
  forgetFolders();
  forgetWorkspaces();
}

/** The files, be they there or not, that say which packages are of the workspace of a file. */
export function workspaceManifests(file: string): readonly string[] {
  const found: string[] = [];
  for (let at = path.dirname(file); ; at = path.dirname(at)) {
    found.push(...MANIFESTS.map(([name]) => path.join(at, name)));
    if (path.dirname(at) === at) return found;
  }
}

/**
 * The folder of a package that lies in the same workspace as a file, as the manifests say. No install need have linked it.
 * @param file the absolute path of a file of the workspace
 * @param name the name of the package, with its scope
 * @returns an absolute path; nothing for packages that are not of the workspace
 */
export function workspacePackage(file: string, name: string): string | undefined {
  for (let at = path.dirname(file); ; at = path.dirname(at)) {
    const found = packagesOf(at)?.get(name);
    if (found !== undefined || path.dirname(at) === at) return found;
  }
}

/** The folders of the packages of a workspace by name; nothing where a folder is none. */
function packagesOf(root: string): ReadonlyMap<string, string> | undefined {
  if (!workspaces.has(root)) workspaces.set(root, findPackages(root));
  return workspaces.get(root);
}

function findPackages(root: string): ReadonlyMap<string, string> | undefined {
  const files = entriesOfFolder(root)?.files;
  const patterns = MANIFESTS.flatMap(([name, patternsIn]) =>
    files?.has(name) ? textsIn(patternsIn(readManifest(path.join(root, name)))) : [],
  ).map((pattern) => pattern.replace(/^(!?)(?:\.\/)?(.*?)\/*$/, '$1$2'));
  if (patterns.length === 0) return undefined;
  const [left, taken] = [true, false].map((isLeft) => patterns.filter((pattern) => pattern.startsWith('!') === isLeft));
  const ignore = left?.map((pattern) => pattern.slice(1)) ?? [];
  return new Map(
    taken?.flatMap((pattern) =>
      foldersLike(root, pattern, ignore).flatMap((folder): [string, string][] => {
        const { name } = readManifest(path.join(folder, 'package.json'));
        return typeof name === 'string' ? [[name, folder]] : [];
      }),
    ),
  );
}

/** The folders with a manifest that a pattern of a workspace means. */
function foldersLike(root: string, pattern: string, ignore: readonly string[]): readonly string[] {
  const { base, glob } = picomatch.scan(pattern);
  const isMeant = picomatch(pattern, { ignore: [...ignore] });
  const depth = glob === '' ? 0 : glob.includes('**') ? DEEPEST : glob.split('/').length;
  const start = path.posix.normalize(base);
  if (start.startsWith('..')) return [];
  const found: string[] = [];
  const search = (relative: string, left: number) => {
    const entries = entriesOfFolder(path.join(root, relative));
    if (!entries) return;
    const isPackage = entries.files.has('package.json');
    if (isPackage && isMeant(relative)) found.push(entries.realPath);
    // sources are not searched for more packages
    if (left === 0 || (isPackage && relative !== start)) return;
    for (const name of entries.others) if (!FOREIGN.test(name)) search(path.posix.join(relative, name), left - 1);
  };
  search(start, depth);
  return found;
}

function textsIn(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.filter((one) => typeof one === 'string') : [];
}
