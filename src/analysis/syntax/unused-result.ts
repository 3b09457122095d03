import type { TSESTree } from '@typescript-eslint/types';
import { isExit } from '../providers/exit-handlers.ts';
import { placesOf } from './function-places.ts';
import type { FileReading } from '../reading.ts';
import { returnedExpressions } from './returned-expressions.ts';
import { sourcesOf } from './sources.ts';
import { isFunction, keyOf, unwrap, type FunctionNode, type Node, type Tree } from './tree.ts';

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
    return returnedExpressions(this.#tree, fn).some((returned) => this.#isValue(returned));
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
