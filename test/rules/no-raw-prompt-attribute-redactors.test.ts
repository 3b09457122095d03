import rule from '../../rules/no-raw-prompt-attribute.ts';
import { eslintRule, ruleTester } from '../rule-tester.ts';

/** In strict a function takes content out only where the contract lists it, and the message says which function that is. */

const HEAD = `import { trace, type Span } from '@opentelemetry/api';\nimport { mask, Privacy } from './privacy';\n`;
const code = (statements: string, before = '') =>
  `${HEAD}${before}export function f(span: Span, prompt: any, x: any) {\n  ${statements}\n}`;
const one = (statements: string, before?: string) => ({ name: statements, code: code(statements, before) });
const options = [{ onlyListedRedactors: true }] as const;
const listed = {
  'span-contract': {
    contract: { version: 1, extends: ['agent'], redactors: [{ module: './privacy', export: 'mask' }] },
  },
};
const data = (redactor: string, value: string) => ({
  key: '`gen_ai.prompt`',
  value,
  redactor,
  gate: '``',
  listing: 'If nothing can be read out of its result, list it there',
  remedy: 'Record its length as `gen_ai.prompt.length` instead, or the id of a copy in an access-controlled store.',
  otherwise: 'record its length as `gen_ai.prompt.length` instead, or the id of a copy in an access-controlled store.',
});

ruleTester.run('no-raw-prompt-attribute: redactors that the contract does not list', eslintRule(rule), {
  valid: [
    { ...one(`span.setAttribute('gen_ai.prompt', mask(prompt));`), name: 'by its name, where names count' },
    { ...one(`span.setAttribute('gen_ai.prompt', mask(prompt));`), options, settings: listed },
    { ...one(`span.setAttribute('gen_ai.prompt', mask(prompt).length);`), options },
  ],
  invalid: [
    {
      ...one(`span.setAttribute('gen_ai.prompt', mask(prompt));`),
      errors: [{ messageId: 'unlistedRedactor' as const, data: data('`mask`', '`mask(prompt)`'), line: 4, column: 3 }],
    },
    {
      ...one(`const safe = Privacy.mask(prompt); span.setAttribute('gen_ai.prompt', safe);`),
      errors: [{ messageId: 'unlistedRedactor' as const, data: data('`Privacy.mask`', '`safe`') }],
    },
    {
      ...one(`const maskedPrompt = mask(prompt); span.setAttribute('gen_ai.prompt', maskedPrompt);`),
      errors: [{ messageId: 'unlistedRedactor' as const, data: data('`mask`', '`maskedPrompt`') }],
    },
    {
      ...one(
        `span.setAttribute('gen_ai.prompt', scrub(prompt));`,
        `function scrub(text: string) { return text.replace(/a/, 'b'); }\n`,
      ),
      errors: [
        {
          messageId: 'unlistedRedactor' as const,
          data: {
            ...data('`scrub`', '`scrub(prompt)`'),
            listing: 'If nothing can be read out of its result, move it to a file of its own and list it there',
          },
        },
      ],
    },
    {
      ...one(
        `set(span, 'gen_ai.prompt', mask(prompt));`,
        `function set(span: Span, key: string, value: string) { span.setAttribute(key, value); }\n`,
      ),
      errors: [{ messageId: 'passedUnlisted' as const, line: 5 }],
    },
    // word for word all the same
    {
      ...one("span.setAttribute('gen_ai.prompt', `${mask(x.a)} ${prompt}`);"),
      errors: [{ messageId: 'rawContent' as const }],
    },
    {
      ...one(`span.setAttribute('gen_ai.prompt', maskedPrompt);`, `declare const maskedPrompt: any;\n`),
      errors: [{ messageId: 'rawContent' as const }],
    },
  ].map((test) => ({ options, ...test })),
});
