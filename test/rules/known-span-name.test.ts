import rule from '../../rules/known-span-name.ts';
import { eslintRule, ruleTester } from '../rule-tester.ts';

const TRACER = `import { trace } from '@opentelemetry/api';\nconst tracer = trace.getTracer('t');\n`;
const contract = {
  'span-contract': {
    contract: {
      version: 1,
      extends: ['agent'],
      spans: { 'gen_ai.completion': { replaces: ['model.call'] }, 'billing.invoice.create': {} },
      events: { 'agent.response_truncated': { replaces: ['truncated'] } },
      allow: ['model.calls'],
    },
  },
};
/** Names that take data over from the old ones. */
const data = {
  'span-contract': {
    contract: {
      version: 1,
      naming: { accept: ['dot', 'semconv'] },
      spans: {
        'execute_tool {gen_ai.tool.name}': { replaces: ['tool.{gen_ai.tool.name}', 'run.tool'] },
        'gen_ai.completion': { replaces: ['openai.chat.{gen_ai.request.model}'] },
      },
    },
  },
};
const listing = (name: string) => ({
  'span-contract': { contract: { version: 1, naming: { accept: ['dot', 'semconv'] }, spans: { [name]: {} } } },
});
/** An old name in the notation of the contract, which `span-name-format` has nothing to say of, and one that is not. */
const orders = {
  'span-contract': {
    contract: { version: 1, spans: { 'shop.order.read': { replaces: ['db.orders', 'readOrders'] } } },
  },
};
const start = (name: string) => `${TRACER}tracer.startSpan(${name});`;

