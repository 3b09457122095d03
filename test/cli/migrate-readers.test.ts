import { describe, expect, test } from 'vitest';
import { folderWith } from './command.ts';
import { migrate, migrateJson, textOf } from './migrations.ts';

/** Code of other files that looks spans up by a name that a migration replaces. */

const FILES = {
  'span-contract.yaml': `version: 1
extends: [agent]
spans:
  agent.tool.call: { replaces: [execute_tool] }
  agent.mcp.call: { replaces: ['mcp-tool.{agent.tool.name}'] }
ignore: ['**/*.test.ts']
`,
  'src/a.ts': `import { trace } from '@opentelemetry/api';

const tracer = trace.getTracer('agent');
export const run = () => tracer.startSpan('execute_tool').end();
export const call = (tool: string) => tracer.startSpan(\`mcp-tool.\${tool}\`).end();
`,
};

describe('a test that looks spans up by their old name', () => {
  const spec = `it('makes spans', () => {
  expect(spans.find((s) => s.name === 'execute_tool')).toBeDefined();
  expect(spans[1].name).toBe('execute_tool');
  expect(names).toEqual(['execute_tool', 'other']);
  expect(spans.filter((span) => span.name.startsWith('mcp-tool.'))).toHaveLength(1);
  expect(spans.some(({ name }) => /^agent/.test(name))).toBe(false);
});
`;

  test('keeps no span from its new name, and is listed', () => {
    const folder = folderWith({ ...FILES, 'src/a.test.ts': spec });
    const { report, rows, status } = migrateJson([], folder);
    expect(rows).toEqual([
      'src/a.ts:4:43 rename-spans done (renamed)',
      'src/a.ts:5:56 hoist-span-variables done (hoisted)',
    ]);
    expect(report.readers.map(({ file, line, column, sentence }) => `${file}:${line}:${column} ${sentence}`)).toEqual([
      "src/a.test.ts:2:39 `'execute_tool'` looks for the span `execute_tool`, which is now `agent.tool.call`.",
      "src/a.test.ts:3:30 `'execute_tool'` looks for the span `execute_tool`, which is now `agent.tool.call`.",
      "src/a.test.ts:4:26 `'execute_tool'` looks for the span `execute_tool`, which is now `agent.tool.call`.",
      "src/a.test.ts:5:54 `'mcp-tool.'` looks for the span `mcp-tool.{agent.tool.name}`, which is now `agent.mcp.call`.",
    ]);
    expect(report.summary).toMatchObject({ readers: 4 });
    expect(status).toBe(1);
  });

  test('is named in the summary and in the report, and the run is not at its end', () => {
    const folder = folderWith({ ...FILES, 'src/a.test.ts': spec });
    const { stderr, status } = migrate(['--write', '--force', '--report', 'report.md'], folder);
    expect(stderr).toContain(
      "reader  src/a.test.ts:2:39  `'execute_tool'` looks for the span `execute_tool`, which is now `agent.tool.call`.",
    );
    expect(stderr).toContain('4 places still look for an old name.');
    expect(textOf(folder, 'report.md')).toContain('### Places that still look for an old name');
    expect(textOf(folder, 'src/a.test.ts')).toBe(spec);
    expect(status).toBe(1);
  });
});

