import path from 'node:path';
import picomatch from 'picomatch';
import { packagesOf } from '../analysis/catalogue/find-calls.ts';
import type { Contract, WrapperContract } from './contract.ts';
import { CONTRACT_FILES, contractIn } from './contract-files.ts';
import { nearest } from './did-you-mean.ts';
import { ContractError, type ContractFault } from './fault.ts';
import { isThere, statOf } from './file-stat.ts';
import { inlineContract, loadContract, presetContract } from './load-contract.ts';

export type { ContractFault } from './fault.ts';

/** What `settings['span-contract']` says, and the working directory that its paths are relative to. */
export interface ContractSettings {
  /** A path to a contract, relative to the working directory, or the contract itself. */
  readonly contract?: string | object;
  /** Report for each file what the reading sees. */
  readonly explain?: boolean;
  /** Ask the type checker of the host, where it has one. */
  readonly types?: 'auto';
  /** What is wrong with the settings themselves. */
  readonly fault?: string;
  /** Where the host runs; that of the process where it does not say. */
  readonly cwd?: string;
}

/** The contract of a file, or what is wrong with it. */
export type FoundContract =
  | { readonly ok: true; readonly contract: Contract; readonly ignored: boolean; readonly file?: string }
  | { readonly ok: false; readonly file: string; readonly faults: readonly ContractFault[] };

interface Entry {
  readonly found: { readonly contract: Contract } | { readonly faults: readonly ContractFault[] };
  /** Size and time of every file that the answer rests on. */
  readonly stamps: ReadonlyMap<string, string>;
}

const loaded = new Map<string, Entry>();
const inline = new WeakMap<object, Entry>();
const matchers = new WeakMap<Contract, (file: string) => boolean>();
let preset: Contract | undefined;

/** What may stand in `settings['span-contract']`. */
const SETTINGS = ['contract', 'explain', 'types'] as const;

/**
 * Takes the plugin's part out of ESLint's settings. A mistyped key and a value that is not of the form are faults: else a team would
 * be held to a preset, and not know why. Other keys may be of another version.
 * @param cwd where the host runs
 */
export function contractSettings(settings: unknown, cwd?: string): ContractSettings {
  const own = (settings as Record<string, unknown> | undefined)?.['span-contract'];
  const base = cwd === undefined ? {} : { cwd };
  if (own === undefined || own === null) return base;
  const fault = settingsFault(own);
  if (fault !== undefined) return { ...base, fault: `${fault} Nothing was checked.` };
  const { contract, explain, types } = own as { contract?: string | object; explain?: boolean; types?: 'auto' | 'off' };
  return {
    ...base,
    ...(contract === undefined ? {} : { contract }),
    ...(explain === true ? { explain } : {}),
    ...(types === 'auto' ? { types } : {}),
  };
}

function settingsFault(own: unknown): string | undefined {
  const name = "settings['span-contract']";
  if (typeof own !== 'object' || Array.isArray(own))
    return `${name} is ${shown(own)}. Write an object, such as { contract: './span-contract.yaml' }.`;
  for (const key of Object.keys(own as object)) {
    const meant = SETTINGS.some((one) => one === key) ? undefined : nearest(key, SETTINGS);
    if (meant !== undefined) return `${name} has the unknown key ${key}. Write ${meant}.`;
  }
  const { contract, explain, types } = own as Record<string, unknown>;
  if (contract !== undefined && typeof contract !== 'string' && (typeof contract !== 'object' || contract === null))
    return `${name}.contract is ${shown(contract)}. Write the path of a contract, or the contract itself.`;
  if (explain !== undefined && typeof explain !== 'boolean')
    return `${name}.explain is ${shown(explain)}. Write true or false.`;
  if (types !== undefined && types !== 'auto' && types !== 'off')
    return `${name}.types is ${shown(types)}. Write 'auto' to ask the type checker, or 'off'.`;
  return undefined;
}

