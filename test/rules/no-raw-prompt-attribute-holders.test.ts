import rule from '../../rules/no-raw-prompt-attribute.ts';
import { eslintRule, ruleTester } from '../rule-tester.ts';

/** A recording of the value that something holds. */
const held = (value: string, key = 'llm.prompt') => ({
  name: `${key}: ${value}`,
  code: `import type { Span } from '@opentelemetry/api';
import { unref } from 'vue';
export function f(span: Span, event: any, props: any, name: any, input: any, result: any, prompt: any) {
  span.setAttribute('${key}', ${value});
}`,
});
/** The same of a constant of the module. */
const ofModule = (made: string, value = 'prompt.value', key = 'llm.prompt') => ({
  name: `${made}, ${key}: ${value}`,
  code: `import type { Span } from '@opentelemetry/api';
import { computed, ref } from 'vue';
import { mask } from './privacy';
const prompt = ${made};
export const f = (span: Span) => span.setAttribute('${key}', ${value});`,
});

ruleTester.run('no-raw-prompt-attribute: values that something holds', eslintRule(rule), {
  valid: [
    held('event.target.value'),
    held('name.value'),
    held('props.value'),
    held('prompt.id'),
    held('prompt.value', 'app.step'),
    held('result.value', 'cache.entry'),
    ofModule(`ref(0)`),
    ofModule(`ref<boolean>()`),
    ofModule(`ref(mask(window.name))`),
    ofModule(`computed(() => mask(window.name))`),
    ofModule(`computed(() => window.name.length)`),
    ofModule(`{ value: 'summarise' }`),
  ],
  invalid: [
    held('prompt.value'),
    held('prompt.value', 'prompt'),
    held('prompt.current'),
    held('props.prompt.value'),
    held('input.value'),
    held('result.value', 'agent.tool.result'),
    held('unref(prompt)'),
    ofModule(`ref('')`),
    ofModule(`ref('')`, 'prompt.value.trim()', 'user_prompt'),
    ofModule('ref<string>()'),
    ofModule('computed(() => draft.trim())'),
  ].map((one) => ({ ...one, errors: [{ messageId: 'rawContent' as const }] })),
});
