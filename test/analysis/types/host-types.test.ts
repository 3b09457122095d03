import { mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import * as parser from '@typescript-eslint/parser';
import { ESLint } from 'eslint';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import plugin from '../../../src/plugin.ts';

// A project whose tracers and names come out of things that no file of its own tells: declarations of a package, contexts, generics.

const PACKAGE = `import type { Span, Tracer, TracerProvider } from '@opentelemetry/api';
import type { Tracer as OtherTracer } from 'dd-trace';
export declare const kit: { readonly tools: { one: Tracer }; provider(): TracerProvider; readonly other: OtherTracer };
export declare function withTools<T>(run: (tools: { t: Tracer; s: Span }) => T): T;
export declare function lookUp(): Tracer | undefined;
export declare function collect(): { startSpan(name: string): void };
export type Kind = 'search' | 'fetch';
export type BadKind = 'Search' | 'fetch';
export declare enum Step { Plan = 'plan', Act = 'act' }
export declare function kindOf(value: unknown): Kind;
export declare function labelOf(value: unknown): string;
export interface Tool { readonly topic: Kind; readonly badTopic: BadKind; readonly step: Step; readonly tries: 1 | 2; readonly retry: boolean; readonly title: string; readonly open: Kind | (string & {}) }
`;

let root: string;

beforeAll(() => {
  root = realpathSync(mkdtempSync(path.join(tmpdir(), 'span-contract-types-')));
  const write = (file: string, text: string) => {
    mkdirSync(path.dirname(path.join(root, file)), { recursive: true });
    writeFileSync(path.join(root, file), text);
  };
  write(
    'tsconfig.json',
    '{ "compilerOptions": { "strict": true, "module": "nodenext", "types": [], "skipLibCheck": true }, "include": ["src", "corpus"] }',
  );
  write('package.json', '{ "type": "module" }');
  write('src/agent.ts', '');
  write('src/plain.ts', '');
  write('node_modules/@acme/kit/package.json', '{ "name": "@acme/kit", "types": "index.d.ts" }');
  write('node_modules/@acme/kit/index.d.ts', PACKAGE);
  write('node_modules/dd-trace/package.json', '{ "name": "dd-trace", "types": "index.d.ts" }');
  write('node_modules/dd-trace/index.d.ts', 'export interface Tracer { startSpan(name: string): void }\n');
  mkdirSync(path.join(root, 'node_modules/@opentelemetry'));
  symlinkSync(
    path.join(import.meta.dirname, '../../../node_modules/@opentelemetry/api'),
    path.join(root, 'node_modules/@opentelemetry/api'),
  );
});
afterAll(() => {
  rmSync(root, { recursive: true, force: true });
});

interface Asked {
  readonly types?: unknown;
  /** Whether the host parses with type information. */
  readonly program?: boolean;
  readonly file?: string;
  readonly contract?: object;
}

/** `line rule message` of all rules. */
async function lint(code: string, { types = 'auto', program = true, file = 'src/agent.ts', contract }: Asked = {}) {
  const eslint = new ESLint({
    cwd: root,
    overrideConfigFile: true,
    overrideConfig: [
      plugin.configs.strict,
      {
        files: ['**/*.ts'],
        languageOptions: { parser, parserOptions: program ? { projectService: true, tsconfigRootDir: root } : {} },
        settings: { 'span-contract': { types, ...(contract ? { contract } : {}) } },
      },
    ],
  });
  const [result] = await eslint.lintText(code, { filePath: path.join(root, file) });
  return (result?.messages ?? []).map(
    ({ line, ruleId, message }) => `${String(line)} ${String(ruleId).replace('span-contract/', '')}: ${message}`,
  );
}

const short = (lines: readonly string[]) => lines.map((line) => line.split('. ')[0]);

describe('a receiver whose type a package of OpenTelemetry declares', () => {
  const bad = async (code: string, asked?: Asked) => short(await lint(code, asked));
  const found = (line: number) => [
    `${String(line)} span-name-format: The span name \`badName\` has upper-case letters, and no namespace before a dot`,
  ];

  test.each([
    ['a property of a package', `import { kit } from '@acme/kit';\nkit.tools.one.startSpan('badName');`],
    ['what a method gives', `import { kit } from '@acme/kit';\nkit.provider().getTracer('x').startSpan('badName');`],
    [
      'a parameter by its context',
      `import { withTools } from '@acme/kit';\nwithTools(({ t }) => t.startSpan('badName'));`,
    ],
    ['a span by its context', `import { withTools } from '@acme/kit';\nwithTools(({ s }) => s.updateName('badName'));`],
    ['one that may be missing', `import { lookUp } from '@acme/kit';\nlookUp()?.startSpan('badName');`],
  ])('%s', async (_, code) => {
    expect(await bad(code, { types: 'off' })).toEqual([]);
    expect(await bad(code)).toEqual(found(2));
    expect(await bad(code, { program: false })).toEqual([]);
  });

  test('records content', async () => {
    const code = `import { withTools } from '@acme/kit';\nexport const run = (prompt: string) => withTools(({ s: span }) => span.setAttribute('gen_ai.prompt', prompt));`;
    expect(await lint(code, { types: 'off' })).toEqual([]);
    expect((await lint(code)).map((line) => line.slice(0, 26))).toEqual(['2 no-raw-prompt-attribute:']);
  });

  test('the texts of its name are judged, where its type is a list of them', async () => {
    const code = `import { kit, type Tool } from '@acme/kit';
export const run = (tool: Tool) => {
  kit.tools.one.startSpan(tool.badTopic);
  kit.tools.one.startSpan(\`agent.\${tool.topic}\`);
  kit.tools.one.startSpan(\`agent.\${tool.title}\`);
};`;
    expect(short(await lint(code))).toEqual([
      '3 span-name-format: Of the names that this span can have, `Search` and `fetch` break the notation: `Search` has upper-case letters, and no namespace before a dot',
      '5 no-variable-span-name: The span name `agent.${tool.title}` varies with `tool.title`: every value becomes a span name of its own',
    ]);
  });

  test.each([
    [
      'a type of the project',
      `class Tracer { startSpan(name: string) { return name; } }\nexport const run = (tools: { one: Tracer }) => tools.one.startSpan('badName');`,
    ],
    ['a type of another package', `import { collect } from '@acme/kit';\ncollect().startSpan('badName');`],
    ['another tracing library', `import { kit } from '@acme/kit';\nkit.other.startSpan('badName');`],
    ['any', `declare const tools: any;\ntools.one.startSpan('badName');`],
  ])('silent: %s', async (_, code) => {
    expect(await bad(code)).toEqual([]);
  });

  test('one that is only named like a tracer, and another tracing library declares its type', async () => {
    const code = `import { SpanKind } from '@opentelemetry/api';\nimport { kit } from '@acme/kit';\nexport const run = (tracer = kit.other) => [tracer.startSpan('badName'), SpanKind];`;
    expect(await bad(code, { types: 'off' })).toEqual(found(3));
    expect(await bad(code)).toEqual([]);
  });
});

describe('a part of a name whose type is a closed list', () => {
  const code = (part: string) => `import { trace } from '@opentelemetry/api';
import { kindOf, labelOf, type Tool } from '@acme/kit';
const tracer = trace.getTracer('x');
declare const isTopic: (text: string) => text is 'search' | 'plan';
export function run<K extends Tool['topic']>(tool: Tool, generic: { of: K }, page: { name: string }) {
  tracer.startSpan(\`agent.\${${part}}\`);
  return [kindOf(tool), labelOf(generic), page];
}`;
  const variable = async (part: string, asked?: Asked) => (await lint(code(part), asked)).length;

  test.each([
    ['texts', 'tool.topic'],
    ['members of an enum', 'tool.step'],
    ['numbers', 'tool.tries'],
    ['true and false', 'tool.retry'],
    ['a type parameter', 'generic.of'],
    ['a changed text', 'tool.topic.toUpperCase()'],
    ['a text that a function of the code tested', `(isTopic(page.name) ? page.name : 'other')`],
  ])('is no data: %s', async (_, part) => {
    expect(await variable(part, { types: 'off' })).toBe(1);
    expect(await variable(part)).toBe(0);
    expect(await variable(part, { program: false })).toBe(1);
  });

  test.each([
    ['a text', 'tool.title'],
    ['a list that is left open', 'tool.open'],
  ])('is data: %s', async (_, part) => {
    expect(await variable(part)).toBe(1);
  });

  test('its texts are not held against a span that is seen without types', async () => {
    expect(await lint(code('tool.badTopic'))).toEqual([]);
  });

  test('a name that the contract replaces is an old one all the same', async () => {
    const contract = {
      version: 1,
      spans: { 'agent.tool.call': { attributes: { 'tool.name': {} }, replaces: ['agent.{tool.name}'] } },
    };
    const lines = await lint(code('tool.topic'), { contract });
    expect(lines.map((line) => line.split(':')[0])).toEqual(['6 no-variable-span-name']);
  });
});

test('a word that the setting does not know is one clear finding', async () => {
  const code = `import { trace } from '@opentelemetry/api';\ntrace.getTracer('x').startSpan('badName');`;
  expect((await lint(code, { types: 'on' })).map((line) => line.replace(/^\S+ \S+ /, ''))).toEqual([
    "settings['span-contract'].types is 'on'. Write 'auto' to ask the type checker, or 'off'. Nothing was checked.",
  ]);
});

interface Case {
  readonly id: string;
  readonly file: string;
  readonly contract: object | null;
}

describe('types never contradict what is seen without them', () => {
  const corpus = path.join(import.meta.dirname, '../../cases/corpus');
  const cases = readFileSync(path.join(corpus, 'cases.jsonl'), 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Case)
    .filter(({ file }) => file.endsWith('.ts'));

  test.each(cases)('the corpus, $id', async ({ file, contract }) => {
    const code = readFileSync(path.join(corpus, file), 'utf8');
    const asked = { file: 'src/plain.ts', ...(contract ? { contract } : {}) };
    expect(await lint(code, { ...asked, types: 'auto' })).toEqual(await lint(code, { ...asked, types: 'off' }));
  });

  test('programs put together at random', { timeout: 120_000 }, async () => {
    const part = fc.constantFrom('tool.topic', 'tool.badTopic', 'tool.title', 'tool.retry', 'id', `'Fixed'`);
    const name = fc
      .array(
        fc.oneof(
          part.map((one) => `\${${one}}`),
          fc.constantFrom('agent.', 'Call ', '_'),
        ),
        { minLength: 1, maxLength: 4 },
      )
      .map((parts) => `\`${parts.join('')}\``);
    const receiver = fc.constantFrom(
      'tracer',
      'kit.tools.one',
      'kit.other',
      'trace.getTracer("x")',
      'collect()',
      'wrap',
    );
    const call = fc
      .tuple(receiver, name)
      .map(([on, text]) => `  ${on === 'wrap' ? 'wrap' : `${on}.startSpan`}(${text});`);
    const program = fc
      .array(call, { minLength: 1, maxLength: 6 })
      .map((calls) =>
        [
          `import { trace } from '@opentelemetry/api';`,
          `import { collect, kit, type Tool } from '@acme/kit';`,
          `const tracer = trace.getTracer('x');`,
          'const wrap = (label: string) => tracer.startSpan(label);',
          `export function run(tool: Tool, id: string) {`,
          ...calls,
          '}',
          'export { collect, kit, wrap };',
        ].join('\n'),
      );
    await fc.assert(
      fc.asyncProperty(program, async (code) => {
        const off = await lint(code, { types: 'off' });
        const onlyTyped = code.split('\n').flatMap((line, i) => (line.includes('kit.tools') ? [String(i + 1)] : []));
        const place = (line: string) => line.split(':')[0] ?? '';
        const added = (await lint(code)).filter((line) => !off.map(place).includes(place(line)));
        expect(added.filter((line) => !onlyTyped.includes(line.split(' ')[0] ?? ''))).toEqual([]);
      }),
      { numRuns: 60 },
    );
  });
});
