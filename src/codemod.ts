import { LineIndex } from './analysis/parsing/line-index.ts';
import { bundledParser } from './analysis/parsing/bundled-parser.ts';
import { provideParser } from './analysis/parsing/parser-libraries.ts';
import type { ExportedDefinition } from './analysis/modules/module-summaries.ts';
import type { ProjectView } from './analysis/modules/project-files.ts';
import { summariesOf } from './analysis/modules/project-summaries.ts';
import type { ProviderExport } from './analysis/providers/provider-exports.ts';
import { read, type FileReading } from './analysis/reading.ts';
import { inlineConfig } from './inline-config.ts';
import { earlyErrorsOf, parseSource, type ParsedSource } from './analysis/parsing/parse.ts';
import type { Node, Range, Source, Tree } from './analysis/syntax/tree.ts';
import type { Contract } from './contract/contract.ts';
import { applyEdits, clash, offsetBefore, shareText } from './edits/edit.ts';
import { markEdits } from './edits/mark.ts';
import { closeSeams } from './edits/seams.ts';
import { emptiedObjectEdits } from './edits/emptied-objects.ts';
import { unusedEdits } from './edits/unused.ts';
import { styleOf, type FileStyle } from './edits/file-style.ts';
import type { ContractRule } from './rule.ts';
import { left, type MovedCallback, type Rekeying, type Renaming, type SharedText, type SitePlan } from './site-plan.ts';

/** Everything that a codemod may know of one file. */
export interface CodemodInput<Options> {
  readonly path: string;
  readonly reading: FileReading;
  readonly contract: Contract;
  readonly style: FileStyle;
  readonly options: Options;
  /** Whether a team wrote the contract; a preset alone renames nothing. */
  readonly hasContractFile: boolean;
  readonly project?: ProjectRun | undefined;
}

/** What a run over a whole project knows beside the file. */
export interface ProjectRun extends ProjectView {
  /** Whether a name that a file exports, and some file reads for something else too, is to be written where it is used. */
  isWrittenAtUse(definition: ExportedDefinition): boolean;
  /**
   * Where a file of the run that is no test, other than the given one, looks spans up by an old name, as `src/filter.ts:3`.
   * @param definitions the exports that the name is: what reads them gets what they become
   */
  readonly readElsewhere?: (
    file: string,
    renaming: Renaming,
    definitions: readonly ExportedDefinition[],
  ) => string | undefined;
  /** Where such a file reads an attribute back by a key. */
  readonly keyReadElsewhere?: (file: string, key: string) => string | undefined;
  /** Keys of what files of the run hold that settles findings of others. */
  readonly settled?: ReadonlySet<string>;
  /** Whether nobody ends a provider that a file gives to others under some names. */
  isEndedByNobody?(file: string, exports: readonly ProviderExport[]): boolean;
}

/** A codemod as a pure function of the reading. */
export interface Codemod<Options extends object = object> {
  readonly name: string;
  readonly description: string;
  /** The rule whose findings it takes away. */
  readonly rule: ContractRule;
  /** More rules that report such a site; a comment that switches one of them off leaves it alone as well. */
  readonly reportedBy?: readonly string[];
  /** Options by name, with what each says; all are switches. */
  readonly optionTexts: Readonly<Record<keyof Options & string, string>>;
  readonly defaults: Options;
  /** Whether imports and constants that its edits leave without a reader are taken out. */
  readonly tidies?: boolean;
  /** Whether it gives spans other names: other files may define these, or look spans up by them. */
  readonly renames?: boolean;
  /** What the codemod looks for under a contract, as the end of «no … was found». */
  looksFor(contract: Contract): string;
  plan(input: CodemodInput<Options>): Iterable<SitePlan>;
}

/** What became of one site. */
export interface Row {
  readonly codemod: string;
  readonly rule: string;
  readonly file: string;
  /** In the text before, in UTF-16 code units, without a BOM. */
  readonly range: Range;
  /** From 1, in the text before. */
  readonly line: number;
  readonly column: number;
  readonly outcome: 'done' | 'left' | 'failed';
  readonly reason: string;
  readonly sentence: string;
  /** Of a site where it is done: the name that it had and the one that it has now. */
  readonly renaming?: Renaming;
  /** Of a site where it is done: the attribute that is no longer recorded. */
  readonly rekeying?: Rekeying;
  /** Of a site where it is done. */
  readonly movedCallback?: MovedCallback;
  /** Of a site that is left because of it. */
  readonly shared?: SharedText;
}

/** A file for a codemod. */
export interface CodemodFile {
  readonly path: string;
  readonly text: string;
}

/** What a codemod made of a file: the new text where it differs, and a row for each site. */
export interface CodemodResult {
  readonly text: string | undefined;
  readonly rows: readonly Row[];
}

