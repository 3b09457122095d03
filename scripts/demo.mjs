// Shows what a user sees: the built plugin on the agent with the faults of the guide, then on the same agent as it should be.
import parser from '@typescript-eslint/parser';
import { ESLint } from 'eslint';
import { fileURLToPath } from 'node:url';
import plugin from '../dist/index.js';

const eslint = new ESLint({
  cwd: fileURLToPath(new URL('..', import.meta.url)),
  overrideConfigFile: true,
  overrideConfig: [{ files: ['**/*.ts'], languageOptions: { parser } }, plugin.configs.recommended],
});

/** Findings of one folder by rule id. */
function countByRule(results) {
  const counts = new Map();
  for (const { messages } of results) {
    for (const { ruleId, message } of messages) {
      const rule = ruleId ?? message;
      counts.set(rule, (counts.get(rule) ?? 0) + 1);
    }
  }
  return counts;
}

const before = await eslint.lintFiles(['examples/agent/before/**/*.ts']);
const stylish = await eslint.loadFormatter('stylish');
console.log(await stylish.format(before));

console.log('Findings per rule in examples/agent/before:');
for (const [rule, count] of [...countByRule(before)].sort()) console.log(`  ${String(count).padStart(3)}  ${rule}`);

const after = await eslint.lintFiles(['examples/agent/after/**/*.ts']);
const left = [...countByRule(after).values()].reduce((sum, count) => sum + count, 0);
if (left > 0) {
  console.log(await stylish.format(after));
  process.exitCode = 1;
} else {
  console.log(`\nexamples/agent/after, the same agent as it should be, is clean (${after.length} files).`);
}
