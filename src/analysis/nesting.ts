/** Levels of brackets, tags and type arguments that a parser is given; a native one dies of about 2,500 on the small stack of a worker. */
const DEEPEST = 1000;
/** Operators and `else` in a row, which are levels of a tree too; of about 4,000 it dies. */
const LONGEST = 2000;

/** What a character may mean, by its code; all others say nothing of levels. The scan sees every character of a file, so it asks a table. */
const PLAIN = 0;
const QUOTE = 1;
const OPENING = 2;
const CLOSING = 3;
const SEMICOLON = 4;
const COMMA = 5;
const LETTER_E = 6;
const OPERATOR = 7;
const MEANINGS = new Uint8Array(128);
for (const [signs, meaning] of [
  [`'"`, QUOTE],
  ['([{', OPENING],
  [')]}', CLOSING],
  [';', SEMICOLON],
  [',', COMMA],
  ['e', LETTER_E],
  ['?!~+-*/%&|^=<>', OPERATOR],
] as const) {
  for (const sign of signs) MEANINGS[sign.charCodeAt(0)] = meaning;
}

/**
 * Whether a text is nested so deep that a parser in native code would run out of its stack, which ends the process and cannot be caught.
 * It is told from the text alone, so a bracket in a regular expression counts. No text of people comes near.
 */
export function isTooDeep(text: string): boolean {
  if (text.length < DEEPEST) return false;
  // one counter of operators for each open bracket
  const chains = [0];
  let angles = 0;
  for (let at = 0; at < text.length; at++) {
    const meaning = MEANINGS[text.charCodeAt(at)] ?? PLAIN;
    if (meaning === PLAIN) continue;
    const char = text.charAt(at);
    const last = chains.length - 1;
    switch (meaning) {
      case QUOTE:
        at = endOfString(text, at);
        continue;
      case OPENING:
        chains.push(0);
        break;
      case CLOSING:
        if (last > 0) chains.pop();
        // a block ends its statement, but where `else` goes on with it
        if (char === '}' && !/^\s*else\b/.test(text.slice(at + 1, at + 40))) chains[chains.length - 1] = 0;
        continue;
      case SEMICOLON:
        angles = 0;
        chains[last] = 0;
        continue;
      case COMMA:
        chains[last] = 0;
        continue;
      default: {
        const next = text.charAt(at + 1);
        if (char === '/' && (next === '/' || next === '*')) {
          const end = text.indexOf(next === '/' ? '\n' : '*/', at + 2);
          at = end < 0 ? text.length : end;
          continue;
        }
        if (meaning === LETTER_E && !isElse(text, at)) continue;
        chains[last] = (chains[last] ?? 0) + 1;
        if (char === '<' && /[\w$>]/.test(next)) angles += 1;
        else if ((char === '<' && next === '/') || (char === '>' && text.charAt(at - 1) !== '='))
          angles = Math.max(0, angles - 1);
      }
    }
    if (chains.length + angles > DEEPEST || (chains.at(-1) ?? 0) > LONGEST) return true;
  }
  return false;
}

function isElse(text: string, at: number): boolean {
  return text.startsWith('else', at) && !/\w/.test(text.charAt(at - 1) + text.charAt(at + 4));
}

const BACKSLASH = 92;
const LINE_FEED = 10;

/** The closing quote of a string, or the end of its line. */
function endOfString(text: string, start: number): number {
  const quote = text.charCodeAt(start);
  for (let at = start + 1; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === BACKSLASH) at += 1;
    else if (code === quote || code === LINE_FEED) return at;
  }
  return text.length;
}
