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
