import type { TSESTree } from '@typescript-eslint/types';
import type { Variable } from '@typescript-eslint/scope-manager';
import { memberMeaning, onlyUses, providerApiOf } from '../catalogue/providers.ts';
import { isPackage } from '../catalogue/roles.ts';
import { allCallsOf } from '../syntax/function-places.ts';
import type { Origins } from '../origins/origin.ts';
import { isFunction, keyOf, unwrap, type ClassNode, type FunctionNode, type Node, type Tree } from '../syntax/tree.ts';

/** How what waits in a provider gets out, or why this file is not the one to see to it. */
export type EndingKind =
  | 'shutDown'
  | 'flushed'
  | 'disposed'
  | 'returned'
  | 'exported'
  | 'handedOver'
  /** A use that the catalogue does not know, which may end it. */
  | 'unknownUse';

/** One use of a value that ends it, or gives it to someone who may. */
export interface Ending {
  readonly kind: EndingKind;
  readonly node: Node;
}

/** What a file does with a value that must be ended. */
export interface Uses {
  /** In the order of the walk; none where the file shows none. */
  readonly endings: readonly Ending[];
  /** The variable or field that holds the value first. */
  readonly holder: Node | undefined;
  /** What `addSpanProcessor` gave it. */
  readonly added: readonly Node[];
}

/** What is followed: processors and exporters are wrapped by others, providers are not. */
export type Followed = 'provider' | 'part';

/** The value itself, an array that holds it, or an object that holds it under a key. */
type Within = undefined | { readonly key: string | undefined };

const ARRAY: Within = { key: '0' };
const SOMEWHERE: Within = { key: undefined };

/** Follows a value through variables, fields, objects and local functions. */
export function usesOf(tree: Tree, origins: Origins, start: Node, followed: Followed): Uses {
  const walk = new UseWalk(tree, origins, followed);
  walk.value(start, undefined);
  return walk;
}

class UseWalk implements Uses {
  readonly endings: Ending[] = [];
  holder: Node | undefined;
  readonly added: Node[] = [];
  readonly #tree: Tree;
  readonly #origins: Origins;
  readonly #followed: Followed;
  readonly #seen = new Map<unknown, Set<string>>();

  constructor(tree: Tree, origins: Origins, followed: Followed) {
    this.#tree = tree;
    this.#origins = origins;
    this.#followed = followed;
  }

  /** Where an expression's value goes. */
  value(node: Node, within: Within): void {
    const parent = this.#tree.parentOf(node);
    if (!parent || this.#isSeen(node, within)) return;
    switch (parent.type) {
      case 'TSAsExpression':
      case 'TSSatisfiesExpression':
      case 'TSNonNullExpression':
      case 'TSTypeAssertion':
      case 'TSInstantiationExpression':
      case 'ChainExpression':
      case 'AwaitExpression':
      case 'SpreadElement':
        this.value(parent, within);
        return;
      case 'SequenceExpression':
        if (parent.expressions.at(-1) === node) this.value(parent, within);
        return;
      case 'ConditionalExpression':
        if (parent.test !== node) this.value(parent, within);
        return;
      case 'LogicalExpression':
        // a provider is truthy, so the left side of `&&` is only a test
        if (parent.left !== node || parent.operator !== '&&') this.value(parent, within);
        return;
      case 'AssignmentExpression':
        if (parent.right !== node) return;
        this.#bind(parent.left, within);
        this.value(parent, within);
        return;
      case 'AssignmentPattern':
        if (parent.right === node) this.#bind(parent.left, within);
        return;
      case 'VariableDeclarator':
        this.#declare(parent, within);
        return;
      case 'PropertyDefinition':
      case 'AccessorProperty':
        this.#field(parent, keyOf(parent), this.#tree.classOfThis(node), within);
        return;
      case 'ArrayExpression':
        this.value(parent, within && node.type !== 'SpreadElement' ? SOMEWHERE : ARRAY);
        return;
      case 'Property':
        this.#property(parent, node, within);
        return;
      case 'ObjectExpression':
        this.value(parent, within ?? SOMEWHERE);
        return;
      case 'MemberExpression':
        if (parent.object === node) this.#member(parent, within);
        return;
      case 'CallExpression':
      case 'NewExpression':
        if (parent.callee === node) this.#end('unknownUse', parent);
        else this.#argument(parent, node, within);
        return;
      case 'ReturnStatement':
      case 'ArrowFunctionExpression':
        this.#result(node, this.#tree.functionAround(node), within);
        return;
      case 'YieldExpression':
        this.#end('returned', node);
        return;
      case 'ExportDefaultDeclaration':
      case 'ExportSpecifier':
      case 'TSExportAssignment':
        this.#end('exported', node);
        return;
      case 'ForOfStatement':
        if (parent.right === node) this.#end('unknownUse', node);
        return;
      case 'ExpressionStatement':
      case 'UnaryExpression':
      case 'BinaryExpression':
      case 'IfStatement':
      case 'WhileStatement':
      case 'TemplateLiteral':
      case 'TSTypeQuery':
      case 'ForInStatement':
      case 'SwitchStatement':
        return;
      default:
        this.#end('handedOver', node);
    }
  }

  /** What a function gives back goes on where it is called, and is somebody else's where not all of its calls are in sight. */
  #result(node: Node, fn: FunctionNode | undefined, within: Within): void {
    const calls = fn && !fn.generator ? allCallsOf(this.#tree, fn) : undefined;
    if (!calls) this.#end('returned', node);
    else for (const call of calls) this.value(call, within);
  }

  #end(kind: EndingKind, node: Node): void {
    this.endings.push({ kind, node });
  }

