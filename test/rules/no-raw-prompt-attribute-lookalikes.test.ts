import rule from '../../rules/no-raw-prompt-attribute.ts';
import { eslintRule, ruleTester } from '../rule-tester.ts';

const SPAN = `import { trace, type Span } from '@opentelemetry/api';\n`;
/** A function with a span that records one value under one key. */
const set = (key: string, value: string, parameters = 'x: any', before = '') =>
  `${SPAN}${before}export async function f(span: Span, ${parameters}) {\n  span.setAttribute('${key}', ${value});\n}`;
const silent = (key: string, value: string, parameters?: string, before?: string) => ({
  name: `${key}: ${value}`,
  code: set(key, value, parameters, before),
});
const found = (key: string, value: string, parameters?: string, before?: string) => ({
  ...silent(key, value, parameters, before),
  errors: [{ messageId: 'rawContent' as const }],
});

ruleTester.run('no-raw-prompt-attribute: words that only look like content', eslintRule(rule), {
  valid: [
    // what went wrong
    silent('gen_ai.guardrail.error.message', 'x.message'),
    silent('agent.error.message', 'err.message', 'err: Error'),
    silent('agent.tool.error_message', 'x.errorMessage'),
    silent('llm.error.message', 'String(x.error)'),
    silent('agent.retry.message', 'reason.message', 'reason: TypeError'),
    silent('agent.retry.message', 'lastError?.message ?? null', 'lastError: any'),
    silent('agent.result', 'x instanceof Error ? x.message : 3'),
    {
      name: 'what was caught, whatever its name',
      code: `${SPAN}export async function f(span: Span, work: any) {\n  try { await work(); } catch (e) {\n    const message = e instanceof Error ? e.message : String(e);\n    span.setAttribute('agent.retry.message', message);\n    span.setAttribute('gen_ai.completion', (e as Error).message);\n  }\n}`,
    },
    {
      name: 'what a promise was rejected with',
      code: `${SPAN}export const f = (span: Span, work: any) => work().catch((reason: any) => span.setAttribute('agent.result', reason.message));`,
    },
    // where it is kept
    silent('langfuse.trace.output', 'artefact.path', 'artefact: any'),
    silent('gen_ai.prompt', 'promptPath', 'promptPath: string'),
    silent('agent.output.filename', 'x.name'),
    // measures
    silent('ai.stream.msToFirstChunk', 'x.msToFirstChunk'),
    silent('agent.stream.lag', 'x.timeToFirstChunk'),
    silent('agent.total_messages', 'x.totalMessages'),
    silent('gen_ai.request.max_context', 'x.maxContext'),
    silent('agent.wants_output', 'x.wantsOutput'),
    silent('agent.prompt', 'x.usage.prompt'),
    // labels
    silent('llm.output_messages.0.message.contents.0.message_content.signature', 'x.signature'),
    silent('llm.input_messages.0.message.tool_call_id', 'x.call'),
    // the same word in another sense
    silent('ci.step.output', 'x.output'),
    silent('chain.result', 'x.result'),
    silent('profile.completion', 'x.completion'),
    silent('oidc.prompt', 'x.prompt'),
    // what was done to it
    silent('gen_ai.prompt', 'redactedPrompt', 'redactedPrompt: string'),
    silent('gen_ai.prompt', 'x.maskedPrompt'),
    silent('gen_ai.prompt', 'anonymizedMessages', 'anonymizedMessages: string[]'),
    silent('gen_ai.prompt', 'hashedPrompt', 'hashedPrompt: string'),
  ],
  invalid: [
    found('langfuse.trace.output', 'artefact.text', 'artefact: any'),
    found('agent.retry.message', 'x.message'),
    found('agent.message', 'e.message', 'e: { message: string }'),
    found('agent.result', 'x instanceof Error ? x.message : x.output'),
    found('agent.step.output', 'x.output'),
    found('llm.input_messages.0.message.content', 'x.content'),
    found('acme.prompt', 'x.prompt'),
    {
      ...found('gen_ai.prompt', 'redactedPrompt', 'redactedPrompt: string'),
      name: 'in strict a name makes nothing safe',
      options: [{ onlyListedRedactors: true }],
      errors: [
        {
          messageId: 'rawContent',
          suggestions: [
            {
              messageId: 'suggestLength',
              output: set('gen_ai.prompt.length', 'redactedPrompt.length', 'redactedPrompt: string'),
            },
          ],
        },
      ],
    },
  ],
});

