import type { TSESTree } from '@typescript-eslint/types';
import { changesOf } from './value-changes.ts';
import { entryOf, plainKey } from './object-entries.ts';
import type { Origins } from '../origins/origin.ts';
import { returnedExpressions } from './returned-expressions.ts';
import { sourcesOf } from './sources.ts';
import { keyOf, unwrap, type Node, type Tree } from './tree.ts';

const DEEPEST = 6;
/** Methods that only read what they are given. */
const READING =
  /^(?:setAttributes|addEvent|startSpan|startActiveSpan|keys|values|entries|stringify|log|debug|info|warn)$/;

/** Whether an object may hold entries that the file does not show: a parameter, what another file makes, what other code is given to add to. */
export function isOpenObject(tree: Tree, origins: Origins, expression: Node | undefined, depth = 0): boolean {
  if (!expression) return false;
  if (depth > DEEPEST) return true;
  const node = unwrap(expression, true);
  const below = (inner: Node) => isOpenObject(tree, origins, inner, depth + 1);
  switch (node.type) {
    case 'Literal':
      return false;
    case 'ObjectExpression':
      return node.properties.some((property) => property.type === 'SpreadElement' && below(property.argument));
    case 'ConditionalExpression':
      return below(node.consequent) || below(node.alternate);
    case 'LogicalExpression':
      return (node.operator !== '&&' && below(node.left)) || below(node.right);
    case 'CallExpression':
      return isOpenResult(tree, origins, node, below);
    case 'Identifier':
      return node.name !== 'undefined' && isOpenVariable(tree, node, below);
    default:
      return true;
  }
}

/** The same for what stands under a key of an object: what is spread before that key changes nothing of it. */
export function isOpenUnder(tree: Tree, origins: Origins, object: Node | undefined, key: string): boolean {
  const node = object && unwrap(object, true);
  const properties = node?.type === 'ObjectExpression' ? node.properties : [];
  const spread = properties.findLastIndex(({ type }) => type === 'SpreadElement');
  const isWritten = properties
    .slice(spread + 1)
    .some((property) => property.type === 'Property' && !property.computed && plainKey(property.key) === key);
  if (!isWritten && isOpenObject(tree, origins, object)) return true;
  return isOpenObject(tree, origins, entryOf(tree, origins, object, key));
}

function isOpenResult(
  tree: Tree,
  origins: Origins,
  node: TSESTree.CallExpression,
  below: (inner: Node) => boolean,
): boolean {
  const callee = unwrap(node.callee);
  if (callee.type === 'MemberExpression' && callee.object.type === 'Identifier' && callee.object.name === 'Object')
    return node.arguments.some((argument) => argument.type === 'SpreadElement' || below(argument));
  const fn = origins.functionOf(callee);
  const returned = fn && returnedExpressions(tree, fn);
  return !returned || returned.length === 0 || returned.some(below);
}

function isOpenVariable(tree: Tree, node: TSESTree.Identifier, below: (inner: Node) => boolean): boolean {
  const variable = tree.variableOf(node);
  const sources = variable ? sourcesOf(tree, variable) : [];
  if (!variable || sources.length === 0) return true;
  if (sources.some((source) => source.kind !== 'value' || source.path.length > 0 || below(source.node))) return true;
  if ([...changesOf(tree, variable).values()].some(({ by }) => by === 'assign')) return true;
  return variable.references.some(({ identifier }) => {
    const call = tree.parentOf(identifier);
    if (call?.type !== 'CallExpression' || call.callee === identifier) return false;
    const callee = unwrap(call.callee);
    return !(callee.type === 'MemberExpression' && READING.test(keyOf(callee) ?? ''));
  });
}
