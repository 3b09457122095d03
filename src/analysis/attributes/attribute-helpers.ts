import type { Variable } from '@typescript-eslint/scope-manager';
import type { NameParameter } from '../names/name-value.ts';
import { identifiersIn } from '../syntax/effects.ts';
import { isLogger } from '../syntax/log-calls.ts';
import { sourcesOf, type ValueSource } from '../syntax/sources.ts';
import { isInside, keyOf, unwrap, type FunctionNode, type Node, type Tree } from '../syntax/tree.ts';
import type { AttributeSite } from './attribute-sites.ts';
import { carriedParameter, parameterBehind } from './carried-parameter.ts';
import { handedOnObject } from './handed-on-object.ts';
import { changesOf } from '../syntax/value-changes.ts';

/** An object of attributes that is put on a span. */
export interface RecordedObject extends Pick<AttributeSite, 'via' | 'certainty' | 'recording' | 'event' | 'helper'> {
  readonly object: Node;
  /** The property of it that holds the attributes, where it is an object of options. */
  readonly under?: 'attributes';
  /** Keys that are recorded with another value than that of the object. */
  readonly replaced?: readonly string[];
}

/** A function that puts on a span what its caller gives it. */
export interface AttributeHelper {
  readonly fn: FunctionNode;
  /** The key inside, and the parameters that are in it; nothing where the caller gives an object of attributes. */
  readonly key?: HelperKey;
  /** The parameter whose value is recorded, or that holds the attributes. */
  readonly given: NameParameter;
  /** What it does with them in the end. */
  readonly recorded: Pick<AttributeSite, 'via' | 'certainty' | 'event' | 'helper'>;
  /** Keys that it sets itself, in place of those of the object that it is given. */
  readonly replaced?: readonly string[];
  readonly step: HelperStep;
}

/** A key that a helper is given. */
export interface HelperKey {
  readonly node: Node;
  readonly variables: readonly Variable[];
  /** The parameter that is the whole key. */
  readonly whole: NameParameter | undefined;
}

/** One place inside a helper: where it records, and the expression that it records. */
export interface HelperStep {
  readonly recording: Node;
  readonly value: Node;
}

/** Calls that neither judge nor change what they are given, beside those of loggers. */
const PLAIN_CALLS =
  /^(?:Array\.isArray|Object\.(?:entries|keys|values)|Number\.\w+|String|Boolean|JSON\.stringify|isNaN|isFinite)$/;

function isPlainCall(callee: string): boolean {
  return PLAIN_CALLS.test(callee) || isLogger(callee);
}

/** The function that puts an object of its caller on a span; nothing where that is not sure. */
export function helperOfObject(tree: Tree, recorded: RecordedObject): AttributeHelper | undefined {
  const { object, recording, under } = recorded;
  const taken = attributesParameter(tree, object, under);
  if (!taken) return undefined;
  const { given, variable } = taken;
  if (!isInside(recording, given.fn) || !isAsGiven(tree, variable, recording)) return undefined;
  const whole = under ? { ...given, path: [...given.path, under] } : given;
  const replaced = [...taken.replaced, ...(recorded.replaced ?? [])];
  const step = { recording, value: object };
  return { fn: given.fn, given: whole, recorded, step, ...(replaced.length > 0 ? { replaced } : {}) };
}

/** A parameter that holds attributes, or options with some. */
interface GivenObject {
  readonly given: NameParameter;
  readonly variable: Variable;
  readonly replaced: readonly string[];
}

/** `attributes`, `attributes ?? {}`, `{ ...attributes }` with nothing behind it that could take the place of what nobody knows. */
function attributesParameter(tree: Tree, expression: Node, under?: string): GivenObject | undefined {
  const object = handedOnObject(tree, expression, under);
  if (!object || object.isOpen) return undefined;
  const given = parameterBehind(tree, object.node);
  let root = object.node;
  while (root.type === 'MemberExpression') root = unwrap(root.object);
  const variable = root.type === 'Identifier' ? tree.variableOf(root) : undefined;
  return given && variable && { given, variable, replaced: object.replaced };
}