/** What a run of a codemod needs to know beside the file. */
export interface CodemodRun {
  /** Whether a team wrote the contract. */
  readonly hasContractFile: boolean;
  /** Whether to write a comment above each site that is left. */
  readonly mark?: boolean;
  /** Parses a text; whoever runs several codemods over one text may remember the tree, and with it the reading. */
  readonly parse?: typeof parseSource;
  /** What is known of the project; left out: what the disk shows. */
  readonly project?: ProjectRun | undefined;
}

const BOM = '\uFEFF';

/**
 * Runs a codemod over one file. The text comes back changed only where the result parses and its reading shows that the rule's
 * findings are gone; else the site, or the file, stays as it was and its row says so.
 */
export function runCodemod<Options extends object>(
  codemod: Codemod<Options>,
  file: CodemodFile,
  contract: Contract,
  options: Options,
  { hasContractFile, mark = false, parse = parseSource, project }: CodemodRun,
): CodemodResult {
  provideParser(bundledParser);
  const bom = file.text.startsWith(BOM) ? BOM : '';
  const text = file.text.slice(bom.length);
  const input = { path: file.path, contract, options, hasContractFile, mark, parse, project };
  const result = pass(codemod, text, input);
  return { text: result.text === text ? undefined : bom + result.text, rows: result.rows };
}

interface PassInput<Options> extends Omit<Required<CodemodRun>, 'project'> {
  readonly project: ProjectRun | undefined;
  readonly path: string;
  readonly contract: Contract;
  readonly options: Options;
}

/** More rounds than any file has changes that clash with one another. */
const MOST_PASSES = 16;

/** One round over a text, and another one on the result while changes clash. */
function pass<Options extends object>(
  codemod: Codemod<Options>,
  text: string,
  input: PassInput<Options>,
  first?: Tree,
  round = 1,
): { readonly text: string; readonly rows: readonly Row[] } {
  const { path, contract, options, hasContractFile, mark, parse, project } = input;
  const parsed = parse(text, path);
  if ('fault' in parsed) {
    const { offset, message } = parsed.fault;
    const sentence = `The file does not parse: ${message.replace(/\.?$/, '.')} It is left as it is.`;
    return {
      text,
      rows: [{ ...rowOf(codemod, path, text, left([offset, offset], 'unparsable', sentence)), outcome: 'failed' }],
    };
  }
  const before = stateOf(codemod, parsed.source, input);
  const { tree } = before.reading;
  const style = styleOf(tree);
  const plans = heeded(
    [...codemod.plan({ path, reading: before.reading, contract, style, options, hasContractFile, project })],
    [codemod.rule.name, ...(codemod.reportedBy ?? [])],
    text,
    parsed,
  );
  const settled = settle(plans, (chosen) => isProven(codemod, text, input, before.findings, chosen));
  const clashes = settled.some((plan) => plan.reason === 'clash') && round < MOST_PASSES;
  const marked = mark && !clashes ? settled.filter((plan) => plan.outcome === 'left') : [];
  const edits = closeSeams(text, [...settled.flatMap((plan) => plan.edits), ...markEdits(tree, marked, style)]);
  const changed = applyEdits(text, edits);
  const rows = settled.map((plan) => rowOf(codemod, path, text, plan));
  if (!clashes) {
    return {
      text: codemod.tidies && changed !== text ? tidied(first ?? tree, changed, input) : changed,
      rows,
    };
  }
  // what clashed with another change is done on the changed text
  const next = pass(codemod, changed, input, first ?? tree, round + 1);
  const later = next.rows.map((row) => {
    const range = row.range.map((offset) => offsetBefore(edits, offset)) as [number, number];
    return { ...row, range, ...new LineIndex(text).placeOf(range[0]) };
  });
  const done = rows.filter((row) => row.outcome === 'done');
  return { text: next.text, rows: [...done, ...later].sort((a, b) => a.range[0] - b.range[0]) };
}

/** Plans without the sites whose finding a comment switches off, as ESLint heeds it; what would change such a site as well is left. */
function heeded(
  plans: readonly SitePlan[],
  rules: readonly string[],
  text: string,
  parsed: ParsedSource,
): readonly SitePlan[] {
  const lines = new LineIndex(text);
  const inline = inlineConfig(text, lines, parsed.comments);
  const isSilenced = ({ range }: SitePlan) => {
    const { line, column } = lines.placeOf(range[0]);
    return rules.some((rule) => inline.rules.get(rule) === 'off' || inline.isDisabled(rule, line, column));
  };
  const silenced = plans.filter(isSilenced);
  const kept = silenced.flatMap(({ edits }) => edits);
  return plans
    .filter((plan) => !silenced.includes(plan))
    .map((plan) =>
      plan.edits.some((edit) => kept.some((other) => shareText(edit, other)))
        ? leave(plan, 'silenced', SILENCED)
        : plan,
    );
}

