// What the look into other files costs, as a ratio within one run.
//   npm run bench:across-files -- FOLDER
// FOLDER is a repository. Plugin time is the gate over all files, and reading and rules over those that pass; parsing is the host's.
import { parseForESLint } from '@typescript-eslint/parser';
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { mayConcernSpans } from '../dist/src/analysis/gate.js';
import { NO_SUMMARIES } from '../dist/src/analysis/module-summaries.js';
import { summariesOf } from '../dist/src/analysis/project-files.js';
import { read } from '../dist/src/analysis/reading.js';
import { contractFor } from '../dist/src/contract/find-contract.js';
import { sourceFiles } from '../scripts/source-files.mjs';

const RULES = [
  'known-span-name',
  'no-raw-prompt-attribute',
  'no-span-in-hot-loop',
  'no-variable-span-name',
  'require-provider-shutdown',
  'span-name-format',
];
const rules = await Promise.all(RULES.map(async (name) => (await import(`../dist/rules/${name}.js`)).default));

const [folder] = process.argv.slice(2);
if (!folder) {
  console.error('usage: npm run bench:across-files -- FOLDER');
  process.exit(2);
}
const { contract } = contractFor(resolve(folder, 'x.ts'), {});
const files = [...sourceFiles(resolve(folder))].map((path) => ({
  path,
  text: readFileSync(path, 'utf8').replace(/^\uFEFF/, ''),
}));
const heap = () => {
  globalThis.gc?.();
  return process.memoryUsage().heapUsed / 2 ** 20;
};

/** Milliseconds of the plugin over all files, and the number of findings. */
function lint(summaries) {
  let time = 0;
  let findings = 0;
  for (const { path, text } of files) {
    const start = performance.now();
    const passes = mayConcernSpans(text, []);
    time += performance.now() - start;
    if (!passes) continue;
    const ecmaFeatures = { jsx: /x$|\.[cm]?js$/.test(path) };
    const { ast, scopeManager, visitorKeys } = parseForESLint(text, { range: true, loc: true, ecmaFeatures });
    const begin = performance.now();
    const reading = read({ ast, text, scopeManager, visitorKeys }, contract, summaries(path));
    for (const rule of rules) findings += [...rule.check({ reading, contract, options: rule.defaults })].length;
    time += performance.now() - begin;
  }
  return { time, findings };
}

const alone = () => NO_SUMMARIES;
const across = (path) => summariesOf(path, contract);
lint(alone);
lint(across);
const before = heap();
const rounds = [1, 2, 3].map(() => ({ alone: lint(alone), across: lint(across) }));
const median = (values) => values.sort((a, b) => a - b)[1];
const one = median(rounds.map(({ alone: { time } }) => time));
const all = median(rounds.map(({ across: { time } }) => time));
console.log(
  `${files.length} files; plugin time with the look into other files against without: ${(all / one).toFixed(2)}`,
);
console.log(`findings: ${rounds[0].across.findings} with, ${rounds[0].alone.findings} without`);
if (globalThis.gc) console.log(`heap after the runs: ${(heap() - before).toFixed(0)} MB more`);
