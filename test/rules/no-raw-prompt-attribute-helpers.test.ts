import rule from '../../rules/no-raw-prompt-attribute.ts';
import { eslintRule, ruleTester } from '../rule-tester.ts';

// Functions of the file that put on a span what their caller gives them.

const IMPORTS = `import { trace, type Attributes, type AttributeValue, type Span } from '@opentelemetry/api';\n`;
const PAIR = `setAttr(span, 'gen_ai.prompt', prompt)`;
const REMEDY =
  'Record its length as `gen_ai.prompt.length` instead, or the id of a copy in an access-controlled store.';
const OBJECT = `addAttributes(span, { 'llm.model': 'm', 'gen_ai.prompt': prompt })`;

/** A helper in one line, and a call of it in the line below. */
const called = (helper: string, call = PAIR) =>
  `${IMPORTS}${helper}\nexport function ask(span: Span, prompt: string, captureContent: boolean) { ${call}; }`;
const pair = (body: string, value = 'unknown') =>
  called(`function setAttr(span: Span, key: string, value: ${value}) { ${body} }`);
const object = (body: string) =>
  called(`function addAttributes(span: Span, attributes: Record<string, any>) { ${body} }`, OBJECT);
const method = (body: string, call: string) =>
  `${IMPORTS}export class Run {\n  constructor(private readonly span: Span) {}\n  record(key: string, value: AttributeValue) { ${body} }\n  ask(prompt: string) { ${call}; }\n}`;

/** Bodies that put value under key, sometimes at least. */
const RECORDING = [
  'span.setAttribute(key, value);',
  'span?.setAttribute(key, value as string);',
  'span.setAttributes({ [key]: value });',
  'trace.getActiveSpan()?.setAttribute(key, value);',
  'if (value !== undefined) span.setAttribute(key, value);',
  'if (value === undefined || value === null) return; span.setAttribute(key, value);',
  'if (!span.isRecording()) return; span.setAttribute(key, value);',
  'span.setAttribute(key, String(value));',
  'span.setAttribute(key, JSON.stringify(value));',
  'span.setAttribute(key, value.slice(0, 500));',
  `span.setAttribute(key, \`\${value}\`);`,
  `span.setAttribute(key, value ?? '');`,
  'span.setAttribute(key, truncate(value, 500));',
  `span.setAttribute(key, typeof value === 'string' ? value : JSON.stringify(value));`,
  `const text = typeof value === 'string' ? value : JSON.stringify(value); span.setAttribute(key, text);`,
  `let text = String(value); if (text.length > 99) text = text.slice(0, 99) + '…'; span.setAttribute(key, text);`,
  'if (Array.isArray(value)) span.setAttribute(key, JSON.stringify(value)); else span.setAttribute(key, value);',
  'console.debug(key); span.setAttribute(key, value);',
  'attempt(() => span.setAttribute(key, value));',
];

/** Bodies after which nobody can say that the prompt is on the span. */
const KEEPING = [
  'span.setAttribute(key, redact(value));',
  'span.setAttribute(key, sanitize(value).slice(0, 9));',
  'value = redact(value); span.setAttribute(key, value);',
  'const text = mask(value); span.setAttribute(key, text);',
  'span.setAttribute(key, value.length);',
  'span.setAttribute(key, sha256(value));',
  'span.setAttribute(key, prepare(key, value));',
  'span.setAttribute(key, JSON.stringify(value, withoutContent));',
  `span.setAttribute(key, SECRET.has(key) ? '[gone]' : value);`,
  `span.setAttribute(key, looksSecret(value) ? '' : value);`,
  'if (SECRET.has(key)) return; span.setAttribute(key, value);',
  'if (SECRET.some((one) => one === key)) return; span.setAttribute(key, value);',
  `if (key.startsWith('gen_ai.')) return; span.setAttribute(key, value);`,
  'if (!ALLOWED[key]) return; span.setAttribute(key, value);',
  `switch (key) { case 'a': span.setAttribute(key, value); }`,
  'isAllowed(key) && span.setAttribute(key, value);',
  'if (looksSecret(value)) return; span.setAttribute(key, value);',
  'other.setAttribute(key, value);',
  'cache.set(key, value);',
  'span.setAttribute(normalised, value);',
];

