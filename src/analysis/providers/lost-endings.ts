import type { TSESTree } from '@typescript-eslint/types';
import { isExit, listensTo } from './exit-handlers.ts';
import { runsOnlyInListeners } from './listener-runs.ts';
import type { Ending } from './provider-ending.ts';
import type { FileReading } from '../reading.ts';
import { keyOf, unwrap, type Node } from '../syntax/tree.ts';

/** A shutdown that the process does not wait for. */
export interface LostEnding {
  /** The call of `shutdown`, or the method where it is handed on. */
  readonly node: Node;
  /** The call of `process.exit` behind it; nothing where it stands in a listener of `exit`. */
  readonly exit: TSESTree.CallExpression | undefined;
}

/**
 * The first of the endings of a provider, where the process waits for none of them.
 * @param endings what the file does to end it
 * @param sendsLater whether sending takes more than the code of a listener of `exit` may take
 */
export function lostEndingOf(
  reading: FileReading,
  endings: readonly Ending[],
  sendsLater: boolean,
): LostEnding | undefined {
  const isInExitListener = (node: Node) =>
    runsOnlyInListeners(reading, node, (call) => listensTo(reading, call, 'exit'));
  const lost: LostEnding[] = [];
  for (const { kind, node } of endings) {
    // a flush may write to the console at once; a shutdown begins with a promise
    if (kind !== 'shutDown' || node.type !== 'MemberExpression') return undefined;
    const parent = reading.tree.parentOf(node);
    const call = parent?.type === 'CallExpression' && parent.callee === node ? parent : undefined;
    const exit = call && exitBehind(reading, call);
    if (!exit && !(sendsLater && isInExitListener(node))) return undefined;
    lost.push({ node: call ?? node, exit });
  }
  return lost.sort((a, b) => a.node.range[0] - b.node.range[0])[0];
}

/** The call of `process.exit` in the statement right behind one that begins a shutdown and waits for nothing. */
function exitBehind(reading: FileReading, call: TSESTree.CallExpression): TSESTree.CallExpression | undefined {
  const { tree } = reading;
  let at: Node = call;
  for (let up = tree.parentOf(at); up?.type !== 'ExpressionStatement'; up = tree.parentOf(at)) {
    if (!up) return undefined;
    const isFree =
      up.type === 'ChainExpression' ||
      (up.type === 'UnaryExpression' && up.operator === 'void') ||
      (up.type === 'MemberExpression' && up.object === at && /^(?:then|catch|finally)$/.test(keyOf(up) ?? '')) ||
      (up.type === 'CallExpression' && up.callee === at);
    if (!isFree) return undefined;
    at = up;
  }
  const statement = tree.parentOf(at);
  const block = statement && tree.parentOf(statement);
  const list: readonly Node[] = block?.type === 'BlockStatement' || block?.type === 'Program' ? block.body : [];
  const next = statement && list[list.indexOf(statement) + 1];
  const exit = next?.type === 'ExpressionStatement' ? unwrap(next.expression) : undefined;
  return exit?.type === 'CallExpression' && isExit(reading, exit) && keyOf(unwrap(exit.callee)) !== 'kill'
    ? exit
    : undefined;
}
