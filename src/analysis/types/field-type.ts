import { keyOf, type ClassNode, type Node } from '../syntax/tree.ts';

/** The written type of a field, also of one that a parameter of the constructor declares. */
export function fieldType(owner: ClassNode, name: string): Node | undefined {
  for (const member of owner.body.body) {
    if (member.type === 'PropertyDefinition' && keyOf(member) === name) return member.typeAnnotation?.typeAnnotation;
    if (member.type !== 'MethodDefinition' || member.kind !== 'constructor') continue;
    for (const parameter of member.value.params) {
      if (parameter.type !== 'TSParameterProperty') continue;
      const target = parameter.parameter.type === 'AssignmentPattern' ? parameter.parameter.left : parameter.parameter;
      if ('name' in target && target.name === name) return target.typeAnnotation?.typeAnnotation;
    }
  }
  return undefined;
}