/** The function that puts its parameters, or the entries of one, on a span; nothing where that is not sure, or it looks at the key first. */
export function helperOfAttribute(tree: Tree, recorded: AttributeSite): AttributeHelper | undefined {
  const { keyNode, value, recording, node } = recorded;
  if (recorded.isFixed) return undefined;
  // a plain property name reads no variable
  if (node.type === 'Property' && !node.computed) return undefined;
  const step: HelperStep = { recording, value };
  const variables = identifiersIn(tree, keyNode).flatMap((one) => tree.variableOf(one) ?? []);
  const ofEntry = variables.flatMap((variable) => entriesParameter(tree, variable) ?? [])[0];
  if (ofEntry) {
    const { given, object, iterated, replaced } = ofEntry;
    const isOwn = isInside(node, given.fn) && isValueOfEntry(tree, value, ofEntry);
    const isKept = isAsGiven(tree, object) && !looksAt(tree, iterated);
    const only = unwrap(keyNode);
    const isWhole = only.type === 'Identifier' && tree.variableOf(only) === iterated;
    if (!isOwn || !isKept || !isWhole || isJudged(tree, value)) return undefined;
    return { fn: given.fn, given, recorded, step, ...(replaced.length > 0 ? { replaced } : {}) };
  }
  const given = carriedParameter(tree, value);
  if (!given || !isInside(node, given.fn)) return undefined;
  const own = variables.filter((variable) => isParameterOf(tree, variable, given.fn));
  const whole = parameterBehind(tree, keyNode);
  const isOfFn = whole ? whole.fn === given.fn : own.length > 0 && own.length === variables.length;
  if (!isOfFn || variables.some((variable) => looksAt(tree, variable)) || isJudged(tree, value)) return undefined;
  return { fn: given.fn, key: { node: keyNode, variables: own, whole }, given, recorded, step };
}

/** A key that is taken from an object of attributes: `for (const [key, value] of Object.entries(attributes))`. */
interface EntryOfParameter {
  readonly given: NameParameter;
  readonly replaced: readonly string[];
  /** The parameter that holds the object, and the variable of the key. */
  readonly object: Variable;
  readonly iterated: Variable;
  readonly source: Node;
  readonly by: 'entries' | 'keys';
}

function entriesParameter(tree: Tree, iterated: Variable): EntryOfParameter | undefined {
  const [source, ...more] = sourcesOf(tree, iterated);
  const list = source && more.length === 0 ? listOf(tree, source) : undefined;
  const call = list && unwrap(list.node);
  if (call?.type !== 'CallExpression') return undefined;
  const by = /^Object\.(entries|keys)$/.exec(tree.quote(call.callee))?.[1];
  const [argument] = call.arguments;
  if (!by || !argument || argument.type === 'SpreadElement') return undefined;
  if (by === 'entries' ? list?.path.join('.') !== '0' : list?.path.length !== 0) return undefined;
  const taken = attributesParameter(tree, argument);
  if (!taken) return undefined;
  const { given, variable: object, replaced } = taken;
  return { given, object, replaced, iterated, source: call, by: by === 'keys' ? 'keys' : 'entries' };
}

/** What a variable is an item of, in a loop or in the function that `forEach` is given. */
function listOf(
  tree: Tree,
  source: ValueSource,
): { readonly node: Node; readonly path: readonly (string | number | undefined)[] } | undefined {
  if (source.kind === 'element') return { node: source.of, path: source.path };
  if (source.kind !== 'parameter' || source.index !== 0 || source.rest) return undefined;
  const call = tree.parentOf(source.fn);
  const callee = call?.type === 'CallExpression' && call.arguments[0] === source.fn ? unwrap(call.callee) : undefined;
  return callee?.type === 'MemberExpression' && keyOf(callee) === 'forEach'
    ? { node: callee.object, path: source.path }
    : undefined;
}

/** Whether a value is that of the same entry: `value` of `[key, value]`, `attributes[key]`, as a text or whole. */
function isValueOfEntry(tree: Tree, value: Node, entry: EntryOfParameter): boolean {
  return identifiersIn(tree, value).some((identifier) => {
    const variable = tree.variableOf(identifier);
    if (!variable) return false;
    const read = tree.parentOf(identifier);
    if (variable === entry.object)
      return (
        isPlainText(tree, value, read ?? identifier) &&
        read?.type === 'MemberExpression' &&
        read.computed &&
        tree.variableOf(read.property) === entry.iterated
      );
    const [source, ...more] = sourcesOf(tree, variable);
    if (!source || more.length > 0) return false;
    if (entry.by === 'keys') {
      const made = source.kind === 'value' && source.path.length === 0 ? source.node : undefined;
      return made !== undefined && isPlainText(tree, value, identifier) && isValueOfEntry(tree, made, entry);
    }
    const list = listOf(tree, source);
    return (
      list !== undefined &&
      unwrap(list.node) === entry.source &&
      list.path.join('.') === '1' &&
      isPlainText(tree, value, identifier)
    );
  });
}

