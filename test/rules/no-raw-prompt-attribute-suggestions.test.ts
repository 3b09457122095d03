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
