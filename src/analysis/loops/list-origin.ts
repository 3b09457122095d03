import type { TSESTree } from '@typescript-eslint/types';
import type { FileReading } from '../reading.ts';
import { sourcesOf } from '../syntax/sources.ts';
import { keyOf, unwrap, type Node } from '../syntax/tree.ts';

/** The list that a list is made from. */
export interface ListBehind {
  readonly list: Node;
  /** Its items may become more on the way, or others: `flatMap`. */
  readonly others: boolean;
}

const SAME_ITEMS = /^(?:filter|map|slice|entries|values|keys|sort|toSorted|reverse|toReversed)$/;
const OTHER_ITEMS = /^(?:concat|flat|flatMap)$/;
const ADDS = /^(?:push|unshift|splice|add|set)$/;
const MOST_STEPS = 8;

/**
 * The list behind a copy, a filter or the entries of one: `rows` of `Object.entries(rows)`, `rows.filter(…)` and `[...rows]`.
 * @param node what is iterated over, unwrapped
 * @returns nothing for what is no such call
 */
export function listBehind(node: Node): ListBehind | undefined {
  switch (node.type) {
    case 'LogicalExpression':
      return { list: node.left, others: false };
    case 'ArrayExpression': {
      const [only] = node.elements;
      return node.elements.length === 1 && only?.type === 'SpreadElement'
        ? { list: only.argument, others: false }
        : undefined;
    }
    case 'CallExpression': {
      const callee = unwrap(node.callee);
      if (callee.type !== 'MemberExpression') return undefined;
      const [first] = node.arguments;
      const method = keyOf(callee) ?? '';
      const holder = unwrap(callee.object);
      if (isListGlobal(holder))
        return first && first.type !== 'SpreadElement' ? { list: first, others: method === 'of' } : undefined;
      if (OTHER_ITEMS.test(method)) return { list: holder, others: true };
      return SAME_ITEMS.test(method) ? { list: holder, others: false } : undefined;
    }
    default:
      return undefined;
  }
}

/** `Object` or `Array`, whose functions take the list first. */
export function isListGlobal(node: Node): boolean {
  return node.type === 'Identifier' && /^(?:Object|Array)$/.test(node.name);
}

/** A collection and the lists that its items come from, through copies, filters and variables. */
export function listsBehind(reading: FileReading, collection: Node): Node[] {
  const lists: Node[] = [];
  for (let at: Node | undefined = collection; at && lists.length < MOST_STEPS;) {
    const node = unwrap(at, true);
    lists.push(node);
    const behind = listBehind(node);
    at = node.type === 'Identifier' ? onlyValue(reading, node) : behind && !behind.others ? behind.list : undefined;
  }
  return lists;
}

/** The one value that a variable ever has; nothing where it can have several, or a part of one. */
export function onlyValue({ tree }: Pick<FileReading, 'tree'>, name: TSESTree.Identifier): Node | undefined {
  const variable = tree.variableOf(name);
  const sources = variable ? sourcesOf(tree, variable) : [];
  const [only] = sources;
  return sources.length === 1 && only?.kind === 'value' && only.path.length === 0 && only.operator === '='
    ? unwrap(only.node, true)
    : undefined;
}

/** The calls and assignments that put something into a list or table after it was made: `rows.push(row)`, `pages[key] = page`. */
export function additionsTo({ tree }: FileReading, name: TSESTree.Identifier): Node[] {
  return (tree.variableOf(name)?.references ?? []).flatMap(({ identifier }) => {
    const member = tree.parentOf(identifier);
    if (member?.type !== 'MemberExpression' || member.object !== identifier) return [];
    const use = tree.parentOf(member);
    const adds =
      use?.type === 'CallExpression'
        ? use.callee === member && ADDS.test(keyOf(member) ?? '')
        : use?.type === 'AssignmentExpression' && use.left === member;
    return adds ? [use as Node] : [];
  });
}
