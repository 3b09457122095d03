import { sizeExpression } from './collection-size.ts';
import { hasEffects } from '../syntax/effects.ts';
import type { ItemSpan } from './item-span.ts';
import type { FileReading } from '../reading.ts';
import { isFunction, keyOf, unwrap, type Node } from '../syntax/tree.ts';

const MAY_THROW = /^(?:Throw(?:Statement)|(?:Await|New|Yield|Import|TaggedTemplate)Expression)$/;

/**
 * Whether something in a round may throw and nothing in the round catches it, so that the loop ends before the last item. A read
 * counts as safe, and so do methods of the language that only compute, those of a list, a map or a set of the file, and the span's own.
 */
export function mayBreakOff(reading: FileReading, { loop, call, callback, binding }: ItemSpan): boolean {
  const { tree } = reading;
  const span = tree.variableOf(binding);
  const isSafe = (node: Node): boolean => {
    if (node.type !== 'CallExpression') return false;
    if (node === call || !hasEffects(tree, node)) return true;
    const callee = unwrap(node.callee);
    if (callee.type !== 'MemberExpression') return false;
    const { object } = callee;
    if (object.type === 'Identifier' && span && tree.variableOf(object) === span) return true;
    const [first] = node.arguments;
    if (keyOf(callee) === 'split') return first?.type === 'Literal';
    return sizeExpression(reading, object) !== undefined && !node.arguments.some(isFunction);
  };
  const throws = (node: Node): boolean => {
    if (isFunction(node) && node !== callback && node !== loop.body) return false;
    if (node.type === 'AwaitExpression' && node.argument === call) return throws(call);
    if (MAY_THROW.test(node.type) || (node.type === 'CallExpression' && !isSafe(node))) return true;
    const parts = tree.childrenOf(node);
    return parts.some((part) => !(node.type === 'TryStatement' && node.handler && part === node.block) && throws(part));
  };
  return throws(loop.body);
}
