import type { TSESTree } from '@typescript-eslint/types';
import { mention } from '../../mention.ts';
import type { ItemSpanUses } from './item-span-uses.ts';
import type { ItemSpan } from './item-span.ts';
import { refuse, type Refusal } from '../refusal.ts';
import { isInside, type Node, type Tree } from '../syntax/tree.ts';

type Scope = NonNullable<ReturnType<Tree['variableOf']>>['scope'];

/** Names that earlier plans of the run declare, by the block that they are declared in. */
export type TakenNames = Map<Node, Set<string>>;

/** A name that would mean something else, or be declared twice, once the span stands around the loop. */
export function nameRefusal(
  tree: Tree,
  { binding, body, callback, loop, statement }: ItemSpan,
  { guard }: ItemSpanUses,
): Refusal | undefined {
  const variable = tree.variableOf(binding);
  const { name } = binding;
  const isTaken = callback
    ? variableNames(tree, statement, callback).has(name)
    : isDeclaredOutside(variable?.scope, loop.node, name);
  if (isTaken)
    return refuse('nameTaken', `The name ${mention(name)} is used around the loop. Rename the span of the item first.`);
  const merged = [
    guard && !guard.handler && guard.finalizer?.body.length === 1 ? guard.block : undefined,
    callback && body,
  ];
  for (const block of merged) {
    if (!block) continue;
    const around = variableNames(tree, loop.node, block);
    for (const declared of declaredNames(tree, block))
      if (around.has(declared))
        return refuse('nameTaken', `The name ${mention(declared)} would be declared twice. Rename one of them first.`);
  }
  return undefined;
}

/** Whether a name is declared in a scope outside of a loop. */
function isDeclaredOutside(scope: Scope | undefined, loop: Node, name: string): boolean {
  for (let up = scope?.upper; up; up = up.upper) {
    if (isInside(up.block, loop) && up.block !== loop) continue;
    if ((up.set.get(name)?.defs.length ?? 0) > 0) return true;
  }
  return false;
}

/** The names that are declared in the scopes around one, where a new one may not be declared again or would hide them. */
export function namesAround(scope: Scope | undefined): Set<string> {
  const names = new Set<string>();
  for (let up = scope?.upper; up; up = up.upper)
    for (const { name, defs } of up.variables) if (defs.length > 0) names.add(name);
  return names;
}

/** The names of variables that are read or declared in a node outside of a part of it. */
export function variableNames(tree: Tree, node: Node, part?: Node): Set<string> {
  const identifiers = tree
    .all('Identifier')
    .filter((one) => isInside(one, node) && !(part && isInside(one, part)) && tree.variableOf(one));
  return new Set(identifiers.map((one) => one.name));
}

/** The names that a block declares for itself. */
function declaredNames(tree: Tree, block: TSESTree.BlockStatement): string[] {
  return block.body.flatMap((statement) => {
    if (statement.type === 'FunctionDeclaration' || statement.type === 'ClassDeclaration') return [statement.id.name];
    if (statement.type !== 'VariableDeclaration') return [];
    return tree
      .all('Identifier')
      .filter((one) => statement.declarations.some(({ id }) => isInside(one, id)) && tree.variableOf(one))
      .map((one) => one.name);
  });
}

/** A name that nothing around has: `count`, else `rowCount` for `retrieval.row`, else with a number. */
export function freeName(wanted: string, spanName: string, used: ReadonlySet<string>): string {
  const item = (spanName.split('.').at(-1) ?? '').replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase());
  const longer = /^[A-Za-z]\w*$/.test(item) ? item + wanted.charAt(0).toUpperCase() + wanted.slice(1) : wanted;
  for (let number = 2; ; number++) {
    const found = [wanted, longer, `${wanted}${number}`].find((name) => !used.has(name));
    if (found) return found;
  }
}
