import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { forgetResolved, resolveModule } from '../../../src/analysis/modules/resolve-module.ts';

// A package of the same workspace is found by the manifests of the workspace, as a checkout has it before anything is installed.

let root: string;

beforeEach(() => {
  root = realpathSync(mkdtempSync(path.join(tmpdir(), 'span-contract-packages-')));
  write({ 'apps/web/package.json': '{ "name": "web" }', 'apps/web/src/page.ts': '' });
});
afterEach(() => {
  rmSync(root, { recursive: true, force: true });
});

function write(files: Readonly<Record<string, string>>): void {
  for (const [file, text] of Object.entries(files)) {
    mkdirSync(path.dirname(path.join(root, file)), { recursive: true });
    writeFileSync(path.join(root, file), text);
  }
}

/** The file that a specifier of the page leads to, from the root on. */
function led(specifier: string, file = 'apps/web/src/page.ts'): string | undefined {
  forgetResolved();
  const found = resolveModule(path.join(root, file), specifier);
  return found === undefined ? undefined : path.relative(root, found).replaceAll(path.sep, '/');
}

const NAMES = { 'packages/names/package.json': '{ "name": "@acme/names" }', 'packages/names/src/index.ts': '' };

describe('which folders are packages', () => {
  test.each<[string, Record<string, string>]>([
    ['npm, Yarn and Bun', { 'package.json': '{ "workspaces": ["packages/*", "apps/*"] }' }],
    ['Yarn with more settings', { 'package.json': '{ "workspaces": { "packages": ["./packages/*/"] } }' }],
    ['pnpm', { 'pnpm-workspace.yaml': 'packages:\n  - "packages/**" # all\n' }],
    ['Lerna', { 'package.json': '{ "name": "root" }', 'lerna.json': '{ "packages": ["packages/*"] }' }],
    ['a folder by its name', { 'package.json': '{ "workspaces": ["packages/names"] }' }],
    ['a manifest with a BOM', { 'package.json': '\uFEFF{ "workspaces": ["packages/names"] }' }],
    [
      'a workspace in a workspace',
      { 'package.json': '{ "workspaces": ["packages/*"] }', 'apps/package.json': '{ "workspaces": ["web"] }' },
    ],
  ])('%s', (_, manifests) => {
    write({ ...NAMES, ...manifests });
    expect(led('@acme/names')).toBe('packages/names/src/index.ts');
  });

  test.each<[string, Record<string, string>]>([
    ['no workspace', { 'package.json': '{ "name": "root" }' }],
    ['another folder', { 'package.json': '{ "workspaces": ["apps/*"] }' }],
    ['a folder that is left out', { 'package.json': '{ "workspaces": ["packages/*", "!packages/names"] }' }],
    ['a folder beside the workspace', { 'apps/package.json': '{ "workspaces": ["../packages/*"] }' }],
    ['a manifest that is broken', { 'package.json': '{ "workspaces": [' }],
    ['patterns that are no texts', { 'package.json': '{ "workspaces": [1, null] }' }],
    ['a manifest that is a list', { 'pnpm-workspace.yaml': '- packages/*' }],
    ['a manifest that is a folder', { 'pnpm-workspace.yaml/x': '' }],
  ])('none: %s', (_, manifests) => {
    write({ ...NAMES, ...manifests });
    expect(led('@acme/names')).toBeUndefined();
  });

  test('none: in what was installed, and in hidden folders', () => {
    write({ 'package.json': '{ "workspaces": ["**"] }' });
    for (const folder of ['node_modules/names', '.cache/names'])
      write({ [`${folder}/package.json`]: '{ "name": "@acme/names" }', [`${folder}/src/index.ts`]: '' });
    expect(led('@acme/names')).toBeUndefined();
  });

  test('a link that leads back to the workspace is not followed for ever', () => {
    write({ ...NAMES, 'package.json': '{ "workspaces": ["packages/**"] }' });
    symlinkSync(root, path.join(root, 'packages/names/root'));
    expect(led('@acme/names')).toBe('packages/names/src/index.ts');
  });

  test('what an install put there counts first', () => {
    write({ ...NAMES, 'package.json': '{ "workspaces": ["packages/*"] }' });
    write({ 'node_modules/@acme/names/package.json': '{}', 'node_modules/@acme/names/index.js': '' });
    expect(led('@acme/names')).toBeUndefined();
  });
});

