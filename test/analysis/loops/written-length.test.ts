import { expect, test } from 'vitest';
import { NO_SUMMARIES, type ModuleSummaries } from '../../../src/analysis/modules/module-summaries.ts';
import { mostItems } from '../../../src/analysis/loops/written-length.ts';
import { readText } from '../../read-text.ts';

/** What the other file `./pages` exports: `PAGES`, a list or a table of three paths, and `rows`, which nobody knows. */
const summaries: ModuleSummaries = {
  ...NO_SUMMARIES,
  texts: (module, path) =>
    module === './pages' && path.length === 2 && path[0] === 'PAGES' && path[1] === undefined
      ? ['/', '/blog', '/pricing'].map((text) => ({ text }))
      : undefined,
};

/** How many items the loop of a file has at most. */
function itemsOf(code: string): number | undefined {
  const reading = readText(`import { trace } from '@opentelemetry/api';\n${code}`, {}, summaries);
  const [loop] = reading.tree.all('ForOfStatement');
  return loop && mostItems(reading, loop.right);
}

test.each([
  ['a list of another file', `import { PAGES } from './pages'; for (const page of PAGES) {}`, 3],
  ['under another name', `import { PAGES as pages } from './pages'; for (const page of pages) {}`, 3],
  ['the values of a table', `import { PAGES } from './pages'; for (const page of Object.values(PAGES)) {}`, 3],
  ['a part of it', `import { PAGES } from './pages'; for (const page of PAGES.filter(Boolean)) {}`, 3],
  ['that and more', `import { PAGES } from './pages'; for (const page of [...PAGES, '/about']) {}`, 4],
  ['what is not known', `import { rows } from './pages'; for (const row of rows) {}`, undefined],
  ['what is added to', `import { PAGES } from './pages'; PAGES.push(x()); for (const page of PAGES) {}`, undefined],
  [
    'that and what is not known',
    `import { PAGES, rows } from './pages'; for (const x of [...PAGES, ...rows]) {}`,
    undefined,
  ],
])('%s', (_, code, count) => {
  expect(itemsOf(code)).toBe(count);
});
