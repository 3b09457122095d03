import type { TSESTree } from '@typescript-eslint/types';
import { statementAround, type FunctionNode, type Node, type Tree } from '../analysis/syntax/tree.ts';
import type { Edit } from './edit.ts';
import type { FileStyle } from './file-style.ts';
import { endOfStatement, insertAfter, insertBefore } from './statement-edits.ts';
import { beginsLine, indentAt, lineStart, skipTrivia } from './trivia.ts';

/**
 * Makes a function async, with the type that it gives.
 * @returns nothing where it cannot be: a generator, a getter, a constructor
 */
export function makeAsync(tree: Tree, fn: FunctionNode): Edit[] | undefined {
  if (fn.async) return [];
  if (fn.generator) return undefined;
  const holder = tree.parentOf(fn);
  const isMethod =
    (holder?.type === 'MethodDefinition' && holder.value === fn) ||
    (holder?.type === 'Property' && holder.value === fn && (holder.method || holder.kind !== 'init'));
  if (isMethod && holder.kind !== 'method' && holder.kind !== 'init') return undefined;
  const start = isMethod ? holder.key.range[0] - (holder.computed ? 1 : 0) : fn.range[0];
  const edits: Edit[] = [{ range: [start, start], text: 'async ' }];
  const type = fn.returnType?.typeAnnotation;
  if (type && !/^Promise\b/.test(tree.quote(type))) {
    edits.push({ range: type.range, text: `Promise<${tree.text.slice(...type.range)}>` });
  }
  return edits;
}

/** Adds statements at the end of a function, or before the `return` that ends it. */
export function appendToFunction(
  tree: Tree,
  fn: FunctionNode,
  statements: readonly string[],
  style: FileStyle,
): Edit[] {
  const { text } = tree;
  const { body } = fn;
  if (body.type !== 'BlockStatement') return bodyAsBlock(tree, fn, body, { before: [], after: statements }, style);
  const last = body.body.at(-1);
  const close = body.range[1] - 1;
  if (last?.type === 'ReturnStatement' || last?.type === 'ThrowStatement')
    return [putBefore(tree, last, statements, style)];
  if (last && lineStart(text, last.range[0]) !== lineStart(text, body.range[0]))
    return [insertAfter(tree, last, statements, style)];
  const inline = statements
    .map((statement) => ` ${statement}`)
    .join(';')
    .replaceAll(';;', ';');
  if (last) {
    const end = last.range[1];
    const isEnded = /[;}]/.test(text[end - 1] ?? '');
    return [{ range: [end, end], text: (isEnded ? '' : ';') + inline }];
  }
  const inner = text.slice(body.range[0] + 1, close);
  const outer = indentAt(text, body.range[0]);
  const lines = statements.map((statement) => outer + style.indent + statement + style.eol).join('');
  if (inner.trim() === '') return [{ range: [body.range[0] + 1, close], text: style.eol + lines + outer }];
  // only a comment stands in it
  const start = lineStart(text, close);
  return beginsLine(text, close)
    ? [{ range: [start, start], text: lines }]
    : [{ range: [close, close], text: `${inline.trimStart()} ` }];
}

/**
 * Adds statements before the one that holds a node, in the function around the node. A branch without a block gets one.
 * @param fn nothing at the top level of the file
 * @returns nothing where the node is a part of an expression that is not always evaluated
 */
export function insertInFunction(
  tree: Tree,
  fn: FunctionNode | undefined,
  node: Node,
  statements: readonly string[],
  style: FileStyle,
): Edit[] | undefined {
  let at = node;
  for (let up = tree.parentOf(at); up && at !== fn?.body && !isStatement(at); up = tree.parentOf(at)) {
    if (isSometimes(up, at) || (up.type === 'ChainExpression' && at !== node)) return undefined;
    at = up;
  }
  if (fn && fn.body.type !== 'BlockStatement')
    return bodyAsBlock(tree, fn, fn.body, { before: statements, after: [] }, style);
  return statementAround(tree, at) === at
    ? [putBefore(tree, at, statements, style)]
    : branchAsBlock(tree, at, statements, style);
}

function isStatement(node: Node): boolean {
  return /Statement$|Declaration$/.test(node.type);
}

/** Whether a part of an expression is not always evaluated. */
function isSometimes(expression: Node, part: Node): boolean {
  switch (expression.type) {
    case 'ConditionalExpression':
      return expression.test !== part;
    case 'LogicalExpression':
    case 'AssignmentPattern':
      return expression.right === part;
    case 'ForStatement':
      return expression.init !== part;
    default:
      return false;
  }
}

