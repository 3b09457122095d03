import type { TSESTree } from '@typescript-eslint/types';
import type { Variable } from '@typescript-eslint/scope-manager';
import { hole, isFixed, uniqueAlternatives, type Alternatives } from '../texts/alternatives.ts';
import {
  isBoundedName,
  isOptionsName,
  isScopeName,
  isSpanNameProperty,
  isTelemetryName,
  isUncertainProperty,
} from '../catalogue/hole-words.ts';
import { isFrameworkValue, readPathOf } from '../texts/framework-values.ts';
import { isFieldOfData } from '../texts/data-fields.ts';
import { itemCollection } from '../loops/iteration-calls.ts';
import { isFunctionValue } from '../syntax/function-values.ts';
import { isOfDecorators } from '../syntax/decorator-makers.ts';
import { declaredName } from '../syntax/declared-name.ts';
import type { NameParameter, NameText } from '../names/name-value.ts';
import { isActedOn } from './acted-on.ts';
import { isOptionsParameter, isTakenFromOptions } from './options-parameter.ts';
import { pathToRest } from '../syntax/object-rest.ts';
import { annotationOf, sourcesOf, type Path, type ValueSource } from '../syntax/sources.ts';
import { NOTHING_BOUND, type TextReader } from '../texts/text-reader.ts';
import { keyOf, unwrap, type FunctionNode, type Node, type Tree } from '../syntax/tree.ts';

/** What a part of a name is called after: `operationName`, `spanSuffix`. */
const NAMED_THINGS = 'span|operation|op|event|action|method|step|function|fn';
/** Names of parameters that a function passes on inside a name it completes: `` `db.${operation}` ``. */
const FORWARDED_PARTS = new RegExp(
  `^(?:${NAMED_THINGS})?_?(?:(?:name|label|title)(?:_?(?:suffix|prefix|part))?|suffix)$|^span_?(?:prefix|part)$|^(?:\\w*operation|op)$|^nameOf(?:Span|Operation)$`,
  'i',
);

/** A parameter: what all callers of a function of this file give, or forwarded, or data. */
export function parameterTexts(
  reader: TextReader,
  source: Extract<ValueSource, { kind: 'parameter' }>,
  at: TSESTree.Identifier,
): Alternatives {
  const { fn, index } = source;
  const named = functionName(reader.tree, fn);
  const path = source.path.filter((step): step is string => typeof step === 'string');
  const whole = reader.open.length <= 1 || reader.open.slice(0, -1).every((node) => passesWhole(node));
  const parameter = { fn, index, path };
  const isKnownPath = path.length === source.path.length && !source.rest;
  const given = named && !whole && isKnownPath ? givenByCallers(reader, parameter, at) : undefined;
  if (given) return given;
  if (named && isKnownPath && (whole || (FORWARDED_PARTS.test(at.name) && !isActedOn(reader.tree, parameter)))) {
    return [[{ kind: 'forwarded', node: at, parameter }]];
  }
  if (isBoundedName(at.name) || isProcedurePath(fn, index, path) || isFewTaken(reader.tree, at, path))
    return hole('bounded', at);
  if (!named) {
    const element = elementOfCallback(reader, fn, index, source.path, at);
    if (element) return element;
    if (whole) return hole('unknown', at);
  }
  if (isUncertainProperty(path.at(-1) ?? at.name) || isOfDecorators(reader.tree, fn)) return hole('unknown', at);
  return [[{ kind: 'variable', node: at, ...(named ? { parameter } : {}) }]];
}

/** Texts that every caller of a private function or method gives; nothing when one is out of sight. */
function givenByCallers(reader: TextReader, { fn, index, path }: NameParameter, at: Node): Alternatives | undefined {
  const uses = usesOf(reader.tree, fn);
  if (!uses || uses.length === 0) return undefined;
  const all: NameText[] = [];
  for (const use of uses) {
    const call = reader.tree.parentOf(use);
    if (call?.type !== 'CallExpression' || call.callee !== use) return undefined;
    const argument = call.arguments[index];
    if (!argument || argument.type === 'SpreadElement') return undefined;
    const given =
      path.length === 0
        ? reader.read(argument, NOTHING_BOUND)
        : reader.readPath(argument, path, argument, NOTHING_BOUND);
    if (given.some((parts) => parts.some((part) => part.kind !== 'text' && part.kind !== 'bounded'))) return undefined;
    all.push(
      ...given.map((parts) =>
        parts.map((part) =>
          part.kind === 'text' ? { ...part, ofCaller: argument } : { kind: 'bounded' as const, node: at },
        ),
      ),
    );
  }
  return uniqueAlternatives(all);
}

