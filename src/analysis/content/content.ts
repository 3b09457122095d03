import { rawContractOf } from '../../contract/raw-key.ts';
import type { Contract } from '../../contract/contract.ts';
import type { AttributeSite } from '../attributes/attribute-sites.ts';
import { AiContext, mayBeOfAi } from './ai-context.ts';
import { isAiContentKey, isAiName, isInOrOut, isKeyOfTurn, isPlainContentKey } from '../catalogue/ai-words.ts';
import { isContentOfEvent } from '../catalogue/content-events.ts';
import { isRawKey } from '../catalogue/content-keys.ts';
import { isOfManySenses, keyBeforeForm, keyMeaning, saysRetrieved } from '../catalogue/content-words.ts';
import { mayCallModel } from '../catalogue/model-calls.ts';
import { captureGatesOf } from './content-gate.ts';
import { namedRedactorOf, ValueJudge } from './content-value.ts';
import { shapeOf, shownText, type NameValue } from '../names/name-value.ts';
import type { FileReading } from '../reading.ts';
import { isSerialised } from './serialised.ts';
import type { SpanSite } from '../spans/span-site.ts';
import type { Node } from '../syntax/tree.ts';

/** Raw content that is recorded, and how that is known. */
export interface ContentRecording {
  readonly site: AttributeSite;
  /** The key as a text; a part that is computed from data is `N`. Nothing where all of it is. */
  readonly key: string | undefined;
  /** The key as it is shown to people, a computed part as its code in braces. */
  readonly shownKey: string;
  /** `key`: the key says so. `value`: the key is innocent, the value goes into a model or comes out of one. */
  readonly by: 'key' | 'value';
  /** The flag that the recording stands behind. */
  readonly gate: string | undefined;
  /** The function that the value goes through and that is only named like a redactor: the contract lists it nowhere, where it has to. */
  readonly unlisted: Node | undefined;
}

/**
 * Judges key and value of every recorded attribute together.
 * @param onlyListedRedactors whether a call that is only named like a redactor leaves the value raw
 */
export function contentRecordings(
  reading: FileReading,
  contract: Contract,
  onlyListedRedactors: boolean,
): ContentRecording[] {
  const context = new AiContext(reading);
  const recordingOf = judgeOf(reading, contract, onlyListedRedactors, context);
  // what a function of the file records under a key of its caller is judged at the calls
  const inner = new Set(
    reading.passedAttributes.flatMap(({ helper }) => helper?.steps.map(({ value }) => value) ?? []),
  );
  const sites = reading.attributeSites.filter(({ value }) => !inner.has(value));
  return oncePerPlace([...sites, ...reading.passedAttributes].flatMap((site) => recordingOf(site) ?? []));
}

/**
 * Whether a value that a span does not carry yet would be content on it, by its key or by where the value comes from and goes to.
 * @param key nothing for one that nobody has chosen yet
 * @param spanName the name that the span will have
 */
export function wouldBeContent(
  reading: FileReading,
  contract: Contract,
  { call, certainty, nameNode }: SpanSite,
  { key, value, spanName }: { readonly key?: string; readonly value: Node; readonly spanName?: string },
): boolean {
  const saysAi = () => spanName !== undefined && isAiName(spanName);
  const context = { saysAi, isMarked: () => false };
  const exact: NameValue =
    key === undefined ? { kind: 'unknown' } : { kind: 'exact', texts: [{ text: key, nodes: [nameNode] }] };
  const site = {
    via: 'creation',
    certainty,
    keyNode: nameNode,
    key: exact,
    value,
    node: call,
    recording: call,
  } as const;
  return judgeOf(reading, contract, false, context)(site) !== undefined;
}

/** Makes the judgement of one recording after another; it gives nothing for what is no content. */
function judgeOf(
  reading: FileReading,
  contract: Contract,
  onlyListedRedactors: boolean,
  context: Pick<AiContext, 'saysAi' | 'isMarked'>,
): (site: AttributeSite) => ContentRecording | undefined {
  const byName = new ValueJudge(reading, contract, onlyListedRedactors);
  const byHand = new ValueJudge(reading, contract, onlyListedRedactors, false);
  /** Whether a key says content where its value does too. */
  const saysContent = (meaning: KeyMeaning, key: string | undefined, site: AttributeSite) =>
    meaning === 'content' ||
    meaning === 'raw' ||
    (meaning === 'context' && saysRetrieved(reading.tree.quote(site.value, 200))) ||
    (key !== undefined &&
      (isAiContent(reading, key) || (isPlainContentKey(key) && context.saysAi(site)) || isTurn(key, site)));
  /** Whether all that was said up to a step is recorded: `step.messages` as a whole. */
  const isTurn = (key: string, { value }: AttributeSite) =>
    isKeyOfTurn(key) && isSerialised(reading.tree, value) && mayBeOfAi(reading);
  /** Whether a key says content whatever its value is called, as long as that is more than a label. */
  const isSureKey = (key: string | undefined, site: AttributeSite) =>
    key !== undefined &&
    !site.isFixed &&
    (isAiContent(reading, key) || (isInOrOut(key) && context.isMarked(site))) &&
    isSerialised(reading.tree, site.value);
  return (site) => {
    const key = keyTextOf(site.key);
    const meaning = key === undefined ? 'silent' : meaningOf(key, site, contract, reading);
    if (meaning === 'innocent') return undefined;
    // under a key that says nothing only what a model says or is asked counts
    if (meaning === 'silent' && !speaksOfContent(reading, key) && !mayBeOfModel(reading)) return undefined;
    const judge = isListed(key, contract) ? byHand : byName;
    const value = judge.judge(site.value);
    if (value === 'safe' || value === 'redacted') return undefined;
    // a library records its parameter whatever it holds, so the value decides
    const isRaw = meaning === 'raw' && !site.isFixed;
    const byKey = isRaw || (value === 'unknown' ? isSureKey(key, site) : saysContent(meaning, key, site));
    if (!byKey && value !== 'model') return undefined;
    const isAgreed = (name: string) => contract.captureGates.includes(name);
    const isSafe = (one: Node) => /^(?:safe|redacted)$/.test(judge.judge(one));
    const steps = site.helper?.steps ?? [];
    if (steps.some((step) => isSafe(step.value))) return undefined;
    const gates = [site, ...steps].flatMap((step) =>
      captureGatesOf(reading, step.recording, step.value, isAgreed, isSafe),
    );
    if (gates.some(isAgreed)) return undefined;
    const [gate] = gates;
    const shownKey = shownKeyOf(site, (node) => reading.tree.quote(node));
    const unlisted = onlyListedRedactors ? namedRedactorOf(reading, contract, site.value) : undefined;
    return { site, key, shownKey, by: byKey ? 'key' : 'value', gate, unlisted };
  };
}

