import { endOfComment, endOfRegExp, endOfString, endOfTemplatePart } from './literals.ts';

/**
 * Characters of code on a line that only a program writes; strings, templates, regular expressions and comments are none. Measured on
 * 30,622 files of 17 repositories: no line of people with calls in it has so many, and those of minifiers have from 500 up.
 */
const LONG_LINE = 400;
/** Characters of code for each call on such a line: tables of numbers, data and long paragraphs hold next to none. */
const CODE_A_CALL = 200;
/** A short file is soon read, and may be one line that somebody wrote. */
const SMALLEST = 5000;

const LINE_FEED = 10;
const SPACE = 32;
const QUOTE = 39;
const DOUBLE_QUOTE = 34;
const BACKTICK = 96;
const SLASH = 47;
const OPENING_BRACE = 123;
const CLOSING_BRACE = 125;
const OPENING_PARENTHESIS = 40;

/** Whether a program wrote most of a text for machines alone: most of its code stands in lines that are too long for people. */
export function isMinified(text: string): boolean {
  if (text.length < SMALLEST || !hasLongLine(text)) return false;
  let code = 0;
  let long = 0;
  let ofLine = 0;
  let calls = 0;
  /** Open braces outside of templates, for each template that is open. */
  const templates: number[] = [];
  let braces = 0;
  const endLine = () => {
    code += ofLine;
    if (ofLine >= LONG_LINE && calls * CODE_A_CALL >= ofLine) long += ofLine;
    ofLine = 0;
    calls = 0;
  };
  for (let at = 0; at < text.length; at++) {
    const sign = text.charCodeAt(at);
    if (sign === LINE_FEED) endLine();
    else if (sign === QUOTE || sign === DOUBLE_QUOTE) {
      at = endOfString(text, at);
      if (text.charCodeAt(at) === LINE_FEED) endLine();
    } else if (sign === BACKTICK || (sign === CLOSING_BRACE && templates.at(-1) === braces)) {
      if (sign === CLOSING_BRACE) templates.pop();
      at = endOfTemplatePart(text, at);
      if (text.charCodeAt(at) === OPENING_BRACE) templates.push(braces);
    } else if (sign === SLASH) at = endOfComment(text, at) ?? endOfRegExp(text, at) ?? at;
    else {
      if (sign === OPENING_BRACE) braces += 1;
      else if (sign === CLOSING_BRACE) braces -= 1;
      else if (sign === OPENING_PARENTHESIS && text.charCodeAt(at - 1) > SPACE) calls += 1;
      if (sign > SPACE) ofLine += 1;
    }
  }
  endLine();
  return long * 2 > code;
}

/** Most files are done with their lines. */
function hasLongLine(text: string): boolean {
  for (let start = 0; start < text.length;) {
    const end = text.indexOf('\n', start);
    if ((end < 0 ? text.length : end) - start >= LONG_LINE) return true;
    if (end < 0) return false;
    start = end + 1;
  }
  return false;
}
