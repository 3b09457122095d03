import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';

const SOURCE_FILE = /\.[cm]?[jt]sx?$/;
const SKIPPED_FILE = /\.d\.[cm]?ts$|\.min\.[cm]?js$/;
const SKIPPED_FOLDERS = new Set(['node_modules', 'dist', '.git']);
const MAX_BYTES = 500_000;

/** Source files of a folder in a stable order; symbolic links are not followed, for they may leave the folder. */
export function* sourceFiles(folder) {
  for (const path of filesIn(folder, SOURCE_FILE))
    if (!SKIPPED_FILE.test(path) && statSync(path).size <= MAX_BYTES) yield path;
}

/** Files of a folder by their names, in a stable order. */
export function* filesIn(folder, name) {
  const entries = readdirSync(folder, { withFileTypes: true });
  for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
    const path = join(folder, entry.name);
    if (entry.isDirectory() && !SKIPPED_FOLDERS.has(entry.name)) yield* filesIn(path, name);
    else if (entry.isFile() && name.test(entry.name)) yield path;
  }
}
