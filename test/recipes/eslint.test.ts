import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { root, spanContract } from '../cli/command.ts';
import { mended, project, tried, type } from './project.ts';
import { recipe } from './recipe.ts';

const page = recipe('eslint.md');
const lint = page.block('sh', 'See it work');
const told = page.block('text', 'See it work');
const javaScript = recipe('eslint.md').file('eslint.config.mjs', 'JavaScript');
const text = readFileSync(path.join(root, 'docs/recipes/eslint.md'), 'utf8');
const [requireLine = ''] = /const spanContract = require.*?;(?=`)/.exec(text) ?? [];
const entriesOfJsx = [...text.matchAll(/`(\{[^`]*jsx[^`]*\})`/g)].map(([, entry = '']) => entry);

/** What `npm init` writes is CommonJS, named or not. */
const PACKAGES = {
  'ES modules': '{ "private": true, "type": "module" }\n',
  CommonJS: '{ "private": true, "type": "commonjs" }\n',
  'no type': '{ "private": true }\n',
};

describe.each([
  { heading: 'TypeScript', file: 'src/try.ts' },
  { heading: 'TypeScript with typescript-eslint', file: 'src/try.ts' },
  { heading: 'JavaScript', file: 'src/try.js' },
])('$heading', ({ heading, file }) => {
  const install = page.block('sh', heading);
  const config = page.file('eslint.config.mjs', heading);

  test.each(Object.entries(PACKAGES))(
    '%s: the finding is told, and there is none where the name is right',
    (_, json) => {
      const files = { 'package.json': json, 'eslint.config.mjs': config };
      const faulty = type(install + lint, project({ ...files, [file]: tried }));
      expect(faulty.stdout + faulty.stderr).toContain(told);
      expect(faulty.status).toBe(1);
      const right = type(install + lint, project({ ...files, [file]: mended }));
      expect(right).toEqual({ status: 0, stdout: '', stderr: '' });
    },
  );
});

const required = tried.replace(/import (.*) from (.*);/, 'const $1 = require($2);');

test('JavaScript: what is required is seen as what is imported', () => {
  const files = { 'package.json': PACKAGES.CommonJS, 'src/try.js': required };
  const { status, stdout } = type(lint, project({ ...files, 'eslint.config.mjs': javaScript }));
  expect(stdout).toContain('by `agent.tool.call`');
  expect(status).toBe(1);
});

test('JavaScript: a component with JSX, with the two entries more', () => {
  const jsx = javaScript.replace('[', `[${entriesOfJsx.join(', ')}, `);
  const component = `${tried}\nexport const shown = <b>shown</b>;\n`;
  const { status, stdout } = type(lint, project({ 'src/try.jsx': component, 'eslint.config.mjs': jsx }));
  expect(stdout).toContain('by `agent.tool.call`');
  expect(status).toBe(1);
});

test('a configuration of CommonJS requires the plugin', () => {
  const config = `${requireLine}\nmodule.exports = [spanContract.configs.recommended];\n`;
  const files = { 'package.json': PACKAGES.CommonJS, 'src/try.js': required, 'eslint.config.js': config };
  const { status, stdout } = type(lint, project(files));
  expect(stdout).toContain('by `agent.tool.call`');
  expect(status).toBe(1);
});

test('Vue: the parser and the command report the same at the same place', () => {
  const component = 'src/Assistant.vue';
  const line = page.block('text', 'Vue').trim();
  const config = page.file('eslint.config.mjs', 'Vue');
  const folder = project({ 'eslint.config.mjs': config, [component]: page.file(component, 'Vue') });
  const { status, stdout } = type(page.block('sh', 'Vue') + lint, folder);
  expect({ status, said: words(stdout) }).toEqual({ status: 1, said: words(line) });
  const checked = spanContract(['check', 'src'], folder);
  expect(checked.status).toBe(1);
  expect(checked.stdout).toContain(line);
});

/** The line with a finding, without what the two say differently: spaces and the last full stop. */
function words(text: string): string {
  const found = text.split('\n').find((one) => one.includes('span-contract/')) ?? text;
  return found
    .trim()
    .replace(/\.?\s+(?=span-contract\/)/, ' ')
    .replace(/\s+/g, ' ');
}

test('nothing on the page is untried', () => {
  expect(page.left()).toEqual([]);
});
