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
  // one for each open bracket
  const levels: Level[] = [{ chain: 0, operand: 0, angles: 0 }];
  let level = levels[0] as Level;
  let angles = 0;
  for (let at = 0; at < text.length; at++) {
    const meaning = MEANINGS[text.charCodeAt(at)] ?? PLAIN;
    if (meaning === PLAIN) continue;
    const char = text.charAt(at);
    switch (meaning) {
      case QUOTE:
        at = endOfString(text, at);
        continue;
      case OPENING:
        levels.push((level = { chain: 0, operand: 0, angles: 0 }));
        break;
      case CLOSING:
        if (levels.length > 1) {
          // what is less than something is no list of type arguments
          angles -= level.angles;
          levels.pop();
          level = levels.at(-1) as Level;
        }
        // a block ends its statement, but where `else` goes on with it
        if (char === '}' && !/^\s*else\b/.test(text.slice(at + 1, at + 40))) endChain(level);
        continue;
      case SEMICOLON:
        angles -= level.angles;
        level.angles = 0;
        endChain(level);
        continue;
      case COMMA:
        endChain(level);
        continue;
      default: {
        const next = text.charAt(at + 1);
        if (char === '/' && (next === '/' || next === '*')) {
          const end = text.indexOf(next === '/' ? '\n' : '*/', at + 2);
          at = end < 0 ? text.length : end;
          continue;
        }
        if (meaning === LETTER_E && !isElse(text, at)) continue;
        if (isSecondSign(char, text.charAt(at - 1))) continue;
        // elements side by side do not hold one another
        if ((char === '<' && next === '/') || (char === '/' && next === '>')) level.operand = 0;
        if (char === '|' || (char === '?' && next === '?') || meaning === LETTER_E) {
          level.chain += 1;
          if (meaning !== LETTER_E) level.operand = 0;
        } else level.operand += 1;
        if (char === '<' && /[\w$>]/.test(next)) {
          level.angles += 1;
          angles += 1;
        } else if (((char === '<' && next === '/') || char === '>') && level.angles > 0) {
          level.angles -= 1;
          angles -= 1;
        }
      }
    }
    if (levels.length + angles > DEEPEST || level.chain + level.operand > LONGEST) return true;
  }
  return false;
}

/** What is counted inside one bracket. */
interface Level {
  /** Alternatives in a row, which hold one another: `a || b || c`, `else if`. */
  chain: number;
  /** Operators of the alternative that is read: each of them has its own. */
  operand: number;
  /** Tags and lists of type arguments that are open. */
  angles: number;
}

function endChain(level: Level): void {
  level.chain = 0;
  level.operand = 0;
}

/** Whether a sign belongs to the operator before it: `==`, `<=`, `||`, `&&`, `??`, `=>`. A row of `!` is one operator each. */
function isSecondSign(char: string, before: string): boolean {
  switch (char) {
    case '=':
      return /[=!<>+*/%&|^-]/.test(before);
    case '>':
      return before === '=';
    case '|':
    case '&':
    case '?':
      return before === char;
    default:
      return false;
  }
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
