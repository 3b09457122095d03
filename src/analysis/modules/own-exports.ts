import type { Variable } from '@typescript-eslint/scope-manager';
import { exportsOf } from './module-exports.ts';
import { isClass, keyOf, unwrap, type Node, type Tree } from '../syntax/tree.ts';

/**
 * The exports of a file through which other files read a text, each as its name and the properties below it: `['NAMES', 'tool']`.
 * @param node the expression that holds the text: the value of a constant, of a member of a table, an enum or a class
 * @returns none for a text that the file keeps to itself
 */
export function exportsHolding(tree: Tree, node: Node): readonly (readonly string[])[] {
  const { byName, whole } = exportsOf(tree);
  const found: (readonly string[])[] = [];
  const keys: string[] = [];
  for (let at: Node | undefined = node; at; at = tree.parentOf(at)) {
    for (const [name, one] of byName) if (one.kind === 'own' && unwrap(one.node) === at) found.push([name, ...keys]);
    if (at === whole) found.push([...keys]);
    const variable = declaredBy(tree, at);
    if (variable) {
      found.push(...exportsOfVariable(tree, variable).map((name) => [name, ...keys]));
      return found;
    }
    const holder = tree.parentOf(at);
    if (!holder || !isHolding(tree, holder)) return found;
    const key = /^(?:Property|PropertyDefinition|TSEnumMember)$/.test(at.type) ? memberKey(at) : undefined;
    if (key !== undefined) keys.unshift(key);
    if (holder.type === 'ArrayExpression') keys.unshift(String(holder.elements.findIndex((element) => element === at)));
  }
  return found;
}

/** The names under which other files read a variable: `export { tool }`, `module.exports = { tool }`. */
export function exportsOfVariable(tree: Tree, variable: Variable): readonly string[] {
  const { byName, whole } = exportsOf(tree);
  const isIt = (one: Node) => one.type === 'Identifier' && tree.variableOf(one) === variable;
  const named = [...byName].flatMap(([name, one]) => (one.kind === 'own' && isIt(one.node) ? [name] : []));
  const properties = whole?.type === 'ObjectExpression' ? whole.properties : [];
  const listed = properties.flatMap((property) => {
    const key = keyOf(property);
    return property.type === 'Property' && key !== undefined && isIt(property.value) ? [key] : [];
  });
  return [...named, ...listed];
}

const HOLDING =
  /^(?:Property|ObjectExpression|ArrayExpression|TS(?:As|Satisfies)Expression|TSTypeAssertion|PropertyDefinition|ClassBody|Class(?:Declaration|Expression)|TSEnum(?:Member|Body|Declaration)|VariableDeclarator|AssignmentExpression)$/;

/** Whether a text that stands in a node is one of those that the node holds; a function only uses it. */
function isHolding(tree: Tree, node: Node): boolean {
  return HOLDING.test(node.type) || (node.type === 'CallExpression' && tree.quote(node.callee) === 'Object.freeze');
}

/** The variable, enum or class that a declaration gives a value. */
function declaredBy(tree: Tree, node: Node): Variable | undefined {
  const isDeclared = node.type === 'VariableDeclarator' || node.type === 'TSEnumDeclaration' || isClass(node);
  const id = isDeclared ? node.id : null;
  return id?.type === 'Identifier' ? tree.variableOf(id) : undefined;
}

function memberKey(node: Node): string | undefined {
  if (node.type !== 'TSEnumMember') return keyOf(node);
  const id = node.id as Node;
  return id.type === 'Identifier' ? id.name : String((id as { value?: unknown }).value);
}