ruleTester.run('known-span-name', eslintRule(rule), {
  valid: [
    { name: 'a name of the contract', code: start(`'gen_ai.completion'`), settings: contract },
    { name: 'a name that the contract does not list', code: start(`'shipping.label.print'`), settings: contract },
    { name: 'a name that is allowed, though it is nearly another', code: start(`'model.calls'`), settings: contract },
    ...['agent.stop', 'agent.plans', 'agent.setup', 'retrieval.queue'].map((name) => ({
      name: `nearly a name of the preset, which nobody chose: ${name}`,
      code: start(`'${name}'`),
    })),
    ...['agent.stop', 'retrieval.queue', 'agent.tool.cell'].map((name) => ({
      name: `another letter is another word: ${name}`,
      code: start(`'${name}'`),
      settings: contract,
    })),
    ...[
      ['tool.user', 'tool.use'],
      ['chat.send', 'chat.end'],
      ['pipeline.step1', 'pipeline.step12'],
      ['pipeline.step1', 'pipeline.step2'],
      ['report.plan', 'report.plans'],
      ['report.form', 'report.from'],
      ['report.trail', 'report.trial'],
      ['order.create', 'order.crate'],
      ['report.stop', 'report.post'],
      ['report.lose', 'report.loose'],
      ['report.step', 'report.steep'],
      ['report.load', 'report.upload'],
    ].map(([listed = '', name = '']) => ({
      name: `another word or number is no slip: ${name} beside ${listed}`,
      code: start(`'${name}'`),
      settings: listing(listed),
    })),
    ...['process orders', 'process {messaging.destination.name}'].map((listed) => ({
      name: `a name that varies and may be one that is listed: ${listed}`,
      code: `${TRACER}export const f = (queue: string) => tracer.startSpan(\`process \${queue}\`);`,
      settings: listing(listed),
      options: [{ unlisted: true }],
    })),
    {
      name: 'a name that varies and is no name of a convention is the matter of another rule',
      code: `${TRACER}export const f = (id: string) => tracer.startSpan(\`order.\${id}\`);`,
      settings: listing('order.create'),
      options: [{ unlisted: true }],
    },
    ...['execute_tool search', 'execute_tool', 'tools.search', 'openai.chat'].map((name) => ({
      name: `no old name with data in it: ${name}`,
      code: start(`'${name}'`),
      settings: data,
    })),
    { name: 'a short name is near to too many', code: start(`'a.b'`), settings: contract },
    {
      name: "another library's span",
      code: `import tracer from 'dd-trace';\ntracer.startSpan('model.call');`,
      settings: contract,
    },
    {
      name: 'an event may be called like an old span, and a span like an old event',
      code: `${TRACER}const span = tracer.startSpan('agent.step');\nspan.addEvent('model.call');\nspan.addEvent('llm_call');`,
      settings: contract,
    },
    {
      name: 'badly written old names are the other rule’s business, if the option says so',
      code: start(`'llm_call'`),
      options: [{ onlyWellFormed: true }],
    },
  ],
  invalid: [
    {
      name: 'an old name',
      code: start(`'model.call'`),
      settings: contract,
      errors: [
        {
          messageId: 'replacedName',
          data: { contract: 'The contract', name: '`model.call`', better: '`gen_ai.completion`' },
          line: 3,
          column: 18,
          endColumn: 30,
        },
      ],
    },
    {
      name: 'an old name of the preset',
      code: start(`'LLMCall'`),
      errors: [
        {
          messageId: 'replacedName',
          data: { contract: 'The preset `agent`', name: '`LLMCall`', better: '`gen_ai.completion`' },
        },
      ],
    },
    ...['LLMCall', 'llm-call'].map((old) => ({
      name: `an old name of the preset that a contract extends, which nobody finds in the contract: ${old}`,
      code: start(`'${old}'`),
      settings: contract,
      errors: [
        {
          messageId: 'replacedName' as const,
          data: { contract: 'The preset `agent`', name: `\`${old}\``, better: '`gen_ai.completion`' },
        },
      ],
    })),
    {
      name: 'an old event of the preset that a contract extends',
      code: `${TRACER}tracer.startSpan('agent.step').addEvent('Response truncated at max_tokens limit');`,
      settings: contract,
      errors: [
        {
          messageId: 'replacedEvent',
          data: {
            contract: 'The preset `agent`',
            name: '`Response truncated at max_tokens limit`',
            better: '`agent.response_truncated`',
          },
        },
      ],
    },
    {
      name: 'an old name behind a constant, and as a rename',
      code: `${TRACER}const NAME = 'model.call';\nconst span = tracer.startSpan(NAME);\nspan.updateName(NAME);`,
      settings: contract,
      errors: [
        { messageId: 'replacedName', line: 4, column: 31 },
        { messageId: 'replacedName', line: 5, column: 17 },
      ],
    },
    {
      name: 'a slip of the pen',
      code: start(`'billing.invioce.create'`),
      settings: contract,
      errors: [
        {
          messageId: 'didYouMean',
          data: {
            contract: 'The contract',
            name: '`billing.invioce.create`',
            better: '`billing.invoice.create`',
          },
        },
      ],
    },
    ...[
      [
        'tool.search',
        '`execute_tool search`',
        'Write `execute_tool search` and record `search` as the attribute `gen_ai.tool.name`.',
      ],
      [
        'run.tool',
        '`execute_tool {gen_ai.tool.name}`',
        'Write `execute_tool {gen_ai.tool.name}` with the value of `gen_ai.tool.name` in place of the hole, and record that value as the attribute `gen_ai.tool.name`.',
      ],
      [
        'openai.chat.gpt_4',
        '`gen_ai.completion`',
        'Write `gen_ai.completion` and record `gpt_4` as the attribute `gen_ai.request.model`.',
      ],
    ].map(([name = '', better = '', remedy = '']) => ({
      name: `an old name whose new one comes with data: ${name}`,
      code: start(`'${name}'`),
      settings: data,
      errors: [
        { messageId: 'replacedData' as const, data: { contract: 'The contract', name: `\`${name}\``, better, remedy } },
      ],
    })),
    ...[
      ['report.summarize', 'report.sumarize'],
      ['report.generate', 'report.genrate'],
      ['report.generate', 'report.generrate'],
      ['report.agent', 'report.agnet'],
      ['report.send', 'report.sned'],
      ['report.tool', 'report.toool'],
      ['report.call', 'report.cal'],
      ['report.cancel', 'report.cancell'],
    ].map(([listed = '', name = '']) => ({
      name: `a slip in a word: ${name} for ${listed}`,
      code: start(`'${name}'`),
      settings: listing(listed),
      errors: [{ messageId: 'didYouMean' as const }],
    })),
    {
      name: 'a name of a convention that varies and is not listed, where the option asks for it',
      code: `${TRACER}export const f = (queue: string) => tracer.startSpan(\`process \${queue}\`);`,
      settings: listing('order.create'),
      options: [{ unlisted: true }],
      errors: [{ messageId: 'unlisted', data: { name: '`process ${queue}`' }, line: 3, column: 54 }],
    },
    {
      name: 'an old event',
      code: `${TRACER}tracer.startSpan('agent.step').addEvent('truncated');`,
      settings: contract,
      errors: [
        {
          messageId: 'replacedEvent',
          data: { contract: 'The contract', name: '`truncated`', better: '`agent.response_truncated`' },
          line: 3,
          column: 41,
        },
      ],
    },
    {
      name: 'each old member of a choice',
      code: `${TRACER}export const f = (b: boolean) => tracer.startSpan(b ? 'model.call' : 'llm_call');`,
      settings: contract,
      errors: [{ messageId: 'replacedName' }, { messageId: 'replacedName' }],
    },
    {
      name: 'a name that is not listed, where the option asks for it',
      code: start(`'shipping.label.print'`),
      settings: contract,
      options: [{ unlisted: true }],
      errors: [{ messageId: 'unlisted', data: { name: '`shipping.label.print`' } }],
    },
  ],
});

