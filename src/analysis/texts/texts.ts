import type { TSESTree } from '@typescript-eslint/types';
import {
  MOST_ALTERNATIVES,
  hole,
  importedAlternatives,
  isFixed,
  onlyText,
  text,
  uniqueAlternatives,
  type Alternatives,
} from './alternatives.ts';
import type { BuiltTexts } from './built-texts.ts';
import { CallTexts } from './call-texts.ts';
import { constantText } from '../catalogue/attribute-constants.ts';
import { operationText } from '../catalogue/operation-constants.ts';
import { choiceTexts, logicalTexts, sumTexts, templateTexts } from './operator-texts.ts';
import { memberHole } from '../wrappers/forwarded.ts';
import { guardedTexts } from './guarded-texts.ts';
import type { ExportedText, ModuleSummaries } from '../modules/module-summaries.ts';
import { summarise, type NameValue } from '../names/name-value.ts';
import type { Origins } from '../origins/origin.ts';
import { nameOfDeclared } from './names-of-declared.ts';
import { ResultTexts } from './result-texts.ts';
import { annotationOf, valuesOf, type Path } from '../syntax/sources.ts';
import { textMethodCall } from './text-methods.ts';
import { DEEPEST, NOTHING_BOUND, type Bound, type Given, type TextReader } from './text-reader.ts';
import { TextTables } from './text-tables.ts';
import { keyOf, unwrap, type FunctionNode, type Node, type Tree } from '../syntax/tree.ts';
import type { GivenText } from '../types/type-arguments.ts';
import { TypeTexts } from '../types/type-texts.ts';
import { isDate } from './unseen-calls.ts';
import { TypeGuards, type TypeGuard } from './type-guards.ts';
import { writtenPlaceOf } from '../types/written-place.ts';
import { variableTexts } from './variable-texts.ts';

const MOST_PARTS = 48;
const MOST_STEPS = 3000;

/** A text that is known, and the code that says each part of it. */
export interface KnownText {
  readonly text: string;
  readonly nodes: readonly Node[];
}

/** Evaluates text expressions of one file in bounded time. */
export class Texts {
  readonly #tree: Tree;
  readonly #origins: Origins;
  readonly #summaries: ModuleSummaries;
  #steps = 0;
  readonly #open: Node[] = [];
  readonly #reader: TextReader;
  readonly #types: TypeTexts;
  readonly #guards: TypeGuards;
  readonly #tables: TextTables;
  readonly #resultTexts: ResultTexts;
  readonly #calls: CallTexts;

