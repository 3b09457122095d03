import { isAlwaysReached } from '../syntax/always-reached.ts';
import type { AttributeSite } from './attribute-sites.ts';
import { hasEffects, isSteady } from '../syntax/effects.ts';
import type { FileReading } from '../reading.ts';
import { recordedSpan, spanOfSite } from './recorded-span.ts';
import { shapeOf, type NameText } from '../names/name-value.ts';
import type { SpanSite } from '../spans/span-site.ts';
import { isInside, type Node } from '../syntax/tree.ts';
import { recordedNear } from './recorded-near.ts';
import { recordedByWrapper } from './given-recordings.ts';
import { givenAttributes } from './given-attributes.ts';
import { isMadeOfGiven, textsOfValue } from './value-texts.ts';
import { isOfUnseenOrigin, mayGetUnseen } from './unseen-attributes.ts';

/**
 * Whether the same value is put on the span under a key: at its creation, or set in the function that creates it or in its
 * callback.
 * @param values nodes that stand for the value: as it is written in the name, and where it comes from
 */
export function recordsUnder(reading: FileReading, site: SpanSite, key: string, ...values: readonly Node[]): boolean {
  return recordingsOf(reading, site, key, values).length > 0;
}

/** The same where it stays so when the name becomes another one: what a wrapper records of the name that it is given does not. */
export function recordsBesideName(
  reading: FileReading,
  site: SpanSite,
  key: string,
  ...values: readonly Node[]
): boolean {
  return recordingsOf(reading, site, key, values).some((attribute) => !isOfName(attribute, site));
}

/** Whether a wrapper records what its call gives for the name, so that another name would be recorded there as well. */
function isOfName({ ofWrapper, value }: AttributeSite, { nameNode }: SpanSite): boolean {
  return ofWrapper !== undefined && (isInside(value, nameNode) || isInside(nameNode, value));
}

/** Whether what is put on the span under a key can be a text: one of those that the value is known to be. */
export function recordsTextUnder(reading: FileReading, site: SpanSite, key: string, text: string): boolean {
  return attributesOf(reading, site).some((attribute) => {
    if (!hasExactKey(attribute, key)) return false;
    return reading.texts.alternativesOf(attribute.value)?.some((one) => isText(one, text)) ?? false;
  });
}

function isText(pattern: NameText, text: string): boolean {
  return pattern.every((part) => part.kind === 'text') && pattern.map((part) => part.text).join('') === text;
}

/**
 * Whether a value may be on the span under a key where nobody sees it: in attributes, options or a span that come from or go to other code,
 * under a key that is not known, or put together from what a function was given.
 */
export function mayRecordUnder(reading: FileReading, site: SpanSite, key: string): boolean {
  const isPerhaps = attributesOf(reading, site).some((attribute) =>
    attribute.key.kind === 'exact'
      ? hasExactKey(attribute, key) && isMadeOfGiven(reading, attribute.value, attribute.bound)
      : true,
  );
  if (isPerhaps || isOfUnseenOrigin(reading, site)) return true;
  return creationsOf(reading, site).some((one) => mayGetUnseen(reading, one, key));
}

/** The keys of all attributes near a span that hold the same value, in the order of the code. */
export function keysOfValue(reading: FileReading, site: SpanSite, ...values: readonly Node[]): readonly string[] {
  return keysIn(attributesWith(reading, site, values));
}

/** The same, apart from those that the wrapper which is called records itself of the name that it is given. */
export function keysBesideName(
  reading: FileReading,
  site: SpanSite,
  ...values: readonly Node[]
): { readonly beside: readonly string[]; readonly ofName: readonly string[] } {
  const same = attributesWith(reading, site, values);
  return {
    beside: keysIn(same.filter((one) => !isOfName(one, site))),
    ofName: keysIn(same.filter((one) => one.ofWrapper === 'own' && isOfName(one, site))),
  };
}

function attributesWith(reading: FileReading, site: SpanSite, values: readonly Node[]): readonly AttributeSite[] {
  const wanted = new Set(values.flatMap((value) => textsOfValue(reading, value)));
  const span = spanOfSite(reading, site);
  return attributesOf(reading, site).filter(
    (attribute) =>
      (attribute.recording === site.call || recordedSpan(reading, attribute) === span) &&
      textsOfValue(reading, attribute.value, attribute.bound).some((text) => wanted.has(text)),
  );
}

function keysIn(same: readonly AttributeSite[]): readonly string[] {
  return [...new Set(same.flatMap(({ key }) => (key.kind === 'exact' ? key.texts.map(({ text }) => text) : [])))];
}

/** Whether a value, in whatever case its letters are, is put on the span under one of some keys. */
export function recordsLettersUnder(
  reading: FileReading,
  site: SpanSite,
  keys: ReadonlySet<string>,
  ...values: readonly Node[]
): boolean {
  const lettersOf = (...given: Parameters<typeof textsOfValue>) =>
    textsOfValue(...given).map((text) => text.replace(/(?:\??\.(?:to(?:Locale)?(?:Lower|Upper)Case|trim)\(\))+$/, ''));
  const wanted = new Set(values.flatMap((value) => lettersOf(reading, value)));
  return attributesOf(reading, site).some(
    ({ key, value, bound }) =>
      key.kind === 'exact' &&
      key.texts.some(({ text }) => keys.has(text)) &&
      lettersOf(reading, value, bound).some((text) => wanted.has(text)),
  );
}

