import {
  closeSync,
  fchmodSync,
  fchownSync,
  fsyncSync,
  openSync,
  readdirSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
  type Stats,
} from 'node:fs';
import path from 'node:path';

/** A path, byte by byte where it is no UTF-8. */
export type FilePath = string | Buffer;

/** What is written before it is moved in place: who writes it, and the how-manieth it is. */
const TEMPORARY = /^\.span-contract-(\d+)-\d+\.tmp$/;

let written = 0;

/**
 * Puts a new content in place of a file, or makes the file. It is written beside it and moved: whoever looks, and whatever happens, there
 * is the old content or the new one. A link stays one, its target is replaced; mode and owner stay.
 * @throws Error of the file system, and then the file is as it was
 */
export function replaceFile(file: FilePath, content: string | Buffer): void {
  const stat = statSync(file, { throwIfNoEntry: false });
  const target = stat ? realPathOf(file) : file;
  written += 1;
  const next = besides(target, `.span-contract-${process.pid}-${written}.tmp`);
  try {
    writeNew(next, content, stat);
    renameSync(next, target);
  } catch (error) {
    rmSync(next, { force: true });
    throw error;
  }
}

/** A path without links, in the form that it was given in. */
export function realPathOf(file: FilePath): FilePath {
  return typeof file === 'string' ? realpathSync(file) : realpathSync.native(file, { encoding: 'buffer' });
}

function writeNew(file: FilePath, content: string | Buffer, like: Stats | undefined): void {
  const handle = openSync(file, 'wx');
  try {
    writeFileSync(handle, content);
    if (like) {
      const own = statSync(file);
      // only root may give files away; for others the new file is theirs, as with any editor
      if (own.uid !== like.uid || own.gid !== like.gid)
        attempt(() => {
          fchownSync(handle, like.uid, like.gid);
        });
      fchmodSync(handle, like.mode & 0o7777);
    }
    // else the move may reach the disk before the content does
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}

function attempt(action: () => void): void {
  try {
    action();
  } catch {
    // the file is good without it
  }
}

/** A name in the folder of a file. */
function besides(file: FilePath, name: string): FilePath {
  return typeof file === 'string'
    ? path.join(path.dirname(file), name)
    : Buffer.concat([file.subarray(0, file.lastIndexOf(path.sep) + 1), Buffer.from(name)]);
}

/** Takes away what runs that were killed left beside a file. */
export function removeLeftovers(file: FilePath): void {
  attempt(() => {
    for (const name of readdirSync(besides(file, '.'))) {
      const [, writer] = TEMPORARY.exec(name) ?? [];
      if (writer !== undefined && !isRunning(Number(writer))) rmSync(besides(file, name), { force: true });
    }
  });
}

/** Source: kill(2): the signal 0 is never sent, and only says whether it could be. */
function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code !== 'ESRCH';
  }
}
