import { readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Linter } from 'eslint';
import * as parser from '@typescript-eslint/parser';
import { describe, expect, test } from 'vitest';
import { earlyErrorsOf, parseSource } from '../../src/analysis/parsing/parse.ts';
import type { Transform } from '../../src/jscodeshift.ts';
import plugin from '../../src/plugin.ts';

interface Case {
  readonly id: string;
  readonly file: string;
  readonly codemod: string;
  readonly contract: object | null;
  readonly why: string;
  readonly expect: {
    readonly unchanged?: boolean;
    readonly contains?: readonly string[];
    readonly notContains?: readonly string[];
    readonly keeps?: readonly string[];
    readonly counts?: Readonly<Record<string, number>>;
    readonly unchangedOutside?: boolean;
    readonly touches?: readonly string[];
    readonly eol?: 'crlf';
    readonly bom?: boolean;
    readonly lists?: readonly { readonly line: number; readonly at: string }[];
    readonly afterSilent?: readonly string[];
  };
}

const corpus = path.join(import.meta.dirname, '../cases/corpus');
const cases = readFileSync(path.join(corpus, 'codemods.jsonl'), 'utf8')
  .split('\n')
  .filter((line) => line !== '')
  .map((line) => JSON.parse(line) as Case);

const plain = (text: string) => text.replaceAll('\r\n', '\n');

describe.each(cases)('$id: $why', (one) => {
  const wanted = one.expect;
  // the name of a file outside of the project, whose folder of tests would be left alone
  const file = path.join(tmpdir(), path.basename(one.file));
  const source = readFileSync(path.join(corpus, one.file), 'utf8');
  const options = one.contract === null ? {} : { contract: one.contract };

  async function run(text: string) {
    const { default: transform } = (await import(`../../codemods/${one.codemod}.ts`)) as { default: Transform };
    const reports: string[] = [];
    const result = transform({ path: file, source: text }, { report: (line) => reports.push(line) }, options);
    return { text: result ?? text, reports };
  }

  test('the result is as expected, and a second run changes nothing', async () => {
    const { text, reports } = await run(source);
    const output = plain(text);
    if (wanted.unchanged) expect(text).toBe(source);
    for (const piece of [...(wanted.contains ?? []), ...(wanted.keeps ?? [])]) expect(output).toContain(piece);
    for (const piece of wanted.notContains ?? []) expect(output).not.toContain(piece);
    for (const [piece, count] of Object.entries(wanted.counts ?? {}))
      expect(output.split(piece)).toHaveLength(count + 1);
    if (wanted.eol === 'crlf') expect(text.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/);
    if (wanted.bom) expect(text.startsWith('\uFEFF')).toBe(true);
    if (wanted.unchangedOutside) {
      const lines = text.split('\n');
      let at = 0;
      for (const line of source.split('\n')) {
        if (wanted.touches?.some((piece) => line.includes(piece))) continue;
        const found = lines.indexOf(line, at);
        expect(found, `the line «${line}» stays`).toBeGreaterThanOrEqual(at);
        at = found + 1;
      }
    }
    for (const { line } of wanted.lists ?? []) {
      expect(reports.some((report) => report.startsWith(`${String(line)}:`) && / (?:left|failed) /.test(report))).toBe(
        true,
      );
    }
    expect('source' in parseSource(text.replace(/^\uFEFF/, ''), file)).toBe(true);
    expect(earlyErrorsOf(text.replace(/^\uFEFF/, ''), file)).toEqual([]);
    expect((await run(text)).text).toBe(text);
  });

  test('the rules that it serves are silent afterwards', async () => {
    const { text } = await run(source);
    const rules = (wanted.afterSilent ?? []).filter((rule) => rule in plugin.rules);
    const messages = new Linter().verify(
      text,
      [
        {
          files: ['**/*.{ts,tsx,js,cjs}'],
          languageOptions: { parser, parserOptions: { ecmaFeatures: { jsx: true } } },
          plugins: { 'span-contract': plugin },
          settings: { 'span-contract': options },
          rules: Object.fromEntries(rules.map((rule) => [`span-contract/${rule}`, 'error'])),
        },
      ],
      path.basename(file),
    );
    expect(messages.map((message) => message.message)).toEqual([]);
  });
});
