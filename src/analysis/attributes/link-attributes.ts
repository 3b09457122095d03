import { changesOf } from '../syntax/value-changes.ts';
import { entryOf } from '../syntax/object-entries.ts';
import type { Origins } from '../origins/origin.ts';
import { returnedExpressions } from '../syntax/returned-expressions.ts';
import { sourcesOf } from '../syntax/sources.ts';
import { keyOf, unwrap, type Node, type Tree } from '../syntax/tree.ts';

const DEEPEST = 4;

/**
 * The attributes of the links of a span, as far as the list is written in the file: as a literal, a constant, what is pushed to it, and what
 * `map` makes of another one.
 * @param links the list that `links` of a span's options or `addLinks` takes
 * @returns the objects under `attributes`
 */
export function attributesOfLinks(tree: Tree, origins: Origins, links: Node | undefined, depth = 0): readonly Node[] {
  if (!links || depth > DEEPEST) return [];
  const node = unwrap(links);
  const below = (list: Node) => attributesOfLinks(tree, origins, list, depth + 1);
  const ofLink = (link: Node) => attributesOfLink(tree, origins, link);
  switch (node.type) {
    case 'ArrayExpression':
      return node.elements.flatMap((link) =>
        !link ? [] : link.type === 'SpreadElement' ? below(link.argument) : ofLink(link),
      );
    case 'ConditionalExpression':
      return [...below(node.consequent), ...below(node.alternate)];
    case 'LogicalExpression':
      return [...below(node.left), ...below(node.right)];
    case 'CallExpression': {
      const callee = unwrap(node.callee);
      const [made] = node.arguments;
      const isMap = callee.type === 'MemberExpression' && keyOf(callee) === 'map';
      const fn = isMap && made ? origins.functionOf(made) : undefined;
      return fn ? returnedExpressions(tree, fn).flatMap(ofLink) : [];
    }
    case 'Identifier': {
      const variable = tree.variableOf(node);
      if (!variable) return [];
      const given = sourcesOf(tree, variable).flatMap((source) =>
        source.kind === 'value' && source.path.length === 0 ? below(source.node) : [],
      );
      const pushed = [...changesOf(tree, variable).values()].flatMap(({ path, by, values }) =>
        path.length > 0 || by === 'set'
          ? []
          : values.flatMap((value) => (value.isSpread ? below(value.node) : ofLink(value.node))),
      );
      return [...given, ...pushed];
    }
    default:
      return [];
  }
}

/** The object under `attributes` of one link, where there is one. */
export function attributesOfLink(tree: Tree, origins: Origins, link: Node): readonly Node[] {
  const attributes = entryOf(tree, origins, link, 'attributes');
  return attributes ? [attributes] : [];
}
