import { statementAround, type Node, type Range, type Tree } from '../analysis/syntax/tree.ts';
import type { Edit } from './edit.ts';
import type { FileStyle } from './file-style.ts';
import { directiveStart } from './lost-comments.ts';
import { insertBefore } from './statement-edits.ts';
import { beginsLine, lineStart } from './trivia.ts';

const PREFIX = '// span-contract: ';

/** A site and the sentence that a reader of the code should see above it. */
export interface Mark {
  readonly range: Range;
  readonly sentence: string;
}

/** Comments above sites, each once: one that stands there already is not written again. */
export function markEdits(tree: Tree, marks: readonly Mark[], style: FileStyle): Edit[] {
  const above = new Map<Node, Set<string>>();
  for (const { range, sentence } of marks) {
    const statement = markedStatement(tree, range);
    if (!statement) continue;
    const comment = PREFIX + sentence.replace(/\s+/g, ' ');
    const start = directiveStart(tree, statement.range[0]);
    if (commentsAbove(tree.text, start).includes(comment)) continue;
    above.set(statement, (above.get(statement) ?? new Set()).add(comment));
  }
  return [...above].map(([statement, comments]) => insertBefore(tree, statement, [...comments], style));
}

/** The innermost statement around a range that begins a line: above it a comment of its own fits. */
function markedStatement(tree: Tree, range: Range): Node | undefined {
  let found: Node | undefined;
  for (const node of tree.program.body as Node[])
    if (node.range[0] <= range[0] && range[1] <= node.range[1]) found = node;
  if (!found) return undefined;
  const inner = innermost(tree, range);
  for (let at = inner && statementAround(tree, inner); at;) {
    if (beginsLine(tree.text, at.range[0])) return at;
    const parent = tree.parentOf(at);
    at = parent && statementAround(tree, parent);
  }
  return beginsLine(tree.text, found.range[0]) ? found : undefined;
}

function innermost(tree: Tree, range: Range): Node | undefined {
  const calls: Node[] = [
    ...tree.all('CallExpression'),
    ...tree.all('NewExpression'),
    ...tree.all('AssignmentExpression'),
    ...tree.all('Property'),
  ];
  const around = calls.filter((call) => call.range[0] <= range[0] && range[1] <= call.range[1]);
  return around.sort((a, b) => a.range[1] - a.range[0] - (b.range[1] - b.range[0]))[0];
}

/** The line comments that stand right above a statement, the nearest first. */
function commentsAbove(text: string, offset: number): string[] {
  const comments: string[] = [];
  for (let start = lineStart(text, offset); start > 0;) {
    start = lineStart(text, start - (text.slice(start - 2, start) === '\r\n' ? 2 : 1));
    const line = text.slice(start, lineEndOf(text, start)).trim();
    if (!line.startsWith('//')) break;
    comments.push(line);
  }
  return comments;
}

function lineEndOf(text: string, offset: number): number {
  const end = /[\n\r\u2028\u2029]/.exec(text.slice(offset));
  return end ? offset + end.index : text.length;
}
