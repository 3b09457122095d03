import type { Paint } from '../colours.ts';
import type { ReportedFinding } from '../report.ts';

/** Longer lines are cut: what a bundler wrote on one line is no help. */
const WIDEST = 160;

/**
 * The lines of a finding with a mark under its code.
 * @param indent put before each line
 */
export function codeFrame(finding: ReportedFinding, paint: Paint, indent: string): string {
  const { firstLine, lines } = finding.frame;
  const width = String(firstLine + lines.length - 1).length;
  // the same window on all lines, so that they stay under one another
  const from = finding.column > WIDEST ? finding.column - 40 : 0;
  return lines
    .flatMap((line, index) => {
      const number = firstLine + index;
      const isMarked = number >= finding.line && number <= finding.endLine;
      // a tab would put the mark under another column
      const shown = line.slice(from, from + WIDEST).replace(/[\t\p{Cc}]/gu, ' ');
      const gutter = `${isMarked ? '>' : ' '} ${String(number).padStart(width)} |`;
      const text = `${indent}${paint('dim', gutter)} ${shown}`.trimEnd();
      if (number !== finding.line) return [text];
      const start = finding.column - 1 - from;
      const end = finding.endLine === finding.line ? finding.endColumn - 1 - from : shown.length;
      const mark = '^'.repeat(Math.max(1, Math.min(end, shown.length) - start));
      return [text, `${indent}${paint('dim', `  ${' '.repeat(width)} |`)} ${' '.repeat(start)}${paint('red', mark)}`];
    })
    .join('\n');
}
