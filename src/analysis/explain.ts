import type { FileReading } from './reading.ts';
import { shownText, type NameValue } from './name-value.ts';
import type { Unseen } from './span-sites.ts';
import type { Range, Tree } from './tree.ts';
import { mention } from '../mention.ts';

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
  noName: 'its first argument is not a span name',
};

/**
 * Says for a file which contract applies, and for each call that looks like a span call why it was or was not taken for one.
 * @param found the contract that applies and the file it was found in; nothing for the preset alone
 */
export function explainReading(reading: FileReading, found: { readonly file?: string }): Explanation[] {
  const lines: Explanation[] = [{ range: [0, 0], sentence: `span-contract: ${contractSentence(found)}.` }];
  for (const site of reading.spanSites) {
    const through = site.wrapper ? `a call of the wrapper \`${site.api}\`` : `an OpenTelemetry span call (${site.api})`;
    lines.push({
      range: site.call.range,
      sentence: `span-contract: ${through}, ${site.certainty}. ${nameSentence(site.name, reading.tree)}`,
    });
  }
  for (const { call, reason } of reading.unseen) {
    lines.push({
      range: call.range,
      sentence: `span-contract: not taken for a span call, because ${UNSEEN_REASONS[reason]}.`,
    });
  }
  return lines.sort((a, b) => a.range[0] - b.range[0]);
}

/** Says of a file that its contract leaves it alone. */
export function explainIgnored(found: { readonly file?: string }): Explanation[] {
  const sentence = `span-contract: ${contractSentence(found)}, and its \`ignore\` leaves this file alone.`;
  return [{ range: [0, 0], sentence }];
}

function contractSentence(found: { readonly file?: string }): string {
  return found.file === undefined
    ? 'no contract file was found, so the preset `agent` applies'
    : `the contract ${found.file} applies`;
}

/** What a name can be. */
export function nameSentence(name: NameValue, tree: Tree): string {
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