describe('what a package means by a path', () => {
  const manifest = (content: object) => ({
    'package.json': '{ "workspaces": ["packages/*"] }',
    'packages/names/package.json': JSON.stringify({ name: '@acme/names', ...content }),
  });

  test.each([
    ['its sources', { exports: { '.': './lib/names.ts' } }, '@acme/names', 'lib/names.ts'],
    ['its sources beside those that are built', { main: 'dist/index.js' }, '@acme/names', 'src/index.ts'],
    ['an entry with another name', { main: './dist/main.js' }, '@acme/names', 'src/main.ts'],
    ['no entry', {}, '@acme/names', 'src/index.ts'],
    [
      'a condition',
      { exports: { '.': { types: './x.d.ts', import: './lib/names.ts' } } },
      '@acme/names',
      'lib/names.ts',
    ],
    ['one of many paths', { exports: { './*': './src/*.ts' } }, '@acme/names/main', 'src/main.ts'],
    ['a path whose file is built', { exports: { './main': './dist/main.js' } }, '@acme/names/main', 'src/main.ts'],
    [
      'a path whose file is built elsewhere',
      { exports: { './here': { types: './dist/deep/there.d.ts', import: './dist/deep/there.mjs' } } },
      '@acme/names/here',
      'src/deep/there.ts',
    ],
    [
      'one of several conditions',
      { exports: { '.': { browser: './dist/deep/index.js', default: './dist/main.js' } } },
      '@acme/names',
      'src/main.ts',
    ],
    ['many such paths', { exports: { './to/*': './dist/deep/*.js' } }, '@acme/names/to/there', 'src/deep/there.ts'],
    [
      'one for all',
      { exports: { types: './dist/main.d.ts', default: './dist/main.js' } },
      '@acme/names',
      'src/main.ts',
    ],
    ['the built file itself', { main: './lib/main.js' }, '@acme/names/dist/deep/there', 'src/deep/there.ts'],
    ['a folder that sounds like a build', {}, '@acme/names/build/steps', 'build/steps.ts'],
    ['a path of a folder', {}, '@acme/names/src/main', 'src/main.ts'],
    ['a folder with an index', {}, '@acme/names/deep', 'src/deep/index.ts'],
  ])('%s', (_, content, specifier, file) => {
    write({ ...manifest(content), 'packages/names/dist/index.js': '' });
    const deep = ['src/deep/index.ts', 'src/deep/there.ts', 'build/steps.ts'];
    for (const source of ['src/index.ts', 'src/main.ts', 'lib/names.ts', ...deep])
      write({ [`packages/names/${source}`]: '' });
    expect(led(specifier)).toBe(`packages/names/${file}`);
  });

  test('nothing that is not there', () => {
    write(manifest({}));
    expect(led('@acme/names')).toBeUndefined();
    expect(led('@acme/names/main')).toBeUndefined();
    expect(led('node:fs')).toBeUndefined();
    expect(led('react')).toBeUndefined();
  });
});

test('a package that is renamed, added or taken away counts at the next moment', () => {
  write({ ...NAMES, 'package.json': '{ "workspaces": ["packages/*"] }' });
  expect(led('@acme/names')).toBe('packages/names/src/index.ts');
  write({ 'packages/names/package.json': '{ "name": "@acme/span-names" }' });
  expect(led('@acme/names')).toBeUndefined();
  expect(led('@acme/span-names')).toBe('packages/names/src/index.ts');
  write({ 'packages/more/package.json': '{ "name": "more" }', 'packages/more/index.js': '' });
  expect(led('more')).toBe('packages/more/index.js');
  rmSync(path.join(root, 'packages/more'), { recursive: true });
  expect(led('more')).toBeUndefined();
});
