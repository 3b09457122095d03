import type { TSESTree } from '@typescript-eslint/types';
import { isFixed, type Alternatives } from './alternatives.ts';
import { globalPath } from '../syntax/global-path.ts';
import { isNothing } from '../syntax/nothing.ts';
import { isFunction, keyOf, unwrap, type Node } from '../syntax/tree.ts';
import { KEYS } from '../types/collection-types.ts';
import { NOTHING_BOUND, type TextReader } from './text-reader.ts';

/** A collection that is asked for a text, what it is asked for, and the paths below it one of which leads to all that it holds. */
interface Asked {
  readonly text: Node;
  readonly root: Node;
  readonly paths: readonly (readonly (string | number | undefined)[])[];
}

const ELEMENTS = [[undefined]];
const ENTRIES = [[undefined, 0]];
/** What says of an index that there is one, and that there is none. */
const FOUND = new Set(['!== -1', '!= -1', '> -1', '>= 0']);
const NOT_FOUND = new Set(['=== -1', '== -1', '< 0', '<= -1']);

/**
 * The texts that a collection holds, where a condition lets only these through: `NAMES.includes(name)`, `name in TABLE`,
 * `Object.hasOwn(TABLE, name)`, `MAP.get(name)`, `NAMES.indexOf(name) >= 0`.
 * @param truth whether the condition is true
 * @param isWanted whether an expression is the text that is meant
 * @returns nothing where it asks for something else, or where the collection may hold any
 */
export function listedTexts(
  reader: TextReader,
  condition: Node,
  truth: boolean,
  isWanted: (expression: Node) => boolean,
): Alternatives | undefined {
  const node = unwrap(condition);
  const asked = indexAsked(node, truth) ?? (truth ? askedFor(reader, node) : undefined);
  if (!asked || !isWanted(asked.text)) return undefined;
  for (const path of asked.paths) {
    const texts = reader.readPath(asked.root, path, condition, NOTHING_BOUND);
    if (texts.length > 0 && texts.every(isFixed)) return texts;
  }
  return undefined;
}

/** What a comparison with nothing says to be there: `TOOLS[name]` of `TOOLS[name] !== undefined`. */
export function thereBy(condition: Node, truth: boolean): Node | undefined {
  const node = unwrap(condition);
  if (node.type !== 'BinaryExpression' || !isNothing(unwrap(node.right))) return undefined;
  return (truth ? /^!==?$/ : /^===?$/).test(node.operator) ? node.left : undefined;
}

/** The function that `some`, `find` and `findLast` look for an element with, where it is written there. */
export function testOfElement(call: TSESTree.CallExpression): Node | undefined {
  const callee = unwrap(call.callee);
  const [test] = call.arguments;
  const isSearch = callee.type === 'MemberExpression' && /^(?:some|find|findLast)$/.test(keyOf(callee) ?? '');
  const fn = isSearch && test ? unwrap(test) : undefined;
  return fn && isFunction(fn) && fn.body.type !== 'BlockStatement' ? fn.body : undefined;
}

/** `NAMES.indexOf(name) >= 0` where it is true, `NAMES.indexOf(name) === -1` where it is false. */
function indexAsked(node: Node, truth: boolean): Asked | undefined {
  if (node.type !== 'BinaryExpression') return undefined;
  const call = unwrap(node.left);
  const callee = call.type === 'CallExpression' ? unwrap(call.callee) : undefined;
  const [text] = call.type === 'CallExpression' ? call.arguments : [];
  if (callee?.type !== 'MemberExpression' || keyOf(callee) !== 'indexOf' || !text) return undefined;
  const found = truth ? FOUND : NOT_FOUND;
  return found.has(`${node.operator} ${numberOf(unwrap(node.right))}`)
    ? { text, root: callee.object, paths: ELEMENTS }
    : undefined;
}

function numberOf(node: Node): string {
  if (node.type === 'UnaryExpression') return `${node.operator}${numberOf(unwrap(node.argument))}`;
  return node.type === 'Literal' ? node.raw : '';
}

function askedFor({ tree }: TextReader, node: Node): Asked | undefined {
  switch (node.type) {
    case 'BinaryExpression':
      return node.operator === 'in' ? { text: node.left, root: node.right, paths: [[KEYS]] } : undefined;
    case 'MemberExpression':
      return node.computed ? { text: node.property, root: node.object, paths: [[KEYS]] } : undefined;
    case 'CallExpression': {
      const callee = unwrap(node.callee);
      const [first, second, ...more] = node.arguments;
      if (callee.type !== 'MemberExpression' || !first || more.length > 0) return undefined;
      const method = keyOf(callee) ?? '';
      const name = globalPath(tree, callee)?.join('.') ?? '';
      if (/^(?:Object\.hasOwn|Object\.prototype\.hasOwnProperty\.call|Reflect\.has)$/.test(name))
        return second && { text: second, root: first, paths: [[KEYS]] };
      if (second && method !== 'includes') return undefined;
      if (method === 'hasOwnProperty') return { text: first, root: callee.object, paths: [[KEYS]] };
      if (method === 'includes') return { text: first, root: callee.object, paths: ELEMENTS };
      if (method === 'has') return { text: first, root: callee.object, paths: [...ELEMENTS, ...ENTRIES] };
      return method === 'get' ? { text: first, root: callee.object, paths: ENTRIES } : undefined;
    }
    default:
      return undefined;
  }
}
