import type { KnownStep } from '../../analysis/explaining/explain-origin.ts';
import type { FileReading } from '../../analysis/reading.ts';
import type { Node, Range } from '../../analysis/syntax/tree.ts';
import { placeOfClause, type Clause, type ClausePlace } from '../../contract/clauses.ts';
import type { Contract } from '../../contract/contract.ts';
import { wordsOf, type Finding } from '../../rule.ts';
import { fill } from '../check/check-text.ts';
import { draftsOf, type Draft } from './explain-drafts.ts';
import { remediesOf, type Remedy } from './explain-remedies.ts';
import type { InlineConfig } from '../../inline-config.ts';
import type { LineIndex } from '../../analysis/parsing/line-index.ts';
import type { SelectedRule } from '../rule-selection.ts';

/** All that is known of the file and the line that is asked for. */
export interface ExplainedFile {
  readonly file: string;
  readonly line: number;
  readonly column?: number;
  readonly contract: Contract;
  readonly contractFile: string | undefined;
  readonly ignored: boolean;
  /** Why `check` and ESLint skip the file where nobody names it. */
  readonly skipped?: string;
  readonly passesGate: boolean;
  readonly lines: LineIndex;
  readonly reading: FileReading;
  /** A reading that follows every function of other files. */
  readonly wide: FileReading;
  readonly inline: InlineConfig;
  readonly rules: readonly SelectedRule[];
}

/** A step with its line. */
export interface PlacedStep {
  readonly sentence: string;
  readonly line: number;
}

/** What a rule says of an item. */
export interface ItemFinding {
  readonly rule: string;
  readonly messageId: string;
  readonly message: string;
  /** Why nobody hears of it. */
  readonly quiet?: string;
  /** Where it is reported, if that is not at the item: once for several, or where the name is written. */
  readonly reportedAt?: { readonly line: number; readonly column: number };
  /** Only the command finds it, as it follows a wrapper that ESLint does not know. */
  readonly isFollowed?: true;
}

/** One thing on a line. */
export interface ExplainedItem {
  readonly kind: 'span' | 'rename' | 'attribute' | 'event' | 'provider' | 'name' | 'wrapper' | 'unseen' | 'finding';
  readonly line: number;
  readonly column: number;
  readonly code: string;
  /** What it was taken for, or why it was not. */
  readonly seen: string;
  readonly certainty?: 'certain' | 'likely';
  /** How that is known. */
  readonly known: readonly PlacedStep[];
  /** What the name or the key can be. */
  readonly name?: string;
  readonly nameKnown: readonly PlacedStep[];
  readonly clauses: readonly (Clause & { readonly place: ClausePlace })[];
  readonly findings: readonly ItemFinding[];
  readonly remedies: readonly Remedy[];
}

/** What stands on the line, and where the nearest other thing is. */
export interface ExplainedItems {
  readonly onLine: readonly ExplainedItem[];
  readonly nearest?: { readonly line: number; readonly code: string };
}

/** Explains what stands on the line. */
export function explainItems(asked: ExplainedFile): ExplainedItems {
  const { lines, line, reading } = asked;
  const drafts = draftsOf(asked);
  const all = findingsOf(asked);
  const findings = all.filter(({ isFollowed }) => !isFollowed);
  const covers = (range: Range) => {
    const { line: first, endLine } = lines.regionOf(range);
    return first <= line && line <= endLine;
  };
  const own = new Map(drafts.map((draft) => [draft, findings.filter((finding) => belongsTo(finding, draft, drafts))]));
  const loose = findings
    .filter((finding) => ![...own.values()].some((some) => some.includes(finding)))
    .map((finding): Draft => ({
      range: finding.range,
      item: {
        kind: 'finding',
        code: reading.tree.text.slice(...finding.range),
        seen: 'the place that a rule reports',
        known: [],
        nameKnown: [],
        clauses: [],
      },
    }));
  for (const [i, draft] of loose.entries())
    own.set(
      draft,
      findings.filter((one) => loose[i]?.range === one.range),
    );
  const items = [...drafts, ...loose].sort((a, b) => a.range[0] - b.range[0]);
  // a rule may report the call around a key that stands in a line of its own
  const isOn = (draft: Draft) => [draft, ...(own.get(draft) ?? [])].some(({ range }) => covers(range));
  const onLine = atColumn(asked, items.filter(isOn));
  const told = (draft: Draft) => {
    const here = own.get(draft) ?? [];
    const elsewhere = findings.filter((one) => !here.includes(one) && isToldFor(one, draft));
    const placed = elsewhere.map((one) => ({ ...one, reportedAt: lines.placeOf(one.range[0]) }));
    const followed = draft.followed ? all.filter((one) => one.isFollowed && one.sites.includes(draft.followed)) : [];
    return [...here, ...placed, ...followed];
  };
  const near = items
    .map((draft) => ({ draft, at: lines.placeOf(draft.range[0]).line }))
    .sort((a, b) => Math.abs(a.at - line) - Math.abs(b.at - line))[0];
  return {
    onLine: onLine.map((draft) => finished(asked, draft, told(draft))),
    ...(near ? { nearest: { line: near.at, code: oneLine(near.draft.item.code) } } : {}),
  };
}

/** Of several things on a line the ones at the column, where there are some. */
function atColumn({ lines, line, column }: ExplainedFile, drafts: readonly Draft[]): readonly Draft[] {
  if (column === undefined) return drafts;
  const under = drafts.filter(({ range }) => {
    const at = lines.regionOf(range);
    const begins = at.line < line || at.column <= column;
    return begins && (at.endLine > line || column <= at.endColumn);
  });
  return under.length > 0 ? under : drafts;
}

