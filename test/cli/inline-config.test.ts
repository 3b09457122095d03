import path from 'node:path';
import * as parser from '@typescript-eslint/parser';
import { ESLint } from 'eslint';
import { expect, test } from 'vitest';
import plugin from '../../src/plugin.ts';
import { check, folderWith, root, run } from './command.ts';

const HEAD = `import { trace } from '@opentelemetry/api';\nconst tracer = trace.getTracer('t');\n`;

/** What is left of findings in some texts, `line rule` by file, by the command and by ESLint. */
async function left(texts: readonly string[], prefix = 'span-contract') {
  const names = texts.map((_, index) => `case-${index}.tsx`);
  const folder = folderWith(Object.fromEntries(texts.map((text, index) => [names[index] ?? '', HEAD + text])));
  const rules = ['span-name-format', 'no-variable-span-name', 'no-span-in-hot-loop'];
  const linter = new ESLint({
    cwd: folder,
    overrideConfigFile: true,
    overrideConfig: [
      {
        files: ['**/*.tsx'],
        languageOptions: { parser, parserOptions: { ecmaFeatures: { jsx: true } } },
        linterOptions: { reportUnusedDisableDirectives: 'off' },
        plugins: { [prefix]: plugin },
        rules: Object.fromEntries(rules.map((rule) => [`${prefix}/${rule}`, 'error'])),
      },
    ],
  });
  const results = await linter.lintFiles(names);
  const { report } = check([...rules.flatMap((rule) => ['--rule', rule]), ...names], folder);
  return names.map((name) => ({
    byEslint: results
      .filter(({ filePath }) => path.basename(filePath) === name)
      .flatMap(({ messages }) => messages)
      // what ESLint says of the comments themselves has no id and is not compared
      .filter(({ messageId }) => messageId !== undefined)
      .map(({ line, ruleId }) => `${line} ${ruleId?.split('/').at(-1) ?? ''}`),
    byCommand: report.findings
      .filter(({ file }) => file === name)
      .map(({ line, rule }) => `${line} ${rule.split('/').at(-1) ?? ''}`),
  }));
}

const LOOP = `export const f = (gizmos: string[]) => { for (const one of gizmos) tracer.startSpan('shop.order').end(one.length); };\n`;
const BAD = `tracer.startSpan('BadName');`;
const VARIABLE = '(id: string) => tracer.startSpan(`agent.${id}`);';

/** What is left of findings under comments of every form; the file begins with two lines of its own. */
const cases: readonly (readonly [title: string, code: string, places: readonly string[]])[] = [
  ['no comment', `${BAD}\n`, ['3 span-name-format']],
  ['a line comment on the line', `${BAD} // eslint-disable-line\n${BAD}\n`, ['4 span-name-format']],
  ['a block comment on the line', `${BAD} /* eslint-disable-line span-contract/span-name-format */\n`, []],
  [
    'another rule on the line',
    `${BAD} // eslint-disable-line span-contract/no-variable-span-name\n`,
    ['3 span-name-format'],
  ],
  ['a rule of ESLint on the line', `${BAD} // eslint-disable-line no-console\n`, ['3 span-name-format']],
  ['a list on the line', `${BAD} // eslint-disable-line no-console, span-contract/span-name-format\n`, []],
  ['a quoted name', `${BAD} // eslint-disable-line "span-contract/span-name-format"\n`, []],
  ['a reason', `${BAD} // eslint-disable-line span-contract/span-name-format -- the vendor's name\n`, []],
  ['a reason without a list', `${BAD} // eslint-disable-line -- the vendor's name\n`, []],
  [
    'a reason that names the rule',
    `${BAD} // eslint-disable-line no-console -- span-contract/span-name-format\n`,
    ['3 span-name-format'],
  ],
  ['a comment over two lines says nothing of its line', `/* eslint-disable-line\n*/ ${BAD}\n`, ['4 span-name-format']],
  [
    'the next line',
    `// eslint-disable-next-line span-contract/span-name-format\n${BAD}\n${BAD}\n`,
    ['5 span-name-format'],
  ],
  [
    'the next line after a long comment',
    `/* eslint-disable-next-line\n  span-contract/span-name-format -- long\n*/\n${BAD}\n`,
    [],
  ],
  [
    'the first line of a long call',
    `// eslint-disable-next-line\ntracer.startSpan(\n  'BadName',\n);\n`,
    ['5 span-name-format'],
  ],
  ['from here on', `${BAD}\n/* eslint-disable */\n${BAD}\n`, ['3 span-name-format']],
  ['from here on, in the line', `${BAD} /* eslint-disable */ ${BAD}\n`, ['3 span-name-format']],
  ['a line comment says nothing of the rest', `// eslint-disable\n${BAD}\n`, ['4 span-name-format']],
  ['on again', `/* eslint-disable */\n${BAD}\n/* eslint-enable */\n${BAD}\n`, ['6 span-name-format']],
  [
    'one of two rules on again',
    `/* eslint-disable */\n${BAD}\n${VARIABLE}\n/* eslint-enable span-contract/span-name-format */\n${BAD}\n${VARIABLE}\n`,
    ['7 span-name-format'],
  ],
  [
    'one rule off, all on',
    `/* eslint-disable span-contract/span-name-format */\n${BAD}\n${VARIABLE}\n/* eslint-enable */\n${BAD}\n`,
    ['5 no-variable-span-name', '7 span-name-format'],
  ],
  ['in JSX', `const a = <p>{/* eslint-disable-next-line */}\n{tracer.startSpan('BadName')}</p>;\n`, []],
  ['off for the file, wherever it stands', `${BAD}\n/* eslint span-contract/span-name-format: off */\n`, []],
  ['off for the file by number', `${BAD}\n/* eslint "span-contract/span-name-format": 0, no-console: 2 */\n`, []],
  [
    'options for the file',
    `/* eslint span-contract/no-span-in-hot-loop: ["error", { "dataWords": ["gizmos"] }] */\n${LOOP}`,
    ['4 no-span-in-hot-loop'],
  ],
  [
    'options that the rule does not know',
    `/* eslint span-contract/no-span-in-hot-loop: ["error", { "dataWords": "gizmos" }] */\n${LOOP}`,
    [],
  ],
  [
    'a text that only looks like a comment',
    `const a = '// eslint-disable-next-line';\n${BAD}\n`,
    ['4 span-name-format'],
  ],
];

