import { existsSync, readFileSync, realpathSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import type { ResolverFactory } from 'oxc-resolver';

const require = createRequire(import.meta.url);
const EXTENSIONS = ['.ts', '.tsx', '.mts', '.cts', '.js', '.jsx', '.mjs', '.cjs'];
/** What a specifier may be written with where the file is TypeScript. */
const ALIASES = {
  '.js': ['.ts', '.tsx', '.js', '.jsx'],
  '.mjs': ['.mts', '.mjs'],
  '.cjs': ['.cts', '.cjs'],
  '.jsx': ['.tsx', '.jsx'],
};

/** How long the resolver may believe what it saw on the disk, in milliseconds: an editor adds and moves files. */
const BELIEVED = 1000;

let resolver: ResolverFactory | undefined;
/** The same with no word of a tsconfig. */
let withoutTsconfig: ResolverFactory | undefined;
let isMissing = false;
let clearedAt = 0;

/**
 * The source file that a specifier leads to, as TypeScript and bundlers find it: relative, by `paths` of a tsconfig, by `imports` and
 * `exports` of a package. Packages of the same workspace lead to their sources.
 * @param file the absolute path of the importing file
 * @returns an absolute path; nothing for published packages, built-in modules, and what is not there
 */
export function resolveModule(file: string, specifier: string): string | undefined {
  const factory = loadResolver();
  if (!factory) return undefined;
  if (Date.now() - clearedAt > BELIEVED) {
    factory.clearCache();
    withoutTsconfig?.clearCache();
    clearedAt = Date.now();
  }
  const { path: first, error } = factory.resolveFileSync(file, specifier);
  // a tsconfig that extends what is not installed, or is faulty, must not hide the files beside it
  let found =
    first ?? (/tsconfig/i.test(error ?? '') ? withoutTsconfig?.resolveFileSync(file, specifier).path : undefined);
  if (found === undefined && isNowThere(file, specifier)) {
    factory.clearCache();
    withoutTsconfig?.clearCache();
    clearedAt = Date.now();
    found = factory.resolveFileSync(file, specifier).path;
  }
  if (found !== undefined && !isBuilt(found))
    return isPublished(found) || !EXTENSIONS.includes(path.extname(found)) ? undefined : found;
  return workspaceSource(file, specifier) ?? (found !== undefined && !isPublished(found) ? found : undefined);
}

/** Whether a relative specifier leads to a file that the resolver did not see yet: it was made a moment ago. */
function isNowThere(file: string, specifier: string): boolean {
  if (!/^\.{1,2}(?:\/|$)/.test(specifier)) return false;
  const base = path.resolve(path.dirname(file), specifier);
  const bare = base.replace(/\.[cm]?jsx?$/, '');
  return (
    [base, ...EXTENSIONS.map((extension) => bare + extension)].some((one) => existsSync(one)) ||
    EXTENSIONS.some((extension) => existsSync(path.join(base, `index${extension}`)))
  );
}

/** The resolver is native code, which a platform may lack: files are read alone then. */
function loadResolver(): ResolverFactory | undefined {
  if (resolver || isMissing) return resolver;
  try {
    const library = require('oxc-resolver') as { ResolverFactory: new (options: object) => ResolverFactory };
    const options = {
      extensions: EXTENSIONS,
      extensionAlias: ALIASES,
      conditionNames: ['source', 'development', 'import', 'module', 'require', 'node', 'default'],
      mainFields: ['source', 'module', 'main'],
      builtinModules: true,
    };
    resolver = new library.ResolverFactory({ ...options, tsconfig: 'auto' });
    withoutTsconfig = new library.ResolverFactory(options);
  } catch {
    isMissing = true;
  }
  return resolver;
}

function isPublished(file: string): boolean {
  return file.split(path.sep).includes('node_modules');
}

/** Whether a file was made by a build, so that its source says the same in more words. */
function isBuilt(file: string): boolean {
  return !isPublished(file) && /[\\/](?:dist|lib|build|out|esm|cjs)[\\/]/.test(file) && !/\.[cm]?tsx?$/.test(file);
}

/** The source behind a specifier of a package that lies in the same workspace, built or not. */
function workspaceSource(file: string, specifier: string): string | undefined {
  const match = /^((?:@[^/]+\/)?[^/]+)(?:\/(.+))?$/.exec(specifier);
  if (!match || /^[.~#]|^@\//.test(specifier)) return undefined;
  const [, name = '', subpath] = match;
  for (let at = path.dirname(file); ; at = path.dirname(at)) {
    const linked = path.join(at, 'node_modules', name);
    if (existsSync(path.join(linked, 'package.json'))) {
      const folder = realpathSync(linked);
      return isPublished(folder) ? undefined : sourceIn(folder, subpath ?? targetOf(folder));
    }
    if (path.dirname(at) === at) return undefined;
  }
}

/** What the main entry of a package is called, without the folder of its build. */
function targetOf(folder: string): string {
  try {
    const { main, module } = JSON.parse(readFileSync(path.join(folder, 'package.json'), 'utf8')) as Record<
      string,
      unknown
    >;
    const entry = typeof module === 'string' ? module : typeof main === 'string' ? main : 'index.js';
    return entry.replace(/^\.?\/?(?:(?:dist|lib|build|out|esm|cjs)\/)*/, '');
  } catch {
    return 'index.js';
  }
}

function sourceIn(folder: string, target: string): string | undefined {
  const bare = target.replace(/\.(?:[cm]?[jt]sx?)$/, '').replace(/\.d$/, '');
  for (const base of ['src', '.', 'lib', 'source']) {
    for (const name of [bare, path.join(bare, 'index')]) {
      for (const extension of EXTENSIONS) {
        const file = path.join(folder, base, name + extension);
        if (existsSync(file)) return file;
      }
    }
  }
  return undefined;
}
