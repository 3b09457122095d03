import rule from '../../rules/no-raw-prompt-attribute.ts';
import { eslintRule, ruleTester } from '../rule-tester.ts';

/** Keys that the team lists as content: what a value is called does not count there. */

const code = (value: string, key = 'customer.name') =>
  `import { trace, type Span } from '@opentelemetry/api';
declare function redactName(text: unknown): string;
declare function getName(id: string): string;
export function f(span: Span, patient: any, name: string, id: string, url: string, text: string, error: any, n: number) {
  span.setAttribute('${key}', ${value});
}`;
const settings = {
  'span-contract': {
    contract: {
      version: 1,
      extends: ['agent'],
      attributes: { raw: { 'customer.name': { record: 'remove' }, 'patient.*': { record: 'length' } } },
    },
  },
};

ruleTester.run('no-raw-prompt-attribute: keys that the team lists', eslintRule(rule), {
  valid: [
    ...[
      `'anonymous'`,
      `n > 3 ? 'many' : 'few'`,
      'n',
      'text.length',
      'name === id',
      'Boolean(name)',
      'redactName(name)',
      'patient.nameLength',
      'patient.isNamed',
      'patient.visitCount',
      'hashOf(name)',
    ].map((value) => ({ name: `what holds nothing to read: ${value}`, code: code(value), settings })),
    // no contract lists these: the name of the value decides as before
    { name: 'a key of nobody', code: code('name', 'user.name'), settings },
    ...['id', 'url', 'patient.name', 'error.message', 'getName(id)'].map((value) => ({
      name: `a key of the preset, under an everyday name: ${value}`,
      code: code(value, 'gen_ai.prompt'),
      settings,
    })),
  ],
  invalid: [
    ...[
      'name',
      'id',
      'url',
      'text',
      'patient.id',
      'patient.name.trim()',
      'error.message',
      'getName(id)',
      'String(id)',
      '`${id}/${name}`',
    ].map((value) => ({
      name: `whatever its value is called: ${value}`,
      code: code(value),
      settings,
      errors: [{ messageId: 'rawContent' as const, line: 5, column: 3 }],
    })),
    {
      name: 'a family of keys',
      code: code('id', 'patient.ref'),
      settings,
      errors: [
        {
          suggestions: [{ messageId: 'suggestLength', output: code('id.length', 'patient.ref.length') }],
          messageId: 'rawContent' as const,
          data: {
            key: '`patient.ref`',
            value: '`id`',
            gate: '``',
            remedy:
              'Record its length as `patient.ref.length` instead, or the id of a copy in an access-controlled store.',
          },
        },
      ],
    },
    {
      name: 'a key of the preset that the team lists once more',
      code: code('id', 'gen_ai.prompt'),
      settings: {
        'span-contract': {
          contract: { version: 1, extends: ['agent'], attributes: { raw: { 'gen_ai.prompt': { record: 'remove' } } } },
        },
      },
      errors: [{ messageId: 'rawContent' as const }],
    },
  ],
});