const OBJECT_RECORDING = [
  'span.setAttributes(attributes);',
  'span.setAttributes(attributes ?? {});',
  `span.setAttributes({ 'app.name': 'a', ...attributes });`,
  `span.setAttributes({ ...attributes, 'app.name': 'a' });`,
  `const all = { ...attributes, 'app.name': 'a' }; span.setAttributes(all);`,
  `span.addEvent('gen_ai.step', attributes);`,
  `trace.getTracer('t').startSpan('gen_ai.step', { attributes }).end();`,
  'for (const [key, value] of Object.entries(attributes)) span.setAttribute(key, value);',
  'for (const [key, value] of Object.entries(attributes)) { if (value == null) continue; span.setAttribute(key, String(value)); }',
  'Object.entries(attributes).forEach(([key, value]) => { if (value !== undefined) span.setAttribute(key, value); });',
  'for (const key of Object.keys(attributes)) span.setAttribute(key, attributes[key]);',
  'for (const key of Object.keys(attributes)) { const value = attributes[key]; if (value) span.setAttribute(key, value); }',
];

/** Wrappers of a wrapper that gives its options, or attributes, to a span. */
const INNER = `const inSpan = (name: string, options: SpanOptions, fn: () => void) => trace.getTracer('t').startActiveSpan(name, options, () => fn()); const plain = (name: string, attributes: Attributes) => trace.getTracer('t').startSpan(name, { attributes });`;
const OUTER = [
  'function traced(name: string, options: SpanOptions) { inSpan(name, options, run); }',
  'function traced(name: string, { attributes }: SpanOptions) { inSpan(name, { attributes }, run); }',
  'function traced(name: string, options: SpanOptions) { inSpan(name, { ...options, kind: 1 }, run); }',
  'function traced(name: string, options: SpanOptions) { plain(name, options.attributes ?? {}); }',
  `function traced(name: string, { attributes, ...rest }: SpanOptions) { inSpan(name, { ...rest, attributes: { ...attributes, 'app.x': 1 } }, run); }`,
  'const traced = (name: string, options: SpanOptions) => { const own = { kind: 1, ...options }; inSpan(name, own, run); };',
];
const outer = (wrapper: string) =>
  called(`${INNER} ${wrapper}`, `traced('gen_ai.step', { attributes: { 'gen_ai.prompt': prompt } })`).replace(
    'type Span }',
    'type Span, type SpanOptions }',
  );

const OBJECT_KEEPING = [
  'span.setAttributes(scrub(attributes));',
  'scrub(attributes); span.setAttributes(attributes);',
  `delete attributes['gen_ai.prompt']; span.setAttributes(attributes);`,
  `attributes['gen_ai.prompt'] = '[gone]'; span.setAttributes(attributes);`,
  `span.setAttributes({ ...attributes, 'gen_ai.prompt': '[gone]' });`,
  `const all = { ...attributes, 'gen_ai.prompt': '[gone]' }; span.setAttributes(all);`,
  `span.setAttributes({ ...attributes, [key]: '[gone]' });`,
  `const all = { ...attributes }; all['gen_ai.prompt'] = '[gone]'; span.setAttributes(all);`,
  `const { 'gen_ai.prompt': gone, ...rest } = attributes; span.setAttributes(rest);`,
  'for (const [key, value] of Object.entries(attributes)) if (!SECRET.has(key)) span.setAttribute(key, value);',
  'for (const [key, value] of Object.entries(attributes)) span.setAttribute(key, redact(value));',
  'for (const [key, value] of Object.entries(attributes).filter(isAllowed)) span.setAttribute(key, value);',
  'Object.entries(attributes).forEach(([key, value]) => { if (ALLOWED.includes(key)) span.setAttribute(key, value); });',
  'for (const key of ALLOWED) span.setAttribute(key, attributes[key]);',
  'other.setAttributes(attributes);',
];

