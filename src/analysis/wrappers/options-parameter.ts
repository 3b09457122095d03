import type { TSESTree } from '@typescript-eslint/types';
import type { Variable } from '@typescript-eslint/scope-manager';
import { isOptionsType } from '../catalogue/hole-words.ts';
import { pathToRest } from '../syntax/object-rest.ts';
import { annotationOf, sourcesOf } from '../syntax/sources.ts';
import { isFunction, isInside, keyOf, unwrap, type Node, type Tree } from '../syntax/tree.ts';
import { typeMembers } from '../syntax/type-members.ts';
import { declaredType } from '../types/written-types.ts';

/** What OpenTelemetry takes for a span beside its name, as the key of an object or as an argument. */
const SPAN_KEYS = /^(?:attributes|kind|links)$/;
const SPAN_ARGUMENTS =
  /^(?:(?:span)?(?:options|opts|attributes|attrs|kind|links|context|ctx)|parent(?:Context|Ctx|Span)?|callback|cb|fn|func)$/i;
const STARTS = /^start(?:Active)?Span$/;
/** Types that only what makes a span asks for. */
const SPAN_TYPES = /^(?:Attributes|SpanAttributes|SpanKind|SpanOptions|Context|Link|Span)$/;

/**
 * Whether a parameter is the options object of a wrapper, so that a name in it is the caller's: by its written type, or because
 * other parts of it go to the same span.
 * @param variable the parameter
 * @param name the name expression that is read
 */
export function isOptionsParameter(tree: Tree, variable: Variable, name: Node): boolean {
  const annotation = annotationOf(tree, variable);
  const isWhole = annotation && pathToRest(tree, variable, annotation.path).length === 0;
  if (isWhole && isTypeOfOptions(tree, annotation.type, variable.name)) return true;
  return variable.references.some(({ identifier }) => isGivenWith(tree, identifier, name));
}

function isTypeOfOptions(tree: Tree, type: Node, parameter: string): boolean {
  if (type.type === 'TSIntersectionType') return type.types.some((one) => isTypeOfOptions(tree, one, parameter));
  if (type.type === 'TSTypeReference') {
    const { typeName } = type;
    const called = typeName.type === 'TSQualifiedName' ? typeName.right : typeName;
    if (called.type === 'Identifier' && isOptionsType(called.name, parameter)) return true;
  }
  const declared = declaredType({ tree }, type);
  if (declared !== type && declared.type === 'TSIntersectionType') return isTypeOfOptions(tree, declared, parameter);
  return typeMembers(declared).some((member) => {
    if (member.type === 'TSMethodSignature') return takesSpan(tree, member.params);
    const typed = member.type === 'TSPropertySignature' ? member.typeAnnotation?.typeAnnotation : undefined;
    if (typed?.type === 'TSFunctionType') return takesSpan(tree, typed.params);
    return typed !== undefined && isSpanType(tree, typed);
  });
}

function takesSpan(tree: Tree, parameters: readonly Node[]): boolean {
  return parameters.some((parameter) => {
    const type = 'typeAnnotation' in parameter ? (parameter.typeAnnotation as TSESTree.TSTypeAnnotation) : undefined;
    return type !== undefined && isSpanType(tree, type.typeAnnotation);
  });
}

/** A type of OpenTelemetry that is about one span, or a list of those. */
function isSpanType(tree: Tree, type: Node): boolean {
  if (type.type === 'TSArrayType') return isSpanType(tree, type.elementType);
  if (type.type === 'TSUnionType') return type.types.some((one) => isSpanType(tree, one));
  if (type.type !== 'TSTypeReference') return false;
  const { typeName } = type;
  const [root, called] = typeName.type === 'TSQualifiedName' ? [typeName.left, typeName.right] : [typeName, typeName];
  if (root.type !== 'Identifier' || called.type !== 'Identifier') return false;
  const variable = tree.variableOf(root);
  return (variable ? sourcesOf(tree, variable) : []).some((source) => {
    if (source.kind !== 'import' || !source.module.startsWith('@opentelemetry/')) return false;
    const [imported] = source.path;
    return SPAN_TYPES.test(root === called && typeof imported === 'string' ? imported : called.name);
  });
}

