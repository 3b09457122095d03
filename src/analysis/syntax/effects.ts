import type { TSESTree } from '@typescript-eslint/types';
import { isFunction, keyOf, unwrap, type Node, type Tree } from './tree.ts';

const ACTS =
  /^(?:CallExpression|NewExpression|AwaitExpression|YieldExpression|AssignmentExpression|UpdateExpression|TaggedTemplateExpression|ImportExpression)$/;

/**
 * Whether evaluating an expression may do something: call, wait, assign. Reading a property counts as doing nothing; a function is
 * only made.
 */
export function hasEffects(tree: Tree, expression: Node): boolean {
  if (isFunction(expression)) return false;
  if (expression.type === 'CallExpression' && isPureCall(expression))
    return tree.childrenOf(expression).some((child) => hasEffects(tree, child));
  if (ACTS.test(expression.type)) return true;
  if (expression.type === 'UnaryExpression' && expression.operator === 'delete') return true;
  return tree.childrenOf(expression).some((child) => hasEffects(tree, child));
}

/** Methods of texts and lists, and functions of the language, that only compute. */
const PURE_METHODS =
  /^(?:to(?:Lower|Upper|LocaleLower)Case|to(?:String|Fixed|ISOString)|trim(?:Start|End)?|slice|substring|substr|concat|join|replace(?:All)?|repeat|pad(?:Start|End)|includes|(?:starts|ends)With|indexOf|charAt|at|normalize)$/;
const PURE_FUNCTIONS = /^(?:String|Number|Boolean|JSON\.stringify|Object\.(?:keys|values|entries)|Math\.\w+)$/;

/** Whether a call only computes: a method of texts and lists, or a function of the language. */
export function isPureCall({ callee }: TSESTree.CallExpression): boolean {
  const plain = unwrap(callee);
  if (plain.type === 'Identifier') return PURE_FUNCTIONS.test(plain.name);
  if (plain.type !== 'MemberExpression') return false;
  const method = keyOf(plain) ?? '';
  const owner = plain.object.type === 'Identifier' ? `${plain.object.name}.${method}` : '';
  return PURE_METHODS.test(method) || (PURE_FUNCTIONS.test(owner) && owner !== 'Math.random');
}

/** Whether an expression has the same value wherever it is evaluated in its function: it reads only what is never written again. */
export function isSteady(tree: Tree, expression: Node): boolean {
  if (hasEffects(tree, expression)) return false;
  return identifiersIn(tree, expression).every((identifier) => {
    const variable = tree.variableOf(identifier);
    return !variable || variable.references.every((reference) => !reference.isWrite() || reference.init);
  });
}

/** The identifiers in an expression that read variables. */
export function identifiersIn(tree: Tree, expression: Node): Node[] {
  if (expression.type === 'Identifier') return [expression];
  return tree.childrenOf(expression).flatMap((child) => identifiersIn(tree, child));
}
