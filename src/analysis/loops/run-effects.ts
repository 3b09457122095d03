import type { FileReading } from '../reading.ts';
import { isFunction, keyOf, unwrap, type FunctionNode, type Node } from '../syntax/tree.ts';
import { iterationOf } from './iteration-calls.ts';
import type { Loop } from './loops.ts';

/**
 * Whether an effect, a description that makes its span when it runs, is run in each round of a loop: it is yielded or run there, or the
 * callback of `Effect.forEach` gives it. One that is only described in a loop may run once, or never.
 * @param made the call of Effect's library that makes the span
 */
export function isEffectOfRound(reading: FileReading, made: Node, loop: Loop): boolean {
  const { tree } = reading;
  let effect = made;
  for (let up = tree.parentOf(effect); up; up = tree.parentOf(effect)) {
    if (up.type === 'YieldExpression') {
      if (!up.delegate) return false;
      const home = tree.functionAround(up);
      if (!isFunction(loop.body) && home === tree.functionAround(loop.node)) return true;
      // `yield* Effect.gen(function* () { yield* … })`: the inner one is a part of the effect that it makes
      const generated = home && madeBy(reading, home);
      if (!generated) return false;
      effect = generated;
      continue;
    }
    if (up.type === 'ReturnStatement' || isFunction(up)) {
      const fn = isFunction(up) ? up : tree.functionAround(up);
      return fn !== undefined && isRunForEach(reading, fn, loop);
    }
    if (up.type === 'CallExpression') {
      if (isRunner(reading, up)) return true;
      if (up.callee !== effect && !isPipe(up)) return false;
    } else if (up.type === 'MemberExpression') {
      if (up.object !== effect || keyOf(up) !== 'pipe') return false;
    } else if (unwrap(up) === up) return false;
    effect = up;
  }
  return false;
}

/** `Effect.gen(function* () { … })` of the function in it. */
function madeBy(reading: FileReading, fn: FunctionNode): Node | undefined {
  const call = reading.tree.parentOf(fn);
  return call?.type === 'CallExpression' && nameInEffect(reading, call) === 'gen' ? call : undefined;
}

/** `effect.pipe(…)`, `pipe(effect, …)`: what comes out is the effect with more around it. */
function isPipe({ callee }: Extract<Node, { type: 'CallExpression' }>): boolean {
  const called = unwrap(callee);
  return called.type === 'MemberExpression'
    ? keyOf(called) === 'pipe'
    : called.type === 'Identifier' && called.name === 'pipe';
}

/** `Effect.runPromise(effect)`. */
function isRunner(reading: FileReading, call: Extract<Node, { type: 'CallExpression' }>): boolean {
  return /^run[A-Z]/.test(nameInEffect(reading, call) ?? '');
}

/** Whether the loop gives each item to a function whose effects are run: `Effect.forEach(rows, fn)`, `Effect.all(rows.map(fn))`. */
function isRunForEach(reading: FileReading, fn: FunctionNode, loop: Loop): boolean {
  const call = iterationOf(reading.tree, fn)?.call;
  if (!call || call !== loop.node) return false;
  if (nameInEffect(reading, call) === 'forEach') return true;
  const holder = reading.tree.parentOf(call);
  return holder?.type === 'CallExpression' && holder.arguments[0] === call && nameInEffect(reading, holder) === 'all';
}

/** What Effect's own module calls the function that is called; nothing for functions of other modules. */
function nameInEffect(
  { origins }: FileReading,
  { callee }: Extract<Node, { type: 'CallExpression' }>,
): string | undefined {
  const origin = origins.of(callee);
  if (origin?.kind !== 'module' || origin.called) return undefined;
  const { module, path } = origin;
  const [first, second, ...more] = path.map(String);
  if (more.length > 0) return undefined;
  if (module === 'effect') return first === 'Effect' ? second : undefined;
  return module === 'effect/Effect' && second === undefined ? first : undefined;
}
