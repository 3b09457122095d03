import { apartAtHumps } from '../../contract/camel-humps.ts';

/**
 * Words for collections that grow with the data.
 * Source: labelled spans in loops of public repositories, 2026 (20 of 23 were orchestration, 3 hot). Words that stand for
 * orchestration as often as for data (items, messages, tasks, files, entries, candidates) are left out.
 */
const DATA_WORDS: ReadonlySet<string> = new Set([
  'documents',
  'docs',
  'chunks',
  'vectors',
  'rows',
  'embeddings',
  'texts',
  'records',
  'pages',
  'hits',
  'points',
  'lines',
  'tokens',
  'passages',
  'paragraphs',
  'sentences',
  'snippets',
  'cells',
  'samples',
  'frames',
  'segments',
  'fragments',
  'words',
]);

/** One of them, without the words that stand for a batch (chunk), a call of an API (page) or something else (token, point). */
const ITEM_WORDS: ReadonlySet<string> = new Set([
  'document',
  'doc',
  'row',
  'vector',
  'embedding',
  'passage',
  'paragraph',
  'sentence',
  'snippet',
]);

/** Words for what items are kept in, and the item before them: `rowList`, `chunkMap`, `documentIds`. */
const HOLDERS: ReadonlySet<string> = new Set(['list', 'array', 'set', 'map', 'ids']);
/** What each item has of its own: not the type or the table that groups them. */
const OWN_KEY = /(?:By|_by_)(?:id|key|path|ur[il]|hash)s?$/i;
const HELD: ReadonlySet<string> = new Set([...ITEM_WORDS, 'chunk']);

/**
 * Words of data that with the word before them stand for a few of something else.
 * Source: false alarms that users would meet (2026) and words like those in them, chosen by hand; the tokens of OAuth 2 and OpenID
 * Connect; the record types of DNS.
 */
const FEW: Readonly<Record<string, RegExp>> = {
  points:
    /^(?:access|break|check|contact|end|entry|exit|extension|hook|inject|injection|integration|join|mount|pain|switch|touch|way)$/,
  tokens: /^(?:access|api|auth|bearer|csrf|device|fcm|id|identity|push|refresh|registration|session|user)$/,
  pages: /^(?:browser|landing|open|opened)$/,
  records: /^(?:a|aaaa|caa|cname|dns|mx|ns|ptr|soa|srv|txt)$/,
  segments: /^(?:path|route|url)$/,
  hits: /^(?:cache)$/,
  words: /^(?:key|reserved|stop)$/,
};

/** A literal number of rounds from which on a span for each is a flood. */
export const MANY_ROUNDS = 100;

/**
 * Whether the name of a collection says that it grows with the data.
 * @param name an identifier or property; its last word decides (`pendingDocuments`, `allRows`), but for `entryPoints` and the like, or what is
 * held (`documentsById`, `rowList`)
 * @param more further words, in lower case
 */
export function isDataName(name: string, more: readonly string[] = []): boolean {
  const words = wordsOf(name.replace(OWN_KEY, ''));
  const last = words.at(-1);
  if (last !== undefined && HOLDERS.has(last) && HELD.has(words.at(-2) ?? '')) return true;
  if (last === undefined || more.includes(last)) return last !== undefined;
  return DATA_WORDS.has(last) && FEW[last]?.test(words.at(-2) ?? '') !== true;
}

/** Whether the name of a function says that it gives data: `findRows`; `pages()` alone may be those of a browser. */
export function givesData(name: string, more: readonly string[] = []): boolean {
  return wordsOf(name).length > 1 && isDataName(name, more);
}

/** Whether the name of an item says that it is one of many: `document`, `userRow`. */
export function isDataItem(name: string): boolean {
  return ITEM_WORDS.has(wordsOf(name).at(-1) ?? '');
}

/** The words of an identifier, in lower case. */
export function wordsOf(name: string): string[] {
  return apartAtHumps(name, ' ')
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '')
    .map((word) => word.toLowerCase());
}