function shown(value: unknown): string {
  return typeof value === 'string' ? `'${value}'` : Array.isArray(value) ? 'a list' : String(value);
}

/**
 * Finds the contract of a linted file: the one in the settings, else the nearest upward from the file, else the preset `agent`.
 * Answers are kept, and checked by size and time on each call, so that an editor sees a changed contract at once.
 * @param filename absolute, or a virtual name such as `<input>`
 */
export function contractFor(filename: string, settings: ContractSettings = {}): FoundContract {
  const cwd = settings.cwd ?? process.cwd();
  if (typeof settings.contract === 'object')
    return answer(inlineEntry(settings.contract, cwd), filename, cwd, undefined);
  const file =
    typeof settings.contract === 'string'
      ? path.resolve(cwd, settings.contract)
      : nearestContract(folderOf(filename, cwd));
  return file === undefined ? answerOfPreset(filename, cwd) : answer(entryOf(file), filename, path.dirname(file), file);
}

/** The folder that the search for a contract begins in. */
function folderOf(filename: string, cwd: string): string {
  return isVirtual(filename) ? cwd : path.dirname(path.resolve(cwd, filename));
}

function answerOfPreset(filename: string, cwd: string): FoundContract {
  preset ??= presetContract();
  // only folders below the working directory are the project's: what lies elsewhere is known by its own name
  const inside = path.resolve(cwd, filename).startsWith(cwd + path.sep);
  return answer({ contract: preset }, inside ? filename : path.join(cwd, path.basename(filename)), cwd, undefined);
}

/** Folders that were listed, each with the file that holds its contract; nothing for a folder without one. */
export type ListedContracts = ReadonlyMap<string, string | undefined>;

/** The contracts of a run, which takes none to change while it lasts: a folder is asked once. */
export class ContractsOfRun {
  readonly #settings: ContractSettings;
  readonly #listed: ListedContracts;
  readonly #folders = new Map<string, string | undefined>();
  readonly #entries = new Map<string, Entry['found']>();

  /** @param listed what is known of folders already */
  constructor(settings: ContractSettings, listed: ListedContracts = new Map()) {
    this.#settings = settings;
    this.#listed = listed;
  }

