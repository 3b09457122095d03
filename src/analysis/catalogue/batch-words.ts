import { wordsOf } from './data-words.ts';

/**
 * Words of functions that make batches of a list, or fetch it page by page.
 * Source: lodash 4 `chunk`, Ramda 0.30 `splitEvery`, `paginateScan` and the like of the AWS SDK 3, itertools-like `batched`.
 */
const MAKES_BATCHES =
  /^(?:(?:chunk|batch|paginate)(?:d|s|es)?|paginator|(?:array|list|lodash) chunk|split every)(?: |$)/;
/** `toBatches`, `rowsInBatches`, `splitIntoChunks`, but not `getChunks`, which may give pieces of a text. */
const ENDS_IN_BATCHES = /(?:^| )(?:batches|(?:to|in|into|by) (?:chunks|pages))$/;
/** `batchGetRows` gives rows, and `chunks()` pieces that were stored. */
const GIVES_ITEMS = /^batch (?:get|load|fetch|find|read|query|select|embed|process|insert|write)(?: |$)|^chunks$/;

/** What is cut into pieces of text, which are data: one of them, and several. */
const TEXT = /^(?:text|document|doc|markdown|content|transcript|html|pdf|code|file|page|source|string|body)$/;
const TEXTS = /^(?:texts|documents|docs|contents|transcripts|files|pages|sources)$/;

/** How a call tells what comes out of it: by the name of a function, what it takes, and whether it takes the size of a batch. */
export interface BatchCall {
  readonly name: string;
  /** The name of its first argument. */
  readonly taken: string | undefined;
  readonly hasSize: boolean;
}

/** Whether a call gives a list of batches or pages, and not the pieces of a text: `chunk(rows, 100)`, but not `chunkText(text)`. */
export function givesBatches({ name, taken, hasSize }: BatchCall): boolean {
  const words = wordsOf(name);
  const text = words.join(' ');
  if (GIVES_ITEMS.test(text) || !(MAKES_BATCHES.test(text) || ENDS_IN_BATCHES.test(text))) return false;
  if (!/(?:^| )chunk/.test(text)) return true;
  const cut = [words.at(-1), taken === undefined ? undefined : wordsOf(taken).at(-1)].filter(
    (word) => word !== undefined,
  );
  return !cut.some((word) => TEXT.test(word)) && (hasSize || !cut.some((word) => TEXTS.test(word)));
}

/** Whether the name of an item says that it is a batch of them: `for (const batch of rows)`. */
export function isBatchItem(name: string): boolean {
  return /^(?:batch|batched)$/.test(wordsOf(name).at(-1) ?? '');
}

/**
 * Properties that hold messages of a queue or a stream, each with a trace of its own.
 * Source: the events of AWS Lambda for SQS, SNS, S3, Kinesis and DynamoDB.
 */
const MESSAGE_LISTS = new Set(['Records']);

/** Whether a property of an event holds its messages. */
export function isMessageList(name: string): boolean {
  return MESSAGE_LISTS.has(name);
}
