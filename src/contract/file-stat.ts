import { lstatSync, statSync, type Stats } from 'node:fs';

/** What the file system says of a path; nothing where it is absent or cannot be asked (a link to itself, a closed folder). */
export function statOf(file: string): Stats | undefined {
  try {
    return statSync(file, { throwIfNoEntry: false });
  } catch {
    return undefined;
  }
}

/** Whether there is an entry of this name, even one that cannot be read. */
export function isThere(file: string): boolean {
  try {
    return lstatSync(file, { throwIfNoEntry: false }) !== undefined;
  } catch {
    return false;
  }
}
