import type { TSESTree } from '@typescript-eslint/types';
import type { ItemSpan } from './item-span.ts';
import { refuse, type Refusal } from '../refusal.ts';
import { isFunction, isInside, type Node, type Tree } from '../syntax/tree.ts';

/** Jumps that a lifted span allows for, and whether there are some that make the rounds differ. */
export function readJumps(
  tree: Tree,
  { loop, statement, made, callback }: ItemSpan,
  guard: TSESTree.TryStatement | undefined,
): Refusal | { readonly uneven: boolean } {
  const { node, body } = loop;
  const home = tree.functionAround(statement);
  const refusal = refuse(
    'jump',
    'A jump leaves the round before the span of the item ends. Make one span around the loop by hand, and see that it ends.',
  );
  if (tree.all('YieldExpression').some((one) => isInside(one, statement) && tree.functionAround(one) === home))
    return refuse(
      'yield',
      'The loop gives items away and may never be resumed. Make one span by hand, and see that it ends.',
    );
  if (callback) return { uneven: false };
  const round = isFunction(body) ? body : home;
  const jumps = [...tree.all('ContinueStatement'), ...tree.all('BreakStatement'), ...tree.all('ReturnStatement')];
  let uneven = false;
  for (const jump of jumps) {
    if (!isInside(jump, body) || tree.functionAround(jump) !== round) continue;
    if (jump.type !== 'ReturnStatement') {
      const target = targetOf(tree, jump);
      if (target && isInside(target, body)) continue;
      if (target !== node) return refusal;
    }
    if (jump.range[0] < made.range[0]) {
      uneven = true;
      continue;
    }
    const ends = guard && isInside(jump, guard) && !(guard.finalizer && isInside(jump, guard.finalizer));
    if (!ends || (jump.type === 'ReturnStatement' && !isFunction(body))) return refusal;
    if (jump.type === 'BreakStatement') uneven = true;
  }
  return { uneven };
}

/** The statement that a jump goes on after or within; nothing for a label that stands outside of the file's loops. */
export function targetOf(tree: Tree, jump: TSESTree.BreakStatement | TSESTree.ContinueStatement): Node | undefined {
  for (let up = tree.parentOf(jump); up; up = tree.parentOf(up)) {
    if (jump.label) {
      if (up.type === 'LabeledStatement' && up.label.name === jump.label.name) return up;
    } else if (/^(?:For(?:Of|In)?|While|DoWhile)Statement$/.test(up.type)) return up;
    else if (up.type === 'SwitchStatement' && jump.type === 'BreakStatement') return up;
  }
  return undefined;
}
