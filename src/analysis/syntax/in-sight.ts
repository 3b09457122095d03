import { identifiersIn } from './effects.ts';
import type { Node, Tree } from './tree.ts';

/** Whether the names in an expression mean the same variables at another place: all are in sight there, and none is shadowed. */
export function meansSameAt(tree: Tree, expression: Node, at: Node): boolean {
  return identifiersIn(tree, expression).every((identifier) => {
    const variable = tree.variableOf(identifier);
    if (!variable) return true;
    const inSight = [...tree.variables()].filter((one) => {
      const [start, end] = one.scope.block.range;
      return one.name === variable.name && start <= at.range[0] && at.range[1] <= end;
    });
    const size = (one: (typeof inSight)[number]) => one.scope.block.range[1] - one.scope.block.range[0];
    return inSight.includes(variable) && inSight.every((one) => one === variable || size(one) > size(variable));
  });
}