describe('code of another file that looks spans up', () => {
  const PROCESSOR = "import type { ReadableSpan } from '@opentelemetry/sdk-trace-base';\n";

  test.each([
    [
      'by a set',
      "const KEPT = new Set(['execute_tool']);\nexport const f = (span: ReadableSpan) => KEPT.has(span.name);\n",
      2,
    ],
    ['by a table', 'const W = { execute_tool: 1 };\nexport const f = (span: ReadableSpan) => W[span.name];\n', 2],
    ['by a beginning', "export const f = (s: ReadableSpan) => s.name.startsWith('execute');\n", 2],
    [
      'in a switch',
      "export const f = (s: ReadableSpan) => {\n  switch (s.name) {\n    case 'execute_tool':\n  }\n};\n",
      4,
    ],
  ])('%s keeps the name as it is', (_, code, line) => {
    const folder = folderWith({ ...FILES, 'src/p.ts': PROCESSOR + code });
    const { report } = migrateJson([], folder);
    expect(report.rows[0]).toMatchObject({
      outcome: 'left',
      reason: 'readElsewhere',
      sentence: `\`execute_tool\` should be \`agent.tool.call\`, but src/p.ts:${line} reads the old name too. Rename both by hand.`,
    });
    expect(report.readers).toEqual([]);
  });

  test('by what varying names begin with keeps them', () => {
    const code = "export const f = (span: ReadableSpan) => span.name.startsWith('mcp-tool.');\n";
    const { rows } = migrateJson([], folderWith({ ...FILES, 'src/p.ts': PROCESSOR + code }));
    expect(rows).toEqual([
      'src/a.ts:4:43 rename-spans done (renamed)',
      'src/a.ts:5:56 hoist-span-variables left (readElsewhere)',
    ]);
  });

  test('keeps a name that a third file defines', () => {
    const names = "export const TOOL = 'execute_tool';\n";
    const user =
      "import { trace } from '@opentelemetry/api';\nimport { TOOL } from './names';\ntrace.getTracer('a').startSpan(TOOL).end();\n";
    const code = "export const f = (span: ReadableSpan) => span.name === 'execute_tool';\n";
    const { rows } = migrateJson(
      [],
      folderWith({
        'span-contract.yaml': FILES['span-contract.yaml'],
        'src/names.ts': names,
        'src/b.ts': user,
        'src/p.ts': PROCESSOR + code,
      }),
    );
    expect(rows).toEqual(['src/b.ts:3:32 rename-spans left (readElsewhere)']);
  });

  test('is listed where it may look for something else, and not where its texts are not about spans', () => {
    const { rows, report } = migrateJson(
      [],
      folderWith({
        ...FILES,
        'src/p.ts': "/** Of a span. */\nexport const f = (call: { name: string }) => call.name === 'execute_tool';\n",
        'src/q.ts': "export const g = (call: { name: string }) => call.name === 'execute_tool';\n",
        'src/r.ts':
          "/** Of a span. */\nexport const h = (call: { name: string }) => call.name.startsWith('execute');\n",
      }),
    );
    expect(rows[0]).toBe('src/a.ts:4:43 rename-spans done (renamed)');
    expect(report.readers).toMatchObject([{ file: 'src/p.ts', line: 2 }]);
  });
});

test.each([
  ['of a test', 'names.test.ts', 'expect(spans[0].name).toBe(TOOL);\n'],
  ['of the program', 'p.ts', 'export const f = (span: { name: string }) => new Set([TOOL]).has(span.name);\n'],
])('a constant that is read for something else too stays where a file %s looks spans up by it', (_, file, code) => {
  const { rows } = migrateJson(
    [],
    folderWith({
      ...FILES,
      'src/a.ts':
        "import { trace } from '@opentelemetry/api';\nimport { TOOL } from './names';\ntrace.getTracer('a').startSpan(TOOL).end();\n",
      'src/names.ts': "export const TOOL = 'execute_tool';\nconsole.log(TOOL);\n",
      [`src/${file}`]: `import { TOOL } from './names';\n${code}`,
    }),
  );
  expect(rows).toEqual(['src/a.ts:3:32 rename-spans left (otherFile)']);
});

