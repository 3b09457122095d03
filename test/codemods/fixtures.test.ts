import { cpSync, mkdtempSync, existsSync, readFileSync, readdirSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Linter } from 'eslint';
import * as parser from '@typescript-eslint/parser';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { earlyErrorsOf, parseSource } from '../../src/analysis/parsing/parse.ts';
import { COVERED_RULES, type CodemodName } from './covered-rules.ts';
import type { Transform } from '../../src/jscodeshift.ts';
import plugin from '../../src/plugin.ts';

// A fixture is a folder: `input.*`, and `expected.*` or, where nothing may change, `reason.txt` with the reasons of all rows, one a line.
// Further files: `span-contract.yaml` (else the one of the codemod's folder, if any) and `options.json`.

const fixtures = path.join(import.meta.dirname, 'fixtures');
const names = Object.keys(COVERED_RULES) as CodemodName[];

// Outside of the project, where its own folder names say nothing.
const root = realpathSync(mkdtempSync(path.join(tmpdir(), 'span-contract-fixtures-')));
beforeAll(() => {
  cpSync(fixtures, root, { recursive: true });
});
afterAll(() => {
  rmSync(root, { recursive: true, force: true });
});

describe.each(names)('%s', (codemod) => {
  const folders = readdirSync(path.join(fixtures, codemod), { withFileTypes: true }).filter((one) => one.isDirectory());

  test('has at least twelve fixtures, a third of them untouched', () => {
    const untouched = folders.filter(({ name }) => name.startsWith('skip-')).length;
    expect(folders.length).toBeGreaterThanOrEqual(12);
    expect(untouched * 3).toBeGreaterThanOrEqual(folders.length);
  });

  test.each(folders.map(({ name }) => name))('%s', async (name) => {
    const folder = path.join(root, codemod, name);
    const files = readdirSync(folder);
    const input = path.join(folder, files.find((file) => file.startsWith('input.')) ?? 'no input');
    const source = readFileSync(input, 'utf8');
    const expected = files.find((file) => file.startsWith('expected.'));
    const { default: transform } = (await import(`../../codemods/${codemod}.ts`)) as { default: Transform };
    const options = existsSync(path.join(folder, 'options.json'))
      ? (JSON.parse(readFileSync(path.join(folder, 'options.json'), 'utf8')) as Record<string, unknown>)
      : {};
    const run = (text: string) => {
      const reports: string[] = [];
      const result = transform({ path: input, source: text }, { report: (line) => reports.push(line) }, options);
      return { text: result ?? text, reports };
    };

    const { text, reports } = run(source);
    expect(text).toBe(expected ? readFileSync(path.join(folder, expected), 'utf8') : source);
    const kept = reports.filter((report) => !/^\d+:\d+ done /.test(report));
    const reasons = kept.map((report) => /\((\w+)\)/.exec(report)?.[1]);
    const wanted = existsSync(path.join(folder, 'reason.txt'))
      ? readFileSync(path.join(folder, 'reason.txt'), 'utf8')
          .split('\n')
          .filter((line) => line !== '')
      : [];
    expect(reasons, reports.join('\n')).toEqual(wanted);
    expect(name.startsWith('skip-')).toBe(expected === undefined);

    const plain = text.replace(/^\uFEFF/, '');
    if (!reasons.includes('unparsable')) {
      expect('source' in parseSource(plain, input)).toBe(true);
      expect(earlyErrorsOf(plain, input)).toEqual(earlyErrorsOf(source.replace(/^\uFEFF/, ''), input));
    }
    expect(run(text).text, 'a second run changes nothing').toBe(text);
    if (reports.length > 0 && kept.length === 0) expect(lint(COVERED_RULES[codemod], input, text)).toEqual([]);
  });
});

/** What a rule says of a text, with the contract that is found for its file. */
function lint(rule: string, file: string, text: string): string[] {
  const linter = new Linter({ cwd: root });
  const config: Linter.Config = {
    files: ['**/*.*'],
    languageOptions: { parser, parserOptions: { ecmaFeatures: { jsx: true } } },
    linterOptions: { reportUnusedDisableDirectives: 'off' },
    plugins: { 'span-contract': plugin },
    rules: { [`span-contract/${rule}`]: 'error' },
  };
  return linter.verify(text, [config], file).map((message) => message.message);
}
