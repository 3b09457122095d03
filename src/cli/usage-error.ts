import type { Fault } from './report.ts';

/** What the command was asked cannot be done as it was asked; the message says what to write instead. */
export class UsageError extends Error {
  /** What is wrong with a file, where that is why. */
  readonly fault: Fault | undefined;

  constructor(message: string, fault?: Fault) {
    super(message);
    this.fault = fault;
  }
}

/** A contract without which nothing can be done. */
export function faultyContract([first]: readonly (Omit<Fault, 'kind' | 'message'> & {
  readonly sentence: string;
})[]): UsageError {
  if (!first) return new UsageError('The contract is faulty.');
  const { file, line, column, sentence: message } = first;
  return new UsageError(message, { kind: 'contract', file, line, column, message });
}
