import { cpSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { install, pack, root, run, temporaryFolder, type Outcome } from './tarball.ts';

// What a new user does in the first hour, with the packed package and the faulty code of the example.

const folder = temporaryFolder();
const project = join(folder.path, 'project');

beforeAll(() => {
  const { tarball } = pack(folder.path);
  install(project, {}, [tarball]);
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
