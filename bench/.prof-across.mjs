// What the look into other files costs, as a ratio within one run, and what the plugin takes of memory beside ESLint alone.
//   npm run bench:across-files -- FOLDER
// FOLDER is a repository. Plugin time is the gate over all files, and reading and rules over those that pass; parsing is the host's. Time
// is that of the processor, which other work on the machine does not change.
import { parseForESLint } from '@typescript-eslint/parser';
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { mayConcernSpans } from '/work/main/dist/src/analysis/gate.js';
import { NO_SUMMARIES } from '/work/main/dist/src/analysis/module-summaries.js';
import { summariesOf } from '/work/main/dist/src/analysis/project-files.js';
import { read } from '/work/main/dist/src/analysis/reading.js';
import { contractFor } from '/work/main/dist/src/contract/find-contract.js';
import { sourceFiles } from '/work/main/scripts/source-files.mjs';

const RULES = [
  'known-span-name',
  'no-raw-prompt-attribute',
  'no-span-in-hot-loop',
  'no-variable-span-name',
  'require-provider-shutdown',
  'span-name-format',
];
const rules = await Promise.all(RULES.map(async (name) => (await import(`/work/main/dist/rules/${name}.js`)).default));

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
lint(alone);lint(across);
import inspector from 'node:inspector';import fs from 'node:fs';
console.log('alone',lint(alone).time,lint(alone).time);
const s=new inspector.Session();s.connect();const post=(m,p)=>new Promise((r,j)=>s.post(m,p,(e,x)=>e?j(e):r(x)));
await post('Profiler.enable');await post('Profiler.start');
console.log('across',lint(across).time);
const {profile}=await post('Profiler.stop');fs.writeFileSync('/tmp/spd/across.cpuprofile',JSON.stringify(profile));
