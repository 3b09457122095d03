import type { TSESTree } from '@typescript-eslint/types';
import { typeMembers } from '../syntax/type-members.ts';
import type { FileReading } from '../reading.ts';
import { annotationOf, sourcesOf, type Path } from '../syntax/sources.ts';
import { fieldOf } from '../syntax/class-fields.ts';
import { isClass, keyOf, unwrap, type Node } from '../syntax/tree.ts';

/** The property that says how many items a collection holds. */
export type SizeKey = 'length' | 'size';

const DEEPEST = 6;
const LENGTH_TYPES = /^(?:(?:Readonly)?Array|(?:Big)?(?:Uint|Int|Float)\d+(?:Clamped)?Array|Buffer)$/;
const SIZE_TYPES = /^(?:Readonly)?(?:Map|Set)$/;
/** Methods that only arrays and strings have; iterators have `map` and `filter` as well. */
const GIVES_ARRAY = /^(?:split|sort|toSorted|toReversed|toSpliced|splice|flat)$/;
const KEEPS_ARRAY = /^(?:map|filter|flatMap|slice|concat|reverse|with)$/;

/**
 * The expression that is the number of items of a collection, where the file shows that there is one and reading it does nothing
 * else.
 */
export function sizeExpression(reading: FileReading, collection: Node): string | undefined {
  const node = unwrap(collection);
  // `rows.entries()` has as many items as `rows`
  if (node.type === 'CallExpression' && node.callee.type === 'MemberExpression' && node.arguments.length === 0) {
    const { callee } = node;
    return /^(?:entries|values|keys)$/.test(keyOf(callee) ?? '') ? sizeExpression(reading, callee.object) : undefined;
  }
  if (!isPlainPath(node) || (node !== collection && isOptional(reading, node))) return undefined;
  const key = sizeKeyOf(reading, node, 0);
  return key && `${reading.tree.text.slice(...node.range)}.${key}`;
}

/** Whether a name is a parameter that may be left out: `rows!` says that it is not, and `rows` does not. */
function isOptional({ tree }: FileReading, node: Node): boolean {
  const name = tree.variableOf(node)?.defs[0]?.name;
  return name?.type === 'Identifier' && name.optional;
}

/** A name or a plain member of one, which can be read twice. */
function isPlainPath(node: Node): boolean {
  if (node.type === 'Identifier' || node.type === 'ThisExpression') return true;
  return node.type === 'MemberExpression' && !node.computed && !node.optional && isPlainPath(node.object);
}

function sizeKeyOf(reading: FileReading, expression: Node, depth: number): SizeKey | undefined {
  if (depth > DEEPEST) return undefined;
  const node = unwrap(expression);
  switch (node.type) {
    case 'ArrayExpression':
      return 'length';
    case 'NewExpression':
      return node.callee.type === 'Identifier' ? keyOfTypeName(node.callee.name) : undefined;
    case 'AwaitExpression': {
      const given = returnTypeOf(reading, unwrap(node.argument));
      return isPromiseAll(unwrap(node.argument)) ? 'length' : given && sizeKeyOfType(reading, given, depth + 1, true);
    }
    case 'CallExpression':
      return calledSizeKey(reading, node, depth);
    case 'Identifier':
    case 'MemberExpression': {
      const type = typeOf(reading, node, depth + 1);
      if (type) return sizeKeyOfType(reading, type, depth + 1);
      return node.type === 'Identifier' ? valueSizeKey(reading, node, depth) : undefined;
    }
    default:
      return undefined;
  }
}

function calledSizeKey(reading: FileReading, call: TSESTree.CallExpression, depth: number): SizeKey | undefined {
  const callee = unwrap(call.callee);
  if (callee.type === 'MemberExpression') {
    const method = keyOf(callee) ?? '';
    const holder = unwrap(callee.object);
    if (holder.type === 'Identifier' && /^(?:Object|Array)$/.test(holder.name))
      return /^(?:keys|values|entries|from|of)$/.test(method) ? 'length' : undefined;
    if (GIVES_ARRAY.test(method)) return 'length';
    if (KEEPS_ARRAY.test(method)) return sizeKeyOf(reading, holder, depth + 1) === 'length' ? 'length' : undefined;
  }
  const given = returnTypeOf(reading, call);
  return given && sizeKeyOfType(reading, given, depth + 1);
}

