import rule from '../../rules/no-raw-prompt-attribute.ts';
import { eslintRule, ruleTester } from '../rule-tester.ts';

const SPAN = `import { trace, type Span } from '@opentelemetry/api';\n`;
const set = (key: string, value: string, before = '') =>
  `${SPAN}${before}export async function f(span: Span, prompt: string, messages: { role: string; content: string }[], thought: string, answer: any, captureContent: boolean) {\n  span.setAttribute(${key}, ${value});\n}`;
const contract = (more: object) => ({ 'span-contract': { contract: { version: 1, extends: ['agent'], ...more } } });

/** Keys that only look like content, from published conventions and SDKs. */
const INNOCENT_KEYS = [
  'gen_ai.prompt.name',
  'gen_ai.prompt.version',
  'gen_ai.prompt.template_id',
  'gen_ai.prompt.token_count',
  'gen_ai.prompt.0.role',
  'gen_ai.completion.0.finish_reason',
  'gen_ai.completion.reason',
  'gen_ai.usage.prompt_tokens',
  'gen_ai.usage.completion_tokens',
  'gen_ai.usage.input_tokens',
  'llm.token_usage.prompt',
  'llm.token_count.prompt',
  'llm.cost.prompt',
  'llm.prompt.length',
  'llm.prompt_hash',
  'llm.prompt_template.version',
  'prompt_length',
  'prompt.chars',
  'ai.usage.promptTokens',
  'ai.response.id',
  'ai.response.model',
  'ai.response.finishReason',
  'ai.response.timestamp',
  'ai.toolCall.name',
  'gen_ai.response.id',
  'gen_ai.output.type',
  'gen_ai.tool.name',
  'gen_ai.tool.call.id',
  'gen_ai.conversation.id',
  'prompt.id',
  'prompt.url',
  'langfuse.observation.prompt.name',
  'traceloop.prompt.key',
  'message.id',
  'message.role',
  'messages.count',
  'conversation.length',
  'messaging.message.id',
  'messaging.message.body.size',
  'input.mime_type',
  'agent.input.length',
  'agent.tool.result_length',
  'agent.response_type',
  'tool.input_size',
  'agent.step.type',
  'retrieval.documents.count',
  'gen_ai.retrieval.document_count',
  'document.id',
  'document.score',
  'http.response.status_code',
  'http.request.body.size',
  'db.query.text',
  'exception.message',
  'finish_reason',
  'stop_reason',
  'gen_ai.response.time_per_output_chunk',
  'agent.has_prompt',
  'agent.prompt_cached',
];

/** Values that measure or label content. */
const SAFE_VALUES = [
  'prompt.length',
  'messages.length',
  'Buffer.byteLength(prompt)',
  'JSON.stringify(messages).length',
  'countTokens(prompt)',
  `createHash('sha256').update(prompt).digest('hex')`,
  'sha256(prompt)',
  'Boolean(prompt)',
  '!!prompt',
  `prompt !== ''`,
  `prompt.includes('x')`,
  'typeof prompt',
  'messages.map((m) => m.role)',
  'messages[0].role',
  'answer.id',
  'answer.finish_reason',
  'answer.usage.output_tokens',
  `Object.keys(answer).join(',')`,
  '12',
  `'a literal'`,
  'Number(answer)',
  'Math.round(answer)',
  'answer.model',
  'answer.ok',
  'answer.toFixed(2)',
  'new Date().toISOString()',
  'await answer.store.put(prompt)',
  'await answer.uploadPrompt(prompt)',
  'answer.timePerOutputChunk',
  'redact(prompt)',
  'sanitizer.sanitize(prompt)',
  'anonymize(prompt)',
  'answer.usage?.promptTokens ?? 0',
];

/** Values that keep content content. */
const RAW_VALUES = [
  'prompt.slice(0, 500)',
  'prompt.substring(0, 200)',
  'truncate(prompt, 100)',
  'String(prompt)',
  '`system: ${prompt}`',
  `prompt + ''`,
  `messages.map((m) => m.content).join('\\n')`,
  'prompt.trim()',
  `prompt ?? ''`,
  `captureless ? prompt : ''`,
  'prompt as string',
  'prompt!',
  'messages.at(-1)',
  'answer.choices[0].message.content',
];

