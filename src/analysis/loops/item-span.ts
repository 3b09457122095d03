import type { TSESTree } from '@typescript-eslint/types';
import type { Loop } from './loops.ts';
import { losesNarrowing } from '../syntax/narrowing.ts';
import { dependsOn, isFresh, mayDiffer } from './per-item-values.ts';
import type { FileReading } from '../reading.ts';
import { refuse, type Refusal } from '../refusal.ts';
import type { SpanSite } from '../spans/span-sites.ts';
import { isFunction, isInside, keyOf, unwrap, type FunctionNode, type Node, type Tree } from '../syntax/tree.ts';

/** A span for each item in a shape that can be lifted. */
export interface ItemSpan {
  readonly call: TSESTree.CallExpression;
  readonly loop: Loop;
  /** The loop as a statement of a list. */
  readonly statement: Node;
  /** The statement that makes the span: its declaration, or the call with the callback. */
  readonly made: TSESTree.Statement;
  readonly binding: TSESTree.Identifier;
  /** The block whose end is the end of the span. */
  readonly body: TSESTree.BlockStatement;
  /** What the span is handed to, for `startActiveSpan`. */
  readonly callback: FunctionNode | undefined;
}

/** The shape of a span for an item and of the loop that makes it, or why it is none that can be lifted. */
export function readItemSpan(reading: FileReading, site: SpanSite, loop: Loop): ItemSpan | Refusal {
  const { tree } = reading;
  const place = placeOf(tree, site, loop);
  if ('reason' in place) return place;
  const { statement, round } = place;
  const holder = tree.parentOf(statement);
  if (holder?.type === 'LabeledStatement')
    return refuse(
      'shape',
      'The loop has a label, which must stand right before it. Make one span around both by hand.',
    );
  if (!holder || !/^(?:Program|BlockStatement|StaticBlock|TSModuleBlock)$/.test(holder.type))
    return refuse(
      'shape',
      'The loop is no statement of a block. Put it in braces, and make one span around it by hand.',
    );
  if (isLooped(tree, site.call, round))
    return refuse(
      'nested',
      'The span is made in a loop within the loop over data. Make one span around the outer loop by hand.',
    );
  if (site.method === 'startActiveSpan') return callbackShape(reading, site, loop, statement, round);
  const declarator = tree.parentOf(site.call);
  const made = declarator && tree.parentOf(declarator);
  if (
    declarator?.type !== 'VariableDeclarator' ||
    declarator.id.type !== 'Identifier' ||
    made?.type !== 'VariableDeclaration' ||
    made.declarations.length > 1 ||
    !/^(?:const|let)$/.test(made.kind) ||
    tree.parentOf(made) !== round
  )
    return refuse(
      'shape',
      'The span is no `const` of its own in the body of the loop. Make one span around the loop by hand.',
    );
  return { call: site.call, loop, statement, made, binding: declarator.id, body: round, callback: undefined };
}

/** The loop as a statement and the block that runs each round. */
function placeOf(
  tree: Tree,
  { call, callback }: SpanSite,
  { node, body, collection }: Loop,
): Refusal | { readonly statement: Node; readonly round: TSESTree.BlockStatement } {
  if (node.type === 'ForOfStatement' && node.await)
    return refuse(
      'forAwait',
      'The loop reads a stream that may last for long. Decide by hand whether one span can stand around all of it.',
    );
  let statement: Node = node;
  let round: Node = body;
  if (isFunction(body)) {
    // a promise that is given back is waited for elsewhere
    if (body.async || (callback?.async && body.body === call))
      return refuse(
        'concurrent',
        'The items run at the same time. Make one span around the call that waits for all of them, and end it after that call.',
      );
    for (let up = tree.parentOf(statement); up && unwrap(up) !== up; up = tree.parentOf(statement)) statement = up;
    statement = tree.parentOf(statement) ?? statement;
    const callee = node.type === 'CallExpression' ? unwrap(node.callee) : undefined;
    const isForEach =
      callee?.type === 'MemberExpression' && keyOf(callee) === 'forEach' && callee.object === collection;
    if (!isForEach || statement.type !== 'ExpressionStatement' || body.generator)
      return refuse(
        'callback',
        'The loop is a callback whose result is used. Make one span around the whole call by hand.',
      );
    round = body.body;
  }
  if (round.type !== 'BlockStatement' || !/^(?:For(?:Of|In)?|Expression)Statement$/.test(statement.type))
    return refuse('shape', 'The loop has no body in braces. Make one span around the loop by hand.');
  return { statement, round };
}

