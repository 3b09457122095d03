import { isFunction, type Node, type Tree } from './tree.ts';

const ACTS =
  /^(?:CallExpression|NewExpression|AwaitExpression|YieldExpression|AssignmentExpression|UpdateExpression|TaggedTemplateExpression|ImportExpression)$/;

/**
 * Whether evaluating an expression may do something: call, wait, assign. Reading a property counts as doing nothing; a function is
 * only made.
 */
export function hasEffects(tree: Tree, expression: Node): boolean {
  if (isFunction(expression)) return false;
  if (ACTS.test(expression.type)) return true;
  if (expression.type === 'UnaryExpression' && expression.operator === 'delete') return true;
  return tree.childrenOf(expression).some((child) => hasEffects(tree, child));
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
