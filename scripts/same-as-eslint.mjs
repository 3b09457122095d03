// Whether the command, ESLint and Oxlint find the same in pinned real repositories, all with the config strict.
//   npm run same-as-eslint -- FOLDER [--repo NAME]
// FOLDER holds index.json, a list of { repo, commit, dir }, where dir may be relative to the folder. Only files that pass the gate are
// linted: a parser that needs half an hour for the others would find nothing in them.
import parser from '@typescript-eslint/parser';
import { ESLint } from 'eslint';
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import plugin from '../dist/index.js';
import { mayConcernSpans } from '../dist/src/analysis/gate.js';
import { contractFor, contractWords } from '../dist/src/contract/find-contract.js';
import { sourceFiles } from './source-files.mjs';

const MAIN = fileURLToPath(new URL('../dist/command/main.js', import.meta.url));
const PLUGIN = fileURLToPath(new URL('../dist/index.js', import.meta.url));
const OXLINT = join(dirname(createRequire(import.meta.url).resolve('oxlint/package.json')), 'bin', 'oxlint');
/** Files that a command is given at once: a command line has an end. */
const FILES_A_RUN = 500;

/** What ESLint finds with the config alone, as lines by file; `undefined` for a file that it cannot parse. */
async function foundByEslint(files, dir) {
  const eslint = new ESLint({
    cwd: dir,
    ignore: false,
    warnIgnored: false,
    overrideConfigFile: true,
    overrideConfig: [
      {
        files: ['**/*.{ts,tsx,mts,cts,js,jsx,mjs,cjs}'],
        languageOptions: { parser, parserOptions: { ecmaFeatures: { jsx: true } } },
        linterOptions: { reportUnusedDisableDirectives: 'off' },
      },
      plugin.configs.strict,
    ],
  });
  const found = new Map();
  for (const file of files) {
    const [{ messages }] = await eslint.lintText(readFileSync(join(dir, file), 'utf8'), { filePath: join(dir, file) });
    // comments of the repository may speak of rules that are not here
    const own = messages.filter(({ ruleId }) => ruleId?.startsWith(`${plugin.meta.namespace}/`));
    const isBroken = messages.some(({ fatal }) => fatal);
    found.set(file, isBroken ? undefined : own.map((message) => lineOf({ ...message, rule: message.ruleId })));
  }
  return found;
}

/** The same of the command. */
function foundByCommand(files, dir) {
  const found = new Map(files.map((file) => [file, []]));
  for (let at = 0; at < files.length; at += FILES_A_RUN) {
    const args = [MAIN, 'check', '--as-eslint', '--config', 'strict', '--json', ...files.slice(at, at + FILES_A_RUN)];
    const run = spawnSync(process.execPath, args, { cwd: dir, encoding: 'utf8', maxBuffer: 2 ** 30 });
    if (run.stdout === '') throw new Error(`check ended with ${run.status}: ${run.stderr}`);
    const report = JSON.parse(run.stdout);
    for (const finding of report.findings) found.get(finding.file).push(lineOf(finding));
    for (const { file, message } of report.notChecked) {
      if (!found.has(file)) throw new Error(`${file}: ${message}`);
      found.set(file, undefined);
    }
  }
  return found;
}

/** The same of Oxlint. */
function foundByOxlint(files, dir) {
  const found = new Map(files.map((file) => [file, []]));
  const home = mkdtempSync(join(tmpdir(), 'span-contract-oxlint-'));
  const config = join(home, 'oxlint.json');
  const nothingElse = { plugins: [], categories: { correctness: 'off' } };
  writeFileSync(config, JSON.stringify({ ...nothingElse, jsPlugins: [PLUGIN], rules: plugin.configs.strict.rules }));
  try {
    for (let at = 0; at < files.length; at += FILES_A_RUN) {
      const flags = ['--config', config, '--disable-nested-config', '--no-ignore', '--format', 'json'];
      const args = [OXLINT, ...flags, ...files.slice(at, at + FILES_A_RUN)];
      const run = spawnSync(process.execPath, args, { cwd: dir, encoding: 'utf8', maxBuffer: 2 ** 30 });
      if (!run.stdout.startsWith('{')) throw new Error(`oxlint ended with ${run.status}: ${run.stdout}${run.stderr}`);
      for (const { filename, code, message, labels } of JSON.parse(run.stdout).diagnostics) {
        const [, rule] = /^span-contract\((.*)\)$/.exec(code ?? '') ?? [];
        // what stops the parser has no code
        if (rule === undefined) found.set(filename, undefined);
        else found.get(filename)?.push(lineOf({ ...placeOf(join(dir, filename), labels[0].span), rule, message }));
      }
    }
  } finally {
    rmSync(home, { recursive: true });
  }
  return found;
}

