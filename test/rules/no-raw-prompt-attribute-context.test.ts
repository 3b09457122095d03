import rule from '../../rules/no-raw-prompt-attribute.ts';
import { eslintRule, ruleTester } from '../rule-tester.ts';

/** What else is on the span, in the file, or known of the library tells what a plain key holds. */

const SPAN = `import { trace, type Span } from '@opentelemetry/api';\nconst tracer = trace.getTracer('a');\n`;
/** Recordings on a span whose name says nothing. */
const on = (recordings: string, before = '') => ({
  name: `${before}${recordings}`,
  code: `${SPAN}${before}export function f(span: Span, step: any, x: any) {\n  ${recordings}\n}`,
});
const found = (recordings: string, column?: number, before = '') => ({
  ...on(recordings, before),
  errors: [{ messageId: 'rawContent' as const, ...(column === undefined ? {} : { column }) }],
});
const MARK = `span.setAttribute('openinference.span.kind', 'LLM');`;

ruleTester.run('no-raw-prompt-attribute: plain keys beside an attribute of AI', eslintRule(rule), {
  valid: [
    on(`span.setAttribute('input', x.input); span.setAttribute('span.kind', 'LLM');`),
    on(`${MARK} span.setAttribute('input', x.kind);`),
    on(`${MARK} span.setAttribute('input', x);`),
    on(`${MARK} span.setAttribute('input', JSON.stringify({ n: x.length }));`),
    on(`${MARK} span.setAttribute('input.type', x.input);`),
    on(`${MARK} span.setAttribute('result', JSON.stringify(x));`),
    on(`${MARK} span.setAttribute('sql.query', x.query);`),
    on(`${MARK} x.span.setAttribute('input', x.input);`),
    on(`${MARK} tracer.startSpan('a.b').setAttribute('input', x.input);`),
    on(`span.addEvent('a.b', { 'gen_ai.system': 'x' }); span.setAttribute('input', x.input);`),
    {
      name: 'a span of the same name in another function',
      code: `${SPAN}class A {\n  span: any = tracer.startSpan('a.b');\n  m(span: Span) { ${MARK} }\n  n(span: Span, x: any) { span.setAttribute('input', x.input); }\n  o() { trace.getActiveSpan()?.setAttribute('llm.model_name', 'a'); }\n  p(x: any) { trace.getActiveSpan()?.setAttribute('input', x.input); }\n}`,
    },
  ],
  invalid: [
    found(`${MARK} span.setAttribute('input', x.input);`, 56),
    found(`${MARK} span.setAttribute('output', x.response);`),
    found(`${MARK} span.setAttribute('output', JSON.stringify(x));`),
    found(`span.setAttribute('input', x.input); span.setAttribute('gen_ai.operation.name', 'chat');`, 3),
    found(`span.setAttributes({ 'langfuse.observation.type': 'generation', input: x.input });`),
    found(`tracer.startSpan('a.b', { attributes: { 'openinference.span.kind': x.kind, question: x.question } });`),
    found(`${MARK} span.addEvent('a.b', { input: x.input });`),
    found(
      `const s = tracer.startSpan('a.b'); s.setAttribute('gen_ai.system', 'x'); s.setAttribute('step.output', x.output);`,
    ),
    {
      name: 'keys of constants',
      code: `import { SemanticConventions } from '@arizeai/openinference-semantic-conventions';\n${SPAN}export function f(span: Span, x: any) {\n  span.setAttribute(SemanticConventions.OPENINFERENCE_SPAN_KIND, 'LLM');\n  span.setAttribute('output', x.output);\n}`,
      errors: [{ messageId: 'rawContent', line: 6 }],
    },
    {
      name: 'a span that only its text tells',
      code: `${SPAN}export function f(x: any) {\n  trace.getActiveSpan()?.setAttribute('llm.model_name', 'a');\n  trace.getActiveSpan()?.setAttribute('input', x.input);\n}`,
      errors: [{ messageId: 'rawContent', line: 5 }],
    },
  ],
});

ruleTester.run('no-raw-prompt-attribute: what was said up to a step', eslintRule(rule), {
  valid: [
    on(`span.setAttribute('step.messages', JSON.stringify(step.messages));`),
    on(`span.setAttribute('step.messages', step.messages.length);`, 'class Agent {}\n'),
    on(`span.setAttribute('step.messages', JSON.stringify(step.kinds));`, 'class Agent {}\n'),
    on(`span.setAttribute('step.result', JSON.stringify(step.messages));`, 'class Agent {}\n'),
    on(`span.setAttribute('queue.messages', JSON.stringify(step.messages));`, 'class Agent {}\n'),
    on(`span.setAttribute('messages', JSON.stringify(step.messages));`, 'class Agent {}\n'),
  ],
  invalid: [
    found(`span.setAttribute('step.messages', JSON.stringify(step.messages));`, 3, 'class Agent {}\n'),
    found(`span.setAttribute('turn.history', JSON.stringify(x.history));`, 3, 'const llm = 1;\n'),
    found(`tracer.startSpan('agent.run', { attributes: { 'step.messages': JSON.stringify(step.messages) } });`),
  ],
});

