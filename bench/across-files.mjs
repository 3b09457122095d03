// What the look into other files costs, as a ratio within one run, and what the plugin takes of memory beside ESLint alone.
//   npm run bench:across-files -- FOLDER
// FOLDER is a repository. Plugin time is the gate over all files, and reading and rules over those that pass; parsing is the host's. Time
// is that of the processor, which other work on the machine does not change.
import { parseForESLint } from '@typescript-eslint/parser';
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
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
const now = () => {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
};

/** Milliseconds of the plugin over all files, and the number of findings. */
function lint(summaries) {
  let time = 0;
  let findings = 0;
  for (const { path, text } of files) {
    const start = now();
    const passes = mayConcernSpans(text, []);
    time += now() - start;
    if (!passes) continue;
    const ecmaFeatures = { jsx: /x$|\.[cm]?js$/.test(path) };
    const { ast, scopeManager, visitorKeys } = parseForESLint(text, { range: true, loc: true, ecmaFeatures });
    const begin = now();
    const reading = read({ ast, text, scopeManager, visitorKeys }, contract, summaries(path));
    for (const rule of rules) findings += [...rule.check({ reading, contract, options: rule.defaults })].length;
    time += now() - begin;
  }
  return { time, findings };
}

const alone = () => NO_SUMMARIES;
const across = (path) => summariesOf(path, contract);
lint(alone);
lint(across);
const rounds = [1, 2, 3].map(() => ({ alone: lint(alone), across: lint(across) }));
const median = (values) => values.sort((a, b) => a - b)[1];
const one = median(rounds.map(({ alone: { time } }) => time));
const all = median(rounds.map(({ across: { time } }) => time));
console.log(
  `${files.length} files; plugin time with the look into other files against without: ${(all / one).toFixed(2)}`,
);
console.log(`findings: ${rounds[0].across.findings} with, ${rounds[0].alone.findings} without`);

const memory = (which) =>
  JSON.parse(
    execFileSync(process.execPath, ['--expose-gc', join(import.meta.dirname, 'memory.mjs'), folder, which], {
      encoding: 'utf8',
    }),
  );
const [plain, linted] = [memory('without'), memory('with')];
const more = (key) => `${(linted[key] - plain[key]).toFixed(0)} MB above ${plain[key].toFixed(0)} MB of ESLint alone`;
console.log(`memory that is kept at the end: ${more('heap')}; at its peak: ${more('peak')}`);
