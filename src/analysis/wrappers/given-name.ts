import type { TSESTree } from '@typescript-eslint/types';
import { argumentAt, argumentOf, isAbsent } from '../syntax/call-arguments.ts';
import type { Position } from '../catalogue/span-library.ts';
import type { Origins } from '../origins/origin.ts';
import { isFunction, unwrap, type Node, type Tree } from '../syntax/tree.ts';

/** What a call of a wrapper gives as a name. */
export interface GivenName {
  readonly node: Node;
  /** The call may give the name elsewhere, where it does not show: nobody knows it. */
  readonly open: boolean;
}

/**
 * The name that a call of a wrapper gives: `run({ spanName: 'a' }, 'b')` for a wrapper that takes `options.spanName ?? title`.
 * @param positions where it can stand, in the order that the wrapper asks: argument indexes, or paths below one such as `0.name`
 * @returns nothing where the call gives none
 */
export function givenName(
  tree: Tree,
  origins: Origins,
  call: TSESTree.CallExpression,
  positions: readonly string[],
): GivenName | undefined {
  let open = false;
  for (const position of innerFirst(positions)) {
    const node = argumentAt(tree, origins, call, position);
    if (node && !(positions.length > 1 && isNoText(node))) return { node, open };
    const isSaidElsewhere = positions.some((other) => position.startsWith(`${other}.`));
    if (!node && !isSaidElsewhere && !isTextBelow(call, position) && !isAbsent(call, position as Position)) open = true;
  }
  return undefined;
}

/** `span('a')` or `span({ name: 'a' })`: an object is looked into before it is taken for the name. */
function innerFirst(positions: readonly string[]): readonly string[] {
  const inner = positions.filter((position) => positions.some((other) => position.startsWith(`${other}.`)));
  return [...inner, ...positions.filter((position) => !inner.includes(position))];
}

function isNoText(node: Node): boolean {
  const plain = unwrap(node);
  return plain.type === 'ObjectExpression' || isFunction(plain);
}

/** Whether a position is below what is a text. */
function isTextBelow(call: TSESTree.CallExpression, position: string): boolean {
  const argument = position.includes('.') ? argumentOf(call, Number(position.split('.')[0])) : undefined;
  return argument !== undefined && /^(?:Literal|TemplateLiteral)$/.test(unwrap(argument).type);
}
