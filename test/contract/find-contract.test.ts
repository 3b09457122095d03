import { mkdirSync, mkdtempSync, rmSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { contractFor, contractSettings } from '../../src/contract/find-contract.ts';

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

  test('given in the settings, as a path or an object', () => {
    const file = write('team.yml', 'version: 1\nallow: [team]');
    expect(contractOf('a.ts', { contract: file }).contract.allow).toEqual(['team']);
    expect(contractOf('a.ts', { contract: { version: 1, allow: ['inline'] } }).contract.allow).toEqual(['inline']);
    expect(contractSettings({ 'span-contract': { contract: 'x.yaml', explain: true, other: 1 } })).toEqual({
      contract: 'x.yaml',
      explain: true,
    });
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

describe('extends', () => {
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
      'a.yaml:1:1: `extends` goes in a circle (a.yaml → b.yaml → a.yaml): take one of them out. Nothing was checked.',
    );
  });

  test('what is not there is named', () => {
    expect(faultOf('version: 1\nextends: [agnet]')).toContain(
      '`extends` names `agnet`, which is no preset and no installed package with a contract: did you mean the preset `agent`?',
    );
    expect(faultOf('version: 1\nextends: [./no.yaml]')).toContain(
      '`extends` names `./no.yaml`, and there is no such file: check the path.',
    );
  });
});

describe('bad input is one error with its place', () => {
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
      'two names that replace one',
      'version: 1\nspans:\n  a.b: { replaces: [x] }\n  a.c: { replaces: [x] }',
      'span-contract.yaml:1:1: both `a.b` and `a.c` replace `x`: keep it under one of them. Nothing was checked.',
    ],
  ])('%s', (_, text, expected) => {
    expect(faultOf(text)).toBe(expected);
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
