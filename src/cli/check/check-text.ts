import { bundledParser } from '../../analysis/parsing/bundled-parser.ts';
import { calledWrappers } from '../../analysis/wrappers/called-wrappers.ts';
import { exportedWrappers } from '../../analysis/wrappers/exported-wrappers.ts';
import { mayConcernSpans, soundsLikeWrapper } from '../../analysis/gate.ts';
import type { ModuleSummaries } from '../../analysis/modules/module-summaries.ts';
import { openSource, parseSource, type ParseFault, type SourceComment } from '../../analysis/parsing/parse.ts';
import { provideParser } from '../../analysis/parsing/parser-libraries.ts';
import { summariesOfRun } from '../../analysis/modules/project-summaries.ts';
import { read, type FileReading } from '../../analysis/reading.ts';
import { sharedEndingsIn } from '../../analysis/providers/shared-endings.ts';
import type { Range, Source } from '../../analysis/syntax/tree.ts';
import { mayCallWrapper, type WrapperNames } from '../../analysis/wrappers/wrapper-imports.ts';
import type { Contract } from '../../contract/contract.ts';
import { ContractsOfRun, gateWords, type ContractSettings } from '../../contract/find-contract.ts';
import { toldOnce, type Finding } from '../../rule.ts';
import { inlineConfig, type InlineConfig } from '../../inline-config.ts';
import { LineIndex } from '../../analysis/parsing/line-index.ts';
import { topicOf } from './finding-topic.ts';
import { ignoredBy, type Fault, type IgnoredBy, type ReportedFinding, type UnlistedWrapper } from '../report.ts';
import { selectRules, type ConfigName, type SelectedRule } from '../rule-selection.ts';
import { reasonToSkip } from '../files/reason-to-skip.ts';
import { scriptsOf, type Program } from '../files/script-blocks.ts';
import { wrapperTest } from '../wrapper-words.ts';

/** What holds for every file of a run; plain data, so that a worker thread can be given it. */
export interface CheckSetup {
  readonly config: ConfigName;
  /** Rules to run alone; empty for all of the config. */
  readonly rules: readonly string[];
  readonly settings: ContractSettings;
  readonly severity: 'error' | 'warning';
  /** Whether findings are given that other files of the run may settle, and that ESLint cannot know of. */
  readonly isInRun?: boolean;
  /** Names of wrappers that other files of the run define, whose calls are looked into. */
  readonly words?: readonly string[];
  /** Those of them that are methods. */
  readonly methods?: readonly string[];
}

/** A file and its text, which need not be the one on the disk. */
export interface TextToCheck {
  /** Tells texts of one run apart: names that are no UTF-8 may look the same. */
  readonly id: number;
  /** Absolute, or a virtual name such as `<stdin>`. */
  readonly file: string;
  readonly text: string;
  /** Whether somebody asked for this very file, whatever it holds. */
  readonly isNamed?: boolean | undefined;
}

/** What became of one file. */
export interface CheckedText {
  readonly id: number;
  readonly file: string;
  readonly findings: readonly ReportedFinding[];
  readonly fault?: Fault;
  /** Why it was not read. */
  readonly skipped?: string;
  /** What leaves it alone. */
  readonly ignored?: IgnoredBy;
  /** Names by which other files call the wrappers that this one exports. */
  readonly words?: readonly string[];
  /** Those of them that are methods. */
  readonly methods?: readonly string[];
  /** Keys of what settles findings of other files. */
  readonly settles?: readonly string[];
  /** Calls of wrappers that a reading of this file alone would not know. */
  readonly unlisted?: readonly Omit<UnlistedWrapper, 'calls'>[];
}

/**
 * Makes the check of one text after another.
 * @throws UsageError for an unknown rule
 */
export function textChecker(setup: CheckSetup): (input: TextToCheck) => CheckedText {
  provideParser(bundledParser);
  const rules = selectRules(setup.config, setup.rules);
  const { words, methods } = setup;
  const names = words && { all: new Set(words), methods: new Set(methods) };
  const summaries = summariesOfRun(names && { isWrapper: wrapperTest(names.all) });
  const contracts = new ContractsOfRun(setup.settings);
  return ({ id, file, text, isNamed }) => {
    const plain = text.replace(/^\uFEFF/, '');
    try {
      return {
        id,
        ...checkText(
          { file, text: plain, isNamed },
          {
            severity: setup.severity,
            isInRun: setup.isInRun ?? false,
            rules,
            contracts,
            cwd: setup.settings.cwd ?? process.cwd(),
            summaries,
            ...(names ? { names } : {}),
          },
        ),
      };
    } catch (error) {
      // one file must not hide what the others hold
      const message = `The check failed on this file: ${error instanceof Error ? error.message : String(error)}.`;
      return { id, file, findings: [], fault: { kind: 'crash', file, line: 1, column: 1, message } };
    }
  };
}

