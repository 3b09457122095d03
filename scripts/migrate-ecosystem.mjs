// Runs all codemods over pinned real repositories, each with the contract of bench/contracts, and says what became of it.
//   npm run migrate-ecosystem -- FOLDER [--keep DIR] [--types]
// FOLDER is as for `npm run ecosystem`. The repositories stay as they are: files that may concern spans are copied into a folder
// under git, where the changes can be read (`--keep`). `--types` compares the type errors of changed files before and after, with the
// packages that this project has installed; what comes from other packages has no type in both.
import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { parseSource } from '../dist/src/analysis/parse.js';
import { mayConcernSpans } from '../dist/src/analysis/gate.js';
import { read } from '../dist/src/analysis/reading.js';
import { contractFor } from '../dist/src/contract/find-contract.js';
import { runCodemod } from '../dist/src/codemod.js';
import { renameSpans } from '../dist/codemods/rename-spans.js';
import { hoistSpanVariables } from '../dist/codemods/hoist-span-variables.js';
import { redactPrompts } from '../dist/codemods/redact-prompts.js';
import { liftSpansFromLoops } from '../dist/codemods/lift-spans-from-loops.js';
import { addProviderShutdown } from '../dist/codemods/add-provider-shutdown.js';
import { sourceFiles } from './source-files.mjs';

const CODEMODS = [hoistSpanVariables, renameSpans, redactPrompts, liftSpansFromLoops, addProviderShutdown];
const OPTIONS = { 'rename-spans': { normalise: true } };
const root = fileURLToPath(new URL('..', import.meta.url));
const contracts = fileURLToPath(new URL('../bench/contracts', import.meta.url));

const { values: flags, positionals } = parseArgs({
  allowPositionals: true,
  options: { keep: { type: 'string' }, types: { type: 'boolean', default: false } },
});
const [folder] = positionals;
if (!folder || !existsSync(join(folder, 'index.json'))) {
  console.error('usage: npm run migrate-ecosystem -- FOLDER [--keep DIR]   (FOLDER holds index.json)');
  process.exit(2);
}

let faults = 0;
for (const { repo, dir } of JSON.parse(readFileSync(join(folder, 'index.json'), 'utf8'))) {
  const contract = join(contracts, `${repo.replace('/', '__')}.yaml`);
  if (existsSync(contract)) migrate(repo, resolve(folder, dir), contract);
}
if (faults > 0) process.exitCode = 1;

function migrate(repo, source, contractFile) {
  const copy = flags.keep
    ? join(resolve(flags.keep), repo.replace('/', '__'))
    : mkdtempSync(join(tmpdir(), 'span-contract-'));
  rmSync(copy, { recursive: true, force: true });
  mkdirSync(copy, { recursive: true });
  const files = [];
  for (const path of sourceFiles(source)) {
    if (!mayConcernSpans(readFileSync(path, 'utf8'), [])) continue;
    const file = relative(source, path);
    mkdirSync(dirname(join(copy, file)), { recursive: true });
    cpSync(path, join(copy, file));
    files.push(join(copy, file));
  }
  cpSync(contractFile, join(copy, 'span-contract.yaml'));
  const git = (...args) =>
    execFileSync('git', ['-C', copy, '-c', 'user.name=x', '-c', 'user.email=x', '-c', 'core.autocrlf=false', ...args], {
      encoding: 'utf8',
      maxBuffer: 1e9,
    });
  git('init', '-q');
  git('add', '-A');
  git('commit', '-qm', 'before');

  const first = round(files);
  const [changed, added, removed] = numbers(git('diff', '--numstat'));
  git('commit', '-qam', 'after', '--allow-empty');
  if (flags.types) {
    const typed = git('diff', '--name-only', 'HEAD~1', 'HEAD')
      .split('\n')
      .filter((file) => /\.[cm]?tsx?$/.test(file));
    const after = typeErrors(copy, typed);
    git('checkout', '-q', 'HEAD~1', '--', '.');
    const before = typeErrors(copy, typed);
    git('checkout', '-q', 'HEAD', '--', '.');
    const fresh = after.filter((error) => !before.includes(error));
    faults += fresh.length;
    console.log(
      `  ${typed.length} changed TypeScript files: ${before.length} type errors before, ${after.length} after, ${fresh.length} new`,
    );
    for (const error of fresh) console.log(`    ${error}`);
  }
  const second = round(files);
  const again = git('diff', '--name-only').split('\n').filter(Boolean);
  faults += first.unparsable + first.unkept + again.length;
  console.log(`${repo}: ${files.length} files, ${changed} changed (+${added} -${removed} lines)`);
  for (const [codemod, { done, left, failed }] of Object.entries(first.counts)) {
    if (done + left + failed > 0) console.log(`  ${codemod}: ${done} done, ${left} left, ${failed} failed`);
  }
  console.log(
    `  ${first.unparsable} results that do not parse, ${first.unkept} findings that were said to be gone and are not, ${again.length} files that a second run changes, ${second.done} sites done again`,
  );
  for (const line of first.lines) console.log(`    ${line}`);
  if (!flags.keep) rmSync(copy, { recursive: true, force: true });
}

