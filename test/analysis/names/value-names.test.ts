import { expect, test } from 'vitest';
import { namesIn } from '../../../src/analysis/names/value-names.ts';
import type { Contract } from '../../../src/contract/contract.ts';
import { keyForHole } from '../../../src/contract/hole-keys.ts';
import { readText } from '../../read-text.ts';

/** The key of `tool ${…}`, by what fills it. */
function keyOf(value: string): string | undefined {
  const { tree } = readText(`import '@opentelemetry/api';\nuse(${value});`);
  const [node] = tree.all('CallExpression').find(({ callee }) => tree.quote(callee) === 'use')?.arguments ?? [];
  if (!node) throw new Error('no value');
  return keyForHole(namesIn(node), 'tool.run', { spans: new Map() } as unknown as Contract);
}

test.each([
  ['invocationContext.nextToolSpanIndex()', 'tool.span_index'],
  ['this.context.getToolName()', 'agent.tool.name'],
  ['await context.resolveRunId()', 'tool.run_id'],
  ['getRunId()', 'tool.run_id'],
  ['next_run()', 'tool.run'],
  ['job.id()', 'tool.job_id'],
  ['context.toolPosition()', 'tool.position'],
])('what a call says that it gives: %s', (value, key) => {
  expect(keyOf(value)).toBe(key);
});

test.each([
  ['given.tool.toString()', 'agent.tool.name'],
  ['job.toUpperCase()', 'tool.job'],
  ['job.asText()', 'tool.job'],
  ['clock.now()', 'tool.clock'],
  ['String(job)', 'tool.job'],
  ['label(job.part)', 'tool.part'],
  ['settings()', 'tool.settings'],
])('of a call that says nothing of it, what it is made of: %s', (value, key) => {
  expect(keyOf(value)).toBe(key);
});
