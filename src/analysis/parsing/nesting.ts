import { endOfComment, endOfRegExp, endOfString, endOfTemplatePart, isBehindValue } from './literals.ts';

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
const BACKTICK = 8;
const MEANINGS = new Uint8Array(128);
for (const [signs, meaning] of [
  [`'"`, QUOTE],
  ['([{', OPENING],
  [')]}', CLOSING],
  [';', SEMICOLON],
  [',', COMMA],
  ['e', LETTER_E],
  ['?!~+-*/%&|^=<>', OPERATOR],
  ['`', BACKTICK],
] as const) {
  for (const sign of signs) MEANINGS[sign.charCodeAt(0)] = meaning;
}

/**
 * Whether a text is nested so deep that a parser in native code would run out of its stack, which ends the process and cannot be caught.
 * It is told from the text alone. No text of people comes near.
 */
export function isTooDeep(text: string): boolean {
  return text.length >= DEEPEST && new NestingScan(text).isTooDeep();
}

/** What is counted inside one bracket. */
interface Level {
  /** Alternatives in a row, which hold one another: `a || b || c`, `else if`. */
  chain: number;
  /** Operators of the alternative that is read: each of them has its own. */
  operand: number;
  /** Lists of type arguments that are open. */
  angles: number;
  /** Elements that are open. */
  elements: number;
  /** Whether it is read what stands between the angles of a tag; what stands between the tags of an element is text. */
  isInTag: boolean;
  /** Whether it is what a template holds in `${…}`. */
  readonly isOfTemplate: boolean;
  /** Whether it is the condition of a statement. */
  readonly isCondition: boolean;
}

class NestingScan {
  readonly #text: string;
  /** One for each open bracket. */
  readonly #levels: Level[] = [];
  #level: Level;
  /** Lists of type arguments and elements that are open on all levels. */
  #angles = 0;
  /** Whether the bracket that was closed last held a condition. */
  #wasCondition = false;
  /** Where the last closing tag of a name stands. */
  readonly #lastTags = new Map<string, number>();

  constructor(text: string) {
    this.#text = text;
    this.#level = this.#open(false, false);
  }

