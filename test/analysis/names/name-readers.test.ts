import { describe, expect, test } from 'vitest';
import { NO_SUMMARIES, type ModuleSummaries } from '../../../src/analysis/modules/module-summaries.ts';
import { heldNames, losingReaders } from '../../../src/analysis/names/read-names.ts';
import { readText } from '../../read-text.ts';

const RENAMING = { kind: 'span', from: 'execute_tool', to: 'agent.tool.call' } as const;

/** What a file looks the old name up by: the code, and what it takes for it. */
function readersIn(code: string, summaries?: ModuleSummaries): readonly string[] {
  const reading = readText(code, {}, summaries);
  return losingReaders(reading, RENAMING).map(({ node, thing }) => `${reading.tree.quote(node)} ${thing}`);
}

describe('what is called the name of a span is one', () => {
  test.each([
    ['a variable', "(spanName: string) => spanName === 'execute_tool'", "'execute_tool' span"],
    ['in snake case', "(span_name: string) => 'execute_tool' !== span_name", "'execute_tool' span"],
    ['a property', "(row: Row) => row.llmSpanName === 'execute_tool'", "'execute_tool' span"],
    ['in a list', "(spanName: string) => ['chat', 'execute_tool'].includes(spanName)", "'execute_tool' span"],
    ['a key of a table', '(spanName: string) => ({ execute_tool: 1 })[spanName]', 'execute_tool span'],
    ['in a switch', "(spanName: string) => { switch (spanName) { case 'execute_tool': } }", "'execute_tool' span"],
    ['one or the other', "(row: Row) => (row.name ?? row.span_name) === 'execute_tool'", "'execute_tool' member"],
    ['a name of an event', "(event: E, spanName = event.name) => event.name === 'execute_tool'", undefined],
    ['another word', "(timespan: string) => timespan === 'execute_tool'", undefined],
    ['a name of anything', "(name: string) => name === 'execute_tool'", undefined],
    ['a function by that name', "(spanName: string) => spanName() === 'execute_tool'", undefined],
  ])('%s', (_, fn, found) => {
    expect(readersIn(`const f = ${fn};`)).toEqual(found === undefined ? [] : [found]);
  });
});

describe('what is compared with a constant that is called the name of a span', () => {
  test.each([
    ['a list', "const LLM_SPANS = ['execute_tool'];", '(name: string) => LLM_SPANS.includes(name)'],
    ['a set', "const spanNames = new Set(['execute_tool']);", '(key: string) => spanNames.has(key)'],
    ['a table', "const SPAN_NAMES = { TOOL: 'execute_tool' };", "(row: Row) => SPAN_NAMES.TOOL === read(row, 'name')"],
    ['an enum', "enum ToolSpan { Execute = 'execute_tool' }", '(call: Call) => call.name === ToolSpan.Execute'],
  ])('is one: %s', (_, declared, fn) => {
    expect(readersIn(`${declared}\nconst f = ${fn};`)).toEqual(["'execute_tool' span"]);
  });

  test.each([
    ['another kind of name', "const TOOL_SPAN = 'execute_tool';", '(toolName: string) => toolName === TOOL_SPAN'],
    ['another word', "const LIFESPAN = 'execute_tool';", '(key: string) => key === LIFESPAN'],
    ['another table', "const SPAN_KEYS = { TOOL: 'execute_tool' };", '(key: string) => key === SPAN_KEYS.TOOL'],
    ['the text itself', "const TOOL_SPAN = 'a';", "() => TOOL_SPAN === 'execute_tool'"],
  ])('is none: %s', (_, declared, fn) => {
    expect(readersIn(`${declared}\nconst f = ${fn};`)).toEqual([]);
  });
});

describe('what a test claims', () => {
  test.each([
    ['of a list', "expect(names).toContain('execute_tool')", true],
    ['of a column', "expect(row.operation).toBe('execute_tool')", true],
    ['of a constant', "const N = { tool: 'execute_tool' }; expect(N.tool).toBe('execute_tool')", false],
    ['of an attribute', "expect(span.attributes.tool).toBe('execute_tool')", false],
    ['of one by its key', "expect(row['gen_ai.agent.name']).toEqual('execute_tool')", false],
    ['of recording one', "expect(span.setAttribute).toHaveBeenCalledWith('tool', 'execute_tool')", false],
  ])('may be a name or not: %s', (_, code, isName) => {
    expect(readersIn(code)).toEqual(isName ? ["'execute_tool' claim"] : []);
  });
});

describe('a constant that is compared', () => {
  test.each([
    ['a member of an enum', "enum N { Tool = 'execute_tool' }", 'span.name === N.Tool'],
    ['a static field', "class N { static readonly tool = 'execute_tool'; }", 'span.name === N.tool'],
    ['a part of a table', "const { tool } = { tool: 'execute_tool' };", 'span.name === tool'],
    ['a copy', "const TOOL = 'execute_tool'; const KEPT = TOOL;", '[KEPT].includes(span.name)'],
    ['a list of a list', "const A = ['execute_tool']; const B = [...A];", 'new Set(B).has(span.name)'],
  ])('stands where it is written: %s', (_, declared, condition) => {
    expect(readersIn(`${declared}\nconst f = (span: Span) => ${condition};`)).toEqual(["'execute_tool' span"]);
  });

  const OTHERS: ModuleSummaries = {
    ...NO_SUMMARIES,
    texts: (_, path) => (path.join('.') === 'N.TOOL' ? [{ text: 'execute_tool', place: './names.ts:1' }] : undefined),
  };

  test.each([
    ['in an import', 'span.name === N.TOOL', ['N.TOOL span']],
    ['in a switch', '{ switch (span.name) { case N.TOOL: } }', ['N.TOOL span']],
    ['in a list', '[N.OTHER, N.TOOL].includes(span.name)', ['N.TOOL span']],
    ['in a table', '({ [N.TOOL]: 1 })[span.name]', ['N.TOOL span']],
    ['in a claim', 'expect(names).toEqual([N.TOOL])', ['N.TOOL claim']],
    ['with a text, which is read itself', "expect(N.TOOL).toBe('execute_tool')", []],
    ['with another text', "expect(N.OTHER).toBe('execute_tool')", ["'execute_tool' claim"]],
    ['as another member', 'span.name === N.OTHER', []],
    ['as a key', 'span.name === N && ({ TOOL: 1 })[span.name]', []],
    ['with something else', 'span.kind === N.TOOL', []],
  ])('is what reads it where another file writes it: %s', (_, code, found) => {
    expect(readersIn(`import { N } from './names';\nconst f = (span: Span) => ${code};`, OTHERS)).toEqual(found);
  });
});

test('constants that are called after names of spans, or stand beside one, hold a name for others', () => {
  const reading = readText(`import { trace } from '@opentelemetry/api';
export const SPAN_NAMES = { tool: 'execute_tool' };
export enum Names { ToolSpan = 'execute_tool' }
class Queries { static readonly spans = ['execute_tool']; }
const OPERATIONS = { chat: 'chat', tool: 'execute_tool' };
trace.getTracer('t').startSpan(OPERATIONS.chat);
const TOOLS = { tool: 'execute_tool' };
const SPAN = 'execute_tool';
trace.getTracer('t').startSpan(SPAN);
send({ spanName: 'execute_tool' });
const TRACE = { spans: [{ name: 'execute_tool', children: [] }] };
`);
  expect(heldNames(reading, 'execute_tool').map((node) => reading.tree.lineOf(node))).toEqual([2, 3, 4, 5]);
});
