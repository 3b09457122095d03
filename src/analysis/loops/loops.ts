import type { TSESTree } from '@typescript-eslint/types';
import { askedLength, isListOfTabs } from './asked-length.ts';
import { isBatchItem } from '../catalogue/batch-words.ts';
import { givesData, isDataItem, isDataName, MANY_ROUNDS } from '../catalogue/data-words.ts';
import { runsAtOnce } from '../catalogue/iteration-apis.ts';
import { countOfFor, countOfWhile, literalLength, madeLength } from './counted-rounds.ts';
import { runsOf } from '../syntax/function-runs.ts';
import { iterationOf, type Iteration } from './iteration-calls.ts';
import { isListOfBatches, isListOfMessages } from './item-batches.ts';
import { isListGlobal, listBehind, listsBehind } from './list-origin.ts';
import { leavesAfter, mayEndEarly } from './loop-leaving.ts';
import { isListOfFailures } from './rare-conditions.ts';
import { isRare } from './rare-rounds.ts';
import type { FileReading } from '../reading.ts';
import { isFunction, keyOf, unwrap, type FunctionNode, type Node } from '../syntax/tree.ts';
import { mostItems } from './written-length.ts';

/** A loop that runs a node once a round. */
export interface Loop {
  /** The loop statement, or the call that iterates. */
  readonly node: Node;
  /** What is iterated over; nothing for loops that only count or wait. */
  readonly collection: Node | undefined;
  /** Rounds where the code says how many; an offset-free count. */
  readonly rounds: number | undefined;
  /** The node of the loop's body that the looked-at node is in. */
  readonly body: Node;
}

const STATEMENTS = new Set(['ForStatement', 'ForOfStatement', 'ForInStatement', 'WhileStatement', 'DoWhileStatement']);
/** Local functions are followed to their callers, and those to theirs. */
const MOST_CALLS = 2;

/** The loops that run a node, the innermost first, as far as one function runs at once. */
export function loopsAround(reading: FileReading, node: Node): Loop[] {
  const { tree } = reading;
  const loops: Loop[] = [];
  let below = node;
  for (let up = tree.parentOf(node); up; below = up, up = tree.parentOf(up)) {
    if (STATEMENTS.has(up.type) && (up as TSESTree.ForStatement).body === below)
      loops.push(statementLoop(reading, up, below));
    if (!isFunction(up)) continue;
    const loop = iterationOf(tree, up);
    if (loop) {
      loops.push(loopOf(reading, loop));
      continue;
    }
    if (!isRunAtOnce(reading, up)) break;
  }
  return loops;
}

/** The outermost loop over data that runs a node; nothing where none does or every path leaves it in the first round. */
export function dataLoopAround(reading: FileReading, node: Node, words: readonly string[]): Loop | undefined {
  return dataLoopOf(reading, loopsAround(reading, node), node, words);
}

function dataLoopOf(
  reading: FileReading,
  loops: readonly Loop[],
  node: Node,
  words: readonly string[],
): Loop | undefined {
  return loops.findLast(
    (loop) =>
      isDataLoop(reading, loop, words) && !leavesAfter(reading, loop, node) && !isRare(reading, node, loop.body),
  );
}

/** A call in a data loop that runs a function of the file: `one(row)`, or `rows.map(one)`, which is the loop as well. */
export interface CallInLoop {
  readonly call: TSESTree.CallExpression;
  readonly loop: Loop;
}

/** Calls in data loops of the local function that holds a node: the span hides one or two calls further down. */
export function callsInDataLoops(reading: FileReading, node: Node, words: readonly string[], depth = 1): CallInLoop[] {
  const fn = localFunctionAround(reading, node);
  if (!fn || isRare(reading, node, fn)) return [];
  return runsOf(reading.tree, fn).flatMap(({ call, iteration }) => {
    const own = iteration ? [loopOf(reading, iteration)] : [];
    const loop = dataLoopOf(reading, [...own, ...loopsAround(reading, call)], call, words);
    if (loop) return [{ call, loop }];
    return depth < MOST_CALLS ? callsInDataLoops(reading, call, words, depth + 1) : [];
  });
}

