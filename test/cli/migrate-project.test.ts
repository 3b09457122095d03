import { mkdirSync, symlinkSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { check, folderWith, root } from './command.ts';
import { migrate, migrateJson, textOf } from './migrations.ts';

/** A migration of more than one file: names that are defined in one and used in others, and wrappers. */

const CONTRACT = {
  'span-contract.yaml': `version: 1
extends: [agent]
spans:
  agent.tool.call: { replaces: [execute_tool] }
  agent.step: { replaces: [old_step] }
  agent.plan: { replaces: [plan_run] }
ignore: ['**/*.test.ts']
`,
};

const USER = (imports: string, name: string) => `import { trace } from '@opentelemetry/api';
${imports}

export const run = () => trace.getTracer('agent').startSpan(${name}).end();
`;

/** Files after `migrate --write`, where they differ from before; a second run must find nothing to do for them. */
function migrated(files: Readonly<Record<string, string>>, args: readonly string[] = []) {
  const folder = folderWith({ ...CONTRACT, ...files });
  const { rows, report } = migrateJson(args, folder);
  migrate(['--write', '--force', ...args], folder);
  const changed = Object.fromEntries(
    Object.keys(files).flatMap((name) => {
      const text = textOf(folder, name);
      return text === files[name] ? [] : [[name, text]];
    }),
  );
  expect(migrateJson(args, folder).report.changes).toEqual([]);
  return { folder, rows, report, changed };
}

describe('a name that another file defines', () => {
  test('is renamed there, once, where all that use it are names of spans', () => {
    const { changed, rows, report, folder } = migrated({
      'src/names.ts': "export const NAMES = { tool: 'execute_tool', step: 'old_step' } as const;\n",
      'src/a.ts': USER("import { NAMES } from './names';", 'NAMES.tool'),
      'src/b.ts': USER("import * as names from './names.js';", 'names.NAMES.tool'),
      'src/c.ts': USER("import { NAMES as N } from './index';", 'N.step'),
      'src/index.ts': "export * from './names';\n",
    });
    expect(changed).toEqual({
      'src/names.ts': "export const NAMES = { tool: 'agent.tool.call', step: 'agent.step' } as const;\n",
    });
    expect(rows).toEqual([
      'src/a.ts:4:61 rename-spans done (renamed)',
      'src/b.ts:4:61 rename-spans done (renamed)',
      'src/c.ts:4:61 rename-spans done (renamed)',
    ]);
    expect(report.rows[0]?.sentence).toBe(
      'Renamed `execute_tool` to `agent.tool.call` where it is defined, in src/names.ts:1.',
    );
    expect(report.renamings).toEqual([
      { kind: 'span', from: 'execute_tool', to: 'agent.tool.call', sites: 2 },
      { kind: 'span', from: 'old_step', to: 'agent.step', sites: 1 },
    ]);
    expect(check(['--rule', 'known-span-name'], folder).places).toEqual([]);
  });

  test.each([
    ['an enum', "export enum Name {\n  Tool = 'execute_tool',\n}\n", 'Name', 'Name.Tool'],
    ['a default export', "const tool = 'execute_tool';\nexport default tool;\n", 'default as tool', 'tool'],
    ['a static field', "export class Names {\n  static readonly TOOL = 'execute_tool';\n}\n", 'Names', 'Names.TOOL'],
    ['an arrow function', "export const tool = () => 'execute_tool';\n", 'tool', 'tool()'],
  ])('%s', (_, names, imported, name) => {
    const { changed } = migrated({ 'names.ts': names, 'a.ts': USER(`import { ${imported} } from './names';`, name) });
    const isCall = name.endsWith('()');
    expect(changed).toEqual(isCall ? {} : { 'names.ts': names.replace('execute_tool', 'agent.tool.call') });
  });

  test('and is only what a span is called where its caller says nothing else', () => {
    const { changed, rows } = migrated({
      'src/names.ts': "export const NAMES = { tool: 'execute_tool', step: 'old_step' } as const;\n",
      'src/a.ts': `import { trace } from '@opentelemetry/api';
import { NAMES } from './names';

const tracer = trace.getTracer('agent');
export const a = (name?: string) => tracer.startSpan(name ?? NAMES.tool);
export const b = (name?: string) => tracer.startSpan(name ? \`run \${name}\` : 'old_step');
`,
      'src/b.ts': USER("import { NAMES } from './names';", 'process.env.NAME || NAMES.step'),
    });
    expect(Object.keys(changed)).toEqual(['src/names.ts', 'src/a.ts']);
    expect(changed['src/names.ts']).toBe(
      "export const NAMES = { tool: 'agent.tool.call', step: 'agent.step' } as const;\n",
    );
    expect(changed['src/a.ts']).toContain('name ?? NAMES.tool);\n');
    expect(changed['src/a.ts']).toContain(": 'agent.step');\n");
    expect(rows.filter((row) => row.includes('rename-spans'))).toEqual([
      'src/a.ts:5:62 rename-spans done (renamed)',
      'src/a.ts:6:77 rename-spans done (renamed)',
      'src/b.ts:4:81 rename-spans done (renamed)',
    ]);
  });

  test('in CommonJS', () => {
    const names = "module.exports = { TOOL: 'execute_tool' };\n";
    const user = (imports: string, name: string) =>
      `const { trace } = require('@opentelemetry/api');\n${imports}\ntrace.getTracer('a').startSpan(${name}).end();\n`;
    const { changed } = migrated({
      'names.js': names,
      'a.js': user("const { TOOL } = require('./names');", 'TOOL'),
      'b.js': user("const names = require('./names');", 'names.TOOL'),
    });
    expect(changed).toEqual({ 'names.js': names.replace('execute_tool', 'agent.tool.call') });
  });

  test('with a shutdown or other changes of the defining file', () => {
    const telemetry = `import { NodeSDK } from '@opentelemetry/sdk-node';

export const TOOL = 'execute_tool';
const sdk = new NodeSDK();
sdk.start();
`;
    const { changed } = migrated({
      'telemetry.ts': telemetry,
      'a.ts': USER("import { TOOL } from './telemetry';", 'TOOL'),
    });
    expect(Object.keys(changed)).toEqual(['telemetry.ts']);
    expect(changed['telemetry.ts']).toMatch(/export const TOOL = 'agent\.tool\.call';[^]*process\.once\('beforeExit'/);
  });

  test('is written at its use where it is read for something else too, here or elsewhere', () => {
    const names = "export const TOOL = 'execute_tool';\n";
    const user = USER("import { TOOL } from './names';", 'TOOL');
    const atUse = USER('', "'agent.tool.call'").replace('\n\n\n', '\n\n');
    // a module that does something when it is loaded stays loaded
    const loading = USER("import './names';", "'agent.tool.call'");
    expect(migrated({ 'names.ts': `${names}console.log(TOOL);\n`, 'a.ts': user }).changed).toEqual({ 'a.ts': loading });
    const { changed, rows } = migrated({
      'names.ts': names,
      'a.ts': user,
      'report.ts': "import { TOOL } from './names';\nexport const title = `Calls of ${TOOL}`;\n",
    });
    expect(changed).toEqual({ 'a.ts': atUse });
    expect(rows).toEqual(['a.ts:4:61 rename-spans done (renamed)']);
  });

  test.each([
    ['a copy that the defining file exports', 'export const METRIC = TOOL;\n', undefined],
    ['a copy that it exports further down', 'const METRIC = TOOL;\nexport { METRIC };\n', undefined],
    ['a copy that another file exports', '', "import { TOOL } from './names';\nexport const METRIC = TOOL;\n"],
    ['the default of another file', '', "import { TOOL } from './names';\nexport default TOOL;\n"],
    ['a constant for the whole module', '', "import * as names from './names';\nexport const all = names;\n"],
    ['the whole module under a name', '', "import * as names from './names';\nexport { names };\n"],
    ['an import of TypeScript for CommonJS', '', "import names = require('./names');\nconsole.log(names.TOOL);\n"],
    ['a module that a test tool loads', '', "console.log(jest.requireActual('./names').TOOL);\n"],
    ['a function of createRequire', '', "const load = createRequire(import.meta.url);\nload('./names');\n"],
    ['the type of a module', '', "export const tool: (typeof import('./names'))['TOOL'] = 'execute_tool';\n"],
  ])('is written at its use where others may read it through %s', (_, more, other) => {
    const { changed } = migrated({
      'names.ts': `export const TOOL = 'execute_tool';\n${more}`,
      'a.ts': USER("import { TOOL } from './names';", 'TOOL'),
      ...(other === undefined ? {} : { 'other.ts': other }),
    });
    expect(changed).toEqual({ 'a.ts': expect.stringContaining("startSpan('agent.tool.call')") as string });
  });

  test.each([
    ['import { TOOL }', 'TOOL', '<p>{{ TOOL }}</p>'],
    ['import { TOOL as toolName }', 'toolName', '<Spans :tool-name />'],
    ['import * as names', 'names.TOOL', '<p>{{ names }}</p>'],
  ])('is written at its use where the template of a component may read it: %s', (named, name, template) => {
    expect(changedWithComponent(named, name, template).changes).toMatchObject([{ file: 'a.ts' }]);
  });

  test('is renamed at its definition where only the script of a component reads it, and no site is left', () => {
    const { changes, rows } = changedWithComponent('import { TOOL }', 'TOOL', '<p>{{ TOOLS }}</p>');
    expect(changes).toMatchObject([{ file: 'names.ts' }]);
    expect(rows).toMatchObject([
      { file: 'Title.vue', outcome: 'done' },
      { file: 'a.ts', outcome: 'done' },
    ]);
    // also where something else in it is left for a person
    const more = changedWithComponent(
      'import { TOOL }',
      'TOOL',
      '',
      "trace.getTracer('agent').startSpan('execute_tool').end();\n",
    );
    expect(more.rows).toMatchObject([
      { file: 'Title.vue', line: 5, outcome: 'done' },
      { file: 'Title.vue', line: 6, outcome: 'left', reason: 'component' },
      { file: 'a.ts', outcome: 'done' },
    ]);
  });

  /** What is changed where a component uses a name as well. */
  function changedWithComponent(named: string, name: string, template: string, more = '') {
    const folder = folderWith({
      ...CONTRACT,
      'names.ts': "export const TOOL = 'execute_tool';\n",
      'a.ts': USER("import { TOOL } from './names';", 'TOOL'),
      'Title.vue': `<script setup lang="ts">\n${USER(`${named} from './names';`, name)}${more}</script>\n<template>${template}</template>\n`,
    });
    // its scripts are read through the compiler that the project has
    mkdirSync(path.join(folder, 'node_modules'));
    symlinkSync(path.join(root, 'node_modules/vue'), path.join(folder, 'node_modules/vue'));
    return migrateJson([], folder).report;
  }

  test('follows into tests, which the contract ignores and which import it', () => {
    const names = "export const TOOL = 'execute_tool';\n";
    const { changed } = migrated({
      'names.ts': names,
      'a.ts': USER("import { TOOL } from './names';", 'TOOL'),
      'a.test.ts': "import { TOOL } from './names';\nexpect(spans[0].name).toBe(TOOL);\n",
    });
    expect(changed).toEqual({ 'names.ts': names.replace('execute_tool', 'agent.tool.call') });
  });

  test.each([
    ['another file hands it on under another name', { 'b.ts': "export { TOOL as OLD } from './names';\n" }, 'use'],
    ['another file takes the whole module', { 'b.ts': "export * as names from './names';\n" }, 'use'],
    ['another file imports it when it runs', { 'b.ts': "export const later = () => import('./names');\n" }, 'use'],
    ['a file that imports it does not parse', { 'b.ts': "import { TOOL } from './names';\nconst = TOOL;\n" }, 'left'],
    [
      'a file that uses it is held to another contract',
      {
        'sub/span-contract.yaml': 'version: 1\nspans:\n  execute_tool: {}\n',
        'sub/b.ts': USER("import { TOOL } from '../names';", 'TOOL'),
      },
      'left',
    ],
    [
      'its type is read',
      { 'names.ts': "export const TOOL = 'execute_tool';\nexport type Tool = typeof TOOL;\n" },
      'use',
    ],
    ['it is typed', { 'names.ts': "export const TOOL: 'execute_tool' | 'plan' = 'execute_tool';\n" }, 'left'],
    ['the run goes over some files', {}, 'left', ['a.ts', 'names.ts']],
    ['the run leaves files out', {}, 'left', ['.', '!b.ts']],
    ['another codemod runs', {}, 'nothing', ['--codemod', 'redact-prompts']],
  ] as const)('where %s', (_, more, how, args: readonly string[] = []) => {
    const files = {
      'names.ts': "export const TOOL = 'execute_tool';\n",
      'a.ts': USER("import { TOOL } from './names';", 'TOOL'),
      ...more,
    };
    const { changed, rows } = migrated(files, args);
    const own = rows.filter((row) => row.startsWith('a.ts'));
    if (how === 'use') {
      expect(Object.keys(changed)).toEqual(['a.ts']);
      expect(changed['a.ts']).toContain("startSpan('agent.tool.call')");
    } else {
      expect(changed).toEqual({});
      expect(own).toEqual(how === 'left' ? ['a.ts:4:61 rename-spans left (otherFile)'] : []);
    }
  });

  describe('that the file which exports it uses as well', () => {
    const own = (name = 'execute_tool') =>
      `import { trace } from '@opentelemetry/api';\nexport const TOOL = '${name}';\nexport const run = () => trace.getTracer('a').startSpan(TOOL);\n`;
    const atUse = own().replace('startSpan(TOOL)', "startSpan('agent.tool.call')");

    test('is changed there where nobody reads it for something else', () => {
      const { changed, rows } = migrated({ 'own.ts': own(), 'a.ts': USER("import { TOOL } from './own';", 'TOOL') });
      expect(changed).toEqual({ 'own.ts': own('agent.tool.call') });
      expect(rows).toEqual(['a.ts:4:61 rename-spans done (renamed)', 'own.ts:3:57 rename-spans done (renamed)']);
    });

    test.each([
      [
        'the name of a tool for a model',
        "import { TOOL } from './own';\nexport const schema = { function: { name: TOOL } };\n",
      ],
      [
        'what an event is compared with',
        "import { TOOL } from './own';\nexport const is = (e: Event) => e.type === TOOL;\n",
      ],
    ])('is written at the call where it is %s elsewhere', (_, other) => {
      const { changed } = migrated({ 'own.ts': own(), 'other.ts': other });
      expect(changed).toEqual({ 'own.ts': atUse });
    });

    test('stays where it is compared with a name that may be of a span or not', () => {
      const other =
        "import { TOOL } from './own';\nexport const is = (call: { name: string }) => call.name === TOOL;\n";
      const { changed, rows } = migrated({ 'own.ts': own(), 'other.ts': other });
      expect(changed).toEqual({});
      expect(rows).toEqual(['own.ts:3:57 rename-spans left (otherFile)']);
    });

    test('stays in a run over some files', () => {
      const { changed, rows } = migrated({ 'own.ts': own(), 'b.ts': '' }, ['own.ts']);
      expect(changed).toEqual({});
      expect(rows).toEqual(['own.ts:3:57 rename-spans left (otherFile)']);
    });

    test('in CommonJS', () => {
      const text =
        "const { trace } = require('@opentelemetry/api');\nconst TOOL = 'execute_tool';\nmodule.exports = { TOOL, run: () => trace.getTracer('a').startSpan(TOOL) };\n";
      const { changed } = migrated({
        'own.js': text,
        'b.js': "const { TOOL } = require('./own');\nnew Map([[TOOL, 1]]);\n",
      });
      expect(changed).toEqual({ 'own.js': text.replace('startSpan(TOOL)', "startSpan('agent.tool.call')") });
    });
  });

  test('of a file that git ignores stays', () => {
    const { changed, rows } = migrated({
      '.gitignore': 'generated\n',
      'generated/names.ts': "export const TOOL = 'execute_tool';\n",
      'a.ts': USER("import { TOOL } from './generated/names';", 'TOOL'),
    });
    expect(changed).toEqual({});
    expect(rows).toEqual(['a.ts:4:61 rename-spans left (otherFile)']);
  });
});

describe('a wrapper', () => {
  const TRACING = `import { trace } from '@opentelemetry/api';

export function timed<T>(label: string, fn: () => T): T {
  return trace.getTracer('a').startActiveSpan(label, (span) => {
    try {
      return fn();
    } finally {
      span.end();
    }
  });
}
`;

  test('whose name says nothing of spans is followed to its callers', () => {
    const caller = "import { timed } from './tracing';\n\nexport const plan = () => timed('plan_run', () => 1);\n";
    const { changed, rows } = migrated({ 'tracing.ts': TRACING, 'plan.ts': caller });
    expect(changed).toEqual({ 'plan.ts': caller.replace('plan_run', 'agent.plan') });
    expect(rows).toEqual(['plan.ts:3:33 rename-spans done (renamed)']);
  });

  test('leads to files that have nothing to do with spans: that one of those does not parse is no news', () => {
    const { report } = migrated({ 'tracing.ts': TRACING, 'clock.js': 'clock.timed(;\n' });
    expect(report.failedFiles).toEqual([]);
  });

  test('with a name that a third file defines', () => {
    const names = "export const PLAN = 'plan_run';\n";
    const { changed } = migrated({
      'tracing.ts': TRACING,
      'names.ts': names,
      'plan.ts': "import { PLAN } from './names';\nimport { timed } from './tracing';\n\ntimed(PLAN, () => 1);\n",
    });
    expect(changed).toEqual({ 'names.ts': names.replace('plan_run', 'agent.plan') });
  });

  test.each([
    [
      'takes certain names only',
      TRACING.replace(
        'export function',
        "export function timed<T>(label: 'plan_run', fn: () => T): T;\nexport function timed<T>(label: 'agent.step', fn: () => T): T;\nexport function",
      ),
      'typed',
    ],
    [
      'counts by the name as well',
      TRACING.replace('  return trace', '  counters.add(label);\n  return trace'),
      'composed',
    ],
  ])('that %s keeps its callers as they are', (_, tracing, reason) => {
    const { changed, rows } = migrated({
      'tracing.ts': tracing,
      'plan.ts': "import { timed } from './tracing';\n\nexport const plan = () => timed('plan_run', () => 1);\n",
    });
    expect(changed).toEqual({});
    expect(rows).toEqual([`plan.ts:3:33 rename-spans left (${reason})`]);
  });

  test.each([
    ['gives the name to spans alone', TRACING, { 'plan.ts': 'agent.plan' }],
    ['counts by the name as well', TRACING.replace('  return trace', '  counters.add(label);\n  return trace'), {}],
  ])('that the contract lists and that %s', (_, tracing, renamed) => {
    const caller = (name: string) =>
      `import { timed } from './tracing';\n\nexport const plan = () => timed('${name}', () => 1);\n`;
    const listed = `${CONTRACT['span-contract.yaml']}wrappers:\n  - { module: ./tracing, export: timed, name: 0, callback: 1 }\n`;
    const { changed } = migrated({
      'span-contract.yaml': listed,
      'tracing.ts': tracing,
      'plan.ts': caller('plan_run'),
    });
    expect(changed).toEqual(Object.fromEntries(Object.entries(renamed).map(([file, name]) => [file, caller(name)])));
  });
});
