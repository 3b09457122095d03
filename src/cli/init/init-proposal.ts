import { isSameModule } from '../../analysis/modules/listed-exports.ts';
import type { Contract } from '../../contract/contract.ts';
import { holesOf, spanEntryOf } from '../../contract/match-span.ts';
import { judgeName } from '../../contract/name-grammar.ts';
import { rawContractOf } from '../../contract/raw-key.ts';
import { eventReplacing } from '../../contract/suggest-name.ts';
import { groupNames, type NameProposal, type OpenName, type ProposedReplacement } from './init-groups.ts';
import { attributesOf, doubtfulKeys, type KnownKeys, type ProposedAttribute } from './init-attributes.ts';
import { isContentKey } from './init-evidence.ts';
import { conventionNames, hasPlainSemconv } from './init-semconv.ts';
import { listedShape } from './listed-wrapper.ts';
import { exactText, nameRecords, type NameRecord, type SeenSite } from './init-names.ts';
import type { SeenPlace, SeenWrapper, Survey } from './init-survey.ts';
import { isSeenAlone } from '../wrapper-words.ts';

/** One entry of `spans` with what its spans carry. */
export interface SpanProposal {
  readonly name: string;
  /** Whether what the contract extends lists it. */
  readonly inherited: boolean;
  /** Sites that have the name already. */
  readonly sites: readonly SeenSite[];
  /** These and the sites with an old name. */
  readonly seen: readonly SeenSite[];
  readonly kinds: readonly string[];
  /** Attributes that the contract does not know yet. */
  readonly attributes: readonly ProposedAttribute[];
  readonly replaces: readonly ProposedReplacement[];
  /** Names that a person has to decide on, and that may belong here. */
  readonly maybe: readonly OpenName[];
  /** Why it may be the same as another entry. */
  readonly near: readonly string[];
}

/** A content key. */
export interface RawProposal {
  readonly key: string;
  readonly places: readonly SeenPlace[];
  readonly gates: readonly string[];
}

/** A wrapper that a contract cannot or should not list, and why. */
export interface OpenWrapper {
  readonly wrapper: SeenWrapper;
  readonly why: string;
}

/** A contract as it could be, each part with its evidence. */
export interface Proposal {
  readonly survey: Survey;
  /** Whether any name was seen that a contract can speak of. */
  readonly hasNames: boolean;
  readonly accept: readonly ('dot' | 'semconv')[];
  readonly namespaces: readonly string[];
  /** Whether there are no others: a name that is left to a person may get one of its own. */
  readonly isClosed: boolean;
  readonly spans: readonly SpanProposal[];
  /** Names that a person has to decide on, and that belong to no entry. */
  readonly open: readonly OpenName[];
  readonly semconv: readonly NameRecord[];
  /** Names of the conventions that the preset would replace, though the code follows them. */
  readonly allowed: readonly NameRecord[];
  /** Names in the notation of the library that makes their spans, which are left as they are. */
  readonly ownNotation: readonly NameRecord[];
  readonly events: readonly (readonly [name: string, places: readonly SeenPlace[]])[];
  readonly openEvents: readonly (readonly [name: string, places: readonly SeenPlace[]])[];
  readonly raw: readonly RawProposal[];
  /** Keys under which content is recorded in some places alone. */
  readonly openRaw: readonly RawProposal[];
  /** Keys that are listed for no span, for they may hold content. */
  readonly doubtful: readonly (readonly [key: string, places: readonly SeenPlace[]])[];
  readonly wrappers: readonly SeenWrapper[];
  readonly openWrappers: readonly OpenWrapper[];
  /** Wrappers that need no entry. */
  readonly followed: readonly SeenWrapper[];
}

/**
 * Makes a contract out of what a code base says.
 * @param base what the contract builds on: a preset, or the contract that is there and of which what is missing is proposed
 * @param isFresh whether there is no contract yet, so that the style of names is open
 */
export function proposeContract(survey: Survey, base: Contract, isFresh: boolean): Proposal {
  const records = nameRecords(survey.sites);
  const accept = isFresh && hasPlainSemconv(records, base) ? (['dot', 'semconv'] as const) : base.naming.accept;
  const accepting = { ...base, naming: { ...base.naming, accept } };
  const allowed = isFresh ? conventionNames(records, accepting) : [];
  const agreed = { ...accepting, allow: [...base.allow, ...allowed.flatMap(({ name }) => exactText(name) ?? [])] };
  const names = groupNames(records, survey.sites, agreed);
  const content = rawProposals(survey, base);
  const keys: KnownKeys = {
    contract: agreed,
    raw: new Set([
      ...content.raw.map(({ key }) => key),
      ...survey.content.flatMap(({ key }) => (rawContractOf(key, base) ? key : [])),
    ]),
    openRaw: new Set(content.openRaw.map(({ key }) => key)),
  };
  const spans = names.entries.map((entry) => spanProposal(entry, names, keys));
  const entryNames = new Set(spans.map(({ name }) => name));
  const open = names.open.filter(({ near }) => near === undefined || !entryNames.has(near));
  const events = [...survey.events].filter(
    ([name]) => !agreed.events.has(name) && eventReplacing(name, agreed) === undefined,
  );
  const isGoodEvent = (name: string) =>
    judgeName(name, { ...agreed, naming: { ...agreed.naming, namespaces: [] } }) === undefined;
  return {
    survey,
    hasNames:
      names.entries.length + names.open.length + names.semconv.length + names.ownNotation.length + allowed.length > 0,
    accept,
    namespaces: spans.length === 0 ? [] : namespacesOf([...entryNames, ...base.spans.keys()]),
    isClosed: open.length === 0,
    spans: isFresh ? spans : spans.filter((one) => isNews(one, base)),
    open,
    semconv: names.semconv,
    allowed,
    ownNotation: names.ownNotation,
    events: events.filter(([name]) => isGoodEvent(name)),
    openEvents: events.filter(([name]) => !isGoodEvent(name)),
    ...content,
    doubtful: doubtfulKeys(
      spans.flatMap(({ seen }) => seen),
      keys,
    ),
    ...wrapperProposals(survey.wrappers, base),
  };
}

