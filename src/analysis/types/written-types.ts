import type { TSESTree } from '@typescript-eslint/types';
import { typeMembers } from '../syntax/type-members.ts';
import type { FileReading } from '../reading.ts';
import { itemCollection } from '../loops/iteration-calls.ts';
import { annotationOf, sourcesOf, type ValueSource } from '../syntax/sources.ts';
import { fieldOf } from '../syntax/class-fields.ts';
import { keyOf, unwrap, type Node } from '../syntax/tree.ts';

const DEEPEST = 8;

/** What written types are read in: any file, also one that is only looked into for another. */
export type TypeSource = Pick<FileReading, 'tree' | 'origins'>;

/** A type as it is written, and whether the value may be missing beside it. */
export interface WrittenType {
  readonly type: Node;
  readonly optional: boolean;
  /** Whether an index signature says it of any key, also of one that is not there. */
  readonly unchecked?: boolean;
  /** What can be ruled out whatever the type says: a default stands for `undefined`, `!` for `null` too. */
  readonly without?: 'undefined' | 'nullish';
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
      return inner(expression.expression);
    case 'ChainExpression': {
      const type = inner(expression.expression);
      return type && { ...type, optional: true };
    }
    case 'TSNonNullExpression': {
      const type = inner(expression.expression);
      return type && { type: type.type, optional: false, without: 'nullish' };
    }
    case 'AwaitExpression': {
      const type = inner(expression.argument);
      const kept = type && promised(reading, type.type);
      return kept && { type: kept, optional: type.optional };
    }
    case 'Identifier':
      return typeOfVariable(reading, expression, inner);
    case 'MemberExpression': {
      if (expression.object.type === 'ThisExpression') return typeOfField(reading, expression);
      const owner = inner(expression.object);
      const name = keyOf(expression);
      if (!owner || (name === undefined && !expression.computed)) return undefined;
      const isIndex = expression.computed && (name === undefined || /^\d+$/.test(name));
      const type = memberType(reading, owner.type, name) ?? (isIndex ? elementType(reading, owner.type) : undefined);
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
    return type && hasDefault(reading, variable) ? { type: type.type, optional: false, without: 'undefined' } : type;
  }
  const [source, ...more] = sourcesOf(reading.tree, variable);
  if (!source || more.length > 0) return undefined;
  if (source.kind === 'value' && source.path.length === 0) return inner(source.node);
  return typeOfItem(reading, source, inner);
}

/** What is taken out of an item of a typed list: in a `for … of`, in a callback of `map` and the like. */
function typeOfItem(
  reading: TypeSource,
  source: ValueSource,
  inner: (one: Node) => WrittenType | undefined,
): WrittenType | undefined {
  if (source.kind !== 'element' && (source.kind !== 'parameter' || source.rest)) return undefined;
  const item = source.kind === 'parameter' ? itemCollection(reading.tree, source.fn, source.index) : undefined;
  const list = source.kind === 'element' ? source.of : item?.isKey === false ? item.collection : undefined;
  const written = list && inner(list);
  const element = written && !written.optional ? elementType(reading, written.type) : undefined;
  let type: WrittenType | undefined = element && { type: element.type, optional: false };
  for (const step of source.path) {
    const member: WrittenType | undefined =
      type && typeof step === 'string' ? memberType(reading, type.type, step) : undefined;
    type = member && { ...member, optional: member.optional || type?.optional === true };
  }
  return type;
}

/** The type of what stands in a list; behind an index there need be nothing. */
function elementType(reading: TypeSource, list: Node): WrittenType | undefined {
  const type = declaredType(reading, list);
  if (type.type === 'TSArrayType') return { type: type.elementType, optional: false, unchecked: true };
  if (type.type === 'TSTypeOperator' && type.operator === 'readonly' && type.typeAnnotation)
    return elementType(reading, type.typeAnnotation);
  const isList =
    type.type === 'TSTypeReference' && /^(?:Readonly)?(?:Array|Set)$/.test(reading.tree.quote(type.typeName));
  const [item] = isList ? (type.typeArguments?.params ?? []) : [];
  return item && { type: item, optional: false, unchecked: true };
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
export function propertyType(reading: TypeSource, owner: Node, name: string): WrittenType | undefined {
  return memberType(reading, owner, name);
}

/** What a type such as `Request['body']` stands for; nothing where this file does not say. */
export function accessedType(
  reading: TypeSource,
  { objectType, indexType }: TSESTree.TSIndexedAccessType,
): WrittenType | undefined {
  const literal = indexType.type === 'TSLiteralType' ? (indexType.literal as Node) : undefined;
  return literal?.type === 'Literal' ? memberType(reading, objectType, String(literal.value)) : undefined;
}

/** The type of a property: declared by name, by an index signature, or as that of all in `Record<…>`. */
function memberType(reading: TypeSource, owner: Node, name: string | undefined): WrittenType | undefined {
  const member = name === undefined ? undefined : memberOf(reading, owner, name);
  if (member)
    return member.type === 'TSPropertySignature' && member.typeAnnotation
      ? { type: member.typeAnnotation.typeAnnotation, optional: member.optional }
      : undefined;
  const type = declaredType(reading, owner);
  if (type.type === 'TSTypeReference' && type.typeName.type === 'Identifier' && type.typeName.name === 'Record') {
    const [key, value] = type.typeArguments?.params ?? [];
    return value && { type: value, optional: false, unchecked: !key || !isClosed(reading, key) };
  }
  const index = typeMembers(type).find((one) => one.type === 'TSIndexSignature');
  const value = index?.type === 'TSIndexSignature' ? index.typeAnnotation?.typeAnnotation : undefined;
  return value && { type: value, optional: false, unchecked: true };
}

/** Whether a type lists its texts, so that an object with all of them as keys can be asked for each. */
function isClosed(reading: TypeSource, key: Node, depth = 0): boolean {
  const type = declaredType(reading, key);
  if (type.type === 'TSUnionType')
    return depth < DEEPEST && type.types.every((one) => isClosed(reading, one, depth + 1));
  if (type.type === 'TSTypeReference') {
    const variable = reading.tree.variableOf(type.typeName);
    return variable !== undefined && sourcesOf(reading.tree, variable).some(({ kind }) => kind === 'enum');
  }
  return type.type === 'TSLiteralType' || (type.type === 'TSTypeOperator' && type.operator === 'keyof');
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

/** What is behind a promise; nothing where this file does not show whether a type is one. */
function promised(reading: TypeSource, written: Node): Node | undefined {
  const type = declaredType(reading, written);
  if (type.type !== 'TSTypeReference' || type.typeName.type !== 'Identifier') return written;
  if (/^Promise(?:Like)?$/.test(type.typeName.name)) return type.typeArguments?.params[0] ?? written;
  const variable = reading.tree.variableOf(type.typeName);
  return variable && sourcesOf(reading.tree, variable).some(({ kind }) => kind === 'import') ? undefined : written;
}

function isConst(type: Node): boolean {
  return type.type === 'TSTypeReference' && type.typeName.type === 'Identifier' && type.typeName.name === 'const';
}
