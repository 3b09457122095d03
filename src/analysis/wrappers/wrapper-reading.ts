import { isMessageWrapper } from '../loops/message-spans.ts';
import { isSameParameter, type NamePart, type NameText } from '../names/name-value.ts';
import { argumentAt } from '../syntax/call-arguments.ts';
import { entryOf } from '../syntax/object-entries.ts';
import type { Origins } from '../origins/origin.ts';
import { pathToRest } from '../syntax/object-rest.ts';
import { sourcesOf } from '../syntax/sources.ts';
import type { SpanSite, Wrapper } from '../spans/span-site.ts';
import type { Texts } from '../texts/texts.ts';
import { givenRecordings } from '../attributes/given-recordings.ts';
import type { AttributeSite } from '../attributes/attribute-sites.ts';
import { parameterBehind } from '../attributes/carried-parameter.ts';
import { handedOnObject, type HandedOnObject } from '../attributes/handed-on-object.ts';
import { kindsTaken } from '../attributes/value-kinds.ts';
import { isInside, keyOf, unwrap, type FunctionNode, type Node, type Tree } from '../syntax/tree.ts';
import { propertyType, writtenOrMissing } from '../types/written-types.ts';
import { positionOf } from './wrapper-names.ts';
import type { AddedPiece, WrapperShape } from './wrapper-shape.ts';
import { fixesNames, readsNameOtherwise } from './wrapper-signatures.ts';

/** The end of a place below options. */
const OF_OPTIONS = '.attributes';

/** What the parts of the reading of one file know of its wrappers. */
export interface WrapperSource {
  readonly tree: Tree;
  readonly origins: Origins;
  readonly texts: Texts;
  readonly sites: readonly SpanSite[];
  readonly wrappers: readonly Wrapper[];
  /** What is recorded in it. */
  readonly attributes: readonly AttributeSite[];
}

/**
 * How a wrapper takes its arguments and what it does with the span, for callers in any file.
 * @returns nothing where the name that it makes of its parameter is not seen
 */
export function shapeOfWrapper(source: WrapperSource, wrapper: Wrapper): WrapperShape | undefined {
  const around = affixes(source, wrapper);
  if (!around) return undefined;
  const inside = source.sites.filter(({ call }) => isInside(call, wrapper.fn));
  const attributes = attributesPosition(source, wrapper, inside);
  const { sites: spanSites, attributes: attributeSites } = source;
  const recordsGiven = givenRecordings({ ...source, spanSites, attributeSites }, wrapper);
  return {
    name: positionOf(wrapper),
    ...(wrapper.others.length > 0 ? { otherNames: wrapper.others.map(positionOf) } : {}),
    ...attributes,
    ...callbackPosition(source, wrapper, inside, attributes),
    ...around,
    ...(recordsGiven.length > 0 ? { recordsGiven } : {}),
    ends: callsOnSpan(source, wrapper, /^end$/) || inside.some(({ ends }) => ends === 'callee'),
    records:
      callsOnSpan(source, wrapper, /^recordException$/) ||
      inside.some(({ records }) => records !== undefined && records !== 'nothing'),
    suffix: wrapper.suffix,
    ownNotation: wrapper.ownNotation,
    callsUntil: wrapper.callsUntil,
    perMessage: isMessageWrapper(source, wrapper.fn),
    certainty: wrapper.certainty,
    fixesName: fixesNames(source.tree, wrapper),
    readsName: readsNameOtherwise(source.tree, source.sites, wrapper),
  };
}

/** What stands before and behind the parameter in a name. */
function affixes(
  source: WrapperSource,
  wrapper: Wrapper,
): Pick<WrapperShape, 'before' | 'after' | 'changed'> | undefined {
  if (!wrapper.parts) return { before: [], after: [] };
  const isGiven = (part: NamePart) =>
    part.kind !== 'text' && part.parameter !== undefined && isSameParameter(part.parameter, wrapper);
  const [parts, ...more] = wrapper.parts.filter((one) => one.some(isGiven));
  if (!parts || more.length > 0) return undefined;
  // `options.telemetry?.name ?? options.name`: what is asked first may name the span otherwise, and nobody looks for it at the call
  const own = new Set(parts.map(({ node }) => node));
  const asked = wrapper.parts.slice(0, wrapper.parts.indexOf(parts)).flat();
  if (asked.some(({ kind, node }) => (kind === 'unknown' || kind === 'variable') && !own.has(node))) return undefined;
  const at = parts.findIndex(isGiven);
  const given = parts[at];
  return {
    before: addedPieces(source, wrapper, parts.slice(0, at)),
    after: addedPieces(source, wrapper, parts.slice(at + 1)),
    ...(given && given.kind !== 'text' && given.changed ? { changed: true } : {}),
  };
}

