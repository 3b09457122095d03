import type { TSESTree } from '@typescript-eslint/types';
import type { Variable } from '@typescript-eslint/scope-manager';
import {
  calledRole,
  exportedRole,
  isOpenTelemetryModule,
  isOtherTracing,
  isPackage,
  methodRole,
  spanApiOf,
  typeRole,
  type Role,
} from './catalogue/roles.ts';
import { annotationOf, sourcesOf, type Path, type ValueSource } from './sources.ts';
import { isClass, isFunction, keyOf, unwrap, type ClassNode, type FunctionNode, type Node, type Tree } from './tree.ts';

/** Where a value comes from, as far as one file tells. */
export type Origin =
  | { readonly kind: 'role'; readonly role: Role; readonly likely?: true }
  | { readonly kind: 'module'; readonly module: string; readonly path: Path; readonly called: boolean }
  | { readonly kind: 'instanceOf'; readonly module: string; readonly path: Path; readonly node: Node }
  | { readonly kind: 'instance'; readonly node: ClassNode }
  | { readonly kind: 'local'; readonly node: Node }
  | { readonly kind: 'typed'; readonly node: Node }
  | { readonly kind: 'container'; readonly of: Origin };

const DEEPEST = 16;

/** Answers where expressions of one file come from; each answer is computed once. */
export class Origins {
  readonly #tree: Tree;
  readonly #known = new Map<Node, Origin | undefined>();
  readonly #open = new Set<unknown>();
  readonly #variables = new Map<Variable, Origin | undefined>();

  readonly #importsOpenTelemetry: boolean;

  constructor(tree: Tree) {
    this.#tree = tree;
    this.#importsOpenTelemetry = importsOpenTelemetry(tree);
  }