/** What is made once for all files of a run. */
interface Run extends Pick<CheckSetup, 'severity' | 'isInRun'> {
  readonly rules: readonly SelectedRule[];
  readonly contracts: ContractsOfRun;
  readonly cwd: string;
  readonly summaries: ReturnType<typeof summariesOfRun>;
  /** Names of wrappers, which lead to files without a word of spans. */
  readonly names?: WrapperNames;
}

function checkText({ file, text, isNamed }: Omit<TextToCheck, 'id'>, run: Run): Omit<CheckedText, 'id'> {
  const found = run.contracts.for(file);
  if (!found.ok) {
    const [fault] = found.faults;
    return { file, findings: [], ...(fault ? { fault: { kind: 'contract', ...fault, message: fault.sentence } } : {}) };
  }
  if (found.ignored) return { file, findings: [], ignored: ignoredBy(found) };
  const skipped = reasonToSkip(text, isNamed);
  if (skipped !== undefined) return { file, findings: [], skipped };
  const scripts = scriptsOf(file, text);
  if ('skipped' in scripts) return { file, findings: [], skipped: scripts.skipped };
  const { contract } = found;
  const passes = mayConcernSpans(text, gateWords(contract));
  const summaries = run.summaries(file, contract, run.cwd);
  const { names } = run;
  if (!passes && names && !scripts.programs.some((program) => mayCall(program, names, summaries)))
    return { file, findings: [] };
  const lines = new LineIndex(text);
  const sources: Source[] = [];
  const comments: (() => readonly SourceComment[])[] = [];
  for (const program of scripts.programs) {
    const parsed = parseSource(program.text, program.path);
    if ('fault' in parsed) return { file, findings: [], fault: syntaxFault(file, parsed.fault, lines) };
    sources.push(parsed.source);
    comments.push(parsed.comments);
  }
  const readings = sources.map((source) => read(source, contract, summaries));
  const inline = inlineConfig(text, lines, () => comments.flatMap((commentsOf) => commentsOf()));
  const place = { file, text, lines, severity: run.severity };
  const findings = readings.flatMap((reading) => findingsOf(reading, inline, contract, run, place));
  const exported = readings.flatMap(exportedWrappers);
  const calls = readings.flatMap((reading) => calledWrappers(reading, file));
  return {
    file,
    findings: findings.sort((a, b) => a.line - b.line || a.column - b.column),
    settles: readings.flatMap(sharedEndingsIn),
    words: exported.flatMap(({ word }) => word ?? []),
    methods: exported.flatMap(({ name, word }) => (word === name ? [] : (word ?? []))),
    unlisted: calls.flatMap(({ specifier, source = specifier, export: name, shape }) =>
      shape.declared || (passes && soundsLikeWrapper(`${specifier} ${name}`)) ? [] : [{ export: name, source }],
    ),
  };
}

/** Whether a file that holds no word of spans is worth a reading for the wrappers that it may call. */
function mayCall({ text, path }: Program, names: WrapperNames, summaries: ModuleSummaries): boolean {
  const opened = openSource(text, path);
  return !('fault' in opened) && mayCallWrapper(opened, names, summaries);
}

function syntaxFault(file: string, { offset, message }: ParseFault, lines: LineIndex): Fault {
  const sentence = `The file does not parse: ${message.replace(/\.?$/, '.')}`;
  return { kind: 'syntax', file, ...lines.placeOf(offset), message: sentence };
}

interface FindingPlace {
  readonly file: string;
  readonly text: string;
  readonly lines: LineIndex;
  readonly severity: 'error' | 'warning';
}

function findingsOf(
  reading: FileReading,
  inline: InlineConfig,
  contract: Contract,
  { rules, isInRun = false }: Run,
  place: FindingPlace,
): readonly ReportedFinding[] {
  const findings = rules.flatMap(({ rule, options }) => {
    const said = inline.rules.get(rule.name);
    if (said === 'off') return [];
    const own = said?.options && fits(said.options, rule.defaults) ? { ...rule.defaults, ...said.options } : options;
    const severity = said?.warns ? 'warning' : place.severity;
    return [...toldOnce(rule, { reading, contract, options: own, isInRun })].map((finding) =>
      reported(finding, rule, { ...place, severity }),
    );
  });
  return findings.filter(({ rule, line, column }) => !inline.isDisabled(rule, line, column));
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
  const code = codeAt(text, finding.range);
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
    code,
    topic: topicOf({ rule: name, messageId: finding.messageId, data: finding.data, code }),
    suggestions: (finding.suggestions ?? []).map((suggestion) => ({
      message: fill(messages[suggestion.messageId] ?? '', suggestion.data ?? finding.data),
      edits: suggestion.edits.map((edit) => ({ ...lines.regionOf(edit.range), text: edit.text })),
    })),
    frame: { firstLine, lines: lines.lines(firstLine, lastLine) },
    ...(finding.settledBy ? { settledBy: finding.settledBy } : {}),
    ...(finding.givenOut ? { givenOut: finding.givenOut } : {}),
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
