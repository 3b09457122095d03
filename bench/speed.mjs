// How fast `check` is beside ast-grep and ESLint, as ratios within one run.
//   npm run bench -- [--folder DIR] [--rounds N] [--eslint-rounds N]
// The first run fetches pinned packages and ast-grep from the npm registry into DIR, a folder outside of the repository.
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { availableParallelism, tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { mayConcernSpans } from '../dist/src/analysis/gate.js';
import { corpusIn, filesBelow, npm } from './speed-corpus.mjs';

const AST_GREP = '@ast-grep/cli@0.51.1';
const PATTERN = '$TRACER.startSpan($$$)';
const SELECTOR = 'CallExpression[callee.property.name="startSpan"]';

const { values: flags } = parseArgs({
  options: {
    folder: { type: 'string', default: join(tmpdir(), 'span-contract-bench') },
    rounds: { type: 'string', default: '5' },
    'eslint-rounds': { type: 'string', default: '3' },
  },
});
const folder = resolve(flags.folder);
const rounds = Number(flags.rounds);
const eslintRounds = Number(flags['eslint-rounds']);
const corpus = corpusIn(folder);
const files = [...filesBelow(corpus)];
const texts = files.map((file) => readFileSync(file));
const passing = texts.filter((text) => mayConcernSpans(text.toString(), [])).length;
const size = texts.reduce((sum, { length }) => sum + length, 0) / 1e6;
console.log(`${files.length} TypeScript files, ${size.toFixed(0)} MB, ${passing} of them pass the gate`);

const tools = [
  { name: 'check', rounds, command: [process.execPath, mainFile(), 'check', '--config', 'strict'] },
  { name: 'ast-grep', rounds, command: astGrep() },
  { name: 'ESLint', rounds: eslintRounds, command: eslint() },
];

/** The command as it is installed, without the start of npx. */
function mainFile() {
  return fileURLToPath(new URL('../dist/command/main.js', import.meta.url));
}

/** ast-grep with one pattern. A rule is for one language, so it is said for both; each file is parsed once. */
function astGrep() {
  const home = join(folder, 'tools');
  mkdirSync(home, { recursive: true });
  writeFileSync(join(home, 'package.json'), '{ "private": true }\n');
  npm(['install', '--silent', '--no-save', '--no-audit', '--no-fund', AST_GREP], { cwd: home });
  const rule = (language) => `id: start-span-${language}\nlanguage: ${language}\nrule: { pattern: '${PATTERN}' }\n`;
  const program = process.platform === 'win32' ? 'ast-grep.exe' : 'ast-grep';
  const rules = ['TypeScript', 'Tsx'].map(rule).join('---\n');
  return [join(home, 'node_modules', '@ast-grep', 'cli', program), 'scan', '--inline-rules', rules];
}

/** ESLint with the parser of typescript-eslint and one selector; comments in the files are for rules that are not here. */
function eslint() {
  const require = createRequire(import.meta.url);
  const config = join(folder, 'eslint.config.cjs');
  writeFileSync(
    config,
    `module.exports = [
  {
    files: ['**/*.{ts,tsx,mts,cts}'],
    languageOptions: { parser: require(${JSON.stringify(require.resolve('@typescript-eslint/parser'))}) },
    linterOptions: { noInlineConfig: true, reportUnusedDisableDirectives: 'off' },
    rules: { 'no-restricted-syntax': ['error', { selector: ${JSON.stringify(SELECTOR)}, message: 'a span' }] },
  },
];
`,
  );
  const main = join(dirname(require.resolve('eslint/package.json')), 'bin', 'eslint.js');
  return [process.execPath, main, '--config', config, '.'];
}

/** Seconds that a command takes: by the clock, and of processors where the system tells. */
function timed([program, ...args]) {
  const isPosix = process.platform !== 'win32';
  // the shell tells what its children took
  const [shell, ...given] = isPosix
    ? ['sh', '-c', '"$@"; code=$?; times >&2; exit $code', 'sh', program, ...args]
    : [program, ...args];
  const start = performance.now();
  const run = spawnSync(shell, given, { cwd: corpus, encoding: 'utf8', maxBuffer: 2 ** 30 });
  const wall = (performance.now() - start) / 1000;
  if (run.status !== 0 && run.status !== 1) throw new Error(`${program} ended with ${run.status}: ${run.stderr}`);
  const [, minutes, seconds, systemMinutes, systemSeconds] =
    /(\d+)m([\d.]+)s (\d+)m([\d.]+)s\s*$/.exec(isPosix ? run.stderr : '')?.map(Number) ?? [];
  return { wall, cpu: 60 * (minutes + systemMinutes) + seconds + systemSeconds, said: run.stdout };
}

const times = new Map(tools.map(({ name }) => [name, []]));
for (let round = 0; round < Math.max(rounds, eslintRounds); round += 1) {
  for (const tool of tools) {
    if (round >= tool.rounds) continue;
    const { wall, cpu, said } = timed(tool.command);
    times.get(tool.name).push({ wall, cpu });
    // what shows that the files were linted; ast-grep has no such line
    const last = said.trim().split('\n').at(-1);
    const closing = round === 0 && /\d/.test(last) ? `: ${last}` : '';
    console.log(`round ${round + 1}, ${tool.name} ${wall.toFixed(2)} s, ${cpu.toFixed(2)} s of processors${closing}`);
  }
}

const median = (values) => {
  const sorted = values.toSorted((a, b) => a - b);
  return (sorted[Math.floor((sorted.length - 1) / 2)] + sorted[Math.ceil((sorted.length - 1) / 2)]) / 2;
};
const of = (name, kind) => times.get(name).map((time) => time[kind]);
const versions = `Node ${process.versions.node}, ${AST_GREP}, ESLint ${execFileSync(process.execPath, [eslint()[1], '--version'], { encoding: 'utf8' }).trim()}`;
console.log(`\n${versions}, ${availableParallelism()} cores`);
for (const { name } of tools) {
  const walls = of(name, 'wall');
  if (walls.length === 0) continue;
  const spread = `${Math.min(...walls).toFixed(2)} to ${Math.max(...walls).toFixed(2)}`;
  const ratio = (kind) => (median(of(name, kind)) / median(of('check', kind))).toFixed(1);
  console.log(
    `${name.padEnd(9)} median ${median(walls).toFixed(2)} s (${spread}); against check ${ratio('wall')} by the clock, ${ratio('cpu')} of processors`,
  );
}
