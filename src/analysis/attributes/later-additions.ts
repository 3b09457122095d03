import type { TSESTree } from '@typescript-eslint/types';
import type { Variable } from '@typescript-eslint/scope-manager';
import { isAfter } from '../syntax/given-later.ts';
import { keyOf, unwrap, type Node, type Tree } from '../syntax/tree.ts';

/** One value that is put into the list, map or object of a variable after that was made. */
export interface LaterAddition {
  /** What is added; where `isSpread`, the list or object whose items or properties are. */
  readonly value: Node;
  readonly isSpread: boolean;
  /** The method that adds (`push`, `set`), `assign` for `Object.assign`, `=` or another operator for a write to an index or a property. */
  readonly by: string;
  /** The properties that lead from the variable to what is added to, the written one last; one that is computed is nothing. */
  readonly path: readonly (string | undefined)[];
  /** The call or the assignment. */
  readonly node: TSESTree.CallExpression | TSESTree.AssignmentExpression;
}

/** Methods that add to what they are called on, and the index of their first argument that is kept. */
const ADDING: Readonly<Record<string, number>> = { push: 0, unshift: 0, splice: 2, fill: 0, add: 0, set: 1 };

const known = new WeakMap<Variable, readonly LaterAddition[]>();

/**
 * What is added to the value of a variable wherever the file names that variable: by methods of lists, maps and sets, by writes to an index
 * or a property at any depth, and by `Object.assign`. Assignments to the variable itself are its sources.
 * @returns the additions in the order of the code; the keys of a map are not among them
 */
export function laterAdditions(tree: Tree, variable: Variable): readonly LaterAddition[] {
  let additions = known.get(variable);
  if (!additions) {
    additions = variable.references.flatMap((reference) =>
      reference.isRead() ? additionsAt(tree, reference.identifier as Node) : [],
    );
    known.set(variable, additions);
  }
  return additions;
}

/**
 * What may have been added to the value of a variable by the time of a read.
 * @param read the identifier that reads the variable
 */
export function additionsBefore(tree: Tree, variable: Variable, read: Node): readonly LaterAddition[] {
  const [declared] = variable.identifiers;
  return laterAdditions(tree, variable).filter(({ node }) => !isAfter(tree, node, read, declared));
}

function additionsAt(tree: Tree, identifier: Node): readonly LaterAddition[] {
  const path: (string | undefined)[] = [];
  let at = identifier;
  for (let up = tree.parentOf(at); up; at = up, up = tree.parentOf(up)) {
    if (unwrap(up) !== up) continue;
    if (up.type !== 'MemberExpression' || up.object !== at) break;
    path.push(keyOf(up));
  }
  const user = tree.parentOf(at);
  if (user?.type === 'AssignmentExpression' && user.left === at && path.length > 0)
    return [{ value: user.right, isSpread: false, by: user.operator, path, node: user }];
  if (user?.type !== 'CallExpression') return [];
  if (user.callee !== at) return isAssignTarget(user, at) ? added(user, 1, 'assign', path) : [];
  const method = path.at(-1);
  const first = method === undefined ? undefined : ADDING[method];
  return method !== undefined && first !== undefined ? added(user, first, method, path.slice(0, -1)) : [];
}

/** `Object.assign(target, …)`. */
function isAssignTarget(call: TSESTree.CallExpression, argument: Node): boolean {
  const callee = unwrap(call.callee);
  return (
    call.arguments[0] === argument &&
    callee.type === 'MemberExpression' &&
    callee.object.type === 'Identifier' &&
    callee.object.name === 'Object' &&
    keyOf(callee) === 'assign'
  );
}

function added(
  node: TSESTree.CallExpression,
  first: number,
  by: string,
  path: LaterAddition['path'],
): readonly LaterAddition[] {
  return node.arguments.slice(first).map((argument) => ({
    value: argument.type === 'SpreadElement' ? argument.argument : argument,
    isSpread: argument.type === 'SpreadElement' || by === 'assign',
    by,
    path,
    node,
  }));
}
