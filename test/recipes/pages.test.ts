import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { check, root } from '../cli/command.ts';
import { mended, project, tried } from './project.ts';

const folder = path.join(root, 'docs', 'recipes');
const pages = readdirSync(folder).filter((name) => name !== 'README.md');
const text = (page: string) => readFileSync(path.join(folder, page), 'utf8');

test('every page has a test, a row in the list, and says first what one gets', () => {
  const listed = [...text('README.md').matchAll(/^\| \[.*?\]\((.*?)\) /gm)].map(([, page]) => page);
  expect(listed.toSorted()).toEqual(pages);
  for (const page of pages) {
    expect(existsSync(path.join(import.meta.dirname, page.replace(/\.md$/, '.test.ts')))).toBe(true);
    expect(text(page)).toMatch(/^# .+\n\n\*\*You get:\*\* /);
    expect(text(page)).toContain('\n## See it work\n');
  }
});

test('links lead to files that are there', () => {
  for (const page of ['README.md', ...pages]) {
    const links = [...text(page).matchAll(/\]\(([^)#:]+)(?:#[^)]*)?\)/g)].map(([, link = '']) => link);
    expect(links.filter((link) => !existsSync(path.join(folder, link)))).toEqual([]);
  }
});

test('the file to try has one finding, and none with the right name', () => {
  expect(check([], project({ 'src/try.ts': tried })).places).toEqual(['src/try.ts:3:36 span-name-format']);
  expect(check([], project({ 'src/try.ts': mended })).places).toEqual([]);
});