/** Oxlint counts bytes. */
function placeOf(file, { offset, length }) {
  const bytes = readFileSync(file);
  const at = (end) => {
    const lines = bytes
      .subarray(0, end)
      .toString()
      .replace(/^\uFEFF/, '')
      .split(/\r\n|[\r\n\u2028\u2029]/);
    return { line: lines.length, column: lines.at(-1).length + 1 };
  };
  const [start, end] = [at(offset), at(offset + length)];
  return { ...start, endLine: end.line, endColumn: end.column };
}

function lineOf({ rule, line, column, endLine, endColumn, message }) {
  return `${line}:${column}-${endLine}:${endColumn} ${rule.replace(/^.*\//, '')} ${message}`;
}

/** Prints what only one side has, and counts it. */
function compared(repo, dir, file, eslint, other, its) {
  if (!eslint || !other) {
    // the command does not parse what the contract leaves alone
    if (!eslint && (!other || contractFor(join(dir, file), { cwd: dir }).ignored)) return 0;
    console.log(`  ${repo} ${file}\n    parsed by ${eslint ? 'ESLint' : its} alone`);
    return 1;
  }
  const without = (lines, others) => {
    const left = [...others];
    return lines.filter((line) => {
      const at = left.indexOf(line);
      if (at >= 0) left.splice(at, 1);
      return at < 0;
    });
  };
  const only = [
    ...without(eslint, other).map((line) => `not ${its}: ${line}`),
    ...without(other, eslint).map((line) => `${its} alone: ${line}`),
  ];
  if (only.length > 0) console.log(`  ${repo} ${file}\n${only.map((line) => `    ${line}`).join('\n')}`);
  return only.length;
}

const { values: flags, positionals } = parseArgs({ allowPositionals: true, options: { repo: { type: 'string' } } });
const [folder] = positionals;
if (!folder || !existsSync(join(folder, 'index.json'))) {
  console.error('usage: npm run same-as-eslint -- FOLDER [--repo NAME]   (FOLDER holds index.json)');
  process.exit(2);
}

const total = { repositories: 0, files: 0, findings: 0, differences: 0 };
for (const { repo, commit, dir: given } of JSON.parse(readFileSync(join(folder, 'index.json'), 'utf8'))) {
  if (flags.repo && !repo.includes(flags.repo)) continue;
  const dir = resolve(folder, given);
  const files = [...sourceFiles(dir)]
    .filter((file) => mayConcernSpans(readFileSync(file, 'utf8'), contractWords(file, { cwd: dir })))
    .map((file) => relative(dir, file).replaceAll('\\', '/'));
  const eslint = await foundByEslint(files, dir);
  const command = foundByCommand(files, dir);
  const oxlint = foundByOxlint(files, dir);
  const findings = [...eslint.values()].reduce((sum, lines = []) => sum + lines.length, 0);
  const unread = [...eslint.values()].filter((lines) => !lines).length;
  let differences = 0;
  for (const file of files) {
    differences += compared(repo, dir, file, eslint.get(file), command.get(file), 'the command');
    differences += compared(repo, dir, file, eslint.get(file), oxlint.get(file), 'Oxlint');
  }
  console.log(
    `${repo} ${commit.slice(0, 8)}: ${files.length} files past the gate, ${unread} that do not parse, ${findings} findings, ${differences} differences`,
  );
  total.repositories += 1;
  total.files += files.length;
  total.findings += findings;
  total.differences += differences;
}
console.log(
  `${total.repositories} repositories, ${total.files} files, ${total.findings} findings of ESLint, ${total.differences} differences`,
);
if (total.differences > 0 || total.repositories === 0) process.exitCode = 1;
