import type { TSESTree } from '@typescript-eslint/types';
import type { Position } from '../catalogue/span-library.ts';
import type { NameValue } from '../names/name-value.ts';
import { argumentOf, isAbsent } from '../syntax/call-arguments.ts';
import { isFunction, keyOf, unwrap, type Node } from '../syntax/tree.ts';
import type { Texts } from '../texts/texts.ts';

/** A name that stands in an object which the call does not show. */
export interface HiddenName {
  /** What holds the object; what is called, where nobody knows the name. */
  readonly node: Node;
  readonly value: NameValue;
}

/**
 * The name that a call gives below options that come from elsewhere: `observe(options, run)`, `observe({ ...options, input }, run)`.
 * @param position where the name stands, such as `1.name`
 * @returns nothing where the call visibly gives no name there
 */
export function hiddenName(texts: Texts, call: TSESTree.CallExpression, position: Position): HiddenName | undefined {
  const [index, ...keys] = position.split('.');
  const argument = argumentOf(call, Number(index));
  if (!argument || keys.length === 0 || isAbsent(call, position)) return undefined;
  const found = holderOf(argument, keys);
  if (!found) return { node: call.callee, value: { kind: 'unknown' } };
  if (isNoObject(unwrap(found.node))) return undefined;
  const value = texts.valueBelow(found.node, found.keys);
  // what else the options say of it is said of their whole, so only a text or a caller is to blame
  const isTold = value.kind === 'exact' || (value.kind === 'forwarded' && !value.changed);
  return isTold ? { node: found.node, value } : { node: call.callee, value: { kind: 'unknown' } };
}

/** The expression out of sight that holds the name, and the path below it; nothing where it may be in several. */
function holderOf(
  argument: Node,
  keys: readonly string[],
): { readonly node: Node; readonly keys: readonly string[] } | undefined {
  const object = unwrap(argument);
  if (object.type !== 'ObjectExpression') return { node: argument, keys };
  const [key, ...deeper] = keys;
  const { properties } = object;
  if (properties.some((one) => one.type === 'Property' && one.computed)) return undefined;
  const [spread, ...more] = properties.filter((one) => one.type === 'SpreadElement');
  const own = properties.findLast((one) => one.type === 'Property' && keyOf(one) === key);
  if (own?.type === 'Property')
    return spread || own.kind !== 'init' || deeper.length === 0 ? undefined : holderOf(own.value, deeper);
  return spread && more.length === 0 ? holderOf(spread.argument, keys) : undefined;
}

/** Whether an expression visibly is no object of options. */
function isNoObject(node: Node): boolean {
  return isFunction(node) || /^(?:Literal|TemplateLiteral|ArrayExpression)$/.test(node.type);
}