/** Everything that names a function that no other file can name; nothing for other functions. */
function usesOf(tree: Tree, fn: FunctionNode): Node[] | undefined {
  const method = tree.parentOf(fn);
  if (method?.type === 'MethodDefinition') {
    const isPrivate = method.accessibility === 'private' || method.key.type === 'PrivateIdentifier';
    const name = keyOf(method);
    return isPrivate ? tree.all('MemberExpression').filter((member) => keyOf(member) === name) : undefined;
  }
  const name = fn.type === 'FunctionDeclaration' ? fn.id : declaredName(tree, fn);
  const variable = name && tree.variableOf(name);
  if (!variable || isExported(tree, variable)) return undefined;
  return variable.references.filter((reference) => !reference.isWrite()).map((reference) => reference.identifier);
}

/** `['a', 'b'].forEach((name) => …)`: the element is one of the texts. */
function elementOfCallback(
  reader: TextReader,
  fn: FunctionNode,
  index: number,
  path: Path,
  at: Node,
): Alternatives | undefined {
  const item = itemCollection(reader.tree, fn, index);
  const element =
    item && !item.isKey ? reader.readPath(item.collection, [undefined, ...path], at, NOTHING_BOUND) : undefined;
  return element?.every(isFixed) ? element : undefined;
}

/** The hole that a property of something not written in this file is. */
export function memberHole(reader: TextReader, root: Node, path: Path, at: Node): Alternatives {
  const last = path.at(-1);
  let base = unwrap(root, true);
  // `const { name } = options ?? {}`
  if (base.type === 'LogicalExpression') base = unwrap(base.left, true);
  const whole = reader.open.slice(0, -1).every((node) => passesWhole(node));
  const named = /(?:^|span|operation)name$/i.test(String(last));
  if (whole && named && isResult(reader.tree, base)) return hole('unknown', at);
  if (typeof last === 'string' && isFew(reader.tree, root, path, at)) return hole('bounded', at);
  if (base.type === 'ThisExpression') {
    const isData = typeof last === 'string' && path.length === 1 && isFieldOfData(reader.tree, base, last);
    return hole(isData ? 'variable' : 'unknown', at);
  }
  if (base.type === 'MetaProperty' || base.type === 'Super') return hole('unknown', at);
  if (base.type === 'Identifier') {
    const variable = reader.tree.variableOf(base);
    if (!variable || variable.defs.length === 0) return hole(base.name === 'process' ? 'bounded' : 'unknown', at);
    const sources = sourcesOf(reader.tree, variable);
    if (sources.some((source) => source.kind === 'import')) return hole('unknown', at);
    const parameter = sources.find((source) => source.kind === 'parameter');
    if (parameter?.kind === 'parameter') {
      if (isOfDecorators(reader.tree, parameter.fn)) return hole('unknown', at);
      const steps = [...pathToRest(reader.tree, variable, parameter.path), ...path];
      const known = steps.every((step): step is string => typeof step === 'string');
      if (known && path.length === 1 && functionName(reader.tree, parameter.fn) && isOptions(reader, base, at)) {
        const given = { fn: parameter.fn, index: parameter.index, path: steps };
        if (whole || (FORWARDED_PARTS.test(String(last)) && !isActedOn(reader.tree, given)))
          return [[{ kind: 'forwarded', node: at, parameter: given }]];
      }
    }
  }
  const asDefault = untypedDefault(reader, base, path, at);
  if (asDefault) return [...asDefault, ...hole('unknown', at)];
  // a name that was handed over in options: who hands it over decides
  if (named && whole && base.type === 'Identifier' && isOptions(reader, base, at)) return hole('unknown', at);
  if (named && whole && isTakenBesideOptions(reader, at)) return hole('unknown', at);
  if (named && isTelemetryName(String(path.at(-2)))) {
    // `const { telemetry } = options`
    const { root: given } = readPathOf(reader.tree, root, path);
    if (given.type === 'Identifier' && isOptions(reader, given, at)) return hole('unknown', at);
  }
  if (isSpanNameProperty(String(last))) return hole('unknown', at);
  // `${options.component}.load`: a part of the program, which who hands it over writes
  if (path.length === 1 && isScopeName([String(last)]) && base.type === 'Identifier' && isOptions(reader, base, at))
    return hole('unknown', at);
  if (typeof last === 'string' && isUncertainProperty(last)) return hole('unknown', at);
  if (last === undefined) return hole('unknown', at);
  return hole('variable', at);
}

