import type { TSESTree } from '@typescript-eslint/types';
import type { Role } from '../catalogue/roles.ts';
import { sourcesOf } from '../syntax/sources.ts';
import { keyOf, type Node, type Tree } from '../syntax/tree.ts';
import { typeMembers } from '../syntax/type-members.ts';

/**
 * What a type is a copy of, that a file declares so as not to import OpenTelemetry: the part of its `Tracer` or `Span` that is used. A span is
 * told by a status with a `code`, which no other library gives its spans, and a tracer by the spans that it makes.
 * @param node an interface or an object type
 */
export function shapedRole(tree: Tree, node: Node): Role | undefined {
  if (isSpan(tree, node)) return 'span';
  return signaturesOf(node, 'startSpan').some(({ result }) => result && isSpan(tree, declared(tree, result)))
    ? 'tracer'
    : undefined;
}

function isSpan(tree: Tree, node: Node | undefined): boolean {
  if (!node || signaturesOf(node, 'end').length === 0) return false;
  return signaturesOf(node, 'setStatus').some(({ parameters: [status] }) => {
    const type = status && declared(tree, status);
    return type !== undefined && typeMembers(type).some((member) => keyOf(member) === 'code');
  });
}

/** A method of a type as it is written, or a property that is a function. */
interface Signature {
  /** The types of its parameters; nothing for one that has none. */
  readonly parameters: readonly (Node | undefined)[];
  readonly result: Node | undefined;
}

function signaturesOf(node: Node, name: string): readonly Signature[] {
  return typeMembers(node).flatMap((member) => {
    if (keyOf(member) !== name) return [];
    if (member.type === 'TSMethodSignature') return signature(member);
    const type = member.type === 'TSPropertySignature' ? member.typeAnnotation?.typeAnnotation : undefined;
    return type?.type === 'TSFunctionType' ? signature(type) : [];
  });
}

function signature({ params, returnType }: TSESTree.TSMethodSignature | TSESTree.TSFunctionType): Signature {
  const typeOf = (parameter: TSESTree.Parameter) =>
    'typeAnnotation' in parameter ? parameter.typeAnnotation?.typeAnnotation : undefined;
  return { parameters: params.map(typeOf), result: returnType?.typeAnnotation };
}

/** The interface or object type that a type of this file leads to. */
function declared(tree: Tree, type: Node): Node | undefined {
  if (type.type !== 'TSTypeReference' || type.typeName.type !== 'Identifier') return type;
  const variable = tree.variableOf(type.typeName);
  const source = variable && sourcesOf(tree, variable).find(({ kind }) => kind === 'type');
  if (source?.kind !== 'type') return undefined;
  return source.node.type === 'TSTypeAliasDeclaration' ? source.node.typeAnnotation : source.node;
}
