import path from 'node:path';

/** One fault of a contract, as a user reads it. Lines and columns are counted from 1. */
export interface ContractFault {
  readonly file: string;
  readonly line: number;
  readonly column: number;
  /** The whole message: place, fault and remedy. */
  readonly sentence: string;
}

/** Thrown inside the reading of a contract; the finder turns it into a result, so nothing is half applied. */
export class ContractError extends Error {
  readonly fault: ContractFault;

  constructor(file: string, message: string, line = 1, column = 1) {
    const shown = path.relative(process.cwd(), file).replaceAll(path.sep, '/') || file;
    super(message);
    this.fault = {
      file,
      line,
      column,
      sentence: `${shown}:${String(line)}:${String(column)}: ${message} Nothing was checked.`,
    };
  }
}
