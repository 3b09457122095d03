import type { TSESTree } from '@typescript-eslint/types';
import type { Node, Range, Tree } from '../analysis/syntax/tree.ts';
import type { Edit } from './edit.ts';
import type { FileStyle } from './file-style.ts';
import { indentAt, lineStart, skipTrivia } from './trivia.ts';

const OPENS = /^(?:BlockStatement|StaticBlock|ClassBody|ObjectExpression|SwitchStatement|TSModuleBlock)$/;

/** The block that a statement stands in, where it begins and ends on one line and no other one begins on that line. */
export function oneLineBlock(tree: Tree, statement: Node): TSESTree.BlockStatement | undefined {
  const block = tree.parentOf(statement);
  if (block?.type !== 'BlockStatement') return undefined;
  const line = lineStart(tree.text, block.range[0]);
  if (lineStart(tree.text, block.range[1]) !== line) return undefined;
  for (let up = tree.parentOf(block); up; up = tree.parentOf(up))
    if (OPENS.test(up.type) && braceLine(tree, up) === line) return undefined;
  return block;
}

/** The start of the line on which a list of statements, members or properties opens. */
function braceLine({ text }: Tree, node: Node): number {
  return lineStart(text, node.type === 'SwitchStatement' ? node.discriminant.range[1] : node.range[0]);
}

/** The indentation of a statement once its block stands on lines of its own. */
export function innerIndent(tree: Tree, statement: Node, { indent }: FileStyle): string {
  const block = oneLineBlock(tree, statement);
  return block ? indentAt(tree.text, block.range[0]) + indent : indentAt(tree.text, statement.range[0]);
}

/**
 * Puts each statement of a block that fills one line on a line of its own.
 * @param behind the statement behind which lines are added
 * @param lines those lines, without their indentation
 */
export function unfoldBlock(
  tree: Tree,
  block: TSESTree.BlockStatement,
  behind: Node,
  lines: readonly string[],
  { eol, indent }: FileStyle,
): Edit[] {
  const { text } = tree;
  const outer = indentAt(text, block.range[0]);
  const lineBreak = eol + outer + indent;
  const added = lines.map((line) => (line === '' ? eol : lineBreak + line)).join('');
  const close = block.range[1] - 1;
  const blanksAt = (start: number): Range => [start, start + (/^\s*/.exec(text.slice(start))?.[0].length ?? 0)];
  const edits: Edit[] = [{ range: blanksAt(block.range[0] + 1), text: lineBreak }];
  for (const statement of block.body) {
    const range = blanksAt(statement.range[1]);
    const own = statement === behind ? added : '';
    const isLast = range[1] === close;
    edits.push({ range, text: own + (isLast ? eol + outer : lineBreak) });
    // a comment before the brace
    if (statement === block.body.at(-1) && !isLast && skipTrivia(text, range[1]) === close) {
      const end = text.slice(0, close).trimEnd().length;
      edits.push({ range: [end, close], text: eol + outer });
    }
  }
  return edits;
}
