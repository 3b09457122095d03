import { mkdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { check, folderWith, goodName, spanContract } from './command.ts';
import { entries, propose, spans } from './propose.ts';

const HEAD = `import { trace } from '@opentelemetry/api';\nconst tracer = trace.getTracer('t');\n`;

describe("names in OpenTelemetry's own style", () => {
  const files = {
    'orders.ts': `${HEAD}export const f = (id: string, at: string, kept: { by: string }, url: { pathname: string }) => {
  tracer.startSpan(\`GET /orders \${id}\`, { attributes: { 'order.id': id } }).end();
  tracer.startSpan(\`POST /orders/\${id}/items\`, { attributes: { 'order.id': id } }).end();
  tracer.startSpan(\`SELECT orders \${at}\`, { attributes: { 'order.at': at } }).end();
  tracer.startSpan(\`HEAD \${url.pathname}\`).end();
  tracer.startSpan(\`PUT /orders \${kept.by}\`).end();
  tracer.startSpan('[PATCH] /orders').end();
  tracer.startSpan('GET /orders').end();
  tracer.startSpan('createOrder').end();
};
`,
  };

  test('stay without their data, are what check says, and are no namespace', () => {
    const all = propose(files);
    expect(all.naming).toEqual({ accept: ['dot', 'semconv'], namespaces: [] });
    expect(entries(all)).toEqual({
      'GET /orders': ['GET /orders {order.id}'],
      HEAD: ['HEAD {url.path}'],
      'PATCH /orders': ['[PATCH] /orders'],
      'POST /orders/:id/items': ['POST /orders/{order.id}/items'],
      'SELECT orders': ['SELECT orders {order.at}'],
      'order.create': ['createOrder'],
    });
    // no key is made up for what varies
    expect(all.undecided).toMatchObject([
      { name: 'PUT /orders {kept.by}', why: 'no attribute is known for what varies in it', near: 'PUT /orders' },
    ]);
    const folder = folderWith(files);
    const said = check([], folder).report.findings.map(
      ({ message }) => / (?:fixed name|Write) `([^`]+)`/.exec(message)?.[1],
    );
    expect(said.filter((one) => one !== undefined)).toEqual([
      'GET /orders',
      'POST /orders/:id/items',
      'SELECT orders',
      'HEAD',
      'PUT /orders',
      'PATCH /orders',
    ]);
  });

  test('written as check says are no finding under the proposal', () => {
    const folder = folderWith({
      'a.ts': `${HEAD}export const f = (id: string) => {\n  tracer.startSpan(\`POST /api/chat \${id}\`, { attributes: { 'chat.id': id } }).end();\n};\n`,
    });
    expect(spanContract(['init', '--yes'], folder).status).toBe(0);
    expect(check([], folder).report.findings.map(({ messageId }) => messageId)).toEqual(['replacedRecorded']);
    const now = folderWith({
      'span-contract.yaml': readFileSync(path.join(folder, 'span-contract.yaml'), 'utf8'),
      'a.ts': spans('POST /api/chat'),
    });
    expect(check([], now).report.findings).toEqual([]);
  });
});

describe('a name of one word', () => {
  test('gets no namespace of its file, a counter no attribute, and OpenTelemetry no key', () => {
    const all = propose({
      'callbacks.ts': `${HEAD}export const f = (chain: { id: string }, llm: { name: string }) => {
  tracer.startSpan(\`chain:\${chain.id}\`).end();
  tracer.startSpan('llm.' + llm.name).end();
  for (let i = 0; i < 3; i++) tracer.startSpan('iteration ' + i).end();
  for (let i = 0; i < 3; i++) tracer.startSpan('order page ' + i).end();
};
`,
      'payments.ts': spans('refund', 'ledger.write_entry', 'send-to-bank', 'CardCharge'),
    });
    expect(entries(all)).toEqual({
      'card.charge': ['CardCharge'],
      'gen_ai.completion': ['llm.{llm.name}'],
      'ledger.write_entry': [],
    });
    expect(all.undecided.map(({ name, why, near }) => [name, why, near])).toEqual([
      ['chain:{chain.id}', 'it is one word, and its places do not say of what', undefined],
      ['iteration {i}', 'it is one word, and its places do not say of what', undefined],
      ['order page {i}', 'no attribute is known for what varies in it', 'order.page'],
      ['refund', 'it is one word, and only the name of its file or folder says of what', 'payments.refund'],
      ['send-to-bank', 'a good name for it is not plain', undefined],
    ]);
  });
});

