import type { Variable } from '@typescript-eslint/scope-manager';
import type { FileReading } from '../reading.ts';
import { sourcesOf } from '../syntax/sources.ts';
import { fieldOf } from '../syntax/class-fields.ts';
import { isFunction, isInside, keyOf, unwrap, type Node, type Tree } from '../syntax/tree.ts';

/** Methods of lists, maps, sets and texts that change nothing. */
const READING_METHODS =
  /^(?:at|charAt|codePointAt|concat|endsWith|entries|every|filter|find(?:Last)?(?:Index)?|flat|flatMap|forEach|get|has|includes|indexOf|join|keys|lastIndexOf|map|padEnd|padStart|reduce(?:Right)?|repeat|replace(?:All)?|slice|some|split|startsWith|substring|to[A-Z]\w*|trim\w*|values|with)$/;
const CONSTANT_NAME = /^[A-Z][A-Z0-9_]*$/;
const MOST_ALIASES = 4;

/** A value as a name, or `this`, and the properties that lead to it; nothing known is a key without a text. */
interface ValuePath {
  readonly root: Node;
  readonly keys: readonly (string | undefined)[];
}

/**
 * Whether a loop, or code that it may run, can give another value to a name or a property, as far as the file shows. What only the
 * caller can do to an object of its own is not seen; an object that is imported or exported is in everyone's hands.
 * @param content whether what the value holds counts as well: the items of a list
 */
export function mayChangeIn(
  reading: FileReading,
  expression: Node,
  loop: Node,
  content: boolean,
  aliases = 0,
): boolean {
  const { tree } = reading;
  const path = valuePath(expression);
  if (!path || path.keys.includes(undefined) || aliases > MOST_ALIASES) return true;
  const { root, keys } = path;
  if (root.type === 'ThisExpression') return fieldMayChange(tree, path, content, loop);
  const variable = tree.variableOf(root);
  if (isWritten(tree, path, content, loop)) return true;
  if (!variable || variable.defs.length === 0) return false;
  if (isRebound(tree, variable, loop)) return true;
  const [source] = sourcesOf(tree, variable);
  if (source?.kind === 'enum') return false;
  const isConstant = CONSTANT_NAME.test(variable.name);
  if (source?.kind === 'import') {
    const isMemberOfConstants = /^[A-Z]/.test(variable.name) && /^[A-Z]/.test(keys[0] ?? '');
    const isKnown = !content && reading.texts.textOf(expression) !== undefined;
    return !(source.module.startsWith('@opentelemetry/') || isConstant || isMemberOfConstants || isKnown);
  }
  if (!content && keys.length === 0) return false;
  if (isExported(tree, variable) && !isConstant) return true;
  return (
    isOtherName(reading, variable, loop, aliases) ||
    variable.references.some(({ identifier, isTypeReference }) => {
      if (isTypeReference || isInside(identifier, expression)) return false;
      const handed = handedOn(tree, identifier, loop);
      return handed !== undefined && isOnPath(handed, content ? keys : keys.slice(0, -1));
    })
  );
}

/** Whether a variable is another name for an object that may change under its first one. */
function isOtherName(reading: FileReading, variable: Variable, loop: Node, aliases: number): boolean {
  return variable.defs.some(({ node }) => {
    const declarator = node as Node;
    if (declarator.type !== 'VariableDeclarator' || !declarator.init) return false;
    const value = unwrap(declarator.init, true);
    const isPath = value.type === 'Identifier' || value.type === 'MemberExpression';
    if (declarator.id.type !== 'Identifier') return value.type !== 'CallExpression';
    return isPath && mayChangeIn(reading, value, loop, true, aliases + 1);
  });
}

/** The name or `this` that an expression begins with, and the properties that it reads from there on. */
function valuePath(expression: Node): ValuePath | undefined {
  const keys: (string | undefined)[] = [];
  for (let at = unwrap(expression); ;) {
    if (at.type === 'Identifier' || at.type === 'ThisExpression') return { root: at, keys };
    if (at.type !== 'MemberExpression') return undefined;
    keys.unshift(keyOf(at));
    at = unwrap(at.object);
  }
}

/** Whether a variable gets a value in the loop, or in a function that the loop may run. */
function isRebound(tree: Tree, variable: Variable, loop: Node): boolean {
  const home = tree.functionAround(loop);
  const [definition] = variable.defs;
  const isOwn = definition && tree.functionAround(definition.name) === home;
  return variable.references.some(
    (one) =>
      one.isWrite() &&
      (isInside(one.identifier, loop) || (!one.init && !(isOwn && tree.functionAround(one.identifier) === home))),
  );
}

/** Whether a property on the path is assigned in the loop, or in a function that the loop may run. */
function isWritten(tree: Tree, { root, keys }: ValuePath, content: boolean, loop: Node): boolean {
  const isSameRoot = (other: Node) =>
    root.type === 'Identifier' && other.type === 'Identifier'
      ? root.name === other.name && tree.variableOf(root) === tree.variableOf(other)
      : root.type === other.type;
  return tree.all('MemberExpression').some((member) => {
    if (!isTarget(tree, member) || !isRunBy(tree, member, loop)) return false;
    const key = keyOf(member);
    // under another name it may be the same object
    if (key !== undefined && keys.includes(key)) return true;
    const written = valuePath(member);
    if (!written || !isSameRoot(written.root)) return false;
    if (content && written.keys.length > keys.length) return isOnPath(keys, written.keys);
    return key === undefined && isOnPath(written.keys.slice(0, -1), keys);
  });
}