const OPENINFERENCE = `import { traceTool, withSpan, observe, getInputAttributes, getRetrieverAttributes, getDocumentAttributes } from '@arizeai/openinference-core';\ndeclare function run(...all: any[]): any;\n`;
const traced = (options: string, before = '') => ({
  name: `${before}traceTool with ${options}`,
  code: `${OPENINFERENCE}${before}export const tool = traceTool(run, ${options});`,
});
const plain = (code: string) => ({ name: code, code: `${OPENINFERENCE}${code}` });

ruleTester.run('no-raw-prompt-attribute: functions of OpenInference', eslintRule(rule), {
  valid: [
    traced(`{ processInput: () => ({}), processOutput: () => ({}) }`),
    traced(`{ processInput: (prompt) => ({ 'input.value': redact(prompt) }) }`),
    traced(`{ processInput: (prompt) => ({ 'input.length': prompt.length }) }`),
    traced(`{ processOutput: (answer) => getInputAttributes(redact(answer)) }`),
    traced(`{ processOutput: other }`),
    traced(`{ beforeInput: (prompt) => ({ 'input.value': prompt }) }`),
    plain(`getRetrieverAttributes({ documents: x.map((one) => ({ id: one.id, score: one.score })) });`),
    plain(`getDocumentAttributes({ id: x.id, score: 3 }, 0, 'reranker.input_documents');`),
    plain(`getDocumentAttributes({ content: redact(text) }, 0, 'reranker.input_documents');`),
  ],
  invalid: [
    {
      ...traced(`{ processInput: (prompt) => ({ 'input.value': prompt }) }`),
      errors: [{ messageId: 'rawContent', line: 3, column: 67 }],
    },
    {
      ...traced(`{ processOutput: told }`, `function told(x) { return { 'output.value': JSON.stringify(x) }; }\n`),
      errors: [{ messageId: 'rawContent', line: 3 }],
    },
    {
      ...traced(`{ processOutput(answer) { return getInputAttributes(answer); } }`),
      errors: [{ messageId: 'rawParameter', line: 3 }],
    },
    {
      ...plain(`class A { @observe({ processInput: (...args) => ({ 'llm.prompt': args[0] }) }) m() {} }`),
      errors: [{ messageId: 'rawContent', line: 3 }],
    },
    { ...plain(`getRetrieverAttributes({ documents });`), errors: [{ messageId: 'rawParameter' }] },
    {
      ...plain(`getRetrieverAttributes({ documents: x.map((one) => ({ id: one.id, content: one.text })) });`),
      errors: [{ messageId: 'rawParameter' }],
    },
    {
      ...plain(`getDocumentAttributes({ content: x.text, id: x.id }, 0, 'reranker.input_documents');`),
      errors: [
        {
          messageId: 'rawParameter',
          data: {
            key: '`*.document.content`',
            value: '`x.text`',
            remedy: 'Leave it out, or give its length.',
            gate: '``',
          },
        },
      ],
    },
  ],
});

const LANGFUSE = `import { startActiveObservation, updateActiveTrace, type LangfuseSpan } from '@langfuse/tracing';\n`;

ruleTester.run('no-raw-prompt-attribute: what Langfuse keeps of a trace', eslintRule(rule), {
  valid: [
    `${LANGFUSE}updateActiveTrace({ userId, sessionId, output: answer.length });`,
    `${LANGFUSE}export const f = (span: LangfuseSpan) => span.updateTrace({ input: redact(prompt), tags: ['a'] });`,
    `${LANGFUSE}export const f = (span: any, prompt: any) => span.updateTrace({ input: prompt });`,
  ],
  invalid: [
    `updateActiveTrace({ input: prompt });`,
    `export const f = (span: LangfuseSpan) => span.updateTrace({ output: answer });`,
    `export const f = (span: LangfuseSpan) => span.setTraceIO({ input: prompt });`,
    `export const f = (span: LangfuseSpan) => span.update({ input: prompt });`,
    `startActiveObservation('a.b', async (span) => { span.updateTrace({ input: prompt }); });`,
  ].map((code) => ({ name: code, code: LANGFUSE + code, errors: [{ messageId: 'rawParameter' as const, line: 2 }] })),
});
