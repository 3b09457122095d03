import { HTTP_METHODS } from './semconv-operations.ts';

const ROUTE = new RegExp(`^(?:HTTP )?(?:${HTTP_METHODS}) /`);
/** A name that ends where a segment of its path begins. */
const PATH = new RegExp(`${ROUTE.source}(?:\\S*/)?$`);
/** Values that are paths themselves, and no parameter of one. */
const PATHS = /^(?:path|pathname|url|uri|href|route|rest|endpoint|target)$/i;

/** What stands for data while a name is put together. */
const HOLE = '\u0000';
/** Data and the punctuation around it: brackets, quotes and separators say nothing once it is gone. */
const AROUND = new RegExp(`[^\\p{L}\\p{N}]*${HOLE}[^\\p{L}\\p{N}]*`, 'gu');

/**
 * What is left of a name without the data in it. In the path of a route data are its parameters, for `GET /orders/:id` is not
 * `GET /orders`.
 * @param parts texts, and for what varies the names that its value is read by, from the outside in
 */
export function fixedName(parts: readonly (string | readonly string[])[]): string {
  let text = '';
  for (const [i, part] of parts.entries()) {
    const parameter = typeof part === 'string' ? undefined : parameterAt(text, part, parts[i + 1]);
    text += typeof part === 'string' ? part : (parameter ?? HOLE);
  }
  const name = ROUTE.test(text) ? text.replace(/\?.*$/, '') : text;
  return name
    .replace(AROUND, '.')
    .replace(/[._\s/:-]*\.[._\s/:-]*/g, '.')
    .replace(/^\.+|\.+$/g, '');
}

/** A value as the parameter of a route, where it is a whole segment of the path. */
function parameterAt(
  before: string,
  names: readonly string[],
  next: string | readonly string[] | undefined,
): string | undefined {
  const last = names.at(-1) ?? 'id';
  const isSegment = next === undefined || (typeof next === 'string' && /^[/?\s]/.test(next));
  return isSegment && PATH.test(before) && /^[A-Za-z]\w*$/.test(last) && !PATHS.test(last) ? `:${last}` : undefined;
}
