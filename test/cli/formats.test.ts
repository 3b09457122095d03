import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import draft4 from 'ajv-draft-04';
import formats from 'ajv-formats';
import type { ValidateFunction } from 'ajv';
import { beforeAll, describe, expect, test } from 'vitest';
import { addFiles, badName, check, folderWith, run, spanContract, root } from './command.ts';

interface Sarif {
  readonly runs: readonly {
    readonly tool: { readonly driver: { readonly rules: readonly { readonly id: string }[] } };
    readonly automationDetails: { readonly id: string };
    readonly invocations: readonly {
      readonly executionSuccessful: boolean;
      readonly toolExecutionNotifications: readonly { message: { text: string } }[];
    }[];
    readonly results: readonly {
      readonly ruleId: string;
      readonly ruleIndex: number;
      readonly level: string;
      readonly message: { readonly text: string };
      readonly locations: readonly {
        readonly physicalLocation: {
          readonly artifactLocation: { readonly uri: string };
          readonly region: Readonly<Record<string, number>>;
        };
      }[];
      readonly partialFingerprints: Readonly<Record<string, string>>;
      readonly fixes?: readonly object[];
    }[];
  }[];
}

const VARIABLE = `import { trace } from '@opentelemetry/api';
export const call = (tool: string) => {
  trace.getTracer('t').startSpan(\`call_\${tool}_tool\`).end();
};
`;
const BROKEN = `${badName('x')}export const = 1;\n`;

/** What a format prints of a folder. */
function printed(format: string, folder: string, args: readonly string[] = [], env: NodeJS.ProcessEnv = {}): string {
  return spanContract(['check', '--format', format, ...args], folder, { env }).stdout;
}

describe('stylish', () => {
  test('shows each finding with its lines and a mark, and sums up', () => {
    const folder = folderWith({ 'src/tool.ts': VARIABLE });
    expect(printed('stylish', folder)).toBe(`src/tool.ts

  3:34  error  The preset \`agent\` replaces the span name \`call_\${tool}_tool\` by \`agent.tool.call\`. Write \`agent.tool.call\` and record \`tool\` as the attribute \`agent.tool.name\`.  span-contract/no-variable-span-name
      2 | export const call = (tool: string) => {
    > 3 |   trace.getTracer('t').startSpan(\`call_\${tool}_tool\`).end();
        |                                  ^^^^^^^^^^^^^^^^^^^
      4 | };

✖ 1 error in 1 of 1 file.
`);
  });

  test('marks the first line of a finding over several, below tabs too, and cuts what a bundler wrote', () => {
    const head = `import { trace } from '@opentelemetry/api';\n`;
    const long = `${' '.repeat(400)}trace.getTracer('t').startSpan('BadName').end();${'x;'.repeat(200)}\n`;
    const folder = folderWith({
      'a.ts': `${head}\ttrace.getTracer('t').startSpan(\n\t\t'Bad' +\n\t\t\t'Name',\n\t).end();\n`,
      'b.js': head + long,
    });
    const out = printed('stylish', folder);
    expect(out).toContain(`
      2 |  trace.getTracer('t').startSpan(
    > 3 |   'Bad' +
        |   ^^^^^^^
    > 4 |    'Name',
      5 |  ).end();
`);
    const cut = out.split('\n').filter((line) => line.includes('> 2 |'));
    expect(cut).toHaveLength(1);
    expect(cut[0]?.length).toBe(170);
    expect(cut[0]).toContain(`startSpan('BadName').end();x;x;`);
  });

  test('names what was not checked and never calls it clean', () => {
    const folder = folderWith({ 'broken.ts': BROKEN });
    const { status, stdout } = spanContract(['check'], folder);
    expect(status).toBe(2);
    expect(stdout).toBe(`not checked  broken.ts:3:14: The file does not parse: Unexpected token.

! No findings in 1 file. 1 file could not be checked.
`);
  });

  test('has colours where they are asked for, and none in a pipe', () => {
    const folder = folderWith({ 'a.ts': badName('BadName') });
    expect(printed('stylish', folder)).not.toContain('\u001B');
    expect(printed('stylish', folder, [], { FORCE_COLOR: '1' })).toContain('\u001B[31merror\u001B[39m');
    expect(printed('stylish', folder, [], { FORCE_COLOR: '0', TERM: 'xterm' })).not.toContain('\u001B');
    expect(printed('json', folder, [], { FORCE_COLOR: '1' })).not.toContain('\u001B');
  });

  test('heeds NO_COLOR on a terminal, and shows no line of progress once it is done', () => {
    const folder = folderWith({ 'a.ts': badName('BadName') });
    const onTerminal = (env: NodeJS.ProcessEnv) =>
      run(
        'script',
        ['-qec', `'${process.execPath}' '${path.join(root, 'dist/command/main.js')}' check`, '/dev/null'],
        folder,
        {
          env: { TERM: 'xterm', ...env },
        },
      ).stdout;
    expect(onTerminal({})).toContain('\u001B[31merror');
    expect(onTerminal({ NO_COLOR: '1' })).not.toContain('\u001B[');
  });
});

