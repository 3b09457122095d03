// Runs `span-contract migrate` over pinned real repositories, each with the contract of bench/contracts, and says what became of it.
//   npm run migrate-ecosystem -- FOLDER [--keep DIR] [--types]
// FOLDER is as for `npm run ecosystem`. The repositories stay as they are: their sources are copied into a folder under git, where the
// changes can be read (`--keep`). `--types` compares the type errors of changed files before and after, with the packages that this
// project has installed; what comes from other packages has no type in both.
import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { filesIn, sourceFiles } from './source-files.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const command = join(root, 'dist/command/main.js');
const contracts = join(root, 'bench/contracts');
/** Files that imports are resolved by. */
const SETTINGS = /^(?:package|tsconfig.*)\.json$/;

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
  let count = 0;
  for (const path of [...sourceFiles(source), ...filesIn(source, SETTINGS)]) {
    const file = join(copy, relative(source, path));
    mkdirSync(dirname(file), { recursive: true });
    cpSync(path, file);
    count += 1;
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

  const before = findings(copy);
  const first = run(copy, 'migrate', '--write', '--normalise', '--json');
  const [changed, added, removed] = numbers(git('diff', '--numstat'));
  git('commit', '-qam', 'after', '--allow-empty');
  if (flags.types) {
    const typed = git('diff', '--name-only', 'HEAD~1', 'HEAD')
      .split('\n')
      .filter((file) => /\.[cm]?tsx?$/.test(file));
    const errorsAfter = typeErrors(copy, typed);
    git('checkout', '-q', 'HEAD~1', '--', '.');
    const errorsBefore = typeErrors(copy, typed);
    git('checkout', '-q', 'HEAD', '--', '.');
    const fresh = errorsAfter.filter((error) => !errorsBefore.includes(error));
    faults += fresh.length;
    console.log(
      `  ${typed.length} changed TypeScript files: ${errorsBefore.length} type errors before, ${errorsAfter.length} after, ${fresh.length} new`,
    );
    for (const error of fresh) console.log(`    ${error}`);
  }
  const after = findings(copy);
  const second = run(copy, 'migrate', '--normalise', '--json');
  const unparsable = after.unparsable.filter((file) => !before.unparsable.includes(file));
  const unkept = keptFindings(first.rows, before.counts, after.counts);
  faults += unparsable.length + unkept.length + second.changes.length;
  console.log(`${repo}: ${count} files, ${changed} changed (+${added} -${removed} lines)`);
  for (const [codemod, { done, left, failed }] of Object.entries(tally(first.rows))) {
    console.log(`  ${codemod}: ${done} done, ${left} left, ${failed} failed`);
  }
  for (const { file, message } of first.failedFiles) console.log(`  not migrated: ${file}: ${message}`);
  console.log(
    `  ${unparsable.length} results that do not parse, ${unkept.length} files with findings that were said to be gone and are not, ${second.changes.length} files that a second run changes`,
  );
  for (const line of [...unparsable, ...unkept]) console.log(`    ${line}`);
  const reasons = {};
  for (const { codemod, outcome, reason } of first.rows) {
    if (outcome !== 'done')
      reasons[`${codemod} ${outcome} ${reason}`] = (reasons[`${codemod} ${outcome} ${reason}`] ?? 0) + 1;
  }
  for (const [reason, many] of Object.entries(reasons)) console.log(`    ${many} ${reason}`);
  if (!flags.keep) rmSync(copy, { recursive: true, force: true });
}

/** Runs the command and reads its JSON. */
function run(cwd, ...args) {
  const { stdout, stderr } = spawnSync(process.execPath, [command, ...args], { cwd, encoding: 'utf8', maxBuffer: 1e9 });
  if (stdout === '') throw new Error(`span-contract ${args.join(' ')}: ${stderr}`);
  return JSON.parse(stdout);
}

/** How many findings each rule has in each file, and which files do not parse. */
function findings(cwd) {
  const report = run(cwd, 'check', '--json');
  const counts = new Map();
  for (const { rule, file } of report.findings) counts.set(`${rule} ${file}`, (counts.get(`${rule} ${file}`) ?? 0) + 1);
  return { counts, unparsable: report.notChecked.filter(({ kind }) => kind === 'syntax').map(({ file }) => file) };
}

/** Files that have more findings of a rule than what was done in them allows. */
function keptFindings(rows, before, after) {
  const done = new Map();
  for (const { rule, file, codemod, outcome } of rows) {
    // names are findings of two rules
    if (outcome === 'done' && codemod !== 'rename-spans')
      done.set(`${rule} ${file}`, (done.get(`${rule} ${file}`) ?? 0) + 1);
  }
  return [...done].flatMap(([key, many]) => {
    const [was, is] = [before.get(key) ?? 0, after.get(key) ?? 0];
    return is > was - many ? `${key}: ${was} before, ${is} after, ${many} said to be gone` : [];
  });
}

function tally(rows) {
  const counts = {};
  for (const { codemod, outcome } of rows) {
    counts[codemod] ??= { done: 0, left: 0, failed: 0 };
    counts[codemod][outcome] += 1;
  }
  return counts;
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
