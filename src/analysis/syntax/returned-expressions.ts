import type { FunctionNode, Node, Tree } from './tree.ts';

/** Expressions that a function returns, of its own and not of functions inside it. */
export function returnedExpressions(tree: Tree, fn: FunctionNode): Node[] {
  if (fn.body.type !== 'BlockStatement') return [fn.body];
  return tree
    .all('ReturnStatement')
    .filter((statement) => statement.argument && tree.functionAround(statement) === fn)
    .map((statement) => statement.argument as Node);
}
