/** Milliseconds between two lines that a person can read. */
const PACE = 100;
/** Runs that are over before this show nothing. */
const PATIENCE = 500;

/** One line on a terminal that says how far a run is; nothing elsewhere. */
export class Progress {
  readonly #stream: NodeJS.WriteStream;
  readonly #begun = Date.now();
  #shown = 0;
  #phase = '';
  #done = 0;

  constructor(stream: NodeJS.WriteStream) {
    this.#stream = stream;
  }

  /** One more of so many is done in a phase. */
  step(phase: string, total: number): void {
    // a dumb terminal cannot take a line away
    if (!this.#stream.isTTY || process.env['TERM'] === 'dumb') return;
    this.#done = phase === this.#phase ? this.#done + 1 : 1;
    this.#phase = phase;
    const now = Date.now();
    if (now - this.#begun < PATIENCE || now - this.#shown < PACE) return;
    this.#shown = now;
    this.#stream.write(`\r\u001B[K${phase} ${this.#done} of ${total} files`);
  }

  /** Takes the line away. */
  end(): void {
    if (this.#shown > 0) this.#stream.write('\r\u001B[K');
  }
}
