/** What a run found, as every format is made of it. */
import type { Region } from '../analysis/parsing/line-index.ts';
import type { ProviderExport } from '../analysis/providers/provider-exports.ts';

export type { Region };

/** A rewrite that a person may accept. */
export interface ReportedSuggestion {
  readonly message: string;
  readonly edits: readonly (Region & { readonly text: string })[];
}

/** A finding of a rule at its place. */
export interface ReportedFinding extends Region {
  /** Without a prefix: `no-variable-span-name`. */
  readonly rule: string;
  readonly messageId: string;
  readonly message: string;
  /** The message without line numbers, which move. */
  readonly steadyMessage: string;
  /** What stays of it while findings of other rules are mended. */
  readonly topic: readonly string[];
  readonly severity: 'error' | 'warning';
  /** Absolute, or a virtual name such as `<stdin>`. */
  readonly file: string;
  /** The code that the finding points at, on one line. */
  readonly code: string;
  readonly suggestions: readonly ReportedSuggestion[];
  /** The lines of the finding and around it, for a code frame. */
  readonly frame: { readonly firstLine: number; readonly lines: readonly string[] };
  /** Keys of what another file of the run may hold that makes this none. */
  readonly settledBy?: readonly string[];
  /** Names under which its file gives a provider to others, one of which may end it. */
  readonly givenOut?: readonly ProviderExport[];
}

/** Why a file, or what hangs on a contract, was not checked. */
export interface Fault {
  readonly kind: 'contract' | 'syntax' | 'unreadable' | 'crash';
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly message: string;
}

/** A file that may concern spans and that is not read: it is of a kind that could not be read here, or written by a program. */
export interface Skipped {
  readonly file: string;
  readonly reason: string;
}

/** Why a file is left alone: the `ignore` of its contract says so, or nobody wrote a contract and it is one of tests. */
export type IgnoredBy = 'contract' | 'default';

/** What leaves a file alone under the contract that was found for it. @param found `file` is the contract, where somebody wrote one */
export function ignoredBy({ file }: { readonly file?: string }): IgnoredBy {
  return file === undefined ? 'default' : 'contract';
}

/** How many files are left alone, by what says so. */
export type IgnoredFiles = Readonly<Record<IgnoredBy, number>>;

/** A row of a baseline that nothing matches any more. */
export interface StaleRow {
  readonly rule: string;
  readonly file: string;
  readonly message: string;
  readonly count: number;
}

/** A wrapper that other files call, and that no contract lists. */
export interface UnlistedWrapper {
  /** As it is exported: `traced`, `Tracing.run`. */
  readonly export: string;
  /** The file that it is imported from, or the package. */
  readonly source: string;
  readonly calls: number;
}

/** All that a run found. */
export interface Report {
  readonly findings: readonly ReportedFinding[];
  readonly faults: readonly Fault[];
  readonly skipped: readonly Skipped[];
  /** How many files were looked at, and how many of them were left alone. */
  readonly files: number;
  readonly ignored: IgnoredFiles;
  /** How many of them were skipped. */
  readonly unread: number;
  /** How many of them stand under a faulty contract, so that they were not checked. */
  readonly underFault: number;
  /**
   * Set where a run over changes met none in its paths: what they were looked for since, nothing for those that are about to be
   * committed; and whether there are some elsewhere.
   */
  readonly unchanged?: { readonly since: string | undefined; readonly isElsewhere: boolean };
  /** Findings that the baseline keeps quiet, and its rows that are not needed any more; absent without a baseline. */
  readonly baseline?: { readonly known: number; readonly stale: readonly StaleRow[] };
  /** Which part of the files this is; absent for all. */
  readonly shard?: { readonly index: number; readonly count: number };
  /** Wrappers that are called, and whose calls ESLint does not see. */
  readonly unlisted: readonly UnlistedWrapper[];
  /** Names of the rules that ran. */
  readonly rules: readonly string[];
}

/** The folders that names of files are shown from. */
export interface Places {
  readonly cwd: string;
  /** The top of the git work tree, for services that look at the whole repository; the working directory without git. */
  readonly root: string;
}

/** Findings by severity. */
export function countFindings({ findings }: Report): { readonly errors: number; readonly warnings: number } {
  const errors = findings.filter((finding) => finding.severity === 'error').length;
  return { errors, warnings: findings.length - errors };
}
