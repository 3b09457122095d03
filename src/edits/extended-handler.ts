import { exitsOf, isResent, type ExitHandler } from '../analysis/providers/exit-handlers.ts';
import type { HeldProvider } from '../analysis/providers/provider-holder.ts';
import type { FileReading } from '../analysis/reading.ts';
import {
  isFunction,
  isInside,
  statementAround,
  type FunctionNode,
  type Node,
  type Tree,
} from '../analysis/syntax/tree.ts';
import { mayGivePromise } from '../analysis/syntax/unused-result.ts';
import type { Edit } from './edit.ts';
import type { FileStyle } from './file-style.ts';
import { appendToFunction, insertInFunction, makeAsync } from './function-edits.ts';

/** Why a listener that ends the process cannot wait for a shutdown first. */
export type HandlerFault =
  'handlerElsewhere' | 'outOfReach' | 'exitHandedOn' | 'exitInExpression' | 'notAsync' | 'runsAgain';

/** The process goes on behind the listener, as after one that stops a turn or drains a server: what it does next needs the provider. */
export type GoesOn = 'goesOn';

const FAULTS: Readonly<Record<HandlerFault, (call: string) => string>> = {
  handlerElsewhere: (call) =>
    `Another module's function is called on the signal that ends the process: await ${call} in it, or before it.`,
  outOfReach: (call) =>
    `The function that is called on the signal that ends the process does not see the provider, or may run before it is there: construct it before the function is handed on, where the function sees it, and await ${call} there.`,
  exitHandedOn: (call) =>
    `\`process.exit\` is handed on as a function: call it in one of your own, behind \`await ${call.slice(1)}.`,
  exitInExpression: (call) =>
    `\`process.exit\` is called in a part of an expression that is not always evaluated: call it in an \`if\`, behind \`await ${call.slice(1)}.`,
  notAsync: (call) =>
    `The function that ends the process cannot be made async: await ${call} before it ends the process.`,
  runsAgain: (call) =>
    `\`beforeExit\` comes again once ${call} is done, and runs the listener twice: listen with \`process.once\`, and await ${call} at its end.`,
};

/**
 * Says why a listener stays as it is, and what to do by hand.
 * @param call the call to wait for, in backticks: `` `sdk.shutdown()` ``
 */
export function handlerFaultText(fault: HandlerFault, call: string): string {
  return FAULTS[fault](call);
}

/**
 * Awaits the shutdown of those providers that a handler sees, before it ends the process, or at the end of one that runs when all
 * work is done.
 * @returns the edits, or why there are none
 */
export function extendHandler(
  { reading, style }: { readonly reading: FileReading; readonly style: FileStyle },
  { fn, events, once }: ExitHandler,
  providers: readonly HeldProvider[],
): readonly Edit[] | HandlerFault | GoesOn {
  const isLast = events.every((event) => event === 'beforeExit');
  if (!fn) return isLast && !once ? 'runsAgain' : 'handlerElsewhere';
  const exits = exitsOf(reading, fn);
  if (exits.handedOn) return 'exitHandedOn';
  const { tree } = reading;
  const calls = withoutGuards(tree, exits.calls.length === 0 ? exits.timed : exits.calls);
  if (calls.length === 0 && !isLast) return 'goesOn';
  if (calls.length === 0 && !once) return 'runsAgain';
  const places = calls.length === 0 ? [fn.body] : calls;
  const seen = providers.filter(({ isSeenAt }) => places.every((place) => isSeenAt(place)));
  if (seen.length === 0) return 'outOfReach';
  const statements = seen.map(
    ({ receiver }) => `await ${receiver}.shutdown().catch(console.error)${style.semicolons ? ';' : ''}`,
  );
  const edits: Edit[] = [];
  for (const place of places) {
    const around = tree.functionAround(place);
    const asynchronous = around && mayGivePromise(reading, around) ? makeAsync(tree, around) : undefined;
    if (!around || !asynchronous) return 'notAsync';
    const waiting =
      calls.length === 0
        ? appendToFunction(tree, fn, statements, style)
        : insertInFunction(tree, around, placeOf(reading, place), statements, style);
    if (!waiting) return 'exitInExpression';
    edits.push(...asynchronous, ...waiting);
  }
  return edits;
}

/** What a shutdown is put before. */
function placeOf(reading: FileReading, exit: Node): Node {
  const isSure = exit.type === 'CallExpression' && isResent(reading, exit);
  return (isSure ? statementAround(reading.tree, exit) : undefined) ?? exit;
}

/**
 * Leaves out `if (stopping) process.exit(1)`, where the same function ends the process without a condition as well: who asks twice
 * does not want to wait. A condition on what the function is given is another way to its end.
 */
function withoutGuards(tree: Tree, calls: readonly Node[]): readonly Node[] {
  const guardOf = (call: Node) => {
    for (let up = tree.parentOf(call); up && !isFunction(up); up = tree.parentOf(up))
      if (up.type === 'IfStatement' || up.type === 'ConditionalExpression') return up.test;
      else if (up.type === 'LogicalExpression') return up.left;
    return undefined;
  };
  return calls.filter((call) => {
    const guard = guardOf(call);
    const around = tree.functionAround(call);
    return (
      !guard ||
      !around ||
      readsOwn(tree, guard, around) ||
      !calls.some((other) => tree.functionAround(other) === around && !guardOf(other))
    );
  });
}

/** Whether an expression reads a parameter or variable of a function. */
function readsOwn(tree: Tree, expression: Node, fn: FunctionNode): boolean {
  const variable = expression.type === 'Identifier' ? tree.variableOf(expression) : undefined;
  if (variable?.defs.some((definition) => isInside(definition.name, fn))) return true;
  return tree.childrenOf(expression).some((child) => readsOwn(tree, child, fn));
}