ruleTester.run('no-raw-prompt-attribute', eslintRule(rule), {
  valid: [
    ...INNOCENT_KEYS.map((key) => ({ name: `innocent key: ${key}`, code: set(`'${key}'`, 'answer.x') })),
    ...SAFE_VALUES.map((value) => ({ name: `safe value: ${value}`, code: set(`'gen_ai.prompt'`, value) })),
    {
      name: 'not a span: a DOM element',
      code: `import { trace } from '@opentelemetry/api';\nexport const f = (el: HTMLElement, prompt: string) => el.setAttribute('gen_ai.prompt', prompt);`,
    },
    {
      name: 'a redactor of the contract, whatever its name',
      code: set(`'gen_ai.prompt'`, 'veil(prompt)', `import { veil } from '@acme/privacy';\n`),
      settings: contract({ redactors: [{ module: '@acme/privacy', export: 'veil' }] }),
    },
    {
      name: 'content behind a flag that the team agreed to',
      code: set(`'gen_ai.prompt'`, 'prompt').replace('  span.set', '  if (captureContent) span.set'),
      settings: contract({ captureGates: ['captureContent'] }),
    },
  ],
  invalid: [
    ...RAW_VALUES.map((value) => ({
      name: `raw value: ${value}`,
      code: set(`'gen_ai.completion'`, value, 'declare const captureless: boolean;\n'),
      errors: [{ messageId: 'rawContent' as const, line: 4, column: 3 }],
    })),
    {
      name: 'the length is suggested in place of a text',
      code: set(`'gen_ai.prompt'`, 'prompt'),
      errors: [
        {
          messageId: 'rawContent',
          data: {
            key: '`gen_ai.prompt`',
            value: '`prompt`',
            remedy:
              'Record its length as `gen_ai.prompt.length` instead, or the id of a copy in an access-controlled store.',
            gate: '``',
          },
          line: 3,
          column: 3,
          endColumn: 45,
          suggestions: [
            {
              messageId: 'suggestLength',
              data: { better: '`gen_ai.prompt.length: prompt.length`' },
              output: set(`'gen_ai.prompt.length'`, 'prompt.length'),
            },
          ],
        },
      ],
    },
    {
      name: 'a text that is made on the spot is measured there',
      code: set(`'gen_ai.prompt'`, 'JSON.stringify(messages)'),
      errors: [
        {
          messageId: 'rawContent',
          suggestions: [
            { messageId: 'suggestLength', output: set(`'gen_ai.prompt.length'`, 'JSON.stringify(messages).length') },
          ],
        },
      ],
    },
    {
      name: 'at creation, behind a constant key and a spread',
      code: `${SPAN}const KEY = 'agent.thought';\nexport const f = (base: object, thought: string) =>\n  trace.getTracer('t').startSpan('agent.step', { attributes: { ...base,\n    [KEY]: thought } });`,
      errors: [
        {
          messageId: 'rawContent',
          line: 5,
          column: 5,
          suggestions: [
            {
              messageId: 'suggestLength',
              output: `${SPAN}const KEY = 'agent.thought';\nexport const f = (base: object, thought: string) =>\n  trace.getTracer('t').startSpan('agent.step', { attributes: { ...base,\n    'agent.thought.length': thought.length } });`,
            },
          ],
        },
      ],
    },
    {
      name: 'in an event, in setAttributes, on the active span',
      code: `${SPAN}export function f(span: Span, thought: string) {\n  span.addEvent('agent.thinking', { 'agent.thought': thought }, Date.now());\n  span.setAttributes({ 'agent.thought': thought.trim() });\n  trace.getActiveSpan()?.setAttribute('agent.thought', \`\${thought}\`);\n}`,
      errors: [
        {
          messageId: 'rawContent',
          line: 3,
          suggestions: [
            {
              messageId: 'suggestLength',
              output: `${SPAN}export function f(span: Span, thought: string) {\n  span.addEvent('agent.thinking', { 'agent.thought.length': thought.length }, Date.now());\n  span.setAttributes({ 'agent.thought': thought.trim() });\n  trace.getActiveSpan()?.setAttribute('agent.thought', \`\${thought}\`);\n}`,
            },
          ],
        },
        { messageId: 'rawContent', line: 4 },
        { messageId: 'rawContent', line: 5 },
      ],
    },
    {
      name: 'constants of the semantic conventions, and numbered keys',
      code: `import { ATTR_GEN_AI_INPUT_MESSAGES } from '@opentelemetry/semantic-conventions/incubating';\n${SPAN}export function f(span: Span, messages: any[], i: number) {\n  span.setAttribute(ATTR_GEN_AI_INPUT_MESSAGES, JSON.stringify(messages));\n  span.setAttribute(\`gen_ai.prompt.\${i}.content\`, messages[i].content);\n}`,
      errors: [
        {
          messageId: 'rawContent',
          line: 4,
          suggestions: [
            {
              messageId: 'suggestLength',
              output: `import { ATTR_GEN_AI_INPUT_MESSAGES } from '@opentelemetry/semantic-conventions/incubating';\n${SPAN}export function f(span: Span, messages: any[], i: number) {\n  span.setAttribute('gen_ai.input.messages.length', JSON.stringify(messages).length);\n  span.setAttribute(\`gen_ai.prompt.\${i}.content\`, messages[i].content);\n}`,
            },
          ],
        },
        { messageId: 'rawContent', line: 5 },
      ],
    },
    {
      name: 'a home-made key with a telling value',
      code: set(`'agent.query'`, 'answer.question'),
      errors: [{ messageId: 'rawContent' }],
    },
    {
      name: 'an innocent key, but the value goes into a model',
      code: `import OpenAI from 'openai';\n${SPAN}const openai = new OpenAI();\nexport async function f(span: Span, q: string) {\n  span.setAttribute('debug.q', q);\n  await openai.chat.completions.create({ model: 'gpt-4o', messages: [{ role: 'user', content: q }] });\n}`,
      errors: [
        {
          messageId: 'rawValue',
          data: {
            key: '`debug.q`',
            value: '`q`',
            remedy: 'Record its length as `debug.q.length` instead, or the id of a copy in an access-controlled store.',
            gate: '``',
          },
          line: 5,
        },
      ],
    },
    {
      name: 'behind a capture flag it still counts, with words of its own',
      code: set(`'gen_ai.completion'`, 'answer.text').replace('  span.set', '  if (captureContent) span.set'),
      errors: [{ messageId: 'gatedContent', line: 3 }],
    },
    {
      name: 'and behind an early return',
      code: set(`'gen_ai.completion'`, 'answer.text').replace(
        '  span.set',
        '  if (!captureContent) return;\n  span.set',
      ),
      errors: [{ messageId: 'gatedContent', line: 4 }],
    },
    {
      name: 'the contract may say to record nothing',
      code: set(`'gen_ai.completion'`, 'answer.text'),
      settings: contract({ attributes: { raw: { 'gen_ai.completion': { record: 'remove' } } } }),
      errors: [
        {
          messageId: 'rawContent',
          data: {
            key: '`gen_ai.completion`',
            value: '`answer.text`',
            remedy: 'The contract says to record nothing here: remove it.',
            gate: '``',
          },
        },
      ],
    },
    {
      name: 'in strict only listed redactors count',
      code: set(`'gen_ai.completion'`, 'redact(prompt)'),
      options: [{ onlyListedRedactors: true }],
      errors: [{ messageId: 'unlistedRedactor' }],
    },
  ],
});