  /** The origin of an expression; nothing where the file does not tell. */
  of(expression: Node): Origin | undefined {
    const node = unwrap(expression, true);
    if (this.#known.has(node)) return this.#known.get(node);
    if (this.#open.has(node) || this.#open.size > DEEPEST * 4) return undefined;
    this.#open.add(node);
    const read = this.#read(node);
    const origin =
      read === undefined || (read.kind === 'module' && !isOtherTracing(read.module)) || isTracerOfProject(read)
        ? (this.#byName(node) ?? read)
        : read;
    this.#open.delete(node);
    this.#known.set(node, origin);
    return origin;
  }

  /** The role of an expression; nothing where it is not shown to be a thing of OpenTelemetry. */
  roleOf(expression: Node): Role | undefined {
    const origin = this.of(expression);
    if (origin?.kind === 'instance') return this.#implementedRole(origin.node);
    return origin?.kind === 'role' ? origin.role : undefined;
  }

  /** Whether an expression is shown to be what its role says, rather than named like it. */
  isCertain(expression: Node): boolean {
    const origin = this.of(expression);
    if (origin?.kind === 'instance') return this.#implementedRole(origin.node) !== undefined;
    return origin?.kind === 'role' && !origin.likely;
  }

  /**
   * Whether an expression is shown to be something other than a thing of OpenTelemetry: another library's object, a class or
   * object of this file, a value of a type written here.
   */
  isOther(expression: Node): boolean {
    const origin = this.of(expression);
    switch (origin?.kind) {
      case 'module':
        return isOtherTracing(origin.module);
      case 'instanceOf':
        if (isTracerOfProject(origin)) return false;
        return isOtherTracing(origin.module) || !/^(?:Tracer|Span)$/.test(String(origin.path.at(-1)));
      case 'instance':
        return this.#implementedRole(origin.node) === undefined;
      case 'local':
      case 'typed':
      case 'container':
        return true;
      default:
        return false;
    }
  }

  /** The origin of a variable, from its annotation or else from all values it is given. */
  ofVariable(variable: Variable): Origin | undefined {
    if (this.#variables.has(variable)) return this.#variables.get(variable);
    if (this.#open.has(variable)) return undefined;
    this.#open.add(variable);
    const annotation = annotationOf(this.#tree, variable);
    const typed = annotation && this.#along(this.ofType(annotation.type), annotation.path);
    const origin =
      typed?.kind === 'role'
        ? typed
        : (this.#first(sourcesOf(this.#tree, variable).map((source) => () => this.#ofSource(source))) ?? typed);
    this.#open.delete(variable);
    this.#variables.set(variable, origin);
    return origin;
  }

  /** The origin of a value of a written type. */
  ofType(node: Node): Origin | undefined {
    switch (node.type) {
      case 'TSUnionType':
      case 'TSIntersectionType':
        return this.#first(node.types.map((type) => () => this.ofType(type)));
      case 'TSTypeReference':
        return this.#ofTypeName(node);
      case 'TSImportType': {
        const module = importTypeModule(node);
        const path = node.qualifier ? namePath(node.qualifier) : [];
        if (!module) return undefined;
        const role = typeRole(module, path);
        return role ? { kind: 'role', role } : { kind: 'instanceOf', module, path, node };
      }
      case 'TSArrayType': {
        const of = this.ofType(node.elementType);
        return of && { kind: 'container', of };
      }
      case 'TSTypeOperator':
        return node.typeAnnotation ? this.ofType(node.typeAnnotation) : undefined;
      case 'TSTypeLiteral':
      case 'TSFunctionType':
        return { kind: 'typed', node };
      case 'TSIndexedAccessType': {
        const { objectType, indexType } = node;
        const key =
          indexType.type === 'TSLiteralType' && indexType.literal.type === 'Literal' && indexType.literal.value;
        return typeof key === 'string' ? this.#member(this.ofType(objectType), key) : undefined;
      }
      case 'TSTypeQuery':
        return node.exprName.type === 'Identifier' ? this.of(node.exprName) : undefined;
      default:
        return undefined;
    }
  }

  /** The local function, method or arrow that an expression names; nothing for others. */
  functionOf(expression: Node): FunctionNode | undefined {
    const node = unwrap(expression);
    if (isFunction(node)) return node;
    const origin = this.of(node);
    return origin?.kind === 'local' && isFunction(origin.node) ? origin.node : undefined;
  }

  /**
   * A tracer or span that only its name shows: in a file that imports OpenTelemetry, where nothing says what it is. A type that
   * is written beside it and is not OpenTelemetry's says otherwise.
   */
  #byName(node: Node): Origin | undefined {
    if (!this.#importsOpenTelemetry) return undefined;
    const name = node.type === 'Identifier' ? node.name : node.type === 'MemberExpression' ? keyOf(node) : undefined;
    // `getTracer`, `wrapTracer`: what is called gives a tracer and is none
    if (!name || /^(?:get|wrap|create|make|with|set|use|start|init|register|build)[A-Z]/.test(name)) return undefined;
    const parent = this.#tree.parentOf(node);
    if (parent?.type === 'CallExpression' && parent.callee === node) return undefined;
    // a team's own tracer may have the sugared methods too
    const role =
      /(?:^|[a-z_#])[tT]racer$/.test(name) || name === 'telemetry'
        ? 'sugaredTracer'
        : /^#?_?(?:\w*S|s)pan$/.test(name)
          ? 'span'
          : undefined;
    if (!role) return undefined;
    const variable = node.type === 'Identifier' ? this.#tree.variableOf(node) : undefined;
    if (node.type === 'Identifier' && (!variable || variable.defs.length === 0)) return undefined;
    const annotation = variable && annotationOf(this.#tree, variable);
    if (annotation?.path.length === 0 && !/^TS(?:Any|Unknown)Keyword$/.test(annotation.type.type)) {
      const typed = this.ofType(annotation.type);
      if (!typed || !isTracerOfProject(typed)) return undefined;
    }
    if (
      variable &&
      sourcesOf(this.#tree, variable).some((source) => source.kind === 'value' && this.#isOtherSource(source.node))
    )
      return undefined;
    return { kind: 'role', role, likely: true };
  }

  #isOtherSource(node: Node): boolean {
    const plain = unwrap(node, true);
    if (
      plain.type === 'CallExpression' &&
      plain.callee.type === 'MemberExpression' &&
      /^(?:createElement\w*|querySelector|getElementById)$/.test(keyOf(plain.callee) ?? '')
    ) {
      return true;
    }
    return this.isOther(plain);
  }

  #first(attempts: readonly (() => Origin | undefined)[]): Origin | undefined {
    let other: Origin | undefined;
    for (const attempt of attempts) {
      const origin = attempt();
      if (origin?.kind === 'role') return origin;
      other ??= origin;
    }
    return other;
  }

  #along(origin: Origin | undefined, path: Path): Origin | undefined {
    let at = origin;
    for (const step of path) at = at && this.#member(at, step);
    return at;
  }

  #ofSource(source: ValueSource): Origin | undefined {
    switch (source.kind) {
      case 'import':
        return moduleOrigin(source.module, source.path);
      case 'value':
        return this.#along(this.of(source.node), source.path);
      case 'element':
        return this.#along(this.#member(this.of(source.of), undefined), source.path);
      case 'parameter':
        return this.#ofParameter(source.fn, source.index, source.path);
      case 'function':
      case 'class':
        return { kind: 'local', node: source.node };
      default:
        return undefined;
    }
  }

  #read(node: Node): Origin | undefined {
    switch (node.type) {
      case 'Identifier': {
        const variable = this.#tree.variableOf(node);
        return variable && variable.defs.length > 0 ? this.ofVariable(variable) : undefined;
      }
      case 'MemberExpression':
        return this.#readMember(node);
      case 'CallExpression':
        return this.#readCall(node);
      case 'NewExpression':
        return this.#readNew(node);
      case 'ImportExpression':
        return node.source.type === 'Literal' ? moduleOrigin(String(node.source.value), []) : undefined;
      case 'ConditionalExpression':
        return this.#first([() => this.of(node.consequent), () => this.of(node.alternate)]);
      case 'LogicalExpression':
        return this.#first([() => this.of(node.right), () => this.of(node.left)]);
      case 'AssignmentExpression':
        return this.of(node.right);
      case 'ArrayExpression': {
        const of = this.#first(
          node.elements.map(
            (element) => () => (element && element.type !== 'SpreadElement' ? this.of(element) : undefined),
          ),
        );
        return of && { kind: 'container', of };
      }
      case 'ThisExpression': {
        const holder = this.#tree.classOfThis(node);
        return holder && { kind: 'instance', node: holder };
      }
      case 'ObjectExpression':
      case 'FunctionExpression':
      case 'ArrowFunctionExpression':
      case 'ClassExpression':
        return { kind: 'local', node };
      default:
        return undefined;
    }
  }

  #readMember(node: TSESTree.MemberExpression): Origin | undefined {
    const name = keyOf(node);
    const owner = this.of(node.object);
    if (owner) return this.#member(owner, name);
    return undefined;
  }

  #readCall(node: TSESTree.CallExpression): Origin | undefined {
    const callee = unwrap(node.callee);
    const [first] = node.arguments;
    if (first?.type === 'Literal' && isRequire(this.#tree, node)) {
      return moduleOrigin(String(first.value), []);
    }
    if (callee.type === 'MemberExpression') {
      const owner = this.of(callee.object);
      const name = keyOf(callee);
      if (owner?.kind === 'role' && name) {
        const role = methodRole(owner.role, name);
        if (role) return { ...owner, role };
        const callback = spanApiOf(owner.role, name)?.callback && node.arguments.at(-1);
        const fn = callback && callback.type !== 'SpreadElement' ? this.functionOf(callback) : undefined;
        return fn && this.#returned(fn);
      }
      if (owner?.kind === 'container' && name && /^(?:get|at|pop|shift|find|findLast)$/.test(name)) return owner.of;
      if (owner?.kind === 'container' && name && /^(?:values|filter|slice|reverse|concat|toReversed)$/.test(name))
        return owner;
      if (name === 'bind') return owner;
    }
    const called = this.of(callee);
    if (called?.kind === 'module') {
      const role = calledRole(called.module, called.path);
      if (role) return { kind: 'role', role };
      return { ...called, called: true };
    }
    if (called?.kind === 'local' && isFunction(called.node)) return this.#returned(called.node);
    if (called?.kind === 'typed') return this.#returnedByType(called.node);
    return undefined;
  }

  #readNew(node: TSESTree.NewExpression): Origin | undefined {
    const callee = this.of(node.callee);
    if (callee?.kind === 'module') {
      const role = typeRole(callee.module, callee.path);
      if (role) return { kind: 'role', role };
      return { kind: 'instanceOf', module: callee.module, path: callee.path, node };
    }
    if (callee?.kind === 'local' && isClass(callee.node)) return { kind: 'instance', node: callee.node };
    const argument = (node.typeArguments?.params ?? []).at(-1);
    if (argument && node.callee.type === 'Identifier' && /^(?:Weak)?(?:Map|Set)$/.test(node.callee.name)) {
      const of = this.ofType(argument);
      return of && { kind: 'container', of };
    }
    return undefined;
  }

  /** A property of a value: of a module, a typed value, an instance, an object literal, or an element of a container. */
  #member(owner: Origin | undefined, name: string | number | undefined): Origin | undefined {
    switch (owner?.kind) {
      case 'module':
        if (name === undefined || owner.called) return owner.called ? owner : undefined;
        return moduleOrigin(owner.module, [...owner.path, name]);
      case 'container':
        return name === undefined || typeof name === 'number' || /^\d+$/.test(name) ? owner.of : undefined;
      case 'instance':
        return typeof name === 'string' ? this.#classMember(owner.node, name) : undefined;
      case 'local':
        return typeof name === 'string' ? this.#localMember(owner.node, name) : undefined;
      case 'typed':
        return typeof name === 'string' ? this.#typeMember(owner.node, name) : undefined;
      default:
        return undefined;
    }
  }

  /** The role of the instances of a class that says what it implements: `class WorkerTracer implements Tracer`. */
  #implementedRole(node: ClassNode): Role | undefined {
    for (const { expression } of node.implements) {
      const variable = this.#tree.variableOf(leftmost(expression));
      for (const source of variable ? sourcesOf(this.#tree, variable) : []) {
        if (source.kind !== 'import') continue;
        const role = typeRole(source.module, [...source.path, ...namePath(expression).slice(1)]);
        if (role) return role;
      }
    }
    return undefined;
  }

  #classMember(node: ClassNode, name: string): Origin | undefined {
    const attempts: (() => Origin | undefined)[] = [];
    for (const member of node.body.body) {
      if ((member.type === 'PropertyDefinition' || member.type === 'AccessorProperty') && keyOf(member) === name) {
        const { typeAnnotation, value } = member;
        if (typeAnnotation) attempts.push(() => this.ofType(typeAnnotation.typeAnnotation));
        if (value) attempts.push(() => this.of(value));
      } else if (member.type === 'MethodDefinition' && keyOf(member) === name) {
        const fn = member.value;
        if (isFunction(fn))
          attempts.push(() => (member.kind === 'get' ? this.#returned(fn) : { kind: 'local', node: fn }));
      } else if (member.type === 'MethodDefinition' && member.kind === 'constructor') {
        for (const parameter of member.value.params) {
          if (parameter.type !== 'TSParameterProperty') continue;
          const target: Node =
            parameter.parameter.type === 'AssignmentPattern' ? parameter.parameter.left : parameter.parameter;
          if (target.type === 'Identifier' && target.name === name) {
            const variable = this.#tree.variableOf(target);
            if (variable) attempts.push(() => this.ofVariable(variable));
          }
        }
      }
    }
    for (const assignment of this.#thisAssignments(node, name)) attempts.push(() => this.of(assignment.right));
    return this.#first(attempts);
  }

  /** `this.name = value` anywhere in a class. */
  #thisAssignments(node: ClassNode, name: string): TSESTree.AssignmentExpression[] {
    return this.#tree.all('AssignmentExpression').filter((assignment) => {
      const left = unwrap(assignment.left);
      return (
        left.type === 'MemberExpression' &&
        left.object.type === 'ThisExpression' &&
        keyOf(left) === name &&
        this.#tree.classOfThis(left.object) === node
      );
    });
  }

  #localMember(node: Node, name: string): Origin | undefined {
    if (node.type === 'ObjectExpression') {
      const property = node.properties.findLast((one) => one.type === 'Property' && keyOf(one) === name);
      if (property?.type !== 'Property') return undefined;
      if (property.kind === 'get' && isFunction(property.value)) return this.#returned(property.value);
      return this.of(property.value);
    }
    if (isClass(node)) return this.#classMember(node, name);
    return undefined;
  }

