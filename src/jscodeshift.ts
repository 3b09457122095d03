import path from 'node:path';
import type { Contract } from './contract/contract.ts';
import { contractFor, gateWords } from './contract/find-contract.ts';
import { mayConcernSpans } from './analysis/gate.ts';
import { skipReasonOf } from './analysis/skip-reason.ts';
import { runCodemod, type Codemod, type Row } from './codemod.ts';

/** What the runner hands over for one file. */
interface FileInfo {
  readonly path: string;
  readonly source: string;
}

/** The part of the runner's API that is used; absent where a transform is called by hand. */
interface Api {
  readonly report?: (message: string) => void;
}

/** A transform as jscodeshift runs it: the new text, or nothing where the file stays. */
export type Transform = (file: FileInfo, api?: Api, options?: Readonly<Record<string, unknown>>) => string | undefined;

/**
 * Makes a codemod a transform of jscodeshift. Rows go to `api.report`, a line each. Beside the codemod's own options it takes
 * `contract` (a path, relative to the working directory) and `mark`.
 */
export function createTransform<Options extends object>(codemod: Codemod<Options>): Transform {
  const seen = new Run(codemod);
  return (file, api = {}, given = {}) => {
    const report = (row: Row) => api.report?.(lineOf(row));
    const settings = typeof given['contract'] === 'string' || isObject(given['contract']) ? given : {};
    const contractSettings = settings as { readonly contract?: string | object };
    const filename = path.resolve(file.path);
    const found = contractFor(filename, contractSettings);
    if (!found.ok) {
      const [fault] = found.faults;
      const place = { file: file.path, range: [0, 0] as const, line: 1, column: 1 };
      const sentence = fault?.sentence ?? 'The contract is faulty.';
      report({
        ...place,
        codemod: codemod.name,
        rule: codemod.rule.name,
        outcome: 'failed',
        reason: 'contract',
        sentence,
      });
      return undefined;
    }
    if (found.ignored || !mayConcernSpans(file.source, gateWords(found.contract))) return undefined;
    const skipped = skipReasonOf(file.source);
    if (skipped !== undefined) {
      api.report?.(`The file is skipped: ${skipped}.`);
      return undefined;
    }
    const options = { ...codemod.defaults };
    for (const name of Object.keys(codemod.optionTexts) as (keyof Options & string)[]) {
      if (given[name] !== undefined) options[name] = isOn(given[name]) as Options[typeof name];
    }
    const hasContractFile = found.file !== undefined || contractSettings.contract !== undefined;
    const result = runCodemod(codemod, { path: filename, text: file.source }, found.contract, options, {
      hasContractFile,
      mark: isOn(given['mark']),
    });
    for (const row of result.rows) report({ ...row, file: file.path });
    seen.file(found.contract, result.rows.length);
    return result.text;
  };
}

function lineOf({ line, column, outcome, reason, sentence }: Row): string {
  return `${String(line)}:${String(column)} ${outcome} (${reason}): ${sentence}`;
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}

/** The runner gives `--mark` as `true` and `--mark=false` as a text. */
function isOn(value: unknown): boolean {
  return value === true || value === 'true' || value === 1;
}

/** Counts the sites of one process, which ends by saying what was looked for if there was none. */
class Run {
  readonly #codemod: Pick<Codemod, 'name' | 'looksFor'>;
  #files = 0;
  #sites = 0;
  #contract: Contract | undefined;

  constructor(codemod: Pick<Codemod, 'name' | 'looksFor'>) {
    this.#codemod = codemod;
  }

  file(contract: Contract, sites: number): void {
    if (this.#files === 0)
      process.once('exit', () => {
        this.#end();
      });
    this.#files += 1;
    this.#sites += sites;
    this.#contract = contract;
  }

  #end(): void {
    if (this.#sites > 0 || !this.#contract) return;
    const files = this.#files === 1 ? '1 file' : `${String(this.#files)} files`;
    console.error(
      `${this.#codemod.name}: in ${files} that may concern spans there was no ${this.#codemod.looksFor(this.#contract)}.`,
    );
  }
}
