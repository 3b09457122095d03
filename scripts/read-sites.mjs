import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { bundledParser } from '../dist/src/analysis/parsing/bundled-parser.js';
import { mayConcernSpans } from '../dist/src/analysis/gate.js';
import { parseSource } from '../dist/src/analysis/parsing/parse.js';
import { provideParser } from '../dist/src/analysis/parsing/parser-libraries.js';
import { summariesOf, summariesOfRun } from '../dist/src/analysis/modules/project-summaries.js';
import { read } from '../dist/src/analysis/reading.js';
import { findWrappers } from '../dist/src/cli/migrate/find-wrappers.js';
import { proposeContract } from '../dist/src/cli/init/init-proposal.js';
import { surveyFiles } from '../dist/src/cli/init/init-survey.js';
import { listedShape } from '../dist/src/cli/init/listed-wrapper.js';
import { selectRules } from '../dist/src/cli/rule-selection.js';
import { wrapperTest } from '../dist/src/cli/wrapper-words.js';
import { contractFor, gateWords } from '../dist/src/contract/find-contract.js';

/**
 * How far the reading looks. `alone`: one file at a time, OpenTelemetry's own functions alone. `lint`: other files and libraries too, as
 * ESLint does with no contract. `listed`: the same with the wrappers that `span-contract init` would list.
 */
export const MODES = ['alone', 'lint', 'listed'];

const SILENT = { step: () => undefined, end: () => undefined };

/** The contract that a repository is read with: the preset and, where they are listed, its wrappers. */
export function contractOf(root, files, mode) {
  const { contract } = contractFor(join(root, 'x.ts'), { cwd: root });
  if (mode !== 'listed') return contract;
  const places = { cwd: root, folder: root, own: undefined };
  const sources = files.map((file) => ({ file }));
  const { wrappers } = proposeContract(surveyFiles(sources, contract, places, SILENT), contract, true);
  const asListed = ({ module, export: name, shape }) => {
    const { name: at, attributes, callback, ...texts } = listedShape(shape);
    const place = (one) => (one === undefined ? undefined : String(one));
    const places = { name: String(at), attributes: place(attributes), callback: place(callback) };
    return { module, export: name, ...texts, ...places, ends: shape.ends, records: shape.records };
  };
  return { ...contract, wrappers: wrappers.map(asListed) };
}

provideParser(bundledParser);

/** The rules that judge names of spans. */
const NAME_RULES = selectRules('strict', []).filter(({ rule }) => rule.name.includes('name'));

/** The span sites of a file with their lines; none where the gate leaves the file out or it does not parse. */
export function sitesOf(file, text, contract, mode) {
  if (!mayConcernSpans(text, gateWords(contract))) return [];
  return mode === 'alone'
    ? readSites(file, text, contract, undefined, ownSites)
    : readSites(file, text, contract, summariesOf(file, contract));
}

/**
 * Makes what `sitesOf` is for the command, which follows the wrappers of a project from file to file with no contract that lists them.
 * @param files the files of the repository
 */
export function followedSitesOf(root, files, contract) {
  const inputs = files.map((file) => ({ file, text: readFileSync(file, 'utf8').replace(/^\uFEFF/, '') }));
  const first = inputs.filter(({ text }) => mayConcernSpans(text, gateWords(contract)));
  const others = (mayCall) => inputs.filter((input) => !first.includes(input) && mayCall.test(input.text));
  const { words, more } = findWrappers(first, others, { cwd: root }, () => false);
  const read = new Set([...first, ...more].map(({ file }) => file));
  const summaries = summariesOfRun({ isWrapper: wrapperTest(words) });
  return (file, text) => (read.has(file) ? readSites(file, text, contract, summaries(file, contract)) : []);
}

function readSites(file, text, contract, summaries, select = ({ spanSites }) => spanSites) {
  const parsed = parseSource(text, file);
  if ('fault' in parsed) return [];
  const reading = read(parsed.source, contract, summaries);
  const found = NAME_RULES.flatMap(({ rule, options }) => [...rule.check({ reading, contract, options })]);
  return select(reading).map((site) => ({
    site,
    isReported: found.some(
      ({ range: [start, end] }) => site.nameNode.range[0] <= start && end <= site.nameNode.range[1],
    ),
    line: text.slice(0, site.nameNode.range[0]).split('\n').length,
    code: reading.tree.quote(site.nameNode, 90),
  }));
}

/** The spans that are made by OpenTelemetry's own functions, and by wrappers of the same file around them. */
function ownSites({ spanSites, wrappers, origins }) {
  const isOfLibrary = ({ fn }) =>
    spanSites.some(({ library, call }) => library && fn.range[0] <= call.range[0] && call.range[1] <= fn.range[1]);
  const foreign = new Set(wrappers.filter(isOfLibrary).map(({ fn }) => fn));
  return spanSites.filter(
    ({ library, wrapper, call }) => !library && !(wrapper && foreign.has(origins.functionOf(call.callee))),
  );
}
