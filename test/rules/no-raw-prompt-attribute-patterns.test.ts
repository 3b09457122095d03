import rule from '../../rules/no-raw-prompt-attribute.ts';
import { eslintRule, ruleTester } from '../rule-tester.ts';

/** What is recorded after a pattern took it out of something. */
const taken = (pattern: string, value: string) => ({
  name: `${value} of ${pattern}`,
  code: `import { trace, type Span } from '@opentelemetry/api';\nexport async function f(span: Span, response: any, usage: any) {\n  const ${pattern};\n  span.setAttribute('gen_ai.completion', ${value});\n}`,
});

ruleTester.run('no-raw-prompt-attribute: what a pattern takes out', eslintRule(rule), {
  valid: [
    taken(`{ id = '' } = response`, 'id'),
    taken(`{ reason: told = '' } = response`, 'told.length'),
    taken(`{ text } = redact(response)`, 'text'),
    taken(`{ text: shown = '' } = redact(response)`, 'shown'),
    taken(`{ thought = '' } = response`, 'thought.length'),
    taken(`{ showThoughts = false } = response`, 'showThoughts'),
    taken(`{ message = '' } = response.error`, 'message'),
  ],
  invalid: [
    taken(`{ thought = '' } = response`, 'thought'),
    taken(`{ thought = '', ...more } = response`, 'thought'),
    taken(`{ turn: { thought = '' } = {} } = response`, 'thought'),
    taken(`{ thought: told = '' } = response`, 'told'),
    taken(`{ thought: told } = response`, '`${told}`'),
    taken(`{ answers: [answer = ''] = [] } = response`, 'answer'),
  ].map((one) => ({ ...one, errors: [{ messageId: 'rawContent' as const, line: 4, column: 3 }] })),
});
