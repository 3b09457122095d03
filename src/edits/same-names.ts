import type { Variable } from '@typescript-eslint/scope-manager';
import type { Tree } from '../analysis/syntax/tree.ts';

/** The variables of each name in source order: the n-th of a name stays the n-th when something else is edited. */
export function bySameName(tree: Tree): Map<string, Variable[]> {
  const names = new Map<string, Variable[]>();
  const start = (variable: Variable) => variable.identifiers[0]?.range[0] ?? 0;
  for (const variable of [...tree.variables()].sort((a, b) => start(a) - start(b))) {
    const same = names.get(variable.name);
    if (same) same.push(variable);
    else names.set(variable.name, [variable]);
  }
  return names;
}
