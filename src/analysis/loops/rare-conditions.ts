import type { Variable } from '@typescript-eslint/scope-manager';
import type { TSESTree } from '@typescript-eslint/types';
import { MANY_ROUNDS } from '../catalogue/data-words.ts';
import { isFailureWord, isRareFlag, isRoundName, isSlowWord, isSuccessWord } from '../catalogue/rare-words.ts';
import { numberOf } from './counted-rounds.ts';
import { onlyValue } from './list-origin.ts';
import type { FileReading } from '../reading.ts';
import { isInside, keyOf, unwrap, type Node } from '../syntax/tree.ts';

/** What a condition is asked in. */
export interface Round {
  /** The body of the loop, or the function that it calls. */
  readonly outer: Node;
  /** What runs where the condition holds or does not: it may set back what the condition reads. */
  readonly branch: Node | undefined;
}

const DEEPEST = 4;
const GROWS = /^(?:push|unshift|add|set|append|concat|enqueue)$/;
const RANDOM = /^(?:random|randomInt)$/;
const TURNED: Readonly<Record<string, string>> = { '>': '<', '>=': '<=', '<': '>', '<=': '>=' };
const NEGATED: Readonly<Record<string, string>> = { '>': '<=', '>=': '<', '<': '>=', '<=': '>' };

/**
 * Whether few rounds of a loop meet a condition: every hundredth, those that failed or took long, the first one, those that fill a
 * batch, or those that a person asks for with a debug switch.
 * @param test the condition
 * @param truth what it must be
 */
export function isRareTest(reading: FileReading, test: Node, truth: boolean, round: Round, depth = 0): boolean {
  if (depth > DEEPEST) return false;
  const node = unwrap(test, true);
  const below = (part: Node, wanted = truth) => isRareTest(reading, part, wanted, round, depth + 1);
  switch (node.type) {
    case 'UnaryExpression':
      return node.operator === '!' && below(node.argument, !truth);
    case 'LogicalExpression': {
      if (node.operator === '??') return below(node.left);
      // of several that must hold one is enough
      const isEither = (node.operator === '&&') === truth;
      return isEither ? below(node.left) || below(node.right) : below(node.left) && below(node.right);
    }
    case 'BinaryExpression':
      return isRareComparison(reading, node, truth, round);
    case 'Identifier': {
      if (isRareValue(reading, node, truth, round)) return true;
      const value = onlyValue(reading, node);
      return value !== undefined && below(value);
    }
    default:
      return isRareValue(reading, node, truth, round);
  }
}

/** Whether a list is a part of another by a failure of each item: `rows.filter((row) => row.error)`. */
export function isListOfFailures(list: Node): boolean {
  if (list.type !== 'CallExpression' || list.callee.type !== 'MemberExpression' || keyOf(list.callee) !== 'filter')
    return false;
  const [callback] = list.arguments;
  return callback?.type === 'ArrowFunctionExpression' && keepsFailures(callback.body, true);
}

function keepsFailures(test: Node, truth: boolean): boolean {
  const node = unwrap(test, true);
  if (node.type === 'UnaryExpression') return node.operator === '!' && keepsFailures(node.argument, !truth);
  if (node.type !== 'BinaryExpression') return isFailure(node, truth);
  const literal = unwrap(node.right);
  if (!/^[!=]==?$/.test(node.operator) || literal.type !== 'Literal' || typeof literal.value !== 'string') return false;
  return isFailureText(literal.value, node.operator.startsWith('=') === truth);
}

/** A value that stands as the condition itself. */
function isRareValue(reading: FileReading, node: Node, truth: boolean, round: Round): boolean {
  if (isFailure(node, truth) || (callsRandom(reading, node) && truth)) return true;
  const name = nameOf(node);
  if (truth && name !== undefined && isRareFlag(name)) return true;
  if (!truth && isRoundCount(reading, node, round)) return true;
  return isSetBack(reading, node, round);
}

