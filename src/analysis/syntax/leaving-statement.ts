import type { Node } from './tree.ts';

/** Statements behind which nothing of the same block runs. */
const LEAVES = /^(?:Return|Throw|Continue|Break)Statement$/;

/** Whether nothing behind a statement runs in the same block once it was reached. */
export function leaves(statement: Node): boolean {
  if (statement.type !== 'BlockStatement') return LEAVES.test(statement.type);
  const last = statement.body.at(-1);
  return last !== undefined && leaves(last);
}
