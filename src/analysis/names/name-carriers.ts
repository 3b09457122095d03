import type { TSESTree } from '@typescript-eslint/types';
import type { Variable } from '@typescript-eslint/scope-manager';
import type { FileReading } from '../reading.ts';
import { annotationOf, sourcesOf, type Path } from '../syntax/sources.ts';
import { hasEffects } from '../syntax/effects.ts';
import { frozen, isConst, isLiteralTyped } from '../types/literal-types.ts';
import { firstOtherUse, isNamePart, nameUseOf, type IsName, type NameUse } from './name-uses.ts';
import { fixesText } from '../types/text-types.ts';
import { variesByRun } from './varying-parts.ts';
import { isClass, keyOf, unwrap, type Node, type Tree } from '../syntax/tree.ts';

const DEEPEST = 8;

/** The expression whose replacement by a literal changes one text of a name, and that text. */
export interface NameCarrier {
  readonly node: Node;
  readonly text: string;
}

/**
 * Why no literal can take a text's place. `composed`: no single edit changes it. `typed`: a written type fixes it. `compared`: it is
 * compared with what may be the name of a span or of something else.
 */
export type CarrierFault = 'composed' | 'typed' | 'compared';

/** What a text of a name is called from now on; the text itself where it stays. */
export type NewName = (text: string) => string;

/**
 * Where the texts of a name stand: in the expression itself, in a branch of it, or in a definition that nothing but names reads.
 * A definition that is also read for something else is left; its use is the carrier then. A choice between texts that become one is
 * a carrier of each of them.
 * @param nameNode the name expression of a span site or an event site
 * @param isName whether an expression is used as such a name as well
 */
export function nameCarriers(
  reading: FileReading,
  nameNode: Node,
  isName: IsName,
  newName: NewName,
): readonly NameCarrier[] | CarrierFault {
  return carriersOf({ reading, isName, newName }, nameNode, 0);
}

/** A test for the names of spans, or of events, that are certain to be such. */
export function certainNames({ spanSites, eventSites }: FileReading, kind: 'span' | 'event'): IsName {
  const sites = (kind === 'span' ? spanSites : eventSites).filter(({ certainty }) => certainty === 'certain');
  const names = new Set(sites.flatMap(({ nameNode }) => [nameNode, unwrap(nameNode)]));
  return (expression) => names.has(expression);
}

/**
 * Where the text of an export stands, for files that import it: what `nameCarriers` says of a use is said of the definition alone.
 * `here`: its own file reads it for something else too.
 * @param node the exported expression or declared name
 * @param path the properties below it
 */
export function exportedCarriers(
  reading: FileReading,
  node: Node,
  path: readonly string[],
  isName: IsName,
  newName: NewName,
): readonly NameCarrier[] | CarrierFault | 'here' {
  const renaming = { reading, isName, newName };
  const variable = node.type === 'Identifier' ? reading.tree.variableOf(node) : undefined;
  const found = variable ? definedBy(renaming, variable, path, 0) : (membersAt([node], path) ?? 'elsewhere');
  if (found === 'elsewhere') return 'composed';
  return typeof found === 'string' ? found : joined(found.map((one) => carriersOf(renaming, one, 0)));
}

/** What the file that exports a text, under a name of its own, does with it. */
export function ownUsesOf(
  reading: FileReading,
  node: Node,
  path: readonly string[],
  isName: IsName,
): readonly NameUse[] {
  const variable = node.type === 'Identifier' ? reading.tree.variableOf(node) : undefined;
  const how = { isName, isLiteral: isLiteralExport(reading, node, path) };
  return (variable?.references ?? [])
    .filter(({ init }) => !init)
    .map(({ identifier }) => nameUseOf(reading, identifier, path, how));
}

/** Whether `typeof` of an export, or of what is below it, tells its text. */
export function isLiteralExport({ tree }: Pick<FileReading, 'tree'>, node: Node, path: readonly string[]): boolean {
  const variable = node.type === 'Identifier' ? tree.variableOf(node) : undefined;
  const [source] = variable ? sourcesOf(tree, variable) : [];
  if (source?.kind === 'enum') return true;
  return (
    variable !== undefined &&
    (source?.kind === 'value' || source?.kind === 'class') &&
    isLiteralTyped(tree, variable, source.node, path)
  );
}

interface Renaming {
  readonly reading: FileReading;
  readonly isName: IsName;
  readonly newName: NewName;
}

type Carriers = readonly NameCarrier[] | CarrierFault;

