import rule from '../../rules/span-name-format.ts';
import { eslintRule, ruleTester } from '../rule-tester.ts';

const TRACER = `import { trace } from '@opentelemetry/api';\nconst tracer = trace.getTracer('t');\n`;
const GENERAL = 'Write dot-separated lower-case words, from the general to the particular, such as `agent.tool.call`.';
const DOT = { 'span-contract': { contract: { version: 1, extends: ['agent'] } } };
const settings = (more: object) => ({ 'span-contract': { contract: { version: 1, extends: ['agent'], ...more } } });

ruleTester.run('span-name-format', eslintRule(rule), {
  valid: [
    {
      name: 'a list to which the namespace is added later',
      code: `import { trace } from '@opentelemetry/api';\nconst tracer = trace.getTracer('t');\nexport function f(model: string) { const parts = ['llm']; parts.push(model); tracer.startSpan(parts.join('.')); }`,
    },
    { name: 'dot notation', code: `${TRACER}tracer.startSpan('agent.tool.call');` },
    { name: 'the value counts, not its spelling', code: `${TRACER}tracer.startSpan('agent\\x2estep');` },
    ...['chat gpt-4o', 'GET /users/:id', 'GET', 'SELECT orders', 'orders publish', 'tools/call search'].map((name) => ({
      name: `without a contract file, OpenTelemetry's own style: ${name}`,
      code: `${TRACER}tracer.startSpan('${name}');`,
    })),
    {
      name: 'a listed name is never a fault',
      code: `${TRACER}tracer.startSpan('Legacy Import');`,
      settings: settings({ spans: { 'Legacy Import': {} } }),
    },
    {
      name: 'nor is one that the contract allows',
      code: `${TRACER}tracer.startSpan('temporal.StartWorkflow');`,
      settings: settings({ allow: ['temporal.*'] }),
    },
    {
      name: 'patterns, forwarded and unknown names are silent here',
      code: `${TRACER}import { N } from './n';\nexport const f = (id: string, name: string) => [tracer.startSpan(\`Bad \${id}\`), tracer.startSpan(N)];`,
    },
    {
      name: 'right defaults, and texts that are only a part of a name or its first value',
      code: `${TRACER}const FIRST = 'Run ';
export function f(id: string, options?: { spanName?: string }, name = 'agent.step', kind = 'Chat') {
  tracer.startSpan(options?.spanName ?? 'agent.step');
  tracer.startSpan(options?.spanName ?? '');
  tracer.startSpan(name);
  tracer.startSpan(\`agent.\${kind}.\${id}\`);
  tracer.startSpan((options?.spanName ?? 'Agent') + id);
  tracer.startSpan(FIRST + (options?.spanName ?? 'Agent'));
  let text = 'Run ';
  text += id;
  tracer.startSpan(text);
  tracer.startSpan((name === 'Foo' && options?.spanName) || 'agent.step');
}`,
    },
    {
      name: 'the fallback of a value that is a part of other names',
      code: `${TRACER}export function f(owner: { name?: string }, method?: string) {\n  const of = owner.name ? owner.name : 'Unnamed';\n  const name = method ? \`\${of}.\${method}\` : of;\n  tracer.startSpan(name);\n}`,
    },
    {
      name: 'a default that the wrapper around completes',
      code: `${TRACER}export const timed = (name: string) => tracer.startSpan(\`db.load_\${name}\`);\nexport const f = (name?: string) => timed(name ?? 'orders');`,
    },
    {
      name: 'a field that counts is data, not its first value',
      code: `${TRACER}class A { private turn = 0; run() { this.turn++; tracer.startSpan(\`Agent turn_\${this.turn}\`); } }`,
    },
    {
      name: 'a file that the contract ignores',
      filename: 'legacy/file.ts',
      code: `${TRACER}tracer.startSpan('Bad Name');`,
      settings: settings({ ignore: ['legacy/**'] }),
    },
  ],
  invalid: [
    {
      name: 'a name in options that several calls share is told once',
      code: `import { observe } from '@langfuse/tracing';
const opts = { name: 'badName' };
export const o = observe(f, opts);
export const p = observe(g, opts);`,
      errors: [{ messageId: 'badName', line: 2, column: 22 }],
    },
    {
      name: 'the same name in options of their own is told for each',
      code: `import { observe } from '@langfuse/tracing';
export const o = observe(f, { name: 'badName' });
export const p = observe(g, { name: 'badName' });`,
      errors: [
        { messageId: 'badName', line: 2 },
        { messageId: 'badName', line: 3 },
      ],
    },
    ...[
      ['`${Refunds.name}.issue`', 'Refunds.issue', 'refunds.issue'],
      ['Refunds.name', 'Refunds', undefined],
    ].map(([written = '', name = '', better]) => ({
      name: `the name of a class of the file is a text: ${written}`,
      code: `${TRACER}class Refunds { issue() { tracer.startSpan(${written}).end(); } }`,
      settings: DOT,
      errors: [
        {
          messageId: 'badName' as const,
          data: {
            name: `\`${name}\``,
            fault: better
              ? 'has upper-case letters in `Refunds`'
              : 'has upper-case letters, and no namespace before a dot',
            remedy: better ? `Write \`${better}\`.` : GENERAL,
          },
          suggestions: [],
        },
      ],
    })),
    ...[
      [
        'runTool',
        '`execute_tool {gen_ai.tool.name}`',
        'Write `execute_tool {gen_ai.tool.name}` with the value of `gen_ai.tool.name` in place of the hole, and record that value as the attribute `gen_ai.tool.name`.',
      ],
      [
        'openai.chat.gpt-4o',
        '`gen_ai.completion`',
        'Write `gen_ai.completion` and record `gpt-4o` as the attribute `gen_ai.request.model`.',
      ],
    ].map(([name = '', better = '', remedy = '']) => ({
      name: `an old name whose new one comes with data: no rewrite is offered, for it would lose that: ${name}`,
      code: `${TRACER}tracer.startSpan('${name}');`,
      settings: settings({
        spans: {
          'execute_tool {gen_ai.tool.name}': { replaces: ['run.tool'] },
          'gen_ai.completion': { replaces: ['openai.chat.{gen_ai.request.model}'] },
        },
      }),
      errors: [
        {
          messageId: 'replacedData' as const,
          data: { contract: 'The contract', name: `\`${name}\``, better, remedy },
          suggestions: [],
        },
      ],
    })),
    {
      name: 'an empty segment is a slip in the name, not an old name',
      code: `import { trace } from '@opentelemetry/api';\ntrace.getTracer('t').startSpan('agent..step');`,
      errors: [
        {
          messageId: 'badName',
          data: {
            name: '`agent..step`',
            fault: 'has an empty segment: two dots in a row, or one at an end',
            remedy: 'Write `agent.step`.',
          },
          suggestions: [
            {
              messageId: 'suggestName',
              output: `import { trace } from '@opentelemetry/api';\ntrace.getTracer('t').startSpan('agent.step');`,
            },
          ],
        },
      ],
    },
    {
      name: 'an operation with a model behind it: the name of the operation, and no rewrite that drops the model',
      code: `import { trace } from '@opentelemetry/api';\ntrace.getTracer('t').startSpan('LLM Call: gpt-4o');`,
      errors: [
        {
          messageId: 'badName',
          data: {
            name: '`LLM Call: gpt-4o`',
            fault: 'holds blanks, and is no name of the semantic conventions such as `chat gpt-4`',
            remedy: 'Write `gen_ai.completion`, and record what stands behind the colon as an attribute.',
          },
          suggestions: [],
        },
      ],
    },
    {
      name: 'names of a type are written there',
      code: `import { trace } from '@opentelemetry/api';\ntype Names =\n  | 'LLMCall'\n  | 'agent.step'\n  | 'ToolCall';\nexport const run = (name: Names) => trace.getTracer('t').startSpan(name);`,
      errors: [
        {
          messageId: 'badNames',
          line: 6,
          data: {
            names: '`LLMCall` and `ToolCall`',
            first: '`LLMCall`',
            fault: 'has upper-case letters, and no namespace before a dot',
            remedy:
              'In the type, write `gen_ai.completion` for `LLMCall` on line 3, and `agent.tool.call` for `ToolCall` on line 5.',
          },
        },
      ],
    },
    {
      name: 'one name of a type',
      code: `import { trace } from '@opentelemetry/api';\nexport const run = (name: 'LLMCall' | 'agent.step') => trace.getTracer('t').startSpan(name);`,
      errors: [
        {
          messageId: 'replacedName',
          data: {
            contract: 'The preset `agent`',
            name: '`LLMCall` (in the type on line 2)',
            better: '`gen_ai.completion`',
          },
        },
      ],
    },
    ...[
      { old: 'llm_call', line: 3 },
      { old: 'LLMCall', line: 3 },
      { old: 'call-to-openai', line: 3 },
    ].map(({ old, line }) => ({
      name: `three spellings of one operation: ${old}`,
      code: `${TRACER}tracer.startSpan('${old}');`,
      errors: [
        {
          messageId: 'replacedName' as const,
          data: { contract: 'The preset `agent`', name: `\`${old}\``, better: '`gen_ai.completion`' },
          line,
          column: 18,
          endColumn: 20 + old.length,
          suggestions: [
            {
              messageId: 'suggestName' as const,
              data: { contract: 'The preset `agent`', name: `\`${old}\``, better: '`gen_ai.completion`' },
              output: `${TRACER}tracer.startSpan('gen_ai.completion');`,
            },
          ],
        },
      ],
    })),
    {
      name: 'the same words in the right style, quotes kept',
      code: `${TRACER}tracer.startSpan("agent.toolRun");`,
      errors: [
        {
          messageId: 'badName',
          data: {
            name: '`agent.toolRun`',
            fault: 'has upper-case letters in `toolRun`',
            remedy: 'Write `agent.tool_run`.',
          },
          suggestions: [{ messageId: 'suggestName', output: `${TRACER}tracer.startSpan("agent.tool_run");` }],
        },
      ],
    },
    {
      name: 'many names that a choice can give: some of them, and how many there are more',
      code: `${TRACER}export const f = (s: 'A' | 'B' | 'C' | 'D' | 'E') => tracer.startSpan(\`agent.\${s}\`);`,
      errors: [
        {
          messageId: 'badNames',
          data: {
            names: '`agent.A`, `agent.B`, `agent.C` and 2 more',
            first: '`agent.A`',
            fault: 'has upper-case letters in `A`',
            remedy:
              'Write it so that `agent.A` becomes `agent.a`, `agent.B` becomes `agent.b`, `agent.C` becomes `agent.c` and so on.',
          },
        },
      ],
    },
    {
      name: 'a template without holes is a literal too',
      code: `${TRACER}tracer.startSpan(\`agent.toolRun\`);`,
      errors: [
        {
          messageId: 'badName',
          suggestions: [{ messageId: 'suggestName', output: `${TRACER}tracer.startSpan(\`agent.tool_run\`);` }],
        },
      ],
    },
    {
      name: 'a text that its wrapper reads for something else is not rewritten: the command would be another one',
      code: `${TRACER}declare const run: (command: string) => void;\nconst traced = (command: string) => tracer.startActiveSpan(command, () => run(command));\ntraced('agent.toolRun');`,
      errors: [
        {
          messageId: 'badName',
          data: {
            name: '`agent.toolRun`',
            fault: 'has upper-case letters in `toolRun`',
            remedy:
              'The wrapper uses this text for something else as well, so give the span a name of its own, such as `agent.tool_run`.',
          },
          line: 5,
          suggestions: [],
        },
      ],
    },
    {
      name: 'a text that its wrapper only logs beside is a name and nothing else',
      code: `${TRACER}const traced = (name: string) => { console.debug(\`start \${name}\`); return tracer.startSpan(name); };\ntraced('agent.toolRun');`,
      errors: [
        {
          messageId: 'badName',
          data: {
            name: '`agent.toolRun`',
            fault: 'has upper-case letters in `toolRun`',
            remedy: 'Write `agent.tool_run`.',
          },
          line: 4,
          suggestions: [
            {
              messageId: 'suggestName',
              output: `${TRACER}const traced = (name: string) => { console.debug(\`start \${name}\`); return tracer.startSpan(name); };\ntraced('agent.tool_run');`,
            },
          ],
        },
      ],
    },
    {
      name: 'nor is one that the type of the wrapper fixes',
      code: `${TRACER}function traced(name: 'agent.toolRun'): void;\nfunction traced(name: string) { tracer.startSpan(name); }\ntraced('agent.toolRun');`,
      errors: [{ messageId: 'badName', line: 5, suggestions: [] }],
    },
    {
      name: 'the empty name',
      code: `${TRACER}tracer.startSpan('');`,
      errors: [{ messageId: 'emptyName', data: { example: '`agent.step`' }, suggestions: [] }],
    },
    {
      name: 'the empty name, with an example that the contract does not blame',
      code: `${TRACER}tracer.startSpan('');`,
      settings: settings({ naming: { namespaces: ['shop'] } }),
      errors: [{ messageId: 'emptyName', data: { example: '`shop.order.create`' }, suggestions: [] }],
    },
    {
      name: 'one of two names that a text is a part of is not the name of both',
      code: `${TRACER}export const f = (kind: 'Read' | 'write') => tracer.startSpan(\`store.\${kind}\`);`,
      errors: [
        {
          messageId: 'badName',
          data: {
            name: '`store.Read`',
            fault: 'has upper-case letters in `Read`',
            remedy: 'Write it so that `store.Read` becomes `store.read`.',
          },
        },
      ],
    },
    {
      name: 'names that share a wrong part',
      code: `${TRACER}export const f = (b: boolean) => tracer.startSpan(\`Store.\${b ? 'read' : 'write'}\`);`,
      errors: [
        {
          messageId: 'badNames',
          data: {
            names: '`Store.read` and `Store.write`',
            first: '`Store.read`',
            fault: 'has upper-case letters in `Store`',
            remedy: 'Write it so that `Store.read` becomes `store.read` and `Store.write` becomes `store.write`.',
          },
        },
      ],
    },
    ...[
      ['save_order', 'has no namespace: it is a single word without a dot', 'order.save'],
      ['score-chunk', 'uses `-` where dots separate the words', 'chunk.score'],
      ['EmbedQuery', 'has upper-case letters, and no namespace before a dot', 'query.embed'],
      ['vectorSearch', 'has upper-case letters, and no namespace before a dot', 'vector.search'],
      ['BadName', 'has upper-case letters, and no namespace before a dot', 'bad.name'],
      ['Throw', 'has upper-case letters, and no namespace before a dot', 'agent.tool.call'],
    ].map(([name = '', fault = '', example = '']) => ({
      name: `words that say what is done are an example, and nothing to be written without asking: ${name}`,
      code: `${TRACER}tracer.startSpan('${name}');`,
      errors: [
        {
          messageId: 'badName' as const,
          data: { name: `\`${name}\``, fault, remedy: GENERAL.replace('agent.tool.call', example) },
          suggestions: [],
        },
      ],
    })),
    {
      name: 'a single word has no namespace, and none is made up',
      code: `${TRACER}tracer.startSpan('step');`,
      errors: [
        {
          messageId: 'badName',
          data: {
            name: '`step`',
            fault: 'has no namespace: it is a single word without a dot',
            remedy: GENERAL,
          },
          suggestions: [],
        },
      ],
    },
    {
      name: 'with a contract file, only dots count',
      code: `${TRACER}tracer.startSpan('GET /users/:id');`,
      settings: DOT,
      errors: [
        {
          messageId: 'badName',
          data: { name: '`GET /users/:id`', fault: 'holds blanks', remedy: 'Write `get.users.id`.' },
          suggestions: [{ messageId: 'suggestName', output: `${TRACER}tracer.startSpan('get.users.id');` }],
        },
      ],
    },
    {
      name: 'role words belong in service.name',
      code: `${TRACER}tracer.startSpan('agent.planner.step');`,
      settings: settings({ naming: { roles: ['planner'] } }),
      errors: [{ messageId: 'roleInName', data: { name: '`agent.planner.step`', part: '`planner`' }, suggestions: [] }],
    },
    {
      name: 'namespaces',
      code: `${TRACER}tracer.startSpan('billing.charge');`,
      settings: settings({ naming: { namespaces: ['agent', 'gen_ai'] } }),
      errors: [
        {
          messageId: 'badName',
          data: {
            name: '`billing.charge`',
            fault: 'begins with `billing`, which is no namespace of the contract',
            remedy: 'Begin it with one of `agent` and `gen_ai`, or list `billing` under `naming.namespaces`.',
          },
        },
      ],
    },
    {
      name: 'a namespace that is nearly one, and what is written instead where the usual example is in none',
      code: `${TRACER}tracer.startSpan('shopp.charge');\ntracer.startSpan('charge');`,
      settings: settings({ naming: { namespaces: ['shop', 'stock'] } }),
      errors: [
        {
          messageId: 'badName',
          data: {
            name: '`shopp.charge`',
            fault: 'begins with `shopp`, which is no namespace of the contract',
            remedy: 'Begin it with `shop`, or list `shopp` under `naming.namespaces`.',
          },
        },
        {
          messageId: 'badName',
          data: {
            name: '`charge`',
            fault: 'has no namespace: it is a single word without a dot',
            remedy: GENERAL.replace('agent.tool.call', 'shop.order.create'),
          },
        },
      ],
    },
    {
      name: 'an exact set gives one finding that names the bad members, and each can be rewritten',
      code: `${TRACER}export const f = (b: boolean) => tracer.startSpan(b ? 'agentPlan' : b ? 'agent.step' : 'agent.toolRun');`,
      errors: [
        {
          messageId: 'badNames',
          data: {
            names: '`agentPlan` and `agent.toolRun`',
            first: '`agentPlan`',
            fault: 'has upper-case letters, and no namespace before a dot',
            remedy: 'Write `agent.plan`.',
          },
          suggestions: [
            {
              messageId: 'suggestName',
              data: { name: '`agentPlan`', better: '`agent.plan`' },
              output: `${TRACER}export const f = (b: boolean) => tracer.startSpan(b ? 'agent.plan' : b ? 'agent.step' : 'agent.toolRun');`,
            },
            {
              messageId: 'suggestName',
              data: { name: '`agent.toolRun`', better: '`agent.tool_run`' },
              output: `${TRACER}export const f = (b: boolean) => tracer.startSpan(b ? 'agentPlan' : b ? 'agent.step' : 'agent.tool_run');`,
            },
          ],
        },
      ],
    },
    {
      name: 'a name that a function puts together: what it is to give, for a name written in the call would go through it once more',
      code: `${TRACER}const ticket = (op: string) => \`support.ticket.\${op}\`;\ntracer.startSpan(ticket('Close'));`,
      errors: [
        {
          messageId: 'badName',
          line: 4,
          column: 18,
          data: {
            name: '`support.ticket.Close`',
            fault: 'has upper-case letters in `Close`',
            remedy: "Make `ticket('Close')` give `support.ticket.close`.",
          },
          suggestions: [],
        },
      ],
    },
    {
      name: 'more segments than the contract allows: how many there are, and how many there may be',
      code: `${TRACER}tracer.startSpan('shop.order.item.price.read');`,
      settings: settings({ naming: { segments: { min: 2, max: 3 } } }),
      errors: [
        {
          messageId: 'badName',
          line: 3,
          column: 18,
          data: {
            name: '`shop.order.item.price.read`',
            fault: 'has 5 segments, where the contract allows 3',
            remedy: GENERAL,
          },
          suggestions: [],
        },
      ],
    },
    {
      name: 'a constant is judged where it is used, and not rewritten there',
      code: `${TRACER}const NAMES = { step: 'agentStep' } as const;\ntracer.startSpan(NAMES.step);`,
      errors: [
        {
          messageId: 'replacedName',
          data: { contract: 'The preset `agent`', name: '`agentStep`', better: '`agent.step`' },
          line: 4,
          column: 18,
          suggestions: [],
        },
      ],
    },
    {
      name: 'a faulty contract is one error with its place, and nothing else',
      code: `${TRACER}tracer.startSpan('Bad Name');`,
      settings: settings({ naming: { segment: { min: 2 } } }),
      errors: [{ messageId: 'contractFault', line: 1, column: 1 }],
    },
  ],
});