  #typeMember(node: Node, name: string): Origin | undefined {
    for (const member of typeMembers(node)) {
      if (keyOf(member) !== name) continue;
      if (member.type === 'TSPropertySignature' && member.typeAnnotation) {
        return this.ofType(member.typeAnnotation.typeAnnotation);
      }
      if (member.type === 'TSMethodSignature') return { kind: 'typed', node: member };
    }
    return undefined;
  }

  #ofTypeName(node: TSESTree.TSTypeReference): Origin | undefined {
    const path = namePath(node.typeName);
    const argument = node.typeArguments?.params.at(-1);
    const [head] = path;
    if (
      path.length === 1 &&
      argument &&
      /^(?:Promise|PromiseLike|Readonly|Required|Partial|NonNullable|Awaited)$/.test(String(head))
    )
      return this.ofType(argument);
    if (
      path.length === 1 &&
      argument &&
      /^(?:Readonly)?(?:Array|Set|Map|WeakMap|Record|Iterable|Iterator)$/.test(String(head))
    ) {
      const of = this.ofType(argument);
      return of && { kind: 'container', of };
    }
    if (path.length === 1 && argument?.type === 'TSTypeQuery' && head === 'ReturnType')
      return this.#returnedByQuery(argument);
    const variable = this.#tree.variableOf(leftmost(node.typeName));
    if (!variable) return undefined;
    for (const source of sourcesOf(this.#tree, variable)) {
      if (source.kind === 'import') {
        const full = [...source.path, ...path.slice(1)];
        const role = typeRole(source.module, full);
        return role ? { kind: 'role', role } : { kind: 'instanceOf', module: source.module, path: full, node };
      }
      if (source.kind === 'type') {
        if (source.node.type === 'TSTypeAliasDeclaration') return this.ofType(source.node.typeAnnotation);
        if (source.node.type === 'TSInterfaceDeclaration') return this.#ofInterface(source.node);
      }
      if (source.kind === 'class') return { kind: 'instance', node: source.node };
    }
    return undefined;
  }

  /** `ReturnType<typeof trace.getTracer>`. */
  #returnedByQuery(query: TSESTree.TSTypeQuery): Origin | undefined {
    const name = query.exprName as Node;
    if (name.type === 'TSQualifiedName') {
      const owner = this.#along(this.of(leftmost(name)), namePath(name).slice(1, -1));
      const role = owner?.kind === 'role' ? methodRole(owner.role, name.right.name) : undefined;
      return role && { kind: 'role', role };
    }
    const called = name.type === 'Identifier' ? this.of(name) : undefined;
    return called?.kind === 'local' && isFunction(called.node) ? this.#returned(called.node) : undefined;
  }

  #ofInterface(node: TSESTree.TSInterfaceDeclaration): Origin {
    for (const heritage of node.extends) {
      const variable = this.#tree.variableOf(leftmost(heritage.expression));
      for (const source of variable ? sourcesOf(this.#tree, variable) : []) {
        const role =
          source.kind === 'import'
            ? typeRole(source.module, [...source.path, ...namePath(heritage.expression).slice(1)])
            : undefined;
        if (role) return { kind: 'role', role };
      }
    }
    return { kind: 'typed', node };
  }

  /** What a function gives back, by its annotation or its returned expressions. */
  #returned(fn: FunctionNode): Origin | undefined {
    if (this.#open.has(fn)) return undefined;
    this.#open.add(fn);
    const annotated = fn.returnType ? this.ofType(fn.returnType.typeAnnotation) : undefined;
    const origin =
      annotated?.kind === 'role'
        ? annotated
        : (this.#first(returnedExpressions(this.#tree, fn).map((node) => () => this.of(node))) ?? annotated);
    this.#open.delete(fn);
    return origin;
  }

  #returnedByType(node: Node): Origin | undefined {
    const type = (node as { returnType?: TSESTree.TSTypeAnnotation }).returnType?.typeAnnotation;
    return type && this.ofType(type);
  }

  /** A parameter without a telling annotation: from JSDoc, or from the call that the function is handed to. */
  #ofParameter(fn: FunctionNode, index: number, path: Path): Origin | undefined {
    const documented = this.#documented(fn, index);
    if (documented) return this.#along(documented, path);
    for (const { call, argument } of this.#handedTo(fn)) {
      const callee = unwrap(call.callee);
      if (callee.type === 'MemberExpression') {
        const owner = this.of(callee.object);
        const name = keyOf(callee);
        if (owner?.kind === 'role' && name) {
          const api = spanApiOf(owner.role, name);
          if (api?.callback && argument === call.arguments.length - 1 && index === 0)
            return this.#along({ ...owner, role: 'span' }, path);
        }
        if (owner?.kind === 'container' && index === 0 && argument === 0) return this.#along(owner.of, path);
        if (
          name &&
          LIKELY_SPAN_CALLS.has(name) &&
          index === 0 &&
          argument === call.arguments.length - 1 &&
          argument > 0 &&
          !this.isOther(callee.object)
        ) {
          return this.#along({ kind: 'role', role: 'span', likely: true }, path);
        }
      }
      const wrapper = this.functionOf(callee);
      const parameter = wrapper?.params[argument];
      const contextual = parameter && this.#parameterOfFunctionType(parameter, index);
      if (contextual) return this.#along(contextual, path);
      const inner = wrapper && parameter && this.#calledWith(parameter, index);
      if (inner) return this.#along(inner, path);
    }
    return undefined;
  }

  /** What a function gives to its callback: `callback(span)`. */
  #calledWith(parameter: Node, index: number): Origin | undefined {
    const variable = parameter.type === 'Identifier' ? this.#tree.variableOf(parameter) : undefined;
    for (const reference of variable?.references ?? []) {
      const call = this.#tree.parentOf(reference.identifier);
      if (call?.type !== 'CallExpression' || call.callee !== reference.identifier) continue;
      const argument = call.arguments[index];
      const origin = argument && argument.type !== 'SpreadElement' ? this.of(argument) : undefined;
      if (origin) return origin;
    }
    return undefined;
  }

  #parameterOfFunctionType(parameter: Node, index: number): Origin | undefined {
    const target = parameter.type === 'AssignmentPattern' ? parameter.left : parameter;
    let type: Node | undefined = (target as { typeAnnotation?: TSESTree.TSTypeAnnotation }).typeAnnotation
      ?.typeAnnotation;
    if (type?.type === 'TSTypeReference' && type.typeName.type === 'Identifier') {
      const variable = this.#tree.variableOf(type.typeName);
      const alias = variable && sourcesOf(this.#tree, variable).find((source) => source.kind === 'type');
      if (alias?.kind === 'type' && alias.node.type === 'TSTypeAliasDeclaration') type = alias.node.typeAnnotation;
    }
    if (type?.type !== 'TSFunctionType') return undefined;
    const inner = type.params[index] as Node | undefined;
    const annotation = (inner as { typeAnnotation?: TSESTree.TSTypeAnnotation } | undefined)?.typeAnnotation
      ?.typeAnnotation;
    return annotation && this.ofType(annotation);
  }

  /** Calls that a function is an argument of, directly or by its name. */
  #handedTo(fn: FunctionNode): { call: TSESTree.CallExpression; argument: number }[] {
    const found: { call: TSESTree.CallExpression; argument: number }[] = [];
    const look = (node: Node) => {
      let at = node;
      let parent = this.#tree.parentOf(at);
      while (parent && unwrap(parent) !== parent) {
        at = parent;
        parent = this.#tree.parentOf(at);
      }
      if (parent?.type === 'CallExpression' && parent.callee !== at)
        found.push({ call: parent, argument: parent.arguments.indexOf(at as TSESTree.Expression) });
    };
    look(fn);
    const name = fn.type === 'FunctionDeclaration' ? fn.id : declaredName(this.#tree, fn);
    const variable = name && this.#tree.variableOf(name);
    for (const reference of variable?.references ?? []) if (reference.isRead()) look(reference.identifier);
    return found;
  }

  /** `@param {import('@opentelemetry/api').Tracer} tracer` above a function of a JavaScript file. */
  #documented(fn: FunctionNode, index: number): Origin | undefined {
    const parameter = fn.params[index] as Node | undefined;
    const target = parameter?.type === 'AssignmentPattern' ? parameter.left : parameter;
    if (target?.type !== 'Identifier' || annotated(target)) return undefined;
    const comment = commentBefore(this.#tree, fn);
    const match =
      comment &&
      new RegExp(
        String.raw`@param\s*\{\s*import\(\s*['"]([^'"]+)['"]\s*\)\.([\w.]+)[^}]*\}\s*\[?${target.name}\b`,
      ).exec(comment);
    if (!match) return undefined;
    const role = typeRole(match[1] as string, (match[2] as string).split('.'));
    return role && { kind: 'role', role };
  }
}

