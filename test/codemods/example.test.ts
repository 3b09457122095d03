import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { context, propagation, trace } from '@opentelemetry/api';
import { InMemorySpanExporter } from '@opentelemetry/sdk-trace-node';
import { Linter } from 'eslint';
import * as parser from '@typescript-eslint/parser';
import * as prettier from 'prettier';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { contractFor } from '../../src/contract/find-contract.ts';
import { isAllowed, spanEntryOf } from '../../src/contract/match-span.ts';
import { judgeName } from '../../src/contract/name-grammar.ts';
import type { Transform } from '../../src/jscodeshift.ts';
import plugin from '../../src/plugin.ts';
import { COVERED_RULES } from './covered-rules.ts';

const example = path.join(import.meta.dirname, '../../examples/agent');
const files = readdirSync(path.join(example, 'before'));

afterEach(() => {
  vi.restoreAllMocks();
  trace.disable();
  context.disable();
  propagation.disable();
});

/** All codemods over one file of the example, then the formatter that the project uses. */
async function migrate(file: string): Promise<string> {
  const filePath = path.join(example, 'before', file);
  let text = readFileSync(filePath, 'utf8');
  for (const codemod of Object.keys(COVERED_RULES)) {
    const { default: transform } = (await import(`../../codemods/${codemod}.ts`)) as { default: Transform };
    text = transform({ path: filePath, source: text }) ?? text;
  }
  return prettier.format(text, { ...(await prettier.resolveConfig(filePath)), filepath: filePath });
}

test.each(files)('%s after all codemods is what a person would commit', async (file) => {
  expect(await migrate(file)).toBe(readFileSync(path.join(example, 'migrated', file), 'utf8'));
});

test('the rules find nothing more but the span per chunk, whose callback gives a value back', () => {
  const findings = files.flatMap((file) => {
    const filePath = path.join(example, 'migrated', file);
    const config = { files: ['**/*.ts'], languageOptions: { parser } };
    return new Linter({ cwd: example })
      .verify(readFileSync(filePath, 'utf8'), [config, plugin.configs.recommended], filePath)
      .map(({ ruleId, line }) => `${file}:${String(line)} ${String(ruleId)}`);
  });
  expect(findings).toEqual([expect.stringMatching(/^retrieval\.ts:\d+ span-contract\/no-span-in-hot-loop$/)]);
});

describe('the migrated agent, run', () => {
  test('makes spans that obey the contract, and answers as before', async () => {
    const exporter = new InMemorySpanExporter();
    const { startTelemetry } = await import('../../examples/agent/migrated/telemetry.ts');
    const signals = vi.spyOn(process, 'prependOnceListener').mockReturnThis();
    const hooks = vi.spyOn(process, 'once').mockReturnThis();
    startTelemetry(exporter);
    expect(signals.mock.calls.map(([event]) => event)).toEqual(['SIGTERM', 'SIGINT']);
    expect(hooks.mock.calls.map(([event]) => event)).toEqual(['beforeExit']);
    const { run } = await import('../../examples/agent/migrated/main.ts');
    const question = 'What does the Team plan cost for 12 seats?';
    expect(await run(question)).toBe(
      'Hello, and thank you for asking. The Team plan costs 9 euros per seat and month. 12 * 9 = 108',
    );

    vi.spyOn(exporter, 'shutdown').mockResolvedValue();
    const [, flush] = hooks.mock.calls.find(([event]) => event === 'beforeExit') ?? [];
    (flush as (() => unknown) | undefined)?.();
    await vi.waitFor(() => {
      expect(exporter.getFinishedSpans()).not.toEqual([]);
    });
    const spans = exporter.getFinishedSpans();
    const found = contractFor(path.join(example, 'migrated/main.ts'));
    if (!found.ok) throw new Error('the contract of the example is faulty');
    const { contract } = found;
    const names = [...new Set(spans.map(({ name }) => name))].sort();
    expect(names).toEqual([
      'agent.consume_task',
      'agent.handoff',
      'agent.plan',
      'agent.reflection',
      'agent.step',
      'agent.tool.call',
      'gen_ai.completion',
      'retrieval.embed_document',
      'retrieval.query',
      'retrieval.score_chunk',
      'workflow.run',
    ]);
    for (const name of names) {
      expect(spanEntryOf(name, contract) ?? (isAllowed(name, contract) || !judgeName(name, contract))).toBeTruthy();
    }
    const keys = spans.flatMap((span) => [span, ...span.events]).flatMap((one) => Object.keys(one.attributes ?? {}));
    for (const key of keys) expect(contract.attributes.raw.has(key), `${key} is content`).toBe(false);
    const texts = spans.flatMap((span) => Object.values(span.attributes)).filter((value) => typeof value === 'string');
    for (const text of texts) expect(text).not.toMatch(/plan costs|12 seats/);
    const tools = spans
      .filter(({ name }) => name === 'agent.tool.call')
      .map((span) => span.attributes['agent.tool.name']);
    expect(new Set(tools)).toEqual(new Set(['search_documents', 'calculator']));
  });
});