/** Whether the same value is put on this very span under a key wherever the span gets its name. */
export function alwaysRecordsUnder(
  reading: FileReading,
  site: SpanSite,
  key: string,
  ...values: readonly Node[]
): boolean {
  const span = spanOfSite(reading, site);
  return recordingsOf(reading, site, key, values).some((attribute) => {
    const { recording } = attribute;
    // what a wrapper does in its body may hang on more than its call
    if (attribute.ofWrapper) return false;
    if (recordedSpan(reading, attribute) !== span || hasEffects(reading.tree, attribute.value)) return false;
    if (recording === site.call) return true;
    // a span is made before it is renamed
    if (site.kind === 'rename' && recording === span && isSteady(reading.tree, attribute.value)) return true;
    if (site.kind === 'rename' && recording.range[1] <= site.call.range[0])
      return isAlwaysReached(reading, recording, site.call);
    const inCallback = site.callback && isInside(recording, site.callback);
    return isAlwaysReached(reading, inCallback ? site.callback : site.call, recording);
  });
}

/** Attributes of a span with another value than the wanted one under a key. */
export function clashesUnder(
  reading: FileReading,
  site: SpanSite,
  key: string,
  ...values: readonly Node[]
): readonly AttributeSite[] {
  const same = new Set(recordingsOf(reading, site, key, values));
  return attributesOf(reading, site).filter(
    (attribute) =>
      hasExactKey(attribute, key) &&
      (!same.has(attribute) || hasEffects(reading.tree, attribute.value)) &&
      (attribute.via === 'creation'
        ? attribute.recording === spanOfSite(reading, site) || attribute.recording === site.call
        : site.kind === 'rename' || attribute.via !== 'assignment'),
  );
}

/** An attribute of this very span whose key nobody sees, given at its creation or with the same value: it may be the wanted one. */
export function unknownKeyBeside(
  reading: FileReading,
  site: SpanSite,
  key: string,
  ...values: readonly Node[]
): AttributeSite | undefined {
  const span = spanOfSite(reading, site);
  const wanted = new Set(values.flatMap((value) => textsOfValue(reading, value)));
  return attributesOf(reading, site).find(
    (attribute) =>
      mayHaveKey(attribute, key) &&
      recordedSpan(reading, attribute) === span &&
      (attribute.via === 'creation' ||
        textsOfValue(reading, attribute.value, attribute.bound).some((text) => wanted.has(text))),
  );
}

function mayHaveKey({ key }: AttributeSite, wanted: string): boolean {
  if (key.kind !== 'pattern') return key.kind !== 'exact';
  return key.patterns.some((pattern) => {
    const shape = shapeOf(pattern);
    return wanted.startsWith(shape[0] ?? '') && wanted.endsWith(shape.at(-1) ?? '');
  });
}

function recordingsOf(
  reading: FileReading,
  site: SpanSite,
  key: string,
  values: readonly Node[],
): readonly AttributeSite[] {
  const wanted = new Set(values.flatMap((value) => textsOfValue(reading, value)));
  return attributesOf(reading, site).filter(
    (attribute) =>
      hasExactKey(attribute, key) &&
      textsOfValue(reading, attribute.value, attribute.bound).some((text) => wanted.has(text)),
  );
}

function hasExactKey({ key }: AttributeSite, wanted: string): boolean {
  return key.kind === 'exact' && key.texts.some(({ text }) => text === wanted);
}

const known = new WeakMap<SpanSite, readonly AttributeSite[]>();

/** Attributes that are given at the creation of a span or set near it on what may be the same span. */
function attributesOf(reading: FileReading, site: SpanSite): readonly AttributeSite[] {
  let attributes = known.get(site);
  if (!attributes) {
    attributes = [
      ...creationsOf(reading, site).flatMap((creation) => givenAttributes(reading, creation)),
      ...passedBy(reading, site),
      ...recordedByWrapper(reading, site),
      ...recordedNear(reading, site).filter((attribute) => isSetOn(reading, attribute, site)),
    ];
    known.set(site, attributes);
  }
  return attributes;
}

/** What the call of a wrapper of the file has it give the span as it makes it; of those of other files the site itself tells. */
function passedBy(
  reading: FileReading,
  { kind, wrapper, call, options, attributes }: SpanSite,
): readonly AttributeSite[] {
  if (kind !== 'create' || !wrapper || options || attributes) return [];
  return reading.passedAttributes.filter(({ via, recording }) => via === 'creation' && recording === call);
}

/** The site itself, or where what is renamed there may have been made. */
function creationsOf(reading: FileReading, site: SpanSite): readonly SpanSite[] {
  if (site.kind === 'create') return [site];
  const span = spanOfSite(reading, site);
  return reading.spanSites.filter(
    ({ kind, call }) => kind === 'create' && (call === span || (typeof span === 'string' && isInside(site.call, call))),
  );
}

function isSetOn(reading: FileReading, attribute: AttributeSite, site: SpanSite): boolean {
  if (attribute.via === 'event' || attribute.via === 'link') return false;
  // what a function of the file gives to several spans is read for each of them
  if (attribute.via === 'creation') return attribute.isFixed === true && attribute.recording === site.call;
  return attribute.recording === site.call || !isOfAnother(reading, attribute, site);
}

/** Whether an attribute is shown to be set on the span of another site. */
function isOfAnother(reading: FileReading, attribute: AttributeSite, site: SpanSite): boolean {
  const span = recordedSpan(reading, attribute);
  const own = spanOfSite(reading, site);
  return typeof span !== 'string' && typeof own !== 'string' && span !== own;
}
