import { countFindings, type IgnoredFiles, type Report } from './report.ts';

/** A number with its noun: `1 file`, `2 files`. */
export function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}

/** Says how many files were left alone, and by what. */
export function ignoredSentences(ignored: IgnoredFiles): readonly string[] {
  return [
    ignored.contract > 0 ? `${counted(ignored.contract, 'file')} that the contract ignores.` : '',
    ignored.default > 0 ? `${counted(ignored.default, 'file')} of tests left alone.` : '',
  ];
}

/** What else a reader must know of a run: what was not checked, and what was kept quiet. */
function scopeSentences(report: Report): readonly string[] {
  const { faults, skipped, ignored, unlisted, baseline, shard } = report;
  const contracts = faults.filter((fault) => fault.kind === 'contract').length;
  const unread = faults.length - contracts;
  const stale = (baseline?.stale ?? []).reduce((sum, row) => sum + row.count, 0);
  return [
    shard ? `This is part ${shard.index} of ${shard.count}.` : '',
    contracts > 0
      ? `${counted(contracts, 'contract')} faulty${isNothingChecked(report) ? '' : ', nothing under it was checked'}.`
      : '',
    unread > 0 ? `${counted(unread, 'file')} could not be checked.` : '',
    skipped.length > 0 ? `${counted(skipped.length, 'file')} skipped.` : '',
    ...ignoredSentences(ignored),
    unlisted.length > 0
      ? `${counted(unlisted.length, 'wrapper')} that ESLint does not know: run \`span-contract init\` to see what to list in the contract.`
      : '',
    baseline && baseline.known > 0 ? `${counted(baseline.known, 'finding')} in the baseline.` : '',
    stale > 0
      ? `${counted(stale, 'finding')} of the baseline mended: run with --update-baseline to take out what is mended.`
      : '',
  ].filter(Boolean);
}

/**
 * Whether all files that a run was given are skipped, or stand under a faulty contract: no findings would sound as if they were clean.
 */
export function isNothingChecked({ files, underFault, skipped, unchanged, shard }: Report): boolean {
  if (underFault > 0) return underFault === files;
  return files === 0 && skipped.length > 0 && unchanged === undefined && shard === undefined;
}

/** Why a run over changes had nothing to check. */
function unchangedSentence({ since, isElsewhere }: NonNullable<Report['unchanged']>): string {
  const what = since === undefined ? 'is staged' : `differs from ${since}`;
  return `Nothing to check: no file of JavaScript or TypeScript ${isElsewhere ? 'in these paths ' : ''}${what}.`;
}

/** The outcome of a run in one line. */
export function closingLine(report: Report): string {
  const { errors, warnings } = countFindings(report);
  const files = new Set(report.findings.map((finding) => finding.file)).size;
  const parts = [errors > 0 ? counted(errors, 'error') : '', warnings > 0 ? counted(warnings, 'warning') : ''];
  const checked = report.files - report.underFault - report.unread;
  const { unchanged } = report;
  const head = unchanged
    ? unchangedSentence(unchanged)
    : isNothingChecked(report) || (checked === 0 && report.unread > 0)
      ? 'Nothing was checked.'
      : errors + warnings === 0
        ? `No findings in ${counted(checked, 'file')}.`
        : `${parts.filter(Boolean).join(' and ')} in ${files} of ${counted(report.files, 'file')}.`;
  return [head, ...scopeSentences(report)].join(' ');
}
