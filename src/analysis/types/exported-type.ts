import { isNoText, kindsOfWritten, kindsTaken, takes, type ValueKind } from '../attributes/value-kinds.ts';
import { isClass, keyOf, type Node } from '../syntax/tree.ts';
import { typeMembers } from '../syntax/type-members.ts';
import { sourcesOf } from '../syntax/sources.ts';
import { isAlways, type Certainty } from './certain-types.ts';
import { declaredType, type TypeSource } from './written-types.ts';

/** What a file says of a type that others import. */
export interface ExportedType {
  /** What all values of it are certain to be. */
  readonly certain: readonly Certainty[];
  /** What an object of it may hold under any key. */
  readonly takes: readonly ('number' | 'string')[];
  /** All kinds of values that it may hold so; none where it lists its keys, nothing where nobody tells. */
  readonly kinds: readonly ValueKind[] | undefined;
  /** Whether a value of it may be a number or a boolean. */
  readonly isNoText: boolean;
  /** Its properties that may be such. */
  readonly noTexts: readonly string[];
  /** Its properties that are always texts. */
  readonly texts: readonly string[];
}

const CERTAINTIES: readonly Certainty[] = ['present', 'json', 'text'];
const TAKEN = ['number', 'string'] as const;

/**
 * What a file says of a type.
 * @param name the declared name, in this file
 * @returns nothing for names of values, and where yet another file would have to tell and does not
 */
export function exportedType(source: TypeSource, name: Node): ExportedType | undefined {
  const variable = source.tree.variableOf(name);
  for (const one of variable ? sourcesOf(source.tree, variable) : []) {
    if (one.kind === 'import') return source.origins.importedType(name);
    const type = one.kind === 'type' || one.kind === 'class' || one.kind === 'enum' ? declaredBy(one.node) : undefined;
    if (type)
      return {
        certain: CERTAINTIES.filter((wanted) => isAlways(source, type, wanted)),
        takes: TAKEN.filter((wanted) => takes(source, type, wanted)),
        kinds: kindsTaken(source, type),
        isNoText: isNoText(kindsOfWritten(source, type)),
        noTexts: noTextsOf(source, type),
        texts: textsOf(source, type),
      };
  }
  return undefined;
}

function noTextsOf(source: TypeSource, type: Node): readonly string[] {
  return typeMembers(declaredType(source, type)).flatMap((member) => {
    const annotation = member.type === 'TSPropertySignature' ? member.typeAnnotation?.typeAnnotation : undefined;
    const key = keyOf(member);
    return key !== undefined && annotation && isNoText(kindsOfWritten(source, annotation)) ? [key] : [];
  });
}

function textsOf(source: TypeSource, type: Node): readonly string[] {
  const members: readonly Node[] = isClass(type) ? type.body.body : typeMembers(declaredType(source, type));
  return members.flatMap((member) => {
    const isProperty = member.type === 'TSPropertySignature' || member.type === 'PropertyDefinition';
    if (!isProperty || member.optional || (member.type === 'PropertyDefinition' && member.static)) return [];
    const annotation = member.typeAnnotation?.typeAnnotation;
    const key = keyOf(member);
    return key !== undefined && annotation && isAlways(source, annotation, 'text') ? [key] : [];
  });
}

function declaredBy(node: Node): Node | undefined {
  if (node.type === 'TSTypeAliasDeclaration') return node.typeAnnotation;
  return node.type === 'TSInterfaceDeclaration' || node.type === 'TSEnumDeclaration' || isClass(node)
    ? node
    : undefined;
}