/** Whether a mention of the parameter hands a part of it to the span of that name: `{ attributes: o.attributes }`, `o.run(span)`. */
function isGivenWith(tree: Tree, mention: Node, name: Node): boolean {
  const member = tree.parentOf(mention);
  if (member?.type === 'MemberExpression' && member.object === mention) {
    const key = keyOf(member);
    return key !== undefined && isPartGiven(tree, member, key, name);
  }
  if (member?.type === 'VariableDeclarator' && member.id.type === 'ObjectPattern')
    return isTakenWith(tree, member.id, name);
  const call = member?.type === 'CallExpression' ? member : undefined;
  // `tracer.startSpan(o.name, o)`
  return call !== undefined && call.callee !== mention && isInside(name, call) && STARTS.test(calledName(call) ?? '');
}

/** Whether a part that a pattern takes out of an object goes to the span of that name. */
function isTakenWith(tree: Tree, pattern: TSESTree.ObjectPattern, name: Node): boolean {
  return pattern.properties.some((property) => {
    const key = keyOf(property);
    const taken = property.type === 'Property' ? unwrapDefault(property.value) : undefined;
    const variable = key !== undefined && taken?.type === 'Identifier' ? tree.variableOf(taken) : undefined;
    return variable?.references.some(({ identifier }) => isPartGiven(tree, identifier, key as string, name)) ?? false;
  });
}

/** Whether a variable is taken out of an object that makes the span of that name: `for (const { name, fn } of steps)`. */
export function isTakenFromOptions(tree: Tree, variable: Variable, name: Node): boolean {
  const [identifier] = variable.identifiers;
  const property = identifier && tree.parentOf(identifier);
  const pattern = property?.type === 'Property' ? tree.parentOf(property) : undefined;
  return pattern?.type === 'ObjectPattern' && isTakenWith(tree, pattern, name);
}

function unwrapDefault(node: Node): Node {
  return node.type === 'AssignmentPattern' ? node.left : node;
}

function isPartGiven(tree: Tree, part: Node, key: string, name: Node): boolean {
  const whole = outermost(tree, part);
  const parent = tree.parentOf(whole);
  if (parent?.type === 'CallExpression') {
    if (parent.callee === whole) return parent.arguments.some((argument) => isSpanOfCallback(tree, argument, name));
    if (calledName(parent) === 'setAttributes') return true;
    return isInside(name, parent) && SPAN_ARGUMENTS.test(key);
  }
  const options = optionsAround(tree, whole, key);
  const call = options && tree.parentOf(options);
  return call?.type === 'CallExpression' && isInside(name, call);
}

/** The object that an entry about a span stands in: `{ attributes: o.attributes }`, `{ attributes: { ...o.attributes } }`, `{ ...o.options }`. */
function optionsAround(tree: Tree, whole: Node, key: string): Node | undefined {
  const parent = tree.parentOf(whole);
  if (parent?.type === 'SpreadElement') {
    const object = tree.parentOf(parent);
    if (object?.type !== 'ObjectExpression') return undefined;
    return SPAN_ARGUMENTS.test(key) ? (optionsAround(tree, object, key) ?? object) : undefined;
  }
  if (parent?.type !== 'Property' || parent.value !== whole || !SPAN_KEYS.test(keyOf(parent) ?? '')) return undefined;
  return tree.parentOf(parent);
}

/** What an expression is handed on as: `o.attributes ?? {}`, `o.fn!`. */
function outermost(tree: Tree, node: Node): Node {
  let at = node;
  for (let up = tree.parentOf(at); up; up = tree.parentOf(at)) {
    const passes = up.type === 'LogicalExpression' || up.type === 'ChainExpression' || unwrap(up) === unwrap(at);
    if (!passes) return at;
    at = up;
  }
  return at;
}

/** Whether an argument is the span that the callback of the call of that name is given. */
function isSpanOfCallback(tree: Tree, argument: Node, name: Node): boolean {
  const variable = argument.type === 'Identifier' ? tree.variableOf(argument) : undefined;
  const [source] = variable ? sourcesOf(tree, variable) : [];
  if (source?.kind === 'value')
    return isInside(name, source.node) && STARTS.test(calledName(unwrap(source.node)) ?? '');
  if (source?.kind !== 'parameter' || source.index !== 0 || !isFunction(source.fn)) return false;
  const call = tree.parentOf(source.fn);
  return call?.type === 'CallExpression' && isInside(name, call) && STARTS.test(calledName(call) ?? '');
}

function calledName(node: Node): string | undefined {
  if (node.type !== 'CallExpression') return undefined;
  const callee = unwrap(node.callee);
  return callee.type === 'MemberExpression' ? keyOf(callee) : undefined;
}
