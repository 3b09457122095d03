import type { TSESTree } from '@typescript-eslint/types';
import { keyOf, type Node, type Tree } from './tree.ts';

/** A call of a method on what the chain begins with. */
export interface ChainedCall {
  readonly method: string;
  readonly call: TSESTree.CallExpression;
}

/** A statement that is nothing but calls on one thing. */
export interface CallChain {
  readonly statement: TSESTree.ExpressionStatement;
  readonly calls: readonly ChainedCall[];
}

/** The calls on a span in one statement: `span.setStatus(…).end()` has two. */
export function chainOf(tree: Tree, identifier: Node): CallChain | undefined {
  const calls: ChainedCall[] = [];
  for (let at = identifier; ;) {
    const member = tree.parentOf(at);
    if (member?.type === 'ExpressionStatement' && calls.length > 0) return { statement: member, calls };
    const call = member && tree.parentOf(member);
    if (member?.type !== 'MemberExpression' || member.object !== at || member.optional) return undefined;
    if (call?.type !== 'CallExpression' || call.callee !== member || call.optional) return undefined;
    const method = keyOf(member);
    if (method === undefined) return undefined;
    calls.push({ method, call });
    at = call;
  }
}