/** `(mode = MODES.fast) => …`: what stands below the constant that a parameter has its type from. */
function untypedDefault(reader: TextReader, base: Node, path: Path, at: Node): Alternatives | undefined {
  const variable = base.type === 'Identifier' ? reader.tree.variableOf(base) : undefined;
  const sources = variable ? sourcesOf(reader.tree, variable) : [];
  const [first, given, ...more] = sources;
  if (!variable || first?.kind !== 'parameter' || given?.kind !== 'value' || more.length > 0) return undefined;
  if (given.operator !== 'default' || annotationOf(reader.tree, variable) || reader.open.includes(given.node))
    return undefined;
  const texts = reader.within(given.node, () => reader.readPath(given.node, path, at, NOTHING_BOUND));
  return texts.every(isFixed) ? texts : undefined;
}

/** Whether an object carries the options of what makes the span: a parameter, or one of a list of them; of a constant its name alone tells. */
function isOptions(reader: TextReader, base: TSESTree.Identifier, at: Node): boolean {
  if (isOptionsName(base.name)) return true;
  const variable = reader.tree.variableOf(base);
  if (!variable) return false;
  const isGiven =
    variable.defs.some(({ type }) => (type as string) === 'Parameter') ||
    sourcesOf(reader.tree, variable).some(({ kind }) => kind === 'element');
  return isGiven && isOptionsParameter(reader.tree, variable, reader.open[0] ?? at);
}

/** `for (const { name, fn } of steps) withSpan(name, fn)`. */
function isTakenBesideOptions({ tree, open }: TextReader, at: Node): boolean {
  const variable = at.type === 'Identifier' ? tree.variableOf(at) : undefined;
  const isElement = variable && sourcesOf(tree, variable).some(({ kind }) => kind === 'element');
  return isElement === true && isTakenFromOptions(tree, variable, open[0] ?? at);
}

/** What a function gave as a part of more: a `name` in it may well be one of few. */
function isResult(tree: Tree, base: Node): boolean {
  if (base.type === 'CallExpression') return true;
  const variable = base.type === 'Identifier' ? tree.variableOf(base) : undefined;
  const sources = variable ? sourcesOf(tree, variable) : [];
  return (
    sources.length > 0 &&
    sources.every((source) => source.kind === 'value' && isResult(tree, unwrap(source.node, true)))
  );
}

/** Whether what a property is called, and of what, says that it is one of few. */
function isFew(tree: Tree, root: Node, path: Path, at: Node): boolean {
  if (path.length === 1 && path[0] === 'name' && isFunctionValue(tree, unwrap(root))) return true;
  const owner =
    at.type === 'MemberExpression' ? tree.quote(unwrap(at.object)) : readPathOf(tree, root, path.slice(0, -1)).text;
  return isBoundedName(String(path.at(-1)), owner) || isFrameworkValue(tree, root, path);
}

/** The same of a property that a parameter takes out of an object: `({ route: { path } }) => …`. */
function isFewTaken(tree: Tree, at: TSESTree.Identifier, path: readonly string[]): boolean {
  const last = path.at(-1);
  return last !== undefined && (isBoundedName(last, path.slice(0, -1).join('.')) || isFrameworkValue(tree, at, []));
}

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
