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
