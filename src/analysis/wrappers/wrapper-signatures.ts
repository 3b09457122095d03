import type { TSESTree } from '@typescript-eslint/types';
import type { FileReading } from '../reading.ts';
import type { NameParameter } from '../names/name-value.ts';
import type { SpanSite } from '../spans/span-site.ts';
import { isLogged } from '../syntax/log-calls.ts';
import { sourcesOf, type Path } from '../syntax/sources.ts';
import { fixesText } from '../types/text-types.ts';
import { isFunction, isInside, keyOf, unwrap, type FunctionNode, type Node, type Tree } from '../syntax/tree.ts';
import { typeMembers } from '../syntax/type-members.ts';

/** Whether the wrapper that a site calls takes certain names only, by what its types say. */
export function isTypedByWrapper({ tree, wrappers, origins }: FileReading, site: SpanSite): boolean {
  if (!site.wrapper) return false;
  const fn = origins.functionOf(site.call.callee);
  const here = wrappers.some((wrapper) => wrapper.fn === fn && fixesNames(tree, wrapper));
  return here || origins.wrapperAt(site.call.callee)?.fixesName === true;
}

/** Whether the wrapper that a site calls does more with the name than give it to spans. */
export function isReadByWrapper({ tree, wrappers, origins, spanSites }: FileReading, site: SpanSite): boolean {
  if (!site.wrapper) return false;
  const fn = origins.functionOf(site.call.callee);
  const here = wrappers.some((wrapper) => wrapper.fn === fn && readsNameOtherwise(tree, spanSites, wrapper));
  return here || origins.wrapperAt(site.call.callee)?.readsName === true;
}

/** Whether a signature of a wrapper fixes the texts of its name: in its own parameters, in an overload, or in the type of its variable. */
export function fixesNames(tree: Tree, { fn, index, path }: NameParameter): boolean {
  return signaturesOf(tree, fn).some((parameters) => {
    const type = typeOf(parameters[index]);
    return type !== undefined && fixesText(tree, type, path);
  });
}

/** Whether a wrapper reads the name that it is given, alone or in an object, for anything but the names of spans. */
export function readsNameOtherwise(tree: Tree, sites: readonly SpanSite[], parameter: NameParameter): boolean {
  return readsOfParameter(tree, parameter).some(
    // options that go on to the call that makes the span, whole, are no more than it takes
    ({ node, isWhole }) =>
      !isLogged(tree, node) &&
      !sites.some(({ nameNode, call }) => isInside(node, nameNode) || (isWhole && isArgument(call, node))),
  );
}

function isArgument(call: SpanSite['call'], node: Node): boolean {
  return call.arguments.some((argument) => argument === node);
}

/** Where a function reads a name that it is given, and the object that it is given in. */
export function readsOfParameter(tree: Tree, { fn, index, path }: NameParameter): readonly NameRead[] {
  const parameter = fn.params[index];
  return parameter ? readsOfPattern(tree, parameter, path) : [];
}

/** Where a name is read. */
export interface NameRead {
  readonly node: Node;
  /** What is read is the object that holds the name. */
  readonly isWhole: boolean;
}

/** Where a value is read that a pattern takes in, directly or at a path below, alone or with all that it stands in. */
function readsOfPattern(tree: Tree, pattern: Node, path: Path): readonly NameRead[] {
  switch (pattern.type) {
    case 'AssignmentPattern':
      return readsOfPattern(tree, pattern.left, path);
    case 'ObjectPattern': {
      const [key, ...rest] = path;
      const property = pattern.properties.find((one) => key !== undefined && keyOf(one) === key);
      if (property?.type === 'Property') return readsOfPattern(tree, property.value, rest);
      const others = pattern.properties.at(-1);
      return others?.type === 'RestElement' ? readsOfPattern(tree, others.argument, path) : [];
    }
    case 'Identifier': {
      const references = tree.variableOf(pattern)?.references.filter((one) => one.isRead()) ?? [];
      return references.flatMap(({ identifier }) => readsBelow(tree, identifier, path));
    }
    default:
      return [];
  }
}

