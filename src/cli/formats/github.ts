import path from 'node:path';
import type { Places, Report } from '../report.ts';
import { idOf } from '../rule-selection.ts';
import { shownPath } from '../files/shown-path.ts';
import { closingLine } from '../summary.ts';

/**
 * Commands of GitHub Actions that put each finding beside its line in the pull request.
 * Source: «Workflow commands for GitHub Actions», and `escapeData` and `escapeProperty` of @actions/core.
 */
export function github(report: Report, { root }: Places): string {
  const lines = report.findings.map((finding) => {
    const { line, column, endLine, endColumn } = finding;
    // columns of an annotation must stand on one line
    const columns = line === endLine ? { col: column, endColumn } : {};
    const properties = { file: fileOf(finding.file, root), line, endLine, ...columns, title: idOf(finding.rule) };
    return commandOf(finding.severity, properties, finding.message);
  });
  for (const { file, line, column, message } of report.faults) {
    const properties = { file: fileOf(file, root), line, col: column, title: 'span-contract: not checked' };
    lines.push(commandOf('error', properties, message));
  }
  for (const { file, reason } of report.skipped) {
    const properties = { file: fileOf(file, root), title: 'span-contract: skipped' };
    lines.push(commandOf('notice', properties, `The file was skipped: ${reason}.`));
  }
  return `${[...lines, closingLine(report)].join('\n')}\n`;
}

/** Annotations are laid on files of the checked-out repository. */
function fileOf(file: string, root: string): string {
  const workspace = process.env['GITHUB_WORKSPACE'];
  const isInside = workspace !== undefined && workspace !== '' && file.startsWith(path.resolve(workspace) + path.sep);
  return shownPath(file, isInside ? path.resolve(workspace) : root);
}

function commandOf(kind: string, properties: Readonly<Record<string, string | number>>, message: string): string {
  const said = Object.entries(properties).map(([name, value]) => `${name}=${escapeProperty(String(value))}`);
  return `::${kind} ${said.join(',')}::${escapeData(message)}`;
}

function escapeData(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

function escapeProperty(text: string): string {
  return escapeData(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}
