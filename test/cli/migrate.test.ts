import {
  chmodSync,
  cpSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import * as prettier from 'prettier';
import { describe, expect, test } from 'vitest';
import { CODEMODS } from '../../src/cli/migrate/codemod-selection.ts';
import { addFiles, check, command, folderWith, root, run, spanContract } from './command.ts';
import { CONTRACT, lastLine, migrate, migrateJson, NEW, OLD, textOf } from './migrations.ts';
import { initialise } from './repository.ts';

const example = path.join(root, 'examples', 'agent');

/** The example with its faults, in a folder of its own. */
function agent(): string {
  const folder = folderWith();
  cpSync(path.join(example, 'before'), path.join(folder, 'before'), { recursive: true });
  cpSync(path.join(example, 'span-contract.yaml'), path.join(folder, 'span-contract.yaml'));
  return folder;
}

describe('the command', () => {
  test('shows help with examples, and the options of codemods as those say them', () => {
    const { status, stdout, stderr } = spanContract(['migrate', '--help'], folderWith());
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    expect(stdout).toContain('\nExamples:\n  $ span-contract migrate ');
    const flat = stdout.replace(/\s+/g, ' ');
    for (const { name, optionTexts } of CODEMODS) {
      for (const [option, text] of Object.entries(optionTexts)) {
        const [first = '', ...rest] = text.replace(/\.$/, '');
        // what a rule has in the config `strict` comes with that
        if (option === 'onlyListedRedactors') expect(flat).toContain('--config <name> which rules it agrees with');
        else expect(flat).toContain(`--${option} of ${name}: ${first.toLowerCase()}${rest.join('')}`);
      }
    }
  });

  test('has a word on its page for every option', () => {
    const help = spanContract(['migrate', '--help'], folderWith()).stdout;
    const page = readFileSync(path.join(root, 'docs', 'command.md'), 'utf8');
    const options = [...help.matchAll(/^ {2}(--[\w-]+)/gm)].map(([, name = '']) => name);
    expect(options.length).toBeGreaterThan(9);
    expect(options.filter((name) => !page.includes(name))).toEqual([]);
  });

  test('refuses what cannot be done as it is asked, and writes nothing then', () => {
    const folder = folderWith({ ...CONTRACT, 'a.ts': OLD, 'docs/x.md': '' });
    const refusal = (...args: readonly string[]) => {
      const { status, stdout, stderr } = migrate(args, folder);
      return `${String(status)} ${stdout}${stderr}`;
    };
    expect(refusal('scr')).toBe('2 span-contract: There is no file or folder scr.\n');
    expect(refusal('docs')).toBe(
      '2 span-contract: There is no source file in docs; what git ignores and node_modules are left out.\n',
    );
    expect(refusal('--codemod', 'rename-span')).toBe(
      '2 span-contract: --codemod: there is no codemod rename-span. Did you mean rename-spans?\n',
    );
    expect(refusal('--codemod', 'redact-prompts', '--normalise')).toBe(
      '2 span-contract: --normalise is an option of rename-spans, which does not run: add --codemod rename-spans.\n',
    );
    expect(refusal('--force')).toBe('2 span-contract: --force is about what is written: add --write.\n');
    expect(refusal('--write', '--report', 'docs')).toBe(
      '2 span-contract: --report: docs is a folder. Write the name of a file.\n',
    );
    expect(refusal('--write', '--map', 'no/map.json')).toBe('2 span-contract: --map: there is no folder no.\n');
    expect(refusal('--wirte')).toBe("2 error: unknown option '--wirte'\n(Did you mean --write?)\n");
    expect(textOf(folder, 'a.ts')).toBe(OLD);
  });

  test('leaves everything outside of its folder alone', () => {
    const folder = folderWith({ ...CONTRACT, 'one/a.ts': OLD, 'two/a.ts': OLD });
    const { status, stderr } = migrate(['../two'], path.join(folder, 'one'));
    expect({ status, stderr }).toEqual({
      status: 2,
      stderr: `span-contract: ${folder}/two/a.ts does not lie below ${folder}/one, which the diff is made for: run the command there.\n`,
    });
  });
});

test('the case of a plan: nothing on the disk changes, and the edit is shown', () => {
  const text = `import { trace } from '@opentelemetry/api';

export function run(): void {
  const span = trace.getTracer('a').startSpan('execute_tool');
  span.end();
}
`;
  const contract = 'version: 1\nextends: [agent]\nspans:\n  agent.tool.call:\n    replaces: [execute_tool]\n';
  const folder = folderWith({ 'span-contract.yaml': contract, 'tool.ts': text });
  const { status, stdout } = migrate(['.'], folder);
  expect(status).toBe(1);
  expect(stdout).toContain(`+  const span = trace.getTracer('a').startSpan('agent.tool.call');\n`);
  expect([textOf(folder, 'tool.ts'), textOf(folder, 'span-contract.yaml')]).toEqual([text, contract]);
});

describe('exit codes', () => {
  test('0 with nothing to do', () => {
    const folder = folderWith({ ...CONTRACT, 'a.ts': NEW });
    expect(migrate([], folder)).toEqual({ status: 0, stdout: '', stderr: '✔ Nothing to change in 1 file.\n' });
  });

  test('1 where something would change, 0 once it is written', () => {
    const folder = folderWith({ ...CONTRACT, 'a.ts': OLD });
    const planned = migrate([], folder);
    expect(planned.status).toBe(1);
    expect(planned.stderr).toBe(
      'rename-spans           1 done\n\n! 1 site in 1 of 1 file would change. Write them with --write.\n',
    );
    expect(textOf(folder, 'a.ts')).toBe(OLD);
    const written = migrate(['--write'], folder);
    expect({ status: written.status, last: lastLine(written) }).toEqual({
      status: 0,
      last: '✔ 1 site in 1 of 1 file changed.',
    });
    expect(written.stdout).toBe(planned.stdout);
    expect(textOf(folder, 'a.ts')).toBe(NEW);
    expect(migrate(['--write'], folder)).toMatchObject({ status: 0, stdout: '' });
  });

  test('1 where something is left, also when all else is written', () => {
    const code = `import { trace } from '@opentelemetry/api';
export const f = (id: string) => trace.getTracer('t').startSpan(\`shop.\${id}\`).end();
`;
    const folder = folderWith({ ...CONTRACT, 'a.ts': OLD, 'b.ts': code });
    const { status, report, rows } = migrateJson(['--write'], folder);
    expect({ status, rows, summary: report.summary }).toEqual({
      status: 1,
      rows: ['a.ts:2:32 rename-spans done (renamed)', 'b.ts:2:65 hoist-span-variables left (noEntry)'],
      summary: {
        files: 2,
        ignored: 0,
        isWritten: true,
        done: 1,
        left: 1,
        failed: 0,
        changed: 1,
        failedFiles: 0,
        skipped: 0,
        readers: 0,
        callbacks: 0,
      },
    });
    expect(migrate([], folder)).toMatchObject({ status: 1, stdout: '' });
  });

  test('1 where a file does not parse: named, counted, and the others are written', () => {
    const broken = `${OLD}export const = 1;\n`;
    const folder = folderWith({ ...CONTRACT, 'a.ts': OLD, 'broken.ts': broken });
    const outcome = migrate(['--write'], folder);
    expect({ status: outcome.status, last: lastLine(outcome) }).toEqual({
      status: 1,
      last: '✖ 1 site in 1 of 2 files changed. 1 file failed.',
    });
    expect(outcome.stderr).toContain(
      'failed  broken.ts:3:14  The file does not parse: Unexpected token. It is left as it is.\n',
    );
    expect([textOf(folder, 'a.ts'), textOf(folder, 'broken.ts')]).toEqual([NEW, broken]);
    expect(migrate([], folder)).toMatchObject({ status: 1, stdout: '' });
  });

  test('2 where a contract is wrong: nothing is planned or written, under any contract', () => {
    const folder = folderWith({
      ...CONTRACT,
      'a.ts': OLD,
      'one/span-contract.yaml': 'version: 1\nspan: {}\n',
      'one/a.ts': OLD,
    });
    const outcome = migrate(['--write'], folder);
    expect(outcome).toEqual({
      status: 2,
      stdout: '',
      stderr: `failed  one/span-contract.yaml:2:1: unknown key \`span\`: did you mean \`spans\`? Nothing was checked.

✖ 1 contract faulty: nothing was planned.
`,
    });
    expect(textOf(folder, 'a.ts')).toBe(OLD);
    expect(migrateJson([], folder)).toMatchObject({ status: 2, report: { failedFiles: [{ kind: 'contract' }] } });
    expect(migrate(['--contract', 'no.yaml'], folder).status).toBe(2);
  });
});

describe('the codemods', () => {
  test('are all that there are', () => {
    const files = readdirSync(path.join(root, 'codemods')).filter((file) => file.endsWith('.ts'));
    expect(CODEMODS.map(({ name }) => `${name}.ts`).sort()).toEqual(files.sort());
  });

  test('take the agent of the example to what a person would commit', async () => {
    const folder = agent();
    expect(migrate(['--write'], folder).status).toBe(1);
    for (const file of readdirSync(path.join(example, 'before'))) {
      const filepath = path.join(example, 'before', file);
      const options = await prettier.resolveConfig(filepath);
      const formatted = await prettier.format(textOf(folder, `before/${file}`), { ...options, filepath });
      expect(formatted, file).toBe(textOf(example, `migrated/${file}`));
    }
    expect(check([], folder).places).toEqual(['before/retrieval.ts:45:11 no-span-in-hot-loop']);
    expect(migrate([], folder)).toMatchObject({ status: 1, stdout: '' });
  });

  test('see what others made of a file: a loop is lifted under the name that its span was given', () => {
    const contract = `version: 1
extends: [agent]
spans:
  agent.tool.call: { replaces: ['call_{agent.tool.name}_tool'] }
  rag.embed: { replaces: [embed_item] }
`;
    const code = `import { trace } from '@opentelemetry/api';
const tracer = trace.getTracer('t');
export function call(tool: string, documents: string[]) {
  tracer.startSpan(\`call_\${tool}_tool\`).end();
  for (const document of documents) {
    const span = tracer.startSpan('embed_item');
    embed(document);
    span.end();
  }
}
declare function embed(document: string): void;
`;
    const folder = folderWith({ 'span-contract.yaml': contract, 'a.ts': code });
    const { rows } = migrateJson([], folder);
    expect(rows).toEqual([
      'a.ts:4:20 hoist-span-variables done (hoisted)',
      'a.ts:6:18 lift-spans-from-loops done (lifted)',
      'a.ts:6:35 rename-spans done (renamed)',
    ]);
  });

  test('run alone where they are named, with their options', () => {
    const code = `import { trace } from '@opentelemetry/api';
trace.getTracer('t').startSpan('old_step').setAttribute('gen_ai.prompt', process.argv[2] ?? '').end();
trace.getTracer('t').startSpan('retrieval.embedQuery').end();
`;
    const folder = folderWith({ ...CONTRACT, 'a.ts': code });
    const done = (...args: readonly string[]) => migrateJson(args, folder).rows.map((row) => row.replace(/^.*? /, ''));
    expect(done()).toEqual(['redact-prompts done (redacted)', 'rename-spans done (renamed)']);
    expect(done('--codemod', 'redact-prompts')).toEqual(['redact-prompts done (redacted)']);
    expect(done('--codemod', 'rename-spans', '--codemod', 'redact-prompts', '--normalise')).toEqual([
      'redact-prompts done (redacted)',
      'rename-spans done (renamed)',
      'rename-spans done (renamed)',
    ]);
  });

  test('agree with the config strict on redactors that the contract does not list', () => {
    const code = `import type { Span } from '@opentelemetry/api';
import { mask } from './mask';
export const f = (span: Span, prompt: string) => span.setAttribute('gen_ai.prompt', mask(prompt));
`;
    const folder = folderWith({ ...CONTRACT, 'a.ts': code });
    expect(migrateJson([], folder).rows).toEqual([]);
    const strict = ['--config', 'strict'];
    expect(migrateJson(strict, folder).rows).toEqual(['a.ts:3:50 redact-prompts left (unlistedRedactor)']);
    expect(migrateJson([...strict, '--codemod', 'rename-spans'], folder).rows).toEqual([]);
  });

  test('mark what is left on request, once', () => {
    const code = `import { trace } from '@opentelemetry/api';
export const f = (id: string) => trace.getTracer('t').startSpan(\`shop.\${id}\`).end();
`;
    const folder = folderWith({ ...CONTRACT, 'a.ts': code });
    const { rows } = migrateJson(['--write', '--mark'], folder);
    expect(textOf(folder, 'a.ts')).toBe(`import { trace } from '@opentelemetry/api';
// span-contract: No entry of the contract replaces \`shop.\${id}\`. Add one under \`spans\`, with the fixed name and the old one, such as \`your.name: { replaces: ['shop.{your.id}'] }\`.
export const f = (id: string) => trace.getTracer('t').startSpan(\`shop.\${id}\`).end();
`);
    // the place is the one that the file has now
    expect(rows).toEqual(['a.ts:3:65 hoist-span-variables left (noEntry)']);
    expect(migrate(['--mark'], folder).stdout).toBe('');
  });

  test('rename nothing without a contract file, and say so', () => {
    const code = OLD.replace('old_step', 'execute_tool');
    const folder = folderWith({ 'a.ts': code });
    expect(migrateJson([], folder)).toMatchObject({ status: 1, rows: ['a.ts:2:32 rename-spans left (noContract)'] });
    addFiles(folder, { 'team/c.yaml': 'version: 1\nextends: [agent]\n' });
    expect(migrateJson(['--contract', 'team/c.yaml'], folder).rows).toEqual(['a.ts:2:32 rename-spans done (renamed)']);
  });

  test('leave what the contract ignores', () => {
    const folder = folderWith({
      'span-contract.yaml': `${CONTRACT['span-contract.yaml']}ignore: ['**/*.test.ts']\n`,
      'a.test.ts': OLD,
    });
    expect(lastLine(migrate(['--write'], folder))).toBe(
      '✔ Nothing to change in 1 file. 1 file that the contract ignores.',
    );
    expect(textOf(folder, 'a.test.ts')).toBe(OLD);
    const preset = folderWith({ 'a.test.ts': OLD });
    expect(lastLine(migrate([], preset))).toBe('✔ Nothing to change in 1 file. 1 file of tests left alone.');
  });
});

describe('what is written for people and programs', () => {
  test('the report is the text of a pull request', () => {
    const folder = agent();
    addFiles(folder, { 'before/broken.ts': `${OLD}export const = 1;\n` });
    migrate(['--write', '--report', 'report.md'], folder);
    const report = textOf(folder, 'report.md').replace(/\(https:[^)]*\/docs\//g, '(docs/');
    expect(report).toContain(`## Spans brought to the contract

21 sites in 5 of 9 files changed. 1 site left for a person. 1 file failed.

| codemod | done | left | failed |
| :--- | ---: | ---: | ---: |
| [hoist-span-variables](docs/codemods/hoist-span-variables.md) | 2 | 0 | 0 |
| [rename-spans](docs/codemods/rename-spans.md) | 4 | 0 | 0 |
| [redact-prompts](docs/codemods/redact-prompts.md) | 13 | 0 | 0 |
| [lift-spans-from-loops](docs/codemods/lift-spans-from-loops.md) | 1 | 1 | 0 |
| [add-provider-shutdown](docs/codemods/add-provider-shutdown.md) | 1 | 0 | 0 |

### New names

Dashboards, alerts and saved queries that use an old name must follow.

| | old | new | sites |
| :--- | :--- | :--- | ---: |
| span | \`LLMCall\` | \`gen_ai.completion\` | 1 |
`);
    expect(report).toContain(`
### Left for a person

#### lift-spans-from-loops: callback, 1 site

- \`before/retrieval.ts:45:11\` The loop is a callback whose result is used. Make one span around the whole call by hand.

### Failed

- \`before/broken.ts:3:14\` The file does not parse: Unexpected token. It is left as it is.

### Done

<details><summary>redact-prompts: redacted, 13 sites</summary>
`);
  });

  test('the map holds the old names and the new ones', () => {
    const folder = agent();
    migrate(['--map', 'renames.json'], folder);
    expect(JSON.parse(textOf(folder, 'renames.json'))).toEqual({
      version: 1,
      spans: {
        LLMCall: 'gen_ai.completion',
        'agent_step {agent.step.number}: {agent.tool.name}': 'agent.step',
        agent_step: 'agent.step',
        'call-to-openai': 'gen_ai.completion',
        'call_{agent.tool.name}_tool': 'agent.tool.call',
        llm_call: 'gen_ai.completion',
      },
      events: {},
    });
  });

  test('a name that two contracts replace in two ways has both in the map, and events stand apart', () => {
    const folder = folderWith({
      ...CONTRACT,
      'a.ts': `${OLD}trace.getActiveSpan()?.addEvent('old_event');\n`,
      'one/span-contract.yaml': 'version: 1\nspans:\n  job.step: { replaces: [old_step] }\n',
      'one/a.ts': OLD,
    });
    addFiles(folder, {
      'span-contract.yaml': `${CONTRACT['span-contract.yaml']}events:\n  agent.done: { replaces: [old_event] }\n`,
    });
    migrate(['--map', 'renames.json'], folder);
    expect(JSON.parse(textOf(folder, 'renames.json'))).toEqual({
      version: 1,
      spans: { old_step: ['agent.step', 'job.step'] },
      events: { old_event: 'agent.done' },
    });
  });

  test('JSON has all of it, the diff too', () => {
    const folder = folderWith({ ...CONTRACT, 'a.ts': OLD, 'b.md': '' });
    const { report } = migrateJson(['a.ts', 'b.md'], folder);
    expect(report).toEqual({
      version: 1,
      summary: {
        files: 1,
        ignored: 0,
        isWritten: false,
        done: 1,
        left: 0,
        failed: 0,
        changed: 1,
        failedFiles: 0,
        skipped: 1,
        readers: 0,
        callbacks: 0,
      },
      rows: [
        {
          codemod: 'rename-spans',
          rule: 'span-contract/known-span-name',
          file: 'a.ts',
          line: 2,
          column: 32,
          outcome: 'done',
          reason: 'renamed',
          sentence: 'Renamed `old_step` to `agent.step`.',
          renaming: { kind: 'span', from: 'old_step', to: 'agent.step' },
        },
      ],
      changes: [{ file: 'a.ts', outcome: 'planned' }],
      failedFiles: [],
      readers: [],
      callbacks: [],
      skipped: [{ file: 'b.md', reason: 'it is no file of JavaScript or TypeScript' }],
      renamings: [{ kind: 'span', from: 'old_step', to: 'agent.step', sites: 1 }],
      diff: migrate(['a.ts'], folder).stdout,
    });
  });

  test('a diff that goes into a pipe has no colours, whatever the environment says', () => {
    const folder = folderWith({ ...CONTRACT, 'a.ts': OLD });
    const { stdout, stderr } = migrate([], folder, { env: { FORCE_COLOR: '1' } });
    expect(stdout).not.toContain('\u001B');
    expect(stderr).toContain('\u001B[33m!\u001B[39m');
    expect(migrate([], folder, { env: { NO_COLOR: '1' } }).stderr).not.toContain('\u001B');
  });

  test.runIf(process.platform === 'linux')('a person at a terminal gets colours, but for NO_COLOR', () => {
    const folder = folderWith({ ...CONTRACT, 'a.ts': OLD });
    const shown = (env: NodeJS.ProcessEnv) =>
      run('script', ['-qec', `'${process.execPath}' '${command}' migrate`, '/dev/null'], folder, {
        env: { TERM: 'xterm', ...env },
      }).stdout;
    expect(shown({})).toContain("\u001B[32m+trace.getTracer('t').startSpan('agent.step').end();\u001B[39m");
    expect(shown({ NO_COLOR: '1' })).not.toContain('\u001B[3');
  });

  test('is quiet where its reader has seen enough, and writes all the same', () => {
    const files = Object.fromEntries(
      Array.from({ length: 400 }, (_, index) => [`f${index}.ts`, `${OLD}// ${'x'.repeat(500)}\n`]),
    );
    const folder = folderWith({ ...CONTRACT, ...files });
    const { stdout, stderr } = run(
      'sh',
      ['-c', `'${process.execPath}' '${command}' migrate --write 2>&1 | head -n 1`],
      folder,
    );
    expect({ stdout, stderr }).toEqual({ stdout: 'diff --git a/f0.ts b/f0.ts\n', stderr: '' });
    expect(Object.keys(files).filter((file) => !textOf(folder, file).startsWith(NEW))).toEqual([]);
  });
});

describe('files', () => {
  test('keep their mode, their byte order mark and their line breaks', () => {
    const crlf = `\uFEFF${OLD.replaceAll('\n', '\r\n')}`;
    const folder = folderWith({ ...CONTRACT, 'a.ts': crlf, 'run.ts': `#!/usr/bin/env node\n${OLD.trimEnd()}` });
    chmodSync(path.join(folder, 'run.ts'), 0o751);
    expect(migrate(['--write'], folder).status).toBe(0);
    expect(textOf(folder, 'a.ts')).toBe(`\uFEFF${NEW.replaceAll('\n', '\r\n')}`);
    expect(textOf(folder, 'run.ts')).toBe(`#!/usr/bin/env node\n${NEW.trimEnd()}`);
    expect(statSync(path.join(folder, 'run.ts')).mode & 0o777).toBe(0o751);
    expect(readdirSync(folder).sort()).toEqual(['a.ts', 'run.ts', 'span-contract.yaml']);
  });

  test('that are read-only are named as failed and stay', () => {
    const folder = folderWith({ ...CONTRACT, 'a.ts': OLD, 'b.ts': OLD });
    chmodSync(path.join(folder, 'a.ts'), 0o444);
    const { status, report, rows } = migrateJson(['--write'], folder);
    expect({ status, rows, changes: report.changes, failed: report.failedFiles }).toEqual({
      status: 1,
      rows: ['a.ts:2:32 rename-spans failed (notWritten)', 'b.ts:2:32 rename-spans done (renamed)'],
      changes: [
        { file: 'a.ts', outcome: 'failed' },
        { file: 'b.ts', outcome: 'written' },
      ],
      failed: [
        {
          kind: 'unwritable',
          file: 'a.ts',
          line: 1,
          column: 1,
          message:
            'The file cannot be written (EACCES): it or its folder is read-only. Allow writing, and run the command again.',
        },
      ],
    });
    expect([textOf(folder, 'a.ts'), textOf(folder, 'b.ts')]).toEqual([OLD, NEW]);
  });

  test('that are read-only are told once, and the diff is of what was written', () => {
    const folder = folderWith({ ...CONTRACT, 'a.ts': OLD, 'b.ts': OLD });
    chmodSync(path.join(folder, 'a.ts'), 0o444);
    const { stdout, stderr } = migrate(['--write', '--report', 'report.md'], folder);
    expect(stdout.match(/^diff .*$/gm)).toEqual(['diff --git a/b.ts b/b.ts']);
    expect(stderr.match(/cannot be written/g)).toHaveLength(1);
    expect(stderr).toContain('\n✖ 1 site in 1 of 2 files changed. 1 file failed.\n');
    expect(textOf(folder, 'report.md').match(/cannot be written/g)).toHaveLength(1);
  });

  test('behind a link are written, once, and the link stays', () => {
    const folder = folderWith({
      'project/span-contract.yaml': CONTRACT['span-contract.yaml'],
      'project/lib/a.ts': OLD,
    });
    const project = path.join(folder, 'project');
    symlinkSync('lib/a.ts', path.join(project, 'b.ts'));
    symlinkSync('lib', path.join(project, 'other'));
    const { status, stdout } = migrate(['--write', 'b.ts', 'other/a.ts'], project);
    expect({ status, diffs: stdout.match(/^diff .*$/gm) }).toEqual({
      status: 0,
      diffs: ['diff --git a/lib/a.ts b/lib/a.ts'],
    });
    expect(textOf(project, 'lib/a.ts')).toBe(NEW);
    expect(lstatSync(path.join(project, 'b.ts')).isSymbolicLink()).toBe(true);
  });

  test('to which a link leads out of the folder are named as skipped', () => {
    const folder = folderWith({ 'project/span-contract.yaml': CONTRACT['span-contract.yaml'], 'elsewhere/a.ts': OLD });
    const project = path.join(folder, 'project');
    symlinkSync('../elsewhere', path.join(project, 'linked'));
    const { status, report } = migrateJson(['--write'], project);
    expect({ status, skipped: report.skipped }).toEqual({
      status: 0,
      skipped: [{ file: 'linked/a.ts', reason: 'it is a link to a file elsewhere: run the command there' }],
    });
    expect(textOf(folder, 'elsewhere/a.ts')).toBe(OLD);
  });

  test('that git ignores and those in node_modules are never written, not even where they are named', () => {
    const folder = folderWith({
      ...CONTRACT,
      '.gitignore': 'dist/\n*.gen.ts\n',
      'a.ts': OLD,
      'dist/b.ts': OLD,
      'src/c.gen.ts': OLD,
      'local.ts': OLD,
      'node_modules/x/index.js': OLD,
      'packages/one/node_modules/y/index.js': OLD,
    });
    initialise(folder);
    // what only git itself knows to be ignored
    addFiles(folder, { '.git/ignored': 'local.ts\n' });
    run('git', ['config', 'core.excludesFile', path.join(folder, '.git/ignored')], folder);
    const named = ['dist', 'src/c.gen.ts', 'local.ts', 'node_modules/x/index.js', 'packages/one/node_modules/y'];
    const { report } = migrateJson(['--write', '--force', '.', ...named], folder);
    expect(report.changes).toEqual([{ file: 'a.ts', outcome: 'written' }]);
    expect(report.skipped).toEqual([
      { file: 'dist/b.ts', reason: 'git ignores it' },
      { file: 'src/c.gen.ts', reason: 'git ignores it' },
      { file: 'node_modules/x/index.js', reason: 'it lies in node_modules' },
      { file: 'packages/one/node_modules/y/index.js', reason: 'it lies in node_modules' },
      { file: 'local.ts', reason: 'git ignores it' },
    ]);
    expect(named.slice(1, 4).map((file) => textOf(folder, file))).toEqual([OLD, OLD, OLD]);
  });

  test('that git ignores are those of a repository in an ignored folder too, and without git those of .gitignore files', () => {
    const folder = folderWith({ ...CONTRACT, '.gitignore': 'vendor/\n', 'vendor/own/a.ts': OLD });
    const skipped = [{ file: 'vendor/own/a.ts', reason: 'git ignores it' }];
    expect(migrateJson(['vendor/own'], folder).report).toMatchObject({ skipped, changes: [] });
    initialise(folder);
    initialise(path.join(folder, 'vendor/own'));
    expect(migrateJson(['vendor/own'], folder).report).toMatchObject({ skipped, changes: [] });
    expect(
      migrateJson(['--contract', '../../span-contract.yaml'], path.join(folder, 'vendor/own')).report.changes,
    ).toEqual([{ file: 'a.ts', outcome: 'planned' }]);
  });

  test('that are no UTF-8 are left, for their other letters would be damaged', () => {
    const folder = folderWith(CONTRACT);
    const latin = Buffer.concat([Buffer.from(OLD), Buffer.from('// caf'), Buffer.from([0xe9, 0x0a])]);
    writeFileSync(path.join(folder, 'a.ts'), latin);
    const { status, stdout, stderr } = migrate(['--write'], folder);
    expect({ status, stdout }).toEqual({ status: 1, stdout: '' });
    expect(stderr).toContain(
      'left    a.ts:2:32  The file is not in UTF-8, and writing it would damage other letters in it: save it as UTF-8 first.  rename-spans (encoding)\n',
    );
    expect(readFileSync(path.join(folder, 'a.ts'))).toEqual(latin);
  });

  test('of components are left, each site with its place', () => {
    const vue = `<template><p/></template>\n<script lang="ts">\n${OLD}</script>\n`;
    const folder = folderWith({ ...CONTRACT, 'a.vue': vue });
    expect(migrateJson([], folder).report.skipped).toHaveLength(1);
    mkdirSync(path.join(folder, 'node_modules'));
    symlinkSync(path.join(root, 'node_modules', 'vue'), path.join(folder, 'node_modules', 'vue'));
    expect(migrateJson(['--write'], folder)).toMatchObject({
      status: 1,
      rows: ['a.vue:4:32 rename-spans left (component)'],
      report: { changes: [], diff: '' },
    });
    expect(textOf(folder, 'a.vue')).toBe(vue);
  });

  test('of Astro are left too, each site of each of their programs', () => {
    const astro = `---\n${OLD}---\n<script>\n${OLD}</script>\n`;
    const folder = folderWith({ ...CONTRACT, 'a.astro': astro });
    mkdirSync(path.join(folder, 'node_modules', '@astrojs'), { recursive: true });
    const compiler = path.join('node_modules', '@astrojs', 'compiler');
    symlinkSync(path.join(root, compiler), path.join(folder, compiler));
    expect(migrateJson(['--write'], folder)).toMatchObject({
      status: 1,
      rows: ['a.astro:3:32 rename-spans left (component)', 'a.astro:7:32 rename-spans left (component)'],
    });
    expect(textOf(folder, 'a.astro')).toBe(astro);
  });

  test('twenty thousand are planned and written', { timeout: 180_000 }, () => {
    const folder = folderWith(CONTRACT);
    for (let index = 0; index < 200; index += 1) {
      const below = path.join(folder, `package-${index}`);
      mkdirSync(below);
      for (let file = 0; file < 100; file += 1) {
        writeFileSync(path.join(below, `f${file}.ts`), file < 5 ? OLD : `export const n = ${file};\n`);
      }
    }
    initialise(folder);
    run('git', ['add', '--all'], folder);
    run('git', ['commit', '--quiet', '--message=x'], folder);
    const { status, report } = migrateJson(['--write'], folder);
    expect({ status, files: report.summary['files'], changed: report.summary['changed'] }).toEqual({
      status: 0,
      files: 20_000,
      changed: 1000,
    });
    expect(run('git', ['diff', '--shortstat'], folder).stdout).toBe(
      ' 1000 files changed, 1000 insertions(+), 1000 deletions(-)\n',
    );
  });
});
