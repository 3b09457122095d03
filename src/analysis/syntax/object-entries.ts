import type { TSESTree } from '@typescript-eslint/types';
import type { Origins } from '../origins/origin.ts';
import { boundParameters, type BoundParameters } from './bound-parameters.ts';
import { returnedExpressions } from './returned-expressions.ts';
import { sourcesOf } from './sources.ts';
import { isFunction, unwrap, type Node, type Tree } from './tree.ts';

/** One key and value of an object that is written in the file. */
export interface ObjectEntry {
  /** The key as an expression (an identifier or literal where it is not computed). */
  readonly keyNode: Node;
  readonly computed: boolean;
  readonly value: Node;
  /** The property, or the assignment `object[key] = value`. */
  readonly node: Node;
  /** What stands for the parameters in the value, where functions of the file make the object. */
  readonly bound?: BoundParameters;
}

const DEEPEST = 6;

/**
 * The entries of an object as far as they are written in this file: literals, spreads, locals and what is assigned to them later,
 * choices, and objects that local functions return.
 */
export function entriesOf(tree: Tree, origins: Origins, expression: Node | undefined, depth = 0): ObjectEntry[] {
  if (!expression || depth > DEEPEST) return [];
  const node = unwrap(expression, true);
  const below = (inner: Node) => entriesOf(tree, origins, inner, depth + 1);
  switch (node.type) {
    case 'ObjectExpression':
      return node.properties.flatMap((property) =>
        property.type === 'SpreadElement'
          ? below(property.argument)
          : property.kind === 'init'
            ? [{ keyNode: property.key, computed: property.computed, value: property.value, node: property }]
            : [],
      );
    case 'ConditionalExpression':
      return [...below(node.consequent), ...below(node.alternate)];
    case 'LogicalExpression':
      return [...(node.operator === '&&' ? [] : below(node.left)), ...below(node.right)];
    case 'CallExpression':
      return calledEntries(tree, origins, node, below);
    case 'Identifier':
      return variableEntries(tree, node, below);
    default:
      return [];
  }
}

function calledEntries(
  tree: Tree,
  origins: Origins,
  node: TSESTree.CallExpression,
  below: (inner: Node) => ObjectEntry[],
): ObjectEntry[] {
  const callee = unwrap(node.callee);
  if (callee.type === 'MemberExpression' && callee.object.type === 'Identifier' && callee.object.name === 'Object') {
    return node.arguments.flatMap((argument) => (argument.type === 'SpreadElement' ? [] : below(argument)));
  }
  const fn = origins.functionOf(callee);
  const entries = fn ? returnedExpressions(tree, fn).flatMap(below) : [];
  if (!fn || fn.params.length === 0 || entries.length === 0) return entries;
  const bound = boundParameters(tree, fn, node);
  return entries.map((entry) => ({ ...entry, bound: new Map([...bound, ...(entry.bound ?? [])]) }));
}

function variableEntries(tree: Tree, node: TSESTree.Identifier, below: (inner: Node) => ObjectEntry[]): ObjectEntry[] {
  const variable = tree.variableOf(node);
  if (!variable) return [];
  const entries = sourcesOf(tree, variable).flatMap((source) =>
    source.kind === 'value' && source.path.length === 0 ? below(source.node) : [],
  );
  for (const reference of variable.references) {
    const member = tree.parentOf(reference.identifier);
    if (member?.type !== 'MemberExpression' || member.object !== reference.identifier) continue;
    const assignment = tree.parentOf(member);
    if (assignment?.type === 'AssignmentExpression' && assignment.left === member) {
      entries.push({ keyNode: member.property, computed: member.computed, value: assignment.right, node: assignment });
    }
  }
  return entries;
}

/** The value under a plainly written key of an object that is written in the file; the last one counts. */
export function entryOf(tree: Tree, origins: Origins, expression: Node | undefined, key: string): Node | undefined {
  const entry = entriesOf(tree, origins, expression).findLast((one) => !one.computed && plainKey(one.keyNode) === key);
  return entry?.value;
}

/** A key that is an identifier or a literal; a method is no value. */
export function plainKey(node: Node): string | undefined {
  if (node.type === 'Identifier') return node.name;
  if (node.type === 'Literal') return String(node.value);
  return isFunction(node) ? undefined : undefined;
}