/** One for each place in the code, though several calls may record it; one that stands behind no flag tells more than one that does. */
function oncePerPlace(recordings: readonly ContentRecording[]): ContentRecording[] {
  const found = new Map<Node, Map<string, ContentRecording>>();
  for (const recording of recordings) {
    const { site, shownKey, gate } = recording;
    const ofPlace = found.get(site.node) ?? new Map<string, ContentRecording>();
    found.set(site.node, ofPlace);
    const earlier = ofPlace.get(shownKey);
    if (!earlier || (earlier.gate !== undefined && gate === undefined)) ofPlace.set(shownKey, recording);
  }
  return [...found.values()].flatMap((ofPlace) => [...ofPlace.values()]);
}

const ofModel = new WeakMap<FileReading, boolean>();

/** Whether a file may call a model; it is asked for each value that somebody may record. */
function mayBeOfModel(reading: FileReading): boolean {
  const found = ofModel.get(reading) ?? mayCallModel(reading.tree.text);
  ofModel.set(reading, found);
  return found;
}

function speaksOfContent(reading: FileReading, key: string | undefined): boolean {
  return key !== undefined && (isAiContent(reading, key) || isPlainContentKey(key));
}

function isAiContent(reading: FileReading, key: string): boolean {
  return isAiContentKey(key) && (!isOfManySenses(key) || mayBeOfAi(reading));
}

/** What the key of an attribute says of its value; `unknown` where the key is not written. */
export function meaningOfKey(reading: FileReading, site: AttributeSite, contract: Contract): KeyMeaning | 'unknown' {
  const key = keyTextOf(site.key);
  return key === undefined ? 'unknown' : meaningOf(key, site, contract, reading);
}

type KeyMeaning = 'raw' | ReturnType<typeof keyMeaning>;

/** What a key says of its value, with the event that it is an attribute of. */
function meaningOf(key: string, { event }: AttributeSite, contract: Contract, reading: FileReading): KeyMeaning {
  const name = event && keyTextOf(event);
  if (name !== undefined && isContentOfEvent(name, key)) return 'raw';
  const whole = wholeKey(key);
  if (rawContractOf(key, contract) || isRaw(whole, contract)) return 'raw';
  const meaning = keyMeaning(key);
  const before = meaning === 'silent' ? keyBeforeForm(key) : undefined;
  if (before !== undefined && isRaw(before, contract)) return 'content';
  // `prompt.user` may be a name too, so the value has to say content as well
  const isContent = keyMeaning(before ?? key) === 'content';
  if (!isContent) return meaning;
  // the completion of an element, the message of a user: without AI a word of everyone's
  return isOfManySenses(before ?? key) && !mayBeOfAi(reading) ? 'silent' : 'content';
}

function isRaw(key: string, contract: Contract): boolean {
  return rawContractOf(key, contract) !== undefined || isRawKey(key);
}

/** Whether a team listed a key as content, so that no name of a value makes it innocent. */
function isListed(key: string | undefined, contract: Contract): boolean {
  if (key === undefined || contract.attributes.listed.size === 0) return false;
  const found = rawContractOf(key, contract) ?? rawContractOf(wholeKey(key), contract);
  return found !== undefined && contract.attributes.listed.has(found.key);
}

/** A key without the name of an argument that stands under a key of its own. */
function wholeKey(key: string): string {
  return key.replace(/(?<=\b(?:arguments|args))\.N$/, '');
}

/** A key or a name as one text, holes as the index `N`. */
function keyTextOf(key: NameValue): string | undefined {
  if (key.kind === 'exact') return key.texts[0]?.text;
  if (key.kind !== 'pattern') return undefined;
  return shapeOf(key.patterns[0] ?? [])
    .map((part) => part ?? 'N')
    .join('');
}

function shownKeyOf({ key, keyNode }: AttributeSite, quote: (node: Node) => string): string {
  if (key.kind === 'exact') return key.texts[0]?.text ?? quote(keyNode);
  return key.kind === 'pattern' ? shownText(key.patterns[0] ?? [], quote) : quote(keyNode);
}
