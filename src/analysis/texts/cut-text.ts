import type { TSESTree } from '@typescript-eslint/types';
import { languageResult } from '../attributes/language-results.ts';
import { valueKindsOf } from '../attributes/value-kinds.ts';
import { limitsText, shortensText } from '../catalogue/cutting-words.ts';
import { literalText } from '../names/name-value.ts';
import { hasEffects, isSteady } from '../syntax/effects.ts';
import { meansSameAt } from '../syntax/in-sight.ts';
import { returnedExpressions } from '../syntax/returned-expressions.ts';
import { isSame } from '../syntax/same-place.ts';
import { sourcesOf } from '../syntax/sources.ts';
import { keyOf, unwrap, type FunctionNode, type Node } from '../syntax/tree.ts';
import { isText } from '../types/shown-text.ts';
import type { TypeSource } from '../types/written-types.ts';

const CUTTING = /^(?:slice|substring|substr)$/;
const DOTS = /^(?:\.{2,3}|…)$/;
/** Methods that give a text of about the length of the one that they are called on. */
const KEEPING = /^(?:trim(?:Start|End)?|toString|to(?:Locale)?(?:Lower|Upper)Case|replace(?:All)?|normalize)$/;
const DEEPEST = 8;

/** A part of a text that stands in a value. */
export interface CutText {
  readonly node: Node;
  /** The text that it is a part of; nothing where that is not in sight. */
  readonly whole: Node | undefined;
}

/** What a function cuts for its callers: the argument at a place, or a text of its own. */
export type CutArgument = number | 'own';

/** The parts of texts that a value is put together of: `` `${prompt.slice(0, 500)}…` ``, `prompt ? truncate(prompt) : ''`. */
export function cutTextsIn(source: TypeSource, value: Node, depth = 0): readonly CutText[] {
  if (depth > DEEPEST) return [];
  const node = unwrap(value);
  const inner = (one: Node) => cutTextsIn(source, one, depth + 1);
  const whole = wholeIn(source, node, depth, true);
  if (whole) return [{ node: value, whole }];
  if (isCut(source, node, depth)) return [{ node: value, whole: undefined }];
  switch (node.type) {
    case 'BinaryExpression':
      return node.operator === '+' ? [...inner(node.left), ...inner(node.right)] : [];
    case 'TemplateLiteral':
      return node.expressions.flatMap(inner);
    case 'ConditionalExpression':
      return [...inner(node.consequent), ...inner(node.alternate)];
    case 'LogicalExpression':
      return [...(node.operator === '&&' ? [] : inner(node.left)), ...inner(node.right)];
    case 'CallExpression': {
      const callee = unwrap(node.callee);
      return callee.type === 'MemberExpression' && KEEPING.test(keyOf(callee) ?? '') ? inner(callee.object) : [];
    }
    default:
      return [];
  }
}

/** Whether a call cuts the text that it is a method of, which must be there. */
export function isCuttingMethod(value: Node): boolean {
  const call = unwrap(value);
  return (
    call.type === 'CallExpression' &&
    value.type !== 'ChainExpression' &&
    call.callee.type === 'MemberExpression' &&
    CUTTING.test(keyOf(call.callee) ?? '')
  );
}

/**
 * The text that a value is a part of: `prompt` for `prompt.slice(0, 500)`, for `truncate(prompt, 500)` where that is shown to be a text,
 * and for the choice between both.
 */
export function wholeOf(source: TypeSource, value: Node): Node | undefined {
  return wholeIn(source, value, 0, false);
}

