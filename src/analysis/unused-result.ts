import type { TSESTree } from '@typescript-eslint/types';
import type { Variable } from '@typescript-eslint/scope-manager';
import { isExit } from './exit-handlers.ts';
import type { FileReading } from './reading.ts';
import { sourcesOf } from './sources.ts';
import { isClass, isFunction, keyOf, unwrap, type ClassNode, type FunctionNode, type Node, type Tree } from './tree.ts';

/** Calls that take a function and never look at what it gives. */
const LISTENS =
  /^(?:on|once|off|(?:prepend(?:Once)?|add)(?:Event)?Listener|setTimeout|setInterval|setImmediate|queueMicrotask|nextTick)$/;
/** Calls whose promise waits for the promise that a function gives. */
const CHAINS = /^(?:then|catch|finally)$/;
/** Methods that call a function at once for each of something, or compute with what it gives. */
const COMPUTES =
  /^(?:map|flatMap|forEach|filter|some|every|find(?:Last)?(?:Index)?|reduce(?:Right)?|(?:toS|s)ort|group(?:By)?|from(?:Async)?|replace(?:All)?|parse|stringify|partition|sortBy|keyBy|uniqBy|each)$/;

/** `awaited`: a promise takes the place of the result. `detached`: work goes on after the function has given its result. */
type Change = 'awaited' | 'detached';

/**
 * Whether a function may give a promise in place of its result: nobody who calls it reads the result, and nothing runs behind a
 * call that does not wait for it. A function that other files can call, or whose uses are out of sight, may not.
 */
export function mayGivePromise(reading: FileReading, fn: FunctionNode): boolean {
  return fn.async || new ResultUse(reading).isFree(fn, 'awaited');
}

class ResultUse {
  readonly #reading: FileReading;
  readonly #tree: Tree;
  readonly #seen = new Set<FunctionNode>();

  constructor(reading: FileReading) {
    this.#reading = reading;
    this.#tree = reading.tree;
  }

  /** Whether a change of what a function gives, or of when it is done, changes nothing for those that call it. */
  isFree(fn: FunctionNode, change: Change): boolean {
    if (fn.generator || fn.returnType?.typeAnnotation.type === 'TSTypePredicate') return false;
    if (this.#seen.has(fn)) return true;
    this.#seen.add(fn);
    const places = this.#isTypedByOther(fn) ? undefined : placesOf(this.#tree, fn);
    return places?.every((place) => this.#isDropped(place, fn, change)) ?? false;
  }

  /** Whether a type that is written elsewhere says what a function gives: that of its variable, or an interface of its class. */
  #isTypedByOther(fn: FunctionNode): boolean {
    const parent = this.#tree.parentOf(fn);
    if (parent?.type === 'MethodDefinition') {
      const isVoid = !fn.returnType || fn.returnType.typeAnnotation.type === 'TSVoidKeyword';
      return (this.#tree.classOfThis(fn)?.implements.length ?? 0) > 0 && (!isVoid || this.#givesValue(fn));
    }
    const declared = parent?.type === 'VariableDeclarator' ? parent.id : parent;
    const written = (declared as { typeAnnotation?: TSESTree.TSTypeAnnotation | null } | undefined)?.typeAnnotation;
    return written ? !givesNothing(this.#tree, written.typeAnnotation, 0) : false;
  }

  /** Whether the place that names a function, or is it, takes no result of it. */
  #isDropped(place: Node, fn: FunctionNode, change: Change): boolean {
    const [node, parent] = this.#wrapped(place);
    switch (parent?.type) {
      case 'CallExpression':
      case 'NewExpression': {
        if (parent.callee === node) return this.#isCallDropped(parent, change);
        const name = calledName(parent.callee);
        if (LISTENS.test(name)) return true;
        if (parent.type === 'NewExpression' && name === 'Promise') return false;
        const taker = this.#reading.origins.functionOf(parent.callee);
        if (taker)
          return this.#isDroppedBy(
            taker.params[parent.arguments.findIndex((argument) => argument === node)],
            fn,
            change,
          );
        if (CHAINS.test(name)) return change === 'awaited' || this.#isStatement(parent);
        return !COMPUTES.test(name) && !this.#givesValue(fn);
      }
      case 'MemberExpression': {
        const call = this.#tree.parentOf(parent);
        if (parent.object !== node || call?.type !== 'CallExpression' || call.callee !== parent) return false;
        if (keyOf(parent) === 'bind') return this.#isDropped(call, fn, change);
        return /^(?:call|apply)$/.test(keyOf(parent) ?? '') && this.#isCallDropped(call, change);
      }
      case 'AssignmentExpression':
        // `window.onunload = …`
        return parent.left.type === 'MemberExpression' && /^on[a-z]/.test(keyOf(parent.left) ?? '');
      default:
        return false;
    }
  }

  /** Whether a function of this file that takes a function drops what it gives. */
  #isDroppedBy(parameter: Node | undefined, fn: FunctionNode, change: Change): boolean {
    const variable = parameter?.type === 'Identifier' ? this.#tree.variableOf(parameter) : undefined;
    return variable?.references.every(({ identifier }) => this.#isDropped(identifier, fn, change)) ?? false;
  }

  #isCallDropped(call: Node, change: Change): boolean {
    const [node, parent] = this.#wrapped(call);
    switch (parent?.type) {
      case 'AwaitExpression':
        return change === 'awaited' || this.#isCallDropped(parent, change);
      case 'ExpressionStatement':
        return this.#isLast(parent);
      case 'UnaryExpression':
        return parent.operator === 'void' && this.#isCallDropped(parent, change);
      case 'LogicalExpression':
        return parent.right === node && this.#isCallDropped(parent, change);
      case 'ConditionalExpression':
        return parent.test !== node && this.#isCallDropped(parent, change);
      case 'SequenceExpression':
        return parent.expressions.at(-1) === node && this.#isCallDropped(parent, change);
      case 'ArrowFunctionExpression':
        return this.isFree(parent, change);
      case 'ReturnStatement': {
        const around = this.#tree.functionAround(parent);
        return around !== undefined && this.isFree(around, change);
      }
      default:
        return false;
    }
  }

