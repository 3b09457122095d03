/** What a run ends with. A run that SIGINT ends shows 130 in a shell. */
export const EXIT = {
  clean: 0,
  /** There are findings. */
  findings: 1,
  /** Wrong usage, a faulty contract, or a file that could not be checked. */
  unable: 2,
} as const;

export type ExitCode = (typeof EXIT)[keyof typeof EXIT];
