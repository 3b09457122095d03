import { spawnSync } from 'node:child_process';
import { mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, test } from 'vitest';
import { isOneRun } from '../src/host-files.ts';

// A run on the command line takes nothing to change while it lasts; all other hosts look at the disk for each file.

test.each([
  ['/app/node_modules/eslint/bin/eslint.js --fix'],
  ['/app/node_modules/.bin/eslint'],
  ['/app/node_modules/.bin/oxlint src'],
  ['/app/node_modules/oxlint/bin/oxlint'],
])('one run: %s', (command) => {
  const [script, ...flags] = command.split(' ');
  expect(isOneRun(script, flags)).toBe(true);
});

test.each([
  ['/home/me/.vscode/extensions/dbaeumer.vscode-eslint/server/out/eslintServer.js'],
  ['/app/node_modules/.bin/eslint_d'],
  ['/app/node_modules/nx/bin/nx.js'],
  ['/app/node_modules/.bin/oxlint --lsp'],
  ['/app/node_modules/.bin/oxlint --fix-suggestions src'],
])('another host: %s', (command) => {
  const [script, ...flags] = command.split(' ');
  expect(isOneRun(script, flags)).toBe(false);
});

test('a host that names no script', () => {
  expect(isOneRun(undefined)).toBe(false);
});

test('the command line of ESLint follows wrappers to other files, also in several threads', () => {
  const folder = realpathSync(mkdtempSync(path.join(tmpdir(), 'span-contract-host-')));
  const write = (file: string, text: string) => {
    writeFileSync(path.join(folder, file), text);
  };
  const root = path.join(import.meta.dirname, '..');
  try {
    write('package.json', '{ "type": "module" }');
    write(
      'eslint.config.js',
      `import spanContract from '${path.join(root, 'dist/index.js')}';\nexport default [spanContract.configs.recommended];\n`,
    );
    write(
      'spans.js',
      `import { trace } from '@opentelemetry/api';\nexport const withSpan = (name, fn) => trace.getTracer('t').startActiveSpan(name, fn);\n`,
    );
    for (const file of ['a.js', 'b.js', 'c.js'])
      write(file, `import { withSpan } from './spans.js';\nwithSpan('badName', (span) => span.end());\n`);
    const eslint = path.join(root, 'node_modules/eslint/bin/eslint.js');
    expect(isOneRun(eslint)).toBe(true);
    for (const threads of ['off', '2']) {
      const args = [eslint, '--format', 'json', '--concurrency', threads, '.'];
      const { stdout } = spawnSync(process.execPath, args, { cwd: folder, encoding: 'utf8' });
      const results = JSON.parse(stdout) as { filePath: string; messages: { line: number; message: string }[] }[];
      const found = results.flatMap(({ filePath, messages }) =>
        messages.map(({ line, message }) => `${path.basename(filePath)} ${line} ${/`[^`]+`/.exec(message)?.[0]}`),
      );
      expect(found).toEqual(['a.js 2 `badName`', 'b.js 2 `badName`', 'c.js 2 `badName`']);
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});
