import { mkdirSync, mkdtempSync, rmSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { contractFor, contractSettings, ContractsOfRun } from '../../src/contract/find-contract.ts';
import { findFiles } from '../../src/cli/files/source-files.ts';

let root = '';

beforeEach(() => {
  root = mkdtempSync(path.join(tmpdir(), 'contract-'));
});
afterEach(() => {
  rmSync(root, { recursive: true, force: true });
});

function write(name: string, text: string | Buffer): string {
  const file = path.join(root, name);
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, text);
  return file;
}

/** The contract of a file in the root, which must be right. */
function contractOf(file: string, settings = {}) {
  const found = contractFor(path.join(root, file), settings);
  if (!found.ok) throw new Error(found.faults[0]?.sentence);
  return found;
}

/** The fault of a contract text, without the path before the place. */
function faultOf(text: string | Buffer, name = 'span-contract.yaml'): string {
  write(name, text);
  return sentence('a.ts');
}

function sentence(file: string, settings = {}): string {
  const found = contractFor(path.join(root, file), settings);
  if (found.ok) return 'no fault';
  expect(found.faults).toHaveLength(1);
  return (found.faults[0]?.sentence ?? '').replace(/^\S*?(?=[\w.-]+:\d+:\d+)/, '');
}

describe('where it is found', () => {
  test('without a file the preset applies, and OpenTelemetry style is accepted beside dots', () => {
    const { contract, file } = contractOf('a.ts');
    expect(file).toBeUndefined();
    expect(contract.naming.accept).toEqual(['dot', 'semconv']);
    expect(contract.spans.get('gen_ai.completion')?.replaces).toContain('LLMCall');
  });

  test('upward from the linted file, the nearest first', () => {
    write('span-contract.yaml', 'version: 1\nallow: [outer]');
    write('packages/a/span-contract.json', '{ "version": 1, "allow": ["inner"] }');
    expect(contractOf('packages/a/src/x.ts').contract.allow).toEqual(['inner']);
    expect(contractOf('packages/b/src/x.ts').contract.allow).toEqual(['outer']);
  });

  test('a run asks each folder once, or knows what a walk saw in it, and finds the same', () => {
    const names = ['span-contract.yaml', 'span-contract.yml', 'span-contract.json'];
    const texts = ['version: 1\nignore: [x.ts]\n', 'version: 1\nallow: [outer]\n', 'version: 2\n'];
    const folder = fc.constantFrom('.', 'a', 'a/b', 'a/b/c', 'd');
    const contracts = fc.array(fc.tuple(folder, fc.constantFrom(...names), fc.constantFrom(...texts)), {
      maxLength: 4,
    });
    fc.assert(
      fc.property(contracts, fc.array(folder, { minLength: 1 }), fc.boolean(), (written, asked, isWalked) => {
        rmSync(root, { recursive: true });
        mkdirSync(path.join(root, 'a/b/c'), { recursive: true });
        mkdirSync(path.join(root, 'd'));
        // a folder without a source file is refused
        write('a/b/c/x.ts', '');
        for (const [its, name, text] of written) write(path.join(its, name), text);
        const listed = isWalked ? findFiles(['.'], root).listed : undefined;
        const run = new ContractsOfRun({ cwd: root }, listed);
        for (const one of [...asked, ...asked]) {
          const file = path.join(root, one, 'x.ts');
          expect(run.for(file)).toEqual(contractFor(file, { cwd: root }));
        }
      }),
    );
  });

  test('without a file, tests of the project are left alone, by their name or their folder below the working directory', () => {
    const ignored = (file: string, cwd: string) => {
      const found = contractFor(path.join(root, file), { cwd: path.join(root, cwd) });
      return found.ok && found.ignored;
    };
    expect(ignored('src/a.ts', '.')).toBe(false);
    expect(ignored('src/a.spec.tsx', '.')).toBe(true);
    expect(ignored('src/__tests__/a.ts', '.')).toBe(true);
    expect(ignored('packages/p/test/server.mjs', '.')).toBe(true);
    expect(ignored('test/a.ts', 'test')).toBe(false);
    expect(ignored('test/a.ts', 'src')).toBe(false);
    expect(ignored('test/a.test.ts', 'src')).toBe(true);
  });

  test('given in the settings, as a path or an object', () => {
    const file = write('team.yml', 'version: 1\nallow: [team]');
    expect(contractOf('a.ts', { contract: file }).contract.allow).toEqual(['team']);
    expect(contractOf('a.ts', { contract: { version: 1, allow: ['inline'] } }).contract.allow).toEqual(['inline']);
    expect(contractSettings({ 'span-contract': { contract: 'x.yaml', explain: true, other: 1 } })).toEqual({
      contract: 'x.yaml',
      explain: true,
    });
  });

  test.each([
    ['a mistyped key', { contracts: 'x.yaml' }, ' has the unknown key contracts. Write contract.'],
    ['a path alone', 'x.yaml', " is 'x.yaml'. Write an object, such as { contract: './span-contract.yaml' }."],
    [
      'a contract of another form',
      { contract: 5 },
      '.contract is 5. Write the path of a contract, or the contract itself.',
    ],
    ['a switch of another form', { explain: 'yes' }, ".explain is 'yes'. Write true or false."],
  ])('settings with %s are a fault', (_, own, fault) => {
    const found = contractSettings({ 'span-contract': own }, root);
    expect(found).toEqual({ cwd: root, fault: `settings['span-contract']${fault} Nothing was checked.` });
  });

  test('two in one folder are refused', () => {
    write('span-contract.yml', 'version: 1');
    expect(faultOf('version: 1')).toBe(
      'span-contract.yaml:1:1: `span-contract.yml` stands beside it in the same folder: keep one of them. Nothing was checked.',
    );
  });

  test('files that it ignores, relative to its own folder', () => {
    write('span-contract.yaml', 'version: 1\nignore: ["legacy/**", "**/*.test.ts"]');
    expect(contractOf('legacy/x.ts').ignored).toBe(true);
    expect(contractOf('src/x.test.ts').ignored).toBe(true);
    expect(contractOf('src/x.ts').ignored).toBe(false);
  });

  test('a folder means what is in it, and `!` keeps a file', () => {
    write('span-contract.yaml', 'version: 1\nignore: [legacy, gen/, "!gen/kept.ts"]');
    const isIgnored = (file: string) => contractOf(file).ignored;
    expect(['legacy/x.ts', 'legacy/a/x.ts', 'gen/x.ts'].map(isIgnored)).toEqual([true, true, true]);
    expect(['gen/kept.ts', 'src/legacy/x.ts', 'legacy.ts'].map(isIgnored)).toEqual([false, false, false]);
    write('span-contract.yaml', 'version: 1\nignore: ["!src/b.ts"]');
    expect(['src/a.ts', 'src/b.ts'].map(isIgnored)).toEqual([false, false]);
  });
});