const TYPES = `type Mode = 'fast' | 'slow';\ninterface Base { lastResult: boolean }\ninterface Turn extends Base { output: number; reply: Mode | undefined; answer?: boolean | null; text: string }\n`;

ruleTester.run('no-raw-prompt-attribute: types that are written down', eslintRule(rule), {
  valid: [
    silent('agent.queued_messages', 'o.queuedMessages', 'o: { queuedMessages: number }'),
    silent('agent.empty_result', 'o.emptyResult', 'o: { emptyResult?: boolean }'),
    silent('agent.output', 'turn.output', 'turn: Turn', TYPES),
    silent('agent.reply', 'turn.reply', 'turn: Turn', TYPES),
    silent('agent.answer', 'turn.answer ?? false', 'turn: Turn', TYPES),
    silent('agent.result', 'turn.lastResult', 'turn: Turn', TYPES),
    silent('agent.result', 'turn.lastResult', 'turn: { text: string } & Base', TYPES),
    silent('agent.output', 'output', '{ output }: Turn', TYPES),
    silent('agent.output', 'turns[0].output', 'turns: Record<string, Turn>', TYPES),
    {
      name: 'fields of a class',
      code: `${SPAN}class Agent {\n  output = 0;\n  response: boolean | undefined;\n  constructor(private readonly answer: number) {}\n  f(span: Span) {\n    span.setAttribute('agent.response', this.response);\n    span.setAttribute('agent.answer', this.answer);\n  }\n}`,
    },
    {
      name: 'what a local function says it returns',
      code: set('agent.result', 'result(x)', 'x: any', 'declare function result(x: any): number;\n'),
    },
  ],
  invalid: [
    found('agent.output', 'turn.text', 'turn: Turn', TYPES),
    found('agent.reply', 'o.reply', 'o: { reply: string | number }'),
    found('agent.reply', 'o.reply', 'o: { reply?: any }'),
    // the value of a field is typed as text
    {
      name: 'a field of text',
      code: `${SPAN}class Agent {\n  answer = '';\n  constructor(private readonly prompt: string) {}\n  f(span: Span) {\n    span.setAttribute('gen_ai.prompt', this.prompt);\n  }\n}`,
      errors: [{ messageId: 'rawContent' }],
    },
    // fixed for a process, and still any text
    {
      name: 'what a process was started with',
      code: set('gen_ai.prompt', `process.argv.join(' ')`),
      errors: [{ messageId: 'rawContent' }],
    },
  ],
});

/** A value that a model's answer gives, under a key that says nothing. */
const answered = (call: string, value: string, before = '') => ({
  name: `${value} of ${call}`,
  code: `import { generateObject, generateText, Output } from 'ai';\nimport OpenAI from 'openai';\nimport { z } from 'zod';\n${SPAN}const client = new OpenAI();\n${before}export async function f(span: Span, model: any, input: string) {\n  const answer = await ${call};\n  span.setAttribute('app.seen', ${value});\n}`,
});
const said = (call: string, value: string, before?: string) => ({
  ...answered(call, value, before),
  errors: [{ messageId: 'rawValue' as const }],
});
const RESPONSE = `client.responses.create({ model: 'gpt-5', input })`;
const COMPLETION = `client.chat.completions.create({ model: 'gpt-4o', messages: [] })`;
const SCHEMA = `const schema = z.object({\n  mood: z.enum(['calm', 'cross']).describe('How it sounds'),\n  pages: z.number().int().optional(),\n  due: z.coerce.date(),\n  gist: z.string(),\n  parts: z.array(z.object({ done: z.boolean(), about: z.string() })),\n});\n`;