/** First segments of names in dot notation. */
function namespacesOf(names: readonly string[]): readonly string[] {
  return [...new Set(names.flatMap((name) => /^(\w+)\./.exec(name)?.[1] ?? []))].sort();
}

/** Whether an entry says something that the contract does not. */
function isNews({ name, replaces, maybe }: SpanProposal, base: Contract): boolean {
  const known = base.spans.get(name);
  return !known || maybe.length > 0 || replaces.some(({ old }) => !known.replaces.includes(old));
}

function spanProposal(
  { name, record, replaces }: NameProposal['entries'][number],
  { near, open }: NameProposal,
  keys: KnownKeys,
): SpanProposal {
  const inherited = spanEntryOf(name, keys.contract)?.entry;
  const sites = [...new Set([...(record?.sites ?? []), ...replaces.flatMap((one) => one.record.sites)])];
  const known = inherited?.attributes ?? {};
  const attributes = new Map([
    ...replaces.flatMap(({ old }) => holesOf(old)).map((key) => [key, undefined] as const),
    ...attributesOf(sites, keys),
  ]);
  return {
    name,
    inherited: inherited !== undefined,
    sites: record?.sites ?? [],
    seen: sites,
    kinds: inherited ? [] : kindsSeen(sites),
    attributes: [...attributes].filter(([key]) => !(key in known) && key !== '').sort(([a], [b]) => (a < b ? -1 : 1)),
    replaces: replaces.toSorted((a, b) => (a.old < b.old ? -1 : 1)),
    maybe: open.filter((one) => one.near === name),
    near: near.get(name) ?? [],
  };
}

/** The kinds of the sites that create spans, where all of them are in sight and one at least is written. */
function kindsSeen(sites: readonly SeenSite[]): readonly string[] {
  const kinds = sites.filter(({ span }) => !span.isRename).map(({ span }) => span.kind ?? 'default');
  if (kinds.includes('unseen') || kinds.every((kind) => kind === 'default')) return [];
  return [...new Set(kinds.map((kind) => (kind === 'default' ? 'internal' : kind.toLowerCase())))].sort();
}

function rawProposals(
  { content, recorded }: Survey,
  base: Contract,
): { readonly raw: readonly RawProposal[]; readonly openRaw: readonly RawProposal[] } {
  const byKey = new Map<string, Survey['content'][number][]>();
  for (const one of content)
    if (!rawContractOf(one.key, base)) byKey.set(one.key, [...(byKey.get(one.key) ?? []), one]);
  const raw: RawProposal[] = [];
  const openRaw: RawProposal[] = [];
  for (const [key, sites] of [...byKey].sort(([a], [b]) => (a < b ? -1 : 1))) {
    const gates = [...new Set(sites.flatMap(({ gate }) => gate ?? []))];
    // a key that is innocent elsewhere must not become a content key: a word such as `message` says content on some spans alone
    const isByItself = isContentKey(key, base) && sites.some(({ by }) => by === 'key');
    const isAlways = isByItself || sites.length === recorded.get(key);
    (isAlways ? raw : openRaw).push({ key, places: sites, gates });
  }
  return { raw, openRaw };
}

/** Words that stand in most files, so that a contract that lists them lets most files be read. */
const EVERYDAY =
  /^(?:.{1,3}|run|call|start|begin|create|record|wrap|exec|execute|handle|measure|with|trace|span|time|invoke|default)$/;

function wrapperProposals(
  wrappers: readonly SeenWrapper[],
  base: Contract,
): Pick<Proposal, 'wrappers' | 'openWrappers' | 'followed'> {
  const listed: SeenWrapper[] = [];
  const openWrappers: OpenWrapper[] = [];
  const followed: SeenWrapper[] = [];
  for (const wrapper of wrappers) {
    const { module, shape, calls } = wrapper;
    const ways = [module, ...wrapper.specifiers];
    const isKnown = base.wrappers.some(
      (one) =>
        'module' in one && one.export === wrapper.export && ways.some((written) => isSameModule(one.module, written)),
    );
    // what is imported another way only, through an index or an alias, is listed as it is imported
    const isElsewhere =
      calls === 0 && wrappers.some((one) => one !== wrapper && one.calls > 0 && one.export === wrapper.export);
    // the catalogue says more of a library's function than an entry could
    if (isKnown || isElsewhere || shape.certainty !== 'certain' || shape.library !== undefined) continue;
    const word = wrapper.export.split('.').at(-1) ?? '';
    const listing = listedShape(shape);
    if (isSeenAlone(module, wrapper.export)) followed.push(wrapper);
    else if ('why' in listing) openWrappers.push({ wrapper, why: listing.why });
    else if (EVERYDAY.test(word))
      openWrappers.push({
        wrapper,
        why: `\`${word}\` is a word of most files, and listing it would have all of them read`,
      });
    else if (calls === 0) openWrappers.push({ wrapper, why: 'no other file is seen to call it' });
    else listed.push(wrapper);
  }
  return { wrappers: listed, openWrappers, followed };
}
