// Counts the span sites of real repositories whose name is known, before and after the reading looks beyond one file and OpenTelemetry.
//   npm run known-names -- FOLDER [--only TEXT] [--unknown] [--draw N] [--seed S] [--mode alone|lint|listed]
// FOLDER is as for `npm run ecosystem`. Files that a contract ignores by default (tests) are left out.
//   alone   one file at a time, OpenTelemetry's own functions alone
//   lint    as ESLint reads a file with no contract: other files and the catalogue of libraries
//   listed  the same with the wrappers that `span-contract init` would list in the contract
// `--mode` counts in one way only. `--unknown` lists the sites whose name is not known, `--draw N` lists N of them at random.
import { existsSync, readFileSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { contractFor } from '../dist/src/contract/find-contract.js';
import { contractOf, MODES, sitesOf } from './read-sites.mjs';
import { drawn } from './seeded-draw.mjs';
import { sourceFiles } from './source-files.mjs';

const { values: flags, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    only: { type: 'string', default: '' },
    unknown: { type: 'boolean', default: false },
    draw: { type: 'string' },
    seed: { type: 'string', default: '1' },
    mode: { type: 'string' },
  },
});
const [folder] = positionals;
if (!folder || !existsSync(join(folder, 'index.json'))) {
  console.error('usage: npm run known-names -- FOLDER [--only TEXT] [--unknown] [--draw N] [--seed S] [--mode MODE]');
  process.exit(2);
}

const modes = flags.mode === undefined ? MODES : [flags.mode];
const shownMode = flags.mode ?? 'lint';
/** `reported` are those that are passed on, the bodies of wrappers, and that a rule on names reports all the same. */
const KINDS = ['sites', 'known', 'passed on', 'reported', 'left out', 'data', 'unknown'];

/** What is known of a site's name: `passed on` is the body of a wrapper, `left out` a name that the library fills in. */
function kindOf({ name, unwritten }) {
  if (unwritten) return unwritten.text === undefined ? 'left out' : 'known';
  if (name.kind === 'exact') return 'known';
  if (name.kind === 'forwarded') return 'passed on';
  if (name.kind === 'unknown') return 'unknown';
  for (const [hole, kind] of [
    ['variable', 'data'],
    ['forwarded', 'passed on'],
    ['unknown', 'unknown'],
  ])
    if (name.holes.some((one) => one.kind === hole)) return kind;
  return 'known';
}

const index = JSON.parse(readFileSync(join(folder, 'index.json'), 'utf8')).filter(({ repo }) =>
  repo.includes(flags.only),
);
const totals = Object.fromEntries(modes.map((mode) => [mode, new Map()]));
const rows = [];
const open = [];
for (const { repo, dir } of index) {
  const root = resolve(folder, dir);
  const isIgnored = (file) => contractFor(file, { cwd: root }).ignored === true;
  const files = [...sourceFiles(root)].filter((file) => !isIgnored(file));
  const contracts = Object.fromEntries(modes.map((mode) => [mode, contractOf(root, files, mode)]));
  const counts = Object.fromEntries(modes.map((mode) => [mode, new Map()]));
  for (const file of files) {
    const text = readFileSync(file, 'utf8').replace(/^\uFEFF/, '');
    for (const mode of modes) {
      for (const { site, line, code, isReported } of sitesOf(file, text, contracts[mode], mode)) {
        const kind = kindOf(site);
        const reported = kind === 'passed on' && isReported ? ['reported'] : [];
        for (const one of ['sites', kind, ...reported]) {
          counts[mode].set(one, (counts[mode].get(one) ?? 0) + 1);
          totals[mode].set(one, (totals[mode].get(one) ?? 0) + 1);
        }
        if (mode !== shownMode || !/data|unknown/.test(kind)) continue;
        const from = site.wrapper ? 'wrapper' : (site.library ?? 'OpenTelemetry');
        open.push([kind, repo, `${relative(root, file)}:${String(line)}`, from, site.api, code]);
      }
    }
  }
  rows.push([repo, counts]);
}

for (const [repo, counts] of [...rows, ['total', totals]]) {
  console.log(repo);
  for (const mode of modes)
    console.log(
      `  ${mode.padEnd(6)}  ${KINDS.map((kind) => `${kind} ${String(counts[mode].get(kind) ?? 0)}`).join(', ')}`,
    );
}
const shown =
  flags.draw === undefined ? (flags.unknown ? open : []) : drawn(open, Number(flags.draw), Number(flags.seed));
for (const cells of shown) console.log(cells.join('\t'));
