import { readdirSync, realpathSync, type Dirent } from 'node:fs';
import path from 'node:path';
import picomatch from 'picomatch';
import { CONTRACT_FILES } from '../../contract/contract-files.ts';
import { refusalAt, statOf } from '../../contract/file-stat.ts';
import type { ListedContracts } from '../../contract/find-contract.ts';
import { GitIgnore } from './git-ignore.ts';
import { isSourceFile } from './script-blocks.ts';
import { UsageError } from '../usage-error.ts';

/** A file on the disk. */
export interface SourceFile {
  /** Absolute; where its name is no UTF-8, with U+FFFD in place of what is not. */
  readonly file: string;
  /** The same path byte by byte, where it differs. */
  readonly bytes?: Buffer;
  /** Set where a path names the file itself, and so asks for it whatever it holds. */
  readonly isNamed?: true;
}

/** What paths on the command line lead to. */
export interface FoundFiles {
  readonly files: readonly SourceFile[];
  /** Files that were named and are of a kind that is not read. */
  readonly foreign: readonly string[];
  /** Files that were named and that a pattern takes out. */
  readonly excluded: readonly string[];
  /** The folders that were walked through, with their contracts. */
  readonly listed: ListedContracts;
}

/** Why a file that was named is skipped: its kind. */
export const FOREIGN = 'it is no file of JavaScript or TypeScript';
/** Why a file that was named is skipped: the paths say so themselves. */
export const EXCLUDED = 'a pattern that begins with ! takes it out';

/** Folders that hold no code of one's own, whatever git says: packages, what version control keeps, and Yarn itself, a bundle of 3 MB. */
const NEVER = new Set(['node_modules', '.git', '.hg', '.svn', '.jj', '.yarn']);

/**
 * The source files that paths, folders and globs lead to, each once. Below folders what git ignores is left out; a file that is named
 * is taken in any case. A pattern that begins with `!` takes files out.
 * @param cwd what relative paths start from
 * @throws UsageError for a path that is not there, and for a glob or folder without a source file
 */
export function findFiles(paths: readonly string[], cwd: string): FoundFiles {
  const files = new Map<string, SourceFile>();
  const foreign: string[] = [];
  const excluded: string[] = [];
  const isOut = excluder(paths, cwd);
  const wanted = paths.filter((one) => !one.startsWith('!'));
  const starts = wanted.length === 0 ? ['.'] : wanted;
  const isExcluding = wanted.length < paths.length;
  const out = `what git ignores${isExcluding ? ', what patterns with ! name' : ''} and node_modules`;
  const walk = new Walk(
    starts.map((given) => behindLinks(path.resolve(cwd, given))),
    isOut,
  );
  for (const given of starts) {
    const full = path.resolve(cwd, given);
    const refusal = refusalAt(full);
    if (refusal !== undefined) throw new UsageError(`${given} cannot be read (${refusal}).`);
    const stat = statOf(full);
    if (stat?.isFile()) {
      if (!isSourceFile(full)) foreign.push(full);
      else if (isOut(full)) excluded.push(full);
      else files.set(behindLinks(full), { file: full, isNamed: true });
      continue;
    }
    if (stat && !stat.isDirectory()) throw new UsageError(`${given} is neither a file nor a folder.`);
    const glob = stat ? undefined : globOf(given, cwd);
    const found = walk.below(glob?.base ?? full).filter(({ file }) => (!glob || glob.matches(file)) && !isOut(file));
    if (found.length === 0) {
      throw new UsageError(
        stat
          ? `There is no source file in ${given}; ${out} are left out.`
          : `No source file matches ${given}${isExcluding ? ' beside those that patterns with ! take out' : ''}.`,
      );
    }
    const top = glob?.base ?? full;
    const realTop = behindLinks(top);
    for (const one of found) {
      const real = realTop === top ? one.file : path.join(realTop, path.relative(top, one.file));
      const key = one.bytes?.toString('latin1') ?? real;
      if (files.get(key)?.isNamed !== true) files.set(key, one);
    }
  }
  return { files: [...files.values()], foreign, excluded, listed: walk.listed };
}

