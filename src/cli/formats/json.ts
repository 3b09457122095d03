import path from 'node:path';
import { countFindings, type Places, type Report } from '../report.ts';
import { idOf, pageOf } from '../rule-selection.ts';
import { shownPath } from '../files/shown-path.ts';

/** Everything of a run as one object, for programs. New fields may be added; `version` says when one changes its meaning. */
export function json(report: Report, { cwd }: Places): string {
  const { errors, warnings } = countFindings(report);
  const { findings, faults, skipped, files, ignored, unlisted, baseline, shard } = report;
  const body = {
    version: 1,
    summary: {
      files,
      ignored: ignored.contract + ignored.default,
      errors,
      warnings,
      notChecked: faults.length,
      skipped: skipped.length,
      ...(baseline ? { inBaseline: baseline.known } : {}),
    },
    findings: findings.map(
      ({ rule, messageId, severity, message, file, line, column, endLine, endColumn, ...rest }) => ({
        rule: idOf(rule),
        messageId,
        severity,
        message,
        file: shownPath(file, cwd),
        line,
        column,
        endLine,
        endColumn,
        page: pageOf(rule),
        suggestions: rest.suggestions,
      }),
    ),
    notChecked: faults.map((fault) => ({ ...fault, file: shownPath(fault.file, cwd) })),
    skipped: skipped.map((one) => ({ ...one, file: shownPath(one.file, cwd) })),
    unlistedWrappers: unlisted.map((one) => ({
      ...one,
      source: path.isAbsolute(one.source) ? shownPath(one.source, cwd) : one.source,
    })),
    ...(baseline ? { mended: baseline.stale.map((row) => ({ ...row, rule: idOf(row.rule) })) } : {}),
    ...(shard ? { shard } : {}),
  };
  return `${JSON.stringify(body, undefined, 2)}\n`;
}
