import { entryInSpace, keyForHole } from '../../contract/hole-keys.ts';
import { fixedName } from '../../contract/fixed-name.ts';
import type { Contract } from '../../contract/contract.ts';
import { judgeName } from '../../contract/name-grammar.ts';
import { inSentence, mention, mentionAll, mentionFew } from '../../mention.ts';
import { keysBesideName } from '../attributes/span-attributes.ts';
import { valueMeaning } from '../catalogue/content-words.ts';
import { wouldBeContent } from '../content/content.ts';
import type { Hole, NameText } from '../names/name-value.ts';
import { shownData } from '../names/shown-data.ts';
import { namesIn } from '../names/value-names.ts';
import type { FileReading } from '../reading.ts';
import { writtenName, type SpanSite } from '../spans/span-site.ts';
import { isInside, type Node } from '../syntax/tree.ts';
import type { AddedText } from '../wrappers/added-text.ts';
import { wrapperOfData } from '../wrappers/wrapper-of-data.ts';

/** What to write in place of a name with data: the fixed name, and what becomes of the data. */
export interface FixedNameAdvice {
  readonly fixed: string;
  /** What to record, and as what. */
  readonly hole: string;
  readonly attributes: string;
  /** What the span carries already, and what it lacks; nothing where it carries nothing of what varies. */
  readonly recorded: string | undefined;
}

/**
 * Says what to write in place of a name with data in it.
 * @param variable the parts of the name that are data
 * @param added what a wrapper puts around the name
 */
export function fixedNameAdvice(
  reading: FileReading,
  contract: Contract,
  site: SpanSite,
  pattern: NameText,
  variable: readonly Hole[],
  added: AddedText | undefined,
): FixedNameAdvice {
  const known = fixedNamesOf(site, pattern, contract, added);
  const leaving = leavingParts(pattern, variable, known !== undefined);
  const carried = carriedParts(reading, site, leaving);
  const inWrapper = mendInWrapper(reading, contract, site, pattern, carried);
  if (inWrapper) return { ...inWrapper, hole: '', attributes: '' };
  const isCarried = (hole: Hole) => carried.get(hole)?.beside !== undefined;
  const missing = leaving.filter((hole) => !isCarried(hole));
  const quote = (hole: Hole) => reading.tree.quote(shownData(reading, hole), 40);
  const present = unique(
    leaving.flatMap((hole) => {
      const key = carried.get(hole)?.beside;
      return key === undefined ? [] : `${mention(quote(hole))} as ${mention(key)}`;
    }),
  );
  const hasData = variable.some(isCarried);
  const advice = whatToWrite(reading, contract, site, pattern, missing, added, known);
  const more = missing.length === 0 ? '' : `. Record ${advice.hole} as well`;
  return {
    ...advice,
    recorded: hasData ? `it carries ${present.join(' and ')} already${more}` : undefined,
  };
}

function unique(texts: readonly string[]): readonly string[] {
  return [...new Set(texts)];
}

/**
 * The parts that are no longer in the name once it is fixed. What is no data leaves it as well where the fixed name is told; what a wrapper
 * puts in is out of reach.
 */
function leavingParts(pattern: NameText, variable: readonly Hole[], isTold: boolean): readonly Hole[] {
  return pattern.filter(
    (part): part is Hole =>
      part.kind !== 'text' &&
      (variable.includes(part) ||
        (!part.ofWrapper && (isTold || part.kind === 'forwarded' || part.kind === 'variable'))),
  );
}

/** The keys that parts of a name are recorded under, whatever it becomes, and by a wrapper with the name. */
type Carried = ReadonlyMap<Hole, { readonly beside: string | undefined; readonly ofName: string | undefined }>;

function carriedParts(reading: FileReading, site: SpanSite, parts: readonly Hole[]): Carried {
  return new Map(
    parts.map((hole) => {
      const { node, written = node } = hole;
      const { beside, ofName } = keysBesideName(reading, site, written, node);
      return [hole, { beside: beside[0], ofName: ofName[0] }];
    }),
  );
}

/**
 * The fixed name that a wrapper can give its spans, as it records what it is given: a fixed text in the call would be recorded in place of
 * the data.
 */
function mendInWrapper(
  reading: FileReading,
  contract: Contract,
  site: SpanSite,
  pattern: NameText,
  carried: Carried,
): { readonly fixed: string; readonly recorded: string } | undefined {
  const [given, ...more] = pattern.filter((part) => !part.ofWrapper);
  if (!given || given.kind === 'text' || more.length > 0 || pattern.length === 1) return undefined;
  const { beside, ofName } = carried.get(given) ?? {};
  const wrapper = beside === undefined && ofName !== undefined ? wrapperOfData(reading, site) : undefined;
  if (!wrapper || ofName === undefined) return undefined;
  const left = withoutData(pattern);
  const isRight =
    left !== '' && !pattern.some((part) => part.kind !== 'text' && part.ofWrapper) && !judgeName(left, contract);
  const name = isRight ? `the fixed name ${mention(left)}` : 'one fixed name';
  const data = mention(reading.tree.quote(shownData(reading, given), 40));
  return {
    fixed: `${name} in ${mention(wrapper.name)} (${wrapper.where})`,
    recorded: `it carries ${data} as ${mention(ofName)} already`,
  };
}

