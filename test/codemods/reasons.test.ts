import { writeFileSync, mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import hoistSpanVariables from '../../codemods/hoist-span-variables.ts';
import redactPrompts from '../../codemods/redact-prompts.ts';
import renameSpans from '../../codemods/rename-spans.ts';
import type { Transform } from '../../src/jscodeshift.ts';

/** The sentences on sites that are left: they say what stands in the way. */

const folder = realpathSync(mkdtempSync(path.join(tmpdir(), 'span-contract-reasons-')));
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

function sentences(transform: Transform, contract: string, source: string, options: object = {}): string[] {
  writeFileSync(path.join(folder, 'span-contract.yaml'), `version: 1\nextends: [agent]\n${contract}`);
  const reports: string[] = [];
  transform({ path: path.join(folder, 'a.ts'), source }, { report: (line) => reports.push(line) }, { ...options });
  return reports.map((report) => report.replace(/^\d+:\d+ /, ''));
}

const TRACER = `import { trace, type Span } from '@opentelemetry/api';\nconst tracer = trace.getTracer('w');\n`;

describe('a name whose parts become attributes', () => {
  test.each([
    ['workers.{worker.scope}', 'workers.billing', 'the part that varies as the attribute `worker.scope`'],
    [
      'workers.{worker.scope}.{worker.action}',
      'workers.billing.record',
      'the parts that vary as the attributes `worker.scope` and `worker.action`',
    ],
  ])('%s', (old, name, parts) => {
    expect(
      sentences(
        renameSpans,
        `spans:\n  workers.run: { replaces: ['${old}'] }\n`,
        `${TRACER}tracer.startSpan('${name}').end();`,
      ),
    ).toEqual([`left (holeInName): \`${name}\` should be \`workers.run\` with ${parts}. Rewrite it by hand.`]);
  });
});

describe('a redactor that the contract does not list', () => {
  test.each([
    [
      'mask(prompt)',
      'The value of `gen_ai.prompt` goes through `mask`, which the contract does not list. List it under `redactors` if nothing can be read out of its result, or redact the value by hand.',
    ],
    [
      'x.maskedPrompt',
      'The value of `gen_ai.prompt` is only named as if content were taken out of it. Give it to a function that the contract lists under `redactors`, or redact it by hand.',
    ],
  ])('%s', (value, sentence) => {
    const code = `${TRACER}import { mask } from './mask';\nexport const f = (span: Span, prompt: any, x: any) => span.setAttribute('gen_ai.prompt', ${value});`;
    expect(sentences(redactPrompts, '', code, { onlyListedRedactors: true })).toEqual([
      `left (unlistedRedactor): ${sentence}`,
    ]);
    expect(sentences(redactPrompts, '', code)).toEqual([]);
  });
});

describe('an old name that a span has where nothing else is given', () => {
  const of = (code: string) =>
    sentences(renameSpans, 'spans:\n  shop.order.read: { replaces: [db.orders] }\n', TRACER + code);

  test('something else reads the variable', () => {
    expect(of(`export const f = (name = 'db.orders') => {\n  count(name);\n  tracer.startSpan(name);\n};`)).toEqual([
      'left (readElsewhere): `db.orders` should be `shop.order.read`, but line 4 reads `name`, which is this text where nothing else is given, for something else too. Rename it by hand if both may change.',
    ]);
  });

  test('other files may read the variable', () => {
    expect(of(`export const name = process.env.NAME ?? 'db.orders';\ntracer.startSpan(name);`)).toEqual([
      'left (otherFile): `db.orders` should be `shop.order.read`, but other files may read `name`, which is this text where nothing else is given. Rename it by hand if they may see the new name.',
    ]);
  });
});

describe('a name that is not always made of the same parts', () => {
  test.each([
    [
      'startSpan(`call_${a ?? b}_tool`)',
      'What varies in `call_${a ?? b}_tool` is one value or another: `a ?? b`. Rewrite it by hand, and record the value that counts.',
    ],
    [
      'startSpan(c ? `call_${a}_tool` : `call_${b}`)',
      '"c ? `call_${a}_tool` : `call_${b}`" is one name or another. Give each a fixed one by hand.',
    ],
  ])('%s', (code, sentence) => {
    expect(
      sentences(
        hoistSpanVariables,
        "spans:\n  tool.call: { replaces: ['call_{tool.name}_tool'] }\n",
        `${TRACER}export const f = (a: string, b: string, c: boolean) => tracer.${code};`,
      ),
    ).toEqual([`left (alternatives): ${sentence}`]);
  });
});

describe('a part of a text', () => {
  test('has a length that says nothing of the whole', () => {
    const code = `${TRACER}import { safeStringify } from 'safe';\nexport const f = (span: Span, args: unknown) => span.setAttribute('gen_ai.prompt', safeStringify(args, 4096));`;
    expect(sentences(redactPrompts, '', code)).toEqual([
      'left (cutText): `gen_ai.prompt` is given `safeStringify(args, 4096)`, a part of a text whose length says nothing of the whole. Record the length of the whole text as `gen_ai.prompt.length` by hand.',
    ]);
  });
});

describe('content that should go', () => {
  const of = (body: string) =>
    sentences(
      redactPrompts,
      'attributes: { raw: { lk.tools: { record: remove } } }\n',
      `${TRACER}declare const names: any;\nexport function f(span: Span, list: string[]) {\n  ${body}\n}`,
    );

  test('a call in the value may do something else', () => {
    expect(of(`span.setAttribute('lk.tools', JSON.stringify(names(list)));\n  span.end();`)).toEqual([
      'left (usedResult): `lk.tools` should not be recorded, but `names()` may do something else as well. Take it out by hand.',
    ]);
  });

  test('the result of the call is used', () => {
    expect(of(`return span.setAttribute('lk.tools', list);`)).toEqual([
      'left (usedResult): `lk.tools` should not be recorded, but the result of the call, or what it works out, is used. Take it out by hand.',
    ]);
  });

  test('the function does nothing else', () => {
    expect(of(`span.setAttribute('lk.tools', list);`)).toEqual([
      'left (emptiedFunction): `lk.tools` should not be recorded, and the function around it does nothing else. Take the function out with the calls of it by hand.',
    ]);
  });
});

test('a file that is minified, or too large for one that people write, stays as it is', () => {
  const contract = 'spans:\n  shop.order.read: { replaces: [db.orders] }\n';
  const code = `${TRACER}tracer.startSpan('db.orders').end();\n`;
  expect(sentences(renameSpans, contract, code)).toHaveLength(1);
  const minified = 'export function f(e,t){return t(e,f)}'.repeat(200);
  expect(sentences(renameSpans, contract, code + minified)).toEqual(['The file is skipped: it is minified.']);
  const table = `export const table = [\n${'  { id: 1 },\n'.repeat(100_000)}];\n`;
  expect(sentences(renameSpans, contract, code + table)).toEqual([
    'The file is skipped: it has more than 1,000,000 characters.',
  ]);
});