/** Whether a loop iterates over data, or a literal number of rounds that is a flood. The default is no. */
function isDataLoop(reading: FileReading, loop: Loop, words: readonly string[]): boolean {
  if (loop.rounds !== undefined) return loop.rounds >= MANY_ROUNDS && !mayEndEarly(reading, loop);
  if (!loop.collection) return false;
  const literal = literalLength(reading, loop.collection);
  if (literal !== undefined) return literal >= MANY_ROUNDS;
  const most = mostItems(reading, loop.collection) ?? askedLength(reading, loop.collection);
  if (most !== undefined && most < MANY_ROUNDS) return false;
  const item = itemName(loop);
  // an item that is called `row` is one, whoever gave it
  if (item !== undefined && isBatchItem(item)) return false;
  if (!(item !== undefined && isDataItem(item)) && isListOfBatches(reading, loop.collection)) return false;
  if (isListOfMessages(reading, loop.collection) || isListOfTabs(reading, loop.collection)) return false;
  if (listsBehind(reading, loop.collection).some(isListOfFailures)) return false;
  const name = collectionName(reading, loop.collection);
  if (name === undefined) return false;
  if (!name.endsWith('()')) return isDataName(name, words);
  // of what a call gives, its own name tells (`findRows()`), or that of each item
  return givesData(name, words) || (item !== undefined && isDataItem(item));
}

/** The name of the variable or parameter that takes an item in each round. */
function itemName({ node, body }: Loop): string | undefined {
  const [parameter] = isFunction(body) ? body.params : [];
  const declared =
    node.type === 'ForOfStatement' && node.left.type === 'VariableDeclaration'
      ? node.left.declarations[0].id
      : parameter;
  return declared?.type === 'Identifier' ? declared.name : undefined;
}

/**
 * The last word of what is iterated over, through copies, filters and entries: `rows` of `Object.entries(rows).filter(…)`, and
 * `findRows()` for what a call gives.
 */
export function collectionName(reading: FileReading, collection: Node): string | undefined {
  const node = unwrap(collection, true);
  const behind = listBehind(node);
  if (behind) return collectionName(reading, behind.list);
  switch (node.type) {
    case 'Identifier':
      return node.name;
    case 'MemberExpression':
      return keyOf(node) === 'length' || keyOf(node) === 'size' ? collectionName(reading, node.object) : keyOf(node);
    case 'CallExpression': {
      const callee = unwrap(node.callee);
      if (callee.type === 'Identifier') return `${callee.name}()`;
      if (callee.type !== 'MemberExpression' || isListGlobal(unwrap(callee.object))) return undefined;
      return `${keyOf(callee) ?? ''}()`;
    }
    default:
      return undefined;
  }
}

function statementLoop(reading: FileReading, node: Node, body: Node): Loop {
  if (node.type === 'ForOfStatement' || node.type === 'ForInStatement')
    return { node, collection: node.right, rounds: madeLength(reading, node.right), body };
  const count =
    node.type === 'ForStatement'
      ? countOfFor(reading, node)
      : node.type === 'WhileStatement'
        ? countOfWhile(reading, node)
        : {};
  return { node, collection: count.collection, rounds: count.rounds, body };
}

function loopOf(reading: FileReading, { call, collection, callback }: Iteration): Loop {
  return { node: call, collection, rounds: madeLength(reading, collection), body: callback };
}

/** Whether a function runs at once, as a part of the code around it, and is not kept for later. */
function isRunAtOnce(reading: FileReading, fn: FunctionNode): boolean {
  const call = reading.tree.parentOf(fn);
  if (call?.type !== 'CallExpression') return false;
  if (unwrap(call.callee) === fn) return true;
  if (reading.spanSites.some((site) => site.call === call && site.callback === fn && !site.deferred)) return true;
  const callee = unwrap(call.callee);
  const name =
    callee.type === 'MemberExpression' ? keyOf(callee) : callee.type === 'Identifier' ? callee.name : undefined;
  // what `Effect.gen` takes is written as if it ran where it stands
  return name !== undefined && (runsAtOnce(name) || (name === 'gen' && fn.generator));
}

/** The nearest function around a node that has a name in this file, through callbacks that run at once. */
function localFunctionAround(reading: FileReading, node: Node): FunctionNode | undefined {
  for (let fn = reading.tree.functionAround(node); fn; fn = reading.tree.functionAround(fn)) {
    if (!isRunAtOnce(reading, fn)) return fn;
  }
  return undefined;
}
