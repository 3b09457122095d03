import rule from '../../rules/no-raw-prompt-attribute.ts';
import { eslintRule, ruleTester } from '../rule-tester.ts';

/** Code with a switch for content, as it stands in the contract and as it is only named like one. */
const withSwitch = (code: string) => ({
  name: code,
  code: `import type { Attributes, Span } from '@opentelemetry/api';\n${code}`,
});
const agreed = {
  'span-contract': { contract: { version: 1, extends: ['agent'], captureGates: ['captureContent'] } },
};
const BASE = `const base = (text: string): Attributes => ({ 'gen_ai.prompt': text });\n`;
const sent = (name: string, body: string) =>
  `export function ${name}(span: Span, prompt: string, captureContent: boolean) {\n  ${body}\n}\n`;
const PUT = 'span.setAttributes(base(prompt));';
const GATED = `if (captureContent) ${PUT}`;

ruleTester.run('no-raw-prompt-attribute: one object for several recordings', eslintRule(rule), {
  valid: [
    {
      ...withSwitch(`${BASE}${sent('one', GATED)}${sent('two', GATED)}`),
      settings: agreed,
    },
  ],
  invalid: [
    ...[
      [sent('one', PUT), sent('two', PUT)],
      [sent('one', GATED), sent('two', PUT)],
    ].map((recordings) => ({
      ...withSwitch(`${BASE}${recordings.join('')}`),
      settings: agreed,
      errors: [{ messageId: 'rawContent' as const, line: 2, column: 47, suggestions: [] }],
    })),
    {
      ...withSwitch(`${BASE}${sent('one', GATED)}${sent('two', GATED)}`),
      errors: [{ messageId: 'gatedContent', line: 2, suggestions: [] }],
    },
    {
      ...withSwitch(`${BASE}${sent('one', GATED)}${sent('two', PUT)}`),
      errors: [{ messageId: 'rawContent', line: 2, suggestions: [] }],
    },
  ],
});