/** A tracer by its type's name that another file of the project defines: nothing proves it, nothing speaks against it. */
function isTracerOfProject(origin: Origin): boolean {
  return origin.kind === 'instanceOf' && !isPackage(origin.module) && String(origin.path.at(-1)).endsWith('Tracer');
}

/** Whether a file imports anything of OpenTelemetry, in any module system. */
function importsOpenTelemetry(tree: Tree): boolean {
  const modules: (Node | undefined)[] = [
    ...tree.all('ImportDeclaration').map((declaration) => declaration.source),
    ...tree.all('ImportExpression').map((expression) => expression.source),
    ...tree.all('TSExternalModuleReference').map((reference) => reference.expression),
    ...tree.all('CallExpression').flatMap((call) => (isRequire(tree, call) ? [call.arguments[0]] : [])),
  ];
  return modules.some((module) => module?.type === 'Literal' && isOpenTelemetryModule(String(module.value)));
}

function isRequire(tree: Tree, call: TSESTree.CallExpression): boolean {
  const callee = unwrap(call.callee);
  return callee.type === 'Identifier' && callee.name === 'require' && isGlobal(tree.variableOf(callee));
}

/** Methods that hand a span to their last argument, on a receiver that the file does not explain. */
const LIKELY_SPAN_CALLS = new Set(['startActiveSpan', 'withActiveSpan']);

