import type { TSESTree } from '@typescript-eslint/types';
import type { FileReading } from '../reading.ts';
import { placesOf } from '../syntax/function-places.ts';
import { boundOf } from '../syntax/function-runs.ts';
import type { Node } from '../syntax/tree.ts';

/** Functions that call functions in a listener. */
const MOST_CALLS = 3;

/**
 * Whether a node runs in nothing but listeners, or is one itself: `process.on('exit', sdk.shutdown)`.
 * @param isListening whether a call takes such a listener, as its second argument
 */
export function runsOnlyInListeners(
  { tree }: Pick<FileReading, 'tree'>,
  node: Node,
  isListening: (call: TSESTree.CallExpression) => boolean,
): boolean {
  const isListener = (listener: Node) => {
    const call = tree.parentOf(listener);
    return call?.type === 'CallExpression' && call.arguments[1] === listener && isListening(call);
  };
  const isInOne = (inner: Node, depth: number): boolean => {
    if (isListener(boundOf(tree, inner))) return true;
    const fn = tree.functionAround(inner);
    const places = fn && depth < MOST_CALLS ? (placesOf(tree, fn) ?? []) : [];
    return (
      places.length > 0 &&
      places.every((place) => {
        const call = tree.parentOf(place);
        return call?.type === 'CallExpression' && call.callee === place
          ? isInOne(call, depth + 1)
          : isListener(boundOf(tree, place));
      })
    );
  };
  return isInOne(node, 0);
}
