/**
 * Quotes a text of the user's for a message: on one line, cut, in backticks.
 * @param max the most characters (UTF-16 code units) that are shown; a name of eighty in its quotes is whole
 */
export function mention(text: string, max = 82): string {
  const whole = text.replace(/\s+/g, ' ');
  // a template literal brings its own quotes, which a cut would break
  const line = /^`[^`]*`$/.test(whole) ? whole.slice(1, -1) : whole;
  const cut = line.length > max ? `${line.slice(0, max - 1)}…` : line;
  return cut.includes('`') ? `"${cut}"` : `\`${cut}\``;
}

/** A title with its article, as it is read aloud: the sign before a package is not. */
export function withArticle(title: string): string {
  return `${/^@?[aeiou]/i.test(title) ? 'an' : 'a'} ${title}`;
}

/** Joins quoted texts as a sentence does: `a`, `b` and `c`. */
export function mentionAll(texts: readonly string[]): string {
  return inSentence(texts.map((text) => mention(text)));
}

/** More than these in a row nobody reads. */
const FEW = 4;

/** The same, with the number of those that are left out where there are many: `a`, `b`, `c` and 5 more. */
export function mentionFew(texts: readonly string[]): string {
  if (texts.length <= FEW) return mentionAll(texts);
  const shown = texts.slice(0, FEW - 1);
  return inSentence([...shown.map((text) => mention(text)), `${String(texts.length - shown.length)} more`]);
}

/** Joins parts of a sentence: one, two and three. */
export function inSentence(parts: readonly string[]): string {
  const last = parts.at(-1) ?? '';
  return parts.length < 2 ? last : `${parts.slice(0, -1).join(', ')} and ${last}`;
}
