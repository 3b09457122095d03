import type { Contract } from '../../contract/contract.ts';
import { namesIn } from '../names/value-names.ts';
import { contentRecordings } from '../content/content.ts';
import { valueMeaning } from '../catalogue/content-words.ts';
import type { AttributeSite } from '../attributes/attribute-sites.ts';
import { isModelCall } from '../content/content-flow.ts';
import { holdsNoTarget } from '../names/no-target.ts';
import { hasRecordedTarget, isRecordedOperation } from '../names/operation-target.ts';
import { parametersOf, type Hole, type NameText } from '../names/name-value.ts';
import type { FileReading } from '../reading.ts';
import { recordedSpan, spanOfSite } from '../attributes/recorded-span.ts';
import { keysOfValue } from '../attributes/span-attributes.ts';
import { SpanFunctionsOfFile, type SpanFunctions } from './span-functions.ts';
import { spanKindOf } from './span-kind.ts';
import type { SpanSite } from './span-sites.ts';
import { isInside, keyOf, unwrap, type Node } from '../syntax/tree.ts';
import { valueKindsOf } from '../attributes/value-kinds.ts';

/** A part of a seen name that varies. */
export interface SeenHole {
  /** Whether it is data of the running program, and not one of few values or unknown. */
  readonly isData: boolean;
  /** The code that gives the value. */
  readonly code: string;
  /** Names in that code from the outside in: `plan.tool` is `plan`, `tool`. */
  readonly names: readonly string[];
  /** Whether the value is something that people or models wrote. */
  readonly isContent: boolean;
  /** Whether it is no target of an operation of OpenTelemetry, though it stands where one does: a path behind `DELETE`. */
  readonly isNoTarget: boolean;
  /** Whether the name is put together from what its span carries, as the conventions have it: `{method} {route}`. */
  readonly isRecordedTarget: boolean;
  /** Attributes of the same span that hold the same value. */
  readonly keys: readonly string[];
}

/** A name as it is seen: texts, and holes between them. */
export type SeenName = readonly (string | SeenHole)[];

/** Types of attributes as the contract writes them, where the code shows one. */
export type SeenType = 'string' | 'number' | 'boolean' | 'list';

/** One place where a span is created or renamed, as plain data that outlives the tree. */
export interface SeenSpan {
  /** Where the name stands, in UTF-16 code units without a BOM. */
  readonly offset: number;
  /** All names that it can have; none where they are not known, or given by a caller. */
  readonly names: readonly SeenName[];
  readonly isRename: boolean;
  /** Whether its library has a notation of its own, which is no fault of the name. */
  readonly isOwnNotation: boolean;
  /** `unseen` where the call is a wrapper's or its options are not written out. */
  readonly kind: ReturnType<typeof spanKindOf> | 'default' | 'unseen';
  readonly attributes: ReadonlyMap<string, SeenType | undefined>;
  /** Keys of attributes whose value goes by a name of what people or models write. */
  readonly speech: ReadonlySet<string>;
  /** The model calls made right inside the span. */
  readonly models: ReadonlySet<'chat' | 'embedding'>;
  /** Functions that are awaited right inside the span, as they are called. */
  readonly awaited: ReadonlySet<string>;
  /** The site of this file, by index, that creates the span which is renamed here. */
  readonly renames: number | undefined;
  /** Sites of this file, by index, in whose callback the call stands. */
  readonly inside: readonly number[];
  readonly functions: SpanFunctions;
}

/** Raw content under a key. */
export interface SeenContent {
  readonly offset: number;
  readonly key: string;
  readonly by: 'key' | 'value';
  /** The flag that it stands behind. */
  readonly gate: string | undefined;
}

/** The spans of a file as plain data. */
export function seenSpans(reading: FileReading): readonly SeenSpan[] {
  const { spanSites } = reading;
  const owners = ownersOfCalls(reading);
  const functions = new SpanFunctionsOfFile(reading.tree);
  return spanSites.map((site) => {
    const span = spanOfSite(reading, site);
    const renamed = spanSites.findIndex(({ kind, call }) => kind === 'create' && call === span);
    const own = owners.get(site) ?? [];
    return {
      offset: site.nameNode.range[0],
      names: namesOf(reading, site),
      isRename: site.kind === 'rename',
      isOwnNotation: site.ownNotation === true,
      kind: kindOf(reading, site),
      ...attributesOn(reading, site),
      models: new Set(
        own.flatMap(({ call, model }) =>
          model ? [/embed/i.test(reading.tree.quote(call.callee, 200)) ? 'embedding' : 'chat'] : [],
        ),
      ),
      awaited: new Set(own.flatMap(({ call, awaited }) => (awaited ? [reading.tree.quote(call.callee, 80)] : []))),
      renames: site.kind === 'rename' && renamed >= 0 ? renamed : undefined,
      inside: spanSites.flatMap((other, index) =>
        other !== site && other.kind === 'create' && other.callback && isInside(site.call, other.callback)
          ? [index]
          : [],
      ),
      functions: functions.of(site),
    };
  });
}

/** A key as a contract lists it, an index as `N`. */
export function withoutIndexes(key: string): string {
  return key.replace(/(?<=\.)\d+(?=\.|$)/g, 'N');
}

