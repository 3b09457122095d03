import { execFileSync } from 'node:child_process';
import {
  chmodSync,
  linkSync,
  mkdirSync,
  mkdtempSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  truncateSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import * as parser from '@typescript-eslint/parser';
import { Linter } from 'eslint';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { textChecker } from '../../src/cli/check/check-text.ts';
import plugin from '../../src/plugin.ts';

// What lies beside a linted file may be anything. A name that cannot be looked up is unknown, and the rest of the file is judged.

let root: string;

beforeEach(() => {
  root = realpathSync(mkdtempSync(path.join(tmpdir(), 'span-contract-bad-')));
  write('package.json', '{ "name": "app", "imports": { "#names": "./names.ts" } }');
});
afterEach(() => {
  rmSync(root, { recursive: true, force: true });
});

function at(file: string): string {
  return path.join(root, file);
}

function write(file: string, text: string | Uint8Array): void {
  mkdirSync(path.dirname(at(file)), { recursive: true });
  writeFileSync(at(file), text);
}

const config: Linter.Config = {
  files: ['**/*.ts'],
  languageOptions: { parser },
  plugins: { 'span-contract': plugin },
  rules: { 'span-contract/span-name-format': 'error' },
};
/** A run of the command, which takes nothing to change while it lasts. */
const run = () => textChecker({ config: 'recommended', rules: ['span-name-format'], settings: {}, severity: 'error' });

/** The names that are reported in a file of the root; ESLint and the command must agree. */
function badNames(code: string): string[] {
  const text = `import { trace } from '@opentelemetry/api';\nconst tracer = trace.getTracer('t');\n${code}`;
  const namesIn = (messages: readonly string[]) => messages.map((message) => /`([^`]+)`/.exec(message)?.[1] ?? message);
  const file = at('agent.ts');
  const linted = new Linter({ cwd: root }).verify(text, [config], file).map(({ message }) => message);
  const { findings, fault } = run()({ id: 0, file, text });
  expect(fault).toBe(undefined);
  expect(namesIn(findings.map(({ message }) => message))).toEqual(namesIn(linted));
  return namesIn(linted);
}

/** The names of a file that imports one, and has a fault of its own, which is always seen. */
function imported(specifier: string, name = 'NAME'): string[] {
  return badNames(`import { ${name} } from '${specifier}';\ntracer.startSpan(${name});\ntracer.startSpan('ownBad');`);
}

const KNOWN = ['otherBad', 'ownBad'];
const UNKNOWN = ['ownBad'];

describe('a file that cannot be read is unknown', () => {
  test('one that is not there', () => {
    expect(imported('./nowhere')).toEqual(UNKNOWN);
  });

  test('a folder that is named like one', () => {
    mkdirSync(at('names.ts'));
    expect(imported('./names')).toEqual(UNKNOWN);
    expect(imported('./names.ts')).toEqual(UNKNOWN);
    write('names.ts/index.ts', `export const NAME = 'otherBad';\n`);
    expect(imported('./names.ts')).toEqual(KNOWN);
  });

  test('a link to itself, two links in a circle, and a link to nothing', () => {
    symlinkSync('loop.ts', at('loop.ts'));
    symlinkSync('b.ts', at('a.ts'));
    symlinkSync('a.ts', at('b.ts'));
    symlinkSync('gone.ts', at('dangling.ts'));
    for (const file of ['loop', 'a', 'dangling']) {
      expect(imported(`./${file}`)).toEqual(UNKNOWN);
      expect(imported(`./${file}.ts`)).toEqual(UNKNOWN);
    }
  });

  test('behind folders that link to themselves', () => {
    write('names/spans.ts', `export const NAME = 'otherBad';\n`);
    symlinkSync('.', at('names/self'));
    symlinkSync('circle', at('circle'));
    expect(imported('./names/self/self/self/spans')).toEqual(KNOWN);
    expect(imported('./circle/spans')).toEqual(UNKNOWN);
  });

  test('a package that links to itself', () => {
    mkdirSync(at('node_modules/@acme'), { recursive: true });
    symlinkSync('names', at('node_modules/@acme/names'));
    symlinkSync('../..', at('node_modules/@acme/app'));
    write('names.ts', `export const NAME = 'otherBad';\n`);
    expect(imported('@acme/names')).toEqual(UNKNOWN);
    expect(imported('@acme/app/names')).toEqual(KNOWN);
  });

  test('a pipe and a socket', async () => {
    execFileSync('mkfifo', [at('pipe.ts')]);
    expect(imported('./pipe')).toEqual(UNKNOWN);
    const server = createServer().listen(at('socket.ts'));
    await new Promise((resolve) => server.once('listening', resolve));
    expect(imported('./socket')).toEqual(UNKNOWN);
    server.close();
  });

  test.skipIf(process.getuid?.() === 0)('one that nobody may read, until one may', () => {
    write('names.ts', `export const NAME = 'otherBad';\n`);
    chmodSync(at('names.ts'), 0);
    expect(imported('./names')).toEqual(UNKNOWN);
    chmodSync(at('names.ts'), 0o644);
    expect(imported('./names')).toEqual(KNOWN);
  });

  test.skipIf(process.getuid?.() === 0)('one in a folder that nobody may enter, until one may', () => {
    write('closed/names.ts', `export const NAME = 'otherBad';\n`);
    chmodSync(at('closed'), 0);
    expect(imported('./closed/names')).toEqual(UNKNOWN);
    chmodSync(at('closed'), 0o755);
    expect(imported('./closed/names')).toEqual(KNOWN);
  });

  test('one that is written with other letters, where the disk tells them apart', () => {
    write('names.ts', `export const NAME = 'otherBad';\n`);
    const isBlind = statSync(at('NAMES.ts'), { throwIfNoEntry: false }) !== undefined;
    expect(imported('./Names')).toEqual(isBlind ? KNOWN : UNKNOWN);
    if (isBlind) return;
    write('Names.ts', `export const NAME = 'upperBad';\n`);
    expect(imported('./Names')).toEqual(['upperBad', 'ownBad']);
    expect(imported('./names')).toEqual(KNOWN);
  });
});

describe('a file that is no program is unknown', () => {
  test.each([
    [
      'a module of 20 MB that a program made',
      `export const NAME = 'otherBad';\n${`export const x = 'y'; // tracer\n`.repeat(650_000)}`,
    ],
    ['a syntax error', `export const NAME = 'otherBad';\nconst = tracer;`],
    ['brackets deeper than the stack', `export const NAME = 'otherBad';\nconst tracer = ${'['.repeat(100_000)}`],
    [
      'tags deeper than the stack',
      `export const NAME = 'otherBad';\ntype T = ${'Tracer<'.repeat(9000)}1${'>'.repeat(9000)};`,
    ],
    [
      'branches deeper than the stack',
      `export const NAME = 'otherBad';\nif (tracer) {}${' else if (tracer) { f(); }'.repeat(18_000)}`,
    ],
    [
      'a choice longer than the stack',
      `export const NAME = 'otherBad';\nconst tracer = ${'a ? 1 : '.repeat(50_000)}1;`,
    ],
    ['text in UTF-16', Buffer.from(`\uFEFFexport const NAME = 'otherBad'; // tracer`, 'utf16le')],
    ['bytes of a film', Uint8Array.from({ length: 50_000 }, (_, i) => (i % 188 === 0 ? 0x47 : (i * 31) % 256))],
    ['an open list of exports, again and again', 'export {'.repeat(60_000)],
    ['nothing', ''],
  ])('%s', (_, text) => {
    write('names.ts', text);
    expect(imported('./names')).toEqual(UNKNOWN);
  });

  test('one that is not all UTF-8 is read but for those letters', () => {
    write('names.ts', Buffer.from(`export const LATIN = 'caf\u00e9Bad';\nexport const NAME = 'otherBad';\n`, 'latin1'));
    expect(imported('./names')).toEqual(KNOWN);
  });

  test('a long sum of texts is a name that is not known', () => {
    write('names.ts', `export const SUM = ${`'a' + `.repeat(1500)}'b';\nexport const NAME = 'otherBad';\n`);
    expect(imported('./names', 'SUM')).toEqual(UNKNOWN);
    expect(imported('./names')).toEqual(KNOWN);
  });
});

