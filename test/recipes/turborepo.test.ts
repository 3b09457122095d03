import { mkdirSync, readFileSync, symlinkSync } from 'node:fs';
import path from 'node:path';
import { Ajv } from 'ajv';
import { expect, test } from 'vitest';
import { addFiles, root } from '../cli/command.ts';
import { project, type } from './project.ts';
import { recipe } from './recipe.ts';

// Turborepo itself is not run here, for its program has 44 MB; the files are held against its schema, and the script of the task is run.

const page = recipe('turborepo.md');
const heading = 'Turborepo';
const NAMES = 'packages/names/src/index.ts';
const AGENT = 'packages/agent/src/agent.ts';
const manifest = page.file('packages/agent/package.json', heading);
const turbo = JSON.parse(page.file('turbo.json', heading)) as {
  tasks: Readonly<Record<string, { dependsOn?: readonly string[]; inputs?: readonly string[] }>>;
};
const told = page.block('text', 'See it work');
const names = page.file(NAMES, 'See it work');
const agent = page.file(AGENT, 'See it work');

/** A repository with the two packages of the page, linked as npm links the packages of a workspace. */
function workspace(): string {
  const folder = project({
    'span-contract.yaml': 'version: 1\nextends: [agent]\n',
    'packages/names/package.json': '{ "name": "@shop/names", "type": "module", "exports": "./src/index.ts" }',
    'packages/agent/package.json': manifest,
    [NAMES]: names,
    [AGENT]: agent,
  });
  mkdirSync(path.join(folder, 'node_modules', '@shop'));
  symlinkSync(path.join(folder, 'packages', 'names'), path.join(folder, 'node_modules', '@shop', 'names'));
  return folder;
}

test('the configuration is one by the schema of Turborepo', () => {
  const file = path.join(root, 'node_modules', '@turbo', 'types', 'schemas', 'schema.json');
  const schema = JSON.parse(readFileSync(file, 'utf8')) as {
    definitions: { Pipeline: { properties: object; additionalProperties?: boolean } };
  };
  // Turborepo refuses keys of a task that it does not know, and its schema leaves that out.
  schema.definitions.Pipeline.additionalProperties = false;
  const isValid = new Ajv({ strict: false, formats: { uint64: true } }).compile(schema);
  expect(isValid(turbo), JSON.stringify(isValid.errors)).toBe(true);
  expect(isValid({ tasks: { spans: { input: [] } } })).toBe(false);
});

test('the task is the script of the packages, and every task that it waits for is there', () => {
  const { scripts } = JSON.parse(manifest) as { scripts: object };
  expect(Object.keys(scripts)).toEqual(['spans']);
  expect(page.block('sh', 'See it work')).toBe('npx turbo run spans\n');
  expect(Object.keys(turbo.tasks)).toContain('spans');
  const awaited = Object.values(turbo.tasks).flatMap(({ dependsOn = [] }) => dependsOn);
  expect(awaited.map((name) => name.replace('^', '')).filter((name) => !(name in turbo.tasks))).toEqual([]);
});

test('the contract above and the names of another package decide on the findings, so both are inputs', () => {
  const folder = workspace();
  const spans = () => type('npm run --silent spans', path.join(folder, 'packages', 'agent'));
  expect(spans()).toMatchObject({ status: 0, stdout: '✔ No findings in 1 file.\n' });
  addFiles(folder, { [NAMES]: names.replace('agent.step', 'BadName') });
  expect(spans()).toMatchObject({ status: 1 });
  expect(spans().stdout).toContain(told);
  addFiles(folder, {
    [NAMES]: names,
    'span-contract.yaml': 'version: 1\nextends: [agent]\nspans: { agent.go: { replaces: [agent.step] } }\n',
  });
  expect(spans()).toMatchObject({ status: 1 });
});

test('nothing on the page is untried', () => {
  expect(page.left()).toEqual([]);
});