const LIBRARIES = `import { startActiveObservation } from '@langfuse/tracing';\nimport * as logfire from 'logfire';\nimport { Effect } from 'effect';\n`;

ruleTester.run('no-raw-prompt-attribute with libraries', eslintRule(rule), {
  valid: [
    {
      name: 'a parameter that holds no content',
      code: `import { startObservation } from '@langfuse/tracing';\nexport const f = (orderId: string) => startObservation('order.place', { input: { orderId }, output: 3 });`,
    },
    {
      name: 'a measure',
      code: `import { startObservation } from '@langfuse/tracing';\nexport const f = (prompt: string) => startObservation('a.b', { input: prompt.length });`,
    },
    {
      name: 'a redacted parameter',
      code: `import { updateActiveObservation } from '@langfuse/tracing';\nimport { redact } from './privacy';\nexport const f = (prompt: string) => updateActiveObservation({ input: redact(prompt) });`,
    },
    {
      name: 'the same of another module',
      code: `import { startObservation } from './own';\nexport const f = (prompt: string) => startObservation('a.b', { input: prompt });`,
    },
    ...[`redact(prompt)`, 'String(prompt.length)', `{ value: '[redacted]', mimeType }`].map((value) => ({
      name: `no content among the attributes that a library makes: ${value}`,
      code: `import { getInputAttributes } from '@arizeai/openinference-core';\nexport const f = (span, prompt: string) => span.setAttributes(getInputAttributes(${value}));`,
    })),
    {
      name: 'metadata that hold no content, and those of no span',
      code: `import { runInNewSpan } from '@genkit-ai/core/tracing';\nexport const f = (r: any, prompt: string, x: any, y: any) => runInNewSpan(r, { metadata: { name: 'a.b', input: x.id } }, (meta) => {\n  meta.output = prompt.length;\n  meta.name = prompt;\n  meta.input = x;\n  y.input = prompt;\n  return meta.output;\n});\nexport const g = (r: any, prompt: string) => r.run((meta: any) => { meta.input = prompt; });`,
    },
    {
      name: 'spans of another kind',
      code: `import * as Sentry from '@sentry/node';\nimport '@opentelemetry/api';\nexport const f = (prompt: string) => Sentry.startSpan({ name: 'a.b' }, (span) => span.setAttribute('gen_ai.prompt', prompt));`,
    },
  ],
  invalid: [
    {
      name: 'a parameter that is recorded',
      code: `import { startObservation } from '@langfuse/tracing';\nexport const f = (prompt: string) => startObservation('a.b', { input: prompt });`,
      errors: [
        {
          messageId: 'rawParameter',
          line: 2,
          column: 64,
          endColumn: 77,
          data: { key: '`langfuse.observation.input`', value: '`prompt`' },
        },
      ],
    },
    ...[
      [`{ ...getInputAttributes(prompt) }`, 'input.value'],
      [`getOutputAttributes({ value: prompt, mimeType })`, 'output.value'],
      [`getLLMAttributes({ modelName, inputMessages: [{ role: 'user', content: prompt }] })`, 'llm.input_messages'],
    ].map(([made = '', key = '']) => ({
      name: `content among the attributes that a library makes: ${key}`,
      code: `import { getInputAttributes, getLLMAttributes, getOutputAttributes } from '@arizeai/openinference-core';\nexport const f = (span, prompt: string) => span.setAttributes(${made});`,
      errors: [{ messageId: 'rawParameter' as const, line: 2 }],
    })),
    {
      name: 'a parameter that is the whole argument',
      code: `import { Laminar } from '@lmnr-ai/lmnr';\nexport const f = (answer: string) => Laminar.setSpanOutput(answer);`,
      errors: [{ messageId: 'rawParameter', data: { key: '`lmnr.span.output`', value: '`answer`' } }],
    },
    {
      name: 'metadata that are recorded, as they are given and as they are filled in',
      code: `import { runInNewSpan } from '@genkit-ai/core/tracing';\nexport const f = (r: any, prompt: string, x: any) => runInNewSpan(r, { metadata: { name: 'a.b', input: prompt } }, async (meta) => {\n  meta.input = { text: prompt };\n  meta['output'] = x.completion;\n});`,
      errors: [
        { messageId: 'rawParameter', line: 2, data: { key: '`genkit:input`', value: '`prompt`' } },
        {
          messageId: 'rawParameter',
          line: 3,
          column: 16,
          endColumn: 32,
          data: { key: '`genkit:input`', value: '`{ text: prompt }`' },
        },
        { messageId: 'rawParameter', line: 4, data: { key: '`genkit:output`', value: '`x.completion`' } },
      ],
    },
    {
      name: 'the metadata of a span without a parent',
      code: `import { runInNewSpan } from 'genkit/tracing';\nexport const f = (prompt: string) => runInNewSpan({ metadata: { name: 'a.b', input: prompt } }, async (meta) => {\n  meta.output = prompt;\n});`,
      errors: [
        { messageId: 'rawParameter', line: 2 },
        { messageId: 'rawParameter', line: 3 },
      ],
    },
    {
      name: 'the span of a library',
      code: `${LIBRARIES}export const f = (prompt: string) => {\n  startActiveObservation('a.b', (o) => o.otelSpan.setAttribute('gen_ai.prompt', prompt));\n};`,
      errors: [
        {
          messageId: 'rawContent',
          line: 5,
          suggestions: [
            {
              messageId: 'suggestLength',
              data: { better: '`gen_ai.prompt.length: prompt.length`' },
              output: `${LIBRARIES}export const f = (prompt: string) => {\n  startActiveObservation('a.b', (o) => o.otelSpan.setAttribute('gen_ai.prompt.length', prompt.length));\n};`,
            },
          ],
        },
      ],
    },
    {
      name: 'the span of a callback that stands in an object',
      code: `${LIBRARIES}export const f = (answer: any) => logfire.span('Ask', { callback: (s) => s.setAttribute('input.value', answer) });`,
      errors: [
        {
          messageId: 'rawContent',
          line: 4,
          data: {
            key: '`input.value`',
            value: '`answer`',
            remedy:
              'Record its length as `input.value.length` instead, or the id of a copy in an access-controlled store.',
          },
        },
      ],
    },
    {
      name: 'attributes at the place of the library',
      code: `import { withSpan } from '@arizeai/openinference-core';\nexport const f = (prompt: string) => withSpan(f, { name: 'a.b', attributes: { 'input.value': prompt } });`,
      errors: [{ messageId: 'rawContent', line: 2, column: 79, endColumn: 100 }],
    },
    {
      name: 'a function that finds the span itself',
      code: `${LIBRARIES}export const f = (answer: any) => Effect.annotateCurrentSpan('gen_ai.completion', answer);`,
      errors: [{ messageId: 'rawContent', line: 4, column: 35 }],
    },
  ],
});

