import type { TSESTree } from '@typescript-eslint/types';
import { literalText } from '../names/name-value.ts';
import { typeMembers } from '../syntax/type-members.ts';
import { languageResult } from './language-results.ts';
import { returnsOf } from '../syntax/returned-expressions.ts';
import { sourcesOf, type Path, type ValueSource } from '../syntax/sources.ts';
import { isClass, keyOf, unwrap, type FunctionNode, type Node, type Tree } from '../syntax/tree.ts';
import {
  accessedType,
  declaredType,
  writtenOrMissing,
  writtenTypeOf,
  type TypeSource,
} from '../types/written-types.ts';

/** What a value is to a span attribute; `other` is what no attribute can hold, `unseen` what this file does not say. */
export type ValueKind = 'string' | 'number' | 'boolean' | 'list' | 'missing' | 'null' | 'any' | 'other' | 'unseen';

const DEEPEST = 6;

/** Types of the language that are no attribute values. */
const OBJECTS =
  /^(?:URL|URLSearchParams|Date|RegExp|\w*Error|Number|String|Boolean|Buffer|Uint8Array|Map|Set|WeakMap|WeakSet|Promise|Record|Function|Iterable|AsyncIterable|Symbol)$/;
const ITERABLES = /^(?:(?:Readonly)?(?:Array|Set)|(?:Async)?Iterable)$/;
const LISTS = /^(?:Array|ReadonlyArray)$/;

/** All kinds that an expression may have, by what is written in this file. */
export function valueKindsOf(reading: TypeSource, expression: Node, depth = 0): ReadonlySet<ValueKind> {
  const inner = (one: Node) => (depth > DEEPEST ? UNSEEN : valueKindsOf(reading, one, depth + 1));
  const written = writtenOrMissing(reading, expression);
  if (written) {
    const kinds = new Set(kindsOfType(reading, written.type, depth));
    if (written.without) kinds.delete('missing');
    if (written.without === 'nullish') kinds.delete('null');
    if (written.optional || written.unchecked) kinds.add('missing');
    return kinds;
  }
  const node = unwrap(expression);
  switch (node.type) {
    case 'TemplateLiteral':
      return only('string');
    case 'Literal':
      return only(kindOfLiteral(node.value));
    case 'UpdateExpression':
      return only('number');
    case 'UnaryExpression':
      return only(UNARY[node.operator] ?? 'unseen');
    case 'BinaryExpression':
      return binaryKind(node.operator, inner(node.left), inner(node.right));
    case 'ConditionalExpression':
      return new Set([...inner(node.consequent), ...inner(node.alternate)]);
    case 'LogicalExpression': {
      if (node.operator === '&&') return UNSEEN;
      const left = [...inner(node.left)].filter((kind) => kind !== 'missing' && kind !== 'null');
      return new Set([...left, ...inner(node.right)]);
    }
    case 'ArrayExpression':
      return only('list');
    case 'ObjectExpression':
    case 'ArrowFunctionExpression':
    case 'FunctionExpression':
    case 'NewExpression':
      return only('other');
    case 'MemberExpression': {
      const kind = keyOf(node) === 'length' ? 'number' : 'unseen';
      if (isOfEnvironment(reading.tree, node)) return new Set(['string', 'missing']);
      return node.optional || expression.type === 'ChainExpression' ? new Set([kind, 'missing']) : only(kind);
    }
    case 'CallExpression': {
      const kinds = kindsOfCall(reading, node, inner);
      return expression.type === 'ChainExpression' ? new Set([...kinds, 'missing']) : kinds;
    }
    case 'AwaitExpression': {
      const call = unwrap(node.argument);
      return call.type === 'CallExpression' ? kindsReturned(reading, call, inner, true) : UNSEEN;
    }
    case 'Identifier':
      return kindsOfVariable(reading, node, inner);
    default:
      return UNSEEN;
  }
}

function kindsOfCall(
  reading: TypeSource,
  call: TSESTree.CallExpression,
  inner: (one: Node) => ReadonlySet<ValueKind>,
): ReadonlySet<ValueKind> {
  const result = languageResult(reading.tree, call);
  if (result) return only(result);
  const callee = unwrap(call.callee);
  // a list of texts is cut into a list
  if (callee.type === 'MemberExpression' && /^(?:slice|concat|at)$/.test(keyOf(callee) ?? '')) {
    const cut = inner(callee.object);
    return [...cut].every((kind) => kind === 'string') ? cut : UNSEEN;
  }
  return kindsReturned(reading, call, inner, false);
}