function addedPieces(source: WrapperSource, wrapper: Wrapper, parts: NameText): readonly AddedPiece[] {
  const pieces: AddedPiece[] = [];
  for (const part of parts) {
    const last = pieces.at(-1);
    if (part.kind !== 'text') {
      const argument = parameterPosition(source, wrapper, part.node);
      const kind = part.kind === 'bounded' ? 'bounded' : 'unknown';
      pieces.push({ kind, ...(argument === undefined ? {} : { argument }) });
    } else if (typeof last === 'string') pieces[pieces.length - 1] = last + part.text;
    else if (part.text !== '') pieces.push(part.text);
  }
  return pieces;
}

/** Where the caller puts attributes, of which kinds they may be, and which keys the wrapper itself sets in place of theirs. */
type AttributesPosition = Pick<WrapperShape, 'attributes' | 'takes' | 'replaced'>;

/**
 * Where the caller puts attributes: a parameter that the wrapper gives to the span as its attributes or as its options, by itself or by
 * another wrapper of its file.
 */
function attributesPosition(
  source: WrapperSource,
  wrapper: Pick<Wrapper, 'fn'>,
  sites: readonly SpanSite[],
  open: readonly FunctionNode[] = [],
): AttributesPosition {
  const { tree, origins } = source;
  for (const site of sites) {
    const { options, attributes } = site;
    const given = attributes ?? (options && entryOf(tree, origins, options, 'attributes'));
    const found =
      givenPosition(source, wrapper, given, options, site.replaced) ?? throughWrapper(source, wrapper, site, open);
    if (found) return found;
  }
  for (const call of tree.all('CallExpression')) {
    if (!isInside(call, wrapper.fn) || methodOnSpan(source, call) !== 'setAttributes') continue;
    const [first] = call.arguments;
    const found = first && first.type !== 'SpreadElement' && givenPosition(source, wrapper, first, undefined);
    if (found) return found;
  }
  return { attributes: undefined };
}

/** The position of the parameter that an expression of attributes hands on, or one of options that may hold some. */
function givenPosition(
  source: WrapperSource,
  wrapper: Pick<Wrapper, 'fn'>,
  attributes: Node | undefined,
  options: Node | undefined,
  replaced: readonly string[] = [],
): AttributesPosition | undefined {
  const { tree } = source;
  const typeOf = (given: HandedOnObject) => writtenOrMissing(source, given.node)?.type;
  const found = (position: string, type: Node | undefined, own: readonly string[]): AttributesPosition => {
    const all = [...own, ...replaced];
    return {
      attributes: position,
      takes: type && kindsTaken(source, type),
      ...(all.length > 0 ? { replaced: all } : {}),
    };
  };
  const given = attributes && handedOnObject(tree, attributes);
  const position = given && parameterPosition(source, wrapper, given.node);
  if (given && position !== undefined) return found(position, typeOf(given), given.replaced);
  const whole = options && handedOnObject(tree, options, 'attributes');
  const ofWhole = whole && parameterPosition(source, wrapper, whole.node);
  if (!whole || ofWhole === undefined) return undefined;
  const type = typeOf(whole);
  return found(`${ofWhole}.attributes`, type && propertyType(source, type, 'attributes')?.type, []);
}

