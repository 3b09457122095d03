import type { TSESTree } from '@typescript-eslint/types';
import type { Variable } from '@typescript-eslint/scope-manager';
import { isAfter } from './given-later.ts';
import { keyOf, unwrap, type Node, type Tree } from './tree.ts';

/** A place that changes the list, map or object of a variable after that was made. */
export interface ValueChange {
  /** The method that adds (`push`, `set`), `assign` for `Object.assign`, `=` or another operator for a write to an index or a property. */
  readonly by: string;
  /** The properties that lead from the variable to what is changed, the written one last; one that is computed is nothing. */
  readonly path: readonly (string | undefined)[];
  /** What is put there, in order; the keys of a map are not among it. */
  readonly values: readonly ChangeValue[];
  /** The call or the assignment. */
  readonly node: TSESTree.CallExpression | TSESTree.AssignmentExpression;
}

export interface ChangeValue {
  readonly node: Node;
  /** It is a list or an object whose items or properties are put there. */
  readonly isSpread: boolean;
}

/** Methods that add to what they are called on, and the index of their first argument that is kept. */
const ADDING: ReadonlyMap<string, number> = new Map([
  ['push', 0],
  ['unshift', 0],
  ['splice', 2],
  ['fill', 0],
  ['add', 0],
  ['set', 1],
]);

type Changes = ReadonlyMap<Node, ValueChange>;

/** A table is read many times and written rarely. */
const known = new WeakMap<Variable, Changes>();

/**
 * What changes the value of a variable wherever the file names that variable: methods of lists, maps and sets that add, writes to an index or
 * a property at any depth, and `Object.assign`. Assignments to the variable itself are its sources.
 * @returns the changes in the order of the code, by the identifier that names the variable
 */
export function changesOf(tree: Tree, variable: Variable): Changes {
  let changes = known.get(variable);
  if (!changes) {
    changes = new Map(
      variable.references.flatMap(({ identifier }) => {
        const change = changeAt(tree, identifier);
        return change ? [[identifier, change]] : [];
      }),
    );
    known.set(variable, changes);
  }
  return changes;
}

/**
 * What may have changed the value of a variable by the time of a read.
 * @param read the identifier that reads the variable
 */
export function changesBefore(tree: Tree, variable: Variable, read: Node): readonly ValueChange[] {
  const [declared] = variable.identifiers;
  return [...changesOf(tree, variable).values()].filter(({ node }) => !isAfter(tree, node, read, declared));
}

function changeAt(tree: Tree, identifier: Node): ValueChange | undefined {
  const path: (string | undefined)[] = [];
  let at = identifier;
  for (let up = tree.parentOf(at); up; at = up, up = tree.parentOf(up)) {
    if (unwrap(up) !== up) continue;
    if (up.type !== 'MemberExpression' || up.object !== at) break;
    path.push(keyOf(up));
  }
  const node = tree.parentOf(at);
  if (node?.type === 'AssignmentExpression' && node.left === at && path.length > 0)
    return { by: node.operator, path, values: [{ node: node.right, isSpread: false }], node };
  if (node?.type !== 'CallExpression') return undefined;
  if (node.callee !== at) return isAssignTarget(node, at) ? changeBy(node, 'assign', 1, path) : undefined;
  const method = path.at(-1);
  const first = method === undefined ? undefined : ADDING.get(method);
  return method !== undefined && first !== undefined ? changeBy(node, method, first, path.slice(0, -1)) : undefined;
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

/** @param first the index of the first argument that is kept */
function changeBy(node: TSESTree.CallExpression, by: string, first: number, path: ValueChange['path']): ValueChange {
  const values = node.arguments.slice(first).map((argument) => ({
    node: argument.type === 'SpreadElement' ? argument.argument : argument,
    isSpread: argument.type === 'SpreadElement' || by === 'assign',
  }));
  return { by, path, values, node };
}
