import type { Node, Tree } from '../analysis/tree.ts';
import type { Edit } from './edit.ts';
import type { FileStyle } from './file-style.ts';
import { beginsLine, indentAt, lineStart, skipLineBreak, skipLineTrivia } from './trivia.ts';

/** The statement that a node is part of, in a list of statements: a block, the file, or a case. */
export function statementAround(tree: Tree, node: Node): Node | undefined {
  for (let at: Node | undefined = node; at; at = tree.parentOf(at)) {
    const parent = tree.parentOf(at);
    if (!parent) return undefined;
    if (/^(?:Program|BlockStatement|StaticBlock|TSModuleBlock)$/.test(parent.type)) return at;
    if (parent.type === 'SwitchCase' && parent.test !== at) return at;
  }
  return undefined;
}

/** Adds lines behind a statement and the comment on its last line. */
export function insertAfter({ text }: Tree, statement: Node, lines: readonly string[], { eol }: FileStyle): Edit {
  const indent = indentAt(text, statement.range[0]);
  const end = statement.range[1];
  const lineEnd = skipLineTrivia(text, end);
  const isLast = lineEnd === text.length || skipLineBreak(text, lineEnd) > lineEnd;
  const at = isLast ? lineEnd : end;
  return { range: [at, at], text: lines.map((line) => eol + (line === '' ? '' : indent + line)).join('') };
}

/** Adds lines before a statement, above nothing else than that statement. */
export function insertBefore({ text }: Tree, statement: Node, lines: readonly string[], { eol }: FileStyle): Edit {
  const indent = indentAt(text, statement.range[0]);
  const at = statement.range[0];
  return { range: [at, at], text: lines.map((line) => line + eol + indent).join('') };
}

/** Takes a statement out; its line goes too where nothing else stands on it. */
export function removeStatement(tree: Tree, statement: Node): Edit {
  const { text } = tree;
  const [start, end] = statement.range;
  const parent = tree.parentOf(statement);
  const inList = parent && statementAround(tree, statement) === statement;
  // `if (ready) span.setAttribute(…)`: the branch needs a statement
  if (!inList) return { range: [start, end], text: '{}' };
  const blanks = /[^\S\n\r\u2028\u2029]*/y;
  blanks.lastIndex = end;
  blanks.exec(text);
  const lineEnd = skipLineBreak(text, blanks.lastIndex);
  if (beginsLine(text, start) && (lineEnd > blanks.lastIndex || blanks.lastIndex === text.length)) {
    return { range: [lineStart(text, start), lineEnd], text: '' };
  }
  return { range: [start, blanks.lastIndex], text: '' };
}
