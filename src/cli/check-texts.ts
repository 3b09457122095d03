import { readFileSync } from 'node:fs';
import path from 'node:path';
import { mayConcernSpans } from '../analysis/gate.ts';
import { contractFor, wrapperNames, type ContractSettings } from '../contract/find-contract.ts';
import type { CheckedText, CheckSetup, TextToCheck } from './check-text.ts';
import { checkInWorkers, workersFor } from './check-workers.ts';
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
 * Checks files: the cheap gate over all of them first, then the rules over those that may concern spans, on several cores where there are
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
  const waiting: TextToCheck[] = [];
  for (const { file, read } of inputs) {
    progress.step('Reading', inputs.length);
    const fault = gate.faultFor(file);
    if (fault) {
      faults.push(fault);
      continue;
    }
    try {
      const text = read();
      if (gate.passes(file, text)) waiting.push({ file, text });
    } catch (error) {
      faults.push(unreadable(file, error));
    }
  }

  const workers = workersFor(waiting);
  const checked: CheckedText[] = [];
  const take = (results: readonly CheckedText[]) => {
    for (const result of results) {
      progress.step('Checking', waiting.length);
      checked.push(result);
    }
  };
  if (workers > 1) await checkInWorkers(waiting, setup, workers, take);
  else if (waiting.length > 0) {
    // the parser is a third of a second that a hook without a word of spans need not wait for
    const { textChecker } = await import('./check-text.ts');
    const check = textChecker(setup);
    for (const input of waiting) take([check(input)]);
  }
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

/** Which files are worth a reading under their contract. It asks for the contract once a folder: it is looked for in all folders above. */
export class Gate {
  readonly #settings: ContractSettings;
  readonly #folders = new Map<string, { readonly wrappers: readonly string[]; readonly fault?: Fault }>();

  constructor(settings: ContractSettings) {
    this.#settings = settings;
  }

  /** What is wrong with the contract of a file. */
  faultFor(file: string): Fault | undefined {
    return this.#of(file).fault;
  }

  /** Whether a text may concern spans. */
  passes(file: string, text: string): boolean {
    return mayConcernSpans(text, this.#of(file).wrappers);
  }

  #of(file: string) {
    const folder = path.dirname(file);
    let known = this.#folders.get(folder);
    if (!known) {
      const found = contractFor(file, this.#settings);
      const [first] = found.ok ? [] : found.faults;
      known = {
        wrappers: wrapperNames(file, this.#settings),
        ...(first ? { fault: { kind: 'contract', ...first, message: first.sentence } } : {}),
      };
      this.#folders.set(folder, known);
    }
    return known;
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
