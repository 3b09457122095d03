/** What a table of patterns says of a text. */
export interface StarMatch<Value> {
  readonly value: Value;
  /** The part of the text that the star of the pattern stands for; empty where it has none. */
  readonly star: string;
}

/**
 * The entry of a table whose keys may hold one star that fits a text best, as `paths` of a tsconfig and `exports` of a package choose: the
 * text itself, then the pattern with the longest text before its star.
 */
export function starMatch<Value>(
  entries: Iterable<readonly [string, Value]>,
  text: string,
): StarMatch<Value> | undefined {
  let best: (StarMatch<Value> & { readonly fixed: number }) | undefined;
  for (const [pattern, value] of entries) {
    const match = matched(pattern, text);
    if (match && match.fixed > (best?.fixed ?? -1)) best = { value, ...match };
  }
  return best;
}

function matched(pattern: string, text: string): { readonly fixed: number; readonly star: string } | undefined {
  const at = pattern.indexOf('*');
  if (at < 0) return pattern === text ? { fixed: Infinity, star: '' } : undefined;
  const [before, after] = [pattern.slice(0, at), pattern.slice(at + 1)];
  const isLike = text.length >= before.length + after.length && text.startsWith(before) && text.endsWith(after);
  return isLike ? { fixed: before.length, star: text.slice(before.length, text.length - after.length) } : undefined;
}