  /** Whether a statement is the last thing that is done, so that work that goes on behind it meets nothing. */
  #isLast(statement: Node): boolean {
    const parent = this.#tree.parentOf(statement);
    if (!parent) return false;
    const list = 'body' in parent && Array.isArray(parent.body) ? (parent.body as Node[]) : undefined;
    const behind = list?.slice(list.indexOf(statement) + 1) ?? [];
    if (!behind.every(doesNothing)) return false;
    switch (parent.type) {
      case 'Program':
        return true;
      case 'IfStatement':
      case 'LabeledStatement':
        return this.#isLast(parent);
      case 'CatchClause': {
        const attempt = this.#tree.parentOf(parent);
        return attempt?.type === 'TryStatement' && !attempt.finalizer && this.#isLast(attempt);
      }
      case 'BlockStatement': {
        const holder = this.#tree.parentOf(parent);
        if (isFunction(holder)) return this.isFree(holder, 'detached');
        return holder?.type === 'IfStatement' || holder?.type === 'CatchClause' ? this.#isLast(parent) : false;
      }
      default:
        return false;
    }
  }

  #isStatement(call: Node): boolean {
    const [, parent] = this.#wrapped(call);
    if (parent?.type === 'UnaryExpression' && parent.operator === 'void') return this.#isStatement(parent);
    return parent?.type === 'ExpressionStatement';
  }

  /** Whether a function gives something, rather than nothing or what comes of ending the process. */
  #givesValue(fn: FunctionNode): boolean {
    if (fn.body.type !== 'BlockStatement') return this.#isValue(fn.body);
    return this.#tree
      .all('ReturnStatement')
      .some(({ argument }) => argument && this.#tree.functionAround(argument) === fn && this.#isValue(argument));
  }

  #isValue(expression: Node): boolean {
    const node = unwrap(expression);
    if (node.type === 'UnaryExpression') return node.operator !== 'void';
    if (node.type === 'Identifier') return node.name !== 'undefined';
    if (node.type === 'ConditionalExpression') return this.#isValue(node.consequent) || this.#isValue(node.alternate);
    if (node.type === 'LogicalExpression') return this.#isValue(node.right);
    if (node.type !== 'CallExpression') return true;
    if (isExit(this.#reading, node)) return false;
    const called = this.#reading.origins.functionOf(node.callee);
    return !called || called.async || this.#givesValue(called);
  }

  /** A node and its parent, past type assertions and optional chains. */
  #wrapped(node: Node): readonly [Node, Node | undefined] {
    let at = node;
    let parent = this.#tree.parentOf(at);
    while (parent && parent.type !== 'SequenceExpression' && unwrap(parent) !== parent) {
      at = parent;
      parent = this.#tree.parentOf(at);
    }
    return [at, parent];
  }
}