/** The path behind any links, as imports lead to it; the same where it leads nowhere. */
export function behindLinks(file: string): string {
  try {
    return realpathSync(file);
  } catch {
    return file;
  }
}

/**
 * Whether a file is one of those that paths, folders and globs lead to, by its name alone: it need not be there any more.
 * @param cwd what relative paths start from
 */
export function pathFilter(paths: readonly string[], cwd: string): (file: string) => boolean {
  const isOut = excluder(paths, cwd);
  const wanted = paths.filter((one) => !one.startsWith('!'));
  const tests = (wanted.length === 0 ? ['.'] : wanted).map((given) => {
    const full = path.resolve(cwd, given);
    const matches = matcher(given, cwd);
    return (file: string) => file === full || file.startsWith(full.replace(/[\\/]?$/, path.sep)) || matches(file);
  });
  return (file) => tests.some((test) => test(file)) && !isOut(file);
}

interface Glob {
  readonly base: string;
  matches(file: string): boolean;
}

function globOf(given: string, cwd: string): Glob {
  const { isGlob, base } = picomatch.scan(given.replaceAll(path.sep, '/'));
  const folder = path.resolve(cwd, base);
  if (!isGlob) throw new UsageError(`There is no file or folder ${given}.`);
  if (!statOf(folder)?.isDirectory()) {
    throw new UsageError(`No source file matches ${given}: there is no folder ${base}.`);
  }
  return { base: folder, matches: matcher(given, cwd) };
}

function excluder(paths: readonly string[], cwd: string): (file: string) => boolean {
  const patterns = paths.filter((one) => one.startsWith('!')).map((one) => one.slice(1).replace(/[\\/]+$/, ''));
  const matches = patterns.flatMap((one) => [matcher(one, cwd), matcher(`${one}/**`, cwd)]);
  return (file) => matches.some((match) => match(file));
}

/** Matches absolute paths; a relative pattern sees them from the working directory, whose own brackets are no glob. */
function matcher(pattern: string, cwd: string): (file: string) => boolean {
  const match = picomatch(path.normalize(pattern).replaceAll(path.sep, '/'), { dot: true });
  const shown = path.isAbsolute(pattern) ? (file: string) => file : (file: string) => path.relative(cwd, file);
  return (file) => match(shown(file).replaceAll(path.sep, '/'));
}

const CONTRACT_NAME = new RegExp(`^(?:${CONTRACT_FILES.join('|').replaceAll('.', String.raw`\.`)})$`, 'i');

/** A folder to be walked through. */
interface WalkedFolder {
  readonly folder: string;
  /** Its path byte by byte, where it is no UTF-8. */
  readonly bytes?: Buffer;
  /** What git ignores in it, which a file in it may say. */
  readonly ignored: (entries: readonly Entry[]) => GitIgnore;
}

function isGitIgnore({ name }: Entry): boolean {
  return name.toLowerCase() === '.gitignore';
}

/** Walks folders. A link is followed once, and not at all to what a walk meets at its own place. */
class Walk {
  readonly #roots: readonly string[];
  readonly #isOut: (file: string) => boolean;
  readonly #linked = new Set<string>();
  readonly #listed = new Map<string, string | undefined>();

  /**
   * @param roots true paths of all that is walked
   * @param isOut whether a folder is left out with all that is in it; it is not even opened
   */
  constructor(roots: readonly string[], isOut: (file: string) => boolean) {
    this.#roots = roots;
    this.#isOut = isOut;
  }

  /** What was walked through so far. */
  get listed(): ListedContracts {
    return this.#listed;
  }

  below(root: string): readonly SourceFile[] {
    const found: SourceFile[] = [];
    this.#folder({ folder: root, ignored: () => GitIgnore.for(root) }, found);
    return found;
  }

