import { declaredTypeOrigin, heritageRole } from './type-origins.ts';
import type { Origin, OriginReader } from './origin-reader.ts';
import { isClass, isFunction, keyOf, type ClassNode, type Node } from '../syntax/tree.ts';
import { typeMembers } from '../syntax/type-members.ts';

/** The methods of a tracer that make a span. */
const SPAN_METHODS: ReadonlySet<string> = new Set(['startSpan', 'startActiveSpan', 'withActiveSpan', 'withSpan']);
/** What the name of a span is called as a parameter. */
const NAME = /^(?:span|operation)?_?name$/i;
/** Written types of what OpenTelemetry takes no value of, as its first argument and as its second. */
const NO_NAME = /^TS(?:TypeLiteral|(?:Number|Boolean|Object|Symbol|BigInt)Keyword|FunctionType|ArrayType|TupleType)$/;
const NO_OPTIONS = /^TS(?:String|Number|Boolean)Keyword$|^TSLiteralType$/;
/** Classes that extend each other, in files that import each other. */
const DEEPEST = 6;

/**
 * Whether a value is shown to be no tracer of OpenTelemetry by what defines it, in this file or another: an object or a class of the team, or
 * a type whose methods take other arguments. A class that extends or implements one of OpenTelemetry is one, and of a type with the same
 * methods nobody knows.
 */
export function isNoTracer(reader: OriginReader, origin: Origin | undefined, depth = 0): boolean {
  switch (origin?.kind) {
    case 'module':
      return reader.isNoTracerElsewhere(origin.module, origin.called ? [...origin.path, '()'] : origin.path);
    case 'below':
      return reader.isNoTracerElsewhere(origin.module, origin.path);
    case 'instanceOf':
      return reader.isNoTracerElsewhere(origin.module, [...origin.path, 'prototype']);
    case 'instance':
      return isOwnClass(reader, origin.node, depth);
    case 'local':
      if (isClass(origin.node)) return isOwnClass(reader, origin.node, depth);
      return origin.node.type !== 'ObjectExpression' || isOwnObject(origin.node);
    case 'typed':
      return isOwnType(origin.node);
    default:
      return false;
  }
}

function isOwnClass(reader: OriginReader, node: ClassNode, depth: number): boolean {
  if (heritageRole(reader.tree, node.implements) || depth > DEEPEST) return false;
  if (node.implements.some(({ expression }) => isTypeOfTracer(reader, expression))) return false;
  if (node.body.body.some((member) => SPAN_METHODS.has(keyOf(member) ?? '') && !isOwnMember(member))) return false;
  if (!node.superClass) return true;
  const base = reader.of(node.superClass);
  if (base?.kind === 'module' && !base.called)
    return isNoTracer(reader, { kind: 'instanceOf', module: base.module, path: base.path, node }, depth + 1);
  return base?.kind === 'local' && isClass(base.node) && base.node !== node && isOwnClass(reader, base.node, depth + 1);
}

/** Whether a type, also one of another file, is one of OpenTelemetry in the end. */
function isTypeOfTracer(reader: OriginReader, name: Node): boolean {
  const imported = reader.of(name);
  const type =
    imported?.kind === 'module' && !imported.called
      ? reader.below(imported.module, [...imported.path, 'prototype'])
      : declaredTypeOrigin(reader, name);
  return type?.kind === 'role';
}

/** What is spread into an object may be a tracer. */
function isOwnObject(node: Extract<Node, { type: 'ObjectExpression' }>): boolean {
  return node.properties.every((one) =>
    one.type === 'SpreadElement' ? false : !SPAN_METHODS.has(keyOf(one) ?? '') || isOwnMember(one),
  );
}

/** Whether a member is a function that is written out with its parameters, or a signature unlike that of OpenTelemetry. */
function isOwnMember(member: Node): boolean {
  const value = 'value' in member ? (member.value as Node | null) : null;
  if (!value) return false;
  if (isFunction(value)) return value.params[0]?.type !== 'RestElement';
  return value.type === 'TSEmptyBodyFunctionExpression' && isOwnSignature(value.params);
}

function isOwnType(node: Node): boolean {
  if (node.type !== 'TSInterfaceDeclaration' && node.type !== 'TSTypeLiteral') return true;
  const methods = typeMembers(node).filter((member) => SPAN_METHODS.has(keyOf(member) ?? ''));
  if (methods.length === 0) return node.type === 'TSTypeLiteral' || node.extends.length === 0;
  return methods.every((member) => {
    if (member.type === 'TSMethodSignature') return isOwnSignature(member.params);
    const type = member.type === 'TSPropertySignature' ? member.typeAnnotation?.typeAnnotation : undefined;
    return type?.type === 'TSFunctionType' && isOwnSignature(type.params);
  });
}

/** Whether a method that makes a span takes other arguments than one of OpenTelemetry: its name, and then options or a function. */
function isOwnSignature(parameters: readonly Node[]): boolean {
  const [first, second] = parameters;
  if (first?.type === 'RestElement') return false;
  if (!first || NO_NAME.test(typeOf(first) ?? '') || (second && NO_OPTIONS.test(typeOf(second) ?? ''))) return true;
  return !NAME.test(calledAs(first)) && parameters.some((one) => NAME.test(calledAs(one)));
}

function typeOf(parameter: Node): string | undefined {
  const annotation = (parameter as { typeAnnotation?: { readonly typeAnnotation: Node } }).typeAnnotation;
  return annotation?.typeAnnotation.type;
}

function calledAs(parameter: Node): string {
  return parameter.type === 'Identifier' ? parameter.name : '';
}
