import { describe, expect, test } from 'vitest';
import { folderWith } from './command.ts';
import { lastLine, migrate, migrateJson, textOf } from './migrations.ts';

/** Mocks and tests that know the callback of a span call by its place, where a migration puts attributes before it. */

const FILES = {
  'span-contract.yaml': `version: 1
extends: [agent]
spans:
  agent.tool.call: { replaces: ['call_{agent.tool.name}_tool'] }
  'chat {gen_ai.request.model}': {}
ignore: ['**/*.test.ts']
`,
  'src/a.ts': `import { trace } from '@opentelemetry/api';

export const tracer = trace.getTracer('agent');
export const run = (tool: string) => tracer.startActiveSpan(\`call_\${tool}_tool\`, (span) => span.end());
`,
};

/** What is listed of a file, as `line:column how`. */
function listed(code: string, file = 'src/a.test.ts'): readonly string[] {
  const { report } = migrateJson([], folderWith({ ...FILES, [file]: code }));
  return report.callbacks.map(({ line, column, sentence }) => {
    expect(sentence).toMatch(/ the callback of `startActiveSpan` as argument 2, where attributes stand now\. /);
    return `${line}:${column} ${/ (takes|expects) /.exec(sentence)?.[1] ?? ''}`;
  });
}

describe('a mock that takes the callback second', () => {
  test.each([
    ['of Vitest', 'const tracer = { startActiveSpan: vi.fn((name, fn) => fn(span)) };\n', '1:41'],
    [
      'typed',
      'const tracer = { startActiveSpan: vi.fn((_: string, fn: (s: Span) => T) => context.with(c, fn)) } as any;\n',
      '1:41',
    ],
    ['of Jest', 'const t = { startActiveSpan: jest.fn().mockImplementation((_n, cb) => cb(mockSpan)) };\n', '1:59'],
    ['async', 'const t = { startActiveSpan: jest.fn(async (_n, cb) => { return await cb(mockSpan); }) };\n', '1:38'],
    ['of Sinon', "sinon.stub(tracer, 'startActiveSpan').callsFake((n, fn) => fn(span));\n", '1:49'],
    ['of node:test', "mock.method(tracer, 'startActiveSpan', (n, fn) => fn(span));\n", '1:40'],
    [
      'a spy',
      "vi.spyOn(tracer, 'startActiveSpan').mockImplementation(function (n, fn) { return fn(span); });\n",
      '1:56',
    ],
    [
      'a spy in a constant',
      "const spy = vi.spyOn(tracer, 'startActiveSpan');\nspy.mockImplementationOnce((n, fn) => fn(span));\n",
      '2:28',
    ],
    ['a mocked method', 'vi.mocked(tracer.startActiveSpan).mockImplementation((n, fn) => fn(span));\n', '1:54'],
    ['cast', '(tracer.startActiveSpan as Mock).mockImplementation((n, fn) => fn!(span));\n', '1:53'],
    [
      'in a constant',
      'const start = vi.fn((n, fn) => fn(span));\nvi.mock("a", () => ({ tracer: { startActiveSpan: start } }));\n',
      '1:21',
    ],
    ['that is assigned', 'tracer.startActiveSpan = (n, fn) => fn.call(undefined, span);\n', '1:26'],
    ['a method of an object', 'export const tracer = { startActiveSpan(n, fn) { return fn(span); } };\n', '1:40'],
    [
      'a function',
      'function startActiveSpan(n, callback) { return callback(span); }\nconst t = { startActiveSpan };\n',
      '1:1',
    ],
    ['of all arguments', 'const t = { startActiveSpan: vi.fn((...args) => args[1](span)) };\n', '1:36'],
    [
      'of a class',
      'class Tracing { startSpan(n) { return span; }\n  startActiveSpan(n, fn) { return fn(this.startSpan(n)); } }\n',
      '2:18',
    ],
  ])('%s', (_, code, place) => {
    expect(listed(code)).toEqual([`${place} takes`]);
  });

  test.each([
    ['src/mock-tracer.ts', 'export class MockTracer { startActiveSpan(n: string, fn: any) { return fn({}); } }\n'],
    [
      'src/quiet.ts',
      "import type { Tracer } from '@opentelemetry/api';\nexport class Quiet implements Tracer { startActiveSpan(n: string, fn: any) { return fn({}); } }\n",
    ],
  ])('outside of tests: %s', (file, code) => {
    expect(listed(code, file)).toHaveLength(1);
  });

  test.each([
    ['the last argument', 'const t = { startActiveSpan: vi.fn((...args) => args.at(-1)(span)) };\n'],
    ['either place', 'const t = { startActiveSpan: vi.fn((n, a, b) => (b ?? a)(span)) };\n'],
    [
      'what is a function',
      "const t = { startActiveSpan: vi.fn((n, a) => (typeof a === 'function' ? a(span) : span)) };\n",
    ],
    ['no callback', 'const t = { startActiveSpan: vi.fn(() => span), startSpan: vi.fn((name, fn) => fn(name)) };\n'],
    ['the options', 'const t = { startActiveSpan: (name, options) => made.push({ name, ...options }) };\n'],
    ['what it hands on', 'const t = { startActiveSpan: (name, fn) => real.startActiveSpan(name, fn) };\n'],
  ])('not one of %s', (_, code) => {
    expect(listed(code)).toEqual([]);
  });

  test('and no wrapper of the program', () => {
    const code = 'export class Tracing { startActiveSpan(n: string, fn: any) { return fn(this.span(n)); } }\n';
    expect(listed(code, 'src/tracing.ts')).toEqual([]);
  });
});

