import type { TSESTree } from '@typescript-eslint/types';
import { valueKindsOf } from '../analysis/attributes/value-kinds.ts';
import { hasEffects, identifiersIn, isSteady } from '../analysis/syntax/effects.ts';
import type { FileReading } from '../analysis/reading.ts';
import { meansSameAt } from '../analysis/syntax/in-sight.ts';
import { literalText } from '../analysis/names/name-value.ts';
import { annotationOf, sourcesOf } from '../analysis/syntax/sources.ts';
import { isCertain } from '../analysis/types/certain-types.ts';
import { keyOf, unwrap, type Node, type Tree } from '../analysis/syntax/tree.ts';

const TEXT_METHODS =
  /^(?:slice|substring|substr|trim|trimStart|trimEnd|toString|toLowerCase|toUpperCase|replace|replaceAll|join|padEnd|padStart|repeat|concat|charAt|normalize|toISOString|toFixed)$/;
const CUTTING = /^(?:slice|substring|substr)$/;
const DOTS = /^(?:\.{2,3}|…)$/;
const TRUNCATING = /^(?:truncate|clip|cut|shorten|preview|ellipsis)\w*$/i;

/**
 * The length of a value as code: of the whole text where a part of it is written, of a constant that holds the value where there is one.
 * It never throws: where nothing proves a text, the length is asked for with `?.`.
 */
export function lengthOf(reading: FileReading, value: Node, isThere = false): string {
  const { tree } = reading;
  const uncut = wholeOf(reading, value);
  // `.slice()` would have thrown where there is no text
  if (uncut) return lengthOf(reading, uncut, isThere || isMethodCall(value));
  const plain = unwrap(value);
  const bound = constantOf(reading, plain);
  const isSure =
    isThere || value.type === 'TSNonNullExpression' || plain.type === 'ArrayExpression' || isText(reading, plain);
  if (bound !== undefined) return `${bound}${isSure ? '' : '?'}.length`;
  return `${grouped(tree, value)}${isSure ? '' : '?'}.length`;
}

