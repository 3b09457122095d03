import type { Variable } from '@typescript-eslint/scope-manager';
import { isFunction, isInside, type FunctionNode, type Node, type Tree } from '../syntax/tree.ts';

/**
 * Whether code runs only behind a statement that gives a variable its value. A listener that is handed on before it may run at an
 * `await` in between, and finds nothing there.
 * @param home the statement; what runs it is the function around it, or the file
 * @param place the code, in the scope of the variable
 */
export function isSetBefore(tree: Tree, home: Node, place: Node): boolean {
  return !mayRunEarly(tree, home, place, new Set());
}

function mayRunEarly(tree: Tree, home: Node, place: Node, seen: Set<Node>): boolean {
  const fn = outermostApart(tree, home, place);
  if (!fn) return place.range[0] < home.range[0];
  if (seen.has(fn)) return false;
  seen.add(fn);
  return usesOf(tree, fn).some((use) => {
    if (isInside(use, fn)) return use === fn && isEarlyUse(tree, home, use);
    return outermostApart(tree, home, use) ? mayRunEarly(tree, home, use, seen) : isEarlyUse(tree, home, use);
  });
}

/** Whether a mention of a function right beside a statement may run it before the statement is done. */
function isEarlyUse(tree: Tree, home: Node, use: Node): boolean {
  if (use.range[0] >= home.range[0]) return false;
  const parent = tree.parentOf(use);
  const isCalled = (parent?.type === 'CallExpression' || parent?.type === 'NewExpression') && parent.callee === use;
  return isCalled || waitsBetween(tree, use, home);
}

/** Whether the code around a statement waits for something between an earlier place and the end of the statement. */
function waitsBetween(tree: Tree, from: Node, home: Node): boolean {
  const around = tree.functionAround(home);
  const waits: Node[] = [...tree.all('AwaitExpression'), ...tree.all('ForOfStatement').filter((loop) => loop.await)];
  return waits.some(
    (wait) => from.range[1] <= wait.range[0] && wait.range[0] < home.range[1] && tree.functionAround(wait) === around,
  );
}

/** The outermost function that holds a node and not the statement; nothing where both run together. */
function outermostApart(tree: Tree, home: Node, node: Node): FunctionNode | undefined {
  let outermost: FunctionNode | undefined;
  for (let up: Node | undefined = node; up && !isInside(home, up); up = tree.parentOf(up))
    if (isFunction(up)) outermost = up;
  return outermost;
}

/** Where a function may be run from: the mentions of its name, or of its class; itself where it has none. */
function usesOf(tree: Tree, fn: FunctionNode): readonly Node[] {
  const parent = tree.parentOf(fn);
  const owner = parent?.type === 'MethodDefinition' ? tree.parentOf(tree.parentOf(parent) ?? parent) : undefined;
  const name =
    fn.type === 'FunctionDeclaration'
      ? fn.id
      : owner?.type === 'ClassDeclaration'
        ? owner.id
        : parent?.type === 'VariableDeclarator' && parent.id.type === 'Identifier'
          ? parent.id
          : undefined;
  const variable: Variable | undefined = name ? tree.variableOf(name) : undefined;
  if (!variable) return [fn];
  return variable.references.filter((one) => one.isRead()).map(({ identifier }) => identifier as Node);
}
