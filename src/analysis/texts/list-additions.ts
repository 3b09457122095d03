import type { Variable } from '@typescript-eslint/scope-manager';
import { isAlwaysBefore, isRepeatedFor } from '../syntax/always-before.ts';
import { isGivenLater } from '../syntax/given-later.ts';
import { isInside, keyOf, type Node, type Tree } from '../syntax/tree.ts';

/** What is put into a list after it was written. */
export interface Addition {
  readonly elements: readonly Node[];
  /** Before the first, behind the last, or at an index. */
  readonly at: 'start' | 'end' | number;
  /** Whether it has happened whenever the list is used; if not, it may have. */
  readonly always: boolean;
  /** Any number of elements. */
  readonly repeated: boolean;
}

/** Methods of lists that leave the list as it is. */
const READS =
  /^(?:at|concat|entries|every|filter|find|findIndex|findLast|flat|flatMap|forEach|includes|indexOf|join|keys|lastIndexOf|map|reduce|reduceRight|slice|some|toLocaleString|toReversed|toSorted|toSpliced|toString|values|with)$/;
/** Functions that only read what they are given. */
const READERS = /^(?:console|JSON|Array|Object|String|log|logger)$/;
/** Places where a list is only read. */
const READING =
  /^(?:SpreadElement|ForOfStatement|ReturnStatement|IfStatement|BinaryExpression|TemplateLiteral|UnaryExpression|ExportSpecifier)$/;

/**
 * All that is put into a list before a use of it, in source order.
 * @param variable a constant that holds a list that is written out
 * @param use the list where it is read
 * @returns nothing where others may change the list too
 */
export function additionsTo(tree: Tree, variable: Variable, use: Node): readonly Addition[] | undefined {
  const all: Addition[] = [];
  for (const reference of variable.references) {
    if (reference.init === true || reference.identifier === use) continue;
    const mention: Node = reference.identifier;
    if (isRead(tree, mention)) continue;
    const changed = changeAt(tree, mention);
    if (!changed) return undefined;
    const { node, elements, at } = changed;
    if (isGivenLater(tree, { kind: 'value', node, path: [], operator: '=' }, use)) continue;
    const declared = variable.identifiers[0];
    const repeated =
      elements.some(({ type }) => type === 'SpreadElement') || (declared ? isRepeatedFor(tree, node, declared) : true);
    all.push({ elements, at, always: isAlwaysBefore(tree, node, use), repeated });
  }
  return all;
}

function isRead(tree: Tree, mention: Node): boolean {
  const parent = tree.parentOf(mention);
  if (parent?.type === 'MemberExpression') {
    if (parent.object !== mention) return true;
    const user = tree.parentOf(parent);
    if (user?.type === 'CallExpression' && user.callee === parent) return READS.test(keyOf(parent) ?? '');
    const isWritten =
      (user?.type === 'AssignmentExpression' && user.left === parent) ||
      user?.type === 'UpdateExpression' ||
      (user?.type === 'UnaryExpression' && user.operator === 'delete');
    return !isWritten;
  }
  if (parent?.type === 'VariableDeclarator') return parent.id.type !== 'Identifier';
  if (parent?.type === 'CallExpression') {
    const { callee } = parent;
    const named = callee.type === 'MemberExpression' ? callee.object : callee;
    return named.type === 'Identifier' && READERS.test(named.name);
  }
  return parent !== undefined && READING.test(parent.type);
}

/** `parts.push(a)`, `parts.unshift(a)`, `parts[1] = a`. */
function changeAt(
  tree: Tree,
  mention: Node,
): (Pick<Addition, 'elements' | 'at'> & { readonly node: Node }) | undefined {
  const member = tree.parentOf(mention);
  const node = member && tree.parentOf(member);
  if (member?.type !== 'MemberExpression' || !node) return undefined;
  const key = keyOf(member);
  if (node.type === 'CallExpression' && isInside(mention, node.callee)) {
    if (key !== 'push' && key !== 'unshift') return undefined;
    return { node, elements: node.arguments, at: key === 'push' ? 'end' : 'start' };
  }
  const isIndex = key !== undefined && /^\d+$/.test(key);
  return node.type === 'AssignmentExpression' && node.operator === '=' && isIndex
    ? { node, elements: [node.right], at: Number(key) }
    : undefined;
}
