import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import * as parser from '@typescript-eslint/parser';
import { Linter } from 'eslint';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import plugin from '../src/plugin.ts';

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'span-contract-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

const FAULTY = `import { trace } from '@opentelemetry/api';
export const run = (id: string) => trace.getTracer('t').startSpan(\`run_\${id}\`).end();
`;

/** What ESLint reports on a file of the folder, `line:column rule message`. */
function lint(code: string, settings: object = {}, file = 'a.ts', config: Linter.Config = plugin.configs.recommended) {
  const linter = new Linter({ cwd: folder });
  return linter
    .verify(
      code,
      [{ files: ['**/*.ts'], languageOptions: { parser } }, config, { settings: { 'span-contract': settings } }],
      path.join(folder, file),
    )
    .map(({ line, column, ruleId, message }) => `${String(line)}:${String(column)} ${ruleId ?? 'fatal'} ${message}`);
}

describe('what people keep in suppression files and configs', () => {
  test('rule ids and message ids', () => {
    const ids = Object.entries(plugin.rules).map(([rule, { meta }]) => [rule, Object.keys(meta?.messages ?? {})]);
    expect(Object.fromEntries(ids)).toEqual({
      'known-span-name': [
        'replacedName',
        'replacedPart',
        'replacedAround',
        'replacedGiven',
        'replacedData',
        'replacedEvent',
        'didYouMean',
        'didYouMeanPart',
        'unlisted',
        'contractFault',
        'explained',
      ],
      'no-raw-prompt-attribute': [
        'rawContent',
        'rawParameter',
        'rawValue',
        'gatedContent',
        'passedContent',
        'passedValue',
        'passedGated',
        'unlistedRedactor',
        'passedUnlisted',
        'rawStatus',
        'rawException',
        'suggestLength',
        'suggestRemoval',
        'contractFault',
        'explained',
      ],
      'no-span-in-hot-loop': [
        'spanPerItem',
        'spanPerRound',
        'spanPerItemThroughFunction',
        'contractFault',
        'explained',
      ],
      'no-variable-span-name': [
        'variableName',
        'variableRename',
        'recordedName',
        'recordedRename',
        'replacedName',
        'replacedRecorded',
        'unrecordedHole',
        'suggestReplacement',
        'contractFault',
        'explained',
      ],
      'require-provider-shutdown': [
        'neverShutDown',
        'neverShutDownAnywhere',
        'endingNeverCalled',
        'neverEnded',
        'neverFlushed',
        'exporterOnly',
        'unreachable',
        'staysOnPage',
        'neverShutDownBeforeExit',
        'unreachableBeforeExit',
        'neverShutDownInScript',
        'unreachableInScript',
        'neverShutDownInMain',
        'unreachableInMain',
        'lostByExit',
        'lostInExitListener',
        'passedByExit',
        'contractFault',
        'explained',
      ],
      'span-name-format': [
        'badName',
        'badNames',
        'replacedName',
        'replacedPart',
        'replacedGiven',
        'replacedData',
        'emptyName',
        'roleInName',
        'unwritten',
        'unwrittenNameless',
        'addedText',
        'addedElsewhere',
        'suggestName',
        'suggestPart',
        'suggestWritten',
        'contractFault',
        'explained',
      ],
    });
  });

  test('every rule has a page, a schema that knows its defaults, and the language it is for', () => {
    for (const [rule, { meta }] of Object.entries(plugin.rules)) {
      expect(meta?.docs?.url).toMatch(new RegExp(`/docs/rules/${rule}\\.md$`));
      expect(meta?.languages).toEqual(['js/js']);
      const [schema] = meta?.schema as [{ properties: object }];
      const [defaults] = meta?.defaultOptions as [object];
      expect(Object.keys(defaults)).toEqual(Object.keys(schema.properties));
    }
  });

  test('both configs name themselves and hold all rules', () => {
    expect(plugin.configs.recommended.name).toBe('span-contract/recommended');
    expect(plugin.configs.strict.name).toBe('span-contract/strict');
    const all = Object.keys(plugin.rules).map((rule) => `span-contract/${rule}`);
    expect(Object.keys(plugin.configs.recommended.rules ?? {})).toEqual(all);
    expect(Object.keys(plugin.configs.strict.rules ?? {})).toEqual(all);
  });
});