/** Whether an expression is what stands in it, or the text of that: `String(value)`, `typeof value === 'string' ? value : JSON.stringify(value)`. */
function isPlainText(tree: Tree, expression: Node, inner: Node): boolean {
  const node = unwrap(expression);
  if (node === inner) return true;
  if (node.type === 'ConditionalExpression') {
    const text = tree.quote(inner, 200);
    const same = [node.consequent, node.alternate].map((one) => tree.quote(one, 400));
    return same.every((one) => one === text || one === `JSON.stringify(${text})` || one === `String(${text})`);
  }
  if (node.type !== 'CallExpression' || !/^(?:String|JSON\.stringify)$/.test(tree.quote(node.callee))) return false;
  const [only, ...more] = node.arguments;
  return only !== undefined && more.length === 0 && isPlainText(tree, only, inner);
}

function isParameterOf(tree: Tree, variable: Variable, fn: FunctionNode): boolean {
  const [identifier] = variable.identifiers;
  return identifier !== undefined && parameterBehind(tree, identifier)?.fn === fn;
}

/**
 * Whether an object that a function is given is recorded as it was given: nobody writes to it, takes out of it, or gets it to do so.
 * @param recording the call that records it
 */
function isAsGiven(tree: Tree, variable: Variable, recording?: Node): boolean {
  if (changesOf(tree, variable).size > 0) return false;
  return variable.references.every(({ identifier }) => {
    let at: Node = identifier;
    let up = tree.parentOf(at);
    for (; up?.type === 'MemberExpression' && up.object === at; up = tree.parentOf(at)) at = up;
    if (up?.type === 'UnaryExpression') return up.operator !== 'delete';
    if (up?.type !== 'CallExpression' || up.callee === at || up === recording) return true;
    return isPlainCall(tree.quote(up.callee)) || /\.(?:set|add|start)\w*$/.test(tree.quote(up.callee));
  });
}

/** Whether a function does something else with a key than recording under it: one that asks for the key may keep content away. */
function looksAt(tree: Tree, key: Variable): boolean {
  return key.references.some(({ identifier }) => {
    let at: Node = identifier;
    for (let up = tree.parentOf(at); up && up !== key.scope.block; at = up, up = tree.parentOf(up)) {
      if (up.type === 'CallExpression' && at !== up.callee) {
        const callee = tree.quote(up.callee, 200);
        return !/\.(?:setAttributes?|addEvent)$/.test(callee) && !isPlainCall(callee) && !isStatement(tree, up);
      }
      if (isTestOf(up, at)) return true;
      if (up.type === 'SwitchStatement' && up.discriminant === at) return true;
      if (up.type === 'MemberExpression' && up.object === at) return true;
    }
    return false;
  });
}

/** Whether nothing here goes by what a call says: it stands as a statement of its own, or is given back. */
function isStatement(tree: Tree, call: Node): boolean {
  const parent = tree.parentOf(call);
  return /^(?:ExpressionStatement|ReturnStatement|ArrowFunctionExpression|ChainExpression)$/.test(parent?.type ?? '');
}

/** Whether what is recorded is asked for with a function of somebody: `if (looksSecret(value)) return`. */
function isJudged(tree: Tree, value: Node): boolean {
  const fn = tree.functionAround(value);
  return identifiersIn(tree, value).some((identifier) =>
    (tree.variableOf(identifier)?.references ?? []).some(({ identifier: read }) => {
      let isGivenAway = false;
      for (let up = tree.parentOf(read), at: Node = read; up && up !== fn; at = up, up = tree.parentOf(up)) {
        if (up.type === 'CallExpression') isGivenAway ||= !isPlainCall(tree.quote(up.callee));
        if (isTestOf(up, at)) return isGivenAway;
      }
      return false;
    }),
  );
}

function isTestOf(node: Node, child: Node): boolean {
  if (node.type === 'IfStatement' || node.type === 'ConditionalExpression') return node.test === child;
  return node.type === 'LogicalExpression' && node.left === child;
}
