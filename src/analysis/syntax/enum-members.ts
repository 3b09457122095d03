import type { TSESTree } from '@typescript-eslint/types';
import type { Node } from './tree.ts';

/** Parsers before version 8 of typescript-eslint hang the members on the declaration itself. */
function membersOfEnum(node: TSESTree.TSEnumDeclaration): readonly TSESTree.TSEnumMember[] {
  const either: { body?: { members: TSESTree.TSEnumMember[] }; members?: TSESTree.TSEnumMember[] } = node;
  return either.body?.members ?? either.members ?? [];
}

/**
 * The initialisers of the members that a path leads to; a member without one has no text.
 * @param step the name of a member, or nothing for all of them
 * @param length how many steps the path has: below a member there is nothing
 */
export function enumMembers(
  node: TSESTree.TSEnumDeclaration,
  step: string | number | undefined,
  length: number,
): ({ node: Node } | { text: string; node: Node })[] | undefined {
  if (length !== 1) return undefined;
  const members = membersOfEnum(node);
  const wanted = members.filter((member) => {
    const id = member.id as Node;
    return (
      step === undefined || (id.type === 'Identifier' ? id.name : (id as TSESTree.StringLiteral).value) === String(step)
    );
  });
  if (wanted.length === 0) return undefined;
  return wanted.map((member) => (member.initializer ? { node: member.initializer } : { text: '', node: member }));
}
