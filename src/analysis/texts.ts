import type { TSESTree } from '@typescript-eslint/types';
import type { Variable } from '@typescript-eslint/scope-manager';
import { constantText } from './catalogue/attribute-constants.ts';
import { operationText } from './catalogue/operation-constants.ts';
import { isBoundedName, isOptionsName, isUncertainProperty } from './catalogue/hole-words.ts';
import type { ModuleSummaries } from './module-summaries.ts';
import { summarise, type Hole, type HoleKind, type NamePart, type NameText, type NameValue } from './name-value.ts';
import { declaredName, returnedExpressions, typeMembers, type Origins } from './origin.ts';
import { annotationOf, sourcesOf, type Path, type ValueSource } from './sources.ts';
import { isClass, isFunction, keyOf, unwrap, type FunctionNode, type Node, type Tree } from './tree.ts';

type Alternatives = readonly NameText[];

/** Parameters bound to the arguments of a call that is looked into. */
export type Bound = ReadonlyMap<Variable, Node>;
const NOTHING_BOUND: Bound = new Map();

const MOST_ALTERNATIVES = 64;
const MOST_PARTS = 48;
const MOST_STEPS = 3000;
const DEEPEST = 24;

/** Evaluates text expressions of one file in bounded time. */
export class Texts {
  readonly #tree: Tree;
  readonly #origins: Origins;
  readonly #summaries: ModuleSummaries;
  #steps = 0;
  readonly #open: Node[] = [];

  constructor(tree: Tree, origins: Origins, summaries: ModuleSummaries) {
    this.#tree = tree;
    this.#origins = origins;
    this.#summaries = summaries;
  }

  /**
   * What a name expression can be.
   * @param bound parameters whose value is known: the arguments of a call that is looked through
   */
  valueOf(expression: Node, bound: Bound = NOTHING_BOUND): NameValue {
    return summarise(this.alternativesOf(expression, bound));
  }

  /** All texts that an expression can be, or nothing where there are too many. */
  alternativesOf(expression: Node, bound: Bound = NOTHING_BOUND): Alternatives | undefined {
    this.#steps = 0;
    this.#open.length = 0;
    const alternatives = this.#read(expression, bound);
    return this.#steps > MOST_STEPS ? undefined : alternatives;
  }

  /** The one text that an expression always is; nothing where it can be several or is not known. */
  textOf(expression: Node): string | undefined {
    const value = this.valueOf(expression);
    return value.kind === 'exact' && value.texts.length === 1 ? value.texts[0]?.text : undefined;
  }

