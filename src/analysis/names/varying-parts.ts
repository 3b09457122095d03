import { identifiersIn } from '../syntax/effects.ts';
import { sourcesOf } from '../syntax/sources.ts';
import { isInside, type Node, type Tree } from '../syntax/tree.ts';

const DEEPEST = 8;

/**
 * Whether an expression reads what a function is called with, or what a loop walks through. All that is seen of these today may be one
 * text, and a text in place of the expression would be deaf to the next one.
 */
export function variesByRun(tree: Tree, expression: Node, depth = 0): boolean {
  return identifiersIn(tree, expression).some((identifier) => {
    const variable = tree.variableOf(identifier);
    const declared = variable?.defs[0]?.name as Node | undefined;
    // the parameter of a function that stands in the expression
    if (!variable || !declared || isInside(declared, expression)) return false;
    return sourcesOf(tree, variable).some((source) => {
      if (source.kind === 'parameter' || source.kind === 'element') return true;
      return source.kind === 'value' && depth < DEEPEST && variesByRun(tree, source.node, depth + 1);
    });
  });
}
