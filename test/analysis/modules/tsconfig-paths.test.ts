import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { forgetResolved, resolveModule } from '../../../src/analysis/modules/resolve-module.ts';

// The packages of many repositories extend one tsconfig, which lies in a package that only an install links, or is published. The aliases
// beside it hold all the same.

let root: string;

beforeEach(() => {
  root = realpathSync(mkdtempSync(path.join(tmpdir(), 'span-contract-tsconfig-')));
  for (const file of ['lib/names.ts', 'lib/deep/index.ts', 'other/names.ts', 'names.ts', 'page.ts'])
    write(`apps/web/${file}`, '');
});
afterEach(() => {
  rmSync(root, { recursive: true, force: true });
});

function write(file: string, content: string | object): void {
  const target = path.join(root, file);
  mkdirSync(path.dirname(target), { recursive: true });
  writeFileSync(target, typeof content === 'string' ? content : JSON.stringify(content));
}

/** The file that a specifier of the page leads to, from its folder on. */
function led(specifier: string): string | undefined {
  forgetResolved();
  const found = resolveModule(path.join(root, 'apps/web/page.ts'), specifier);
  return found === undefined ? undefined : path.relative(path.join(root, 'apps/web'), found).replaceAll(path.sep, '/');
}

const MISSING = '@tsconfig/node20/tsconfig.json';
const withPaths = (paths: object, more: object = {}) => {
  write('apps/web/tsconfig.json', { extends: MISSING, compilerOptions: { paths, ...more } });
};

describe('a tsconfig that extends what is not installed', () => {
  test.each([
    ['an alias with a star', { '@/*': ['./lib/*'] }, '@/names', 'lib/names.ts'],
    ['one that is written as JavaScript', { '@/*': ['./lib/*'] }, '@/names.js', 'lib/names.ts'],
    ['one of a folder', { '@/*': ['./lib/*'] }, '@/deep', 'lib/deep/index.ts'],
    ['one of a file', { names: ['./lib/names.ts'] }, 'names', 'lib/names.ts'],
    ['text after the star', { '@/*/here': ['./*/names'] }, '@/lib/here', 'lib/names.ts'],
    ['the first target that is there', { '@/*': ['./gone/*', './other/*'] }, '@/names', 'other/names.ts'],
    ['the most particular alias', { '@/*': ['./*'], '@/lib/*': ['./other/*'] }, '@/lib/names', 'other/names.ts'],
    ['an alias of a whole name first', { '@/*': ['./lib/*'], '@/names': ['./names'] }, '@/names', 'names.ts'],
  ])('%s', (_, paths, specifier, file) => {
    withPaths(paths);
    expect(led(specifier)).toBe(file);
  });

  test('a `baseUrl`, alone and below its aliases', () => {
    write('apps/web/tsconfig.json', { extends: MISSING, compilerOptions: { baseUrl: './lib' } });
    expect(led('names')).toBe('lib/names.ts');
    withPaths({ '@/*': ['./deep/*'] }, { baseUrl: './lib' });
    expect(led('@/index')).toBe('lib/deep/index.ts');
  });

  test('comments, commas at the end and a BOM', () => {
    write(
      'apps/web/tsconfig.json',
      `\uFEFF{ // ours\n "extends": "${MISSING}", "compilerOptions": { /* x */ "paths": { "@/*": ["./lib/*"], }, }, }`,
    );
    expect(led('@/names')).toBe('lib/names.ts');
  });

  test('nothing that no alias names', () => {
    withPaths({ '@/*': ['./lib/*'] });
    expect(led('@/gone')).toBeUndefined();
    expect(led('names')).toBeUndefined();
    expect(led('./lib/gone')).toBeUndefined();
  });
});

describe('where the aliases stand', () => {
  const aliases = { compilerOptions: { paths: { '@/*': ['./lib/*'] } } };

  test('in a file that it extends beside the missing one', () => {
    write('apps/web/tsconfig.paths.json', aliases);
    write('apps/web/tsconfig.json', { extends: [MISSING, './tsconfig.paths'] });
    expect(led('@/names')).toBe('lib/names.ts');
  });

  test('in the last of them', () => {
    write('apps/web/one.json', { compilerOptions: { paths: { '@/*': ['./other/*'] } } });
    write('apps/web/two.json', aliases);
    write('apps/web/tsconfig.json', { extends: [MISSING, './one.json', './two.json'] });
    expect(led('@/names')).toBe('lib/names.ts');
  });

  test('in a package of the workspace that is not linked, from its own folder on', () => {
    write('package.json', { workspaces: ['apps/*'] });
    write('apps/config/package.json', { name: '@acme/config' });
    write('apps/config/next.json', { compilerOptions: { paths: { '@/*': ['../web/lib/*'] } } });
    write('apps/web/tsconfig.json', { extends: '@acme/config/next.json' });
    expect(led('@/names')).toBe('lib/names.ts');
  });

  test('in a project that it refers to', () => {
    write('apps/web/tsconfig.app.json', { extends: MISSING, ...aliases });
    write('apps/web/tsconfig.json', { files: [], extends: MISSING, references: [{ path: './tsconfig.app.json' }] });
    expect(led('@/names')).toBe('lib/names.ts');
  });
});

describe('the aliases of a framework that has not written its tsconfig yet', () => {
  test.each([
    ['SvelteKit', { extends: './.svelte-kit/tsconfig.json' }, 'src/lib/names.ts', '$lib/names'],
    ['its library itself', { extends: './.svelte-kit/tsconfig.json' }, 'src/lib/index.ts', '$lib'],
    ['Nuxt 3', { extends: './.nuxt/tsconfig.json' }, 'server/names.ts', '~/server/names'],
    ['Nuxt 4', { references: [{ path: './.nuxt/tsconfig.app.json' }] }, 'app/telemetry/names.ts', '@/telemetry/names'],
    ['its root', { references: [{ path: './.nuxt/tsconfig.server.json' }] }, 'server/names.ts', '~~/server/names'],
    ['its shared files', { extends: './.nuxt/tsconfig.json' }, 'shared/names.ts', '#shared/names'],
  ])('%s', (_, content, file, specifier) => {
    write('apps/web/tsconfig.json', { files: [], ...content });
    write(`apps/web/${file}`, '');
    expect(led(specifier)).toBe(file);
  });

  test('none of another one', () => {
    write('apps/web/tsconfig.json', { extends: './.output/tsconfig.json' });
    write('apps/web/src/lib/names.ts', '');
    expect(led('$lib/names')).toBeUndefined();
  });
});

test.each([
  ['paths that are no lists', { extends: MISSING, compilerOptions: { paths: { '@/*': 1 }, baseUrl: 2 } }],
  ['references that are no projects', { extends: MISSING, references: [null, 1, {}] }],
  ['one that extends itself', { extends: [MISSING, './tsconfig.json'] }],
  ['one that extends numbers', { extends: [MISSING, 1] }],
  ['no object', '[1]'],
])('no crash: %s', (_, content) => {
  write('apps/web/tsconfig.json', content);
  expect(led('@/names')).toBeUndefined();
  expect(led('./names')).toBe('names.ts');
});
