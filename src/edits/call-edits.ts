import type { TSESTree } from '@typescript-eslint/types';
import type { Tree } from '../analysis/syntax/tree.ts';
import type { Edit } from './edit.ts';
import { beginsLine, indentAt, skipTrivia } from './trivia.ts';

/** Puts an argument behind the first `index` ones of a call, on a line of its own where the others have one; comments and parentheses round its neighbours stay where they are. */
export function insertArgument({ text }: Tree, call: TSESTree.CallExpression, index: number, argument: string): Edit {
  const previous = call.arguments[index - 1];
  if (!previous) throw new RangeError('an argument is put behind another one');
  let end = previous.range[1];
  // parentheses of the argument's own are no node
  for (let at = skipTrivia(text, end); text[at] === ')' && at < call.range[1] - 1; at = skipTrivia(text, end))
    end = at + 1;
  const next = call.arguments[index];
  const onLines = beginsLine(text, previous.range[0]) && (!next || beginsLine(text, next.range[0]));
  const eol = /\r\n|[\n\r]/.exec(text)?.[0] ?? '\n';
  return {
    range: [end, end],
    text: onLines ? `,${eol}${indentAt(text, previous.range[0])}${argument}` : `, ${argument}`,
  };
}
