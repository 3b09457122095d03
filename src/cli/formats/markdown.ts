import type { Places, Report } from '../report.ts';
import { idOf, pageOf } from '../rule-selection.ts';
import { shownPath } from '../files/shown-path.ts';
import { closingLine, counted } from '../summary.ts';
import { code, text } from './markdown-text.ts';

/** Findings that are listed; a comment on a pull request has a limit, and a reader too. */
const MOST_LISTED = 100;

/** A summary for a pull request or a job: how many findings of each rule, then where they are. */
export function markdown(report: Report, { cwd }: Places): string {
  const { findings, faults, skipped } = report;
  const parts = ['## span-contract', text(closingLine(report))];
  if (findings.length > 0) {
    const counts = new Map<string, number>();
    for (const { rule } of findings) counts.set(rule, (counts.get(rule) ?? 0) + 1);
    const rows = [...counts]
      .sort((a, b) => b[1] - a[1])
      .map(([rule, count]) => `| [${rule}](${pageOf(rule)}) | ${count} |`);
    parts.push(['| rule | findings |', '| :--- | ---: |', ...rows].join('\n'));
    const listed = findings.slice(0, MOST_LISTED).map(({ file, line, column, message, rule }) => {
      return `- ${code(`${shownPath(file, cwd)}:${line}:${column}`)} ${text(message)} (${idOf(rule)})`;
    });
    parts.push(listed.join('\n'));
    const more = findings.length - MOST_LISTED;
    if (more > 0) parts.push(`And ${counted(more, 'finding')} more.`);
  }
  if (faults.length > 0) {
    const rows = faults.map(
      (one) => `- ${code(`${shownPath(one.file, cwd)}:${one.line}:${one.column}`)} ${text(one.message)}`,
    );
    parts.push('### Not checked', rows.join('\n'));
  }
  if (skipped.length > 0) {
    parts.push(
      '### Skipped',
      skipped.map((one) => `- ${code(shownPath(one.file, cwd))} ${text(one.reason)}`).join('\n'),
    );
  }
  return `${parts.join('\n\n')}\n`;
}
