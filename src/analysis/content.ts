import { rawContractOf } from '../contract/raw-key.ts';
import type { Contract } from '../contract/contract.ts';
import type { AttributeSite } from './attribute-sites.ts';
import { isRawKey } from './catalogue/content-keys.ts';
import { keyMeaning } from './catalogue/content-words.ts';
import { captureGatesOf } from './content-gate.ts';
import { ValueJudge } from './content-value.ts';
import { shapeOf, shownText } from './name-value.ts';
import type { FileReading } from './reading.ts';
import type { Node } from './tree.ts';

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
  const judge = new ValueJudge(reading, contract, onlyListedRedactors);
  return reading.attributeSites.flatMap((site) => {
    const key = keyTextOf(site);
    const meaning =
      key === undefined ? 'silent' : rawContractOf(key, contract) || isRawKey(key) ? 'raw' : keyMeaning(key);
    if (meaning === 'innocent') return [];
    const value = judge.judge(site.value);
    if (value === 'safe' || value === 'redacted') return [];
    // a library records its parameter whatever it holds, so the value decides
    const isRaw = meaning === 'raw' && !site.isFixed;
    const byKey = isRaw || ((meaning === 'content' || meaning === 'raw') && (value === 'named' || value === 'model'));
    if (!byKey && value !== 'model') return [];
    const isAgreed = (name: string) => contract.captureGates.includes(name);
    const isSafe = (one: Node) => /^(?:safe|redacted)$/.test(judge.judge(one));
    const gates = captureGatesOf(reading, site.recording, site.value, isAgreed, isSafe);
    if (gates.some(isAgreed)) return [];
    const [gate] = gates;
    const shownKey = shownKeyOf(site, (node) => reading.tree.quote(node));
    return [{ site, key, shownKey, by: byKey ? 'key' : 'value', gate }];
  });
}

/** The key of a site as one text, holes as the index `N`. */
function keyTextOf({ key }: AttributeSite): string | undefined {
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
