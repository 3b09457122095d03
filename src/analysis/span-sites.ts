import type { TSESTree } from '@typescript-eslint/types';
import type { Contract } from '../contract/contract.ts';
import { replacedBy } from '../contract/match-span.ts';
import { spanApiOf } from './catalogue/roles.ts';
import { shapeOf, type NameValue } from './name-value.ts';
import { entryOf } from './object-entries.ts';
import { declaredName, type Origins } from './origin.ts';
import type { Bound, Texts } from './texts.ts';
import { isFunction, keyOf, unwrap, type FunctionNode, type Node, type Tree } from './tree.ts';

/** How sure the reading is that a call is a span call. */
export type Certainty = 'certain' | 'likely';

/** One place that creates or renames a span. */
export interface SpanSite {
  readonly kind: 'create' | 'rename';
  /** `startSpan`, `updateName`, or the name of a wrapper. */
  readonly api: string;
  /** A wrapper's call: the span is made in the wrapper, the name comes from here. */
  readonly wrapper: boolean;
  readonly certainty: Certainty;
  readonly call: TSESTree.CallExpression;
  readonly nameNode: Node;
  readonly name: NameValue;
  readonly options: Node | undefined;
  /** Attributes that are an argument of their own, as wrappers may take them. */
  readonly attributes?: Node;
  readonly callback: FunctionNode | undefined;
}

/** A function that passes a parameter of its own on as a span name. */
export interface Wrapper {
  readonly fn: FunctionNode;
  readonly index: number;
  readonly path: readonly string[];
  readonly certainty: Certainty;
  /** The name expression inside, where the parameter is only a part of the name. */
  readonly around: Node | undefined;
}

/** Why a call that is named like a span call was not taken for one. */
export interface Unseen {
  readonly call: TSESTree.CallExpression;
  readonly reason: 'otherOrigin' | 'unknownReceiver' | 'noName';
}

/** All span sites of a file, its wrappers, and calls that look like span calls and are none. */
export interface SpanSites {
  readonly sites: readonly SpanSite[];
  readonly wrappers: readonly Wrapper[];
  readonly unseen: readonly Unseen[];
}

const SPAN_METHODS = new Set(['startSpan', 'startActiveSpan', 'withActiveSpan', 'withSpan', 'updateName']);
/** Wrappers of wrappers of wrappers are followed, no further. */
const MOST_ROUNDS = 4;

/** Finds the span sites of a file. */
export function findSpanSites(tree: Tree, origins: Origins, texts: Texts, contract: Contract): SpanSites {
  const sites: SpanSite[] = [];
  const unseen: Unseen[] = [];
  for (const call of tree.all('CallExpression')) {
    const found = readApiCall(origins, texts, call);
    if (found && !('reason' in found)) sites.push(found);
    const imported = (!found || 'reason' in found) && readImportedWrapper(tree, origins, texts, call);
    if (imported) sites.push(imported);
    else if (found && 'reason' in found) unseen.push(found);
  }
  const wrappers: Wrapper[] = [];
  let fresh = wrappersOf(sites, contract);
  for (let round = 0; fresh.length > 0 && round < MOST_ROUNDS; round++) {
    wrappers.push(...fresh);
    const calls = fresh.flatMap((wrapper) =>
      callsOf(tree, wrapper).flatMap((call) => readWrapperCall(tree, origins, texts, wrapper, call) ?? []),
    );
    const added = calls.filter((site) => !sites.some((one) => one.call === site.call));
    sites.push(...added);
    fresh = wrappersOf(added, contract).filter((wrapper) => !wrappers.some((known) => sameWrapper(known, wrapper)));
  }
  sites.sort((a, b) => a.nameNode.range[0] - b.nameNode.range[0]);
  return { sites, wrappers, unseen };
}

