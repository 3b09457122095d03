/**
 * Writes a text as a string literal.
 * @param quote one of `'`, `"` and the backtick
 */
export function stringLiteral(text: string, quote: string): string {
  const escaped = text.replace(/[\\\n\r\u2028\u2029]/g, (character) =>
    character === '\\' ? '\\\\' : `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
  const own = quote === '`' ? /`|\$\{/g : new RegExp(quote, 'g');
  return quote + escaped.replace(own, String.raw`\$&`) + quote;
}

/** Writes a key of an object: as a name where it is one, else as a string. */
export function objectKey(key: string, quote: string): string {
  return /^[A-Za-z_$][\w$]*$/.test(key) ? key : stringLiteral(key, quote);
}
