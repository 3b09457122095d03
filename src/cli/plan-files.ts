import { readFileSync } from 'node:fs';
import path from 'node:path';
import { bundledParser } from '../analysis/bundled-parser.ts';
import { provideParser } from '../analysis/parser-libraries.ts';
import { contractFor, type ContractSettings } from '../contract/find-contract.ts';
import { compare, decoded, Gate, unreadable, withoutTwins } from './check-texts.ts';
import type { SelectedCodemod } from './codemod-selection.ts';
import { LineIndex } from './line-index.ts';
import { targetOf } from './migration-inputs.ts';
import type { FailedFile, MigrationRow } from './migration.ts';
import { planText, rememberingParser, type TextPlan } from './plan-text.ts';
import type { Progress } from './progress.ts';
import type { Fault, Skipped } from './report.ts';
import { scriptsOf, type Program } from './script-blocks.ts';
import type { SourceFile } from './source-files.ts';

/** What holds for every file of a run. */
export interface PlanSetup {
  readonly codemods: readonly SelectedCodemod[];
  readonly settings: ContractSettings;
  readonly mark: boolean;
}

/** What is to become of one file that may concern spans. */
export interface FilePlan {
  readonly file: string;
  /** The file behind any links. */
  readonly target: SourceFile;
  /** What it held when it was read. */
  readonly content: Buffer;
  readonly before: string;
  /** The same as before where nothing changes. */
  readonly after: string;
  rows(where: 'before' | 'after'): readonly MigrationRow[];
}

/** What is to become of all files, in the order of their names. */
export interface FilePlans {
  readonly plans: readonly FilePlan[];
  /** With contracts that are wrong, nothing is planned. */
  readonly failed: readonly FailedFile[];
  readonly skipped: readonly Skipped[];
  readonly ignored: number;
}

const BOM = '\uFEFF';

/** Plans what the codemods do to files: the cheap gate over all of them first, so that most are only read. */
export function planFiles(files: readonly SourceFile[], setup: PlanSetup, progress: Progress): FilePlans {
  provideParser(bundledParser);
  const gate = new Gate(setup.settings);
  const faults: Fault[] = [];
  const failed: FailedFile[] = [];
  const waiting: { readonly source: SourceFile; readonly content: Buffer; readonly text: string }[] = [];
  for (const source of files.toSorted((a, b) => compare(a.file, b.file))) {
    progress.step('Reading', files.length);
    const fault = gate.faultFor(source.file);
    if (fault) {
      faults.push(fault);
      continue;
    }
    try {
      const content = readFileSync(source.bytes ?? source.file);
      const text = decoded(content);
      if (gate.passes(source.file, text)) waiting.push({ source, content, text });
    } catch (error) {
      failed.push({ ...unreadable(source.file, error), kind: 'unreadable' });
    }
  }
  if (faults.length > 0) {
    progress.end();
    return { plans: [], failed: withoutTwins(faults), skipped: [], ignored: 0 };
  }
  const plans: FilePlan[] = [];
  const skipped: Skipped[] = [];
  let ignored = 0;
  for (const { source, content, text } of waiting) {
    progress.step('Planning', waiting.length);
    const { file } = source;
    try {
      const planned = planFile(source, content, text, setup);
      if (planned === 'ignored') ignored += 1;
      else if ('skipped' in planned) skipped.push({ file, reason: planned.skipped });
      else if ('kind' in planned) failed.push(planned);
      else plans.push(planned);
    } catch (error) {
      // one file must not keep the others from their change
      const message = `The codemods failed on this file: ${error instanceof Error ? error.message : String(error)}. It is left as it is.`;
      failed.push({ kind: 'crash', file, line: 1, column: 1, message });
    }
  }
  progress.end();
  failed.sort((a, b) => compare(a.file, b.file));
  return { plans, failed, skipped, ignored };
}

function planFile(
  source: SourceFile,
  content: Buffer,
  text: string,
  { codemods, settings, mark }: PlanSetup,
): FilePlan | FailedFile | { readonly skipped: string } | 'ignored' {
  const { file } = source;
  const found = contractFor(file, settings);
  if (!found.ok || found.ignored) return 'ignored';
  const bom = text.startsWith(BOM) ? BOM : '';
  const plain = text.slice(bom.length);
  const scripts = scriptsOf(file, plain);
  if ('skipped' in scripts) return scripts;
  const programs: PlannedProgram[] = [];
  for (const program of scripts.programs) {
    const parse = rememberingParser();
    const parsed = parse(program.text, program.path);
    if ('fault' in parsed) {
      const { offset, message } = parsed.fault;
      const sentence = `The file does not parse: ${message.replace(/\.?$/, '.')} It is left as it is.`;
      return { kind: 'syntax', file, ...new LineIndex(plain).placeOf(offset), message: sentence };
    }
    const input = {
      contract: found.contract,
      hasContractFile: found.file !== undefined || settings.contract !== undefined,
      mark,
      parse,
    };
    programs.push({ program, plan: planText(program, codemods, input) });
  }
  const target = targetOf(source);
  const untouched = { file, target, content, before: text, after: text };
  const rows = (where: 'before' | 'after') =>
    programs.flatMap(({ plan }) => plan.rows(where)).map((row) => withFile(row, file));
  const reason = refusalOf(file, content, programs);
  if (reason && programs.some(({ program, plan }) => plan.after !== program.text)) {
    const refused = rows('before').map((row) =>
      row.outcome === 'done' ? { ...row, ...reason, outcome: 'left' as const } : row,
    );
    return { ...untouched, rows: () => refused };
  }
  const [only] = programs;
  const after = only?.program.path === file ? bom + only.plan.after : text;
  return { ...untouched, after, rows };
}

/** A program in a file, and what is to become of it. */
interface PlannedProgram {
  readonly program: Program;
  readonly plan: TextPlan;
}

/** Why nothing is written into a file, whatever the codemods say. */
function refusalOf(
  file: string,
  content: Buffer,
  programs: readonly PlannedProgram[],
): { readonly reason: string; readonly sentence: string } | undefined {
  if (programs.some(({ program }) => program.path !== file)) {
    const sentence = `${path.extname(file)} files are not rewritten: do by hand what \`span-contract check\` says of this place.`;
    return { reason: 'component', sentence };
  }
  if (!Buffer.from(content.toString()).equals(content)) {
    const sentence =
      'The file is not in UTF-8, and writing it would damage other letters in it: save it as UTF-8 first.';
    return { reason: 'encoding', sentence };
  }
  return undefined;
}

function withFile(row: MigrationRow, file: string): MigrationRow {
  return { ...row, file };
}