function readsBelow(tree: Tree, value: Node, path: Path): readonly NameRead[] {
  const node = outermost(tree, value);
  const parent = tree.parentOf(node);
  // `const { operation } = options`
  if (parent?.type === 'VariableDeclarator' && parent.init === node) return readsOfPattern(tree, parent.id, path);
  const [key, ...rest] = path;
  if (key === undefined) return [{ node, isWhole: false }];
  if (parent?.type === 'MemberExpression' && parent.object === node) {
    const read = keyOf(parent);
    return read === key ? readsBelow(tree, parent, rest) : read === undefined ? [{ node: parent, isWhole: false }] : [];
  }
  return parent && isLookedAtOnly(parent, node) ? [] : [{ node, isWhole: true }];
}

/** What a value becomes without a change: behind an assertion, as one side of `??`, or as a branch. */
function outermost(tree: Tree, value: Node): Node {
  let node = value;
  for (let up = tree.parentOf(node); up; up = tree.parentOf(up)) {
    const isSide = up.type === 'LogicalExpression' && (up.right === node || up.operator !== '&&');
    const isBranch = up.type === 'ConditionalExpression' && up.test !== node;
    if (!isSide && !isBranch && unwrap(up) === up) break;
    node = up;
  }
  return node;
}

/** Whether an object is only asked whether, or what, it is. */
function isLookedAtOnly(parent: Node, node: Node): boolean {
  switch (parent.type) {
    case 'UnaryExpression':
    case 'BinaryExpression':
      return true;
    case 'LogicalExpression':
      return parent.left === node;
    case 'IfStatement':
    case 'ConditionalExpression':
      return parent.test === node;
    default:
      return false;
  }
}

/** The parameters of a function, of its overloads, and of the function type that its variable is declared with. */
function signaturesOf(tree: Tree, fn: FunctionNode): (readonly Node[])[] {
  const parent = tree.parentOf(fn);
  const signatures: (readonly Node[])[] = [fn.params];
  if (fn.type === 'FunctionDeclaration' && fn.id) {
    for (const { node } of tree.variableOf(fn.id)?.defs ?? []) {
      const one = node as Node;
      if (one.type === 'TSDeclareFunction') signatures.push(one.params);
    }
  }
  if (parent?.type === 'MethodDefinition') {
    const key = keyOf(parent);
    for (const member of tree.classOfThis(fn)?.body.body ?? []) {
      const value = 'value' in member ? (member.value as Node | null) : null;
      if (keyOf(member) === key && value?.type === 'TSEmptyBodyFunctionExpression') signatures.push(value.params);
    }
  }
  const declared = parent?.type === 'VariableDeclarator' ? parent.id : parent;
  // `as Run` holds the type itself
  const annotation = (declared as { typeAnnotation?: Node } | undefined)?.typeAnnotation;
  const type = annotation?.type === 'TSTypeAnnotation' ? annotation.typeAnnotation : annotation;
  if (type && !isFunction(declared)) signatures.push(...signaturesOfType(tree, type, 0));
  return signatures;
}

function signaturesOfType(tree: Tree, type: Node, depth: number): (readonly Node[])[] {
  if (type.type === 'TSFunctionType') return [type.params];
  if (type.type === 'TSTypeReference' && depth < 8) {
    const variable = tree.variableOf(type.typeName);
    return (variable ? sourcesOf(tree, variable) : []).flatMap((source) => {
      if (source.kind !== 'type') return [];
      const alias = source.node.type === 'TSTypeAliasDeclaration' ? source.node.typeAnnotation : source.node;
      return signaturesOfType(tree, alias, depth + 1);
    });
  }
  return typeMembers(type).flatMap((member) =>
    member.type === 'TSCallSignatureDeclaration' ? [member.params as readonly Node[]] : [],
  );
}

/** The written type of a parameter. */
function typeOf(parameter: Node | undefined): Node | undefined {
  if (parameter?.type === 'AssignmentPattern') return typeOf(parameter.left);
  if (parameter?.type === 'TSParameterProperty') return typeOf(parameter.parameter);
  return (parameter as { typeAnnotation?: TSESTree.TSTypeAnnotation } | undefined)?.typeAnnotation?.typeAnnotation;
}
