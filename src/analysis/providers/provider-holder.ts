import type { TSESTree } from '@typescript-eslint/types';
import type { Variable } from '@typescript-eslint/scope-manager';
import type { ProviderSite } from './providers.ts';
import { isSetBefore } from './set-before.ts';
import { isNothing } from '../syntax/nothing.ts';
import type { FileReading } from '../reading.ts';
import {
  isFunction,
  isInside,
  keyOf,
  statementAround,
  unwrap,
  type ClassNode,
  type Node,
  type Tree,
} from '../syntax/tree.ts';

/** A provider in a variable or field that is sure to hold it. */
export interface HeldProvider {
  /** What it is called: `sdk`, `this.provider`. */
  readonly receiver: string;
  /** The statement that takes it into use, else the one that constructs it: behind it the provider is there. */
  readonly start: Node;
  /** Whether its name means it at a place, whenever that runs. */
  readonly isSeenAt: (node: Node) => boolean;
}

/** Why a provider cannot be named. */
export type HolderFault =
  /** Set in a branch or more than once. */
  | 'maybeUndefined'
  /** Declared with a type that may know less than its class. */
  | 'otherType'
  /** In an object, a list or a static field. */
  | 'keptElsewhere'
  /** A field that no single method starts. */
  | 'neverStarted';

/** How code can name a provider, or why it cannot. */
export function heldProvider(
  reading: Pick<FileReading, 'tree'>,
  site: ProviderSite,
  holder: Node,
): HeldProvider | HolderFault {
  const { tree } = reading;
  if (holder.type === 'Identifier') return keptInVariable(reading, site, holder);
  const key = keyOf(holder);
  const owner = tree.classOfThis(holder);
  const isOwn = holder.type === 'PropertyDefinition' ? !holder.static : isThisMember(holder);
  if (!owner || key === undefined || !isOwn) return 'keptElsewhere';
  return keptInField(reading, site, { holder, key, owner });
}

function keptInVariable(
  { tree }: Pick<FileReading, 'tree'>,
  site: ProviderSite,
  holder: TSESTree.Identifier,
): HeldProvider | HolderFault {
  const variable = tree.variableOf(holder);
  const [definition, ...others] = variable?.defs ?? [];
  const declarator = definition?.node as Node | undefined;
  if (!variable || declarator?.type !== 'VariableDeclarator' || others.length > 0) return 'keptElsewhere';
  const written = tree.parentOf(declarator);
  const outside = written && tree.parentOf(written);
  const declaration = outside?.type === 'ExportNamedDeclaration' ? outside : written;
  const target = tree.parentOf(holder);
  const value =
    target?.type === 'VariableDeclarator' ? target.init : target?.type === 'AssignmentExpression' ? target.right : null;
  if (!declaration || !target || !value) return 'keptElsewhere';
  const plain = unwrap(value, true);
  if (plain.type === 'ConditionalExpression' || plain.type === 'LogicalExpression') return 'maybeUndefined';
  if (plain !== site.node) return 'keptElsewhere';
  const home = target.type === 'VariableDeclarator' ? declaration : tree.parentOf(target);
  const list = home && tree.parentOf(home);
  const writes = variable.references.filter((reference) => reference.isWrite() && !isNothing(reference.writeExpr));
  if (!list || statementAround(tree, home) !== home || writes.length > 1) return 'maybeUndefined';
  // in a branch it may not be set; in a function it is, behind the place that sets it
  const isSet = tree.parentOf(declaration) === list;
  if (!isSet && !isFunction(tree.parentOf(list))) return 'maybeUndefined';
  const annotation = declarator.id.typeAnnotation?.typeAnnotation;
  if (annotation && mayBeNothing(annotation)) return 'maybeUndefined';
  if (annotation && !isTypeOf(tree, annotation, site)) return 'otherType';
  const uses = variable.references.map(({ identifier }) => identifier as Node);
  return {
    receiver: holder.name,
    start: startOf(tree, uses, home),
    isSeenAt: (node) =>
      isSeenAt(tree, variable, node) && (isSet || isInside(node, list)) && isSetBefore(tree, home, node),
  };
}

interface Field {
  readonly holder: Node;
  readonly key: string;
  readonly owner: ClassNode;
}

