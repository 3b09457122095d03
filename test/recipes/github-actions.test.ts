import { mkdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { addFiles } from '../cli/command.ts';
import { commit, git } from '../cli/repository.ts';
import { actionsJobs, afterInstall, filledIn, type ActionsJob } from './ci-files.ts';
import { mended, repositoryOf, tried, type } from './project.ts';
import { recipe } from './recipe.ts';

const page = recipe('github-actions.md');
const told = page.block('text', 'See it work');
const jobs = actionsJobs(page.file('.github/workflows/spans.yml', 'GitHub Actions'));
const large = actionsJobs(page.file('.github/workflows/spans-of-all.yml', 'Large code'));

function job(all: Readonly<Record<string, ActionsJob>>, name: string): ActionsJob {
  const found = all[name];
  if (!found) throw new Error(`there is no job ${name}`);
  return found;
}

/** The lines of a job after `npm ci`. */
function linesOf(one: ActionsJob, values: Readonly<Record<string, string | number>> = {}): string {
  return filledIn(afterInstall(one.steps.flatMap(({ run = [] }) => run)), values);
}

/** What a step of an action is given. */
function given(one: ActionsJob, action: string, values: Readonly<Record<string, string | number>> = {}) {
  const step = one.steps.find(({ uses }) => uses?.startsWith(`${action}@`));
  return Object.fromEntries(
    Object.entries(step?.with ?? {}).map(([key, value]) => [key, filledIn(String(value), values)]),
  );
}

interface Log {
  readonly runs: readonly {
    readonly automationDetails: { readonly id: string };
    readonly results: readonly {
      readonly locations: readonly { physicalLocation: { artifactLocation: { uri: string } } }[];
    }[];
  }[];
}

/** The files with findings in a SARIF file, and the id of its run. */
function sarif(folder: string, file: string) {
  const { runs } = JSON.parse(readFileSync(path.join(folder, file), 'utf8')) as Log;
  return runs.map(({ automationDetails: { id }, results }) => ({
    id,
    files: results.map(({ locations }) => locations[0]?.physicalLocation.artifactLocation.uri),
  }));
}

/** A checkout as the action makes it of a pull request: one that merges it into the branch it is for. */
function pullRequest(before: Readonly<Record<string, string>>, changed: Readonly<Record<string, string>>): string {
  const folder = repositoryOf(before);
  git(folder, 'checkout', '--quiet', '-b', 'topic');
  addFiles(folder, changed);
  commit(folder);
  git(folder, 'checkout', '--quiet', 'main');
  commit(folder);
  git(folder, 'update-ref', 'refs/remotes/origin/main', 'main');
  git(folder, 'checkout', '--quiet', '--detach');
  git(folder, 'merge', '--quiet', '--no-ff', '--message=merge', 'topic');
  git(folder, 'branch', '--quiet', '-D', 'main', 'topic');
  return folder;
}

test('a pull request is told of its own findings, beside their lines', () => {
  const lines = linesOf(job(jobs, 'changed'));
  expect(given(job(jobs, 'changed'), 'actions/checkout')).toEqual({ 'fetch-depth': '0' });
  const old = { 'src/old.ts': tried };
  const faulty = pullRequest(old, { 'src/try.ts': tried });
  const env = { GITHUB_BASE_REF: 'main' };
  expect(type(lines, faulty, { ...env, GITHUB_WORKSPACE: faulty })).toEqual({
    status: 1,
    stdout: `${told}1 error in 1 of 1 file.\n`,
    stderr: '',
  });
  const right = pullRequest(old, { 'src/try.ts': mended });
  expect(type(lines, right, { ...env, GITHUB_WORKSPACE: right })).toMatchObject({ status: 0 });
});

test('main is checked as a whole, and code scanning is given what the command writes', () => {
  const one = job(jobs, 'all');
  const folder = repositoryOf({ 'src/old.ts': tried, 'src/try.ts': tried });
  expect(type(linesOf(one), folder)).toMatchObject({ status: 1, stderr: '' });
  const { sarif_file: uploaded = '' } = given(one, 'github/codeql-action/upload-sarif');
  expect(sarif(folder, uploaded)).toEqual([{ id: 'span-contract/', files: ['src/old.ts', 'src/try.ts'] }]);
  expect(one.permissions).toEqual({ contents: 'read', 'security-events': 'write' });
});

test('a failed check does not keep the steps after it from what they are for', () => {
  const checks = [...Object.values(jobs), ...Object.values(large)].flatMap(({ steps }) =>
    steps.filter((_, index) => steps[index - 1]?.run?.includes('span-contract check')),
  );
  expect(checks.map((step) => step.if)).toEqual(['${{ !cancelled() }}', '${{ !cancelled() }}']);
  expect(job(large, 'together')).toMatchObject({ needs: 'part', if: '${{ !cancelled() }}' });
});

describe('parts on several machines', () => {
  const part = job(large, 'part');
  const together = job(large, 'together');
  const files = Object.fromEntries(['a', 'b', 'c', 'd', 'e', 'f'].map((name) => [`src/${name}.ts`, tried]));

  /** Runs the parts and takes over what they upload, all in the place where the last job looks for it. */
  function partsOf(folder: string): void {
    const { path: downloads = '', pattern = '' } = given(together, 'actions/download-artifact');
    mkdirSync(path.join(folder, downloads));
    for (const number of part.strategy?.matrix['part'] ?? []) {
      const values = { 'matrix.part': number };
      expect(type(linesOf(part, values), folder).stderr).toBe('');
      const { name = '', path: file = '' } = given(part, 'actions/upload-artifact', values);
      expect(name.startsWith(pattern.replace('*', ''))).toBe(true);
      renameSync(path.join(folder, file), path.join(folder, downloads, file));
    }
  }

  test('are put together to one result', () => {
    const folder = repositoryOf(files);
    partsOf(folder);
    expect(type(linesOf(together), folder)).toEqual({ status: 0, stdout: '', stderr: '' });
    const { sarif_file: uploaded = '' } = given(together, 'github/codeql-action/upload-sarif');
    expect(sarif(folder, uploaded)).toEqual([{ id: 'span-contract/', files: Object.keys(files) }]);

    rmSync(path.join(folder, 'parts', 'spans-3.sarif'));
    expect(type(linesOf(together), folder)).toEqual({
      status: 2,
      stdout: '',
      stderr: 'span-contract: Of 4 parts these are missing: 3.\n',
    });
  });
});

test('nothing on the page is untried', () => {
  expect(page.left()).toEqual([]);
});
