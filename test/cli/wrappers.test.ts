import * as typescriptParser from '@typescript-eslint/parser';
import { ESLint } from 'eslint';
import { describe, expect, test } from 'vitest';
import plugin from '../../src/plugin.ts';
import { check, folderWith, spanContract } from './command.ts';

/** A wrapper whose name says nothing of spans, a wrapper of it, and a file that calls both and holds no word of spans. */
const PROJECT = {
  'src/tracing.ts': `import { trace } from '@opentelemetry/api';

const tracer = trace.getTracer('agent');

export function timed<T>(label: string, fn: () => Promise<T>): Promise<T> {
  return tracer.startActiveSpan(label, async (span) => {
    try {
      return await fn();
    } finally {
      span.end();
    }
  });
}
`,
  'src/step.ts': `import { timed } from './tracing';

export const step = (label: string, fn: () => Promise<void>) => timed(label, fn);
`,
  'src/agent.ts': `import { step } from './step.js';
import { timed } from './tracing';

export async function answer(id: string) {
  await timed('LLMCall', async () => {});
  await step(\`call_\${id}\`, async () => {});
}
`,
};

const AGENT = ['src/agent.ts:5:15 span-name-format', 'src/agent.ts:6:14 no-variable-span-name'];

/** What ESLint reports of a folder, by rule. */
async function eslint(folder: string): Promise<readonly string[]> {
  const linter = new ESLint({
    cwd: folder,
    overrideConfigFile: true,
    overrideConfig: [{ files: ['**/*.ts'], languageOptions: { parser: typescriptParser } }, plugin.configs.recommended],
  });
  return (await linter.lintFiles(['.'])).flatMap(({ messages }) => messages.map(({ ruleId }) => ruleId ?? ''));
}

describe('wrappers of other files', () => {
  test('are followed from the files that define them to those that call them, and so are wrappers of them', () => {
    const { places, report } = check([], folderWith(PROJECT));
    expect(places).toEqual(AGENT);
    expect(report.unlistedWrappers).toEqual([
      { export: 'step', source: 'src/step.ts', calls: 1 },
      { export: 'timed', source: 'src/tracing.ts', calls: 2 },
    ]);
  });

  test('are told where ESLint, which reads each file alone, does not know them', async () => {
    const folder = folderWith(PROJECT);
    expect(await eslint(folder)).toEqual([]);
    expect(check(['--as-eslint'], folder)).toMatchObject({ status: 0, places: [], report: { unlistedWrappers: [] } });
    const { stdout } = spanContract(['check'], folder);
    expect(stdout).toContain(
      '\nunlisted  step of src/step.ts, a wrapper with 1 call that ESLint does not see\n' +
        'unlisted  timed of src/tracing.ts, a wrapper with 2 calls that ESLint does not see\n',
    );
    expect(stdout).toMatch(
      /✖ 2 errors in 1 of 3 files\. 2 wrappers that ESLint does not know: run `span-contract init` to see what to list in the contract\.\n$/,
    );
  });

  test('are known to both once the contract lists them, and told no more', async () => {
    const wrappers = [
      '  - { module: ./src/tracing, export: timed, name: 0, callback: 1 }',
      '  - { module: ./src/step, export: step, name: 0, callback: 1 }',
    ];
    const folder = folderWith({
      ...PROJECT,
      'span-contract.yaml': `version: 1\nextends: [agent]\nwrappers:\n${wrappers.join('\n')}\n`,
    });
    const { places, report } = check([], folder);
    expect(places).toEqual(AGENT);
    expect(report.unlistedWrappers).toEqual([]);
    expect(check(['--as-eslint'], folder).places).toEqual(AGENT);
    expect(await eslint(folder)).toEqual(['span-contract/span-name-format', 'span-contract/no-variable-span-name']);
  });

  test('are known from the contract where no file defines them: functions of the global scope', async () => {
    const folder = folderWith({
      'src/agent.ts': `telemetry.timed('LLMCall', async () => {});\n`,
      'src/other.ts': `import { telemetry } from './clock';\ntelemetry.timed('LLMCall', async () => {});\n`,
      'span-contract.yaml': `version: 1\nextends: [agent]\nwrappers:\n  - { global: telemetry.timed, name: 0, callback: 1 }\n`,
    });
    const { places, report } = check([], folder);
    expect(places).toEqual(['src/agent.ts:1:17 span-name-format']);
    expect(report.unlistedWrappers).toEqual([]);
    expect(check(['--as-eslint'], folder).places).toEqual(places);
    expect(await eslint(folder)).toEqual(['span-contract/span-name-format']);
  });

  test('are known in every part of a sharded run, wherever they are defined', () => {
    const folder = folderWith(PROJECT);
    const parts = [1, 2, 3, 4, 5].map((part) => check(['--shard', `${part}/5`], folder));
    expect(parts.flatMap(({ places }) => places)).toEqual(AGENT);
    expect(parts.reduce((sum, { report }) => sum + (report.summary['files'] ?? 0), 0)).toBe(3);
  });

  test('are functions of libraries too that a file hands on, and need no entry', () => {
    const folder = folderWith({
      'src/tracing.ts': `export * from '@langfuse/tracing';\n`,
      'src/index.ts': `export { observe as observed } from './tracing';\n`,
      'src/agent.ts': `import { observed } from './index';\n\nexport const answer = observed(async () => 1, { name: 'LLMCall' });\n`,
      'src/other.ts': `import { observe } from 'mobx';\n\nobserve(async () => 1, { name: 'LLMCall' });\n`,
    });
    const { places, report } = check([], folder);
    expect(places).toEqual(['src/agent.ts:3:55 span-name-format']);
    expect(report.unlistedWrappers).toEqual([]);
  });

  test('lead to files that have nothing to do with spans: what cannot be read of those is no news', () => {
    const folder = folderWith({
      ...PROJECT,
      'src/clock.js': 'export const run = (clock: Clock) => clock.timed(;\n',
      'src/clock.astro': '---\nclock.timed();\n---\n',
    });
    const { places, report } = check([], folder);
    expect(places).toEqual(AGENT);
    expect(report).toMatchObject({ notChecked: [], skipped: [] });
  });
});
