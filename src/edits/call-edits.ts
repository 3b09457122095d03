import type { TSESTree } from '@typescript-eslint/types';
import type { Tree } from '../analysis/tree.ts';
import type { Edit } from './edit.ts';
import { skipTrivia } from './trivia.ts';

/** Puts an argument behind the first `index` ones of a call; comments and parentheses round its neighbours stay where they are. */
export function insertArgument({ text }: Tree, call: TSESTree.CallExpression, index: number, argument: string): Edit {
  const previous = call.arguments[index - 1];
  if (!previous) throw new RangeError('an argument is put behind another one');
  let end = previous.range[1];
  // parentheses of the argument's own are no node
  for (let at = skipTrivia(text, end); text[at] === ')' && at < call.range[1] - 1; at = skipTrivia(text, end))
    end = at + 1;
  return { range: [end, end], text: `, ${argument}` };
}
