import { readFileSync } from 'node:fs';
import path from 'node:path';
import { mayConcernSpans } from '../../analysis/gate.ts';
import { mayEndForOthers } from '../../analysis/providers/shared-endings.ts';
import { ContractsOfRun, gateWords, type ListedContracts } from '../../contract/find-contract.ts';
import type { CheckedText, CheckSetup } from './check-text.ts';
import { CheckPool } from './check-pool.ts';
import type { Progress } from '../progress.ts';
import type { Fault, IgnoredFiles, ReportedFinding, Skipped, UnlistedWrapper } from '../report.ts';
import type { SourceFile } from '../files/source-files.ts';
import { WrapperSearch } from './wrapper-search.ts';
import { MOST_ROUNDS } from '../wrapper-words.ts';

/** A file to be checked, whose text is read when its turn comes. */
export interface CheckInput {
  /** Absolute, or a virtual name such as `<stdin>`. */
  readonly file: string;
  /** Whether somebody asked for this very file, whatever it holds. */
  readonly isNamed?: boolean | undefined;
  /** @throws Error where it cannot be read */
  readonly read: () => string;
}

/** What became of all files of a run, in the order of their names. */
export interface CheckedTexts {
  readonly findings: readonly ReportedFinding[];
  readonly faults: readonly Fault[];
  readonly skipped: readonly Skipped[];
  readonly ignored: IgnoredFiles;
  /** How many files stand under a faulty contract. */
  readonly underFault: number;
  /** Wrappers that are called and that ESLint, which reads each file alone, would not know. */
  readonly unlisted: readonly UnlistedWrapper[];
}

/** What of a run is not about single files. */
export interface CheckScope {
  /** Whether wrappers and endings of providers are followed from file to file, past what a reading of one file knows. */
  readonly follow: boolean;
  /** Files that are not checked and may define wrappers. */
  readonly others: readonly CheckInput[];
  /** What was seen of contracts while files were looked for. */
  readonly listed: ListedContracts;
  /** The folder of the whole project. */
  readonly root: string;
  /** Whether the run leaves out nothing below a folder. */
  readonly covers: (folder: string) => boolean;
}

/** A file on the disk as an input. */
export function diskInput({ file, bytes, isNamed }: SourceFile): CheckInput {
  return { file, isNamed, read: () => (bytes ? decoded(readFileSync(bytes)) : textOf(file)) };
}

/** What UTF-16 begins with where it is read as UTF-8. */
const NO_UTF8 = '\uFFFD\uFFFD';

