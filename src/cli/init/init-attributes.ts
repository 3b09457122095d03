import { keyMeaning, valueMeaning } from '../../analysis/catalogue/content-words.ts';
import { withoutIndexes, type SeenType } from '../../analysis/spans/seen-spans.ts';
import type { Contract } from '../../contract/contract.ts';
import { segmentsOf } from '../../contract/name-words.ts';
import { rawContractOf, replacementKey } from '../../contract/raw-key.ts';
import { isContentKey } from './init-evidence.ts';
import type { SeenSite } from './init-names.ts';

/** An attribute of an entry, with its type where the code shows one. */
export type ProposedAttribute = readonly [key: string, type: string | undefined];

/** What is known of the keys of a code base. */
export interface KnownKeys {
  readonly contract: Contract;
  /** Keys under which content is recorded, as a contract lists them. */
  readonly raw: ReadonlySet<string>;
  /** Keys under which content is recorded in some places alone. */
  readonly openRaw: ReadonlySet<string>;
}

/**
 * The attributes that spans are seen with. Of content stands what is recorded in its place; what may be content is left out, for a
 * listed attribute is an agreed one.
 */
export function attributesOf(sites: readonly SeenSite[], keys: KnownKeys): readonly ProposedAttribute[] {
  return [...typesOf(sites)].flatMap(([key, type]): readonly ProposedAttribute[] => {
    if (keys.raw.has(withoutIndexes(key))) return recordedInstead(key, keys.contract);
    return isLeftOut(key, keys) || mayBeContent(key, type, sites) ? [] : [[key, typeName(key, type)]];
  });
}

/** Keys of spans that are left out, for they or their values go by a name of what people or models write. */
export function doubtfulKeys(
  sites: readonly SeenSite[],
  keys: KnownKeys,
): readonly (readonly [key: string, sites: readonly SeenSite[]])[] {
  return [...typesOf(sites)]
    .filter(([key, type]) => !isLeftOut(key, keys) && mayBeContent(key, type, sites))
    .map(([key]) => [key, sites.filter(({ span }) => span.attributes.has(key))] as const)
    .sort(([a], [b]) => (a < b ? -1 : 1));
}

/** What takes the place of content. */
function recordedInstead(key: string, contract: Contract): readonly ProposedAttribute[] {
  const found = rawContractOf(key, contract);
  const record = found?.raw.record ?? 'length';
  return record === 'remove' ? [] : [[replacementKey(key, found), record === 'template_id' ? 'string' : 'int']];
}

function isLeftOut(key: string, { contract, raw, openRaw }: KnownKeys): boolean {
  const bare = withoutIndexes(key);
  return raw.has(bare) || openRaw.has(bare) || isContentKey(key, contract);
}

function typesOf(sites: readonly SeenSite[]): ReadonlyMap<string, SeenType | undefined> {
  const types = new Map<string, SeenType | undefined>();
  for (const { span } of sites)
    for (const [key, type] of span.attributes)
      types.set(key, !types.has(key) || types.get(key) === type ? type : undefined);
  return types;
}

/** Whether a key or what is put under it goes by a name of what people or models write: nobody else can tell whether they did. */
function mayBeContent(key: string, type: SeenType | undefined, sites: readonly SeenSite[]): boolean {
  if (type === 'number' || type === 'boolean' || keyMeaning(key) === 'innocent') return false;
  return valueMeaning(key.split('.').at(-1) ?? '') === 'content' || sites.some(({ span }) => span.speech.has(key));
}

/** Last words of keys whose numbers are whole. */
const WHOLE =
  /^(?:count|length|size|tokens|number|index|bytes|attempt|attempts|retries|step|steps|k|limit|offset|page|port|chunks|documents|results|items|rows)$/;

function typeName(key: string, type: SeenType | undefined): string | undefined {
  if (type === 'string' || type === 'boolean') return type;
  const last = segmentsOf(key).flat().at(-1) ?? '';
  return type === 'number' && WHOLE.test(last) ? 'int' : undefined;
}
