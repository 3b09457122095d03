import { mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { badName, check, folderWith, goodName, root, spanContract } from './command.ts';

const CONTRACT = 'span-contract.yaml';
const BASE = 'version: 1\nextends: [agent]\n';

interface Item {
  readonly kind: string;
  readonly line: number;
  readonly column: number;
  readonly code: string;
  readonly seen: string;
  readonly certainty?: string;
  readonly known: readonly { readonly sentence: string; readonly line: number }[];
  readonly name?: string;
  readonly nameKnown: readonly { readonly sentence: string; readonly line: number }[];
  readonly clauses: readonly {
    readonly path: readonly string[];
    readonly says: string;
    readonly place: { readonly source: string; readonly line?: number } | null;
  }[];
  readonly findings: readonly { readonly rule: string; readonly messageId: string; readonly quiet?: string }[];
  readonly remedies: readonly { readonly what: string; readonly lines: readonly string[] }[];
}

interface ExplainJson {
  readonly contract: string | null;
  readonly ignored: boolean;
  readonly passesGate: boolean;
  readonly items: readonly Item[];
  readonly nearest?: { readonly line: number; readonly code: string };
}

/** What is said of a place in a folder. */
function explain(place: string, folder: string, ...args: readonly string[]): ExplainJson {
  const { stdout, stderr } = spanContract(['explain', '--json', place, ...args], folder);
  if (stdout === '') throw new Error(stderr);
  return JSON.parse(stdout) as ExplainJson;
}

/** What is said of a line of `a.ts`. */
const explainLine = (code: string, line: number, more: Readonly<Record<string, string>> = {}) =>
  explain(`a.ts:${line}`, folderWith({ 'a.ts': code, ...more })).items;

const known = ({ known: steps }: Item) => steps.map(({ sentence, line }) => `${line}: ${sentence}`);
const named = ({ nameKnown: steps }: Item) => steps.map(({ sentence, line }) => `${line}: ${sentence}`);
/** Clauses as `path = where`. */
const clauses = ({ clauses: all }: Item) =>
  all.map(
    ({ path: steps, place }) => `${steps.join('/')} = ${place ? `${place.source}:${place.line ?? ''}` : 'default'}`,
  );

const HEAD = `import { trace } from '@opentelemetry/api';\n`;

describe('a redactor that the contract does not list', () => {
  const code = `import type { Span } from '@opentelemetry/api';\nimport { mask } from './mask';\nexport const f = (span: Span, prompt: string) => span.setAttribute('gen_ai.prompt', mask(prompt));\n`;
  const folder = () => folderWith({ 'a.ts': code, [CONTRACT]: BASE });

  test('is told, and reported by the config strict alone', () => {
    const [item] = explain('a.ts:3', folder()).items;
    expect(item && named(item)).toEqual([
      '3: `mask(prompt)` goes through `mask`, whose name says that it takes content out; the contract does not list it under `redactors`, as the config `strict` wants',
    ]);
    expect(item?.findings).toEqual([]);
  });

  test('with its entry, under the config strict', () => {
    const [item] = explain('a.ts:3', folder(), '--config', 'strict').items;
    expect(item && named(item)).toEqual([
      '3: the key is one for content, and `mask(prompt)` goes through `mask`, which the contract does not list under `redactors`',
    ]);
    expect(item?.findings.map(({ messageId }) => messageId)).toEqual(['unlistedRedactor']);
    expect(item?.remedies[0]?.lines).toEqual(['redactors:', '  - module: ./mask', '    export: mask']);
  });
});

describe('a function of the file that completes a name', () => {
  const code = `${HEAD}const traced = (name: string, run: () => string) =>
  trace.getTracer('t').startActiveSpan('shop.' + name, (span) => { span.end(); return run(); });
export const a = () => traced('sellAll', () => 'a');
export const b = () => traced('sellAll', () => 'b');
export const c = () => other('sellAll', () => 'c');
`;

  test('is told as the wrapper that it is at its calls, with what it adds and what is reported', () => {
    const [item] = explainLine(code, 4);
    expect(item).toMatchObject({
      kind: 'span',
      seen: 'a call of the wrapper `traced`',
      certainty: 'certain',
      name: 'Its name is `shop.sellAll`.',
      findings: [{ rule: 'span-contract/span-name-format', messageId: 'badName' }],
    });
    expect(item && named(item)).toEqual(['3: the wrapper puts `shop.` before what is given here']);
    expect(item?.remedies.map(({ what }) => what)).toContain('`shop.sellAll` is a good name: in the contract');
  });

  test('is told so at a call that gives a name for the second time, which is reported once', () => {
    expect(explainLine(code, 5).map(named)).toEqual([
      [
        '3: the wrapper puts `shop.` before what is given here',
        '4: the same name is given there as well, and reported once',
      ],
    ]);
  });

  test('is told at its head', () => {
    expect(explainLine(code, 2)).toMatchObject([
      {
        kind: 'wrapper',
        seen: 'a function that makes a span and takes its name from parameter 1, so its callers are judged',
        known: [{ sentence: 'it makes the span', line: 3 }],
        findings: [],
      },
    ]);
  });

  test('is no other function', () => {
    expect(explainLine(code, 6)).toMatchObject([
      { kind: 'unseen', seen: 'not taken for a span call, because nothing shows that the function makes a span' },
    ]);
  });
});

test('the definition of a name is told with the span that is called by it', () => {
  const code = `${HEAD}export const NAME = 'shop.order';\nconst OTHER = 'shop.order';\ntrace.getTracer('t').startSpan(NAME).end();\n`;
  expect(explainLine(code, 2)).toMatchObject([
    {
      kind: 'name',
      seen: 'a text that a span of this file is called by',
      name: 'The span is called `shop.order`.',
      known: [{ sentence: 'the span is made there, and judged there', line: 4 }],
    },
  ]);
  expect(explainLine(code, 3)).toEqual([]);
});

describe('a provider', () => {
  const sdk = (rest: string, options = '') =>
    `import { NodeSDK } from '@opentelemetry/sdk-node';\nimport { SimpleSpanProcessor } from '@opentelemetry/sdk-trace-node';\nconst sdk = new NodeSDK(${options});\nsdk.start();\n${rest}\n`;

  test.each([
    ['shut down', sdk('await sdk.shutdown();'), ['5: it is shut down']],
    [
      'exported',
      sdk('export { sdk };'),
      ['5: it is exported, so another file may end it; a check of the whole project knows'],
    ],
    ['handed over', sdk('keep(sdk);'), ['5: it is handed over to other code, which may end it']],
    [
      'without a batch',
      sdk('', '{ spanProcessors: [new SimpleSpanProcessor(make())] }'),
      ['3: each span is sent at once, so none waits for a shutdown and nothing is asked'],
    ],
    [
      'of an exit that passes it by',
      sdk(`process.once('SIGTERM', () => sdk.shutdown());\nawait run();\nprocess.exit(0);`),
      ['5: it is shut down in listeners alone', '7: the process ends without them'],
    ],
  ])('%s is told with what ends it', (_, code, steps) => {
    const [item] = explainLine(code, 3);
    expect(item).toMatchObject({
      kind: 'provider',
      seen: 'a provider of tracers, or an SDK around one (`NodeSDK`)',
      findings: [],
    });
    expect(item && known(item)).toEqual(steps);
  });

  test('that nothing ends is told with its finding', () => {
    const [item] = explainLine(sdk(''), 3);
    expect(item?.findings.map(({ messageId }) => messageId)).toEqual(['neverShutDown']);
    expect(item && known(item)).toEqual(['3: spans wait in it, and nothing in this file ends it']);
  });
});

test('what varies is told with the attribute that the rule advises, which the span does not carry yet', () => {
  const code = `${HEAD}export const f = (toolName: string) => trace.getTracer('t').startSpan(\`tool:\${toolName}\`).end();\n`;
  const [first] = explainLine(code, 2).flatMap(({ remedies }) => remedies);
  expect(first).toEqual({
    what: 'what varies is agreed, once the span carries it as `agent.tool.name`: in the contract',
    lines: ['spans:', '  tool:{agent.tool.name}: {}'],
  });
});

test('an attribute is told with what was recognised in it, or why nothing was', () => {
  const code = `${HEAD}import OpenAI from 'openai';
const client = new OpenAI();
export const f = async (question: string, size: number, tenant: string) => {
  const span = trace.getTracer('t').startSpan('shop.ask');
  const answer = await client.responses.create({ model: 'm', input: question });
  span.setAttribute('prompt', question);
  span.setAttribute('shop.q', question);
  span.setAttribute('shop.a', answer.output_text);
  span.setAttribute('shop.s', size);
  span.setAttribute('prompt.length', question.length);
  span.setAttribute('shop.what', redact(question));
  span.end();
};
`;
  const said = (line: number) => explainLine(code, line).flatMap(named);
  expect(said(7)).toEqual(['7: the key is a word for content, listed or not, and `question` is given to a model']);
  expect(said(8)).toEqual(['8: the value is recognised, not the key: `question` is given to a model']);
  expect(said(9)).toEqual(['9: the value is recognised, not the key: `answer` is what a model has written']);
  expect(said(10)).toEqual(['10: `size` is a measure, a label or a text of the code, so it is no content']);
  expect(said(11)).toEqual(['11: the key says a measure or a label, so the value is not looked at']);
  expect(said(12)).toEqual([
    '12: `redact(question)` goes through `redact`, whose name says that it takes content out; the contract does not list it under `redactors`, as the config `strict` wants',
  ]);
});

describe('a span', () => {
  test('by what is required is told as by what is imported', () => {
    const code = `const { trace: api } = require('@opentelemetry/api');\nconst otel = require('@opentelemetry/api');\napi.getTracer('t').startSpan('shop.order').end();\notel.trace.getTracer('t').startSpan('shop.order').end();\n`;
    expect(explainLine(code, 3).map(known)).toEqual([
      ['1: `api` is required from `@opentelemetry/api`, export `trace`'],
    ]);
    expect(explainLine(code, 4).map(known)).toEqual([['2: `otel` is required from `@opentelemetry/api`']]);
    const own = `const require = (name) => name;\nconst lib = require('./lib');\nlib.startSpan('shop.order');\n`;
    expect(explainLine(own, 3).flatMap(known).join()).not.toContain('required from');
  });

  test('of a library whose spans go elsewhere is called by that library', () => {
    const code = `import * as Sentry from '@sentry/node';\nSentry.startSpan({ name: 'shop.order' }, () => 1);\n`;
    const [item] = explainLine(code, 2, { [CONTRACT]: `${BASE}apis: [sentry]\n` });
    expect(item?.seen).toBe('a Sentry call that makes a span (`startSpan`)');
    const plain = `import { observe } from '@langfuse/tracing';\nobserve(run, { name: 'shop.order' });\n`;
    expect(explainLine(plain, 2)[0]?.seen).toBe('an OpenTelemetry call that makes a span (`observe`)');
  });

  test('that a function without a name would name has none', () => {
    const code = `import { observe } from '@langfuse/tracing';\nobserve(() => 1);\n`;
    expect(explainLine(code, 2)[0]?.name).toBe(
      'No name is written, and the function has none that it could be called after.',
    );
  });

  test('with the words of an old name is decided by what replaces that one', () => {
    const [item] = explainLine(`${HEAD}trace.getTracer('t').startSpan('CallTool').end();\n`, 2);
    expect(item?.clauses.map(({ says }) => says)).toEqual([
      '`agent.tool.call` replaces `callTool`, which has the words of `CallTool`',
    ]);
    expect(item && clauses(item)).toEqual(['spans/agent.tool.call/replaces/callTool = agent:']);
  });

  test('is told with where its tracer comes from, what its name can be and which part of the contract decides', () => {
    const folder = folderWith({
      [CONTRACT]: `${BASE}spans:\n  shop.order:\n    replaces:\n      - 'order {shop.id}'\n`,
      'a.ts': `${HEAD}const tracer = trace.getTracer('t');\nexport const f = (id: string) =>\n  tracer.startSpan(\`order \${id}\`).end();\n`,
    });
    const { status, stdout, stderr } = spanContract(['explain', 'a.ts:4'], folder);
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    expect(stdout).toBe(`a.ts:4
  The contract is span-contract.yaml.

4:3  tracer.startSpan(\`order \${id}\`)
  seen as   an OpenTelemetry call that makes a span (\`startSpan\`), certain
              \`tracer\` is \`trace.getTracer('t')\` (line 2)
              \`trace\` is imported from \`@opentelemetry/api\`, export \`trace\` (line 1)
  name      Its name is \`order {id}\`.
              \`id\` is data of the running program: each value is a name of its own (line 4)
  contract  \`shop.order\` replaces \`order {…}\`: spans › shop.order › replaces › order {shop.id} (span-contract.yaml:6:9)
  rules     span-contract/no-variable-span-name: The contract replaces the span name \`order \${id}\` by \`shop.order\`. Write \`shop.order\` and record \`id\` as the attribute \`shop.id\`.
  to say otherwise
    what varies is agreed, once the span carries it as \`shop.id\`: in the contract
      spans:
        order {shop.id}: {}
    for this line alone
      // eslint-disable-next-line span-contract/no-variable-span-name -- why
`);
  });

  test.each([
    [
      'an annotation',
      `import type { Tracer } from '@opentelemetry/api';\nexport const f = (tracer: Tracer) => {\n  tracer.startSpan('agent.step').end();\n};\n`,
      ['2: `tracer` is annotated as `Tracer`', '1: `Tracer` is imported from `@opentelemetry/api`, export `Tracer`'],
    ],
    [
      'a field',
      `${HEAD}class A { #tracer = trace.getTracer('t');\n  f() { this.#tracer.startSpan('agent.step').end(); }\n}\n`.replace(
        'class A {',
        'export class A {',
      ),
      [
        "2: `this.#tracer` is `trace.getTracer('t')`",
        '1: `trace` is imported from `@opentelemetry/api`, export `trace`',
      ],
    ],
    [
      'another file',
      `import { tracer } from './b.js';\n\ntracer.startSpan('agent.step').end();\n`,
      ['1: `tracer` is imported from `./b.js`, export `tracer`'],
    ],
  ])('is known by %s', (_, code, steps) => {
    const line = code.split('\n').findIndex((text) => text.includes('startSpan')) + 1;
    const items = explainLine(code, line, { 'b.ts': `${HEAD}export const tracer = trace.getTracer('t');\n` });
    expect(items).toMatchObject([{ kind: 'span', certainty: 'certain' }]);
    expect(items.map(known)).toEqual([steps]);
  });

  test('has a name from another file, which is told with its place', () => {
    const items = explainLine(
      `${HEAD}import { STEP } from './names.js';\ntrace.getTracer('t').startSpan(STEP).end();\n`,
      3,
      {
        'names.ts': `export const STEP = 'agent.step';\n`,
      },
    );
    expect(items.map(named)).toEqual([
      ['2: `STEP` is imported from `./names.js`, export `STEP`', '3: `agent.step` is defined in names.ts:1'],
    ]);
  });

  test('whose name is judged where several calls share it, is told where', () => {
    const code = `${HEAD}const withSpan = (o: { name: string }, fn: () => void) => trace.getTracer('t').startActiveSpan(o.name, fn);
const OPTIONS = { name: 'llm_call' };
withSpan(OPTIONS, () => {});
withSpan(OPTIONS, () => {});
`;
    for (const line of [4, 5]) {
      expect(explainLine(code, line)).toMatchObject([
        {
          kind: 'span',
          findings: [
            {
              rule: 'span-contract/span-name-format',
              messageId: 'replacedName',
              reportedAt: { line: 3, column: 25 },
            },
          ],
        },
      ]);
    }
    const { stdout } = spanContract(['explain', 'a.ts:5'], folderWith({ 'a.ts': code }));
    expect(stdout).toContain('Write `gen_ai.completion`. — reported at 3:25\n');
    expect(stdout).not.toContain('none reports anything here');
  });

  test('whose wrapper of another file puts a wrong text before it, is told where that is reported', () => {
    const folder = folderWith({
      'b.ts': `${HEAD}export const withSpan = (name: string, fn: () => void) => trace.getTracer('t').startActiveSpan(\`svc-\${name}\`, fn);\n`,
      'a.ts': `import { withSpan } from './b.js';\nwithSpan('load', () => {});\nwithSpan('save', () => {});\n`,
    });
    const findings = (line: number) => explain(`a.ts:${line}`, folder).items.map((one) => one.findings);
    expect(findings(2)).toMatchObject([[{ messageId: 'addedElsewhere' }]]);
    expect(findings(2)[0]?.[0]).not.toHaveProperty('reportedAt');
    expect(findings(3)).toMatchObject([[{ messageId: 'addedElsewhere', reportedAt: { line: 2, column: 10 } }]]);
  });

  test('that only the command sees, is told what that reports', () => {
    const folder = folderWith({
      'clock.ts': `${HEAD}export const timed = (name: string, fn: () => void) => trace.getTracer('t').startActiveSpan(name, fn);\n`,
      'a.ts': `import { timed } from './clock.js';\nimport '@opentelemetry/api';\ntimed('BadName', () => {});\n`,
    });
    expect(explain('a.ts:3', folder).items).toMatchObject([
      { kind: 'unseen', findings: [{ messageId: 'badName', isFollowed: true }] },
    ]);
    const { stdout } = spanContract(['explain', 'a.ts:3'], folder);
    expect(stdout).toMatch(/rules {5}span-contract\/span-name-format: .* — reported by `check`, not by ESLint\n/);
  });

  test('may be the call of a wrapper, which is told with its place', () => {
    const items = explainLine(`import { withSpan } from './b.js';\nwithSpan('agent.step', () => {});\n`, 2, {
      'b.ts': `${HEAD}export const withSpan = (name: string, fn: () => void) => trace.getTracer('t').startActiveSpan(name, fn);\n`,
    });
    expect(items).toMatchObject([
      {
        seen: 'a call of the wrapper `withSpan`, defined in b.ts:2',
        name: 'Its name is `agent.step`.',
        findings: [],
      },
    ]);
  });

  test('in a wrapper has the name of its caller', () => {
    const code = `${HEAD}export const f = (name: string) =>\n  trace.getTracer('t').startSpan(name).end();\n`;
    expect(explainLine(code, 3).map(named)).toEqual([
      ['2: the name is parameter 1 of this function, so each caller is judged by what it gives'],
    ]);
  });
});

describe('the part of the contract that decides about a name', () => {
  const OWN = `${BASE}naming:
  accept: [dot]
  namespaces: [agent, shop]
  roles: [planner]
spans:
  shop.pay:
    replaces: [pay_now]
allow: ['temporal.*']
`;
  test.each([
    ['shop.pay', ['spans/shop.pay = span-contract.yaml:8']],
    ['pay_now', ['spans/shop.pay/replaces/pay_now = span-contract.yaml:9']],
    ['temporal.Run', ['allow/temporal.* = span-contract.yaml:10']],
    ['agent.step', ['spans/agent.step = agent:']],
    ['llm_call', ['spans/gen_ai.completion/replaces/llm_call = agent:']],
    ['shop.other', ['naming/accept/dot = span-contract.yaml:4', 'spans = span-contract.yaml:7']],
    ['mail.send', ['naming/namespaces = span-contract.yaml:5', 'spans = span-contract.yaml:7']],
    ['shop.planner', ['naming/roles/planner = span-contract.yaml:6', 'spans = span-contract.yaml:7']],
    ['shop', ['naming/segments = agent:', 'spans = span-contract.yaml:7']],
    ['BadName', ['naming/accept = span-contract.yaml:4', 'spans = span-contract.yaml:7']],
  ])('%s', (name, expected) => {
    const folder = folderWith({ [CONTRACT]: OWN, 'a.ts': badName(name) });
    expect(explain('a.ts:2', folder).items.map(clauses)).toEqual([expected]);
  });
});

describe('an attribute', () => {
  test('is told with the clause about its key', () => {
    const code = `${HEAD}export function f(prompt: string) {\n  const span = trace.getTracer('t').startSpan('agent.step');\n  span.setAttribute('gen_ai.prompt', prompt);\n  span.end();\n}\n`;
    const items = explainLine(code, 4);
    expect(items).toMatchObject([
      {
        kind: 'attribute',
        seen: 'an attribute of a span (`setAttribute`)',
        name: 'Its key is `gen_ai.prompt`.',
        findings: [{ rule: 'span-contract/no-raw-prompt-attribute' }],
      },
    ]);
    expect(items.map(clauses)).toEqual([['attributes/raw/gen_ai.prompt = agent:']]);
  });

  test('whose key stands in a line of its own is told at the line that is reported as well', () => {
    const code = `${HEAD}export function f(prompt: string) {\n  const span = trace.getTracer('t').startSpan('agent.step');\n  span.setAttribute(\n    'gen_ai.prompt',\n    prompt,\n  );\n  span.end();\n}\n`;
    for (const line of [4, 5]) {
      const [item] = explainLine(code, line);
      expect(item).toMatchObject({ kind: 'attribute', line: 5 });
      const where = line === 4 ? 'for this line alone' : 'for this place alone, above line 4';
      expect(item?.remedies.at(-1)?.what).toBe(where);
    }
  });

  test('of another thing is told as such', () => {
    const items = explainLine(
      `${HEAD}const element = document.body;\nelement.setAttribute('gen_ai.prompt', 'x');\ntrace.getTracer('t');\n`,
      3,
    );
    expect(items.map(({ seen }) => seen)).toEqual([
      'not taken for a recording on a span, because this file does not show that its receiver is a span',
    ]);
  });
});

describe('a call that is no span', () => {
  test('is told with what its receiver is shown to be', () => {
    const code = `import { Pool } from 'pg';\nconst pool = new Pool();\npool.startSpan('BadName');\n`;
    const [item] = explainLine(code, 3);
    expect(item?.kind).toBe('unseen');
    expect(item && known(item)).toEqual([
      '2: `pool` is `new Pool()`',
      '1: `Pool` is imported from `pg`, export `Pool`',
    ]);
  });

  test('and whose receiver is not known, is told how to show it', () => {
    const [item] = explainLine(`export const f = (t: any) => {\n  t.startSpan('BadName');\n};\n`, 2);
    expect(item?.seen).toMatch(
      /^not taken for a span call, because this file does not show where its receiver comes from/,
    );
    expect(item?.remedies.map(({ what }) => what)).toEqual(['if `t` is a tracer or a span, let the file say so']);
  });

  test.each([
    [
      'whose name does not say so',
      'timed',
      'clock',
      'not taken for a span call, because `timed` (clock.ts:2) does make a span, but its name does not say so, and the contract does not list it; the command follows it from file to file, ESLint does not',
    ],
    ['in a file without a word of spans', 'traced', 'spans', 'a call of the wrapper `traced`, defined in spans.ts:2'],
  ])('and calls a wrapper %s gets the lines for the contract, and they work', (_, name, module, seen) => {
    const folder = folderWith({
      [`${module}.ts`]: `${HEAD}export const ${name} = (name: string, work: () => void) => { const span = trace.getTracer('t').startSpan(name); work(); span.end(); };\n`,
      'a.ts': `import { ${name} } from './${module}.js';\n\n${name}('BadName', () => {});\n`,
    });
    const { passesGate, items } = explain('a.ts:3', folder);
    expect(passesGate).toBe(false);
    expect(items).toMatchObject([
      { seen, remedies: [{ what: 'the function makes a span for its caller: in the contract' }] },
    ]);
    expect(check(['--as-eslint'], folder).places).toEqual([]);
    writeFileSync(path.join(folder, CONTRACT), `${BASE}${items[0]?.remedies[0]?.lines.join('\n') ?? ''}\n`);
    expect(check(['--as-eslint'], folder).places).toEqual([`a.ts:3:${name.length + 2} span-name-format`]);
  });
});

describe('a call of a function of the global scope', () => {
  test('gets the lines for the contract, and they work', () => {
    const folder = folderWith({ 'a.ts': `window.telemetry.timed('BadName', () => {});\n` });
    const { items } = explain('a.ts:1', folder);
    expect(items).toMatchObject([
      {
        seen: 'not taken for a span call, because nothing shows that the function makes a span',
        remedies: [{ lines: ['wrappers:', '  - global: telemetry.timed', '    name: 0', '    callback: 1'] }],
      },
    ]);
    writeFileSync(path.join(folder, CONTRACT), `${BASE}${items[0]?.remedies[0]?.lines.join('\n') ?? ''}\n`);
    expect(check([], folder).places).toEqual(['a.ts:1:24 span-name-format']);
    expect(explain('a.ts:1', folder).items).toMatchObject([
      { seen: 'a call of the wrapper `timed`, which the contract lists' },
    ]);
  });

  test('gets none where the file declares it', () => {
    const folder = folderWith({
      'a.ts': `const timed = (name: string, work: () => void) => work();\ntimed('BadName', () => {});\n`,
    });
    expect(explain('a.ts:2', folder).items).toMatchObject([{ remedies: [] }]);
  });
});

describe('a call of a wrapper that puts a fixed text around the name', () => {
  test('gets lines for the contract that say so', () => {
    const folder = folderWith({
      'clock.ts': `${HEAD}export const timed = (name: string) => trace.getTracer('t').startSpan(\`app.\${name}\`);\n`,
      'a.ts': `import { timed } from './clock.js';\n\ntimed('BadName');\n`,
    });
    const lines = explain('a.ts:3', folder).items[0]?.remedies[0]?.lines ?? [];
    expect(lines).toEqual([
      'wrappers:',
      '  - module: ./clock.js',
      '    export: timed',
      '    name: 0',
      '    before: app.',
    ]);
    writeFileSync(path.join(folder, CONTRACT), `${BASE}${lines.join('\n')}\n`);
    expect(check(['--as-eslint'], folder).places).toEqual(['a.ts:3:7 span-name-format']);
  });
});

test('a wrapper that completes the name gets no lines for the contract, which cannot say so', () => {
  const { items } = explain(
    'a.ts:3',
    folderWith({
      'clock.ts': `${HEAD}export const timed = (name: string, work: () => void) => { const span = trace.getTracer('t').startSpan(\`\${process.env.APP}.\${name}\`); work(); span.end(); };\n`,
      'a.ts': `import { timed } from './clock.js';\n\ntimed('step', () => {});\n`,
    }),
  );
  expect(items).toMatchObject([{ kind: 'unseen', remedies: [] }]);
});

test('the call of a wrapper that completes the name says what of it is known', () => {
  const code = `import { startSpan } from './b.js';\nstartSpan('step');\n`;
  const b = `${HEAD}export const startSpan = (name: string) => trace.getTracer('t').startSpan(\`\${process.env.APP}.\${name}\`);\n`;
  const items = explainLine(code, 2, { 'b.ts': b });
  expect(items).toMatchObject([{ name: 'Its name is `….step`.' }]);
  expect(items.map(named)).toEqual([['2: the wrapper completes it with what differs from run to run or is not known']]);
});

test('a name without a word of its own gets no lines for the contract: they would mean every name', () => {
  const code = `${HEAD}export const f = (user: { id: string }, orderId: string) => trace.getTracer('t').startSpan(\`\${user.id} \${orderId}\`);\n`;
  const [item] = explainLine(code, 2);
  expect(item?.findings).toHaveLength(1);
  expect(item?.remedies.map(({ what }) => what)).toEqual(['for this line alone']);
});

describe('what is said to say otherwise', () => {
  test.each([
    ['a bad name', badName('BadName'), 2, 2],
    ['an old name', badName('llm_call'), 2, 1],
    [
      'a name with data',
      `${HEAD}export const f = (id: string) =>\n  trace.getTracer('t').startSpan(\`order \${id}\`, { attributes: { 'order.id': id } }).end();\n`,
      3,
      1,
    ],
    [
      'a hot loop',
      `${HEAD}export const f = (documents: string[]) => {\n  for (const one of documents)\n    trace.getTracer('t').startSpan('agent.embed', { attributes: { one } }).end();\n};\n`,
      4,
      1,
    ],
    [
      'content behind a flag',
      `${HEAD}export const f = (prompt: string, captureContent: boolean) => {\n  const span = trace.getTracer('t').startSpan('agent.step');\n  if (captureContent) span.setAttribute('my.prompt', prompt);\n  span.end();\n};\n`,
      4,
      1,
    ],
  ])('takes the finding away: %s', (_, code, line, count) => {
    const folder = folderWith({ [CONTRACT]: BASE, 'a.ts': code });
    const { items } = explain(`a.ts:${line}`, folder);
    expect(items.flatMap(({ findings }) => findings)).toHaveLength(1);
    const remedies = items.flatMap((item) => item.remedies);
    const ours = remedies.filter(
      ({ what }) => what.endsWith('in the contract') && !what.includes('makes the value safe'),
    );
    expect(ours).toHaveLength(count);
    for (const { lines } of ours) {
      writeFileSync(path.join(folder, CONTRACT), `${BASE}${lines.join('\n')}\n`);
      expect(check([], folder)).toMatchObject({ status: 0, places: [] });
    }
    writeFileSync(path.join(folder, CONTRACT), BASE);
    const comment = remedies.find(({ what }) => what === 'for this line alone')?.lines[0] ?? '';
    const all = code.split('\n');
    writeFileSync(path.join(folder, 'a.ts'), [...all.slice(0, line - 1), comment, ...all.slice(line - 1)].join('\n'));
    expect(check([], folder)).toMatchObject({ status: 0, places: [] });
    const [finding] = explain(`a.ts:${line + 1}`, folder).items.flatMap(({ findings }) => findings);
    expect(finding?.quiet).toBe(`the comment in line ${line} switches it off`);
  });
});

describe('the file', () => {
  test('that the contract ignores is told, and still explained', () => {
    const folder = folderWith({ [CONTRACT]: `${BASE}ignore: ['*.ts']\n`, 'a.ts': badName('BadName') });
    const { ignored, items } = explain('a.ts:2', folder);
    expect(ignored).toBe(true);
    expect(items[0]?.findings[0]?.quiet).toBe("the contract's `ignore` leaves the file alone");
    expect(spanContract(['explain', 'a.ts:2'], folder).stdout).toContain(
      '\n  Its `ignore` leaves this file alone: `*.ts`. No rule reports anything.\n',
    );
  });

  test('without a contract is under the preset', () => {
    const folder = folderWith({ 'a.ts': goodName });
    expect(explain('a.ts:2', folder).contract).toBeNull();
    expect(spanContract(['explain', 'a.ts:2'], folder).stdout).toContain(
      '\n  No contract file was found, so the preset `agent` applies.\n',
    );
  });

  test('of tests is left alone without a contract', () => {
    const folder = folderWith({ 'a.test.ts': badName('BadName') });
    const [item] = explain('a.test.ts:2', folder).items;
    expect(item?.findings[0]?.quiet).toBe('without a contract file, files of tests are left alone');
    expect(spanContract(['explain', 'a.test.ts:2'], folder).stdout).toContain(
      '\n  No contract file was found, so the preset `agent` applies.\n  Files of tests are left alone then: `**/*.{test,spec,e2e}',
    );
  });

  test('may be held to another contract', () => {
    const folder = folderWith({ 'other.yaml': `${BASE}allow: [BadName]\n`, 'a.ts': badName('BadName') });
    expect(explain('a.ts:2', folder, '--contract', 'other.yaml').items.map(clauses)).toEqual([
      ['allow/BadName = other.yaml:3'],
    ]);
  });

  test('may have several calls on a line; the column tells them apart', () => {
    const folder = folderWith({
      'a.ts': `${HEAD}const t = trace.getTracer('t');\nt.startSpan('agent.step').end(); t.startSpan('agent.plan').end();\n`,
    });
    const names = (place: string) => explain(place, folder).items.map(({ name }) => name);
    expect(names('a.ts:3')).toEqual(['Its name is `agent.step`.', 'Its name is `agent.plan`.']);
    expect(names('a.ts:3:34')).toEqual(['Its name is `agent.plan`.']);
    expect(names('a.ts:3:3')).toEqual(['Its name is `agent.step`.']);
  });

  test('of a component is read at its true lines', () => {
    const folder = folderWith({
      'a.vue': `<template><p /></template>\n<script setup lang="ts">\n${goodName}</script>\n`,
    });
    expect(spanContract(['explain', 'a.vue:4'], folder).stderr).toBe(
      'span-contract: a.vue is not read: reading it takes vue/compiler-sfc, which is not installed here.\n',
    );
    mkdirSync(path.join(folder, 'node_modules'));
    symlinkSync(path.join(root, 'node_modules', 'vue'), path.join(folder, 'node_modules', 'vue'));
    expect(explain('a.vue:4', folder).items).toMatchObject([{ line: 4, column: 1, name: 'Its name is `agent.step`.' }]);
  });

  test('of several programs is read in the one that the line belongs to', () => {
    const folder = folderWith({ 'a.astro': `---\n${goodName}---\n<script>\n${goodName}</script>\n` });
    mkdirSync(path.join(folder, 'node_modules', '@astrojs'), { recursive: true });
    const compiler = path.join('node_modules', '@astrojs', 'compiler');
    symlinkSync(path.join(root, compiler), path.join(folder, compiler));
    for (const line of [3, 7])
      expect(explain(`a.astro:${line}`, folder).items).toMatchObject([{ line, name: 'Its name is `agent.step`.' }]);
  });
});

describe('the command', () => {
  const refusal = (args: readonly string[], folder: string) => {
    const { status, stdout, stderr } = spanContract(['explain', ...args], folder);
    return `${String(status)} ${stdout}${stderr}`;
  };

  test('says its help, with examples and exit codes, and its page has a word for every option', () => {
    const { status, stdout } = spanContract(['explain', '--help'], folderWith());
    expect(status).toBe(0);
    expect(stdout).toContain('\nExamples:\n  $ span-contract explain ');
    expect(stdout).toContain('\nExit codes:\n  0  ');
    const page = readFileSync(path.join(root, 'docs', 'explain.md'), 'utf8');
    const options = [...stdout.matchAll(/^ {2}(--[\w-]+)/gm)].map(([, name = '']) => name);
    expect(options).toEqual(['--config', '--contract', '--json']);
    expect(options.filter((name) => !page.includes(name))).toEqual([]);
  });

  test('ends with 1 where nothing is on the line, and says what is nearest', () => {
    const folder = folderWith({ 'a.ts': goodName, 'b.ts': 'export {};\n' });
    expect(refusal(['a.ts:1'], folder)).toBe(`1 a.ts:1
  No contract file was found, so the preset \`agent\` applies.

Nothing on this line has to do with spans. The nearest that has is in line 2: trace.getTracer('t').startSpan('agent.step')
`);
    expect(refusal(['b.ts:1'], folder)).toMatch(
      /The file holds no word of spans, so ESLint does not read it,[^]*Nothing on this line has to do with spans\. Nothing in the file has\.\n$/,
    );
    expect(explain('a.ts:1', folder)).toMatchObject({ items: [], nearest: { line: 2 } });
  });

  test('ends with 2 where it cannot say anything', () => {
    const folder = folderWith({ 'a.ts': goodName, 'bad.ts': 'const = ;\n', 'a.md': '' });
    expect(refusal(['a.ts'], folder)).toBe(
      '2 span-contract: a.ts is no place: write FILE:LINE or FILE:LINE:COLUMN, such as src/agent.ts:38.\n',
    );
    expect(refusal(['no.ts:1'], folder)).toBe('2 span-contract: There is no file no.ts.\n');
    expect(refusal(['src/:1'], folderWith({ 'src/a.ts': goodName }))).toBe(
      '2 span-contract: src/ is a folder: name a file in it, FILE:LINE, such as src/agent.ts:38.\n',
    );
    expect(refusal(['a.ts:9'], folder)).toBe('2 span-contract: a.ts has no line 9.\n');
    for (const place of ['a.ts:0', 'a.ts:2:0'])
      expect(refusal([place], folder)).toBe(`2 span-contract: ${place} is no place: lines and columns count from 1.\n`);
    expect(refusal(['a.md:1'], folder)).toBe('2 span-contract: a.md is no file of JavaScript or TypeScript.\n');
    expect(refusal(['bad.ts:1'], folder)).toMatch(/^2 span-contract: bad\.ts:1:7: The file does not parse: /);
    writeFileSync(path.join(folder, CONTRACT), 'version: 2\n');
    expect(refusal(['a.ts:2'], folder)).toMatch(/^2 span-contract: span-contract\.yaml:1:10: /);
  });

  test('takes files with odd names', () => {
    const folder = folderWith({ 'a:1.ts': goodName, 'line\nbreak.ts': goodName });
    expect(refusal(['a:1.ts:2'], folder)).toMatch(/^0 a:1\.ts:2\n/);
    expect(refusal(['line\nbreak.ts:2:1'], folder)).toMatch(/^0 line\\nbreak\.ts:2\n/);
  });

  test('has no colours without a terminal, and those that are asked for', () => {
    const folder = folderWith({ 'a.ts': goodName });
    expect(spanContract(['explain', 'a.ts:2'], folder).stdout).not.toContain('\u001B');
    const coloured = spanContract(['explain', 'a.ts:2'], folder, { env: { FORCE_COLOR: '1' } }).stdout;
    expect(coloured).toContain('\u001B');
  });
});