  #isSeen(what: unknown, within: Within): boolean {
    const state = within ? (within.key ?? '?') : '';
    const states = this.#seen.get(what) ?? new Set<string>();
    this.#seen.set(what, states);
    if (states.has(state)) return true;
    states.add(state);
    return false;
  }

  #declare(declarator: TSESTree.VariableDeclarator, within: Within): void {
    const declaration = this.#tree.parentOf(declarator);
    if (declaration?.type === 'VariableDeclaration' && declaration.kind.endsWith('using'))
      this.#end('disposed', declarator);
    this.#bind(declarator.id, within);
  }

  /** What a pattern, a variable or a member takes in. */
  #bind(target: Node, within: Within): void {
    const plain = unwrap(target);
    switch (plain.type) {
      case 'Identifier': {
        this.holder ??= plain;
        const variable = this.#tree.variableOf(plain);
        if (variable && variable.defs.length > 0) this.#variable(variable, within);
        else this.#end('handedOver', plain);
        return;
      }
      case 'MemberExpression':
        this.holder ??= plain;
        if (plain.object.type === 'ThisExpression') this.#fieldOf(plain, within);
        else this.#end(isExports(plain) ? 'exported' : 'handedOver', plain);
        return;
      case 'AssignmentPattern':
        this.#bind(plain.left, within);
        return;
      case 'ObjectPattern':
        for (const property of plain.properties) this.#taken(property, within);
        return;
      default:
        this.#end('unknownUse', plain);
    }
  }

  /** One part of `const { shutdown } = provider` or `const { provider } = holder`. */
  #taken(property: TSESTree.Property | TSESTree.RestElement, within: Within): void {
    const name = property.type === 'Property' ? keyOf(property) : undefined;
    if (property.type !== 'Property' || name === undefined || (within && within.key === undefined))
      this.#end('unknownUse', property);
    else if (within) {
      if (name === within.key) this.#bind(property.value, undefined);
    } else {
      const meaning = memberMeaning(name);
      if (meaning === 'shutDown' || meaning === 'flushed') this.#end(meaning, property);
      else if (meaning !== 'harmless') this.#end('unknownUse', property);
    }
  }

  #variable(variable: Variable, within: Within): void {
    if (this.#isSeen(variable, within)) return;
    for (const definition of variable.defs) {
      const declaration = definition.parent as Node | null | undefined;
      if (
        declaration?.type === 'VariableDeclaration' &&
        this.#tree.parentOf(declaration)?.type === 'ExportNamedDeclaration'
      ) {
        this.#end('exported', declaration);
      }
    }
    for (const reference of variable.references)
      if (reference.isRead() || !reference.isWrite()) this.value(reference.identifier, within);
  }

  #fieldOf(member: TSESTree.MemberExpression, within: Within): void {
    const name = keyOf(member);
    const owner = this.#tree.classOfThis(member.object);
    const declared = owner && name !== undefined ? declaredField(owner, name) : undefined;
    this.#field(declared ?? member, name, owner, within);
  }

  /** A field of a class: every access by its name counts, and one that others can reach is theirs to end. */
  #field(declared: Node, name: string | undefined, owner: ClassNode | undefined, within: Within): void {
    this.holder ??= declared;
    if (name === undefined || !owner) {
      this.#end('handedOver', declared);
      return;
    }
    if (this.#isSeen(name, within)) return;
    for (const member of this.#tree.all('MemberExpression')) if (keyOf(member) === name) this.value(member, within);
    for (const pattern of this.#tree.all('ObjectPattern')) {
      for (const property of pattern.properties)
        if (property.type === 'Property' && keyOf(property) === name) this.#bind(property.value, within);
    }
    if (!name.startsWith('#') && (declared as { accessibility?: string }).accessibility !== 'private')
      this.#end('handedOver', declared);
  }

  #property(property: TSESTree.Property, node: Node, within: Within): void {
    const object = this.#tree.parentOf(property);
    if (property.value !== node || object?.type !== 'ObjectExpression') return;
    const key = keyOf(property);
    const read = this.#tree.all('ThisExpression').some((self) => {
      const member = this.#tree.parentOf(self);
      return (
        member?.type === 'MemberExpression' &&
        keyOf(member) === key &&
        object.range[0] <= self.range[0] &&
        self.range[1] <= object.range[1]
      );
    });
    if (read) this.#end('unknownUse', property);
    this.value(object, within ? SOMEWHERE : { key });
  }

  #member(member: TSESTree.MemberExpression, within: Within): void {
    const name = keyOf(member);
    if (within) {
      if (name === 'push' || name === 'unshift' || name === 'length') return;
      if (within === ARRAY && /^\d+$/.test(name ?? '')) this.value(member, undefined);
      else if (within === ARRAY || within.key === undefined || name === undefined) this.#end('unknownUse', member);
      else if (name === within.key) this.value(member, undefined);
      return;
    }
    if (name === undefined) {
      this.#end(
        /^Symbol\.(?:asyncD|d)ispose$/.test(this.#tree.quote(member.property)) ? 'disposed' : 'unknownUse',
        member,
      );
      return;
    }
    const call = this.#tree.parentOf(member);
    const isCalled = call?.type === 'CallExpression' && call.callee === member;
    const meaning = memberMeaning(name);
    switch (meaning) {
      case 'shutDown':
      case 'flushed':
        this.#end(meaning, member);
        return;
      case 'added':
        if (isCalled) this.added.push(...call.arguments);
        return;
      case 'leadsOn':
        this.value(isCalled ? call : member, undefined);
        return;
      case 'harmless':
        return;
      case undefined:
        this.#end('unknownUse', member);
    }
  }

  #argument(call: TSESTree.CallExpression | TSESTree.NewExpression, node: Node, within: Within): void {
    const callee = unwrap(call.callee);
    const name =
      callee.type === 'MemberExpression' ? keyOf(callee) : callee.type === 'Identifier' ? callee.name : undefined;
    const origin = this.#origins.of(callee);
    if (name !== undefined && onlyUses(name)) return;
    if (callee.type === 'MemberExpression' && this.#isOwnBind(callee, node)) return;
    if (callee.type === 'MemberExpression' && callee.object.type === 'Identifier') {
      if (callee.object.name === 'console') return;
      if (callee.object.name === 'Object' || callee.object.name === 'Promise') {
        this.value(call, within);
        return;
      }
      if (name === 'push' || name === 'unshift') {
        this.#stored(callee.object, within);
        return;
      }
    }
    const module = origin?.kind === 'module' && !origin.called ? origin : undefined;
    if (this.#followed === 'provider') {
      // instrumentations take a provider under this key to get tracers from it
      if (within?.key === 'tracerProvider' && module && isPackage(module.module)) return;
    } else if (call.type === 'NewExpression') {
      // a processor that wraps another passes its end on
      if (!module || !providerApiOf(module.module, module.path, 'new')) this.value(call, undefined);
      return;
    } else if (module && providerApiOf(module.module, module.path, 'call')) return;
    this.#parameter(call, node, within);
  }

  /** `sdk.shutdown.bind(sdk)`: the method that is taken of it says what happens to it. */
  #isOwnBind({ object, property }: TSESTree.MemberExpression, node: Node): boolean {
    if (object.type !== 'MemberExpression' || this.#tree.quote(property) !== 'bind') return false;
    return this.#tree.quote(object.object, 200) === this.#tree.quote(node, 200);
  }

  /** `list.push(value)`: the list holds it from now on. */
  #stored(list: TSESTree.Identifier, within: Within): void {
    const variable = this.#tree.variableOf(list);
    const local = variable?.defs.some((definition) => (definition.type as string) === 'Variable');
    if (variable && local) this.#variable(variable, within ? SOMEWHERE : ARRAY);
    else this.#end('handedOver', list);
  }

  /** A function of this file that takes the value goes on with it; any other may end it. */
  #parameter(call: TSESTree.CallExpression | TSESTree.NewExpression, node: Node, within: Within): void {
    const fn = call.type === 'CallExpression' ? this.#origins.functionOf(call.callee) : undefined;
    const index = call.arguments.indexOf(node as TSESTree.CallExpressionArgument);
    const parameter = fn?.params[index];
    if (!isFunction(fn) || !parameter || node.type === 'SpreadElement') this.#end('handedOver', node);
    else this.#bind(parameter, within);
  }
}

function isExports(member: TSESTree.MemberExpression): boolean {
  const object = unwrap(member.object);
  if (object.type === 'Identifier')
    return object.name === 'exports' || (object.name === 'module' && keyOf(member) === 'exports');
  return object.type === 'MemberExpression' && isExports(object);
}

/** The declaration of a field, with its accessibility: a property or a parameter property. */
function declaredField(owner: ClassNode, name: string): Node | undefined {
  for (const member of owner.body.body) {
    if ((member.type === 'PropertyDefinition' || member.type === 'AccessorProperty') && keyOf(member) === name)
      return member;
  }
  return undefined;
}
