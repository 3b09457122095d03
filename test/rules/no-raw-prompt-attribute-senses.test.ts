import rule from '../../rules/no-raw-prompt-attribute.ts';
import { eslintRule, ruleTester } from '../rule-tester.ts';

/** Words of prompts and answers that other code says too, and who somebody is. */

const SPAN = `import { trace, type Span } from '@opentelemetry/api';\n`;
/** One value under one key, in a file without another word. */
const silent = (key: string, value: string, before = '') => ({
  name: `${before}${key}: ${value}`,
  code: `${SPAN}${before}export function f(span: Span, x: any) {\n  span.setAttribute('${key}', ${value});\n}`,
});
const found = (key: string, value: string, before = '') => ({
  ...silent(key, value, before),
  errors: [{ messageId: 'rawContent' as const, column: 3 }],
});
/** A private method that records its parameter, and the calls of it. */
const recorded = (calls: string, { key = 'gen_ai.completion', is = 'private', type = ': string | null' } = {}) => ({
  name: `${is} method under ${key}, called by ${calls}`,
  code: `${SPAN}const KIND = 'kept';\nexport class Page {\n  run(x: any) {\n    ${calls}\n  }\n  ${is} note(span: Span, completion${type}) {\n    span.setAttribute('${key}', completion);\n  }\n}`,
});

ruleTester.run('no-raw-prompt-attribute: words of more than one sense', eslintRule(rule), {
  valid: [
    // code without a word of AI
    silent('browser.element.completion', 'x.completion'),
    silent('stage.completion', 'x.completion'),
    silent('payment.instructions', 'x.instructions'),
    silent('student.transcript', 'x.transcript'),
    silent('feedback.thoughts', 'x.thoughts'),
    silent('user.message', 'x.message'),
    silent('message.content', 'x.content'),
    silent('user.input', 'JSON.stringify(x.input)'),
    silent('system.output', 'x.output'),
    silent('workflow.response', 'x.response'),
    silent('workflow.completion.value', 'x.completion'),
    silent('user.response', 'x.response', '// navigator.userAgent\n'),
    // the word before it tells, AI or not
    ...['element', 'page', 'task', 'order'].map((word) =>
      silent(`${word}.completion`, 'x.completion', 'export const MODEL = "gpt-5";\n'),
    ),
    {
      name: 'the message of an error',
      code: `${SPAN}export function f(span: Span, completion: string) {\n  span.recordException(new Error(\`odd: \${completion}\`));\n}`,
    },
  ],
  invalid: [
    // words of AI in the key
    found('gen_ai.completion', 'x.completion'),
    found('agent.completion', 'x.completion'),
    found('chat.message', 'x.message'),
    found('acme.prompt', 'x.prompt'),
    // or in the file
    found('stage.completion', 'x.completion', 'export const MODEL = "gpt-5";\n'),
    found('user.message', 'x.message', 'export class ChatAgent {}\n'),
    found('message.content', 'x.content', 'export class ChatAgent {}\n'),
    found('slack.messages.text', 'x.text', 'export class ChatAgent {}\n'),
    found('openai.agents.function.input', 'x.input'),
    found('workflow.input', 'JSON.stringify(x.input)', 'import OpenAI from "openai";\n'),
    found('system.output', 'x.output', 'export const buildPrompt = 1;\n'),
    {
      name: 'on a span whose name says AI',
      code: `${SPAN}import { NAMES } from './names';\nexport function f(x: any) {\n  const span = trace.getTracer('a').startSpan('text_completion x');\n  span.setAttribute('user.message', x.message);\n}`,
      errors: [{ messageId: 'rawContent', line: 5 }],
    },
  ],
});

ruleTester.run('no-raw-prompt-attribute: values that all callers fix', eslintRule(rule), {
  valid: [
    recorded(`this.note(x, 'done'); this.note(x, x.ok ? 'half' : 'none');`),
    recorded('this.note(x, KIND);'),
    recorded('enum End { Done = "done" }; this.note(x, End.Done);'),
    recorded(`this.#note(x, 'done');`, { is: '#' }),
    recorded('this.note(x, 3); this.note(x, x.length);', { type: ': unknown' }),
    recorded(`this.note(x);`, { type: ` = 'done'` }),
    recorded(`const tell = (completion: any) => this.note(x, completion); tell('done');`),
    {
      name: 'a function of the file',
      code: `${SPAN}function note(span: Span, { completion }: { completion: any }) {\n  span.setAttribute('gen_ai.completion', completion);\n}\nexport const f = (span: Span) => note(span, { completion: 'done' });`,
    },
  ].map((one) => ({ ...one, code: one.code.replace('# note', '#note') })),
  invalid: [
    recorded(`this.note(x, 'done'); this.note(x, x.completion);`),
    recorded(`this.note(x, 'done');`, { is: 'protected' }),
    recorded(`this.note(x, 'done'); x.each(this.note);`),
    recorded(`this.note(x, ...x.rest);`),
    recorded(`const state = { text: '' }; x.each((s: any) => (s.text += 'a'), state); this.note(x, state.text);`),
    {
      name: 'a parameter that is set later',
      code: `${SPAN}function note(span: Span, completion: any, x: any) {\n  completion += x.text;\n  span.setAttribute('gen_ai.completion', completion);\n}\nexport const f = (span: Span, x: any) => note(span, 'a', x);`,
    },
    {
      name: 'an exported function',
      code: `${SPAN}export function note(span: Span, completion: any) {\n  span.setAttribute('gen_ai.completion', completion);\n}\nexport const f = (span: Span) => note(span, 'a');`,
    },
  ].map((one) => ({ ...one, errors: [{ messageId: 'rawContent' as const }] })),
});

ruleTester.run('no-raw-prompt-attribute: who somebody is', eslintRule(rule), {
  valid: [
    silent('lk.pii.participant_identity', 'x.identity'),
    silent('lk.pii.participant_identity', 'x.prompt'),
    silent('lk.pii.room_name', 'x.room'),
    silent('lk.pii.caller_identity', 'x.caller'),
    silent('agent.user.identity', 'x.input'),
    silent('chat.user_identity', 'x.message'),
    silent('agent.pii.userid', 'x.input'),
    silent('llm.input_messages.0.message.speaker_identity', 'x.text'),
    silent('gen_ai.prompt', 'x.identity'),
  ],
  invalid: [
    found('lk.pii.user_input', 'x.input'),
    found('lk.pii.user_transcript', 'x.transcript'),
    found('lk.pii.input_text', 'x.told'),
    found('lk.pii.chat_ctx', 'JSON.stringify(x)'),
    found('lk.pii.function_tool.arguments', 'JSON.stringify(x)'),
    found('lk.pii.response.text', 'x.told'),
    found('lk.pii.response.function_calls', 'JSON.stringify(x)'),
  ],
});
