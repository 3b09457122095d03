import { existsSync, realpathSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import type { NapiResolveOptions, ResolverFactory } from 'oxc-resolver';
import { statOf } from '../../contract/file-stat.ts';
import { entriesOfFolder, forgetFolders } from './folder-entries.ts';
import { CONDITIONS, EXTENSIONS } from './source-files.ts';
import { packageSource, sourceIn } from './package-source.ts';
import { packageIn } from './package-specifier.ts';
import { forgetTsconfigs, tsconfigTargets } from './tsconfig-paths.ts';
import { forgetWorkspaces, workspacePackage } from './workspace-packages.ts';

const require = createRequire(import.meta.url);
/** What a specifier may be written with where the file is TypeScript. */
const ALIASES: Readonly<Record<string, string[]>> = {
  '.js': ['.ts', '.tsx', '.js', '.jsx'],
  '.mjs': ['.mts', '.mjs'],
  '.cjs': ['.cts', '.cjs'],
  '.jsx': ['.tsx', '.jsx'],
};

const OPTIONS: NapiResolveOptions = {
  extensions: EXTENSIONS,
  extensionAlias: ALIASES,
  conditionNames: CONDITIONS,
  mainFields: ['source', 'module', 'main'],
  builtinModules: true,
};

interface Resolvers {
  readonly withPaths: ResolverFactory;
  /** For files whose tsconfig is faulty: it hides everything from the other. */
  readonly withoutPaths: ResolverFactory;
}

let resolvers: Resolvers | undefined;
let isMissing = false;

/**
 * The source file that a specifier leads to, as TypeScript and bundlers find it: relative, by `paths` of a tsconfig, by `imports` and
 * `exports` of a package. Packages of the same workspace lead to their sources.
 * @param file the absolute path of the importing file
 * @returns an absolute path; nothing for published packages, built-in modules, and what is not there
 */
export function resolveModule(file: string, specifier: string): string | undefined {
  const isRelative = RELATIVE.test(specifier);
  const found = isRelative ? fileBeside(file, specifier) : undefined;
  if (found !== undefined) return sourceFile(found);
  return packageFile(file, specifier) ?? (isRelative ? unbuiltSource(file, specifier) : undefined);
}

/** The source behind `../dist/index.js` where nothing is built, as tests of a package import it. */
function unbuiltSource(file: string, specifier: string): string | undefined {
  const [, target] = /^(?:\.{1,2}\/)+(?:[^.]+\/)?dist\/(.+)$/.exec(specifier) ?? [];
  if (target === undefined) return undefined;
  return sourceIn(path.resolve(path.dirname(file), specifier.slice(0, -`dist/${target}`.length)), target);
}

const RELATIVE = /^\.{1,2}(?:\/|$)/;

/** The file that a relative specifier leads to, as the disk shows it at this moment. */
function fileBeside(file: string, specifier: string): string | undefined {
  return fileAt(path.resolve(path.dirname(file), specifier), /(?:^|\/)\.{0,2}$/.test(specifier));
}

/** The file that a path without an extension, with that of JavaScript, or of a folder means. */
function fileAt(base: string, isFolder = false): string | undefined {
  const extension = path.extname(base);
  const name = path.basename(base);
  const bare = name.slice(0, name.length - extension.length);
  const written = (ALIASES[extension] ?? [extension]).map((one) => bare + one);
  const names = isFolder ? [] : [...written, ...EXTENSIONS.map((added) => name + added)];
  return firstFile(path.dirname(base), names) ?? firstFile(base, INDEX_FILES);
}

const INDEX_FILES = EXTENSIONS.map((extension) => `index${extension}`);

/** The first of some names that is one of a file. */
function firstFile(folder: string, names: readonly string[]): string | undefined {
  const entries = names.length === 0 ? undefined : entriesOfFolder(folder);
  if (!entries) return undefined;
  for (const name of names) {
    if (entries.files.has(name)) return path.join(entries.realPath, name);
    // a link, a folder that may not be listed, letters that a file system writes in another way
    const mayLead = entries.others.has(name) || !entries.isListed || !IS_ASCII.test(name);
    const file = path.join(folder, name);
    if (mayLead && statOf(file)?.isFile()) return realPathOf(file);
  }
  return undefined;
}

const IS_ASCII = /^[ -~]*$/;

/** Where a path leads to behind links; nothing where it was taken away this moment. */
function realPathOf(file: string): string | undefined {
  try {
    return realpathSync.native(file);
  } catch {
    return undefined;
  }
}

/** What a specifier leads to by tsconfig and package.json. */
function packageFile(file: string, specifier: string): string | undefined {
  const loaded = loadResolvers();
  if (!loaded) return undefined;
  const first = loaded.withPaths.resolveFileSync(file, specifier);
  const isHidden = first.path === undefined && /tsconfig/i.test(first.error ?? '');
  const found = isHidden ? hiddenFile(file, specifier, loaded) : first.path;
  if (found !== undefined && !isBuilt(found)) return sourceFile(found);
  return workspaceSource(file, specifier, loaded) ?? (found === undefined ? undefined : sourceFile(found));
}

/** What a specifier leads to beside a tsconfig that the resolver cannot read whole. */
function hiddenFile(file: string, specifier: string, { withoutPaths }: Resolvers): string | undefined {
  for (const target of RELATIVE.test(specifier) ? [] : tsconfigTargets(file, specifier)) {
    const found = fileAt(target);
    if (found !== undefined) return found;
  }
  return withoutPaths.resolveFileSync(file, specifier).path;
}

function sourceFile(file: string): string | undefined {
  return isPublished(file) || !EXTENSIONS.includes(path.extname(file)) ? undefined : file;
}

/** Forgets what folders held, and what tsconfig and package.json files said, so that a changed one counts. */
export function forgetResolved(): void {
  forgetFolders();
  forgetTsconfigs();
  forgetWorkspaces();
  resolvers?.withPaths.clearCache();
  resolvers?.withoutPaths.clearCache();
}

/** The resolver is native code, which a platform may lack: files are read alone then. */
function loadResolvers(): Resolvers | undefined {
  if (resolvers || isMissing) return resolvers;
  try {
    const library = require('oxc-resolver') as {
      ResolverFactory: new (options: NapiResolveOptions) => ResolverFactory;
    };
    resolvers = {
      withPaths: new library.ResolverFactory({ ...OPTIONS, tsconfig: 'auto' }),
      withoutPaths: new library.ResolverFactory(OPTIONS),
    };
  } catch {
    isMissing = true;
  }
  return resolvers;
}

function isPublished(file: string): boolean {
  return file.split(path.sep).includes('node_modules');
}

/** Whether a file was made by a build, so that its source says the same in more words. */
function isBuilt(file: string): boolean {
  return !isPublished(file) && /[\\/](?:dist|lib|build|out|esm|cjs)[\\/]/.test(file) && !/\.[cm]?tsx?$/.test(file);
}

/** The source behind a specifier of a package that lies in the same workspace, built or not, linked by an install or not. */
function workspaceSource(file: string, specifier: string, { withoutPaths }: Resolvers): string | undefined {
  const named = packageIn(specifier);
  if (!named) return undefined;
  const { name, subpath } = named;
  const linked = linkedPackage(file, name);
  const folder = linked ?? workspacePackage(file, name);
  if (folder === undefined || isPublished(folder)) return undefined;
  // without a link the package is asked from within
  const found = linked === undefined ? ownFile(folder, name, subpath, withoutPaths) : undefined;
  if (found !== undefined && !isBuilt(found)) return sourceFile(found);
  return packageSource(folder, subpath) ?? (found === undefined ? undefined : sourceFile(found));
}

/** The folder that an install put a package into, behind links. */
function linkedPackage(file: string, name: string): string | undefined {
  for (let at = path.dirname(file); ; at = path.dirname(at)) {
    const linked = path.join(at, 'node_modules', name);
    if (existsSync(path.join(linked, 'package.json'))) return realPathOf(linked);
    if (path.dirname(at) === at) return undefined;
  }
}

/** What a package means by a path of its own: by its `exports` where it has any, else by the entry or file that it names. */
function ownFile(
  folder: string,
  name: string,
  subpath: string | undefined,
  resolver: ResolverFactory,
): string | undefined {
  const manifest = path.join(folder, 'package.json');
  const rest = subpath === undefined ? '' : `/${subpath}`;
  return (
    resolver.resolveFileSync(manifest, name + rest).path ?? resolver.resolveFileSync(manifest, `.${rest || '/'}`).path
  );
}
