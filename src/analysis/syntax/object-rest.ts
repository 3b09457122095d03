import type { Variable } from '@typescript-eslint/scope-manager';
import type { Path } from './sources.ts';
import type { Tree } from './tree.ts';

/**
 * The path from the object that a pattern takes apart to a variable. What the pattern leaves of the object, `rest` of `{ run, ...rest }`, counts
 * for the object itself: whoever reads a property of it reads one that is left.
 * @param path as the source of the variable tells it
 */
export function pathToRest(tree: Tree, variable: Variable, path: Path): Path {
  if (path.length === 0 || path.at(-1) !== undefined) return path;
  const isRest = variable.identifiers.every((identifier) => {
    const rest = tree.parentOf(identifier);
    return rest?.type === 'RestElement' && tree.parentOf(rest)?.type === 'ObjectPattern';
  });
  return isRest ? path.slice(0, -1) : path;
}