describe('an entry that may be meant', () => {
  const model = `import OpenAI from 'openai';\nconst openai = new OpenAI();\n`;
  const around = (name: string, inside: string) =>
    `export const f = async (step: number, db: any) => tracer.startActiveSpan(${name}, async (span) => { await ${inside}; span.end(); });\n`;
  const chat = `openai.chat.completions.create({ model: 'm', messages: [] })`;

  test('is the one of the words, and not the one of what is called inside', () => {
    const all = propose({
      'loop.ts': model + HEAD + around('`step_${step}`', chat),
      'planner.ts': model + HEAD + around(`'PlannerAgent.plan'`, chat),
      'thread.ts': model + HEAD + around(`'summarize_thread'`, chat),
    });
    expect(all.undecided.map(({ name, near }) => [name, near])).toEqual([['step_{step}', 'agent.step']]);
    expect(all.spans.map(({ name, near }) => [name, ...near])).toEqual([
      ['planner_agent.plan', 'its words are those of `agent.plan`, which the preset `agent` lists'],
      ['thread.summarize', 'its attributes are like those of `gen_ai.completion`, which the preset `agent` lists'],
    ]);
  });

  test('is none that calls the same function, where verbs differ or where that is named after neither', () => {
    const near = (...names: readonly (readonly [string, string])[]) =>
      propose(
        Object.fromEntries(names.map(([name, call], i) => [`f${i}.ts`, HEAD + around(`'${name}'`, call)])),
      ).spans.flatMap((one) => one.near);
    expect(near(['OrderLoad', `db.query('a')`], ['delete_order_item', `db.query('b')`])).toEqual([]);
    expect(near(['save_order', `db.query('a')`], ['save_item', `db.query('b')`])).toEqual([]);
    expect(near(['save_order', `saveAll('a')`], ['save_item', `saveAll('b')`])).toEqual([
      'wraps `saveAll`, as `item.save` does',
    ]);
  });
});

describe('a span and the one inside it', () => {
  const inner = `export const loadOrder = async (id: string) => tracer.startActiveSpan('OrderLoad', async (span) => { span.end(); });\n`;
  const outer = (call: string) =>
    `export const handler = (id: string) => tracer.startActiveSpan('load-order', async (span) => { try { return await ${call}; } finally { span.end(); } });\n`;
  const WHY = '`load-order` and `OrderLoad` are made one inside the other';
  const whys = (files: Readonly<Record<string, string>>) => propose(files).undecided.map(({ why }) => why);

  test('are kept apart where a function that is called makes it', () => {
    expect(whys({ 'a.ts': HEAD + inner + outer('loadOrder(id)') })).toEqual([WHY, WHY]);
    const imported = `import { loadOrder } from './orders';\n`;
    expect(
      whys({
        'route.ts': `${imported}${HEAD}const load = (id: string) => loadOrder(id);\n${outer('load(id)')}`,
        'orders.ts': HEAD + inner,
      }),
    ).toEqual([WHY, WHY]);
  });

  test('are one where another function is called', () => {
    expect(entries(propose({ 'a.ts': HEAD + inner + outer('other(id)') }))).toEqual({
      'order.load': ['OrderLoad', 'load-order'],
    });
    const run = (name: string) =>
      `export const run = (other: any) => tracer.startActiveSpan('${name}', async (span) => { await other.run(); span.end(); });\n`;
    // a `run` of another file may be any
    expect(entries(propose({ 'a.ts': HEAD + run('OrderLoad'), 'b.ts': HEAD + run('load-order') }))).toEqual({
      'order.load': ['OrderLoad', 'load-order'],
    });
  });
});

describe('attributes of an entry', () => {
  const code = `${HEAD}import OpenAI from 'openai';
export async function f(question: string, chunk: { text: string }, reply: string, order: { id: string; result: number }) {
  const span = tracer.startSpan('order.answer');
  span.setAttribute('order.id', order.id);
  span.setAttribute('order.result', 3);
  span.setAttribute('input.prompt', question);
  span.setAttribute('chunk.text', chunk.text);
  span.setAttribute('order.note', reply);
  span.setAttribute('answer.length', reply.length);
  await new OpenAI().chat.completions.create({ model: 'm', messages: [{ role: 'user', content: question }] });
  span.end();
}
`;

  test('are what is recorded in place of content, and nothing that may be content', () => {
    const all = propose({ 'a.ts': code });
    expect(all.raw.map(({ key }) => key)).toEqual(['input.prompt']);
    expect(all.spans[0]?.attributes).toEqual([
      { key: 'answer.length', type: 'int' },
      { key: 'input.prompt.length', type: 'int' },
      { key: 'order.id', type: 'string' },
      { key: 'order.result' },
    ]);
    expect(all.undecidedAttributes.map(({ key }) => key)).toEqual(['chunk.text', 'order.note']);
    expect(all.contract).toContain(
      '# - Attribute not listed: `chunk.text` (a.ts:5): it may hold what people or models wrote; if so, record its length\n',
    );
  });
});

describe('the namespaces', () => {
  test('are those of the preset and of the names', () => {
    const { contract } = propose({ 'a.ts': spans('db.query', 'order.load') });
    expect(contract).toContain('  namespaces: [agent, db, gen_ai, order, retrieval, workflow]\n');
  });

  test('are not closed as long as a name is left', () => {
    const { contract, naming } = propose({ 'a.ts': spans('order.load', 'query') });
    expect(naming.namespaces).toEqual([]);
    expect(contract).toContain('naming:\n  accept: [dot]\n\n');
    expect(contract).toContain(
      '# - `naming.namespaces`, once these names are decided: [agent, gen_ai, order, retrieval, workflow] and theirs\n',
    );
  });
});

