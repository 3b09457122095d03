import type { TSESTree } from '@typescript-eslint/types';
import type { Contract } from '../../contract/contract.ts';
import { replacedBy } from '../../contract/match-span.ts';
import { argumentAt } from '../syntax/call-arguments.ts';
import { NO_HOST_TYPES, type HostTypes } from '../types/host-types.ts';
import { callsUntilSpan, isMadeLater } from '../wrappers/deferred-spans.ts';
import { givenName } from '../wrappers/given-name.ts';
import { readImportedWrapper } from '../wrappers/imported-wrapper.ts';
import type { LibraryCall } from './library-calls.ts';
import { readLibraryCall } from './library-sites.ts';
import { isSameParameter, parametersOf, shapeOf } from '../names/name-value.ts';
import type { Origins } from '../origins/origin.ts';
import {
  withSuffix,
  type Certainty,
  type OpenTelemetryMethod,
  type SpanSite,
  type Unseen,
  type Wrapper,
} from './span-site.ts';
import type { Texts } from '../texts/texts.ts';
import { withTypedName } from '../types/typed-names.ts';
import {
  callsWithin,
  isFunction,
  isWithin,
  keyOf,
  unwrap,
  type FunctionNode,
  type Node,
  type Tree,
} from '../syntax/tree.ts';
import { callsOf } from '../wrappers/wrapper-calls.ts';
import { nameAtCall, positionOf } from '../wrappers/wrapper-names.ts';

export type { Certainty, SpanSite, Unseen, Wrapper } from './span-site.ts';

/** All span sites of a file, its wrappers, and calls that look like span calls and are none. */
export interface SpanSites {
  readonly sites: readonly SpanSite[];
  readonly wrappers: readonly Wrapper[];
  readonly unseen: readonly Unseen[];
}

const SPAN_METHODS: ReadonlySet<string> = new Set<OpenTelemetryMethod>([
  'startSpan',
  'startActiveSpan',
  'withActiveSpan',
  'withSpan',
  'updateName',
]);
/** Wrappers of wrappers of wrappers are followed, no further. */
const MOST_ROUNDS = 4;

/** Where to look for span sites, and who helps. */
export interface SpanSearch {
  /** What the host's type checker tells of names. */
  readonly types?: HostTypes;
  /** The functions to look into; left out: the whole file. */
  readonly within?: ReadonlySet<FunctionNode>;
}

/** Finds the span sites of a file, or those in some of its functions and the wrappers that these are. */
export function findSpanSites(
  tree: Tree,
  origins: Origins,
  texts: Texts,
  contract: Contract,
  { types = NO_HOST_TYPES, within }: SpanSearch = {},
): SpanSites {
  const sites: SpanSite[] = [];
  const unseen: Unseen[] = [];
  for (const call of callsWithin(tree, within)) {
    // what the team says of a function counts more than what the catalogue says, and that more than what another file shows
    const isDeclared = contract.wrappers.length > 0 && origins.wrapperAt(call.callee)?.declared === true;
    const known = isDeclared
      ? undefined
      : (readLibraryCall(tree, origins, texts, call) ?? readApiCall(tree, origins, texts, call));
    const found = known && !('reason' in known) ? known : (readImportedWrapper(tree, origins, texts, call) ?? known);
    if (found && 'reason' in found) unseen.push(found);
    else if (found) sites.push(found);
  }
  const wrappers: Wrapper[] = [];
  let fresh = wrappersOf(tree, sites, contract);
  for (let round = 0; fresh.length > 0 && round < MOST_ROUNDS; round++) {
    wrappers.push(...fresh);
    const calls = fresh.flatMap((wrapper) =>
      callsOf(tree, origins, wrapper)
        .filter((call) => isWithin(call, within))
        .flatMap((call) => readWrapperCall(tree, origins, texts, wrapper, call) ?? []),
    );
    const added = calls.filter((site) => !sites.some((one) => one.call === site.call));
    sites.push(...added);
    fresh = wrappersOf(tree, added, contract).filter(
      (wrapper) => !wrappers.some((known) => isSameParameter(known, wrapper)),
    );
  }
  sites.sort((a, b) => a.nameNode.range[0] - b.nameNode.range[0]);
  return { sites: sites.map((site) => withTypedName(site, types, isByType(origins, site))), wrappers, unseen };
}

/** Whether only the host's types show a span site. */
function isByType(origins: Origins, { method, call }: SpanSite): boolean {
  const callee = unwrap(call.callee);
  if (method === undefined || callee.type !== 'MemberExpression' || !origins.isByType(callee.object)) return false;
  return likelyByCallback(origins, callee.object, method, call) === undefined;
}

function readApiCall(
  tree: Tree,
  origins: Origins,
  texts: Texts,
  call: TSESTree.CallExpression,
): SpanSite | Unseen | undefined {
  const callee = unwrap(call.callee);
  const method = callee.type === 'MemberExpression' ? keyOf(callee) : undefined;
  if (callee.type !== 'MemberExpression' || !isSpanMethod(method)) return undefined;
  const role = origins.roleOf(callee.object) ?? likelyByCallback(origins, callee.object, method, call);
  const [first] = call.arguments;
  if (!role) {
    const isOther = origins.isOther(callee.object) || origins.isNoTracer(callee.object);
    return { call, reason: isOther ? 'otherOrigin' : 'unknownReceiver' };
  }
  if (!first || first.type === 'SpreadElement') return { call, reason: 'noName' };
  const certainty: Certainty = origins.isCertain(callee.object) ? 'certain' : 'likely';
  if (method === 'updateName') {
    if (role !== 'span') return { call, reason: 'otherOrigin' };
    return {
      kind: 'rename',
      api: method,
      method,
      wrapper: false,
      certainty,
      call,
      nameNode: first,
      name: texts.valueOf(first),
      options: undefined,
      callback: undefined,
    };
  }
  const found = origins.callOn(role, method, call);
  if (!found) return { call, reason: role === 'span' ? 'otherOrigin' : 'unknownReceiver' };
  // another library's shape: a function or an options object where OpenTelemetry takes the name
  const plain = unwrap(first);
  if (plain.type === 'ObjectExpression' || isFunction(plain)) return { call, reason: 'noName' };
  return createSite(tree, origins, texts, call, first, method, certainty, found);
}

