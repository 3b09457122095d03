// Lints pinned real repositories with the built plugin and compares the number of findings with the recorded one.
//   npm run ecosystem -- FOLDER [--record] [--json FILE]
// FOLDER holds index.json, a list of { repo, commit, dir }, where dir may be relative to the folder.
import parser from '@typescript-eslint/parser';
import { ESLint } from 'eslint';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import plugin from '../dist/index.js';
import { mayConcernSpans } from '../dist/src/analysis/gate.js';
import { sourceFiles } from './source-files.mjs';

const RECORD = fileURLToPath(new URL('../bench/ecosystem.json', import.meta.url));
/** An ESLint over one repository that knows nothing of the repository's own set-up. */
function linterFor(cwd, rules) {
  return new ESLint({
    cwd,
    ignore: false,
    warnIgnored: false,
    allowInlineConfig: false,
    overrideConfigFile: true,
    overrideConfig: [
      {
        files: ['**/*.{ts,tsx,mts,cts,js,jsx,mjs,cjs}'],
        languageOptions: { parser },
        linterOptions: { reportUnusedDisableDirectives: 'off' },
        plugins: plugin.configs.recommended.plugins,
        rules,
      },
    ],
  });
}

/** Lints one repository; a file on which a rule crashes is linted again rule by rule, so that only that rule is lost. */
async function lintRepository({ repo, commit, dir }) {
  const rules = plugin.configs.recommended.rules;
  const eslint = linterFor(dir, rules);
  const counts = Object.fromEntries(Object.keys(rules).map((rule) => [rule, 0]));
  const outcome = { repo, commit, files: 0, linted: 0, unparsed: 0, counts, crashes: [], findings: [] };
  for (const filePath of sourceFiles(dir)) {
    outcome.files += 1;
    const text = readFileSync(filePath, 'utf8');
    if (!mayConcernSpans(text, [])) continue;
    outcome.linted += 1;
    const file = relative(dir, filePath);
    const lines = text.split(/\r\n|[\n\r\u2028\u2029]/);
    for (const message of await messagesOf(eslint, text, filePath)) {
      if (message.crash) outcome.crashes.push({ repo, file, rule: message.rule, message: message.crash });
      else if (message.fatal) outcome.unparsed += 1;
      else {
        counts[message.ruleId] = (counts[message.ruleId] ?? 0) + 1;
        const { line, column, ruleId: rule, messageId } = message;
        const source = lines[line - 1]?.trim() ?? '';
        outcome.findings.push({ repo, file, line, column, rule, messageId, message: message.message, source });
      }
    }
  }
  return outcome;

  async function messagesOf(linter, text, filePath) {
    try {
      return (await linter.lintText(text, { filePath })).flatMap((result) => result.messages);
    } catch {
      const messages = [];
      for (const [rule, entry] of Object.entries(rules)) {
        try {
          const results = await linterFor(dir, { [rule]: entry }).lintText(text, { filePath });
          messages.push(...results.flatMap((result) => result.messages));
        } catch (error) {
          messages.push({ rule, crash: error.stack ?? String(error) });
        }
      }
      return messages;
    }
  }
}

const { values: flags, positionals } = parseArgs({
  allowPositionals: true,
  options: { record: { type: 'boolean', default: false }, json: { type: 'string' } },
});
const folder = positionals[0];
if (!folder || !existsSync(join(folder, 'index.json'))) {
  console.error('usage: npm run ecosystem -- FOLDER [--record] [--json FILE]   (FOLDER holds index.json)');
  process.exit(2);
}

const recorded = existsSync(RECORD) ? JSON.parse(readFileSync(RECORD, 'utf8')) : [];
const kept = new Map(recorded.map((entry) => [entry.repo, entry]));
const findings = [];
let crashes = 0;
let differences = 0;

for (const entry of JSON.parse(readFileSync(join(folder, 'index.json'), 'utf8'))) {
  const outcome = await lintRepository({ ...entry, dir: resolve(folder, entry.dir) });
  findings.push(...outcome.findings);
  crashes += outcome.crashes.length;
  const before = kept.get(outcome.repo);
  const known = before?.commit === outcome.commit;
  const { repo, commit, files, linted, unparsed, counts } = outcome;
  console.log(`${repo} ${commit.slice(0, 8)}: ${files} files, ${linted} past the gate, ${unparsed} that do not parse`);
  if (!known) {
    console.log(before ? `  recorded at another commit, ${before.commit.slice(0, 8)}` : '  not recorded yet');
    differences += 1;
  }
  for (const rule of new Set([...Object.keys(counts), ...Object.keys(known ? before.counts : {})])) {
    const now = counts[rule] ?? 0;
    const then = known ? (before.counts[rule] ?? 0) : now;
    if (now !== then) differences += 1;
    console.log(`  ${String(now).padStart(5)}  ${rule}${now === then ? '' : `  (recorded: ${then})`}`);
  }
  for (const crash of outcome.crashes) console.log(`  crash of ${crash.rule} in ${crash.file}\n${crash.message}`);
  kept.set(repo, { repo, commit, counts });
}

if (flags.json) writeFileSync(flags.json, `${JSON.stringify(findings, null, 1)}\n`);
if (flags.record) {
  const facts = [...kept.values()].sort((a, b) => (a.repo < b.repo ? -1 : 1));
  writeFileSync(RECORD, `${JSON.stringify(facts, null, 2)}\n`);
}
console.log(`${findings.length} findings, ${crashes} crashes, ${differences} differences from the record`);
if (crashes > 0 || (differences > 0 && !flags.record)) process.exitCode = 1;