/** What a function of the file gives back, by its `return` statements. */
export function kindsReturnedBy(reading: TypeSource, fn: FunctionNode): ReadonlySet<ValueKind> {
  return kindsOfReturns(reading, fn, (one) => valueKindsOf(reading, one));
}

function kindsReturned(
  reading: TypeSource,
  call: TSESTree.CallExpression,
  inner: (one: Node) => ReadonlySet<ValueKind>,
  isAwaited: boolean,
): ReadonlySet<ValueKind> {
  const fn = reading.origins.functionOf(call.callee);
  return !fn || fn.generator || fn.async !== isAwaited ? UNSEEN : kindsOfReturns(reading, fn, inner);
}

function kindsOfReturns(
  { tree }: TypeSource,
  fn: FunctionNode,
  inner: (one: Node) => ReadonlySet<ValueKind>,
): ReadonlySet<ValueKind> {
  if (fn.body.type !== 'BlockStatement') return inner(fn.body);
  const returns = returnsOf(tree, fn);
  // without one it may come to its end
  if (returns.length === 0 || fn.body.body.at(-1)?.type !== 'ReturnStatement') return UNSEEN;
  return new Set(returns.flatMap(({ argument }): ValueKind[] => (argument ? [...inner(argument)] : ['missing'])));
}

/** `process.env.TOOL` */
function isOfEnvironment(tree: Tree, { object }: TSESTree.MemberExpression): boolean {
  return /^process\??\.env$/.test(tree.quote(object));
}

const UNSEEN: ReadonlySet<ValueKind> = new Set<ValueKind>(['unseen']);
const UNARY: Readonly<Record<string, ValueKind>> = {
  '!': 'boolean',
  '+': 'number',
  '-': 'number',
  '~': 'number',
  typeof: 'string',
  void: 'missing',
  delete: 'boolean',
};

function only(kind: ValueKind): ReadonlySet<ValueKind> {
  return new Set([kind]);
}

function kindOfLiteral(value: unknown): ValueKind {
  if (value === null) return 'null';
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
    ? (typeof value as ValueKind)
    : 'other';
}

function binaryKind(
  operator: string,
  left: ReadonlySet<ValueKind>,
  right: ReadonlySet<ValueKind>,
): ReadonlySet<ValueKind> {
  const isOnly = (kinds: ReadonlySet<ValueKind>, kind: ValueKind) => kinds.size === 1 && kinds.has(kind);
  if (operator === '+') {
    if (isOnly(left, 'string') || isOnly(right, 'string')) return only('string');
    return isOnly(left, 'number') && isOnly(right, 'number') ? only('number') : UNSEEN;
  }
  if (/^(?:-|\*|\/|%|\*\*|<<|>>>?|&|\||\^)$/.test(operator))
    return isOnly(left, 'unseen') && isOnly(right, 'unseen') ? UNSEEN : only('number');
  return only('boolean');
}

function kindsOfVariable(
  reading: TypeSource,
  identifier: Node,
  inner: (one: Node) => ReadonlySet<ValueKind>,
): ReadonlySet<ValueKind> {
  const { tree } = reading;
  const variable = tree.variableOf(identifier);
  if (!variable) return UNSEEN;
  // what is caught may be anything
  if (variable.defs.some(({ type }) => (type as string) === 'CatchClause')) return only('other');
  const sources = sourcesOf(tree, variable);
  const [source, ...more] = sources;
  if (more.length > 0) return sources.every((one) => isCounted(one, inner)) ? only('number') : UNSEEN;
  if (source && isIndex(reading, source, inner)) return only('number');
  if (source?.kind === 'element' && source.path.length === 0) return kindsOfItems(reading, source.of, inner);
  return source?.kind === 'value' && source.path.length === 0 ? inner(source.node) : UNSEEN;
}

/** Whether all that a variable is set to is a number, which counts up or down: `let i = 0; i += 2; i++`. */
function isCounted(source: ValueSource, inner: (one: Node) => ReadonlySet<ValueKind>): boolean {
  if (source.kind !== 'value' || source.path.length > 0) return false;
  return /^(?:=|[-+*]=|\+\+|--)$/.test(source.operator) && isOnlyNumber(inner(source.node));
}

/** Methods of lists that give a function each item and its index. Source: ECMAScript 2025. */
const WITH_INDEX = /^(?:forEach|map|flatMap|filter|some|every|find|findIndex|findLast|findLastIndex)$/;

