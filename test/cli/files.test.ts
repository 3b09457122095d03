import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { addFiles, badName, check, folderWith, root, run, spanContract } from './command.ts';

const BAD = badName('BadName');
const at = (...files: readonly string[]) => files.map((file) => `${file}:2:32 span-name-format`);

/** What the command says where it does nothing. */
function refusal(args: readonly string[], cwd: string): string {
  const { status, stdout, stderr } = spanContract(['check', ...args], cwd);
  return `${String(status)} ${stdout}${stderr}`;
}

describe('paths', () => {
  test('without one all source files below the working directory are checked, and no others', () => {
    const files = ['ts', 'tsx', 'mts', 'cts', 'js', 'jsx', 'mjs', 'cjs'].map((extension) => `src/a.${extension}`);
    const folder = folderWith(
      Object.fromEntries([...files, 'a.json', 'a.md', 'src/a.ts.txt'].map((file) => [file, BAD])),
    );
    expect(check([], folder)).toMatchObject({ status: 1, places: at(...files.toSorted()) });
  });

  test('files, folders and globs add up, and each file counts once', () => {
    const folder = folderWith({
      'a.ts': BAD,
      'src/b.ts': BAD,
      'src/deep/c.ts': BAD,
      'src/deep/d.js': BAD,
      'lib/e.ts': BAD,
    });
    expect(check(['src/b.ts', 'src', './src/b.ts', path.join(folder, 'src', 'b.ts')], folder).places).toEqual(
      at('src/b.ts', 'src/deep/c.ts', 'src/deep/d.js'),
    );
    expect(check(['src/**/*.ts', 'a.ts'], folder).places).toEqual(at('a.ts', 'src/b.ts', 'src/deep/c.ts'));
    expect(check(['{src,lib}/*.ts'], folder).places).toEqual(at('lib/e.ts', 'src/b.ts'));
    expect(check(['.', '!src/deep', '!**/e.ts'], folder).places).toEqual(at('a.ts', 'src/b.ts'));
    expect(check(['../*.ts', '../lib'], path.join(folder, 'src')).places).toEqual(at('../a.ts', '../lib/e.ts'));
  });

  test('a name that looks like a glob is a name where there is such a file', () => {
    const folder = folderWith({ 'app/[id]/page.ts': BAD, 'app/i/page.ts': BAD });
    expect(check(['app/[id]/page.ts'], folder).places).toEqual(at('app/[id]/page.ts'));
    expect(check(['*.ts'], path.join(folder, 'app', '[id]')).places).toEqual(at('page.ts'));
  });

  test('spaces, line breaks and letters of any script are letters', () => {
    const files = [' a b.ts', 'line\nbreak.ts', 'naïve/日本.ts', "it's.ts"];
    const folder = folderWith(Object.fromEntries(files.map((file) => [file, BAD])));
    expect(check([], folder).places).toEqual(at(...files.toSorted()));
    expect(spanContract(['check', 'line\nbreak.ts'], folder).stdout).toMatch(/^line\\nbreak\.ts\n\n {2}2:32 {2}error/);
  });

  test('a name that is no UTF-8 is read all the same', () => {
    const folder = folderWith({ 'good.ts': BAD });
    const bytes = (...parts: readonly (string | number)[]) =>
      Buffer.concat(parts.map((part) => (typeof part === 'string' ? Buffer.from(part) : Buffer.from([part]))));
    mkdirSync(bytes(folder, '/d', 0xff));
    writeFileSync(bytes(folder, '/d', 0xff, '/x.ts'), BAD);
    writeFileSync(bytes(folder, '/', 0xe9, '.ts'), BAD);
    writeFileSync(bytes(folder, '/', 0xe8, '.ts'), BAD);
    expect(check([], folder)).toMatchObject({
      status: 1,
      places: at('d\uFFFD/x.ts', 'good.ts', '\uFFFD.ts', '\uFFFD.ts'),
    });
  });

  test('what is not there, and what holds nothing, is said', () => {
    const folder = folderWith({ 'a.ts': BAD, 'docs/a.md': '', 'empty/.keep': '' });
    expect(refusal(['scr'], folder)).toBe('2 span-contract: There is no file or folder scr.\n');
    expect(refusal(['a.ts', 'a.ts/b'], folder)).toBe('2 span-contract: There is no file or folder a.ts/b.\n');
    expect(refusal(['src/*.ts'], folder)).toBe(
      '2 span-contract: No source file matches src/*.ts: there is no folder src.\n',
    );
    expect(refusal(['*.js'], folder)).toBe('2 span-contract: No source file matches *.js.\n');
    expect(refusal(['docs'], folder)).toBe(
      '2 span-contract: There is no source file in docs; what git ignores and node_modules are left out.\n',
    );
    expect(refusal(['/dev/null'], folder)).toBe('2 span-contract: /dev/null is neither a file nor a folder.\n');
  });

  test('a file of another kind that is named is skipped, and said so', () => {
    const folder = folderWith({ 'a.md': '', 'a.ts': 'export {};\n' });
    expect(spanContract(['check', 'a.md', 'a.ts'], folder)).toEqual({
      status: 0,
      stdout: 'skipped  a.md: it is no file of JavaScript or TypeScript\n\n! No findings in 1 file. 1 file skipped.\n',
      stderr: '',
    });
  });

  test('where nothing else is named, nothing was checked, which is not clean', () => {
    const folder = folderWith({ 'a.md': '', 'b.txt': '' });
    expect(spanContract(['check', 'a.md', 'b.txt'], folder)).toEqual({
      status: 2,
      stdout:
        'skipped  a.md: it is no file of JavaScript or TypeScript\nskipped  b.txt: it is no file of JavaScript or TypeScript\n\n! Nothing was checked. 2 files skipped.\n',
      stderr: '',
    });
    for (const format of ['json', 'sarif', 'github', 'junit', 'markdown'])
      expect(spanContract(['check', 'a.md', '--format', format], folder).status).toBe(2);
  });

  test('where a pattern takes out all that is named, that is said; for a hook it is no failure, as with ESLint', () => {
    const folder = folderWith({ 'a.ts': BAD, 'b.ts': 'export {};\n', 'src/c.ts': BAD, 'x.json': '{}' });
    const out = 'skipped  a.ts: a pattern that begins with ! takes it out\n\n';
    expect(spanContract(['check', 'a.ts', '!a.ts'], folder)).toEqual({
      status: 0,
      stdout: `${out}! Nothing was checked. 1 file skipped.\n`,
      stderr: '',
    });
    expect(spanContract(['migrate', 'a.ts', '!a.ts'], folder)).toEqual({
      status: 0,
      stdout: '',
      stderr: `${out}! Nothing to change in 0 files. 1 file skipped.\n`,
    });
    expect(spanContract(['check', 'a.ts', 'x.json', '!a.ts'], folder).status).toBe(2);
    // of the others there is nothing to say
    expect(spanContract(['check', 'a.ts', 'b.ts', '!a.ts'], folder).stdout).toBe('✔ No findings in 1 file.\n');
    expect(refusal(['src', '!src/c.ts'], folder)).toBe(
      '2 span-contract: There is no source file in src; what git ignores, what patterns with ! name and node_modules are left out.\n',
    );
    expect(refusal(['src/*.ts', '!**/c.ts'], folder)).toBe(
      '2 span-contract: No source file matches src/*.ts beside those that patterns with ! take out.\n',
    );
  });
});

