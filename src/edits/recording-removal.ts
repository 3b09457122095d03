import type { TSESTree } from '@typescript-eslint/types';
import { hasEffects } from '../analysis/syntax/effects.ts';
import type { AttributeSite } from '../analysis/attributes/attribute-sites.ts';
import { keyOf, unwrap, type Node, type Tree } from '../analysis/syntax/tree.ts';
import { commentIn, commentsOf } from './comments.ts';
import type { Edit } from './edit.ts';
import { removeProperty } from './object-edits.ts';
import { removeStatement } from './statement-edits.ts';
import { skipTrivia } from './trivia.ts';

/**
 * Takes the recording of an attribute out, with what is then left without a use.
 * @returns `comment` where a comment in between would be lost, nothing where something else needs the call, or what it records is work that must be done
 */
export function removeRecording(
  tree: Tree,
  { node, keyNode, value, library }: AttributeSite,
): Edit[] | 'comment' | undefined {
  if (hasEffects(tree, value) || hasEffects(tree, keyNode)) return undefined;
  if (library && node.type === 'CallExpression') return removeLibraryCall(tree, node);
  if (node.type !== 'Property') return removeExpression(tree, node);
  const object = tree.parentOf(node);
  if (object?.type !== 'ObjectExpression') return undefined;
  return object.properties.length > 1
    ? removeProperty(tree, object, node)
    : (removeObject(tree, object) ?? removeProperty(tree, object, node));
}

/**
 * Takes out an object of attributes that holds nothing, or the name of one: the call it is given to, the argument, or the options that hold
 * it.
 * @returns `comment` where a comment would be lost, nothing where something else needs it
 */
export function removeObject(tree: Tree, object: Node): Edit[] | 'comment' | undefined {
  const parent = tree.parentOf(object);
  const spread = parent?.type === 'SpreadElement' ? parent : parent && spreadAlone(tree, parent, object);
  if (spread) {
    const holder = tree.parentOf(spread);
    if (holder?.type !== 'ObjectExpression') return undefined;
    return holder.properties.length > 1 ? removeProperty(tree, holder, spread) : removeObject(tree, holder);
  }
  if (parent?.type === 'CallExpression') {
    const callee = unwrap(parent.callee);
    const method = callee.type === 'MemberExpression' ? keyOf(callee) : undefined;
    if (method === 'setAttributes') return removeExpression(tree, parent);
    return /^(?:addEvent|startSpan|startActiveSpan)$/.test(method ?? '')
      ? removeArgument(tree, parent, object)
      : undefined;
  }
  if (parent?.type !== 'Property' || keyOf(parent) !== 'attributes') return undefined;
  const options = tree.parentOf(parent);
  if (options?.type !== 'ObjectExpression') return undefined;
  return options.properties.length > 1 ? removeProperty(tree, options, parent) : removeObject(tree, options);
}

/** The `...(text && { … })` or `...(text ? { … } : {})` that an object is spread by, where asking for the condition does nothing. */
function spreadAlone(tree: Tree, parent: Node, object: Node): Node | undefined {
  const isLogical = parent.type === 'LogicalExpression' && parent.operator === '&&' && parent.right === object;
  const other =
    parent.type === 'ConditionalExpression' && parent.test !== object
      ? parent.consequent === object
        ? parent.alternate
        : parent.consequent
      : undefined;
  const isChoice = other && /^(?:\{ ?\}|undefined|null)$/.test(tree.quote(other));
  const test = isLogical ? parent.left : isChoice ? (parent as { test: Node }).test : undefined;
  const spread = tree.parentOf(parent);
  return test && spread?.type === 'SpreadElement' && !hasEffects(tree, test) ? spread : undefined;
}

/** Takes out an argument with the comma before it; one that others follow must stay in its place. */
function removeArgument({ text }: Tree, call: TSESTree.CallExpression, argument: Node): Edit[] | undefined {
  const index = call.arguments.indexOf(argument as TSESTree.CallExpressionArgument);
  const previous = call.arguments[index - 1];
  const next = call.arguments[index + 1];
  const callee = unwrap(call.callee);
  const mayShift =
    callee.type === 'MemberExpression' && keyOf(callee) === 'startActiveSpan' && call.arguments.length === 3;
  if (!previous || (next && !mayShift)) return undefined;
  const between = text.slice(previous.range[1], argument.range[0]);
  return /^\s*,\s*$/.test(between) ? [{ range: [previous.range[1], argument.range[1]], text: '' }] : undefined;
}

