import type { Variable } from '@typescript-eslint/scope-manager';
import { boundParameters } from '../syntax/bound-parameters.ts';
import type { FileReading } from '../reading.ts';
import { allCallsOf } from '../syntax/function-places.ts';
import { sourcesOf } from '../syntax/sources.ts';
import type { Node } from '../syntax/tree.ts';

/**
 * Whether a parameter holds nothing but what its file fixes: no other file can call the function, and all calls of it give a fixed value.
 * @param isFixed whether an argument is such a value
 */
export function isFixedParameter(
  { tree }: FileReading,
  variable: Variable,
  isFixed: (argument: Node) => boolean,
): boolean {
  const sources = sourcesOf(tree, variable);
  const own = sources.find(({ kind }) => kind === 'parameter');
  // what is assigned later is no argument
  const isSet = sources.some((one) => one !== own && !(one.kind === 'value' && one.operator === 'default'));
  if (own?.kind !== 'parameter' || isSet) return false;
  const calls = allCallsOf(tree, own.fn);
  return (
    calls?.every((call) => {
      const given = boundParameters(tree, own.fn, call).get(variable);
      return given?.path.length === 0 && isFixed(given.node);
    }) === true
  );
}
