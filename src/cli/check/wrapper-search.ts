import type { TextToCheck } from './check-text.ts';
import type { CheckInput, Gate } from './check-texts.ts';
import type { Progress } from '../progress.ts';
import { callTest, isSeenAlone } from '../wrapper-words.ts';

/** Finds the files that may call wrappers, as the names of these become known, and those that hold something else. */
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
    for (const text of this.filesWith((one) => mayCall.test(one))) this.#found.set(text.id, text);
  }

  /** The files whose texts pass a test, in the order of the inputs. */
  filesWith(passes: (text: string) => boolean): readonly TextToCheck[] {
    const found: TextToCheck[] = [];
    for (const [id, { file, read, isNamed }] of this.#inputs.entries()) {
      this.#progress.step('Looking once more through', this.#inputs.length);
      if (this.#gate.faultFor(file)) continue;
      try {
        const text = read();
        if (passes(text)) found.push({ id, file, text, isNamed });
      } catch {
        // told when it was read for the first time
      }
    }
    return found;
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
