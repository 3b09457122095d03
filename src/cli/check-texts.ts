import { readFileSync } from 'node:fs';
import path from 'node:path';
import { mayConcernSpans } from '../analysis/gate.ts';
import { contractFor, contractWords, type ContractSettings } from '../contract/find-contract.ts';
import type { CheckedText, CheckSetup, TextToCheck } from './check-text.ts';
import { checkInWorkers, workersFor } from './check-workers.ts';
import type { Progress } from './progress.ts';
import type { Fault, ReportedFinding, Skipped, UnlistedWrapper } from './report.ts';
import type { SourceFile } from './source-files.ts';
import { callTest, isSeenAlone, MOST_ROUNDS } from './wrapper-words.ts';

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
  /** Wrappers that are called and that ESLint, which reads each file alone, would not know. */
  readonly unlisted: readonly UnlistedWrapper[];
}

/** What of a run is not about single files. */
export interface CheckScope {
  /** Whether wrappers are followed from file to file, past those that a reading of one file knows. */
  readonly follow: boolean;
  /** Files that are not checked and may define wrappers. */
  readonly others: readonly CheckInput[];
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
 * enough of them. The wrappers that these define lead to more files, which hold no word of spans themselves.
 * @throws UsageError for an unknown rule
 * @throws Error where the parser has no build for this platform
 */
export async function checkTexts(
  inputs: readonly CheckInput[],
  setup: CheckSetup,
  { follow, others }: CheckScope,
  progress: Progress,
): Promise<CheckedTexts> {
  const gate = new Gate(setup.settings);
  const all = follow ? [...inputs, ...others] : inputs;
  const faults: Fault[] = [];
  const waiting: TextToCheck[] = [];
  for (const { file, read } of all) {
    progress.step('Reading', all.length);
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
  const results = new Map<string, CheckedText>();
  await checkAll(waiting, setup, results, progress);
  if (follow) await followWrappers(all, setup, gate, results, progress);
  progress.end();

  const own = new Set(inputs.map(({ file }) => file));
  const checked = [...results.values()].filter(({ file }) => own.has(file)).sort((a, b) => compare(a.file, b.file));
  faults.push(...checked.flatMap(({ fault }) => fault ?? []));
  return {
    findings: checked.flatMap(({ findings }) => findings),
    faults: withoutTwins(faults.filter(({ kind, file }) => kind === 'contract' || own.has(file))).sort((a, b) =>
      compare(a.file, b.file),
    ),
    skipped: checked.flatMap(({ file, skipped }) => (skipped === undefined ? [] : { file, reason: skipped })),
    ignored: checked.filter(({ ignored }) => ignored).length,
    unlisted: unlistedOf(checked),
  };
}

/** Checks texts, in threads where that pays; what is known of a file already is replaced. */
async function checkAll(
  texts: readonly TextToCheck[],
  setup: CheckSetup,
  results: Map<string, CheckedText>,
  progress: Progress,
): Promise<void> {
  const workers = workersFor(texts);
  const take = (some: readonly CheckedText[]) => {
    for (const result of some) {
      progress.step('Checking', texts.length);
      results.set(result.file, result);
    }
  };
  if (workers > 1) await checkInWorkers(texts, setup, workers, take);
  else if (texts.length > 0) {
    // the parser is a third of a second that a hook without a word of spans need not wait for
    const { textChecker } = await import('./check-text.ts');
    const check = textChecker(setup);
    for (const input of texts) take([check(input)]);
  }
}

/** Checks the files that call a wrapper which an earlier round found, as long as that finds new ones. */
async function followWrappers(
  inputs: readonly CheckInput[],
  setup: CheckSetup,
  gate: Gate,
  results: Map<string, CheckedText>,
  progress: Progress,
): Promise<void> {
  const known = new Set<string>();
  for (let round = 1; round < MOST_ROUNDS; round++) {
    const fresh = new Set([...results.values()].flatMap(({ words = [] }) => words));
    for (const word of fresh) if (known.has(word) || isSeenAlone(word, word) || gate.knows(word)) fresh.delete(word);
    const mayCall = callTest([...fresh]);
    if (!mayCall) return;
    for (const word of fresh) known.add(word);
    const waiting: TextToCheck[] = [];
    for (const { file, read } of inputs) {
      progress.step('Following wrappers through', inputs.length);
      if (gate.faultFor(file)) continue;
      try {
        const text = read();
        if (mayCall.test(text)) waiting.push({ file, text });
      } catch {
        // told when it was read for the first time
      }
    }
    await checkAll(waiting, { ...setup, words: [...known] }, results, progress);
  }
}

function unlistedOf(checked: readonly CheckedText[]): readonly UnlistedWrapper[] {
  const found = new Map<string, UnlistedWrapper>();
  for (const call of checked.flatMap(({ unlisted = [] }) => unlisted)) {
    const key = `${call.source} ${call.export}`;
    found.set(key, { ...call, calls: (found.get(key)?.calls ?? 0) + 1 });
  }
  return [...found].sort(([a], [b]) => compare(a, b)).map(([, one]) => one);
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

  /** Whether all contracts of the run list a wrapper by this name, so that the files that call it pass. */
  knows(word: string): boolean {
    return [...this.#folders.values()].every(({ wrappers }) => wrappers.includes(word));
  }

  #of(file: string) {
    const folder = path.dirname(file);
    let known = this.#folders.get(folder);
    if (!known) {
      const found = contractFor(file, this.#settings);
      const [first] = found.ok ? [] : found.faults;
      known = {
        wrappers: contractWords(file, this.#settings),
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
