import { keyOf, unwrap, type Node } from '../syntax/tree.ts';

/** The names that a value is read by: identifiers and properties; of a call, those of what it is called on or given. */
export function namesIn(value: Node): readonly string[] {
  const node = unwrap(value, true);
  switch (node.type) {
    case 'Identifier':
      return [node.name];
    case 'ThisExpression':
      return [];
    case 'MemberExpression':
      return [...namesIn(node.object), ...(keyOf(node) === undefined ? [] : [keyOf(node) ?? ''])];
    case 'CallExpression': {
      const callee = unwrap(node.callee);
      const [first] = node.arguments;
      if (callee.type === 'MemberExpression' && node.arguments.length === 0) return namesIn(callee.object);
      return first && first.type !== 'SpreadElement' ? namesIn(first) : namesIn(callee);
    }
    case 'LogicalExpression':
      return namesIn(node.left);
    default:
      return [];
  }
}