ruleTester.run('no-raw-prompt-attribute: what describes the answer of a model', eslintRule(rule), {
  valid: [
    ...['temperature', 'top_p', 'reasoning?.effort', 'truncation', 'background', 'usage.prompt', 'error?.message'].map(
      (field) => answered(RESPONSE, `answer.${field}`),
    ),
    ...['created', 'object', 'choices[0].logprobs', 'service_tier', 'usage'].map((field) =>
      answered(COMPLETION, `answer.${field}`),
    ),
    answered(`client.messages.create({ model, messages: [] })`, 'answer.stop_sequence'),
    answered(`client.models.generateContent({ model, contents: input })`, 'answer.candidates[0].avgLogprobs'),
    ...['priority', 'confidence', 'sentiment', 'currency', 'score'].map((field) =>
      answered(`generateObject({ model, prompt: input })`, `answer.object.${field}`),
    ),
    ...['mood', 'pages', 'due', 'parts[0].done'].map((field) =>
      answered(`generateObject({ model, schema, prompt: input })`, `answer.object.${field}`, SCHEMA),
    ),
    answered(`generateText({ model, output: Output.object({ schema }), prompt: input })`, 'answer.output.mood', SCHEMA),
    answered(
      `client.chat.completions.parse({ model, messages: [], response_format: zodResponseFormat(schema, 'x') })`,
      'answer.choices[0].message.parsed.mood',
      SCHEMA,
    ),
    {
      name: 'a field that is taken out first',
      code: answered(`generateObject({ model, schema, prompt: input })`, 'mood', SCHEMA).code.replace(
        'const answer',
        'const { object: { mood } }',
      ),
    },
  ],
  invalid: [
    said(RESPONSE, 'answer.output_text'),
    said(RESPONSE, 'answer.output[0].content'),
    said(COMPLETION, 'answer.choices[0].message'),
    said(`generateObject({ model, schema, prompt: input })`, 'answer.object', SCHEMA),
    said(`generateObject({ model, schema, prompt: input })`, 'answer.object.gist', SCHEMA),
    said(`generateObject({ model, schema, prompt: input })`, 'answer.object.parts[0].about', SCHEMA),
    said(`generateObject({ model, prompt: input })`, 'answer.object.mood'),
    said(
      `generateObject({ model, schema, prompt: input })`,
      'answer.object.mood',
      SCHEMA.replace(`.describe('How it sounds')`, '.or(z.string())'),
    ),
  ],
});

const listed = (...redactors: { module: string; export: string }[]) => ({
  'span-contract': { contract: { version: 1, extends: ['agent'], redactors } },
});
const PRIVACY = listed(
  { module: './src/privacy', export: 'veil' },
  { module: './src/privacy', export: 'Veiler.cover' },
  { module: '@acme/privacy', export: 'veil' },
);
/** Listed functions alone count here, whatever others are named. */
const strictly = (value: string, imports: string, more = '') => ({
  name: `${value} with ${imports}${more}`,
  code: `${imports}\n${set('gen_ai.prompt', value, 'prompt: any, messages: any[]', more)}`,
  settings: PRIVACY,
  options: [{ onlyListedRedactors: true }] as [{ onlyListedRedactors: true }],
});
const VEIL = `import { veil } from '../privacy.js';`;

