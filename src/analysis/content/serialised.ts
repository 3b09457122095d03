import { sourcesOf } from '../syntax/sources.ts';
import { keyOf, unwrap, type Node, type Tree } from '../syntax/tree.ts';

const SERIALISING = /^(?:stringify|\w*[sS]tringify|\w*[sS]erialize|inspect|toJSON)$/;
const CUTTING = /^(?:slice|substring|substr|truncate\w*|\w*Truncate|clip|preview)$/;
const DEEPEST = 5;

/** Whether an expression may be a whole object as a text, or the beginning of a long text: `JSON.stringify(data)`, `reply.slice(0, 500)`. */
export function isSerialised(tree: Tree, expression: Node, depth = 0): boolean {
  if (depth > DEEPEST) return false;
  const node = unwrap(expression, true);
  const inner = (one: Node) => isSerialised(tree, one, depth + 1);
  switch (node.type) {
    case 'CallExpression': {
      const callee = unwrap(node.callee);
      const name =
        callee.type === 'MemberExpression' ? keyOf(callee) : callee.type === 'Identifier' ? callee.name : undefined;
      return name !== undefined && (SERIALISING.test(name) || CUTTING.test(name));
    }
    case 'ConditionalExpression':
      return inner(node.consequent) || inner(node.alternate);
    case 'LogicalExpression':
      return inner(node.left) || inner(node.right);
    case 'Identifier': {
      const variable = tree.variableOf(node);
      const [source, ...more] = variable ? sourcesOf(tree, variable) : [];
      return source?.kind === 'value' && source.path.length === 0 && more.length === 0 && inner(source.node);
    }
    default:
      return false;
  }
}
