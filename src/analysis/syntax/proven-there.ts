import type { TSESTree } from '@typescript-eslint/types';
import { actsBetween } from './effects.ts';
import { leaves } from './leaving-statement.ts';
import { isSame } from './same-place.ts';
import { isFunction, unwrap, type Node, type Tree } from './tree.ts';

/** What a condition rules out of a value. */
type Nothing = 'undefined' | 'null';

/**
 * Whether the conditions around an expression let it only be reached where it is neither `undefined` nor `null`, as TypeScript sees it
 * too: `if (prompt) …`, `if (prompt == null) return;`, `typeof prompt === 'string' && …`.
 * @param expression a name, or a path of properties below one or below `this`
 * @param mayBe which of both it may be at all
 */
export function isProvenThere(tree: Tree, expression: Node, mayBe: ReadonlySet<Nothing>): boolean {
  const place = unwrap(expression);
  const root = rootOf(place);
  if (!root) return false;
  const open = new Set(mayBe);
  for (let below = expression, up = tree.parentOf(below); up; below = up, up = tree.parentOf(up)) {
    for (const [test, truth] of testsBetween(below, up)) {
      if (!isUnchanged(tree, place, root, test)) continue;
      for (const one of ruledOut(tree, place, test, truth)) open.delete(one);
      if (open.size === 0) return true;
    }
    // a function declaration runs whatever was asked above it, and another function when a variable may have changed
    if (isFunction(up) && (up.type === 'FunctionDeclaration' || !isConstant(tree, place))) return false;
  }
  return false;
}

/** The conditions that a node puts on one of its children, and what they were found to be. */
function testsBetween(below: Node, up: Node): readonly (readonly [test: Node, truth: boolean])[] {
  switch (up.type) {
    case 'IfStatement':
    case 'ConditionalExpression':
      return below === up.test ? [] : [[up.test, below === up.consequent]];
    case 'LogicalExpression':
      return below === up.right && up.operator !== '??' ? [[up.left, up.operator === '&&']] : [];
    case 'BlockStatement':
    case 'Program':
    case 'SwitchCase': {
      const statements: readonly Node[] = up.type === 'SwitchCase' ? up.consequent : up.body;
      return statements
        .slice(0, Math.max(0, statements.indexOf(below)))
        .flatMap((one): (readonly [Node, boolean])[] =>
          one.type === 'IfStatement' && !one.alternate && leaves(one.consequent) ? [[one.test, false]] : [],
        );
    }
    default:
      return [];
  }
}

const BOTH: readonly Nothing[] = ['undefined', 'null'];

/** What a test rules out of a value where it is true, or where it is false. */
function ruledOut(tree: Tree, place: Node, test: Node, truth: boolean): readonly Nothing[] {
  const node = unwrap(test);
  const inner = (one: Node, value = truth) => ruledOut(tree, place, one, value);
  if (isSame(tree, node, place)) return truth ? BOTH : [];
  switch (node.type) {
    case 'UnaryExpression':
      return node.operator === '!' ? inner(node.argument, !truth) : [];
    case 'LogicalExpression': {
      const [left, right] = [inner(node.left), inner(node.right)];
      if (node.operator === '??') return [];
      return (node.operator === '&&') === truth ? [...left, ...right] : left.filter((one) => right.includes(one));
    }
    case 'BinaryExpression':
      return compared(tree, place, node, truth);
    case 'CallExpression': {
      // `Boolean(prompt)` narrows nothing for TypeScript
      return truth && isReadThrough(tree, place, test) ? BOTH : [];
    }
    case 'MemberExpression':
      return truth && isReadThrough(tree, place, test) ? BOTH : [];
    default:
      return [];
  }
}

/** `prompt?.trim()`, `prompt?.length`: only of a value that is there something comes out. */
function isReadThrough(tree: Tree, place: Node, test: Node): boolean {
  if (test.type !== 'ChainExpression') return false;
  for (let at: Node = test.expression; ;) {
    if (at.type === 'CallExpression') at = at.callee;
    else if (at.type === 'MemberExpression') {
      if (isSame(tree, at.object, place)) return true;
      at = at.object;
    } else return false;
  }
}

/** `prompt != null`, `typeof prompt === 'string'`, `prompt !== undefined`. */
function compared(
  tree: Tree,
  place: Node,
  { operator, left, right }: TSESTree.BinaryExpression,
  truth: boolean,
): readonly Nothing[] {
  if (!/^[!=]==?$/.test(operator)) return [];
  const isEqual = operator.startsWith('=') === truth;
  const type = unwrap(left);
  if (type.type === 'UnaryExpression' && type.operator === 'typeof' && isSame(tree, type.argument, place)) {
    const name = right.type === 'Literal' ? right.value : undefined;
    if (isEqual) return name === 'string' ? BOTH : [];
    return name === 'undefined' ? ['undefined'] : [];
  }
  const nothing = isSame(tree, left, place)
    ? nothingIn(right)
    : isSame(tree, right, place)
      ? nothingIn(left)
      : undefined;
  if (nothing === undefined || isEqual) return [];
  return operator.length === 2 ? BOTH : [nothing];
}

function nothingIn(node: Node): Nothing | undefined {
  if (node.type === 'Literal' && node.value === null && node.raw === 'null') return 'null';
  return node.type === 'Identifier' && node.name === 'undefined' ? 'undefined' : undefined;
}

/** What a path of properties begins with; nothing for other expressions. */
function rootOf(place: Node): Node | undefined {
  const node = unwrap(place);
  if (node.type === 'MemberExpression') return node.computed ? undefined : rootOf(node.object);
  return node.type === 'Identifier' || node.type === 'ThisExpression' ? node : undefined;
}

/** Whether a name is one of a constant, which holds the same value whenever a function runs. */
function isConstant(tree: Tree, place: Node): boolean {
  const [definition, ...more] = (place.type === 'Identifier' ? tree.variableOf(place)?.defs : undefined) ?? [];
  return (
    definition !== undefined &&
    more.length === 0 &&
    definition.parent?.type === 'VariableDeclaration' &&
    definition.parent.kind === 'const'
  );
}

/** Whether nothing changes a value between a condition and a read. */
function isUnchanged(tree: Tree, place: Node, root: Node, test: Node): boolean {
  if (isConstant(tree, place)) return true;
  const variable = root.type === 'Identifier' ? tree.variableOf(root) : undefined;
  if (root.type === 'Identifier' && !variable) return false;
  const home = tree.functionAround(test);
  const writes = (variable?.references ?? []).filter((one) => one.isWrite() && !one.init);
  const isSafe = writes.every(
    ({ identifier }) => tree.functionAround(identifier) === home && identifier.range[1] <= test.range[0],
  );
  // in a loop around both, what is set before the condition is asked for again
  if (!isSafe) return false;
  return place.type !== 'MemberExpression' || !actsBetween(tree, test, place);
}
