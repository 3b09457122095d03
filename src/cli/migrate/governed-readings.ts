import type { ProjectView } from '../../analysis/modules/project-files.ts';
import { summariesOf } from '../../analysis/modules/project-summaries.ts';
import { parseSource } from '../../analysis/parsing/parse.ts';
import { read, type FileReading } from '../../analysis/reading.ts';
import type { Contract } from '../../contract/contract.ts';
import { contractFor, type ContractSettings } from '../../contract/find-contract.ts';
import { scriptsOf } from '../files/script-blocks.ts';

/** A file with its text. */
export interface FileText {
  readonly file: string;
  /** Without a BOM. */
  readonly text: string;
}

/**
 * The readings of the programs of a file, under its contract.
 * @param view what is known of the project; left out: what each file says by itself
 * @returns none for a file that the contract leaves alone or that is not read, and none for a program that does not parse
 */
export function governedReadings(
  file: FileText,
  settings: ContractSettings,
  view?: ProjectView,
): readonly FileReading[] {
  const found = contractFor(file.file, settings);
  return found.ok && !found.ignored ? readingsUnder(found.contract, file, view) : [];
}

/** The same under a given contract, whether or not it leaves the file alone. */
export function readingsUnder(
  contract: Contract,
  { file, text }: FileText,
  view?: ProjectView,
): readonly FileReading[] {
  const scripts = scriptsOf(file, text);
  if ('skipped' in scripts) return [];
  return scripts.programs.flatMap((program) => {
    const parsed = parseSource(program.text, program.path);
    if ('fault' in parsed) return [];
    return [read(parsed.source, contract, view && summariesOf(file, contract, view))];
  });
}