/** The text of a file, which Node reads faster than its bytes. Measured: a twentieth of a run over 10,000 files. */
function textOf(file: string): string {
  const text = readFileSync(file, 'utf8');
  return text.startsWith(NO_UTF8) ? decoded(readFileSync(file)) : text;
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
 * enough of them. The wrappers that these define lead to more files, which hold no word of spans themselves.
 * @throws UsageError for an unknown rule
 * @throws Error where the parser has no build for this platform
 */
export async function checkTexts(
  inputs: readonly CheckInput[],
  setup: CheckSetup,
  { follow, others, listed, root, covers }: CheckScope,
  progress: Progress,
): Promise<CheckedTexts> {
  const contracts = new ContractsOfRun(setup.settings, listed);
  const gate = new Gate(contracts);
  const all = follow ? rememberingTexts([...inputs, ...others]) : inputs;
  const faults: Fault[] = [];
  let underFault = 0;
  const results = new Map<number, CheckedText>();
  let waiting = 0;
  let isRead = false;
  const pool = new CheckPool(setup, (result) => {
    results.set(result.id, result);
    if (isRead) progress.step('Checking', waiting);
  });
  try {
    for (const [id, { file, read, isNamed }] of all.entries()) {
      progress.step('Reading', all.length);
      const fault = gate.faultFor(file);
      if (fault) {
        faults.push(fault);
        if (id < inputs.length) underFault += 1;
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
      await pool.add({ id, file, text, isNamed }, (id + 1) / all.length);
    }
    isRead = true;
    waiting -= results.size;
    if (follow) await followOthers(setup, results, pool, new WrapperSearch(all, gate, progress));
    else await pool.finish();
  } finally {
    await pool.close();
  }
  progress.end();

  const checked = [...results.values()]
    .filter(({ id }) => id < inputs.length)
    .sort((a, b) => compare(a.file, b.file) || a.id - b.id);
  const settled = new Set(follow ? [...results.values()].flatMap(({ settles = [] }) => settles) : []);
  const isGivenOut = checked.some(({ findings }) => findings.some(({ givenOut }) => givenOut));
  // it brings the parser with it, which the main thread need not have loaded
  const users =
    isGivenOut && new (await import('../provider-users.ts')).ProviderUsers({ files: all, contracts, root, covers });
  const isSettled = ({ file, settledBy = [], givenOut }: ReportedFinding) =>
    settledBy.some((key) => settled.has(key)) || (givenOut && users && !users.isEndedByNobody(file, givenOut));
  const own = new Set(inputs.map(({ file }) => file));
  faults.push(...checked.flatMap(({ fault }) => fault ?? []));
  return {
    findings: checked.flatMap(({ findings }) => findings.filter((finding) => !isSettled(finding))),
    faults: withoutTwins(faults.filter(({ kind, file }) => kind === 'contract' || own.has(file))).sort((a, b) =>
      compare(a.file, b.file),
    ),
    skipped: checked.flatMap(({ file, skipped }) => (skipped === undefined ? [] : { file, reason: skipped })),
    ignored: {
      contract: checked.filter(({ ignored }) => ignored === 'contract').length,
      default: checked.filter(({ ignored }) => ignored === 'default').length,
    },
    underFault,
    unlisted: unlistedOf(checked),
  };
}

/** Units of text that are kept between the rounds; what comes behind is read again from the disk. */
const MOST_KEPT = 100_000_000;

/** Inputs that are read once, as far as there is room. */
function rememberingTexts(inputs: readonly CheckInput[]): readonly CheckInput[] {
  let room = MOST_KEPT;
  return inputs.map(({ file, read, isNamed }) => {
    let known: string | undefined;
    return {
      file,
      isNamed,
      read: () => {
        if (known !== undefined) return known;
        const text = read();
        if (text.length <= room) {
          room -= text.length;
          known = text;
        }
        return text;
      },
    };
  });
}

/**
 * Finishes a round, and checks the files that call a wrapper which it found, as long as that finds new ones. Files that may end the
 * provider of another one are looked for only where a finding hangs on it.
 */
async function followOthers(
  setup: CheckSetup,
  results: Map<number, CheckedText>,
  pool: CheckPool,
  search: WrapperSearch,
): Promise<void> {
  const lookAround = () => {
    search.lookFor([...results.values()].flatMap(({ words = [] }) => words));
  };
  // while others are at their last files, there is time to look for the wrappers that are known already
  await pool.finish(lookAround);
  // a name leads to files that have nothing to do with spans: that such a one cannot be read is no news
  const take = (result: CheckedText) => {
    if (!result.fault && result.skipped === undefined && !result.ignored) results.set(result.id, result);
  };
  const endings = awaitsEnding([...results.values()]) ? search.filesWith(mayEndForOthers) : [];
  const unread = endings.filter(({ id }) => !results.has(id));
  if (unread.length > 0) {
    pool.goOnWith(setup, take);
    for (const text of unread) await pool.add(text, 1);
    await pool.finish(lookAround);
  }
  for (let round = 1; round < MOST_ROUNDS; round++) {
    lookAround();
    const callers = search.news();
    if (!callers) return;
    const methods = [...new Set([...results.values()].flatMap((result) => result.methods ?? []))];
    pool.goOnWith({ ...setup, words: search.words, methods }, take);
    for (const text of callers) await pool.add(text, 1);
    await pool.finish(lookAround);
  }
}

/** Whether a file that was not read may take a finding away. */
function awaitsEnding(results: readonly CheckedText[]): boolean {
  const settled = new Set(results.flatMap(({ settles = [] }) => settles));
  return results.some(({ findings }) =>
    findings.some(({ settledBy = [] }) => settledBy.length > 0 && !settledBy.some((key) => settled.has(key))),
  );
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

/** What the contract of a folder says of all files in it. */
interface FolderContract {
  readonly words: readonly string[];
  readonly fault?: Fault;
}

/** Which files are worth a reading under their contract. A folder is asked once. */
export class Gate {
  readonly #contracts: ContractsOfRun;
  readonly #folders = new Map<string, FolderContract>();

  constructor(contracts: ContractsOfRun) {
    this.#contracts = contracts;
  }

  /** What is wrong with the contract of a file. */
  faultFor(file: string): Fault | undefined {
    return this.#of(file).fault;
  }

  /** Whether the contract leaves a file alone. */
  ignores(file: string): boolean {
    const found = this.#contracts.for(file);
    return found.ok && found.ignored;
  }

  /** Whether a text may concern spans. */
  passes(file: string, text: string): boolean {
    return mayConcernSpans(text, this.#of(file).words);
  }

  /** Whether all contracts of the run list a wrapper by this name, so that the files that call it pass. */
  knows(word: string): boolean {
    return [...this.#folders.values()].every(({ words }) => words.includes(word));
  }

  #of(file: string): FolderContract {
    const folder = path.dirname(file);
    let known = this.#folders.get(folder);
    if (!known) {
      const found = this.#contracts.for(file);
      const [first] = found.ok ? [] : found.faults;
      known = {
        words: found.ok ? gateWords(found.contract) : [],
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
