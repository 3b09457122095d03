import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import type { CheckedText, CheckSetup, TextToCheck } from './check-text.ts';

/**
 * Text, in UTF-16 code units, below which another thread costs more than it saves. Measured on five repositories with 2 cores: a thread
 * takes about 0.4 s to load the parser and the contract anew, a million units of text that may concern spans about 0.4 s to be checked.
 */
const WORTH_A_WORKER = 3_000_000;
/** Files that are handed to a thread at once: few, so that all end together. */
const BATCH = 16;

/** How many threads pay for these texts; 1 for none beside the main one. */
export function workersFor(texts: readonly TextToCheck[]): number {
  const size = texts.reduce((sum, { text }) => sum + text.length, 0);
  return Math.max(1, Math.min(availableParallelism(), Math.floor(size / WORTH_A_WORKER)));
}

/**
 * Checks texts in threads, each taking the next few when it is done with the last.
 * @param take is given results as they come, in any order
 */
export async function checkInWorkers(
  texts: readonly TextToCheck[],
  setup: CheckSetup,
  count: number,
  take: (results: readonly CheckedText[]) => void,
): Promise<void> {
  let next = 0;
  const nextBatch = () => texts.slice(next, (next += BATCH));
  await Promise.all(Array.from({ length: count }, () => work()));

  /** One thread's life; where it dies, what it was at is told as failed, and another one goes on. */
  async function work(): Promise<void> {
    for (let batch = nextBatch(); batch.length > 0; batch = nextBatch()) {
      const worker = new Worker(new URL('./check-worker.js', import.meta.url), { workerData: setup });
      let current: readonly TextToCheck[] = batch;
      await new Promise<void>((resolve) => {
        worker.on('message', (results: readonly CheckedText[]) => {
          take(results);
          current = nextBatch();
          if (current.length > 0) worker.postMessage(current);
          else void worker.terminate();
        });
        worker.once('error', (error) => {
          take(current.map(({ file }) => failed(file, error)));
          current = [];
        });
        worker.once('exit', () => {
          if (current.length > 0) take(current.map(({ file }) => failed(file, new Error('the thread ended'))));
          resolve();
        });
        worker.postMessage(current);
      });
    }
  }
}

function failed(file: string, error: Error): CheckedText {
  const message = `The check failed on this file or one beside it: ${error.message}.`;
  return { file, findings: [], fault: { kind: 'crash', file, line: 1, column: 1, message } };
}
