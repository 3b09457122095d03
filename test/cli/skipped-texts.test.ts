import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { badName, check, folderWith, goodName, run, spanContract } from './command.ts';

const BAD = badName('BadName');
const MINIFIED = `${BAD}${'export function f(e,t){return t(e,f)}'.repeat(200)}\n`;
const LARGE = `${BAD}export const table = [\n${'  { id: 1 },\n'.repeat(100_000)}];\n`;
const REMEDY = 'list it under `ignore` in the contract, or name the file to have it read';
const SKIPPED = `skipped  public/large.ts: it has more than 1,000,000 characters: ${REMEDY}
skipped  public/vendor.js: it is minified: ${REMEDY}
`;
const project = () =>
  folderWith({
    'src/a.ts': goodName,
    'public/vendor.js': MINIFIED,
    'public/large.ts': LARGE,
    // without a word of spans there is nothing to skip
    'public/other.js': 'f(1);'.repeat(3000),
  });

describe('files that a program wrote', () => {
  test('are skipped by check, and named', () => {
    expect(spanContract(['check'], project())).toEqual({
      status: 0,
      stdout: `${SKIPPED}\n! No findings in 2 files. 2 files skipped.\n`,
      stderr: '',
    });
    expect(spanContract(['check', 'public/*.ts'], project()).stdout).toContain(
      '! Nothing was checked. 1 file skipped.',
    );
  });

  test('are read where they are named', () => {
    const { status, places, report } = check(['public/vendor.js', 'public/large.ts', '.'], project());
    expect({ status, places, skipped: report.skipped }).toEqual({
      status: 1,
      places: ['public/large.ts:2:32 span-name-format', 'public/vendor.js:2:32 span-name-format'],
      skipped: [],
    });
    const input = { input: MINIFIED };
    expect(check(['--stdin', '--stdin-filename', 'a.js'], folderWith(), input).places).toHaveLength(1);
  });

  test('are skipped among changes', () => {
    const folder = project();
    run('git', ['init', '--quiet'], folder);
    run('git', ['add', '.'], folder);
    expect(spanContract(['check', '--changed'], folder)).toMatchObject({
      status: 0,
      stdout: expect.stringContaining(SKIPPED) as string,
    });
  });

  test('are no news where the contract leaves them alone', () => {
    const folder = folderWith({
      'span-contract.yaml': "version: 1\nextends: [agent]\nignore: ['public/**']\n",
      'a.ts': goodName,
      'public/vendor.js': MINIFIED,
    });
    expect(spanContract(['check'], folder).stdout).toBe(
      '✔ No findings in 2 files. 1 file that the contract ignores.\n',
    );
    expect(spanContract(['migrate'], folder).stderr).toBe(
      '✔ Nothing to change in 2 files. 1 file that the contract ignores.\n',
    );
    expect(spanContract(['init', '--output', 'b.yaml', '--yes'], folder).stderr).not.toContain('skipped');
  });

  test('are not looked into for the wrappers that they call or define', () => {
    const traced = `import { trace } from '@opentelemetry/api';
export const traced = (name, run) => trace.getTracer('t').startActiveSpan(name, (span) => { span.end(); return run(); });
`;
    const code = 'export function f(e,t){return t(e,f)}'.repeat(200);
    const folder = folderWith({
      'traced.js': traced,
      'caller.js': `import { traced } from './traced.js';\ntraced('BadName', () => 1);\n`,
      'vendor.js': `import { traced } from './traced.js';\ntraced('BadName', () => 1);${code}\n`,
      'bundle.js': traced + code,
      'other.js': `import { traced } from './bundle.js';\ntraced('BadName', () => 1);\n`,
    });
    const { places, report } = check([], folder);
    expect(places).toEqual(['caller.js:2:8 span-name-format']);
    expect(report.skipped.map(({ file }) => file)).toEqual(['bundle.js']);
  });

  test('are not changed by migrate, and named', () => {
    const old = {
      'span-contract.yaml': 'version: 1\nextends: [agent]\nspans: { agent.bad: { replaces: [BadName] } }\n',
    };
    const folder = folderWith({ ...old, 'public/vendor.js': MINIFIED, 'public/large.ts': LARGE });
    expect(spanContract(['migrate'], folder)).toEqual({
      status: 0,
      stdout: '',
      stderr: `${SKIPPED}\n! Nothing to change in 2 files. 2 files skipped.\n`,
    });
    expect(spanContract(['migrate', 'public/vendor.js'], folder)).toMatchObject({
      status: 1,
      stdout: expect.stringContaining("+trace.getTracer('t').startSpan('agent.bad').end();") as string,
    });
  });

  test('say nothing to init, and are named', () => {
    const { status, stdout, stderr } = spanContract(['init'], project());
    expect(status).toBe(0);
    expect(stdout).not.toContain('BadName');
    expect(stderr.replace(/^(skipped) +/gm, '$1  ')).toContain(`${SKIPPED}2 files skipped.\n`);
    expect(spanContract(['init', 'public/vendor.js'], project()).stdout).toContain('BadName');
  });

  test('are explained, with the word that nobody else reads them', () => {
    const { status, stdout } = spanContract(['explain', path.join('public', 'vendor.js:2')], project());
    expect(status).toBe(0);
    expect(stdout).toContain(
      '  ESLint and `check` skip the file, for it is minified; `check` reads it where it is named.\n',
    );
    expect(stdout).toContain('an OpenTelemetry call that makes a span');
  });
});
