import path from 'node:path';
import type { ModuleSummaries } from './analysis/modules/module-summaries.ts';
import { summariesOf, summariesOfRun } from './analysis/modules/project-summaries.ts';
import type { Contract } from './contract/contract.ts';

/**
 * Whether this process is one run of ESLint on the command line, which writes what it fixes when all is linted: nothing changes while it
 * lasts. Editors and servers live for days.
 * @param script what the process was started with
 */
export function isOneRun(script: string | undefined): boolean {
  return /^eslint(?:\.js)?$/.test(path.basename(script ?? ''));
}

/** What the imports of a linted file lead to, as its host needs it; places in other files are told from its working directory. */
export const summariesOfHost: (file: string, contract: Contract, cwd: string) => ModuleSummaries = isOneRun(
  process.argv[1],
)
  ? summariesOfRun()
  : (file, contract, cwd) => summariesOf(file, contract, undefined, cwd);
