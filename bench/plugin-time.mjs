// What the plugin takes of the processor to lint a repository once, in a process that has linted nothing before; across-files.mjs starts
// it with the look into other files and without, and compares. An editor looks at the disk anew for each file, a run of ESLint once.
//   node --expose-gc bench/plugin-time.mjs FOLDER run|editor|alone
import { parseForESLint } from '@typescript-eslint/parser';
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { mayConcernSpans } from '../dist/src/analysis/gate.js';
import { NO_SUMMARIES } from '../dist/src/analysis/modules/module-summaries.js';
import { summariesOf, summariesOfRun } from '../dist/src/analysis/modules/project-summaries.js';
import { read } from '../dist/src/analysis/reading.js';
import { contractFor } from '../dist/src/contract/find-contract.js';
import plugin from '../dist/index.js';
import { sourceFiles } from '../scripts/source-files.mjs';

const names = Object.keys(plugin.rules);
const rules = await Promise.all(names.map(async (name) => (await import(`../dist/rules/${name}.js`)).default));

const [folder, which] = process.argv.slice(2);
const summaries = { run: summariesOfRun(), editor: summariesOf, alone: () => NO_SUMMARIES }[which];
const { contract } = contractFor(resolve(folder, 'x.ts'), {});
const files = [...sourceFiles(resolve(folder))].map((path) => ({
  path,
  text: readFileSync(path, 'utf8').replace(/^\uFEFF/, ''),
}));
// the host parses, and what it leaves for the collector of garbage is not the plugin's: its trees are made before
const parsed = files
  .filter(({ text }) => mayConcernSpans(text, []))
  .map(({ path, text }) => {
    const ecmaFeatures = { jsx: /x$|\.[cm]?js$/.test(path) };
    const { ast, scopeManager, visitorKeys } = parseForESLint(text, { range: true, loc: true, ecmaFeatures });
    return { path, source: { ast, text, scopeManager, visitorKeys } };
  });
globalThis.gc();

const before = process.cpuUsage();
const start = performance.now();
let findings = 0;
for (const { text } of files) mayConcernSpans(text, []);
for (const { path, source } of parsed) {
  const reading = read(source, contract, summaries(path, contract));
  for (const rule of rules) findings += [...rule.check({ reading, contract, options: rule.defaults })].length;
}
const { user, system } = process.cpuUsage(before);
console.log(
  JSON.stringify({
    time: (user + system) / 1000,
    clock: performance.now() - start,
    findings,
    files: files.length,
    parsed: parsed.length,
  }),
);
