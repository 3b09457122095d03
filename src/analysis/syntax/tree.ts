import type { TSESTree } from '@typescript-eslint/types';
import type { Scope, ScopeManager, Variable } from '@typescript-eslint/scope-manager';
import { LineIndex } from '../parsing/line-index.ts';

export type Node = TSESTree.Node;
export type FunctionNode =
  TSESTree.FunctionDeclaration | TSESTree.FunctionExpression | TSESTree.ArrowFunctionExpression;
export type ClassNode = TSESTree.ClassDeclaration | TSESTree.ClassExpression;

/** Every node type by its name as text. */
export type NodesByType = { readonly [One in Node as `${One['type']}`]: One };

/** Start and end offset in UTF-16 code units. */
export type Range = readonly [number, number];

/** What a host hands over: a tree with TypeScript nodes, its scopes and its text. ESLint's `SourceCode` is one. */
export interface Source {
  readonly ast: unknown;
  readonly text: string;
  readonly scopeManager: unknown;
  readonly visitorKeys: Readonly<Record<string, readonly string[] | undefined>>;
}

/**
 * One walked tree: parents, nodes by type, and the variable behind every identifier.
 * Hosts differ in when they set `parent`, so the walk keeps its own.
 */
export class Tree {
  readonly program: TSESTree.Program;
  readonly text: string;
  readonly #parents = new Map<Node, Node>();
  readonly #keys: Source['visitorKeys'];
  readonly #byType = new Map<string, Node[]>();
  readonly #byStart = new Map<string, readonly Node[]>();
  readonly #variables = new Map<Node, Variable>();
  #lines: LineIndex | undefined;

  constructor(source: Source) {
    this.program = source.ast as TSESTree.Program;
    this.text = source.text;
    this.#keys = source.visitorKeys;
    this.#walk();
    this.#bind(source.scopeManager as ScopeManager | null);
  }

  /** The node that holds this one; nothing for the program. */
  parentOf(node: Node): Node | undefined {
    return this.#parents.get(node);
  }

  /** The line, from 1, where a node begins. */
  lineOf(node: Node): number {
    this.#lines ??= new LineIndex(this.text);
    return this.#lines.placeOf(node.range[0]).line;
  }