ruleTester.run('known-span-name with wrappers that add to a name', eslintRule(rule), {
  valid: [
    {
      name: 'what the wrapper adds is no text of the new name, and only a preset asks for that',
      code: `${TRACER}const timed = (name: string) => tracer.startSpan(\`execute_\${name}\`);\ntimed('tool');`,
      options: [{ onlyWellFormed: false }],
    },
    {
      name: 'what the wrapper adds makes a name impossible that is only nearly the given one',
      code: `${TRACER}const timed = (name: string) => tracer.startSpan(\`db.\${name}\`);\ntimed('orders');`,
      settings: { 'span-contract': { contract: { version: 1, spans: { 'dbx.orders': {} } } } },
    },
    {
      name: 'an old name that breaks the notation is the matter of span-name-format, which reports the text of the wrapper',
      code: `${TRACER}const timed = (name: string) => tracer.startSpan('tool-' + name);\ntimed('search');`,
      options: [{ onlyWellFormed: true }],
      settings: {
        'span-contract': { contract: { version: 1, spans: { 'agent.search': { replaces: ['tool-search'] } } } },
      },
    },
  ],
  invalid: [
    {
      name: 'the name to write is the new one without what the wrapper adds',
      code: `${TRACER}const timed = (name: string) => tracer.startSpan(\`db.\${name}.query\`);\ntimed('orders');`,
      settings: {
        'span-contract': {
          contract: { version: 1, spans: { 'db.order.load.query': { replaces: ['db.orders.query'] } } },
        },
      },
      errors: [
        {
          messageId: 'replacedPart',
          data: {
            contract: 'The contract',
            name: '`db.orders.query`',
            better: '`db.order.load.query`',
            written: '`order.load`',
          },
          line: 4,
          column: 7,
        },
      ],
    },
    {
      name: 'what the wrapper adds makes the new name impossible, whatever is given to it',
      code: `${TRACER}const timed = (name: string) => tracer.startSpan(\`db.\${name}.query\`);\ntimed('orders');\ntimed('users');`,
      settings: {
        'span-contract': { contract: { version: 1, spans: { 'orders.load': { replaces: ['db.orders.query'] } } } },
      },
      errors: [
        {
          messageId: 'replacedAround',
          data: {
            contract: 'The contract',
            name: '`db.orders.query`',
            better: '`orders.load`',
            added: 'a function (line 3) puts `db.` before it and `.query` behind it',
          },
          line: 4,
          column: 7,
        },
      ],
    },
    {
      name: 'the same where the new name is to carry data',
      code: `${TRACER}const toolSpan = (name: string) => tracer.startSpan('tool-' + name);\ntoolSpan('search-run');`,
      settings: {
        'span-contract': {
          contract: { version: 1, spans: { 'agent.run': { replaces: ['tool-{agent.tool.name}-run'] } } },
        },
      },
      errors: [
        {
          messageId: 'replacedAround',
          data: {
            contract: 'The contract',
            name: '`tool-search-run`',
            better: '`agent.run`',
            added: 'a function (line 3) puts `tool-` before it',
          },
          line: 4,
          column: 10,
        },
      ],
    },
  ],
});

