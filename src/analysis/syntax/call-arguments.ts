import type { TSESTree } from '@typescript-eslint/types';
import type { Position } from '../catalogue/span-library.ts';
import { entriesOf, plainKey, type ObjectEntry } from './object-entries.ts';
import type { Origins } from '../origins/origin.ts';
import { unwrap, type Node, type Tree } from './tree.ts';

/** The argument with an index; nothing where what is spread stands at it or before it. */
export function argumentOf(call: TSESTree.CallExpression, index: number): TSESTree.Expression | undefined {
  const before = call.arguments.slice(0, index + 1);
  const argument = before[index];
  return argument && before.every((one) => one.type !== 'SpreadElement') && argument.type !== 'SpreadElement'
    ? argument
    : undefined;
}

/** The argument of a call at a position such as `0`, `1.attributes` or `last`. */
export function argumentAt(
  tree: Tree,
  origins: Origins,
  call: TSESTree.CallExpression,
  position: string,
): Node | undefined {
  if (position === 'last') {
    const last = call.arguments.at(-1);
    return last && last.type !== 'SpreadElement' && call.arguments.length > 1 ? last : undefined;
  }
  const [index, ...keys] = position.split('.');
  let at: Node | undefined = argumentOf(call, Number(index));
  for (const key of keys) at = entryUnder(tree, origins, at, key)?.value;
  return at;
}

/** The entry of an object at a position such as `1.input`; nothing for a whole argument. */
export function entryAt(
  tree: Tree,
  origins: Origins,
  call: TSESTree.CallExpression,
  position: Position,
): ObjectEntry | undefined {
  const end = position.lastIndexOf('.');
  if (end < 0) return undefined;
  const object = argumentAt(tree, origins, call, position.slice(0, end));
  return entryUnder(tree, origins, object, position.slice(end + 1));
}

/** Whether a call visibly gives nothing at a position: no such argument, or an object without such a key. */
export function isAbsent(call: TSESTree.CallExpression, position: Position): boolean {
  const [index = '', ...keys] = position.split('.');
  if (call.arguments.some((one) => one.type === 'SpreadElement')) return false;
  let at: Node | undefined = call.arguments[Number(index)];
  for (const key of keys) {
    const object: Node | undefined = at && unwrap(at);
    if (object?.type !== 'ObjectExpression') return object === undefined;
    if (object.properties.some((one) => one.type === 'SpreadElement' || one.computed)) return false;
    const property: Node | undefined = object.properties.findLast(
      (one) => one.type === 'Property' && plainKey(one.key) === key,
    );
    at = property?.type === 'Property' ? property.value : undefined;
  }
  return at === undefined;
}

function entryUnder(tree: Tree, origins: Origins, object: Node | undefined, key: string): ObjectEntry | undefined {
  return entriesOf(tree, origins, object).findLast((one) => !one.computed && plainKey(one.keyNode) === key);
}