function isRareComparison(
  reading: FileReading,
  node: TSESTree.BinaryExpression,
  truth: boolean,
  round: Round,
): boolean {
  if (node.left.type === 'PrivateIdentifier') return false;
  const { operator } = node;
  const left = unwrap(node.left, true);
  const right = unwrap(node.right, true);
  if (operator === '%') return !truth && isRemainder(node);
  if (operator === 'instanceof') return isFailure(right, truth);
  if (callsRandom(reading, left) || callsRandom(reading, right)) return true;
  if (isSetBack(reading, left, round) || isSetBack(reading, right, round)) return true;
  if (/^[!=]==?$/.test(operator))
    return isRareEquality(reading, left, right, operator.startsWith('=') === truth, round);
  const direction = TURNED[operator] && (truth ? operator : NEGATED[operator]);
  if (direction === undefined) return false;
  return (
    isBeyond(reading, left, direction, right, round) ||
    isBeyond(reading, right, TURNED[direction] ?? direction, left, round)
  );
}

/** @param same whether both sides must be the same */
function isRareEquality(reading: FileReading, left: Node, right: Node, same: boolean, round: Round): boolean {
  if (isRemainder(left) || isRemainder(right)) return same;
  if (isRoundCount(reading, left, round) || isFilledList(reading, left, round)) return same;
  const literal = right.type === 'Literal' || right.type === 'Identifier' ? right : left;
  if (literal.type === 'Identifier') return literal.name === 'undefined' && isFailure(left, !same);
  if (literal.type !== 'Literal') return false;
  const { value } = literal;
  const other = literal === right ? left : right;
  if (typeof value === 'string') return isFailureText(value, same) || (same && isKindInStream(reading, other, round));
  if (value === null || value === false || value === 0) return isFailure(other, !same);
  if (value === true) return isFailure(other, same);
  return value === 200 && isStatus(other) && !same;
}

/** Whether one side lies beyond the other in few rounds: a time, a status, a batch that is full, or the number of the round. */
function isBeyond(reading: FileReading, side: Node, direction: string, bound: Node, round: Round): boolean {
  const number = numberOf(reading, bound);
  const isMore = direction.startsWith('>');
  if (isMore && number !== 0 && (callsNow(reading, side) || isSlowWord(nameOf(side) ?? ''))) return true;
  if (isMore && isRemainder(side)) return false;
  if (isMore && number !== undefined && number >= 300 && isStatus(side)) return true;
  if (isMore && isFailure(side, true)) return true;
  if (!isMore && isRemainder(side)) return number === 0 || number === 1;
  if (isFilledList(reading, side, round)) {
    // all rounds but the first ones meet `> 0`
    return isMore ? number === undefined || number > 1 : isFew(bound, number);
  }
  return !isMore && isRoundCount(reading, side, round) && isFew(bound, number);
}

/** Whether a bound is small, or one that someone set; the size of a list is none. */
function isFew(bound: Node, number: number | undefined): boolean {
  if (number !== undefined) return number < MANY_ROUNDS;
  return bound.type === 'Identifier' || (bound.type === 'MemberExpression' && sizedList(bound) === undefined);
}

/** Whether a branch, or another part of the loop that it calls, sets back what the condition reads: it is met once, or now and then. */
function isSetBack(reading: FileReading, node: Node, round: Round): boolean {
  const { branch, outer } = round;
  if (node.type === 'BinaryExpression' && /^[+-]$/.test(node.operator) && node.left.type !== 'PrivateIdentifier')
    return isSetBack(reading, unwrap(node.left), round) || isSetBack(reading, unwrap(node.right), round);
  const variable = node.type === 'Identifier' ? reading.tree.variableOf(node) : undefined;
  if (!variable || !branch || !isOutside(variable, outer)) return false;
  return variable.references.some((one) => one.isWrite() && isInside(one.identifier, branch));
}

/** Whether a value is the size of a list, or an amount, that the rounds fill and that was there before them: `batch.length`. */
function isFilledList(reading: FileReading, node: Node, { outer }: Round): boolean {
  const { tree } = reading;
  const list = sizedList(node);
  const what = list ?? node;
  const text = tree.text.slice(...what.range);
  const owner =
    what.type === 'MemberExpression' && what.object.type === 'ThisExpression'
      ? tree.classOfThis(what.object)
      : undefined;
  const variable = what.type === 'Identifier' ? tree.variableOf(what) : undefined;
  const scope = owner ?? (variable && isOutside(variable, outer) ? outer : undefined);
  if (!scope) return false;
  const isSame = (other: Node) => isInside(other, scope) && tree.text.slice(...other.range) === text;
  if (list) {
    const isGrown = tree
      .all('CallExpression')
      .some(
        ({ callee }) => callee.type === 'MemberExpression' && GROWS.test(keyOf(callee) ?? '') && isSame(callee.object),
      );
    return (
      isGrown || Boolean(!owner && variable?.references.some((one) => one.isWrite() && isInside(one.identifier, outer)))
    );
  }
  // an amount that only grows is beyond a bound in all rounds from then on
  const writes = tree.all('AssignmentExpression');
  const isReset = owner
    ? writes.some((one) => one.operator === '=' && isSame(one.left))
    : variable?.references.some((one) => one.isWrite() && !one.init && isPlainWrite(tree.parentOf(one.identifier)));
  return (
    isReset === true &&
    (isCountedUp(reading, what, isSame) || writes.some((one) => one.operator === '+=' && isSame(one.left)))
  );
}

