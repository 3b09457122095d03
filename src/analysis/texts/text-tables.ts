import type { TSESTree } from '@typescript-eslint/types';
import type { Variable } from '@typescript-eslint/scope-manager';
import { boundAtCall } from './bound-arguments.ts';
import {
  hole,
  isFixed,
  onlyText,
  text,
  uniqueAlternatives,
  type Alternatives,
  importedAlternatives,
} from './alternatives.ts';
import { isCountedField } from './data-fields.ts';
import { enumMembers, isTextMember } from '../syntax/enum-members.ts';
import { KEYS } from '../types/collection-types.ts';
import { partOfCall } from './list-calls.ts';
import { itemCollection } from '../loops/iteration-calls.ts';
import { addedKeys, memberWrites, writtenBelow } from './member-writes.ts';
import { parsedBy, schemaFixes } from '../types/schema-texts.ts';
import { isNothing } from '../syntax/nothing.ts';
import type { Origins } from '../origins/origin.ts';
import { returnedExpressions } from '../syntax/returned-expressions.ts';
import { annotationOf, valuesOf, type Path, type ValueSource } from '../syntax/sources.ts';
import { DEEPEST, NOTHING_BOUND, type Bound, type TextReader } from './text-reader.ts';
import { fieldOf } from '../syntax/class-fields.ts';
import { isClass, isFunction, keyOf, unwrap, type ClassNode, type FunctionNode, type Node } from '../syntax/tree.ts';
import type { TypeTexts } from '../types/type-texts.ts';

/** What stands in a table: an expression, or texts that a type, an enum or another module gives. */
type Found = { node: Node } | { texts: Alternatives };

/** What stands under property paths of literal tables: objects, arrays, enums, and fields of classes. */
export class TextTables {
  readonly #reader: TextReader;
  readonly #types: TypeTexts;
  readonly #origins: Origins;

  constructor(reader: TextReader, types: TypeTexts, origins: Origins) {
    this.#reader = reader;
    this.#types = types;
    this.#origins = origins;
  }

  /**
   * What stands under a path.
   * @returns nothing where the table is not in sight
   */
  below(root: Node, path: Path, bound: Bound): Found[] | undefined {
    return this.#below(root, path, bound, 0);
  }

  #below(root: Node, path: Path, bound: Bound, depth: number): Found[] | undefined {
    if (depth > DEEPEST) return undefined;
    if (path.length === 0) return [{ node: root }];
    const [step, ...rest] = path;
    switch (root.type) {
      case 'ObjectExpression':
        return step === KEYS && rest.length === 0
          ? this.#keysOf(root, bound, depth)
          : this.#belowObject(root, step, rest, bound, depth);
      case 'ArrayExpression': {
        const index =
          typeof step === 'number' ? step : step !== undefined && /^\d+$/.test(step) ? Number(step) : undefined;
        if (step !== undefined && index === undefined) return undefined;
        const elements = index === undefined ? root.elements : [root.elements[index]];
        const all: Found[] = [];
        for (const element of elements) {
          const isSpread = element?.type === 'SpreadElement';
          if (!element || (isSpread && index !== undefined)) return undefined;
          const below = isSpread
            ? this.#below(unwrap(element.argument), path, bound, depth + 1)
            : this.#below(unwrap(element), rest, bound, depth + 1);
          if (!below) return undefined;
          all.push(...below);
        }
        return all;
      }
      case 'CallExpression':
      case 'NewExpression':
        return this.#belowCall(root, path, bound, depth);
      case 'ThisExpression':
        if (typeof step === 'string' && this.#isCounted(root, step)) return [{ texts: hole('variable', root) }];
        return typeof step === 'string'
          ? this.#belowClass(this.#reader.tree.classOfThis(root), step, rest, bound, depth)
          : undefined;
      case 'Identifier':
        return this.#belowVariable(root, path, bound, depth);
      case 'MemberExpression':
        return this.#belowMember(root, path, bound, depth);
      case 'ConditionalExpression':
        return this.#belowEach([root.consequent, root.alternate], path, bound, depth);
      case 'LogicalExpression':
        return this.#belowEach(root.operator === '&&' ? [root.right] : [root.left, root.right], path, bound, depth);
      case 'AssignmentExpression':
        return root.operator === '=' ? this.#belowEach([root.right], path, bound, depth) : undefined;
      default:
        return undefined;
    }
  }

