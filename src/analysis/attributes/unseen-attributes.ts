import type { TSESTree } from '@typescript-eslint/types';
import type { Variable } from '@typescript-eslint/scope-manager';
import type { AttributeSite } from './attribute-sites.ts';
import type { FileReading } from '../reading.ts';
import type { SpanSite } from '../spans/span-site.ts';
import { isOpenObject, isOpenUnder } from '../syntax/open-objects.ts';
import { isInside, keyOf, unwrap, type Node } from '../syntax/tree.ts';
import { recordedSpan, spanOfSite } from './recorded-span.ts';

type CallNode = TSESTree.CallExpression;

const DEEPEST = 4;

/**
 * Whether a span may get an attribute that the file does not show: its options or attributes come from elsewhere, or the span itself goes to
 * other code.
 * @param site where the span is made
 * @param key what the attribute is called, for functions of the file that are given the span
 */
export function mayGetUnseen(reading: FileReading, site: SpanSite, key: string): boolean {
  const { tree, origins } = reading;
  if (site.attributes && isOpenObject(tree, origins, site.attributes)) return true;
  if (site.options && isOpenUnder(tree, origins, site.options, 'attributes')) return true;
  if (site.call.arguments.some((argument) => isOpenArgument(reading, site, argument))) return true;
  if (isSetOnActive(reading, key)) return true;
  const search = { reading, key };
  // a call with a callback gives what that gives
  const givesSpan = site.method === undefined ? site.callback === undefined : site.method === 'startSpan';
  if (givesSpan && goesUnseen(search, site.call, 0)) return true;
  // a function that is written elsewhere in the file is none of those that are read around the call
  const depth = site.callback && isInside(site.callback, site.call) ? 0 : 1;
  const given = site.callback?.params.flatMap((parameter) => tree.namesIn(parameter)) ?? [];
  return given.some((variable) => usedUnseen(search, variable, depth));
}

/** Whether what is renamed may be made elsewhere, with attributes that nobody sees here. */
export function isOfUnseenOrigin(reading: FileReading, site: SpanSite): boolean {
  const span = site.kind === 'rename' ? spanOfSite(reading, site) : site.call;
  return !reading.spanSites.some(({ kind, call }) => kind === 'create' && call === span);
}

/** An argument that other code may take attributes from, or that it gives the span to. */
function isOpenArgument({ tree, origins }: FileReading, site: SpanSite, argument: Node): boolean {
  const { nameNode, isBelow, options, attributes, method, call } = site;
  if (argument.type === 'SpreadElement') return true;
  if ((argument === nameNode && !isBelow) || argument === options || argument === attributes) return false;
  const isPlain = (value: Node) => {
    const node = unwrap(value);
    return node.type === 'Literal' || tree.quote(node) === 'undefined' || origins.functionOf(node) !== undefined;
  };
  if (isPlain(argument)) return false;
  // what OpenTelemetry takes beside is a context, and at the end of some calls a function
  if (method !== undefined) return method !== 'startSpan' && argument === call.arguments.at(-1);
  const object = unwrap(argument);
  if (object.type !== 'ObjectExpression' || isBelow || !isInside(nameNode, argument)) return true;
  return object.properties.some(
    (property) =>
      property.type === 'SpreadElement' ||
      !(isInside(nameNode, property.value) || property.value === options || isPlain(property.value)),
  );
}

/** Whether the file sets an attribute on whatever span is active. */
function isSetOnActive(reading: FileReading, key: string): boolean {
  return reading.attributeSites.some(
    (attribute) => isUnder(attribute, key) && typeof recordedSpan(reading, attribute) === 'string',
  );
}

function isUnder({ via, key }: AttributeSite, wanted: string): boolean {
  if (via === 'event' || via === 'link' || via === 'creation') return false;
  return key.kind !== 'exact' || key.texts.some(({ text }) => text === wanted);
}

/** What is looked for along the ways of a span. */
interface Search {
  readonly reading: FileReading;
  readonly key: string;
}

function usedUnseen(search: Search, variable: Variable, depth: number): boolean {
  return variable.references.some(({ identifier }) => goesUnseen(search, identifier, depth));
}

/**
 * Whether what an expression holds, a span, is given an attribute where nobody sees which.
 * @param depth how many functions and variables it went through
 */
function goesUnseen(search: Search, span: Node, depth: number): boolean {
  const { tree } = search.reading;
  if (depth > DEEPEST) return true;
  let below = span;
  for (let up = tree.parentOf(below); up; below = up, up = tree.parentOf(up)) {
    switch (up.type) {
      case 'TSAsExpression':
      case 'TSSatisfiesExpression':
      case 'TSNonNullExpression':
      case 'TSTypeAssertion':
      case 'ChainExpression':
      case 'AwaitExpression':
      case 'ConditionalExpression':
      case 'LogicalExpression':
        continue;
      case 'MemberExpression': {
        const call = tree.parentOf(up);
        if (up.object !== below || call?.type !== 'CallExpression' || call.callee !== up) return false;
        if (setsUnseen(search, keyOf(up), call, depth)) return true;
        if (!/^(?:set|add|record|update)/.test(keyOf(up) ?? '')) return false;
        // the methods of a span give the span
        up = call;
        continue;
      }
      case 'CallExpression':
        return up.callee !== below && isHandedOn(search, up, below, depth);
      case 'VariableDeclarator':
      case 'AssignmentExpression': {
        const target = up.type === 'VariableDeclarator' ? up.id : up.left;
        if (target === below) return false;
        const variable = target.type === 'Identifier' ? tree.variableOf(target) : undefined;
        return variable ? usedUnseen(search, variable, depth + 1) : true;
      }
      case 'ReturnStatement':
      case 'ArrowFunctionExpression':
      case 'NewExpression':
      case 'Property':
      case 'PropertyDefinition':
      case 'ArrayExpression':
      case 'SpreadElement':
      case 'YieldExpression':
        return true;
      default:
        return false;
    }
  }
  return false;
}

/** A call on the span: attributes from elsewhere, or in a function that was given the span the wanted one. */
function setsUnseen({ reading, key }: Search, method: string | undefined, call: CallNode, depth: number): boolean {
  const { tree, origins, attributeSites } = reading;
  if (method === 'setAttributes' && isOpenObject(tree, origins, call.arguments[0])) return true;
  const isElsewhere = depth > 0;
  return isElsewhere && attributeSites.some((one) => one.recording === call && isUnder(one, key));
}

/** Whether a function that is given the span may set the attribute; the functions of OpenTelemetry do not. */
function isHandedOn(search: Search, call: CallNode, argument: Node, depth: number): boolean {
  const { tree, origins } = search.reading;
  const callee = unwrap(call.callee);
  if (callee.type === 'MemberExpression' && origins.roleOf(callee.object) === 'traceApi') return false;
  const fn = origins.functionOf(callee);
  const index = call.arguments.findIndex((one) => one === argument);
  const parameter = fn?.params[index];
  if (!fn || call.arguments.slice(0, index).some(({ type }) => type === 'SpreadElement')) return true;
  if (!parameter) return fn.params.some(({ type }) => type === 'RestElement');
  return tree.namesIn(parameter).some((variable) => usedUnseen(search, variable, depth + 1));
}
