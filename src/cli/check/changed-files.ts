import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { decoded, diskInput, type CheckInput } from './check-texts.ts';
import { statOf } from '../../contract/file-stat.ts';
import { isSourceFile } from '../files/script-blocks.ts';
import { UsageError } from '../usage-error.ts';

/** The most that git may print: the text of all staged files. */
const MOST_OUTPUT = 1 << 30;

/**
 * The files that are about to be committed, with the text that is staged, which need not be that of the work tree.
 * @throws UsageError outside of a git work tree
 */
export function stagedFiles(cwd: string): readonly CheckInput[] {
  const top = topOf(cwd);
  const base = revision(cwd, 'HEAD') ?? git(cwd, ['hash-object', '-t', 'tree', '--stdin'], '').toString().trim();
  const changes = rawChanges(
    git(cwd, ['diff-index', '--cached', '--raw', '-z', '-M', '--no-abbrev', base, '--']),
  ).filter(({ path: name }) => isSourceFile(name));
  const texts = blobs(
    cwd,
    changes.map(({ blob }) => blob),
  );
  return changes.map(({ path: name }, index) => ({
    file: path.join(top, name),
    read: () => {
      const text = texts[index];
      if (!text) throw new Error('git has no staged text of it');
      return decoded(text);
    },
  }));
}

/**
 * The files of the work tree that differ from where it left a revision, those that git does not know yet with them.
 * @param since a revision: a branch, a tag, a commit
 * @throws UsageError outside of a git work tree, and for what is no revision
 */
export function filesSince(since: string, cwd: string): readonly CheckInput[] {
  const top = topOf(cwd);
  const commit = revision(cwd, since);
  if (commit === undefined) {
    throw new UsageError(
      `--changed: git knows no revision ${since}. In CI, fetch it first: a shallow clone has one commit.`,
    );
  }
  // what others did on that branch meanwhile is not ours; without a common ancestor the revision itself is what is left
  const base = attempt(cwd, ['merge-base', commit, 'HEAD'])?.toString().trim() ?? commit;
  const changed = rawChanges(git(cwd, ['diff-index', '--raw', '-z', '-M', '--no-abbrev', base, '--'])).map(
    (one) => one.path,
  );
  const unknown = git(top, ['ls-files', '--others', '--exclude-standard', '-z']).toString().split('\0').filter(Boolean);
  return [...new Set([...changed, ...unknown])]
    .filter((name) => isSourceFile(name))
    .map((name) => path.join(top, name))
    .filter((file) => statOf(file)?.isFile())
    .map((file) => diskInput({ file }));
}

/** Whether git knows a text as a revision. */
export function isRevision(text: string, cwd: string): boolean {
  return revision(cwd, text) !== undefined;
}

function topOf(cwd: string): string {
  const found = attempt(cwd, ['rev-parse', '--show-toplevel']);
  if (!found) throw new UsageError('--changed needs git and a work tree of it, and there is none here.');
  return path.resolve(found.toString().replace(/\n$/, ''));
}

function revision(cwd: string, text: string): string | undefined {
  const found = attempt(cwd, ['rev-parse', '--verify', '--quiet', '--end-of-options', `${text}^{commit}`]);
  return found?.toString().trim();
}

interface Change {
  /** From the top of the work tree. */
  readonly path: string;
  readonly blob: string;
}

/**
 * Changes that leave a file: added, modified, renamed to, copied to.
 * Source: «Raw output format» of git-diff-index with -z: `:mode mode blob blob status NUL path NUL`, and a second path after R and C.
 */
function rawChanges(output: Buffer): readonly Change[] {
  const fields = output.toString().split('\0');
  const changes: Change[] = [];
  for (let at = 0; at + 1 < fields.length;) {
    const [, mode = '', , blob = '', status = ''] = (fields[at++] ?? '').split(' ');
    const first = fields[at++] ?? '';
    const name = /^[RC]/.test(status) ? (fields[at++] ?? '') : first;
    // links, submodules and what is gone are no text
    if (mode.startsWith('100') && !/^[DU]/.test(status)) changes.push({ path: name, blob });
  }
  return changes;
}

/** The contents of blobs, in one go. */
function blobs(cwd: string, names: readonly string[]): readonly (Buffer | undefined)[] {
  if (names.length === 0) return [];
  const output = git(cwd, ['cat-file', '--batch'], `${names.join('\n')}\n`);
  let at = 0;
  return names.map(() => {
    const end = output.indexOf('\n', at);
    const [, kind, size = ''] = output.subarray(at, end).toString().split(' ');
    at = end + 1;
    if (kind !== 'blob') return undefined;
    const start = at;
    at += Number(size) + 1;
    return output.subarray(start, start + Number(size));
  });
}

function git(cwd: string, args: readonly string[], input?: string): Buffer {
  const { status, stdout, stderr, error } = call(cwd, args, input);
  if (status === 0) return stdout;
  throw new UsageError(`--changed: git ${args[0] ?? ''} failed: ${error?.message ?? stderr.toString().trim()}`);
}

function attempt(cwd: string, args: readonly string[]): Buffer | undefined {
  const { status, stdout } = call(cwd, args);
  return status === 0 ? stdout : undefined;
}

function call(cwd: string, args: readonly string[], input?: string) {
  return spawnSync('git', args, { cwd, maxBuffer: MOST_OUTPUT, ...(input === undefined ? {} : { input }) });
}
