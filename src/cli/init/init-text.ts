import type { Proposal } from './init-proposal.ts';
import type { Survey } from './init-survey.ts';
import { printable, shownPath } from '../files/shown-path.ts';
import { linterText } from './linter-text.ts';
import { counted } from '../summary.ts';

const NEXT = `Then:

  npx span-contract check            what breaks the contract
  npx span-contract migrate          what the codemods would change; --write to do it
`;

/** What a person reads when the contract was written. */
export function doneText(proposal: Proposal, written: string, cwd: string): string {
  const file = printable(written);
  if (!proposal.hasNames) return `Wrote ${file}, which holds the preset alone.\n${nothingSeenText(proposal, cwd)}`;
  return `Wrote ${file}: ${summaryOf(proposal)}\nRead it before you commit it: each part says in a comment what it rests on.\n\n${linterText(proposal, cwd)}\n${NEXT}`;
}

/** What is said beside a proposal that is only shown. */
export function shownText(proposal: Proposal, cwd: string): string {
  if (!proposal.hasNames) return `${nothingSeenText(proposal, cwd)}Nothing was written.\n`;
  return `${summaryOf(proposal)}\nNothing was written, for there is no terminal to ask on: write --yes to have it in span-contract.yaml.\n\n${linterText(proposal, cwd)}`;
}

/** What is said of a contract that is there. */
export function missingText(proposal: Proposal, yaml: string, existing: string, cwd: string): string {
  const file = printable(existing);
  if (!proposal.hasNames && yaml === '')
    return `${nothingSeenText(proposal, cwd)}${file} is there and stays as it is.\n`;
  return yaml === ''
    ? `${file} is there and lacks nothing that the code shows. Nothing was written.\n`
    : `${file} is there and stays as it is; stdout shows what it lacks, to be put in by hand. --output FILE writes a new contract beside it, --yes --force one over it.\n`;
}

/** That no name was seen, and what to do, by what was seen in its place. */
function nothingSeenText({ survey, wrappers, openWrappers, followed }: Proposal, cwd: string): string {
  const own = [...wrappers, ...openWrappers.map(({ wrapper }) => wrapper), ...followed];
  const seen = own.map(({ export: name, place }) => `\`${name}\`${place ? ` (${place.file}:${place.line})` : ''}`);
  const callers =
    seen.length === 0
      ? []
      : [`${seen.slice(0, 3).join(', ')} ${seen.length === 1 ? 'makes' : 'make'} spans for callers that were not seen`];
  return `No name of a span was seen in ${counted(survey.files, 'file')}. What to do, by the reason:
${[
  ...callers,
  ...(survey.elsewhere > 0
    ? [`${counted(survey.elsewhere, 'file')} under another contract: run \`init\` in the folder that it stands in`]
    : []),
  `the wrong folder: this was ${printable(cwd)}; give yours, such as \`span-contract init packages/api/src\``,
  'spans are made by functions of a package: list them under `wrappers:` in the contract, by `module:` and `export:`, and run `init` again',
  'libraries make all spans by themselves: nothing is named in your code, and the preset is all you need',
  'a call looks like a span: `span-contract explain FILE:LINE` says why it is not seen as one',
]
  .map((line) => `  - ${line}\n`)
  .join('')}`;
}

/** What the proposal holds, in one line. */
function summaryOf({ spans, open, semconv, ownNotation, raw, wrappers, survey }: Proposal): string {
  const old = spans.reduce((sum, { replaces }) => sum + replaces.length, 0);
  const undecided = open.length + spans.reduce((sum, { maybe }) => sum + maybe.length, 0);
  const parts = [
    counted(spans.length, 'span'),
    counted(old, 'old name'),
    semconv.length > 0 ? `${counted(semconv.length, 'name')} in OpenTelemetry's own style` : '',
    ownNotation.length > 0 ? `${counted(ownNotation.length, 'name')} in the notation of a library` : '',
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