  constructor(tree: Tree, origins: Origins, summaries: ModuleSummaries) {
    this.#tree = tree;
    this.#origins = origins;
    this.#summaries = summaries;
    this.#reader = {
      tree,
      open: this.#open,
      within: (node, read) => this.#within(node, read),
      read: (expression, bound) => this.#read(expression, bound),
      readPath: (root, path, at, bound) => this.#readPath(root, path, at, bound),
      importedTexts: (module, path) => this.#importedTexts(module, path),
    };
    this.#types = new TypeTexts(
      tree,
      this.#open,
      (module, path, given) => summaries.typeTexts(module, path, given),
      (constant, path) => this.#readPath(constant, path, constant, NOTHING_BOUND),
    );
    this.#guards = new TypeGuards(this.#types, origins, summaries);
    this.#tables = new TextTables(this.#reader, this.#types, origins);
    this.#resultTexts = new ResultTexts(this.#reader, origins, summaries);
    this.#calls = new CallTexts(this.#reader, this.#types, origins, summaries);
  }

  /**
   * What a name expression can be.
   * @param bound parameters whose value is known: the arguments of a call that is looked through
   */
  valueOf(expression: Node, bound: Bound = NOTHING_BOUND): NameValue {
    return summarise(this.alternativesOf(expression, bound));
  }

  /** What a property path below an expression can be. */
  valueBelow(expression: Node, path: Path): NameValue {
    return summarise(this.alternativesBelow(expression, path));
  }

  /** All texts that a property path below an expression can be, or nothing where there are too many. */
  alternativesBelow(expression: Node, path: Path): Alternatives | undefined {
    if (path.length === 0) return this.alternativesOf(expression);
    this.#steps = 0;
    const found = this.#readPath(expression, path, expression, NOTHING_BOUND);
    return this.#steps > MOST_STEPS ? undefined : found;
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

  /**
   * The texts of an export for the files that import it, each with the code that says it; nothing where they are not all known.
   * @param node the exported expression or declared name
   */
  textsAt(node: Node, path: Path): readonly KnownText[] | undefined {
    // asked again while it is being read, where files import each other
    if (this.#open.length === 0) this.#steps = 0;
    return this.#known(
      path.length === 0 ? this.#read(node, NOTHING_BOUND) : this.#readPath(node, path, node, NOTHING_BOUND),
    );
  }

  /** The texts that a function of this file gives back, for files that import it; nothing where nothing is known of them. */
  builtBy(fn: FunctionNode): BuiltTexts['texts'] | undefined {
    if (this.#open.length === 0) this.#steps = 0;
    const texts = this.#calls.builtBy(fn);
    return this.#steps <= MOST_STEPS ? texts : undefined;
  }

  /** The texts below what a function of this file gives back, for files that import it; nothing where they are not all known. */
  textsOfResults(fn: FunctionNode, path: Path): readonly string[] | undefined {
    if (this.#open.length === 0) this.#steps = 0;
    const alternatives = this.#tables.belowResults(fn, path);
    return alternatives && this.#known(alternatives)?.map(({ text }) => text);
  }

  /**
   * The texts that a declared type allows, for the files that import it; nothing where it may be any.
   * @param name the name of an alias, an interface or an enum
   * @param given how many types the other file gives for its parameters
   * @returns `bounded` where there are few, but not all are known
   */
  textsOfType(name: Node, path: Path, given: number): readonly KnownText[] | 'bounded' | GivenText | undefined {
    if (this.#open.length === 0) this.#steps = 0;
    const alternatives = this.#types.declared(name, path, given);
    if (alternatives && 'argument' in alternatives) return alternatives;
    return alternatives && (this.#known(alternatives) ?? (alternatives.every(isFixed) ? 'bounded' : undefined));
  }

  /** What a function of this file makes sure of, for files that import it. */
  guardBy(fn: FunctionNode): TypeGuard | undefined {
    if (this.#open.length === 0) this.#steps = 0;
    return this.#guards.inFile(fn);
  }

  #known(alternatives: Alternatives): readonly KnownText[] | undefined {
    const texts = alternatives.flatMap((parts): KnownText[] => {
      const text = onlyText([parts]);
      return text === undefined ? [] : [{ text, nodes: parts.map(({ node }) => node) }];
    });
    return this.#steps <= MOST_STEPS && texts.length === alternatives.length ? texts : undefined;
  }

  #importedTexts(module: string, path: Path): readonly ExportedText[] | undefined {
    const known = constantText(module, path) ?? operationText(module, path);
    return known === undefined ? this.#summaries.texts(module, path) : [{ text: known }];
  }

  #read(expression: Node, bound: Bound): Alternatives {
    const found = this.#readInner(expression, bound);
    const known = isOpen(found) ? (this.#asserted(expression) ?? found) : found;
    return known.map((parts) => {
      const [only] = parts;
      return parts.length === 1 && only && only.kind !== 'text' ? [{ ...only, written: expression }] : parts;
    });
  }

  /** `event.kind as 'read' | 'write'`: the type of an assertion around something that is not known. */
  #asserted(expression: Node): Alternatives | undefined {
    if (expression.type === 'TSNonNullExpression') return this.#asserted(expression.expression);
    return expression.type === 'TSAsExpression' || expression.type === 'TSTypeAssertion'
      ? this.#types.further(expression.typeAnnotation, [])
      : undefined;
  }

  /** What the written type of a variable or a list says of it, of its items, or of a property below them. */
  #typed(node: Node): Alternatives | undefined {
    const place = writtenPlaceOf(this.#tree, node);
    return place && this.#types.further(place.type, place.path);
  }

  #readInner(expression: Node, bound: Bound): Alternatives {
    const node = unwrap(expression, true);
    this.#steps += 1;
    if (this.#steps > MOST_STEPS || this.#open.length > DEEPEST || this.#open.includes(node))
      return hole('unknown', node);
    this.#open.push(node);
    const read = this.#readNode(node, bound);
    const isPath =
      (node.type === 'Identifier' || node.type === 'MemberExpression') && !this.#calls.isGivenByOthers(read);
    const alternatives =
      (isPath && isOpen(read) ? (guardedTexts(this.#reader, this.#guards, node) ?? this.#typed(node)) : undefined) ??
      read;
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
          : hole(node.raw === 'null' ? 'bounded' : 'unknown', node);
      case 'TemplateLiteral':
        return templateTexts(this.#reader, node, bound, false);
      case 'TaggedTemplateExpression': {
        const raw =
          node.tag.type === 'MemberExpression' &&
          node.tag.object.type === 'Identifier' &&
          node.tag.object.name === 'String' &&
          keyOf(node.tag) === 'raw';
        return raw ? templateTexts(this.#reader, node.quasi, bound, true) : hole('unknown', node);
      }
      case 'BinaryExpression':
        return node.operator === '+' ? sumTexts(this.#reader, node, bound) : hole('variable', node);
      case 'ConditionalExpression':
        return choiceTexts(this.#reader, node, bound);
      case 'LogicalExpression':
        return logicalTexts(this.#reader, node, bound);
      case 'AssignmentExpression':
        return node.operator === '=' ? this.#read(node.right, bound) : hole('unknown', node);
      case 'Identifier':
        return this.#readIdentifier(node, bound);
      case 'MemberExpression':
        return this.#readMember(node, bound);
      case 'CallExpression':
        return this.#readCall(node, bound);
      case 'NewExpression':
        return hole(isDate(this.#tree, node) || this.#isUrlOfData(node, bound) ? 'variable' : 'unknown', node);
      default:
        return hole('unknown', node);
    }
  }

  /** `new URL(target)`, where the target is not fixed. */
  #isUrlOfData({ callee, arguments: [target] }: TSESTree.NewExpression, bound: Bound): boolean {
    const isGlobal =
      callee.type === 'Identifier' && callee.name === 'URL' && !this.#tree.variableOf(callee)?.defs.length;
    if (!isGlobal || !target || target.type === 'SpreadElement') return false;
    return this.#read(target, bound).some((parts) =>
      parts.some(({ kind }) => kind === 'variable' || kind === 'unknown'),
    );
  }

  #readIdentifier(node: TSESTree.Identifier, bound: Bound): Alternatives {
    const variable = this.#tree.variableOf(node);
    if (!variable || variable.defs.length === 0) return hole(node.name === 'undefined' ? 'bounded' : 'unknown', node);
    if (bound.has(variable)) return this.#readGiven(bound.get(variable), node);
    const given = this.#calls.givenByOthers(node, [], node, bound);
    if (given) return given;
    const annotation = annotationOf(this.#tree, variable);
    const typed = annotation && this.#types.of(annotation.type, annotation.path);
    if (typed) return typed;
    const found = variableTexts(this.#reader, variable, node, bound);
    if (found.length === 0) return hole('unknown', node);
    const all = uniqueAlternatives(found);
    // `const NAME = require('./name')`: of several values each was read already
    const isOneUnknown = all.every((parts) => parts.every((part) => part.kind === 'unknown'));
    const isSet = isOneUnknown && valuesOf(this.#tree, variable).length === 1;
    return (isSet ? this.#ofModule(node) : undefined) ?? all;
  }

  /** @param at the parameter, which is blamed where it is not known what it is given */
  #readGiven(given: Given | undefined, at: Node): Alternatives {
    if (!given) return hole('unknown', at);
    return given.path.length === 0
      ? this.#read(given.node, given.bound)
      : this.#readPath(given.node, given.path, at, given.bound);
  }

  #readMember(node: TSESTree.MemberExpression, bound: Bound): Alternatives {
    const chain = memberChain(node);
    const first = this.#steps;
    const steps: Path = chain.steps.map((step) =>
      typeof step === 'string' ? step : onlyText(this.#read(step, bound)),
    );
    const found = this.#readPath(chain.root, steps, node, bound);
    // which of the values it is stays open, so none of them is blamed
    const open = steps.includes(undefined) && found.some((parts) => parts.some((part) => part.kind === 'variable'));
    return first > MOST_STEPS || open ? hole('unknown', node) : found;
  }

  /** A property path below an expression: into object and array literals, enums, classes and written types. */
  #readPath(root: Node, path: Path, at: Node, bound: Bound): Alternatives {
    const given = this.#calls.givenByOthers(unwrap(root, true), path, at, bound);
    if (given) return given;
    const nodes = this.#tables.below(unwrap(root, true), path, bound);
    if (nodes) {
      const all = nodes.flatMap((node) =>
        'texts' in node ? blamedOn(node.texts, root, at) : this.#read(node.node, bound),
      );
      const found = all.length > 0 ? uniqueAlternatives(all) : hole('unknown', at);
      return isOpen(found) ? (this.#resultTexts.below(root, path, at) ?? found) : found;
    }
    return (
      this.#ofModule(at) ??
      nameOfDeclared(this.#tree, root, path, at) ??
      this.#ofChoice(root, path, at, bound) ??
      this.#resultTexts.below(root, path, at) ??
      memberHole(this.#reader, root, path, at)
    );
  }

  /** `const options = typeof given === 'string' ? { name: given } : given`: what stands below either of two objects. */
  #ofChoice(root: Node, path: Path, at: Node, bound: Bound): Alternatives | undefined {
    const node = unwrap(root, true);
    const variable = node.type === 'Identifier' ? this.#tree.variableOf(node) : undefined;
    const [source, ...more] = variable ? valuesOf(this.#tree, variable) : [];
    const isOne = source?.kind === 'value' && source.path.length === 0 && more.length === 0;
    const choice = isOne ? unwrap(source.node, true) : node;
    if (choice.type !== 'ConditionalExpression' || this.#open.includes(choice) || this.#open.length > DEEPEST)
      return undefined;
    const all = this.#within(choice, () =>
      [choice.consequent, choice.alternate].flatMap((one) => this.#readPath(one, path, at, bound)),
    );
    // which of the two it is stays open, so neither is blamed for its data
    return all.some((parts) => parts.some((part) => part.kind === 'variable')) ? undefined : uniqueAlternatives(all);
  }

  #within<Found>(node: Node, read: () => Found): Found {
    this.#open.push(node);
    const found = read();
    this.#open.pop();
    return found;
  }

  /** A constant of a package that a `require` leads to. */
  #ofModule(node: Node): Alternatives | undefined {
    const origin = this.#origins.of(node);
    if (origin?.kind !== 'module' || origin.called) return undefined;
    const texts = this.#importedTexts(origin.module, origin.path);
    return texts && importedAlternatives(texts, node);
  }

  #readCall(node: TSESTree.CallExpression, bound: Bound): Alternatives {
    const callee = unwrap(node.callee);
    if (callee.type === 'MemberExpression') {
      const method = keyOf(callee);
      const known = method && textMethodCall(this.#reader, node, callee, method, bound);
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
    return this.#calls.of(node, bound);
  }
}

/** Whether a value is data or not known, and not a caller's. */
function isOpen(alternatives: Alternatives): boolean {
  const holes = alternatives.flatMap((parts) => parts.filter((part) => part.kind !== 'text'));
  return (
    holes.some(({ kind }) => kind === 'variable' || kind === 'unknown') &&
    !holes.some(({ kind }) => kind === 'forwarded')
  );
}

/** Data of an object is blamed on the expression that reads it. */
function blamedOn(texts: Alternatives, root: Node, at: Node): Alternatives {
  return texts.map((parts) =>
    parts.map((part) => (part.node === root && part.kind !== 'text' ? { ...part, node: at } : part)),
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