describe('json', () => {
  test('is everything of a run', () => {
    const folder = folderWith({ 'tool.ts': VARIABLE, 'broken.ts': BROKEN, 'page.astro': VARIABLE });
    const page =
      'https://github.com/eslint-plugin-span-contract/eslint-plugin-span-contract/blob/main/docs/rules/no-variable-span-name.md';
    expect(check([], folder).report).toEqual({
      version: 1,
      summary: { files: 3, ignored: 0, errors: 1, warnings: 0, notChecked: 1, skipped: 1 },
      findings: [
        {
          rule: 'span-contract/no-variable-span-name',
          messageId: 'replacedName',
          severity: 'error',
          message:
            'The preset `agent` replaces the span name `call_${tool}_tool` by `agent.tool.call`. Write `agent.tool.call` and record `tool` as the attribute `agent.tool.name`.',
          file: 'tool.ts',
          line: 3,
          column: 34,
          endLine: 3,
          endColumn: 53,
          page,
          suggestions: [
            {
              message:
                'Write `agent.tool.call` and record `tool` as `agent.tool.name`. Dashboards that use the old name must follow.',
              edits: [
                {
                  line: 3,
                  column: 34,
                  endLine: 3,
                  endColumn: 53,
                  text: "'agent.tool.call', { attributes: { 'agent.tool.name': tool } }",
                },
              ],
            },
          ],
        },
      ],
      notChecked: [
        {
          kind: 'syntax',
          file: 'broken.ts',
          line: 3,
          column: 14,
          message: 'The file does not parse: Unexpected token.',
        },
      ],
      skipped: [{ file: 'page.astro', reason: 'reading it takes the compiler of astro, which is not installed here' }],
      unlistedWrappers: [],
    });
  });

  test('has suggestions as edits', () => {
    const folder = folderWith({ 'a.ts': badName('agentStep') });
    const [finding] = check([], folder).report.findings;
    expect(finding?.suggestions).toEqual([
      {
        message: 'Write `agent.step`. Dashboards that use `agentStep` must follow.',
        edits: [{ line: 2, column: 32, endLine: 2, endColumn: 43, text: "'agent.step'" }],
      },
    ]);
  });
});

