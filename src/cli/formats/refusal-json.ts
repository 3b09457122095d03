import type { Fault } from '../report.ts';
import { shownPath } from '../files/shown-path.ts';

/** What ended a run before it began: it is of no file, or of a contract. */
export interface Refusal {
  readonly kind: 'usage' | 'crash';
  readonly message: string;
  readonly fault?: Fault | undefined;
}

const NO_FILES = { files: 0, ignored: 0 };

/** The answer of each subcommand where nothing was done, as far as programs read it, and the list that tells faults in it. */
const ANSWERS: Readonly<Record<string, (faults: readonly object[]) => object>> = {
  check: (notChecked) => ({
    summary: { ...NO_FILES, errors: 0, warnings: 0, notChecked: notChecked.length, skipped: 0 },
    findings: [],
    notChecked,
    skipped: [],
    unlistedWrappers: [],
  }),
  migrate: (failedFiles) => ({
    summary: {
      ...NO_FILES,
      isWritten: false,
      done: 0,
      left: 0,
      failed: 0,
      changed: 0,
      failedFiles: failedFiles.length,
      skipped: 0,
    },
    rows: [],
    changes: [],
    failedFiles,
    skipped: [],
    renamings: [],
    diff: '',
  }),
  init: (notRead) => ({ written: null, existing: null, contract: null, spans: [], notRead, skipped: [] }),
  explain: (notRead) => ({ items: [], notRead }),
};

/**
 * What a program reads on stdout where the command could not do what it was asked.
 * @param args the arguments of the command
 * @returns nothing where no JSON was asked for on stdout
 */
export function refusalJson(args: readonly string[], refusal: Refusal, cwd: string): string | undefined {
  const [command = ''] = args.filter((one) => !one.startsWith('-'));
  const answer = ANSWERS[command];
  if (!answer || !wantsJson(command, args)) return undefined;
  const { kind, message, fault } = refusal;
  const told = fault ? { ...fault, file: shownPath(fault.file, cwd) } : { kind, message };
  return `${JSON.stringify({ version: 1, ...answer([told]) }, undefined, 2)}\n`;
}

/** Whether JSON was asked for, and not into a file. What is wrong may be the options themselves, so nobody has read them yet. */
function wantsJson(command: string, args: readonly string[]): boolean {
  const end = args.indexOf('--');
  const options = end < 0 ? args : args.slice(0, end);
  if (command !== 'check') return options.includes('--json');
  const isJson = options.some(
    (one, i) => one === '--json' || one === '--format=json' || (one === 'json' && options[i - 1] === '--format'),
  );
  return isJson && !options.some((one) => /^--output(?:=|$)/.test(one));
}