function isPlainWrite(write: Node | undefined): boolean {
  return write?.type === 'AssignmentExpression' && write.operator === '=';
}

/** Whether a value is the number of the round: an index, or what the rounds count up. */
function isRoundCount(reading: FileReading, node: Node, { outer }: Round): boolean {
  const counted = node.type === 'UpdateExpression' && node.operator === '++' ? unwrap(node.argument) : node;
  if (counted.type !== 'Identifier') return false;
  if (counted !== node || isRoundName(counted.name)) return true;
  const variable = reading.tree.variableOf(counted);
  return isCountedUp(
    reading,
    counted,
    (other) => isInside(other, outer) && reading.tree.variableOf(other) === variable,
  );
}

function isCountedUp({ tree }: FileReading, counted: Node, isSame: (other: Node) => boolean): boolean {
  return tree
    .all('UpdateExpression')
    .some(({ operator, argument }) => operator === '++' && argument.type === counted.type && isSame(argument));
}

/** `rows` of `rows.length`. */
function sizedList(node: Node): Node | undefined {
  return node.type === 'MemberExpression' && /^(?:length|size)$/.test(keyOf(node) ?? '')
    ? unwrap(node.object)
    : undefined;
}

function isOutside({ defs }: Variable, outer: Node): boolean {
  return defs.length > 0 && defs.every(({ name }) => !isInside(name, outer));
}

/** Whether a name says by what it is that something failed: `error`, `!result.ok`. */
function isFailure(node: Node, truth: boolean): boolean {
  const name = nameOf(node);
  if (name === undefined) return false;
  return truth ? isFailureWord(name) : isSuccessWord(name);
}

function isFailureText(text: string, same: boolean): boolean {
  return same ? isFailureWord(text) : isSuccessWord(text);
}

/** The kind of a part of a stream, `chunk.type`: nobody can tell how many there are of each. */
function isKindInStream({ tree }: FileReading, node: Node, { outer }: Round): boolean {
  return node.type === 'MemberExpression' && isStreamed(tree.parentOf(outer));
}

/** Whether a loop takes the parts of a stream one by one. */
export function isStreamed(loop: Node | undefined): boolean {
  return loop?.type === 'ForOfStatement' && loop.await;
}

function isStatus(node: Node): boolean {
  return /status|code$/i.test(nameOf(node) ?? '');
}

/** The last word of a name, a property or a function that is called; `errors` of `errors.length`. */
function nameOf(node: Node): string | undefined {
  const plain = unwrap(node, true);
  if (plain.type === 'Identifier') return plain.name;
  if (plain.type === 'CallExpression') return nameOf(plain.callee);
  if (plain.type !== 'MemberExpression') return undefined;
  const list = sizedList(plain);
  return list ? nameOf(list) : keyOf(plain);
}

function isRemainder(node: Node): boolean {
  return (
    node.type === 'BinaryExpression' &&
    node.operator === '%' &&
    !(node.right.type === 'Literal' && node.right.value === 1)
  );
}

function callsRandom(reading: FileReading, node: Node): boolean {
  return callsOf(reading, node).some((call) => RANDOM.test(nameOf(call.callee) ?? ''));
}

/** `Date.now() - start`, `performance.now()`. */
function callsNow(reading: FileReading, node: Node): boolean {
  return callsOf(reading, node).some((call) => nameOf(call.callee) === 'now');
}

/** The calls in a sum, a difference or a product. */
function callsOf(reading: FileReading, node: Node): TSESTree.CallExpression[] {
  const plain = unwrap(node, true);
  if (plain.type === 'CallExpression') return [plain];
  return plain.type === 'BinaryExpression' ? [plain.left, plain.right].flatMap((side) => callsOf(reading, side)) : [];
}
