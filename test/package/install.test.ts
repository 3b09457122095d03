import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { install, mustRun, ownRange, pack, root, run, temporaryFolder } from './tarball.ts';

const faulty = `import { trace } from '@opentelemetry/api';

const tracer = trace.getTracer('shop');

export function callTool(tool) {
  const span = tracer.startSpan(\`call_\${tool}_tool\`);
  span.end();
}
`;

/** A configuration that extends by name, as a user writes it. */
const byName = `import { defineConfig } from 'eslint/config';
import plugin from 'eslint-plugin-span-contract';

export default defineConfig([
  { files: ['**/*.ts', '**/*.js'], plugins: { 'span-contract': plugin }, extends: ['span-contract/recommended'] },
]);
`;

/** The same in TypeScript, with what else the types promise. */
const typed = {
  'typed/eslint.config.ts': `${byName}
export const rule = plugin.rules['span-name-format'];
export const version: string = plugin.meta.version;
export const strict = [plugin.configs.strict];
// @ts-expect-error there is no such rule
export const missing = plugin.rules['no-such-rule'];
`,
  'typed/tsconfig.json': JSON.stringify({
    compilerOptions: {
      strict: true,
      exactOptionalPropertyTypes: true,
      noUncheckedIndexedAccess: true,
      module: 'nodenext',
      target: 'es2022',
      types: [],
      noEmit: true,
    },
  }),
};

/** Type-checks the configuration in a project with the compiler of ours, so that the project needs none. */
function typecheck(project: string): unknown {
  return run(join(root, 'node_modules', '.bin', 'tsc'), ['-p', 'typed'], project);
}

interface LintedFile {
  readonly filePath: string;
  readonly messages: readonly { readonly ruleId: string | null; readonly message: string }[];
}

/** Rule ids that ESLint's command reports in a project. */
function lint(project: string): readonly (string | null)[] {
  const eslint = join(project, 'node_modules', '.bin', 'eslint');
  const outcome = run(eslint, ['--format', 'json', 'src'], project);
  expect(outcome.stderr).toBe('');
  expect(outcome.status).toBe(1);
  const files = JSON.parse(outcome.stdout) as readonly LintedFile[];
  return files.flatMap((file) => file.messages.map((message) => message.ruleId));
}

const folder = temporaryFolder();
let tarball: string;

beforeAll(() => {
  ({ tarball } = pack(folder.path));
}, 120_000);

afterAll(() => {
  folder.remove();
});

describe('installed beside ESLint 10, without TypeScript', { timeout: 300_000 }, () => {
  let project: string;

  beforeAll(() => {
    project = join(folder.path, 'eslint-10');
    const config = `import spanContract from 'eslint-plugin-span-contract';
export default [spanContract.configs.recommended];
`;
    install(project, { ...typed, 'eslint.config.js': config, 'src/agent.js': faulty }, ['eslint@10', tarball]);
  }, 300_000);

  it('reports from one line of config', () => {
    expect(lint(project)).toContain('span-contract/no-variable-span-name');
  });

  it('has the command, which finds the same', () => {
    const { status, stdout } = run('npx', ['--no-install', 'span-contract', 'check', '--json', 'src'], project);
    const { findings } = JSON.parse(stdout) as { findings: readonly { rule: string }[] };
    expect(findings.map(({ rule }) => rule)).toEqual(lint(project));
    expect(status).toBe(1);
  });

  it('brings no TypeScript along, so that no version of it is asked for', () => {
    expect(existsSync(join(project, 'node_modules', 'typescript'))).toBe(false);
  });

  it('type-checks in a configuration written in TypeScript', () => {
    expect(typecheck(project)).toEqual({ status: 0, stdout: '', stderr: '' });
  });

  it('is the plugin itself for require()', () => {
    const script = `const plugin = require('eslint-plugin-span-contract');
console.log(JSON.stringify([plugin.meta, Object.keys(plugin.rules).sort(), Object.keys(plugin.configs)]));`;
    const answer: unknown = JSON.parse(mustRun(process.execPath, ['--input-type=commonjs', '-e', script], project));
    expect(answer).toEqual([
      { name: 'eslint-plugin-span-contract', version: expect.any(String) as string, namespace: 'span-contract' },
      [
        'known-span-name',
        'no-raw-prompt-attribute',
        'no-span-in-hot-loop',
        'no-variable-span-name',
        'require-provider-shutdown',
        'span-name-format',
      ],
      ['recommended', 'strict'],
    ]);
  });

  it('says what is wrong where the parser has no build for the platform, and does not call it a finding', () => {
    const binding = join(project, 'node_modules', '@oxc-parser');
    renameSync(binding, `${binding}.away`);
    try {
      const { status, stdout, stderr } = run('npx', ['--no-install', 'span-contract', 'check', 'src'], project);
      expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
      expect(stderr).toMatch(/^span-contract failed: Error: Cannot find native binding/);
    } finally {
      renameSync(`${binding}.away`, binding);
    }
  });

  it('runs a codemod in the runner, as its page says', () => {
    const contract = 'version: 1\nextends: [agent]\n';
    writeFileSync(join(project, 'span-contract.yaml'), contract);
    const transform = 'node_modules/eslint-plugin-span-contract/codemods/hoist-span-variables.cjs';
    const args = [createRequire(import.meta.url).resolve('jscodeshift/bin/jscodeshift.js'), '-t', transform];
    const out = mustRun(process.execPath, [...args, '--extensions=ts,tsx,mts,cts,js,jsx,mjs,cjs', 'src'], project);
    expect(out).toMatch(/^0 errors\n0 unmodified\n0 skipped\n1 ok$/m);
    expect(readFileSync(join(project, 'src/agent.js'), 'utf8')).toContain(
      `tracer.startSpan('agent.tool.call', { attributes: { 'agent.tool.name': String(tool) } });`,
    );
  });

  it('loads neither zod nor yaml before a contract is read, and nothing of the command', () => {
    const modules = join(project, 'node_modules');
    const names = ['zod', 'yaml', 'commander', 'ignore', 'oxc-parser', '@typescript-eslint', '@eslint'];
    for (const name of names) renameSync(join(modules, name), join(modules, `.${name}`));
    try {
      const script = "await import('eslint-plugin-span-contract'); console.log('loaded');";
      expect(mustRun(process.execPath, ['--input-type=module', '-e', script], project)).toBe('loaded\n');
    } finally {
      for (const name of names) renameSync(join(modules, `.${name}`), join(modules, name));
    }
  });
});

