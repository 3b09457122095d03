/** Levels of brackets, tags and type arguments that a parser is given; a native one dies of about 2,500 on the small stack of a worker. */
const DEEPEST = 1000;
/** Operators and `else` in a row, which are levels of a tree too; of about 4,000 it dies. */
const LONGEST = 2000;

const OPERATORS = new Set('?!~+-*/%&|^=<>');

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
    const char = text.charAt(at);
    const last = chains.length - 1;
    switch (char) {
      case "'":
      case '"':
        at = endOfString(text, at, char);
        break;
      case '(':
      case '[':
      case '{':
        chains.push(0);
        break;
      case ')':
      case ']':
      case '}':
        if (last > 0) chains.pop();
        // a block ends its statement, but where `else` goes on with it
        if (char === '}' && !/^\s*else\b/.test(text.slice(at + 1, at + 40))) chains[chains.length - 1] = 0;
        break;
      case ';':
        angles = 0;
        chains[last] = 0;
        break;
      case ',':
        chains[last] = 0;
        break;
      default: {
        const next = text.charAt(at + 1);
        if (char === '/' && (next === '/' || next === '*')) {
          const end = text.indexOf(next === '/' ? '\n' : '*/', at + 2);
          at = end < 0 ? text.length : end;
          break;
        }
        const isElse =
          char === 'e' && text.startsWith('else', at) && !/\w/.test(text.charAt(at - 1) + text.charAt(at + 4));
        if (isElse || OPERATORS.has(char)) chains[last] = (chains[last] ?? 0) + 1;
        if (char === '<' && /[\w$>]/.test(next)) angles += 1;
        else if ((char === '<' && next === '/') || (char === '>' && text.charAt(at - 1) !== '='))
          angles = Math.max(0, angles - 1);
      }
    }
    if (chains.length + angles > DEEPEST || (chains.at(-1) ?? 0) > LONGEST) return true;
  }
  return false;
}

/** The closing quote of a string, or the end of its line. */
function endOfString(text: string, start: number, quote: string): number {
  for (let at = start + 1; at < text.length; at++) {
    const char = text.charAt(at);
    if (char === '\\') at += 1;
    else if (char === quote || char === '\n') return at;
  }
  return text.length;
}