describe('what git ignores', () => {
  const files = {
    'a.ts': BAD,
    'dist/b.ts': BAD,
    'src/gen/c.ts': BAD,
    'src/gen/keep.ts': BAD,
    'src/d.local.ts': BAD,
    'lib/gen/e.ts': BAD,
  };

  test('is left out, by nested files too, with git and without', () => {
    const ignores = { '.gitignore': '/dist/\n*.local.ts\n', 'src/.gitignore': 'gen/*\n!gen/keep.ts\n' };
    const never = { 'node_modules/x/index.js': BAD, '.git/hooks/x.js': BAD, '.yarn/releases/yarn-4.9.0.cjs': BAD };
    const folder = folderWith({ ...files, ...ignores, ...never });
    const places = at('a.ts', 'lib/gen/e.ts', 'src/gen/keep.ts');
    expect(check([], folder).places).toEqual(places);
    expect(check(['**/*.ts'], folder).places).toEqual(places);
    const plain = folderWith({ ...files, ...ignores });
    expect(check([], plain).places).toEqual(places);
  });

  test('is left out from a folder below too, and by .git/info/exclude', () => {
    const folder = folderWith({ ...files, '.gitignore': 'gen/\n' });
    run('git', ['init', '--quiet'], folder);
    addFiles(folder, { '.git/info/exclude': '*.local.ts\n' });
    expect(check([], folder).places).toEqual(at('a.ts', 'dist/b.ts'));
    expect(refusal([], path.join(folder, 'lib'))).toMatch(/^2 span-contract: There is no source file in \.; /);
  });

  test('is checked where it is named, for a person knows better', () => {
    const folder = folderWith({ ...files, '.gitignore': 'dist/\ngen/\n' });
    expect(check(['dist', 'src/gen/c.ts'], folder).places).toEqual(at('dist/b.ts', 'src/gen/c.ts'));
  });
});