ruleTester.run('no-raw-prompt-attribute: redactors of the contract', eslintRule(rule), {
  valid: [
    ...[
      './src/privacy',
      '../privacy.js',
      '../../src/privacy',
      '@/privacy',
      '~/privacy',
      'src/privacy',
      '@acme/privacy',
    ].map((module) => strictly('veil(prompt)', `import { veil } from '${module}';`)),
    strictly('privacy.veil(prompt)', `import * as privacy from './privacy';`),
    strictly('new Veiler().cover(prompt)', `import { Veiler } from './privacy';`),
    strictly(
      'veiler?.cover(prompt)',
      `import { Veiler } from './privacy';`,
      `declare const veiler: Veiler | undefined;\n`,
    ),
    {
      ...strictly('', ''),
      name: 'the method of an instance that a class keeps',
      code: `import { Veiler } from './privacy';\n${SPAN}class Agent {\n  constructor(private readonly veiler: Veiler) {}\n  f(span: Span, prompt: string) { span.setAttribute('gen_ai.prompt', this.veiler.cover(prompt)); }\n}`,
    },
    strictly('messages.map(veil)', VEIL),
    strictly('JSON.stringify(messages.map((m) => veil(m.content)))', VEIL),
    strictly('JSON.stringify(messages.map((m) => ({ ...m, content: veil(m.content) })))', VEIL),
    strictly('JSON.stringify(messages, veil)', VEIL),
    strictly('clean(prompt)', VEIL, `const clean = (text: string) => veil(text);\n`),
    strictly(
      'clean(prompt)',
      VEIL,
      `function clean(text: string) { if (!text) return ''; return veil(text).slice(0, 9); }\n`,
    ),
    strictly('veil(prompt).text', VEIL),
    {
      ...strictly('', ''),
      name: 'a redacted text that is also given to a model',
      code: `${VEIL}\nimport { generateText } from 'ai';\n${SPAN}export async function f(span: Span, model: any, question: string) {\n  const prompt = veil(question);\n  span.setAttribute('gen_ai.prompt', prompt);\n  await generateText({ model, prompt });\n}`,
    },
  ],
  invalid: [
    strictly('veil(prompt)', `import { veil } from './my-privacy';`),
    strictly('veil(prompt)', `import { veil } from 'privacy';`),
    strictly('veil(prompt)', `import { veil } from '@acme/other';`),
    strictly('lift(prompt)', `import { lift } from './privacy';`),
    strictly('new Veiler().lift(prompt)', `import { Veiler } from './privacy';`),
    strictly('clean(prompt)', VEIL, `const clean = (text: string) => (text ? text : veil(text));\n`),
    strictly('messages.map((m) => ({ content: veil(m.content), ...m }))', VEIL),
    strictly('messages.map(clean)', VEIL, `declare const clean: (m: any) => any;\n`),
  ].map((one) => ({ ...one, errors: [{ messageId: 'rawContent' as const }] })),
});

const agreed = {
  'span-contract': { contract: { version: 1, extends: ['agent'], captureGates: ['debugLlm', 'LLM_DEBUG'] } },
};
const start = (body: string, more = 'declare const debugLlm: boolean;\n') => ({
  name: body + more,
  code: `${SPAN}const tracer = trace.getTracer('t');\n${more}export function f(span: Span, prompt: any, config: any) {\n  ${body}\n}`,
});
const DEBUG = `const debug = process.env.LLM_DEBUG === 'true';\n`;

