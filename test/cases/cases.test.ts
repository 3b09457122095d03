import { readFileSync } from 'node:fs';
import path from 'node:path';
import * as typescriptParser from '@typescript-eslint/parser';
import { ESLint, type Linter } from 'eslint';
import * as espree from 'espree';
import { describe, expect, test } from 'vitest';
import plugin from '../../src/plugin.ts';

/** One case of the corpus: an input file and what a user of OpenTelemetry and ESLint would call right. */
interface Case {
  readonly id: string;
  readonly file: string;
  readonly rule: string;
  readonly contract: object | null;
  readonly why: string;
  readonly expect: {
    readonly findings?: readonly Place[];
    readonly silent?: readonly string[];
  };
}

interface Place {
  readonly rule: string;
  readonly line: number;
  readonly alsoLines?: readonly number[];
}

const corpus = path.join(import.meta.dirname, 'corpus');
const cases = readFileSync(path.join(corpus, 'cases.jsonl'), 'utf8')
  .trim()
  .split('\n')
  .map((line) => JSON.parse(line) as Case);

async function lint(one: Case, parser: Linter.Parser): Promise<Linter.LintMessage[]> {
  const rules = new Set([
    one.rule,
    ...(one.expect.silent ?? []),
    ...(one.expect.findings ?? []).map((finding) => finding.rule),
  ]);
  const eslint = new ESLint({
    cwd: corpus,
    overrideConfigFile: true,
    overrideConfig: [
      {
        files: ['**/*.{ts,tsx,js,cjs}'],
        languageOptions: {
          parser,
          parserOptions: { ecmaFeatures: { jsx: true } },
          ...(one.file.endsWith('.cjs') ? { sourceType: 'commonjs' as const } : {}),
        },
        plugins: { 'span-contract': plugin },
        settings: { 'span-contract': one.contract === null ? {} : { contract: one.contract } },
        rules: Object.fromEntries([...rules].map((rule) => [`span-contract/${rule}`, 'error'])),
      },
    ],
  });
  const [result] = await eslint.lintText(readFileSync(path.join(corpus, one.file), 'utf8'), {
    filePath: path.join(corpus, one.file),
  });
  return result?.messages ?? [];
}

/** Every expected place has a finding on one of its lines, and no finding stands anywhere else. */
function compare(one: Case, messages: readonly Linter.LintMessage[]) {
  const places = one.expect.findings ?? [];
  const of = (message: Linter.LintMessage) =>
    places.filter((place) => message.ruleId === `span-contract/${place.rule}` && lines(place).includes(message.line));
  const wrong = messages
    .filter((message) => of(message).length === 0)
    .map((message) => `${String(message.ruleId)}:${String(message.line)} ${message.message}`);
  const missed = places
    .filter((place) => !messages.some((message) => of(message).includes(place)))
    .map((place) => `${place.rule}:${String(place.line)}`);
  const twice = places
    .filter(
      (place) => messages.filter((message) => message.line === place.line && of(message).includes(place)).length > 1,
    )
    .map((place) => place.line);
  expect({ wrong, missed, twice }).toEqual({ wrong: [], missed: [], twice: [] });
}

const lines = (place: Place) => [place.line, ...(place.alsoLines ?? [])];

describe('with @typescript-eslint/parser', () => {
  test.each(cases)('$id: $why', async (one) => {
    compare(one, await lint(one, typescriptParser));
  });
});

describe('with espree, where the syntax allows', () => {
  test.each(cases.filter((one) => /\.[cm]?js$/.test(one.file)))('$id: $why', async (one) => {
    compare(one, await lint(one, espree));
  });
});