function round(files) {
  const counts = Object.fromEntries(CODEMODS.map(({ name }) => [name, { done: 0, left: 0, failed: 0 }]));
  const result = { counts, unparsable: 0, unkept: 0, done: 0, lines: [] };
  const reasons = {};
  for (const path of files) {
    const found = contractFor(path, {});
    if (!found.ok) throw new Error(found.faults[0].sentence);
    if (found.ignored) continue;
    let text = readFileSync(path, 'utf8');
    for (const codemod of CODEMODS) {
      const options = { ...codemod.defaults, ...OPTIONS[codemod.name] };
      const before = findingsOf(codemod, path, text, found.contract);
      const outcome = runCodemod(codemod, { path, text }, found.contract, options, { hasContractFile: true });
      const done = outcome.rows.filter((row) => row.outcome === 'done');
      for (const row of outcome.rows) {
        counts[codemod.name][row.outcome] += 1;
        if (row.outcome !== 'done')
          reasons[`${codemod.name} ${row.outcome} ${row.reason}`] =
            (reasons[`${codemod.name} ${row.outcome} ${row.reason}`] ?? 0) + 1;
      }
      result.done += done.length;
      if (outcome.text === undefined) continue;
      text = outcome.text;
      const after = findingsOf(codemod, path, text, found.contract);
      if (after === undefined) result.unparsable += 1;
      // names that are only normalised are findings of another rule
      else if (after > before - (codemod === renameSpans ? 0 : done.length)) result.unkept += 1;
      writeFileSync(path, text);
    }
  }
  result.lines = Object.entries(reasons).map(([reason, count]) => `${count} ${reason}`);
  return result;
}

function findingsOf({ rule }, path, text, contract) {
  const parsed = parseSource(text.replace(/^\uFEFF/, ''), path);
  if ('fault' in parsed) return undefined;
  return [...rule.check({ reading: read(parsed.source, contract), contract, options: rule.defaults })].length;
}

/** Type errors of some files without their places, which edits move. */
function typeErrors(copy, files) {
  if (files.length === 0) return [];
  const modules = join(copy, 'node_modules');
  const config = join(copy, 'tsconfig.types.json');
  symlinkSync(join(root, 'node_modules'), modules);
  const compilerOptions = {
    strict: true,
    noEmit: true,
    skipLibCheck: true,
    noUnusedLocals: true,
    module: 'preserve',
    target: 'es2022',
    lib: ['es2023', 'dom'],
    jsx: 'preserve',
    types: ['node'],
    experimentalDecorators: true,
  };
  writeFileSync(config, JSON.stringify({ compilerOptions, files }));
  const tsc = join(root, 'node_modules/typescript/bin/tsc');
  const { stdout } = spawnSync(process.execPath, [tsc, '-p', config, '--pretty', 'false'], {
    cwd: copy,
    encoding: 'utf8',
  });
  rmSync(modules);
  rmSync(config);
  return stdout
    .split('\n')
    .filter((line) => line.includes(': error TS'))
    .map((line) => line.replace(/\(\d+,\d+\)/, ''));
}

function numbers(numstat) {
  const rows = numstat
    .split('\n')
    .filter(Boolean)
    .map((row) => row.split('\t'));
  const sum = (column) => rows.reduce((all, row) => all + Number(row[column]), 0);
  return [rows.length, sum(0), sum(1)];
}
