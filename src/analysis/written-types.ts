import type { TSESTree } from '@typescript-eslint/types';
import { typeMembers } from './origin.ts';
import type { FileReading } from './reading.ts';
import { annotationOf, sourcesOf } from './sources.ts';
import { keyOf, unwrap, type Node } from './tree.ts';

const DEEPEST = 8;

/**
 * The type of an expression as far as this file writes it down: annotations, assertions, and what local functions say they return.
 * @returns a type node; nothing where another file or the type checker would have to be asked
 */
export function writtenTypeOf(reading: FileReading, expression: Node, depth = 0): Node | undefined {
  if (depth > DEEPEST) return undefined;
  const inner = (one: Node) => writtenTypeOf(reading, one, depth + 1);
  switch (expression.type) {
    case 'TSAsExpression':
    case 'TSTypeAssertion':
      return isConst(expression.typeAnnotation) ? inner(expression.expression) : expression.typeAnnotation;
    case 'TSSatisfiesExpression':
      return inner(expression.expression);
    case 'AwaitExpression':
      return promised(inner(expression.argument));
    case 'Identifier':
      return typeOfVariable(reading, expression, inner);
    case 'MemberExpression': {
      const owner = inner(expression.object);
      const name = keyOf(expression);
      const member = owner && name !== undefined && !expression.optional ? memberOf(reading, owner, name) : undefined;
      return member?.type === 'TSPropertySignature' && !member.optional
        ? member.typeAnnotation?.typeAnnotation
        : undefined;
    }
    case 'CallExpression':
      return returnTypeOf(reading, expression, inner);
    default:
      return undefined;
  }
}

function typeOfVariable(
  reading: FileReading,
  identifier: Node,
  inner: (one: Node) => Node | undefined,
): Node | undefined {
  const variable = reading.tree.variableOf(identifier);
  if (!variable) return undefined;
  const annotation = annotationOf(reading.tree, variable);
  if (annotation) {
    if (variable.identifiers.some((one) => (one as { optional?: boolean }).optional)) return undefined;
    let type: Node | undefined = annotation.type;
    for (const step of annotation.path) {
      const member: Node | undefined = type && typeof step === 'string' ? memberOf(reading, type, step) : undefined;
      type =
        member?.type === 'TSPropertySignature' && !member.optional ? member.typeAnnotation?.typeAnnotation : undefined;
    }
    return type;
  }
  const [source, ...more] = sourcesOf(reading.tree, variable);
  return source?.kind === 'value' && more.length === 0 && source.path.length === 0 ? inner(source.node) : undefined;
}

function returnTypeOf(
  reading: FileReading,
  call: TSESTree.CallExpression,
  inner: (one: Node) => Node | undefined,
): Node | undefined {
  if (call.optional) return undefined;
  const fn = reading.origins.functionOf(call.callee);
  if (fn) return fn.returnType?.typeAnnotation;
  const callee = unwrap(call.callee);
  if (callee.type !== 'MemberExpression' || callee.optional) return undefined;
  const owner = inner(callee.object);
  const name = keyOf(callee);
  const member = owner && name !== undefined ? memberOf(reading, owner, name) : undefined;
  if (member?.type === 'TSMethodSignature') return member.returnType?.typeAnnotation;
  const type = member?.type === 'TSPropertySignature' ? member.typeAnnotation?.typeAnnotation : undefined;
  return type?.type === 'TSFunctionType' ? type.returnType?.typeAnnotation : undefined;
}

function memberOf(reading: FileReading, type: Node, name: string): TSESTree.TypeElement | undefined {
  return typeMembers(declared(reading, type)).find((member) => keyOf(member) === name);
}

/** The interface or alias of this file that a type names; the type itself for others. */
function declared(reading: FileReading, type: Node, depth = 0): Node {
  if (type.type !== 'TSTypeReference' || type.typeName.type !== 'Identifier' || depth > DEEPEST) return type;
  const [argument] = type.typeArguments?.params ?? [];
  if (argument && /^(?:Readonly|Required)$/.test(type.typeName.name)) return declared(reading, argument, depth + 1);
  const variable = reading.tree.variableOf(type.typeName);
  for (const source of variable ? sourcesOf(reading.tree, variable) : []) {
    if (source.kind !== 'type') continue;
    if (source.node.type === 'TSInterfaceDeclaration') return source.node;
    if (source.node.type === 'TSTypeAliasDeclaration') return declared(reading, source.node.typeAnnotation, depth + 1);
  }
  return type;
}

function promised(type: Node | undefined): Node | undefined {
  const isPromise =
    type?.type === 'TSTypeReference' &&
    type.typeName.type === 'Identifier' &&
    /^Promise(?:Like)?$/.test(type.typeName.name);
  return isPromise ? type.typeArguments?.params[0] : type;
}

function isConst(type: Node): boolean {
  return type.type === 'TSTypeReference' && type.typeName.type === 'Identifier' && type.typeName.name === 'const';
}
