/** Words that are another word with two letters swapped, or with a letter once instead of twice. Source: common English words of the names of operations, 2026. */
const BOTH_WORDS = new Set(
  'from form trial trail angle angel casual causal quite quiet calm clam united untied diary dairy sacred scared barn bran lose loose chose choose later latter super supper diner dinner coma comma step steep stop stoop met meet fed feed red reed bot boot rot root hop hoop wed weed filing filling planed planned pol pool poll'.split(
    ' ',
  ),
);

const SHORTEST = 4;
const SHORTEST_MISSING = 7;

/**
 * Whether one name is the other with a slip of the pen in a word. Another word is none: `tool.use` and `tool.user`, `chat.end` and `chat.send`,
 * `step1` and `step12`.
 */
export function isSlip(old: string, better: string): boolean {
  const words = (name: string) => name.toLowerCase().split(/[^a-z\d]+/);
  const [a, b] = [words(old), words(better)];
  if (a.join('') === b.join('')) return true;
  return a.length === b.length && a.every((word, i) => word === b[i] || isSlippedWord(word, b[i] ?? ''));
}

/** Two neighbours swapped, a letter doubled, or one in the middle of a longer word too many or too few; never a number. */
function isSlippedWord(a: string, b: string): boolean {
  const [short, long] = a.length < b.length ? [a, b] : [b, a];
  if (short.replace(/\D/g, '') !== long.replace(/\D/g, '')) return false;
  if (long.length < SHORTEST || (BOTH_WORDS.has(short) && BOTH_WORDS.has(long))) return false;
  let at = 0;
  while (at < short.length && short[at] === long[at]) at += 1;
  if (short.length === long.length) {
    const swapped = short.slice(0, at) + (short[at + 1] ?? '') + (short[at] ?? '') + short.slice(at + 2);
    return swapped === long;
  }
  if (long.length - short.length !== 1 || long.slice(0, at) + long.slice(at + 1) !== short) return false;
  // of equal letters the last is the one too many
  if (at > 0 && long[at - 1] === long[at]) return true;
  // a word with a letter more at an end is another word: `end` and `send`, `plan` and `plans`
  return long.length >= SHORTEST_MISSING && at > 0 && at < long.length - 1;
}
