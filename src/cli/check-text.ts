import { bundledParser } from '../analysis/bundled-parser.ts';
import { parseSource, type SourceComment } from '../analysis/parse.ts';
import { provideParser } from '../analysis/parser-libraries.ts';
import { summariesOfRun } from '../analysis/project-files.ts';
import { read } from '../analysis/reading.ts';
import type { Range, Source } from '../analysis/tree.ts';
import type { Contract } from '../contract/contract.ts';
import { contractFor, type ContractSettings } from '../contract/find-contract.ts';
import type { Finding } from '../rule.ts';
import { inlineConfig } from './inline-config.ts';
import { LineIndex } from './line-index.ts';
import type { Fault, ReportedFinding } from './report.ts';
import { selectRules, type ConfigName, type SelectedRule } from './rule-selection.ts';
import { scriptsOf } from './script-blocks.ts';

/** What holds for every file of a run; plain data, so that a worker thread can be given it. */
export interface CheckSetup {
  readonly config: ConfigName;
  /** Rules to run alone; empty for all of the config. */
  readonly rules: readonly string[];
  readonly settings: ContractSettings;
  readonly severity: 'error' | 'warning';
}

/** A file and its text, which need not be the one on the disk. */
export interface TextToCheck {
  /** Absolute, or a virtual name such as `<stdin>`. */
  readonly file: string;
  readonly text: string;
}

/** What became of one file. */
export interface CheckedText {
  readonly file: string;
  readonly findings: readonly ReportedFinding[];
  readonly fault?: Fault;
  /** Why a file of this kind could not be read. */
  readonly skipped?: string;
  /** Whether the contract leaves it alone. */
  readonly ignored?: boolean;
}

/**
 * Makes the check of one text after another.
 * @throws UsageError for an unknown rule
 */
export function textChecker(setup: CheckSetup): (input: TextToCheck) => CheckedText {
  provideParser(bundledParser);
  const rules = selectRules(setup.config, setup.rules);
  const summaries = summariesOfRun();
  return ({ file, text }) => {
    const plain = text.replace(/^\uFEFF/, '');
    try {
      return checkText(file, plain, { ...setup, rules, summaries });
    } catch (error) {
      // one file must not hide what the others hold
      const message = `The check failed on this file: ${error instanceof Error ? error.message : String(error)}.`;
      return { file, findings: [], fault: { kind: 'crash', file, line: 1, column: 1, message } };
    }
  };
}

/** What is made once for all files of a run. */
interface Run extends Pick<CheckSetup, 'settings' | 'severity'> {
  readonly rules: readonly SelectedRule[];
  readonly summaries: ReturnType<typeof summariesOfRun>;
}

function checkText(file: string, text: string, run: Run): CheckedText {
  const found = contractFor(file, run.settings);
  if (!found.ok) {
    const [fault] = found.faults;
    return { file, findings: [], ...(fault ? { fault: { kind: 'contract', ...fault, message: fault.sentence } } : {}) };
  }
  if (found.ignored) return { file, findings: [], ignored: true };
  const scripts = scriptsOf(file, text);
  if ('skipped' in scripts) return { file, findings: [], skipped: scripts.skipped };
  const lines = new LineIndex(text);
  const parsed = parseSource(scripts.text, scripts.path);
  if ('fault' in parsed) {
    const { offset, message } = parsed.fault;
    return {
      file,
      findings: [],
      fault: {
        kind: 'syntax',
        file,
        ...lines.placeOf(offset),
        message: `The file does not parse: ${message.replace(/\.?$/, '.')}`,
      },
    };
  }
  const input = { file, text, lines, severity: run.severity };
  return { file, findings: findingsOf(parsed.source, parsed.comments, found.contract, run, input) };
}

interface FindingPlace {
  readonly file: string;
  readonly text: string;
  readonly lines: LineIndex;
  readonly severity: 'error' | 'warning';
}

function findingsOf(
  source: Source,
  comments: () => readonly SourceComment[],
  contract: Contract,
  { rules, summaries }: Run,
  place: FindingPlace,
): readonly ReportedFinding[] {
  const inline = inlineConfig(place.text, place.lines, comments);
  const reading = read(source, contract, summaries(place.file, contract));
  const findings = rules.flatMap(({ rule, options }) => {
    const said = inline.rules.get(rule.name);
    if (said === 'off') return [];
    const own = said?.options && fits(said.options, rule.defaults) ? { ...rule.defaults, ...said.options } : options;
    const severity = said?.warns ? 'warning' : place.severity;
    return [...rule.check({ reading, contract, options: own })].map((finding) =>
      reported(finding, rule, { ...place, severity }),
    );
  });
  return findings
    .filter(({ rule, line, column }) => !inline.isDisabled(rule, line, column))
    .sort((a, b) => a.line - b.line || a.column - b.column);
}

/** Whether options of a comment are of the form that the rule knows; ESLint leaves others unheard too. */
function fits(options: object, defaults: object): boolean {
  const known = new Map<string, unknown>(Object.entries(defaults));
  return Object.entries(options).every(([key, value]) => {
    const usual = known.get(key);
    return typeof value === typeof usual && Array.isArray(value) === Array.isArray(usual);
  });
}

/** Lines of a code frame around the first line of a finding. */
const AROUND = 1;
/** The most lines of a finding that a frame shows. */
const MOST_LINES = 4;

function reported(
  finding: Finding,
  { name, messages }: SelectedRule['rule'],
  { file, text, lines, severity }: FindingPlace,
): ReportedFinding {
  const region = lines.regionOf(finding.range);
  const template = messages[finding.messageId] ?? '';
  const firstLine = Math.max(1, region.line - AROUND);
  const lastLine = Math.min(region.endLine, region.line + MOST_LINES - 1) + AROUND;
  return {
    rule: name,
    messageId: finding.messageId,
    message: fill(template, finding.data),
    steadyMessage: fill(template, steady(finding.data)),
    severity,
    file,
    ...region,
    code: codeAt(text, finding.range),
    suggestions: (finding.suggestions ?? []).map((suggestion) => ({
      message: fill(messages[suggestion.messageId] ?? '', suggestion.data ?? finding.data),
      edits: suggestion.edits.map((edit) => ({ ...lines.regionOf(edit.range), text: edit.text })),
    })),
    frame: { firstLine, lines: lines.lines(firstLine, lastLine) },
  };
}

/** A message with its data, as ESLint puts them together. */
export function fill(template: string, data: Readonly<Record<string, string>>): string {
  return template.replace(/\{\{([^{}]+?)\}\}/gu, (whole, key: string) => data[key.trim()] ?? whole);
}

/** Data without what moves when lines are added elsewhere: numbers of lines, and those behind names of files. */
function steady(data: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(data).map(([key, value]) => [
      key,
      /line$/i.test(key) ? '…' : value.replace(/(\.[cm]?[jt]sx?):\d+(?::\d+)?/g, '$1'),
    ]),
  );
}

/** Longer code is told apart well enough by its beginning. */
const LONGEST_CODE = 200;

function codeAt(text: string, [start, end]: Range): string {
  return text.slice(start, end).replace(/\s+/g, ' ').slice(0, LONGEST_CODE);
}