const STRICT: [{ requireWritten: boolean }] = [{ requireWritten: true }];

ruleTester.run('span-name-format with libraries', eslintRule(rule), {
  valid: [
    {
      name: 'what the library adds makes the name right',
      code: `import { withWorkflow } from '@traceloop/node-server-sdk';\nwithWorkflow({ name: 'joke' }, () => 1);`,
      settings: DOT,
    },
    {
      name: 'a message for people, by the design of the library',
      code: `import * as logfire from 'logfire';\nlogfire.span('Saying hello to {name}', { attributes: { name: 'x' } });`,
      settings: DOT,
    },
    {
      name: 'the label of a function, which names its span as well',
      code: `import { Effect } from 'effect';\nexport const getUser = Effect.fn('UserService.getUser')(function* () {});`,
      settings: DOT,
    },
    {
      name: 'many like the name of the function',
      code: `import { observe } from '@langfuse/tracing';\nexport const search = observe(function searchDocs() {});`,
      settings: DOT,
    },
    {
      name: 'a name that is made by the library cannot be written',
      code: `import { withLLMCall } from '@traceloop/node-server-sdk';\nwithLLMCall({ vendor: 'openai', type: 'chat' }, () => 1);`,
      options: STRICT,
    },
    {
      name: 'options that are not in sight may hold a name',
      code: `import { observe } from '@langfuse/tracing';\nimport { options } from './options';\nobserve(() => 1, options);\nobserve(() => 1, { ...options });`,
      options: STRICT,
    },
    {
      name: 'spans of another kind',
      code: `import * as Sentry from '@sentry/node';\nSentry.startSpan({ name: 'Load Page' }, () => 1);`,
      settings: DOT,
    },
  ],
  invalid: [
    {
      name: 'an option of a wrapper',
      code: `import { observe } from '@langfuse/tracing';\nobserve(() => 1, { name: 'toolCall.search' });`,
      settings: DOT,
      errors: [
        {
          messageId: 'badName',
          line: 2,
          column: 26,
          endColumn: 43,
          suggestions: [
            {
              messageId: 'suggestName',
              data: { better: '`tool_call.search`', name: '`toolCall.search`' },
              output: `import { observe } from '@langfuse/tracing';\nobserve(() => 1, { name: 'tool_call.search' });`,
            },
          ],
        },
      ],
    },
    {
      name: 'a decorator',
      code: `import { Span } from 'nestjs-otel';\nclass A { @Span('A.run') run() {} }`,
      settings: DOT,
      errors: [
        {
          messageId: 'badName',
          data: { name: '`A.run`', fault: 'has upper-case letters in `A`', remedy: 'Write `a.run`.' },
          suggestions: [
            {
              messageId: 'suggestName',
              data: { better: '`a.run`', name: '`A.run`' },
              output: `import { Span } from 'nestjs-otel';\nclass A { @Span('a.run') run() {} }`,
            },
          ],
        },
      ],
    },
    {
      name: 'what is written is what the library has not added',
      code: `import { withTool } from '@traceloop/node-server-sdk';\nwithTool({ name: 'webSearch' }, () => 1);`,
      settings: DOT,
      errors: [
        {
          messageId: 'badName',
          data: {
            name: '`webSearch.tool`',
            fault: 'has upper-case letters in `webSearch`',
            remedy: 'Write `web_search`, which the library makes `web_search.tool`.',
          },
          suggestions: [
            {
              messageId: 'suggestPart',
              data: { written: '`web_search`', better: '`web_search.tool`', name: '`webSearch.tool`' },
              output: `import { withTool } from '@traceloop/node-server-sdk';\nwithTool({ name: 'web_search' }, () => 1);`,
            },
          ],
        },
      ],
    },
    {
      name: 'a library that the contract switches on',
      code: `import * as Sentry from '@sentry/node';\nSentry.startSpan({ name: 'Load Page' }, () => 1);`,
      settings: settings({ apis: ['sentry'] }),
      errors: [
        {
          messageId: 'badName',
          line: 2,
          column: 26,
          suggestions: [
            {
              messageId: 'suggestName',
              data: { better: '`page.load`', name: '`Load Page`' },
              output: `import * as Sentry from '@sentry/node';\nSentry.startSpan({ name: 'page.load' }, () => 1);`,
            },
          ],
        },
      ],
    },
    {
      name: 'no name: a function, whose name nobody can turn into one of the contract',
      code: `import { traceTool } from '@arizeai/openinference-core';\nconst t = traceTool(search);\nfunction search() {}`,
      settings: DOT,
      options: STRICT,
      errors: [
        {
          messageId: 'unwritten',
          data: {
            after: 'the function, `search`,',
            where: 'as `name` in the second argument',
            example: '`agent.step`',
          },
          line: 2,
          column: 11,
          endColumn: 20,
        },
      ],
    },
    {
      name: 'no name: a class and its method',
      code: `import { Span } from 'nestjs-otel';\nclass UserService { @Span() loadUser() {} @Span({ root: true }) saveUser() {} }`,
      settings: DOT,
      options: STRICT,
      errors: [
        {
          messageId: 'unwritten',
          data: {
            after: 'its class and method, `UserService.loadUser`,',
            where: 'as the first argument',
            example: '`agent.step`',
          },
          suggestions: [
            {
              messageId: 'suggestWritten',
              data: {
                better: '`user_service.load_user`',
                where: 'as the first argument',
                name: '`UserService.loadUser`',
              },
              output: `import { Span } from 'nestjs-otel';\nclass UserService { @Span('user_service.load_user') loadUser() {} @Span({ root: true }) saveUser() {} }`,
            },
          ],
        },
        {
          messageId: 'unwritten',
          suggestions: [
            {
              messageId: 'suggestWritten',
              data: {
                better: '`user_service.save_user`',
                where: 'as the first argument',
                name: '`UserService.saveUser`',
              },
              output: `import { Span } from 'nestjs-otel';\nclass UserService { @Span() loadUser() {} @Span('user_service.save_user', { root: true }) saveUser() {} }`,
            },
          ],
        },
      ],
    },
    {
      name: 'no name: an option is added, without what the library adds',
      code: `import { task } from '@traceloop/node-server-sdk';\nimport { observe } from '@langfuse/tracing';\nclass A { @task({ version: 1 }) makeJoke() {} }\nobserve(callTool);\nfunction callTool() {}`,
      settings: settings({ spans: { 'agent.tool.call': { replaces: ['callTool'] } } }),
      options: STRICT,
      errors: [
        {
          messageId: 'unwritten',
          data: { after: 'the method, `makeJoke`,', where: 'as `name` in the first argument', example: '`agent.step`' },
          suggestions: [
            {
              messageId: 'suggestWritten',
              data: { better: '`make_joke`', where: 'as `name` in the first argument', name: '`makeJoke`' },
              output: `import { task } from '@traceloop/node-server-sdk';\nimport { observe } from '@langfuse/tracing';\nclass A { @task({ version: 1, name: 'make_joke' }) makeJoke() {} }\nobserve(callTool);\nfunction callTool() {}`,
            },
          ],
        },
        {
          messageId: 'unwritten',
          suggestions: [
            {
              messageId: 'suggestWritten',
              data: { better: '`agent.tool.call`', where: 'as `name` in the second argument', name: '`callTool`' },
              output: `import { task } from '@traceloop/node-server-sdk';\nimport { observe } from '@langfuse/tracing';\nclass A { @task({ version: 1 }) makeJoke() {} }\nobserve(callTool, { name: 'agent.tool.call' });\nfunction callTool() {}`,
            },
          ],
        },
      ],
    },
    {
      name: 'no name: a function that has none itself',
      code: `import { observe } from '@langfuse/tracing';
import { traceTool } from '@arizeai/openinference-core';
import { observe as observed } from '@lmnr-ai/lmnr';
import * as logfire from 'logfire';
observe(async (q) => q);
traceTool((async function () {}) as Tool);
observed({}, () => 1);
logfire.instrument((q) => q);`,
      settings: DOT,
      options: STRICT,
      errors: [
        {
          messageId: 'unwrittenNameless',
          data: { where: 'as `name` in the second argument', example: '`agent.step`' },
          line: 5,
        },
        {
          messageId: 'unwrittenNameless',
          data: { where: 'as `name` in the second argument', example: '`agent.step`' },
          line: 6,
        },
        {
          messageId: 'unwrittenNameless',
          data: { where: 'as `name` in the first argument', example: '`agent.step`' },
          line: 7,
        },
        {
          messageId: 'unwrittenNameless',
          data: { where: 'as `spanName` in the second argument', example: '`agent.step`' },
          line: 8,
        },
      ],
    },
    {
      name: 'no name: a function that is named by where it stands, or that is not in sight',
      code: `import { observe } from '@langfuse/tracing';
import { load } from './load';
const find = async (q) => q;
class Store { save() {} wrapped = observe(this.save); }
observe(find);
observe(load);`,
      options: STRICT,
      errors: [
        {
          messageId: 'unwritten',
          data: { after: 'the function, `save`,', where: 'as `name` in the second argument', example: '`agent.step`' },
        },
        {
          messageId: 'unwritten',
          data: { after: 'the function, `find`,', where: 'as `name` in the second argument', example: '`agent.step`' },
        },
        {
          messageId: 'unwritten',
          data: { after: 'the function', where: 'as `name` in the second argument', example: '`agent.step`' },
        },
      ],
    },
    {
      name: 'no name: the function where it has a name, and else the code around the call',
      code: `import { trace } from 'autotel';
const load = async () => 1;
trace(async function createUser() {});
trace(load);
trace({ service: 'x' }, load);
trace({ serviceName: 'x' }, load);`,
      options: STRICT,
      errors: [
        {
          messageId: 'unwritten',
          line: 3,
          data: { after: 'the function, `createUser`,', where: 'as the first argument', example: '`agent.step`' },
        },
        {
          messageId: 'unwritten',
          line: 4,
          data: { after: 'the function, `load`,', where: 'as the first argument', example: '`agent.step`' },
        },
        {
          messageId: 'unwritten',
          line: 5,
          data: { after: 'the function, `load`,', where: 'as `name` in the first argument', example: '`agent.step`' },
        },
        {
          messageId: 'unwritten',
          line: 6,
          data: { after: 'the function', where: 'as `name` in the first argument', example: '`agent.step`' },
        },
      ],
    },
    {
      name: 'no name: the code around the call',
      code: `import { trace } from 'autotel';\ntrace(() => 1);\ntrace({ service: 'x' }, () => 1);`,
      options: STRICT,
      errors: [
        {
          messageId: 'unwritten',
          line: 2,
          data: { after: 'the code around the call', where: 'as the first argument', example: '`agent.step`' },
        },
        {
          messageId: 'unwritten',
          line: 3,
          data: {
            after: 'the code around the call',
            where: 'as `name` in the first argument',
            example: '`agent.step`',
          },
        },
      ],
    },
  ],
});