/** @param isLimited whether only what is cut to a length counts, and not `text.slice(text.indexOf(':'))`, which is another text */
function wholeIn(source: TypeSource, value: Node, depth: number, isLimited: boolean): Node | undefined {
  const { tree } = source;
  if (depth > DEEPEST) return undefined;
  const node = unwrap(value);
  const cut = beforeDots(node);
  if (cut) return wholeIn(source, cut, depth + 1, isLimited);
  if (node.type === 'Identifier') return wholeBehind(source, node, depth, isLimited);
  if (node.type === 'ConditionalExpression') {
    const { consequent, alternate } = node;
    const isPartOf = (part: Node, whole: Node) => {
      const found = wholeIn(source, part, depth + 1, isLimited);
      return found !== undefined && isSame(tree, found, whole);
    };
    if (isPartOf(consequent, alternate)) return alternate;
    return isPartOf(alternate, consequent) ? consequent : undefined;
  }
  if (node.type !== 'CallExpression') return undefined;
  const callee = unwrap(node.callee);
  if (callee.type === 'MemberExpression' && CUTTING.test(keyOf(callee) ?? ''))
    return isOwnMethod(source, callee) || (isLimited && !cutsToLength(node)) ? undefined : callee.object;
  const argument = cutArgumentOf(source, node, depth);
  if (argument === undefined) return undefined;
  const given = argument === 'own' ? undefined : node.arguments[argument];
  const isSpread = node.arguments.some(({ type }) => type === 'SpreadElement');
  return given && !isSpread && !hasEffects(tree, given) ? given : onlyText(source, node.arguments);
}

/** By what is known of other files, too. */
const known = new WeakMap<TypeSource['origins'], Map<FunctionNode, CutArgument | undefined>>();

/** What a function cuts off what it is given, by what it returns; nothing where it visibly cuts nothing. */
export function cutBy(source: TypeSource, fn: FunctionNode, depth = 0): CutArgument | undefined {
  const answers = known.get(source.origins) ?? new Map<FunctionNode, CutArgument | undefined>();
  known.set(source.origins, answers);
  if (answers.has(fn)) return answers.get(fn);
  // set first, for it may call itself
  answers.set(fn, undefined);
  const cut = readCut(source, fn, depth);
  answers.set(fn, cut);
  return cut;
}

function readCut(source: TypeSource, fn: FunctionNode, depth: number): CutArgument | undefined {
  const returned = returnedExpressions(source.tree, fn).filter((one) => literalText(one) === undefined);
  const cuts = returned.flatMap((one) => cutTextsIn(source, one, depth + 1));
  if (cuts.length === 0) return undefined;
  const places = new Set(returned.map((one) => parameterAt(source, fn, wholeIn(source, one, depth + 1, true) ?? one)));
  const [place, ...more] = places;
  return place !== undefined && more.length === 0 ? place : 'own';
}

/** The place of the parameter that an expression names. */
function parameterAt({ tree }: TypeSource, fn: FunctionNode, expression: Node): number | undefined {
  const node = unwrap(expression);
  const variable = node.type === 'Identifier' ? tree.variableOf(node) : undefined;
  const [only, ...more] = variable ? sourcesOf(tree, variable) : [];
  return only?.kind === 'parameter' && more.length === 0 && only.fn === fn && only.path.length === 0 && !only.rest
    ? only.index
    : undefined;
}

/** Whether a value is a part of a text and nothing else. */
function isCut(source: TypeSource, node: Node, depth: number): boolean {
  if (node.type === 'Identifier') {
    const variable = source.tree.variableOf(node);
    return (variable ? sourcesOf(source.tree, variable) : []).some(
      (one) =>
        one.kind === 'value' &&
        one.operator === '=' &&
        one.path.length === 0 &&
        cutTextsIn(source, one.node, depth + 1).length > 0,
    );
  }
  if (node.type !== 'CallExpression') return false;
  const callee = unwrap(node.callee);
  if (callee.type === 'MemberExpression' && CUTTING.test(keyOf(callee) ?? ''))
    return cutsToLength(node) && !isList(source, callee.object);
  return cutArgumentOf(source, node, depth) !== undefined;
}

/** `text.slice(0, 500)`, `text.slice(-500)` */
function cutsToLength({ arguments: [start] }: TSESTree.CallExpression): boolean {
  return (
    (start?.type === 'Literal' && start.value === 0) || (start?.type === 'UnaryExpression' && start.operator === '-')
  );
}

function isList(source: TypeSource, value: Node): boolean {
  const kinds = valueKindsOf(source, value);
  return kinds.has('list') && [...kinds].every((kind) => /^(?:list|missing|null)$/.test(kind));
}

