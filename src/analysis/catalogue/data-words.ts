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

/** A literal number of rounds from which on a span for each is a flood. */
export const MANY_ROUNDS = 100;

/**
 * Whether the name of a collection says that it grows with the data.
 * @param name an identifier or property; its last word decides (`pendingDocuments`, `allRows`)
 * @param more further words, in lower case
 */
export function isDataName(name: string, more: readonly string[] = []): boolean {
  const last = name
    .replace(/([\p{Ll}\p{N}])(\p{Lu})/gu, '$1 $2')
    .split(/[^\p{L}\p{N}]+/u)
    .findLast((word) => word !== '')
    ?.toLowerCase();
  return last !== undefined && (DATA_WORDS.has(last) || more.includes(last));
}
