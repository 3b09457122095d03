import path from 'node:path';
import type { Contract } from '../../contract/contract.ts';
import { AnswersOfRun, AnswersWithEvidence, type KeptAnswers } from './kept-answers.ts';
import { ModuleFiles } from './module-files.ts';
import { NO_SUMMARIES, type ModuleSummaries } from './module-summaries.ts';
import { ProjectFiles, type ProjectView } from './project-files.ts';

type Summaries = (file: string, contract: Contract, shownFrom?: string) => ModuleSummaries;

/** What is known of a project that is looked at in another way than the disk shows it: nothing changes while that way lasts. */
const viewed = new WeakMap<ProjectView, Summaries>();

/**
 * What the imports of a file lead to, at this moment.
 * @param file its path; a virtual name such as `<input>` stands nowhere and leads nowhere
 * @param contract the contract that the file is held to
 * @param view how the project is looked at where that is not as the disk shows it; one view is one moment, for all files
 * @param shownFrom the folder that places in other files are told from; that of the file where nothing is given
 */
export function summariesOf(
  file: string,
  contract: Contract,
  view?: ProjectView,
  shownFrom = view?.shownFrom,
): ModuleSummaries {
  if (view) {
    const summaries = viewed.get(view) ?? summariesOfRun(view);
    viewed.set(view, summaries);
    return summaries(file, contract, shownFrom);
  }
  if (!isOnDisk(file)) return NO_SUMMARIES;
  return new ProjectFiles(contract, undefined, new ModuleFiles(), lasting(contract)).summariesFor(file, shownFrom);
}

const lastingAnswers = new WeakMap<Contract, KeptAnswers>();

/** The answers under a contract that outlive a lint. */
function lasting(contract: Contract): KeptAnswers {
  const answers = lastingAnswers.get(contract) ?? new AnswersWithEvidence();
  lastingAnswers.set(contract, answers);
  return answers;
}

/** Makes what `summariesOf` is for the many files of one run: nothing is taken to change while it lasts. */
export function summariesOfRun(view?: ProjectView): Summaries {
  const known = new Map<Contract, KeptAnswers>();
  const files = new ModuleFiles(view?.texts);
  return (file, contract, shownFrom) => {
    if (!isOnDisk(file)) return NO_SUMMARIES;
    const answers = known.get(contract) ?? new AnswersOfRun();
    known.set(contract, answers);
    return new ProjectFiles(contract, view, files, answers).summariesFor(file, shownFrom);
  };
}

function isOnDisk(file: string): boolean {
  return path.isAbsolute(file) && !path.basename(file).startsWith('<');
}
