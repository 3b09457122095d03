import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { exportRecordOf, type ExportRecord } from '../../../src/analysis/modules/export-record.ts';
import { exportsOf } from '../../../src/analysis/modules/module-exports.ts';
import { openSource } from '../../../src/analysis/parsing/parse.ts';
import { treeOf } from '../../../src/analysis/syntax/tree.ts';

function recordOf(text: string, path = 'a.ts'): ExportRecord | undefined {
  const opened = openSource(text, path);
  if ('fault' in opened) throw new Error(opened.fault.message);
  return exportRecordOf(opened.module, text);
}

function ofModule(text: string): ExportRecord {
  const record = recordOf(text);
  if (!record) throw new Error(`It has no record: ${text}`);
  return record;
}

describe('the record of what a module exports', () => {
  test('names what it defines', () => {
    const { own, handedOn, stars } = ofModule(`
      export const NAME = 'a', { b, c: [d] } = names;
      export function run() {}
      export default class {}
      export { local as other };
      export enum Step { One }
      export type Kind = 'a';
      namespace Inner { export const hidden = 1; }
    `);
    expect([...own]).toEqual(['NAME', 'b', 'd', 'run', 'default', 'other', 'Step', 'Kind']);
    expect([...handedOn]).toEqual([]);
    expect(stars).toEqual([]);
  });

  test('names what it hands on, also by way of an import', () => {
    const { own, handedOn, stars } = ofModule(`
      import whole, { part as mine } from './imported';
      import * as space from './space';
      export { a, b as c, default as d } from './named';
      export * as names from './names';
      export { whole, mine, space };
      export * from './star';
    `);
    expect([...own]).toEqual([]);
    expect(Object.fromEntries(handedOn)).toEqual({
      a: { module: './named', name: 'a' },
      c: { module: './named', name: 'b' },
      d: { module: './named', name: 'default' },
      names: { module: './names', name: undefined },
      whole: { module: './imported', name: 'default' },
      mine: { module: './imported', name: 'part' },
      space: { module: './space', name: undefined },
    });
    expect(stars).toEqual(['./star']);
  });

  test('is none where only the tree shows the exports', () => {
    expect(recordOf("exports.NAME = 'a';", 'a.js')).toBe(undefined);
    expect(recordOf("export const a = 1;\nmodule.exports = { NAME: 'a' };", 'a.js')).toBe(undefined);
    expect(recordOf("const NAME = 'a';")).toBe(undefined);
  });

  test('agrees with the tree', () => {
    const name = fc.constantFrom('a', 'b', 'run', 'default', '$', 'größe');
    const local = fc.constantFrom('x', 'y', 'z');
    const from = fc.constantFrom('./m', './n', 'pkg');
    const statement = fc.oneof(
      fc.tuple(local, name, from).map(([one, other, module]) => `export { ${one} as ${other} } from '${module}';`),
      fc.tuple(name, from).map(([one, module]) => `export * as ${one} from '${module}';`),
      from.map((module) => `export * from '${module}';`),
      fc.tuple(local, name).map(([one, other]) => `const ${one} = 1; export { ${one} as ${other} };`),
      local.map((one) => `export const ${one} = 1;`),
      local.map((one) => `export async function ${one}() {}`),
      local.map((one) => `export class ${one} {}`),
      fc.constant('export default 1;'),
      fc.constant('import "pkg";'),
    );
    fc.assert(
      fc.property(fc.array(statement, { minLength: 1, maxLength: 6 }), (statements) => {
        const text = statements.join('\n');
        const opened = openSource(text, 'a.ts');
        // a name that is exported twice is no program
        fc.pre(!('fault' in opened));
        const parsed = opened.parsed();
        if ('fault' in parsed) throw new Error(parsed.fault.message);
        const { byName, stars } = exportsOf(treeOf(parsed.source));
        const record = ofModule(text);
        expect(record.stars).toEqual(stars);
        for (const [one, found] of byName) {
          if (found.kind === 'own') expect([...record.own]).toContain(one);
          else expect(record.handedOn.get(one)).toEqual({ module: found.module, name: found.name });
        }
        expect(byName.size).toBe(new Set([...record.own, ...record.handedOn.keys()]).size);
      }),
    );
  });
});
