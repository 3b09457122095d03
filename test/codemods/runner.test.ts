import { spawnSync } from 'node:child_process';
import {
  cpSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';

// The real runner on the built codemods, in a copy of the example. It exits with 0 whatever happens, so its counts are read.

const project = path.join(import.meta.dirname, '../..');
const runner = createRequire(import.meta.url).resolve('jscodeshift/bin/jscodeshift.js');
let cache: string;
let folder: string;

// where Babel keeps what it compiled: a project has it in its node_modules, these folders have none
beforeAll(() => {
  cache = mkdtempSync(path.join(tmpdir(), 'span-contract-babel-'));
});
afterAll(() => {
  rmSync(cache, { recursive: true, force: true });
});

beforeEach(() => {
  folder = realpathSync(mkdtempSync(path.join(tmpdir(), 'span-contract-runner-')));
  cpSync(path.join(project, 'examples/agent'), folder, { recursive: true });
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

interface Run {
  readonly out: string;
  readonly counts: Readonly<Record<string, number>>;
}

/** Babel leaves a transform below node_modules as it is, where users have it; here it would compile all of the package for every run. */
function run(codemod: string, args: readonly string[], input = ''): Run {
  return runAsIs(codemod, ['--no-babel', ...args], input);
}

function runAsIs(codemod: string, args: readonly string[], input = ''): Run {
  const transform = path.join(project, 'codemods', `${codemod}.cjs`);
  const outcome = spawnSync(
    process.execPath,
    [runner, '-t', transform, '--extensions=ts,tsx,mts,cts,js,jsx,mjs,cjs', ...args],
    {
      cwd: folder,
      encoding: 'utf8',
      input,
      env: { ...process.env, NO_COLOR: '1', BABEL_CACHE_PATH: path.join(cache, 'babel.json') },
    },
  );
  const out = outcome.stdout + outcome.stderr;
  const counts = [...out.matchAll(/^(\d+) (errors|unmodified|skipped|ok)/gm)].map(([, count, what]) => [
    what,
    Number(count),
  ]);
  return { out, counts: Object.fromEntries(counts) as Run['counts'] };
}

const read = (file: string) => readFileSync(path.join(folder, file), 'utf8');
const contents = () =>
  Object.fromEntries(readdirSync(path.join(folder, 'before')).map((file) => [file, read(`before/${file}`)]));

describe('a run over a folder', () => {
  test('writes the files that change, says each site, and the second run changes nothing', () => {
    const first = runAsIs('rename-spans', ['before', '--cpus=2']);
    expect(first.counts).toEqual({ errors: 0, unmodified: 0, skipped: 5, ok: 3 });
    expect(first.out).toMatch(/writer\.ts 30:33 done \(renamed\): Renamed `call-to-openai` to `gen_ai\.completion`\./);
    expect(read('before/writer.ts')).toContain(`tracer.startSpan('gen_ai.completion', {`);
    const after = contents();
    expect(run('rename-spans', ['before', '--cpus=2']).counts).toEqual({ errors: 0, unmodified: 0, skipped: 8, ok: 0 });
    expect(contents()).toEqual(after);
  });

  test('a dry run prints and writes nothing', () => {
    const before = contents();
    const { out, counts } = run('hoist-span-variables', ['--dry', '--print', '--run-in-band', 'before']);
    expect(counts['ok']).toBe(2);
    expect(out).toContain(
      `startActiveSpan('agent.tool.call', { attributes: { 'agent.tool.name': tool.name } }, async (span) => {`,
    );
    expect(contents()).toEqual(before);
  });

  test('files may come on standard input', () => {
    const { counts } = run('redact-prompts', ['--stdin', '--run-in-band'], 'before/tools.ts\n');
    expect(counts).toEqual({ errors: 0, unmodified: 0, skipped: 0, ok: 1 });
    expect(read('before/tools.ts')).toContain(`span.setAttribute('agent.tool.input.length', input.length);`);
  });
});

test('a contract may be given', () => {
  writeFileSync(
    path.join(folder, 'other.yaml'),
    'version: 1\nextends: [agent]\nspans:\n  retrieval.find: { replaces: [retrieval.query] }\n',
  );
  run('rename-spans', ['before', '--run-in-band', '--contract=other.yaml']);
  expect(read('before/retrieval.ts')).toContain(`tracer.startActiveSpan('retrieval.find'`);
});

test('sites that are left are marked on request, once', () => {
  rmSync(path.join(folder, 'span-contract.yaml'));
  run('rename-spans', ['before', '--run-in-band', '--mark=true']);
  const marked = read('before/writer.ts');
  expect(marked).toContain(
    '  // span-contract: `call-to-openai` could be `gen_ai.completion`, but no contract file says so',
  );
  run('rename-spans', ['before', '--run-in-band', '--mark=true']);
  expect(read('before/writer.ts')).toBe(marked);
});

describe('what goes wrong', () => {
  test('a run that finds nothing says what it looked for', () => {
    const { out } = run('hoist-span-variables', ['after', '--run-in-band']);
    expect(out).toMatch(
      /hoist-span-variables: in \d files that may concern spans there was no span name with data in it; it rewrites .*`call_\{agent\.tool\.name\}_tool`/,
    );
  });

  test('a contract without `replaces`', () => {
    writeFileSync(path.join(folder, 'bare.yaml'), 'version: 1\nspans:\n  billing.invoice.create: {}\n');
    const { out, counts } = run('rename-spans', ['before', '--run-in-band', '--contract=bare.yaml']);
    expect(counts['ok']).toBe(0);
    expect(out).toContain('there was no name to rename: the contract says of no name that it `replaces` others.');
  });

  test('two names that claim the same old one', () => {
    writeFileSync(
      path.join(folder, 'span-contract.yaml'),
      'version: 1\nspans:\n  a.b: { replaces: [llm_call] }\n  a.c: { replaces: [llm_call] }\n',
    );
    const before = contents();
    const { out, counts } = run('rename-spans', ['before', '--run-in-band']);
    expect(counts['ok']).toBe(0);
    expect(out).toMatch(
      /agent\.ts 1:1 failed \(contract\): .*span-contract\.yaml:4:\d+: both `a\.b` and `a\.c` replace `llm_call`/,
    );
    expect(contents()).toEqual(before);
  });

  test('a file that cannot be read is passed over, and the others are done', () => {
    symlinkSync('nowhere.ts', path.join(folder, 'before/dangling.ts'));
    const { counts } = run('redact-prompts', ['before', '--run-in-band']);
    expect(counts['ok']).toBe(4);
    expect(readlinkSync(path.join(folder, 'before/dangling.ts'))).toBe('nowhere.ts');
  });

  test('a file that does not parse', () => {
    const broken = `${read('before/tools.ts')}\nconst broken = ;\n`;
    writeFileSync(path.join(folder, 'before/tools.ts'), broken);
    const { out, counts } = run('redact-prompts', ['before', '--run-in-band']);
    expect(counts['errors']).toBe(0);
    expect(out).toMatch(/tools\.ts \d+:16 failed \(unparsable\): The file does not parse: .* It is left as it is\./);
    expect(read('before/tools.ts')).toBe(broken);
  });
});