ruleTester.run('no-raw-prompt-attribute: switches', eslintRule(rule), {
  valid: [
    start(`tracer.startSpan('a.b', { attributes: { ...(debugLlm && { 'gen_ai.prompt': prompt }) } });`),
    start(`tracer.startSpan('a.b', { attributes: debugLlm ? { 'gen_ai.prompt': prompt } : {} });`),
    start(
      `const attributes: any = {};\n  if (debugLlm) attributes['gen_ai.prompt'] = prompt;\n  tracer.startSpan('a.b', { attributes });`,
    ),
    start(`span.setAttribute('gen_ai.prompt', debugLlm ? prompt : '[redacted]');`),
    start(`span.setAttribute('gen_ai.prompt', !debugLlm ? undefined : JSON.stringify(prompt));`),
    start(`const shown = debugLlm ? prompt : '';\n  span.setAttribute('gen_ai.prompt', shown);`),
    start(`if (debug) span.setAttribute('gen_ai.prompt', prompt);`, DEBUG),
    start(`if (!debug) return;\n  span.setAttribute('gen_ai.prompt', prompt);`, DEBUG),
    start(
      `if (isOn()) span.setAttribute('gen_ai.prompt', prompt);`,
      `function isOn() { return process.env.LLM_DEBUG === '1'; }\n`,
    ),
    // two names for one switch: one of them is listed
    start(
      `if (captureContent) span.setAttribute('gen_ai.prompt', prompt);`,
      `const captureContent = process.env['LLM_DEBUG'] === '1';\n`,
    ),
  ].map((one) => ({ ...one, settings: agreed })),
  invalid: [
    ...[
      start(`span.setAttribute('gen_ai.prompt', debugLlm ? prompt : prompt.slice(0, 9));`),
      start(`span.setAttribute('gen_ai.prompt', other ? prompt : '');`, 'declare const other: boolean;\n'),
      start(`if (other) span.setAttribute('gen_ai.prompt', prompt);`, `const other = process.env.OTHER === '1';\n`),
      start(`if (debugLlm) span.setAttribute('a.b', 1);\n  span.setAttribute('gen_ai.prompt', prompt);`),
    ].map((one) => ({ ...one, settings: agreed, errors: [{ messageId: 'rawContent' as const }] })),
    ...[
      ['capture', `const capture = process.env.OTEL_INSTRUMENTATION_GENAI_CAPTURE_MESSAGE_CONTENT === 'true';\n`],
      ['process.env.TRACELOOP_TRACE_CONTENT', ''],
      ['!process.env.OPENINFERENCE_HIDE_INPUTS', ''],
      ['!config.suppressInvokeAgentInput', ''],
      ['config.captureContent', ''],
    ].map(([test = '', more]) => ({
      ...start(`if (${test}) span.setAttribute('gen_ai.prompt', prompt);`, more),
      errors: [
        {
          messageId: 'gatedContent' as const,
          data: {
            key: '`gen_ai.prompt`',
            value: '`prompt`',
            gate: `\`${/\w+$/.exec(test === 'capture' ? 'OTEL_INSTRUMENTATION_GENAI_CAPTURE_MESSAGE_CONTENT' : test)?.[0]}\``,
            remedy:
              'Record its length as `gen_ai.prompt.length` instead, or the id of a copy in an access-controlled store.',
          },
        },
      ],
    })),
  ],
});

/** A parameter under a key that says nothing of content, in a file that gives it to a model. */
const given = (content: string, key = 'app.seen', name = 'tenant') => ({
  name: `${key}: ${name} with ${content}`,
  code: `import OpenAI from 'openai';\n${SPAN}const client = new OpenAI();\nexport function f(span: Span, ${name}: string) {\n  span.setAttributes({ '${key}': ${name} });\n  return client.chat.completions.create({ model: 'm', messages: [{ role: 'user', content: ${content} }] });\n}`,
});

ruleTester.run('no-raw-prompt-attribute: parts of a prompt', eslintRule(rule), {
  valid: [
    given('`You are the agent of ${tenant}.`'),
    given(`'Answer in ' + tenant`),
    given('[{ type: "text", text: `${tenant}: hello` }]'),
    given('`Answer in ${localeCode}`', 'app.seen', 'localeCode'),
  ],
  invalid: [
    ...[
      given('tenant'),
      given('`${tenant}`'),
      given('[{ type: "text", text: tenant }]'),
      given('`Answer: ${question}`', 'app.seen', 'question'),
    ].map((one) => ({ ...one, errors: [{ messageId: 'rawValue' as const }] })),
    {
      ...given('`Answer: ${q}`', 'agent.query', 'q'),
      errors: [{ messageId: 'rawContent' as const }],
    },
  ],
});
