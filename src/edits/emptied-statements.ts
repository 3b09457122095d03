import type { TSESTree } from '@typescript-eslint/types';
import { hasEffects } from '../analysis/syntax/effects.ts';
import { keyOf, unwrap, type Node, type Tree } from '../analysis/syntax/tree.ts';
import { commentsOf } from './comments.ts';

const COMPOUND = ['IfStatement', 'TryStatement', 'ForOfStatement', 'ForInStatement'] as const;
type Compound = TSESTree.IfStatement | TSESTree.TryStatement | TSESTree.ForOfStatement | TSESTree.ForInStatement;
/** Types of what a loop uses up. */
const USED_UP = /Iterator|Iterable|Generator|Stream/;

/**
 * An `if`, `try`, `for…of` or `for…in` that a change left with nothing to do. What was empty before stays, and so does a block with a
 * comment in it; that of a `catch` only speaks of the block before it.
 */
export function emptiedCompounds(before: Tree, after: Tree): Node[] {
  const old = new Set(emptyCompounds(before).map((one) => before.quote(one, 500)));
  return emptyCompounds(after).filter((one) => {
    const block = one.type === 'TryStatement' ? one.block : one;
    return (
      !old.has(after.quote(one, 500)) &&
      /^(?:Program|BlockStatement)$/.test(after.parentOf(one)?.type ?? '') &&
      commentsOf(after, block.range).length === 0
    );
  });
}

function emptyCompounds(tree: Tree): Compound[] {
  const isEmpty = (block: Node) => block.type === 'BlockStatement' && block.body.length === 0;
  return COMPOUND.flatMap((type): readonly Compound[] => tree.all(type)).filter((one) =>
    hasNothingToDo(tree, one, isEmpty),
  );
}

/**
 * The function that has nothing left to do where statements go, if there is one: its callers would call it for nothing.
 * @param node a part of one of the statements
 * @param goes whether an expression goes
 */
export function emptiedFunction(tree: Tree, node: Node, goes: (expression: Node) => boolean): Node | undefined {
  const fn = tree.functionAround(node);
  return fn?.body.type === 'BlockStatement' && vanishes(fn.body) ? fn : undefined;

  function vanishes(statement: Node): boolean {
    switch (statement.type) {
      case 'BlockStatement':
        return statement.body.every(vanishes);
      case 'ExpressionStatement':
        return goesWhole(unwrap(statement.expression));
      case 'IfStatement':
      case 'TryStatement':
      case 'ForOfStatement':
      case 'ForInStatement':
        return hasNothingToDo(tree, statement, vanishes);
      default:
        return false;
    }
  }

  /** Whether the links of a chain before the last one go too; to ask for the span does nothing. */
  function goesBefore(expression: Node): boolean {
    const callee = expression.type === 'CallExpression' ? unwrap(expression.callee) : undefined;
    const before = callee?.type === 'MemberExpression' ? unwrap(callee.object) : undefined;
    if (before?.type !== 'CallExpression') return true;
    const asked = unwrap(before.callee);
    const method = asked.type === 'MemberExpression' ? keyOf(asked) : undefined;
    return /^get(?:Active)?Span$/.test(method ?? '') || goesWhole(before);
  }

  function goesWhole(expression: Node): boolean {
    if (goes(expression)) return goesBefore(expression);
    if (expression.type === 'LogicalExpression') return goesWhole(unwrap(expression.right));
    if (expression.type !== 'CallExpression') return false;
    const [only, ...more] = expression.arguments;
    return (
      only?.type === 'ObjectExpression' &&
      more.length === 0 &&
      only.properties.length > 0 &&
      only.properties.every(goes)
    );
  }
}

/** @param isEmpty whether a block or a branch does nothing */
function hasNothingToDo(tree: Tree, statement: Compound, isEmpty: (block: Node) => boolean): boolean {
  switch (statement.type) {
    case 'IfStatement': {
      const { test, consequent, alternate } = statement;
      return isEmpty(consequent) && (!alternate || isEmpty(alternate)) && !hasEffects(tree, test);
    }
    case 'TryStatement': {
      const { block, handler, finalizer } = statement;
      return isEmpty(block) && (handler?.body.body.length ?? 0) === 0 && (finalizer?.body.length ?? 0) === 0;
    }
    case 'ForOfStatement':
      return !statement.await && isEmpty(statement.body) && walksThrough(tree, statement);
    default:
      return isEmpty(statement.body) && walksThrough(tree, statement);
  }
}

/** Whether a loop only names the items of something that is there afterwards as well. */
function walksThrough(tree: Tree, { left, right }: TSESTree.ForOfStatement | TSESTree.ForInStatement): boolean {
  const declared = left.type === 'VariableDeclaration' ? left.declarations[0].id : undefined;
  if (!declared || hasEffects(tree, right) || hasDefaults(tree, declared)) return false;
  const variable = tree.variableOf(unwrap(right));
  return !variable?.identifiers.some((one) => USED_UP.test(tree.text.slice(...(one as Node).range)));
}

function hasDefaults(tree: Tree, pattern: Node): boolean {
  return pattern.type === 'AssignmentPattern' || tree.childrenOf(pattern).some((one) => hasDefaults(tree, one));
}