  #folder({ folder, bytes, ignored }: WalkedFolder, found: SourceFile[]): void {
    const entries = entriesOf(bytes ?? folder);
    const rules = ignored(entries);
    if (!bytes) this.#noteContract(folder, entries);
    const before = folder.endsWith(path.sep) ? folder : folder + path.sep;
    for (const { name, entry, nameBytes } of entries) {
      const file = before + name;
      const own = nameBytes ?? (bytes && Buffer.from(name));
      const ownBytes = own && Buffer.concat([bytes ?? Buffer.from(folder), Buffer.from(path.sep), own]);
      const kind = entry.isSymbolicLink() ? this.#kindOfLink(file) : kindOf(entry);
      if (kind === 'folder') {
        if (NEVER.has(name) || rules.ignores(file, true) || this.#isOut(file)) continue;
        const inside = (its: readonly Entry[]) => (its.some(isGitIgnore) ? rules.inside(file) : rules);
        this.#folder({ folder: file, ...(ownBytes ? { bytes: ownBytes } : {}), ignored: inside }, found);
      } else if (kind === 'file' && isSourceFile(name) && !rules.ignores(file, false)) {
        found.push({ file, ...(ownBytes ? { bytes: ownBytes } : {}) });
      }
    }
  }

  #noteContract(folder: string, entries: readonly Entry[]): void {
    const names = entries.map(({ name }) => name).filter((name) => CONTRACT_NAME.test(name));
    const first = CONTRACT_FILES.find((name) => names.includes(name));
    // a file system that does not tell letters apart is asked itself
    if (first !== undefined || names.length === 0)
      this.#listed.set(folder, first === undefined ? undefined : path.join(folder, first));
  }

  #kindOfLink(file: string): 'file' | 'folder' | undefined {
    const stat = statOf(file);
    if (!stat) return isLockFile(file) ? undefined : 'file';
    const target = behindLinks(file);
    const isMet = this.#roots.some((root) => `${target}${path.sep}`.startsWith(root + path.sep));
    const isAbove = this.#roots.some((root) => root.startsWith(target + path.sep));
    const isForeign = target.includes(`${path.sep}node_modules${path.sep}`);
    if (isMet || isAbove || isForeign || this.#linked.has(target)) return undefined;
    this.#linked.add(target);
    return kindOf(stat);
  }
}

/** Editors leave links beside open files that lead nowhere. */
function isLockFile(file: string): boolean {
  return path.basename(file).startsWith('.#');
}

function kindOf(entry: Pick<Dirent, 'isFile' | 'isDirectory'>): 'file' | 'folder' | undefined {
  return entry.isFile() ? 'file' : entry.isDirectory() ? 'folder' : undefined;
}

interface Entry {
  readonly name: string;
  readonly entry: Pick<Dirent, 'isFile' | 'isDirectory' | 'isSymbolicLink'>;
  /** Absent where the name is UTF-8. */
  readonly nameBytes?: Buffer;
}

/** @throws UsageError for a folder that cannot be read: what is in it would count as clean */
function entriesOf(folder: string | Buffer): readonly Entry[] {
  try {
    const plain = readdirSync(folder, { withFileTypes: true });
    if (!plain.some((entry) => entry.name.includes('\uFFFD'))) {
      return plain.map((entry) => ({ name: entry.name, entry }));
    }
    return readdirSync(folder, { withFileTypes: true, encoding: 'buffer' }).map((entry) => {
      const bytes = entry.name as unknown as Buffer;
      const name = bytes.toString();
      return { name, entry, ...(Buffer.from(name).equals(bytes) ? {} : { nameBytes: bytes }) };
    });
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? 'unknown';
    throw new UsageError(
      `The folder ${String(folder)} cannot be read (${code}): check its permissions, or leave it out with a path that begins with !.`,
    );
  }
}
