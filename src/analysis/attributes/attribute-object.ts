import type { TSESTree } from '@typescript-eslint/types';
import type { AttributeSite } from './attribute-sites.ts';
import type { FileReading } from '../reading.ts';
import type { SpanSite } from '../spans/span-site.ts';
import { annotationOf, sourcesOf } from '../syntax/sources.ts';
import { isInside, unwrap, type Node, type Tree } from '../syntax/tree.ts';

const CAST = /^TS(?:As|Satisfies)Expression$|^TSTypeAssertion$/;

/** The name of the object that an attribute is written into, where the recording only names that object. */
export function objectOfAttribute(tree: Tree, { node, recording }: AttributeSite): Node | undefined {
  if (isInside(node, recording)) return undefined;
  const target = node.type === 'AssignmentExpression' ? unwrap(node.left) : undefined;
  return target?.type === 'MemberExpression' ? target.object : declaredAs(tree, node);
}

/** The types that the object of an attribute is written with: that of its variable, and those that it is asserted to have. */
export function typesOfObject({ tree }: FileReading, site: AttributeSite): readonly Node[] {
  const types: Node[] = [];
  for (let up = tree.parentOf(site.node); up; up = tree.parentOf(up)) {
    if (CAST.test(up.type)) types.push((up as TSESTree.TSAsExpression).typeAnnotation);
    else if (!/^(?:ObjectExpression|ConditionalExpression|LogicalExpression|SpreadElement)$/.test(up.type)) break;
  }
  const object = objectOfAttribute(tree, site);
  const variable = object?.type === 'Identifier' ? tree.variableOf(object) : undefined;
  const annotation = variable && annotationOf(tree, variable)?.type;
  const [source] = variable ? sourcesOf(tree, variable) : [];
  const made = source?.kind === 'value' && source.path.length === 0 ? castsOf(source.node) : [];
  return [...types, ...made, ...(annotation ? [annotation] : [])];
}

/** What kinds of values a library, or the type that a wrapper is written with, lets an attribute be; nothing where all are fine or nobody says. */
export function takenKinds({ spanSites }: FileReading, { via, recording, takes }: AttributeSite): SpanSite['takes'] {
  if (takes) return takes;
  return via === 'creation' ? spanSites.find(({ call }) => call === recording)?.takes : undefined;
}

/** The types that an expression is asserted to have. */
function castsOf(expression: Node): Node[] {
  if (!CAST.test(expression.type)) return [];
  const { typeAnnotation, expression: inner } = expression as TSESTree.TSAsExpression;
  return [typeAnnotation, ...castsOf(inner)];
}

function declaredAs(tree: Tree, property: Node): Node | undefined {
  let up = tree.parentOf(property);
  for (; up && (up.type === 'ObjectExpression' || unwrap(up) !== up); up = tree.parentOf(up));
  return up?.type === 'VariableDeclarator' ? up.id : undefined;
}