const collected = (key: string, value: string, before: string) =>
  `${SPAN}export async function f(span: Span, prompt: string, reply: any, ids: string[], n: number) {\n  ${before}\n  span.setAttribute('${key}', ${value});\n}`;

ruleTester.run('no-raw-prompt-attribute: content that is collected', eslintRule(rule), {
  valid: [
    ['a list of labels', `const roles: string[] = []; for (const m of reply) roles.push(m.role);`, `roles.join(',')`],
    ['measures', 'const parts: number[] = []; parts.push(prompt.length); parts[1] = 3;', 'JSON.stringify(parts)'],
    ['measures under properties', 'const stats: any = {}; stats.prompt = prompt.length;', 'JSON.stringify(stats)'],
    ['one of its measures', 'const body: any = {}; body.prompt = prompt;', 'body.length'],
    ['how many there are', 'const messages = []; messages.push(prompt);', 'messages.length'],
    ['redacted', 'const messages = []; messages.push(redact(prompt));', 'JSON.stringify(messages)'],
    ['a name of labels', 'ids.push(reply.x);', `ids.join(',')`],
    ['a text of its own', `let text = ''; text = text.concat('a'); text += 'b';`, 'text'],
  ].map(([name = '', before = '', value = '']) => ({ name, code: collected('gen_ai.prompt', value, before) })),
  invalid: [
    {
      name: 'messages that are pushed to a list with a constant one',
      code: collected(
        'gen_ai.prompt',
        'JSON.stringify(messages)',
        `const messages = [{ role: 'system', content: 'You are helpful.' }]; messages.push({ role: 'user', content: prompt });`,
      ),
      errors: [
        {
          messageId: 'rawContent',
          line: 4,
          column: 3,
          data: {
            key: '`gen_ai.prompt`',
            value: '`JSON.stringify(messages)`',
            remedy:
              'Record its length as `gen_ai.prompt.length` instead, or the id of a copy in an access-controlled store.',
          },
          suggestions: [
            {
              messageId: 'suggestLength',
              output: collected(
                'gen_ai.prompt.length',
                'JSON.stringify(messages).length',
                `const messages = [{ role: 'system', content: 'You are helpful.' }]; messages.push({ role: 'user', content: prompt });`,
              ),
            },
          ],
        },
      ],
    },
    ...[
      [
        'chunks of a stream',
        'const chunks: string[] = []; for await (const chunk of reply(prompt)) chunks.push(chunk);',
        `chunks.join('')`,
      ],
      [
        'chunks of a callback',
        `const parts: string[] = []; reply.on('data', (c: any) => parts.push(c.text));`,
        `parts.join('')`,
      ],
      ['in front', `const parts = ['user:']; parts.unshift(prompt);`, `parts.join(' ')`],
      ['an index', 'const results: string[] = []; results[0] = prompt;', 'results.join()'],
      ['a computed property', `const args: any = {}; args['q'] = prompt;`, 'String(args)'],
      ['a property', 'const body: any = { model: `m` }; body.prompt = prompt;', 'util.inspect(body)'],
      ['merged', 'const body = {}; Object.assign(body, { prompt });', 'util.inspect(body)'],
      ['in a map', `const answers = new Map([['a', 'b']]); answers.set('c', prompt);`, 'util.inspect([...answers])'],
      ['an item of it', `const thoughts = ['']; thoughts[0] = prompt;`, 'thoughts[0]'],
      ['concatenated', 'let all: string[] = []; all = all.concat([prompt]);', 'all.join()'],
      ['into a parameter that says content', `prompt.x = 'b';`, 'String(prompt)'],
    ].map(([name = '', before = '', value = '']) => ({
      name,
      code: collected('gen_ai.prompt', value, before),
      errors: [{ messageId: 'rawContent' as const, line: 4 }],
    })),
  ],
});

