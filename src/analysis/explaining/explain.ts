import type { FileReading } from '../reading.ts';
import { shownText } from '../names/name-value.ts';
import type { SpanSite, Unseen } from '../spans/span-site.ts';
import type { Range, Tree } from '../syntax/tree.ts';
import { mention, withArticle } from '../../mention.ts';

/** One sentence of what the reading saw at a place. */
export interface Explanation {
  readonly range: Range;
  readonly sentence: string;
}

/** Why a call that is named like a span call was not taken for one, as the end of a sentence. */
export const UNSEEN_REASONS: Readonly<Record<Unseen['reason'], string>> = {
  otherOrigin: 'its receiver is shown to be something other than an OpenTelemetry tracer or span',
  unknownReceiver:
    'this file does not show where its receiver comes from, and the receiver is not named like a tracer beside an OpenTelemetry import',
  noName: 'it shows no span name',
  noSpan: 'it makes no span of its own',
  silentLibrary: 'its spans are no spans of OpenTelemetry',
};

/**
 * Says for a file which contract applies, and for each call that looks like a span call why it was or was not taken for one.
 * @param found the contract that applies and the file it was found in; nothing for the preset alone
 */
export function explainReading(reading: FileReading, found: { readonly file?: string }): Explanation[] {
  const lines: Explanation[] = [{ range: [0, 0], sentence: `span-contract: ${contractSentence(found)}.` }];
  for (const site of reading.spanSites) {
    const through = site.wrapper
      ? `a call of the wrapper \`${site.api}\``
      : `${withArticle(site.library ?? 'OpenTelemetry')} span call (${site.api})`;
    lines.push({
      range: site.call.range,
      sentence: `span-contract: ${through}, ${site.certainty}. ${nameSentence(site, reading.tree)}`,
    });
  }
  for (const { call, reason, library } of reading.unseen) {
    const remedy =
      library === undefined ? '' : ` List \`${library}\` under \`apis\` in the contract to hold them to it.`;
    lines.push({
      range: call.range,
      sentence: `span-contract: not taken for a span call, because ${UNSEEN_REASONS[reason]}.${remedy}`,
    });
  }
  return lines.sort((a, b) => a.range[0] - b.range[0]);
}

/** Says of a file that its contract leaves it alone. */
export function explainIgnored(found: { readonly file?: string }): Explanation[] {
  const why = found.file === undefined ? 'files of tests are left alone then' : 'its `ignore` leaves this file alone';
  const sentence = `span-contract: ${contractSentence(found)}, and ${why}.`;
  return [{ range: [0, 0], sentence }];
}

/** Says of a file that it is not read. @param reason the end of a sentence */
export function explainSkipped(found: { readonly file?: string }, reason: string): Explanation[] {
  return [
    { range: [0, 0], sentence: `span-contract: ${contractSentence(found)}, and the file is skipped: ${reason}.` },
  ];
}

function contractSentence(found: { readonly file?: string }): string {
  return found.file === undefined
    ? 'no contract file was found, so the preset `agent` applies'
    : `the contract ${found.file} applies`;
}

/** What the name of a site can be. */
export function nameSentence({ name, unwritten }: Pick<SpanSite, 'name' | 'unwritten'>, tree: Tree): string {
  if (unwritten?.from === 'nothing')
    return 'No name is written, and the function has none that it could be called after.';
  if (unwritten)
    return unwritten.text === undefined
      ? 'No name is written, so the library makes one up.'
      : `No name is written, so it is ${mention(unwritten.text)}.`;
  switch (name.kind) {
    case 'exact':
      return `Its name is ${name.texts.map(({ text }) => mention(text)).join(' or ')}.`;
    case 'pattern': {
      const shown = name.patterns.map((pattern) => mention(shownText(pattern, (node) => tree.quote(node))));
      return `Its name is ${[...new Set(shown)].join(' or ')}.`;
    }
    case 'forwarded':
      return 'Its name is a parameter, so the callers are judged.';
    case 'unknown':
      return 'Its name is not known from this file.';
  }
}
