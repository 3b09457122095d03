import { actsByName, holdsByName } from '../catalogue/acting-words.ts';
import type { NameParameter } from '../names/name-value.ts';
import { keyOf, unwrap, type Node, type Tree } from '../syntax/tree.ts';
import { readsOfParameter } from './wrapper-signatures.ts';

/**
 * Whether a function runs or looks up what its parameter names: `callTool(name)` of a client that puts the name into its span as well.
 * Such a name is data of the function, and its callers do not name spans with it.
 */
export function isActedOn(tree: Tree, parameter: NameParameter): boolean {
  return readsOfParameter(tree, parameter).some(({ node, isWhole }) => !isWhole && actsOn(tree, node));
}

function actsOn(tree: Tree, node: Node): boolean {
  const parent = tree.parentOf(node);
  switch (parent?.type) {
    case 'MemberExpression':
      return parent.computed && parent.property === node && holdsByName(lastName(parent.object));
    case 'CallExpression':
      return parent.callee !== node && isActing(parent.callee);
    case 'Property': {
      // `client.callTool({ name, arguments })`
      const object = tree.parentOf(parent);
      const call = object?.type === 'ObjectExpression' ? tree.parentOf(object) : undefined;
      return (
        parent.value === node && call?.type === 'CallExpression' && call.callee !== object && isActing(call.callee)
      );
    }
    case 'BinaryExpression': {
      // `tools.find((tool) => tool.name === name)`
      const other = unwrap(parent.left === node ? parent.right : parent.left);
      const callback = tree.functionAround(parent);
      const call = callback && tree.parentOf(callback);
      return (
        /^===?$/.test(parent.operator) &&
        other.type === 'MemberExpression' &&
        call?.type === 'CallExpression' &&
        call.callee.type === 'MemberExpression' &&
        keyOf(call.callee) === 'find' &&
        holdsByName(lastName(call.callee.object))
      );
    }
    default:
      return false;
  }
}

function isActing(callee: Node): boolean {
  const plain = unwrap(callee, true);
  if (plain.type === 'Identifier') return actsByName('', plain.name);
  return plain.type === 'MemberExpression' && actsByName(lastName(plain.object), keyOf(plain) ?? '');
}

/** `handlers` of `this.#handlers`, `tools` of `getTools()`. */
function lastName(expression: Node): string {
  const node = unwrap(expression, true);
  if (node.type === 'CallExpression') return lastName(node.callee);
  return node.type === 'Identifier' ? node.name : node.type === 'MemberExpression' ? (keyOf(node) ?? '') : '';
}
