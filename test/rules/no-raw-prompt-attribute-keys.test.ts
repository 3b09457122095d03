import rule from '../../rules/no-raw-prompt-attribute.ts';
import { eslintRule, ruleTester } from '../rule-tester.ts';

const SPAN = `import { trace, type Span } from '@opentelemetry/api';\n`;
/** One value under one key; texts go by names of content. */
const silent = (key: string, value: string) => ({
  name: `${key}: ${value}`,
  code: `${SPAN}export function f(span: Span, prompt: any, completion: any, messages: any[], x: any) {\n  span.setAttribute('${key}', ${value});\n}`,
});
const found = (key: string, value: string, data: object = {}) => ({
  ...silent(key, value),
  errors: [{ messageId: 'rawContent' as const, line: 3, column: 3, ...data }],
});

ruleTester.run('no-raw-prompt-attribute: content under a key of one more segment', eslintRule(rule), {
  valid: [
    // the last segment says that it is none, whatever the value is called
    ...['version', 'name', 'id', 'hash', 'label', 'template_id'].map((last) =>
      silent(`gen_ai.prompt.${last}`, 'prompt'),
    ),
    silent('gen_ai.completion.tokens', 'completion'),
    silent('agent.messages.count', 'messages'),
    silent('agent.messages.shown', 'JSON.stringify(messages)'),
    // the value has to be content by its own name
    silent('gen_ai.prompt.user', 'x.user'),
    silent('gen_ai.prompt.raw', 'x.isRaw'),
    silent('gen_ai.completion.delta', 'x.elapsed'),
    silent('gen_ai.prompt.value', 'x'),
    silent('agent.messages.json', 'JSON.stringify(x)'),
    silent('gen_ai.prompt.full', 'prompt.length'),
    // what stands before the last segment is no content
    silent('gen_ai.system', 'x.prompt'),
    silent('gen_ai.prompt.version.raw', 'prompt'),
    silent('ci.output.raw', 'x.output'),
    silent('oidc.prompt.value', 'x.prompt'),
  ],
  invalid: [
    ...['raw', 'full', 'value', 'user', 'system'].map((last) => found(`gen_ai.prompt.${last}`, 'prompt')),
    found('gen_ai.completion.raw', 'completion', {
      data: {
        key: '`gen_ai.completion.raw`',
        value: '`completion`',
        gate: '``',
        remedy:
          'Record its length as `gen_ai.completion.raw.length` instead, or the id of a copy in an access-controlled store.',
      },
    }),
    found('gen_ai.completion.delta', 'x.content'),
    found('llm.prompt.raw', 'x.prompt'),
    found('llm.prompt_raw', 'x.prompt'),
    found('agent.messages.json', 'JSON.stringify(messages)'),
    found('agent.messages.raw', 'JSON.stringify(messages)'),
    found('agent.messages.ui', 'JSON.stringify(messages)'),
    found('llm.messages.all', 'JSON.stringify(messages)'),
    found('gen_ai.input.messages.raw', 'JSON.stringify(messages)'),
  ],
});

ruleTester.run('no-raw-prompt-attribute: what a run keeps, and what was looked up', eslintRule(rule), {
  valid: [
    silent('agent.context', 'JSON.stringify(x.context)'),
    silent('workflow.context', 'safeStringify(x.context)'),
    silent('agent.context', 'safeStringify(Object.fromEntries(x.context.entries()))'),
    silent('chat.context', '`${x.context}`'),
    silent('user.contexts', 'JSON.stringify(x.contexts)'),
    silent('workflow.context', 'JSON.stringify(x.messages)'),
    silent('rag.context', 'x.requestId'),
    silent('rag.context.length', 'x.context'),
    silent('agent.context', 'x.chunks.length'),
    silent('build.context', 'x.documents'),
    silent('build.document.context', 'x.context'),
  ],
  invalid: [
    found('rag.context', 'x.context'),
    found('retrieval.contexts', 'JSON.stringify(x.context)'),
    found('agent.retrieved_context', 'x.context'),
    found('agent.context', `x.chunks.map((chunk: any) => chunk.text).join('')`),
    found('llm.context', 'JSON.stringify(x.documents)'),
    found('agent.context', 'x.retrievedContext'),
    {
      name: 'a context that a model is given',
      code: `import OpenAI from 'openai';\n${SPAN}const client = new OpenAI();\nexport function f(span: Span, context: string) {\n  span.setAttribute('agent.context', context);\n  return client.chat.completions.create({ model: 'm', messages: [{ role: 'user', content: context }] });\n}`,
      errors: [{ messageId: 'rawValue', line: 5 }],
    },
  ],
});