const TIMED = `${TRACER}const timed = (name: string) => tracer.startSpan(\`durable-sub::\${name}\`);\n`;
const QUERY = `${TRACER}export const timed = (name: string) => tracer.startSpan(\`db.\${name}.query\`);\n`;

ruleTester.run('span-name-format with names that a function makes of what it is given', eslintRule(rule), {
  valid: [],
  invalid: [
    {
      name: 'an old one: the advice is about what is given',
      code: `${TRACER}const f = (name: string) => tracer.startSpan(name.trim());\nf(' readOrders');`,
      settings: settings({ spans: { 'shop.order.read': { replaces: ['readOrders'] } } }),
      errors: [
        {
          messageId: 'replacedGiven',
          data: {
            contract: 'The contract',
            name: '`readOrders`',
            better: '`shop.order.read`',
            maker: '`name.trim()`',
            written: '`shop.order.read`',
          },
          line: 3,
          column: 46,
        },
      ],
    },
    {
      name: 'through a variable',
      code: `${TRACER}const f = (name: string) => {\n  const text = name.trim();\n  tracer.startSpan(text);\n};\nf(' shop.readOrders');`,
      errors: [
        {
          messageId: 'badName',
          data: {
            name: '`shop.readOrders`',
            fault: 'has upper-case letters in `readOrders`',
            remedy: 'Make `name.trim()` give `shop.read_orders`.',
          },
          line: 5,
        },
      ],
    },
  ],
});

