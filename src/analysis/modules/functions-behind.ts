import { declaredName } from '../syntax/declared-name.ts';
import { keyOf, type FunctionNode, type Tree } from '../syntax/tree.ts';

/** A name that is called: `run(`, `run<T>(`, `run?.(`, `run.call(`. */
const CALLED = /[\p{ID_Continue}$]+(?=\s*(?:\?\.\s*)?(?:[(<]|\.\s*(?:call|apply|bind)\b))/gu;

const named = new WeakMap<Tree, ReadonlyMap<string, readonly FunctionNode[]>>();
const called = new WeakMap<FunctionNode, ReadonlySet<string>>();

/**
 * A function and the functions of its file that it may call, and those that they may call. They are told by name alone: some are among
 * them that are never called, and none is left out that is called by its name.
 */
export function functionsBehind(tree: Tree, fn: FunctionNode): ReadonlySet<FunctionNode> {
  const byName = functionsByName(tree);
  const behind = new Set([fn]);
  for (const one of behind) {
    let names = called.get(one);
    if (!names) called.set(one, (names = calledNames(tree.text.slice(...one.range))));
    for (const name of names) for (const other of byName.get(name) ?? []) behind.add(other);
  }
  return behind;
}

/** What is called in a text, by name alone: `load` for `load()` and for `orders.load()`. */
export function calledNames(text: string): ReadonlySet<string> {
  return new Set([...text.matchAll(CALLED)].map(([name]) => name));
}

/** The functions of a file by their names; methods by the name of their property. */
export function functionsByName(tree: Tree): ReadonlyMap<string, readonly FunctionNode[]> {
  const known = named.get(tree);
  if (known) return known;
  const byName = new Map<string, FunctionNode[]>();
  for (const type of ['FunctionDeclaration', 'FunctionExpression', 'ArrowFunctionExpression'] as const) {
    for (const fn of tree.all(type)) {
      const name = functionName(tree, fn);
      if (name !== undefined) byName.set(name, [...(byName.get(name) ?? []), fn]);
    }
  }
  named.set(tree, byName);
  return byName;
}

/** What a function is called by. */
export function functionName(tree: Tree, fn: FunctionNode): string | undefined {
  if (fn.type === 'FunctionDeclaration') return fn.id?.name;
  const holder = tree.parentOf(fn);
  const key =
    holder && /^(?:MethodDefinition|PropertyDefinition|Property)$/.test(holder.type) ? keyOf(holder) : undefined;
  return key?.replace(/^#/, '') ?? declaredName(tree, fn)?.name;
}
