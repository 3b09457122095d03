// What the look into other files costs, as a ratio within one run, and what the plugin takes of memory beside ESLint alone.
//   npm run bench:across-files -- FOLDER [--rounds N]
// FOLDER is a repository. Plugin time is the gate over all files, and reading and rules over those that pass; parsing is the host's. It is
// that of the processor, which other work on the machine hardly changes, of processes that each lint the repository once.
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { parseArgs } from 'node:util';

const { values: flags, positionals } = parseArgs({
  allowPositionals: true,
  options: { rounds: { type: 'string', default: '5' } },
});
const [folder] = positionals;
if (!folder) {
  console.error('usage: npm run bench:across-files -- FOLDER [--rounds N]');
  process.exit(2);
}

function measured(script, which) {
  const args = ['--expose-gc', join(import.meta.dirname, script), folder, which];
  return JSON.parse(execFileSync(process.execPath, args, { encoding: 'utf8', maxBuffer: 2 ** 26 }));
}

function median(values) {
  return values.sort((a, b) => a - b)[Math.floor(values.length / 2)];
}

const rounds = Array.from({ length: Number(flags.rounds) }, () => ({
  alone: measured('plugin-time.mjs', 'alone'),
  run: measured('plugin-time.mjs', 'run'),
  editor: measured('plugin-time.mjs', 'editor'),
}));
const [{ alone, run, editor }] = rounds;
const ratio = (which, key) => {
  const [more, less] = [which, 'alone'].map((one) => median(rounds.map((round) => round[one][key])));
  return (more / less).toFixed(2);
};
const ratios = (which) => `${ratio(which, 'time')} of processors, ${ratio(which, 'clock')} by the clock`;
console.log(`${run.files} files, ${run.parsed} of them past the gate`);
console.log(`plugin time with the look into other files against without, in a run of ESLint: ${ratios('run')}`);
console.log(`the same in an editor, which looks at the disk anew for each file: ${ratios('editor')}`);
console.log(`findings: ${run.findings} in a run, ${editor.findings} in an editor, ${alone.findings} without`);

const [plain, linted] = [measured('memory.mjs', 'without'), measured('memory.mjs', 'with')];
const more = (key) => `${(linted[key] - plain[key]).toFixed(0)} MB above ${plain[key].toFixed(0)} MB of ESLint alone`;
console.log(`memory that is kept at the end: ${more('heap')}; at its peak: ${more('peak')}`);
