import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { workTreeOf } from './git-ignore.ts';
import type { SourceFile } from './source-files.ts';
import { UsageError } from '../usage-error.ts';

/** A file whose text git could not give back, and why, as the end of a sentence. */
export interface UncleanFile {
  readonly file: SourceFile;
  readonly state: string;
}

/** The most characters of paths that one call of git is given. Source: Windows takes 32,767 for a whole command line. */
const MOST_ARGUMENTS = process.platform === 'win32' ? 20_000 : 100_000;

/**
 * Of some files those that git does not hold as they are: with changes, in a conflict, or not known to it. Files outside of a work tree
 * are clean. Only these files are looked at, each in its own work tree.
 * @param files true paths, for what lies behind a link is another file to git
 * @throws UsageError where there is a work tree and git does not answer
 */
export function uncleanFiles(files: readonly SourceFile[]): readonly UncleanFile[] {
  return byWorkTree(files).flatMap(([top, members]) => {
    const named = new Map(members.map((file) => [nameIn(top, file).toString('latin1'), file]));
    const args = ['status', '--porcelain', '-z', '--no-renames', '--untracked-files=all', '--'];
    return batches(members.map((file) => pathspecOf(top, file))).flatMap((specs) => {
      const { stdout, problem } = git(top, [...args, ...specs]);
      if (!stdout) {
        throw new UsageError(
          `git does not say whether the files to be written are clean: ${problem}\nNothing was written. Mend it, or write all the same with --force.`,
        );
      }
      return stdout
        .toString('latin1')
        .split('\0')
        .flatMap((entry): UncleanFile[] => {
          const file = named.get(entry.slice(3));
          return file ? [{ file, state: stateOf(entry.slice(0, 2)) }] : [];
        });
    });
  });
}

/**
 * Of some files those that git ignores, by its own reading of all its settings. None where git does not answer.
 * @param files true paths
 */
export function ignoredFiles(files: readonly SourceFile[]): ReadonlySet<SourceFile> {
  const ignored = byWorkTree(files).flatMap(([top, members]) => {
    const names = members.map((file) => nameIn(top, file));
    const input = Buffer.concat(names.flatMap((name) => [name, Buffer.of(0)]));
    const answers = new Set(git(top, ['check-ignore', '-z', '--stdin'], input).stdout?.toString('latin1').split('\0'));
    return members.filter((_, index) => answers.has(names[index]?.toString('latin1') ?? ''));
  });
  return new Set(ignored);
}

/** Source: «Short Format» of git-status: two letters, a space, the path. */
function stateOf(letters: string): string {
  if (letters === '??') return 'is not known to git';
  return /U|AA|DD/.test(letters) ? 'is in a merge conflict' : 'has changes that are not committed';
}

/** Files by the top of the work tree that they are in: a submodule, a nested repository and a linked work tree have their own. */
function byWorkTree(files: readonly SourceFile[]): readonly (readonly [top: string, files: readonly SourceFile[]])[] {
  const trees = new Map<string, SourceFile[]>();
  const tops = new Map<string, string | undefined>();
  for (const file of files) {
    const folder = path.dirname(file.file);
    if (!tops.has(folder)) tops.set(folder, workTreeOf(folder));
    const top = tops.get(folder);
    if (top === undefined) continue;
    const members = trees.get(top);
    if (members) members.push(file);
    else trees.set(top, [file]);
  }
  return [...trees];
}

/** A file as git names it: from the top, with forward slashes, byte by byte. */
function nameIn(top: string, { file, bytes }: SourceFile): Buffer {
  if (bytes) return bytes.subarray(Buffer.byteLength(top) + 1);
  return Buffer.from(path.relative(top, file).replaceAll(path.sep, '/'));
}

/** What selects one file; where its name is no UTF-8, which no argument can hold, each odd byte stands as any byte. */
function pathspecOf(top: string, file: SourceFile): string {
  const name = nameIn(top, file);
  if (!file.bytes) return `:(literal)${name.toString()}`;
  const pattern = [...name].map((byte) => {
    const character = String.fromCharCode(byte);
    return byte > 0x7e || byte < 0x20 ? '?' : /[*?[\]\\]/.test(character) ? `\\${character}` : character;
  });
  return `:(glob)${pattern.join('')}`;
}

function batches(specs: readonly string[]): readonly (readonly string[])[] {
  const result: string[][] = [];
  let room = 0;
  for (const spec of specs) {
    room -= spec.length + 1;
    if (room < 0) {
      result.push([]);
      room = MOST_ARGUMENTS - spec.length;
    }
    result.at(-1)?.push(spec);
  }
  return result;
}

interface Answer {
  /** What git printed; nothing where it failed. */
  readonly stdout: Buffer | undefined;
  readonly problem: string;
}

function git(top: string, args: readonly string[], input = Buffer.alloc(0)): Answer {
  // a hook is told of a repository that need not be that of the file
  const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => !FOR_OTHERS.has(name)));
  const options = { cwd: top, env, input, maxBuffer: 1 << 28 };
  const { status, stdout, stderr, error } = spawnSync('git', ['--no-optional-locks', ...args], options);
  return error
    ? { stdout: undefined, problem: `${error.message}.` }
    : { stdout: status === 0 ? stdout : undefined, problem: stderr.toString().trim() };
}

/** Source: those of `git rev-parse --local-env-vars` that say where a repository is, and those of git(1) that change what a path means. */
const FOR_OTHERS = new Set([
  'GIT_DIR',
  'GIT_WORK_TREE',
  'GIT_INDEX_FILE',
  'GIT_PREFIX',
  'GIT_OBJECT_DIRECTORY',
  'GIT_ALTERNATE_OBJECT_DIRECTORIES',
  'GIT_COMMON_DIR',
  'GIT_IMPLICIT_WORK_TREE',
  'GIT_LITERAL_PATHSPECS',
  'GIT_GLOB_PATHSPECS',
  'GIT_NOGLOB_PATHSPECS',
  'GIT_ICASE_PATHSPECS',
]);
