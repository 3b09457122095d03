import { sourcesOf } from '../syntax/sources.ts';
import { keyOf, unwrap, type Node, type Tree } from '../syntax/tree.ts';
import { changesOf } from '../syntax/value-changes.ts';

/** An object that is handed on whole, with entries of its own: `{ ...attributes, 'agent.step': step }`. */
export interface HandedOnObject {
  /** What is handed on. */
  readonly node: Node;
  /** Keys that are set behind it, in place of those that it has. */
  readonly replaced: readonly string[];
  /** Whether a key that is not written out is set behind it. */
  readonly isOpen: boolean;
}

const DEEPEST = 4;

/**
 * What is handed on by `attributes ?? {}`, `{ ...attributes, 'agent.step': step }` and a constant that holds such an object.
 * @param under the property that counts, of options; left out: all of them
 * @returns nothing where that is not one thing, or where something else stands under that property
 */
export function handedOnObject(tree: Tree, expression: Node, under?: string, depth = 0): HandedOnObject | undefined {
  let node = unwrap(expression);
  if (node.type === 'LogicalExpression' && node.operator !== '&&') node = unwrap(node.left);
  const object = node.type === 'Identifier' ? (writtenObject(tree, node) ?? node) : node;
  if (object.type !== 'ObjectExpression') return { node, replaced: [], isOpen: false };
  const at = object.properties.findIndex(({ type }) => type === 'SpreadElement');
  const spread = object.properties[at];
  const behind = object.properties.slice(at + 1);
  if (spread?.type !== 'SpreadElement' || depth > DEEPEST) return undefined;
  if (behind.some(({ type }) => type === 'SpreadElement')) return undefined;
  const keys = behind.map(keyOf);
  const inner = handedOnObject(tree, spread.argument, under, depth + 1);
  if (!inner || (under !== undefined && keys.includes(under))) return undefined;
  const own = under === undefined ? keys.filter((key) => key !== undefined) : [];
  return {
    node: inner.node,
    replaced: [...inner.replaced, ...own],
    isOpen: inner.isOpen || keys.includes(undefined),
  };
}

/** The object that a constant holds, if nobody changes it. */
function writtenObject(tree: Tree, name: Node): Node | undefined {
  const variable = tree.variableOf(name);
  const [source, ...more] = variable ? sourcesOf(tree, variable) : [];
  if (source?.kind !== 'value' || source.operator !== '=' || source.path.length > 0 || more.length > 0)
    return undefined;
  const value = unwrap(source.node);
  return variable && value.type === 'ObjectExpression' && changesOf(tree, variable).size === 0 ? value : undefined;
}