  isTooDeep(): boolean {
    const text = this.#text;
    for (let at = 0; at < text.length; at++) {
      const meaning = MEANINGS[text.charCodeAt(at)] ?? PLAIN;
      if (meaning === PLAIN) continue;
      const level = this.#level;
      if (level.elements > 0 && !level.isInTag) {
        // of the text of an element only what ends it counts
        const char = text.charAt(at);
        if (char !== '<' && char !== '{' && char !== '}') continue;
      }
      at = this.#read(at, meaning);
      const { chain, operand } = this.#level;
      if (this.#levels.length + this.#angles > DEEPEST || chain + operand > LONGEST) return true;
    }
    return false;
  }

  /** Takes what a sign means, and gives the place of the last character that was read with it. */
  #read(at: number, meaning: number): number {
    const text = this.#text;
    switch (meaning) {
      case QUOTE:
        return endOfString(text, at);
      case BACKTICK:
        return this.#readTemplate(at);
      case OPENING:
        this.#level = this.#open(false, text.charAt(at) === '(' && isConditionBefore(text, at));
        return at;
      case CLOSING:
        return this.#close(at);
      case SEMICOLON:
        this.#endAngles(this.#level);
        endChain(this.#level);
        return at;
      case COMMA:
        endChain(this.#level);
        return at;
      case LETTER_E:
        if (isElse(text, at)) this.#level.chain += 1;
        return at;
      default:
        return this.#readOperator(at);
    }
  }

  #open(isOfTemplate: boolean, isCondition: boolean): Level {
    const level = { chain: 0, operand: 0, angles: 0, elements: 0, isInTag: false, isOfTemplate, isCondition };
    this.#levels.push(level);
    return level;
  }

  #close(at: number): number {
    const closed = this.#level;
    if (this.#levels.length > 1) {
      // what is less than something is no list of type arguments
      this.#endAngles(closed);
      this.#angles -= closed.elements;
      this.#levels.pop();
      this.#level = this.#levels.at(-1) ?? closed;
      this.#wasCondition = closed.isCondition;
      if (closed.isOfTemplate) return this.#readTemplate(at);
    }
    // a block ends its statement, but where `else` goes on with it
    const text = this.#text;
    if (text.charAt(at) === '}' && !/^\s*else\b/.test(text.slice(at + 1, at + 40))) endChain(this.#level);
    return at;
  }

  #readTemplate(at: number): number {
    const end = endOfTemplatePart(this.#text, at);
    if (this.#text.charAt(end) === '{') this.#level = this.#open(true, false);
    return end;
  }

  #readOperator(at: number): number {
    const text = this.#text;
    const level = this.#level;
    const char = text.charAt(at);
    const next = text.charAt(at + 1);
    if (level.isInTag && (char === '>' || char === '/')) return this.#readEndOfTag(at);
    if (char === '/') {
      const end = endOfComment(text, at) ?? endOfRegExp(text, at, this.#wasCondition);
      if (end !== undefined) return end;
    }
    if (char === '<' && (next === '/' || this.#isElement(at))) return this.#readTag(at);
    if (isSecondSign(char, text.charAt(at - 1))) return at;
    if (char === '|' || (char === '?' && next === '?')) {
      level.chain += 1;
      level.operand = 0;
    } else level.operand += 1;
    if (char === '<' && /[\w$]/.test(next)) {
      level.angles += 1;
      this.#angles += 1;
    } else if (char === '>' && level.angles > 0) {
      level.angles -= 1;
      this.#angles -= 1;
    }
    return at;
  }

  /** Whether a `<` opens an element: a value may begin there, and a closing tag of its name comes later. */
  #isElement(at: number): boolean {
    const text = this.#text;
    const level = this.#level;
    const [tag, name = ''] = /^<([\w$:.-]*)/.exec(text.slice(at, at + 100)) ?? [];
    if (tag === undefined || (name === '' && text.charAt(at + 1) !== '>')) return false;
    if (level.elements > 0 && !level.isInTag) return true;
    if (isBehindValue(text, at, this.#wasCondition)) return false;
    let last = this.#lastTags.get(name);
    if (last === undefined) this.#lastTags.set(name, (last = text.lastIndexOf(`</${name}>`)));
    return last > at;
  }

  #readTag(at: number): number {
    const level = this.#level;
    level.isInTag = true;
    if (this.#text.charAt(at + 1) !== '/') {
      level.elements += 1;
      this.#angles += 1;
      return at;
    }
    this.#endElement();
    return at + 1;
  }

  /** Reads `>` or `/>`; the text behind it is that of the element around. */
  #readEndOfTag(at: number): number {
    if (this.#text.charAt(at) === '>') {
      this.#level.isInTag = false;
      return at;
    }
    if (this.#text.charAt(at + 1) !== '>') return endOfComment(this.#text, at) ?? at;
    this.#level.isInTag = false;
    this.#endElement();
    return at + 1;
  }

  #endElement(): void {
    const level = this.#level;
    if (level.elements > 0) {
      level.elements -= 1;
      this.#angles -= 1;
    }
    // elements side by side do not hold one another
    level.operand = 0;
  }

  #endAngles(level: Level): void {
    this.#angles -= level.angles;
    level.angles = 0;
  }
}

function endChain(level: Level): void {
  level.chain = 0;
  level.operand = 0;
}

/** Whether a bracket opens the condition of a statement, behind which a value begins. */
function isConditionBefore(text: string, at: number): boolean {
  return /(?:^|[^.\w$])(?:if|for|while|with|for\s+await)\s*$/.test(text.slice(Math.max(0, at - 12), at));
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