  /** What stands below each of several values of which one is taken; nothing stands below `undefined`. */
  #belowEach(values: readonly Node[], path: Path, bound: Bound, depth: number): Found[] | undefined {
    const all: Found[] = [];
    for (const value of values) {
      const node = unwrap(value, true);
      if (isNothing(node)) continue;
      const below = this.#below(node, path, bound, depth + 1);
      if (!below) return undefined;
      all.push(...below);
    }
    return all.length > 0 ? all : undefined;
  }

  /** What stands below an entry of a table: `MODES[mode]`, `MODES.fast`, `this.modes.fast`. */
  #belowMember(root: TSESTree.MemberExpression, path: Path, bound: Bound, depth: number): Found[] | undefined {
    const step = keyOf(root) ?? onlyText(this.#reader.read(root.property, bound));
    const below = this.#below(unwrap(root.object, true), [step, ...path], bound, depth + 1);
    // a list that is empty where it is written is filled elsewhere
    if (!below || below.length === 0) return undefined;
    if (step !== undefined) return below;
    // which of the entries it is stays open, so none of them is blamed for its data
    const isData = below.some((one) =>
      this.#textsOf(one, bound).some((parts) => parts.some(({ kind }) => kind === 'variable')),
    );
    return isData ? [{ texts: hole('unknown', root) }] : below;
  }

  #textsOf(found: Found, bound: Bound): Alternatives {
    return 'texts' in found ? found.texts : this.#reader.read(found.node, bound);
  }

  /** All texts that stand below what a function gives back; nothing where one of them is not fixed. */
  belowResults(fn: FunctionNode, path: Path): Alternatives | undefined {
    return this.#belowResults(fn, path, NOTHING_BOUND, 0);
  }

  #belowResults(fn: FunctionNode, path: Path, bound: Bound, depth: number): Alternatives | undefined {
    const { tree, open } = this.#reader;
    if (fn.generator || open.includes(fn)) return undefined;
    const typed = fn.returnType && this.#types.of(fn.returnType.typeAnnotation, path);
    if (typed) return typed;
    return this.#reader.within(fn, () =>
      this.#fixed(this.#belowEach(returnedExpressions(tree, fn), path, bound, depth), bound),
    );
  }

  /** The texts of what was found, where all are fixed. */
  #fixed(found: readonly Found[] | undefined, bound: Bound): Alternatives | undefined {
    const all = found?.flatMap((one) => [...this.#textsOf(one, bound)]) ?? [];
    return all.length > 0 && all.every(isFixed) ? uniqueAlternatives(all) : undefined;
  }

  #belowCall(
    call: TSESTree.CallExpression | TSESTree.NewExpression,
    path: Path,
    bound: Bound,
    depth: number,
  ): Found[] | undefined {
    const part = partOfCall(call, path);
    if (part) return this.#below(part.root, part.keys ? [KEYS] : part.path, bound, depth + 1);
    // `const [step] = useState<'plan' | 'act'>('plan')`
    const callee = unwrap(call.callee);
    const name = callee.type === 'MemberExpression' ? keyOf(callee) : callee.type === 'Identifier' ? callee.name : '';
    const type = name === 'useState' && path[0] === 0 ? call.typeArguments?.params[0] : undefined;
    const typed = type && this.#types.of(type, path.slice(1));
    if (typed) return [{ texts: typed }];
    const parsed = call.type === 'CallExpression' ? parsedBy(call, path) : undefined;
    if (parsed && schemaFixes(this.#reader.tree, parsed.schema, parsed.path)) return [{ texts: hole('bounded', call) }];
    const results =
      call.type === 'CallExpression'
        ? (this.#belowFound(call, path, bound, depth) ?? this.#belowCalled(call, path, bound, depth))
        : undefined;
    return results && [{ texts: results }];
  }

  /** `MODES.get(mode)` of a map that is written out and of which nothing is data. */
  #belowFound(call: TSESTree.CallExpression, path: Path, bound: Bound, depth: number): Alternatives | undefined {
    const callee = unwrap(call.callee);
    if (callee.type !== 'MemberExpression' || keyOf(callee) !== 'get' || call.arguments.length !== 1) return undefined;
    return this.#fixed(this.#below(unwrap(callee.object), [undefined, 1, ...path], bound, depth + 1), bound);
  }

  #belowCalled(call: TSESTree.CallExpression, path: Path, bound: Bound, depth: number): Alternatives | undefined {
    const fn = this.#origins.functionOf(call.callee);
    return fn && this.#belowResults(fn, path, boundAtCall(this.#reader, fn, call, bound), depth + 1);
  }

  /** The names of the properties of a table that is written out. */
  #keysOf(table: TSESTree.ObjectExpression, bound: Bound, depth: number): Found[] | undefined {
    const all: Found[] = [];
    for (const property of table.properties) {
      const key = property.type === 'SpreadElement' ? undefined : keyOf(property);
      const below =
        property.type === 'SpreadElement'
          ? this.#below(unwrap(property.argument), [KEYS], bound, depth + 1)
          : key === undefined
            ? undefined
            : [{ texts: text(key, table) }];
      if (!below) return undefined;
      all.push(...below);
    }
    return all.length > 0 ? all : undefined;
  }

  #belowObject(
    root: TSESTree.ObjectExpression,
    step: string | number | undefined,
    rest: Path,
    bound: Bound,
    depth: number,
  ): Found[] | undefined {
    const all: Found[] = [];
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
      const key = keyOf(property) ?? (property.computed ? onlyText(this.#reader.read(property.key, bound)) : undefined);
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

  #isCounted(self: TSESTree.ThisExpression, field: string): boolean {
    const owner = this.#reader.tree.classOfThis(self);
    return owner !== undefined && isClass(owner) && isCountedField(this.#reader.tree, owner, field);
  }

  #belowClass(holder: Node | undefined, step: string, rest: Path, bound: Bound, depth: number): Found[] | undefined {
    if (!holder || !isClass(holder)) return undefined;
    const found = this.#fieldValues(holder, step, rest, bound, depth);
    const annotation = found ? undefined : fieldOf(holder, step)?.type;
    const typed = annotation && this.#types.of(annotation, rest);
    return typed ? [{ texts: typed }] : found;
  }

  /** What a class gives a field; nothing where others may give it something too. */
  #fieldValues(holder: ClassNode, step: string, rest: Path, bound: Bound, depth: number): Found[] | undefined {
    const values: Node[] = [];
    for (const member of holder.body.body) {
      if (keyOf(member) !== step) continue;
      if (member.type === 'PropertyDefinition' && member.value) values.push(member.value);
      // set in the constructor or in a method below, and nowhere else
      else if (member.type === 'PropertyDefinition' && fieldOf(holder, step)?.isOwn) continue;
      else if (member.type === 'MethodDefinition' && member.kind === 'get' && isFunction(member.value))
        values.push(...returnedExpressions(this.#reader.tree, member.value));
      else return undefined;
    }
    for (const assignment of this.#reader.tree.all('AssignmentExpression')) {
      const left = unwrap(assignment.left);
      if (left.type !== 'MemberExpression' || keyOf(left) !== step || left.object.type !== 'ThisExpression') continue;
      if (this.#reader.tree.classOfThis(left.object) !== holder) continue;
      // what is added to is no text that stands somewhere
      if (assignment.operator === '+=') return undefined;
      values.push(assignment.right);
    }
    if (rest.length > 0 && this.#isWrittenBelow(holder, step)) return undefined;
    if (values.length === 0) return undefined;
    const all: Found[] = [];
    for (const value of values) {
      const below = this.#below(unwrap(value), rest, bound, depth + 1);
      if (!below) return undefined;
      for (const one of below) {
        // a field filled from a parameter is set per instance: not a text of this file
        if (
          'node' in one &&
          this.#reader.read(one.node, bound).some((parts) => parts.some((part) => part.kind !== 'text'))
        )
          return undefined;
      }
      all.push(...below);
    }
    return all;
  }

  /** Whether a class writes to what its field holds: `this.state.round++`. */
  #isWrittenBelow(holder: ClassNode, field: string): boolean {
    const { tree } = this.#reader;
    const written = [
      ...tree.all('AssignmentExpression').map(({ left }) => left),
      ...tree.all('UpdateExpression').map(({ argument }) => argument),
    ];
    return written.some((target) => {
      let inner = unwrap(target);
      let below = 0;
      for (; inner.type === 'MemberExpression' && inner.object.type !== 'ThisExpression'; below++)
        inner = unwrap(inner.object);
      if (below === 0 || inner.type !== 'MemberExpression' || keyOf(inner) !== field) return false;
      return inner.object.type === 'ThisExpression' && tree.classOfThis(inner.object) === holder;
    });
  }

  #belowVariable(root: TSESTree.Identifier, path: Path, bound: Bound, depth: number): Found[] | undefined {
    const variable = this.#reader.tree.variableOf(root);
    if (!variable) return undefined;
    const given = bound.get(variable);
    if (given) return this.#below(unwrap(given.node), [...given.path, ...path], given.bound, depth + 1);
    if (bound.has(variable)) return [{ texts: hole('unknown', root) }];
    const annotation = annotationOf(this.#reader.tree, variable);
    if (annotation) {
      const typed = this.#types.of(annotation.type, [...annotation.path, ...path]);
      if (typed) return [{ texts: typed }];
    }
    const own = this.#ownBelow(variable, root, path, bound, depth);
    if (path.at(-1) === KEYS) {
      const added = addedKeys(this.#reader.tree, variable, path.slice(0, -1));
      return own && added && [...own, ...added.map((key) => ({ texts: text(key, root) }))];
    }
    const writes = memberWrites(this.#reader.tree, variable, root);
    if (writes.length === 0) return own;
    const written = writtenBelow(writes, path);
    const unknown: Found = { texts: hole('unknown', root) };
    // the object of a caller or of another file had something there before
    const isOthers = !own && valuesOf(this.#reader.tree, variable).some(({ kind }) => kind !== 'value');
    if (!written) return isOthers ? undefined : [unknown];
    if (written.values.length === 0 || (written.keepsOwn && isOthers)) return own;
    const values = written.values.map(
      ({ node, rest }) => this.#below(unwrap(node, true), rest, bound, depth + 1) ?? [unknown],
    );
    return [...(written.keepsOwn ? (own ?? [unknown]) : []), ...values.flat()];
  }

  #belowEnum(node: TSESTree.TSEnumDeclaration, root: Node, step: string | number | undefined): Found[] | undefined {
    const members = enumMembers(node);
    const parent = this.#reader.tree.parentOf(root);
    const read = parent?.type === 'MemberExpression' && parent.object === root ? parent : root;
    if (step === KEYS) return members.map(({ name }) => ({ texts: text(name, root) }));
    const isByValue = step === undefined || /^\d+$/.test(String(step));
    // `Tool[tool]` of a numeric enum is the name of a member, which no text of the file can stand in for
    if (isByValue && !members.every(isTextMember)) return [{ texts: hole('bounded', read) }];
    const wanted = members.filter(({ name }) => step === undefined || name === String(step));
    return wanted.length === 0
      ? undefined
      : wanted.map(({ value }) => (value ? { node: value } : { texts: hole('bounded', read) }));
  }

  /** What a variable's own values have under a path. */
  #ownBelow(variable: Variable, root: Node, path: Path, bound: Bound, depth: number): Found[] | undefined {
    const all: Found[] = [];
    for (const source of valuesOf(this.#reader.tree, variable)) {
      let below: Found[] | undefined;
      if (source.kind === 'value')
        below = this.#below(unwrap(source.node, true), [...source.path, ...path], bound, depth + 1);
      else if (source.kind === 'element')
        below = this.#below(unwrap(source.of), [undefined, ...source.path, ...path], bound, depth + 1);
      else if (source.kind === 'enum')
        below = path.length === 1 ? this.#belowEnum(source.node, root, path[0]) : undefined;
      else if (source.kind === 'class' && typeof path[0] === 'string')
        below = this.#belowClass(source.node, path[0], path.slice(1), bound, depth);
      else if (source.kind === 'import') {
        const texts = this.#reader.importedTexts(source.module, [...source.path, ...path]);
        below = texts && [{ texts: importedAlternatives(texts, root) }];
      } else if (source.kind === 'parameter') below = this.#belowElement(source, path, bound, depth);
      if (!below) return undefined;
      all.push(...below);
    }
    return all.length > 0 ? all : undefined;
  }

  /** What stands below one element of the table that a callback is called for: `Object.values(MODES).forEach((mode) => …)`. */
  #belowElement(
    { fn, index, path, rest }: Extract<ValueSource, { kind: 'parameter' }>,
    below: Path,
    bound: Bound,
    depth: number,
  ): Found[] | undefined {
    const item = rest ? undefined : itemCollection(this.#reader.tree, fn, index);
    return item && !item.isKey
      ? this.#below(unwrap(item.collection), [undefined, ...path, ...below], bound, depth + 1)
      : undefined;
  }
}
