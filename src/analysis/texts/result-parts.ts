import { literalText } from '../names/name-value.ts';
import { returnedExpressions } from '../syntax/returned-expressions.ts';
import { valuesOf } from '../syntax/sources.ts';
import { keyOf, unwrap, type FunctionNode, type Node, type Tree } from '../syntax/tree.ts';

/** A property of what a function gives back: one of some texts, or what its caller gives at a place such as `0` or `0.name`. */
export type ResultPart = { readonly texts: readonly string[] } | { readonly argument: string };

/**
 * What stands at a path below the object that a function gives back: `name` of `(name) => ({ name, kind: 'agent' })`.
 * @returns nothing where it gives back more than one thing, or where the path leads elsewhere
 */
export function resultPart(tree: Tree, fn: FunctionNode, path: readonly string[]): ResultPart | undefined {
  const [result, ...more] = returnedExpressions(tree, fn);
  if (!result || more.length > 0) return undefined;
  let node = valueOf(tree, result);
  for (const key of path) {
    const value: Node | undefined = node.type === 'ObjectExpression' ? propertyOf(node, key) : undefined;
    if (!value) return undefined;
    node = valueOf(tree, value);
  }
  const text = literalText(node);
  if (text !== undefined) return { texts: [text] };
  const variable = node.type === 'Identifier' ? tree.variableOf(node) : undefined;
  const [source, ...others] = variable ? valuesOf(tree, variable) : [];
  if (source?.kind !== 'parameter' || source.fn !== fn || source.rest || others.length > 0) return undefined;
  const steps = [source.index, ...source.path];
  return steps.every((step) => step !== undefined) ? { argument: steps.join('.') } : undefined;
}

/** An expression, or what the constant is set to that it names. */
function valueOf(tree: Tree, expression: Node): Node {
  const node = unwrap(expression, true);
  const variable = node.type === 'Identifier' ? tree.variableOf(node) : undefined;
  const [source, ...more] = variable ? valuesOf(tree, variable) : [];
  const isConstant = source?.kind === 'value' && source.path.length === 0 && more.length === 0;
  return isConstant ? unwrap(source.node, true) : node;
}

/** The value of a property; nothing where one that is spread or computed may stand in its place. */
function propertyOf(object: Extract<Node, { type: 'ObjectExpression' }>, key: string): Node | undefined {
  const plain = object.properties.flatMap((one) => (one.type === 'Property' && !one.computed ? [one] : []));
  if (plain.length < object.properties.length) return undefined;
  return plain.findLast((one) => keyOf(one) === key)?.value;
}
