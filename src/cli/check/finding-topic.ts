/** Texts of a message, by the names that the rules give them. */
type Data = Readonly<
  Partial<
    Record<
      | 'after'
      | 'collection'
      | 'entry'
      | 'helper'
      | 'hole'
      | 'key'
      | 'name'
      | 'names'
      | 'provider'
      | 'rounds'
      | 'template'
      | 'value',
      string
    >
  >
>;

/** A finding as far as it tells what it is about. */
interface Told {
  readonly rule: string;
  readonly messageId: string;
  readonly data: Data;
  /** The code that it points at. */
  readonly code: string;
}

/**
 * What stays of a finding while the code around it is mended: renaming a span, moving data out of its name or redacting an attribute
 * changes what findings of other rules quote, and the advice that they give.
 */
const TOPICS: Readonly<Record<string, (told: Told) => readonly string[]>> = {
  'span-name-format': namesOf,
  'known-span-name': namesOf,
  // of a choice the code holds other names as well, which may be mended before
  'no-variable-span-name': ({ data }) =>
    data.entry !== undefined
      ? [`${data.hole ?? ''} in ${data.entry}`]
      : data.template === undefined
        ? quotedIn(data.name)
        : [data.template],
  'no-raw-prompt-attribute': ({ data: { helper, key, value = '' } }) => [
    `${helper === undefined ? '' : `${helper} `}${key === undefined ? '' : `${key}: `}${value}`,
  ],
  // the code goes on to the span's name, which belongs to other rules
  'no-span-in-hot-loop': ({ data, code }) => [
    `${code.split('(', 1)[0]?.trim() ?? ''} for ${data.rounds ? `${data.rounds} rounds` : (data.collection ?? '')}`,
  ],
  'require-provider-shutdown': ({ messageId, data }) => [`${messageId} ${data.provider ?? ''}`],
};

/**
 * What a finding is about, in words that hold while findings of other rules are mended: the names that break a rule, the attribute and
 * its value, the loop.
 * @returns several texts where it tells several names of one span
 */
export function topicOf(told: Told): readonly string[] {
  const topic = TOPICS[told.rule]?.(told) ?? [];
  return topic.length > 0 ? topic : [told.code];
}

function namesOf({ data }: Told): readonly string[] {
  if (data.names !== undefined) return quotedIn(data.names, Infinity);
  return quotedIn(data.name ?? data.after);
}

/** The texts that a message quotes, without the places behind them. */
function quotedIn(text = '', most = 1): readonly string[] {
  const quoted = text.match(/`[^`]*`|"[^"]*"/g) ?? [];
  return quoted.slice(0, most).map((one) => one.slice(1, -1));
}
