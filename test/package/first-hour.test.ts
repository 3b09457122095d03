import { cpSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { parse } from 'yaml';
import { install, mustRun, ownRange, pack, root, run, temporaryFolder, type Outcome } from './tarball.ts';

// What a new user does in the first hour, with the packed package and the faulty code of the example.

const folder = temporaryFolder();
const project = join(folder.path, 'project');

beforeAll(() => {
  const { tarball } = pack(folder.path);
  const telemetry = ['@opentelemetry/api', '@opentelemetry/sdk-trace-node'];
  install(project, { '.gitignore': 'out/\nnode_modules/\n' }, [tarball, ...telemetry.map(ownRange)]);
  cpSync(join(root, 'examples/agent/before'), join(project, 'src'), { recursive: true });
}, 240_000);

afterAll(() => {
  folder.remove();
});

function spanContract(...args: string[]): Outcome {
  return run('npx', ['--no-install', 'span-contract', ...args], project);
}

it('from no contract to a migrated code base', { timeout: 240_000 }, () => {
  expect(spanContract('init', '--yes')).toMatchObject({ status: 0 });
  const before = spanContract('check', '--json');
  expect(before.status, before.stderr).toBe(1);
  // the program loses its last batch, which is its only one
  expect(runProgram()).toMatchObject({ spans: [] });
  // nothing is under git here, so nothing has to be clean
  const migrated = spanContract('migrate', '--write', '--json');
  const { rows } = JSON.parse(migrated.stdout) as { rows: { outcome: string; rule: string; line: number }[] };
  expect(rows.filter(({ outcome }) => outcome === 'failed')).toEqual([]);
  const after = spanContract('check', '--json');
  const { findings } = JSON.parse(after.stdout) as { findings: { rule: string }[] };
  const left = rows.filter(({ outcome }) => outcome === 'left').map(({ rule }) => rule);
  expect(findings.filter(({ rule }) => !left.includes(rule))).toEqual([]);
  expect(findings.map(({ rule }) => rule)).toEqual(['span-contract/no-span-in-hot-loop']);
});

/** A program that answers some questions as `main.ts` does, and prints the spans that are exported, and all that was said. */
const PROGRAM = `
import { run } from './main.js';
import { StandInClient } from './model.js';
import { handbook } from './retrieval.js';
import { startTelemetry } from './telemetry.js';

const print = (line) => console.log(JSON.stringify(line));
startTelemetry({
  export(spans, done) {
    for (const { name, attributes, events, status } of spans) print({ span: { name, attributes, events, status } });
    done({ code: 0 });
  },
  shutdown: () => Promise.resolve(),
});

const model = new StandInClient();
const create = async (request) => {
  const completion = await model.chat.completions.create(request);
  const { content } = completion.choices[0].message;
  for (const text of [...request.messages.map((message) => message.content), content]) print({ said: text });
  return completion;
};
for (const { text } of handbook) print({ said: text });
for (const question of ['What does the Team plan cost for 12 seats?', 'What does the Solo plan cost for 3 seats?'])
  await run(question, { client: { chat: { completions: { create } } } });
`;

interface PrintedSpan {
  readonly name: string;
  readonly attributes: Readonly<Record<string, unknown>>;
  readonly events: readonly { readonly name: string; readonly attributes?: Readonly<Record<string, unknown>> }[];
  readonly status: { readonly message?: string };
}

/** Runs the program with the sources of the project as they are now. */
function runProgram(): { readonly spans: readonly PrintedSpan[]; readonly said: readonly string[] } {
  const out = join(project, 'out');
  mkdirSync(out, { recursive: true });
  const compilerOptions = {
    module: ts.ModuleKind.ESNext,
    target: ts.ScriptTarget.ES2022,
    rewriteRelativeImportExtensions: true,
  };
  for (const name of readdirSync(join(project, 'src'))) {
    const { outputText } = ts.transpileModule(readFileSync(join(project, 'src', name), 'utf8'), { compilerOptions });
    writeFileSync(join(out, name.replace(/\.ts$/, '.js')), outputText);
  }
  writeFileSync(join(out, 'program.js'), PROGRAM);
  const lines = mustRun(process.execPath, [join(out, 'program.js')], project)
    .trim()
    .split('\n');
  const printed = lines.map((line) => JSON.parse(line) as { readonly span?: PrintedSpan; readonly said?: string });
  return { spans: printed.flatMap(({ span }) => span ?? []), said: printed.flatMap(({ said }) => said ?? []) };
}

/** Every text on a span but its name. */
function textsOn({ attributes, events, status }: PrintedSpan): readonly string[] {
  const values = [attributes, ...events.map((event) => event.attributes ?? {})].flatMap((all) =>
    Object.values(all).flat(),
  );
  const texts = values.filter((value) => typeof value === 'string');
  return [...texts, ...events.map(({ name }) => name), status.message ?? ''];
}

it('and the program then makes spans that the proposed contract names, without content, and loses none', () => {
  const contract = parse(readFileSync(join(project, 'span-contract.yaml'), 'utf8')) as {
    spans: Record<string, unknown>;
  };
  const { spans, said } = runProgram();
  expect(said).toContain('What does the Solo plan cost for 3 seats?');
  // no name is of a question, a tool or a step, so two questions have the names of the contract and no others
  expect([...new Set(spans.map(({ name }) => name))].sort()).toEqual(Object.keys(contract.spans).sort());
  // all of both questions, the last one too, which nothing flushes but the hook that was added
  const count = (name: string) => spans.filter((span) => span.name === name).length;
  expect({ runs: count('workflow.run'), replies: count('agent.consume_task') }).toEqual({ runs: 2, replies: 2 });
  // labels and ids hold no space, and all that is said does
  const texts = spans.flatMap(textsOn);
  expect(texts.filter((text) => text.includes(' ') || (text !== '' && said.includes(text)))).toEqual([]);
  const names = spans
    .filter(({ name }) => name === 'agent.tool.call')
    .map(({ attributes }) => attributes['agent.tool.name']);
  expect(new Set(names)).toEqual(new Set(['search_documents', 'calculator']));
});
