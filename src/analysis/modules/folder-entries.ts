import { readdirSync, realpathSync } from 'node:fs';
import { statOf } from '../../contract/file-stat.ts';

/** What stands in a folder. */
export interface FolderEntries {
  /** Its path behind links. */
  readonly realPath: string;
  /** Whether it may be listed; one that may not can hold any name. */
  readonly isListed: boolean;
  /** Names of plain files. */
  readonly files: ReadonlySet<string>;
  /** Names of all else: folders, and links, which may lead to either. */
  readonly others: ReadonlySet<string>;
}

interface Listed {
  readonly stamp: string;
  /** Whether a change after the listing is sure to give another stamp. */
  readonly isSettled: boolean;
  readonly entries: FolderEntries;
}

/** Milliseconds that a folder must have been left alone for its time to tell the next change: file systems count up to two seconds at once. */
const UNCHANGED = 3000;

/** Folders that were listed, for all moments; a folder whose times are the same holds the same names. */
const listed = new Map<string, Listed>();
/** Folders that were looked at in this moment. */
const current = new Map<string, FolderEntries | undefined>();

/** Begins a new moment: folders are looked at anew. */
export function forgetFolders(): void {
  current.clear();
}

/** The entries of a folder, as they were when it was first asked for in this moment; nothing where there is no such folder. */
export function entriesOfFolder(folder: string): FolderEntries | undefined {
  if (!current.has(folder)) current.set(folder, lookAt(folder));
  return current.get(folder);
}

function lookAt(folder: string): FolderEntries | undefined {
  const stat = statOf(folder);
  if (!stat?.isDirectory()) {
    listed.delete(folder);
    return undefined;
  }
  const { mtimeMs, ctimeMs, ino, dev } = stat;
  const stamp = [mtimeMs, ctimeMs, ino, dev].join(' ');
  const known = listed.get(folder);
  if (known?.isSettled && known.stamp === stamp) return known.entries;
  const isSettled = Date.now() - Math.max(mtimeMs, ctimeMs) > UNCHANGED;
  const entries = list(folder);
  listed.set(folder, { stamp, isSettled, entries });
  return entries;
}

function list(folder: string): FolderEntries {
  try {
    const all = readdirSync(folder, { withFileTypes: true });
    const namesOf = (areFiles: boolean) =>
      new Set(all.filter((entry) => entry.isFile() === areFiles).map(({ name }) => name));
    const realPath = realpathSync.native(folder);
    return { realPath, isListed: true, files: namesOf(true), others: namesOf(false) };
  } catch {
    return { realPath: folder, isListed: false, files: new Set(), others: new Set() };
  }
}
