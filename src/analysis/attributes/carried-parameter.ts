import type { Variable } from '@typescript-eslint/scope-manager';
import { isSameParameter, type NameParameter } from '../names/name-value.ts';
import { pathToRest } from '../syntax/object-rest.ts';
import { sourcesOf } from '../syntax/sources.ts';
import { keyOf, unwrap, type Node, type Tree } from '../syntax/tree.ts';

/** Functions and methods whose result is the text that they are given, whole or cut. */
const SAME_TEXT =
  /^(?:String|\w*stringify|\w*serialize|inspect|(?:safe)?truncate\w*|\w*Truncate|clip\w*|cut\w*|shorten\w*|limit\w*|preview|toString|toJSON|slice|substring|substr|trim|trimStart|trimEnd|replaceAll|normalize|join)$/i;
const GLOBALS = /^(?:JSON|util|Array|Object)$/;
const DEEPEST = 6;

/**
 * The parameter that an expression is, or a property below it: `value`, `options.value`, also by the name of a constant. Nothing where it may
 * be anything else: what is assigned to later is not what the caller gave.
 */
export function parameterBehind(tree: Tree, expression: Node, depth = 0): NameParameter | undefined {
  if (depth > DEEPEST) return undefined;
  const node = unwrap(expression);
  if (node.type === 'MemberExpression') {
    const [key, owner] = [keyOf(node), restBehind(tree, node.object) ?? parameterBehind(tree, node.object, depth + 1)];
    return key !== undefined && owner ? below(owner, [key]) : undefined;
  }
  const variable = node.type === 'Identifier' ? tree.variableOf(node) : undefined;
  const sources = variable ? sourcesOf(tree, variable) : [];
  const [source, ...more] = sources.filter((one) => one.kind !== 'value' || one.operator !== 'default');
  if (!source || more.length > 0) return undefined;
  if (source.kind === 'parameter')
    return source.rest ? undefined : below({ fn: source.fn, index: source.index, path: [] }, source.path);
  if (source.kind !== 'value' || source.operator !== '=') return undefined;
  const owner = parameterBehind(tree, source.node, depth + 1);
  return owner && below(owner, source.path);
}

/** The parameter that a pattern leaves the rest of: the owner of what is read of `rest` in `({ run, ...rest }) => …`. */
function restBehind(tree: Tree, expression: Node): NameParameter | undefined {
  const node = unwrap(expression);
  const variable = node.type === 'Identifier' ? tree.variableOf(node) : undefined;
  const [source, ...more] = variable ? sourcesOf(tree, variable) : [];
  if (!variable || source?.kind !== 'parameter' || source.rest || more.length > 0) return undefined;
  const path = pathToRest(tree, variable, source.path);
  return path.length < source.path.length ? below({ fn: source.fn, index: source.index, path: [] }, path) : undefined;
}

/** The parameter that a recorded value is the text of, whole or cut: `value`, `String(value)`, `JSON.stringify(value)`. */
export function carriedParameter(tree: Tree, expression: Node, open = new Set<Variable>()): NameParameter | undefined {
  const node = unwrap(expression);
  const plain = parameterBehind(tree, node);
  if (plain) return plain;
  const inner = (one: Node) => carriedParameter(tree, one, open);
  switch (node.type) {
    case 'CallExpression': {
      const callee = unwrap(node.callee);
      const name = callee.type === 'Identifier' ? callee.name : callee.type === 'MemberExpression' && keyOf(callee);
      if (typeof name !== 'string' || !SAME_TEXT.test(name)) return undefined;
      const [first, second] = node.arguments;
      // `JSON.stringify(value, redact)`
      const isReplaced = /stringify/i.test(name) && second && !isNothing(second);
      if (isReplaced || first?.type === 'SpreadElement') return undefined;
      const isOwn = callee.type === 'MemberExpression' && !isNoText(callee.object);
      return (isOwn ? inner(callee.object) : undefined) ?? (first && inner(first));
    }
    case 'TemplateLiteral': {
      const [only, ...more] = node.expressions;
      return only && more.length === 0 ? inner(only) : undefined;
    }
    case 'LogicalExpression':
      return node.operator === '&&' ? undefined : isNothing(node.right) ? inner(node.left) : undefined;
    case 'ConditionalExpression':
      return ofAll([node.consequent, node.alternate], inner);
    case 'BinaryExpression':
      // `text.slice(0, 500) + '…'`
      return node.operator === '+' && node.right.type === 'Literal' ? inner(node.left) : undefined;
    case 'Identifier': {
      const variable = tree.variableOf(node);
      if (!variable || open.has(variable)) return undefined;
      const sources = sourcesOf(tree, variable);
      if (!sources.every((one) => one.kind === 'value' && one.operator === '=' && one.path.length === 0))
        return undefined;
      const further = new Set([...open, variable]);
      const isItself = (one: Node) => namesOnly(tree, one, variable);
      const values = sources.flatMap((one) => (one.kind === 'value' && !isItself(one.node) ? [one.node] : []));
      return ofAll(values, (one) => carriedParameter(tree, one, further));
    }
    default:
      return undefined;
  }
}

/** The parameter that all of some expressions carry, where each carries that or nothing at all. */
function ofAll(
  expressions: readonly Node[],
  carried: (one: Node) => NameParameter | undefined,
): NameParameter | undefined {
  const [first, ...others] = expressions.filter((one) => !isNothing(one)).map(carried);
  return first && others.every((one) => one !== undefined && isSameParameter(one, first)) ? first : undefined;
}

/** `text.slice(0, 500)`, given to `text` itself. */
function namesOnly(tree: Tree, expression: Node, variable: Variable): boolean {
  const node = unwrap(expression);
  if (node.type === 'Identifier') return tree.variableOf(node) === variable;
  if (node.type === 'BinaryExpression' && node.right.type === 'Literal') return namesOnly(tree, node.left, variable);
  if (node.type === 'TemplateLiteral')
    return node.expressions.length === 1 && node.expressions.every((one) => namesOnly(tree, one, variable));
  const callee = node.type === 'CallExpression' ? unwrap(node.callee) : undefined;
  return callee?.type === 'MemberExpression' && SAME_TEXT.test(keyOf(callee) ?? '')
    ? namesOnly(tree, callee.object, variable)
    : false;
}

function below(owner: NameParameter, steps: readonly (string | number | undefined)[]): NameParameter | undefined {
  const path: string[] = [];
  for (const step of steps) {
    if (typeof step !== 'string') return undefined;
    path.push(step);
  }
  return { ...owner, path: [...owner.path, ...path] };
}

function isNoText(receiver: Node): boolean {
  const node = unwrap(receiver);
  return node.type === 'ThisExpression' || (node.type === 'Identifier' && GLOBALS.test(node.name));
}

/** `undefined`, `null`, `''`, `{}`. */
function isNothing(expression: Node): boolean {
  const node = unwrap(expression);
  if (node.type === 'Identifier') return node.name === 'undefined';
  if (node.type === 'ObjectExpression') return node.properties.length === 0;
  return node.type === 'Literal' && (node.value === null || node.value === '');
}
