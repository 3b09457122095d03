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

const RECORD = `function record(span: Span, value: any): void {\n  span.setAttribute('gen_ai.prompt', value);\n}\n`;
const CALL = 'record(span, prompt);';
const recorder = (method: string, called: string, inside: string) =>
  `export class Recorder {
  constructor(private readonly span: Span, private readonly captureContent: boolean) {}
  end(prompt: any) {
    ${called}
  }
  ${method}(prompt: any) {
    ${inside}
  }
}`;
const PUT_HERE = `this.span.setAttribute('gen_ai.prompt', prompt);`;

const behind = [
  `${RECORD}${sent('one', `if (captureContent) ${CALL}`)}`,
  `${RECORD}${sent('one', `if (!captureContent) return;\n  ${CALL}`)}`,
  `${RECORD}${sent('one', `captureContent && ${CALL}`)}${sent('two', `if (captureContent) { ${CALL} }`)}`,
  `${RECORD}const more = (span: Span, value: any) => record(span, value.trim());\n${sent('one', 'if (captureContent) more(span, prompt);')}`,
  `${RECORD.replace('span.set', 'if (value) span.set')}${sent('one', `if (captureContent) [span].forEach((span) => { ${CALL} })`)}`,
  `${RECORD.replace('span.set', 'if (value.next) record(span, value.next);\n  span.set')}${sent('one', `if (captureContent) ${CALL}`)}`,
  recorder('#record', 'if (this.captureContent) this.#record(prompt);', PUT_HERE),
  recorder('private record', 'if (!this.captureContent) return;\n    this.record(prompt);', PUT_HERE),
];
const notBehind: readonly (readonly [why: string, code: string])[] = [
  ['one call is not', `${RECORD}${sent('one', `if (captureContent) ${CALL}`)}${sent('two', CALL)}`],
  ['another file may call it', `export ${RECORD}${sent('one', `if (captureContent) ${CALL}`)}`],
  ['it is exported by name', `${RECORD}${sent('one', `if (captureContent) ${CALL}`)}export { record };`],
  ['it is handed on', `${RECORD}${sent('one', `if (captureContent) ${CALL}`)}export const all = [record];`],
  ['nobody calls it', RECORD],
  ['it only calls itself', RECORD.replace('span.set', 'if (captureContent) record(span, value);\n  span.set')],
  ['a method that others can call', recorder('record', 'if (this.captureContent) this.record(prompt);', PUT_HERE)],
  ['the other branch', `${RECORD}${sent('one', `if (captureContent) span.end(); else span.end();\n  ${CALL}`)}`],
];

ruleTester.run('no-raw-prompt-attribute: functions behind a switch', eslintRule(rule), {
  valid: behind.map((code) => ({ ...withSwitch(code), settings: agreed })),
  invalid: [
    ...behind.map((code) => ({ ...withSwitch(code), errors: [{ messageId: 'gatedContent' as const }] })),
    ...notBehind.map(([why, code]) => ({
      ...withSwitch(code),
      name: why,
      settings: agreed,
      errors: [{ messageId: 'rawContent' as const }],
    })),
    {
      ...withSwitch(`${RECORD}${sent('one', `if (captureContent) ${CALL}`)}`),
      name: 'the message names the switch',
      errors: [
        {
          messageId: 'gatedContent',
          line: 3,
          column: 3,
          data: {
            key: '`gen_ai.prompt`',
            value: '`value`',
            gate: '`captureContent`',
            remedy:
              'Record its length as `gen_ai.prompt.length` instead, or the id of a copy in an access-controlled store.',
          },
        },
      ],
    },
    {
      ...withSwitch(
        `${RECORD}${sent('one', `if (captureContent) ${CALL}`)}${sent('two', `if (recordInputs()) ${CALL}`)}`,
      ),
      name: 'of two switches the one that nobody agreed to',
      settings: agreed,
      errors: [
        {
          messageId: 'gatedContent',
          data: {
            key: '`gen_ai.prompt`',
            value: '`value`',
            gate: '`recordInputs`',
            remedy:
              'Record its length as `gen_ai.prompt.length` instead, or the id of a copy in an access-controlled store.',
          },
        },
      ],
    },
  ],
});

const behindFlag = (flag: string) =>
  `export function f(span: Span, prompt: string, options: any) {\n  if (${flag}) span.setAttribute('gen_ai.prompt', prompt);\n}\n`;

/** A finding in code with such a flag, and that it offers the length. */
const offering = (flag: string) => {
  const { name, code } = withSwitch(behindFlag(flag));
  const output = code.replace(`'gen_ai.prompt', prompt`, `'gen_ai.prompt.length', prompt.length`);
  return { name, code, suggestions: [{ messageId: 'suggestLength' as const, output }] };
};

ruleTester.run('no-raw-prompt-attribute: what switches are called', eslintRule(rule), {
  valid: [],
  invalid: [
    ...[
      'recordInputs',
      'exportContent',
      'persistMessages',
      'debugPrompts',
      'enableSensitiveData',
      'traceIncludeSensitiveData',
      'sensitiveDataEnabled',
      'isSensitiveAllowed',
      'logSensitive',
      'recordPii',
      'sendDefaultPii',
      'OTEL_ENABLE_SENSITIVE_DATA',
    ].map((flag) => {
      const { name, code, suggestions } = offering(`options.${flag} === true`);
      const data = {
        key: '`gen_ai.prompt`',
        value: '`prompt`',
        gate: `\`${flag}\``,
        remedy:
          'Record its length as `gen_ai.prompt.length` instead, or the id of a copy in an access-controlled store.',
      };
      return { name, code, errors: [{ messageId: 'gatedContent' as const, data, suggestions }] };
    }),
    // what a value is, or is made of, is no switch
    ...['isSensitive', 'hasPii', 'sensitive', 'isExported', 'enableData'].map((flag) => {
      const { name, code, suggestions } = offering(`options.${flag}`);
      return { name, code, errors: [{ messageId: 'rawContent' as const, line: 3, suggestions }] };
    }),
  ],
});
