import type { TSESTree } from '@typescript-eslint/types';
import type { Node } from './tree.ts';

/** Members of an interface or of an object type; none of other types. */
export function typeMembers(node: Node): readonly TSESTree.TypeElement[] {
  if (node.type === 'TSInterfaceDeclaration') return node.body.body;
  return node.type === 'TSTypeLiteral' ? node.members : [];
}