describe('sarif', () => {
  const require = createRequire(import.meta.url);
  let validate: ValidateFunction;

  beforeAll(() => {
    const folder = path.dirname(require.resolve('@microsoft/jest-sarif/package.json'));
    const schema = JSON.parse(
      readFileSync(path.join(folder, 'lib', 'schemas', 'sarif-2.1.0-rtm.5.json'), 'utf8'),
    ) as object;
    const ajv = new draft4.default({ strict: false, allErrors: true, unicodeRegExp: false });
    formats.default(ajv);
    validate = ajv.compile(schema);
  });

  function sarif(folder: string, args: readonly string[] = []): Sarif['runs'][number] {
    const log = JSON.parse(printed('sarif', folder, args)) as Sarif;
    validate(log);
    expect(validate.errors).toBeNull();
    const [only, ...more] = log.runs;
    if (!only || more.length > 0) throw new Error('not one run');
    return only;
  }

  test('is valid, with fixes, with files that were not checked and with names that no URI can hold', () => {
    const folder = folderWith({ 'a b/[é]%.ts': badName('agentStep'), 'broken.ts': BROKEN, 'page.astro': VARIABLE });
    const { results, tool, invocations, automationDetails } = sarif(folder);
    expect(automationDetails).toEqual({ id: 'span-contract/' });
    const uri = 'a%20b/%5B%C3%A9%5D%25.ts';
    const region = { startLine: 2, startColumn: 32, endLine: 2, endColumn: 43 };
    expect(results).toEqual([
      {
        ruleId: 'span-contract/span-name-format',
        ruleIndex: tool.driver.rules.findIndex(({ id }) => id === 'span-contract/span-name-format'),
        level: 'error',
        message: { text: expect.stringContaining('agentStep') as string },
        locations: [{ physicalLocation: { artifactLocation: { uri }, region } }],
        partialFingerprints: { 'spanContractFinding/v1': expect.stringMatching(/^[0-9a-f]{32}$/) as string },
        fixes: [
          {
            description: { text: 'Write `agent.step`. Dashboards that use `agentStep` must follow.' },
            artifactChanges: [
              {
                artifactLocation: { uri },
                replacements: [{ deletedRegion: region, insertedContent: { text: "'agent.step'" } }],
              },
            ],
          },
        ],
      },
    ]);
    expect(invocations[0]?.executionSuccessful).toBe(false);
    expect(invocations[0]?.toolExecutionNotifications.map(({ message }) => message.text)).toEqual([
      'The file does not parse: Unexpected token.',
      'The file was skipped: reading it takes the compiler of astro, which is not installed here.',
    ]);
  });

  test('is valid where nothing was found, and where the contract is faulty', () => {
    expect(sarif(folderWith({ 'a.ts': 'export {};\n' })).results).toEqual([]);
    const faulty = sarif(folderWith({ 'a.ts': badName('BadName'), 'span-contract.yaml': 'version: 9\n' }));
    expect(faulty.invocations[0]?.executionSuccessful).toBe(false);
  });

  test('has fingerprints that stay when lines move, and differ between findings that look the same', () => {
    const twice = badName('BadName') + badName('BadName').split('\n').slice(1).join('\n');
    const folder = folderWith({ 'a.ts': twice });
    const prints = () => sarif(folder).results.map((result) => result.partialFingerprints['spanContractFinding/v1']);
    const before = prints();
    expect(new Set(before).size).toBe(2);
    addFiles(folder, { 'a.ts': `// moved\n\n${twice}` });
    expect(prints()).toEqual(before);
  });

  test('says paths from the top of the work tree, wherever it is run', () => {
    const folder = folderWith({ 'packages/one/a.ts': badName('BadName') });
    run('git', ['init', '--quiet'], folder);
    const { results } = sarif(path.join(folder, 'packages', 'one'));
    expect(results[0]?.locations[0]?.physicalLocation.artifactLocation.uri).toBe('packages/one/a.ts');
  });

  test('of all parts of a sharded run together is that of the whole', () => {
    const files = Array.from({ length: 23 }, (_, index) => [`f${index}.ts`, badName(`BadName${index}`)] as const);
    const folder = folderWith(Object.fromEntries(files));
    const whole = sarif(folder);
    const parts = [1, 2, 3, 4].map((part) => sarif(folder, ['--shard', `${part}/4`]));
    const merged = parts.flatMap((part) => part.results);
    const byUri = (a: Sarif['runs'][number]['results'][number], b: typeof a) =>
      JSON.stringify(a) < JSON.stringify(b) ? -1 : 1;
    expect(merged.toSorted(byUri)).toEqual(whole.results.toSorted(byUri));
    expect(parts.every((part) => part.results.length < merged.length)).toBe(true);
    expect(parts.map((part) => part.tool)).toEqual(parts.map(() => whole.tool));
    expect(parts.map((part) => part.automationDetails.id)).toEqual(
      [1, 2, 3, 4].map((part) => `span-contract/${part}-of-4/`),
    );
  });
});

