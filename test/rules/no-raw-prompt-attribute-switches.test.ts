import rule from '../../rules/no-raw-prompt-attribute.ts';
import { eslintRule, ruleTester } from '../rule-tester.ts';

const SPAN = `import { trace, type Span } from '@opentelemetry/api';\n`;
/** A function with a span that records one value under one key. */
const silent = (key: string, value: string, parameters = 'x: any', before = '') => ({
  name: `${key}: ${value} of ${parameters}`,
  code: `${SPAN}${before}export async function f(span: Span, ${parameters}) {\n  span.setAttribute('${key}', ${value});\n}`,
});
const found = (...given: Parameters<typeof silent>) => ({
  ...silent(...given),
  errors: [{ messageId: 'rawContent' as const, line: given[3] ? 4 : 3, column: 3 }],
});
const IMPORTED = `import type { Options } from './options';\n`;

ruleTester.run('no-raw-prompt-attribute: switches that are recorded', eslintRule(rule), {
  valid: [
    silent('gen_ai.request.include_thoughts', 'x.includeThoughts'),
    silent('agent.log_prompts', 'x.logPrompts'),
    silent('show_thoughts', 'x.showThoughts'),
    silent('agent.hide_prompt', 'x.hide_prompt'),
    silent('llm.stream_thoughts', 'x?.streamThoughts ?? false'),
    silent('gen_ai.request.enable_reasoning', 'String(x.enableReasoning)'),
    silent('agent.config.show_thoughts', 'options.showThoughts', 'options: Options', IMPORTED),
    silent('gen_ai.request.send_reasoning', 'sendReasoning', '{ sendReasoning }: any'),
    silent('agent.options', 'JSON.stringify({ thoughts: x.showThoughts })'),
    silent('agent.output', '`${x.recordPrompts}/${x.captureOutput}`'),
    // the key says what is asked, whatever the option is called
    silent('gen_ai.request.include_thoughts', 'x.thoughts'),
    silent('agent.log_prompts', 'x.prompts'),
    // the key says content, and still nothing shows a text
    silent('gen_ai.prompt', 'x.showPrompt'),
    silent('gen_ai.prompt', 'x.withPrompt'),
    silent('gen_ai.completion', 'x.useMessages'),
    silent('agent.output', 'x.includeOutput'),
  ],
  invalid: [
    // what is shown to be a text
    found('agent.message', 'sendMessage.trim()', 'sendMessage: string'),
    found('agent.messages', 'sendMessages', 'sendMessages: string[]'),
    found('gen_ai.prompt', 'x.showPrompt', 'x: { showPrompt?: string }'),
    // names that only begin alike
    found('gen_ai.completion', 'x.streamedText'),
    found('gen_ai.completion', 'x.streamText'),
    found('agent.message', 'x.logMessage'),
    found('agent.output', 'x.recordOutput'),
    found('gen_ai.prompt', 'x.useCasePrompt'),
    found('gen_ai.prompt', 'x.withheldPrompt'),
    found('gen_ai.prompt', 'x.promptWithContext'),
    // keys that tell what was done
    found('agent.send_message', 'x.message'),
    found('tool.use_input', 'x.input'),
    // a call is none
    found('gen_ai.prompt', 'prompt', 'x: any', 'const prompt = usePrompt();\n'),
  ],
});

/** A recording of a prompt behind a condition, whose names are parameters. */
const behind = (test: string, recorded = `span.setAttribute('gen_ai.prompt', prompt);`) => {
  const [gate = ''] = /\w+$/.exec(test) ?? [];
  return {
    name: `if (${test}) ${recorded}`,
    code: `${SPAN}export function f(span: Span, prompt: any, o: any, ${gate}: any) {\n  if (${test}) ${recorded}\n}`,
    gate,
  };
};
type Behind = ReturnType<typeof behind>;
const agreed = ({ gate, ...one }: Behind) => ({
  ...one,
  settings: { 'span-contract': { contract: { version: 1, extends: ['agent'], captureGates: [gate] } } },
});
const raw = ({ name, code }: Behind) => ({ name, code, errors: [{ messageId: 'rawContent' as const, line: 3 }] });
const gated = ({ name, code, gate }: Behind) => ({
  name,
  code,
  errors: [
    {
      messageId: 'gatedContent' as const,
      data: {
        key: '`gen_ai.prompt`',
        value: '`prompt`',
        gate: `\`${gate}\``,
        remedy:
          'Record its length as `gen_ai.prompt.length` instead, or the id of a copy in an access-controlled store.',
      },
      line: 3,
    },
  ],
});

/** Names that say what is recorded or left out. */
const FULL = [
  'captureContentInSpans',
  'includePromptsInTelemetry',
  'recordUserMessages',
  'enablePromptLogging',
  'contentCapture',
  'contentRecordingEnabled',
  '!excludeContentFromTrace',
  '!hideInputsInTraces',
  '!isContentHidden',
  '!disableContentCapture',
  '!skipPromptLogging',
  '!redactPrompts',
];
/** Names that only say that something is recorded. */
const BARE = ['capture', 'record', 'enableCapture', 'captureEnabled', 'traceEnabled', 'tracingLlmEnabled'];

ruleTester.run('no-raw-prompt-attribute: names of switches', eslintRule(rule), {
  valid: [...FULL, ...BARE].map((test) => agreed(behind(test))),
  invalid: [
    ...[...FULL, ...BARE].map((test) => gated(behind(test))),
    ...[
      behind('o.capture'),
      behind('o.isDebug && !o.record'),
      behind(
        'o.record',
        `{ const at = 1; o['at'] = at; setTag(span, at); span.setAttribute('gen_ai.prompt', prompt); }`,
      ),
      behind('!capture', `return; span.setAttribute('gen_ai.prompt', prompt); span.setAttribute('a.b', 1);`),
      { ...behind('o', `{} span.setAttributes({ ...(o.capture && { 'gen_ai.prompt': prompt }) });`), gate: 'capture' },
    ].map(gated),
    // what stands behind is more than a recording
    ...[
      behind('capture', `{ o.work(); span.setAttribute('gen_ai.prompt', prompt); }`),
      behind('record', `o.each(() => { span.setAttribute('gen_ai.prompt', prompt); });`),
      behind('!capture', `return; span.setAttribute('gen_ai.prompt', prompt); o.work();`),
      // a value that may be missing
      behind('record', `span.setAttribute('gen_ai.prompt', record.prompt);`),
      behind('o.capture', `span.setAttribute('gen_ai.prompt', o.capture.prompt);`),
      behind('record.prompt'),
      // names that say neither
      behind('debug'),
      behind('recorded'),
      behind('o.isLast'),
      behind('masked'),
    ].map(raw),
  ],
});
