import type { Variable } from '@typescript-eslint/scope-manager';
import { isAlwaysBefore } from '../syntax/always-before.ts';
import { isAfter } from '../syntax/given-later.ts';
import type { Path } from '../syntax/sources.ts';
import type { Node, Tree } from '../syntax/tree.ts';
import { changesOf, type ValueChange } from '../syntax/value-changes.ts';

/** What a member of an object was given after the object was written. */
export interface MemberWrite {
  /** The path of the member that was written, or of what holds it where the key is not known. */
  readonly path: readonly string[];
  /** What it was given; nothing where that does not show. */
  readonly value?: Node;
  /** A method has put something into a list, a set or a map, which leaves members with a name as they are. */
  readonly adds?: true;
  /** Whether it has happened whenever the object is used. */
  readonly always: boolean;
}

/**
 * All writes to members of an object before a use of it, in source order: `NAMES.step = x`, `LIST.push(x)`, `Object.assign(NAMES, x)`.
 * @param use the identifier where the object is read
 */
export function memberWrites(tree: Tree, variable: Variable, use: Node): readonly MemberWrite[] {
  const all: MemberWrite[] = [];
  for (const change of changesOf(tree, variable).values()) {
    const write = writeBy(change);
    if (!write) continue;
    const always = isAlwaysBefore(tree, change.node, use);
    // what may override a table leaves its texts as they are until somebody does
    if (change.by === 'assign' && !always) continue;
    if (isAfter(tree, write.value ?? change.node, use)) continue;
    all.push({ ...write, always });
  }
  return all;
}

/** @returns nothing for what is put into a list, a set or a map under a key that nobody knows: that changes no text of the object */
function writeBy({ by, path, values, node }: ValueChange): Omit<MemberWrite, 'always'> | undefined {
  const unknown = path.indexOf(undefined);
  const known = path.filter((key) => key !== undefined);
  if (node.type === 'CallExpression' && by !== 'assign') return unknown < 0 ? { path: known, adds: true } : undefined;
  const [written] = values;
  if (unknown >= 0) return { path: known.slice(0, unknown) };
  return { path: known, ...(by === '=' && written ? { value: written.node } : {}) };
}

/**
 * What the writes say of one member.
 * @param path the member that is asked for
 * @returns the values, with the steps below each, and whether the object's own text is still one of them; nothing where it does not show
 */
export function writtenBelow(
  writes: readonly MemberWrite[],
  path: Path,
):
  { readonly values: readonly { readonly node: Node; readonly rest: Path }[]; readonly keepsOwn: boolean } | undefined {
  let values: { readonly node: Node; readonly rest: Path }[] = [];
  let keepsOwn = true;
  for (const write of writes) {
    if (!write.path.every((step, i) => path[i] === undefined || String(path[i]) === step)) continue;
    const rest = path.slice(write.path.length);
    if (write.adds && typeof rest[0] === 'string' && !/^\d+$/.test(rest[0])) continue;
    // what is written below the text that is asked for, to any of several, or under a key that nobody knows
    if (!write.value || write.path.length > path.length || path.slice(0, write.path.length).includes(undefined))
      return undefined;
    if (write.always) {
      values = [];
      keepsOwn = false;
    }
    values.push({ node: write.value, rest });
  }
  return { values, keepsOwn };
}

/**
 * The keys that a table gets anywhere in the file after it was written.
 * @param path the properties that lead from the variable to the table
 * @returns nothing where one of them is not known
 */
export function addedKeys(tree: Tree, variable: Variable, path: Path): readonly string[] | undefined {
  const keys: string[] = [];
  for (const change of changesOf(tree, variable).values()) {
    const isBeside = change.path.some((key, i) => i < path.length && key !== undefined && key !== String(path[i]));
    const isBelow = change.path.length > path.length + 1;
    if (isBeside || isBelow) continue;
    const key = change.path[path.length];
    if (key === undefined || change.node.type === 'CallExpression') return undefined;
    keys.push(key);
  }
  return keys;
}