const GIVEN = {
  messageId: 'replacedGiven' as const,
  data: {
    contract: 'The contract',
    name: '`db.orders`',
    better: '`shop.order.read`',
    written: '`shop.order.read`',
  },
};

ruleTester.run('known-span-name with a text that is made of what is given', eslintRule(rule), {
  valid: [
    {
      name: 'of which the new name is made',
      code: `${TRACER}const f = (name: string) => tracer.startSpan(name.toLowerCase());\nf('Shop.Order.Read');`,
      settings: orders,
    },
  ],
  invalid: [
    ...[
      ['name.toLowerCase()', 'DB.Orders'],
      ['name.trim()', ' db.orders'],
      [`name.replace('/', '.')`, 'db/orders'],
    ].map(([maker = '', given = '']) => ({
      name: `the advice is about what is given to the function: ${maker}`,
      code: `${TRACER}const f = (name: string) => tracer.startSpan(${maker});\nf('${given}');`,
      settings: orders,
      errors: [{ ...GIVEN, data: { ...GIVEN.data, maker: `\`${maker}\`` }, line: 3, column: 46 }],
    })),
    {
      name: 'to a loop, and through a variable',
      code: `${TRACER}for (const table of ['Orders']) {\n  const name = \`db.\${table}\`.toLowerCase();\n  tracer.startSpan(name);\n}`,
      settings: orders,
      errors: [{ ...GIVEN, data: { ...GIVEN.data, maker: '"`db.${table}`.toLowerCase()"' }, line: 5, column: 20 }],
    },
    {
      name: 'what is always the same text is written at the call',
      code: `${TRACER}const NAME = 'DB.Orders';\ntracer.startSpan(NAME.toLowerCase());\ntracer.startSpan('db.orders'.trim());`,
      settings: orders,
      errors: [
        { messageId: 'replacedName', line: 4 },
        { messageId: 'replacedName', line: 5 },
      ],
    },
  ],
});

ruleTester.run('known-span-name with libraries', eslintRule(rule), {
  valid: [
    {
      name: 'what the library adds makes the new name impossible',
      code: `import { withTool } from '@traceloop/node-server-sdk';\nwithTool({ name: 'search' }, () => 1);`,
      settings: {
        'span-contract': { contract: { version: 1, spans: { 'agent.tool.call': { replaces: ['search.tool'] } } } },
      },
    },
  ],
  invalid: [
    {
      name: 'an old name in the notation of a library, which no other rule reports',
      code: `import { Effect } from 'effect';\nexport const f = Effect.fn('callTool')(function* () {});`,
      options: [{ onlyWellFormed: true }],
      settings: {
        'span-contract': { contract: { version: 1, spans: { 'agent.tool.call': { replaces: ['callTool'] } } } },
      },
      errors: [{ messageId: 'replacedName', line: 2, column: 28 }],
    },
    {
      name: 'the name to write is the new one without what the library adds',
      code: `import { withTool } from '@traceloop/node-server-sdk';\nwithTool({ name: 'search' }, () => 1);`,
      settings: {
        'span-contract': { contract: { version: 1, spans: { 'web.search.tool': { replaces: ['search.tool'] } } } },
      },
      errors: [
        {
          messageId: 'replacedPart',
          data: {
            contract: 'The contract',
            name: '`search.tool`',
            better: '`web.search.tool`',
            written: '`web.search`',
          },
        },
      ],
    },
  ],
});

const OPTIONS = `interface Options { spanName?: string }\n`;
const withOptions = (name: string) =>
  `${TRACER}${OPTIONS}export const f = (options: Options, table: string) => tracer.startSpan(${name});`;

