// Counts the span sites of real repositories whose name is known, before and after the reading looks beyond one file and OpenTelemetry.
//   npm run known-names -- FOLDER [--only TEXT] [--unknown] [--draw N] [--seed S] [--mode alone|lint|listed]
// FOLDER is as for `npm run ecosystem`. Files that a contract ignores by default (tests) are left out.
//   alone   one file at a time, OpenTelemetry's own functions alone
//   lint    as ESLint reads a file with no contract: other files and the catalogue of libraries
//   listed  the same with the wrappers that `span-contract init` would list in the contract
// `--unknown` lists the sites whose name is not known, `--draw N` lists N of them at random.
import { existsSync, readFileSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { bundledParser } from '../dist/src/analysis/bundled-parser.js';
import { mayConcernSpans } from '../dist/src/analysis/gate.js';
import { parseSource } from '../dist/src/analysis/parse.js';
import { provideParser } from '../dist/src/analysis/parser-libraries.js';
import { summariesOf } from '../dist/src/analysis/project-files.js';
import { read } from '../dist/src/analysis/reading.js';
import { proposeContract } from '../dist/src/cli/init-proposal.js';
import { surveyFiles } from '../dist/src/cli/init-survey.js';
import { contractFor, gateWords } from '../dist/src/contract/find-contract.js';
import { drawn } from './seeded-draw.mjs';
import { sourceFiles } from './source-files.mjs';

const { values: flags, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    only: { type: 'string', default: '' },
    unknown: { type: 'boolean', default: false },
    draw: { type: 'string' },
    seed: { type: 'string', default: '1' },
    mode: { type: 'string', default: 'lint' },
  },
});
const [folder] = positionals;
if (!folder || !existsSync(join(folder, 'index.json'))) {
  console.error('usage: npm run known-names -- FOLDER [--only TEXT] [--unknown] [--draw N] [--seed S] [--mode MODE]');
  process.exit(2);
}

const MODES = ['alone', 'lint', 'listed'];
const KINDS = ['sites', 'known', 'passed on', 'left out', 'data', 'unknown'];

/** What is known of a site's name: `passed on` is the body of a wrapper, `left out` a name that the library fills in. */
function kindOf({ name, unwritten }) {
  if (unwritten) return unwritten.text === undefined ? 'left out' : 'known';
  if (name.kind === 'exact') return 'known';
  if (name.kind === 'forwarded') return 'passed on';
  if (name.kind === 'unknown') return 'unknown';
  for (const [hole, kind] of [
    ['variable', 'data'],
    ['unknown', 'unknown'],
    ['forwarded', 'passed on'],
  ])
    if (name.holes.some((one) => one.kind === hole)) return kind;
  return 'known';
}

/** The spans that are made by OpenTelemetry's own functions, and by wrappers of the same file around them. */
function ownSites({ spanSites, wrappers, origins }) {
  const isOfLibrary = ({ fn }) =>
    spanSites.some(({ library, call }) => library && fn.range[0] <= call.range[0] && call.range[1] <= fn.range[1]);
  const foreign = wrappers.filter(isOfLibrary).map(({ fn }) => fn);
  return spanSites.filter(
    ({ library, wrapper, call }) => !library && !(wrapper && foreign.includes(origins.functionOf(call.callee))),
  );
}

function sitesOf(file, text, contract, mode) {
  if (!mayConcernSpans(text, gateWords(contract))) return [];
  const parsed = parseSource(text, file);
  if ('fault' in parsed) return [];
  const reading =
    mode === 'alone' ? read(parsed.source, contract) : read(parsed.source, contract, summariesOf(file, contract));
  return (mode === 'alone' ? ownSites(reading) : reading.spanSites).map((site) => ({
    kind: kindOf(site),
    line: text.slice(0, site.nameNode.range[0]).split('\n').length,
    api: site.api,
    from: site.wrapper ? 'wrapper' : (site.library ?? 'OpenTelemetry'),
    name: reading.tree.quote(site.nameNode, 90),
  }));
}

const SILENT = { step: () => undefined, end: () => undefined };

/** The preset with the wrappers that `init` would list for a folder. */
function listingContract(root, files, contract) {
  const places = { cwd: root, folder: root, own: undefined };
  const survey = surveyFiles(
    files.map((file) => ({ file })),
    contract,
    places,
    SILENT,
  );
  return { ...contract, wrappers: proposeContract(survey, contract, true).wrappers.map(asDeclared) };
}

function asDeclared({ module, export: name, shape }) {
  const { attributes, callback, ends, records } = shape;
  return { module, export: name, name: shape.name, attributes, callback, ends, records };
}

provideParser(bundledParser);
const index = JSON.parse(readFileSync(join(folder, 'index.json'), 'utf8')).filter(({ repo }) =>
  repo.includes(flags.only),
);
const totals = Object.fromEntries(MODES.map((mode) => [mode, new Map()]));
const rows = [];
const open = [];
for (const { repo, dir } of index) {
  const root = resolve(folder, dir);
  const isIgnored = (file) => contractFor(file, { cwd: root }).ignored === true;
  const files = [...sourceFiles(root)].filter((file) => !isIgnored(file));
  const { contract } = contractFor(join(root, 'x.ts'), { cwd: root });
  const contracts = { alone: contract, lint: contract, listed: listingContract(root, files, contract) };
  const counts = Object.fromEntries(MODES.map((mode) => [mode, new Map()]));
  for (const file of files) {
    const text = readFileSync(file, 'utf8').replace(/^\uFEFF/, '');
    for (const mode of MODES) {
      for (const site of sitesOf(file, text, contracts[mode], mode)) {
        for (const kind of ['sites', site.kind]) {
          counts[mode].set(kind, (counts[mode].get(kind) ?? 0) + 1);
          totals[mode].set(kind, (totals[mode].get(kind) ?? 0) + 1);
        }
        if (mode === flags.mode && /data|unknown/.test(site.kind))
          open.push({ repo, file: relative(root, file), ...site });
      }
    }
  }
  rows.push([repo, counts]);
}

for (const [repo, counts] of [...rows, ['total', totals]]) {
  console.log(repo);
  for (const mode of MODES)
    console.log(
      `  ${mode.padEnd(6)}  ${KINDS.map((kind) => `${kind} ${String(counts[mode].get(kind) ?? 0)}`).join(', ')}`,
    );
}
const shown =
  flags.draw === undefined ? (flags.unknown ? open : []) : drawn(open, Number(flags.draw), Number(flags.seed));
for (const { repo, file, line, kind, from, api, name } of shown)
  console.log([kind, repo, `${file}:${String(line)}`, from, api, name].join('\t'));
