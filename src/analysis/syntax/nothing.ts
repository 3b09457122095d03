import type { Node } from './tree.ts';

/** Whether an expression is `undefined` or `null`, as one that stands for nothing yet. */
export function isNothing(expression: Node | null | undefined): boolean {
  const isNull = expression?.type === 'Literal' && expression.raw === 'null';
  return isNull || (expression?.type === 'Identifier' && expression.name === 'undefined');
}