/** The same where what makes the span is another wrapper of the file: what stands at its place of attributes. */
function throughWrapper(
  source: WrapperSource,
  wrapper: Pick<Wrapper, 'fn'>,
  { call, wrapper: isWrapper }: SpanSite,
  open: readonly FunctionNode[],
): AttributesPosition | undefined {
  const { tree, origins, sites } = source;
  const fn = isWrapper ? origins.functionOf(call.callee) : undefined;
  if (!fn || open.includes(fn)) return undefined;
  const inside = sites.filter((one) => isInside(one.call, fn));
  const { attributes, replaced } = attributesPosition(source, { fn }, inside, [...open, fn]);
  if (attributes === undefined) return undefined;
  const options = attributes.endsWith(OF_OPTIONS) ? attributes.slice(0, -OF_OPTIONS.length) : undefined;
  const at = (position: string) => argumentAt(tree, origins, call, position);
  return givenPosition(source, wrapper, at(attributes), options === undefined ? undefined : at(options), replaced);
}

/** Where the caller's callback stands, and which of its arguments the span is. */
function callbackPosition(
  source: WrapperSource,
  wrapper: Wrapper,
  sites: readonly SpanSite[],
  { attributes: taken }: AttributesPosition,
): Pick<WrapperShape, 'callback' | 'spanIn'> {
  const { tree, origins } = source;
  // handed on as it is: `tracer.startActiveSpan(name, fn)`
  for (const { call, method, nameNode, options, attributes } of sites) {
    if (method === 'startSpan') continue;
    // what is no name and sets nothing of the span, the last one where it could be several
    const given = call.arguments.filter((one) => ![nameNode, options, attributes].includes(one)).at(-1);
    const position = given && given.type !== 'SpreadElement' ? parameterPosition(source, wrapper, given) : undefined;
    const isOfSpan = position !== undefined && (position === taken || `${position}${OF_OPTIONS}` === taken);
    if (position !== undefined && !isOfSpan && call.arguments.length > 1) return { callback: position, spanIn: 0 };
  }
  let callback: string | undefined;
  for (const call of tree.all('CallExpression')) {
    if (!isInside(call, wrapper.fn)) continue;
    const position = parameterPosition(source, wrapper, call.callee);
    // `name.trim()` is no callback
    const isOfName = wrapper.others.length === 0 && position?.startsWith(`${positionOf(wrapper)}.`) === true;
    if (position === undefined || isOfName) continue;
    const spanIn = call.arguments.findIndex(
      (argument) => argument.type !== 'SpreadElement' && origins.roleOf(argument) === 'span',
    );
    if (spanIn >= 0) return { callback: position, spanIn };
    callback ??= position;
  }
  return { callback };
}

/** The place of a parameter of the wrapper that an expression is, or stands below: `1`, `0.attributes`. */
function parameterPosition({ tree }: WrapperSource, { fn }: Pick<Wrapper, 'fn'>, expression: Node): string | undefined {
  const keys: string[] = [];
  let node = handedOnObject(tree, expression)?.node;
  if (!node) return undefined;
  // by the name of a constant: `const { attributes } = options`
  const behind = parameterBehind(tree, node);
  if (behind?.fn === fn) return positionOf(behind);
  while (node.type === 'MemberExpression') {
    const key = keyOf(node);
    if (key === undefined) return undefined;
    keys.unshift(key);
    node = unwrap(node.object);
  }
  const variable = node.type === 'Identifier' ? tree.variableOf(node) : undefined;
  const parameter = variable && sourcesOf(tree, variable).find((source) => source.kind === 'parameter');
  if (parameter?.kind !== 'parameter' || parameter.fn !== fn || parameter.rest) return undefined;
  const own = variable && keys.length > 0 ? pathToRest(tree, variable, parameter.path) : parameter.path;
  const steps = [...own, ...keys];
  return steps.every((step) => step !== undefined) ? [parameter.index, ...steps].join('.') : undefined;
}

function callsOnSpan(source: WrapperSource, { fn }: Wrapper, method: RegExp): boolean {
  return source.tree
    .all('CallExpression')
    .some((call) => isInside(call, fn) && method.test(methodOnSpan(source, call) ?? ''));
}

/** The method of a span that is called; nothing for other calls. */
function methodOnSpan({ origins }: WrapperSource, call: Node): string | undefined {
  const callee = call.type === 'CallExpression' ? unwrap(call.callee) : undefined;
  return callee?.type === 'MemberExpression' && origins.roleOf(callee.object) === 'span' ? keyOf(callee) : undefined;
}
