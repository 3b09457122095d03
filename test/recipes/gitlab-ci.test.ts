import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { addFiles } from '../cli/command.ts';
import { commit, git } from '../cli/repository.ts';
import { afterInstall, gitLabJobs, type GitLabJob } from './ci-files.ts';
import { mended, repositoryOf, tried, type } from './project.ts';
import { recipe } from './recipe.ts';

const page = recipe('gitlab-ci.md');
const told = page.block('text', 'See it work').trim();
const jobs = gitLabJobs(page.file('.gitlab-ci.yml', 'GitLab CI'));
const large = gitLabJobs(page.file('.gitlab-ci.yml', 'Large code'));

function job(all: Readonly<Record<string, GitLabJob>>, name: string): GitLabJob {
  const found = all[name];
  if (!found) throw new Error(`there is no job ${name}`);
  return found;
}

/** Runs a job and reads the report that it hands over: its failed cases as `file: name`. */
function run(one: GitLabJob, folder: string, env: NodeJS.ProcessEnv = {}) {
  const { status, stderr } = type(afterInstall(one.script), folder, env);
  const report = readFileSync(path.join(folder, one.artifacts.reports.junit), 'utf8');
  const failed = [...report.matchAll(/<testcase name="([^"]*)" classname="([^"]*)" file="[^"]*"><failure /g)];
  return { status, stderr, failed: failed.map(([, name = '', file = '']) => `${file}: ${name}`) };
}

test('a merge request is told of its own findings, in its test report', () => {
  const folder = repositoryOf({ 'src/old.ts': tried });
  const env = { CI_MERGE_REQUEST_DIFF_BASE_SHA: git(folder, 'rev-parse', 'HEAD') };
  addFiles(folder, { 'src/try.ts': tried });
  commit(folder);
  expect(run(job(jobs, 'spans'), folder, env)).toEqual({ status: 1, stderr: '', failed: [`src/try.ts: ${told}`] });
  addFiles(folder, { 'src/try.ts': mended });
  commit(folder);
  expect(run(job(jobs, 'spans'), folder, env)).toEqual({ status: 0, stderr: '', failed: [] });
});

test('the default branch is checked as a whole', () => {
  const folder = repositoryOf({ 'src/old.ts': tried, 'src/try.ts': tried });
  const failed = [`src/old.ts: ${told}`, `src/try.ts: ${told}`];
  expect(run(job(jobs, 'spans-of-all'), folder)).toEqual({ status: 1, stderr: '', failed });
});

test('parallel jobs find together what one finds', () => {
  const one = job(large, 'spans-of-all');
  const names = ['a', 'b', 'c', 'd', 'e', 'f'].map((name) => `src/${name}.ts`);
  const folder = repositoryOf(Object.fromEntries(names.map((name) => [name, tried])));
  const failed = Array.from({ length: one.parallel ?? 0 }, (_, index) => {
    const env = { CI_NODE_INDEX: String(index + 1), CI_NODE_TOTAL: String(one.parallel) };
    return run(one, folder, env).failed;
  });
  expect(failed.flat().sort()).toEqual(names.map((name) => `${name}: ${told}`));
});

test('the report is handed over whatever the check says', () => {
  expect([...Object.values(jobs), ...Object.values(large)].map(({ artifacts }) => artifacts.when)).toEqual([
    'always',
    'always',
    'always',
  ]);
});

test('nothing on the page is untried', () => {
  expect(page.left()).toEqual([]);
});