/** Whether a value is the index of an item of a list: `for (const [i] of list.entries())`, `list.forEach((item, i) => …)`; a map has keys there. */
function isIndex(reading: TypeSource, source: ValueSource, inner: (one: Node) => ReadonlySet<ValueKind>): boolean {
  const list = (call: Node | undefined, isMethod: (name: string) => boolean) => {
    const callee = call?.type === 'CallExpression' ? unwrap(call.callee) : undefined;
    if (callee?.type !== 'MemberExpression' || !isMethod(keyOf(callee) ?? '')) return false;
    const kinds = inner(callee.object);
    return kinds.size === 1 && kinds.has('list');
  };
  if (source.kind === 'element')
    return source.path.length === 1 && source.path[0] === 0 && list(unwrap(source.of), (name) => name === 'entries');
  if (source.kind !== 'parameter' || source.index !== 1 || source.path.length > 0 || source.rest) return false;
  const call = reading.tree.parentOf(source.fn);
  const isFirst = call?.type === 'CallExpression' && call.arguments[0] === source.fn;
  return isFirst && list(call, (name) => WITH_INDEX.test(name));
}

function isOnlyNumber(kinds: ReadonlySet<ValueKind>): boolean {
  return kinds.size === 1 && kinds.has('number');
}

/** What the items of a list are: by its written type, or by what a literal holds. */
function kindsOfItems(
  reading: TypeSource,
  list: Node,
  inner: (one: Node) => ReadonlySet<ValueKind>,
): ReadonlySet<ValueKind> {
  const node = unwrap(list);
  if (node.type === 'ArrayExpression')
    return new Set(
      node.elements.flatMap((one): ValueKind[] => (one && one.type !== 'SpreadElement' ? [...inner(one)] : ['unseen'])),
    );
  const written = writtenTypeOf(reading, list);
  let type = written && declaredType(reading, written);
  if (type?.type === 'TSTypeOperator' && type.operator === 'readonly') type = type.typeAnnotation;
  if (type?.type === 'TSArrayType') return kindsOfType(reading, type.elementType, 1);
  if (type?.type !== 'TSTypeReference' || !ITERABLES.test(reading.tree.quote(type.typeName))) return UNSEEN;
  const [item] = type.typeArguments?.params ?? [];
  return item ? kindsOfType(reading, item, 1) : UNSEEN;
}

/** Whether an object of a written type may hold a number, or a text, under any key; what is not in sight may list its keys. */
export function takes(reading: TypeSource, written: Node, wanted: 'number' | 'string'): boolean {
  const type = declaredType(reading, written);
  const isLoose = (value: Node | undefined) =>
    value !== undefined &&
    (isUnknown(value) || [...kindsOfType(reading, value, 0)].some((kind) => [wanted, 'any', 'unseen'].includes(kind)));
  if (type.type === 'TSTypeReference' && type.typeName.type === 'Identifier') {
    const { name } = type.typeName;
    if (name === 'Record') return isLoose(type.typeArguments?.params[1]);
    const imported = importOf(reading, type.typeName);
    if (!imported) return name === 'const' || name.endsWith('Attributes');
    return takesAny(imported) || reading.origins.importedType(type.typeName)?.takes.includes(wanted) === true;
  }
  if (type.type === 'TSTypeReference') {
    // `api.Attributes`
    const imported = importOf(reading, type.typeName);
    return imported !== undefined && takesAny(imported);
  }
  const index = typeMembers(type).find((member) => member.type === 'TSIndexSignature');
  if (index?.type !== 'TSIndexSignature') return /^TS(?:Any|Unknown|Object)Keyword$/.test(type.type);
  return isLoose(index.typeAnnotation?.typeAnnotation);
}

/**
 * The kinds of values that an object of a written type may hold under any key.
 * @returns nothing where it may hold whatever an attribute can be, or this file does not tell; none where the type lists its keys
 */
export function kindsTaken(reading: TypeSource, written: Node): readonly ValueKind[] | undefined {
  const type = declaredType(reading, written);
  if (type.type === 'TSUnionType') {
    // `Record<string, string> | undefined`
    const [only, ...more] = type.types.filter((one) => !/^TS(?:Undefined|Null)Keyword$/.test(one.type));
    return only && more.length === 0 ? kindsTaken(reading, only) : undefined;
  }
  const isRecord =
    type.type === 'TSTypeReference' && type.typeName.type === 'Identifier' && type.typeName.name === 'Record';
  const index = typeMembers(type).find((member) => member.type === 'TSIndexSignature');
  const value = isRecord
    ? type.typeArguments?.params[1]
    : index?.type === 'TSIndexSignature'
      ? index.typeAnnotation?.typeAnnotation
      : undefined;
  if (!value && type.type === 'TSTypeReference') return reading.origins.importedType(type.typeName)?.kinds;
  if (!value) return listsItsKeys(type) ? [] : undefined;
  const kinds = [...kindsOfType(reading, value, 0)];
  return kinds.some((kind) => /^(?:any|other|unseen)$/.test(kind)) ? undefined : kinds;
}