test('a contract in a folder of its own ignores files beside that folder', () => {
  const contract = write('config/team.yaml', 'version: 1\nignore: ["**/*.test.ts"]');
  expect(contractOf('src/x.test.ts', { contract }).ignored).toBe(true);
  expect(contractOf('src/x.ts', { contract }).ignored).toBe(false);
});

test('a JSON contract may name its schema', () => {
  write('span-contract.json', '{ "$schema": "./span-contract.schema.json", "version": 1 }');
  expect(sentence('a.ts')).toBe('no fault');
});

describe('in a long-lived editor', () => {
  test('a mended contract counts at once, and so does a new, a broken and a deleted one', () => {
    expect(sentence('a.ts')).toBe('no fault');
    const file = write('span-contract.yaml', 'version: 1\nalow: []');
    expect(sentence('a.ts')).toContain('did you mean `allow`?');
    write('span-contract.yaml', 'version: 1\nallow: [x]');
    utimesSync(file, new Date(), new Date(Date.now() + 5000));
    expect(contractOf('a.ts').contract.allow).toEqual(['x']);
    rmSync(file);
    expect(contractOf('a.ts').contract.allow).toEqual([]);
  });

  test('a changed base counts as well', () => {
    const base = write('base.yaml', 'version: 1\nallow: [one]');
    write('span-contract.yaml', 'version: 1\nextends: [./base.yaml]');
    expect(contractOf('a.ts').contract.allow).toEqual(['one']);
    write('base.yaml', 'version: 1\nallow: [another]');
    utimesSync(base, new Date(), new Date(Date.now() + 5000));
    expect(contractOf('a.ts').contract.allow).toEqual(['another']);
  });
});

