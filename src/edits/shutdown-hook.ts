import { isFunction, type Node, type Tree } from '../analysis/syntax/tree.ts';
import type { Edit } from './edit.ts';
import type { FileStyle } from './file-style.ts';
import { oneLineBlock, unfoldBlock } from './one-line-block.ts';
import { stringLiteral } from './string-literal.ts';
import { beginsLine, indentAt, lineStart, skipLineBreak, skipLineTrivia, skipTrivia } from './trivia.ts';

/**
 * The listeners that shut providers down when a Node.js process ends. A signal that nobody else listens to is sent again
 * afterwards, so that it ends the process as it would without them. They come first, for a listener that runs once is gone before it
 * is called, and would not be counted behind it.
 * @param providers how each is named: all of one file end together, for the first to be done may end the process
 * @param atEnd whether the end of the work is listened to as well
 * @param isTyped whether the file is TypeScript, whose types of Node.js let a listener come first for signals alone, not for any text
 */
export function processHook(
  providers: readonly string[],
  style: FileStyle,
  { atEnd, isTyped }: { readonly atEnd: boolean; readonly isTyped: boolean },
): string[] {
  const { indent: tab } = style;
  const [end, quoted] = [endOf(style), (text: string) => stringLiteral(text, style.quote)];
  const signal = providers.includes('signal') ? 'event' : 'signal';
  const others = providers.includes('others') ? 'otherListeners' : 'others';
  const resend = `if (${others} === 0) process.kill(process.pid, ${signal})${end}`;
  const [only = ''] = providers;
  const all = allOf(providers);
  const shutDown =
    providers.length > 1
      ? [`void ${all}.finally(() => {`, `${tab}${resend}`, `})${end}`]
      : [
          `void ${only}`,
          `${tab}.shutdown()`,
          `${tab}.catch(console.error)`,
          `${tab}.finally(() => {`,
          `${tab}${tab}${resend}`,
          `${tab}})${end}`,
        ];
  return [
    `for (const ${signal} of [${quoted('SIGTERM')}, ${quoted('SIGINT')}]${isTyped ? ' as const' : ''}) {`,
    `${tab}process.prependOnceListener(${signal}, () => {`,
    `${tab}${tab}const ${others} = process.listenerCount(${signal})${end}`,
    ...shutDown.map((line) => tab + tab + line),
    `${tab}})${end}`,
    '}',
    ...(atEnd ? endHook(providers, style) : []),
  ];
}

/** The listener that shuts providers down when a process has nothing left to do. */
export function endHook(providers: readonly string[], style: FileStyle): string[] {
  const whole = providers.length > 1 ? allOf(providers) : `${providers[0] ?? ''}.shutdown().catch(console.error)`;
  return [`process.once(${stringLiteral('beforeExit', style.quote)}, () => void ${whole})${endOf(style)}`];
}

function allOf(providers: readonly string[]): string {
  return `Promise.allSettled([${providers.map((one) => `${one}.shutdown()`).join(', ')}])`;
}

/** The listeners that flush a provider when its page is hidden: there may be no later moment. */
export function pageHook(provider: string, style: FileStyle): string[] {
  const [end, quoted] = [endOf(style), (text: string) => stringLiteral(text, style.quote)];
  const flush = `void ${provider}.forceFlush()`;
  return [
    `document.addEventListener(${quoted('visibilitychange')}, () => {`,
    `${style.indent}if (document.visibilityState === ${quoted('hidden')}) ${flush}${end}`,
    `})${end}`,
    `window.addEventListener(${quoted('pagehide')}, () => ${flush})${end}`,
  ];
}

/**
 * Puts a hook behind a statement and what else stands on its line, with an empty line on either side. A block that fills one line
 * is broken into lines.
 * @returns nothing where the lines of the file leave no place for it that looks like one
 */
export function insertHook(
  tree: Tree,
  statement: Node,
  hook: readonly string[],
  style: FileStyle,
): readonly Edit[] | undefined {
  const { text } = tree;
  const { eol } = style;
  const list = listAround(tree, statement);
  const block = oneLineBlock(tree, statement);
  if (block) {
    const isLast = block.body.at(-1) === statement;
    return unfoldBlock(tree, block, statement, ['', ...hook, ...(isLast ? [] : [''])], style);
  }
  const first = firstOnLine(text, list, statement);
  const last = lastOnLine(tree, list, statement);
  const end = endBefore(text, last);
  const lineEnd = skipLineTrivia(text, end);
  const inProgram = tree.parentOf(statement)?.type === 'Program';
  if (!inProgram && (!beginsLine(text, first.range[0]) || text[lineEnd] === '}')) return undefined;
  const nextLine = skipLineBreak(text, lineEnd);
  const isWhole = lineEnd === text.length || nextLine > lineEnd;
  const indent = indentAt(text, first.range[0]);
  const next = text[skipTrivia(text, lineEnd)] ?? '';
  // a line that begins so would go on with ours
  const guard = !style.semicolons && /[([`/+*-]/.test(next) ? ';' : '';
  const lines = ['', ...hook].map((line) => eol + (line === '' ? '' : indent + line)).join('') + guard;
  if (!isWhole) {
    const blanks = /^[^\S\n\r\u2028\u2029]*/.exec(text.slice(end))?.[0].length ?? 0;
    return [{ range: [end, end + blanks], text: lines + eol + eol + indent }];
  }
  const followed = /^[^\S\n\r\u2028\u2029]*[^\s}]/.test(text.slice(nextLine));
  return [{ range: [lineEnd, lineEnd], text: lines + (followed ? eol : '') }];
}

/** The statements among which one stands. */
function listAround(tree: Tree, statement: Node): readonly Node[] {
  const parent = tree.parentOf(statement);
  const body = parent && ('body' in parent ? parent.body : 'consequent' in parent ? parent.consequent : undefined);
  return Array.isArray(body) ? body : [statement];
}

/** The first of the statements that stand, in part, on the line where one begins. */
function firstOnLine(text: string, list: readonly Node[], statement: Node): Node {
  let first = statement;
  for (const one of list.slice(0, list.indexOf(statement)).reverse()) {
    if (beginsLine(text, first.range[0]) || lineStart(text, first.range[0]) > one.range[1]) break;
    first = one;
  }
  return first;
}

/** The last of the statements that begin on the line where one ends, before one that waits: the hook must be there by then. */
function lastOnLine(tree: Tree, list: readonly Node[], statement: Node): Node {
  let last = statement;
  for (const one of list.slice(list.indexOf(statement) + 1)) {
    const sameLine = lineStart(tree.text, one.range[0]) === lineStart(tree.text, endBefore(tree.text, last));
    if (!sameLine || !/^(?:Expression|If|Block)Statement$|Declaration$/.test(one.type) || waits(tree, one)) break;
    last = one;
  }
  return last;
}

function waits(tree: Tree, node: Node): boolean {
  return (
    node.type === 'AwaitExpression' || (!isFunction(node) && tree.childrenOf(node).some((one) => waits(tree, one)))
  );
}

/** Where a statement ends, without a semicolon that begins the next line: it belongs to the code behind it. */
function endBefore(text: string, statement: Node): number {
  const [start, end] = statement.range;
  const semicolon = /\s*[\n\r\u2028\u2029]\s*;$/.exec(text.slice(start, end));
  return semicolon ? start + semicolon.index : end;
}

function endOf({ semicolons }: FileStyle): string {
  return semicolons ? ';' : '';
}
