import { isSteady } from '../analysis/effects.ts';
import type { FileReading } from '../analysis/reading.ts';
import { annotationOf, sourcesOf } from '../analysis/sources.ts';
import { writtenTypeOf } from '../analysis/written-types.ts';
import { keyOf, unwrap, type Node, type Tree } from '../analysis/tree.ts';

const TEXT_METHODS =
  /^(?:slice|substring|substr|trim|trimStart|trimEnd|toString|toLowerCase|toUpperCase|replace|replaceAll|join|padEnd|padStart|repeat|concat|charAt|normalize|toISOString|toFixed)$/;
const CUTTING = /^(?:slice|substring|substr)$/;

/**
 * The length of a value as code: of the whole text where a part of it is written, of a constant that holds the value where there is one.
 * It never throws: where nothing proves a text, the length is asked for with `?.`.
 */
export function lengthOf(reading: FileReading, value: Node): string {
  const { tree } = reading;
  const plain = unwrap(value);
  if (plain.type === 'CallExpression' && plain.callee.type === 'MemberExpression') {
    const method = keyOf(plain.callee) ?? '';
    const { object } = plain.callee;
    if (CUTTING.test(method) && !plain.callee.optional && isText(reading, object)) return lengthOf(reading, object);
  }
  const bound = constantOf(reading, plain);
  if (bound !== undefined) return `${bound}.length`;
  return `${grouped(tree, value)}${isText(reading, plain) ? '' : '?'}.length`;
}

/** An expression as `.length` can stand behind it. */
function grouped(tree: Tree, node: Node): string {
  const text = tree.text.slice(...node.range);
  return /^(?:Identifier|MemberExpression|CallExpression|TemplateLiteral|ArrayExpression|TSNonNullExpression)$/.test(
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
  if (writtenTypeOf(reading, value)?.type === 'TSStringKeyword') return true;
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
      if (tree.quote(callee) === 'JSON.stringify') return inFlatArgument(node.arguments[0]);
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
        sources.length > 0 &&
        sources.every(
          (source) =>
            source.kind === 'value' && source.path.length === 0 && source.operator === '=' && inner(source.node),
        )
      );
    }
    default:
      return false;
  }
}

/** `JSON.stringify(undefined)` is no text. */
function inFlatArgument(argument: Node | undefined): boolean {
  return argument !== undefined && argument.type !== 'SpreadElement';
}