  /** The nodes right below a node, in source order. */
  childrenOf(node: Node): readonly Node[] {
    return childrenBy(this.#keys[node.type], node);
  }

  /** All nodes of one type, in source order. */
  all<Type extends keyof NodesByType>(type: Type): readonly NodesByType[Type][] {
    // the walk filed each node under its own type
    const nodes: unknown = this.#byType.get(type) ?? [];
    return nodes as readonly NodesByType[Type][];
  }

  /** All nodes of one type that begin between two offsets, those included, in the order of their beginnings. */
  between<Type extends keyof NodesByType>(type: Type, start: number, end: number): readonly NodesByType[Type][] {
    let sorted = this.#byStart.get(type);
    // a template has its texts before its values
    if (!sorted) this.#byStart.set(type, (sorted = [...this.all(type)].sort((a, b) => a.range[0] - b.range[0])));
    const nodes = sorted as readonly NodesByType[Type][];
    const first = firstFrom(nodes, start);
    let last = first;
    while ((nodes[last]?.range[0] ?? Infinity) <= end) last += 1;
    return nodes.slice(first, last);
  }

  /** The variable that an identifier refers to or declares; nothing for globals and property names. */
  variableOf(identifier: Node): Variable | undefined {
    return this.#variables.get(identifier);
  }

  /** The variables that a pattern declares, without those that its defaults and computed keys name. */
  namesIn(pattern: Node): Variable[] {
    switch (pattern.type) {
      case 'Identifier': {
        const own = this.#variables.get(pattern);
        return own ? [own] : [];
      }
      case 'AssignmentPattern':
        return this.namesIn(pattern.left);
      case 'Property':
        return this.namesIn(pattern.value);
      case 'RestElement':
        return this.namesIn(pattern.argument);
      case 'TSParameterProperty':
        return this.namesIn(pattern.parameter);
      case 'ArrayPattern':
        return pattern.elements.flatMap((element) => (element ? this.namesIn(element) : []));
      case 'ObjectPattern':
        return pattern.properties.flatMap((property) => this.namesIn(property));
      default:
        return [];
    }
  }

  /** All variables that the file declares. */
  variables(): ReadonlySet<Variable> {
    return new Set([...this.#variables.values()].filter((variable) => variable.defs.length > 0));
  }

  /**
   * Source text of a node on one line, without a cast of its whole, cut to a length that a message can carry. A literal that is cut is
   * closed again.
   */
  quote(node: Node, max = MOST_SHOWN): string {
    const text = this.text.slice(...withoutCasts(node).range).replace(/\s+/g, ' ');
    if (text.length <= max) return text;
    const quote = openQuote(text.slice(0, max - 2));
    return quote === '' ? `${text.slice(0, max - 1)}…` : `${text.slice(0, max - 2)}…${quote}`;
  }

  /** The number of the line that an offset stands in, from 1. */
  lineAt(offset: number): number {
    return this.text.slice(0, offset).split(/\r\n|[\n\r\u2028\u2029]/).length;
  }

  /** The innermost function around a node (not the node itself); nothing at the top level of the file. */
  functionAround(node: Node): FunctionNode | undefined {
    for (let up = this.parentOf(node); up; up = this.parentOf(up)) if (isFunction(up)) return up;
    return undefined;
  }

  /** The innermost class around a node whose `this` the node sees. */
  classOfThis(node: Node): ClassNode | undefined {
    for (let up = this.parentOf(node), below = node; up; below = up, up = this.parentOf(up)) {
      if (up.type === 'ClassBody') return this.parentOf(up) as ClassNode;
      if ((up.type === 'FunctionExpression' || up.type === 'FunctionDeclaration') && below !== up) {
        const holder = this.parentOf(up);
        if (holder?.type !== 'MethodDefinition') return undefined;
      }
    }
    return undefined;
  }

  #walk(): void {
    const stack: Node[] = [this.program];
    for (let node = stack.pop(); node; node = stack.pop()) {
      const list = this.#byType.get(node.type);
      if (list) list.push(node);
      else this.#byType.set(node.type, [node]);
      const children = childrenBy(this.#keys[node.type], node);
      for (let i = children.length - 1; i >= 0; i--) {
        const child = children[i] as Node;
        this.#parents.set(child, node);
        stack.push(child);
      }
    }
  }

  #bind(manager: ScopeManager | null): void {
    if (!manager) return;
    const globals: Scope | undefined = manager.scopes[0];
    for (const scope of manager.scopes) {
      for (const reference of scope.references) {
        const variable = reference.resolved ?? globals?.set.get(reference.identifier.name);
        if (variable) this.#variables.set(reference.identifier, variable);
      }
      for (const variable of scope.variables) {
        for (const identifier of variable.identifiers) this.#variables.set(identifier, variable);
      }
    }
  }
}

const trees = new WeakMap<object, Tree>();

/** The walked tree of a source; what a program was walked for once is not walked again. */
export function treeOf(source: Source): Tree {
  const program = source.ast as object;
  let tree = trees.get(program);
  if (!tree) trees.set(program, (tree = new Tree(source)));
  return tree;
}

/** The index of the first node that begins at an offset or behind it. */
function firstFrom(nodes: readonly Node[], start: number): number {
  let [low, high] = [0, nodes.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((nodes[middle]?.range[0] ?? Infinity) < start) low = middle + 1;
    else high = middle;
  }
  return low;
}

const NONE: readonly Node[] = [];

/** The nodes under some keys of a node. The walk spends its time here, so nothing is made that is not needed. */
function childrenBy(keys: readonly string[] | undefined, node: Node): readonly Node[] {
  if (!keys || keys.length === 0) return NONE;
  let children: Node[] | undefined;
  for (const key of keys) {
    const child = (node as unknown as Record<string, unknown>)[key];
    if (Array.isArray(child)) {
      for (const one of child as unknown[]) if (isNode(one)) (children ??= []).push(one);
    } else if (isNode(child)) (children ??= []).push(child);
  }
  return children ?? NONE;
}

function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && typeof (value as { type?: unknown }).type === 'string';
}

/** Whether a node is a function with a body. */
export function isFunction(node: Node | null | undefined): node is FunctionNode {
  return (
    node?.type === 'FunctionDeclaration' ||
    node?.type === 'FunctionExpression' ||
    node?.type === 'ArrowFunctionExpression'
  );
}

/** Whether a node is a class. */
export function isClass(node: Node | null | undefined): node is ClassNode {
  return node?.type === 'ClassDeclaration' || node?.type === 'ClassExpression';
}

/** Whether one node stands in another. */
export function isInside(node: Node, outer: Node): boolean {
  return outer.range[0] <= node.range[0] && node.range[1] <= outer.range[1];
}

/** Whether a node stands in one of some functions; in the file where none are given. */
export function isWithin(node: Node, within: ReadonlySet<FunctionNode> | undefined): boolean {
  return !within || [...within].some((fn) => isInside(node, fn));
}

/** The calls of a file, or those in some of its functions. */
export function callsWithin(tree: Tree, within?: ReadonlySet<FunctionNode>): readonly TSESTree.CallExpression[] {
  const calls = tree.all('CallExpression');
  return within ? calls.filter((call) => isWithin(call, within)) : calls;
}

/** The statement that a node is part of, in a list of statements: a block, the file, or a case. */
export function statementAround(tree: Tree, node: Node): Node | undefined {
  for (let at: Node | undefined = node; at; at = tree.parentOf(at)) {
    const parent = tree.parentOf(at);
    if (!parent) return undefined;
    if (/^(?:Program|BlockStatement|StaticBlock|TSModuleBlock)$/.test(parent.type)) return at;
    if (parent.type === 'SwitchCase' && parent.test !== at) return at;
  }
  return undefined;
}

/** The most characters of code that a message shows: a name of eighty, in its quotes. */
const MOST_SHOWN = 82;

/** The quote of the literal in which a piece of code ends; an empty text where it ends in none. */
function openQuote(code: string): string {
  let open = '';
  for (let at = 0; at < code.length; at += 1) {
    const sign = code[at] ?? '';
    if (sign === '\\') at += 1;
    else if (open === '' ? /['"`]/.test(sign) : sign === open) open = open === '' ? sign : '';
  }
  return open;
}

/** What is cast: `name` of `name as string`, `name!` and `(name satisfies string)`. */
export function withoutCasts(node: Node): Node {
  let inner = node;
  while (
    inner.type === 'TSAsExpression' ||
    inner.type === 'TSSatisfiesExpression' ||
    inner.type === 'TSNonNullExpression' ||
    inner.type === 'TSTypeAssertion'
  )
    inner = inner.expression;
  return inner;
}

/** The expression inside type assertions, parentheses, optional chains, sequences and, where asked, `await`. */
export function unwrap(node: Node, awaits = false): Node {
  for (let inner = node; ;) {
    switch (inner.type as string) {
      case 'TSAsExpression':
      case 'TSSatisfiesExpression':
      case 'TSNonNullExpression':
      case 'TSTypeAssertion':
      case 'TSInstantiationExpression':
      case 'ChainExpression':
      case 'ParenthesizedExpression':
        inner = (inner as TSESTree.TSAsExpression).expression;
        continue;
      case 'SequenceExpression': {
        const last = (inner as TSESTree.SequenceExpression).expressions.at(-1);
        if (!last) return inner;
        inner = last;
        continue;
      }
      case 'AwaitExpression':
        if (!awaits) return inner;
        inner = (inner as TSESTree.AwaitExpression).argument;
        continue;
      default:
        return inner;
    }
  }
}

/** The property name of a member access, a property or a class member, where it stands as plain text. */
export function keyOf(
  node: TSESTree.MemberExpression | TSESTree.Property | TSESTree.PropertyDefinition | TSESTree.MethodDefinition | Node,
): string | undefined {
  const key = (node.type === 'MemberExpression' ? node.property : (node as { key?: Node }).key) as Node | undefined;
  const computed = Boolean((node as { computed?: boolean }).computed);
  if (!key) return undefined;
  if (key.type === 'PrivateIdentifier') return `#${key.name}`;
  if (key.type === 'Identifier') return computed ? undefined : key.name;
  const plain = unwrap(key);
  if (plain.type === 'Literal') return String(plain.value);
  if (plain.type === 'TemplateLiteral' && plain.expressions.length === 0)
    return plain.quasis[0]?.value.cooked ?? undefined;
  return undefined;
}