describe('operations of GenAI agents', () => {
  const NAMES = ['execute_tool', 'chat', 'invoke_agent', 'llm_call'] as const;

  test('that several names are stay as the conventions list them, also where the preset would replace them', () => {
    const folder = folderWith({ 'a.ts': spans(...NAMES) });
    const { stdout } = spanContract(['init', '--yes', '--json'], folder);
    const { contract, semconv, allowed } = JSON.parse(stdout) as Record<string, unknown>;
    expect(contract).toContain(`naming:
  accept: [dot, semconv]
`);
    expect(contract).toContain(`
spans:
  gen_ai.completion:
    replaces:
      - llm_call # a.ts:6; the preset \`agent\` replaces it

# Names of OpenTelemetry's conventions that the preset would replace.
allow:
  - execute_tool # a.ts:3

`);
    expect({ semconv, allowed }).toMatchObject({
      semconv: [{ name: 'chat' }, { name: 'invoke_agent' }],
      allowed: [{ name: 'execute_tool' }],
    });
    expect(check([], folder).places).toEqual(['a.ts:6:18 span-name-format']);
    expect(spanContract(['migrate'], folder).stdout).not.toContain("-tracer.startSpan('execute_tool')");
  });

  test('that one name is may be the own word of a team, unless its span says more', () => {
    const alone = propose({ 'a.ts': spans('execute_tool') });
    expect(alone.naming.accept).toEqual(['dot']);
    expect(alone.contract).toContain('  agent.tool.call:\n    replaces:\n      - execute_tool #');
    const code = `${HEAD}tracer.startSpan('execute_tool', { attributes: { 'gen_ai.operation.name': 'execute_tool' } }).end();\n`;
    const said = propose({ 'a.ts': code });
    expect(said.naming.accept).toEqual(['dot', 'semconv']);
    expect(said.contract).not.toContain('replaces');
    expect(said.contract).toContain('allow:\n  - execute_tool # a.ts:3\n');
  });
});

describe('the linter that a project has', () => {
  const told = (files: Readonly<Record<string, string>>, folder = '.') => {
    const top = folderWith({ 'a.ts': goodName, 'packages/a/a.ts': goodName, ...files });
    mkdirSync(path.join(top, '.git'));
    return spanContract(['init'], path.join(top, folder)).stderr;
  };
  const RULES = `
    "rules": {
      "span-contract/known-span-name": ["error", { "onlyWellFormed": true }],
      "span-contract/no-raw-prompt-attribute": "error",
`;
  const oxlint = { 'package.json': '{ "devDependencies": { "oxlint": "^1.94.0" } }' };

  test('is told of, Oxlint in place of ESLint', () => {
    const text = told(oxlint);
    expect(text).toContain('npm install --save-dev eslint-plugin-span-contract\n\nand as .oxlintrc.json:\n\n  {\n');
    expect(text).toContain(`"jsPlugins": ["eslint-plugin-span-contract"],${RULES}`);
    expect(text).not.toMatch(/eslint\.config|typescript-eslint/);
  });

  test('is told by its configuration, in a folder above too', () => {
    const text = told({ '.oxlintrc.json': '{ "rules": {} }' });
    expect(text).toContain('\nAdd to .oxlintrc.json:\n\n  "jsPlugins": ["eslint-plugin-span-contract"],\n');
    expect(text).toContain(RULES.replace(/^ {2}/gm, ''));
    expect(told({ '.oxlintrc.json': '{}' }, 'packages/a')).toContain('\nAdd to ../../.oxlintrc.json:\n');
    expect(told({ 'eslint.config.js': '' }, 'packages/a')).toContain('\nAdd to ../../eslint.config.js:\n');
  });

  test('is each of both', () => {
    const both = told({ ...oxlint, 'eslint.config.js': '' });
    expect(both).toContain('Add to eslint.config.js:\n');
    expect(both).toContain('and as .oxlintrc.json:\n');
    const asked = told({ 'package.json': '{ "devDependencies": { "oxlint": "1", "eslint": "9" } }' });
    expect(asked).toContain('as eslint.config.mjs:\n');
    expect(asked).toContain('as .oxlintrc.json:\n');
  });

  test('is not told to add what it has', () => {
    const config =
      '{ "jsPlugins": ["eslint-plugin-span-contract"], "rules": { "span-contract/span-name-format": "error" } }';
    expect(told({ '.oxlintrc.json': config })).toContain('\n.oxlintrc.json has the plugin already.\n');
    expect(told({ '.oxlintrc.json': config })).not.toContain('Add to');
  });
});

test('an ESLint configuration that has the plugin is not told to add it', () => {
  const told = (config: string) =>
    spanContract(['init'], folderWith({ 'a.ts': goodName, 'eslint.config.mjs': config })).stderr;
  const lines = `import spanContract from 'eslint-plugin-span-contract';\nexport default [spanContract.configs.recommended];\n`;
  expect(told(lines)).toContain('\neslint.config.mjs has the plugin already.\n');
  expect(told(lines)).not.toContain('Add to');
  expect(told(lines.replace(/^/gm, '// '))).toContain('Add to eslint.config.mjs:\n');
});
