import { spawn, spawnSync } from 'node:child_process';
import {
  cpSync,
  existsSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { addProviderShutdown } from '../../codemods/add-provider-shutdown.ts';
import { hoistSpanVariables } from '../../codemods/hoist-span-variables.ts';
import { liftSpansFromLoops } from '../../codemods/lift-spans-from-loops.ts';
import { redactPrompts } from '../../codemods/redact-prompts.ts';
import { renameSpans } from '../../codemods/rename-spans.ts';
import { runCodemod, type Codemod } from '../../src/codemod.ts';
import { contractFor } from '../../src/contract/find-contract.ts';
import { addFiles, badName, check, command, folderWith, goodName, root, spanContract } from './command.ts';
import { entries, propose, spans, type InitJson } from './propose.ts';

const FIXTURES = path.join(import.meta.dirname, 'fixtures', 'init');
const CONTRACT = 'span-contract.yaml';
/** In the order in which one makes the next possible. */
const CODEMODS = [
  renameSpans,
  hoistSpanVariables,
  redactPrompts,
  liftSpansFromLoops,
  addProviderShutdown,
] as readonly Codemod[];

/** A copy of a code base. */
function copyOf(source: string): string {
  const folder = folderWith();
  cpSync(source, folder, { recursive: true, filter: (file) => !file.endsWith('expected.yaml') });
  return folder;
}

const read = (folder: string, file = CONTRACT) => readFileSync(path.join(folder, file), 'utf8');

describe.each(readdirSync(FIXTURES))('the code base %s', (name) => {
  const source = path.join(FIXTURES, name);

  test('gets the contract that stands beside it, twice the same, and it has no fault', () => {
    const folder = copyOf(source);
    expect(spanContract(['init', '--yes'], folder)).toMatchObject({ status: 0 });
    expect(read(folder)).toBe(read(source, 'expected.yaml'));
    expect(spanContract(['init'], copyOf(source)).stdout).toBe(read(folder));
    expect(check([], folder).report.notChecked).toEqual([]);
  });

  test('knows no name any more that is neither listed nor left to decide', () => {
    const folder = copyOf(source);
    spanContract(['init', '--yes'], folder);
    const again = JSON.parse(spanContract(['init', '--json'], folder).stdout) as InitJson;
    expect(again.existing).toBe(CONTRACT);
    expect(again.spans).toEqual([]);
    expect(again.raw).toEqual([]);
    expect(again.wrappers).toEqual([]);
  });
});

describe('the example', () => {
  test('gets a contract under which every old name has a new one', () => {
    const folder = copyOf(path.join(root, 'examples', 'agent', 'before'));
    expect(spanContract(['init', '--yes'], folder)).toMatchObject({ status: 0 });
    const { status, report } = check([], folder);
    expect(status).toBe(1);
    expect(report.notChecked).toEqual([]);
    const names = report.findings.filter(({ rule }) => rule.includes('span-name'));
    expect(names.map(({ messageId }) => messageId)).toEqual(names.map(() => 'replacedName'));
    expect(names).toHaveLength(6);
  });

  test('and the codemods leave nothing under it but what they say a person has to do', () => {
    const folder = copyOf(path.join(root, 'examples', 'agent', 'before'));
    spanContract(['init', '--yes'], folder);
    const found = contractFor(path.join(folder, 'agent.ts'));
    if (!found.ok) throw new Error(found.faults[0]?.sentence);
    const left = CODEMODS.flatMap((codemod) =>
      readdirSync(folder, { encoding: 'utf8' })
        .filter((file) => file.endsWith('.ts'))
        .flatMap((name) => {
          const file = { path: path.join(folder, name), text: read(folder, name) };
          const { text, rows } = runCodemod(codemod, file, found.contract, codemod.defaults, { hasContractFile: true });
          if (text !== undefined) writeFileSync(file.path, text);
          return rows
            .filter(({ outcome }) => outcome !== 'done')
            .map(({ reason }) => `${name} ${codemod.rule.name} ${reason}`);
        }),
    );
    expect(left).toEqual(['retrieval.ts no-span-in-hot-loop callback']);
    expect(check([], folder).places.map((place) => place.replace(/:\d+:\d+/, ''))).toEqual([
      'retrieval.ts no-span-in-hot-loop',
    ]);
  });

  test('agrees with what a person wrote of it', () => {
    const folder = copyOf(path.join(root, 'examples', 'agent', 'before'));
    spanContract(['init', '--yes'], folder);
    const own = read(folder);
    expect(own).toContain('  namespaces: [agent, gen_ai, retrieval, workflow]\n');
    expect(own).toContain('      - "agent_step {agent.step.number}: {agent.tool.name}" # agent.ts:41; ');
    for (const key of ['llm.prompt', 'llm.completion', 'retrieval.document.content'])
      expect(own).toContain(`    ${key}: { record: length } # retrieval.ts:`);
  });
});

describe('names are put together', () => {
  test('where their words are the same, whatever joins them and wherever the verb stands', () => {
    const all = propose({ 'src/a.ts': spans('fetchUser', 'fetch-user', 'FetchUser', 'user fetch', 'fetch_the_user') });
    expect(entries(all)).toEqual({
      'user.fetch': ['FetchUser', 'fetch-user', 'fetchUser', 'fetch_the_user', 'user fetch'],
    });
  });

  test('whatever makes them look like a call', () => {
    expect(entries(propose({ 'a.ts': spans('batch.trigger()', 'batch-trigger', 'mail.sendAll()') }))).toEqual({
      'batch.trigger': ['batch-trigger', 'batch.trigger()'],
      'mail.send_all': ['mail.sendAll()'],
    });
  });

  test('with a good name of the same words, or one that the preset lists', () => {
    expect(entries(propose({ 'a.ts': spans('order.create', 'createOrder', 'run_workflow') }))).toEqual({
      'order.create': ['createOrder'],
      'workflow.run': ['run_workflow'],
    });
  });

  test('where words and what is called inside agree', () => {
    const call = (name: string, inside: string) =>
      `export const f${name.length} = () => tracer.startActiveSpan('${name}', async (span) => { await ${inside}; span.end(); });\n`;
    const chat = `openai.chat.completions.create({ model: 'm', messages: [] })`;
    const head = `import { trace } from '@opentelemetry/api';\nimport OpenAI from 'openai';\nconst openai = new OpenAI();\nconst tracer = trace.getTracer('t');\n`;
    const all = propose({
      'a.ts':
        head +
        call('openai_request', chat) +
        call('ask-claude', chat) +
        call('summarize_thread', chat) +
        call('openai_call', `openai.embeddings.create({ model: 'm', input: [] })`) +
        call('model_load', 'load()'),
    });
    expect(entries(all)).toEqual({
      'gen_ai.completion': ['ask-claude', 'openai_request'],
      'model.load': ['model_load'],
      'openai.call': ['openai_call'],
      'thread.summarize': ['summarize_thread'],
    });
    expect(all.spans.find(({ name }) => name === 'thread.summarize')?.near).toEqual([
      'its attributes are like those of `gen_ai.completion`',
    ]);
  });
});

describe('names of one namespace', () => {
  test('stay together, as soon as another name shows the namespace', () => {
    expect(
      entries(propose({ 'a.ts': spans('createOrder', 'load_order_items', 'order ship', 'wipe-cache-entries') })),
    ).toEqual({
      'order.create': ['createOrder'],
      'order.items.load': ['load_order_items'],
      'order.ship': ['order ship'],
      'wipe.cache_entries': ['wipe-cache-entries'],
    });
    expect(entries(propose({ 'a.ts': spans('load_order_items') }))).toEqual({
      'order_items.load': ['load_order_items'],
    });
  });

  test('stay together where some of the words are joined by dots already', () => {
    expect(entries(propose({ 'a.ts': spans('http cart.add', 'http cart.empty', 'http checkout') }))).toEqual({
      'http.cart.add': ['http cart.add'],
      'http.cart.empty': ['http cart.empty'],
      'http.checkout': ['http checkout'],
    });
  });
});

test('a name begins with a thing, and where no word is plainly one it is left', () => {
  const all = propose({
    'src/middlewares/mod.ts': spans(
      'middlewares',
      'pruneClosedChangeSet',
      'drain_agent_activity',
      'pause_agent_activity',
    ),
    'src/other.ts': spans('onRequestError', 'should-component-mount', 'scan_and_add_configs', 'handler'),
  });
  expect(entries(all)).toEqual({
    'agent.activity.drain': ['drain_agent_activity'],
    'agent.activity.pause': ['pause_agent_activity'],
    'closed_change_set.prune': ['pruneClosedChangeSet'],
  });
  expect(all.undecided.map(({ name, near }) => [name, near])).toEqual([
    ['handler', undefined],
    ['middlewares', undefined],
    ['onRequestError', undefined],
    ['scan_and_add_configs', undefined],
    ['should-component-mount', undefined],
  ]);
});

describe('a name that check names a better one for', () => {
  test.each([
    'Create Order',
    'Order Status Page',
    'Index Rebuild',
    'http cart.add',
    'store agent state',
    'order:create',
    'Agent/ToolRun',
    'LLM Call: gpt-4o',
    'GenAi.Completion',
  ])('%s has that one in the proposal as well', (name) => {
    const files = { 'a.ts': spans(name) };
    const [finding] = check([], folderWith(files)).report.findings;
    const better = /Write `([^`]+)`/.exec(finding?.message ?? '')?.[1];
    expect(better).toBeDefined();
    const all = propose(files);
    expect(entries(all)).toEqual({ [better ?? '']: [name] });
  });

  test('that is a near miss of a listed one is left, with the listed one', () => {
    const contract = 'version: 1\nnaming: { accept: [dot] }\nspans:\n  invoice.archive: {}\n';
    const all = propose({ 'span-contract.yaml': contract, 'a.ts': spans('invoice archvie') });
    const why = 'nearly `invoice.archive`';
    expect(all.undecided).toMatchObject([{ name: 'invoice archvie', why, near: 'invoice.archive' }]);
  });
});

describe('entries that may be one', () => {
  const around = (name: string, call: string) =>
    `export const f = (handler: any, args: any) => tracer.startActiveSpan('${name}', async (span) => { await ${call}; span.end(); });\n`;
  const near = (...spanned: readonly (readonly [name: string, call: string])[]) => {
    const head = `import { trace } from '@opentelemetry/api';\nconst tracer = trace.getTracer('t');\n`;
    const files = spanned.map(([name, call], i) => [`f${i}.ts`, head + around(name, call)] as const);
    return propose(Object.fromEntries(files)).spans.flatMap((one) => one.near);
  };

  test('are those around the same function', () => {
    const why = 'wraps `loadUser`, as `a.load` does';
    expect(near(['a.load', 'loadUser(1)'], ['b_load', 'loadUser(2)'])).toEqual([why]);
    expect(near(['a.load', 'loadUser(1)'], ['b_load', 'loadUser.apply(this, args)'])).toEqual([why]);
  });

  test('are not those around whatever they are given, nor around what many call', () => {
    for (const call of ['Reflect.apply(handler, this, args)', 'handler.apply(this, args)', 'handler(args)'])
      expect(near(['a.load', call], ['b_load', call])).toEqual([]);
    expect(near(['a.load', 'send(1)'], ['b_load', 'send(2)'], ['c_load', 'send(3)'])).toEqual([]);
  });
});

describe('names are kept apart', () => {
  test('where directions differ', () => {
    expect(entries(propose({ 'a.ts': spans('copy_file_to_disk', 'copy_file_from_disk', 'copyFileToDisk') }))).toEqual({
      'file.copy_from_disk': ['copy_file_from_disk'],
      'file.copy_to_disk': ['copyFileToDisk', 'copy_file_to_disk'],
    });
  });

  test('where one word differs', () => {
    expect(entries(propose({ 'a.ts': spans('load_user', 'load_users', 'store_user') }))).toEqual({
      'user.load': ['load_user'],
      'user.store': ['store_user'],
      'users.load': ['load_users'],
    });
  });

  test('where they are made as different kinds', () => {
    const make = (name: string, kind: string) =>
      `trace.getTracer('t').startSpan('${name}', { kind: SpanKind.${kind} }).end();\n`;
    const code = `import { SpanKind, trace } from '@opentelemetry/api';\n${make('placeOrder', 'CLIENT')}${make('place_order', 'SERVER')}`;
    const all = propose({ 'a.ts': code });
    expect(entries(all)).toEqual({});
    const why = '`place_order` is made as server, `placeOrder` as client';
    expect(all.undecided).toMatchObject([
      { name: 'placeOrder', why, near: 'place.order' },
      { name: 'place_order', why, near: 'place.order' },
    ]);
  });

  test('where one is made inside the other', () => {
    const code = `import { trace } from '@opentelemetry/api';
const tracer = trace.getTracer('t');
export const f = () => tracer.startActiveSpan('send_mail', (outer) => {
  tracer.startActiveSpan('sendMail', (inner) => { inner.end(); });
  outer.end();
});
`;
    const why = '`send_mail` and `sendMail` are made one inside the other';
    expect(propose({ 'a.ts': code })).toMatchObject({
      spans: [],
      undecided: [
        { name: 'sendMail', why },
        { name: 'send_mail', why },
      ],
    });
  });

  test('where a call of a model stands inside one of them alone: the other may be around it', () => {
    const code = `import { trace } from '@opentelemetry/api';
import OpenAI from 'openai';
const tracer = trace.getTracer('t');
const openai = new OpenAI();
export const inner = () => tracer.startActiveSpan('call_gpt', async (span) => {
  await openai.chat.completions.create({ model: 'm', messages: [] });
  span.end();
});
export const outer = () => tracer.startActiveSpan('llm-request', async (span) => { await inner(); span.end(); });
`;
    const all = propose({ 'a.ts': code });
    expect(entries(all)).toEqual({ 'gen_ai.completion': ['call_gpt'], 'llm.request': ['llm-request'] });
    expect(all.spans[1]?.near).toEqual(['its words are those of `gen_ai.completion`']);
  });
});

describe('what varies in a name', () => {
  const code = (name: string, attributes = '', parameter = 'id: string') =>
    `import { trace } from '@opentelemetry/api';\nexport const f = (${parameter}) => { trace.getTracer('t').startSpan(\`${name}\`, { attributes: { ${attributes} } }).end(); };\n`;

  test.each([
    [
      'becomes the attribute that holds it already',
      code('load order ${id}', `'shop.order': id`),
      'load order {shop.order}',
    ],
    [
      'becomes the attribute of the entry',
      code('run_tool_${tool.name}', '', 'tool: { name: string }'),
      'run_tool_{agent.tool.name}',
    ],
    [
      'becomes a known attribute',
      code('consume-jobs-${topic}', '', 'topic: string'),
      'consume-jobs-{messaging.destination.name}',
    ],
    ['gets a key of its own', code('load order ${id}'), 'load order {order.id}'],
    [
      'keeps a key that begins with the namespace',
      code('load order ${orderId}', '', 'orderId: string'),
      'load order {order.id}',
    ],
    [
      'keeps the thing that it is the label of',
      code('load order ${job.id}', '', 'job: { id: string }'),
      'load order {order.job_id}',
    ],
    [
      'keeps no place that only holds it',
      code('load order ${ctx.id}', '', 'ctx: { id: string }'),
      'load order {order.id}',
    ],
    [
      'says the thing of its namespace once',
      code('load order ${nextOrder.id}', '', 'nextOrder: { id: string }'),
      'load order {order.id}',
    ],
  ])('%s', (_, text, old) => {
    const all = propose({ 'worker.ts': text });
    expect(Object.values(entries(all))).toEqual([[old]]);
  });

  test.each([
    [
      'content',
      code('answer ${prompt}', '', 'prompt: string'),
      'what varies in it is content, which must not be recorded',
    ],
    ['nearly everything', code('${id}.${kind}', '', 'id: string, kind: string'), 'it has no words of its own'],
    ['two parts side by side', code('load order ${id}${id}'), 'two of its parts that vary stand side by side'],
  ])('is left to a person: %s', (_, text, why) => {
    const all = propose({ 'worker.ts': text });
    expect(entries(all)).toEqual({});
    expect(all.undecided.map((one) => one.why)).toEqual([why]);
  });

  test('makes no pattern that would take in another name', () => {
    const all = propose({
      'worker.ts': code('load ${id}'),
      'other.ts': spans('load everything'),
    });
    expect(entries(all)).toEqual({ 'everything.load': ['load everything'] });
    expect(all.undecided).toMatchObject([
      { name: 'load {id}', why: 'as a pattern it would mean `load everything` as well', near: 'worker.load' },
    ]);
  });
});

describe('the style of names', () => {
  test('is that of the conventions as well where names can be nothing else', () => {
    expect(propose({ 'a.ts': spans('chat gpt-4', 'agent.step') }).naming.accept).toEqual(['dot', 'semconv']);
    expect(propose({ 'a.ts': spans('GET /users') }).naming.accept).toEqual(['dot', 'semconv']);
  });

  test("of a library's own labels stays as it is, and the names are told", () => {
    const labels = ['Videos.getById', 'GET /videos', 'loadUser', 'LLMCall'].map(
      (label) => `export const f${label.length} = Effect.fn('${label}')(function* () {});\n`,
    );
    const proposal = propose({
      'a.ts': `import { Effect } from 'effect';\n${labels.join('')}`,
      'b.ts': spans('loadUser'),
    });
    // one that a person wrote as well, and one that the preset replaces
    expect(entries(proposal)).toEqual({ 'gen_ai.completion': ['LLMCall'], 'user.load': ['loadUser'] });
    expect(proposal.naming.accept).toEqual(['dot']);
    expect(proposal.ownNotation.map(({ name }) => name)).toEqual(['GET /videos', 'Videos.getById']);
    expect(proposal.contract).toContain(
      '\n# Names in the notation of the library that makes their spans, left as they are: `GET /videos` (a.ts:3), `Videos.getById` (a.ts:2)\n',
    );
    const { stderr } = spanContract(['init'], folderWith({ 'a.ts': `import { Effect } from 'effect';\n${labels[0]}` }));
    expect(stderr).toMatch(
      /^0 spans, 0 old names, 1 name in the notation of a library, from 1 file with spans of 1\.\n/,
    );
  });

  test('is dot notation where everyday words are only written like theirs', () => {
    const all = propose({ 'a.ts': spans('create order', 'plan trip') });
    expect(all.naming.accept).toEqual(['dot']);
    expect(entries(all)).toEqual({ 'order.create': ['create order'], 'plan.trip': ['plan trip'] });
  });
});

describe('wrappers', () => {
  const wrapper = (name: string, around = 'name') =>
    `import { trace } from '@opentelemetry/api';\nexport const ${name} = (name: string, work: () => void) => { const span = trace.getTracer('t').startSpan(${around}); work(); span.end(); };\n`;
  const call = (name: string, from: string) => `import { ${name} } from '${from}';\n${name}('BadName', () => {});\n`;

  test('are listed as callers import them, and then their calls are found', () => {
    const folder = folderWith({
      'lib/telemetry.ts': wrapper('traced'),
      'src/a.ts': call('traced', '../lib/telemetry.js'),
      'src/deep/b.ts': call('traced', '../../lib/telemetry'),
    });
    spanContract(['init', '--yes'], folder);
    expect(read(folder)).toContain(
      '  - { module: ./lib/telemetry, export: traced, name: 0, ends: true } # lib/telemetry.ts:2; 2 calls in other files\n',
    );
    expect(check(['--rule', 'span-name-format'], folder).places).toEqual([
      'src/a.ts:2:8 span-name-format',
      'src/deep/b.ts:2:8 span-name-format',
    ]);
  });

  test('are listed once, by their file, whatever aliases lead there, and the calls by all of them are found', () => {
    const folder = folderWith({
      'package.json': '{ "name": "app" }',
      'tsconfig.json': '{ "compilerOptions": { "paths": { "@lib/*": ["./src/lib/*"], "@/*": ["./src/*"] } } }',
      'src/lib/timing.ts': wrapper('traced'),
      'src/a.ts': call('traced', '@lib/timing'),
      'src/b.ts': call('traced', '@/lib/timing'),
      'src/c.ts': call('traced', './lib/timing.js'),
    });
    spanContract(['init', '--yes'], folder);
    expect(read(folder).match(/^ {2}- \{ module: .*$/gm)).toEqual([
      '  - { module: ./src/lib/timing, export: traced, name: 0, ends: true } # src/lib/timing.ts:2; 3 calls in other files',
    ]);
    expect(check(['--as-eslint', '--rule', 'span-name-format'], folder).places).toEqual([
      'src/a.ts:2:8 span-name-format',
      'src/b.ts:2:8 span-name-format',
      'src/c.ts:2:8 span-name-format',
    ]);
    // a contract that a person wrote with the alias lacks nothing
    writeFileSync(path.join(folder, CONTRACT), read(folder).replace('./src/lib/timing', '"@lib/timing"'));
    expect((JSON.parse(spanContract(['init', '--json'], folder).stdout) as InitJson).wrappers).toEqual([]);
  });

  test('are listed by the name of their package where callers import them by that', () => {
    const folder = folderWith({
      'packages/telemetry/package.json': '{ "name": "@acme/telemetry", "main": "./src/index.ts" }',
      'packages/telemetry/src/index.ts': wrapper('traced'),
      'packages/api/package.json': '{ "name": "@acme/api" }',
      'packages/api/a.ts': call('traced', '@acme/telemetry'),
    });
    mkdirSync(path.join(folder, 'node_modules', '@acme'), { recursive: true });
    symlinkSync(path.join(folder, 'packages', 'telemetry'), path.join(folder, 'node_modules', '@acme', 'telemetry'));
    const all = JSON.parse(spanContract(['init', '--json'], folder).stdout) as InitJson;
    expect(all.wrappers).toMatchObject([{ module: '@acme/telemetry', export: 'traced' }]);
  });

  test('give no names of their own where a caller may leave the name out', () => {
    const all = propose({
      'base.ts': `import { trace } from '@opentelemetry/api';
export const inSpan = (work: () => void, { name }: { name?: string } = {}) =>
  trace.getTracer('t').startActiveSpan(name || work.name || 'work.default', (span) => { work(); span.end(); });
`,
      'a.ts': `import { inSpan } from './base.js';\ninSpan(() => {}, { name: 'order.ship' });\n`,
    });
    expect(entries(all)).toEqual({ 'order.ship': [] });
  });

  test('need no entry where their name says that they make spans', () => {
    const all = propose({ 'spans.ts': wrapper('withSpan'), 'a.ts': call('withSpan', './spans.js') });
    expect(all.wrappers).toEqual([]);
    expect(all.followedWrappers).toMatchObject([{ export: 'withSpan' }]);
  });

  test('of wrappers are found as well', () => {
    const all = propose({
      'base.ts': wrapper('traced'),
      'tools.ts': `import { traced } from './base.js';\nexport const toolRun = (name: string, work: () => void) => traced(name, work);\n`,
      'a.ts': call('toolRun', './tools.js'),
    });
    expect(all.wrappers.map(({ export: name }) => name)).toEqual(['traced', 'toolRun']);
    expect(entries(all)).toEqual({ 'bad.name': ['BadName'] });
  });

  test('are listed with the fixed texts that they put around a name', () => {
    const folder = folderWith({
      'base.ts': wrapper('traced', '`app.${name}.run`'),
      'a.ts': call('traced', './base.js'),
    });
    spanContract(['init', '--yes'], folder);
    expect(read(folder)).toContain(
      '  - { module: ./base, export: traced, name: 0, before: app., after: .run, ends: true } # base.ts:2; 1 call in other files\n',
    );
    const [only, ...more] = check(['--as-eslint', '--rule', 'span-name-format'], folder).report.findings;
    expect(only).toMatchObject({ file: 'a.ts', line: 2, column: 8 });
    expect(only?.message).toContain('`app.BadName.run`');
    expect(more).toEqual([]);
  });

  test('are left to a person where the contract cannot say what they do, or where their name is in every file', () => {
    const library = "import { withTask } from '@traceloop/node-server-sdk';\n";
    const all = propose({
      'base.ts': `import { trace } from '@opentelemetry/api';\nexport const traced = ({ 'span-name': name }: any) => trace.getTracer('t').startSpan(name);\n`,
      'task.ts': `${library}export const job = (name: string, work: () => void) => withTask({ name }, work);\n`,
      'other.ts': wrapper('run'),
      'clock.ts': wrapper('timed', '`${process.env.APP}.${name}`'),
      'title.ts': `import { trace } from '@opentelemetry/api';\nexport const titled = (title: string, options: { name?: string }) => trace.getTracer('t').startSpan(options.name ?? title).end();\n`,
      'lower.ts': wrapper('lowered', 'name.toLowerCase()'),
      'a.ts': `import { traced } from './base.js';\ntraced({ 'span-name': 'BadName' });\n`,
      'b.ts': call('job', './task.js'),
    });
    expect(all.wrappers).toEqual([]);
    expect(all.undecidedWrappers.map(({ export: name, why }) => `${name}: ${why}`)).toEqual([
      'traced: its name stands at `0.span-name`, which `wrappers` cannot say',
      'timed: it names its spans `*.…`, which `wrappers` cannot say',
      'lowered: it changes the letters of the name, which `wrappers` cannot say',
      'run: `run` is a word of most files, and listing it would have all of them read',
      'job: its spans are made by a library with names of its own, which `wrappers` cannot say',
      'titled: it takes the name from one of 2 places, which `wrappers` cannot say',
    ]);
  });

  test('that are functions of a library which a file hands on need no entry, and their calls are found', () => {
    const all = propose({
      'tracing.ts': `export { observe as traced } from '@langfuse/tracing';\n`,
      'a.ts': `import { traced } from './tracing.js';\nexport const answer = traced(async () => 1, { name: 'BadName' });\n`,
    });
    expect([...all.wrappers, ...all.undecidedWrappers, ...all.followedWrappers]).toEqual([]);
    expect(entries(all)).toEqual({ 'bad.name': ['BadName'] });
  });

  test('of the global scope stay as a person listed them, and so do their calls', () => {
    const contract = 'version: 1\nextends: [agent]\nwrappers:\n  - { global: telemetry.timed, name: 0 }\n';
    const all = propose({ 'span-contract.yaml': contract, 'a.ts': `telemetry.timed('BadName');\n` });
    expect(entries(all)).toEqual({ 'bad.name': ['BadName'] });
    expect(all.wrappers).toEqual([]);
  });
});

describe('content', () => {
  test('under numbered keys is one key', () => {
    const code = `import { trace } from '@opentelemetry/api';
export function f(prompt: string) {
  const span = trace.getTracer('t').startSpan('agent.step');
  span.setAttribute('my.0.prompt', prompt);
  span.setAttribute('my.1.prompt', prompt);
  span.end();
}
`;
    expect(propose({ 'a.ts': code }).raw.map(({ key }) => key)).toEqual(['my.N.prompt']);
  });

  test('is listed by its key; a key that holds other things elsewhere is left', () => {
    const set = (key: string, value: string) => `span.setAttribute('${key}', ${value});\n`;
    const code = `import { trace } from '@opentelemetry/api';
import OpenAI from 'openai';
export async function f(prompt: string, note: string) {
  const span = trace.getTracer('t').startSpan('agent.step');
  ${set('my.prompt', 'prompt')}${set('info', 'prompt')}${set('info', 'note')}${set('memo', 'prompt')}
  await new OpenAI().chat.completions.create({ model: 'm', messages: [{ role: 'user', content: prompt }] });
  span.end();
}
`;
    const all = propose({ 'a.ts': code });
    expect(all.raw.map(({ key }) => key)).toEqual(['memo', 'my.prompt']);
    expect(all.undecidedRaw.map(({ key }) => key)).toEqual(['info']);
  });

  test('that says content on spans of AI alone is none where it holds something else as well', () => {
    const all = propose({
      'a.ts': `import type { Span } from '@opentelemetry/api';
export function choose(span: Span, completion: string) {
  const message = { completion };
  span.addEvent('gen_ai.choice', { message: JSON.stringify(message) });
}
`,
      'b.ts': `import type { Span } from '@opentelemetry/api';
export const fail = (span: Span, error: Error) => span.addEvent('order.failed', { message: error.toString() });
`,
    });
    expect(all.raw).toEqual([]);
    expect(all.undecidedRaw.map(({ key }) => key)).toEqual(['message']);
  });
});

describe('a contract that is there', () => {
  const OWN = 'version: 1\nextends: [agent]\nspans:\n  order.create: {}\n';

  test('is never written over; what it lacks is printed', () => {
    const folder = folderWith({ [CONTRACT]: OWN, 'a.ts': spans('order.create', 'createOrder', 'user.fetch') });
    const { status, stdout, stderr } = spanContract(['init', '--yes'], folder);
    expect(status).toBe(0);
    expect(read(folder)).toBe(OWN);
    expect(stdout).toBe(
      `spans:
  # 1 site: a.ts:3; listed by the contract
  order.create:
    replaces:
      - createOrder # a.ts:4; the words of \`order.create\`

  # 1 site: a.ts:5
  user.fetch: {}
`,
    );
    expect(stderr).toBe(
      'span-contract.yaml is there and stays as it is; stdout shows what it lacks, to be put in by hand. --output FILE writes a new contract beside it, --yes --force one over it.\n',
    );
  });

  test('that lacks nothing is told so', () => {
    const folder = folderWith({ [CONTRACT]: OWN, 'a.ts': spans('order.create') });
    expect(spanContract(['init'], folder)).toEqual({
      status: 0,
      stdout: '',
      stderr: 'span-contract.yaml is there and lacks nothing that the code shows. Nothing was written.\n',
    });
  });

  test('of a folder above is the one that counts', () => {
    const folder = folderWith({ [CONTRACT]: OWN, 'app/a.ts': spans('user.fetch') });
    const { stdout, stderr } = spanContract(['init', '--yes'], path.join(folder, 'app'));
    expect(stdout).toContain('  user.fetch: {}\n');
    expect(stderr).toContain('../span-contract.yaml is there and stays as it is');
    expect(existsSync(path.join(folder, 'app', CONTRACT))).toBe(false);
  });

  test('of a folder below keeps its files', () => {
    const folder = folderWith({ 'app/span-contract.yaml': OWN, 'app/a.ts': spans('SomeName'), 'b.ts': spans('x.y') });
    const { stdout, stderr } = spanContract(['init'], folder);
    expect(stdout).not.toContain('SomeName');
    expect(stderr).toMatch(/^1 file under another contract\.\n/);
  });

  test('gives way to --force, and stays beside --output', () => {
    const folder = folderWith({ [CONTRACT]: OWN, 'a.ts': spans('user.fetch') });
    expect(spanContract(['init', '--yes', '--output', 'other.yaml'], folder)).toMatchObject({ status: 0 });
    expect(read(folder)).toBe(OWN);
    expect(read(folder, 'other.yaml')).toContain('  user.fetch: {}\n');
    expect(spanContract(['init', '--yes', '--output', 'other.yaml'], folder)).toEqual({
      status: 2,
      stdout: '',
      stderr: 'span-contract: --output: other.yaml is there already. Give another name, or --force to write over it.\n',
    });
    expect(spanContract(['init', '--yes', '--force'], folder)).toMatchObject({ status: 0 });
    expect(read(folder)).toBe(read(folder, 'other.yaml'));
  });

  test('--output names a file, and its folder is there', () => {
    const folder = folderWith({ 'src/a.ts': spans('user.fetch') });
    const refused = (output: string, ...more: readonly string[]) =>
      spanContract(['init', '--yes', '--output', output, ...more], folder).stderr;
    const sentence = '--output: src is a folder. Name the file in it, such as src/span-contract.yaml.\n';
    expect(refused('src')).toBe(`span-contract: ${sentence}`);
    expect(refused('src', '--force')).toBe(`span-contract: ${sentence}`);
    const nowhere = path.join(path.dirname(folder), 'nowhere', 'x.yaml');
    expect(refused(nowhere)).toBe(
      `span-contract: --output: ${nowhere} cannot be written, for there is no folder ${path.dirname(nowhere)}.\n`,
    );
  });

  test('where all that is read follows another one, the folder of that is the place to ask', () => {
    const folder = folderWith({ 'api/span-contract.yaml': OWN, 'api/a.ts': spans('user.fetch') });
    expect(spanContract(['init'], folder).stderr).toContain(
      '  - 1 file under another contract: run `init` in the folder that it stands in\n',
    );
  });

  test('that is faulty ends the run, and --force takes its place', () => {
    const folder = folderWith({ [CONTRACT]: 'version: 2\n', 'a.ts': goodName });
    expect(spanContract(['init', '--yes'], folder)).toMatchObject({
      status: 2,
      stdout: '',
      stderr: expect.stringMatching(/^span-contract: span-contract\.yaml:1:10: /) as string,
    });
    expect(spanContract(['init', '--yes', '--force'], folder)).toMatchObject({ status: 0 });
    expect(check([], folder).status).toBe(0);
  });
});

describe('the command', () => {
  test('says its help, with examples and exit codes, and its page has a word for every option', () => {
    const { status, stdout, stderr } = spanContract(['init', '--help'], folderWith());
    expect([status, stderr]).toEqual([0, '']);
    expect(stdout).toContain('\nExamples:\n  $ span-contract init ');
    expect(stdout).toContain('\nExit codes:\n  0  ');
    const page = readFileSync(path.join(root, 'docs', 'init.md'), 'utf8');
    const options = [...stdout.matchAll(/^ {2}(--[\w-]+)/gm)].map(([, name = '']) => name);
    expect(options).toEqual(['--yes', '--output', '--force', '--json']);
    expect(options.filter((name) => !page.includes(name))).toEqual([]);
  });

  test('says that no name was seen, and what to do', () => {
    const folder = folderWith({ 'a.ts': 'export const one = 1;\n', 'b.ts': 'export const two = 2;\n' });
    const { status, stdout, stderr } = spanContract(['init'], folder);
    expect(status).toBe(0);
    expect(stdout).toContain('extends: [agent]\n');
    expect(stderr).toMatch(/^No name of a span was seen in 2 files\. What to do, by the reason:\n/);
    expect(stderr).toContain(`the wrong folder: this was ${folder};`);
    expect(stderr).toContain('list them under `wrappers:` in the contract');
    expect(stderr).toMatch(/Nothing was written\.\n$/);
    const written = spanContract(['init', '--yes'], folder);
    expect(written.stdout).toMatch(/^Wrote span-contract\.yaml, which holds the preset alone\.\nNo name of a span /);
    expect(spanContract(['init'], folder).stderr).toMatch(/span-contract\.yaml is there and stays as it is\.\n$/);
  });

  test('names the wrappers that it saw where nobody was seen to call them', () => {
    const base = `import { trace } from '@opentelemetry/api';\nexport const withSpan = (name: string) => trace.getTracer('t').startSpan(name);\n`;
    const { stderr } = spanContract(['init'], folderWith({ 'base.ts': base }));
    expect(stderr).toContain('  - `withSpan` (base.ts:2) makes spans for callers that were not seen\n');
  });

  test.each([
    [
      { 'a.ts': goodName },
      ['eslint typescript-eslint eslint-plugin-span-contract', 'eslint.config.mjs', 'tseslint.parser'],
    ],
    [{ 'a.js': goodName }, ['eslint eslint-plugin-span-contract', 'eslint.config.mjs', 'import spanContract']],
    [{ 'a.ts': goodName, 'eslint.config.js': '' }, ['Add to eslint.config.js:', 'import spanContract']],
    [{ 'a.js': goodName, 'eslint.config.cjs': '' }, ['Add to eslint.config.cjs:', 'require(', 'module.exports']],
  ])('says what ESLint needs in a project with %j', (files: Readonly<Record<string, string>>, told) => {
    const { stdout } = spanContract(['init', '--yes'], folderWith(files));
    expect(told.filter((one) => !stdout.includes(one))).toEqual([]);
    expect(stdout.includes('tseslint')).toBe(told.includes('tseslint.parser'));
  });

  test('writes nothing without --yes where nobody can be asked', () => {
    const folder = folderWith({ 'a.ts': goodName });
    const { status, stdout, stderr } = spanContract(['init'], folder, { input: 'y\n' });
    expect(status).toBe(0);
    expect(stdout).toMatch(/^# yaml-language-server: /);
    expect(stderr).toContain(
      'Nothing was written, for there is no terminal to ask on: write --yes to have it in span-contract.yaml.\n',
    );
    expect(existsSync(path.join(folder, CONTRACT))).toBe(false);
    expect(spanContract(['init', '--output', 'x.yaml'], folder)).toMatchObject({
      status: 2,
      stderr: 'span-contract: --output writes a file: write --yes too where nobody can be asked.\n',
    });
  });

  test('prints the lines for ESLint when it has written', () => {
    const folder = folderWith({ 'a.ts': goodName });
    const { stdout, stderr } = spanContract(['init', '--yes'], folder);
    expect(stderr).toBe('');
    expect(stdout).toMatch(/^Wrote span-contract\.yaml: 1 span, 0 old names, from 1 file with spans of 1\.\n/);
    expect(stdout).toContain('    spanContract.configs.recommended,\n');
    expect(stdout).not.toContain('\u001B');
  });

  test('names and counts files that do not parse, and still proposes what the others say', () => {
    const folder = folderWith({ 'a.ts': badName('fetchUser'), 'b.ts': `${goodName}const = ;\n`, 'c.astro': goodName });
    const { status, stderr } = spanContract(['init', '--yes'], folder);
    expect(status).toBe(1);
    expect(stderr).toMatch(/^not read {2}b\.ts:3:7: The file does not parse: .*\n/);
    expect(stderr).toContain(
      'skipped   c.astro: reading it takes the compiler of astro, which is not installed here\n1 file could not be read. 1 file skipped.\n',
    );
    expect(read(folder)).toContain('      - fetchUser # a.ts:2; ');
  });

  test('ends with 2 for paths that lead nowhere', () => {
    expect(spanContract(['init', 'scr'], folderWith({ 'a.ts': goodName }))).toEqual({
      status: 2,
      stdout: '',
      stderr: 'span-contract: There is no file or folder scr.\n',
    });
  });

  test('takes files with odd names, and keeps comments in one line', () => {
    const folder = folderWith({ 'line\nbreak.ts': badName('fetchUser'), 'a b.ts': badName('x\\ny: {z}') });
    expect(spanContract(['init', '--yes'], folder)).toMatchObject({ status: 0 });
    expect(read(folder)).toContain('      - fetchUser # line\\nbreak.ts:2; ');
    expect(check([], folder).report.notChecked).toEqual([]);
  });

  test('leaves no other file behind, and writes one that everybody may read', () => {
    const folder = folderWith({ 'a.ts': goodName });
    spanContract(['init', '--yes'], folder);
    expect(readdirSync(folder).sort()).toEqual(['a.ts', CONTRACT]);
    expect(statSync(path.join(folder, CONTRACT)).mode & 0o444).toBe(0o444);
  });

  test('is quiet where its reader has seen enough', async () => {
    const folder = folderWith({ 'a.ts': spans(...Array.from({ length: 2000 }, (_, i) => `order${i}.created_${i}`)) });
    const child = spawn(process.execPath, [command, 'init'], { cwd: folder });
    let said = '';
    child.stderr.on('data', (data: Buffer) => (said += String(data)));
    child.stdout.once('data', () => child.stdout.destroy());
    const status = await new Promise((resolve) => child.once('close', resolve));
    expect(status).toBe(0);
    expect(said).not.toContain('EPIPE');
  });
});

/** Runs the command on a terminal, with what is typed there. */
function onTerminal(
  args: string,
  typed: string,
  cwd: string,
): { readonly status: number | null; readonly shown: string } {
  const line = `${process.execPath} ${command} ${args}`;
  const { status, stdout } = spawnSync('script', ['-qec', line, '/dev/null'], {
    cwd,
    input: typed,
    encoding: 'utf8',
    timeout: 20_000,
  });
  return { status, shown: stdout.replaceAll('\r', '') };
}

/** The `script` of util-linux gives a program a terminal. */
const hasTerminals = spawnSync('script', ['--version']).status === 0;

describe.skipIf(!hasTerminals)('on a terminal', () => {
  test('it asks, and writes when the answer is yes', () => {
    const folder = folderWith({ 'a.ts': goodName });
    const { status, shown } = onTerminal('init', 'y\n', folder);
    expect(shown).toContain('Write span-contract.yaml? [y/N] ');
    expect(shown).toContain('Wrote span-contract.yaml: ');
    expect(status).toBe(0);
    expect(read(folder)).toContain('  agent.step: {}\n');
  });

  test('anything else is no', () => {
    for (const typed of ['n\n', '\n', '\u0004']) {
      const folder = folderWith({ 'a.ts': goodName });
      expect(onTerminal('init', typed, folder).shown).toContain('Nothing was written.\n');
      expect(readdirSync(folder)).toEqual(['a.ts']);
    }
  });

  test('--yes does not ask', () => {
    const folder = folderWith({ 'a.ts': goodName });
    expect(onTerminal('init --yes', '', folder).shown).not.toContain('[y/N]');
    expect(read(folder)).toContain('  agent.step: {}\n');
  });

  test('a contract that is there is no question', () => {
    const folder = folderWith({ 'a.ts': goodName });
    writeFileSync(path.join(folder, CONTRACT), 'version: 1\n');
    addFiles(folder, { 'b.ts': goodName });
    expect(onTerminal('init', '', folder).shown).not.toContain('[y/N]');
  });
});
