import type { TSESTree } from '@typescript-eslint/types';
import type { Tree } from '../analysis/syntax/tree.ts';
import type { Edit } from './edit.ts';
import { beginsLine, indentAt, skipLineBreak, skipLineTrivia, skipTrivia } from './trivia.ts';

/**
 * Puts an argument behind the first `index` ones of a call, on a line of its own where the others have one. Comments stay with the argument
 * that they stand behind, and parentheses round it.
 */
export function insertArgument(tree: Tree, call: TSESTree.CallExpression, index: number, argument: string): Edit[] {
  const { text } = tree;
  const previous = call.arguments[index - 1];
  if (!previous) throw new RangeError('an argument is put behind another one');
  let end = previous.range[1];
  // parentheses of the argument's own are no node
  for (let at = skipTrivia(text, end); text[at] === ')' && at < call.range[1] - 1; at = skipTrivia(text, end))
    end = at + 1;
  const next = call.arguments[index];
  const eol = /\r\n|[\n\r]/.exec(text)?.[0] ?? '\n';
  const isOnLine = beginsLine(text, previous.range[0]);
  const indent = indentAt(text, (isOnLine ? previous : (next ?? previous)).range[0]);
  const comma = skipTrivia(text, end);
  const hasComma = text[comma] === ',';
  const behind = hasComma ? comma + 1 : end;
  const lineEnd = skipLineTrivia(text, behind);
  const comment = text.slice(behind, lineEnd).trimEnd();
  if (comment !== '' && skipLineBreak(text, lineEnd) > lineEnd) {
    const at = behind + comment.length;
    const line = { range: [at, at] as const, text: `${eol}${indent}${argument}${hasComma ? ',' : ''}` };
    return hasComma ? [line] : [{ range: [end, end], text: ',' }, line];
  }
  const own = text.slice(end, hasComma ? comma : lineEnd).trimEnd();
  // `'agent.step' // why` with the comma on the next line
  if (own.includes('//')) return [{ range: [comma, comma], text: `, ${argument}${eol}${indentAt(text, comma)}` }];
  const at = end + own.length;
  const onLines = isOnLine && (!next || beginsLine(text, next.range[0]));
  return [{ range: [at, at], text: onLines ? `,${eol}${indent}${argument}` : `, ${argument}` }];
}
