import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import type * as Jsonc from 'jsonc-parser';
import { statOf } from '../../contract/file-stat.ts';
import { generatedAliases } from './generated-tsconfigs.ts';
import { packageIn } from './package-specifier.ts';
import { starMatch } from './star-pattern.ts';
import { workspacePackage } from './workspace-packages.ts';

const require = createRequire(import.meta.url);

/** Where a tsconfig looks for modules that are not relative. */
interface ModulePaths {
  /** What `paths` says, with the folder that its targets are relative to. */
  readonly paths?: { readonly folder: string; readonly targets: ReadonlyMap<string, readonly string[]> };
  readonly baseUrl?: string;
}

interface Tsconfig {
  readonly extends?: unknown;
  readonly references?: unknown;
  readonly compilerOptions?: { readonly paths?: unknown; readonly baseUrl?: unknown };
}

/** What the tsconfig files say that were asked for in this moment, by path. */
const read = new Map<string, ModulePaths>();

/** Begins a new moment: tsconfig files are looked at anew. */
export function forgetTsconfigs(): void {
  read.clear();
}

/**
 * Where the nearest tsconfig lets a specifier lead to, most likely first. Unlike the resolver it takes what is there of a tsconfig that
 * extends what is not installed, as a checkout has it in which packages share one.
 * @param file the absolute path of the importing file
 * @returns absolute paths as they would be written in an import, with or without an extension
 */
export function tsconfigTargets(file: string, specifier: string): readonly string[] {
  for (let at = path.dirname(file); ; at = path.dirname(at)) {
    const config = path.join(at, 'tsconfig.json');
    if (statOf(config)?.isFile()) return targetsIn(pathsOf(config), specifier);
    if (path.dirname(at) === at) return [];
  }
}

function targetsIn({ paths, baseUrl }: ModulePaths, specifier: string): readonly string[] {
  const best = paths && starMatch(paths.targets, specifier);
  const mapped = best
    ? best.value.map((target) =>
        path.resolve(
          paths.folder,
          target.replace('*', () => best.star),
        ),
      )
    : [];
  return baseUrl === undefined ? mapped : [...mapped, path.resolve(baseUrl, specifier)];
}

function pathsOf(config: string): ModulePaths {
  let known = read.get(config);
  if (!known) {
    // what extends itself says nothing more
    read.set(config, {});
    read.set(config, (known = readPaths(config)));
  }
  return known;
}

function readPaths(config: string): ModulePaths {
  const { extends: extended, references, compilerOptions } = readTsconfig(config);
  const folder = path.dirname(config);
  const bases = textsIn(extended).map((base) => pathsAt(folder, base, extendedFile(config, base)));
  const inherited: ModulePaths = Object.assign({}, ...bases) as ModulePaths;
  const { baseUrl: written, paths } = compilerOptions ?? {};
  const baseUrl = typeof written === 'string' ? path.resolve(folder, written) : inherited.baseUrl;
  const own =
    typeof paths === 'object' && paths !== null ? { folder: baseUrl ?? folder, targets: targetsOf(paths) } : undefined;
  const found = own ?? inherited.paths ?? referredPaths(folder, references);
  return { ...(found && { paths: found }), ...(baseUrl !== undefined && { baseUrl }) };
}

/** What another tsconfig says, by the file that its path in this one leads to. */
function pathsAt(folder: string, written: string, file: string | undefined): ModulePaths {
  if (file !== undefined) return pathsOf(file);
  const aliases = generatedAliases(written);
  return aliases ? { paths: { folder, targets: targetsOf(aliases) } } : {};
}

/** The `paths` of the first referenced project that has some, for a tsconfig that only lists projects. */
function referredPaths(folder: string, references: unknown): ModulePaths['paths'] {
  if (!Array.isArray(references)) return undefined;
  for (const reference of references as readonly unknown[]) {
    const { path: written } = Object(reference) as { path?: unknown };
    if (typeof written !== 'string') continue;
    const { paths } = pathsAt(folder, written, configFile(path.resolve(folder, written)));
    if (paths) return paths;
  }
  return undefined;
}

function targetsOf(paths: object): ReadonlyMap<string, readonly string[]> {
  return new Map(Object.entries(paths).map(([pattern, targets]) => [pattern, textsIn(targets)]));
}

/** The file that `extends` names, relative or in a package of the workspace. */
function extendedFile(config: string, base: string): string | undefined {
  if (/^\.{1,2}(?:\/|$)/.test(base) || path.isAbsolute(base))
    return configFile(path.resolve(path.dirname(config), base));
  const named = packageIn(base);
  const folder = named && workspacePackage(config, named.name);
  return folder === undefined ? undefined : configFile(path.join(folder, named?.subpath ?? ''));
}

/** The file that a path of a tsconfig means: `./base`, `./base.json`, a folder. */
function configFile(written: string): string | undefined {
  return [written, `${written}.json`, path.join(written, 'tsconfig.json')].find((file) => statOf(file)?.isFile());
}

function readTsconfig(file: string): Tsconfig {
  try {
    const { parse } = require('jsonc-parser') as typeof Jsonc;
    return Object(
      parse(readFileSync(file, 'utf8').replace(/^\uFEFF/, ''), [], { allowTrailingComma: true }),
    ) as Tsconfig;
  } catch {
    // it is for TypeScript to say what is wrong with it
    return {};
  }
}

function textsIn(value: unknown): readonly string[] {
  const all: readonly unknown[] = Array.isArray(value) ? value : [value];
  return all.filter((one) => typeof one === 'string');
}
