import { readFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { stripVTControlCharacters } from 'node:util';
import { expect, test } from 'vitest';
import plugin from '../../src/plugin.ts';
import { check } from '../cli/command.ts';
import { opened } from './language-server.ts';
import { mended, project, tried, type as typeIn } from './project.ts';
import { recipe } from './recipe.ts';

const page = recipe('oxlint.md');
const install = page.block('sh', 'Configuration');
const config = page.file('.oxlintrc.json', 'Configuration');
const vendor = page.file('src/vendor.ts', 'A finding that is meant');
const lint = page.block('sh', 'See it work');
const told = page.block('text', 'See it work').trim();
/** Oxlint is coloured in CI, whatever `NO_COLOR` says. */
function type(lines: string, folder: string) {
  const { status, stdout } = typeIn(lines, folder);
  return { status, stdout: stripVTControlCharacters(stdout) };
}

const configured = { '.oxlintrc.json': config };

test('the rules are those of the config recommended', () => {
  expect((JSON.parse(config) as { rules: unknown }).rules).toEqual(plugin.configs.recommended.rules);
});

test('the finding is told, and there is none where the name is right', () => {
  const faulty = type(install + lint, project({ ...configured, 'src/try.ts': tried }));
  expect(faulty.stdout).toContain(told);
  expect(faulty.stdout).toContain('src/try.ts:3:36');
  expect(faulty.status).toBe(1);
  const right = type(lint, project({ ...configured, 'src/try.ts': mended }));
  expect(right.stdout).toContain('Found 0 warnings and 0 errors.');
  expect(right.status).toBe(0);
});

const required = tried.replace(/import (.*) from (.*);/, 'const $1 = require($2);');

test.each([
  ...['ts', 'tsx', 'mts', 'js', 'jsx'].map((ending) => [ending, tried] as const),
  ...['cjs', 'cts'].map((ending) => [ending, required] as const),
])('files that end in .%s', (ending, text) => {
  const { stdout, status } = type(lint, project({ ...configured, [`src/try.${ending}`]: text }));
  expect(stdout).toContain(told);
  expect(status).toBe(1);
});

test.each([
  ['vue', `<script setup lang="ts">\n${tried}</script>\n`],
  ['svelte', `<script lang="ts">\n${tried}</script>\n`],
  ['astro', `---\n${tried}---\n`],
])('scripts of .%s files, at their true places', (ending, text) => {
  const { stdout, status } = type(lint, project({ ...configured, [`src/try.${ending}`]: text }));
  expect(stdout).toContain(told);
  expect(stdout).toContain(`src/try.${ending}:4:36`);
  expect(status).toBe(1);
});

test('names and wrappers of other files are followed, and positions count as in ESLint', () => {
  const files = {
    'src/names.ts': `export const NAMES = { tool: 'CallTool' } as const;\n`,
    'src/spans.ts': `import { trace } from '@opentelemetry/api';\nexport function withSpan(name: string, fn: () => void) {\n  trace.getTracer('t').startActiveSpan(name, (span) => { fn(); span.end(); });\n}\n`,
    'src/a.ts': `import { NAMES } from './names';\nimport { withSpan } from './spans';\n/* 😀 */ withSpan(NAMES.tool, () => {}); withSpan('Load Orders', () => {});\n`,
  };
  const folder = project({ ...configured, ...files });
  const { stdout } = type('npx oxlint --format unix src', folder);
  const { report } = check(['--as-eslint', 'src'], folder);
  expect(stdout.split('\n').filter((line) => line.includes('span-contract('))).toEqual(
    report.findings.map(({ file, line, column, message, rule }) => {
      // Oxlint counts columns in bytes of UTF-8 here
      const shift = Buffer.byteLength('😀') - '😀'.length;
      const name = rule.replace(/\/(.*)/, '($1)');
      return `${file}:${line}:${column + shift}: ${message} [Error/${name}]`;
    }),
  );
  expect(report.findings).toHaveLength(2);
});

test('a comment for Oxlint quiets the finding there, and for the command', () => {
  const folder = project({ ...configured, 'src/vendor.ts': vendor });
  expect(type(lint, folder).stdout).toContain('Found 0 warnings and 0 errors.');
  expect(check([], folder).places).toEqual([]);
  const loud = project({ ...configured, 'src/vendor.ts': vendor.replace(/\/\/ oxlint.*\n/, '') });
  expect(type(lint, loud).stdout).toContain(told);
});

test('a contract that the settings name decides', () => {
  const settings = { 'span-contract': { contract: './spans.yaml' } };
  const folder = project({
    '.oxlintrc.json': JSON.stringify({ ...(JSON.parse(config) as object), settings }),
    'spans.yaml': 'version: 1\nspans:\n  agent.tool.invoke: { replaces: [CallTool] }\n',
    'src/try.ts': tried,
  });
  expect(type(lint, folder).stdout).toContain(
    'The contract replaces the span name `CallTool` by `agent.tool.invoke`. Write `agent.tool.invoke`.',
  );
});

test('--fix-suggestions writes what is suggested', () => {
  const folder = project({ ...configured, 'src/try.ts': tried });
  expect(type('npx oxlint --fix-suggestions src', folder).status).toBe(0);
  expect(readFileSync(path.join(folder, 'src/try.ts'), 'utf8')).toBe(mended);
});

test('in an editor the finding is there while one types, with the right name to take', async () => {
  const folder = project({ ...configured, 'src/try.ts': mended });
  const command = [path.join(folder, 'node_modules/.bin/oxlint'), '--lsp'];
  const file = { file: 'src/try.ts', languageId: 'typescript', text: tried };
  const { diagnostics, actions } = await opened(command, folder, file, () => ({}));
  expect(diagnostics.map(({ code, range }) => ({ code, range }))).toEqual([
    {
      code: 'span-contract(span-name-format)',
      range: { start: { line: 2, character: 35 }, end: { line: 2, character: 45 } },
    },
  ]);
  expect(told).toContain(diagnostics[0]?.message ?? '?');
  const uri = pathToFileURL(path.join(folder, 'src/try.ts')).href;
  expect(actions[0]?.edit?.changes?.[uri]?.map(({ newText }) => newText)).toEqual([`'agent.tool.call'`]);
});

test('nothing on the page is untried', () => {
  expect(page.left()).toEqual([]);
});
