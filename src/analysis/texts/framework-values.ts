import type { Variable } from '@typescript-eslint/scope-manager';
import { isFrameworkName } from '../catalogue/framework-names.ts';
import { declaredName } from '../syntax/declared-name.ts';
import { annotationOf, sourcesOf, valuesOf, type Path } from '../syntax/sources.ts';
import { keyOf, unwrap, type Node, type Tree } from '../syntax/tree.ts';

const DEEPEST = 4;

/** A value as the properties that lead to it, from what this file cannot look into. */
export interface ReadPath {
  /** As it would be written without the constants in between: `context.getHandler().name`. */
  readonly text: string;
  /** The receiver that it begins with. */
  readonly root: Node;
}

/**
 * The properties that lead to a value, through the constants that hold parts of the way: `const handler = context.getHandler()`.
 * @param path steps below the root
 */
export function readPathOf(tree: Tree, root: Node, path: Path, depth = 0): ReadPath {
  const node = unwrap(root, true);
  const variable = node.type === 'Identifier' ? tree.variableOf(node) : undefined;
  const [source, ...more] = variable ? valuesOf(tree, variable) : [];
  if (depth < DEEPEST && source?.kind === 'value' && source.operator === '=' && more.length === 0)
    return readPathOf(tree, source.node, [...source.path, ...path], depth + 1);
  const inside = source?.kind === 'parameter' && more.length === 0 ? source.path : [];
  const steps = [...inside, ...path].map((step) => step ?? '?').join('.');
  const text = inside.length > 0 ? steps : [tree.quote(node).replaceAll('?.', '.'), steps].filter(Boolean).join('.');
  return { text, root: receiverOf(node) };
}

/** Whether a value is the name of something that the program has registered with a framework. */
export function isFrameworkValue(tree: Tree, root: Node, path: Path): boolean {
  const read = readPathOf(tree, root, path);
  const variable = tree.variableOf(read.root);
  const type = variable && typeOf(tree, variable);
  return isFrameworkName(read.text, {
    type: type && tree.quote(type),
    module: type && moduleOf(tree, type),
    isAskedFor: (property) => variable !== undefined && isAskedFor(tree, variable, property),
    givenBy: () => (variable ? callersOf(tree, variable) : []),
  });
}

/** The module that a written type is imported from. */
function moduleOf(tree: Tree, type: Node): string | undefined {
  const name = type.type === 'TSTypeReference' ? type.typeName : undefined;
  const variable = name?.type === 'Identifier' ? tree.variableOf(name) : undefined;
  const [source] = variable ? sourcesOf(tree, variable) : [];
  return source?.kind === 'import' ? source.module : undefined;
}

/** The last names of the functions that are given the function whose first parameter a variable is. */
function callersOf(tree: Tree, variable: Variable): readonly string[] {
  const [source, ...more] = valuesOf(tree, variable);
  if (source?.kind !== 'parameter' || source.index !== 0 || more.length > 0) return [];
  const { fn } = source;
  const name = fn.id ?? declaredName(tree, fn);
  const declared = name ? tree.variableOf(name) : undefined;
  const mentions: readonly Node[] = [fn, ...(declared?.references ?? []).map(({ identifier }) => identifier)];
  return mentions.flatMap((mention) => {
    const call = tree.parentOf(mention);
    if (call?.type !== 'CallExpression' || unwrap(call.callee) === mention) return [];
    const callee = unwrap(call.callee);
    return callee.type === 'Identifier' ? callee.name : (keyOf(callee) ?? []);
  });
}

function receiverOf(node: Node): Node {
  const plain = unwrap(node, true);
  if (plain.type === 'MemberExpression') return receiverOf(plain.object);
  return plain.type === 'CallExpression' ? receiverOf(plain.callee) : plain;
}

/** The written type of a variable, or of the constant that holds the function whose parameter it is: `const handler: Handler<Event>`. */
function typeOf(tree: Tree, variable: Variable): Node | undefined {
  const own = annotationOf(tree, variable)?.type;
  if (own) return own;
  const [source] = valuesOf(tree, variable);
  const name = source?.kind === 'parameter' ? declaredName(tree, source.fn) : undefined;
  return name?.typeAnnotation;
}

/** Whether a variable is read by another property too, or taken out of an object together with one. */
function isAskedFor(tree: Tree, variable: Variable, property: string): boolean {
  const isRead = variable.references.some(({ identifier }) => {
    const parent = tree.parentOf(identifier);
    return parent?.type === 'MemberExpression' && parent.object === identifier && keyOf(parent) === property;
  });
  return isRead || variable.identifiers.some((identifier) => isTakenBeside(tree, identifier, property));
}

function isTakenBeside(tree: Tree, identifier: Node, property: string): boolean {
  for (let up = tree.parentOf(identifier); up && /Pattern$|^Property$/.test(up.type); up = tree.parentOf(up))
    if (up.type === 'ObjectPattern' && up.properties.some((one) => keyOf(one) === property)) return true;
  return false;
}