const event = (name: string, attributes: string) =>
  `${SPAN}export function f(span: Span, role: string, reply: any, messages: any[]) {\n  span.addEvent(${name}, ${attributes});\n}`;
const linked = (call: string) =>
  `${SPAN}const tracer = trace.getTracer('t');\nexport function f(span: Span, context: any, prompt: string, runs: any[]) {\n  ${call}\n}`;

ruleTester.run('no-raw-prompt-attribute: messages as events, and links', eslintRule(rule), {
  valid: [
    ...[
      [`'gen_ai.user.message'`, `{ role: reply.role, id: reply.id, 'gen_ai.system': reply.system }`],
      [`'gen_ai.choice'`, '{ index: reply.index, finish_reason: reply.finish, message: JSON.stringify(reply).length }'],
      [`'gen_ai.user.message'`, '{ content: redact(reply.text) }'],
      [`'cache.miss'`, '{ content: reply.x, message: reply.y }'],
      [`'exception'`, '{ message: reply.content }'],
    ].map(([name = '', attributes = '']) => ({ name: `event: ${name} ${attributes}`, code: event(name, attributes) })),
    { name: 'a link with labels', code: linked(`span.addLink({ context, attributes: { 'link.kind': runs[0].x } });`) },
    { name: 'a link without attributes', code: linked('span.addLinks([{ context }, ...runs]);') },
    { name: 'links of something else', code: linked(`runs[0].addLink({ attributes: { 'gen_ai.prompt': prompt } });`) },
  ],
  invalid: [
    ...[
      [`'gen_ai.system.message'`, '{ content: reply.x }'],
      [`'gen_ai.user.message'`, '{ role: reply.role, content: messages[0].content }'],
      [`'gen_ai.assistant.message'`, '{ content: reply.text, tool_calls: 1 }'],
      [`'gen_ai.tool.message'`, '{ id: reply.id, content: reply.x }'],
      [`'gen_ai.choice'`, '{ message: reply.x, index: 0 }'],
      ['`gen_ai.${role}.message`', '{ content: reply.x }'],
    ].map(([name = '', attributes = '']) => ({
      name: `event: ${name} ${attributes}`,
      code: event(name, attributes),
      errors: [{ messageId: 'rawContent' as const, line: 3 }],
    })),
    {
      name: 'an event is told how to do without',
      code: event(`'gen_ai.user.message'`, '{ content: reply.x }'),
      errors: [
        {
          messageId: 'rawContent',
          line: 3,
          column: 42,
          endColumn: 58,
          data: {
            key: '`content`',
            value: '`reply.x`',
            remedy: 'Record its length as `content.length` instead, or the id of a copy in an access-controlled store.',
          },
        },
      ],
    },
    ...[
      `span.addLink({ context, attributes: { 'gen_ai.prompt': prompt.trim() } });`,
      `span.addLinks([{ context, attributes: { 'gen_ai.prompt': prompt.trim() } }]);`,
      `tracer.startSpan('agent.step', { links: [{ context, attributes: { 'gen_ai.prompt': prompt.trim() } }] });`,
      `tracer.startSpan('agent.step', { links: runs.map((context) => ({ context, attributes: { 'gen_ai.prompt': prompt.trim() } })) });`,
      `const links: any[] = []; links.push({ context, attributes: { 'gen_ai.prompt': prompt.trim() } }); span.addLinks(links);`,
    ].map((call) => ({
      name: `link: ${call}`,
      code: linked(call),
      errors: [{ messageId: 'rawContent' as const, line: 4 }],
    })),
  ],
});

