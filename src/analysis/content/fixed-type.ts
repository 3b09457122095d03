import { typeMembers } from '../syntax/type-members.ts';
import type { FileReading } from '../reading.ts';
import { sourcesOf } from '../syntax/sources.ts';
import type { Node } from '../syntax/tree.ts';
import { declaredType } from '../types/written-types.ts';

const DEEPEST = 4;

/**
 * Whether a written type leaves no room for free text: numbers, booleans, literals and enums, and objects and lists of these. What another
 * file declares is not looked into.
 */
export function holdsFixedParts(reading: FileReading, type: Node, depth = 0): boolean {
  if (depth > DEEPEST) return false;
  const inner = (one: Node) => holdsFixedParts(reading, one, depth + 1);
  const declared = declaredType(reading, type);
  switch (declared.type) {
    case 'TSNumberKeyword':
    case 'TSBooleanKeyword':
    case 'TSBigIntKeyword':
    case 'TSNullKeyword':
    case 'TSUndefinedKeyword':
    case 'TSLiteralType':
      return true;
    case 'TSUnionType':
      return declared.types.every(inner);
    case 'TSArrayType':
      // a list of numbers may be tokens
      return declaredType(reading, declared.elementType).type !== 'TSNumberKeyword' && inner(declared.elementType);
    case 'TSTypeReference': {
      const variable = reading.tree.variableOf(declared.typeName);
      return variable !== undefined && sourcesOf(reading.tree, variable).some(({ kind }) => kind === 'enum');
    }
    case 'TSInterfaceDeclaration':
    case 'TSTypeLiteral': {
      // what it extends may hold more
      if (declared.type === 'TSInterfaceDeclaration' && declared.extends.length > 0) return false;
      const members = typeMembers(declared);
      return (
        members.length > 0 &&
        members.every(
          (one) => one.type === 'TSPropertySignature' && one.typeAnnotation && inner(one.typeAnnotation.typeAnnotation),
        )
      );
    }
    default:
      return false;
  }
}