describe('installed beside ESLint 9 and TypeScript', { timeout: 300_000 }, () => {
  let project: string;

  beforeAll(() => {
    project = join(folder.path, 'eslint-9');
    const config = byName.replace(
      "'span-contract': plugin }",
      "'span-contract': plugin }, languageOptions: { parser }",
    );
    const files = {
      ...typed,
      'eslint.config.js': `import parser from '@typescript-eslint/parser';\n${config}`,
      'src/agent.ts': faulty.replace('(tool)', '(tool: string): void'),
    };
    install(project, files, ['eslint@9', ownRange('@typescript-eslint/parser'), ownRange('typescript'), tarball]);
  }, 300_000);

  it('reports from a config that extends by name', () => {
    expect(lint(project)).toContain('span-contract/no-variable-span-name');
  });

  it('type-checks in a configuration written in TypeScript', () => {
    expect(typecheck(project)).toEqual({ status: 0, stdout: '', stderr: '' });
  });

  it('loads no TypeScript itself', () => {
    const modules = join(project, 'node_modules');
    renameSync(join(modules, 'typescript'), join(modules, '.typescript'));
    try {
      const script = "await import('eslint-plugin-span-contract'); console.log('loaded');";
      expect(mustRun(process.execPath, ['--input-type=module', '-e', script], project)).toBe('loaded\n');
    } finally {
      renameSync(join(modules, '.typescript'), join(modules, 'typescript'));
    }
  });
});

describe('installed beside Oxlint, without ESLint', { timeout: 300_000 }, () => {
  let project: string;

  beforeAll(() => {
    project = join(folder.path, 'oxlint');
    const config = {
      jsPlugins: ['eslint-plugin-span-contract'],
      rules: { 'span-contract/no-variable-span-name': 'error' },
    };
    const files = { '.oxlintrc.json': JSON.stringify(config), 'src/agent.js': faulty };
    install(project, files, [ownRange('oxlint'), tarball]);
  }, 300_000);

  it('brings no ESLint along', () => {
    expect(existsSync(join(project, 'node_modules', 'eslint'))).toBe(false);
  });

  it('reports, as the command does', () => {
    const { status, stdout } = run('npx', ['--no-install', 'oxlint', 'src'], project);
    expect(stripVTControlCharacters(stdout)).toContain(
      'span-contract(no-variable-span-name): The preset `agent` replaces',
    );
    expect(status).toBe(1);
    const command = run('npx', ['--no-install', 'span-contract', 'check', 'src'], project);
    expect(command.stdout).toContain('span-contract/no-variable-span-name');
    expect(command.status).toBe(1);
  });
});
