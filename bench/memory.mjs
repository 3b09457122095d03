// What a process that lints a repository takes, with the plugin or without; across-files.mjs starts both and compares.
//   node --expose-gc bench/memory.mjs FOLDER with|without
import * as parser from '@typescript-eslint/parser';
import { Linter } from 'eslint';
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import plugin from '../dist/index.js';
import { sourceFiles } from '../scripts/source-files.mjs';

const [folder, which] = process.argv.slice(2);
const linter = new Linter({ cwd: resolve(folder) });
const config = [
  {
    files: ['**/*.{ts,tsx,mts,cts,js,jsx,mjs,cjs}'],
    languageOptions: { parser, parserOptions: { ecmaFeatures: { jsx: true } } },
    linterOptions: { reportUnusedDisableDirectives: 'off' },
  },
  ...(which === 'with' ? [plugin.configs.strict] : []),
];
for (const file of sourceFiles(resolve(folder))) linter.verify(readFileSync(file, 'utf8'), config, file);
globalThis.gc();
const mega = 2 ** 20;
console.log(
  JSON.stringify({ heap: process.memoryUsage().heapUsed / mega, peak: process.resourceUsage().maxRSS / 1024 }),
);
