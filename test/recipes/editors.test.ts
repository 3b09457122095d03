import path from 'node:path';
import { expect, test } from 'vitest';
import { contractFor } from '../../src/contract/find-contract.ts';
import { project } from './project.ts';
import { recipe } from './recipe.ts';
import { yamlProblems } from './yaml-language-server.ts';

const page = recipe('editors.md');
const extensions = JSON.parse(page.file('.vscode/extensions.json', 'VS Code')) as unknown;
const settings = JSON.parse(page.file('.vscode/settings.json', 'VS Code')) as Record<string, unknown>;
const contract = page.file('span-contract.yaml', 'Other editors');
const told = page.block('text', 'See it work').trim();

test('the files of VS Code say what the extensions document', () => {
  // Sources: README of dbaeumer.vscode-eslint 3 and of redhat.vscode-yaml 1.
  expect(extensions).toEqual({ recommendations: ['dbaeumer.vscode-eslint', 'redhat.vscode-yaml'] });
  expect(settings).toEqual({
    'yaml.schemas': {
      './node_modules/eslint-plugin-span-contract/span-contract.schema.json': [
        'span-contract.yaml',
        'span-contract.yml',
      ],
    },
    'eslint.workingDirectories': [{ mode: 'auto' }],
  });
});

test('with the settings of VS Code the contract is checked', async () => {
  const folder = project();
  const yaml = { schemas: settings['yaml.schemas'] };
  const text = contract.replace(/^#.*\n/, '');
  expect(await yamlProblems(folder, 'span-contract.yaml', text, yaml)).toEqual([]);
  const faulty = text.replace('version', 'versoin');
  expect(await yamlProblems(folder, 'packages/one/span-contract.yml', faulty, yaml)).toContain(told);
});

test('with the first line the contract is checked', async () => {
  const folder = project({ 'span-contract.yaml': contract });
  expect(contractFor(path.join(folder, 'a.ts'))).toMatchObject({ ok: true });
  expect(await yamlProblems(folder, 'span-contract.yaml', contract, {})).toEqual([]);
  const faulty = contract.replace('version', 'versoin');
  expect(await yamlProblems(folder, 'span-contract.yaml', faulty, {})).toContain(told);
});

test('nothing on the page is untried', () => {
  expect(page.left()).toEqual([]);
});
