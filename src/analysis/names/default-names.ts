import type { TSESTree } from '@typescript-eslint/types';
import { literalOf, type ExactText } from './name-value.ts';
import type { FileReading } from '../reading.ts';
import type { SpanSite } from '../spans/span-site.ts';
import { unwrap, type Node, type Tree } from '../syntax/tree.ts';

const DEEPEST = 4;

/**
 * Literals that a span is called by where the rest of its name is not fixed: the default of an option or of a parameter, one side of a
 * choice. What is put together of several values is left out.
 */
export function defaultNames({ tree }: FileReading, site: SpanSite): readonly ExactText[] {
  // what wrappers and libraries add to a name would count as well
  if (site.suffix !== undefined || (site.name.kind !== 'pattern' && site.name.kind !== 'forwarded')) return [];
  if (site.name.kind === 'forwarded' && site.name.changed) return [];
  if (site.name.kind === 'pattern' && site.name.patterns.some((parts) => parts.some((part) => part.ofWrapper)))
    return [];
  return literalsOf(tree, site.nameNode, 0).flatMap((node) => {
    const text = node.type === 'Literal' ? node.value : (node.quasis[0]?.value.cooked ?? '');
    return text === '' ? [] : [{ text, nodes: [node] }];
  });
}

/** @param isFollowed whether the expression is what a variable holds: a variable in it counts where it holds a literal */
function literalsOf(
  tree: Tree,
  expression: Node,
  depth: number,
  isFollowed = false,
): (TSESTree.StringLiteral | TSESTree.TemplateLiteral)[] {
  const node = unwrap(expression);
  const literal = literalOf(node);
  if (literal) return depth > 0 ? [literal] : [];
  if (depth > DEEPEST) return [];
  const inner = (one: Node) => literalsOf(tree, one, depth + 1, isFollowed);
  switch (node.type) {
    case 'ConditionalExpression':
      return [...inner(node.consequent), ...inner(node.alternate)];
    case 'LogicalExpression':
      return node.operator === '&&' ? inner(node.right) : [...inner(node.left), ...inner(node.right)];
    case 'Identifier':
      return definedBy(tree, node).flatMap((one) =>
        isFollowed && !literalOf(unwrap(one)) ? [] : literalsOf(tree, one, depth + 1, true),
      );
    default:
      return [];
  }
}

/** What a constant is, or the default of a parameter that nothing assigns. */
function definedBy(tree: Tree, identifier: TSESTree.Identifier): readonly Node[] {
  const variable = tree.variableOf(identifier);
  const [definition, ...more] = variable?.defs ?? [];
  if (!variable || !definition || more.length > 0) return [];
  if (variable.references.some((reference) => reference.isWrite() && !reference.init)) return [];
  const name = definition.name as Node;
  const holder = tree.parentOf(name);
  const node = definition.node as Node;
  if (holder?.type === 'AssignmentPattern' && holder.left === name) return [holder.right];
  const isWhole = node.type === 'VariableDeclarator' && node.id === name;
  return isWhole && node.init ? [node.init] : [];
}
