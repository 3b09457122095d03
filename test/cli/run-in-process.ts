import path from 'node:path';
import { checkTexts, diskInput } from '../../src/cli/check/check-texts.ts';
import { coverage } from '../../src/cli/files/coverage.ts';
import { findFiles } from '../../src/cli/files/source-files.ts';
import { selectCodemods } from '../../src/cli/migrate/codemod-selection.ts';
import { planFiles } from '../../src/cli/migrate/plan-files.ts';
import { Progress } from '../../src/cli/progress.ts';
import { folderWith } from './command.ts';

/** What a run over files of a project finds, and what a migration would do. */
export interface ProjectOutcome {
  /** `file:line:column rule` */
  readonly places: readonly string[];
  /** What would become of each site. */
  readonly rows: readonly string[];
}

/**
 * Checks a project and plans one codemod over it, as the command does, without a process of its own.
 * @param how.paths the files that the run is about
 * @param how.asEslint whether each file is seen alone
 */
export async function runInProcess(
  files: Readonly<Record<string, string>>,
  codemod: string,
  { paths = ['.'], asEslint = false }: { readonly paths?: readonly string[]; readonly asEslint?: boolean } = {},
): Promise<ProjectOutcome> {
  const folder = folderWith(files);
  const found = findFiles(paths, folder).files;
  const settings = { cwd: folder };
  const ofRun = { root: folder, covers: coverage(paths, folder) };
  const { findings } = await checkTexts(
    found.map(diskInput),
    { config: 'recommended', rules: [], settings, severity: 'error', isInRun: !asEslint },
    { follow: !asEslint, others: [], listed: new Map(), ...ofRun },
    new Progress(process.stderr),
  );
  const codemods = selectCodemods([codemod], {});
  const { plans } = planFiles(found, { codemods, settings, mark: false, ...ofRun }, new Progress(process.stderr));
  return {
    places: findings.map(({ file, line, column, rule }) => `${path.relative(folder, file)}:${line}:${column} ${rule}`),
    rows: plans.flatMap((plan) => plan.rows('before').map(({ outcome }) => outcome)),
  };
}
