import type { TSESTree } from '@typescript-eslint/types';
import { methodRole, typeRole, type Role } from '../catalogue/roles.ts';
import { resultOf } from './call-origins.ts';
import { firstOrigin, type Origin, type OriginReader } from './origin-reader.ts';
import { shapedRole } from './shaped-type.ts';
import { sourcesOf } from '../syntax/sources.ts';
import { keyOf, type Node, type Tree } from '../syntax/tree.ts';
import { typeMembers } from '../syntax/type-members.ts';

/** The origin of a value of a written type. */
export function typeOrigin(reader: OriginReader, node: Node): Origin | undefined {
  switch (node.type) {
    case 'TSUnionType':
    case 'TSIntersectionType':
      return firstOrigin(node.types.map((type) => () => typeOrigin(reader, type)));
    case 'TSTypeReference':
      return namedOrigin(reader, node);
    case 'TSImportType': {
      const module = importTypeModule(node);
      const path = node.qualifier ? namePath(node.qualifier) : [];
      if (!module) return undefined;
      const role = typeRole(module, path);
      return role ? { kind: 'role', role } : { kind: 'instanceOf', module, path, node };
    }
    case 'TSArrayType': {
      const of = typeOrigin(reader, node.elementType);
      return of && { kind: 'container', of };
    }
    case 'TSTypeOperator':
      return node.typeAnnotation ? typeOrigin(reader, node.typeAnnotation) : undefined;
    case 'TSTypeLiteral': {
      // `{ [id: string]: Span }`
      const [only, ...more] = node.members;
      const listed = only?.type === 'TSIndexSignature' && more.length === 0 ? only.typeAnnotation : undefined;
      const of = listed && typeOrigin(reader, listed.typeAnnotation);
      return of ? { kind: 'container', of } : shapedOrigin(reader.tree, node);
    }
    case 'TSFunctionType':
      return { kind: 'typed', node };
    case 'TSIndexedAccessType': {
      const { objectType, indexType } = node;
      const key = indexType.type === 'TSLiteralType' && indexType.literal.type === 'Literal' && indexType.literal.value;
      return typeof key === 'string' ? reader.member(typeOrigin(reader, objectType), key) : undefined;
    }
    case 'TSTypeQuery':
      return node.exprName.type === 'Identifier' ? reader.of(node.exprName) : undefined;
    default:
      return undefined;
  }
}

function namedOrigin(reader: OriginReader, node: TSESTree.TSTypeReference): Origin | undefined {
  const path = namePath(node.typeName);
  const argument = node.typeArguments?.params.at(-1);
  const [head] = path;
  if (
    path.length === 1 &&
    argument &&
    /^(?:Promise|PromiseLike|Readonly|Required|Partial|NonNullable|Awaited)$/.test(String(head))
  )
    return typeOrigin(reader, argument);
  if (
    path.length === 1 &&
    argument &&
    /^(?:(?:Readonly)?(?:Array|Set|Map|WeakMap|Record|Iterable|Iterator)|AsyncLocalStorage)$/.test(String(head))
  ) {
    const of = typeOrigin(reader, argument);
    return of && { kind: 'container', of };
  }
  if (
    path.length === 1 &&
    argument?.type === 'TSTypeQuery' &&
    /^(?:ReturnType|inferAsyncReturnType)$/.test(String(head))
  )
    return returnedByQuery(reader, argument);
  const variable = reader.tree.variableOf(leftmost(node.typeName));
  if (!variable) return undefined;
  for (const source of sourcesOf(reader.tree, variable)) {
    if (source.kind === 'import') {
      const { module, path: full } = reader.definedIn(source.module, [...source.path, ...path.slice(1)]);
      const role = typeRole(module, full);
      return role ? { kind: 'role', role } : { kind: 'instanceOf', module, path: full, node };
    }
    if (source.kind === 'type') {
      const declared = declarationOrigin(reader, source.node);
      if (declared) return declared;
    }
    if (source.kind === 'class') return { kind: 'instance', node: source.node };
  }
  return undefined;
}