function readApiCall(origins: Origins, texts: Texts, call: TSESTree.CallExpression): SpanSite | Unseen | undefined {
  const callee = unwrap(call.callee);
  const method = callee.type === 'MemberExpression' ? keyOf(callee) : undefined;
  if (method !== undefined && !SPAN_METHODS.has(method)) return undefined;
  if (callee.type !== 'MemberExpression' || method === undefined) return undefined;
  const role = origins.roleOf(callee.object) ?? likelyByCallback(origins, callee.object, method, call);
  const [first] = call.arguments;
  if (!role) return { call, reason: origins.isOther(callee.object) ? 'otherOrigin' : 'unknownReceiver' };
  if (!first || first.type === 'SpreadElement') return { call, reason: 'noName' };
  const certainty: Certainty = origins.isCertain(callee.object) ? 'certain' : 'likely';
  if (method === 'updateName') {
    if (role !== 'span') return { call, reason: 'otherOrigin' };
    return {
      kind: 'rename',
      api: method,
      wrapper: false,
      certainty,
      call,
      nameNode: first,
      name: texts.valueOf(first),
      options: undefined,
      callback: undefined,
    };
  }
  const api = spanApiOf(role, method);
  if (!api) return { call, reason: role === 'span' ? 'otherOrigin' : 'unknownReceiver' };
  // another library's shape: a function or an options object where OpenTelemetry takes the name
  const plain = unwrap(first);
  if (plain.type === 'ObjectExpression' || isFunction(plain)) return { call, reason: 'noName' };
  return createSite(origins, texts, call, first, method, certainty, api.optionsFrom, api.callback !== undefined);
}

function createSite(
  origins: Origins,
  texts: Texts,
  call: TSESTree.CallExpression,
  first: Node,
  api: string,
  certainty: Certainty,
  optionsFrom: number,
  hasCallback: boolean,
): SpanSite {
  const second = call.arguments[1];
  const last = call.arguments.at(-1);
  return {
    kind: 'create',
    api,
    wrapper: false,
    certainty,
    call,
    nameNode: first,
    name: texts.valueOf(first),
    options: call.arguments.length >= optionsFrom && second && second.type !== 'SpreadElement' ? second : undefined,
    callback:
      hasCallback && last && last.type !== 'SpreadElement' && call.arguments.length > 1
        ? origins.functionOf(last)
        : undefined,
  };
}

/** A receiver named tracer with `startActiveSpan` or `withActiveSpan` and a callback needs no import beside it. */
function likelyByCallback(
  origins: Origins,
  receiver: Node,
  method: string,
  call: TSESTree.CallExpression,
): 'sugaredTracer' | undefined {
  if (!/^(?:start|with)ActiveSpan$/.test(method) || origins.isOther(receiver) || call.arguments.length < 2)
    return undefined;
  const last = call.arguments.at(-1);
  if (!last || !isFunction(unwrap(last))) return undefined;
  const plain = unwrap(receiver, true);
  const called = plain.type === 'CallExpression' ? unwrap(plain.callee) : plain;
  const name =
    called.type === 'Identifier' ? called.name : called.type === 'MemberExpression' ? keyOf(called) : undefined;
  return name && /tracer|telemetry/i.test(name) ? 'sugaredTracer' : undefined;
}

/** A call of a wrapper of another file: one that the contract declares, or that is found there. */
function readImportedWrapper(
  tree: Tree,
  origins: Origins,
  texts: Texts,
  call: TSESTree.CallExpression,
): SpanSite | undefined {
  const shape = origins.wrapperAt(call.callee);
  const nameNode = shape && argumentAt(tree, origins, call, shape.name);
  if (!nameNode) return undefined;
  const callee = unwrap(call.callee);
  const callback = shape.callback === undefined ? undefined : argumentAt(tree, origins, call, shape.callback);
  const given =
    shape.attributes === undefined
      ? undefined
      : argumentAt(tree, origins, call, shape.attributes.replace(/\.attributes$/, ''));
  const isOptions = shape.attributes?.endsWith('.attributes') === true;
  return {
    kind: 'create',
    api: callee.type === 'MemberExpression' ? (keyOf(callee) ?? 'wrapper') : tree.quote(callee),
    wrapper: true,
    certainty: shape.certainty,
    call,
    nameNode,
    name: texts.valueBetween(shape.before, nameNode, shape.after, shape.place),
    options: isOptions ? given : undefined,
    ...(given && !isOptions ? { attributes: given } : {}),
    callback: callback && origins.functionOf(callback),
  };
}

