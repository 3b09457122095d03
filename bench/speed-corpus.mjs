// The corpus of the speed bench: TypeScript files out of published packages, pinned by version and hash in speed-packages.json.
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const PACKAGES = JSON.parse(readFileSync(fileURLToPath(new URL('speed-packages.json', import.meta.url)), 'utf8'));
const TYPESCRIPT = /\.[cm]?tsx?$/;
const DECLARATIONS = /\.d\.(?:[^.]+\.)?[cm]?ts$/;
/** npm is a script on Windows. */
const inShell = { shell: process.platform === 'win32' };

/** Runs npm and gives what it prints. */
export function npm(args, options) {
  return execFileSync('npm', args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'], ...inShell, ...options });
}

/**
 * Brings the packages into a folder, once, and gives the folder that holds nothing but their TypeScript files.
 * @throws Error where a tarball is not the one that is pinned
 */
export function corpusIn(folder) {
  const corpus = join(folder, 'corpus');
  const tarballs = join(folder, 'tarballs');
  mkdirSync(tarballs, { recursive: true });
  mkdirSync(corpus, { recursive: true });
  const wanted = new Set();
  for (const { name, version, integrity } of PACKAGES) {
    const own = `${name.replace('@', '').replace('/', '-')}-${version}`;
    wanted.add(own);
    if (existsSync(join(corpus, own))) continue;
    const tarball = join(tarballs, `${own}.tgz`);
    if (!existsSync(tarball)) {
      console.log(`fetching ${name}@${version}`);
      npm(['pack', '--silent', `${name}@${version}`, '--pack-destination', tarballs]);
    }
    const hash = `sha512-${createHash('sha512').update(readFileSync(tarball)).digest('base64')}`;
    if (hash !== integrity) throw new Error(`${tarball} is not the file that is pinned: it has ${hash}`);
    const next = join(folder, `next-${own}`);
    rmSync(next, { recursive: true, force: true });
    mkdirSync(next);
    execFileSync('tar', ['-xzf', tarball, '-C', next, '--strip-components=1']);
    keepTypeScript(next);
    renameSync(next, join(corpus, own));
  }
  for (const other of readdirSync(corpus)) {
    if (!wanted.has(other)) rmSync(join(corpus, other), { recursive: true });
  }
  return corpus;
}

/** Takes everything else away, so that every tool meets the same files. */
function keepTypeScript(folder) {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory() && entry.name !== 'node_modules') keepTypeScript(path);
    else if (!entry.isFile() || !TYPESCRIPT.test(entry.name) || DECLARATIONS.test(entry.name)) {
      rmSync(path, { recursive: true });
    }
  }
}

/** All files below a folder. */
export function* filesBelow(folder) {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) yield* filesBelow(path);
    else yield path;
  }
}
