/**
 * Whether a text is the given pieces in this order, with anything of at least `least` characters between neighbours. Linear: a regular
 * expression with several wildcards takes minutes on a long name.
 */
export function isMadeOf(text: string, pieces: readonly string[], least: number): boolean {
  const first = pieces[0] ?? '';
  if (pieces.length < 2) return text === first;
  const last = pieces.at(-1) ?? '';
  if (!text.startsWith(first) || !text.endsWith(last)) return false;
  const end = text.length - last.length;
  let at = first.length;
  for (const piece of pieces.slice(1, -1)) {
    if (at + least > end) return false;
    const found = text.indexOf(piece, at + least);
    if (found === -1 || found + piece.length > end) return false;
    at = found + piece.length;
  }
  return at + least <= end;
}

const WORD = /[\p{L}\p{N}]/u;

/**
 * Whether a name with holes holds a word of its own: `{a} {b}` would be every name.
 * @param shape texts and holes (`null`)
 */
export function holdsWord(shape: readonly (string | null)[]): boolean {
  return shape.some((part) => part !== null && WORD.test(part));
}