/** What a called function cuts, by its code where that is in sight, or by what it is called and given. */
function cutArgumentOf(source: TypeSource, call: TSESTree.CallExpression, depth: number): CutArgument | undefined {
  const callee = unwrap(call.callee);
  const name =
    callee.type === 'MemberExpression' ? (keyOf(callee) ?? '') : callee.type === 'Identifier' ? callee.name : '';
  const fn = depth < DEEPEST ? source.origins.functionOf(callee) : undefined;
  const seen = fn ? cutBy(source, fn, depth + 1) : source.origins.importedResult(callee)?.cut;
  if (seen !== undefined) return seen;
  if (shortensText(name)) return 'own';
  const isSeen = fn !== undefined || source.origins.importedResult(callee) !== undefined;
  if (isSeen || languageResult(source.tree, call) !== undefined) return undefined;
  return limitsText(name) && call.arguments.slice(1).some(isLimit) ? 'own' : undefined;
}

/** Fewer letters are no text that was cut: `stringify(value, undefined, 2)`. */
const LEAST = 16;
const LIMIT = /(?:^|[\W_]|[a-z])(?:max|limit|length|len|chars|characters|bytes)(?:$|[\W_A-Z])|^(?:MAX|max)/i;

/** `4096`, `MAX_LENGTH`, `{ maxLength: 500 }` */
function isLimit(argument: Node): boolean {
  const node = unwrap(argument);
  switch (node.type) {
    case 'Literal':
      return typeof node.value === 'number' && node.value >= LEAST;
    case 'Identifier':
      return LIMIT.test(node.name);
    case 'MemberExpression':
      return LIMIT.test(keyOf(node) ?? '');
    case 'ObjectExpression':
      return node.properties.some((one) => one.type === 'Property' && LIMIT.test(keyOf(one) ?? ''));
    default:
      return false;
  }
}

/** Whether a class of the file may say what `slice` does: what it cuts has a length of its own, or none. */
function isOwnMethod(source: TypeSource, callee: TSESTree.MemberExpression): boolean {
  const { object } = callee;
  if (/^(?:ThisExpression|Super|NewExpression)$/.test(unwrap(object).type)) return true;
  if (valueKindsOf(source, object).has('other')) return true;
  const name = keyOf(callee);
  const isDefined = source.tree.all('MethodDefinition').some((method) => !method.static && keyOf(method) === name);
  return isDefined && !isText(source, object);
}

/** The one text that a function is given, which it may shorten; nothing where it is given none, or two that it may choose from. */
function onlyText(source: TypeSource, given: TSESTree.CallExpression['arguments']): Node | undefined {
  const texts = given.filter(
    (one) => one.type !== 'SpreadElement' && literalText(one) === undefined && mayBeText(source, one),
  );
  const [text, ...more] = texts;
  return text && more.length === 0 && !hasEffects(source.tree, text) ? text : undefined;
}

function mayBeText(source: TypeSource, value: Node): boolean {
  const kinds = valueKindsOf(source, value);
  return (
    isText(source, value) || (kinds.has('string') && [...kinds].every((kind) => /^(?:string|missing|null)$/.test(kind)))
  );
}

/** What stands before the dots in `text.slice(0, 20) + '...'`. */
function beforeDots(node: Node): Node | undefined {
  if (node.type === 'BinaryExpression' && node.operator === '+') {
    const end = literalText(node.right);
    return end !== undefined && DOTS.test(end) ? node.left : undefined;
  }
  if (node.type !== 'TemplateLiteral' || node.expressions.length !== 1) return undefined;
  const [first, last] = node.quasis;
  return first?.value.cooked === '' && DOTS.test(last?.value.cooked ?? '') ? node.expressions[0] : undefined;
}

/** The whole text that a constant is a part of, if it is still in sight and the same where the constant is read. */
function wholeBehind(source: TypeSource, read: Node, depth: number, isLimited: boolean): Node | undefined {
  const { tree } = source;
  const variable = tree.variableOf(read);
  const [given, ...more] = variable ? sourcesOf(tree, variable) : [];
  if (given?.kind !== 'value' || more.length > 0 || given.path.length > 0 || given.operator !== '=') return undefined;
  const whole = wholeIn(source, given.node, depth + 1, isLimited);
  return whole && isSteady(tree, whole) && meansSameAt(tree, whole, read) ? whole : undefined;
}
