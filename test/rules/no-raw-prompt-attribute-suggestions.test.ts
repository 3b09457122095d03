import rule from '../../rules/no-raw-prompt-attribute.ts';
import { eslintRule, ruleTester } from '../rule-tester.ts';

/** What the editor offers in place of raw content. */

const SPAN = `import { trace, type Span } from '@opentelemetry/api';\n`;

const given = (parameter: string, value: string, key = `'gen_ai.prompt'`, types = '') =>
  `${SPAN}${types}export function f(span: Span, ${parameter}) {\n  span.setAttribute(${key}, ${value});\n}`;

ruleTester.run('no-raw-prompt-attribute: the length of what may be nothing', eslintRule(rule), {
  valid: [],
  invalid: [
    ...[
      ['an alias', 'p: Maybe<object>', '?.'],
      ['an alias of null', 'p: Nullable<object>', '.'],
      ['a property that may be left out', "p: Request['body']", '?.'],
      ['a property that is always there', "p: Request['list']", '.'],
      ['a type that is declared elsewhere', "p: RequestInit['body']", '?.'],
      ['a type of another module', 'p: Elsewhere', '?.'],
      ['a list', 'p: readonly Elsewhere[]', '.'],
      ['a default', 'p: Maybe<object> = {}', '.'],
    ].map(([name = '', parameter = '', dot = '']) => {
      const types = `import type { Elsewhere } from 'sdk';\ntype Maybe<T> = T | undefined;\ntype Nullable<T> = T | null;\ninterface Request { body?: object; list: string[] }\n`;
      return {
        name,
        code: given(parameter, 'JSON.stringify(p)', `'gen_ai.prompt'`, types),
        errors: [
          {
            messageId: 'rawContent' as const,
            suggestions: [
              {
                messageId: 'suggestLength' as const,
                output: given(parameter, `JSON.stringify(p)${dot}length`, `'gen_ai.prompt.length'`, types),
              },
            ],
          },
        ],
      };
    }),
  ],
});

const keys = `const LOCAL = 'gen_ai.prompt';\nconst Attr = { COMPLETION: 'gen_ai.completion' } as const;\n`;
const recorded = (statement: string) =>
  `${SPAN}${keys}export function f(span: Span, prompt: string, attributes: any) {\n  ${statement}\n}`;

ruleTester.run('no-raw-prompt-attribute: keys that are held elsewhere', eslintRule(rule), {
  valid: [],
  invalid: [
    ...[
      ['a constant', `span.setAttribute(LOCAL, prompt);`, `span.setAttribute('gen_ai.prompt.length', prompt.length);`],
      [
        'a table',
        `span.setAttribute(Attr.COMPLETION, prompt);`,
        `span.setAttribute('gen_ai.completion.length', prompt.length);`,
      ],
      [
        'a computed property',
        `span.setAttributes({ [LOCAL]: prompt });`,
        `span.setAttributes({ 'gen_ai.prompt.length': prompt.length });`,
      ],
      [
        'an assignment',
        `const all: Record<string, any> = {}; all[LOCAL] = prompt; span.setAttributes(all);`,
        `const all: Record<string, any> = {}; all['gen_ai.prompt.length'] = prompt.length; span.setAttributes(all);`,
      ],
    ].map(([name = '', before = '', after = '']) => ({
      name,
      code: recorded(before),
      errors: [
        {
          messageId: 'rawContent' as const,
          suggestions: [{ messageId: 'suggestLength' as const, output: recorded(after) }],
        },
      ],
    })),
    {
      name: 'a constant of the semantic conventions',
      code: `import { ATTR_GEN_AI_PROMPT } from '@opentelemetry/semantic-conventions/incubating';\n${given('prompt: string', 'prompt', 'ATTR_GEN_AI_PROMPT')}`,
      errors: [
        {
          messageId: 'rawContent' as const,
          suggestions: [
            {
              messageId: 'suggestLength' as const,
              output: `import { ATTR_GEN_AI_PROMPT } from '@opentelemetry/semantic-conventions/incubating';\n${given('prompt: string', 'prompt.length', `'gen_ai.prompt.length'`)}`,
            },
          ],
        },
      ],
    },
    {
      name: 'nothing is suggested: the key may be one of two',
      code: recorded(`span.setAttribute(attributes ? LOCAL : Attr.COMPLETION, prompt);`),
      errors: [{ messageId: 'rawContent', suggestions: [] }],
    },
    {
      name: 'nothing is suggested: a type that is imported may list its keys',
      code: `import type { LocalAttributes } from './types';\n${recorded(`const all: LocalAttributes = { 'gen_ai.prompt': prompt }; span.setAttributes(all as any);`)}`,
      errors: [{ messageId: 'rawContent', suggestions: [] }],
    },
  ],
});
