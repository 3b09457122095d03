import type { TSESTree } from '@typescript-eslint/types';
import { keyOf, unwrap, type Node, type Tree } from '../syntax/tree.ts';

/** Names that are set to something, by the name that it had: `traced` by `withSpan` in `const traced = withSpan`. */
type Aliases = ReadonlyMap<string, ReadonlySet<string>>;

const aliases = new WeakMap<Tree, Aliases>();
const calls = new WeakMap<Tree, ReadonlyMap<string, readonly TSESTree.CallExpression[]>>();

/**
 * Calls by a name that a file gives to what has another one, also as a property or out of an object: told by names alone, so some are
 * among them that call something else.
 * @param name the name of a function or method of the file
 * @returns nothing where no such name is given
 */
export function callsByAlias(tree: Tree, name: string): readonly TSESTree.CallExpression[] {
  const given = kept(aliases, tree, findAliases);
  const names = new Set(given.get(name));
  for (const one of names) for (const more of given.get(one) ?? []) names.add(more);
  if (names.size === 0) return [];
  const byName = kept(calls, tree, findCalls);
  return [...names].flatMap((one) => byName.get(one) ?? []);
}

function kept<Found>(known: WeakMap<Tree, Found>, tree: Tree, find: (tree: Tree) => Found): Found {
  const found = known.get(tree) ?? find(tree);
  known.set(tree, found);
  return found;
}

function findAliases(tree: Tree): Aliases {
  const found = new Map<string, Set<string>>();
  const add = (from: string | undefined, to: string | undefined) => {
    if (from === undefined || to === undefined) return;
    const names = found.get(from) ?? new Set();
    found.set(from, names.add(to));
  };
  for (const { id, init } of tree.all('VariableDeclarator')) if (init) add(nameOf(init), nameOf(id));
  for (const { left, right, operator } of tree.all('AssignmentExpression'))
    if (operator === '=') add(nameOf(right), nameOf(left));
  for (const member of tree.all('PropertyDefinition')) if (member.value) add(nameOf(member.value), keyOf(member));
  for (const property of tree.all('Property')) {
    if (tree.parentOf(property)?.type === 'ObjectPattern') add(keyOf(property), nameOf(property.value));
    else add(nameOf(property.value), keyOf(property));
  }
  return found;
}

function findCalls(tree: Tree): ReadonlyMap<string, readonly TSESTree.CallExpression[]> {
  const found = new Map<string, TSESTree.CallExpression[]>();
  for (const call of tree.all('CallExpression')) {
    const name = nameOf(call.callee);
    const same = name === undefined ? undefined : found.get(name);
    if (same) same.push(call);
    else if (name !== undefined) found.set(name, [call]);
  }
  return found;
}

/** The last name of `withSpan`, `tracing.withSpan`, `this.withSpan.bind(this)`, or of a pattern with a default. */
function nameOf(expression: Node): string | undefined {
  const node = unwrap(expression);
  switch (node.type) {
    case 'Identifier':
      return node.name;
    case 'MemberExpression':
      return keyOf(node);
    case 'AssignmentPattern':
      return nameOf(node.left);
    case 'CallExpression': {
      // what is bound beside `this` moves the other arguments
      const isBound = node.callee.type === 'MemberExpression' && keyOf(node.callee) === 'bind';
      return isBound && node.arguments.length < 2
        ? nameOf((node.callee as TSESTree.MemberExpression).object)
        : undefined;
    }
    default:
      return undefined;
  }
}
