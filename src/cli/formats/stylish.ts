import path from 'node:path';
import { codeFrame } from './code-frame.ts';
import type { Paint } from '../colours.ts';
import { countFindings, type Places, type Report, type ReportedFinding, type StaleRow } from '../report.ts';
import { idOf } from '../rule-selection.ts';
import { printable, shownPath } from '../files/shown-path.ts';
import { closingLine, counted } from '../summary.ts';

/** Findings for people at a terminal, file by file, each with its lines of code. */
export function stylish(report: Report, { cwd }: Places, paint: Paint): string {
  const blocks: string[] = [];
  let file: string | undefined;
  for (const finding of report.findings) {
    if (finding.file !== file) blocks.push(paint('underline', printable(shownPath(finding.file, cwd))));
    file = finding.file;
    blocks.push(findingBlock(finding, paint));
  }
  for (const fault of report.faults) {
    const place = `${printable(shownPath(fault.file, cwd))}:${fault.line}:${fault.column}`;
    const sentence = fault.kind === 'contract' ? fault.message : `${place}: ${fault.message}`;
    blocks.push(`${paint('red', 'not checked')}  ${sentence}`);
  }
  const skipped = report.skipped.map(
    (one) => `${paint('yellow', 'skipped')}  ${printable(shownPath(one.file, cwd))}: ${one.reason}`,
  );
  if (skipped.length > 0) blocks.push(skipped.join('\n'));
  const unlisted = report.unlisted.map(({ export: name, source, calls }) => {
    const from = printable(path.isAbsolute(source) ? shownPath(source, cwd) : source);
    return `${paint('yellow', 'unlisted')}  ${name} of ${from}, a wrapper with ${counted(calls, 'call')} that ESLint does not see`;
  });
  if (unlisted.length > 0) blocks.push(unlisted.join('\n'));
  blocks.push(...mended(report.baseline?.stale ?? []).map((line) => `${paint('yellow', 'mended')}  ${line}`));
  blocks.push(summary(report, paint));
  return `${blocks.join('\n\n')}\n`;
}

/** The most rows of a baseline that are told one by one: a large change mends hundreds. */
const MOST_MENDED = 5;

function mended(stale: readonly StaleRow[]): readonly string[] {
  if (stale.length <= MOST_MENDED) return stale.map(({ file, rule, message }) => `${file}: ${idOf(rule)}: ${message}`);
  const findings = stale.reduce((sum, { count }) => sum + count, 0);
  const files = new Set(stale.map(({ file }) => file)).size;
  return [
    `${counted(findings, 'finding')} in ${counted(files, 'file')}: --json lists them, --update-baseline takes them out`,
  ];
}

function findingBlock(finding: ReportedFinding, paint: Paint): string {
  const { line, column, severity, message, rule } = finding;
  const colour = severity === 'error' ? 'red' : 'yellow';
  const place = paint('dim', `${line}:${column}`);
  const head = `  ${place}  ${paint(colour, severity)}  ${printable(message)}  ${paint('dim', idOf(rule))}`;
  return `${head}\n${codeFrame(finding, paint, '    ')}`;
}

function summary(report: Report, paint: Paint): string {
  const { errors, warnings } = countFindings(report);
  const isWhole = report.faults.length === 0 && report.skipped.length === 0;
  const [colour, sign] =
    errors > 0
      ? (['red', '✖'] as const)
      : warnings > 0 || !isWhole
        ? (['yellow', '!'] as const)
        : (['green', '✔'] as const);
  return `${paint(colour, sign)} ${closingLine(report)}`;
}
