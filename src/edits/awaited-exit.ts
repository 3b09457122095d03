import type { TSESTree } from '@typescript-eslint/types';
import { isExitCall } from '../analysis/providers/exit-handlers.ts';
import type { HeldProvider } from '../analysis/providers/provider-holder.ts';
import { scriptExitsOf } from '../analysis/providers/script-exits.ts';
import { usualExitsOf } from '../analysis/providers/usual-exits.ts';
import type { FileReading } from '../analysis/reading.ts';
import type { Node, Tree } from '../analysis/syntax/tree.ts';
import { mayGivePromise } from '../analysis/syntax/unused-result.ts';
import { mention } from '../mention.ts';
import type { Edit } from './edit.ts';
import type { FileStyle } from './file-style.ts';
import { insertInFunction, makeAsync } from './function-edits.ts';

/** Why nothing can be awaited before a call of `process.exit`. */
export type ExitFault = 'exitOutOfReach' | 'exitAtTopLevel' | 'exitNotAsync' | 'exitInExpression';

/** A shutdown before each exit that a script comes to when its work is done. */
export interface AwaitedExits {
  readonly edits: readonly Edit[];
  /** The exits that wait now. */
  readonly waiting: readonly TSESTree.CallExpression[];
  /** Those that the script comes to in some cases only, and that could not be made to wait. */
  readonly kept: readonly TSESTree.CallExpression[];
}

/** The first exit that a script is sure to come to and that cannot wait. */
export interface UnawaitedExit {
  readonly fault: ExitFault;
  readonly exit: TSESTree.CallExpression;
}

interface ExitInput {
  readonly path: string;
  readonly reading: FileReading;
  readonly style: FileStyle;
}

/**
 * Awaits the shutdown of a provider, and of others that are seen there, before the calls of `process.exit` that end a script.
 * @param node the construction of the provider
 * @param others all providers that are to be shut down, with this one
 */
export function awaitBeforeExits(
  input: ExitInput,
  node: Node,
  provider: HeldProvider,
  others: readonly HeldProvider[],
): AwaitedExits | UnawaitedExit {
  const usual = usualExitsOf(input.reading, node);
  const edits: Edit[] = [];
  const waiting: TSESTree.CallExpression[] = [];
  const kept: TSESTree.CallExpression[] = [];
  for (const exit of scriptExitsOf(input.reading, node)) {
    if (!isExitCall(input.reading, exit)) continue;
    const awaited = provider.isSeenAt(exit) ? awaitBefore(input, exit, others) : 'exitOutOfReach';
    if (typeof awaited !== 'string') {
      edits.push(...awaited);
      waiting.push(exit);
    } else if (usual.includes(exit)) return { fault: awaited, exit };
    else kept.push(exit);
  }
  return { edits, waiting, kept };
}

function awaitBefore(
  { path, reading, style }: ExitInput,
  exit: TSESTree.CallExpression,
  providers: readonly HeldProvider[],
): readonly Edit[] | ExitFault {
  const { tree } = reading;
  const around = tree.functionAround(exit);
  if (!around && !mayAwaitOutside(tree, path)) return 'exitAtTopLevel';
  const asynchronous = !around ? [] : mayGivePromise(reading, around) ? makeAsync(tree, around) : undefined;
  if (!asynchronous) return 'exitNotAsync';
  const statements = providers
    .filter(({ isSeenAt }) => isSeenAt(exit))
    .map(({ receiver }) => `await ${receiver}.shutdown().catch(console.error)${style.semicolons ? ';' : ''}`);
  const waiting = insertInFunction(tree, around, exit, statements, style);
  return waiting ? [...asynchronous, ...waiting] : 'exitInExpression';
}

/** Whether a file may wait at its top level: it does already, or its name says that it is an ES module. */
function mayAwaitOutside(tree: Tree, path: string): boolean {
  return /\.m[jt]s$/.test(path) || tree.all('AwaitExpression').some((one) => !tree.functionAround(one));
}

const FAULTS: Readonly<Record<ExitFault, (provider: string, exit: string) => string>> = {
  exitOutOfReach: (provider) =>
    `does not see ${mention(provider)}, or may run before it is there. Keep it where both places see it, and await \`${provider}.shutdown()\` before the exit`,
  exitAtTopLevel: (provider, exit) =>
    `stands at the top level of a file that may be no ES module, where nothing can be awaited. Write \`void ${provider}.shutdown().finally(() => ${exit})\` in its place`,
  exitNotAsync: (provider) =>
    `stands in a function that cannot be made async. Await \`${provider}.shutdown()\` before that function is called`,
  exitInExpression: (provider) =>
    `is called in a part of an expression that is not always evaluated. Call it in an \`if\`, behind \`await ${provider}.shutdown()\``,
};

/** Says why an exit cannot wait for a provider, and what to do by hand. */
export function exitFaultText({ tree }: FileReading, { fault, exit }: UnawaitedExit, provider: string): string {
  return `${placeOfExit(tree, exit)} ${FAULTS[fault](provider, tree.quote(exit))}. Listeners of signals do not run then.`;
}

/** Names calls of `process.exit` by their lines: `` `process.exit(0)` in line 8 ``. */
export function placesOfExits(tree: Tree, exits: readonly TSESTree.CallExpression[]): string {
  const places = exits.map((exit) => placeOfExit(tree, exit));
  const last = places.pop() ?? '';
  return places.length === 0 ? last : `${places.join(', ')} and ${last}`;
}

function placeOfExit(tree: Tree, exit: TSESTree.CallExpression): string {
  return `${mention(tree.quote(exit))} in line ${String(tree.lineAt(exit.range[0]))}`;
}