describe('in a long-lived editor, what was missing', () => {
  test('a base counts once it is written', () => {
    write('span-contract.yaml', 'version: 1\nextends: [./base.yaml]');
    expect(sentence('a.ts')).toContain('there is no such file');
    write('base.yaml', 'version: 1\nallow: [base]');
    expect(contractOf('a.ts').contract.allow).toEqual(['base']);
  });

  test('a package counts once it is installed', () => {
    write('span-contract.yaml', 'version: 1\nextends: ["@acme/late"]');
    expect(sentence('a.ts')).toContain('no installed package');
    write('node_modules/@acme/late/span-contract.yaml', 'version: 1\nallow: [late]');
    expect(contractOf('a.ts').contract.allow).toEqual(['late']);
  });

  test('a changed base of a contract in the settings counts', () => {
    const base = write('base.yaml', 'version: 1\nallow: [one]');
    const settings = { contract: { version: 1, extends: [base] } };
    expect(contractOf('a.ts', settings).contract.allow).toEqual(['one']);
    write('base.yaml', 'version: 1\nallow: [another]');
    expect(contractOf('a.ts', settings).contract.allow).toEqual(['another']);
  });
});

describe('extends', () => {
  test('a base that two files share does not undo what the first of them says', () => {
    write(
      'a.yaml',
      'version: 1\nextends: [agent]\nnaming: { namespaces: [x] }\nspans: { workflow.run: null, agent.step: { kind: client } }',
    );
    write('b.yaml', 'version: 1\nextends: [agent]');
    write('span-contract.yaml', 'version: 1\nextends: [./a.yaml, ./b.yaml]');
    const { contract } = contractOf('a.ts');
    expect(contract.naming.namespaces).toEqual(['x']);
    expect(contract.spans.has('workflow.run')).toBe(false);
    expect(contract.spans.get('agent.step')?.kind).toEqual(['client']);
  });

  test('the nearer file has the last word on a name that one lists and the other replaces', () => {
    write('base.yaml', 'version: 1\nspans:\n  a.b: { replaces: [c.d, e.f] }\n  g.h: {}\n');
    write('span-contract.yaml', 'version: 1\nextends: [./base.yaml]\nspans:\n  c.d: {}\n  i.j: { replaces: [g.h] }\n');
    const { spans } = contractOf('a.ts').contract;
    expect([...spans].map(([name, { replaces }]) => [name, replaces])).toEqual([
      ['a.b', ['e.f']],
      ['g.h', []],
      ['c.d', []],
      ['i.j', ['g.h']],
    ]);
  });

  test('an empty contract on top changes nothing', () => {
    const names = fc.stringMatching(/^[a-z]{1,6}\.[a-z]{1,6}$/);
    const base = fc.record({
      version: fc.constant(1),
      allow: fc.array(names),
      naming: fc.record({ roles: fc.array(names), namespaces: fc.array(names) }),
      spans: fc.dictionary(
        names,
        fc.record({ kind: fc.constantFrom('client', 'server'), repeat: fc.constant('once') }),
      ),
      attributes: fc.record({ raw: fc.array(names) }),
    });
    fc.assert(
      fc.property(base, (data) => {
        const file = write('base.json', JSON.stringify(data));
        const alone = contractOf('a.ts', { contract: data }).contract;
        const extended = contractOf('a.ts', { contract: { version: 1, extends: [file] } }).contract;
        expect({ ...extended, sources: [] }).toEqual({ ...alone, sources: [] });
      }),
      { numRuns: 50 },
    );
  });

  test('maps merge by key, lists add up, naming replaces, null removes', () => {
    write(
      'base.yaml',
      'version: 1\nnaming: { namespaces: [a], roles: [planner] }\nspans:\n  a.b: { kind: client, replaces: [old] }\n  a.c: {}\nallow: [x]\nattributes: { raw: { a.text: { record: remove } } }',
    );
    write(
      'span-contract.yaml',
      'version: 1\nextends: [./base.yaml]\nnaming: { namespaces: [b] }\nspans:\n  a.b: { repeat: per-iteration, replaces: [older] }\n  a.c: null\nallow: [y]\nattributes: { raw: [a.body] }',
    );
    const { contract } = contractOf('a.ts');
    expect(contract.naming).toEqual({
      accept: ['dot'],
      namespaces: ['b'],
      segments: { min: 2, max: 5 },
      roles: ['planner'],
    });
    expect([...contract.spans]).toEqual([
      ['a.b', { kind: ['client'], repeat: 'per-iteration', attributes: {}, replaces: ['old', 'older'] }],
    ]);
    expect(contract.allow).toEqual(['x', 'y']);
    expect([...contract.attributes.raw]).toEqual([
      ['a.text', { record: 'remove' }],
      ['a.body', { record: 'length', as: 'a.body.length' }],
    ]);
  });

  test('a package, also one that hides its files', () => {
    write('node_modules/@acme/contract/package.json', '{ "name": "@acme/contract", "exports": { "./x": "./x.js" } }');
    write('node_modules/@acme/contract/span-contract.yaml', 'version: 1\nallow: [acme]');
    write('span-contract.yaml', 'version: 1\nextends: ["@acme/contract"]');
    expect(contractOf('a.ts').contract.allow).toEqual(['acme']);
  });

  describe('a package of the workspace, which is not installed', () => {
    beforeEach(() => {
      write('pnpm-workspace.yaml', "packages: ['packages/*']");
      write('packages/contract/package.json', '{ "name": "@acme/contract" }');
    });

    test('by its name', () => {
      write('packages/contract/span-contract.yml', 'version: 1\nallow: [acme]');
      write('packages/api/span-contract.yaml', 'version: 1\nextends: ["@acme/contract"]');
      expect(contractOf('packages/api/src/a.ts').contract.allow).toEqual(['acme']);
    });

    test('by a file in it, also from the settings', () => {
      write('packages/contract/team/base.yaml', 'version: 1\nallow: [team]');
      const contract = { version: 1, extends: ['@acme/contract/team/base.yaml'] };
      expect(contractOf('packages/api/src/a.ts', { contract, cwd: root }).contract.allow).toEqual(['team']);
    });

    test('one that is installed as well comes first', () => {
      write('packages/contract/span-contract.yaml', 'version: 1\nallow: [sources]');
      write('node_modules/@acme/contract/span-contract.yaml', 'version: 1\nallow: [installed]');
      write('span-contract.yaml', 'version: 1\nextends: ["@acme/contract"]');
      expect(contractOf('a.ts').contract.allow).toEqual(['installed']);
    });

    test('one without a contract is told apart from one that is not there, and counts once it has one', () => {
      const from = 'version: 1\nextends: ["@acme/contract"]';
      expect(faultOf(from)).toContain(
        '`extends` names `@acme/contract`, and there is no contract in that package: write it to packages/contract/span-contract.yaml, or name its file (`@acme/contract/base.yaml`).',
      );
      write('packages/contract/span-contract.yaml', 'version: 1\nallow: [now]');
      expect(contractOf('a.ts').contract.allow).toEqual(['now']);
    });

    test('one that becomes part of the workspace counts at once', () => {
      write('tools/late/package.json', '{ "name": "@acme/late" }');
      write('tools/late/span-contract.yaml', 'version: 1\nallow: [late]');
      expect(faultOf('version: 1\nextends: ["@acme/late"]')).toContain('no installed package');
      write('pnpm-workspace.yaml', "packages: ['packages/*', 'tools/*']");
      expect(contractOf('a.ts').contract.allow).toEqual(['late']);
    });
  });

  test('the preset by name', () => {
    write('span-contract.yaml', 'version: 1\nextends: [agent]');
    const { contract } = contractOf('a.ts');
    expect(contract.naming.accept).toEqual(['dot']);
    expect(contract.attributes.raw.get('gen_ai.prompt')).toEqual({ record: 'length', as: 'gen_ai.prompt.length' });
  });

  test('a circle is refused and shown', () => {
    write('a.yaml', 'version: 1\nextends: [./b.yaml]');
    write('b.yaml', 'version: 1\nextends: [./a.yaml]');
    expect(faultOf('version: 1\nextends: [./a.yaml]')).toBe(
      'b.yaml:2:11: `extends` goes in a circle (a.yaml → b.yaml → a.yaml): take one of them out. Nothing was checked.',
    );
  });

  test('what is not there is named', () => {
    expect(faultOf('version: 1\nextends: [agnet]')).toContain(
      '`extends` names `agnet`, which is no preset and no installed package with a contract: did you mean the preset `agent`?',
    );
    expect(faultOf('version: 1\nextends: [./no.yaml]')).toContain(
      '`extends` names `./no.yaml`, and there is no such file: check the path.',
    );
    write('shared/span-contract.json', '{ "version": 1 }');
    expect(faultOf('version: 1\nextends: [./shared/]')).toBe(
      'span-contract.yaml:2:11: `extends` names the folder `./shared/`: name the file in it, such as `./shared/span-contract.json`. Nothing was checked.',
    );
  });
});

