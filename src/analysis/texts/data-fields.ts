import type { TSESTree } from '@typescript-eslint/types';
import { isDataField } from '../catalogue/hole-words.ts';
import { isCounting } from './counting.ts';
import { sourcesOf } from '../syntax/sources.ts';
import { fieldOf } from '../syntax/class-fields.ts';
import { isClass, keyOf, unwrap, type ClassNode, type Node, type Tree } from '../syntax/tree.ts';

/**
 * Whether a field of a class holds data of each instance: its name says so, and a parameter fills it.
 * @param self the `this` that the field is read of
 */
export function isFieldOfData(tree: Tree, self: Node, field: string): boolean {
  const owner = isDataField(field) ? tree.classOfThis(self) : undefined;
  if (!owner || !isClass(owner)) return false;
  return (
    isParameterProperty(owner, field) || assignmentsTo(tree, owner, field).some(({ right }) => isParameter(tree, right))
  );
}

/** Whether a class gives a field a number that grows: `this.turn += 1`, `this.turn++`. */
export function isCountedField(tree: Tree, owner: ClassNode, field: string): boolean {
  const isOwn = (target: Node) => isMemberOfThis(tree, owner, target, field);
  return (
    tree.all('UpdateExpression').some(({ argument }) => isOwn(argument)) ||
    assignmentsTo(tree, owner, field).some(({ right, operator }) =>
      isCounting({ kind: 'value', node: right, path: [], operator }),
    )
  );
}

function assignmentsTo(tree: Tree, owner: ClassNode, field: string): readonly TSESTree.AssignmentExpression[] {
  return tree.all('AssignmentExpression').filter(({ left }) => isMemberOfThis(tree, owner, left, field));
}

function isMemberOfThis(tree: Tree, owner: ClassNode, target: Node, field: string): boolean {
  const node = unwrap(target);
  return (
    node.type === 'MemberExpression' &&
    node.object.type === 'ThisExpression' &&
    keyOf(node) === field &&
    tree.classOfThis(node.object) === owner
  );
}

/** `constructor(readonly sessionId: string)`, where nothing stands for one that is not given. */
function isParameterProperty(owner: ClassNode, field: string): boolean {
  const declared = fieldOf(owner, field);
  return declared?.parameter !== undefined && !declared.hasDefault;
}

/** A parameter, or what a parameter holds: `sessionId`, `options.sessionId`. */
function isParameter(tree: Tree, value: Node): boolean {
  let node = unwrap(value, true);
  while (node.type === 'MemberExpression') node = unwrap(node.object, true);
  const variable = node.type === 'Identifier' ? tree.variableOf(node) : undefined;
  const [source, ...more] = variable ? sourcesOf(tree, variable) : [];
  return source?.kind === 'parameter' && more.length === 0;
}
