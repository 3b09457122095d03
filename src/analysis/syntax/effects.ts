import type { TSESTree } from '@typescript-eslint/types';
import { isFunction, isInside, keyOf, unwrap, type Node, type Tree } from './tree.ts';

const ACTS = [
  'CallExpression',
  'NewExpression',
  'AwaitExpression',
  'YieldExpression',
  'AssignmentExpression',
  'UpdateExpression',
  'TaggedTemplateExpression',
  'ImportExpression',
] as const;
const IS_ACT: ReadonlySet<string> = new Set(ACTS);

/**
 * Whether evaluating an expression may do something: call, wait, assign. Reading a property counts as doing nothing; a function is
 * only made.
 */
export function hasEffects(tree: Tree, expression: Node): boolean {
  if (isFunction(expression)) return false;
  if (expression.type === 'CallExpression' && isPureCall(expression))
    return tree.childrenOf(expression).some((child) => hasEffects(tree, child));
  if (IS_ACT.has(expression.type)) return true;
  if (expression.type === 'UnaryExpression' && expression.operator === 'delete') return true;
  return tree.childrenOf(expression).some((child) => hasEffects(tree, child));
}

/**
 * Whether something that may change a property happens between two places of one function, also in another round of a loop that only
 * the later one stands in.
 * @param from what is evaluated first
 * @param to what is evaluated then
 */
export function actsBetween(tree: Tree, from: Node, to: Node): boolean {
  const acts: Node[] = [
    ...ACTS.flatMap((type): readonly Node[] => tree.all(type)),
    ...tree.all('UnaryExpression').filter(({ operator }) => operator === 'delete'),
  ];
  // `for (o.tool of tools)` assigns in its head, and `for await` waits there
  const heads: Node[] = [
    ...tree.all('ForOfStatement').filter((loop) => loop.await || loop.left.type !== 'VariableDeclaration'),
    ...tree.all('ForInStatement').filter(({ left }) => left.type !== 'VariableDeclaration'),
  ];
  const again = outermostLoop(tree, from, to);
  const end = again ? again.range[1] : to.range[0];
  const isPast = (node: Node) => from.range[1] <= node.range[0];
  return (
    heads.some((head) => isPast(head) && head.range[0] < end) ||
    acts.some((act) => isPast(act) && act.range[1] <= end && !isInside(to, act))
  );
}

/** The outermost loop that one node stands in and another one does not. */
function outermostLoop(tree: Tree, outside: Node, inside: Node): Node | undefined {
  let loop: Node | undefined;
  for (let up = tree.parentOf(inside); up && !isInside(outside, up) && !isFunction(up); up = tree.parentOf(up))
    if (/^(?:For|ForOf|ForIn|While|DoWhile)Statement$/.test(up.type)) loop = up;
  return loop;
}

/** Methods of texts and lists, and functions of the language, that only compute. */
const PURE_METHODS =
  /^(?:to(?:Lower|Upper|LocaleLower)Case|to(?:String|Fixed|ISOString)|trim(?:Start|End)?|slice|substring|substr|concat|join|replace(?:All)?|repeat|pad(?:Start|End)|includes|(?:starts|ends)With|indexOf|charAt|at|normalize)$/;
const PURE_FUNCTIONS = /^(?:String|Number|Boolean|JSON\.stringify|Object\.(?:keys|values|entries)|Math\.\w+)$/;

/** Whether a call only computes: a method of texts and lists, or a function of the language. */
export function isPureCall({ callee }: TSESTree.CallExpression): boolean {
  const plain = unwrap(callee);
  if (plain.type === 'Identifier') return PURE_FUNCTIONS.test(plain.name);
  if (plain.type !== 'MemberExpression') return false;
  const method = keyOf(plain) ?? '';
  const owner = plain.object.type === 'Identifier' ? `${plain.object.name}.${method}` : '';
  return PURE_METHODS.test(method) || (PURE_FUNCTIONS.test(owner) && owner !== 'Math.random');
}

/** Whether an expression has the same value wherever it is evaluated in its function: it reads only what is never written again. */
export function isSteady(tree: Tree, expression: Node): boolean {
  if (hasEffects(tree, expression)) return false;
  return identifiersIn(tree, expression).every((identifier) => {
    const variable = tree.variableOf(identifier);
    return !variable || variable.references.every((reference) => !reference.isWrite() || reference.init);
  });
}

/** The identifiers in an expression that read variables. */
export function identifiersIn(tree: Tree, expression: Node): Node[] {
  if (expression.type === 'Identifier') return [expression];
  return tree.childrenOf(expression).flatMap((child) => identifiersIn(tree, child));
}
