import type { Evidence } from './evidence.ts';
import type { ModuleFiles } from './module-files.ts';

/** Answers on what files export, for all who ask the same. */
export interface KeptAnswers {
  /**
   * Whether texts are searched before files are read. All that was looked at for an answer with evidence is looked at again, and that is
   * more then. Measured: a run over one repository takes half as long again without, an editor's lints of another twice as long with it.
   */
  readonly searchesTexts: boolean;
  /**
   * The answer to a question, or that of another one who asked.
   * @param question tells it from all others, and says nothing of who asks
   * @param ask finds it
   */
  answer<Answer>(files: ModuleFiles, question: string, ask: () => Answer): Answer;
}

/** For a run in which nothing is taken to change. */
export class AnswersOfRun implements KeptAnswers {
  readonly searchesTexts = true;
  readonly #known = new Map<string, unknown>();

  answer<Answer>(_files: ModuleFiles, question: string, ask: () => Answer): Answer {
    if (!this.#known.has(question)) this.#known.set(question, ask());
    // a question has answers of one type
    return this.#known.get(question) as Answer;
  }
}

/** The most files and specifiers that answers are kept with: a barrel of hundreds of files stands behind each of its exports. */
const MOST_EVIDENCE = 100_000;

interface KeptAnswer {
  readonly answer: unknown;
  readonly evidence: Evidence;
}

/** For a process that lints for days: what an answer was made of is looked at each time. */
export class AnswersWithEvidence implements KeptAnswers {
  readonly searchesTexts = false;
  /** The oldest first. */
  readonly #known = new Map<string, KeptAnswer>();
  #size = 0;

  answer<Answer>(files: ModuleFiles, question: string, ask: () => Answer): Answer {
    const known = this.#known.get(question);
    if (known && files.isAsItWas(known.evidence)) return known.answer as Answer;
    this.#forget(question);
    const { answer, evidence } = files.observe(ask);
    if (evidence) this.#keep(question, { answer, evidence });
    return answer;
  }

  #keep(question: string, kept: KeptAnswer): void {
    this.#known.set(question, kept);
    this.#size += sizeOf(kept);
    for (const oldest of this.#known.keys()) {
      if (this.#size <= MOST_EVIDENCE) break;
      this.#forget(oldest);
    }
  }

  #forget(question: string): void {
    const known = this.#known.get(question);
    if (!known) return;
    this.#known.delete(question);
    this.#size -= sizeOf(known);
  }
}

function sizeOf({ evidence }: KeptAnswer): number {
  return evidence.files.length + evidence.specifiers.length;
}