const onSpan = (name: string, recordings: string) =>
  `${SPAN}const tracer = trace.getTracer('t');\nexport function f(question: string, answer: any, input: any, output: any, query: any, messages: any[], data: any, key: string, count: number) {\n  const span = tracer.startSpan(${name});\n  ${recordings}\n  span.end();\n}`;

ruleTester.run('no-raw-prompt-attribute: plain keys on spans of AI', eslintRule(rule), {
  valid: [
    ...[
      [`'shop.search'`, `span.setAttribute('query', query);`],
      [`'aircraft.turn'`, `span.setAttribute('input', input);`],
      [`'chat.room'`, `span.setAttribute('answer', answer);`],
      [`'ChatRoom.join'`, `span.setAttribute('answer', answer);`],
      [`'AirCraft.turn'`, `span.setAttribute('input', input);`],
      [`'AgentlessScan.run'`, `span.setAttribute('input', input);`],
      [`'agentsOnline'`, `span.setAttribute('input', input);`],
      ['key', `span.setAttribute('messages', JSON.stringify(messages));`],
      [`'agent.step'`, `span.setAttribute('input', data.x);`],
      [`'agent.step'`, `span.setAttribute('input', count);`],
      [`'agent.step'`, `span.setAttribute('input', input.length);`],
      [`'agent.step'`, `span.setAttribute('messages', messages.length);`],
      [`'agent.step'`, `span.setAttribute('question.length', question);`],
      [`'agent.step'`, `span.setAttribute('query.type', query);`],
      [`'agent.step'`, `span.setAttribute('sql.query', query);`],
      [`'agent.step'`, `span.setAttribute('build.output', output);`],
      [`'agent.step'`, `span.setAttribute('db.query', query);`],
      [`'agent.step'`, `span.setAttribute('result', data.x);`],
      [`'agent.step'`, `span.setAttribute('output', 'none');`],
      [`'agent.step'`, `trace.getActiveSpan()?.setAttribute('question', question);`],
    ].map(([name = '', recordings = '']) => ({
      name: `not content: ${recordings} on ${name}`,
      code: onSpan(name, recordings),
    })),
    ...[
      ['llm.response', 'data.format'],
      ['llm.response', 'JSON.stringify(data).length'],
      ['llm.response.format', 'JSON.stringify(data)'],
      ['llm.response_count', 'JSON.stringify(data)'],
      ['llm.request.id', 'JSON.stringify(data)'],
      ...['llmResponseFormat', 'LLMResponseIDs', 'chatroomMessages'].map((key) => [key, 'JSON.stringify(data)']),
      ['llm.parameters', 'JSON.stringify(data)'],
      ['llm.invocation_parameters', 'JSON.stringify(data)'],
      ['model.params', 'JSON.stringify(data)'],
      ['tool.params', 'data.x'],
      ['tool.params.count', 'JSON.stringify(data)'],
      ['user.request', 'JSON.stringify(data)'],
      ['agent.output', 'data.kind'],
      ['gen_ai.tool.call.id.${key}', 'data[key]'],
    ].map(([key, value]) => ({
      name: `not content: ${String(key)} of ${String(value)}`,
      code: onSpan(`'shop.search'`, `span.setAttribute(\`${String(key)}\`, ${String(value)});`),
    })),
    {
      name: 'another span in the same function',
      code: onSpan(`'shop.search'`, `tracer.startSpan('agent.step').end(); span.setAttribute('query', query);`),
    },
  ],
  invalid: [
    ...[
      [`'gen_ai.completion'`, `span.setAttribute('question', question.trim());`],
      [`'agent.step'`, `span.setAttribute('answer', answer);`],
      [`'llm.call'`, `span.setAttribute('input', input);`],
      [`'LLM Call'`, `span.setAttributes({ output });`],
      ...['agent_executor.invoke', 'agent-executor', 'AgentExecutor.invoke', 'agentExecutorInvoke'].map((name) => [
        `'${name}'`,
        `span.setAttributes({ input });`,
      ]),
      ...['LLMCall', 'GenAICall', 'genAi.call', 'AIChat'].map((name) => [
        `'${name}'`,
        `span.setAttributes({ output });`,
      ]),
      ['`AgentRun ${key}`', `span.setAttribute('query', query);`],
      ['`agent.run ${key}`', `span.setAttribute('query', query);`],
      ['`chat ${key}`', `span.setAttribute('messages', messages.join());`],
      [`'execute_tool search'`, `span.setAttribute('function.arguments', input);`],
      [`'agent.step'`, `span.setAttribute('final_answer', answer);`],
      [`'agent.step', { attributes: { question: question.trim() } }`, ''],
      [`'agent.step'`, `span.addEvent('asked', { question: question.trim() });`],
      [`'shop.search'`, `span.addEvent('llm.response', { content: answer });`],
    ].map(([name = '', recordings = '']) => ({
      name: `content: ${recordings} on ${name}`,
      code: onSpan(name, recordings),
      errors: [{ messageId: 'rawContent' as const, line: recordings === '' ? 4 : 5 }],
    })),
    ...[
      ...['llm.response', 'llm_response', 'llm-response', 'llmResponse', 'LLMResponse', 'toolParams'].map((key) => [
        key,
        'JSON.stringify(data)',
      ]),
      ['llm.completion', 'util.inspect(data)'],
      ['llm.request', 'JSON.stringify(data.body)'],
      ['tool.params', `typeof data === 'string' ? data : JSON.stringify(data)`],
      ['agent.output', 'data.x.slice(0, 500)'],
      ['gen_ai.tool.call.arguments.${key}', 'data[key]'],
    ].map(([key, value]) => ({
      name: `content: ${String(key)} of ${String(value)}`,
      code: onSpan(`'shop.search'`, `span.setAttribute(\`${String(key)}\`, ${String(value)});`),
      errors: [{ messageId: 'rawContent' as const, line: 5 }],
    })),
    {
      name: 'on the span that a callback is given',
      code: `${SPAN}export const f = (question: any) =>\n  trace.getTracer('t').startActiveSpan('agent.step', (span) => {\n    span.setAttribute('question', question);\n    span.end();\n  });`,
      errors: [{ messageId: 'rawContent', line: 4, column: 5 }],
    },
  ],
});