function isSpanMethod(method: string | undefined): method is OpenTelemetryMethod {
  return method !== undefined && SPAN_METHODS.has(method);
}

function createSite(
  tree: Tree,
  origins: Origins,
  texts: Texts,
  call: TSESTree.CallExpression,
  first: Node,
  method: OpenTelemetryMethod,
  certainty: Certainty,
  { entry }: LibraryCall,
): SpanSite | undefined {
  if (entry.makes !== 'span') return undefined;
  const at = (position: string | undefined) =>
    position === undefined ? undefined : argumentAt(tree, origins, call, position);
  const callback = at(entry.callback);
  return {
    kind: 'create',
    api: method,
    method,
    wrapper: false,
    certainty,
    call,
    nameNode: first,
    name: texts.valueOf(first),
    options: at(entry.options),
    callback: callback && origins.functionOf(callback),
    ends: entry.ends,
    records: entry.records,
  };
}

/** A receiver named tracer with `startActiveSpan` or `withActiveSpan` and a callback needs no import beside it. */
function likelyByCallback(
  origins: Origins,
  receiver: Node,
  method: string,
  call: TSESTree.CallExpression,
): 'sugaredTracer' | undefined {
  if (!/^(?:start|with)ActiveSpan$/.test(method) || call.arguments.length < 2) return undefined;
  const last = call.arguments.at(-1);
  if (!last || !isFunction(unwrap(last))) return undefined;
  const plain = unwrap(receiver, true);
  const called = plain.type === 'CallExpression' ? unwrap(plain.callee) : plain;
  const name =
    called.type === 'Identifier' ? called.name : called.type === 'MemberExpression' ? keyOf(called) : undefined;
  if (!name || !/tracer|telemetry/i.test(name)) return undefined;
  return origins.isOther(receiver) || origins.isNoTracer(receiver) ? undefined : 'sugaredTracer';
}

function wrappersOf(tree: Tree, sites: readonly SpanSite[], contract: Contract): Wrapper[] {
  const wrappers: Wrapper[] = [];
  for (const { name, certainty, call, nameNode, suffix, ownNotation, deferred, wrapper: ofOther } of sites) {
    const { parameters, whole } = parametersOf(name);
    const [first, ...others] = parameters;
    if (!first) continue;
    // an old name that the contract knows is mended where it stands, not at its callers
    const isOld = name.kind === 'pattern' && name.patterns.some((pattern) => replacedBy(shapeOf(pattern), contract));
    if (isOld) continue;
    const { fn, index, path } = first;
    const isPart = !whole && name.kind === 'pattern';
    const isChanged = name.kind === 'forwarded' && name.changed === true;
    const callsUntil = callsUntilSpan(tree, call, deferred !== undefined, fn);
    const wrapper: Wrapper = {
      fn,
      index,
      path,
      others,
      certainty,
      // what the library adds is added again at the call
      parts: isPart
        ? name.patterns.map((parts) => (suffix === undefined ? parts : parts.slice(0, -1)))
        : isChanged
          ? [[{ kind: 'forwarded', node: nameNode, parameter: first, changed: true }]]
          : undefined,
      around: (isPart || isChanged) && !ofOther ? nameNode : undefined,
      ...(suffix === undefined ? {} : { suffix }),
      ...(ownNotation ? { ownNotation } : {}),
      ...(callsUntil > 0 ? { callsUntil } : {}),
    };
    const at = wrappers.findIndex((known) => isSameParameter(known, wrapper));
    const known = wrappers[at];
    if (!known) wrappers.push(wrapper);
    // one that makes its span at once or later may do so later
    else if (callsUntil > (known.callsUntil ?? 0)) wrappers[at] = { ...known, callsUntil };
  }
  return wrappers;
}

function readWrapperCall(
  tree: Tree,
  origins: Origins,
  texts: Texts,
  wrapper: Wrapper,
  call: TSESTree.CallExpression,
): SpanSite | undefined {
  const given = givenName(tree, origins, call, [wrapper, ...wrapper.others].map(positionOf));
  if (!given) return undefined;
  const { node: nameNode } = given;
  const callee = unwrap(call.callee);
  const api = callee.type === 'MemberExpression' ? (keyOf(callee) ?? 'wrapper') : tree.quote(callee);
  const last = call.arguments.at(-1);
  const { suffix, ownNotation } = wrapper;
  const name = given.open ? { kind: 'unknown' as const } : nameAtCall(tree, texts, wrapper, nameNode);
  return {
    kind: 'create',
    api,
    wrapper: true,
    certainty: wrapper.certainty,
    call,
    nameNode,
    name: withSuffix(name, suffix, nameNode),
    ...(suffix === undefined ? {} : { suffix }),
    ...(ownNotation ? { ownNotation } : {}),
    options: undefined,
    callback:
      last && last !== call.arguments[wrapper.index] && last.type !== 'SpreadElement'
        ? origins.functionOf(last)
        : undefined,
    ...(isMadeLater(tree, call, wrapper.callsUntil ?? 0) ? { deferred: true as const } : {}),
  };
}