function carriersOf(renaming: Renaming, expression: Node, depth: number): Carriers {
  const { reading, isName } = renaming;
  const { tree } = reading;
  const node = unwrap(expression);
  if (depth > DEEPEST) return 'composed';
  if (isAsserted(tree, expression, [])) return 'typed';
  const inner = (one: Node) => carriersOf(renaming, one, depth + 1);
  switch (node.type) {
    case 'ConditionalExpression': {
      const texts = textsThatBecomeOne(renaming, node);
      return texts?.map((text) => ({ node, text })) ?? joined([inner(node.consequent), inner(node.alternate)]);
    }
    case 'LogicalExpression':
      return node.operator === '&&' ? inner(node.right) : joined([inner(node.left), inner(node.right)]);
    case 'AssignmentExpression':
      return node.operator === '=' ? inner(node.right) : 'composed';
    case 'Identifier':
    case 'MemberExpression': {
      const found = definitionsOf(renaming, node);
      if (found === 'typed' || found === 'compared') return found;
      if (found === 'elsewhere') return 'composed';
      const carriers = found === 'here' ? 'composed' : joined(found.map(inner));
      return carriers === 'composed' || carriers.length === 0 ? whole(reading, node) : carriers;
    }
    case 'CallExpression': {
      const fn = node.arguments.length === 0 ? reading.origins.functionOf(node.callee) : undefined;
      // `const toolName = () => 'execute_tool'`
      const isRead = fn && calleesAgree(reading, node.callee, isName);
      if (!isRead || fn.body.type === 'BlockStatement') return whole(reading, node);
      return fn.returnType && fixesText(tree, fn.returnType.typeAnnotation, []) ? 'typed' : inner(fn.body);
    }
    default:
      return whole(reading, node);
  }
}

function joined(parts: readonly Carriers[]): Carriers {
  const fault = (['typed', 'compared', 'composed'] as const).find((one) => parts.includes(one));
  return fault ?? parts.flatMap((part) => (typeof part === 'string' ? [] : part));
}

/**
 * The texts of a choice whose branches are called the same from now on.
 * @returns nothing where they are not, or where the condition does something
 */
function textsThatBecomeOne(renaming: Renaming, choice: TSESTree.ConditionalExpression): readonly string[] | undefined {
  const texts = new Set<string>();
  const isKnown = (branch: Node): boolean => {
    const node = unwrap(branch);
    if (node.type === 'ConditionalExpression')
      return !hasEffects(renaming.reading.tree, node.test) && isKnown(node.consequent) && isKnown(node.alternate);
    const text = hasEffects(renaming.reading.tree, node) ? undefined : renaming.reading.texts.textOf(node);
    if (text !== undefined) texts.add(text);
    return text !== undefined && !isAsserted(renaming.reading.tree, branch, []);
  };
  return !holdsComment(renaming.reading.tree, choice) &&
    isKnown(choice) &&
    new Set([...texts].map(renaming.newName)).size === 1
    ? [...texts]
    : undefined;
}