describe('links', () => {
  test('are followed once, and never round in a circle', () => {
    const folder = folderWith({ 'project/src/a.ts': BAD, 'elsewhere/b.ts': BAD, 'elsewhere/c.ts': BAD });
    const link = (target: string, name: string) => {
      symlinkSync(target, path.join(folder, name));
    };
    link('../../elsewhere', 'project/src/linked');
    link('../../elsewhere', 'project/src/twice');
    link('../elsewhere/b.ts', 'project/b.ts');
    link('..', 'project/src/up');
    link('../../..', 'project/src/top');
    link('a.ts', 'project/src/same.ts');
    link('self', 'project/src/self');
    expect(check([], path.join(folder, 'project')).places).toEqual(
      at('b.ts', 'src/a.ts', 'src/linked/b.ts', 'src/linked/c.ts'),
    );
    expect(check(['src/a.ts', 'src/same.ts'], path.join(folder, 'project')).places).toHaveLength(1);
    expect(check(['project', 'elsewhere'], folder).places).toEqual(
      at('elsewhere/b.ts', 'elsewhere/c.ts', 'project/src/a.ts'),
    );
  });

  test('that lead nowhere are named; those that editors leave beside open files are not', () => {
    const folder = folderWith({ 'a.ts': 'export {};\n' });
    symlinkSync('nowhere.ts', path.join(folder, 'lost.ts'));
    symlinkSync('someone@machine.1', path.join(folder, '.#a.ts'));
    const { status, report } = check([], folder);
    expect({ status, notChecked: report.notChecked }).toEqual({
      status: 2,
      notChecked: [
        {
          kind: 'unreadable',
          file: 'lost.ts',
          line: 1,
          column: 1,
          message: 'The file cannot be read: ENOENT, it is a link that leads nowhere.',
        },
      ],
    });
  });
});

describe('texts', () => {
  test('with a BOM, CRLF and astral letters have their places as ESLint counts them', () => {
    const text = `\uFEFF${BAD.replaceAll('\n', '\r\n')}/* 🙂\u2028 */ ${BAD.split('\n')[1] ?? ''}\r\n`;
    const folder = folderWith({ 'a.ts': text });
    expect(check([], folder).places).toEqual(['a.ts:2:32 span-name-format', 'a.ts:4:36 span-name-format']);
  });

  test('that do not parse are named with their place, and the others are checked', () => {
    const folder = folderWith({ 'a.ts': BAD, 'broken.ts': `${BAD}export const = 1;\n`, 'flow.js': `// @flow\n${BAD}` });
    const { status, places, report } = check([], folder);
    expect({ status, places, broken: report.notChecked }).toEqual({
      status: 1,
      places: at('a.ts').concat('flow.js:3:32 span-name-format'),
      broken: [
        {
          kind: 'syntax',
          file: 'broken.ts',
          line: 3,
          column: 14,
          message: 'The file does not parse: Unexpected token.',
        },
      ],
    });
    expect(check(['broken.ts'], folder).status).toBe(2);
  });

  test('in UTF-16 are named, for no word would be found in them', () => {
    const folder = folderWith();
    writeFileSync(path.join(folder, 'a.ts'), Buffer.from(`\uFEFF${BAD}`, 'utf16le'));
    const { status, report } = check([], folder);
    expect(status).toBe(2);
    expect(report.notChecked[0]?.message).toBe('The file cannot be read: it is written in UTF-16; save it as UTF-8.');
  });
});