describe('a file', () => {
  test('with a fault of its contract is reported once, by the first enabled rule', () => {
    writeFileSync(path.join(folder, 'span-contract.yaml'), 'version: 1\nspan: {}\n');
    const [only, ...more] = lint(FAULTY);
    expect(more).toEqual([]);
    expect(only).toMatch(
      /^1:1 span-contract\/known-span-name \S+span-contract\.yaml:2:1: unknown key `span`: did you mean `spans`\? Nothing was checked\.$/,
    );
    const last: Linter.Config = {
      plugins: { 'span-contract': plugin },
      rules: { 'span-contract/span-name-format': 'error' },
    };
    expect(lint(FAULTY, {}, 'a.ts', last)).toHaveLength(1);
  });

  test('that has nothing to do with spans does not suffer from a broken contract', () => {
    writeFileSync(path.join(folder, 'span-contract.yaml'), 'version: 9\n');
    expect(lint('export const el = document.body; el.setAttribute("gen_ai.prompt", el.id);')).toEqual([]);
  });

  test('is read where only a wrapper of the contract stands in it', () => {
    const wrappers = [{ module: '@acme/spans', export: 'inSpan', name: 0 }];
    const code = `import { inSpan } from '@acme/spans';\ninSpan('LLMCall', () => 1);\n`;
    expect(lint(code)).toEqual([]);
    const [only, ...more] = lint(code, { contract: { version: 1, extends: ['agent'], wrappers } });
    expect(only).toMatch(/^2:8 span-contract\/span-name-format .*`LLMCall`/);
    expect(more).toEqual([]);
  });

  test('that does not parse is left to ESLint', () => {
    const [only, ...more] = lint('import { trace } from "@opentelemetry/api";\ntrace.getTracer("t").startSpan(`a${');
    expect(only).toMatch(/^2:\d+ fatal Parsing error/);
    expect(more).toEqual([]);
  });

  test('with a BOM and CRLF is reported where it stands', () => {
    const [only] = lint(`\uFEFF${FAULTY.replaceAll('\n', '\r\n')}`);
    expect(only).toMatch(/^2:67 span-contract\/no-variable-span-name/);
  });
});

describe('the setting explain', () => {
  const say = (code: string, file = 'a.ts') =>
    lint(code, { explain: true }, file).filter((line) => line.includes(' span-contract: '));

  test('says which contract applies, and of each call that looks like a span why it was or was not seen as one', () => {
    const code = `import { trace } from '@opentelemetry/api';
const tracer = trace.getTracer('t');
export function f(pool: { startSpan(n: string): void }, ready: boolean, id: string, open: any, name: string) {
  tracer.startSpan(ready ? 'agent.a' : 'agent.b').end();
  tracer.startSpan(\`run_\${id}\`).end();
  pool.startSpan('x');
  open.startSpan('y');
  tracer.startSpan(open.name).end();
}
export const inSpan = (name: string) => tracer.startSpan(name);
`;
    const rule = 'span-contract/known-span-name span-contract:';
    expect(say(code)).toEqual([
      `1:1 ${rule} no contract file was found, so the preset \`agent\` applies.`,
      `4:3 ${rule} an OpenTelemetry span call (startSpan), certain. Its name is \`agent.a\` or \`agent.b\`.`,
      `5:3 ${rule} an OpenTelemetry span call (startSpan), certain. Its name is \`run_{id}\`.`,
      `6:3 ${rule} not taken for a span call, because its receiver is shown to be something other than an OpenTelemetry tracer or span.`,
      `7:3 ${rule} not taken for a span call, because this file does not show where its receiver comes from, and the receiver is not named like a tracer beside an OpenTelemetry import.`,
      `8:3 ${rule} an OpenTelemetry span call (startSpan), certain. Its name is \`{open.name}\`.`,
      `10:41 ${rule} an OpenTelemetry span call (startSpan), certain. Its name is a parameter, so the callers are judged.`,
    ]);
  });

  test('calls a library by its title, with the article that is spoken', () => {
    const code = `import { trace } from 'autotel';
import { withSpan } from '@arizeai/openinference-core';
import { observe } from '@langfuse/tracing';
import { record } from '@elysiajs/opentelemetry';
trace('agent.step', run);
withSpan(run, { name: 'agent.step' });
observe(run, { name: 'agent.step' });
record('agent.step', run);
`;
    const library = (line: string) => /span-contract: (.*) span call/.exec(line)?.[1] ?? '';
    expect(say(code).map(library).filter(Boolean)).toEqual([
      'an autotel',
      'an OpenInference and Phoenix',
      'a Langfuse',
      'an @elysiajs/opentelemetry',
    ]);
  });

  test('says that a file is minified, which no rule reads', () => {
    const minified = `${FAULTY}${'export function f(e,t){return t(e,f)}'.repeat(200)}`;
    expect(say(minified)).toEqual([
      '1:1 span-contract/known-span-name span-contract: no contract file was found, so the preset `agent` applies, and the file is skipped: it is minified.',
    ]);
    expect(say(`${FAULTY}${'export function f(e,t){return t(e,f)}\n'.repeat(200)}`).length).toBeGreaterThan(1);
  });

  test('says that a file is ignored, and by what', () => {
    expect(say(FAULTY, 'a.test.ts')).toEqual([
      '1:1 span-contract/known-span-name span-contract: no contract file was found, so the preset `agent` applies, and files of tests are left alone then.',
    ]);
    const contract = path.join(folder, 'span-contract.yaml');
    writeFileSync(contract, 'version: 1\nignore: ["gen/**"]\n');
    expect(say(FAULTY, 'gen/a.ts')[0]).toContain(
      `the contract ${contract} applies, and its \`ignore\` leaves this file alone.`,
    );
  });
});
