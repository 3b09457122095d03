import type { TSESTree } from '@typescript-eslint/types';
import { parametersOf, type NameParameter } from '../names/name-value.ts';
import type { FileReading } from '../reading.ts';
import type { SpanSite } from '../spans/span-site.ts';
import { argumentAt } from '../syntax/call-arguments.ts';
import { isInside, unwrap, type Node, type Tree } from '../syntax/tree.ts';
import { positionOf } from '../wrappers/wrapper-names.ts';
import type { AttributeSite } from './attribute-sites.ts';
import { parameterBehind } from './carried-parameter.ts';
import { recordedSpan } from './recorded-span.ts';

/** What a wrapper puts on its span of what a call gives it: `{ attributes: { 'step.name': name } }` in `withStep(name, fn)`. */
export interface GivenRecording {
  readonly key: string;
  /** Where the call gives the value: `0`, `1.id`. */
  readonly argument: string;
  /** Another wrapper does, which this one calls. */
  readonly isThrough?: true;
}

/** What is asked of the reading of the wrapper's file, or of as much of it as is read. */
type Source = Pick<FileReading, 'tree' | 'origins' | 'spanSites' | 'wrappers' | 'attributeSites'>;

/** Wrappers of wrappers of wrappers are followed, no further. */
const DEEPEST = 3;

/** The attributes that a wrapper of the file records of what it is given, on the span that it makes. */
export function givenRecordings(source: Source, wrapper: NameParameter, depth = 0): readonly GivenRecording[] {
  const { tree, spanSites } = source;
  const made = spanSites.filter(({ call, name }) => isInside(call, wrapper.fn) && isNamedBy(name, wrapper));
  const given = ({ key, value }: Recorded): GivenRecording[] => {
    const parameter = parameterBehind(tree, textGiven(tree, value));
    return parameter?.fn === wrapper.fn ? [{ key, argument: positionOf(parameter) }] : [];
  };
  const own = made.flatMap((site) => attributesOn(source, site)).flatMap(given);
  const others = made.flatMap((site) =>
    site.wrapper && depth < DEEPEST ? recordedOfCall(source, site, depth + 1).flatMap(given) : [],
  );
  return [...own, ...others.map((one) => ({ ...one, isThrough: true as const }))];
}

function isNamedBy(name: SpanSite['name'], { fn }: NameParameter): boolean {
  return parametersOf(name).parameters.some((one) => one.fn === fn);
}

/** A key and the value that a call gives for it. */
interface Recorded {
  readonly key: string;
  readonly value: Node;
  readonly isThrough?: true;
}

function attributesOn(source: Source, { call }: SpanSite): readonly Recorded[] {
  return source.attributeSites.flatMap((attribute): Recorded[] => {
    const { key, value, via, bound } = attribute;
    const isOnSpan = via !== 'event' && via !== 'link' && recordedSpan(source, attribute) === call;
    const [only, ...more] = key.kind === 'exact' ? key.texts : [];
    return isOnSpan && !bound && only && more.length === 0 ? [{ key: only.text, value }] : [];
  });
}

/** `name` of `String(name)`. */
function textGiven(tree: Tree, value: Node): Node {
  const node = unwrap(value);
  const [only] = node.type === 'CallExpression' && tree.quote(node.callee) === 'String' ? node.arguments : [];
  return only ?? node;
}

function recordedOfCall(source: Source, { call }: SpanSite, depth: number): readonly Recorded[] {
  const { tree, origins } = source;
  return recordingsOfWrapper(source, call, depth).flatMap(({ key, argument, isThrough }): Recorded[] => {
    const value = argumentAt(tree, origins, call, argument);
    return value ? [{ key, value, ...(isThrough ? { isThrough } : {}) }] : [];
  });
}

function recordingsOfWrapper(
  source: Source,
  { callee }: TSESTree.CallExpression,
  depth: number,
): readonly GivenRecording[] {
  const fn = source.origins.functionOf(callee);
  const own = fn ? source.wrappers.filter((one) => one.fn === fn) : [];
  return own.length > 0
    ? own.flatMap((one) => givenRecordings(source, one, depth))
    : (source.origins.wrapperAt(callee)?.recordsGiven ?? []);
}

/** The attributes that the wrapper which a site calls records by itself of what the call gives it. */
export function recordedByWrapper(reading: FileReading, site: SpanSite): readonly AttributeSite[] {
  if (!site.wrapper || site.kind !== 'create') return [];
  return recordedOfCall(reading, site, 0).map(({ key, value, isThrough }): AttributeSite => ({
    via: 'creation',
    certainty: site.certainty,
    keyNode: value,
    key: { kind: 'exact', texts: [{ text: key, nodes: [value] }] },
    value,
    node: value,
    recording: site.call,
    ofWrapper: isThrough ? 'another' : 'own',
  }));
}