ruleTester.run('no-raw-prompt-attribute through helpers', eslintRule(rule), {
  valid: [
    ...KEEPING.map((body) => ({ name: `not sure: ${body}`, code: pair(body) })),
    ...OBJECT_KEEPING.map((body) => ({ name: `not sure: ${body}`, code: object(body) })),
    ...[
      'function traced(name: string, options: SpanOptions) { scrub(options); inSpan(name, options, run); }',
      'function traced(name: string, options: SpanOptions) { inSpan(name, { ...options, attributes: {} }, run); }',
      `function traced(name: string, { attributes }: SpanOptions) { plain(name, { ...attributes, 'gen_ai.prompt': '[gone]' }); }`,
    ].map((wrapper) => ({ name: `a wrapper of a wrapper that keeps it: ${wrapper}`, code: outer(wrapper) })),
    {
      name: 'a helper itself is silent, whatever its callers give',
      code: `${IMPORTS}export function setAttr(span: Span, key: string, value: string) { span.setAttribute(key, value); }`,
    },
    {
      name: 'an innocent key',
      code: pair('span.setAttribute(key, value);').replace('gen_ai.prompt', 'gen_ai.prompt.name'),
    },
    {
      name: 'a safe value',
      code: called(
        'function setAttr(span: Span, key: string, value: AttributeValue) { span.setAttribute(key, value); }',
        `setAttr(span, 'gen_ai.prompt', prompt.length); setAttr(span, 'gen_ai.prompt', redact(prompt))`,
      ),
    },
    { name: 'a parameter that is a number', code: pair('span.setAttribute(key, value);', 'number') },
    {
      name: 'a parameter that is given nothing',
      code: called(
        'function setAttr(span: Span, key: string, value = "") { span.setAttribute(key, value); }',
        `setAttr(span, 'gen_ai.prompt')`,
      ),
    },
    {
      name: 'an element of a page in the place of the span',
      code: `${IMPORTS}function setAttr(element: Element, key: string, value: string) { element.setAttribute(key, value); }\nexport const ask = (element: Element, prompt: string) => setAttr(element, 'gen_ai.prompt', prompt);`,
    },
    {
      name: 'a span of nobody knows whom',
      code: `function setAttr(span: any, key: string, value: string) { span.setAttribute(key, value); }\nexport const ask = (span: any, prompt: string) => setAttr(span, 'gen_ai.prompt', prompt);`,
    },
    {
      name: 'a function of the same name',
      code: `${IMPORTS}import { record } from './store';\nfunction setAttr(span: Span, key: string, value: string) { span.setAttribute(key, value); }\nexport function ask(span: Span, prompt: string) {\n  const setAttr = record;\n  setAttr(span, 'gen_ai.prompt', prompt);\n}`,
    },
    {
      name: 'a method that redacts',
      code: method('this.span.setAttribute(key, redact(value));', `this.record('llm.prompt', prompt)`),
    },
    {
      name: 'a method of the same name of another class',
      code: `${method('this.span.setAttribute(key, value);', '')}\nclass Store { record(key: string, value: string) { save(key, value); } }\nexport const ask = (store: Store, prompt: string) => store.record('llm.prompt', prompt);`,
    },
    {
      name: 'a switch that the team agreed to, in the helper',
      code: called(
        'function setAttr(span: Span, key: string, value: string) { if (!config.captureContent) return; span.setAttribute(key, value); }',
      ),
      settings: { 'span-contract': { contract: { version: 1, extends: ['agent'], captureGates: ['captureContent'] } } },
    },
  ],
  invalid: [
    ...RECORDING.map((body) => ({
      name: body,
      code: pair(body),
      errors: [{ messageId: 'passedContent' as const, line: 3, column: 76, endColumn: 114, suggestions: [] }],
    })),
    ...OBJECT_RECORDING.map((body) => ({
      name: body,
      code: object(body),
      errors: [{ messageId: 'passedContent' as const, line: 3, column: 116, endColumn: 139, suggestions: [] }],
    })),
    ...OUTER.map((wrapper) => ({
      name: `a wrapper of a wrapper: ${wrapper}`,
      code: outer(wrapper),
      errors: [{ messageId: 'passedContent' as const, line: 3, column: 114, endColumn: 137, suggestions: [] }],
    })),
    {
      name: 'the message names the function that puts it on the span',
      code: pair('span.setAttribute(key, value);'),
      errors: [
        {
          messageId: 'passedContent',
          data: { helper: '`setAttr`', key: '`gen_ai.prompt`', value: '`prompt`', remedy: REMEDY, gate: '``' },
        },
      ],
    },
    {
      name: 'a method of the class, and one of a thing of that class',
      code: `${method('this.span.setAttribute(key, value);', `this.record('llm.prompt', prompt)`)}\nexport const ask = (run: Run, prompt: string) => run.record('llm.prompt', prompt);`,
      errors: [
        {
          messageId: 'passedContent',
          data: {
            helper: '`this.record`',
            key: '`llm.prompt`',
            value: '`prompt`',
            remedy:
              'Record its length as `llm.prompt.length` instead, or the id of a copy in an access-controlled store.',
            gate: '``',
          },
          line: 5,
          column: 25,
        },
        { messageId: 'passedContent', line: 7, column: 50 },
      ],
    },
    {
      name: 'a key that the helper completes',
      code: called(
        `const setAttr = (span: Span, key: string, value: unknown) => span.setAttribute(\`gen_ai.\${key}\`, String(value));`,
        `setAttr(span, 'prompt', prompt); setAttr(span, 'model', prompt)`,
      ),
      errors: [{ messageId: 'passedContent', column: 76, endColumn: 107 }],
    },
    {
      name: 'one object with key and value',
      code: called(
        'function setAttr({ span, key, value }: { span: Span; key: string; value: string }) { span.setAttribute(key, value); }',
        `setAttr({ span, key: 'gen_ai.prompt', value: prompt })`,
      ),
      errors: [{ messageId: 'passedContent', line: 3, column: 76 }],
    },
    {
      name: 'a helper of a helper',
      code: called(
        'const put = (span: Span, key: string, value: unknown) => { span.setAttribute(key, String(value)); }; function setAttr(span: Span, key: string, value: unknown) { put(span, key, value); }',
      ),
      errors: [{ messageId: 'passedContent', line: 3, column: 76 }],
    },
    {
      name: 'attributes of a wrapper of the file',
      code: called(
        `const traced = (name: string, attributes: Attributes) => trace.getTracer('t').startSpan(name, { attributes });`,
        `traced('gen_ai.step', { 'gen_ai.prompt': prompt })`,
      ),
      errors: [{ messageId: 'passedContent', line: 3, column: 100 }],
    },
    {
      name: 'an innocent key, but the value goes into a model',
      code: `import OpenAI from 'openai';\n${IMPORTS}const openai = new OpenAI();\nfunction setAttr(span: Span, key: string, value: string) { span.setAttribute(key, value); }\nexport async function ask(span: Span, q: string) {\n  setAttr(span, 'debug.q', q);\n  await openai.chat.completions.create({ model: 'gpt-4o', messages: [{ role: 'user', content: q }] });\n}`,
      errors: [
        {
          messageId: 'passedValue',
          data: {
            helper: '`setAttr`',
            key: '`debug.q`',
            value: '`q`',
            remedy: REMEDY.replace('gen_ai.prompt', 'debug.q'),
            gate: '``',
          },
        },
      ],
    },
    {
      name: 'a switch in the helper, and one at the call',
      code: called(
        'function setAttr(span: Span, key: string, value: string) { if (config.captureContent) span.setAttribute(key, value); }',
      ),
      errors: [
        {
          messageId: 'passedGated',
          data: {
            helper: '`setAttr`',
            key: '`gen_ai.prompt`',
            value: '`prompt`',
            remedy: REMEDY,
            gate: '`captureContent`',
          },
        },
      ],
    },
    {
      name: 'a helper that has a content key of its own is its own fault',
      code: called(
        `function setPrompt(span: Span, value: string) { span.setAttribute('gen_ai.prompt', value); }`,
        'setPrompt(span, prompt)',
      ),
      errors: [
        {
          messageId: 'rawContent',
          line: 2,
          suggestions: [
            {
              messageId: 'suggestLength',
              output: `${IMPORTS}function setPrompt(span: Span, value: string) { span.setAttribute('gen_ai.prompt.length', value.length); }\nexport function ask(span: Span, prompt: string, captureContent: boolean) { setPrompt(span, prompt); }`,
            },
          ],
        },
      ],
    },
  ],
});
