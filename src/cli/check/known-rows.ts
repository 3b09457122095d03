/** One kind of finding in one file. A finding that moves to another line stays the same. */
export interface Row {
  readonly rule: string;
  /** Relative to the baseline's folder, with forward slashes. */
  readonly file: string;
  readonly message: string;
  readonly code: string;
  /** What stays of it while findings of other rules are mended; files of older versions do not say it. */
  readonly topic?: readonly string[];
  /** How many times. */
  readonly count: number;
}

/** Rows of a baseline, each of which is taken as often as it counts. */
export class KnownRows {
  readonly #left = new Map<string, number>();
  readonly #byTopic = new Map<string, Row[]>();
  readonly #byLooks = new Map<string, Row[]>();

  constructor(rows: readonly Row[]) {
    for (const row of rows) {
      const key = keyOf(row);
      if (!this.#left.has(key)) {
        for (const one of topicKeys(row)) addTo(this.#byTopic, one, row);
        addTo(this.#byLooks, keyOf({ ...row, file: '' }), row);
      }
      this.#left.set(key, this.leftOf(row) + row.count);
    }
  }

  /** How often a row was not taken. */
  leftOf(row: Row): number {
    return this.#left.get(keyOf(row)) ?? 0;
  }

  /** Takes the row that looks the same as a finding. @returns whether there was one */
  takeSame(finding: Row): boolean {
    const count = this.leftOf(finding);
    if (count > 0) this.#left.set(keyOf(finding), count - 1);
    return count > 0;
  }

  /**
   * Takes a row that is about the same as a finding, and only quotes what has changed around it.
   * @returns whether there was one
   */
  takeAbout(finding: Row): boolean {
    const { topic = [] } = finding;
    const [byTopic = ''] = topicKeys(finding);
    const candidates = [byTopic, codeKey(finding)].flatMap((key) => this.#byTopic.get(key) ?? []);
    // of several names that a span can have, some may be mended
    const found = candidates.find(
      (row) => this.leftOf(row) > 0 && topic.every((text) => row.topic?.includes(text) !== false),
    );
    return found !== undefined && this.takeSame(found);
  }

  /**
   * Takes a row that looks the same as a finding in a file that is there no more: it was moved.
   * @param isGone whether there is no such file, as rows name it
   * @returns whether there was one
   */
  takeMoved(finding: Row, isGone: (file: string) => boolean): boolean {
    const candidates = this.#byLooks.get(keyOf({ ...finding, file: '' })) ?? [];
    const found = candidates.find((row) => this.leftOf(row) > 0 && isGone(row.file));
    return found !== undefined && this.takeSame(found);
  }
}

function addTo(rows: Map<string, Row[]>, key: string, row: Row): void {
  const same = rows.get(key);
  if (same) same.push(row);
  else rows.set(key, [row]);
}

/** What tells findings apart: no line, for that is what moves. */
export function keyOf({ rule, file, message, code }: Row): string {
  return JSON.stringify([file, rule, message, code]);
}

/** Keys by which a row is found that does not look the same. */
function topicKeys(row: Row): readonly string[] {
  const { rule, file, topic = [] } = row;
  return topic.length > 0 ? topic.map((text) => JSON.stringify([file, rule, 'topic', text])) : [codeKey(row)];
}

function codeKey({ rule, file, code }: Row): string {
  return JSON.stringify([file, rule, 'code', code]);
}
