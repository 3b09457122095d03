import path from 'node:path';

/**
 * A file as people and tools look for it: relative to a folder, with forward slashes.
 * @param file absolute, or a virtual name, which stays as it is
 */
export function shownPath(file: string, folder: string): string {
  if (!path.isAbsolute(file)) return file;
  return path.relative(folder, file).replaceAll(path.sep, '/') || '.';
}

/** The same on one line, for people: a name may hold line breaks and worse. */
export function printable(text: string): string {
  return text.replace(/\p{Cc}/gu, (character) => JSON.stringify(character).slice(1, -1));
}