  /** The contract of a file, as `contractFor` finds it. */
  for(filename: string): FoundContract {
    const { contract, cwd = process.cwd() } = this.#settings;
    if (contract !== undefined) return contractFor(filename, this.#settings);
    const file = this.#nearest(folderOf(filename, cwd));
    if (file === undefined) return answerOfPreset(filename, cwd);
    let found = this.#entries.get(file);
    if (!found) this.#entries.set(file, (found = entryOf(file)));
    return answer(found, filename, path.dirname(file), file);
  }

  #nearest(folder: string): string | undefined {
    if (this.#folders.has(folder)) return this.#folders.get(folder);
    const own = this.#listed.has(folder) ? this.#listed.get(folder) : contractIn(folder);
    const above = path.dirname(folder);
    const nearest = own ?? (above === folder ? undefined : this.#nearest(above));
    this.#folders.set(folder, nearest);
    return nearest;
  }
}

/** Words of the contract that let a file through the gate; none where the contract is faulty. */
export function contractWords(filename: string, settings: ContractSettings = {}): readonly string[] {
  const found = contractFor(filename, settings);
  return found.ok ? gateWords(found.contract) : [];
}

/** The names of a contract's wrappers, and the packages of the libraries that it switches on. */
export function gateWords({ wrappers, apis }: Contract): readonly string[] {
  return [...wrappers.map(wrapperWord), ...packagesOf(apis)];
}

/** The word by which a wrapper is called: the last part of its name. */
export function wrapperWord(wrapper: WrapperContract): string {
  const name = 'global' in wrapper ? wrapper.global : wrapper.export;
  return name.split('.').at(-1) ?? name;
}

function answer(found: Entry['found'], filename: string, folder: string, file: string | undefined): FoundContract {
  if ('faults' in found) return { ok: false, file: file ?? folder, faults: found.faults };
  const ignored =
    !isVirtual(path.basename(filename)) &&
    isIgnored(found.contract, path.relative(folder, path.resolve(folder, filename)).replaceAll(path.sep, '/'));
  return { ok: true, contract: found.contract, ignored, ...(file === undefined ? {} : { file }) };
}

/** Names that editors and `--stdin` give to texts that are no files: `<input>`, `<text>`. */
function isVirtual(filename: string): boolean {
  return filename.startsWith('<');
}

function isIgnored(contract: Contract, relative: string): boolean {
  if (contract.ignore.length === 0) return false;
  let matcher = matchers.get(contract);
  if (!matcher) {
    matcher = ignoreMatcher(contract.ignore);
    matchers.set(contract, matcher);
  }
  // A contract in a folder of its own, or a working directory beside the code: `**/*.test.ts` means those files too.
  return matcher(relative.replace(/^(?:\.\.\/)+/, ''));
}

/** A folder means all that is in it, and what begins with `!` is kept, as in `.gitignore`. */
function ignoreMatcher(globs: readonly string[]): (file: string) => boolean {
  const matching = (some: readonly string[]) => {
    const folders = some.map((glob) => glob.replace(/\/+$/, ''));
    return picomatch([...folders, ...folders.map((glob) => `${glob}/**`)], { dot: true });
  };
  const isIgnoredBy = matching(globs.filter((glob) => !glob.startsWith('!')));
  const isKept = matching(globs.flatMap((glob) => (glob.startsWith('!') ? [glob.slice(1)] : [])));
  return (file) => isIgnoredBy(file) && !isKept(file);
}

/** The nearest contract at or above a folder. */
function nearestContract(folder: string): string | undefined {
  for (let at = folder; ; at = path.dirname(at)) {
    const file = contractIn(at);
    if (file !== undefined || at === path.dirname(at)) return file;
  }
}

function inlineEntry(data: object, cwd: string): Entry['found'] {
  const known = inline.get(data);
  if (known && isFresh(known)) return known.found;
  const seen = new Set<string>();
  const found = attempt(() => inlineContract(data, cwd, seen));
  inline.set(data, { found, stamps: stampsOf(seen) });
  return found;
}

function entryOf(file: string): Entry['found'] {
  const known = loaded.get(file);
  if (known && isFresh(known)) return known.found;
  const seen = new Set([file]);
  const found = attempt(() => {
    const twin = CONTRACT_FILES.map((name) => path.join(path.dirname(file), name)).find(
      (one) => one !== file && isThere(one),
    );
    if (twin && CONTRACT_FILES.some((name) => name === path.basename(file))) {
      throw new ContractError(
        file,
        `\`${path.basename(twin)}\` stands beside it in the same folder: keep one of them.`,
      );
    }
    return loadContract(file, seen);
  });
  loaded.set(file, {
    found,
    stamps: stampsOf([...seen, ...CONTRACT_FILES.map((name) => path.join(path.dirname(file), name))]),
  });
  return found;
}

function attempt(load: () => { readonly contract: Contract }): Entry['found'] {
  try {
    return { contract: load().contract };
  } catch (error) {
    if (error instanceof ContractError) return { faults: [error.fault] };
    throw error;
  }
}

function isFresh(entry: Entry): boolean {
  return [...entry.stamps].every(([file, stamp]) => stampOf(file) === stamp);
}

function stampsOf(files: Iterable<string>): Entry['stamps'] {
  return new Map([...files].map((file) => [file, stampOf(file)]));
}

function stampOf(file: string): string {
  const stat = statOf(file);
  return stat
    ? `${String(stat.size)} ${String(stat.mtimeMs)} ${String(stat.ino)}`
    : isThere(file)
      ? 'unreadable'
      : 'absent';
}
