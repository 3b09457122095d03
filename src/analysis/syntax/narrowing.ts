import { sizeExpression } from '../loops/collection-size.ts';
import type { FileReading } from '../reading.ts';
import { isFunction, isInside, keyOf, unwrap, type Node, type Tree } from './tree.ts';

/**
 * Whether parts of a statement may read something whose type TypeScript narrows in the code before it, and would not narrow if the
 * statement stood in a function: a variable that is assigned, or a property that the code before it asks for. A written type that is
 * always a list is the same in both.
 */
export function losesNarrowing(reading: FileReading, parts: readonly Node[], statement: Node): boolean {
  const { tree } = reading;
  const loses = (node: Node): boolean => {
    if (isFunction(node)) return false;
    if (node.type === 'Identifier') {
      const variable = tree.variableOf(node);
      if (!variable || variable.defs.some(({ name }) => isInside(name, statement))) return false;
      return (
        variable.references.some((one) => one.isWrite() && !one.init) ||
        variable.defs.some(({ node }) => growsType(node))
      );
    }
    if (node.type === 'MemberExpression') {
      const isSure = tree.parentOf(node)?.type === 'TSNonNullExpression' || sizeExpression(reading, node) !== undefined;
      if (!isSure && isAskedFor(tree, node, statement)) return true;
      return loses(node.object) || (node.computed && loses(node.property));
    }
    return tree.childrenOf(node).some(loses);
  };
  return parts.some(loses);
}

/** Whether a declaration is `const rows = []`, whose type TypeScript reads off what is put in, and only in the function itself. */
function growsType(declaration: Node): boolean {
  if (declaration.type !== 'VariableDeclarator' || declaration.id.typeAnnotation || !declaration.init) return false;
  return declaration.init.type === 'ArrayExpression' && declaration.init.elements.length === 0;
}

/** Whether the function asks before a statement for the property of a name, or of `this`, that a member access begins with. */
function isAskedFor(tree: Tree, member: Node, statement: Node): boolean {
  const first = firstProperty(tree, member);
  const home = tree.functionAround(statement);
  return (
    first !== undefined &&
    tree
      .all('MemberExpression')
      .some(
        (one) =>
          one.range[1] <= statement.range[0] && tree.functionAround(one) === home && firstProperty(tree, one) === first,
      )
  );
}

/** `state.rows` of `state.rows.entries`, as text that a `?.` does not change. */
function firstProperty(tree: Tree, member: Node): string | undefined {
  if (member.type !== 'MemberExpression') return undefined;
  const object = unwrap(member.object);
  if (object.type === 'Identifier' || object.type === 'ThisExpression') {
    const key = keyOf(member) ?? tree.quote(member.property);
    return `${tree.quote(object)}.${key}`;
  }
  return firstProperty(tree, object);
}
