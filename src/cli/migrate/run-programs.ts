import { isTest } from '../../analysis/names/read-names.ts';
import type { ProjectView } from '../../analysis/modules/project-files.ts';
import type { FileReading } from '../../analysis/reading.ts';
import type { Tree } from '../../analysis/syntax/tree.ts';
import { contractFor, type ContractSettings } from '../../contract/find-contract.ts';
import { shownPath } from '../files/shown-path.ts';
import { readingsUnder } from './governed-readings.ts';
import type { ReadFile } from './run-files.ts';

/** A program of a file of the run, read for what it looks up; those that the contract ignores too. */
export interface RunProgram {
  readonly file: ReadFile;
  readonly reading: FileReading;
  readonly isTest: boolean;
}

/** Folders of tests and what they need. Source: the default `ignore` of contracts, and `e2e`. */
const TEST_FOLDERS = /(?:^|[\\/])(?:tests?|e2e|[\w-]+-tests?|__(?:tests|mocks|fixtures)__)[\\/]/;

/**
 * Whether a file is a test, or something that tests need: by its folder, its name or what it imports.
 * @param shown its path in the project
 */
export function isOfTests(tree: Tree, shown: string): boolean {
  return TEST_FOLDERS.test(shown) || isTest(tree, shown);
}

/**
 * The programs of a file; none where it is not read, or does not parse.
 * @param view what is known of the project; left out: what the file says by itself
 */
export function programsOf(file: ReadFile, settings: ContractSettings, view?: ProjectView): readonly RunProgram[] {
  const found = contractFor(file.file, settings);
  if (!found.ok) return [];
  const shown = shownPath(file.file, settings.cwd ?? process.cwd());
  return readingsUnder(found.contract, file, view).map((reading) => ({
    file,
    reading,
    isTest: found.ignored || isOfTests(reading.tree, shown),
  }));
}