describe('components', () => {
  const vue = `<template>
  <p v-if="a < b">{{ '<script>' }}</p>
</template>

<script lang="ts">
import { trace } from '@opentelemetry/api';
const tracer: import('@opentelemetry/api').Tracer = trace.getTracer('t');
</script>

<script setup lang="ts">
tracer.startSpan('BadName').end(); // é
</script>
`;
  const svelte = `<script module>
  import { trace } from '@opentelemetry/api';
  const tracer = trace.getTracer('t');
</script>

<!-- <script>tracer.startSpan('NoName')</script> -->
<svelte:head><script>tracer.startSpan('NotOurs')</script></svelte:head>
{#if 1 < 2}<p>{'<script>'}</p>{/if}

<script lang="ts">
  const name: string = 'agent.step';
  tracer.startSpan('BadName').end();
</script>
`;

  const astro = `---
// --- é 🙂
import { trace } from '@opentelemetry/api';
const tracer = trace.getTracer('t');
if (!Astro.props.id) return Astro.redirect('/');
tracer.startSpan('BadName').end();
---
<!-- <script>tracer.startSpan('NoName')</script> -->
<p title="é">{[1].map((n) => <b>{n}<script>import { trace } from '@opentelemetry/api'; trace.getTracer('é').startSpan('InMarkup');</script></b>)}</p>
<script type="application/ld+json">{ "startSpan": 1 }</script>
<script is:inline define:vars={{ more: 2 > 1 }}>
  import { trace } from '@opentelemetry/api';
  const tracer: unknown = trace.getTracer('its own');
  trace.getTracer('t').startSpan('BadName').end();
</script>
`;

  /** A project whose compilers are installed. */
  function project(
    files: Readonly<Record<string, string>>,
    compilers: readonly string[] = ['vue', 'svelte', '@astrojs/compiler'],
  ): string {
    const folder = folderWith(files);
    mkdirSync(path.join(folder, 'node_modules', '@astrojs'), { recursive: true });
    for (const name of compilers) {
      symlinkSync(path.join(root, 'node_modules', name), path.join(folder, 'node_modules', name));
    }
    return folder;
  }

  const ASTRO = ['6:18', '9:119', '14:34'];

  test.each([['@astrojs/compiler'], ['@astrojs/compiler-rs']])(
    'of Astro have findings between their fences and in each script, with %s',
    (compiler) => {
      const crlf = `\uFEFF${astro.replaceAll('\n', '\r\n')}`;
      const bare = '<p>é</p>\n<script src="./startSpan.js"></script>\n';
      const files = { 'a.astro': astro, 'crlf.astro': crlf, 'none.astro': bare };
      const { status, places, report } = check([], project(files, [compiler]));
      expect({ status, places, notRead: [...report.notChecked, ...report.skipped] }).toEqual({
        status: 1,
        places: ['a.astro', 'crlf.astro'].flatMap((file) => ASTRO.map((at) => `${file}:${at} span-name-format`)),
        notRead: [],
      });
    },
  );

  test('of Astro are read where only the package astro has the compiler, as pnpm puts it', () => {
    const folder = project({ 'a.astro': astro, 'store/astro/package.json': '{}' }, []);
    mkdirSync(path.join(folder, 'store', 'astro', 'node_modules', '@astrojs'), { recursive: true });
    const inner = path.join(folder, 'store', 'astro', 'node_modules', '@astrojs', 'compiler');
    symlinkSync(path.join(root, 'node_modules', '@astrojs', 'compiler'), inner);
    symlinkSync(path.join(folder, 'store', 'astro'), path.join(folder, 'node_modules', 'astro'));
    expect(check(['a.astro'], folder).places).toHaveLength(ASTRO.length);
  });

  test('of Astro heed comments to ESLint, and a fault in one of their programs is at its place', () => {
    const quiet = astro.replace('// --- é 🙂', '/* eslint-disable span-contract/span-name-format */');
    expect(check([], project({ 'a.astro': quiet }))).toMatchObject({ status: 0, places: [] });
    const { report } = check([], project({ 'a.astro': astro.replace('its own', "its' own") }));
    expect(report.notChecked).toMatchObject([{ kind: 'syntax', file: 'a.astro', line: 13, column: 49 }]);
  });

  test('have findings in their scripts, at the true places', () => {
    const folder = project({ 'a.vue': vue, 'b.svelte': svelte });
    expect(check([], folder)).toMatchObject({
      status: 1,
      places: ['a.vue:11:18 span-name-format', 'b.svelte:12:20 span-name-format'],
    });
    expect(check(['--stdin', '--stdin-filename', 'a.vue'], folder, { input: vue }).places).toHaveLength(1);
  });

  test('show the lines around a finding as they are', () => {
    expect(spanContract(['check', 'a.vue'], project({ 'a.vue': vue })).stdout).toContain(`
      10 | <script setup lang="ts">
    > 11 | tracer.startSpan('BadName').end(); // é
         |                  ^^^^^^^^^
      12 | </script>
`);
  });

  test('that cannot be read are counted as skipped, never as clean; those without a word of spans are clean', () => {
    const folder = folderWith({
      'a.vue': vue,
      'b.svelte': svelte,
      'c.astro': astro,
      'd.vue': '<template><p/></template>\n',
    });
    const { status, stdout } = spanContract(['check'], folder);
    expect(status).toBe(0);
    expect(stdout).toBe(`skipped  a.vue: reading it takes vue/compiler-sfc, which is not installed here
skipped  b.svelte: reading it takes svelte/compiler, which is not installed here
skipped  c.astro: reading it takes the compiler of astro, which is not installed here

! No findings in 1 file. 3 files skipped.
`);
    const broken = check([], project({ 'a.vue': `<template><p></template>${vue}` }));
    expect(broken.report.skipped).toEqual([
      { file: 'a.vue', reason: 'vue/compiler-sfc cannot read it: Element is missing end tag.' },
    ]);
  });
});