test('github: an annotation for each finding, with what would end it escaped', () => {
  const folder = folderWith({ 'a,b:c/x.ts': badName('50%'), 'broken.ts': BROKEN });
  const [finding = '', fault, closing] = printed('github', folder).split('\n');
  expect(finding).toMatch(
    /^::error file=a%2Cb%3Ac\/x\.ts,line=2,endLine=2,col=32,endColumn=37,title=span-contract\/span-name-format::The span name `50%25` /,
  );
  expect(fault).toBe(
    '::error file=broken.ts,line=3,col=14,title=span-contract%3A not checked::The file does not parse: Unexpected token.',
  );
  expect(closing).toBe('1 error in 1 of 2 files. 1 file could not be checked.');
  const inside = printed('github', path.join(folder, 'a,b:c'), [], { GITHUB_WORKSPACE: folder });
  expect(inside).toMatch(/^::error file=a%2Cb%3Ac\/x\.ts,/);
  expect(printed('github', folder, ['--max-warnings', '1'])).toMatch(/^::warning file=/);
});

test('junit: a suite a file, and one case that passes where all is well', () => {
  const folder = folderWith({ 'a.ts': badName('a<b>&"c"'), 'broken.ts': BROKEN });
  const out = printed('junit', folder).replace(/(message="The span name|: The span name)[^\n]*?(?=(">|\n))/g, '$1 …');
  expect(out).toBe(`<?xml version="1.0" encoding="UTF-8"?>
<testsuites name="span-contract" tests="2" failures="1" errors="1">
  <testsuite name="a.ts" tests="1" failures="1" errors="0">
    <testcase name="span-contract/span-name-format line 2, column 32" classname="a.ts" file="a.ts"><failure type="error" message="The span name …">line 2, column 32: The span name …
'a&lt;b&gt;&amp;"c"'</failure></testcase>
  </testsuite>
  <testsuite name="broken.ts" tests="1" failures="0" errors="1">
    <testcase name="not checked" classname="broken.ts" file="broken.ts"><error type="not checked" message="The file does not parse: Unexpected token.">line 3, column 14: The file does not parse: Unexpected token.</error></testcase>
  </testsuite>
</testsuites>
`);
  expect(printed('junit', folderWith({ 'a.ts': 'export {};\n' }))).toBe(`<?xml version="1.0" encoding="UTF-8"?>
<testsuites name="span-contract" tests="1" failures="0" errors="0">
  <testsuite name="span-contract" tests="1" failures="0" errors="0">
    <testcase name="No findings in 1 file." classname="span-contract"/>
  </testsuite>
</testsuites>
`);
});

test('markdown: a table of rules, then the places', () => {
  const folder = folderWith({ 'tool.ts': VARIABLE, 'broken.ts': BROKEN, 'page.astro': VARIABLE });
  expect(printed('markdown', folder)).toBe(`## span-contract

1 error in 1 of 3 files. 1 file could not be checked. 1 file skipped.

| rule | findings |
| :--- | ---: |
| [no-variable-span-name](https://github.com/eslint-plugin-span-contract/eslint-plugin-span-contract/blob/main/docs/rules/no-variable-span-name.md) | 1 |

- \`tool.ts:3:34\` The preset \`agent\` replaces the span name \`call_\${tool}_tool\` by \`agent.tool.call\`. Write \`agent.tool.call\` and record \`tool\` as the attribute \`agent.tool.name\`. (span-contract/no-variable-span-name)

### Not checked

- \`broken.ts:3:14\` The file does not parse: Unexpected token.

### Skipped

- \`page.astro\` reading it takes the compiler of astro, which is not installed here
`);
  const many = Array.from({ length: 103 }, (_, index) => badName(`BadName${index}`).split('\n')[1] ?? '');
  const crowd = folderWith({ 'a.ts': `import { trace } from '@opentelemetry/api';\n${many.join('\n')}\n` });
  expect(printed('markdown', crowd)).toMatch(/\n\nAnd 3 findings more\.\n$/);
});

test('--output writes the format to a file, and a person reads stdout', () => {
  const folder = folderWith({ 'a.ts': badName('BadName') });
  const { status, stdout } = spanContract(['check', '--format', 'sarif', '--output', 'out file.sarif'], folder);
  expect(status).toBe(1);
  expect(stdout).toContain('✖ 1 error in 1 of 1 file.');
  expect((JSON.parse(readFileSync(path.join(folder, 'out file.sarif'), 'utf8')) as { version: string }).version).toBe(
    '2.1.0',
  );
  expect(spanContract(['check', '--json', '--output', 'no/such/folder.json'], folder)).toMatchObject({
    status: 2,
    stderr: 'span-contract: --output: no/such/folder.json cannot be written (ENOENT).\n',
  });
});
