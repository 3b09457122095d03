import { expect, test } from 'vitest';
import { isOneRun } from '../src/host-files.ts';

// A run of ESLint on the command line takes nothing to change while it lasts; all other hosts look at the disk for each file.

test.each([['/app/node_modules/eslint/bin/eslint.js'], ['/app/node_modules/.bin/eslint']])('one run: %s', (script) => {
  expect(isOneRun(script)).toBe(true);
});

test.each([
  ['/home/me/.vscode/extensions/dbaeumer.vscode-eslint/server/out/eslintServer.js'],
  ['/app/node_modules/.bin/eslint_d'],
  ['/app/node_modules/nx/bin/nx.js'],
  [undefined],
])('another host: %s', (script) => {
  expect(isOneRun(script)).toBe(false);
});