/** Gives a branch a block, with statements before the one that it was. */
function branchAsBlock(tree: Tree, branch: Node, statements: readonly string[], style: FileStyle): Edit[] {
  const { text } = tree;
  const { eol, indent: tab } = style;
  const start = branch.range[0];
  const end = endOfStatement(text, branch);
  const holder = tree.parentOf(branch);
  const gap = /\s*$/.exec(text.slice(0, start))?.[0] ?? '';
  const before = start - gap.length;
  // a comment may stand before it
  const isPlain =
    holder?.type === 'IfStatement' &&
    (holder.alternate === branch
      ? text.slice(before - 'else'.length, before) === 'else'
      : /^[\s)]*$/.test(text.slice(holder.test.range[1], before)));
  if (!isPlain) {
    const inline = statements.map((one) => `${one.replace(/;$/, '')}; `).join('');
    return [
      { range: [start, start], text: `{ ${inline}` },
      { range: [end, end], text: ' }' },
    ];
  }
  const outer = indentAt(text, holder.range[0]);
  const lines = [...statements, ''].map((one) => eol + outer + tab + one).join('');
  return [
    { range: [before, start], text: ` {${lines}` },
    { range: [end, end], text: `${eol}${outer}}` },
  ];
}

function putBefore(tree: Tree, statement: Node, statements: readonly string[], style: FileStyle): Edit {
  if (beginsLine(tree.text, statement.range[0])) return insertBefore(tree, statement, statements, style);
  const at = statement.range[0];
  return { range: [at, at], text: statements.map((one) => `${one.replace(/;$/, '')}; `).join('') };
}

/** Gives an arrow function a block in place of its expression. */
function bodyAsBlock(
  tree: Tree,
  fn: FunctionNode,
  body: TSESTree.Expression,
  { before, after }: { readonly before: readonly string[]; readonly after: readonly string[] },
  { eol, indent: tab, semicolons }: FileStyle,
): Edit[] {
  const { text } = tree;
  const arrow = text.lastIndexOf('=>', body.range[0]) + 2;
  // parentheses round the body are no node
  const start = skipTrivia(text, arrow);
  const end = fn.range[1];
  const outer = indentAt(text, fn.range[0]);
  const inner = outer + tab;
  const ownLine = lineStart(text, start) !== lineStart(text, arrow);
  const comment = text.slice(arrow, start).trimEnd();
  const opening = [...before, ''].map((one) => eol + inner + one).join('');
  const edits: Edit[] = [{ range: [arrow, start], text: ` {${comment}${opening}` }];
  // what waits for the body's promise comes after it
  if (body.type === 'UnaryExpression' && body.operator === 'void' && start === body.range[0])
    edits.push({ range: [start, start + 'void'.length], text: 'await' });
  else if (isPromise(body) && start === body.range[0] && after.length > 0)
    edits.push({ range: [start, start], text: 'await ' });
  if (!ownLine && !holdsLongTemplate(tree, body)) {
    const breaks = text.slice(start, end).matchAll(/(?:\r\n|[\n\r\u2028\u2029])(?=[^\S\n\r\u2028\u2029]*\S)/g);
    for (const { index, 0: lineBreak } of breaks) {
      const at = start + index + lineBreak.length;
      edits.push({ range: [at, at], text: tab });
    }
  }
  const closing = [...after.map((one) => inner + one), `${outer}}`].join(eol);
  return [...edits, { range: [end, end], text: (semicolons || text[end - 1] === ';' ? ';' : '') + eol + closing }];
}

/** Whether an expression is shown to be a promise by what is called on it. */
function isPromise(expression: Node): boolean {
  return (
    expression.type === 'CallExpression' &&
    expression.callee.type === 'MemberExpression' &&
    expression.callee.property.type === 'Identifier' &&
    /^(?:then|catch|finally|shutdown|forceFlush)$/.test(expression.callee.property.name)
  );
}

/** Whether a text over several lines stands in an expression: blanks in it are part of the text. */
function holdsLongTemplate(tree: Tree, expression: Node): boolean {
  return tree
    .all('TemplateLiteral')
    .some(
      ({ range }) =>
        expression.range[0] <= range[0] && range[1] <= expression.range[1] && /[\n\r]/.test(tree.text.slice(...range)),
    );
}