function finished(asked: ExplainedFile, draft: Draft, findings: readonly PlacedFinding[]): ExplainedItem {
  const { lines, contract } = asked;
  const placed = (steps: readonly KnownStep[]) =>
    steps.map(({ sentence, node }) => ({ sentence, line: lines.placeOf(node.range[0]).line }));
  const { item, range } = draft;
  return {
    ...item,
    code: oneLine(item.code),
    ...lines.placeOf(range[0]),
    known: placed(item.known),
    nameKnown: placed(item.nameKnown),
    clauses: item.clauses.map((clause) => ({ ...clause, place: placeOfClause(clause, contract) })),
    findings: findings.map(({ rule, messageId, message, quiet, reportedAt, isFollowed }) => ({
      rule,
      messageId,
      message,
      ...(quiet === undefined ? {} : { quiet }),
      ...(reportedAt === undefined ? {} : { reportedAt }),
      ...(isFollowed ? { isFollowed } : {}),
    })),
    remedies: draft.remedies ?? remediesOf(asked, draft.site, draft.key, findings),
  };
}

/** A finding before it is told under its item. */
export interface PlacedFinding extends ItemFinding {
  readonly range: Range;
  /** The spans that it is about. */
  readonly sites: readonly unknown[];
  /** The flag that recorded content stands behind. */
  readonly gate?: string;
  /** The function that it goes through, which is only named like a redactor. */
  readonly unlisted?: Node;
}

/** What the rules say of the file, as the command and ESLint both read it, and what only the command finds behind wrappers that it follows. */
function findingsOf(asked: ExplainedFile): readonly PlacedFinding[] {
  const all = saidOf(asked, asked.reading);
  const known = new Set(all.map(({ rule, range, messageId }) => JSON.stringify([rule, range, messageId])));
  const followed = saidOf({ ...asked, passesGate: true }, asked.wide).filter(
    ({ rule, range, messageId }) => !known.has(JSON.stringify([rule, range, messageId])),
  );
  return [...all, ...followed.map((one) => ({ ...one, isFollowed: true as const }))];
}

function saidOf(
  { contract, contractFile, rules, inline, lines, ignored, passesGate }: ExplainedFile,
  reading: FileReading,
): readonly PlacedFinding[] {
  return rules.flatMap(({ rule, options }) => {
    // what is told once is told for all of its spans
    const told = new Map<string, Finding[]>();
    for (const finding of rule.check({ reading, contract, options })) {
      const words = wordsOf(finding);
      told.set(words, [...(told.get(words) ?? []), finding]);
    }
    return [...told.values()].flatMap((same): readonly PlacedFinding[] => {
      const [finding] = same;
      if (!finding) return [];
      const { range, messageId, data } = finding;
      const { line, column } = lines.placeOf(range[0]);
      const disabled = inline.disabledIn(rule.name, line, column);
      const quiet = ignored
        ? contractFile === undefined
          ? 'without a contract file, files of tests are left alone'
          : "the contract's `ignore` leaves the file alone"
        : !passesGate
          ? 'the file is not read'
          : inline.rules.get(rule.name) === 'off'
            ? 'an `eslint` comment of the file switches the rule off'
            : disabled === undefined
              ? undefined
              : `the comment in line ${disabled} switches it off`;
      const { gate, unlisted } = (finding.subject ?? {}) as { readonly gate?: string; readonly unlisted?: Node };
      return [
        {
          rule: rule.name,
          messageId,
          message: fill(rule.messages[messageId] ?? '', data),
          range,
          sites: same.flatMap((one) => one.sites ?? sitesOf(one.subject)),
          ...(quiet === undefined ? {} : { quiet }),
          ...(gate === undefined ? {} : { gate }),
          ...(unlisted === undefined ? {} : { unlisted }),
        },
      ];
    });
  });
}

/** The spans that a rule says its finding is about. */
function sitesOf(subject: unknown): readonly unknown[] {
  const about = (Array.isArray(subject) ? subject : [subject]) as readonly ({ readonly site?: unknown } | undefined)[];
  return about.flatMap((one) => one?.site ?? []);
}

/** Whether a finding at another place is about the span of an item, or tells of its name once for all that give it. */
function isToldFor({ sites, range }: PlacedFinding, { site, toldAt }: Draft): boolean {
  if (toldAt) return toldAt.range[0] <= range[0] && range[1] <= toldAt.range[1];
  return site !== undefined && sites.includes(site);
}

/** Whether a finding is about an item: it begins inside of it, and in no smaller one. */
function belongsTo({ range }: PlacedFinding, draft: Draft, all: readonly Draft[]): boolean {
  const holds = (one: Draft) => one.range[0] <= range[0] && range[0] <= one.range[1];
  const covers = (one: Draft) => range[0] <= one.range[0] && one.range[1] <= range[1];
  const size = (one: Draft) => one.range[1] - one.range[0];
  const around = all.filter(holds);
  const [best] = (around.length > 0 ? around : all.filter(covers)).toSorted((a, b) => size(a) - size(b));
  return best === draft;
}

/** Code on one line, cut. */
function oneLine(code: string): string {
  const line = code.replace(/\s+/g, ' ');
  return line.length > LONGEST ? `${line.slice(0, LONGEST - 1)}…` : line;
}

const LONGEST = 72;
