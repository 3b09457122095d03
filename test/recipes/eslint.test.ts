import { describe, expect, test } from 'vitest';
import { spanContract } from '../cli/command.ts';
import { mended, project, tried, type } from './project.ts';
import { recipe } from './recipe.ts';

const page = recipe('eslint.md');
const lint = page.block('sh', 'See it work');
const told = page.block('text', 'See it work');

describe.each([
  { heading: 'TypeScript', file: 'src/try.ts' },
  { heading: 'JavaScript', file: 'src/try.js' },
])('$heading', ({ heading, file }) => {
  const install = page.block('sh', heading);
  const config = page.file('eslint.config.js', heading);

  test('the finding is told, and there is none where the name is right', () => {
    const faulty = type(install + lint, project({ 'eslint.config.js': config, [file]: tried }));
    expect(faulty.stdout + faulty.stderr).toContain(told);
    expect(faulty.status).toBe(1);
    const right = type(install + lint, project({ 'eslint.config.js': config, [file]: mended }));
    expect(right).toEqual({ status: 0, stdout: '', stderr: '' });
  });
});

test('Vue: the parser and the command report the same at the same place', () => {
  const component = 'src/Assistant.vue';
  const line = page.block('text', 'Vue').trim();
  const config = page.file('eslint.config.js', 'Vue');
  const folder = project({ 'eslint.config.js': config, [component]: page.file(component, 'Vue') });
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
