import type { Tree } from '../analysis/syntax/tree.ts';

/** How a file is written, as far as new code must look like it. */
export interface FileStyle {
  readonly quote: "'" | '"';
  /** Whether statements end in semicolons. */
  readonly semicolons: boolean;
  readonly eol: '\n' | '\r\n' | '\r';
  /** One level of indentation. */
  readonly indent: string;
  /** Whether the file is CommonJS: it requires or exports so, and has no import or export. */
  readonly commonJs: boolean;
}

const known = new WeakMap<Tree, FileStyle>();

/** Reads the style of a file off its text and tree, once. */
export function styleOf(tree: Tree): FileStyle {
  const style = known.get(tree) ?? readStyle(tree);
  known.set(tree, style);
  return style;
}

function readStyle(tree: Tree): FileStyle {
  const { text } = tree;
  return {
    quote: quoteOf(tree),
    semicolons: usesSemicolons(tree),
    eol: (/\r\n|\n|\r/.exec(text)?.[0] ?? '\n') as FileStyle['eol'],
    indent: indentOf(tree),
    commonJs:
      tree.all('ImportDeclaration').length === 0 &&
      !tree.program.body.some((statement) => statement.type.startsWith('Export')) &&
      /\brequire\(|\bmodule\.exports\b|\bexports\.\w/.test(text),
  };
}

/** The quote of most strings; markup does not count, for it has a custom of its own. */
function quoteOf(tree: Tree): FileStyle['quote'] {
  let double = 0;
  let single = 0;
  for (const literal of tree.all('Literal')) {
    if (typeof literal.value !== 'string' || tree.parentOf(literal)?.type === 'JSXAttribute') continue;
    if (tree.text[literal.range[0]] === '"') double += 1;
    else single += 1;
  }
  return double > single ? '"' : "'";
}

function usesSemicolons(tree: Tree): boolean {
  const statements = [
    ...tree.all('ExpressionStatement'),
    ...tree
      .all('VariableDeclaration')
      .filter((declaration) => !(tree.parentOf(declaration)?.type ?? '').startsWith('For')),
    ...tree.all('ReturnStatement'),
    ...tree.all('ImportDeclaration'),
  ];
  const ended = statements.filter((statement) => tree.text[statement.range[1] - 1] === ';').length;
  return statements.length === 0 || ended * 2 >= statements.length;
}

/** The smallest step between a block and what stands in it. */
function indentOf(tree: Tree): string {
  const { text } = tree;
  for (const block of [...tree.all('BlockStatement'), ...tree.all('ObjectExpression'), ...tree.all('ClassBody')]) {
    const first = block.type === 'ObjectExpression' ? block.properties[0] : block.body[0];
    // on one line there is no step to see, and the line of a bundle is as long as the file
    if (!first || !/[\n\r]/.test(text.slice(block.range[0], first.range[0]))) continue;
    const outer = leadingBlanks(text, block.range[0]);
    const inner = leadingBlanks(text, first.range[0]);
    if (inner.length > outer.length && inner.startsWith(outer)) return inner.slice(outer.length);
  }
  return '  ';
}

function leadingBlanks(text: string, offset: number): string {
  let start = offset;
  while (start > 0 && !/[\n\r]/.test(text.charAt(start - 1))) start -= 1;
  return /^[^\S\n\r]*/.exec(text.slice(start, offset))?.[0] ?? '';
}