describe('many files', () => {
  test('twenty thousand are checked', { timeout: 120_000 }, () => {
    const folder = folderWith();
    for (let index = 0; index < 200; index += 1) {
      const below = path.join(folder, `package-${index}`);
      mkdirSync(below);
      for (let file = 0; file < 100; file += 1)
        writeFileSync(path.join(below, `f${file}.ts`), `export const n = ${file};\n`);
    }
    addFiles(folder, { 'package-7/f7.ts': BAD });
    const { status, places, report } = check([], folder);
    expect({ status, places, files: report.summary['files'] }).toEqual({
      status: 1,
      places: at('package-7/f7.ts'),
      files: 20_000,
    });
  });

  test('several threads find what one finds, in the same order', { timeout: 120_000 }, () => {
    // long enough for threads to pay
    const padding = `/* ${'x'.repeat(50_000)} */\n`;
    const files = Array.from(
      { length: 130 },
      (_, index) => [`f${index}.ts`, BAD.replace('BadName', `BadName${index}`) + padding] as const,
    );
    const folder = folderWith({ ...Object.fromEntries(files), 'broken.ts': `${BAD}export const = 1;\n` });
    const { status, places, report } = check([], folder);
    expect({ status, places, broken: report.notChecked.map(({ file }) => file) }).toEqual({
      status: 1,
      places: at(...files.map(([name]) => name).toSorted()),
      broken: ['broken.ts'],
    });
  });
});
