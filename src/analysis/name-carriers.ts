import type { TSESTree } from '@typescript-eslint/types';
import type { Variable } from '@typescript-eslint/scope-manager';
import type { FileReading } from './reading.ts';
import { annotationOf, sourcesOf } from './sources.ts';
import { isClass, keyOf, unwrap, type Node } from './tree.ts';

/** The expression whose replacement by a literal changes one text of a name, and that text. */
export interface NameCarrier {
  readonly node: Node;
  readonly text: string;
}

/**
 * Where the texts of a name stand: in the expression itself, in a branch of it, or in a definition that nothing but names reads.
 * A definition that is also read for something else is left; its use is the carrier then.
 * @param nameNode the name expression of a span site or an event site
 * @param isName whether an expression is used as such a name as well
 * @returns nothing where a text is put together in a way that no single edit changes
 */
export function nameCarriers(
  reading: FileReading,
  nameNode: Node,
  isName: (expression: Node) => boolean,
): readonly NameCarrier[] | undefined {
  return carriersOf(reading, nameNode, isName, 0);
}

function carriersOf(
  reading: FileReading,
  expression: Node,
  isName: (expression: Node) => boolean,
  depth: number,
): readonly NameCarrier[] | undefined {
  const node = unwrap(expression);
  if (depth > 8) return undefined;
  const inner = (one: Node) => carriersOf(reading, one, isName, depth + 1);
  switch (node.type) {
    case 'ConditionalExpression':
      return both(inner(node.consequent), inner(node.alternate));
    case 'LogicalExpression':
      return node.operator === '&&' ? inner(node.right) : both(inner(node.left), inner(node.right));
    case 'Identifier':
    case 'MemberExpression': {
      const definitions = definitionsOf(reading, node, isName);
      const carriers = definitions?.map(inner);
      if (carriers?.every((one) => one !== undefined)) return carriers.flat();
      return whole(reading, node);
    }
    default:
      return whole(reading, node);
  }
}

function both(
  left: readonly NameCarrier[] | undefined,
  right: readonly NameCarrier[] | undefined,
): readonly NameCarrier[] | undefined {
  return left && right && [...left, ...right];
}

/** An expression that is always one text. */
function whole(reading: FileReading, node: Node): readonly NameCarrier[] | undefined {
  const text = reading.texts.textOf(node);
  return text === undefined ? undefined : [{ node, text }];
}

/** The expressions that a constant, a member of a table, an enum or a class stands for, where all that read them are names. */
function definitionsOf(
  reading: FileReading,
  node: TSESTree.Identifier | TSESTree.MemberExpression,
  isName: (expression: Node) => boolean,
): readonly Node[] | undefined {
  const keys: (string | undefined)[] = [];
  let root: Node = node;
  while (root.type === 'MemberExpression') {
    keys.unshift(keyOf(root) ?? (root.computed ? reading.texts.textOf(root.property) : undefined));
    root = unwrap(root.object);
  }
  if (root.type !== 'Identifier') return undefined;
  const variable = reading.tree.variableOf(root);
  if (!variable || isTypedByTexts(reading, variable)) return undefined;
  const [source, ...more] = sourcesOf(reading.tree, variable);
  if (!source || more.length > 0) return undefined;
  if (!variable.references.every((reference) => agrees(reading, reference.identifier, keys, isName))) return undefined;
  if (source.kind === 'value' && source.path.length === 0 && source.operator === '=')
    return membersAt([unwrap(source.node)], keys);
  if (source.kind === 'enum') return membersAt([source.node], keys);
  if (source.kind === 'class') return membersAt([source.node], keys);
  return undefined;
}

/** `const name: 'a' | 'b' = 'a'`: its type would have to change as well. */
function isTypedByTexts({ tree }: FileReading, variable: Variable): boolean {
  const annotation = annotationOf(tree, variable);
  return annotation !== undefined && /['"`]/.test(tree.text.slice(...annotation.type.range));
}

/** Whether a reference reads a name, or a member that has nothing to do with the one in question. */
function agrees(
  { tree }: FileReading,
  reference: Node,
  keys: readonly (string | undefined)[],
  isName: (expression: Node) => boolean,
): boolean {
  let at = reference;
  let parent = tree.parentOf(at);
  if (parent?.type === 'VariableDeclarator' && parent.id === at) return true;
  if (
    parent &&
    /^(?:ExportSpecifier|ExportDefaultDeclaration|TSTypeQuery|TSTypeReference|TSQualifiedName)$/.test(parent.type)
  )
    return true;
  for (const key of keys) {
    if (parent?.type !== 'MemberExpression' || parent.object !== at) return false;
    const read = keyOf(parent);
    if (read !== undefined && key !== undefined && read !== key) return true;
    at = parent;
    parent = tree.parentOf(at);
  }
  for (; parent && unwrap(parent) !== parent; parent = tree.parentOf(at)) at = parent;
  for (let up: Node | undefined = at; up; up = tree.parentOf(up)) {
    if (isName(up)) return true;
    const holder = tree.parentOf(up);
    if (
      !holder ||
      !/^(?:ConditionalExpression|LogicalExpression|TSAsExpression|TSNonNullExpression)$/.test(holder.type)
    )
      return false;
  }
  return false;
}

/** The values under a path of keys; an unknown key stands for all members. */
function membersAt(roots: readonly Node[], keys: readonly (string | undefined)[]): readonly Node[] | undefined {
  const [key, ...rest] = keys;
  if (keys.length === 0) return roots;
  const found: Node[] = [];
  for (const root of roots) {
    const values = valuesOf(frozen(unwrap(root)), key);
    if (!values || values.length === 0) return undefined;
    found.push(...values);
  }
  return membersAt(found, rest);
}

function valuesOf(node: Node, key: string | undefined): Node[] | undefined {
  const isIt = (member: Node) => key === undefined || keyOf(member) === key;
  switch (node.type) {
    case 'ObjectExpression': {
      if (node.properties.some((property) => property.type === 'SpreadElement' || property.computed)) return undefined;
      return node.properties.flatMap((property) =>
        property.type === 'Property' && isIt(property) ? [property.value] : [],
      );
    }
    case 'ArrayExpression': {
      const elements = key === undefined ? node.elements : [node.elements[Number(key)]];
      return elements.every((element) => element && element.type !== 'SpreadElement')
        ? (elements as Node[])
        : undefined;
    }
    case 'TSEnumDeclaration': {
      const either: { body?: { members: TSESTree.TSEnumMember[] }; members?: TSESTree.TSEnumMember[] } = node;
      return (either.body?.members ?? either.members ?? []).flatMap((member) => {
        const id = member.id as Node;
        const name = id.type === 'Identifier' ? id.name : (id as TSESTree.StringLiteral).value;
        return member.initializer && (key === undefined || name === key) ? [member.initializer] : [];
      });
    }
    default:
      return isClass(node)
        ? node.body.body.flatMap((member) =>
            member.type === 'PropertyDefinition' && member.static && member.value && keyOf(member) === key
              ? [member.value]
              : [],
          )
        : undefined;
  }
}

/** `Object.freeze({…})` is the object. */
function frozen(node: Node): Node {
  if (node.type !== 'CallExpression' || node.callee.type !== 'MemberExpression') return node;
  const [argument] = node.arguments;
  const { object } = node.callee;
  const freezes =
    object.type === 'Identifier' && object.name === 'Object' && /^(?:freeze|seal)$/.test(keyOf(node.callee) ?? '');
  return freezes && argument && argument.type !== 'SpreadElement' ? unwrap(argument) : node;
}
