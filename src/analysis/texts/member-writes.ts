import type { Variable } from '@typescript-eslint/scope-manager';
import { isAlwaysBefore } from '../syntax/always-before.ts';
import { isGivenLater } from '../syntax/given-later.ts';
import type { Path } from '../syntax/sources.ts';
import { keyOf, unwrap, type Node, type Tree } from '../syntax/tree.ts';

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

/** Methods that put something into a list, a set or a map. */
const ADDS = /^(?:push|unshift|splice|fill|add|set)$/;

/**
 * All writes to members of an object before a use of it, in source order: `NAMES.step = x`, `LIST.push(x)`, `Object.assign(NAMES, x)`.
 * @param use the identifier where the object is read
 */
export function memberWrites(tree: Tree, variable: Variable, use: Node): readonly MemberWrite[] {
  const all: MemberWrite[] = [];
  for (const { node, ...write } of writesOf(tree, variable)) {
    const { value } = write;
    const always = isAlwaysBefore(tree, node, use);
    // what may override a table leaves its texts as they are until somebody does
    if (isOverride(node) && !always) continue;
    if (isGivenLater(tree, { kind: 'value', node: value ?? node, path: [], operator: '=' }, use)) continue;
    all.push({ ...write, always });
  }
  return all;
}

type Write = Omit<MemberWrite, 'always'> & { readonly node: Node };

/** A table is read many times and written rarely. */
const known = new WeakMap<Variable, readonly Write[]>();

function writesOf(tree: Tree, variable: Variable): readonly Write[] {
  const before = known.get(variable);
  if (before) return before;
  const found = variable.references.flatMap(({ identifier }) => writeAt(tree, identifier) ?? []);
  known.set(variable, found);
  return found;
}

function writeAt(tree: Tree, mention: Node): Write | undefined {
  const path: string[] = [];
  let at = mention;
  for (let up = tree.parentOf(at); up?.type === 'MemberExpression' && up.object === at; up = tree.parentOf(at)) {
    const user = tree.parentOf(up);
    const key = keyOf(up);
    if (user?.type === 'CallExpression' && user.callee === up)
      return ADDS.test(key ?? '') ? { node: user, path, adds: true } : undefined;
    if (key === undefined)
      return user?.type === 'AssignmentExpression' && user.left === up ? { node: user, path } : undefined;
    path.push(key);
    at = up;
  }
  const user = tree.parentOf(at);
  if (at !== mention && user?.type === 'AssignmentExpression' && user.left === at)
    return { node: user, path, ...(user.operator === '=' ? { value: user.right } : {}) };
  const isAssigned = user?.type === 'CallExpression' && user.arguments[0] === at && isOverride(user);
  return isAssigned ? { node: user, path } : undefined;
}

/** `Object.assign(NAMES, …)`. */
function isOverride(node: Node): boolean {
  if (node.type !== 'CallExpression') return false;
  const member = unwrap(node.callee);
  return (
    member.type === 'MemberExpression' &&
    member.object.type === 'Identifier' &&
    member.object.name === 'Object' &&
    keyOf(member) === 'assign'
  );
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