/** The kinds that a value of a written type may be of. */
export function kindsOfWritten(reading: TypeSource, type: Node): ReadonlySet<ValueKind> {
  return kindsOfType(reading, type, 0);
}

/** Whether a value of such kinds may be a number or a boolean. */
export function isNoText(kinds: ReadonlySet<ValueKind>): boolean {
  return kinds.has('number') || kinds.has('boolean');
}

/** The module and the path there that the name of a type is imported from. */
function importOf({ tree }: TypeSource, name: Node): { readonly module: string; readonly path: Path } | undefined {
  const head = name.type === 'TSQualifiedName' ? name.left : name;
  const variable = tree.variableOf(head);
  const source = variable && sourcesOf(tree, variable).find(({ kind }) => kind === 'import');
  if (source?.kind !== 'import') return undefined;
  return { ...source, path: name.type === 'TSQualifiedName' ? [...source.path, name.right.name] : source.path };
}

/** Types of OpenTelemetry that take any key. Source: @opentelemetry/api 1.9, api-logs 0.206, resources 2.1. */
const OF_ANY_KEY =
  /^(?:Attributes|SpanAttributes|MetricAttributes|LogAttributes|ResourceAttributes|DetectedResourceAttributes)$/;

function takesAny({ module, path }: { readonly module: string; readonly path: Path }): boolean {
  return module.startsWith('@opentelemetry/') && OF_ANY_KEY.test(String(path.at(-1)));
}

function listsItsKeys(type: Node): boolean {
  if (type.type === 'TSInterfaceDeclaration') return type.extends.length === 0;
  return type.type === 'TSTypeLiteral' && type.members.length > 0;
}

function isUnknown(type: Node): boolean {
  return type.type === 'TSUnknownKeyword' || type.type === 'TSAnyKeyword';
}

function kindsOfType(reading: TypeSource, written: Node, depth: number): ReadonlySet<ValueKind> {
  const inner = (one: Node) => (depth > DEEPEST ? UNSEEN : kindsOfType(reading, one, depth + 1));
  const type = declaredType(reading, written);
  switch (type.type) {
    case 'TSStringKeyword':
    case 'TSTemplateLiteralType':
      return only('string');
    case 'TSNumberKeyword':
      return only('number');
    case 'TSBooleanKeyword':
      return only('boolean');
    case 'TSAnyKeyword':
      return only('any');
    case 'TSNullKeyword':
      return only('null');
    case 'TSUndefinedKeyword':
    case 'TSVoidKeyword':
      return only('missing');
    case 'TSLiteralType':
      return type.literal.type === 'Literal' ? only(kindOfLiteral(type.literal.value)) : only('string');
    case 'TSArrayType':
    case 'TSTupleType':
      return only('list');
    case 'TSUnionType':
      return new Set(type.types.flatMap((one) => [...inner(one)]));
    case 'TSTypeOperator':
      return type.operator === 'readonly' && type.typeAnnotation ? inner(type.typeAnnotation) : UNSEEN;
    case 'TSIndexedAccessType': {
      const member = accessedType(reading, type);
      return member
        ? new Set<ValueKind>([...inner(member.type), ...(member.optional ? (['missing'] as const) : [])])
        : UNSEEN;
    }
    case 'TSUnknownKeyword':
    case 'TSObjectKeyword':
    case 'TSBigIntKeyword':
    case 'TSSymbolKeyword':
    case 'TSTypeLiteral':
    case 'TSFunctionType':
    case 'TSMappedType':
    case 'TSInterfaceDeclaration':
      return only('other');
    case 'TSTypeReference':
      return kindsOfReference(reading, type.typeName, inner);
    default:
      return UNSEEN;
  }
}

function kindsOfReference(
  { tree }: TypeSource,
  name: Node,
  inner: (one: Node) => ReadonlySet<ValueKind>,
): ReadonlySet<ValueKind> {
  if (name.type !== 'Identifier') return UNSEEN;
  const variable = tree.variableOf(name);
  const definition = variable?.defs[0]?.node as Node | undefined;
  if (!definition) return LISTS.test(name.name) ? only('list') : OBJECTS.test(name.name) ? only('other') : UNSEEN;
  if (isClass(definition)) return only('other');
  if (definition.type === 'TSEnumDeclaration')
    return new Set(
      definition.body.members.map(({ initializer }) =>
        initializer && literalText(initializer) !== undefined ? 'string' : 'number',
      ),
    );
  if (definition.type === 'TSTypeParameter')
    return definition.constraint ? inner(definition.constraint) : only('other');
  return UNSEEN;
}