/** Whether a comment stands in an expression: it would go with it. */
function holdsComment(tree: Tree, expression: Node): boolean {
  const inside = (one: Node): boolean =>
    one.type === 'Literal' || one.type === 'TemplateElement' || tree.childrenOf(one).length === 0;
  let code = '';
  let at = expression.range[0];
  const visit = (one: Node): void => {
    if (inside(one)) {
      code += tree.text.slice(at, one.range[0]);
      at = one.range[1];
    } else for (const child of tree.childrenOf(one)) visit(child);
  };
  visit(expression);
  return /\/[/*]/.test(code + tree.text.slice(at, expression.range[1]));
}

/** An expression that is always one text, whoever calls the function around it, and does nothing else. */
function whole(reading: FileReading, node: Node): Carriers {
  const text = hasEffects(reading.tree, node) ? undefined : reading.texts.textOf(node);
  return text === undefined || variesByRun(reading.tree, node) ? 'composed' : [{ node, text }];
}

/** Whether all calls of a function stand where names do. */
function calleesAgree(reading: FileReading, callee: Node, isName: IsName): boolean {
  const { tree } = reading;
  const variable = callee.type === 'Identifier' ? tree.variableOf(callee) : undefined;
  return (
    variable?.references.every((reference) => {
      const call = tree.parentOf(reference.identifier);
      if (reference.init) return true;
      return (
        call?.type === 'CallExpression' && call.callee === reference.identifier && isNamePart(reading, call, isName)
      );
    }) ?? false
  );
}

type Keys = readonly (string | undefined)[];

/**
 * The expressions that a constant, a member of a table, an enum or a class stands for, where all that read them are names.
 * `here`: the text is read for something else too, so that the use is what to change. `elsewhere`: no change in sight is the right
 * one. `typed`: the definition's type fixes the text. `compared`: the text is compared with what may be another name.
 */
type Definitions = readonly Node[] | 'here' | 'elsewhere' | 'typed' | 'compared';

function definitionsOf(renaming: Renaming, node: TSESTree.Identifier | TSESTree.MemberExpression): Definitions {
  const { reading } = renaming;
  const keys: (string | undefined)[] = [];
  let root: Node = node;
  while (root.type === 'MemberExpression') {
    keys.unshift(keyOf(root) ?? (root.computed ? reading.texts.textOf(root.property) : undefined));
    root = unwrap(root.object);
  }
  if (root.type === 'ThisExpression') return fieldOf(renaming, root, keys);
  const variable = root.type === 'Identifier' ? reading.tree.variableOf(root) : undefined;
  return variable ? definedBy(renaming, variable, keys, 0) : 'elsewhere';
}

function definedBy(renaming: Renaming, variable: Variable, keys: Keys, depth: number): Definitions {
  const { reading, isName } = renaming;
  const { tree } = reading;
  if (isTypedByTexts(reading, variable, keys)) return 'typed';
  const [source, ...more] = sourcesOf(tree, variable);
  if (!source || more.length > 0 || depth > DEEPEST) return 'elsewhere';
  const isLiteral =
    (source.kind === 'value' || source.kind === 'class') && isLiteralTyped(tree, variable, source.node, keys);
  const uses = variable.references
    .filter((reference) => !reference.init)
    .map((reference) => nameUseOf(reading, reference.identifier, keys, { isName, isLiteral }));
  const other = firstOtherUse(uses);
  if (other === 'compared') return other;
  if (other) return other === 'writes' ? 'elsewhere' : 'here';
  if (source.kind === 'enum') return membersAt([source.node], keys) ?? 'elsewhere';
  if (source.kind === 'class')
    return isStaticTyped(tree, source.node, keys) ? 'typed' : (membersAt([source.node], keys) ?? 'elsewhere');
  if (source.kind !== 'value' || source.operator !== '=') return 'elsewhere';
  const path = source.path.map((step) => (step === undefined ? undefined : String(step)));
  const value = unwrap(source.node);
  if (value.type === 'Identifier' && path.length > 0) {
    // `const { tool } = NAMES`
    const table = tree.variableOf(value);
    return table ? definedBy(renaming, table, [...path, ...keys], depth + 1) : 'elsewhere';
  }
  return membersAt([value], [...path, ...keys]) ?? 'elsewhere';
}

function isStaticTyped(tree: Tree, owner: Node, [key, ...rest]: Keys): boolean {
  const members = isClass(owner) ? owner.body.body : [];
  const field = members.find((member) => keyOf(member) === key);
  return isFieldTyped(tree, field, rest);
}

function isFieldTyped(tree: Tree, field: Node | undefined, path: Path): boolean {
  if (field?.type !== 'PropertyDefinition') return false;
  const annotation = field.typeAnnotation?.typeAnnotation;
  if (annotation && fixesText(tree, annotation, path)) return true;
  return field.value ? isAsserted(tree, field.value, path) : false;
}

/** A private field of the class around, which nothing but names reads and nothing writes. */
function fieldOf({ reading, isName }: Renaming, root: Node, keys: Keys): Definitions {
  const { tree } = reading;
  const holder = tree.classOfThis(root);
  const [key, ...rest] = keys;
  const field = holder?.body.body.find((member) => keyOf(member) === key);
  if (field?.type !== 'PropertyDefinition' || !field.value || field.static) return 'elsewhere';
  if (isFieldTyped(tree, field, rest)) return 'typed';
  const isPrivate = field.accessibility === 'private' || field.key.type === 'PrivateIdentifier';
  const reads = tree.all('MemberExpression').filter((member) => keyOf(member) === key);
  const agree = reads.every((read) => rest.length === 0 && isNamePart(reading, read, isName));
  return isPrivate && agree ? [field.value] : 'elsewhere';
}

/**
 * `const name: 'a' | 'b' = 'a'`: its type would have to change as well.
 * @param keys the path to the text in the variable's value
 */
export function isTypedByTexts(
  { tree }: Pick<FileReading, 'tree'>,
  variable: Variable,
  keys: readonly (string | undefined)[] = [],
): boolean {
  const annotation = annotationOf(tree, variable);
  if (annotation && fixesText(tree, annotation.type, [...annotation.path, ...keys])) return true;
  const [definition] = variable.defs;
  const node = definition?.node as Node | undefined;
  const [source] = node?.type === 'VariableDeclarator' ? sourcesOf(tree, variable) : [];
  return source?.kind === 'value' && isAsserted(tree, source.node, [...source.path, ...keys]);
}

/** Whether a type that an expression is said to be of fixes a text in it. */
function isAsserted(tree: Tree, expression: Node, path: Path): boolean {
  let at = expression;
  while (unwrap(at) !== at) {
    if (at.type === 'TSAsExpression' || at.type === 'TSSatisfiesExpression' || at.type === 'TSTypeAssertion') {
      if (!isConst(at.typeAnnotation) && fixesText(tree, at.typeAnnotation, path)) return true;
      at = at.expression;
    } else if (at.type === 'TSNonNullExpression' || at.type === 'ChainExpression') at = at.expression;
    else return false;
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