test('the command does not read a file of 20 MB, and says so', () => {
  const text = `tracer.startSpan('ownBad');\n${'export const x = 1;\n'.repeat(1_000_000)}`;
  expect(run()({ id: 0, file: at('made.ts'), text })).toMatchObject({
    findings: [],
    skipped: expect.stringContaining('it has more than 1,000,000 characters: ') as string,
  });
  expect(run()({ id: 0, file: at('made.ts'), text, isNamed: true })).toMatchObject({
    findings: [],
    fault: {
      kind: 'syntax',
      message: 'The file does not parse: It has more than 5,000,000 characters: list it under `ignore`.',
    },
  });
});

describe('imports in a circle come to an end', () => {
  test('files that hand on all of each other', () => {
    const files = Array.from({ length: 40 }, (_, i) => `m${String(i)}`);
    for (const file of files)
      write(
        `${file}.ts`,
        files.map((other) => `export * from './${other}';`).join('\n') +
          (file === 'm39' ? `\nexport const LAST = 'otherBad';` : ''),
      );
    expect(imported('./m0', 'LAST')).toEqual(KNOWN);
    expect(imported('./m0')).toEqual(UNKNOWN);
  });

  test('a file that hands on itself, by its path and by its package', () => {
    write(
      'names.ts',
      `export * from './names';\nexport * from '#names';\nexport { NAME as OTHER } from './names';\nexport const NAME = 'otherBad';\n`,
    );
    expect(imported('./names')).toEqual(KNOWN);
    expect(imported('./names', 'OTHER')).toEqual(KNOWN);
  });

  test('names and tracers that are made of each other', () => {
    write(
      'a.ts',
      `import { B } from './b';\nimport { other } from './b';\nexport const A = \`\${B}.x\`;\nexport const tracer2 = other;\n`,
    );
    write('b.ts', `import { A, tracer2 } from './a';\nexport const B = \`\${A}.y\`;\nexport const other = tracer2;\n`);
    expect(imported('./a', 'A')).toEqual(UNKNOWN);
    expect(
      badNames(`import { tracer2 as t } from './a';\nt.startSpan('notSeen');\ntracer.startSpan('ownBad');`),
    ).toEqual(UNKNOWN);
  });

  test('exports that are made of two parts of each other', () => {
    write('a.ts', `import { B } from './b';\nexport const A = B.x ?? B.y;\nexport const tracer = A;\n`);
    write('b.ts', `import { A } from './a';\nexport const B = A.x ?? A.y;\nexport const tracer = B;\n`);
    expect(badNames(`import { A } from './a';\nA.startSpan(A.name);\ntracer.startSpan('ownBad');`)).toEqual(UNKNOWN);
  });

  test('the linted file itself', () => {
    write('names.ts', `export * from './agent';\n`);
    write('agent.ts', `export const NAME = 'otherBad';\nimport { NAME as N } from './names';\n`);
    expect(imported('./names')).toEqual(KNOWN);
  });
});

