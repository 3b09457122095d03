import type { Node, Range, Tree } from '../analysis/syntax/tree.ts';
import { commentsOf } from './comments.ts';
import type { Edit } from './edit.ts';
import { directiveStart } from './lost-comments.ts';
import { beginsLine, lineStart, skipLineBreak, skipLineTrivia, skipTrivia } from './trivia.ts';

/**
 * Takes members out of a list with commas between them, of which some stay, each with the comment behind it. Comments of the members that
 * stay are kept.
 */
export function fromList(tree: Tree, members: readonly Node[], unused: ReadonlySet<Node>): Edit[] {
  const edits: Edit[] = [];
  for (let from = 0; from < members.length; from += 1) {
    let to = from;
    while (to < members.length && unused.has(members[to] as Node)) to += 1;
    if (to > from) edits.push(...removeRun(tree, members, from, to));
    from = to;
  }
  return edits;
}

/** Takes out members that stand beside one another. */
function removeRun(tree: Tree, members: readonly Node[], from: number, to: number): Edit[] {
  const { text } = tree;
  const run = members.slice(from, to);
  const [first, last] = [run[0], run.at(-1)];
  if (!first || !last) return [];
  const previous = members[from - 1];
  const comma = skipTrivia(text, last.range[1]);
  const next = members[to]?.range[0];
  if (text[comma] === ',') {
    // `const A = 1,` with the rest on lines of their own
    const behind = skipLineTrivia(text, comma + 1);
    const from = skipLineBreak(text, behind) > behind ? behind : comma + 1;
    const isJoined = next !== undefined && text.slice(from, next).trim() === '';
    if (isJoined && !beginsLine(text, first.range[0])) return [{ range: [first.range[0], next], text: '' }];
    return [cut(tree, first.range[0], comma + 1)];
  }
  // the last one of a list without a comma at its end keeps that custom
  if (!previous || commentsOf(tree, [previous.range[1], first.range[0]]).length === 0)
    return [{ range: [previous?.range[1] ?? first.range[0], last.range[1]], text: '' }];
  const before = skipTrivia(text, previous.range[1]);
  return [{ range: [before, before + 1], text: '' }, cut(tree, first.range[0], last.range[1])];
}

/** Takes a range out: its lines where it fills them, with the comment behind it, else the blanks up to what follows. */
function cut(tree: Tree, start: number, end: number): Edit {
  const { text } = tree;
  const behind = skipLineTrivia(text, end);
  const next = skipLineBreak(text, behind);
  const told = beginsLine(text, start) ? directiveStart(tree, start) : start;
  const range: Range =
    next > behind && beginsLine(text, start)
      ? [lineStart(text, told), next]
      : [told, end + (/^[^\S\n\r]*/.exec(text.slice(end))?.[0].length ?? 0)];
  return { range, text: '' };
}
