import { isPureCall } from './effects.ts';
import type { FileReading } from '../reading.ts';
import { isFunction, isInside, keyOf, statementAround, unwrap, type Node } from './tree.ts';

/** Nodes of which only some parts are evaluated, by the parts that always are. */
const CONDITIONS: Readonly<Record<string, readonly string[]>> = {
  IfStatement: ['test'],
  ConditionalExpression: ['test'],
  LogicalExpression: ['left'],
  AssignmentPattern: [],
  SwitchStatement: ['discriminant'],
  SwitchCase: [],
  ForStatement: ['init'],
  ForInStatement: ['right'],
  ForOfStatement: ['right'],
  WhileStatement: [],
  CatchClause: [],
  PropertyDefinition: [],
  ClassBody: [],
};

const LOOP = /^(?:For(?:Of|In)?|While|DoWhile)Statement$/;

/** What may leave a piece of code before its end, or change what it reads. */
const ACTS = [
  'ReturnStatement',
  'ThrowStatement',
  'BreakStatement',
  'ContinueStatement',
  'YieldExpression',
  'AwaitExpression',
  'CallExpression',
  'NewExpression',
  'TaggedTemplateExpression',
  'ImportExpression',
  'AssignmentExpression',
  'UpdateExpression',
] as const;

/**
 * Whether one place is reached whenever another was, with nothing between them that may leave, throw, end a span or change a variable.
 * Calls on a span count as doing nothing.
 * @param from what is evaluated first; a function stands for the begin of its body
 */
export function isAlwaysReached(reading: FileReading, from: Node, to: Node): boolean {
  const { tree } = reading;
  const start = isFunction(from) ? from.body : from;
  const end = outerFinally(reading, start, to) ?? to;
  const holder = commonHolder(reading, start, end);
  if (!holder || !isAlwaysEntered(reading, end, holder)) return false;
  // a loop around the first place alone makes it run more often than the second
  for (let at = start, up = tree.parentOf(at); at !== holder && up && up !== holder; at = up, up = tree.parentOf(up))
    if (LOOP.test(up.type) || isFunction(up)) return false;
  return isQuiet(reading, isFunction(from) ? start.range[0] : start.range[1], end.range[0], holder);
}

/** Whether one place was always passed when a later one is reached: it stands before it, under no condition of its own. */
export function isAlwaysPassed(reading: FileReading, earlier: Node, later: Node): boolean {
  if (earlier.range[0] > later.range[0]) return false;
  const statement = statementAround(reading.tree, earlier);
  const block = statement && reading.tree.parentOf(statement);
  return block !== undefined && isInside(later, block) && isAlwaysEntered(reading, earlier, block);
}

/** The `try` whose `finally` holds the second place and whose block the first one stands before. */
function outerFinally({ tree }: FileReading, from: Node, to: Node): Node | undefined {
  let found: Node | undefined;
  for (let at = to, up = tree.parentOf(at); up && !isFunction(up); at = up, up = tree.parentOf(up)) {
    if (isInside(from, up)) break;
    if (up.type === 'TryStatement' && up.finalizer === at) found = up;
    else if (isSometimesPart(up, at)) return undefined;
  }
  return found;
}

/** The innermost node that holds both; nothing where a function begins between it and the second. */
function commonHolder({ tree }: FileReading, from: Node, to: Node): Node | undefined {
  for (let up: Node | undefined = to; up; up = tree.parentOf(up)) {
    if (isInside(from, up)) return up;
    if (isFunction(up)) return undefined;
  }
  return undefined;
}

function isAlwaysEntered({ tree }: FileReading, node: Node, holder: Node): boolean {
  for (let at = node, up = tree.parentOf(at); at !== holder && up; at = up, up = tree.parentOf(up)) {
    if (isFunction(up)) return up === holder;
    if (isSometimesPart(up, at)) return false;
  }
  return true;
}

/** Whether a node right below another is not evaluated each time that one is: a branch, the body of a loop, a `catch`. */
export function isSometimesPart(node: Node, part: Node): boolean {
  const always = CONDITIONS[node.type];
  return always !== undefined && !always.some((key) => (node as unknown as Record<string, unknown>)[key] === part);
}

/** Whether nothing happens between two offsets but reading, computing and recording on spans. */
function isQuiet(reading: FileReading, start: number, end: number, holder: Node): boolean {
  const { tree } = reading;
  const home = isFunction(holder) ? holder : tree.functionAround(holder);
  return ACTS.every((type) =>
    tree.between(type, start, end).every((act) => {
      if (act.range[1] > end) return true;
      const around = tree.functionAround(act);
      return around !== home || isHarmless(reading, act);
    }),
  );
}

function isHarmless({ origins }: FileReading, act: Node): boolean {
  if (act.type !== 'CallExpression') return false;
  if (isPureCall(act)) return true;
  const callee = unwrap(act.callee);
  return callee.type === 'MemberExpression' && origins.roleOf(callee.object) === 'span' && keyOf(callee) !== 'end';
}
