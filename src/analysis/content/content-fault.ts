import type { FileReading } from '../reading.ts';
import { annotationOf } from '../syntax/sources.ts';
import { isFunction, keyOf, unwrap, type Node, type Tree } from '../syntax/tree.ts';

/** Names that errors go by. `e` and `reason` count only where they are caught or typed. */
const NAMED = /^(?:err|error|ex|exc|exception|cause|lastError|\w+(?:Error|Err|Exception))$/;
const TYPED = /^(?:\w*Error|\w*Exception)$/;
/** What an error says of itself. */
const TELLING = /^(?:message|stack|cause|reason|details?|description|code|name)$/;

/** Whether an expression is an error, or what an error says of itself: `err.message`, `String(caught)`. */
export function isFault(reading: FileReading, expression: Node): boolean {
  const node = unwrap(expression, true);
  switch (node.type) {
    case 'NewExpression':
      return node.callee.type === 'Identifier' && TYPED.test(node.callee.name);
    case 'Identifier':
      return isFaultName(reading, node, node.name);
    case 'MemberExpression': {
      const name = keyOf(node) ?? '';
      return NAMED.test(name) || (TELLING.test(name) && isFault(reading, node.object));
    }
    default:
      return false;
  }
}

function isFaultName({ tree }: FileReading, identifier: Node, name: string): boolean {
  if (NAMED.test(name)) return true;
  const variable = tree.variableOf(identifier);
  if (!variable) return false;
  if (variable.defs.some(({ type, name: own }) => (type as string) === 'CatchClause' || isRejection(tree, own)))
    return true;
  const annotation = annotationOf(tree, variable);
  const type = annotation?.path.length === 0 ? annotation.type : undefined;
  return type?.type === 'TSTypeReference' && type.typeName.type === 'Identifier' && TYPED.test(type.typeName.name);
}

/** Whether a name is the parameter of what is given to `.catch()`, or to `.on('error')`. */
function isRejection(tree: Tree, name: Node): boolean {
  const fn = tree.parentOf(name);
  const call = isFunction(fn) && fn.params[0] === name ? tree.parentOf(fn) : undefined;
  if (call?.type !== 'CallExpression' || call.callee.type !== 'MemberExpression') return false;
  const [first] = call.arguments;
  const method = keyOf(call.callee) ?? '';
  if (method === 'catch') return first === fn;
  return /^(?:on|once)$/.test(method) && first?.type === 'Literal' && first.value === 'error';
}

/** `value instanceof Error`. */
export function isFaultTest(test: Node): boolean {
  const node = unwrap(test);
  return (
    node.type === 'BinaryExpression' &&
    node.operator === 'instanceof' &&
    node.right.type === 'Identifier' &&
    TYPED.test(node.right.name)
  );
}
