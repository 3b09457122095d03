import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import * as typescriptParser from '@typescript-eslint/parser';
import { ESLint } from 'eslint';
import { describe, expect, test } from 'vitest';
import plugin from '../../src/plugin.ts';
import { check, folderWith, root } from './command.ts';

const corpus = path.join(root, 'test', 'cases', 'corpus');

interface Case {
  readonly file: string;
  readonly contract: object | null;
}

/** Files of the corpus by the contract that they are judged under. */
const byContract = new Map<string, string[]>();
for (const line of readFileSync(path.join(corpus, 'cases.jsonl'), 'utf8').trim().split('\n')) {
  const { file, contract } = JSON.parse(line) as Case;
  const key = JSON.stringify(contract);
  byContract.set(key, [...(byContract.get(key) ?? []), file]);
}

interface Found {
  /** `file:line:column-line:column rule message`, sorted. */
  readonly findings: readonly string[];
  readonly broken: readonly string[];
}

/** What ESLint reports with a config of ours and nothing else. */
async function eslint(files: readonly string[], cwd: string, config: 'recommended' | 'strict', contract?: string) {
  const linter = new ESLint({
    cwd,
    overrideConfigFile: true,
    overrideConfig: [
      {
        files: ['**/*.{ts,tsx,mts,cts,js,jsx,mjs,cjs}'],
        languageOptions: { parser: typescriptParser, parserOptions: { ecmaFeatures: { jsx: true } } },
        linterOptions: { reportUnusedDisableDirectives: 'off' },
        settings: { 'span-contract': contract === undefined ? {} : { contract } },
      },
      plugin.configs[config],
    ],
  });
  const results = await linter.lintFiles([...files]);
  const messages = results.flatMap(({ filePath, messages }) =>
    messages.map((message) => ({ ...message, file: path.relative(cwd, filePath) })),
  );
  return {
    findings: messages
      .filter((message) => !message.fatal)
      .map((one) =>
        lineOf({ ...one, rule: one.ruleId ?? '', endLine: one.endLine ?? 0, endColumn: one.endColumn ?? 0 }),
      )
      .sort(),
    broken: messages.filter((message) => message.fatal).map((message) => message.file),
  };
}

function lineOf(one: {
  file: string;
  line: number;
  column: number;
  endLine: number;
  endColumn: number;
  rule: string;
  message: string;
}) {
  return `${one.file}:${one.line}:${one.column}-${one.endLine}:${one.endColumn} ${one.rule} ${one.message}`;
}

function command(files: readonly string[], cwd: string, config: 'recommended' | 'strict', contract?: string): Found {
  const { report } = check(
    ['--as-eslint', '--config', config, ...(contract === undefined ? [] : ['--contract', contract]), ...files],
    cwd,
  );
  return { findings: report.findings.map(lineOf).sort(), broken: report.notChecked.map(({ file }) => file) };
}

describe.each(['recommended', 'strict'] as const)('with the config %s', (config) => {
  test(
    'the corpus of cases has the findings that ESLint reports, under each contract',
    { timeout: 240_000 },
    async () => {
      const folder = folderWith();
      cpSync(corpus, folder, { recursive: true });
      let found = 0;
      for (const [index, [contract, files]] of [...byContract].entries()) {
        const file = contract === 'null' ? undefined : `contract-${index}.json`;
        if (file !== undefined) writeFileSync(path.join(folder, file), contract);
        const expected = await eslint(files, folder, config, file);
        expect(command(files, folder, config, file)).toEqual(expected);
        found += expected.findings.length;
      }
      expect(found).toBeGreaterThan(50);
    },
  );

  test('the example has the findings that ESLint reports', async () => {
    const folder = folderWith();
    cpSync(path.join(root, 'examples', 'agent'), folder, { recursive: true });
    const expected = await eslint(['before'], folder, config);
    expect(expected.findings.length).toBeGreaterThan(20);
    expect(command(['before'], folder, config)).toEqual(expected);
  });
});
