/** Where what stands in a text as it is comes to its end: strings, parts of templates, regular expressions, comments. */

const BACKSLASH = 92;
const LINE_FEED = 10;
const CARRIAGE_RETURN = 13;
const BACKTICK = 96;
const DOLLAR = 36;
const OPENING_BRACE = 123;
const SLASH = 47;
const OPENING_BRACKET = 91;
const CLOSING_BRACKET = 93;

/** The closing quote of a string, or the end of its line. */
export function endOfString(text: string, start: number): number {
  const quote = text.charCodeAt(start);
  for (let at = start + 1; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === BACKSLASH) at += 1;
    else if (code === quote || code === LINE_FEED) return at;
  }
  return text.length;
}

/**
 * The backtick that closes a template, or the brace of the next `${` in it.
 * @param start the opening backtick, or the brace behind an expression
 */
export function endOfTemplatePart(text: string, start: number): number {
  for (let at = start + 1; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === BACKSLASH) at += 1;
    else if (code === BACKTICK) return at;
    else if (code === DOLLAR && text.charCodeAt(at + 1) === OPENING_BRACE) return at + 1;
  }
  return text.length;
}

/** The last character of a comment that begins with a slash at a place; nothing where none does. */
export function endOfComment(text: string, start: number): number | undefined {
  const next = text.charAt(start + 1);
  if (next !== '/' && next !== '*') return undefined;
  const end = next === '/' ? text.indexOf('\n', start + 2) : text.indexOf('*/', start + 2);
  return end < 0 ? text.length : next === '/' ? end - 1 : end + 1;
}

/**
 * The slash that closes a regular expression; nothing where a slash divides.
 * @param isBehindCondition whether a bracket before it closes the condition of `if`, `for` or `while`
 */
export function endOfRegExp(text: string, start: number, isBehindCondition = false): number | undefined {
  // `<br />` and `</b>`
  if (text.charAt(start + 1) === '>' || text.charAt(start - 1) === '<') return undefined;
  if (isBehindValue(text, start, isBehindCondition)) return undefined;
  let isInClass = false;
  for (let at = start + 1; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === BACKSLASH) at += 1;
    else if (code === OPENING_BRACKET) isInClass = true;
    else if (code === CLOSING_BRACKET) isInClass = false;
    else if (code === SLASH && !isInClass) return at;
    else if (code === LINE_FEED || code === CARRIAGE_RETURN) return undefined;
  }
  return undefined;
}

/** Words behind which a value begins. */
const BEFORE_VALUES =
  /(?:^|[^.\w$])(?:await|case|default|delete|do|else|extends|in|instanceof|new|of|return|throw|typeof|void|yield)$/;

/**
 * Whether a value ends before a place, so that what stands there goes on with it: `a / b`, `a < b`.
 * @param isBehindCondition whether a bracket before it closes a condition
 */
export function isBehindValue(text: string, place: number, isBehindCondition = false): boolean {
  let at = place - 1;
  while (at >= 0 && text.charCodeAt(at) <= 32) at--;
  const last = text.charAt(at);
  if (last === ')') return !isBehindCondition;
  // what follows the brace of a block begins anew, what follows that of an object seldom goes on
  if (/[\]'"`]/.test(last)) return true;
  if (!/[\w$]/.test(last) && last <= '\u007F') return false;
  return !BEFORE_VALUES.test(text.slice(Math.max(0, at - 11), at + 1));
}
