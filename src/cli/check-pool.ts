import { availableParallelism } from 'node:os';
import { setImmediate as turn } from 'node:timers/promises';
import { Worker } from 'node:worker_threads';
import type { CheckedText, CheckSetup, TextToCheck } from './check-text.ts';

/**
 * Text, in UTF-16 code units, that must be waiting before another thread pays. Measured on five repositories with 2 cores: a thread takes
 * about 0.4 s to load the parser and the contract anew, a million units of text that may concern spans about 0.4 s to be checked.
 */
const WORTH_A_WORKER = 2_000_000;
/** Text that is handed to a thread at once: little, so that all end together. */
const BATCH = 60_000;
/** Batches that a thread has before it: the main one may be busy when the first is done. */
const BATCHES_AHEAD = 2;
/** Most of a tree is garbage when the next file comes: with room for one, it is not copied before. Measured: a tenth less time. */
const YOUNG_MEMORY_MB = 192;

/** Checks texts as they are added, on the main thread and on as many others as there is work for. */
export class CheckPool {
  readonly #setup: CheckSetup;
  readonly #take: (result: CheckedText) => void;
  readonly #most: number;
  readonly #queue: TextToCheck[] = [];
  readonly #threads: Promise<void>[] = [];
  /** Units of text in the queue. */
  #size = 0;

  /**
   * @param take is given results as they come, in any order
   * @param most how many threads there may be with the main one
   */
  constructor(setup: CheckSetup, take: (result: CheckedText) => void, most = availableParallelism()) {
    this.#setup = setup;
    this.#take = take;
    this.#most = most;
  }

  /** Adds a text. Where so much is waiting that another thread pays, one begins at once. */
  async add(text: TextToCheck): Promise<void> {
    this.#put(text);
    if (this.#threads.length + 1 < this.#most && this.#size >= WORTH_A_WORKER) this.#threads.push(this.#thread());
    await this.#hear();
  }

  /** Checks what is left, here as well. */
  async finish(): Promise<void> {
    if (this.#queue.length > 0) {
      // the parser is a third of a second that a hook without a word of spans need not wait for
      const { textChecker } = await import('./check-text.ts');
      const check = textChecker(this.#setup);
      for (let next = this.#next(); next; next = this.#next()) {
        this.#take(check(next));
        await this.#hear();
      }
    }
    await Promise.all(this.#threads);
  }

  /** Lets the other threads say what they found, and gives them more. */
  async #hear(): Promise<void> {
    if (this.#threads.length > 0) await turn();
  }

  #put(text: TextToCheck): void {
    this.#queue.push(text);
    this.#size += text.text.length;
  }

  #next(): TextToCheck | undefined {
    const next = this.#queue.shift();
    this.#size -= next?.text.length ?? 0;
    return next;
  }

  #nextBatch(): readonly TextToCheck[] {
    const batch: TextToCheck[] = [];
    for (let size = 0; size < BATCH;) {
      const next = this.#next();
      if (!next) break;
      batch.push(next);
      size += next.text.length;
    }
    return batch;
  }

  /** The work of one thread; where it dies, what it was at is told as failed, and another one goes on. */
  async #thread(): Promise<void> {
    while (this.#queue.length > 0) {
      const worker = new Worker(new URL('./check-worker.js', import.meta.url), {
        workerData: this.#setup,
        resourceLimits: { maxYoungGenerationSizeMb: YOUNG_MEMORY_MB },
      });
      const ahead: (readonly TextToCheck[])[] = [];
      const send = () => {
        const batch = this.#nextBatch();
        if (batch.length === 0) return;
        ahead.push(batch);
        worker.postMessage(batch);
      };
      for (let batch = 0; batch < BATCHES_AHEAD; batch++) send();
      await new Promise<void>((resolve) => {
        let fault = new Error('the thread ended');
        worker.on('message', (results: readonly CheckedText[]) => {
          ahead.shift();
          results.forEach(this.#take);
          send();
          if (ahead.length === 0) void worker.terminate();
        });
        worker.once('error', (error) => (fault = error));
        worker.once('exit', () => {
          const [current = [], ...later] = ahead;
          for (const { file } of current) this.#take(failed(file, fault));
          for (const text of later.flat()) this.#put(text);
          resolve();
        });
      });
    }
  }
}

function failed(file: string, error: Error): CheckedText {
  const message = `The check failed on this file or one beside it: ${error.message}.`;
  return { file, findings: [], fault: { kind: 'crash', file, line: 1, column: 1, message } };
}
