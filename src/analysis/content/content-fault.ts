import type { TSESTree } from '@typescript-eslint/types';
import type { Variable } from '@typescript-eslint/scope-manager';
import type { FileReading } from '../reading.ts';
import { annotationOf, sourcesOf } from '../syntax/sources.ts';
import { isFunction, keyOf, unwrap, type Node, type Tree } from '../syntax/tree.ts';

/** Names that errors go by. `e` and `reason` count only where they are caught, typed or made. */
const NAMED = /^(?:err|error|ex|exc|exception|cause|lastError|\w+(?:Error|Err|Exception))$/;
const TYPED = /^(?:\w*Error|\w*Exception)$/;
/** What an error says of itself. */
const TELLING = /^(?:message|stack|cause|reason|details?|description|code|name)$/;
/** Functions that make an error of what was thrown, or say what it tells: `toError(e)`, `getErrorMessage(e)`. */
const MAKING =
  /^(?:(?:to|as|ensure|normali[sz]e|coerce|create|make|wrap|unwrap|parse|get|format|describe|extract|serialize)\w*(?:Error|Exception)|\w*[eE]rr(?:or)?(?:To)?(?:Message|Text|String|Details|Stack|Description))$/;

const DEEPEST = 8;

/** Variables that hold nothing but errors and what these say, by what they are set to. */
const known = new WeakMap<Variable, boolean>();

/** Whether an expression is an error, or what an error says of itself: `err.message`, `String(caught)`. */
export function isFault(reading: FileReading, expression: Node, depth = 0): boolean {
  if (depth > DEEPEST) return false;
  if (expression.type === 'TSAsExpression' && isFaultType(expression.typeAnnotation)) return true;
  const node = unwrap(expression, true);
  const inner = (one: Node) => isFault(reading, one, depth + 1);
  switch (node.type) {
    case 'NewExpression':
      return node.callee.type === 'Identifier' && TYPED.test(node.callee.name);
    case 'Identifier':
      return isFaultName(reading, node, node.name, depth);
    case 'MemberExpression': {
      const name = keyOf(node) ?? '';
      return NAMED.test(name) || (TELLING.test(name) && inner(node.object));
    }
    case 'ConditionalExpression':
      return inner(node.alternate) && (isFaultTest(node.test) || inner(node.consequent));
    case 'LogicalExpression':
      return inner(node.right) && (node.operator === '&&' || inner(node.left));
    case 'CallExpression': {
      const callee = unwrap(node.callee);
      const name =
        callee.type === 'MemberExpression' ? keyOf(callee) : callee.type === 'Identifier' ? callee.name : undefined;
      return name !== undefined && MAKING.test(name);
    }
    default:
      return false;
  }
}

function isFaultName(reading: FileReading, identifier: Node, name: string, depth: number): boolean {
  if (NAMED.test(name)) return true;
  const { tree } = reading;
  const variable = tree.variableOf(identifier);
  if (!variable) return false;
  if (variable.defs.some(({ type, name: own }) => (type as string) === 'CatchClause' || isRejection(tree, own)))
    return true;
  const annotation = annotationOf(tree, variable);
  if (annotation?.path.length === 0 && isFaultType(annotation.type)) return true;
  return isTested(tree, identifier, name) || holdsFaults(reading, variable, depth);
}

/** Whether all that a variable is set to is an error: `const rootCause = e instanceof Error ? e : new Error(String(e))`. */
function holdsFaults(reading: FileReading, variable: Variable, depth: number): boolean {
  const before = known.get(variable);
  if (before !== undefined) return before;
  // what a variable gives to itself shows nothing
  known.set(variable, false);
  const given = sourcesOf(reading.tree, variable).filter((one) => one.kind !== 'value' || !isFixed(one.node));
  const holds =
    given.length > 0 &&
    given.every(
      (one) =>
        one.kind === 'value' &&
        one.path.every((step) => TELLING.test(String(step))) &&
        isFault(reading, one.node, depth + 1),
    );
  known.set(variable, holds);
  return holds;
}

/** `null`, `undefined`, `'unknown'`: what a variable starts with or falls back to. */
function isFixed(value: Node): boolean {
  return value.type === 'Literal' || (value.type === 'Identifier' && value.name === 'undefined');
}

/** `Error`, `TypeError | undefined` */
function isFaultType(type: TSESTree.TypeNode): boolean {
  if (type.type === 'TSUnionType') {
    const given = type.types.filter((one) => !/^TS(?:Undefined|Null)Keyword$/.test(one.type));
    return given.length > 0 && given.every(isFaultType);
  }
  return type.type === 'TSTypeReference' && type.typeName.type === 'Identifier' && TYPED.test(type.typeName.name);
}

/** Whether code runs only where a name was found to be an error: `if (outcome instanceof Error) …`. */
function isTested(tree: Tree, identifier: Node, name: string): boolean {
  let below = identifier;
  for (let up = tree.parentOf(identifier); up && !isFunction(up); below = up, up = tree.parentOf(up)) {
    const test =
      up.type === 'IfStatement' && up.consequent === below
        ? up.test
        : up.type === 'LogicalExpression' && up.operator === '&&' && up.right === below
          ? up.left
          : undefined;
    if (test && isFaultTest(test, name)) return true;
  }
  return false;
}

/** Whether a name is the parameter of what is given to `.catch()`, to `.then()` for that case, or to `.on('error')`. */
function isRejection(tree: Tree, name: Node): boolean {
  const fn = tree.parentOf(name);
  const call = isFunction(fn) && fn.params[0] === name ? tree.parentOf(fn) : undefined;
  if (call?.type !== 'CallExpression' || call.callee.type !== 'MemberExpression') return false;
  const [first, second] = call.arguments;
  const method = keyOf(call.callee) ?? '';
  if (method === 'catch') return first === fn;
  if (method === 'then') return second === fn;
  return /^(?:on|once)$/.test(method) && first?.type === 'Literal' && first.value === 'error';
}

/** `value instanceof Error`, alone or with more. */
export function isFaultTest(test: Node, name?: string): boolean {
  const node = unwrap(test);
  if (node.type === 'LogicalExpression' && node.operator === '&&')
    return isFaultTest(node.left, name) || isFaultTest(node.right, name);
  return (
    node.type === 'BinaryExpression' &&
    node.operator === 'instanceof' &&
    node.right.type === 'Identifier' &&
    TYPED.test(node.right.name) &&
    (name === undefined || (node.left.type === 'Identifier' && node.left.name === name))
  );
}
