import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { publint } from 'publint';
import { formatMessage } from 'publint/utils';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { pack, root, run, temporaryFolder, type Packed } from './tarball.ts';

describe('what is published', () => {
  const folder = temporaryFolder();
  let packed: Packed;

  beforeAll(() => {
    packed = pack(folder.path);
  }, 120_000);

  afterAll(() => {
    folder.remove();
  });

  it('holds the build, the codemods, the schema and the pages of the package, nothing else', () => {
    const top = new Set(packed.files.map((file) => file.split('/')[0]));
    expect([...top].sort()).toEqual([
      'CHANGELOG.md',
      'LICENSE',
      'README.md',
      'codemods',
      'dist',
      'package.json',
      'span-contract.schema.json',
    ]);
  });

  it('holds JavaScript and one file of types in dist', () => {
    const built = packed.files.filter((file) => file.startsWith('dist/'));
    expect(built.filter((file) => !/\.(js|json)$/.test(file))).toEqual([
      'dist/command/third-party-licenses.txt',
      'dist/index.d.ts',
    ]);
    const folders = new Set(built.map((file) => file.split('/').slice(1, -1)[0]).filter(Boolean));
    expect([...folders].sort()).toEqual(['codemods', 'command', 'rules', 'src']);
    // the command is there once, in few files
    expect(built.filter((file) => file.startsWith('dist/src/cli/'))).toEqual([]);
    expect(built.filter((file) => /test|fixture/.test(file))).toEqual([]);
  });

  it('holds an entry for the runner beside each codemod', () => {
    const entries = packed.files.filter((file) => file.startsWith('codemods/'));
    const built = packed.files.filter((file) => file.startsWith('dist/codemods/'));
    expect(entries.map((file) => file.replace('.cjs', '.js'))).toEqual(built.map((file) => file.replace('dist/', '')));
  });

  it('holds the command, as a program of Node.js', () => {
    const { bin } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { bin: Record<string, string> };
    const main = bin['span-contract']?.replace('./', '') ?? '';
    expect(packed.files).toContain(main);
    expect(readFileSync(join(root, main), 'utf8')).toMatch(/^#!\/usr\/bin\/env node\n/);
  });

  it('holds the licences of what the command is bundled with', () => {
    const text = readFileSync(join(root, 'dist/command/third-party-licenses.txt'), 'utf8');
    const bundled = [...text.matchAll(/^([@\w/-]+) \d[\w.-]* \(([\w.-]+)\)$/gm)].map(([, name, licence]) => [
      name,
      licence,
    ]);
    expect(bundled).toEqual(
      expect.arrayContaining([
        ['@typescript-eslint/scope-manager', 'MIT'],
        ['commander', 'MIT'],
        ['yaml', 'ISC'],
      ]),
    );
    expect(new Set(bundled.map(([, licence]) => licence))).toEqual(
      new Set(['Apache-2.0', 'BSD-3-Clause', 'ISC', 'MIT']),
    );
  });

  it('has no complaint from publint', async () => {
    const file = readFileSync(packed.tarball);
    const tarball = file.buffer.slice(file.byteOffset, file.byteOffset + file.byteLength);
    const { messages, pkg } = await publint({ pack: { tarball }, strict: true });
    expect(messages.map((message) => formatMessage(message, pkg, { color: false }))).toEqual([]);
  });

  it('has types that resolve for importers', { timeout: 120_000 }, () => {
    const attw = join(root, 'node_modules', '.bin', 'attw');
    const args = [packed.tarball, '--profile', 'esm-only', '--no-definitely-typed', '--format', 'ascii'];
    const outcome = run(attw, args, root);
    expect(outcome.status, outcome.stdout + outcome.stderr).toBe(0);
  });

  it('has types that every TypeScript can read: no export named by a string', () => {
    const types = readFileSync(join(root, 'dist', 'index.d.ts'), 'utf8');
    expect(types).not.toContain('module.exports');
    expect(types).toContain('export default plugin;');
  });
});
