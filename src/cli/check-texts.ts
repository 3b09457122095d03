import { readFileSync } from 'node:fs';
import path from 'node:path';
import { mayConcernSpans } from '../analysis/gate.ts';
import { contractFor, contractIn, contractWords, type ContractSettings } from '../contract/find-contract.ts';
import type { CheckedText, CheckSetup } from './check-text.ts';
import { CheckPool } from './check-pool.ts';
import type { Progress } from './progress.ts';
import type { Fault, ReportedFinding, Skipped } from './report.ts';
import type { SourceFile } from './source-files.ts';

/** A file to be checked, whose text is read when its turn comes. */
export interface CheckInput {
  /** Absolute, or a virtual name such as `<stdin>`. */
  readonly file: string;
  /** @throws Error where it cannot be read */
  readonly read: () => string;
}

/** What became of all files of a run, in the order of their names. */
export interface CheckedTexts {
  readonly findings: readonly ReportedFinding[];
  readonly faults: readonly Fault[];
  readonly skipped: readonly Skipped[];
  readonly ignored: number;
}

/** A file on the disk as an input. */
export function diskInput({ file, bytes }: SourceFile): CheckInput {
  return { file, read: () => decoded(readFileSync(bytes ?? file)) };
}

/**
 * The text of a file.
 * @throws Error for UTF-16, in which no word would be found
 */
export function decoded(bytes: Buffer): string {
  const [first, second] = bytes;
  if ((first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff)) {
    throw new Error('it is written in UTF-16; save it as UTF-8');
  }
  return bytes.toString();
}

/**
 * Checks files: the cheap gate over all of them, and the rules over those that may concern spans, on several cores where there are
 * enough of them.
 * @throws UsageError for an unknown rule
 * @throws Error where the parser has no build for this platform
 */
export async function checkTexts(
  inputs: readonly CheckInput[],
  setup: CheckSetup,
  progress: Progress,
): Promise<CheckedTexts> {
  const gate = new Gate(setup.settings);
  const faults: Fault[] = [];
  const checked: CheckedText[] = [];
  let waiting = 0;
  let isRead = false;
  const pool = new CheckPool(setup, (result) => {
    checked.push(result);
    if (isRead) progress.step('Checking', waiting);
  });
  for (const [index, { file, read }] of inputs.entries()) {
    progress.step('Reading', inputs.length);
    const fault = gate.faultFor(file);
    if (fault) {
      faults.push(fault);
      continue;
    }
    let text: string;
    try {
      text = read();
    } catch (error) {
      faults.push(unreadable(file, error));
      continue;
    }
    if (!gate.passes(file, text)) continue;
    waiting += 1;
    await pool.add({ file, text }, (index + 1) / inputs.length);
  }
  isRead = true;
  waiting -= checked.length;
  await pool.finish();
  progress.end();

  checked.sort((a, b) => compare(a.file, b.file));
  faults.push(...checked.flatMap(({ fault }) => fault ?? []));
  return {
    findings: checked.flatMap(({ findings }) => findings),
    faults: withoutTwins(faults).sort((a, b) => compare(a.file, b.file)),
    skipped: checked.flatMap(({ file, skipped }) => (skipped === undefined ? [] : { file, reason: skipped })),
    ignored: checked.filter(({ ignored }) => ignored).length,
  };
}

/** Order of names that is the same on every machine. */
export function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** What the contract of a folder says of all files in it. */
interface FolderContract {
  readonly words: readonly string[];
  readonly fault?: Fault;
}

/** Which files are worth a reading under their contract. A folder is asked once, and has that of the folder above if it holds none. */
export class Gate {
  readonly #settings: ContractSettings;
  readonly #folders = new Map<string, FolderContract>();

  constructor(settings: ContractSettings) {
    this.#settings = settings;
  }

  /** What is wrong with the contract of a file. */
  faultFor(file: string): Fault | undefined {
    return this.#of(path.dirname(file)).fault;
  }

  /** Whether a text may concern spans. */
  passes(file: string, text: string): boolean {
    return mayConcernSpans(text, this.#of(path.dirname(file)).words);
  }

  /** @param folder absolute, or `.` for a virtual name */
  #of(folder: string): FolderContract {
    let known = this.#folders.get(folder);
    if (!known) {
      const above = path.dirname(folder);
      const inherits = this.#settings.contract === undefined && above !== folder && contractIn(folder) === undefined;
      known = inherits ? this.#of(above) : this.#ask(path.join(folder, 'any.ts'));
      this.#folders.set(folder, known);
    }
    return known;
  }

  #ask(file: string): FolderContract {
    const found = contractFor(file, this.#settings);
    const [first] = found.ok ? [] : found.faults;
    return {
      words: contractWords(file, this.#settings),
      ...(first ? { fault: { kind: 'contract', ...first, message: first.sentence } } : {}),
    };
  }
}

/** A file whose text could not be had. */
export function unreadable(file: string, error: unknown): Fault {
  const { code, message } = error as NodeJS.ErrnoException;
  return {
    kind: 'unreadable',
    file,
    line: 1,
    column: 1,
    message: `The file cannot be read: ${code === undefined ? message : `${code}${code === 'ENOENT' ? ', it is a link that leads nowhere' : ''}`}.`,
  };
}

/** A contract that is faulty for many files is told once. */
export function withoutTwins(faults: readonly Fault[]): Fault[] {
  const seen = new Map<string, Fault>();
  for (const fault of faults) seen.set(`${fault.kind} ${fault.file} ${fault.message}`, fault);
  return [...seen.values()];
}