describe('a faulty configuration beside the file', () => {
  beforeEach(() => {
    write('names.ts', `export const NAME = 'otherBad';\n`);
  });

  test.each([
    ['a tsconfig with a syntax error', { 'tsconfig.json': '{ "compilerOptions": {' }],
    ['an empty tsconfig', { 'tsconfig.json': '' }],
    ['a tsconfig that is a list', { 'tsconfig.json': '[]' }],
    [
      'a tsconfig with the wrong types',
      { 'tsconfig.json': '{ "compilerOptions": { "paths": 1, "baseUrl": [] }, "references": 3 }' },
    ],
    ['a tsconfig that extends nothing', { 'tsconfig.json': '{ "extends": "./gone.json" }' }],
    ['a tsconfig that extends a missing package', { 'tsconfig.json': '{ "extends": "@tsconfig/gone" }' }],
    ['a tsconfig that extends itself', { 'tsconfig.json': '{ "extends": "./tsconfig.json" }' }],
    [
      'two that extend each other',
      { 'tsconfig.json': '{ "extends": "./b.json" }', 'b.json': '{ "extends": "./tsconfig.json" }' },
    ],
    [
      'references in a circle',
      {
        'tsconfig.json': '{ "references": [{ "path": "./b.json" }] }',
        'b.json': '{ "references": [{ "path": "./tsconfig.json" }] }',
      },
    ],
    ['a reference to nothing', { 'tsconfig.json': '{ "files": [], "references": [{ "path": "./gone" }] }' }],
    ['a package.json with a syntax error', { 'package.json': '{ "name": ' }],
    ['a package.json that is a list', { 'package.json': '[1]' }],
  ])('does not hide what lies beside: %s', (_, files) => {
    for (const [file, text] of Object.entries(files)) write(file, text);
    expect(imported('./names')).toEqual(KNOWN);
  });

  test('a folder that is named like one', () => {
    mkdirSync(at('tsconfig.json'));
    expect(imported('./names')).toEqual(KNOWN);
  });

  test('aliases that lead to each other', () => {
    write('tsconfig.json', '{ "compilerOptions": { "paths": { "@a/*": ["@b/*"], "@b/*": ["@a/*"] } } }');
    expect(imported('@a/names')).toEqual(UNKNOWN);
    write('package.json', '{ "name": "app", "imports": { "#a": "#b", "#b": "#a" } }');
    expect(imported('#a')).toEqual(UNKNOWN);
  });
});

