/**
 * Options of calls that ask for a list by which they say how many items it may have at most.
 * Source: options of Prisma and TypeORM (`take`), MongoDB and Qdrant (`limit`), Pinecone (`topK`), Chroma (`nResults`) and
 * Elasticsearch (`size`), written down from memory and not looked up in a version.
 */
const MOST = /^(?:take|limit|top[kK]|top_k|k|nResults|n_results|size|maxResults)$/;
/** Methods of a query that do so: Drizzle, Knex, Kysely, MongoDB, Supabase (not looked up in a version). */
const LIMITS = /^(?:limit|take)$/;
/** The end of a statement of SQL: `LIMIT 5`, `FETCH FIRST 5 ROWS ONLY`. */
const SQL_LIMIT =
  /\b(?:limit|fetch\s+(?:first|next))\s+(\d+)\b(?:\s+rows?\s+only)?(?:\s+offset\s+\S+)?(?:\s+for\s+[\w\s]+)?\s*;?\s*$/i;

/** Whether an option says how many items a call gives at most. */
export function limitsItems(option: string): boolean {
  return MOST.test(option);
}

/** Whether a method of a query says how many items it gives at most. */
export function isLimitMethod(name: string): boolean {
  return LIMITS.test(name);
}

/** How many rows a statement of SQL gives at most, where it says so at its end: `… LIMIT 5 FOR UPDATE SKIP LOCKED`. */
export function limitOfSql(statement: string): number | undefined {
  const number = SQL_LIMIT.exec(statement)?.[1];
  return number === undefined ? undefined : Number(number);
}

/** Whether a method gives the open tabs of a browser. Puppeteer and Playwright have it. */
export function givesTabs(method: string): boolean {
  return method === 'pages';
}
