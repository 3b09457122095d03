import type { TSESTree } from '@typescript-eslint/types';
import { unwrap, type Node } from './tree.ts';

/** A member of an enum. */
export interface EnumMember {
  readonly name: string;
  /** What it is set to; nothing for one that is numbered by its place. */
  readonly value: Node | undefined;
}

/** The members of an enum, in order. */
export function enumMembers(node: TSESTree.TSEnumDeclaration): readonly EnumMember[] {
  // parsers before version 8 of typescript-eslint hang the members on the declaration itself
  const either: { body?: { members: TSESTree.TSEnumMember[] }; members?: TSESTree.TSEnumMember[] } = node;
  return (either.body?.members ?? either.members ?? []).map(({ id, initializer }) => {
    const name = id as Node;
    return {
      name: name.type === 'Identifier' ? name.name : (name as TSESTree.StringLiteral).value,
      value: initializer,
    };
  });
}

/** Whether a member is a text; of numbers an enum holds the names as well, by their value. */
export function isTextMember({ value }: EnumMember): boolean {
  const node = value && unwrap(value);
  return node?.type === 'TemplateLiteral' || (node?.type === 'Literal' && typeof node.value === 'string');
}
