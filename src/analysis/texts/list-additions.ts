import type { Variable } from '@typescript-eslint/scope-manager';
import { isAlwaysBefore, isRepeatedFor } from '../syntax/always-before.ts';
import { isAfter } from '../syntax/given-later.ts';
import { keyOf, type Node, type Tree } from '../syntax/tree.ts';
import { changesOf, type ValueChange } from '../syntax/value-changes.ts';

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
  const changes = changesOf(tree, variable);
  for (const reference of variable.references) {
    if (reference.init === true || reference.identifier === use) continue;
    const mention: Node = reference.identifier;
    const change = changes.get(mention);
    if (change ? isBelowList(change) : isRead(tree, mention)) continue;
    const addition = change && additionBy(change);
    if (!addition) return undefined;
    const { node } = change;
    if (isAfter(tree, node, use)) continue;
    const declared = variable.identifiers[0];
    const repeated =
      addition.elements.some(({ type }) => type === 'SpreadElement') ||
      (declared ? isRepeatedFor(tree, node, declared) : true);
    all.push({ ...addition, always: isAlwaysBefore(tree, node, use), repeated });
  }
  return all;
}

function isRead(tree: Tree, mention: Node): boolean {
  const parent = tree.parentOf(mention);
  if (parent?.type === 'MemberExpression') {
    if (parent.object !== mention) return true;
    const user = tree.parentOf(parent);
    if (user?.type === 'CallExpression' && user.callee === parent) return READS.test(keyOf(parent) ?? '');
    return user?.type !== 'UpdateExpression' && !(user?.type === 'UnaryExpression' && user.operator === 'delete');
  }
  if (parent?.type === 'VariableDeclarator') return parent.id.type !== 'Identifier';
  if (parent?.type === 'CallExpression') {
    const { callee } = parent;
    const named = callee.type === 'MemberExpression' ? callee.object : callee;
    return named.type === 'Identifier' && READERS.test(named.name);
  }
  return parent !== undefined && READING.test(parent.type);
}

/** `parts.push(a)`, `parts.unshift(a)`, `parts[1] = a`; nothing for other changes. */
function additionBy({ by, path, node }: ValueChange): Pick<Addition, 'elements' | 'at'> | undefined {
  const [key] = path;
  if (node.type === 'CallExpression')
    return by === 'push' || by === 'unshift'
      ? { elements: node.arguments, at: by === 'push' ? 'end' : 'start' }
      : undefined;
  return by === '=' && key !== undefined && /^\d+$/.test(key) ? { elements: [node.right], at: Number(key) } : undefined;
}

/** Whether what a list holds is changed, and not the list. */
function isBelowList({ node, path }: ValueChange): boolean {
  return path.length > (node.type === 'AssignmentExpression' ? 1 : 0);
}