/** Whether a member access is given a value: assigned, counted up, deleted, or part of a pattern that is assigned. */
function isTarget(tree: Tree, member: Node): boolean {
  const parent = tree.parentOf(member);
  switch (parent?.type) {
    case 'AssignmentExpression':
    case 'AssignmentPattern':
    case 'ForOfStatement':
    case 'ForInStatement':
      return parent.left === member;
    case 'UpdateExpression':
    case 'ArrayPattern':
    case 'RestElement':
      return true;
    case 'UnaryExpression':
      return parent.operator === 'delete';
    case 'Property':
      return parent.value === member && tree.parentOf(parent)?.type === 'ObjectPattern';
    default:
      return false;
  }
}

/** Whether a loop may run a node: it stands in the loop, or in another function that is not a constructor. */
function isRunBy(tree: Tree, node: Node, loop: Node): boolean {
  if (isInside(node, loop)) return true;
  const fn = tree.functionAround(node);
  if (!fn || fn === tree.functionAround(loop)) return false;
  const holder = tree.parentOf(fn);
  return !(holder?.type === 'MethodDefinition' && holder.kind === 'constructor');
}

/**
 * The path of an object that a name, or `this`, lets other code at before a loop ends: `state.list` for `work(state.list)`. Nothing
 * where it is only read.
 */
function handedOn(tree: Tree, root: Node, loop: Node): ValuePath['keys'] | undefined {
  const isSameRun = tree.functionAround(root) === tree.functionAround(loop);
  const isLater = root.range[0] >= loop.range[1] && isSameRun && !isLoopedIn(tree, loop);
  if (isLater || isDeclared(tree, root)) return undefined;
  const keys: (string | undefined)[] = [];
  let at = root;
  let parent = tree.parentOf(at);
  for (; parent; at = parent, parent = tree.parentOf(at)) {
    if (parent.type === 'MemberExpression' && parent.object === at) keys.push(keyOf(parent));
    else if (unwrap(parent) === parent) break;
  }
  if (!parent || isTarget(tree, at)) return undefined;
  if (parent.type === 'CallExpression' && parent.callee === at)
    return keys.length === 0 || READING_METHODS.test(keys.at(-1) ?? '') ? undefined : keys.slice(0, -1);
  if (isPlainRead(parent, at)) return undefined;
  return takesProperties(tree, parent) ? [...keys, undefined] : keys;
}

/** Whether code takes an object apart and keeps only what its properties are: `const { id } = tenant`, `{ ...tenant }`. */
function takesProperties(tree: Tree, parent: Node): boolean {
  if (parent.type === 'SpreadElement') return tree.parentOf(parent)?.type === 'ObjectExpression';
  return (
    parent.type === 'VariableDeclarator' &&
    parent.id.type === 'ObjectPattern' &&
    parent.id.properties.every(({ type }) => type === 'Property')
  );
}

/** Whether an object is the one that a path leads to, or one on the way there. */
function isOnPath(keys: ValuePath['keys'], held: ValuePath['keys']): boolean {
  return keys.length <= held.length && keys.every((key, i) => key === undefined || key === held[i]);
}

function isLoopedIn(tree: Tree, node: Node): boolean {
  for (let up = tree.parentOf(node); up && !isFunction(up); up = tree.parentOf(up))
    if (/^(?:For(?:Of|In)?|While|DoWhile)Statement$/.test(up.type)) return true;
  return false;
}

function isDeclared(tree: Tree, identifier: Node): boolean {
  const parent = tree.parentOf(identifier);
  return parent?.type === 'VariableDeclarator' && parent.id === identifier;
}

/** Whether code reads a value without keeping it: compares it, asks for its truth, walks through it. */
function isPlainRead(parent: Node, value: Node): boolean {
  switch (parent.type) {
    case 'BinaryExpression':
    case 'UnaryExpression':
    case 'TemplateLiteral':
    case 'IfStatement':
    case 'WhileStatement':
    case 'ExpressionStatement':
    case 'SwitchStatement':
    case 'ForInStatement':
    case 'ForOfStatement':
    case 'MemberExpression':
      return true;
    case 'ConditionalExpression':
      return parent.test === value;
    default:
      return false;
  }
}

function isExported(tree: Tree, variable: Variable): boolean {
  const [definition] = variable.defs;
  for (let up = definition && tree.parentOf(definition.name); up; up = tree.parentOf(up)) {
    if (up.type.startsWith('Export')) return true;
    if (up.type === 'BlockStatement' || isFunction(up)) return false;
  }
  return variable.references.some(({ identifier }) =>
    /^Export(?:Specifier|DefaultDeclaration)$/.test(tree.parentOf(identifier)?.type ?? ''),
  );
}

/** Whether a field of a class, or what it holds, may get another value while a loop of the class runs. */
function fieldMayChange(tree: Tree, path: ValuePath, content: boolean, loop: Node): boolean {
  const { root, keys } = path;
  const owner = tree.classOfThis(root);
  const [first] = keys;
  if (!owner || first === undefined || isWritten(tree, path, content, loop)) return true;
  const held = content ? keys : keys.slice(0, -1);
  const isOpen = fieldOf(owner, first)?.isOwn !== true;
  if (isOpen && owner.superClass) return true;
  return tree.all('ThisExpression').some((node) => {
    if (node === root || tree.classOfThis(node) !== owner) return false;
    const isMember = tree.parentOf(node)?.type === 'MemberExpression';
    const handed = handedOn(tree, node, loop);
    // what methods of the class do to its fields is seen where they do it
    return handed !== undefined && (handed.length === 0 ? isOpen && !isMember : isOnPath(handed, held));
  });
}
