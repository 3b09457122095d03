import type { TSESTree } from '@typescript-eslint/types';
import { onlyText } from '../texts/alternatives.ts';
import { writtenType } from './collection-size.ts';
import { numberOf } from './counted-rounds.ts';
import { additionsTo, isListGlobal, listBehind, onlyValue } from './list-origin.ts';
import type { FileReading } from '../reading.ts';
import { keyOf, unwrap, type Node } from '../syntax/tree.ts';

const DEEPEST = 8;
const LIST_CLASS = /^(?:Readonly)?(?:Set|Map)$/;
/** Functions and methods that take some items off a list, how many is their last argument. Source: lodash 4, iterator helpers. */
const TAKES = /^(?:take|takeRight|sampleSize)$/;

/**
 * How many items a collection can have at most, where that is written in the file: a literal list, table, set or tuple, a part of
 * one, or `slice(0, 3)` of anything.
 * @param collection what is iterated over; for tables the object itself
 */
export function mostItems(reading: FileReading, collection: Node, depth = 0): number | undefined {
  if (depth > DEEPEST) return undefined;
  const node = unwrap(collection, true);
  const below = (inner: Node) => mostItems(reading, inner, depth + 1);
  switch (node.type) {
    case 'ArrayExpression':
      return sumOf(node.elements.map((one) => (one?.type === 'SpreadElement' ? below(one.argument) : 1)));
    case 'ObjectExpression':
      return sumOf(node.properties.map((one) => (one.type === 'SpreadElement' ? below(one.argument) : 1)));
    case 'NewExpression': {
      const [first] = node.arguments;
      const isList = node.callee.type === 'Identifier' && LIST_CLASS.test(node.callee.name);
      return isList && first && first.type !== 'SpreadElement' ? below(first) : undefined;
    }
    case 'ConditionalExpression': {
      const [one, other] = [below(node.consequent), below(node.alternate)];
      return one === undefined || other === undefined ? undefined : Math.max(one, other);
    }
    case 'CallExpression':
      return takenBy(reading, node) ?? calledLength(node, below);
    case 'LogicalExpression':
      return node.operator === '&&' ? below(node.right) : below(node.left);
    case 'MemberExpression': {
      const value = memberValue(reading, node);
      return value ? below(value) : tupleLength(reading, node);
    }
    case 'Identifier': {
      const tuple = tupleLength(reading, node);
      if (tuple !== undefined) return tuple;
      if (isImported(reading, node)) return importedLength(reading, node);
      const value = onlyValue(reading, node);
      return value && additionsTo(reading, node).length === 0 ? below(value) : undefined;
    }
    default:
      return undefined;
  }
}

/** Nothing for what begins empty, to be filled. */
function sumOf(counts: readonly (number | undefined)[]): number | undefined {
  let sum = 0;
  for (const count of counts) {
    if (count === undefined) return undefined;
    sum += count;
  }
  return sum > 0 ? sum : undefined;
}

/** How many items a call takes of a list: `slice(0, 3)`, `slice(-3)`, `splice(0, 3)`, `take(rows, 3)`. */
function takenBy(reading: FileReading, call: TSESTree.CallExpression): number | undefined {
  const callee = unwrap(call.callee);
  const isMethod = callee.type === 'MemberExpression';
  const name = isMethod ? keyOf(callee) : callee.type === 'Identifier' ? callee.name : undefined;
  const numbers = call.arguments.map((argument) => boundOf(reading, argument));
  const [from, to] = numbers;
  if (isMethod && name === 'slice') {
    if (call.arguments.length === 1) return from !== undefined && from < 0 ? -from : undefined;
    return from !== undefined && to !== undefined && from >= 0 === to >= 0 ? Math.max(to - from, 0) : undefined;
  }
  if (isMethod && name === 'splice') return to;
  return TAKES.test(name ?? '') ? numbers.at(-1) : undefined;
}

/** A bound as it is written: `3`, `-3`, `MAX`, `LIMITS.max`. */
function boundOf(reading: FileReading, expression: Node): number | undefined {
  const node = unwrap(expression);
  if (node.type === 'UnaryExpression' && node.operator === '-') {
    const number = numberOf(reading, node.argument);
    return number === undefined ? undefined : -number;
  }
  const text = node.type === 'MemberExpression' ? reading.texts.textOf(node) : undefined;
  return text !== undefined && /^\d+$/.test(text) ? Number(text) : numberOf(reading, node);
}

function calledLength(call: TSESTree.CallExpression, below: (inner: Node) => number | undefined): number | undefined {
  const callee = unwrap(call.callee);
  const [first] = call.arguments;
  if (callee.type === 'MemberExpression' && isListGlobal(unwrap(callee.object))) {
    if (keyOf(callee) === 'of')
      return sumOf(call.arguments.map(({ type }) => (type === 'SpreadElement' ? undefined : 1)));
    return first && first.type !== 'SpreadElement' ? below(first) : undefined;
  }
  const behind = listBehind(call);
  return behind && !behind.others ? below(behind.list) : undefined;
}

/** What a literal table of the file holds under a key: `SITES.pages` of `const SITES = { pages: [...] }`. */
function memberValue(reading: FileReading, member: TSESTree.MemberExpression): Node | undefined {
  const key = keyOf(member);
  const holder = unwrap(member.object);
  if (holder.type !== 'Identifier' || key === undefined || additionsTo(reading, holder).length > 0) return undefined;
  const table = onlyValue(reading, holder);
  if (table?.type !== 'ObjectExpression') return undefined;
  const found = table.properties.findLast((one) => one.type === 'Property' && !one.computed && keyOf(one) === key);
  return found?.type === 'Property' && !table.properties.some(({ type }) => type === 'SpreadElement')
    ? found.value
    : undefined;
}

function isImported({ tree }: FileReading, name: TSESTree.Identifier): boolean {
  return tree.variableOf(name)?.defs.some(({ type }) => (type as string) === 'ImportBinding') ?? false;
}

/** How many texts a list or table of another file holds; nothing where they are not all known. */
function importedLength({ texts }: FileReading, name: TSESTree.Identifier): number | undefined {
  const items = texts.alternativesBelow(name, [undefined]);
  return items?.every((item) => onlyText([item]) !== undefined) ? items.length : undefined;
}

/** How many items a tuple has that a name is written with: `points: readonly [number, number]`. */
function tupleLength(reading: FileReading, name: Node): number | undefined {
  const type = writtenType(reading, name);
  return type?.type === 'TSTupleType' && type.elementTypes.every((item) => item.type !== 'TSRestType')
    ? type.elementTypes.length
    : undefined;
}
