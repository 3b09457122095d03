// Draws calls that are written like span calls, by text and at random, and says which of them the reading takes for one.
//   npm run draw-span-calls -- FOLDER [--count 150] [--seed 1]
// FOLDER is as for `npm run ecosystem`. Whether a drawn call is an OpenTelemetry span call is for a person to read.
import { parseForESLint } from '@typescript-eslint/parser';
import { existsSync, readFileSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { summariesOf } from '../dist/src/analysis/modules/project-summaries.js';
import { read } from '../dist/src/analysis/reading.js';
import { contractFor } from '../dist/src/contract/find-contract.js';
import { drawn } from './seeded-draw.mjs';
import { sourceFiles } from './source-files.mjs';

const { values: flags, positionals } = parseArgs({
  allowPositionals: true,
  options: { count: { type: 'string', default: '150' }, seed: { type: 'string', default: '1' } },
});
const [folder] = positionals;
if (!folder || !existsSync(join(folder, 'index.json'))) {
  console.error('usage: npm run draw-span-calls -- FOLDER [--count N] [--seed N]   (FOLDER holds index.json)');
  process.exit(2);
}

const CALL = /\bstart(?:Active)?Span(?:<[^()]*>)?\(/g;

const calls = [];
for (const { repo, dir } of JSON.parse(readFileSync(join(folder, 'index.json'), 'utf8'))) {
  const root = resolve(folder, dir);
  for (const path of sourceFiles(root)) {
    const text = readFileSync(path, 'utf8').replace(/^\uFEFF/, '');
    for (const { index, 0: match } of text.matchAll(CALL)) {
      const before = text.slice(text.lastIndexOf('\n', index) + 1, index);
      // Comments, declarations and mentions in texts are no calls.
      if (/^\s*(?:\*|\/\/|\/\*)|\/\/|["'`][^"'`]*$|\b(?:function|async|public|private)\s+$|^\s*$/.test(before))
        continue;
      calls.push({ repo, path, file: relative(root, path), text, index, end: index + match.length });
    }
  }
}

const { contract } = contractFor(join(resolve(folder), 'x.ts'), {});
for (const { repo, path, file, text, index, end } of drawn(calls, Number(flags.count), Number(flags.seed))) {
  const ecmaFeatures = { jsx: /x$|\.[cm]?js$/.test(path) };
  const { ast, scopeManager, visitorKeys } = parseForESLint(text, { range: true, loc: true, ecmaFeatures });
  const reading = read({ ast, text, scopeManager, visitorKeys }, contract, summariesOf(path, contract));
  const isHere = (call) => call.range[0] <= index && end <= call.range[1] && call.callee.range[1] >= index;
  const seen = reading.spanSites.find(({ call }) => isHere(call) && call.callee.range[1] <= end);
  const line = text.slice(0, index).split('\n').length;
  const source = text.split('\n')[line - 1].trim();
  console.log(`${seen ? `seen, ${seen.certainty}` : 'UNSEEN'}\t${repo}\t${file}:${line}\t${source.slice(0, 140)}`);
}