/** `tracer.startActiveSpan(name, (span) => { … })` as the only statement of a round. */
function callbackShape(
  reading: FileReading,
  { call, callback }: SpanSite,
  loop: Loop,
  statement: Node,
  round: TSESTree.BlockStatement,
): ItemSpan | Refusal {
  const { tree } = reading;
  const refusal = refuse(
    'callback',
    'Only a loop that runs nothing but `startActiveSpan`, with an arrow function that returns nothing, is rewritten. Put `startActiveSpan` around the loop by hand.',
  );
  const [made, more] = round.body;
  if (!made || more || made.type !== 'ExpressionStatement') return refusal;
  const awaited = made.expression.type === 'AwaitExpression';
  const inner = made.expression.type === 'AwaitExpression' ? made.expression.argument : made.expression;
  if (inner !== call || callback?.type !== 'ArrowFunctionExpression' || call.arguments.at(-1) !== callback)
    return refusal;
  if (!awaited && callback.async)
    return refuse(
      'concurrent',
      'The items run at the same time, for nothing waits for the callback. Make one span around the loop by hand.',
    );
  const [binding, second] = callback.params;
  const { body } = callback;
  if (awaited !== callback.async || call.arguments.length > 3 || body.type !== 'BlockStatement') return refusal;
  if (binding?.type !== 'Identifier' || second) return refusal;
  const within = (node: Node) => isInside(node, statement) && tree.functionAround(node) === callback;
  const kept: Node[] = [
    ...tree.all('ReturnStatement'),
    ...tree.all('VariableDeclaration').filter(({ kind }) => kind === 'var'),
  ];
  if (kept.some(within)) return refusal;
  // the head of the loop moves into the callback as well
  const outside = (node: Node) => isInside(node, statement) && !isInside(node, callback);
  if (!awaited && tree.all('AwaitExpression').some(outside)) return refusal;
  const head = loop.node.type === 'ForStatement' ? loop.node.init : 'left' in loop.node ? loop.node.left : undefined;
  // what is assigned in a function counts as unassigned after it, and a `var` of a function ends with it
  if (head && (head.type !== 'VariableDeclaration' || head.kind === 'var')) return refusal;
  if (losesNarrowing(reading, headOf(loop), statement))
    return refuse(
      'callback',
      'What the loop walks through may have a type that is narrowed before the loop, which a function around the loop would not see. Give it to a `const` first, or put `startActiveSpan` around the loop by hand.',
    );
  return { call, loop, statement, made, binding, body, callback };
}

/** What stands in the head of a loop, besides the names of the items. */
function headOf({ node, body, collection }: Loop): Node[] {
  if (node.type === 'ForStatement') return [node.init, node.test, node.update].filter((part) => part !== null);
  // the method of a list has the same type everywhere
  if (node.type === 'CallExpression')
    return [collection ?? node.callee, ...node.arguments.filter((argument) => argument !== body)];
  return collection ? [collection] : [];
}

/** Whether a loop of a round runs a block more than once. */
export function isLooped(tree: Tree, block: Node, body: Node): boolean {
  for (let up: Node | undefined = block; up && up !== body; up = tree.parentOf(up))
    if (/^(?:For(?:Of|In)?|While|DoWhile)Statement$/.test(up.type)) return true;
  return false;
}

/** What the call of the span is made with must be the same for all items. */
export function refusalOfCall(reading: FileReading, { call, loop, callback }: ItemSpan): Refusal | undefined {
  const parts: Node[] = [call.callee, ...call.arguments.slice(1).filter((argument) => argument !== callback)];
  const [, ...options] = parts;
  if (
    parts.some((part) => dependsOn(reading, part, loop.node)) ||
    options.some((part) => isFresh(reading.tree, part) || mayDiffer(reading, part, loop.node))
  )
    return refuse(
      'optionsPerItem',
      'The span is made with options that differ from item to item, or may. Put what is the same for all on one span around the loop by hand.',
    );
  return undefined;
}