function annotated(node: TSESTree.Identifier): boolean {
  return Boolean(node.typeAnnotation);
}

function isGlobal(variable: Variable | undefined): boolean {
  return !variable || variable.defs.length === 0;
}

function moduleOrigin(module: string, path: Path): Origin {
  const role = exportedRole(module, path);
  return role ? { kind: 'role', role } : { kind: 'module', module, path, called: false };
}

/** The text of the block comment that ends right before a function's statement. */
function commentBefore(tree: Tree, fn: FunctionNode): string | undefined {
  let node: Node = fn;
  for (
    let up = tree.parentOf(node);
    up && up.type !== 'Program' && up.type !== 'BlockStatement' && up.type !== 'ClassBody';
    up = tree.parentOf(up)
  )
    node = up;
  const before = tree.text.slice(0, node.range[0]).trimEnd();
  if (!before.endsWith('*/')) return undefined;
  return before.slice(before.lastIndexOf('/**'));
}

/** The identifier that a function expression is declared under: `const run = () => …`. */
export function declaredName(tree: Tree, fn: Node): TSESTree.Identifier | undefined {
  let node = fn;
  let parent = tree.parentOf(node);
  while (parent && unwrap(parent) !== parent) {
    node = parent;
    parent = tree.parentOf(node);
  }
  if (parent?.type === 'VariableDeclarator' && parent.init === node && parent.id.type === 'Identifier')
    return parent.id;
  return undefined;
}