function keptInField(
  { tree }: Pick<FileReading, 'tree'>,
  site: ProviderSite,
  { holder, key, owner }: Field,
): HeldProvider | HolderFault {
  const declared = owner.body.body.find((member) => member.type === 'PropertyDefinition' && keyOf(member) === key);
  const annotation = declared?.type === 'PropertyDefinition' ? declared.typeAnnotation?.typeAnnotation : undefined;
  const isOptional = declared?.type === 'PropertyDefinition' && declared.optional;
  if (isOptional || (annotation && mayBeNothing(annotation))) return 'maybeUndefined';
  if (annotation && !isTypeOf(tree, annotation, site)) return 'otherType';
  const uses = tree
    .all('MemberExpression')
    .filter((member) => isThisMember(member) && keyOf(member) === key && tree.classOfThis(member) === owner);
  const isSeen = (node: Node) => tree.classOfThis(node) === owner;
  const kept = { receiver: `this.${key}`, isSeenAt: isSeen };
  if (holder.type === 'PropertyDefinition') {
    if (!holder.value || unwrap(holder.value) !== site.node) return 'keptElsewhere';
    const starts = uses.flatMap((use) => {
      const taken = startingCall(tree, use);
      const statement = taken && statementAround(tree, taken);
      return statement ? [statement] : [];
    });
    const [start] = starts;
    return start && starts.length === 1 && isRunByMethod(tree, start) ? { ...kept, start } : 'neverStarted';
  }
  const assignment = tree.parentOf(holder);
  const home = assignment && tree.parentOf(assignment);
  if (assignment?.type !== 'AssignmentExpression' || home?.type !== 'ExpressionStatement') return 'keptElsewhere';
  if (unwrap(assignment.right, true) !== site.node) return 'maybeUndefined';
  if (statementAround(tree, home) !== home) return 'maybeUndefined';
  return { ...kept, start: startOf(tree, uses, home) };
}

/** Whether a statement stands right in a method, where the class's `this` is the one of every arrow function. */
function isRunByMethod(tree: Tree, statement: Node): boolean {
  const fn = tree.functionAround(statement);
  const method = fn && tree.parentOf(fn);
  return method?.type === 'MethodDefinition' && !method.static;
}

/** The last statement beside a construction that takes the provider into use, else the construction's own. */
function startOf(tree: Tree, uses: readonly Node[], home: Node): Node {
  let start = home;
  for (const use of uses) {
    const taken = startingCall(tree, use);
    let statement: Node | undefined = taken;
    while (statement && tree.parentOf(statement) !== tree.parentOf(home)) statement = tree.parentOf(statement);
    if (!taken || !statement || tree.functionAround(taken) !== tree.functionAround(home)) continue;
    if (!/^(?:Expression|If|Try)Statement$|^VariableDeclaration$/.test(statement.type)) continue;
    if (statement.range[0] > start.range[0]) start = statement;
  }
  return start;
}

/** `sdk.start()`, `provider.register()`, `trace.setGlobalTracerProvider(provider)`. */
function startingCall(tree: Tree, use: Node): Node | undefined {
  const parent = tree.parentOf(use);
  if (parent?.type === 'MemberExpression' && parent.object === use)
    return /^(?:start|register)$/.test(keyOf(parent) ?? '') ? parent : undefined;
  if (parent?.type !== 'CallExpression' || parent.callee === use) return undefined;
  return /(?:^|\.)set(?:Global)?TracerProvider$/.test(tree.quote(parent.callee)) ? parent : undefined;
}

/** Whether a variable's name means the variable at a place. */
function isSeenAt(tree: Tree, variable: Variable, node: Node): boolean {
  const block = variable.scope.block as Node;
  if (!isInside(node, block)) return false;
  return !tree.all('Identifier').some((identifier) => {
    if (identifier.name !== variable.name) return false;
    const other = tree.variableOf(identifier);
    if (!other || other === variable || other.defs.length === 0) return false;
    const inner = other.scope.block as Node;
    return isInside(inner, block) && isInside(node, inner);
  });
}

function mayBeNothing(type: TSESTree.TypeNode): boolean {
  return (
    (type.type === 'TSUnionType' && type.types.some(mayBeNothing)) ||
    type.type === 'TSUndefinedKeyword' ||
    type.type === 'TSNullKeyword'
  );
}

/** Whether a written type is the class that is constructed, or `any`. */
function isTypeOf(tree: Tree, type: TSESTree.TypeNode, { node }: ProviderSite): boolean {
  return type.type === 'TSAnyKeyword' || tree.quote(type) === tree.quote(node.callee);
}

function isThisMember(node: Node): boolean {
  return node.type === 'MemberExpression' && node.object.type === 'ThisExpression';
}
