import type { TSESTree } from '@typescript-eslint/types';
import { givesBatches, isMessageList } from '../catalogue/batch-words.ts';
import { writtenType } from './collection-size.ts';
import { additionsTo, listsBehind, onlyValue } from './list-origin.ts';
import type { FileReading } from '../reading.ts';
import { sourcesOf } from '../syntax/sources.ts';
import { keyOf, unwrap, type Node } from '../syntax/tree.ts';

const MOST_LISTS = 3;
/** Names whose lists are batches where their type is a list of lists; `rows: string[][]` are rows, and pages may have lines. */
const MAY_BE_BATCHES = /chunks$/i;

/** Whether the items of a collection are batches or pages of others: what `chunk(rows, 100)` gives, and copies of it. */
export function isListOfBatches(reading: FileReading, collection: Node, depth = 0): boolean {
  return listsBehind(reading, collection).some((list) => {
    if (list.type === 'CallExpression') return isBatching(list);
    if (list.type !== 'Identifier') return false;
    return (MAY_BE_BATCHES.test(list.name) && isListOfLists(reading, list)) || isFilledByBatches(reading, list, depth);
  });
}

/** Whether the items of a collection are the messages of an event: `event.Records`. */
export function isListOfMessages(reading: FileReading, collection: Node): boolean {
  return listsBehind(reading, collection).some((list) => {
    if (list.type === 'MemberExpression') return isMessageList(keyOf(list) ?? '');
    if (list.type !== 'Identifier') return false;
    const variable = reading.tree.variableOf(list);
    // `const { Records: records } = event`, also as a parameter
    return (variable ? sourcesOf(reading.tree, variable) : []).some((source) => {
      const last = 'path' in source ? source.path.at(-1) : undefined;
      return typeof last === 'string' && isMessageList(last);
    });
  });
}

function isBatching(call: TSESTree.CallExpression): boolean {
  const callee = unwrap(call.callee);
  const name =
    callee.type === 'Identifier' ? callee.name : callee.type === 'MemberExpression' ? keyOf(callee) : undefined;
  if (name === undefined) return false;
  const [first, second] = call.arguments;
  const takesSize = first?.type === 'Literal' && typeof first.value === 'number';
  const taken = takesSize && callee.type === 'MemberExpression' ? callee.object : first;
  const hasSize = takesSize || (call.arguments.length === 2 && second?.type !== 'ObjectExpression');
  return givesBatches({ name, taken: taken && lastName(taken), hasSize });
}

/** The name that an expression ends in: `text` of `document.text`. */
function lastName(expression: Node): string | undefined {
  const node = unwrap(expression, true);
  return node.type === 'Identifier' ? node.name : node.type === 'MemberExpression' ? keyOf(node) : undefined;
}

/** `string[][]`, as a variable or a parameter is written with it. */
function isListOfLists(reading: FileReading, name: TSESTree.Identifier): boolean {
  const type = writtenType(reading, name) ?? givenType(reading, name);
  if (type?.type !== 'TSArrayType') return false;
  const item =
    type.elementType.type === 'TSTypeOperator' && type.elementType.typeAnnotation
      ? type.elementType.typeAnnotation
      : type.elementType;
  return item.type === 'TSArrayType';
}

/** The type of the list that a function of the file gives a variable, also as a promise: `T[][]`. */
function givenType(reading: FileReading, name: TSESTree.Identifier): Node | undefined {
  const value = onlyValue(reading, name);
  const fn = value?.type === 'CallExpression' ? reading.origins.functionOf(value.callee) : undefined;
  const type = fn?.returnType?.typeAnnotation;
  return type?.type === 'TSTypeReference' ? (type.typeArguments?.params[0] ?? type) : type;
}

/** `const chunks = []` that is filled by `chunks.push(rows.slice(i, i + size))`, or by each page that a call gives. */
function isFilledByBatches(reading: FileReading, name: TSESTree.Identifier, depth: number): boolean {
  const added = additionsTo(reading, name);
  return (
    depth < MOST_LISTS &&
    added.length > 0 &&
    added.every((addition) => {
      const [item] = addition.type === 'CallExpression' ? addition.arguments : [];
      return item !== undefined && isBatch(reading, unwrap(item, true), depth);
    })
  );
}

function isBatch(reading: FileReading, item: Node, depth: number): boolean {
  if (item.type === 'CallExpression') {
    const callee = unwrap(item.callee);
    // the first item of `lines.push(text.slice(0, 80))` is one of the text: only lists are known by their plural
    return (
      callee.type === 'MemberExpression' &&
      /^(?:slice|splice)$/.test(keyOf(callee) ?? '') &&
      /[^s]s$/i.test(lastName(callee.object) ?? '')
    );
  }
  if (item.type !== 'Identifier') return false;
  const variable = reading.tree.variableOf(item);
  return (variable ? sourcesOf(reading.tree, variable) : []).some(
    (source) => source.kind === 'element' && source.path.length === 0 && isListOfBatches(reading, source.of, depth + 1),
  );
}
