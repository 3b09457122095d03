/** A text as the part of a regular expression, without the flag `u`, that matches it and nothing else. */
export function literalPattern(text: string): string {
  return text.replaceAll(/[^\w\s]/g, String.raw`\$&`);
}
