import type { TSESTree } from '@typescript-eslint/types';
import { keyOf, type ClassNode } from './tree.ts';

/** A field as its class declares it. */
export interface ClassField {
  /** The parameter of the constructor that declares the field: `constructor(readonly name: string)`; nothing for a member of the class. */
  readonly parameter?: TSESTree.Identifier;
  /** Whether that parameter has a default. */
  readonly hasDefault: boolean;
  /** Its written type. */
  readonly type: TSESTree.TypeNode | undefined;
  readonly isOptional: boolean;
  /** Whether only the class itself can assign it, or nobody. */
  readonly isOwn: boolean;
}

/**
 * The declaration of a field; nothing where only the class's base has it, and for methods.
 * @param key as it is written, a private name with its `#`
 */
export function fieldOf(owner: ClassNode, key: string): ClassField | undefined {
  for (const member of owner.body.body) {
    if (member.type === 'PropertyDefinition' && keyOf(member) === key)
      return {
        type: member.typeAnnotation?.typeAnnotation,
        hasDefault: false,
        isOptional: member.optional,
        isOwn: member.key.type === 'PrivateIdentifier' || isOnlyForItself(member),
      };
    if (member.type !== 'MethodDefinition' || member.kind !== 'constructor') continue;
    for (const parameter of member.value.params) {
      if (parameter.type !== 'TSParameterProperty') continue;
      const { parameter: target } = parameter;
      const name = target.type === 'AssignmentPattern' ? target.left : target;
      if (!('name' in name) || name.name !== key) continue;
      return {
        parameter: name,
        type: name.typeAnnotation?.typeAnnotation,
        hasDefault: name !== target,
        isOptional: name.optional,
        isOwn: isOnlyForItself(parameter),
      };
    }
  }
  return undefined;
}

function isOnlyForItself({ readonly, accessibility }: TSESTree.PropertyDefinition | TSESTree.TSParameterProperty) {
  return readonly || accessibility === 'private';
}
