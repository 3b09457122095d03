import { withoutGlobalObject } from '../../contract/global-object.ts';
import { sourcesOf } from './sources.ts';
import { keyOf, unwrap, type Node, type Tree } from './tree.ts';

/** How many constants are followed to what they name. */
const MOST_STEPS = 4;

/**
 * The path from the global scope to what an expression names: `telemetry.withSpan`, `globalThis.telemetry.withSpan`, a constant that is
 * set to it.
 * @returns nothing where its first name is declared in the file or imported there
 */
export function globalPath(tree: Tree, expression: Node, depth = 0): readonly string[] | undefined {
  const keys: string[] = [];
  let at = unwrap(expression);
  for (; at.type === 'MemberExpression'; at = unwrap(at.object)) {
    const key = keyOf(at);
    if (key === undefined) return undefined;
    keys.unshift(key);
  }
  if (at.type !== 'Identifier') return undefined;
  const variable = tree.variableOf(at);
  if (!variable || variable.defs.length === 0 || isAmbient(tree, at)) return withoutGlobalObject([at.name, ...keys]);
  const [source, ...more] = sourcesOf(tree, variable);
  if (source?.kind !== 'value' || source.operator !== '=' || more.length > 0 || depth >= MOST_STEPS) return undefined;
  const steps = source.path.filter((step) => typeof step === 'string');
  const path = steps.length === source.path.length ? globalPath(tree, source.node, depth + 1) : undefined;
  return path && withoutGlobalObject([...path, ...steps, ...keys]);
}

/** `declare const withSpan: …` makes no variable: it says that there is a global one. */
function isAmbient(tree: Tree, name: Node): boolean {
  const definition = tree.variableOf(name)?.defs;
  return definition?.every(({ node }) => isDeclare(node) || isDeclare(tree.parentOf(node))) === true;
}

function isDeclare(node: Node | undefined): boolean {
  return (node as { declare?: boolean } | undefined)?.declare === true;
}