/** The argument of a call at a path such as `0` or `1.attributes`. */
function argumentAt(tree: Tree, origins: Origins, call: TSESTree.CallExpression, path: string): Node | undefined {
  const [index, ...keys] = path.split('.');
  const argument = call.arguments[Number(index)];
  let at: Node | undefined = argument?.type === 'SpreadElement' ? undefined : argument;
  for (const key of keys) at = entryOf(tree, origins, at, key);
  return at;
}

function wrappersOf(sites: readonly SpanSite[], contract: Contract): Wrapper[] {
  const wrappers: Wrapper[] = [];
  for (const { name, certainty, nameNode } of sites) {
    const part = name.kind === 'pattern' ? name.holes.find((hole) => hole.kind === 'forwarded')?.parameter : undefined;
    const forwarded = name.kind === 'forwarded' ? name : part;
    if (!forwarded) continue;
    // an old name that the contract knows is mended where it stands, not at its callers
    const isOld = name.kind === 'pattern' && name.patterns.some((pattern) => replacedBy(shapeOf(pattern), contract));
    if (isOld) continue;
    const { fn, index, path } = forwarded;
    // data that the wrapper itself puts in is its own fault, not that of its callers
    const own = name.kind === 'pattern' && name.holes.some((hole) => hole.kind === 'variable');
    const wrapper = { fn, index, path, certainty, around: part && !own ? nameNode : undefined };
    if (!wrappers.some((known) => sameWrapper(known, wrapper))) wrappers.push(wrapper);
  }
  return wrappers;
}

function sameWrapper(a: Wrapper, b: Wrapper): boolean {
  return a.fn === b.fn && a.index === b.index && a.path.join('.') === b.path.join('.');
}

/** The calls of a wrapper in its own file: by its name, or as a method on `this`. */
function callsOf(tree: Tree, { fn }: Wrapper): TSESTree.CallExpression[] {
  const name = fn.type === 'FunctionDeclaration' ? fn.id : declaredName(tree, fn);
  const variable = name && tree.variableOf(name);
  if (variable) {
    return variable.references.flatMap((reference) => {
      const parent = tree.parentOf(reference.identifier);
      return parent?.type === 'CallExpression' && parent.callee === reference.identifier ? [parent] : [];
    });
  }
  const holder = tree.parentOf(fn);
  if (holder?.type !== 'MethodDefinition' && holder?.type !== 'PropertyDefinition') return [];
  const method = keyOf(holder);
  const owner = tree.classOfThis(fn);
  return tree.all('CallExpression').filter((call) => {
    const callee = unwrap(call.callee);
    return (
      callee.type === 'MemberExpression' &&
      keyOf(callee) === method &&
      callee.object.type === 'ThisExpression' &&
      owner !== undefined &&
      tree.classOfThis(callee.object) === owner
    );
  });
}

function readWrapperCall(
  tree: Tree,
  origins: Origins,
  texts: Texts,
  wrapper: Wrapper,
  call: TSESTree.CallExpression,
): SpanSite | undefined {
  const argument = call.arguments[wrapper.index];
  if (!argument || argument.type === 'SpreadElement') return undefined;
  let nameNode: Node | undefined = argument;
  for (const key of wrapper.path) nameNode = entryOf(tree, origins, nameNode, key);
  if (!nameNode) return undefined;
  const callee = unwrap(call.callee);
  const api = callee.type === 'MemberExpression' ? (keyOf(callee) ?? 'wrapper') : tree.quote(callee);
  const last = call.arguments.at(-1);
  return {
    kind: 'create',
    api,
    wrapper: true,
    certainty: wrapper.certainty,
    call,
    nameNode,
    name: wrapper.around ? texts.valueOf(wrapper.around, boundTo(tree, wrapper, nameNode)) : texts.valueOf(nameNode),
    options: undefined,
    callback: last && last !== argument && last.type !== 'SpreadElement' ? origins.functionOf(last) : undefined,
  };
}

/** The parameter of a wrapper with the argument of one call as its value. */
function boundTo(tree: Tree, { fn, index, path }: Wrapper, value: Node): Bound {
  const parameter = fn.params[index];
  const target = parameter?.type === 'AssignmentPattern' ? parameter.left : parameter;
  const variable = path.length === 0 && target?.type === 'Identifier' ? tree.variableOf(target) : undefined;
  return new Map(variable ? [[variable, value]] : []);
}
