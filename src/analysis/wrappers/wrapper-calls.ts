import type { TSESTree } from '@typescript-eslint/types';
import { callsByAlias } from './aliases.ts';
import { callsByName, declaredName } from '../syntax/declared-name.ts';
import type { Origins } from '../origins/origin.ts';
import { sourcesOf } from '../syntax/sources.ts';
import type { Wrapper } from '../spans/span-site.ts';
import { keyOf, unwrap, type FunctionNode, type Node, type Tree } from '../syntax/tree.ts';

/** The calls of a wrapper, or of another function, in its own file: by its name, as a method, or by another name that the file gives it. */
export function callsOf(tree: Tree, origins: Origins, { fn }: Pick<Wrapper, 'fn'>): TSESTree.CallExpression[] {
  const own = ownCalls(tree, origins, fn);
  const name = nameOf(tree, fn);
  const others = name === undefined ? [] : callsByAlias(tree, name);
  if (others.length === 0) return own;
  const known = new Set(own);
  return [...own, ...others.filter((call) => !known.has(call) && origins.functionOf(call.callee) === fn)];
}

/** What a function is called by where it is declared: its name, or that of the method that it is. */
function nameOf(tree: Tree, fn: FunctionNode): string | undefined {
  const name = fn.type === 'FunctionDeclaration' ? fn.id : declaredName(tree, fn);
  const holder = tree.parentOf(fn);
  return name?.name ?? (holder && isMember(holder) ? keyOf(holder) : undefined);
}

function isMember({ type }: Node): boolean {
  return /^(?:MethodDefinition|PropertyDefinition|Property)$/.test(type);
}

function ownCalls(tree: Tree, origins: Origins, fn: FunctionNode): TSESTree.CallExpression[] {
  const byName = callsByName(tree, fn);
  if (byName) return byName;
  const holder = tree.parentOf(fn);
  if (!holder || !isMember(holder)) return [];
  const method = keyOf(holder);
  const owner = holder.type === 'Property' ? tree.parentOf(holder) : tree.classOfThis(fn);
  return tree.all('CallExpression').filter((call) => {
    const callee = unwrap(call.callee);
    if (callee.type !== 'MemberExpression' || keyOf(callee) !== method || method === undefined) return false;
    const self = selfOf(tree, callee.object);
    const isOwn = self !== undefined && ownerOf(tree, self) === owner;
    return isOwn || origins.functionOf(callee) === fn;
  });
}

/** `this`, also by the name that it has in functions with a `this` of their own: `const self = this`. */
function selfOf(tree: Tree, object: Node): TSESTree.ThisExpression | undefined {
  const node = unwrap(object);
  if (node.type === 'ThisExpression') return node;
  const variable = node.type === 'Identifier' ? tree.variableOf(node) : undefined;
  const [source, ...more] = variable ? sourcesOf(tree, variable) : [];
  const value =
    source?.kind === 'value' && source.path.length === 0 && more.length === 0 ? unwrap(source.node) : undefined;
  return value?.type === 'ThisExpression' ? value : undefined;
}

/** The class whose `this` an expression is, or the object where a method of one holds it. */
function ownerOf(tree: Tree, self: TSESTree.ThisExpression): Node | undefined {
  let up = tree.parentOf(self);
  while (up && up.type !== 'FunctionExpression' && up.type !== 'FunctionDeclaration') up = tree.parentOf(up);
  const holder = up && tree.parentOf(up);
  return holder?.type === 'Property' ? tree.parentOf(holder) : tree.classOfThis(self);
}
