import type { Variable } from '@typescript-eslint/scope-manager';
import type { TSESTree } from '@typescript-eslint/types';
import { annotationOf } from '../syntax/sources.ts';
import { isClass, keyOf, unwrap, type Node, type Tree } from '../syntax/tree.ts';

/**
 * Whether `typeof` of a variable, or of a member of it, tells the very text that stands there.
 * @param value what the variable is set to, or the class that it names
 * @param keys the path to the text
 */
export function isLiteralTyped(
  tree: Tree,
  variable: Variable,
  value: Node,
  keys: readonly (string | number | undefined)[],
): boolean {
  if (annotationOf(tree, variable)) return false;
  if (isClass(value)) return isLiteralField(value, keys[0]);
  const [definition] = variable.defs;
  const declaration = definition?.parent as Node | null | undefined;
  if (keys.length === 0) return declaration?.type === 'VariableDeclaration' && declaration.kind === 'const';
  return isConstAsserted(value) || frozen(unwrap(value)) !== unwrap(value);
}

/** `static readonly TOOL = 'execute_tool'`. */
function isLiteralField(owner: Node, key: string | number | undefined): boolean {
  const members = isClass(owner) ? owner.body.body : [];
  const field = members.find((member) => key !== undefined && keyOf(member) === String(key));
  if (field?.type !== 'PropertyDefinition' || field.typeAnnotation || !field.value) return false;
  return field.readonly || isConstAsserted(field.value);
}

function isConstAsserted(value: Node): boolean {
  for (let at = value; unwrap(at) !== at; at = (at as TSESTree.TSAsExpression).expression) {
    if ((at.type === 'TSAsExpression' || at.type === 'TSTypeAssertion') && isConst(at.typeAnnotation)) return true;
    if (at.type === 'SequenceExpression') return false;
  }
  return false;
}

/** Whether a type is the `const` of `as const`. */
export function isConst(type: Node): boolean {
  return type.type === 'TSTypeReference' && type.typeName.type === 'Identifier' && type.typeName.name === 'const';
}

/** `Object.freeze({…})` is the object. */
export function frozen(node: Node): Node {
  if (node.type !== 'CallExpression' || node.callee.type !== 'MemberExpression') return node;
  const [argument] = node.arguments;
  const { object } = node.callee;
  const freezes =
    object.type === 'Identifier' && object.name === 'Object' && /^(?:freeze|seal)$/.test(keyOf(node.callee) ?? '');
  return freezes && argument && argument.type !== 'SpreadElement' ? unwrap(argument) : node;
}
