import { keyOf, unwrap, type Node, type Tree } from './tree.ts';

/** Whether two expressions are the same name, or the same properties of it. */
export function isSame(tree: Tree, one: Node, other: Node): boolean {
  const a = unwrap(one);
  const b = unwrap(other);
  if (a.type === 'Identifier' && b.type === 'Identifier') {
    const variable = tree.variableOf(a);
    return variable !== undefined && variable === tree.variableOf(b);
  }
  if (a.type === 'ThisExpression') return b.type === 'ThisExpression' && tree.classOfThis(a) === tree.classOfThis(b);
  if (a.type !== 'MemberExpression' || b.type !== 'MemberExpression') return false;
  const key = keyOf(a);
  return key !== undefined && key === keyOf(b) && isSame(tree, a.object, b.object);
}
