import { hole, text, type Alternatives } from './alternatives.ts';
import { declaredName } from '../syntax/declared-name.ts';
import { sourcesOf, type Path } from '../syntax/sources.ts';
import {
  isClass,
  isFunction,
  keyOf,
  unwrap,
  type ClassNode,
  type FunctionNode,
  type Node,
  type Tree,
} from '../syntax/tree.ts';

/**
 * The `name` of a function or a class that the file declares, or of a method of such a class: `` `${RefundService.name}.issue` `` is one name.
 * @param root what the path begins at
 * @param at the expression that reads it
 * @returns nothing for the `name` of other things
 */
export function nameOfDeclared(tree: Tree, root: Node, path: Path, at: Node): Alternatives | undefined {
  if (path.at(-1) !== 'name') return undefined;
  const declared = declarationOf(tree, root);
  if (!declared) return undefined;
  const steps = path.slice(0, -1);
  const isOwn = isClass(declared) && declared.body.body.some((member) => keyOf(member) === 'name' && isStatic(member));
  if (steps.length === 0) return isOwn ? undefined : text(nameOf(tree, declared), at);
  const [method, ...deeper] = steps.slice(steps[0] === 'prototype' ? 1 : 0);
  if (!isClass(declared) || typeof method !== 'string' || deeper.length > 0) return undefined;
  const member = declared.body.body.find((one) => keyOf(one) === method);
  // a method of the class that it extends
  if (!member) return hole('unknown', at);
  const isMethod =
    member.type === 'MethodDefinition' ||
    (member.type === 'PropertyDefinition' && member.value !== null && isFunction(unwrap(member.value)));
  return isMethod ? text(method, at) : undefined;
}

function isStatic(member: ClassNode['body']['body'][number]): boolean {
  return 'static' in member && member.static;
}

function declarationOf(tree: Tree, root: Node): FunctionNode | ClassNode | undefined {
  const node = unwrap(root);
  const variable = node.type === 'Identifier' ? tree.variableOf(node) : undefined;
  const [source, ...more] = variable ? sourcesOf(tree, variable) : [];
  if (!source || more.length > 0) return undefined;
  if (source.kind === 'class' || source.kind === 'function') return source.node;
  if (source.kind !== 'value' || source.path.length > 0) return undefined;
  const value = unwrap(source.node);
  return isFunction(value) || isClass(value) ? value : undefined;
}

/** The name that a function or a class has: its own, or that of the variable it is put into. */
function nameOf(tree: Tree, declared: FunctionNode | ClassNode): string {
  return declared.id?.name ?? declaredName(tree, declared)?.name ?? '';
}
