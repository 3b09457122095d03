import { availableParallelism } from 'node:os';
import { setImmediate as turn } from 'node:timers/promises';
import { Worker } from 'node:worker_threads';
import type { CheckedText, CheckSetup, TextToCheck } from './check-text.ts';

/**
 * Text, in UTF-16 code units, for each thread beside the main one. Measured on five repositories with 2 cores: a thread takes
 * about 0.4 s to load the parser and the contract anew, a million units of text that may concern spans about 0.4 s to be checked.
 */
const WORTH_A_WORKER = 2_000_000;
/** Text that tells how much there will be in the whole run. */
const SAMPLE = 200_000;
/** Text that is handed to a thread at once: little, so that all end together. */
const BATCH = 20_000;
/** Batches that a thread has before it: the main one may be busy when the first is done. */
const BATCHES_AHEAD = 2;
/** Most of a tree is garbage when the next file comes: with room for one, it is not copied before. Measured: a tenth less time. */
const YOUNG_MEMORY_MB = 192;

/** What a thread is sent: texts to check, or how it is to check those that come later. */
export type ThreadMessage = { readonly texts: readonly TextToCheck[] } | { readonly setup: CheckSetup };

/** Checks texts as they are added, on the main thread and on as many others as there is work for. */
export class CheckPool {
  #setup: CheckSetup;
  #take: (result: CheckedText) => void;
  readonly #most: number;
  readonly #queue: TextToCheck[] = [];
  readonly #threads: Promise<void>[] = [];
  readonly #workers = new Set<Worker>();
  /** Threads that could do more than they were given. */
  readonly #idle = new Set<() => void>();
  /** Texts that other threads have. */
  #away = 0;
  /** Waits for the moment when one of these comes back. */
  #awaiting: (() => void) | undefined;
  /** Units of text that were added. */
  #size = 0;
  #isClosed = false;

  /**
   * @param take is given results as they come, in any order
   * @param most how many threads there may be with the main one
   */
  constructor(setup: CheckSetup, take: (result: CheckedText) => void, most = availableParallelism()) {
    this.#setup = setup;
    this.#take = take;
    this.#most = most;
  }

  /**
   * Adds a text. Another thread begins as soon as it shows that one will pay.
   * @param share how much of the run was looked at, up to 1
   */
  async add(text: TextToCheck, share: number): Promise<void> {
    this.#queue.push(text);
    this.#size += text.text.length;
    const expected = this.#size < SAMPLE ? this.#size : this.#size / share;
    const worth = Math.min(this.#most - 1, Math.floor(expected / WORTH_A_WORKER));
    if (this.#threads.length < worth) this.#threads.push(this.#thread());
    this.#wake();
    await this.#hear();
  }

  /**
   * Checks what is left, here as well.
   * @param meanwhile is done here where other threads have texts yet
   */
  async finish(meanwhile?: () => void): Promise<void> {
    this.#wake();
    await this.#checkHere();
    if (this.#away > 0) meanwhile?.();
    while (this.#away > 0) {
      await new Promise<void>((resolve) => (this.#awaiting = resolve));
      // what a thread had that died is here again
      await this.#checkHere();
    }
  }

  /** Checks what is added from now on in another way; all that was added before must be finished. */
  goOnWith(setup: CheckSetup, take: (result: CheckedText) => void): void {
    this.#setup = setup;
    this.#take = take;
    this.#size = 0;
    for (const worker of this.#workers) worker.postMessage({ setup } satisfies ThreadMessage);
  }

  /** Ends the other threads. */
  async close(): Promise<void> {
    this.#isClosed = true;
    await Promise.all([...this.#workers].map((worker) => worker.terminate()));
    await Promise.all(this.#threads);
  }

  async #checkHere(): Promise<void> {
    if (this.#queue.length === 0) return;
    // the parser is a third of a second that a hook without a word of spans need not wait for
    const { textChecker } = await import('./check-text.ts');
    const check = textChecker(this.#setup);
    // from the other end: files of one folder import the same, which each thread reads for itself
    for (let next = this.#queue.pop(); next; next = this.#queue.pop()) {
      this.#take(check(next));
      await this.#hear();
    }
  }

  #wake(): void {
    const waiting = [...this.#idle];
    this.#idle.clear();
    for (const goOn of waiting) goOn();
  }

  /** Lets the other threads say what they found, and gives them more. */
  async #hear(): Promise<void> {
    if (this.#threads.length > 0) await turn();
  }

  #nextBatch(): readonly TextToCheck[] {
    const batch: TextToCheck[] = [];
    for (let size = 0; size < BATCH;) {
      const next = this.#queue.shift();
      if (!next) break;
      batch.push(next);
      size += next.text.length;
    }
    return batch;
  }

  /** The work of one thread; where it dies, what it was at is told as failed, and another one goes on. */
  async #thread(): Promise<void> {
    do await this.#worker();
    while (!this.#isClosed && this.#queue.length > 0);
  }

  /** The life of one worker, to its death or to the end of the work. */
  async #worker(): Promise<void> {
    const worker = new Worker(new URL('./check-worker.js', import.meta.url), {
      workerData: this.#setup,
      resourceLimits: { maxYoungGenerationSizeMb: YOUNG_MEMORY_MB },
    });
    this.#workers.add(worker);
    const ahead: (readonly TextToCheck[])[] = [];
    const goOn = () => {
      while (ahead.length < BATCHES_AHEAD && this.#queue.length > 0) {
        const texts = this.#nextBatch();
        ahead.push(texts);
        this.#away += texts.length;
        worker.postMessage({ texts } satisfies ThreadMessage);
      }
      if (ahead.length < BATCHES_AHEAD) this.#idle.add(goOn);
    };
    let fault = new Error('the thread ended');
    worker.on('message', (results: readonly CheckedText[]) => {
      ahead.shift();
      results.forEach(this.#take);
      this.#cameBack(results.length);
      goOn();
    });
    worker.once('error', (error) => (fault = error));
    goOn();
    await new Promise((resolve) => worker.once('exit', resolve));
    this.#workers.delete(worker);
    this.#idle.delete(goOn);
    const [current = [], ...later] = ahead;
    for (const text of current) this.#take(failed(text, fault));
    this.#queue.push(...later.flat());
    this.#cameBack(current.length + later.flat().length);
  }

  #cameBack(texts: number): void {
    this.#away -= texts;
    this.#awaiting?.();
  }
}

function failed({ id, file }: TextToCheck, error: Error): CheckedText {
  const message = `The check failed on this file or one beside it: ${error.message}.`;
  return { id, file, findings: [], fault: { kind: 'crash', file, line: 1, column: 1, message } };
}
