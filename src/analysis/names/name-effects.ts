import { hasEffects } from '../syntax/effects.ts';
import type { FileReading } from '../reading.ts';
import { isInside, keyOf, unwrap, type Node } from '../syntax/tree.ts';

/**
 * Whether a name does something beside what the values in it do, which would be lost with a fixed text in its place.
 * @param node the name or a part of it, `values` the parts that are kept
 */
export function doesMore(reading: FileReading, node: Node, values: readonly Node[]): boolean {
  const { tree, origins } = reading;
  if (values.includes(node)) return false;
  const children = tree.childrenOf(node);
  if (children.some((child) => values.some((value) => isInside(value, child)))) {
    const fn = node.type === 'CallExpression' ? origins.functionOf(node.callee) : undefined;
    const isPure = fn !== undefined && fn.body.type !== 'BlockStatement' && !hasEffects(tree, fn.body);
    const isCall = node.type === 'CallExpression' && !isTextCall(node) && !isPure;
    return isCall || children.some((child) => doesMore(reading, child, values));
  }
  return hasEffects(tree, node);
}

/** `['a', b].join('.')` and `'a'.concat(b)`. */
function isTextCall(call: Extract<Node, { type: 'CallExpression' }>): boolean {
  const callee = unwrap(call.callee);
  return (
    callee.type === 'MemberExpression' &&
    /^(?:join|concat|to\w*Case|trim|replace|replaceAll)$/.test(keyOf(callee) ?? '')
  );
}