/** Takes out a call or an assignment that nothing needs the result of. */
function removeExpression(tree: Tree, node: Node): Edit[] | 'comment' | undefined {
  let at = node;
  let parent = tree.parentOf(at);
  for (
    ;
    parent && /^(?:ChainExpression|TSNonNullExpression|TSAsExpression)$/.test(parent.type);
    parent = tree.parentOf(at)
  )
    at = parent;
  const link = node.type === 'CallExpression' ? unwrap(node.callee) : undefined;
  const isLink = link?.type === 'MemberExpression';
  if (parent?.type === 'ExpressionStatement') {
    // `span.setAttribute('a', 1).setAttribute('gen_ai.prompt', prompt);`: only the last link goes
    if (isLink && hasEffects(tree, link.object) && !asksForSpan(link.object)) return chainLink(tree, link, node);
    return [removeWholeStatement(tree, parent)];
  }
  if (
    parent?.type === 'LogicalExpression' &&
    parent.operator === '&&' &&
    parent.right === at &&
    !hasEffects(tree, parent.left)
  ) {
    const statement = tree.parentOf(parent);
    return statement?.type === 'ExpressionStatement' ? [removeWholeStatement(tree, statement)] : undefined;
  }
  return isLink && parent?.type === 'MemberExpression' ? chainLink(tree, link, node) : undefined;
}

/** `Effect.annotateCurrentSpan('gen_ai.prompt', prompt)`: what it is called on is no span that other calls may follow on. */
function removeLibraryCall(tree: Tree, call: Node): Edit[] | undefined {
  const parent = tree.parentOf(call);
  const holder = parent?.type === 'YieldExpression' ? tree.parentOf(parent) : parent;
  return holder?.type === 'ExpressionStatement' ? [removeWholeStatement(tree, holder)] : undefined;
}

/** `trace.getActiveSpan()` only asks for the span. */
function asksForSpan(node: Node): boolean {
  const call = unwrap(node);
  const callee = call.type === 'CallExpression' ? unwrap(call.callee) : undefined;
  return callee?.type === 'MemberExpression' && /^get(?:Active)?Span$/.test(keyOf(callee) ?? '');
}

function chainLink(tree: Tree, link: TSESTree.MemberExpression, call: Node): Edit[] | 'comment' | undefined {
  if (commentIn(tree, link, link.object.range[1]) !== undefined) return 'comment';
  return link.optional ? undefined : [{ range: [link.object.range[1], call.range[1]], text: '' }];
}

/** A statement with the `if` around it that has nothing else to do. */
function removeWholeStatement(tree: Tree, statement: Node): Edit {
  const block = tree.parentOf(statement);
  const isAlone = block?.type === 'BlockStatement' && block.body.length === 1 && holdsNoComment(tree, block, statement);
  const branch = isAlone ? block : statement;
  const test = tree.parentOf(branch);
  if (test?.type !== 'IfStatement') return removeStatement(tree, statement);
  if (test.alternate === branch) {
    const end = test.consequent.range[1];
    const line = tree.text.slice(end, branch.range[1]);
    return /^\s*else\b/.test(line) ? { range: [end, branch.range[1]], text: '' } : removeStatement(tree, statement);
  }
  const isCommented = commentsOf(tree, [test.test.range[1], branch.range[0]]).length > 0;
  const isWhole = !test.alternate && !isCommented && !hasEffects(tree, test.test);
  return isWhole ? removeWholeStatement(tree, test) : removeStatement(tree, statement);
}

function holdsNoComment({ text }: Tree, block: Node, statement: Node): boolean {
  const start = block.range[0] + 1;
  return (
    text.slice(start, statement.range[0]).trim() === '' &&
    skipTrivia(text, statement.range[1]) === block.range[1] - 1 &&
    text.slice(statement.range[1], block.range[1] - 1).trim() === ''
  );
}