describe('a test that knows the callback by its place', () => {
  test.each([
    ["expect(tracer.startActiveSpan).toHaveBeenCalledWith('call_read_tool', expect.any(Function));\n", '1:1 expects'],
    [
      "expect(tracer.startActiveSpan).toHaveBeenNthCalledWith(1, 'agent.tool.call', expect.any(Function));\n",
      '1:1 expects',
    ],
    ['expect(tracer.startActiveSpan).toHaveBeenCalledWith(expect.any(String), expect.any(Function));\n', '1:1 expects'],
    ["sinon.assert.calledWith(tracer.startActiveSpan, 'call_read_tool', sinon.match.func);\n", '1:1 expects'],
    ['await tracer.startActiveSpan.mock.calls[0][1](span);\n', '1:7 takes'],
    ['const [, run] = vi.mocked(tracer.startActiveSpan).mock.calls[0]!;\n', '1:7 takes'],
    ['tracer.startActiveSpan.firstCall.args[1](span);\n', '1:1 takes'],
  ])('%s', (code, place) => {
    expect(listed(code)).toEqual([place]);
  });

  test.each([
    ["expect(tracer.startActiveSpan).toHaveBeenCalledWith('order.save', expect.any(Function));\n"],
    [
      "expect(tracer.startActiveSpan).toHaveBeenCalledWith('call_read_tool', expect.any(Object), expect.any(Function));\n",
    ],
    ["expect(tracer.startSpan).toHaveBeenCalledWith('call_read_tool', expect.any(Object));\n"],
    ['expect(tracer.startActiveSpan.mock.calls[1]).toBeDefined();\n'],
    ['expect(tracer.startActiveSpan.mock.calls[0][0]).toBe(name);\n'],
  ])('not %s', (code) => {
    expect(listed(code)).toEqual([]);
  });
});

test('where no callback moves, nothing is listed', () => {
  const files = {
    ...FILES,
    'src/a.ts': FILES['src/a.ts'].replace('_tool`, (', '_tool`, { kind: 1 }, ('),
    'src/a.test.ts': 'const t = { startActiveSpan: vi.fn((name, fn) => fn(span)) };\n',
  };
  const { report } = migrateJson([], folderWith(files));
  expect(report.summary).toMatchObject({ done: 1, callbacks: 0 });
  expect(report.callbacks).toEqual([]);
});

test('an attribute that is only recorded moves the callback as well', () => {
  const code = FILES['src/a.ts'].replace('call_${tool}_tool', 'chat ${tool}');
  const spec = "expect(tracer.startActiveSpan).toHaveBeenCalledWith('chat gpt-4', expect.any(Function));\n";
  const { report } = migrateJson([], folderWith({ ...FILES, 'src/a.ts': code, 'src/a.test.ts': spec }));
  expect(report.callbacks.map(({ sentence }) => sentence)).toEqual([
    "`expect(tracer.startActiveSpan).toHaveBeenCalledWith('chat …'` expects the callback of `startActiveSpan` as argument 2, where attributes stand now. Expect the attributes before it.",
  ]);
});

test('they are named in the summary and in the report, and the run is not at its end', () => {
  const spec = 'const t = { startActiveSpan: vi.fn((name, fn) => fn(span)) };\n';
  const folder = folderWith({ ...FILES, 'src/a.test.ts': spec });
  const outcome = migrate(['--write', '--force', '--report', 'report.md'], folder);
  expect(outcome.stderr).toContain(
    'mock    src/a.test.ts:1:36  `(name, fn) => fn(span)` takes the callback of `startActiveSpan` as argument 2, where attributes stand now. Take it as the last argument.',
  );
  expect(lastLine(outcome)).toBe(
    '! 1 site in 1 of 2 files changed. 1 place takes a callback from its old place. 1 file that the contract ignores.',
  );
  expect(textOf(folder, 'report.md')).toContain('### Mocks and tests that take a callback from its old place');
  expect(outcome.status).toBe(1);
});
