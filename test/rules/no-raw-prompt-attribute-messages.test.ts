import rule from '../../rules/no-raw-prompt-attribute.ts';
import { eslintRule, ruleTester } from '../rule-tester.ts';

// The message of a status, and that of an error which is recorded.

const IMPORTS = `import OpenAI from 'openai';\nimport type { Span } from '@opentelemetry/api';\nconst openai = new OpenAI();\n`;
const inside = (statement: string) =>
  `${IMPORTS}export async function ask(span: Span, prompt: string, message: string, result: any, err: Error, captureContent: boolean) {\n  const answer = await openai.chat.completions.create({ model: 'm', messages: [{ role: 'user', content: prompt }] });\n  ${statement}\n}`;
const status = (message: string) => inside(`span.setStatus({ code: 2, message: ${message} });`);
const thrown = (message: string) => inside(`span.recordException(new Error(${message}));`);

/** Messages that are the program's, or may be. */
const OWN = [
  `'no answer'`,
  'message',
  'err.message',
  'String(err)',
  'result',
  'result.error',
  'result.output',
  '`no answer after ${prompt.length} characters`',
  '`no answer: ${result.message}`',
  'redact(prompt)',
  'answer.model',
  'answer.choices[0].finish_reason',
  '`${answer.choices[0].message.tool_calls[0].function.name} failed`',
  'result.promptId',
];
const CONTENT = [
  'prompt',
  'prompt.slice(0, 80)',
  '`no answer to ${prompt}`',
  `'no answer to ' + prompt`,
  'JSON.stringify(result.prompts)',
  'result.completion',
  'answer.choices[0].message.content',
  '`odd answer: ${answer.choices[0].message.content}`',
  `answer.choices[0].message.content ?? 'none'`,
];

ruleTester.run('no-raw-prompt-attribute in messages', eslintRule(rule), {
  valid: [
    ...OWN.map((message) => ({ name: `status: ${message}`, code: status(message) })),
    ...OWN.map((message) => ({ name: `error: ${message}`, code: thrown(message) })),
    { name: 'an error that was made elsewhere', code: inside('span.recordException(err);') },
    { name: 'a status that was made elsewhere', code: inside('span.setStatus(result);') },
    { name: 'the status of something else', code: inside('result.setStatus({ code: 2, message: prompt });') },
    { name: 'behind a switch', code: inside('if (captureContent) span.setStatus({ code: 2, message: prompt });') },
  ],
  invalid: [
    ...CONTENT.map((message) => ({
      name: `status: ${message}`,
      code: status(message),
      errors: [{ messageId: 'rawStatus' as const, line: 6, column: 38, endColumn: 38 + message.length }],
    })),
    ...CONTENT.map((message) => ({
      name: `error: ${message}`,
      code: thrown(message),
      errors: [{ messageId: 'rawException' as const, line: 6, column: 34, endColumn: 34 + message.length }],
    })),
    {
      name: 'what it says',
      code: status('`no answer to ${prompt}`'),
      errors: [{ messageId: 'rawStatus', data: { value: '`no answer to ${prompt}`' } }],
    },
    {
      name: 'an error as an object',
      code: inside(`span.recordException({ name: 'AnswerError', message: prompt });`),
      errors: [{ messageId: 'rawException', line: 6 }],
    },
  ],
});