describe('a constant of another file that spans are looked up by', () => {
  const LEFT = (place: string) =>
    `\`execute_tool\` should be \`agent.tool.call\`, but ${place} reads the old name too. Rename both by hand.`;

  test.each([
    ['a member of a table', "export const N = { TOOL: 'execute_tool' } as const;\n", 'N', 's.name === N.TOOL'],
    ['a member of an enum', "export enum N { Tool = 'execute_tool' }\n", 'N', '[N.Tool].includes(s.name)'],
    ['a plain constant', "export const TOOL = 'execute_tool';\n", 'TOOL', 'new Set<string>([TOOL]).has(s.name)'],
    ['a static field', "export class N {\n  static readonly tool = 'execute_tool';\n}\n", 'N', 's.name !== N.tool'],
    ['a list', "export const CALLS = ['chat', 'execute_tool'];\n", 'CALLS', 'CALLS.includes(s.name)'],
    ['a set', "export const CALLS = new Set(['chat', 'execute_tool']);\n", 'CALLS', 'CALLS.has(s.name)'],
    ['a list of a set', "export const CALLS = ['execute_tool'];\n", 'CALLS', 'new Set(CALLS).has(s.name)'],
    ['a table', 'export const W = { chat: 1, execute_tool: 2 };\n', 'W', 'W[s.name as keyof typeof W]'],
    ['an alias', "const T = 'execute_tool';\nexport { T as TOOL };\n", 'TOOL', 's.name === TOOL'],
  ])('keeps the name as it is: %s', (_, names, imported, test) => {
    const folder = folderWith({
      ...FILES,
      'src/names.ts': names,
      'src/p.ts': `import { ${imported} } from './names';\n/** Of a span. */\nexport const f = (s: ReadableSpan) => ${test};\n`,
    });
    const { report } = migrateJson([], folder);
    expect(report.rows[0]).toMatchObject({ outcome: 'left', reason: 'readElsewhere', sentence: LEFT('src/p.ts:3') });
    expect(report.readers).toEqual([]);
  });

  test.each([
    ['as it is', "export { N } from './names';\n", 'N'],
    ['under another name', "export { N as SPANS } from './names';\n", 'SPANS'],
    ['with all others', "export * from './names';\n", 'N'],
  ])('keeps the name where a third file hands it on %s', (_, barrel, word) => {
    const folder = folderWith({
      ...FILES,
      'src/names.ts': "export const N = { TOOL: 'execute_tool' } as const;\n",
      'src/index.ts': barrel,
      'src/p.ts': `import { ${word} } from '.';\nexport const f = (span: { name: string }) => {\n  switch (span.name) {\n    case ${word}.TOOL:\n  }\n};\n`,
    });
    expect(migrateJson([], folder).report.rows[0]).toMatchObject({ outcome: 'left', sentence: LEFT('src/p.ts:4') });
  });

  test('keeps the name in the file that makes the spans too', () => {
    const folder = folderWith({
      ...FILES,
      'src/names.ts': "export const TOOL = 'execute_tool';\n",
      'src/a.ts': `import { TOOL } from './names';\n${FILES['src/a.ts']}export const f = (span: { name: string }) => span.name === TOOL;\n`,
    });
    expect(migrateJson([], folder).report.rows[0]).toMatchObject({ outcome: 'left', sentence: LEFT('line 7') });
  });

  test('follows where it is renamed itself, and keeps no name then', () => {
    const folder = folderWith({
      ...FILES,
      'src/names.ts':
        "export const N = { TOOL: 'execute_tool' };\nexport const g = (span: Span) => span.name === N.TOOL;\n",
      'src/b.ts':
        "import { trace } from '@opentelemetry/api';\nimport { N } from './names';\ntrace.getTracer('a').startSpan(N.TOOL).end();\n",
      'src/p.ts': "import { N } from './names';\nexport const f = (span: { name: string }) => span.name === N.TOOL;\n",
    });
    const { report, rows } = migrateJson(['--write', '--force'], folder);
    expect(rows).toEqual([
      'src/a.ts:4:43 rename-spans done (renamed)',
      'src/a.ts:5:56 hoist-span-variables done (hoisted)',
      'src/b.ts:3:32 rename-spans done (renamed)',
    ]);
    expect(report.readers).toEqual([]);
    expect(textOf(folder, 'src/names.ts')).toContain("{ TOOL: 'agent.tool.call' }");
    expect(migrateJson([], folder).status).toBe(0);
  });

  test('is listed once, where it is defined, if tests look spans up by it', () => {
    const folder = folderWith({
      ...FILES,
      'src/names.ts': "export const N = {\n  TOOL: 'execute_tool',\n};\n",
      'src/a.test.ts':
        "import { N } from './names';\nexpect(spans[0].name).toBe(N.TOOL);\nexpect(spans.some((s) => s.name === N.TOOL)).toBe(true);\n",
    });
    const { report, rows, status } = migrateJson([], folder);
    expect(rows[0]).toBe('src/a.ts:4:43 rename-spans done (renamed)');
    expect(report.readers).toMatchObject([
      {
        file: 'src/names.ts',
        line: 2,
        column: 9,
        quoted: "'execute_tool'",
        constant: 'N.TOOL',
        sentence: '`N.TOOL` still holds `execute_tool`, the old name of a span that is now `agent.tool.call`.',
      },
    ]);
    expect(status).toBe(1);
  });
});

describe('a constant that is called after names of spans, or stands beside one', () => {
  test('is listed where nobody sees who looks up by it', () => {
    const code = `export const QUERY = { value: QUERIED_SPAN_NAMES };
const QUERIED_SPAN_NAMES = ['chat', 'execute_tool'];
enum SpanName { Tool = 'execute_tool' }
const TIMESPANS = ['execute_tool'];
const TOOLS = { name: 'execute_tool' };
`;
    const { report } = migrateJson([], folderWith({ ...FILES, 'src/p.ts': code }));
    expect(report.rows[0]).toMatchObject({ outcome: 'done' });
    expect(report.readers.map(({ line, column, sentence }) => `${line}:${column} ${sentence}`)).toEqual([
      '2:37 `QUERIED_SPAN_NAMES` still holds `execute_tool`, the old name of a span that is now `agent.tool.call`.',
      '3:24 `SpanName.Tool` still holds `execute_tool`, the old name of a span that is now `agent.tool.call`.',
    ]);
  });

  test('is listed in a table with names of spans, whatever it is called', () => {
    const code = `import { trace } from '@opentelemetry/api';
const OPERATIONS = { chat: 'agent.chat', tool: 'execute_tool' };
trace.getTracer('a').startSpan(OPERATIONS.chat).end();
query(OPERATIONS);
`;
    const { report } = migrateJson([], folderWith({ ...FILES, 'src/p.ts': code }));
    expect(report.readers).toMatchObject([{ file: 'src/p.ts', line: 2, constant: 'OPERATIONS.tool' }]);
  });
});
