import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type * as Yaml from 'yaml';
import { statOf } from '../../contract/file-stat.ts';

const require = createRequire(import.meta.url);

/** What is asked of a package.json, and of the files that list the packages of a workspace; nothing is sure of their types. */
export interface Manifest {
  readonly name?: unknown;
  readonly main?: unknown;
  readonly module?: unknown;
  readonly exports?: unknown;
  readonly types?: unknown;
  readonly private?: unknown;
  readonly packages?: unknown;
  readonly workspaces?: unknown;
  readonly dependencies?: unknown;
  readonly devDependencies?: unknown;
}

interface KeptManifest {
  readonly stamp: string;
  readonly content: Manifest;
}

/** What manifests say, for all moments; one whose size and times are the same says the same. */
const kept = new Map<string, KeptManifest>();

/** What a manifest says, JSON or YAML; nothing where it is not there or not to be read. */
export function readManifest(file: string): Manifest {
  const stat = statOf(file);
  if (!stat?.isFile()) return {};
  const stamp = [stat.size, stat.mtimeMs, stat.ctimeMs, stat.ino].join(' ');
  const known = kept.get(file);
  if (known?.stamp === stamp) return known.content;
  const content = parseManifest(file);
  kept.set(file, { stamp, content });
  return content;
}

function parseManifest(file: string): Manifest {
  try {
    const text = readFileSync(file, 'utf8').replace(/^\uFEFF/, '');
    if (file.endsWith('.json')) return contentOf(JSON.parse(text));
    const yaml = require('yaml') as typeof Yaml;
    return contentOf(yaml.parse(text));
  } catch {
    // other tools say what is wrong with it
    return {};
  }
}

/** A value as an object, so that what it may hold can be asked for. */
export function contentOf(value: unknown): Manifest {
  return typeof value === 'object' && value !== null ? value : {};
}
