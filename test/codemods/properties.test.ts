import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { hoistSpanVariables } from '../../codemods/hoist-span-variables.ts';
import { redactPrompts } from '../../codemods/redact-prompts.ts';
import { renameSpans } from '../../codemods/rename-spans.ts';
import { addProviderShutdown } from '../../codemods/add-provider-shutdown.ts';
import { liftSpansFromLoops } from '../../codemods/lift-spans-from-loops.ts';
import { earlyErrorsOf, parseSource } from '../../src/analysis/parsing/parse.ts';
import { read } from '../../src/analysis/reading.ts';
import { runCodemod, type Codemod } from '../../src/codemod.ts';
import { contractFor } from '../../src/contract/find-contract.ts';

const found = contractFor('a.ts', {
  contract: {
    version: 1,
    extends: ['agent'],
    spans: {
      'agent.tool.call': { replaces: ['old_call', 'call_{agent.tool.name}_old'] },
      'retrieval.row': {},
    },
    attributes: { raw: { 'agent.note': { record: 'remove' } } },
  },
});
if (!found.ok) throw new Error('the contract of this test is faulty');
const { contract } = found;

const name = fc.constantFrom(
  `'old_call'`,
  '`old_call`',
  `'llm_call'`,
  `'agent.step'`,
  'NAMES.old',
  'OLD',
  `flag ? 'old_call' : 'agent.plan'`,
  '`call_${tool}_old`',
  '`call_${data.name}_old`',
  `'call_' + tool + '_old'`,
  '`run_${tool}`',
  'tool',
);
const attribute = fc.constantFrom(
  `'gen_ai.prompt': prompt`,
  `'agent.note': prompt.slice(0, 9)`,
  `[KEY]: data.answer`,
  `'agent.tool.name': tool`,
  `'x.count': 1`,
  '...data.more',
  `'agent.thought': \`\${prompt}!\``,
);
const attributes = fc
  .array(attribute, { maxLength: 3 })
  .chain((entries) =>
    fc.constantFrom(
      `{ ${entries.join(', ')} }`,
      `{\n    ${entries.map((entry) => `${entry}, // why\n    `).join('')}}`,
      `{${entries.join(',')}${entries.length > 0 ? ',' : ''}}`,
    ),
  );
const options = fc.oneof(
  fc.constantFrom('undefined', 'data.options', '{ kind: 1 }', '{ ...data.options }'),
  attributes.map((entries) => `{ attributes: ${entries} }`),
);
const statement = fc.oneof(
  name.map((one) => `tracer.startSpan(${one}).end()`),
  fc.tuple(name, options).map(([one, given]) => `tracer.startSpan(${one}, ${given}).end()`),
  fc.tuple(name, options).map(([one, given]) => `tracer.startActiveSpan(${one}, ${given}, (span) => { span.end() })`),
  name.map((one) => `tracer.startActiveSpan(${one}, (span) => { span.end() })`),
  name.map((one) => `outer.updateName(${one})`),
  attributes.map((entries) => `outer.setAttributes(${entries})`),
  attributes.map((entries) => `outer.addEvent('agent.iteration', ${entries})`),
  fc.constantFrom(
    `outer.setAttribute('gen_ai.prompt', prompt)`,
    `outer.setAttribute(KEY, JSON.stringify(data.answer)).setAttribute('x', 1)`,
    `outer?.setAttribute('agent.note', data.answer)`,
    `if (flag) outer.setAttribute('agent.note', prompt)`,
    `console.log(OLD, 'old_call', prompt)`,
    `for (const row of rows) { const span = tracer.startSpan('retrieval.row'); work(row); span.end() }`,
    `for (const row of rows) {\n    const span = tracer.startSpan('retrieval.row');\n    try {\n      work(row);\n    } finally {\n      span.end();\n    }\n  }`,
    `new NodeSDK({ traceExporter: new OTLPTraceExporter() }).start()`,
  ),
);

const program = fc
  .record({
    statements: fc.array(statement, { minLength: 1, maxLength: 5 }),
    eol: fc.constantFrom('\n', '\r\n'),
    end: fc.constantFrom(';', ''),
    bom: fc.constantFrom('', '\uFEFF'),
    tail: fc.constantFrom('', '\n'),
  })
  .map(({ statements, eol, end, bom, tail }) => {
    const lines = [
      `import { trace, type Span } from '@opentelemetry/api'`,
      `import { NodeSDK } from '@opentelemetry/sdk-node'`,
      `import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-http'`,
      `const tracer = trace.getTracer('t')`,
      `const OLD = 'old_call', KEY = 'gen_ai.completion'`,
      `const NAMES = { old: 'old_call', other: 'agent.plan' } as const`,
      // a note with 🦜 before the sites
      `/* 🦜 */ export function run(outer: Span, flag: boolean, tool: string, prompt: string, data: any, rows: string[], work: (row: string) => void) {`,
      ...statements.map((one) => `  ${one}${one.endsWith('}') ? '' : end}`),
      '}',
    ];
    const text = lines.map((line) => (/^(?:import|const)/.test(line) ? line + end : line)).join('\n') + tail;
    return bom + text.replaceAll('\n', eol);
  });

function findings(codemod: Codemod, text: string): number {
  const plain = text.replace(/^\uFEFF/, '');
  const parsed = parseSource(plain, 'a.ts');
  if ('fault' in parsed) throw new Error(parsed.fault.message);
  const reading = read(parsed.source, contract);
  return [...codemod.rule.check({ reading, contract, options: codemod.rule.defaults })].length;
}

const codemods: readonly Codemod[] = [
  renameSpans,
  hoistSpanVariables,
  redactPrompts,
  liftSpansFromLoops,
  addProviderShutdown,
];

describe.each(codemods.map((codemod) => [codemod.name, codemod] as const))('%s on generated programs', (_, codemod) => {
  const run = (text: string) =>
    runCodemod(codemod, { path: 'a.ts', text }, contract, codemod.defaults, { hasContractFile: true });

  test('takes away the findings that it says it covers, parses, and changes nothing the second time', () => {
    fc.assert(
      fc.property(program, (text) => {
        const { text: changed = text, rows } = run(text);
        const done = rows.filter((row) => row.outcome === 'done').length;
        expect(rows.filter((row) => row.outcome === 'failed')).toEqual([]);
        expect(done > 0).toBe(changed !== text);
        expect(findings(codemod, changed)).toBeLessThanOrEqual(findings(codemod, text) - done);
        expect(earlyErrorsOf(changed.replace(/^\uFEFF/, ''), 'a.ts')).toEqual([]);
        expect(changed.startsWith('\uFEFF')).toBe(text.startsWith('\uFEFF'));
        if (text.includes('\r\n')) expect(changed.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/);
        expect(run(changed).text).toBe(undefined);
      }),
      { numRuns: 200 },
    );
  });
});
