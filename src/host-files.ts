import path from 'node:path';
import type { ModuleSummaries } from './analysis/modules/module-summaries.ts';
import { summariesOf, summariesOfRun } from './analysis/modules/project-summaries.ts';
import type { Contract } from './contract/contract.ts';

/**
 * Whether this process is one run on the command line in which no file changes: ESLint writes what it fixes when all is linted, Oxlint
 * file by file. Editors and servers live for days.
 * @param script what the process was started with
 * @param flags what stands behind it
 */
export function isOneRun(script: string | undefined, flags: readonly string[] = []): boolean {
  const name = path.basename(script ?? '');
  return /^eslint(?:\.js)?$/.test(name) || (name === 'oxlint' && !flags.some((flag) => /^--(?:lsp|fix)/.test(flag)));
}

/** What the imports of a linted file lead to, as its host needs it; places in other files are told from its working directory. */
export const summariesOfHost: (file: string, contract: Contract, cwd: string) => ModuleSummaries = isOneRun(
  process.argv[1],
  process.argv.slice(2),
)
  ? summariesOfRun()
  : (file, contract, cwd) => summariesOf(file, contract, undefined, cwd);
