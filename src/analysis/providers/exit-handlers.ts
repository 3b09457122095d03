import type { TSESTree } from '@typescript-eslint/types';
import type { FileReading } from '../reading.ts';
import { sourcesOf } from '../syntax/sources.ts';
import { isFunction, isInside, keyOf, unwrap, type FunctionNode, type Node, type Tree } from '../syntax/tree.ts';

/** What a process is told before it ends. */
export type ExitEvent = 'SIGTERM' | 'SIGINT' | 'beforeExit';

/** The signals that ask a process to end. */
export const SIGNALS = ['SIGTERM', 'SIGINT'] as const;
const EVENTS: readonly string[] = [...SIGNALS, 'beforeExit'] satisfies ExitEvent[];
const LISTENS = /^(?:on|once|addListener|prependListener|prependOnceListener)$/;
/** Functions that call functions that call `process.exit`. */
const MOST_CALLS = 3;

/** A listener of the process for the signals that end it, or for the end of its work. */
export interface ExitHandler {
  readonly events: readonly ExitEvent[];
  readonly call: TSESTree.CallExpression;
  /** Whether it listens for the first time only: work that begins at the end of all work makes `beforeExit` come again. */
  readonly once: boolean;
  /** The listener, where this file holds it. */
  readonly fn: FunctionNode | undefined;
}

/** All places where a file listens to the end of its process, in source order. */
export function exitHandlersOf(reading: FileReading): ExitHandler[] {
  const { tree, origins, texts } = reading;
  const handlers: ExitHandler[] = [];
  for (const call of tree.all('CallExpression')) {
    const [event, listener] = call.arguments;
    const method = methodOfProcess(reading, call.callee);
    if (!event || !listener || method === undefined || !LISTENS.test(method)) continue;
    const name = texts.valueOf(event);
    // `Object.keys(SIGNALS).forEach((signal) => process.on(signal, …))`: those that the file names
    const events =
      name.kind === 'exact'
        ? name.texts.map(({ text }) => text).filter(isExitEvent)
        : SIGNALS.filter((signal) => new RegExp(`\\b${signal}\\b`).test(tree.text));
    if (events.length === 0) continue;
    const bound = unwrap(listener);
    // `stop.bind(undefined, 'SIGTERM')`
    const given = bound.type === 'CallExpression' && isBind(bound) ? bound.callee.object : bound;
    handlers.push({ events, call, once: /once/i.test(method), fn: origins.functionOf(given) });
  }
  return handlers;
}

/** Whether a call listens to one event of the process and no other. */
export function listensTo(reading: FileReading, call: TSESTree.CallExpression, event: string): boolean {
  return listenedEvents(reading, call)?.every((one) => one === event) ?? false;
}

/** The events of the process that a call listens to; nothing where it does not, or where the file does not tell which they are. */
export function listenedEvents(reading: FileReading, call: TSESTree.CallExpression): readonly string[] | undefined {
  const [name] = call.arguments;
  const method = methodOfProcess(reading, call.callee);
  if (!name || method === undefined || !LISTENS.test(method)) return undefined;
  const value = reading.texts.valueOf(name);
  return value.kind === 'exact' && value.texts.length > 0 ? value.texts.map(({ text }) => text) : undefined;
}

/** Where a listener ends the process. */
export interface Exits {
  /** Calls of `process.exit` and its like in the function and in local functions that it calls, without those of a time-out. */
  readonly calls: readonly TSESTree.CallExpression[];
  /** Those of a time-out that nobody keeps: the process ends by then. */
  readonly timed: readonly TSESTree.CallExpression[];
  /** Whether `process.exit` is handed on as a function: nothing can be put before it. */
  readonly handedOn: boolean;
}

/** The places where a function, or a function of this file that it calls, ends the process. */
export function exitsOf(reading: FileReading, fn: FunctionNode): Exits {
  const { tree, origins } = reading;
  const calls = new Set<TSESTree.CallExpression>();
  const timed = new Set<TSESTree.CallExpression>();
  let handedOn = false;
  const seen = new Set<FunctionNode>();
  const visit = (within: FunctionNode, depth: number) => {
    if (seen.has(within) || depth > MOST_CALLS) return;
    seen.add(within);
    for (const call of tree.all('CallExpression')) {
      if (!isInside(call, within)) continue;
      const timeout = timeoutAround(tree, call, within);
      if (timeout) {
        if (isExit(reading, call) && isLeftAlone(tree, timeout)) timed.add(call);
        continue;
      }
      if (isExit(reading, call)) calls.add(call);
      // `server.close(stopped)` calls `stopped` as well
      const handedOn = isTimeout(tree, call) ? [] : call.arguments.filter((argument) => argument.type === 'Identifier');
      for (const callee of [call.callee, ...handedOn]) {
        const called = origins.functionOf(callee);
        if (called && !isInside(called, within)) visit(called, depth + 1);
      }
    }
    handedOn ||= [...tree.all('MemberExpression'), ...tree.all('Identifier')].some((named) => {
      if (!isInside(named, within) || methodOfProcess(reading, named) !== 'exit') return false;
      const parent = tree.parentOf(named);
      return parent?.type === 'CallExpression' && parent.callee !== named;
    });
  };
  visit(fn, 0);
  const inOrder = (some: ReadonlySet<TSESTree.CallExpression>) => [...some].sort((a, b) => a.range[0] - b.range[0]);
  return { calls: inOrder(calls), timed: inOrder(timed), handedOn };
}

