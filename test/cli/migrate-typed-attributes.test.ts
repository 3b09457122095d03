import { describe, expect, test } from 'vitest';
import { folderWith } from './command.ts';
import { migrate, migrateJson, textOf } from './migrations.ts';

/** What is written into the attributes of a wrapper of another file, whose parameter has a type. */

const CONTRACT = `version: 1
extends: [agent]
spans:
  agent.step: { attributes: { agent.step.index: { type: int } }, replaces: ['step {agent.step.index}'] }
  agent.tool.call: { attributes: { agent.tool.name: { type: string } }, replaces: ['call_{agent.tool.name}_tool'] }
`;

const wrapper = (
  type: string,
  given = 'attributes',
  more = '',
) => `import { trace, type Attributes } from '@opentelemetry/api';
${more}
export function withSpan<T>(name: string, ${given}: ${type}, run: () => T): T {
  return trace.getTracer('agent').startActiveSpan(name, { attributes: ${given === 'options' ? 'options.attributes' : given} }, run);
}
`;

/** The lines of calls after `migrate --write`, and why sites are left; a second run must find nothing to do. */
function migrated(
  telemetry: string,
  calls: readonly string[],
  parameters = 'index: number, prompt: string, maybe?: string',
) {
  const agent = `import { withSpan } from './telemetry';\nexport function ask(${parameters}) {\n${calls.join('\n')}\n}\n`;
  const folder = folderWith({ 'span-contract.yaml': CONTRACT, 'telemetry.ts': telemetry, 'agent.ts': agent });
  const { rows } = migrateJson([], folder);
  migrate(['--write', '--force'], folder);
  expect(migrateJson([], folder).report.changes).toEqual([]);
  return {
    lines: textOf(folder, 'agent.ts').split('\n').slice(2, -2),
    left: rows.filter((row) => row.includes(' left ')).map((row) => /\((\w+)\)/.exec(row)?.[1]),
  };
}

const CALLS = [
  'withSpan(`step ${index}`, {}, run);',
  'withSpan(`call_${maybe}_tool`, {}, run);',
  "withSpan('agent.step', { 'gen_ai.prompt': prompt }, run);",
];
const PLAIN = [
  "withSpan('agent.step', { 'agent.step.index': index }, run);",
  "withSpan('agent.tool.call', { 'agent.tool.name': maybe }, run);",
  "withSpan('agent.step', { 'gen_ai.prompt.length': prompt.length }, run);",
];
const TEXTS = [
  "withSpan('agent.step', { 'agent.step.index': String(index) }, run);",
  "withSpan('agent.tool.call', { 'agent.tool.name': String(maybe) }, run);",
  "withSpan('agent.step', { 'gen_ai.prompt.length': String(prompt.length) }, run);",
];

describe('a number, and what may be missing', () => {
  test.each([
    ['Attributes', ''],
    ['Record<string, unknown>', ''],
    ['Record<string, any>', ''],
    ['{ [key: string]: string | number | boolean | undefined }', ''],
    ['Loose', `import type { Loose } from './loose';`],
  ])('stay as they are in %s', (type, more) => {
    expect(migrated(wrapper(type, 'attributes', more), CALLS)).toEqual({ lines: PLAIN, left: [] });
  });

  test.each([
    ['Record<string, string>', ''],
    ['Record<string, string> | undefined', ''],
    ['Readonly<Record<string, string>>', ''],
    ['{ [key: string]: string }', ''],
    ['Texts', 'type Texts = Record<string, string>;'],
    ['Texts', 'interface Texts { [key: string]: string }'],
  ])('become texts in %s', (type, more) => {
    expect(migrated(wrapper(type, 'attributes', more), CALLS)).toEqual({ lines: TEXTS, left: [] });
  });

  test('only what may be missing becomes one where texts and numbers are fine', () => {
    const { lines } = migrated(wrapper('Record<string, string | number>'), CALLS);
    expect(lines).toEqual([PLAIN[0], TEXTS[1], PLAIN[2]]);
  });

  test('below options', () => {
    const inOptions = (line: string) => line.replace(/, (\{.*\}), run/, ', { attributes: $1 }, run');
    const { lines } = migrated(wrapper('{ attributes: Record<string, string> }', 'options'), CALLS.map(inOptions));
    expect(lines).toEqual(TEXTS.map(inOptions));
  });

  test('are left where the type lists its keys, or takes no text', () => {
    const listed = wrapper("{ 'app.name'?: string; 'gen_ai.prompt'?: string }");
    expect(migrated(listed, CALLS)).toEqual({
      lines: CALLS,
      left: ['typedAttributes', 'typedAttributes', 'sharedObject'],
    });
    const flags = wrapper('Record<string, boolean>');
    expect(migrated(flags, CALLS.slice(0, 2))).toEqual({
      lines: CALLS.slice(0, 2),
      left: ['typedAttributes', 'typedAttributes'],
    });
  });
});

test('a text stays as it is, what nobody knows is made one', () => {
  const calls = ['withSpan(`call_${tool}_tool`, {}, run);', 'withSpan(`call_${plan.tool}_tool`, {}, run);'];
  const { lines } = migrated(wrapper('Record<string, string>'), calls, 'tool: string, plan: any');
  expect(lines).toEqual([
    "withSpan('agent.tool.call', { 'agent.tool.name': tool }, run);",
    "withSpan('agent.tool.call', { 'agent.tool.name': String(plan.tool) }, run);",
  ]);
});

test('a length that may be missing is 0', () => {
  const calls = ["withSpan('agent.step', { 'gen_ai.prompt': prompt }, run);"];
  const { lines } = migrated(wrapper('Record<string, string>'), calls, 'prompt?: string');
  expect(lines).toEqual(["withSpan('agent.step', { 'gen_ai.prompt.length': String(prompt?.length ?? 0) }, run);"]);
});
