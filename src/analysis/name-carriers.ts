import type { TSESTree } from '@typescript-eslint/types';
import type { Variable } from '@typescript-eslint/scope-manager';
import type { FileReading } from './reading.ts';
import { annotationOf, sourcesOf } from './sources.ts';
import { hasEffects } from './effects.ts';
import { isClass, keyOf, unwrap, type Node, type Tree } from './tree.ts';

const DEEPEST = 8;

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

type IsName = (expression: Node) => boolean;

function carriersOf(
  reading: FileReading,
  expression: Node,
  isName: IsName,
  depth: number,
): readonly NameCarrier[] | undefined {
  const node = unwrap(expression);
  if (depth > DEEPEST) return undefined;
  const inner = (one: Node) => carriersOf(reading, one, isName, depth + 1);
  switch (node.type) {
    case 'ConditionalExpression':
      return both(inner(node.consequent), inner(node.alternate));
    case 'LogicalExpression':
      return node.operator === '&&' ? inner(node.right) : both(inner(node.left), inner(node.right));
    case 'AssignmentExpression':
      return node.operator === '=' ? inner(node.right) : undefined;
    case 'Identifier':
    case 'MemberExpression': {
      const found = definitionsOf(reading, node, isName);
      if (found === 'elsewhere') return undefined;
      const carriers = found === 'here' ? [] : found.map(inner);
      if (carriers.length > 0 && carriers.every((one) => one !== undefined)) return carriers.flat();
      return whole(reading, node);
    }
    case 'CallExpression': {
      const fn = node.arguments.length === 0 ? reading.origins.functionOf(node.callee) : undefined;
      // `const toolName = () => 'execute_tool'`
      const isRead = fn && calleesAgree(reading, node.callee, isName);
      return isRead && fn.body.type !== 'BlockStatement' ? inner(fn.body) : whole(reading, node);
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

/** An expression that is always one text, and does nothing else. */
function whole(reading: FileReading, node: Node): readonly NameCarrier[] | undefined {
  const text = hasEffects(reading.tree, node) ? undefined : reading.texts.textOf(node);
  return text === undefined ? undefined : [{ node, text }];
}

/** Whether all calls of a function stand where names do. */
function calleesAgree({ tree }: FileReading, callee: Node, isName: IsName): boolean {
  const variable = callee.type === 'Identifier' ? tree.variableOf(callee) : undefined;
  return (
    variable?.references.every((reference) => {
      const call = tree.parentOf(reference.identifier);
      if (reference.init) return true;
      return call?.type === 'CallExpression' && call.callee === reference.identifier && isNamePart(tree, call, isName);
    }) ?? false
  );
}

/**
 * The expressions that a constant, a member of a table, an enum or a class stands for, where all that read them are names.
 * `here`: the text is read for something else too, so that the use is what to change. `elsewhere`: no change in sight is the right one.
 */
function definitionsOf(
  reading: FileReading,
  node: TSESTree.Identifier | TSESTree.MemberExpression,
  isName: IsName,
): readonly Node[] | 'here' | 'elsewhere' {
  const keys: (string | undefined)[] = [];
  let root: Node = node;
  while (root.type === 'MemberExpression') {
    keys.unshift(keyOf(root) ?? (root.computed ? reading.texts.textOf(root.property) : undefined));
    root = unwrap(root.object);
  }
  if (root.type === 'ThisExpression') return fieldOf(reading, root, keys, isName);
  const variable = root.type === 'Identifier' ? reading.tree.variableOf(root) : undefined;
  if (!variable || isTypedByTexts(reading, variable)) return 'elsewhere';
  return definedBy(reading, variable, keys, isName, 0);
}

function definedBy(
  reading: FileReading,
  variable: Variable,
  keys: readonly (string | undefined)[],
  isName: IsName,
  depth: number,
): readonly Node[] | 'here' | 'elsewhere' {
  const [source, ...more] = sourcesOf(reading.tree, variable);
  if (!source || more.length > 0 || depth > DEEPEST) return 'elsewhere';
  const uses = variable.references
    .filter((reference) => !reference.init)
    .map((reference) => useOf(reading, reference.identifier, keys, isName));
  if (uses.includes('escapes')) return 'elsewhere';
  if (uses.includes('other')) return 'here';
  if (source.kind === 'enum' || source.kind === 'class') return membersAt([source.node], keys) ?? 'elsewhere';
  if (source.kind !== 'value' || source.operator !== '=') return 'elsewhere';
  const path = source.path.map((step) => (step === undefined ? undefined : String(step)));
  const value = unwrap(source.node);
  if (value.type === 'Identifier' && path.length > 0) {
    // `const { tool } = NAMES`
    const table = reading.tree.variableOf(value);
    return table && !isTypedByTexts(reading, table)
      ? definedBy(reading, table, [...path, ...keys], isName, depth + 1)
      : 'elsewhere';
  }
  return membersAt([value], [...path, ...keys]) ?? 'elsewhere';
}

/** A private field of the class around, which nothing but names reads and nothing writes. */
function fieldOf(
  { tree }: FileReading,
  root: Node,
  keys: readonly (string | undefined)[],
  isName: IsName,
): readonly Node[] | 'elsewhere' {
  const holder = tree.classOfThis(root);
  const [key, ...rest] = keys;
  const field = holder?.body.body.find((member) => keyOf(member) === key);
  if (field?.type !== 'PropertyDefinition' || !field.value || field.static) return 'elsewhere';
  const isPrivate = field.accessibility === 'private' || field.key.type === 'PrivateIdentifier';
  const reads = tree.all('MemberExpression').filter((member) => keyOf(member) === key);
  const agree = reads.every((read) => rest.length === 0 && isNamePart(tree, read, isName));
  return isPrivate && agree ? [field.value] : 'elsewhere';
}

/** `const name: 'a' | 'b' = 'a'`: its type would have to change as well. */
export function isTypedByTexts({ tree }: FileReading, variable: Variable): boolean {
  const annotation = annotationOf(tree, variable);
  const [definition] = variable.defs;
  const node = definition?.node as Node | undefined;
  const init = node?.type === 'VariableDeclarator' ? node.init : undefined;
  const types: Node[] = annotation ? [annotation.type] : [];
  for (let at: Node | null | undefined = init; at; at = at.type === 'TSAsExpression' ? at.expression : undefined) {
    if (at.type === 'TSSatisfiesExpression') types.push(at.typeAnnotation);
  }
  return types.some((type) => namesTexts(tree, type, 0));
}

/** Whether a type, or an alias of this file that it names, is made of written texts. */
function namesTexts(tree: Tree, type: Node, depth: number): boolean {
  if (/['"`]/.test(tree.text.slice(...type.range))) return true;
  if (depth > DEEPEST) return false;
  const references = type.type === 'TSTypeReference' ? [type] : [];
  const inner = tree.childrenOf(type).some((child) => namesTexts(tree, child, depth + 1));
  const named = references.some(({ typeName }) => {
    const variable = tree.variableOf(typeName);
    const sources = variable ? sourcesOf(tree, variable) : [];
    return sources.some(
      (source) =>
        source.kind === 'type' &&
        source.node.type === 'TSTypeAliasDeclaration' &&
        namesTexts(tree, source.node.typeAnnotation, depth + 1),
    );
  });
  return named || inner;
}

/**
 * What a reference does with a text or the table that holds it. `name`: it reads a name, or a member that has nothing to do with the
 * text. `other`: it reads the text for something else. `escapes`: it hands the table on or writes to it.
 */
function useOf(
  reading: FileReading,
  reference: Node,
  keys: readonly (string | undefined)[],
  isName: IsName,
): 'name' | 'other' | 'escapes' {
  const { tree } = reading;
  let at = reference;
  let parent = tree.parentOf(at);
  if (
    parent &&
    /^(?:ExportSpecifier|ExportDefaultDeclaration|TSTypeQuery|TSTypeReference|TSQualifiedName)$/.test(parent.type)
  )
    return 'name';
  if (parent?.type === 'VariableDeclarator' && parent.init === at) {
    // `const CURRENT = TOOL`, `const { tool } = NAMES`
    const copies = tree.namesIn(parent.id).flatMap((variable) => variable.references.filter((one) => !one.init));
    if (copies.every((one) => useOf(reading, one.identifier, [], isName) === 'name')) return 'name';
    return keys.length > 0 ? 'escapes' : 'other';
  }
  for (const key of keys) {
    if (parent?.type !== 'MemberExpression' || parent.object !== at) return 'escapes';
    const read = keyOf(parent);
    const around = tree.parentOf(parent);
    if (around?.type === 'AssignmentExpression' && around.left === parent) return 'escapes';
    if (read !== undefined && key !== undefined && read !== key) return 'name';
    at = parent;
    parent = tree.parentOf(at);
  }
  return isNamePart(tree, at, isName) ? 'name' : 'other';
}

/** Whether an expression is a name, a branch of one, or compared with the name of a span. */
function isNamePart(tree: Tree, expression: Node, isName: IsName): boolean {
  let at = expression;
  for (let up: Node | undefined = at; up; up = tree.parentOf(up)) {
    at = up;
    if (isName(at)) return true;
    const holder = tree.parentOf(at);
    if (holder?.type === 'BinaryExpression' && /^[!=]==?$/.test(holder.operator)) {
      const other = unwrap(holder.left === at ? holder.right : holder.left);
      return other.type === 'MemberExpression' && keyOf(other) === 'name';
    }
    if (!holder || !isPassing(holder)) return false;
  }
  return false;
}

/** Whether an expression hands on what stands in it. */
function isPassing(node: Node): boolean {
  return unwrap(node) !== node || /^(?:ConditionalExpression|LogicalExpression|AssignmentExpression)$/.test(node.type);
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