ruleTester.run('known-span-name with names that the code gives where its caller gives none', eslintRule(rule), {
  valid: [
    ...[
      `options.spanName ?? 'shop.order.read'`,
      `options.spanName ?? ''`,
      `(options.spanName ?? 'db') + '.orders'`,
      `'db.orders.' + (options.spanName ?? 'all')`,
      `\`\${options.spanName ?? 'db.orders'}.\${table}\``,
      `(options.spanName === 'db.orders' && options.spanName) || 'shop.order.read'`,
      `String(options.spanName ?? 'db.orders').slice(1)`,
    ].map((name) => ({
      name: `no old name, or only a part of one: ${name}`,
      code: withOptions(name),
      settings: orders,
    })),
    {
      name: 'a default that the wrapper around completes',
      code: `${TRACER}export const timed = (name: string) => tracer.startSpan(\`shop.\${name}\`);\nexport const f = (name?: string) => timed(name ?? 'db.orders');`,
      settings: orders,
    },
    {
      name: 'a variable that is given another text',
      code: `${TRACER}export function f(given?: string) {\n  let name = 'db.orders';\n  name += given;\n  tracer.startSpan(name);\n}`,
      settings: orders,
    },
    {
      name: 'a member that may be one of several texts, whoever calls',
      code: `${TRACER}const NAMES: Record<string, string> = {};\nexport const f = (key: string, given?: string) => tracer.startSpan(given ?? NAMES[key]);`,
      settings: orders,
    },
    {
      name: 'a badly written default is the other rule’s business, if the option says so',
      code: withOptions(`options.spanName ?? 'readOrders'`),
      settings: orders,
      options: [{ onlyWellFormed: true }],
    },
  ],
  invalid: [
    {
      name: 'the default of an option, at its text',
      code: withOptions(`options.spanName ?? 'db.orders'`),
      settings: orders,
      options: [{ onlyWellFormed: true }],
      errors: [
        {
          messageId: 'replacedName',
          data: { contract: 'The contract', name: '`db.orders`', better: '`shop.order.read`' },
          line: 4,
          column: 92,
          endColumn: 103,
        },
      ],
    },
    ...[`options.spanName || 'db.orders'`, `options.spanName ? 'db.orders' : \`order \${table}\``].map((name) => ({
      name: `one side of a choice: ${name}`,
      code: withOptions(name),
      settings: orders,
      errors: [{ messageId: 'replacedName' as const, line: 4 }],
    })),
    {
      name: 'the default of a parameter and of what is taken apart, once for all spans of that name',
      code: `${TRACER}export function f(name = 'db.orders') { tracer.startSpan(name); tracer.startActiveSpan(name, () => {}); }\nexport function g({ name = 'db.orders' }: { name?: string }) { tracer.startSpan(name); }`,
      settings: orders,
      errors: [
        { messageId: 'replacedName', line: 3, column: 26, endColumn: 37 },
        { messageId: 'replacedName', line: 4, column: 28, endColumn: 39 },
      ],
    },
    {
      name: 'what a constant chooses from',
      code: `${TRACER}const name = process.env['SPAN_NAME'] ?? 'db.orders';\ntracer.startSpan(name);`,
      settings: orders,
      errors: [{ messageId: 'replacedName', line: 3, column: 42 }],
    },
    {
      name: 'a constant, a member of a table and one of an enum, each where it is the default',
      code: `${TRACER}const ORDERS = 'db.orders';\nconst NAMES = { orders: 'db.orders' };\nenum Name { Orders = 'db.orders' }
export const a = (name?: string) => tracer.startSpan(name ?? ORDERS);
export const b = (name = NAMES.orders) => tracer.startSpan(name);
export const c = (name?: string) => tracer.startSpan(name || Name.Orders);`,
      settings: orders,
      errors: [
        { messageId: 'replacedName', line: 6, column: 62, endColumn: 68 },
        { messageId: 'replacedName', line: 7, column: 26, endColumn: 38 },
        { messageId: 'replacedName', line: 8, column: 62, endColumn: 73 },
      ],
    },
    {
      name: 'a default that is nearly a name of the contract, and one that takes data over',
      code: `${TRACER}export const f = (name = 'gen_ai.completon') => tracer.startSpan(name);\nexport const g = (name = 'tool.search') => tracer.startSpan(name);`,
      settings: data,
      errors: [
        { messageId: 'didYouMean', line: 3, column: 26 },
        { messageId: 'replacedData', line: 4, column: 26 },
      ],
    },
    {
      name: 'a default that the contract does not list, if the option says so',
      code: withOptions(`options.spanName ?? 'shop.order.delete'`),
      settings: orders,
      options: [{ unlisted: true }],
      errors: [{ messageId: 'unlisted', line: 4, column: 92 }],
    },
  ],
});
