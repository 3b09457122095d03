import { mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { addFiles, folderWith, run, spanContract } from './command.ts';
import { CONTRACT, migrate, NEW, OLD, textOf } from './migrations.ts';
import { git, repository } from './repository.ts';

/** Has `git apply` make what the command shows, and says what git found wrong with it. */
function apply(folder: string, cwd = folder, args: readonly string[] = []): string {
  const { stdout } = migrate(args, cwd);
  const { status, stderr } = run('git', ['apply', '--whitespace=nowarn', '-'], cwd, { input: stdout });
  return `${String(status)} ${stderr}`;
}

/** The middle of a file that has lines around it, so that the diff is not the whole file. */
const around = (text: string) => `${'// before\n'.repeat(10)}${text}${'// after\n'.repeat(10)}`;

describe('git takes the diff', () => {
  const texts: Readonly<Record<string, string>> = {
    'of a plain file': around(OLD),
    'of one with CRLF': around(OLD).replaceAll('\n', '\r\n'),
    'of one whose line breaks are mixed': around(OLD).replace('\n', '\r\n'),
    'of one without a line break at the end': OLD.trimEnd(),
    'of one with a byte order mark': `\uFEFF${OLD}`,
    'of one with tabs, form feeds and blanks at the ends of lines': around(`\t${OLD.replace('\n', ' \t \n\f\n')}`),
    'of one with breaks that are none to git': around(`/* \u2028 \u2029 \r */ ${OLD}`),
    'of one that changes at both ends': `${OLD}${'// x\n'.repeat(30)}${OLD.split('\n')[1] ?? ''}`,
  };

  test.each(Object.entries(texts))('%s', (_, text) => {
    const folder = repository({ ...CONTRACT, 'a.ts': text });
    const mode = statSync(path.join(folder, 'a.ts')).mode;
    expect(apply(folder)).toBe('0 ');
    const applied = textOf(folder, 'a.ts');
    expect(applied).toBe(text.replaceAll('old_step', 'agent.step'));
    expect(statSync(path.join(folder, 'a.ts')).mode).toBe(mode);
    git(folder, 'checkout', '--quiet', '--', '.');
    expect(migrate(['--write'], folder).status).toBe(0);
    expect(textOf(folder, 'a.ts')).toBe(applied);
  });

  test('of names with blanks, quotes, line breaks, and letters of any script', () => {
    const names = [
      'a b.ts',
      ' b/y.ts',
      'x b/x b/z.ts',
      'naïve/日本.ts',
      'line\nbreak.ts',
      'tab\tand"quote".ts',
      'back\\slash.ts',
      '[id]/{x}*.ts',
      '-n.ts',
      "it's.ts",
      'end .ts ',
    ].filter((name) => !name.endsWith(' '));
    const folder = repository({ ...CONTRACT, ...Object.fromEntries(names.map((name) => [name, OLD])) });
    expect(apply(folder)).toBe('0 ');
    expect(names.filter((name) => textOf(folder, name) !== NEW)).toEqual([]);
  });

  test('of a name that is no UTF-8', () => {
    const folder = repository(CONTRACT);
    const bytes = (...parts: readonly (string | number)[]) =>
      Buffer.concat(parts.map((part) => (typeof part === 'string' ? Buffer.from(part) : Buffer.from([part]))));
    const files = [bytes(folder, '/d', 0xff, '/x y.ts'), bytes(folder, '/caf', 0xe9, '*.ts')];
    mkdirSync(bytes(folder, '/d', 0xff));
    for (const file of files) writeFileSync(file, OLD);
    expect(migrate([], folder).stdout.match(/^diff .*$/gm)).toEqual([
      'diff --git "a/caf\\351*.ts" "b/caf\\351*.ts"',
      'diff --git "a/d\\377/x y.ts" "b/d\\377/x y.ts"',
    ]);
    expect(apply(folder)).toBe('0 ');
    expect(files.map((file) => readFileSync(file, 'utf8'))).toEqual([NEW, NEW]);
    for (const file of files) writeFileSync(file, OLD);
    git(folder, 'add', '--all');
    git(folder, 'commit', '--quiet', '--message=x');
    expect(migrate(['--write'], folder).status).toBe(0);
    expect(files.map((file) => readFileSync(file, 'utf8'))).toEqual([NEW, NEW]);
  });

  test('from a folder below the top of the work tree, and without a repository', () => {
    const folder = repository({ ...CONTRACT, 'one/a.ts': OLD, 'two/b.ts': OLD });
    expect(migrate([], path.join(folder, 'one')).stdout).toMatch(/^diff --git a\/one\/a\.ts b\/one\/a\.ts\n/);
    expect(apply(folder, path.join(folder, 'one'))).toBe('0 ');
    expect([textOf(folder, 'one/a.ts'), textOf(folder, 'two/b.ts')]).toEqual([NEW, OLD]);
    const plain = folderWith({ ...CONTRACT, 'one/a.ts': OLD });
    expect(apply(plain)).toBe('0 ');
    expect(textOf(plain, 'one/a.ts')).toBe(NEW);
  });

  test('from a work tree beside the repository, and of a submodule', () => {
    const inner = repository({ 'b.ts': OLD });
    const folder = repository({ ...CONTRACT, 'a.ts': OLD });
    git(folder, '-c', 'protocol.file.allow=always', 'submodule', '--quiet', 'add', inner, 'sub');
    git(folder, 'commit', '--quiet', '--message=x');
    expect(apply(folder)).toBe('0 ');
    expect([textOf(folder, 'a.ts'), textOf(folder, 'sub/b.ts')]).toEqual([NEW, NEW]);
    const linked = path.join(folderWith(), 'linked');
    git(folder, 'worktree', 'add', '--quiet', linked);
    expect(apply(linked)).toBe('0 ');
    expect(textOf(linked, 'a.ts')).toBe(NEW);
  });
});

test('the diff has three lines around a change, and one that was applied leaves nothing', () => {
  const folder = repository({ ...CONTRACT, 'a.ts': around(OLD) });
  expect(migrate([], folder).stdout).toBe(`diff --git a/a.ts b/a.ts
--- a/a.ts
+++ b/a.ts
@@ -9,7 +9,7 @@
 // before
 // before
 import { trace } from '@opentelemetry/api';
-trace.getTracer('t').startSpan('old_step').end();
+trace.getTracer('t').startSpan('agent.step').end();
 // after
 // after
 // after
`);
  expect(apply(folder)).toBe('0 ');
  addFiles(folder, { 'other.ts': NEW });
  expect(migrate([], folder)).toMatchObject({ status: 0, stdout: '' });
  expect(spanContract(['check'], folder).status).toBe(0);
});
