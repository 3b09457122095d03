import { readFileSync } from 'node:fs';
import path from 'node:path';
import { bundledParser } from '../../analysis/parsing/bundled-parser.ts';
import { mayConcernSpans } from '../../analysis/gate.ts';
import { parseSource } from '../../analysis/parsing/parse.ts';
import { provideParser } from '../../analysis/parsing/parser-libraries.ts';
import { summariesOf } from '../../analysis/modules/project-summaries.ts';
import { read } from '../../analysis/reading.ts';
import { skipReasonOf } from '../../analysis/skip-reason.ts';
import { refusalAt, statOf } from '../../contract/file-stat.ts';
import { contractFor, contractWords } from '../../contract/find-contract.ts';
import { decoded } from '../check/check-texts.ts';
import { paintFor } from '../colours.ts';
import { EXIT, type ExitCode } from '../exit-code.ts';
import { explainItems, type ExplainedFile } from './explain-items.ts';
import { explainJson, explainText } from './explain-text.ts';
import type { ExplainOptions } from '../explain.ts';
import { inlineConfig } from '../../inline-config.ts';
import { LineIndex } from '../../analysis/parsing/line-index.ts';
import { selectRules } from '../rule-selection.ts';
import { isSourceFile, scriptsOf, type Program } from '../files/script-blocks.ts';
import { faultyContract, UsageError } from '../usage-error.ts';

/**
 * Explains what stands on a line.
 * @param place `FILE:LINE` or `FILE:LINE:COLUMN`
 * @throws UsageError
 */
export function explain(place: string, options: ExplainOptions): ExitCode {
  const cwd = process.cwd();
  const { shown, line, column } = partsOf(place, cwd);
  const file = path.resolve(cwd, shown);
  const text = textOf(file, shown);
  const lines = new LineIndex(text);
  if (line < 1 || column === 0) throw new UsageError(`${place} is no place: lines and columns count from 1.`);
  if (lines.lines(line, line).length === 0) throw new UsageError(`${shown} has no line ${line}.`);
  const settings = { cwd, ...(options.contract === undefined ? {} : { contract: options.contract }) };
  const found = contractFor(file, settings);
  if (!found.ok) throw faultyContract(found.faults);
  const { contract } = found;

  provideParser(bundledParser);
  const scripts = scriptsOf(file, text);
  if ('skipped' in scripts) throw new UsageError(`${shown} is not read: ${scripts.skipped}.`);
  const program = programAt(line, scripts.programs, lines);
  const parse = () => {
    const parsed = parseSource(program.text, program.path);
    if (!('fault' in parsed)) return parsed;
    const at = lines.placeOf(parsed.fault.offset);
    throw new UsageError(
      `${shown}:${at.line}:${at.column}: The file does not parse: ${parsed.fault.message.replace(/\.?$/, '.')}`,
    );
  };
  const parsed = parse();
  const skipped = skipReasonOf(text);
  const explained: ExplainedFile = {
    file,
    line,
    ...(column === undefined ? {} : { column }),
    contract,
    contractFile: found.file,
    ignored: found.ignored,
    ...(skipped === undefined ? {} : { skipped }),
    passesGate: mayConcernSpans(text, contractWords(file, settings)),
    lines,
    reading: read(parsed.source, contract, summariesOf(file, contract, undefined, cwd)),
    // what would be seen if every function of other files were looked into
    wide: read(parse().source, contract, summariesOf(file, contract, { isWrapper: () => true }, cwd)),
    inline: inlineConfig(text, lines, parsed.comments),
    rules: selectRules(options.config, []),
  };
  const items = explainItems(explained);
  const print = options.json === true ? explainJson : explainText;
  process.stdout.write(print(explained, items, cwd, paintFor(process.stdout)));
  return items.onLine.length > 0 ? EXIT.clean : EXIT.findings;
}

/** The program that a line belongs to; one of them, where it stands between two. */
function programAt(line: number, programs: readonly Program[], lines: LineIndex): Program {
  const isOn = ({ range }: Program) => lines.placeOf(range[0]).line <= line && line <= lines.placeOf(range[1]).line;
  const [first] = programs;
  const program = programs.find(isOn) ?? first;
  if (!program) throw new Error('a file without a program');
  return program;
}

/** The file, the line and the column of a place; a file whose own name ends in numbers is found as well. */
function partsOf(
  place: string,
  cwd: string,
): { readonly shown: string; readonly line: number; readonly column?: number } {
  const readings = [/^(.+):(\d+):(\d+)$/su, /^(.+):(\d+)$/su].flatMap((form) => {
    const [, shown = '', line, column] = form.exec(place) ?? [];
    return line === undefined
      ? []
      : [{ shown, line: Number(line), ...(column === undefined ? {} : { column: Number(column) }) }];
  });
  const there = readings.find(({ shown }) => statOf(path.resolve(cwd, shown))?.isFile());
  const [first] = readings;
  if (there) return there;
  if (!first)
    throw new UsageError(`${place} is no place: write FILE:LINE or FILE:LINE:COLUMN, such as src/agent.ts:38.`);
  const refusal = refusalAt(path.resolve(cwd, first.shown));
  if (refusal !== undefined) throw new UsageError(`${first.shown} cannot be read: ${refusal}.`);
  if (statOf(path.resolve(cwd, first.shown))?.isDirectory())
    throw new UsageError(
      `${first.shown} is a folder: name a file in it, FILE:LINE, such as ${first.shown.replace(/[\\/]*$/, '')}/agent.ts:38.`,
    );
  throw new UsageError(`There is no file ${first.shown}.`);
}

function textOf(file: string, shown: string): string {
  if (!isSourceFile(file)) throw new UsageError(`${shown} is no file of JavaScript or TypeScript.`);
  try {
    return decoded(readFileSync(file)).replace(/^\uFEFF/, '');
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    throw new UsageError(`${shown} cannot be read: ${code ?? message}.`);
  }
}
