import { valueKindsOf } from '../attributes/value-kinds.ts';
import { returnedExpressions } from '../syntax/returned-expressions.ts';
import { annotationOf, sourcesOf } from '../syntax/sources.ts';
import { keyOf, unwrap, type FunctionNode, type Node } from '../syntax/tree.ts';
import { isCertain } from './certain-types.ts';
import { writtenOrMissing, type TypeSource } from './written-types.ts';

const TEXT_METHODS =
  /^(?:slice|substring|substr|trim|trimStart|trimEnd|toString|toLowerCase|toUpperCase|replace|replaceAll|join|padEnd|padStart|repeat|concat|charAt|normalize|toISOString|toFixed)$/;
const DEEPEST = 8;

/** Whether a value is shown to be a text: by its type, here or in the file of the function that gives it, or by how it is made. */
export function isText(source: TypeSource, value: Node, depth = 0): boolean {
  const { tree, origins } = source;
  const node = unwrap(value);
  if (isCertain(source, value, 'text')) return true;
  // `store?.prompt()` may be nothing
  if (value.type === 'ChainExpression') return false;
  const inner = (one: Node) => depth < DEEPEST && isText(source, one, depth + 1);
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
    case 'AwaitExpression': {
      const call = unwrap(node.argument);
      return call.type === 'CallExpression' && origins.importedResult(call.callee)?.certain.includes('text') === true;
    }
    case 'CallExpression': {
      const callee = unwrap(node.callee);
      if (callee.type === 'Identifier' && callee.name === 'String') return true;
      const result = origins.importedResult(callee);
      if (result) return !result.isPromise && result.certain.includes('text');
      const fn = origins.functionOf(callee);
      if (fn && !fn.returnType) return returnsText(source, fn, inner);
      if (callee.type !== 'MemberExpression' || callee.optional) return false;
      if (tree.quote(callee) === 'JSON.stringify') return isSomething(source, node.arguments[0]);
      const method = keyOf(callee) ?? '';
      // arrays can be cut and joined to one another as well
      return TEXT_METHODS.test(method) && (!/^(?:slice|concat)$/.test(method) || inner(callee.object));
    }
    case 'MemberExpression': {
      const owner = node.optional ? undefined : writtenOrMissing(source, node.object);
      if (!owner || owner.optional || owner.unchecked || owner.type.type !== 'TSTypeReference') return false;
      return origins.importedType(owner.type.typeName)?.texts.includes(keyOf(node) ?? '') === true;
    }
    case 'Identifier': {
      const variable = tree.variableOf(node);
      if (!variable) return false;
      const sources = sourcesOf(tree, variable);
      return (
        !annotationOf(tree, variable) &&
        isFilled(variable.defs[0]?.node) &&
        sources.some((one) => one.kind === 'value' && one.operator === '=') &&
        // `+=` keeps a text a text
        sources.every(
          (one) =>
            one.kind === 'value' &&
            one.path.length === 0 &&
            (one.operator === '+=' || (one.operator === '=' && inner(one.node))),
        )
      );
    }
    default:
      return false;
  }
}

/** By what is known of other files, too. */
const known = new WeakMap<TypeSource['origins'], Map<FunctionNode, boolean>>();

function returnsText({ tree, origins }: TypeSource, fn: FunctionNode, isOne: (returned: Node) => boolean): boolean {
  const answers = known.get(origins) ?? new Map<FunctionNode, boolean>();
  known.set(origins, answers);
  const before = answers.get(fn);
  if (before !== undefined) return before;
  // set first, for it may call itself
  answers.set(fn, false);
  const answer = alwaysReturns(fn) && returnedExpressions(tree, fn).every(isOne);
  answers.set(fn, answer);
  return answer;
}

/** Whether a function gives what it returns, and does not come to its end without it. */
function alwaysReturns(fn: FunctionNode): boolean {
  if (fn.async || fn.generator) return false;
  return fn.body.type !== 'BlockStatement' || fn.body.body.at(-1)?.type === 'ReturnStatement';
}

/** `let text;` has no text yet. */
function isFilled(definition: Node | undefined): boolean {
  return definition?.type !== 'VariableDeclarator' || Boolean(definition.init);
}

/** `JSON.stringify(undefined)` is no text. */
function isSomething(source: TypeSource, argument: Node | undefined): boolean {
  if (!argument || argument.type === 'SpreadElement') return false;
  const node = unwrap(argument);
  if (/^(?:ObjectExpression|ArrayExpression|TemplateLiteral|NewExpression)$/.test(node.type)) return true;
  if ([...valueKindsOf(source, argument)].every((kind) => /^(?:string|number|boolean|list|null)$/.test(kind)))
    return true;
  return isCertain(source, argument, 'json');
}
