import type { TSESTree } from '@typescript-eslint/types';
import type { FileReading } from '../reading.ts';
import { sourcesOf } from '../syntax/sources.ts';
import { isInside, keyOf, unwrap, type Node } from '../syntax/tree.ts';

/** What the head of a loop counts: the items of a collection, or rounds by a number. */
export interface Count {
  readonly collection?: Node;
  readonly rounds?: number;
}

/** What a `for` counts up or down to: `i < rows.length`. Steps of more than one are batches, which are no items. */
export function countOfFor(reading: FileReading, { test, update }: TSESTree.ForStatement): Count {
  if (test?.type !== 'BinaryExpression') return {};
  const { left, right, operator } = test;
  const bound = operator.startsWith('<') ? right : operator.startsWith('>') ? left : undefined;
  if (!bound || bound.type === 'PrivateIdentifier') return {};
  const step = update?.type === 'AssignmentExpression' ? numberOf(reading, update.right) : 1;
  const collection = measured(bound);
  if (collection) return step === 1 ? { collection } : {};
  const number = numberOf(reading, bound);
  return number === undefined || !step ? {} : { rounds: Math.ceil(number / step) };
}

/** What a `while` walks through to its end, item by item: by an index that it counts up, or by taking items out of a list. */
export function countOfWhile(reading: FileReading, { test, body }: TSESTree.WhileStatement): Count {
  const isCompared = test.type === 'BinaryExpression';
  if (isCompared && /^<=?$/.test(test.operator) && test.left.type === 'Identifier') {
    const collection = measured(test.right);
    return collection && isCountedUp(reading, test.left, body) ? { collection } : {};
  }
  const isUntilEmpty = isCompared && /^(?:>|!==?)$/.test(test.operator) && numberOf(reading, test.right) === 0;
  const collection = isUntilEmpty ? measured(test.left) : measured(test);
  return collection && isTakenFrom(reading, collection, body) ? { collection } : {};
}

/** How many items a collection holds that is made by a number: `{ length: 500 }`, `Array(500).fill(0)`, `[...Array(500).keys()]`. */
export function madeLength(reading: FileReading, collection: Node): number | undefined {
  const node = unwrap(collection);
  switch (node.type) {
    case 'ObjectExpression': {
      const length = node.properties.find((property) => property.type === 'Property' && keyOf(property) === 'length');
      return length?.type === 'Property' ? numberOf(reading, length.value) : undefined;
    }
    case 'ArrayExpression': {
      const [only] = node.elements;
      return node.elements.length === 1 && only?.type === 'SpreadElement'
        ? madeLength(reading, only.argument)
        : undefined;
    }
    case 'NewExpression':
    case 'CallExpression': {
      const callee = unwrap(node.callee);
      const [first, second] = node.arguments;
      if (callee.type === 'Identifier')
        return callee.name === 'Array' && first && !second ? numberOf(reading, first) : undefined;
      if (callee.type !== 'MemberExpression') return undefined;
      const key = keyOf(callee) ?? '';
      if (callee.object.type === 'Identifier' && callee.object.name === 'Array')
        return key === 'from' && first ? madeLength(reading, first) : undefined;
      return /^(?:fill|map|keys|values|entries)$/.test(key) ? madeLength(reading, callee.object) : undefined;
    }
    default:
      return undefined;
  }
}

/** How many items a list holds that is written out in the file. */
export function literalLength(reading: FileReading, collection: Node): number | undefined {
  const node = unwrap(collection);
  if (node.type === 'ArrayExpression')
    return node.elements.some((element) => element?.type === 'SpreadElement') ? undefined : node.elements.length;
  if (node.type !== 'Identifier') return undefined;
  const variable = reading.tree.variableOf(node);
  const sources = variable ? sourcesOf(reading.tree, variable) : [];
  const [only] = sources;
  if (sources.length !== 1 || only?.kind !== 'value' || only.path.length > 0) return undefined;
  const value = unwrap(only.node);
  return value.type === 'ArrayExpression' && value.elements.length > 0 ? literalLength(reading, value) : undefined;
}

/** `rows` of `rows.length`. */
function measured(expression: Node): Node | undefined {
  const node = unwrap(expression);
  return node.type === 'MemberExpression' && /^(?:length|size)$/.test(keyOf(node) ?? '') ? node.object : undefined;
}

/** Whether the body of a loop counts a variable up by one, and changes it in no other way. */
function isCountedUp(reading: FileReading, counter: TSESTree.Identifier, body: Node): boolean {
  const { tree } = reading;
  const writes = (tree.variableOf(counter)?.references ?? []).filter(
    (reference) => reference.isWrite() && isInside(reference.identifier, body),
  );
  return (
    writes.length > 0 &&
    writes.every(({ identifier }) => {
      const write = tree.parentOf(identifier);
      if (write?.type === 'UpdateExpression') return write.operator === '++';
      return write?.type === 'AssignmentExpression' && write.operator === '+=' && numberOf(reading, write.right) === 1;
    })
  );
}

/** Whether the body of a loop takes single items out of a list that nothing fills meanwhile: a list of work grows. */
function isTakenFrom({ tree }: FileReading, list: Node, body: Node): boolean {
  const variable = list.type === 'Identifier' ? tree.variableOf(list) : undefined;
  const home = tree.functionAround(body);
  let isTaken = false;
  for (const { identifier } of variable?.references ?? []) {
    const member = tree.parentOf(identifier);
    const method = member?.type === 'MemberExpression' && member.object === identifier ? keyOf(member) : undefined;
    const isIn = isInside(identifier, body);
    if (/^(?:push|unshift|splice)$/.test(method ?? '') && (isIn || tree.functionAround(identifier) !== home))
      return false;
    if (isIn && /^(?:shift|pop)$/.test(method ?? '')) isTaken = true;
    else if (isIn && method === undefined) return false;
  }
  return isTaken;
}

/** A number that is written in the file, also as a constant. */
export function numberOf(reading: FileReading, node: Node): number | undefined {
  const plain = unwrap(node);
  if (plain.type === 'Literal' && typeof plain.value === 'number') return plain.value;
  const text = plain.type === 'Identifier' ? reading.texts.textOf(plain) : undefined;
  return text !== undefined && /^\d+$/.test(text) ? Number(text) : undefined;
}
