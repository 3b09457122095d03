import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { badName, folderWith, spanContract } from './command.ts';

/** A folder with findings in several files, a broken file, one that is skipped, and a result for each of three parts. */
function sharded(files: Readonly<Record<string, string>> = {}): { folder: string; parts: readonly string[] } {
  const names = ['a', 'B', 'c d', 'é', 'e', 'f/g', 'f/a'];
  const folder = folderWith({
    ...Object.fromEntries(names.map((name) => [`${name}.ts`, badName('BadName') + badName('WorseName')])),
    'broken.ts': `${badName('x')}const = 1;\n`,
    'page.astro': badName('AstroName'),
    ...files,
  });
  const parts = [1, 2, 3].map((index) => `part-${index}.sarif`);
  for (const [index, part] of parts.entries()) {
    spanContract(['check', '--shard', `${index + 1}/3`, '--format', 'sarif', '--output', part], folder);
  }
  return { folder, parts };
}

const failure = (text: string) => ({ status: 2, stdout: '', stderr: `span-contract: ${text}\n` });

test('the parts together are what a run over everything writes', () => {
  const { folder, parts } = sharded();
  const whole = spanContract(['check', '--format', 'sarif'], folder).stdout;
  expect(spanContract(['merge-sarif', ...parts.toReversed()], folder)).toEqual({
    status: 0,
    stdout: whole,
    stderr: '',
  });
  expect(spanContract(['merge-sarif', ...parts, '--output', 'all.sarif'], folder).status).toBe(0);
  expect(readFileSync(path.join(folder, 'all.sarif'), 'utf8')).toBe(whole);
});

test('a faulty contract, which every part tells, is told once', () => {
  const { folder, parts } = sharded({ 'span-contract.yaml': 'version: 2\n' });
  const whole = spanContract(['check', '--format', 'sarif'], folder).stdout;
  expect(spanContract(['merge-sarif', ...parts], folder).stdout).toBe(whole);
});

test('parts that are missing, of another run, or none at all are told', () => {
  const { folder, parts } = sharded();
  const [one = '', two = '', three = ''] = parts;
  const merged = (...files: string[]) => spanContract(['merge-sarif', ...files], folder);
  expect(merged(two)).toEqual(failure('Of 3 parts these are missing: 1, 3.'));
  expect(merged(one, two, three, one)).toEqual(failure('There are more files than the 3 parts.'));
  spanContract(['check', '--shard', '3/4', '--format', 'sarif', '--output', 'other.sarif'], folder);
  expect(merged(one, two, 'other.sarif')).toEqual(
    failure('other.sarif and part-1.sarif are of different runs: number of parts, version or rules differ.'),
  );
  const rule = ['--rule', 'span-name-format'];
  spanContract(['check', ...rule, '--shard', '3/3', '--format', 'sarif', '--output', 'other.sarif'], folder);
  expect(merged(one, two, 'other.sarif').status).toBe(2);
  spanContract(['check', '--format', 'sarif', '--output', 'whole.sarif'], folder);
  for (const file of ['whole.sarif', 'list.sarif']) {
    writeFileSync(path.join(folder, 'list.sarif'), 'null');
    expect(merged(file)).toEqual(
      failure(`${file} is no part of a sharded run. Write it with check --shard 1/4 --format sarif --output.`),
    );
  }
  expect(merged('gone.sarif').stderr).toMatch(/^span-contract: gone\.sarif cannot be read as SARIF: ENOENT/);
});
