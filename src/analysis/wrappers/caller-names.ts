import type { FileReading } from '../reading.ts';
import { allCallsOf } from '../syntax/function-places.ts';
import type { Node } from '../syntax/tree.ts';
import { fixesNames, readsNameOtherwise } from './wrapper-signatures.ts';

/** What the callers of a function of this file give it for a part of a span's name. */
export interface CallerNames {
  /** The arguments in source order, one a call. */
  readonly given: readonly Node[];
  /** Whether the function does more with it than put it into names of spans. */
  readonly isReadOtherwise: boolean;
  /** Whether the function's types say which texts it may be. */
  readonly isTyped: boolean;
}

/**
 * Reads what stands beside an argument that is a part of a name: `traced('search', …)`, where `traced` calls its span `'tool.' + name`.
 * @param argument what one of the callers gives
 * @returns nothing where it is not an argument of its own, or not all calls are in sight
 */
export function callerNames({ tree, origins, spanSites }: FileReading, argument: Node): CallerNames | undefined {
  const call = tree.parentOf(argument);
  if (call?.type !== 'CallExpression') return undefined;
  const index = call.arguments.findIndex((one) => one === argument);
  const fn = origins.functionOf(call.callee);
  const calls = fn && index >= 0 ? allCallsOf(tree, fn) : undefined;
  if (!fn || !calls?.includes(call)) return undefined;
  const parameter = { fn, index, path: [] };
  return {
    given: calls.flatMap((one) => one.arguments[index] ?? []).sort((a, b) => a.range[0] - b.range[0]),
    isReadOtherwise: readsNameOtherwise(tree, spanSites, parameter),
    isTyped: fixesNames(tree, parameter),
  };
}
