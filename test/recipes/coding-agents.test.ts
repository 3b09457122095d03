import { expect, test } from 'vitest';
import { addFiles, type JsonReport } from '../cli/command.ts';
import { commit } from '../cli/repository.ts';
import { mended, repositoryOf, tried, type } from './project.ts';
import { recipe } from './recipe.ts';

const page = recipe('coding-agents.md');
const said = page.file('AGENTS.md', 'Coding agents');
const gate = page.block('sh', 'See it work');
const told = page.block('text', 'See it work');

test('the line that the agent is told is the one that is tried', () => {
  expect(said).toContain(`run \`${gate.trim()}\``);
});

test('a finding says what to write, committed or not', () => {
  const folder = repositoryOf();
  type('git checkout --quiet -b topic', folder);
  addFiles(folder, { 'src/try.ts': tried });
  const there = type(gate, folder);
  expect(there.status).toBe(1);
  expect(there.stdout).toContain(told);
  const { findings } = JSON.parse(there.stdout) as JsonReport;
  expect(findings[0]?.suggestions[0]?.edits[0]?.text).toBe("'agent.tool.call'");
  commit(folder);
  expect(type(gate, folder)).toEqual(there);
  addFiles(folder, { 'src/try.ts': mended });
  expect(type(gate, folder)).toMatchObject({ status: 0, stderr: '' });
});

test('a file that cannot be read is no pass, and the reason is where the text says', () => {
  const folder = repositoryOf();
  addFiles(folder, { 'src/try.ts': `${tried}const = 1;\n` });
  const { status, stdout } = type(gate, folder);
  expect(status).toBe(2);
  expect((JSON.parse(stdout) as JsonReport).notChecked).toMatchObject([{ file: 'src/try.ts', line: 4 }]);
});

test('the second line to run explains the finding', () => {
  const [, explain = ''] = /`(npx span-contract explain FILE:LINE)`/.exec(said) ?? [];
  const folder = repositoryOf({ 'src/try.ts': tried });
  const { status, stdout } = type(explain.replace('FILE:LINE', 'src/try.ts:3'), folder);
  expect(status).toBe(0);
  expect(stdout).toContain('CallTool');
});

test('nothing on the page is untried', () => {
  expect(page.left()).toEqual([]);
});
