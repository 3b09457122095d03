import type { TextToCheck } from './check-text.ts';
import type { CheckInput, Gate } from './check-texts.ts';
import type { Progress } from '../progress.ts';
import { callTest, isSeenAlone } from '../wrapper-words.ts';

/** Finds the files that may call wrappers, as the names of these become known. */
export class WrapperSearch {
  readonly #inputs: readonly CheckInput[];
  readonly #gate: Gate;
  readonly #progress: Progress;
  readonly #words = new Set<string>();
  readonly #found = new Map<number, TextToCheck>();
  #hasNews = false;

  constructor(inputs: readonly CheckInput[], gate: Gate, progress: Progress) {
    this.#inputs = inputs;
    this.#gate = gate;
    this.#progress = progress;
  }

  /** The names that were looked for. */
  get words(): readonly string[] {
    return [...this.#words];
  }

  /** Looks through all texts for names, except those that it looked for before and those that lead to no other files. */
  lookFor(words: Iterable<string>): void {
    const fresh = [...new Set(words)].filter(
      (word) => !this.#words.has(word) && !isSeenAlone(word, word) && !this.#gate.knows(word),
    );
    const mayCall = callTest(fresh);
    if (!mayCall) return;
    this.#hasNews = true;
    for (const word of fresh) this.#words.add(word);
    for (const [id, { file, read }] of this.#inputs.entries()) {
      this.#progress.step('Following wrappers through', this.#inputs.length);
      if (this.#gate.faultFor(file)) continue;
      try {
        const text = read();
        if (mayCall.test(text)) this.#found.set(id, { id, file, text });
      } catch {
        // told when it was read for the first time
      }
    }
  }

  /** The files that were found since the last time, in the order of the inputs; nothing where no new name was looked for. */
  news(): readonly TextToCheck[] | undefined {
    if (!this.#hasNews) return undefined;
    const found = [...this.#found.values()].sort((a, b) => a.id - b.id);
    this.#hasNews = false;
    this.#found.clear();
    return found;
  }
}
