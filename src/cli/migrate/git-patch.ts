import path from 'node:path';
import { formatPatch, OMIT_HEADERS, structuredPatch } from 'diff';
import type { Paint } from '../colours.ts';
import type { FileChange } from './migration.ts';

/** Unchanged lines around a change, as git writes them. */
const CONTEXT = 3;

/**
 * A change of one file as `git apply` and `patch -p1` take it.
 * @param root the folder where it will be applied
 */
export function patchOf({ target, before, after }: FileChange, root: string): string {
  const name = target.bytes
    ? target.bytes.subarray(Buffer.byteLength(root) + 1)
    : Buffer.from(path.relative(root, target.file).replaceAll(path.sep, '/'));
  const [from, to] = ['a/', 'b/'].map((side) => quoted(Buffer.concat([Buffer.from(side), name]))) as [string, string];
  const hunks = formatPatch(
    structuredPatch('', '', before, after, undefined, undefined, { context: CONTEXT }),
    OMIT_HEADERS,
  );
  // a tab ends a name with spaces for `patch`
  const end = name.includes(' ') ? '\t' : '';
  return `diff --git ${from} ${to}\n--- ${from}${end}\n+++ ${to}${end}\n${hunks}`;
}

/** Source: quote.c of git: names with these bytes stand in double quotes, as texts of C do. */
const LETTERS: Readonly<Record<number, string>> = {
  7: 'a',
  8: 'b',
  9: 't',
  10: 'n',
  11: 'v',
  12: 'f',
  13: 'r',
  34: '"',
  92: '\\',
};

/** A name as git quotes it; letters beyond ASCII stay readable where the name is UTF-8, which git reads as well. */
function quoted(name: Buffer): string {
  const isText = Buffer.from(name.toString()).equals(name);
  const isOdd = (byte: number) =>
    byte < 0x20 || byte === 0x7f || LETTERS[byte] !== undefined || (byte > 0x7f && !isText);
  if (!name.some(isOdd)) return name.toString();
  const parts = [...name].map((byte) =>
    LETTERS[byte] !== undefined
      ? `\\${LETTERS[byte]}`
      : byte < 0x20 || byte > 0x7e
        ? `\\${byte.toString(8).padStart(3, '0')}`
        : String.fromCharCode(byte),
  );
  return `"${parts.join('')}"`;
}

/** A diff for a person at a terminal. */
export function paintPatch(patch: string, paint: Paint): string {
  return patch.replace(/^(?:(diff --git|---|\+\+\+)|(@@)|(\+)|(-)).*$/gm, (line, head, place, added) =>
    paint(head ? 'bold' : place ? 'cyan' : added ? 'green' : 'red', line),
  );
}
