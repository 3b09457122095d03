import type { TSESTree } from '@typescript-eslint/types';
import { referencesByName } from '../syntax/declared-name.ts';
import { isFunction, isInside, type FunctionNode, type Node, type Tree } from '../syntax/tree.ts';

/**
 * How many more calls it takes until a wrapper makes its span: one where it gives a function, or an object with functions, that makes
 * the span when it is called.
 * @param made the call that makes the span, or of a wrapper that does
 * @param isLater whether that call itself makes its span later
 * @param fn the wrapper
 */
export function callsUntilSpan(tree: Tree, made: Node, isLater: boolean, fn: FunctionNode): number {
  let calls = isLater ? 1 : 0;
  for (let up = tree.parentOf(made); up && up !== fn; up = tree.parentOf(up)) {
    if (isFunction(up) && isKept(tree, up, fn)) calls++;
  }
  return calls;
}

/** Whether the span of a wrapper is still not made by a call of it: `traced(name, fn)`, but not `traced(name, fn)()`. */
export function isMadeLater(tree: Tree, call: TSESTree.CallExpression, callsUntil: number): boolean {
  let left = callsUntil;
  let at: Node = call;
  for (let up = tree.parentOf(at); up && left > 0; at = up, up = tree.parentOf(at)) {
    if (up.type === 'CallExpression' && up.callee === at) left--;
    else if (!isSameValue(up) && !(up.type === 'MemberExpression' && up.object === at)) break;
  }
  return left > 0;
}

/** Whether a function in a wrapper is given away and not run there: `const run = (…) => …; return run;`. */
function isKept(tree: Tree, fn: FunctionNode, wrapper: FunctionNode): boolean {
  if (isGivenAway(tree, fn)) return true;
  const names = (referencesByName(tree, fn) ?? []).filter((name) => isInside(name, wrapper) && !isInside(name, fn));
  const isCalled = names.some((name) => {
    const call = tree.parentOf(name);
    return call?.type === 'CallExpression' && call.callee === name;
  });
  return !isCalled && names.some((name) => isGivenAway(tree, name));
}

/** Whether a value is returned, or put into an object, a class or a property. */
function isGivenAway(tree: Tree, value: Node): boolean {
  const holder = tree.parentOf(value);
  switch (holder?.type) {
    case 'ReturnStatement':
    case 'MethodDefinition':
    case 'PropertyDefinition':
      return true;
    case 'Property':
      return holder.value === value;
    case 'ArrowFunctionExpression':
      return holder.body === value;
    case 'AssignmentExpression':
      return holder.right === value && holder.left.type === 'MemberExpression';
    case 'ConditionalExpression':
      return holder.test !== value && isGivenAway(tree, holder);
    default:
      return holder !== undefined && isSameValue(holder) && isGivenAway(tree, holder);
  }
}

function isSameValue({ type }: Node): boolean {
  return /^(?:TS(?:As|NonNull|Satisfies|TypeAssertion)\w*|ChainExpression)$/.test(type);
}
