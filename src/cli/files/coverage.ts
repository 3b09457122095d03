import path from 'node:path';
import { behindLinks } from './source-files.ts';

/**
 * A test for folders of which a run leaves nothing out that git does not ignore.
 * @param paths what the command was given: files, folders and globs
 */
export function coverage(paths: readonly string[], cwd: string): (folder: string) => boolean {
  const tops = paths.some((one) => one.startsWith('!')) ? [] : paths.map((one) => behindLinks(path.resolve(cwd, one)));
  return (folder) =>
    tops.some((top) => `${behindLinks(folder)}${path.sep}`.startsWith(top.replace(/[\\/]?$/, path.sep)));
}