/** The raw content that a file records, under keys that are known as a whole. */
export function seenContent(reading: FileReading, contract: Contract): readonly SeenContent[] {
  return contentRecordings(reading, contract, false).flatMap(({ site, by, gate }) =>
    site.key.kind === 'exact'
      ? site.key.texts.map(({ text }) => ({ offset: site.node.range[0], key: withoutIndexes(text), by, gate }))
      : [],
  );
}

function namesOf(reading: FileReading, site: SpanSite): readonly SeenName[] {
  switch (site.name.kind) {
    case 'exact':
      return site.name.texts.map(({ text }) => [text]);
    case 'pattern': {
      // what stands beside the caller's name is what the span is called where no caller says
      const isOfCaller = parametersOf(site.name).whole;
      return site.name.patterns.flatMap((pattern) =>
        pattern.some((part) => part.kind === 'forwarded' || (part.kind !== 'text' && part.ofWrapper)) ||
        (isOfCaller && pattern.every((part) => part.kind === 'text'))
          ? []
          : [seenName(reading, site, pattern)],
      );
    }
    default:
      return [];
  }
}

function seenName(reading: FileReading, site: SpanSite, pattern: NameText): SeenName {
  const name: (string | SeenHole)[] = [];
  const isNoTarget = holdsNoTarget(reading, pattern);
  const isRecordedTarget = hasRecordedTarget(reading, site, pattern);
  for (const part of pattern) {
    const last = name.at(-1);
    if (part.kind !== 'text') name.push({ ...seenHole(reading, site, part), isNoTarget, isRecordedTarget });
    else if (typeof last === 'string') name[name.length - 1] = last + part.text;
    else if (part.text !== '') name.push(part.text);
  }
  return name;
}

function seenHole(reading: FileReading, site: SpanSite, hole: Hole): Omit<SeenHole, 'isNoTarget' | 'isRecordedTarget'> {
  const names = namesIn(hole.node);
  return {
    isData: hole.kind === 'variable' && !isRecordedOperation(reading, site, hole),
    code: reading.tree.quote(hole.node, 40),
    names,
    isContent: valueMeaning(names.at(-1) ?? '') === 'content',
    keys: keysOfValue(reading, site, hole.node, hole.written ?? hole.node),
  };
}

function kindOf(reading: FileReading, site: SpanSite): SeenSpan['kind'] {
  const kind = spanKindOf(reading, site);
  if (kind) return kind;
  if (site.wrapper || site.kind === 'rename') return 'unseen';
  const options = site.options && unwrap(site.options);
  if (!options) return 'default';
  const isPlain =
    options.type === 'ObjectExpression' &&
    options.properties.every((property) => property.type === 'Property' && keyOf(property) !== 'kind');
  return isPlain ? 'default' : 'unseen';
}

function attributesOn(reading: FileReading, site: SpanSite): Pick<SeenSpan, 'attributes' | 'speech'> {
  const span = spanOfSite(reading, site);
  const found = new Map<string, SeenType | undefined>();
  const speech = new Set<string>();
  for (const attribute of reading.attributeSites) {
    if (/^(?:event|link)$/.test(attribute.via) || attribute.key.kind !== 'exact') continue;
    if (attribute.recording !== site.call && recordedSpan(reading, attribute) !== span) continue;
    const type = typeOf(reading, attribute);
    const isSpeech = valueMeaning(namesIn(attribute.value).at(-1) ?? '') === 'content';
    for (const { text } of attribute.key.texts) {
      found.set(text, !found.has(text) || found.get(text) === type ? type : undefined);
      if (isSpeech) speech.add(text);
    }
  }
  return { attributes: found, speech };
}

function typeOf(reading: FileReading, { value }: AttributeSite): SeenType | undefined {
  const [kind, ...more] = [...valueKindsOf(reading, value)].filter((one) => one !== 'missing' && one !== 'null');
  return more.length === 0 && (kind === 'string' || kind === 'number' || kind === 'boolean' || kind === 'list')
    ? kind
    : undefined;
}

interface OwnedCall {
  readonly call: Extract<Node, { type: 'CallExpression' }>;
  readonly model: boolean;
  readonly awaited: boolean;
}

/** Calls by the innermost span that they are made in: the one made before them in the same function, else that of the callback around. */
function ownersOfCalls(reading: FileReading): ReadonlyMap<SpanSite, readonly OwnedCall[]> {
  const { tree, spanSites } = reading;
  const owners = new Map<SpanSite, OwnedCall[]>();
  const creations = spanSites.filter(({ kind }) => kind === 'create');
  for (const call of tree.all('CallExpression')) {
    const awaited = tree.parentOf(call)?.type === 'AwaitExpression';
    const model = isModelCall(reading, call);
    if ((!awaited && !model) || creations.some((site) => site.call === call)) continue;
    const home = tree.functionAround(call);
    const owner =
      creations.findLast(
        (site) => !site.callback && tree.functionAround(site.call) === home && site.call.range[1] <= call.range[0],
      ) ?? creations.findLast((site) => site.callback && isInside(call, site.callback));
    if (owner) owners.set(owner, [...(owners.get(owner) ?? []), { call, model, awaited }]);
  }
  return owners;
}