ruleTester.run('span-name-format with names that the code gives where its caller gives none', eslintRule(rule), {
  valid: [],
  invalid: [
    {
      name: 'the default of an option, and of a parameter',
      code: `${TRACER}export function f(options?: { spanName?: string }) { tracer.startSpan(options?.spanName ?? 'SessionsOpen'); }\nexport function g(name = 'SessionsOpen') { tracer.startSpan(name); tracer.startActiveSpan(name, () => {}); }`,
      errors: [
        {
          messageId: 'badName',
          line: 3,
          column: 92,
          endColumn: 106,
          suggestions: [],
        },
        { messageId: 'badName', line: 4, column: 26, endColumn: 40, suggestions: [] },
      ],
    },
    {
      name: 'a default with a better name',
      code: `${TRACER}export const g = (name = 'sessions.Open') => tracer.startSpan(name);`,
      errors: [
        {
          messageId: 'badName',
          data: {
            name: '`sessions.Open`',
            fault: 'has upper-case letters in `Open`',
            remedy: 'Write `sessions.open`.',
          },
          suggestions: [
            {
              messageId: 'suggestName',
              output: `${TRACER}export const g = (name = 'sessions.open') => tracer.startSpan(name);`,
            },
          ],
        },
      ],
    },
    {
      name: 'the default of a destructured option, and a constant that is the default',
      code: `${TRACER}const NAME = 'Span';\nexport function f(options?: { name?: string }) { const { name = 'Load.Page' } = options ?? {}; tracer.startSpan(name); }\nexport const g = (options?: { name?: string }) => tracer.startSpan(options?.name ?? NAME);`,
      errors: [
        { messageId: 'badName', line: 3, column: 14 },
        {
          messageId: 'badName',
          line: 4,
          suggestions: [
            {
              messageId: 'suggestName',
              output: `${TRACER}const NAME = 'Span';\nexport function f(options?: { name?: string }) { const { name = 'load.page' } = options ?? {}; tracer.startSpan(name); }\nexport const g = (options?: { name?: string }) => tracer.startSpan(options?.name ?? NAME);`,
            },
          ],
        },
      ],
    },
    {
      name: 'one side of a choice whose other side varies',
      code: `${TRACER}export const f = (response?: Response) => tracer.startSpan(response ? \`wait.\${response.status}\` : 'wait.afterError');`,
      errors: [
        {
          messageId: 'badName',
          line: 3,
          column: 99,
          suggestions: [
            {
              messageId: 'suggestName',
              output: `${TRACER}export const f = (response?: Response) => tracer.startSpan(response ? \`wait.\${response.status}\` : 'wait.after_error');`,
            },
          ],
        },
      ],
    },
  ],
});

