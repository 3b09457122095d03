import type { TSESTree } from '@typescript-eslint/types';
import { isLiteralTyped } from './literal-types.ts';
import { sourcesOf, valuesOf, type Path } from '../syntax/sources.ts';
import { keyOf, type Node, type Tree } from '../syntax/tree.ts';
import { typeMembers } from '../syntax/type-members.ts';

const DEEPEST = 12;
/** Types of the language that are what their first argument is, or the part of it that a path leads to. */
const WRAPS =
  /^(?:Readonly|Required|Partial|NonNullable|Awaited|Promise|Exclude|Extract|Omit|Pick|Array|ReadonlyArray|Set)$/;
const TABLES = /^(?:Record|Map|ReadonlyMap)$/;
const NO_TEXT = /^TS(?:Undefined|Null|Void|Never|Number|Boolean|Object|Symbol|BigInt)Keyword$/;

/**
 * Whether a written type fixes which texts may stand in a place: a union of literals, a template, an enum, `keyof`, `typeof`. What
 * another file says of a type is not asked.
 * @param path where the text stands in a value of the type
 */
export function fixesText(tree: Tree, type: Node, path: Path): boolean {
  return fixes(tree, type, path, 0);
}

function fixes(tree: Tree, type: Node, path: Path, depth: number): boolean {
  if (depth > DEEPEST) return true;
  const inner = (one: Node, at = path) => fixes(tree, one, at, depth + 1);
  const [step, ...rest] = path;
  switch (type.type) {
    case 'TSLiteralType':
    case 'TSTemplateLiteralType':
    case 'TSConditionalType':
      return path.length === 0;
    case 'TSTypeQuery':
      return path.length === 0 || isLiteralAt(tree, type.exprName, path);
    case 'TSUnionType': {
      const texts = type.types.filter((one) => !NO_TEXT.test(one.type));
      return path.length === 0 ? texts.length > 0 && texts.every((one) => inner(one)) : texts.some((one) => inner(one));
    }
    case 'TSIntersectionType':
      return path.length === 0 ? type.types.every((one) => inner(one)) : type.types.some((one) => inner(one));
    case 'TSTypeLiteral':
    case 'TSInterfaceDeclaration':
      return ofMember(tree, type, path, depth);
    case 'TSArrayType':
      return path.length > 0 && inner(type.elementType, rest);
    case 'TSTupleType': {
      const elements = step === undefined ? type.elementTypes : type.elementTypes.slice(Number(step), Number(step) + 1);
      return path.length > 0 && elements.some((one) => inner(one, rest));
    }
    case 'TSNamedTupleMember':
      return inner(type.elementType);
    case 'TSTypeOperator':
      return type.operator === 'keyof'
        ? path.length === 0
        : type.typeAnnotation !== undefined && inner(type.typeAnnotation);
    case 'TSIndexedAccessType': {
      const { objectType, indexType } = type;
      const literal = indexType.type === 'TSLiteralType' ? (indexType.literal as Node) : undefined;
      if (objectType.type === 'TSTypeQuery' || literal?.type !== 'Literal') return path.length === 0;
      return inner(objectType, [String(literal.value), ...path]);
    }
    case 'TSTypeReference':
      return ofReference(tree, type, path, depth);
    default:
      return false;
  }
}

/** Whether `typeof NAMES` tells the text under a path. */
function isLiteralAt(tree: Tree, name: Node, path: Path): boolean {
  const variable = tree.variableOf(name);
  const [source] = variable ? valuesOf(tree, variable) : [];
  if (!variable || (source?.kind !== 'value' && source?.kind !== 'class')) return false;
  return isLiteralTyped(tree, variable, source.node, path);
}

/** A property of a written object type, an index signature, or what an interface takes over from one of this file. */
function ofMember(
  tree: Tree,
  type: TSESTree.TSTypeLiteral | TSESTree.TSInterfaceDeclaration,
  [step, ...rest]: Path,
  depth: number,
): boolean {
  if (step === undefined) return false;
  const members = typeMembers(type);
  const own = members.find((member) => keyOf(member) === String(step));
  const found = own ?? members.find((member) => member.type === 'TSIndexSignature');
  const annotation = (found as { typeAnnotation?: TSESTree.TSTypeAnnotation } | undefined)?.typeAnnotation;
  if (annotation) return fixes(tree, annotation.typeAnnotation, rest, depth + 1);
  if (type.type === 'TSTypeLiteral') return false;
  return type.extends.some(({ expression }) =>
    declarationsOf(tree, expression).some((one) => fixes(tree, one, [step, ...rest], depth + 1)),
  );
}

function ofReference(tree: Tree, type: TSESTree.TSTypeReference, path: Path, depth: number): boolean {
  const { typeName } = type;
  const given = type.typeArguments?.params ?? [];
  const head: Node = typeName.type === 'TSQualifiedName' ? typeName.left : typeName;
  const variable = tree.variableOf(head);
  const sources = variable ? sourcesOf(tree, variable) : [];
  if (sources.some(({ kind }) => kind === 'enum')) return path.length === 0;
  const declarations = declarationsOf(tree, head);
  if (declarations.length > 0)
    return (
      declarations.some((one) => fixes(tree, one, path, depth + 1)) ||
      given.some((argument) => fixes(tree, argument, [], depth + 1))
    );
  if (sources.length > 0 || typeName.type !== 'Identifier') return false;
  const { name } = typeName;
  const [first, second] = given;
  if (WRAPS.test(name))
    return first !== undefined && fixes(tree, first, isList(name) ? path.slice(1) : path, depth + 1);
  if (TABLES.test(name))
    return path.length > 0 && second !== undefined && fixes(tree, second, path.slice(1), depth + 1);
  return /^(?:Lowercase|Uppercase|Capitalize|Uncapitalize)$/.test(name) && path.length === 0;
}

function isList(name: string): boolean {
  return /^(?:Array|ReadonlyArray|Set)$/.test(name);
}

/** What a type's name is declared as in this file: the type of an alias, an interface, the bound of a type parameter. */
function declarationsOf(tree: Tree, name: Node): readonly Node[] {
  const variable = tree.variableOf(name);
  return (variable ? sourcesOf(tree, variable) : []).flatMap((source): Node[] => {
    if (source.kind !== 'type') return [];
    if (source.node.type === 'TSTypeAliasDeclaration') return [source.node.typeAnnotation];
    if (source.node.type === 'TSTypeParameter') return source.node.constraint ? [source.node.constraint] : [];
    return source.node.type === 'TSInterfaceDeclaration' ? [source.node] : [];
  });
}
