import type { Proposal } from './init-proposal.ts';
import type { Survey } from './init-survey.ts';
import { printable, shownPath } from '../files/shown-path.ts';
import { counted } from '../summary.ts';

const ESLINT = `Add to eslint.config.js:

  import spanContract from 'eslint-plugin-span-contract';

  export default [
    // …
    spanContract.configs.recommended,
  ];
`;

const NEXT = `Then:

  npx span-contract check            what breaks the contract
  npx span-contract migrate          what the codemods would change; --write to do it
`;

/** What a person reads when the contract was written. */
export function doneText(proposal: Proposal, written: string): string {
  return `Wrote ${printable(written)}: ${summaryOf(proposal)}\nRead it before you commit it: each part says in a comment what it rests on.\n\n${ESLINT}\n${NEXT}`;
}

/** What is said beside a proposal that is only shown. */
export function shownText(proposal: Proposal): string {
  return `${summaryOf(proposal)}\nNothing was written, for there is no terminal to ask on: write --yes to have it in span-contract.yaml.\n\n${ESLINT}`;
}

/** What is said of a contract that is there. */
export function missingText(yaml: string, existing: string): string {
  const file = printable(existing);
  return yaml === ''
    ? `${file} is there and lacks nothing that the code shows. Nothing was written.\n`
    : `${file} is there and stays as it is; stdout shows what it lacks, to be put in by hand. --output FILE writes a new contract beside it, --yes --force one over it.\n`;
}

/** What the proposal holds, in one line. */
function summaryOf({ spans, open, raw, wrappers, survey }: Proposal): string {
  const old = spans.reduce((sum, { replaces }) => sum + replaces.length, 0);
  const undecided = open.length + spans.reduce((sum, { maybe }) => sum + maybe.length, 0);
  const parts = [
    counted(spans.length, 'span'),
    counted(old, 'old name'),
    raw.length > 0 ? counted(raw.length, 'content key') : '',
    wrappers.length > 0 ? counted(wrappers.length, 'wrapper') : '',
  ].filter(Boolean);
  const rest = undecided > 0 ? ` ${counted(undecided, 'name')} left for you to decide, in comments.` : '';
  return `${parts.join(', ')}, from ${counted(survey.tracing, 'file')} with spans of ${survey.files}.${rest}`;
}

/** The files that the proposal knows nothing of, named and counted. */
export function notReadText({ faults, skipped, ignored, elsewhere }: Survey, cwd: string): string {
  const named = [
    ...faults.map(
      ({ file, line, column, message }) => `not read  ${printable(shownPath(file, cwd))}:${line}:${column}: ${message}`,
    ),
    ...skipped.map(({ file, reason }) => `skipped   ${printable(shownPath(file, cwd))}: ${reason}`),
  ];
  const sentences = [
    faults.length > 0 ? `${counted(faults.length, 'file')} could not be read.` : '',
    skipped.length > 0 ? `${counted(skipped.length, 'file')} skipped.` : '',
    ignored > 0 ? `${counted(ignored, 'file')} left alone, as tests are and what the contract ignores.` : '',
    elsewhere > 0 ? `${counted(elsewhere, 'file')} under another contract.` : '',
  ].filter(Boolean);
  return [...named, ...(sentences.length > 0 ? [sentences.join(' ')] : [])].map((line) => `${line}\n`).join('');
}