ruleTester.run('span-name-format with wrappers that add to a name', eslintRule(rule), {
  valid: [
    { name: 'a right name with what is added', code: `${QUERY}timed('load_orders');`, settings: DOT },
    {
      name: 'a text that the contract allows with any name',
      code: `${TIMED}timed('syncMap');`,
      settings: settings({ allow: ['durable-sub::*'] }),
    },
    { name: 'nobody calls it here', code: TIMED.replace('const timed', 'export const timed'), settings: DOT },
  ],
  invalid: [
    {
      name: 'what is written is what the wrapper has not added',
      code: `${QUERY}timed('LoadOrders');`,
      settings: DOT,
      errors: [
        {
          messageId: 'badName',
          data: {
            name: '`db.LoadOrders.query`',
            fault: 'has upper-case letters in `LoadOrders`',
            remedy: 'Write `load_orders`, which the wrapper makes `db.load_orders.query`.',
          },
          line: 4,
          column: 7,
          suggestions: [
            {
              messageId: 'suggestPart',
              data: { written: '`load_orders`', better: '`db.load_orders.query`', name: '`db.LoadOrders.query`' },
              output: `${QUERY}timed('load_orders');`,
            },
          ],
        },
      ],
    },
    {
      name: 'the same where all calls are in sight, at the calls',
      code: `${QUERY.replace('export ', '')}timed('LoadOrders');\nconst name = 'sendMail';\ntimed(name);`,
      settings: DOT,
      errors: [
        {
          messageId: 'badName',
          data: {
            name: '`db.LoadOrders.query`',
            fault: 'has upper-case letters in `LoadOrders`',
            remedy: 'Write `load_orders`, which the wrapper makes `db.load_orders.query`.',
          },
          line: 4,
          column: 7,
        },
        { messageId: 'badName', line: 6, column: 7 },
      ],
    },
    {
      name: 'a wrapper of a wrapper adds as well',
      code: `${QUERY}export const load = (name: string) => timed(\`load.\${name}\`);\nload('AllOrders');`,
      settings: DOT,
      errors: [
        {
          messageId: 'badName',
          data: {
            name: '`db.load.AllOrders.query`',
            fault: 'has upper-case letters in `AllOrders`',
            remedy: 'Write `all_orders`, which the wrapper makes `db.load.all_orders.query`.',
          },
          suggestions: [
            {
              messageId: 'suggestPart',
              output: `${QUERY}export const load = (name: string) => timed(\`load.\${name}\`);\nload('all_orders');`,
            },
          ],
        },
      ],
    },
    {
      name: 'a class and a method as documentation writes them',
      code: `${TRACER}tracer.startSpan('OrderStore#readEntry()');`,
      settings: DOT,
      errors: [
        {
          messageId: 'badName',
          data: {
            name: '`OrderStore#readEntry()`',
            fault: 'uses `#` where dots separate the words',
            remedy: 'Write `order_store.read_entry`.',
          },
          suggestions: [
            {
              messageId: 'suggestName',
              data: { name: '`OrderStore#readEntry()`', better: '`order_store.read_entry`' },
              output: `${TRACER}tracer.startSpan('order_store.read_entry');`,
            },
          ],
        },
      ],
    },
    {
      name: 'a text that makes every name wrong is told once, where it stands',
      code: `${TIMED}timed('syncMap');\ntimed('sync_map');\ntimed('durable_sub.sync_map');`,
      settings: DOT,
      errors: [
        {
          messageId: 'addedText',
          data: {
            text: '`durable-sub::`',
            side: 'before',
            name: '`durable-sub::…`',
            fault: 'uses `-` where dots separate the words',
            remedy: 'Write `durable_sub.` instead.',
          },
          line: 3,
          column: 50,
          endColumn: 72,
        },
      ],
    },
    {
      name: 'the same where other files may call it as well',
      code: TIMED.replace('const timed', 'export const timed') + `timed('syncMap');\ntimed('sync_map');`,
      settings: DOT,
      errors: [{ messageId: 'addedText', line: 3, column: 57 }],
    },
    {
      name: 'the same where a constant holds it',
      code: `${TRACER}const PREFIX = 'Db.';\nfunction timed(name: string) { return tracer.startSpan(PREFIX + name); }\ntimed('load');`,
      settings: DOT,
      errors: [{ messageId: 'addedText', line: 3, column: 16, endColumn: 21 }],
    },
    {
      name: 'no remedy where the wrapper changes the whole',
      code: `${TRACER}export const timed = (name: string) => tracer.startSpan(\`db.\${name}\`.toString());\ntimed('LoadOrders');`,
      settings: DOT,
      errors: [
        {
          messageId: 'badName',
          data: { name: '`db.LoadOrders`', fault: 'has upper-case letters in `LoadOrders`', remedy: GENERAL },
        },
      ],
    },
    {
      name: 'a wrapper that the contract lists',
      code: `import { timed } from './db';\ntimed('LoadOrders');\ntimed('load');`,
      settings: settings({
        wrappers: [{ module: './db', export: 'timed', name: '0', before: 'db-', after: '.query' }],
      }),
      errors: [
        {
          messageId: 'addedElsewhere',
          data: {
            name: '`db-LoadOrders.query`',
            fault: 'joins words with `-`, where `_` does inside a segment',
            wrapper: '`timed`',
            text: '`db-`',
            side: 'before',
            remedy: 'Write `db.` there.',
          },
          line: 2,
          column: 7,
        },
      ],
    },
  ],
});
