import type { TSESTree } from '@typescript-eslint/types';
import { statementAround, unwrap, type Node, type Range, type Tree } from '../analysis/syntax/tree.ts';
import { commentsOf } from './comments.ts';
import type { Edit } from './edit.ts';
import type { FileStyle } from './file-style.ts';
import { directiveStart } from './lost-comments.ts';
import { innerIndent } from './one-line-block.ts';
import { indentAt } from './trivia.ts';

/** A construction's new variable. */
export interface NamedConstruction {
  readonly name: string;
  /** The statement that used what was constructed. */
  readonly statement: Node;
  readonly edits: readonly Edit[];
}

/**
 * Gives what is constructed and kept nowhere a variable, in the statement that constructs it.
 * @param base the name, which gets a number where it is taken
 * @param given names that this run has given already; the new one is added
 * @returns nothing where the statement leaves no place for a variable, `comment` where one would speak of other code then
 */
export function nameConstruction(
  tree: Tree,
  node: Node,
  base: string,
  given: Set<string>,
  style: FileStyle,
): NamedConstruction | 'comment' | undefined {
  const { text } = tree;
  const statement = statementAround(tree, node);
  if (statement?.type !== 'ExpressionStatement') return undefined;
  const name = freeName(tree, base, given);
  const end = style.semicolons ? ';' : '';
  const line = style.eol + innerIndent(tree, statement, style);
  const named = { name, statement };
  const expression = unwrap(statement.expression, true);
  const [start, behind] = node.range;
  const member = tree.parentOf(node);
  const declared = `const ${name} = `;
  // `new NodeSDK({ … });`
  if (expression === node && statement.expression === node)
    return { ...named, edits: [{ range: [start, start], text: declared }] };
  // which of the two lines it is for, only a person can say
  const isSpokenOf = directiveStart(tree, statement.range[0]) < statement.range[0];
  const isCommented = isSpokenOf || commentsOf(tree, [statement.range[0], start]).length > 0;
  // `trace.setGlobalTracerProvider(new NodeTracerProvider({ … }));`
  if (expression.type === 'CallExpression' && expression.arguments.some((argument) => argument === node)) {
    if (isCommented) return 'comment';
    const [from] = statement.range;
    const moved = declared + outdented(tree, node, statement) + end + line;
    return {
      ...named,
      edits: [
        { range: [from, from], text: moved },
        { range: argumentRange(tree, expression, node), text: name },
      ],
    };
  }
  // `new NodeSDK({ … }).start();`, with an `await` or `void` before it
  if (member?.type !== 'MemberExpression' || member.object !== node || tree.parentOf(member) !== expression)
    return undefined;
  const [from] = statement.range;
  const prefix = text.slice(from, start);
  if (!/^(?:(?:await|void)\s+)?$/.test(prefix)) return undefined;
  if (isCommented) return 'comment';
  const gap = /^\s*/.exec(text.slice(behind))?.[0].length ?? 0;
  return {
    ...named,
    edits: [
      { range: [from, start], text: declared },
      { range: [behind, behind + gap], text: end + line + prefix + name },
    ],
  };
}

/** The text of a node for a place where a statement begins: its lines lose what the node was indented by. */
function outdented({ text }: Tree, node: Node, statement: Node): string {
  const outer = indentAt(text, statement.range[0]);
  const inner = indentAt(text, node.range[0]);
  const whole = text.slice(...node.range);
  // blanks in a template are part of its text
  if (!inner.startsWith(outer) || whole.includes('`')) return whole;
  return whole.replace(/(?<=[\n\r])[^\S\n\r]+/g, (blanks) =>
    blanks.startsWith(inner) ? outer + blanks.slice(inner.length) : blanks,
  );
}

/** What a name takes the place of: an argument with the line breaks round it, where it stands alone. */
function argumentRange({ text }: Tree, call: TSESTree.CallExpression, argument: Node): Range {
  const [start, behind] = argument.range;
  const before = /\(\s*$/.exec(text.slice(call.callee.range[1], start));
  const after = /^\s*,?\s*\)$/.exec(text.slice(behind, call.range[1]));
  if (call.arguments.length > 1 || !before || !after) return argument.range;
  return [start - before[0].length + 1, call.range[1] - 1];
}

function freeName(tree: Tree, base: string, given: Set<string>): string {
  const taken = new Set(tree.all('Identifier').map((identifier) => identifier.name));
  let name = base;
  for (let i = 2; taken.has(name) || given.has(name); i++) name = base + String(i);
  given.add(name);
  return name;
}