/** Expressions that a function returns, of its own and not of functions inside it. */
export function returnedExpressions(tree: Tree, fn: FunctionNode): Node[] {
  if (fn.body.type !== 'BlockStatement') return [fn.body];
  return tree
    .all('ReturnStatement')
    .filter((statement) => statement.argument && tree.functionAround(statement) === fn)
    .map((statement) => statement.argument as Node);
}

/** Members of an interface or of an object type. */
export function typeMembers(node: Node): readonly TSESTree.TypeElement[] {
  if (node.type === 'TSInterfaceDeclaration') return node.body.body;
  return node.type === 'TSTypeLiteral' ? node.members : [];
}

function namePath(node: Node): string[] {
  if (node.type === 'Identifier') return [node.name];
  if (node.type === 'TSQualifiedName') return [...namePath(node.left), node.right.name];
  if (node.type === 'MemberExpression') return [...namePath(node.object), keyOf(node) ?? '?'];
  return ['?'];
}

function leftmost(node: Node): Node {
  if (node.type === 'TSQualifiedName') return leftmost(node.left);
  return node.type === 'MemberExpression' ? leftmost(node.object) : node;
}

function importTypeModule(node: TSESTree.TSImportType): string | undefined {
  const source = (node as { source?: Node }).source ?? (node as { argument?: Node }).argument;
  const literal = source?.type === 'TSLiteralType' ? (source.literal as Node) : source;
  return literal?.type === 'Literal' ? String(literal.value) : undefined;
}