const objectIn = (statement: string) =>
  `${SPAN}const tracer = trace.getTracer('t');\nexport function f(span: Span, prompt: string, other: string) {\n  ${statement}\n}`;

ruleTester.run('no-raw-prompt-attribute: suggestions that fit in', eslintRule(rule), {
  valid: [],
  invalid: [
    ...[
      [
        'an object of texts takes the length as a text',
        `const a: Record<string, string> = { 'gen_ai.prompt': prompt }; tracer.startSpan('agent.step', { attributes: a });`,
        `const a: Record<string, string> = { 'gen_ai.prompt.length': String(prompt.length) }; tracer.startSpan('agent.step', { attributes: a });`,
      ],
      [
        'a signature of texts',
        `const a: { [key: string]: string } = {}; a['gen_ai.prompt'] = prompt; span.setAttributes(a);`,
        `const a: { [key: string]: string } = {}; a['gen_ai.prompt.length'] = String(prompt.length); span.setAttributes(a);`,
      ],
      [
        'an object that is asserted to be one of texts',
        `span.setAttributes({ 'gen_ai.prompt': prompt } satisfies Record<string, string>);`,
        `span.setAttributes({ 'gen_ai.prompt.length': String(prompt.length) } satisfies Record<string, string>);`,
      ],
      [
        'an object that takes numbers',
        `const a: Record<string, string | number> = { 'gen_ai.prompt': prompt }; span.setAttributes(a);`,
        `const a: Record<string, string | number> = { 'gen_ai.prompt.length': prompt.length }; span.setAttributes(a);`,
      ],
      [
        'an object that several spans get',
        `const a = { 'gen_ai.prompt': prompt }; span.setAttributes(a); tracer.startSpan('agent.step', { attributes: { ...a } });`,
        `const a = { 'gen_ai.prompt.length': prompt.length }; span.setAttributes(a); tracer.startSpan('agent.step', { attributes: { ...a } });`,
      ],
      [
        'labels of a library are texts',
        `require('genkit/tracing').runInNewSpan({ metadata: { name: other }, labels: { 'gen_ai.prompt': prompt } }, run);`,
        `require('genkit/tracing').runInNewSpan({ metadata: { name: other }, labels: { 'gen_ai.prompt.length': String(prompt.length) } }, run);`,
      ],
      [
        'metadata of a library is text',
        `require('genkit/tracing').setCustomMetadataAttribute('gen_ai.prompt', prompt);`,
        `require('genkit/tracing').setCustomMetadataAttribute('gen_ai.prompt.length', String(prompt.length));`,
      ],
      [
        'a parameter that may be missing',
        `const record = (question?: string) => span.setAttribute('gen_ai.prompt', question);`,
        `const record = (question?: string) => span.setAttribute('gen_ai.prompt.length', question?.length);`,
      ],
      [
        'a parameter with a default',
        `const record = (question: string = other) => span.setAttribute('gen_ai.prompt', question);`,
        `const record = (question: string = other) => span.setAttribute('gen_ai.prompt.length', question.length);`,
      ],
    ].map(([name = '', before = '', after = '']) => ({
      name,
      code: objectIn(before),
      errors: [
        {
          messageId: 'rawContent' as const,
          line: 4,
          suggestions: [{ messageId: 'suggestLength' as const, output: objectIn(after) }],
        },
      ],
    })),
    ...[
      [
        'in the same object',
        `span.setAttributes({ 'gen_ai.prompt.length': prompt.length, 'gen_ai.prompt': prompt });`,
        `span.setAttributes({ 'gen_ai.prompt.length': prompt.length });`,
      ],
      [
        'on the same span',
        `span.setAttribute('gen_ai.prompt.length', prompt.length);\n  span.setAttribute('gen_ai.prompt', prompt);`,
        `span.setAttribute('gen_ai.prompt.length', prompt.length);`,
      ],
    ].map(([name = '', before = '', after = '']) => ({
      name: `the length is recorded already: ${name}`,
      code: objectIn(before),
      errors: [
        {
          messageId: 'rawContent' as const,
          suggestions: [
            {
              messageId: 'suggestRemoval' as const,
              data: { better: '`gen_ai.prompt.length`' },
              output: objectIn(after),
            },
          ],
        },
      ],
    })),
    ...[
      [
        'a type that lists its keys',
        `interface A { 'gen_ai.prompt': string } const a: A = { 'gen_ai.prompt': prompt }; span.setAttributes(a as any);`,
      ],
      [
        'the object is read elsewhere',
        `const a = { 'gen_ai.prompt': prompt }; span.setAttributes(a); return a['gen_ai.prompt'].toUpperCase();`,
      ],
      [
        'the object goes to a metric as well',
        `const a = { 'gen_ai.prompt': prompt }; span.setAttributes(a); (counter as any).add(1, a);`,
      ],
      [
        'the object is written into, and its key is there already',
        `const a = { 'gen_ai.prompt': '' }; a['gen_ai.prompt'] = prompt; span.setAttributes(a);`,
      ],
      [
        'the result of the assignment is used',
        `const a: Record<string, any> = {}; const same = (a['gen_ai.prompt'] = prompt); span.setAttributes(a); return same;`,
      ],
      [
        'only texts are taken, and there may be none',
        `const record = (question?: string) => { const a: Record<string, string> = { 'gen_ai.prompt': question }; span.setAttributes(a); };`,
      ],
      [
        'the key holds the length of something else',
        `span.setAttributes({ 'gen_ai.prompt.length': other.length, 'gen_ai.prompt': prompt });`,
      ],
    ].map(([name = '', code = '']) => ({
      name: `nothing is suggested: ${name}`,
      code: objectIn(code),
      errors: [{ messageId: 'rawContent' as const, suggestions: [] }],
    })),
    {
      name: 'nothing is suggested: the text is put together piece by piece',
      code: objectIn(
        `const a: Record<string, any> = {}; a['gen_ai.prompt'] = prompt; a['gen_ai.prompt'] += other; span.setAttributes(a);`,
      ),
      errors: [
        { messageId: 'rawContent', suggestions: [] },
        { messageId: 'rawContent', suggestions: [] },
      ],
    },
  ],
});