/** What all values agree on that a variable is given. */
function valueSizeKey(reading: FileReading, node: TSESTree.Identifier, depth: number): SizeKey | undefined {
  const variable = reading.tree.variableOf(node);
  const keys = (variable ? sourcesOf(reading.tree, variable) : []).map((source) => {
    if (source.kind === 'parameter') return source.rest && source.path.length === 0 ? ('length' as const) : undefined;
    if (source.kind !== 'value' || source.path.length > 0 || source.operator !== '=') return undefined;
    return sizeKeyOf(reading, source.node, depth + 1);
  });
  return keys.every((key) => key === keys[0]) ? keys[0] : undefined;
}

function isPromiseAll(node: Node): boolean {
  if (node.type !== 'CallExpression' || node.callee.type !== 'MemberExpression') return false;
  const { object } = node.callee;
  return object.type === 'Identifier' && object.name === 'Promise' && (keyOf(node.callee) ?? '').startsWith('all');
}

function returnTypeOf({ origins }: FileReading, node: Node): Node | undefined {
  const fn = node.type === 'CallExpression' ? origins.functionOf(node.callee) : undefined;
  return fn?.returnType?.typeAnnotation;
}

/** The type that a name or a member is written with in this file, behind its aliases and `readonly`. */
export function writtenType(reading: FileReading, expression: Node): Node | undefined {
  return typeOf(reading, expression, 0);
}

/** The type that an expression is written with in this file. */
function typeOf(reading: FileReading, expression: Node, depth: number): Node | undefined {
  const { tree } = reading;
  const node = unwrap(expression);
  if (depth > DEEPEST) return undefined;
  if (node.type === 'Identifier') {
    const variable = tree.variableOf(node);
    const annotation = variable && annotationOf(tree, variable);
    return annotation && typeAt(reading, annotation.type, annotation.path);
  }
  if (node.type !== 'MemberExpression') return undefined;
  const key = keyOf(node);
  if (key === undefined) return undefined;
  const holder = unwrap(node.object);
  if (holder.type === 'ThisExpression') {
    const owner = tree.classOfThis(holder);
    const field = isClass(owner) ? fieldOf(owner, key) : undefined;
    return field?.isOptional ? undefined : field?.type;
  }
  const type = typeOf(reading, holder, depth + 1);
  return type && typeAt(reading, type, [key]);
}

function typeAt(reading: FileReading, type: Node, path: Path): Node | undefined {
  let at: Node | undefined = resolved(reading, type);
  for (const step of path) {
    const holder: Node | undefined = at && resolved(reading, at);
    if (!holder) return undefined;
    if (typeof step === 'string') {
      at = memberType(holder, step);
    } else at = holder.type === 'TSArrayType' ? holder.elementType : undefined;
  }
  return at && resolved(reading, at);
}

/** The type of a property that is always there. */
function memberType(holder: Node, key: string): Node | undefined {
  for (const member of typeMembers(holder))
    if (member.type === 'TSPropertySignature' && keyOf(member) === key && !member.optional)
      return member.typeAnnotation?.typeAnnotation;
  return undefined;
}

/** A type behind the aliases of this file and `readonly`. */
function resolved(reading: FileReading, type: Node, depth = 0): Node {
  if (depth > DEEPEST) return type;
  if (type.type === 'TSTypeOperator' && type.typeAnnotation) return resolved(reading, type.typeAnnotation, depth + 1);
  if (type.type !== 'TSTypeReference' || type.typeName.type !== 'Identifier') return type;
  const [argument] = type.typeArguments?.params ?? [];
  if (argument && type.typeName.name === 'Readonly') return resolved(reading, argument, depth + 1);
  const variable = reading.tree.variableOf(type.typeName);
  const source = variable && sourcesOf(reading.tree, variable).find((one) => one.kind === 'type');
  if (source?.kind !== 'type') return type;
  return source.node.type === 'TSTypeAliasDeclaration'
    ? resolved(reading, source.node.typeAnnotation, depth + 1)
    : source.node;
}

function sizeKeyOfType(reading: FileReading, written: Node, depth: number, awaited = false): SizeKey | undefined {
  const type = resolved(reading, written);
  if (depth > DEEPEST) return undefined;
  switch (type.type) {
    case 'TSArrayType':
    case 'TSTupleType':
      return 'length';
    case 'TSTypeReference': {
      if (type.typeName.type !== 'Identifier') return undefined;
      const [argument] = type.typeArguments?.params ?? [];
      if (awaited && argument && type.typeName.name === 'Promise') return sizeKeyOfType(reading, argument, depth + 1);
      return keyOfTypeName(type.typeName.name);
    }
    default:
      return undefined;
  }
}

function keyOfTypeName(name: string): SizeKey | undefined {
  if (SIZE_TYPES.test(name)) return 'size';
  return LENGTH_TYPES.test(name) ? 'length' : undefined;
}
