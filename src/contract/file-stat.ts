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

/** The code of the system, such as `EACCES`, where it is not allowed to ask whether there is a path. */
export function refusalAt(file: string): string | undefined {
  try {
    statSync(file, { throwIfNoEntry: false });
    return undefined;
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    // others, such as a name that is too long, say that there is none
    return code === 'EACCES' || code === 'EPERM' ? code : undefined;
  }
}
