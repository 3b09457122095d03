import type { ClausePlace } from '../../contract/clauses.ts';
import type { Paint } from '../colours.ts';
import type { ExplainedFile, ExplainedItem, ExplainedItems, ItemFinding, PlacedStep } from './explain-items.ts';
import { idOf } from '../rule-selection.ts';
import { printable, shownPath } from '../files/shown-path.ts';

/** The explanation for people. */
export function explainText(asked: ExplainedFile, items: ExplainedItems, cwd: string, paint: Paint): string {
  const file = printable(shownPath(asked.file, cwd));
  const head = `${paint('underline', `${file}:${asked.line}`)}\n${fileLines(asked, cwd)
    .map((line) => `  ${line}\n`)
    .join('')}`;
  if (items.onLine.length === 0) {
    const { nearest } = items;
    const rest = nearest
      ? `The nearest that has is in line ${nearest.line}: ${printable(nearest.code)}`
      : 'Nothing in the file has.';
    return `${head}\nNothing on this line has to do with spans. ${rest}\n`;
  }
  return [head, ...items.onLine.map((item) => itemText(item, cwd, paint))].join('\n');
}

function fileLines(
  { contract, contractFile, ignored, skipped, passesGate }: ExplainedFile,
  cwd: string,
): readonly string[] {
  const which =
    contractFile === undefined
      ? 'No contract file was found, so the preset `agent` applies.'
      : `The contract is ${printable(shownPath(contractFile, cwd))}.`;
  return [
    which,
    ...(ignored
      ? [
          `${contractFile === undefined ? 'Files of tests are left alone then' : 'Its `ignore` leaves this file alone'}: ${contract.ignore.map((glob) => `\`${glob}\``).join(', ')}. No rule reports anything.`,
        ]
      : []),
    ...(skipped === undefined || ignored
      ? []
      : [`ESLint and \`check\` skip the file, for ${skipped}; \`check\` reads it where it is named.`]),
    ...(passesGate
      ? []
      : [
          'The file holds no word of spans, so ESLint does not read it, and `check` does only where it calls a wrapper of another file that it checks. Once the contract lists that wrapper under `wrappers`, both read it.',
        ]),
  ];
}

/** Widest word at the left. */
const WIDTH = 10;

function itemText(item: ExplainedItem, cwd: string, paint: Paint): string {
  const lines: string[] = [`${paint('bold', `${item.line}:${item.column}`)}  ${printable(item.code)}`];
  const add = (label: string, texts: readonly string[]) => {
    for (const [i, text] of texts.entries())
      lines.push(`  ${paint('dim', (i === 0 ? label : '').padEnd(WIDTH))}${printable(text)}`);
  };
  const sure =
    item.certainty === undefined
      ? ''
      : item.certainty === 'certain'
        ? ', certain'
        : ', likely: only names speak for it';
  add('seen as', [`${item.seen}${sure}`, ...steps(item.known)]);
  if (item.name !== undefined) add('name', [item.name, ...steps(item.nameKnown)]);
  add(
    'contract',
    item.clauses.map(({ path, says, place }) => `${says}: ${pathText(path)} ${placeText(place, cwd)}`),
  );
  if (item.kind !== 'unseen' || item.findings.length > 0) {
    const findings = item.findings.map(
      (finding) => `${idOf(finding.rule)}: ${finding.message}${whetherReported(finding)}`,
    );
    add('rules', findings.length > 0 ? findings : ['none reports anything here']);
  }
  if (item.remedies.length > 0) {
    lines.push(`  ${paint('dim', 'to say otherwise')}`);
    for (const { what, lines: code } of item.remedies) {
      lines.push(`    ${printable(what)}`);
      for (const line of code) lines.push(`      ${paint('cyan', printable(line))}`);
    }
  }
  return `${lines.join('\n')}\n`;
}

function whetherReported({ quiet, reportedAt, isFollowed }: ItemFinding): string {
  if (quiet !== undefined) return ` — not reported: ${quiet}`;
  if (isFollowed) return ' — reported by `check`, not by ESLint';
  return reportedAt === undefined ? '' : ` — reported at ${reportedAt.line}:${reportedAt.column}`;
}

function steps(known: readonly PlacedStep[]): readonly string[] {
  return known.map(({ sentence, line }) => `  ${sentence} (line ${line})`);
}

function pathText(path: readonly string[]): string {
  return path.filter(Boolean).join(' › ');
}

function placeText({ source, line, column }: ClausePlace, cwd: string): string {
  if (source === undefined) return '(the default)';
  return line === undefined
    ? `(the preset ${source})`
    : `(${printable(shownPath(source, cwd))}:${line}:${column ?? 1})`;
}

/** The explanation for programs. New fields may be added; `version` says when one changes its meaning. */
export function explainJson(asked: ExplainedFile, { onLine, nearest }: ExplainedItems, cwd: string): string {
  const body = {
    version: 1,
    file: shownPath(asked.file, cwd),
    line: asked.line,
    contract: asked.contractFile === undefined ? null : shownPath(asked.contractFile, cwd),
    ignored: asked.ignored,
    passesGate: asked.passesGate,
    ...(asked.skipped === undefined ? {} : { skipped: asked.skipped }),
    items: onLine.map((item) => ({
      ...item,
      clauses: item.clauses.map(({ place, ...clause }) => ({
        ...clause,
        place: place.source === undefined ? null : { ...place, source: shownPath(place.source, cwd) },
      })),
      findings: item.findings.map((finding) => ({ ...finding, rule: idOf(finding.rule) })),
    })),
    ...(onLine.length === 0 && nearest ? { nearest } : {}),
  };
  return `${JSON.stringify(body, undefined, 2)}\n`;
}