describe('bad input is one error with its place', () => {
  test('none where a name that replaces others is replaced itself', () => {
    const chain = 'version: 1\nspans:\n  a.b: { replaces: [a.c] }\n  a.c: { replaces: [a.d, x] }\n';
    expect(faultOf(chain)).toBe('no fault');
  });

  test.each([
    [
      'an unknown key',
      'version: 1\nnaming:\n  segment: { min: 2 }',
      'span-contract.yaml:3:3: unknown key `naming.segment`: did you mean `segments`? Nothing was checked.',
    ],
    [
      'an unknown key of a span',
      'version: 1\nspans:\n  a.b: { knd: client }',
      'span-contract.yaml:3:10: unknown key `spans.a.b.knd`: did you mean `kind`? Nothing was checked.',
    ],
    [
      'a wrong value',
      'version: 1\nspans:\n  a.b: { repeat: per-iterration }',
      'span-contract.yaml:3:18: `spans.a.b.repeat` is `"per-iterration"`: did you mean `per-iteration`? Nothing was checked.',
    ],
    [
      'a wrong type',
      'version: 1\nallow: "x"',
      'span-contract.yaml:2:8: `allow` is `"x"`: write a list. Nothing was checked.',
    ],
    ['no version', 'allow: []', 'span-contract.yaml:1:1: `version` is missing: write `1`. Nothing was checked.'],
    ['a list', '- a', 'span-contract.yaml:1:1: the contract is `["a"]`: write a map of keys. Nothing was checked.'],
    ['empty', '', 'span-contract.yaml:1:1: the contract is empty: write at least `version: 1`. Nothing was checked.'],
    ...['# version: 1\n# spans: {}\n', '---\n', 'null'].map((text): [string, string, string] => [
      `empty but for what says nothing: ${JSON.stringify(text)}`,
      text,
      'span-contract.yaml:1:1: the contract holds nothing but comments: write at least `version: 1`. Nothing was checked.',
    ]),
    [
      'binary',
      Buffer.from([0x76, 0, 1, 2]),
      'span-contract.yaml:1:1: this is a binary file, not a contract: write YAML or JSON. Nothing was checked.',
    ],
    [
      'duplicate keys',
      'version: 1\nallow: []\nallow: []',
      'span-contract.yaml:3:1: the key `allow` stands twice: keep one of them. Nothing was checked.',
    ],
    [
      'a name that replaces itself',
      'version: 1\nspans:\n  a.b: { replaces: [x, a.b] }',
      'span-contract.yaml:3:24: `a.b` replaces itself: take it out of its own `replaces`. Nothing was checked.',
    ],
    [
      'two names that replace each other',
      'version: 1\nspans:\n  a.b: { replaces: [a.c] }\n  a.c: { replaces: [a.b] }',
      "span-contract.yaml:3:21: `a.c` and `a.b` replace each other: take the one that is to be written out of the other's `replaces`. Nothing was checked.",
    ],
    [
      'names that replace each other in a circle, behind one that does not',
      'version: 1\nspans:\n  a.b: { replaces: [a.c] }\n  a.c: { replaces: [a.d, x] }\n  a.d: { replaces: [a.b] }',
      'span-contract.yaml:3:21: `replaces` goes in a circle (old → new: `a.c` → `a.b` → `a.d` → `a.c`): take the name that is to be written out of the `replaces` it stands in. Nothing was checked.',
    ],
    [
      'events that replace each other',
      'version: 1\nevents:\n  a.b: { replaces: [a.c] }\n  a.c: { replaces: [a.b] }',
      "span-contract.yaml:3:21: `a.c` and `a.b` replace each other: take the one that is to be written out of the other's `replaces`. Nothing was checked.",
    ],
    [
      'a name that is listed and replaced',
      'version: 1\nspans:\n  c.d: { kind: client }\n  a.b: { replaces: [x, c.d] }',
      'span-contract.yaml:4:24: `a.b` replaces `c.d`, which line 3 lists as a name to be written: take it out of this `replaces`, or take the entry in line 3 out. Nothing was checked.',
    ],
    [
      'an event that is listed and replaced',
      'version: 1\nevents:\n  a.b: { replaces: [c.d] }\n  c.d: {}',
      'span-contract.yaml:3:21: `a.b` replaces `c.d`, which line 4 lists as a name to be written: take it out of this `replaces`, or take the entry in line 4 out. Nothing was checked.',
    ],
    [
      'two names that replace one',
      'version: 1\nspans:\n  a.b: { replaces: [x] }\n  a.c: { replaces: [x] }',
      'span-contract.yaml:4:21: both `a.b` and `a.c` replace `x`: keep it under one of them. Nothing was checked.',
    ],
  ])('%s', (_, text, expected) => {
    expect(faultOf(text)).toBe(expected);
  });

  test.each([
    [
      'a mistyped kind',
      'version: 1\nspans:\n  a.b: { kind: clint }',
      'span-contract.yaml:3:16: `spans.a.b.kind` is `"clint"`: did you mean `client`? Nothing was checked.',
    ],
    [
      'a mistyped library',
      'version: 1\napis: [sentri]',
      'span-contract.yaml:2:8: `apis.0` is `"sentri"`: did you mean `sentry`? Nothing was checked.',
    ],
    [
      'a library that is not known',
      'version: 1\napis: [opentracing]',
      'span-contract.yaml:2:8: `apis.0` is `"opentracing"`: write `sentry` or `dd-trace` or `langsmith` or `braintrust` or `openai-agents` or `langfuse-legacy` or `mastra` or `opik` or `weave` or `azure` or `elastic-apm` or `newrelic`. Nothing was checked.',
    ],
    [
      'a mistyped key that is required',
      'verson: 1',
      'span-contract.yaml:1:1: unknown key `verson`: did you mean `version`? Nothing was checked.',
    ],
    [
      'a position',
      'version: 1\nwrappers: [{ module: m, export: e, name: x }]',
      'span-contract.yaml:2:42: `wrappers.0.name` is `"x"`: write an argument index (`0`) or a path (`1.attributes`). Nothing was checked.',
    ],
    [
      'a wrapper that names no function',
      'version: 1\nwrappers:\n  - { name: 0 }',
      'span-contract.yaml:3:5: `wrappers.0` is `{"name":0}`: write `module` and `export`, or `global`. Nothing was checked.',
    ],
    [
      'a wrapper that names its function twice',
      'version: 1\nwrappers:\n  - { module: m, export: e, global: g, name: 0 }',
      'span-contract.yaml:3:37: `wrappers.0.global` is `"g"`: take it out, or take out `module` and `export`. Nothing was checked.',
    ],
    [
      'a wrapper without its module',
      'version: 1\nwrappers:\n  - { export: e, name: 0 }',
      'span-contract.yaml:3:5: `wrappers.0.module` is missing: write a text. Nothing was checked.',
    ],
    [
      'a wrapper without its export',
      'version: 1\nwrappers:\n  - { module: m, name: 0 }',
      'span-contract.yaml:3:5: `wrappers.0.export` is missing: write a text. Nothing was checked.',
    ],
    [
      'a mistyped key of a wrapper, before what is missing for it',
      'version: 1\nwrappers:\n  - { globl: g, name: 0 }',
      'span-contract.yaml:3:7: unknown key `wrappers.0.globl`: did you mean `global`? Nothing was checked.',
    ],
    [
      'a global function that is no path',
      'version: 1\nwrappers:\n  - { global: traced(), name: 0 }',
      'span-contract.yaml:3:15: `wrappers.0.global` is `"traced()"`: write a name (`withSpan`) or a path below one (`telemetry.withSpan`). Nothing was checked.',
    ],
    [
      'a fixed text that is no text',
      'version: 1\nwrappers:\n  - { global: g, name: 0, before: 1 }',
      'span-contract.yaml:3:35: `wrappers.0.before` is `1`: write a text. Nothing was checked.',
    ],
    [
      'a hole that is not closed',
      'version: 1\nspans:\n  "chat {model": {}',
      'span-contract.yaml:3:3: the name `chat {model` is wrong: write a hole as `{attribute.key}`, and some text between two holes. Nothing was checked.',
    ],
    [
      'a name of holes alone, which would be every name',
      'version: 1\nspans:\n  "{shop.id}": {}',
      'span-contract.yaml:3:3: the name `{shop.id}` is wrong: write a word beside the holes, for else every name would be meant. Nothing was checked.',
    ],
    [
      'an old name of holes and signs',
      'version: 1\nspans:\n  shop.order: { replaces: ["{shop.id}: {shop.key}"] }',
      'span-contract.yaml:3:28: `spans.shop.order.replaces.0` is `"{shop.id}: {shop.key}"`: write a word beside the holes, for else every name would be meant. Nothing was checked.',
    ],
    [
      'an empty name',
      'version: 1\nspans:\n  "": {}',
      'span-contract.yaml:3:3: the name `` is wrong: write a text that is not empty. Nothing was checked.',
    ],
    [
      'more segments at least than at most',
      'version: 1\nnaming:\n  segments: { min: 4, max: 2 }',
      'span-contract.yaml:3:13: `naming.segments` asks for at least 4 and at most 2: no name has that many. Nothing was checked.',
    ],
    [
      'an alias without an anchor',
      'version: 1\nallow: [*.internal]',
      'span-contract.yaml:2:9: the alias `*.internal` has no anchor before it: put it in quotes if it is a text. Nothing was checked.',
    ],
    [
      'a tag',
      'version: 1\nallow: [!secret x]',
      'span-contract.yaml:2:9: Unresolved tag: !secret: mend the syntax. Nothing was checked.',
    ],
    [
      'a second document',
      'version: 1\n---\nallow: []',
      'span-contract.yaml:2:1: a second YAML document begins here: keep one of them. Nothing was checked.',
    ],
  ])('%s', (_, text, expected) => {
    expect(faultOf(text)).toBe(expected);
  });

  test('an object that holds itself', () => {
    const contract: Record<string, unknown> = { version: 1 };
    contract['spans'] = contract;
    expect(sentence('a.ts', { contract })).toContain('the contract holds itself');
  });

  test('broken syntax', () => {
    expect(faultOf('version: 1\nallow: [')).toMatch(
      /^span-contract\.yaml:2:\d+: .*mend the syntax\. Nothing was checked\.$/,
    );
  });

  test('aliases that explode', () => {
    const bomb = [
      'version: 1',
      'a: &a [x, x, x, x, x, x, x, x, x]',
      ...'bcdefghi'.split('').map(
        (key, i) =>
          `${key}: &${key} [${Array(9)
            .fill(`*${'abcdefgh'[i] ?? 'a'}`)
            .join(', ')}]`,
      ),
    ];
    expect(faultOf(bomb.join('\n'))).toBe(
      'span-contract.yaml:1:1: the contract uses more than 50 aliases: write the repeated parts out. Nothing was checked.',
    );
  });

  test('a folder', () => {
    mkdirSync(path.join(root, 'span-contract.yaml'));
    expect(sentence('a.ts')).toBe(
      'span-contract.yaml:1:1: this is a folder, not a contract: give a file. Nothing was checked.',
    );
  });

  test('10 MB', () => {
    expect(faultOf(Buffer.alloc(10 * 1024 * 1024, 0x20))).toBe(
      'span-contract.yaml:1:1: the contract has 10 MB, more than the 1 MB that is read: is it the right file? Nothing was checked.',
    );
  });

  test('a path in the settings that is not there', () => {
    expect(sentence('a.ts', { contract: path.join(root, 'none.yaml') })).toBe(
      'none.yaml:1:1: there is no such contract: check the path. Nothing was checked.',
    );
  });

  test('unreadable', () => {
    // a link to itself cannot be read by anyone, not even the super-user
    symlinkSync('span-contract.yaml', path.join(root, 'span-contract.yaml'));
    expect(sentence('a.ts')).toBe(
      'span-contract.yaml:1:1: the contract cannot be read (ELOOP): check the link or its permissions. Nothing was checked.',
    );
  });
});