const SILENCED = 'The change would reach a place where a comment switches the rule off. Change it by hand.';

/** A changed text without what its change left unused, and what that left unused in turn. */
function tidied(before: Tree, text: string, { path, contract, parse, project }: PassInput<unknown>): string {
  let result = text;
  let earlier = before;
  for (let round = 0; round < MOST_PASSES; round += 1) {
    const parsed = parse(result, path);
    if ('fault' in parsed) return text;
    const { tree } = read(parsed.source, contract, summariesOf(path, contract, project));
    const emptied = round === 0 ? emptiedObjectEdits(before, tree) : [];
    const edits = emptied.length > 0 ? emptied : unusedEdits(earlier, tree, path);
    if (edits.length === 0) return result;
    if (emptied.length === 0) earlier = tree;
    result = applyEdits(result, closeSeams(result, edits));
  }
  return result;
}

interface State {
  readonly reading: FileReading;
  readonly findings: number;
}

function stateOf(
  { rule }: Pick<Codemod, 'rule'>,
  source: Source,
  { path, contract, project }: PassInput<unknown>,
): State {
  const reading = read(source, contract, summariesOf(path, contract, project));
  const isInRun = project?.isEndedByNobody !== undefined;
  return { reading, findings: [...rule.check({ reading, contract, options: rule.defaults, isInRun })].length };
}

/** Whether a text with some plans carried out parses, and its reading has fewer findings by what they cover. */
function isProven(
  codemod: Pick<Codemod, 'name' | 'rule'>,
  text: string,
  input: PassInput<unknown>,
  findings: number,
  plans: readonly SitePlan[],
): boolean {
  const result = applyEdits(
    text,
    plans.flatMap((plan) => plan.edits),
  );
  const { path, parse } = input;
  const parsed = parse(result, path);
  if ('fault' in parsed || earlyErrorsOf(result, path).length > earlyErrorsOf(text, path).length) return false;
  const covered = plans.reduce((sum, plan) => sum + plan.covers, 0);
  return stateOf(codemod, parsed.source, input).findings <= findings - covered;
}

/** Drops plans whose edits clash with an earlier one's, and those that do not hold what they promise. */
function settle(plans: readonly SitePlan[], proves: (plans: readonly SitePlan[]) => boolean): readonly SitePlan[] {
  const chosen: SitePlan[] = [];
  const unclashed = plans.map((plan) => {
    if (plan.outcome !== 'done') return plan;
    const other = chosen.find((one) => one.edits.some((a) => plan.edits.some((b) => clash(a, b))));
    if (other) {
      return leave(plan, 'clash', 'Another change of this run touches the same text. Run the codemod once more.');
    }
    chosen.push(plan);
    return plan;
  });
  if (chosen.length === 0 || proves(chosen)) return unclashed;
  const kept: SitePlan[] = [];
  for (const plan of chosen) if (proves([...kept, plan])) kept.push(plan);
  return unclashed.map((plan) =>
    plan.outcome !== 'done' || kept.includes(plan)
      ? plan
      : leave(plan, 'unproven', 'The change did not take the finding away, so it was not made.'),
  );
}

function leave(plan: SitePlan, reason: string, sentence: string): SitePlan {
  return left(plan.range, reason, sentence);
}

function rowOf(codemod: Pick<Codemod, 'name' | 'rule'>, file: string, text: string, plan: SitePlan): Row {
  const { range, outcome, reason, sentence, renaming, rekeying, movedCallback, shared } = plan;
  const failed = reason === 'unproven';
  return {
    codemod: codemod.name,
    rule: codemod.rule.name,
    file,
    range,
    ...new LineIndex(text).placeOf(range[0]),
    outcome: failed ? 'failed' : outcome,
    reason,
    sentence,
    ...(renaming ? { renaming } : {}),
    ...(rekeying ? { rekeying } : {}),
    ...(movedCallback ? { movedCallback } : {}),
    ...(shared ? { shared } : {}),
  };
}

/**
 * Where an old name is read that would stay when the spans get the new one, as part of a sentence.
 * @param here where this file reads it
 * @param definitions the exports of other files that the name is
 */
export function readOf(
  { path, reading, project }: Pick<CodemodInput<object>, 'path' | 'reading' | 'project'>,
  renaming: Renaming,
  here: Node | undefined,
  definitions: readonly ExportedDefinition[] = [],
): string | undefined {
  return here ? `line ${String(reading.tree.lineOf(here))}` : project?.readElsewhere?.(path, renaming, definitions);
}
