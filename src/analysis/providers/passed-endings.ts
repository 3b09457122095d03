import type { TSESTree } from '@typescript-eslint/types';
import { isEmitted, isResent, listenedEvents } from './exit-handlers.ts';
import { runsOnlyInListeners } from './listener-runs.ts';
import type { Ending } from './provider-ending.ts';
import type { FileReading } from '../reading.ts';
import { usualExitsOf } from './usual-exits.ts';
import { isInside, keyOf, unwrap, type FunctionNode, type Node } from '../syntax/tree.ts';

/** Exits that pass a provider by, as the listeners that end it do not run then. */
export interface PassedEnding {
  /** The calls of `process.exit` that the script comes to when all goes well, in source order; at least one. */
  readonly exits: readonly TSESTree.CallExpression[];
  /** What the listeners listen to, in source order. */
  readonly events: readonly string[];
}

/** Events whose listeners `process.exit` does not run, and that end a process else. */
const PASSED = /^(?:SIG[A-Z0-9]+|beforeExit|uncaughtException|unhandledRejection)$/;
/** What a listener that ends a provider may do beside: nothing else of the script waits for it. */
const ONLY_ENDS =
  /^(?:shutdown|forceFlush|then|catch|finally|allSettled|all|race|exit|kill|listenerCount|log|info|warn|error|debug|unref|setTimeout)$/;
/** Calls that may send what waits, of whatever it is. */
const MAY_SEND = /shut_?down|flush/i;

/**
 * The exits that a script comes to when all goes well, where nothing ends a provider but listeners of signals and of `beforeExit`.
 * A listener that does more than end it may be what the script waits for, and then nothing is said.
 * @param provider the construction
 * @param endings what the file does to end it
 * @param sendsLater whether sending takes more than the code of a listener of `exit` may take
 */
export function passedEndingOf(
  reading: FileReading,
  provider: Node,
  endings: readonly Ending[],
  sendsLater: boolean,
): PassedEnding | undefined {
  if (endings.length === 0) return undefined;
  const events = new Set<string>();
  const isPassed = (call: TSESTree.CallExpression) => {
    const heard = listenedEvents(reading, call) ?? [];
    for (const event of heard) events.add(event);
    return heard.length > 0 && heard.every((event) => PASSED.test(event) || (event === 'exit' && sendsLater));
  };
  for (const { kind, node } of endings) {
    if ((kind !== 'shutDown' && kind !== 'flushed') || node.type !== 'MemberExpression') return undefined;
    if (!runsOnlyInListeners(reading, node, isPassed)) return undefined;
  }
  const exits = usualExitsOf(reading, provider);
  if (exits.length === 0 || !isAllThatEnds(reading, endings)) return undefined;
  return { exits, events: [...events].filter((event) => event !== 'exit') };
}

/** Whether the listeners of the process do nothing that the rest of the script may wait for, and the rest ends nothing itself. */
function isAllThatEnds(reading: FileReading, endings: readonly Ending[]): boolean {
  const { tree, origins } = reading;
  const calls = tree.all('CallExpression');
  const listeners = new Set<FunctionNode>();
  for (const call of calls) {
    const [event, listener] = call.arguments;
    if (!event || !listener) continue;
    if (listenedEvents(reading, call) === undefined) {
      // `once(process, 'SIGTERM')`, `onSignal('SIGTERM', …)`
      const isSignal = (one: Node) => one.type === 'Literal' && /^SIG(?:TERM|INT)$/.test(String(one.value));
      if (call.arguments.some(isSignal) && !isResent(reading, call)) return false;
      continue;
    }
    const fn = origins.functionOf(listener);
    if (fn) listeners.add(fn);
    else if (!endings.some(({ node }) => isInside(node, listener))) return false;
  }
  const within = withCalled(reading, listeners);
  const isWithin = (node: Node) => within.some((fn) => isInside(node, fn));
  return (
    within.every((fn) => onlyEnds(reading, fn, within)) &&
    calls.every(
      (call) =>
        isWithin(call) || !(isEmitted(reading, call) || isResent(reading, call) || MAY_SEND.test(calledName(call))),
    )
  );
}

/** Functions, and those of the file that they call. */
function withCalled({ tree, origins }: FileReading, functions: ReadonlySet<FunctionNode>): readonly FunctionNode[] {
  const all = new Set(functions);
  for (const fn of all) {
    for (const call of tree.all('CallExpression')) {
      if (!isInside(call, fn)) continue;
      for (const named of [call.callee, ...call.arguments]) {
        const called = origins.functionOf(named);
        if (called) all.add(called);
      }
    }
  }
  return [...all];
}

/** Whether a listener ends providers and the process, and tells of it: nothing that it calls, makes or sets is used elsewhere. */
function onlyEnds({ tree, origins }: FileReading, fn: FunctionNode, within: readonly FunctionNode[]): boolean {
  const isOwn = (node: Node) => within.some((one) => isInside(node, one));
  const isKnown = (call: TSESTree.CallExpression) =>
    (origins.functionOf(call.callee) !== undefined || ONLY_ENDS.test(calledName(call))) &&
    // `.finally(stopped)`: `stopped` may be what something waits for
    call.arguments.every((one) => one.type !== 'Identifier' || !isChained(call) || origins.functionOf(one));
  return (
    tree.all('CallExpression').every((call) => !isInside(call, fn) || isKnown(call)) &&
    tree.all('NewExpression').every((one) => !isInside(one, fn)) &&
    tree.all('AssignmentExpression').every(
      (one) =>
        !isInside(one, fn) ||
        // `process.exitCode = 1`
        (one.left.type === 'MemberExpression' && keyOf(one.left) === 'exitCode') ||
        // `stopping = true`, which only the listeners ask
        tree.variableOf(one.left)?.references.every(({ init, identifier }) => init === true || isOwn(identifier)),
    )
  );
}

function isChained(call: TSESTree.CallExpression): boolean {
  return /^(?:then|catch|finally)$/.test(calledName(call));
}

function calledName({ callee }: TSESTree.CallExpression): string {
  const plain = unwrap(callee);
  return plain.type === 'MemberExpression' ? (keyOf(plain) ?? '') : plain.type === 'Identifier' ? plain.name : '';
}
