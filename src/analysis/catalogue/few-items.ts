/**
 * Options of calls that ask for a list by which they say how many items it may have at most.
 * Source: Prisma 7 and typeorm 1 (`take`), mongodb 7 and @qdrant/js-client-rest 1 (`limit`), @pinecone-database/pinecone 9 (`topK`),
 * chromadb 3 (`nResults`), @elastic/elasticsearch 9 (`size`); the others are their usual spellings in Python and in HTTP.
 */
const MOST = /^(?:take|limit|top[kK]|top_k|k|nResults|n_results|size|maxResults)$/;
/** Methods of a query that do so. Source: drizzle-orm 0.45, knex 3, kysely 0.29, mongodb 7, typeorm 1, @supabase/postgrest-js 2. */
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

/** Whether a method gives the open tabs of a browser. Source: puppeteer-core 25, playwright-core 1. */
export function givesTabs(method: string): boolean {
  return method === 'pages';
}