/** Everything that stands for a function in its file; nothing where other files, or code out of sight, may call it. */
function placesOf(tree: Tree, fn: FunctionNode): readonly Node[] | undefined {
  const parent = tree.parentOf(fn);
  switch (parent?.type) {
    case 'MethodDefinition':
      if (parent.kind !== 'method') return undefined;
      return accessesOf(tree, tree.classOfThis(fn), parent);
    case 'PropertyDefinition':
      return accessesOf(tree, tree.classOfThis(fn), parent);
    case 'Property': {
      const key = keyOf(parent);
      const object = tree.parentOf(parent);
      const declarator = object && tree.parentOf(object);
      if (parent.kind !== 'init' || declarator?.type !== 'VariableDeclarator') return undefined;
      const uses = usesOf(tree, tree.variableOf(declarator.id));
      const members = uses?.map((use) => tree.parentOf(use));
      if (key === undefined || !members?.every((member) => member?.type === 'MemberExpression' && keyOf(member)))
        return undefined;
      return members.filter((member) => member !== undefined && keyOf(member) === key) as Node[];
    }
    case 'VariableDeclarator':
      return usesOf(tree, tree.variableOf(parent.id));
    default:
      if (fn.type !== 'FunctionDeclaration') return [fn];
      return fn.id ? usesOf(tree, tree.variableOf(fn.id)) : undefined;
  }
}

/** The reads of a variable that is set once and not exported. */
function usesOf(tree: Tree, variable: Variable | undefined): readonly Node[] | undefined {
  // overloads say what each call gives
  if (variable?.defs.length !== 1) return undefined;
  const isExported = variable.identifiers.some((identifier) => {
    const declared = tree.parentOf(identifier);
    const statement = declared?.type === 'VariableDeclarator' ? tree.parentOf(declared) : declared;
    return statement && tree.parentOf(statement)?.type.startsWith('Export');
  });
  const reads = variable.references.filter(({ init }) => !init);
  if (isExported || reads.some((reference) => reference.isWrite())) return undefined;
  return reads.map(({ identifier }) => identifier);
}

/** All accesses to a member of a class by its name, where no other file can have one. */
function accessesOf(
  tree: Tree,
  owner: ClassNode | undefined,
  member: TSESTree.MethodDefinition | TSESTree.PropertyDefinition,
): readonly Node[] | undefined {
  const key = keyOf(member);
  const isPrivate = member.key.type === 'PrivateIdentifier' || member.accessibility === 'private';
  if (key === undefined || !owner || (!isPrivate && !isOwnOfFile(tree, owner))) return undefined;
  if (owner.body.body.some((other) => other !== member && keyOf(other) === key)) return undefined;
  return tree.all('MemberExpression').filter((access) => keyOf(access) === key);
}

/** Whether a class is declared and constructed in its file alone, and overrides nothing. */
function isOwnOfFile(tree: Tree, owner: ClassNode): boolean {
  const uses = owner.id && !owner.superClass ? usesOf(tree, tree.variableOf(owner.id)) : undefined;
  return uses?.every((use) => tree.parentOf(use)?.type === 'NewExpression' || isClass(tree.parentOf(use))) ?? false;
}

/** Whether a statement only declares something, or leaves the function with nothing. */
function doesNothing(statement: Node): boolean {
  return (
    /^(?:FunctionDeclaration|TSInterfaceDeclaration|TSTypeAliasDeclaration|EmptyStatement)$/.test(statement.type) ||
    (statement.type === 'ReturnStatement' && !statement.argument)
  );
}

/** The last name of what is called: `on` in `process.on`. */
function calledName(callee: Node): string {
  const plain = unwrap(callee);
  if (plain.type === 'Identifier') return plain.name;
  return plain.type === 'MemberExpression' ? (keyOf(plain) ?? '') : '';
}

/** Whether a written type is that of a function whose result nobody looks at. */
function givesNothing(tree: Tree, type: Node, depth: number): boolean {
  if (type.type === 'TSFunctionType')
    return /^(?:void|unknown|any)\b/.test(tree.quote(type.returnType?.typeAnnotation ?? type));
  if (type.type !== 'TSTypeReference' || depth > 4) return false;
  if (/^NodeJS\.\w+Listener$/.test(tree.quote(type.typeName))) return true;
  const variable = tree.variableOf(type.typeName);
  const [source] = variable ? sourcesOf(tree, variable) : [];
  return (
    source?.kind === 'type' &&
    source.node.type === 'TSTypeAliasDeclaration' &&
    givesNothing(tree, source.node.typeAnnotation, depth + 1)
  );
}
