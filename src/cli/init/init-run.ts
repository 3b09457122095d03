import path from 'node:path';
import { createInterface } from 'node:readline/promises';
import type { Contract } from '../../contract/contract.ts';
import { isThere, refusalAt, statOf } from '../../contract/file-stat.ts';
import { contractFor } from '../../contract/find-contract.ts';
import { contractOfText } from '../../contract/load-contract.ts';
import { compare } from '../check/check-texts.ts';
import { EXIT, type ExitCode } from '../exit-code.ts';
import { initJson } from './init-json.ts';
import { proposeContract, type Proposal } from './init-proposal.ts';
import { surveyFiles } from './init-survey.ts';
import { doneText, missingText, notReadText, shownText } from './init-text.ts';
import { proposalYaml } from './init-yaml.ts';
import type { InitOptions } from '../init.ts';
import { Progress } from '../progress.ts';
import { replaceFile } from '../files/replace-file.ts';
import { shownPath } from '../files/shown-path.ts';
import { findFiles } from '../files/source-files.ts';
import { faultyContract, UsageError } from '../usage-error.ts';

/** What a proposal that was made is, and what becomes of it. */
export interface InitOutcome {
  readonly proposal: Proposal;
  readonly yaml: string;
  /** The contract that is there, of which what is missing is proposed. */
  readonly existing: string | undefined;
  /** The file that was written. */
  readonly written: string | undefined;
}

/** What a contract is before a team agreed on one: the preset, and dots between the words. */
const NOTHING_YET = 'version: 1\nextends: [agent]\n';

/**
 * Proposes a contract for the code that paths lead to.
 * @throws UsageError
 */
export async function init(paths: readonly string[], options: InitOptions): Promise<ExitCode> {
  const cwd = process.cwd();
  const target = path.resolve(cwd, options.output ?? 'span-contract.yaml');
  const there = contractFor(path.join(cwd, '<init>'), { cwd });
  const found = there.ok ? there.file : there.file;
  const isOver = options.force === true;
  if (!there.ok && !isOver) throw faultyContract(there.faults);
  if (options.output !== undefined) refuseNoFile(target, options.output);
  if (options.output !== undefined && isThere(target) && !isOver)
    throw new UsageError(
      `--output: ${options.output} is there already. Give another name, or --force to write over it.`,
    );
  const existing = found !== undefined && options.output === undefined && !isOver ? found : undefined;

  const folder = path.dirname(existing ?? target);
  const base: Contract =
    existing !== undefined && there.ok
      ? there.contract
      : agreedBase(contractOfText(path.join(folder, 'new'), NOTHING_YET));
  const { files } = findFiles(paths.length === 0 ? ['.'] : paths, cwd);
  const sorted = files.toSorted((a, b) => compare(a.file, b.file));
  const survey = surveyFiles(sorted, base, { cwd, folder, own: found }, new Progress(process.stderr));
  const proposal = proposeContract(survey, base, existing === undefined);
  const yaml = proposalYaml(proposal, existing === undefined);
  if (existing === undefined) contractOfText(target, yaml);

  const outcome = { proposal, yaml, existing: existing === undefined ? undefined : shownPath(existing, cwd) };
  const written =
    existing === undefined && (await mayWrite(options, outcome, target, cwd)) ? shownPath(target, cwd) : undefined;
  if (written !== undefined) write(target, yaml, options.output ?? written);
  report({ ...outcome, written }, options);
  return survey.faults.length > 0 ? EXIT.findings : EXIT.clean;
}

/** @throws UsageError where `--output` can be no file, before the code is read for it */
function refuseNoFile(target: string, given: string): void {
  if (statOf(target)?.isDirectory())
    throw new UsageError(
      `--output: ${given} is a folder. Name the file in it, such as ${given.replace(/[\\/]*$/, '')}/span-contract.yaml.`,
    );
  const folder = path.dirname(target);
  if (refusalAt(folder) === undefined && !statOf(folder)?.isDirectory())
    throw new UsageError(`--output: ${given} cannot be written, for there is no folder ${path.dirname(given)}.`);
}

/** The base by the name of its preset: messages speak of it. */
function agreedBase(contract: Contract): Contract {
  return { ...contract, sources: ['agent'] };
}

/** Whether the file is to be written: said so, or answered so on a terminal. */
async function mayWrite(
  { yes, json, output }: InitOptions,
  { proposal, yaml }: Pick<InitOutcome, 'proposal' | 'yaml'>,
  target: string,
  cwd: string,
): Promise<boolean> {
  if (yes) return true;
  const isTerminal = process.stdin.isTTY && process.stdout.isTTY;
  if (json === true || !isTerminal) {
    if (output !== undefined)
      throw new UsageError('--output writes a file: write --yes too where nobody can be asked.');
    return false;
  }
  process.stdout.write(`${yaml}\n${notReadText(proposal.survey, cwd)}`);
  return await isAnsweredYes(`Write ${shownPath(target, cwd)}? [y/N] `);
}

async function isAnsweredYes(question: string): Promise<boolean> {
  const lines = createInterface({ input: process.stdin, output: process.stdout });
  try {
    // where the input ends without an answer there is none
    const ended = new Promise<string>((resolve) =>
      lines.once('close', () => {
        resolve('');
      }),
    );
    const answer = await Promise.race([lines.question(question), ended]);
    return /^y(?:es)?$/i.test(answer.trim());
  } catch {
    return false;
  } finally {
    lines.close();
  }
}

function write(target: string, yaml: string, shown: string): void {
  try {
    replaceFile(target, yaml);
  } catch (error) {
    const { code = 'unknown' } = error as NodeJS.ErrnoException;
    throw new UsageError(`${shown} cannot be written (${code}).`);
  }
}

function report(outcome: InitOutcome, { json, yes }: InitOptions): void {
  const cwd = process.cwd();
  const { proposal, yaml, existing, written } = outcome;
  if (json === true) {
    process.stdout.write(initJson(outcome, cwd));
    return;
  }
  const isAsked = yes !== true && process.stdin.isTTY && process.stdout.isTTY;
  const notRead = notReadText(proposal.survey, cwd);
  if (written !== undefined) {
    process.stdout.write(doneText(proposal, written, cwd));
    if (!isAsked) process.stderr.write(notRead);
  } else if (existing !== undefined) {
    process.stdout.write(yaml);
    process.stderr.write(notRead + missingText(proposal, yaml, existing, cwd));
  } else if (isAsked) process.stdout.write('Nothing was written.\n');
  else {
    process.stdout.write(yaml);
    process.stderr.write(notRead + shownText(proposal, cwd));
  }
}