  #importedTexts(module: string, path: Path): readonly string[] | undefined {
    const known = constantText(module, path) ?? operationText(module, path);
    return known === undefined ? this.#summaries.texts(module, path) : [known];
  }

  #read(expression: Node, bound: Bound): Alternatives {
    return this.#readInner(expression, bound).map((parts) => {
      const [only] = parts;
      return parts.length === 1 && only && only.kind !== 'text' ? [{ ...only, written: expression }] : parts;
    });
  }

  #readInner(expression: Node, bound: Bound): Alternatives {
    const node = unwrap(expression, true);
    this.#steps += 1;
    if (this.#steps > MOST_STEPS || this.#open.length > DEEPEST || this.#open.includes(node))
      return hole('unknown', node);
    this.#open.push(node);
    const alternatives = this.#readNode(node, bound);
    this.#open.pop();
    return alternatives.length > MOST_ALTERNATIVES || alternatives.some((parts) => parts.length > MOST_PARTS)
      ? hole('unknown', node)
      : alternatives;
  }

  #readNode(node: Node, bound: Bound): Alternatives {
    switch (node.type) {
      case 'Literal':
        return typeof node.value === 'string' || typeof node.value === 'number' || typeof node.value === 'boolean'
          ? text(String(node.value), node)
          : hole('unknown', node);
      case 'TemplateLiteral':
        return this.#readTemplate(node, bound, false);
      case 'TaggedTemplateExpression': {
        const raw =
          node.tag.type === 'MemberExpression' &&
          node.tag.object.type === 'Identifier' &&
          node.tag.object.name === 'String' &&
          keyOf(node.tag) === 'raw';
        return raw ? this.#readTemplate(node.quasi, bound, true) : hole('unknown', node);
      }
      case 'BinaryExpression':
        return node.operator === '+' ? this.#readSum(node, bound) : hole('variable', node);
      case 'ConditionalExpression':
        return [...this.#read(node.consequent, bound), ...this.#read(node.alternate, bound)];
      case 'LogicalExpression':
        return this.#readLogical(node, bound);
      case 'AssignmentExpression':
        return node.operator === '=' ? this.#read(node.right, bound) : hole('unknown', node);
      case 'Identifier':
        return this.#readIdentifier(node, bound);
      case 'MemberExpression':
        return this.#readMember(node, bound);
      case 'CallExpression':
        return this.#readCall(node, bound);
      default:
        return hole('unknown', node);
    }
  }

  /** Texts put together; a sum of numbers, as `turn + 1`, is data. */
  #readSum(node: TSESTree.BinaryExpression, bound: Bound): Alternatives {
    const left = this.#read(node.left, bound);
    const right = this.#read(node.right, bound);
    const isText = (side: Node, read: Alternatives) =>
      !this.#isNumber(side) && read.some((parts) => parts.some((part) => part.kind === 'text'));
    const sums = this.#isNumber(node.left) || this.#isNumber(node.right);
    return sums && !isText(node.left, left) && !isText(node.right, right) ? hole('variable', node) : join(left, right);
  }

  #isNumber(side: Node): boolean {
    const node = unwrap(side);
    if (node.type === 'Literal') return typeof node.value === 'number';
    const variable = node.type === 'Identifier' ? this.#tree.variableOf(node) : undefined;
    return variable ? sourcesOf(this.#tree, variable).some(isCounting) : node.type === 'UpdateExpression';
  }

  #readTemplate(node: TSESTree.TemplateLiteral, bound: Bound, raw: boolean): Alternatives {
    let all: Alternatives = [[]];
    node.quasis.forEach((quasi, i) => {
      const written = raw ? quasi.value.raw : quasi.value.cooked;
      if (written !== '') all = join(all, written === null ? hole('unknown', node) : text(written, quasi));
      const expression = node.expressions[i];
      if (expression) all = join(all, this.#read(expression, bound));
    });
    return all.length === 1 && all[0]?.length === 0 ? text('', node) : all;
  }

  #readLogical(node: TSESTree.LogicalExpression, bound: Bound): Alternatives {
    const left = this.#read(node.left, bound);
    const right = this.#read(node.right, bound);
    if (node.operator === '&&') return [...left.filter(isEmpty), ...right];
    // `name ?? 'agent.step'` with a forwarded name: the caller decides, the default is judged with it
    return [...(node.operator === '||' ? left.filter((parts) => !isEmpty(parts)) : left), ...right];
  }

  #readIdentifier(node: TSESTree.Identifier, bound: Bound): Alternatives {
    const variable = this.#tree.variableOf(node);
    if (!variable || variable.defs.length === 0) return hole(node.name === 'undefined' ? 'bounded' : 'unknown', node);
    const argument = bound.get(variable);
    if (argument) return this.#read(argument, NOTHING_BOUND);
    const annotation = annotationOf(this.#tree, variable);
    const typed = annotation && this.#ofType(annotation.type, annotation.path);
    if (typed) return typed;
    const found: NamePart[][] = [];
    for (const source of this.#compound(variable, sourcesOf(this.#tree, variable), node, bound))
      found.push(...source.map((parts) => [...parts]));
    if (found.length === 0) return hole('unknown', node);
    return this.#ofModule(node) ?? uniqueAlternatives(found);
  }

  /** Each value of a variable; `+=` appends to all that were given plainly, once, and anything else is a hole. */
  #compound(
    variable: Variable,
    sources: readonly ValueSource[],
    at: TSESTree.Identifier,
    bound: Bound,
  ): Alternatives[] {
    if (sources.some(isCounting)) return [hole('variable', at)];
    const plain: Alternatives[] = [];
    const appended: Alternatives[] = [];
    for (const source of sources) {
      if (source.kind === 'value' && source.operator === '+=') appended.push(this.#read(source.node, bound));
      else if (source.kind === 'value' && !['=', 'default', '??=', '||=', '&&='].includes(source.operator))
        plain.push(hole('variable', at));
      else plain.push(this.#readSource(variable, source, at, bound));
    }
    if (appended.length === 0) return plain;
    const looped =
      appended.length > 3 ||
      sources.some((source) => source.kind === 'value' && source.operator === '+=' && this.#inLoop(source.node, at));
    if (looped) return [...plain, hole('variable', at)];
    let all: Alternatives = plain.flat();
    for (const more of appended) all = [...all, ...join(all, more)];
    return [all];
  }

  #inLoop(node: Node, use: Node): boolean {
    for (let up = this.#tree.parentOf(node); up && !isFunction(up); up = this.#tree.parentOf(up)) {
      if (/^(?:For|While|DoWhile)/.test(up.type) && !(up.range[0] <= use.range[0] && use.range[1] <= up.range[1]))
        return true;
    }
    return false;
  }

  #readSource(variable: Variable, source: ValueSource, at: TSESTree.Identifier, bound: Bound): Alternatives {
    switch (source.kind) {
      case 'import': {
        const texts = this.#importedTexts(source.module, source.path);
        return texts ? texts.map((one) => [{ kind: 'text', text: one, node: at }]) : hole('unknown', at);
      }
      case 'value':
        return source.path.length === 0
          ? this.#read(source.node, bound)
          : this.#readPath(source.node, source.path, at, bound);
      case 'element':
        return this.#readPath(source.of, [undefined, ...source.path], at, bound);
      case 'parameter':
        return this.#readParameter(source, at);
      case 'unknown':
        return source.node === at
          ? hole('unknown', at)
          : hole(
              variable.defs.some((definition) => (definition.type as string) === 'CatchClause')
                ? 'variable'
                : 'unknown',
              at,
            );
      default:
        return hole('unknown', at);
    }
  }

  /** A parameter: what all callers of a function of this file give, or forwarded, or data. */
  #readParameter(source: Extract<ValueSource, { kind: 'parameter' }>, at: TSESTree.Identifier): Alternatives {
    const { fn, index } = source;
    const named = functionName(this.#tree, fn);
    const path = source.path.filter((step): step is string => typeof step === 'string');
    const whole = this.#open.length <= 1 || this.#open.slice(0, -1).every((node) => passesWhole(node));
    const parameter = { fn, index, path };
    const given = named && !whole && source.path.length === 0 ? this.#givenByCallers(fn, index) : undefined;
    if (given) return given;
    if (named && path.length === source.path.length && !source.rest && (whole || FORWARDED_PARTS.test(at.name))) {
      return [[{ kind: 'forwarded', node: at, parameter }]];
    }
    if (isBoundedName(at.name) || isProcedurePath(fn, index, path)) return hole('bounded', at);
    if (!named) {
      const element = this.#elementOfCallback(fn, index, source.path, at);
      if (element) return element;
      if (whole) return hole('unknown', at);
    }
    return [[{ kind: 'variable', node: at, ...(named ? { parameter } : {}) }]];
  }

  /** Texts that every caller of a private function or method gives; nothing when one is out of sight. */
  #givenByCallers(fn: FunctionNode, index: number): Alternatives | undefined {
    const uses = this.#usesOf(fn);
    if (!uses || uses.length === 0) return undefined;
    const all: NameText[] = [];
    for (const use of uses) {
      const call = this.#tree.parentOf(use);
      if (call?.type !== 'CallExpression' || call.callee !== use) return undefined;
      const argument = call.arguments[index];
      if (!argument || argument.type === 'SpreadElement') return undefined;
      const given = this.#read(argument, NOTHING_BOUND);
      if (given.some((parts) => parts.some((part) => part.kind !== 'text' && part.kind !== 'bounded')))
        return undefined;
      all.push(...given);
    }
    return uniqueAlternatives(all);
  }

  /** Everything that names a function that no other file can name; nothing for other functions. */
  #usesOf(fn: FunctionNode): Node[] | undefined {
    const method = this.#tree.parentOf(fn);
    if (method?.type === 'MethodDefinition') {
      const isPrivate = method.accessibility === 'private' || method.key.type === 'PrivateIdentifier';
      const name = keyOf(method);
      return isPrivate ? this.#tree.all('MemberExpression').filter((member) => keyOf(member) === name) : undefined;
    }
    const name = fn.type === 'FunctionDeclaration' ? fn.id : declaredName(this.#tree, fn);
    const variable = name && this.#tree.variableOf(name);
    if (!variable || isExported(this.#tree, variable)) return undefined;
    return variable.references.filter((reference) => !reference.isWrite()).map((reference) => reference.identifier);
  }

  /** `['a', 'b'].forEach((name) => …)`: the element is one of the texts. */
  #elementOfCallback(fn: FunctionNode, index: number, path: Path, at: Node): Alternatives | undefined {
    const call = this.#tree.parentOf(fn);
    if (index !== 0 || call?.type !== 'CallExpression' || call.callee === fn || call.callee.type !== 'MemberExpression')
      return undefined;
    if (!/^(?:map|forEach|flatMap|filter|some|every|find)$/.test(keyOf(call.callee) ?? '')) return undefined;
    const element = this.#readPath(call.callee.object, [undefined, ...path], at, NOTHING_BOUND);
    return element.some((parts) => parts.some((part) => part.kind !== 'text')) ? undefined : element;
  }

  #readMember(node: TSESTree.MemberExpression, bound: Bound): Alternatives {
    const chain = memberChain(node);
    const first = this.#steps;
    const steps: Path = chain.steps.map((step) => (typeof step === 'string' ? step : this.#computedStep(step, bound)));
    const found = this.#readPath(chain.root, steps, node, bound);
    // which of the values it is stays open, so none of them is blamed
    const open = steps.includes(undefined) && found.some((parts) => parts.some((part) => part.kind === 'variable'));
    return first > MOST_STEPS || open ? hole('unknown', node) : found;
  }

  #computedStep(expression: Node, bound: Bound): string | undefined {
    const alternatives = this.#read(expression, bound);
    const [only] = alternatives;
    return alternatives.length === 1 && only?.every((part) => part.kind === 'text')
      ? only.map((part) => (part as { text: string }).text).join('')
      : undefined;
  }

  /** A property path below an expression: into object and array literals, enums, classes and written types. */
  #readPath(root: Node, path: Path, at: Node, bound: Bound): Alternatives {
    const nodes = this.#below(unwrap(root, true), path, bound, 0);
    if (nodes) {
      const all = nodes.flatMap((node) => ('texts' in node ? node.texts : this.#read(node.node, bound)));
      return all.length > 0 ? uniqueAlternatives(all) : hole('unknown', at);
    }
    return this.#ofModule(at) ?? this.#holeOfMember(root, path, at);
  }

  /** The expressions that stand under a path of a literal table; nothing where the table is not in sight. */
  #below(
    root: Node,
    path: Path,
    bound: Bound,
    depth: number,
  ): ({ node: Node } | { texts: Alternatives })[] | undefined {
    if (depth > DEEPEST) return undefined;
    if (path.length === 0) return [{ node: root }];
    const [step, ...rest] = path;
    switch (root.type) {
      case 'ObjectExpression':
        return this.#belowObject(root, step, rest, bound, depth);
      case 'ArrayExpression': {
        const index =
          typeof step === 'number' ? step : step !== undefined && /^\d+$/.test(step) ? Number(step) : undefined;
        if (step !== undefined && index === undefined) return undefined;
        const elements = index === undefined ? root.elements : [root.elements[index]];
        const all: ({ node: Node } | { texts: Alternatives })[] = [];
        for (const element of elements) {
          if (!element || element.type === 'SpreadElement') return undefined;
          const below = this.#below(unwrap(element), rest, bound, depth + 1);
          if (!below) return undefined;
          all.push(...below);
        }
        return all;
      }
      case 'CallExpression': {
        const callee = unwrap(root.callee);
        const [argument] = root.arguments;
        if (callee.type === 'MemberExpression' && argument && argument.type !== 'SpreadElement') {
          const frozen =
            callee.object.type === 'Identifier' &&
            callee.object.name === 'Object' &&
            /^(?:freeze|seal)$/.test(keyOf(callee) ?? '');
          if (frozen) return this.#below(unwrap(argument), path, bound, depth + 1);
          const listed =
            callee.object.type === 'Identifier' &&
            callee.object.name === 'Object' &&
            /^(?:values)$/.test(keyOf(callee) ?? '');
          if (listed && step === undefined) return this.#below(unwrap(argument), path, bound, depth + 1);
        }
        return undefined;
      }
      case 'ThisExpression':
        return typeof step === 'string'
          ? this.#belowClass(this.#tree.classOfThis(root), step, rest, bound, depth)
          : undefined;
      case 'Identifier':
        return this.#belowVariable(root, path, bound, depth);
      default:
        return undefined;
    }
  }

  #belowObject(
    root: TSESTree.ObjectExpression,
    step: string | number | undefined,
    rest: Path,
    bound: Bound,
    depth: number,
  ) {
    const all: ({ node: Node } | { texts: Alternatives })[] = [];
    let matched = false;
    for (const property of root.properties) {
      if (property.type === 'SpreadElement') {
        if (step === undefined) return undefined;
        const below = this.#below(unwrap(property.argument), [step, ...rest], bound, depth + 1);
        if (below) {
          all.length = 0;
          all.push(...below);
          matched = true;
        }
        continue;
      }
      const key = keyOf(property) ?? (property.computed ? this.#computedStep(property.key, bound) : undefined);
      if (key === undefined && step !== undefined) continue;
      if (step !== undefined && key !== String(step)) continue;
      const below = this.#below(unwrap(property.value), rest, bound, depth + 1);
      if (!below) return undefined;
      if (step !== undefined) all.length = 0;
      all.push(...below);
      matched = true;
    }
    return matched ? all : undefined;
  }

  #belowClass(holder: Node | undefined, step: string, rest: Path, bound: Bound, depth: number) {
    if (!holder || !isClass(holder)) return undefined;
    const values: Node[] = [];
    for (const member of holder.body.body) {
      if (keyOf(member) !== step) continue;
      if (member.type === 'PropertyDefinition' && member.value) values.push(member.value);
      else if (member.type === 'MethodDefinition' && member.kind === 'get' && isFunction(member.value))
        values.push(...returnedExpressions(this.#tree, member.value));
      else return undefined;
    }
    for (const assignment of this.#tree.all('AssignmentExpression')) {
      const left = unwrap(assignment.left);
      if (left.type !== 'MemberExpression' || keyOf(left) !== step || left.object.type !== 'ThisExpression') continue;
      if (this.#tree.classOfThis(left.object) === holder) values.push(assignment.right);
    }
    if (values.length === 0) return undefined;
    const all: ({ node: Node } | { texts: Alternatives })[] = [];
    for (const value of values) {
      const below = this.#below(unwrap(value), rest, bound, depth + 1);
      if (!below) return undefined;
      for (const one of below) {
        // a field filled from a parameter is set per instance: not a text of this file
        if ('node' in one && this.#read(one.node, bound).some((parts) => parts.some((part) => part.kind !== 'text')))
          return undefined;
      }
      all.push(...below);
    }
    return all;
  }

  #belowVariable(
    root: TSESTree.Identifier,
    path: Path,
    bound: Bound,
    depth: number,
  ): ({ node: Node } | { texts: Alternatives })[] | undefined {
    const variable = this.#tree.variableOf(root);
    if (!variable) return undefined;
    const argument = bound.get(variable);
    if (argument) return this.#below(unwrap(argument), path, NOTHING_BOUND, depth + 1);
    const annotation = annotationOf(this.#tree, variable);
    if (annotation) {
      const typed = this.#ofType(annotation.type, [...annotation.path, ...path]);
      if (typed) return [{ texts: typed }];
    }
    const all: ({ node: Node } | { texts: Alternatives })[] = [];
    for (const source of sourcesOf(this.#tree, variable)) {
      let below: ({ node: Node } | { texts: Alternatives })[] | undefined;
      if (source.kind === 'value')
        below = this.#below(unwrap(source.node, true), [...source.path, ...path], bound, depth + 1);
      else if (source.kind === 'element')
        below = this.#below(unwrap(source.of), [undefined, ...source.path, ...path], bound, depth + 1);
      else if (source.kind === 'enum')
        below = enumMembers(source.node, path[0], path.length)?.map((member) =>
          'text' in member ? { texts: text(member.text, member.node) } : member,
        );
      else if (source.kind === 'class' && typeof path[0] === 'string')
        below = this.#belowClass(source.node, path[0], path.slice(1), bound, depth);
      else if (source.kind === 'import') {
        const texts = this.#importedTexts(source.module, [...source.path, ...path]);
        below = texts && [{ texts: texts.map((one) => [{ kind: 'text', text: one, node: root }]) }];
      }
      if (!below) return undefined;
      all.push(...below);
    }
    return all.length > 0 && !this.#mutated(variable) ? all : undefined;
  }

  /** Whether a table is written to after its declaration: `TABLE[key] = …`. */
  #mutated(variable: Variable): boolean {
    return variable.references.some((reference) => {
      const member = this.#tree.parentOf(reference.identifier);
      if (member?.type !== 'MemberExpression' || member.object !== reference.identifier) return false;
      const assignment = this.#tree.parentOf(member);
      return assignment?.type === 'AssignmentExpression' && assignment.left === member;
    });
  }

  /** A constant of a package that a `require` leads to. */
  #ofModule(node: Node): Alternatives | undefined {
    const origin = this.#origins.of(node);
    if (origin?.kind !== 'module' || origin.called) return undefined;
    return this.#importedTexts(origin.module, origin.path)?.map((one) => [{ kind: 'text', text: one, node }]);
  }

  /** The hole that a property of something not written in this file is. */
  #holeOfMember(root: Node, path: Path, at: Node): Alternatives {
    const last = path.at(-1);
    let base = unwrap(root, true);
    // `const { name } = options ?? {}`
    if (base.type === 'LogicalExpression') base = unwrap(base.left, true);
    const whole = this.#open.slice(0, -1).every((node) => passesWhole(node));
    const named = /(?:^|span|operation)name$/i.test(String(last));
    if (whole && named && this.#isResult(base)) return hole('unknown', at);
    if (
      typeof last === 'string' &&
      isBoundedName(last, at.type === 'MemberExpression' ? this.#tree.quote(at.object) : '')
    )
      return hole('bounded', at);
    if (base.type === 'ThisExpression') return hole('unknown', at);
    if (base.type === 'MetaProperty' || base.type === 'Super') return hole('unknown', at);
    if (base.type === 'Identifier') {
      const variable = this.#tree.variableOf(base);
      if (!variable || variable.defs.length === 0) return hole(base.name === 'process' ? 'bounded' : 'unknown', at);
      const sources = sourcesOf(this.#tree, variable);
      if (sources.some((source) => source.kind === 'import')) return hole('unknown', at);
      const parameter = sources.find((source) => source.kind === 'parameter');
      if (parameter?.kind === 'parameter') {
        const steps = [...parameter.path, ...path];
        const known = steps.every((step): step is string => typeof step === 'string');
        if (
          known &&
          functionName(this.#tree, parameter.fn) &&
          path.length === 1 &&
          isOptionsName(base.name) &&
          (whole || FORWARDED_PARTS.test(String(last)))
        ) {
          return [
            [{ kind: 'forwarded', node: at, parameter: { fn: parameter.fn, index: parameter.index, path: steps } }],
          ];
        }
      }
    }
    // a name that was handed over in options: who hands it over decides
    if (named && whole && base.type === 'Identifier' && isOptionsName(base.name)) return hole('unknown', at);
    if (/spanname$/i.test(String(last))) return hole('unknown', at);
    if (typeof last === 'string' && isUncertainProperty(last)) return hole('unknown', at);
    if (last === undefined) return hole('unknown', at);
    return hole('variable', at);
  }

  /** What a function gave as a part of more: a `name` in it may well be one of few. */
  #isResult(base: Node): boolean {
    if (base.type === 'CallExpression') return true;
    const variable = base.type === 'Identifier' ? this.#tree.variableOf(base) : undefined;
    const sources = variable ? sourcesOf(this.#tree, variable) : [];
    return (
      sources.length > 0 &&
      sources.every((source) => source.kind === 'value' && this.#isResult(unwrap(source.node, true)))
    );
  }

  #readCall(node: TSESTree.CallExpression, bound: Bound): Alternatives {
    const callee = unwrap(node.callee);
    if (callee.type === 'MemberExpression') {
      const method = keyOf(callee);
      const known = method && this.#readTextMethod(node, callee, method, bound);
      if (known) return known;
    }
    if (
      callee.type === 'Identifier' &&
      callee.name === 'String' &&
      node.arguments[0] &&
      node.arguments[0].type !== 'SpreadElement'
    ) {
      return this.#read(node.arguments[0], bound);
    }
    const fn = this.#origins.functionOf(callee);
    if (fn) return this.#readReturned(fn, node, bound);
    return this.#unseenCall(callee, node);
  }

  /** A call whose function is out of sight: data when it is given data, else not known. */
  #unseenCall(callee: Node, node: TSESTree.CallExpression): Alternatives {
    const random =
      callee.type === 'MemberExpression' &&
      callee.object.type === 'Identifier' &&
      /^(?:Math|Date|crypto|performance)$/.test(callee.object.name);
    return hole(random ? 'variable' : 'unknown', node);
  }

  #readTextMethod(
    node: TSESTree.CallExpression,
    callee: TSESTree.MemberExpression,
    method: string,
    bound: Bound,
  ): Alternatives | undefined {
    const given = node.arguments.filter(
      (argument): argument is TSESTree.Expression => argument.type !== 'SpreadElement',
    );
    if (given.length !== node.arguments.length) return undefined;
    switch (method) {
      case 'concat':
        return given.reduce<Alternatives>(
          (all, argument) => join(all, this.#read(argument, bound)),
          this.#read(callee.object, bound),
        );
      case 'join':
        return this.#readJoin(callee.object, given[0], bound);
      case 'toLowerCase':
      case 'toUpperCase':
      case 'toLocaleLowerCase':
      case 'trim':
      case 'toString':
      case 'trimEnd':
      case 'trimStart':
      case 'replace':
      case 'replaceAll':
      case 'slice':
      case 'substring':
        if (callee.object.type === 'Identifier' && /^(?:Math|Date|Symbol)$/.test(callee.object.name)) return undefined;
        return this.#readMapped(callee.object, method, given, node, bound);
      default:
        return undefined;
    }
  }

  #readJoin(list: Node, separator: Node | undefined, bound: Bound): Alternatives | undefined {
    const array = this.#arrayOf(unwrap(list));
    if (!array) return undefined;
    const between = separator ? this.#read(separator, bound) : text(',', list);
    let all: Alternatives = [[]];
    for (const [i, element] of array.elements.entries()) {
      if (!element || element.type === 'SpreadElement') return hole('variable', list);
      if (i > 0) all = join(all, between);
      all = join(all, this.#read(element, bound));
    }
    return all;
  }

  #arrayOf(node: Node): TSESTree.ArrayExpression | undefined {
    if (node.type === 'ArrayExpression') return node;
    if (node.type === 'CallExpression') {
      // `[…].filter(Boolean).join('.')` leaves the parts that there are
      const callee = unwrap(node.callee);
      return callee.type === 'MemberExpression' && keyOf(callee) === 'filter'
        ? this.#arrayOf(unwrap(callee.object))
        : undefined;
    }
    if (node.type !== 'Identifier') return undefined;
    const variable = this.#tree.variableOf(node);
    const sources = variable ? sourcesOf(this.#tree, variable) : [];
    const [only] = sources;
    return sources.length === 1 &&
      only?.kind === 'value' &&
      only.path.length === 0 &&
      unwrap(only.node).type === 'ArrayExpression'
      ? (unwrap(only.node) as TSESTree.ArrayExpression)
      : undefined;
  }

  /** A method that maps known texts to known texts; over a hole it stays a hole. */
  #readMapped(object: Node, method: string, given: readonly Node[], node: Node, bound: Bound): Alternatives {
    const receivers = this.#read(object, bound);
    const options = given.map((argument) =>
      argument.type === 'Literal' && 'regex' in argument ? argument.value : this.#constant(argument, bound),
    );
    return receivers.map((parts): NameText => {
      const holes = parts.filter((part): part is Hole => part.kind !== 'text');
      if (CASE_METHODS.has(method) && holes.length > 0) {
        return parts.map((part) =>
          part.kind === 'text' ? { ...part, text: applyTextMethod(part.text, method, []), node } : part,
        );
      }
      // what is cut or replaced is no longer known piece by piece: one hole, of the most telling kind, stands for all
      if (holes.length > 0)
        return [
          holes.find((part) => part.kind === 'variable') ??
            (parts.length === 1 ? (holes[0] as Hole) : { kind: 'unknown', node }),
        ];
      if (options.some((option) => option === undefined || option === null)) return [{ kind: 'unknown', node }];
      const written = parts.map((part) => (part as { text: string }).text).join('');
      return [{ kind: 'text', text: applyTextMethod(written, method, options as (string | number | RegExp)[]), node }];
    });
  }

  #constant(argument: Node, bound: Bound): string | number | undefined {
    const plain = unwrap(argument);
    if (plain.type === 'Literal' && typeof plain.value === 'number') return plain.value;
    if (plain.type === 'UnaryExpression' && plain.operator === '-' && plain.argument.type === 'Literal')
      return -Number(plain.argument.value);
    const alternatives = this.#read(plain, bound);
    const [only] = alternatives;
    return alternatives.length === 1 && only?.every((part) => part.kind === 'text')
      ? only.map((part) => (part as { text: string }).text).join('')
      : undefined;
  }

  /** What a function of this file returns, its parameters bound to the arguments of the call. */
  #readReturned(fn: FunctionNode, call: TSESTree.CallExpression, outer: Bound): Alternatives {
    if (fn.generator) return hole('unknown', call);
    if (fn.returnType) {
      const typed = this.#ofType(fn.returnType.typeAnnotation, []);
      if (typed) return typed;
    }
    const bound = new Map(outer);
    for (const [i, parameter] of fn.params.entries()) {
      const argument = call.arguments[i];
      const variable = parameter.type === 'Identifier' ? this.#tree.variableOf(parameter) : undefined;
      if (!variable || argument?.type === 'SpreadElement') continue;
      if (argument) bound.set(variable, this.#resolveBound(argument, outer));
    }
    const returned = returnedExpressions(this.#tree, fn);
    if (returned.length === 0) return hole('unknown', call);
    const all = returned.flatMap((node) => [...this.#read(node, bound)]);
    // inside the function a parameter may still be open: its options may be those of a wrapper, the rest is data of the call
    return uniqueAlternatives(
      all.map((parts) =>
        parts.map((part) => {
          if (part.kind !== 'forwarded') return part;
          return { kind: part.parameter?.path.length === 0 ? 'variable' : 'unknown', node: call };
        }),
      ),
    );
  }

  #resolveBound(argument: Node, outer: Bound): Node {
    const plain = unwrap(argument);
    const variable = plain.type === 'Identifier' ? this.#tree.variableOf(plain) : undefined;
    return (variable && outer.get(variable)) ?? argument;
  }

  /** Texts or a bounded hole that a written type allows: unions of literals, enums, `keyof typeof X`, `typeof X[number]`. */
  #ofType(type: Node, path: Path): Alternatives | undefined {
    if (this.#open.length > DEEPEST) return undefined;
    const [step, ...rest] = path;
    switch (type.type) {
      case 'TSLiteralType': {
        const literal = type.literal as Node;
        if (path.length > 0) return undefined;
        if (literal.type === 'Literal')
          return typeof literal.value === 'string' ? text(literal.value, type) : hole('bounded', type);
        if (literal.type === 'TemplateLiteral' && literal.expressions.length === 0)
          return text(literal.quasis[0]?.value.cooked ?? '', type);
        return undefined;
      }
      case 'TSTemplateLiteralType':
        return path.length === 0 && (type as unknown as { types: Node[] }).types.every((one) => this.#ofType(one, []))
          ? hole('bounded', type)
          : undefined;
      case 'TSBooleanKeyword':
        return path.length === 0 ? hole('bounded', type) : undefined;
      case 'TSUnionType': {
        const members = type.types
          .filter((one) => !/^TS(?:Undefined|Null)Keyword$/.test(one.type))
          .map((one) => this.#ofType(one, path));
        return members.length > 0 && members.every((one) => one !== undefined)
          ? uniqueAlternatives(members.flatMap((one) => [...one]))
          : undefined;
      }
      case 'TSTypeLiteral':
      case 'TSInterfaceDeclaration':
        return typeof step === 'string' ? this.#ofTypeMember(type, step, rest) : undefined;
      case 'TSArrayType':
        return step === undefined && path.length > 0 ? this.#ofType(type.elementType, rest) : undefined;
      case 'TSTypeOperator':
        if (type.operator === 'keyof' && path.length === 0) return hole('bounded', type);
        return type.typeAnnotation && type.operator === 'readonly'
          ? this.#ofType(type.typeAnnotation, path)
          : undefined;
      case 'TSIndexedAccessType':
        return path.length === 0 && (type.objectType.type === 'TSTypeQuery' || type.indexType.type === 'TSTypeOperator')
          ? hole('bounded', type)
          : undefined;
      case 'TSTypeReference':
        return this.#ofTypeReference(type, path);
      default:
        return undefined;
    }
  }

  #ofTypeMember(type: Node, step: string, rest: Path): Alternatives | undefined {
    const member = typeMembers(type).find((one) => keyOf(one) === step);
    return member?.type === 'TSPropertySignature' && member.typeAnnotation
      ? this.#ofType(member.typeAnnotation.typeAnnotation, rest)
      : undefined;
  }

  #ofTypeReference(type: TSESTree.TSTypeReference, path: Path): Alternatives | undefined {
    const name = type.typeName;
    const [argument] = type.typeArguments?.params ?? [];
    if (
      name.type === 'Identifier' &&
      argument &&
      /^(?:Readonly|NonNullable|Required|Promise|Awaited|Exclude|Extract|Lowercase|Uppercase)$/.test(name.name)
    ) {
      return this.#ofType(argument, path);
    }
    const head = name.type === 'TSQualifiedName' && name.left.type === 'Identifier' ? name.left : name;
    const variable = this.#tree.variableOf(head);
    if (!variable) return undefined;
    for (const source of sourcesOf(this.#tree, variable)) {
      if (source.kind === 'enum') return path.length === 0 ? enumTexts(source.node) : undefined;
      if (source.kind === 'type' && source.node.type === 'TSTypeAliasDeclaration')
        return this.#guarded(source.node.typeAnnotation, path);
      if (source.kind === 'type' && source.node.type === 'TSInterfaceDeclaration')
        return this.#guarded(source.node, path);
      if (source.kind === 'type' && source.node.type === 'TSTypeParameter')
        return source.node.constraint ? this.#guarded(source.node.constraint, path) : undefined;
      // a text of an imported type is most often a union; with no look into that file nothing is said
      if (source.kind === 'import' && path.length === 0) return hole('unknown', type);
    }
    return undefined;
  }

  /** Aliases may be circular. */
  #guarded(type: Node, path: Path): Alternatives | undefined {
    if (this.#open.includes(type)) return undefined;
    this.#open.push(type);
    const alternatives = this.#ofType(type, path);
    this.#open.pop();
    return alternatives;
  }
}

/** Names of parameters that a function passes on inside a name it completes: `` `db.${operation}` ``. */
const FORWARDED_PARTS =
  /^(?:span|operation|op|event|action|method|step|function|fn)?_?(?:name|label|suffix|title)$|^(?:operation|op|suffix)$/i;

/** The path of a procedure in a tRPC or oRPC middleware, `({ path, next }) => …`: one of the router's, not of a request. */
function isProcedurePath(fn: FunctionNode, index: number, path: readonly string[]): boolean {
  const parameter = fn.params[index];
  return (
    path.join('.') === 'path' &&
    parameter?.type === 'ObjectPattern' &&
    parameter.properties.some((one) => one.type === 'Property' && keyOf(one) === 'next')
  );
}

/** Whether an expression hands on one of its operands unchanged, so that a parameter in it still is the whole name. */
function passesWhole(node: Node): boolean {
  return /^(?:Identifier|ConditionalExpression|LogicalExpression|AssignmentExpression|MemberExpression)$/.test(
    node.type,
  );
}

/** The name that a function can be called by; nothing for a callback that is handed on at once. */
function functionName(tree: Tree, fn: FunctionNode): string | undefined {
  if (fn.id) return fn.id.name;
  const declared = declaredName(tree, fn);
  if (declared) return declared.name;
  let node: Node = fn;
  let parent = tree.parentOf(node);
  while (parent && unwrap(parent) !== parent) {
    node = parent;
    parent = tree.parentOf(node);
  }
  if (parent?.type === 'MethodDefinition' || parent?.type === 'Property' || parent?.type === 'PropertyDefinition')
    return keyOf(parent) ?? 'method';
  if (parent?.type === 'AssignmentExpression' || parent?.type === 'ExportDefaultDeclaration') return 'assigned';
  if ((parent?.type === 'ReturnStatement' || parent?.type === 'ArrowFunctionExpression') && node === fn)
    return 'returned';
  return undefined;
}

function isExported(tree: Tree, variable: Variable): boolean {
  const declared = variable.identifiers.some((identifier) => {
    for (let up = tree.parentOf(identifier); up && up.type !== 'BlockStatement'; up = tree.parentOf(up))
      if (up.type.startsWith('Export')) return true;
    return false;
  });
  return (
    declared || variable.references.some((reference) => tree.parentOf(reference.identifier)?.type.startsWith('Export'))
  );
}

function memberChain(node: TSESTree.MemberExpression): { root: Node; steps: (string | Node)[] } {
  const steps: (string | Node)[] = [];
  let at: Node = node;
  while (at.type === 'MemberExpression') {
    steps.unshift(keyOf(at) ?? at.property);
    at = unwrap(at.object, true);
  }
  return { root: at, steps };
}

/** Parsers before version 8 of typescript-eslint hang the members on the declaration itself. */
function membersOfEnum(node: TSESTree.TSEnumDeclaration): readonly TSESTree.TSEnumMember[] {
  const either: { body?: { members: TSESTree.TSEnumMember[] }; members?: TSESTree.TSEnumMember[] } = node;
  return either.body?.members ?? either.members ?? [];
}

function enumMembers(
  node: TSESTree.TSEnumDeclaration,
  step: string | number | undefined,
  length: number,
): ({ node: Node } | { text: string; node: Node })[] | undefined {
  if (length !== 1) return undefined;
  const members = membersOfEnum(node);
  const wanted = members.filter((member) => {
    const id = member.id as Node;
    return (
      step === undefined || (id.type === 'Identifier' ? id.name : (id as TSESTree.StringLiteral).value) === String(step)
    );
  });
  if (wanted.length === 0) return undefined;
  return wanted.map((member) => (member.initializer ? { node: member.initializer } : { text: '', node: member }));
}

function enumTexts(node: TSESTree.TSEnumDeclaration): Alternatives {
  const members = enumMembers(node, undefined, 1) ?? [];
  const texts = members.map((member): NameText => {
    const literal = member.node;
    return literal.type === 'Literal' && typeof literal.value === 'string'
      ? [{ kind: 'text', text: literal.value, node: literal }]
      : [{ kind: 'bounded', node: literal }];
  });
  return texts.length > 0 ? texts : hole('bounded', node);
}

function text(value: string, node: Node): Alternatives {
  return [[{ kind: 'text', text: value, node }]];
}

function hole(kind: HoleKind, node: Node): Alternatives {
  return [[{ kind, node }]];
}

/** `i++`, `i += 1`: a number that grows, which is data in a name. */
function isCounting(source: ValueSource): boolean {
  if (source.kind !== 'value') return false;
  if (source.node.type === 'UpdateExpression') return true;
  const number = source.node.type === 'Literal' && typeof source.node.value === 'number';
  return number && /^[+*-]=$/.test(source.operator);
}

function isEmpty(parts: NameText): boolean {
  return parts.every((part) => part.kind === 'text' && part.text === '');
}

function join(left: Alternatives, right: Alternatives): Alternatives {
  if (left.length * right.length > MOST_ALTERNATIVES) return join(blurred(left), blurred(right));
  return left.flatMap((start) => right.map((end) => [...start, ...end]));
}

/** Too many texts to tell apart are a hole. */
function blurred(all: Alternatives): Alternatives {
  const node = all.flat().at(0)?.node;
  return all.length > 1 && node ? hole('unknown', node) : all;
}

function uniqueAlternatives(all: readonly NameText[]): Alternatives {
  const seen = new Set<string>();
  return all.filter((parts) => {
    const key = parts
      .map((part) => (part.kind === 'text' ? `t${part.text}` : `${part.kind}${String(part.node.range[0])}`))
      .join('\u0000');
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}

/** Methods that change each letter alone, so that a hole between texts stays where it is. */
const CASE_METHODS = new Set(['toLowerCase', 'toLocaleLowerCase', 'toUpperCase', 'toString']);

function applyTextMethod(written: string, method: string, options: readonly (string | number | RegExp)[]): string {
  const [first, second] = options;
  switch (method) {
    case 'toLowerCase':
    case 'toLocaleLowerCase':
      return written.toLowerCase();
    case 'toUpperCase':
      return written.toUpperCase();
    case 'trim':
      return written.trim();
    case 'trimEnd':
      return written.trimEnd();
    case 'trimStart':
      return written.trimStart();
    case 'slice':
      return written.slice(Number(first ?? 0), second === undefined ? undefined : Number(second));
    case 'substring':
      return written.substring(Number(first ?? 0), second === undefined ? undefined : Number(second));
    case 'replace':
      return first === undefined || typeof second !== 'string'
        ? written
        : written.replace(first instanceof RegExp ? first : String(first), second);
    case 'replaceAll':
      return first === undefined || typeof second !== 'string'
        ? written
        : written.replaceAll(
            first instanceof RegExp && !first.global ? new RegExp(first, `${first.flags}g`) : (first as string),
            second,
          );
    default:
      return written;
  }
}