/**
 * The origin of a value of a type that this file declares.
 * @param name the declared name of an alias or an interface
 */
export function declaredTypeOrigin(reader: OriginReader, name: Node): Origin | undefined {
  const variable = reader.tree.variableOf(name);
  const source = variable && sourcesOf(reader.tree, variable).find((one) => one.kind === 'type');
  return source?.kind === 'type' ? declarationOrigin(reader, source.node) : undefined;
}

function declarationOrigin(reader: OriginReader, declaration: Node): Origin | undefined {
  // `type Json = string | Json[]`
  if (declaration.type === 'TSTypeAliasDeclaration')
    return reader.once(declaration, () => typeOrigin(reader, declaration.typeAnnotation));
  return declaration.type === 'TSInterfaceDeclaration' ? interfaceOrigin(reader.tree, declaration) : undefined;
}

/** `ReturnType<typeof trace.getTracer>`. */
function returnedByQuery(reader: OriginReader, query: TSESTree.TSTypeQuery): Origin | undefined {
  const name = query.exprName as Node;
  if (name.type === 'TSQualifiedName') {
    const owner = reader.along(reader.of(leftmost(name)), namePath(name).slice(1, -1));
    const role = owner?.kind === 'role' ? methodRole(owner.role, name.right.name) : undefined;
    return role && { kind: 'role', role };
  }
  const called = name.type === 'Identifier' ? reader.of(name) : undefined;
  return called && resultOf(reader, called);
}

function interfaceOrigin(tree: Tree, node: TSESTree.TSInterfaceDeclaration): Origin {
  const role = heritageRole(tree, node.extends);
  return role ? { kind: 'role', role } : shapedOrigin(tree, node);
}

function shapedOrigin(tree: Tree, node: Node): Origin {
  const role = shapedRole(tree, node);
  return role ? { kind: 'role', role, likely: true } : { kind: 'typed', node };
}

/**
 * The role of what a class or an interface takes over from a type of OpenTelemetry.
 * @param heritage what it implements or extends
 */
export function heritageRole(tree: Tree, heritage: readonly { readonly expression: Node }[]): Role | undefined {
  for (const { expression } of heritage) {
    const variable = tree.variableOf(leftmost(expression));
    for (const source of variable ? sourcesOf(tree, variable) : []) {
      if (source.kind !== 'import') continue;
      const role = typeRole(source.module, [...source.path, ...namePath(expression).slice(1)]);
      if (role) return role;
    }
  }
  return undefined;
}

/** The origin of a member of an interface or of an object type. */
export function typeMemberOrigin(reader: OriginReader, node: Node, name: string): Origin | undefined {
  for (const member of typeMembers(node)) {
    if (keyOf(member) !== name) continue;
    if (member.type === 'TSPropertySignature' && member.typeAnnotation) {
      return typeOrigin(reader, member.typeAnnotation.typeAnnotation);
    }
    if (member.type === 'TSMethodSignature') return { kind: 'typed', node: member };
  }
  return undefined;
}

function namePath(node: Node): string[] {
  if (node.type === 'Identifier') return [node.name];
  if (node.type === 'TSQualifiedName') return [...namePath(node.left), node.right.name];
  if (node.type === 'MemberExpression') return [...namePath(node.object), keyOf(node) ?? '?'];
  return ['?'];
}

function leftmost(node: Node): Node {
  if (node.type === 'TSQualifiedName') return leftmost(node.left);
  return node.type === 'MemberExpression' ? leftmost(node.object) : node;
}

function importTypeModule(node: TSESTree.TSImportType): string | undefined {
  const source = (node as { source?: Node }).source ?? (node as { argument?: Node }).argument;
  const literal = source?.type === 'TSLiteralType' ? (source.literal as Node) : source;
  return literal?.type === 'Literal' ? String(literal.value) : undefined;
}
