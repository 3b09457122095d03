/**
 * Words of functions that give a part of a text.
 * Source: names of helpers around recorded values in public repositories, 2026.
 */

const SHORTENING =
  /^(?:truncate|clip|cut|shorten|preview|ellipsis|abbreviate|excerpt|snippet)\w*$|^trunc$|_(?:truncate|shorten|preview)(?![a-z])/i;
const SHORTENING_WITHIN = /[a-z\d](?:Truncate|Shorten|Preview|Excerpt|Snippet|Ellipsis)(?=$|[A-Z\d_])/;

/** Functions that make a text of a value, and may stop at a length that they are given. */
const RENDERING =
  /stringif|seriali[sz]|format|render|json|dump|inspect|text|string|summar|limit|clamp|safe|saniti[sz]e|clean|trim|head/i;

/** Whether the name of a function says that it shortens texts. */
export function shortensText(name: string): boolean {
  return SHORTENING.test(name) || SHORTENING_WITHIN.test(name);
}

/** Whether a function may be one that makes texts no longer than it is told, by its name. */
export function limitsText(name: string): boolean {
  return RENDERING.test(name) || /^cap(?![a-z])/.test(name);
}