/** The name of a method of `process` that an expression means, also where it was imported or taken out of `process` by name. */
function methodOfProcess({ tree, origins }: FileReading, expression: Node): string | undefined {
  const callee = unwrap(expression);
  if (callee.type === 'Identifier') {
    const variable = tree.variableOf(callee);
    const [source, ...more] = variable ? sourcesOf(tree, variable) : [];
    const [key, ...rest] = source?.kind === 'value' || source?.kind === 'import' ? source.path : [];
    if (more.length > 0 || rest.length > 0 || typeof key !== 'string') return undefined;
    const isOfProcess =
      source?.kind === 'import'
        ? IS_PROCESS.test(source.module)
        : source?.kind === 'value' && isProcess(tree, source.node);
    return isOfProcess ? key : undefined;
  }
  if (callee.type !== 'MemberExpression') return undefined;
  const object = emitterOf(unwrap(callee.object));
  if (isProcess(tree, object)) return keyOf(callee);
  const origin = object.type === 'Identifier' ? origins.of(object) : undefined;
  return origin?.kind === 'module' && IS_PROCESS.test(origin.module) ? keyOf(callee) : undefined;
}

/** What `process` is in `process.once('SIGTERM', stop).once('SIGINT', stop)`: a listening gives back what was listened to. */
function emitterOf(object: Node): Node {
  let emitter = object;
  while (
    emitter.type === 'CallExpression' &&
    emitter.callee.type === 'MemberExpression' &&
    LISTENS.test(keyOf(emitter.callee) ?? '')
  )
    emitter = unwrap(emitter.callee.object);
  return emitter;
}

const IS_PROCESS = /^(?:node:)?process$/;

/** Whether an expression is the global `process`. */
function isProcess(tree: Tree, expression: Node): boolean {
  const object = unwrap(expression);
  const isGlobal = (node: Node, name: RegExp) =>
    node.type === 'Identifier' && name.test(node.name) && (tree.variableOf(node)?.defs.length ?? 0) === 0;
  if (object.type === 'MemberExpression')
    return keyOf(object) === 'process' && isGlobal(unwrap(object.object), /^global(?:This)?$/);
  return isGlobal(object, /^process$/);
}

/** `process.exit()`, or the signal that a process sends itself. */
export function isExit(reading: FileReading, call: TSESTree.CallExpression): boolean {
  const method = methodOfProcess(reading, call.callee);
  return method === 'exit' || method === 'reallyExit' || method === 'abort' || isResent(reading, call);
}

/** Whether a call ends the process at once, and runs no listeners but those of `exit`: `process.exit()`. */
export function isExitCall(reading: FileReading, call: TSESTree.CallExpression): boolean {
  return /^(?:reallyE|e)xit$/.test(methodOfProcess(reading, call.callee) ?? '');
}

/** Whether a call runs the listeners of an event by itself: `process.emit('SIGTERM')`. */
export function isEmitted(reading: FileReading, call: TSESTree.CallExpression): boolean {
  return methodOfProcess(reading, call.callee) === 'emit';
}

/** Whether a process sends a signal to itself: a condition round it asks who ends the process, not whether it ends. */
export function isResent(reading: FileReading, call: TSESTree.CallExpression): boolean {
  if (methodOfProcess(reading, call.callee) !== 'kill') return false;
  const [pid] = call.arguments;
  return pid !== undefined && methodOfProcess(reading, pid) === 'pid';
}

/** Whether a call waits for a time-out: the way out for a handler that hangs. */
export function isTimed(tree: Tree, call: Node, within: Node): boolean {
  return timeoutAround(tree, call, within) !== undefined;
}

function timeoutAround(tree: Tree, call: Node, within: Node): TSESTree.CallExpression | undefined {
  for (let up = tree.parentOf(call); up && up !== within; up = tree.parentOf(up)) {
    if (up.type === 'CallExpression' && isTimeout(tree, up)) return up;
  }
  return undefined;
}

/** Whether nobody keeps a time-out, to clear it or to let the process end before it: `setTimeout(…).unref()`. */
function isLeftAlone(tree: Tree, timeout: Node): boolean {
  const parent = tree.parentOf(timeout);
  return parent?.type === 'ExpressionStatement' || (isFunction(parent) && parent.body === timeout);
}

function isTimeout(tree: Tree, call: TSESTree.CallExpression): boolean {
  return /(?:^|\.)setTimeout$/.test(tree.quote(call.callee));
}

function isBind(
  call: TSESTree.CallExpression,
): call is TSESTree.CallExpression & { readonly callee: TSESTree.MemberExpression } {
  return call.callee.type === 'MemberExpression' && keyOf(call.callee) === 'bind';
}

function isExitEvent(text: string): text is ExitEvent {
  return EVENTS.includes(text);
}