test('a comment does what it does under ESLint', async () => {
  const outcomes = await left(cases.map(([, code]) => code));
  const expected = cases.map(([title, , places]) => ({ title, byEslint: places, byCommand: places }));
  expect(outcomes.map((outcome, index) => ({ title: cases[index]?.[0], ...outcome }))).toEqual(expected);
});

/** Under Oxlint a line comment holds from here on as well. */
const oxlintCases: readonly (readonly [title: string, code: string, places: readonly string[]])[] = [
  ['no comment', `${BAD}\n`, ['3 span-name-format']],
  ['on the line', `${BAD} // oxlint-disable-line\n${BAD}\n`, ['4 span-name-format']],
  ['on the line, another rule', `${BAD} // oxlint-disable-line no-console\n`, ['3 span-name-format']],
  [
    'the next line, with a reason',
    `// oxlint-disable-next-line span-contract/span-name-format -- why\n${BAD}\n${BAD}\n`,
    ['5 span-name-format'],
  ],
  ['from here on', `${BAD}\n/* oxlint-disable */\n${BAD}\n`, ['3 span-name-format']],
  ['from here on, in a line comment', `${BAD}\n// oxlint-disable\n${BAD}\n`, ['3 span-name-format']],
  [
    'from here on, one rule',
    `// oxlint-disable span-contract/span-name-format\n${BAD}\n${VARIABLE}\n`,
    ['5 no-variable-span-name'],
  ],
  ['on again', `// oxlint-disable\n${BAD}\n// oxlint-enable\n${BAD}\n`, ['6 span-name-format']],
  [
    'no word of it configures rules',
    `/* oxlint span-contract/span-name-format: off */\n${BAD}\n`,
    ['4 span-name-format'],
  ],
];

test('a comment for Oxlint does what it does there', () => {
  const names = oxlintCases.map((_, index) => `case-${index}.tsx`);
  const folder = folderWith({
    ...Object.fromEntries(oxlintCases.map(([, code], index) => [names[index] ?? '', HEAD + code])),
    '.oxlintrc.json': JSON.stringify({
      jsPlugins: [path.join(root, 'dist', 'index.js')],
      rules: { 'span-contract/span-name-format': 'error', 'span-contract/no-variable-span-name': 'error' },
    }),
  });
  const oxlint = path.join(root, 'node_modules', 'oxlint', 'bin', 'oxlint');
  const { stdout } = run(process.execPath, [oxlint, '--format', 'json'], folder);
  const { diagnostics } = JSON.parse(stdout) as {
    diagnostics: { filename: string; code: string; labels: { span: { line: number } }[] }[];
  };
  const { report } = check(['--rule', 'span-name-format', '--rule', 'no-variable-span-name'], folder);
  const outcomes = names.map((name, index) => ({
    title: oxlintCases[index]?.[0],
    byOxlint: diagnostics
      .filter(({ filename, code }) => filename === name && code.startsWith('span-contract('))
      .map(({ code, labels }) => `${labels[0]?.span.line} ${code.replace(/^.*\(|\)$/g, '')}`),
    byCommand: report.findings
      .filter(({ file }) => file === name)
      .map(({ line, rule }) => `${line} ${rule.split('/').at(-1) ?? ''}`),
  }));
  expect(outcomes).toEqual(oxlintCases.map(([title, , places]) => ({ title, byOxlint: places, byCommand: places })));
});

test('a rule is known under whatever name the config gives the plugin', async () => {
  const code = `${BAD} // eslint-disable-line spans/span-name-format\n${BAD} // eslint-disable-line span-name-format\n`;
  const places = ['4 span-name-format'];
  expect(await left([code], 'spans')).toEqual([{ byEslint: places, byCommand: places }]);
});

test('a finding that a comment lowers to a warning does not fail the run', () => {
  const folder = folderWith({ 'a.ts': `/* eslint span-contract/span-name-format: warn */\n${HEAD}${BAD}\n` });
  const { status, report } = check([path.join(folder, 'a.ts')], folder);
  expect(report.findings.map(({ severity, line }) => `${line} ${severity}`)).toEqual(['4 warning']);
  expect(status).toBe(0);
  expect(check(['--max-warnings', '0'], folder).status).toBe(1);
});