const PHASES = `${SPAN}interface Phase { status: 'ok' | 'failed'; iteration: number; text: string }\n`;
const ofPhases = (body: string) =>
  `${PHASES}export function f(span: Span, phases: Phase[], given: readonly Phase[], all: ReadonlyArray<Phase>) {\n  ${body}\n}`;

ruleTester.run('no-raw-prompt-attribute: an item of a list whose type is written', eslintRule(rule), {
  valid: [
    `span.setAttribute('gen_ai.completion', phases[0].iteration);`,
    `span.setAttribute('gen_ai.completion', phases[1]!.status);`,
    `for (const phase of phases) span.setAttribute('gen_ai.completion', phase.iteration);`,
    `for (const { iteration } of given) span.setAttribute('gen_ai.completion', iteration);`,
    `all.forEach((one) => span.setAttribute('gen_ai.completion', one.status));`,
    `span.setAttribute('gen_ai.completion', phases.map((phase) => \`x\${phase.iteration}\`).join(', '));`,
  ].map((body) => ({ name: body, code: ofPhases(body) })),
  invalid: [
    `span.setAttribute('gen_ai.completion', phases[0].text);`,
    `for (const phase of phases) span.setAttribute('gen_ai.completion', phase.text);`,
  ].map((body) => ({
    name: `a text in it is content: ${body}`,
    code: ofPhases(body),
    errors: [{ messageId: 'rawContent' as const, line: 4, suggestions: [] }],
  })),
});

const ofJob = (result: string) => ({
  name: `what a method gives back, of the type { ${result} }`,
  code: `import { startActiveObservation } from '@langfuse/tracing';
interface Cause { code: 1 | 2; isFinal: boolean }
interface JobResult { ${result} }
export class Pipeline {
  run(id: string) {
    return startActiveObservation('ingest.document', async (observation) => {
      const result = await this.process(id);
      observation.update({ output: result });
    });
  }
  private async process(id: string): Promise<JobResult> { return load(id); }
}`,
});

ruleTester.run('no-raw-prompt-attribute: an object whose type leaves no room for text', eslintRule(rule), {
  valid: [
    ofJob(`status: 'done' | 'partial'; count: number; isLast?: boolean`),
    ofJob(`cause: Cause | null; causes: Cause[]`),
  ],
  invalid: [
    `status: 'done'; text: string`,
    `count: number; tokens: number[]`,
    `count: number; more: unknown`,
    `count: number; [key: string]: unknown`,
    `count: number; error: Failure`,
  ].map((result) => ({
    ...ofJob(result),
    errors: [{ messageId: 'rawParameter' as const, line: 8, suggestions: [] }],
  })),
});