describe('in an editor, every change counts at the next lint', () => {
  test('of the file that holds the name', () => {
    const lint = () => imported('./names');
    write('names.ts', `export const NAME = 'otherBad';\n`);
    expect(lint()).toEqual(KNOWN);
    truncateSync(at('names.ts'), 12);
    expect(lint()).toEqual(UNKNOWN);
    write('names.ts', `export const NAME = 'thirdBad';\n`);
    expect(lint()).toEqual(['thirdBad', 'ownBad']);
    rmSync(at('names.ts'));
    expect(lint()).toEqual(UNKNOWN);
    write('names.js', `export const NAME = 'fourthBad';\n`);
    expect(lint()).toEqual(['fourthBad', 'ownBad']);
    write('names/index.ts', `export const NAME = 'fifthBad';\n`);
    expect(lint()).toEqual(['fourthBad', 'ownBad']);
    rmSync(at('names.js'));
    expect(lint()).toEqual(['fifthBad', 'ownBad']);
    renameSync(at('names'), at('moved'));
    expect(lint()).toEqual(UNKNOWN);
    expect(imported('./moved')).toEqual(['fifthBad', 'ownBad']);
    write('names.ts', `export const NAME = 'sixthBad';\n`);
    expect(lint()).toEqual(['sixthBad', 'ownBad']);
  });

  test('also one that leaves size and time as they were', () => {
    const time = new Date('2024-01-01');
    const put = (name: string, file = 'names.ts') => {
      write(file, `export const NAME = '${name}';\n`);
      utimesSync(at(file), time, time);
    };
    put('oneBadOne');
    expect(imported('./names')).toEqual(['oneBadOne', 'ownBad']);
    put('twoBadTwo');
    expect(imported('./names')).toEqual(['twoBadTwo', 'ownBad']);
    put('sixBadSix', 'other.ts');
    renameSync(at('other.ts'), at('names.ts'));
    expect(imported('./names')).toEqual(['sixBadSix', 'ownBad']);
    put('tenBadTen', 'hard.ts');
    rmSync(at('names.ts'));
    linkSync(at('hard.ts'), at('names.ts'));
    expect(imported('./names')).toEqual(['tenBadTen', 'ownBad']);
  });

  test('of a link', () => {
    write('one.ts', `export const NAME = 'oneBad';\n`);
    write('two.ts', `export const NAME = 'twoBad';\n`);
    symlinkSync('one.ts', at('names.ts'));
    expect(imported('./names')).toEqual(['oneBad', 'ownBad']);
    rmSync(at('names.ts'));
    symlinkSync('two.ts', at('names.ts'));
    expect(imported('./names')).toEqual(['twoBad', 'ownBad']);
  });

  test('of the tsconfig and what it extends', () => {
    const lint = () => imported('@names/spans');
    write('one/spans.ts', `export const NAME = 'oneBad';\n`);
    write('two/spans.ts', `export const NAME = 'twoBad';\n`);
    const paths = (folder: string) => `{ "compilerOptions": { "paths": { "@names/*": ["./${folder}/*"] } } }`;
    expect(lint()).toEqual(UNKNOWN);
    write('tsconfig.json', paths('one'));
    expect(lint()).toEqual(['oneBad', 'ownBad']);
    write('tsconfig.json', paths('two'));
    expect(lint()).toEqual(['twoBad', 'ownBad']);
    write('tsconfig.json', '{ "extends": "./base.json" }');
    expect(lint()).toEqual(UNKNOWN);
    write('base.json', paths('one'));
    expect(lint()).toEqual(['oneBad', 'ownBad']);
    write('base.json', paths('two'));
    expect(lint()).toEqual(['twoBad', 'ownBad']);
    write('tsconfig.json', '{ "compilerOptions": {');
    expect(lint()).toEqual(UNKNOWN);
    write('tsconfig.json', paths('one'));
    expect(lint()).toEqual(['oneBad', 'ownBad']);
    rmSync(at('tsconfig.json'));
    expect(lint()).toEqual(UNKNOWN);
  });

  test('of a package.json', () => {
    write('one.ts', `export const NAME = 'oneBad';\n`);
    write('two.ts', `export const NAME = 'twoBad';\n`);
    const to = (file: string) => `{ "name": "app", "imports": { "#names": "./${file}" } }`;
    write('package.json', to('one.ts'));
    expect(imported('#names')).toEqual(['oneBad', 'ownBad']);
    write('package.json', to('two.ts'));
    expect(imported('#names')).toEqual(['twoBad', 'ownBad']);
    write('package.json', '{ "name": "app" }');
    expect(imported('#names')).toEqual(UNKNOWN);
    write('package.json', to('one.ts'));
    expect(imported('#names')).toEqual(['oneBad', 'ownBad']);
  });

  test('of a package of the workspace', () => {
    write('packages/names/package.json', '{ "name": "@acme/names", "main": "one.ts" }');
    write('packages/names/one.ts', `export const NAME = 'oneBad';\n`);
    write('packages/names/two.ts', `export const NAME = 'twoBad';\n`);
    expect(imported('@acme/names')).toEqual(UNKNOWN);
    mkdirSync(at('node_modules/@acme'), { recursive: true });
    symlinkSync(at('packages/names'), at('node_modules/@acme/names'));
    expect(imported('@acme/names')).toEqual(['oneBad', 'ownBad']);
    write('packages/names/package.json', '{ "name": "@acme/names", "main": "two.ts" }');
    expect(imported('@acme/names')).toEqual(['twoBad', 'ownBad']);
    rmSync(at('node_modules/@acme/names'));
    expect(imported('@acme/names')).toEqual(UNKNOWN);
  });
});
