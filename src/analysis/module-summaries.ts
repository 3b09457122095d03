import type { Path } from './sources.ts';

/** What other files of the project tell: the seam for reading across files. */
export interface ModuleSummaries {
  /**
   * Texts that an import can be.
   * @param module the specifier as written
   * @param path the export and the properties below it
   * @returns nothing where it is not known
   */
  texts(module: string, path: Path): readonly string[] | undefined;
}

/** A reading of one file alone. */
export const NO_SUMMARIES: ModuleSummaries = { texts: () => undefined };