function isMethodCall(value: Node): boolean {
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
function wholeOf(reading: FileReading, value: Node): Node | undefined {
  const { tree } = reading;
  const node = unwrap(value);
  const cut = beforeDots(node);
  if (cut) return wholeOf(reading, cut);
  if (node.type === 'Identifier') return wholeBehind(reading, node);
  if (node.type === 'ConditionalExpression') {
    const whole = unwrap(node.alternate);
    const isSame = whole.type === 'Identifier' || whole.type === 'MemberExpression';
    const text = tree.text.slice(...whole.range);
    return isSame &&
      tree.text.slice(...node.consequent.range).startsWith(`${text}.`) &&
      /\.(?:slice|substring|substr)\(/.test(tree.text.slice(...node.consequent.range))
      ? node.alternate
      : undefined;
  }
  if (node.type !== 'CallExpression') return undefined;
  const callee = unwrap(node.callee);
  const name =
    callee.type === 'MemberExpression' ? (keyOf(callee) ?? '') : callee.type === 'Identifier' ? callee.name : '';
  if (callee.type === 'MemberExpression' && CUTTING.test(name))
    return isOwnMethod(reading, callee, name) ? undefined : callee.object;
  return TRUNCATING.test(name) ? onlyText(reading, node.arguments) : undefined;
}

/** Whether a class of the file may say what `slice` does: what it cuts has a length of its own, or none. */
function isOwnMethod(reading: FileReading, { object }: TSESTree.MemberExpression, name: string): boolean {
  if (/^(?:ThisExpression|Super|NewExpression)$/.test(unwrap(object).type)) return true;
  if (valueKindsOf(reading, object).has('other')) return true;
  const isDefined = reading.tree.all('MethodDefinition').some((method) => !method.static && keyOf(method) === name);
  return isDefined && !isText(reading, object);
}

/** The one text that a function is given, which it may shorten; nothing where it is given none, or two that it may choose from. */
function onlyText(reading: FileReading, given: TSESTree.CallExpression['arguments']): Node | undefined {
  const texts = given.filter(
    (one) => one.type !== 'SpreadElement' && literalText(one) === undefined && mayBeText(reading, one),
  );
  const [text, ...more] = texts;
  return text && more.length === 0 && !hasEffects(reading.tree, text) ? text : undefined;
}

function mayBeText(reading: FileReading, value: Node): boolean {
  const kinds = valueKindsOf(reading, value);
  return (
    isText(reading, value) ||
    (kinds.has('string') && [...kinds].every((kind) => /^(?:string|missing|null)$/.test(kind)))
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
function wholeBehind(reading: FileReading, read: Node): Node | undefined {
  const { tree } = reading;
  const variable = tree.variableOf(read);
  const [source, ...more] = variable ? sourcesOf(tree, variable) : [];
  if (source?.kind !== 'value' || more.length > 0 || source.path.length > 0 || source.operator !== '=')
    return undefined;
  const whole = wholeOf(reading, source.node);
  const isPlain = whole && /^(?:Identifier|MemberExpression)$/.test(unwrap(whole).type);
  return isPlain && isSteady(tree, whole) && meansSameAt(tree, whole, read) ? whole : undefined;
}

/** An expression as `.length` can stand behind it. */
function grouped(tree: Tree, node: Node): string {
  const text = tree.text.slice(...node.range);
  return /^(?:Identifier|MemberExpression|CallExpression|TemplateLiteral|ArrayExpression|TSNonNullExpression|ChainExpression)$/.test(
    node.type,
  )
    ? text
    : `(${text})`;
}

/** A constant in sight that was given the very same expression, if that is the result of a call. */
function constantOf({ tree }: FileReading, value: Node): string | undefined {
  if (value.type !== 'CallExpression') return undefined;
  const text = tree.quote(value, 1000);
  const home = tree.functionAround(value);
  for (const declarator of tree.all('VariableDeclarator')) {
    if (!declarator.init || declarator.id.type !== 'Identifier' || declarator.range[1] > value.range[0]) continue;
    const declaration = tree.parentOf(declarator);
    if (declaration?.type !== 'VariableDeclaration' || declaration.kind !== 'const') continue;
    const block = tree.parentOf(declaration);
    const inSight = block && block.range[0] <= value.range[0] && value.range[1] <= block.range[1];
    if (!inSight || tree.functionAround(declarator) !== home || tree.quote(unwrap(declarator.init), 1000) !== text)
      continue;
    const given = value.arguments.flatMap((argument) => identifiersIn(tree, argument));
    const same =
      declarator.init.type === 'CallExpression'
        ? declarator.init.arguments.flatMap((argument) => identifiersIn(tree, argument))
        : [];
    if (!given.every((identifier, i) => same[i] && tree.variableOf(identifier) === tree.variableOf(same[i]))) continue;
    // what is used in between may have been changed
    const isTouched = given.some((identifier) =>
      tree
        .variableOf(identifier)
        ?.references.some(({ identifier: { range } }) => declarator.range[1] < range[0] && range[1] < value.range[0]),
    );
    if (isTouched) continue;
    const steady = value.arguments.every((argument) => argument.type !== 'SpreadElement' && isSteady(tree, argument));
    if (steady && value.callee.type === 'MemberExpression' && tree.quote(value.callee) === 'JSON.stringify')
      return declarator.id.name;
  }
  return undefined;
}

/** Whether a value is shown to be a text. */
function isText(reading: FileReading, value: Node, depth = 0): boolean {
  const { tree } = reading;
  const node = unwrap(value);
  if (isCertain(reading, value, 'text')) return true;
  const inner = (one: Node) => depth < 8 && isText(reading, one, depth + 1);
  switch (node.type) {
    case 'TemplateLiteral':
      return true;
    case 'Literal':
      return typeof node.value === 'string';
    case 'BinaryExpression':
      return node.operator === '+' && (inner(node.left) || inner(node.right));
    case 'ConditionalExpression':
      return inner(node.consequent) && inner(node.alternate);
    case 'LogicalExpression':
      return node.operator !== '&&' && inner(node.right);
    case 'CallExpression': {
      const callee = unwrap(node.callee);
      if (callee.type === 'Identifier') return callee.name === 'String';
      if (callee.type !== 'MemberExpression' || callee.optional) return false;
      if (tree.quote(callee) === 'JSON.stringify') return isSomething(reading, node.arguments[0]);
      const method = keyOf(callee) ?? '';
      // arrays can be cut and joined to one another as well
      return TEXT_METHODS.test(method) && (!/^(?:slice|concat)$/.test(method) || inner(callee.object));
    }
    case 'Identifier': {
      const variable = tree.variableOf(node);
      if (!variable) return false;
      const sources = sourcesOf(tree, variable);
      return (
        !annotationOf(tree, variable) &&
        isFilled(variable.defs[0]?.node) &&
        sources.some((source) => source.kind === 'value' && source.operator === '=') &&
        // `+=` keeps a text a text
        sources.every(
          (source) =>
            source.kind === 'value' &&
            source.path.length === 0 &&
            (source.operator === '+=' || (source.operator === '=' && inner(source.node))),
        )
      );
    }
    default:
      return false;
  }
}

/** `let text;` has no text yet. */
function isFilled(definition: Node | undefined): boolean {
  return definition?.type !== 'VariableDeclarator' || Boolean(definition.init);
}

/** `JSON.stringify(undefined)` is no text. */
function isSomething(reading: FileReading, argument: Node | undefined): boolean {
  if (!argument || argument.type === 'SpreadElement') return false;
  const node = unwrap(argument);
  if (/^(?:ObjectExpression|ArrayExpression|TemplateLiteral|NewExpression)$/.test(node.type)) return true;
  if ([...valueKindsOf(reading, argument)].every((kind) => /^(?:string|number|boolean|list|null)$/.test(kind)))
    return true;
  return isCertain(reading, argument, 'json');
}
