import type { TSESTree } from '@typescript-eslint/types';
import { isIterationMethod, placeOfCallback } from '../catalogue/iteration-apis.ts';
import { keyOf, unwrap, type Node, type Tree } from '../syntax/tree.ts';

/** A call that runs one of its arguments for each item of a collection: `rows.map(one)`, `pMap(rows, one, options)`. */
export interface Iteration {
  readonly call: TSESTree.CallExpression;
  readonly collection: Node;
  /** The argument that is run: a function, or what stands for one. */
  readonly callback: Node;
}

/** Arguments between a collection and its callback that are never the callback themselves. */
const IS_SETTING = /^(?:Literal|TemplateLiteral|ObjectExpression|UnaryExpression|BinaryExpression)$/;

/**
 * The call that runs a function for each item, by the method of a collection or by a function that takes the collection first.
 * @param callback the function, or an expression that names it
 */
export function iterationOf(tree: Tree, callback: Node): Iteration | undefined {
  const call = tree.parentOf(callback);
  if (call?.type !== 'CallExpression' || call.callee === callback) return undefined;
  const callee = unwrap(call.callee);
  const name =
    callee.type === 'MemberExpression' ? keyOf(callee) : callee.type === 'Identifier' ? callee.name : undefined;
  const [first, second] = call.arguments;
  if (!name || !first || first.type === 'SpreadElement') return undefined;
  if (callee.type === 'MemberExpression') {
    if (isArrayFrom(callee, name)) return second === callback ? { call, collection: first, callback } : undefined;
    if (first === callback) return isIterationMethod(name) ? { call, collection: callee.object, callback } : undefined;
  }
  const index = call.arguments.indexOf(callback as TSESTree.CallExpressionArgument);
  const place = placeOfCallback(name);
  if (place === undefined || index < place) return undefined;
  // `mapAsync(rows, 5, one)`; what stands behind the callback is run once, at the end
  const isReached = call.arguments.slice(place, index).every(({ type }) => IS_SETTING.test(type));
  return isReached ? { call, collection: first, callback } : undefined;
}

/**
 * The collection that a parameter of a callback is an item of, or a key: `(step) => …` of `steps.map((step) => …)`, `(value, key) => …`
 * of `sides.forEach((value, key) => …)`. The second parameter of an array's callback is a number, which no type of a key tells.
 */
export function itemCollection(
  tree: Tree,
  callback: Node,
  index: number,
): { readonly collection: Node; readonly isKey: boolean } | undefined {
  const iteration = index < 2 ? iterationOf(tree, callback) : undefined;
  if (!iteration) return undefined;
  const { collection, call } = iteration;
  const method = call.callee.type === 'MemberExpression' ? (keyOf(call.callee) ?? '') : '';
  if (/^reduce(?:Right)?$/.test(method)) return index === 1 ? { collection, isKey: false } : undefined;
  if (index === 0 || method === 'sort') return { collection, isKey: false };
  return method === 'forEach' ? { collection, isKey: true } : undefined;
}

function isArrayFrom({ object }: TSESTree.MemberExpression, name: string): boolean {
  return /^from(?:Async)?$/.test(name) && object.type === 'Identifier' && object.name === 'Array';
}
