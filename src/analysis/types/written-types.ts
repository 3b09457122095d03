import type { TSESTree } from '@typescript-eslint/types';
import { typeMembers } from '../origins/origin.ts';
import type { FileReading } from '../reading.ts';
import { annotationOf, sourcesOf } from '../syntax/sources.ts';
import { fieldOf } from '../syntax/class-fields.ts';
import { keyOf, unwrap, type Node } from '../syntax/tree.ts';

const DEEPEST = 8;

/** What written types are read in: any file, also one that is only looked into for another. */
export type TypeSource = Pick<FileReading, 'tree' | 'origins'>;

/** A type as it is written, and whether the value may be missing beside it. */
export interface WrittenType {
  readonly type: Node;
  readonly optional: boolean;
}

/**
 * The type of an expression as far as this file writes it down: annotations, assertions, and what local functions say they return.
 * @returns a type node; nothing where another file or the type checker would have to be asked, or where the value may be missing
 */
export function writtenTypeOf(reading: TypeSource, expression: Node): Node | undefined {
  const written = typeAt(reading, expression, 0);
  return written?.optional === false ? written.type : undefined;
}

/** The same with a word on whether the value may be missing, as that of an optional property or behind `?.`. */
export function writtenOrMissing(reading: TypeSource, expression: Node): WrittenType | undefined {
  return typeAt(reading, expression, 0);
}

function typeAt(reading: TypeSource, expression: Node, depth: number): WrittenType | undefined {
  if (depth > DEEPEST) return undefined;
  const inner = (one: Node) => typeAt(reading, one, depth + 1);
  switch (expression.type) {
    case 'TSAsExpression':
    case 'TSTypeAssertion':
      return isConst(expression.typeAnnotation) ? inner(expression.expression) : sure(expression.typeAnnotation);
    case 'TSSatisfiesExpression':
    case 'ChainExpression':
      return inner(expression.expression);
    case 'TSNonNullExpression': {
      const type = inner(expression.expression);
      return type && { ...type, optional: false };
    }
    case 'AwaitExpression': {
      const type = inner(expression.argument);
      return type && { ...type, type: promised(type.type) };
    }
    case 'Identifier':
      return typeOfVariable(reading, expression, inner);
    case 'MemberExpression': {
      if (expression.object.type === 'ThisExpression') return typeOfField(reading, expression);
      const owner = inner(expression.object);
      const name = keyOf(expression);
      if (!owner || (name === undefined && !expression.computed)) return undefined;
      const type = memberType(reading, owner.type, name);
      return type && { ...type, optional: type.optional || owner.optional || expression.optional };
    }
    case 'CallExpression':
      return returnTypeOf(reading, expression, inner);
    default:
      return undefined;
  }
}

function sure(type: Node | undefined): WrittenType | undefined {
  return type && { type, optional: false };
}

function typeOfVariable(
  reading: TypeSource,
  identifier: Node,
  inner: (one: Node) => WrittenType | undefined,
): WrittenType | undefined {
  const variable = reading.tree.variableOf(identifier);
  if (!variable) return undefined;
  const annotation = annotationOf(reading.tree, variable);
  if (annotation) {
    const optional = variable.identifiers.some((one) => (one as { optional?: boolean }).optional);
    let type: WrittenType | undefined = { type: annotation.type, optional };
    for (const step of annotation.path) {
      const member: WrittenType | undefined =
        type && typeof step === 'string' ? memberType(reading, type.type, step) : undefined;
      type = member && { ...member, optional: member.optional || type?.optional === true };
    }
    // `{ name = 'x' }` is there whatever the type says
    return type?.optional && hasDefault(reading, variable) ? { ...type, optional: false } : type;
  }
  const [source, ...more] = sourcesOf(reading.tree, variable);
  return source?.kind === 'value' && more.length === 0 && source.path.length === 0 ? inner(source.node) : undefined;
}

/** What a class says of one of its fields, or of what its constructor keeps; it may be asked for before it is set. */
function typeOfField({ tree }: TypeSource, member: TSESTree.MemberExpression): WrittenType | undefined {
  const holder = tree.classOfThis(member.object);
  const name = keyOf(member);
  const type = holder && name !== undefined ? fieldOf(holder, name)?.type : undefined;
  return type && { type, optional: true };
}

function hasDefault({ tree }: TypeSource, variable: Parameters<typeof sourcesOf>[1]): boolean {
  return variable.identifiers.some((identifier) => tree.parentOf(identifier)?.type === 'AssignmentPattern');
}

