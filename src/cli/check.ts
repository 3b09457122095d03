import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { Command, InvalidArgumentError, Option } from 'commander';
import { checkTexts, compare, diskInput, decoded, type CheckInput } from './check-texts.ts';
import { paintFor, plain } from './colours.ts';
import { EXIT, type ExitCode } from './exit-code.ts';
import { FORMATS, type FormatName } from './formats/formats.ts';
import { workTreeOf } from './git-ignore.ts';
import { Progress } from './progress.ts';
import { countFindings, type Places, type Report } from './report.ts';
import { selectRules, type ConfigName } from './rule-selection.ts';
import { isSourceFile } from './script-blocks.ts';
import { findFiles } from './source-files.ts';
import { UsageError } from './usage-error.ts';

interface CheckOptions {
  readonly config: ConfigName;
  readonly rule: readonly string[];
  readonly contract?: string;
  readonly format: FormatName;
  readonly json?: boolean;
  readonly output?: string;
  readonly stdin?: boolean;
  readonly stdinFilename?: string;
  readonly maxWarnings?: number;
}

const EXAMPLES = `
Examples:
  $ span-contract check                                  everything below the working directory
  $ span-contract check src 'packages/*/src/**/*.ts'     some of it
  $ span-contract check --rule no-raw-prompt-attribute   one rule alone
  $ span-contract check --json < /dev/null | jq .summary
  $ cat a.ts | span-contract check --stdin --stdin-filename src/a.ts

Exit codes:
  0  no findings
  1  findings
  2  wrong usage, a faulty contract, or files that could not be checked and no findings in the others
`;

/** The subcommand `check`: all rules over files, without ESLint. */
export function checkCommand(): Command {
  return new Command('check')
    .description('check spans against the team contract, without any ESLint set-up')
    .argument('[paths...]', 'files, folders and globs; one that begins with ! is left out', ['.'])
    .addOption(new Option('--config <name>', 'which rules').choices(['recommended', 'strict']).default('recommended'))
    .option('--rule <name>', 'run this rule alone; may be repeated', (name, names: string[]) => [...names, name], [])
    .option('--contract <file>', 'the contract, in place of the nearest one above each file')
    .addOption(
      new Option('--format <name>', 'how findings are written').choices(Object.keys(FORMATS)).default('stylish'),
    )
    .option('--json', 'short for --format json')
    .option('--output <file>', 'write the format to a file, and say the findings to a person on stdout')
    .option('--stdin', 'check the text on stdin')
    .option('--stdin-filename <file>', 'the file that the text on stdin belongs to')
    .option('--max-warnings <n>', 'findings are warnings, and this many of them are accepted', wholeNumber)
    .addHelpText('after', EXAMPLES)
    .action(async (paths: readonly string[], options: CheckOptions) => {
      process.exitCode = await check(paths, options);
    });
}

function wholeNumber(text: string): number {
  if (!/^\d+$/.test(text)) throw new InvalidArgumentError('Write a whole number.');
  return Number(text);
}

async function check(paths: readonly string[], options: CheckOptions): Promise<ExitCode> {
  const cwd = process.cwd();
  const places = { cwd, root: workTreeOf(cwd) ?? cwd };
  const setup = {
    config: options.config,
    rules: options.rule,
    settings: { cwd, ...(options.contract === undefined ? {} : { contract: options.contract }) },
    severity: options.maxWarnings === undefined ? 'error' : 'warning',
  } as const;
  const rules = selectRules(setup.config, setup.rules).map(({ rule }) => rule.name);
  const { inputs, foreign } = await inputsOf(paths, options, cwd);
  const checked = await checkTexts(inputs, setup, new Progress(process.stderr));
  const skipped = [
    ...checked.skipped,
    ...foreign.map((file) => ({ file, reason: 'it is no file of JavaScript or TypeScript' })),
  ];
  const report: Report = {
    ...checked,
    skipped: skipped.sort((a, b) => compare(a.file, b.file)),
    files: inputs.length,
    rules,
  };
  write(report, places, options);
  return exitCodeOf(report, options.maxWarnings);
}

interface Inputs {
  readonly inputs: readonly CheckInput[];
  /** Files that were named and are of a kind that is not read. */
  readonly foreign: readonly string[];
}

async function inputsOf(paths: readonly string[], options: CheckOptions, cwd: string): Promise<Inputs> {
  if (options.stdin) return { inputs: [await stdinInput(options.stdinFilename, cwd)], foreign: [] };
  if (options.stdinFilename !== undefined)
    throw new UsageError('--stdin-filename says where a text belongs: write --stdin too.');
  const { files, foreign } = findFiles(paths, cwd);
  return { inputs: files.map(diskInput), foreign };
}

async function stdinInput(filename: string | undefined, cwd: string): Promise<CheckInput> {
  if (filename !== undefined && !isSourceFile(filename)) {
    throw new UsageError(`--stdin-filename: ${filename} is no file of JavaScript or TypeScript.`);
  }
  const chunks: Buffer[] = [];
  for await (const chunk of process.stdin) chunks.push(chunk as Buffer);
  const file = filename === undefined ? '<stdin>' : path.resolve(cwd, filename);
  return { file, read: () => decoded(Buffer.concat(chunks)) };
}

/** @throws UsageError where the file cannot be written */
function write(report: Report, places: Places, options: CheckOptions): void {
  const format = FORMATS[options.json ? 'json' : options.format];
  const paint = paintFor(process.stdout);
  if (options.output === undefined) {
    process.stdout.write(format(report, places, paint));
    return;
  }
  try {
    writeFileSync(path.resolve(places.cwd, options.output), format(report, places, plain));
  } catch (error) {
    throw new UsageError(
      `--output: ${options.output} cannot be written (${(error as NodeJS.ErrnoException).code ?? 'unknown'}).`,
    );
  }
  process.stdout.write(FORMATS.stylish(report, places, paint));
}

function exitCodeOf(report: Report, maxWarnings = Infinity): ExitCode {
  if (report.faults.some((fault) => fault.kind === 'contract')) return EXIT.unable;
  const { errors, warnings } = countFindings(report);
  if (errors > 0 || warnings > maxWarnings) return EXIT.findings;
  return report.faults.length > 0 ? EXIT.unable : EXIT.clean;
}