/** The names that are left without the data, where they are right as they are and can be written at the call. */
function fixedNamesOf(
  site: SpanSite,
  pattern: NameText,
  contract: Contract,
  added: AddedText | undefined,
): readonly string[] | undefined {
  const isRight = (one: string) => one !== '' && judgeName(one, contract) === undefined;
  const alike = unique(alikeNames(site, pattern).map(withoutData));
  for (const all of [alike, [withoutData(pattern)]]) {
    const written = new Set(all.filter(isRight).map((one) => writtenName(site, one, added)));
    if (all.every(isRight) && !written.has(undefined)) return [...written].flatMap((one) => one ?? []);
  }
  return undefined;
}

/** The fixed name, and what to record as which attribute. @param missing the parts that nothing records */
function whatToWrite(
  reading: FileReading,
  contract: Contract,
  site: SpanSite,
  pattern: NameText,
  missing: readonly Hole[],
  added: AddedText | undefined,
  known: readonly string[] | undefined,
): Pick<FixedNameAdvice, 'fixed' | 'hole' | 'attributes'> {
  const hole = whatToRecord(reading, contract, site, missing);
  const plain = missing.length > 1 ? 'attributes' : 'an attribute';
  if (known) {
    const which = known.length > 1 ? 'one of the fixed names' : 'the fixed name';
    return { fixed: `${which} ${mentionFew(known)}`, hole, attributes: plain };
  }
  const isWhole = pattern[0]?.kind === 'text' && isAllOfCall(site, pattern);
  const entry = isWhole ? entryInSpace(withoutData(pattern), contract) : undefined;
  const example = entry === undefined ? undefined : writtenName(site, entry, added);
  if (entry === undefined || example === undefined) return { fixed: 'one fixed name', hole, attributes: plain };
  const isContentGone = missing.some((one) => isLong(reading, contract, site, one));
  const keys = isContentGone ? undefined : listedKeys(missing, entry, contract);
  return {
    fixed: `one fixed name such as ${mention(example)}`,
    hole,
    attributes: keys ? `the ${keys.length > 1 ? 'attributes' : 'attribute'} ${mentionAll(keys)}` : plain,
  };
}

/** A key for each part, where the contract lists all of them for the entry. */
function listedKeys(parts: readonly Hole[], entry: string, contract: Contract): readonly string[] | undefined {
  const listed = contract.spans.get(entry)?.attributes ?? {};
  const keys = parts.flatMap(({ node }) => keyForHole(namesIn(node), entry, contract) ?? []);
  const isListed = keys.length === parts.length && keys.every((key) => listed[key] !== undefined);
  return isListed && keys.length > 0 && unique(keys).length === keys.length ? keys : undefined;
}

/** The names that a call can give which are the same but for their texts: `mcp.${group}.${tool}`, where `group` is one of few. */
function alikeNames({ name }: SpanSite, pattern: NameText): readonly NameText[] {
  const holesIn = (one: NameText) => one.filter((part) => part.kind !== 'text').map(({ node }) => node);
  const own = holesIn(pattern);
  const all = name.kind === 'pattern' ? name.patterns : [];
  const alike = all.filter((one) => {
    const holes = holesIn(one);
    return one.length === pattern.length && holes.length === own.length && holes.every((node, i) => node === own[i]);
  });
  return alike.length > 0 ? alike : [pattern];
}

function withoutData(pattern: NameText): string {
  return fixedName(pattern.map((part) => (part.kind === 'text' ? part.text : namesIn(part.node))));
}

/** What varies, of content only the length: content in an attribute would be the next finding. */
function whatToRecord(reading: FileReading, contract: Contract, site: SpanSite, missing: readonly Hole[]): string {
  const quote = (one: Hole) => mention(reading.tree.quote(shownData(reading, one), 40));
  const lengths = missing.map((one) => isLong(reading, contract, site, one));
  const all = inSentence(unique(missing.map(quote)));
  if (!lengths.includes(false)) return `the length of ${all}`;
  return lengths.includes(true)
    ? inSentence(unique(missing.map((one, i) => (lengths[i] ? `the length of ${quote(one)}` : quote(one)))))
    : all;
}

/** Whether a value is what people or models wrote, by its name or by what it is. */
function isLong(reading: FileReading, contract: Contract, site: SpanSite, { node }: Hole): boolean {
  return isContent(node) || wouldBeContent(reading, contract, site, { value: node });
}

/** Whether a name is all that the call says, with nothing that a wrapper puts around it. */
function isAllOfCall({ wrapper, nameNode }: SpanSite, pattern: NameText): boolean {
  return !wrapper || pattern.every(({ node }) => node !== nameNode && isInside(node, nameNode));
}

function isContent(node: Node): boolean {
  return valueMeaning(namesIn(node).at(-1) ?? '') === 'content';
}