function returnTypeOf(
  reading: TypeSource,
  call: TSESTree.CallExpression,
  inner: (one: Node) => WrittenType | undefined,
): WrittenType | undefined {
  const returned = (type: Node | undefined, optional = false) => type && { type, optional: optional || call.optional };
  const fn = reading.origins.functionOf(call.callee);
  if (fn) return returned(fn.returnType?.typeAnnotation);
  const callee = unwrap(call.callee);
  if (callee.type === 'Identifier') {
    const type = inner(callee);
    return type?.type.type === 'TSFunctionType'
      ? returned(type.type.returnType?.typeAnnotation, type.optional)
      : undefined;
  }
  if (callee.type !== 'MemberExpression') return undefined;
  const owner = inner(callee.object);
  const name = keyOf(callee);
  const member = owner && name !== undefined ? memberOf(reading, owner.type, name) : undefined;
  const optional = callee.optional || owner?.optional === true;
  if (member?.type === 'TSMethodSignature') return returned(member.returnType?.typeAnnotation, optional);
  const type = member?.type === 'TSPropertySignature' ? member.typeAnnotation?.typeAnnotation : undefined;
  return type?.type === 'TSFunctionType' ? returned(type.returnType?.typeAnnotation, optional) : undefined;
}

/** The type of a property of a value of a written type; nothing where this file does not say. */
export function propertyType(reading: TypeSource, owner: Node, name: string): Node | undefined {
  return memberType(reading, owner, name)?.type;
}

/** The type of a property: declared by name, by an index signature, or as that of all in `Record<…>`. */
function memberType(reading: TypeSource, owner: Node, name: string | undefined): WrittenType | undefined {
  const member = name === undefined ? undefined : memberOf(reading, owner, name);
  if (member)
    return member.type === 'TSPropertySignature' && member.typeAnnotation
      ? { type: member.typeAnnotation.typeAnnotation, optional: member.optional }
      : undefined;
  const type = declaredType(reading, owner);
  if (type.type === 'TSTypeReference' && type.typeName.type === 'Identifier' && type.typeName.name === 'Record')
    return sure(type.typeArguments?.params[1]);
  const index = typeMembers(type).find((one) => one.type === 'TSIndexSignature');
  return index?.type === 'TSIndexSignature' ? sure(index.typeAnnotation?.typeAnnotation) : undefined;
}

function memberOf(reading: TypeSource, type: Node, name: string, depth = 0): TSESTree.TypeElement | undefined {
  const declared = declaredType(reading, type);
  const own = typeMembers(declared).find((member) => keyOf(member) === name);
  if (own || depth > DEEPEST) return own;
  const further =
    declared.type === 'TSInterfaceDeclaration'
      ? declared.extends.map(({ expression }) => interfaceNamed(reading, expression))
      : declared.type === 'TSIntersectionType'
        ? declared.types
        : [];
  for (const one of further) {
    const found = one && memberOf(reading, one, name, depth + 1);
    if (found) return found;
  }
  return undefined;
}

/** The interface of this file that goes by a name, or the type that an alias stands for. */
function interfaceNamed(reading: Pick<FileReading, 'tree'>, name: Node): Node | undefined {
  const variable = reading.tree.variableOf(name);
  for (const source of variable ? sourcesOf(reading.tree, variable) : []) {
    if (source.kind !== 'type') continue;
    if (source.node.type === 'TSInterfaceDeclaration') return source.node;
    if (source.node.type === 'TSTypeAliasDeclaration') return source.node.typeAnnotation;
  }
  return undefined;
}

/** The interface or alias of this file that a type names; the type itself for others. */
export function declaredType(reading: Pick<FileReading, 'tree'>, type: Node, depth = 0): Node {
  if (type.type !== 'TSTypeReference' || type.typeName.type !== 'Identifier' || depth > DEEPEST) return type;
  const [argument] = type.typeArguments?.params ?? [];
  if (argument && /^(?:Readonly|Required)$/.test(type.typeName.name)) return declaredType(reading, argument, depth + 1);
  const named = interfaceNamed(reading, type.typeName);
  if (!named) return type;
  return named.type === 'TSInterfaceDeclaration' ? named : declaredType(reading, named, depth + 1);
}

function promised(type: Node): Node {
  const isPromise =
    type.type === 'TSTypeReference' &&
    type.typeName.type === 'Identifier' &&
    /^Promise(?:Like)?$/.test(type.typeName.name);
  return (isPromise ? type.typeArguments?.params[0] : undefined) ?? type;
}

function isConst(type: Node): boolean {
  return type.type === 'TSTypeReference' && type.typeName.type === 'Identifier' && type.typeName.name === 'const';
}
