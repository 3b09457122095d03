import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { Command, InvalidArgumentError, Option } from 'commander';
import { compareWith, readBaseline, writeBaseline, type Scope } from './check/baseline.ts';
import { inputsOf, type InputOptions, type Inputs } from './check/check-inputs.ts';
import { checkTexts, compare, type CheckedTexts } from './check/check-texts.ts';
import { paintFor, plain } from './colours.ts';
import { EXIT, type ExitCode } from './exit-code.ts';
import { FORMATS, type FormatName } from './formats/formats.ts';
import { coverage } from './files/coverage.ts';
import { workTreeOf } from './files/git-ignore.ts';
import { Progress } from './progress.ts';
import { countFindings, type Places, type Report } from './report.ts';
import { isNothingChecked } from './summary.ts';
import { selectRules, type ConfigName } from './rule-selection.ts';
import { parseShard } from './check/shard.ts';
import { UsageError } from './usage-error.ts';

interface CheckOptions extends InputOptions {
  readonly config: ConfigName;
  readonly rule: readonly string[];
  readonly contract?: string;
  readonly format: FormatName;
  readonly json?: boolean;
  readonly output?: string;
  readonly baseline?: string;
  readonly updateBaseline?: boolean;
  readonly maxWarnings?: number;
  readonly asEslint?: boolean;
}

const EXAMPLES = `
Examples:
  $ span-contract check                                   everything below the working directory
  $ span-contract check src 'packages/*/src/**' '!**/gen/**'
  $ span-contract check --rule no-raw-prompt-attribute    one rule alone
  $ span-contract check --changed                         what is staged, in a pre-commit hook
  $ span-contract check --changed origin/main             what a pull request changes
  $ span-contract check --baseline spans.json --update-baseline
  $ span-contract check --format sarif --output spans.sarif
  $ span-contract check --stdin --stdin-filename src/a.ts < src/a.ts

Exit codes:
  0  no findings
  1  findings
  2  wrong usage, a faulty contract, nothing to check among the paths, or files that could not be checked and no
     findings in the others
`;

/** The subcommand `check`: all rules over files, without ESLint. */
export function checkCommand(): Command {
  return new Command('check')
    .description('check spans against the team contract, without any ESLint set-up')
    .argument('[paths...]', 'files, folders and globs (default: "."); what matches one that begins with ! is left out')
    .addOption(new Option('--config <name>', 'which rules').choices(['recommended', 'strict']).default('recommended'))
    .addOption(
      new Option('--rule <name>', 'run this rule alone; may be repeated')
        .argParser((name, names: string[]) => [...names, name])
        .default([], 'all'),
    )
    .option('--contract <file>', 'the contract, in place of the nearest one above each file')
    .option(
      '--as-eslint',
      'see what ESLint sees: leave out calls of wrappers that only the files which define them tell',
    )
    .option('--changed [since]', 'only what is staged, as it is staged; or what differs from a revision')
    .option('--stdin', 'check the text on stdin')
    .option('--stdin-filename <file>', 'the file that the text on stdin belongs to')
    .option('--baseline <file>', 'keep the findings quiet that this file knows')
    .option('--update-baseline', 'write the findings of this run to the baseline')
    .option('--max-warnings <n>', 'findings are warnings, and this many of them are accepted', wholeNumber)
    .option('--shard <part>', 'check one of several parts, such as 1/4', parseShard)
    .addOption(
      new Option('--format <name>', 'how findings are written').choices(Object.keys(FORMATS)).default('stylish'),
    )
    .option('--json', 'short for --format json')
    .option('--output <file>', 'write the format to a file, and show the findings to a person on stdout')
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
    // of the other files of the project, as they stand on the disk, only such a run knows all
    isInRun: options.asEslint !== true && options.changed === undefined && !options.stdin,
  } as const;
  const rules = selectRules(setup.config, setup.rules).map(({ rule }) => rule.name);
  refuseBaselineOfPart(options);
  const found = await inputsOf(paths, options, places);
  const checked = await checkTexts(
    found.inputs,
    setup,
    {
      follow: options.asEslint !== true,
      others: found.others,
      listed: found.listed,
      root: places.root,
      covers: coverage(paths.length === 0 ? ['.'] : paths, cwd),
    },
    new Progress(process.stderr),
  );
  const report: Report = {
    ...checked,
    ...(options.baseline === undefined ? {} : withBaseline(options.baseline, options, rules, checked, found, cwd)),
    skipped: [...checked.skipped, ...found.foreign, ...found.excluded].sort((a, b) => compare(a.file, b.file)),
    files: found.inputs.length,
    unread: checked.skipped.length,
    rules,
    ...(found.unchanged ? { unchanged: found.unchanged } : {}),
    ...(options.shard ? { shard: options.shard } : {}),
  };
  write(report, places, options);
  // a hook that hands over files, all of which are taken out, is no failure, as none with ESLint
  const isOut = found.excluded.length > 0 && found.foreign.length === 0;
  return exitCodeOf(report, isOut, options.maxWarnings);
}

/** @throws UsageError where a baseline would be written of what is only a part */
function refuseBaselineOfPart({ baseline, updateBaseline, changed, stdin, shard }: CheckOptions): void {
  if (!updateBaseline) return;
  if (baseline === undefined)
    throw new UsageError('--update-baseline needs to know the file: write --baseline FILE too.');
  if (changed !== undefined || stdin || shard) {
    throw new UsageError('--update-baseline needs whole files on the disk: leave --changed, --stdin and --shard out.');
  }
}

/** The findings that the baseline does not know; all are known once it was written anew. */
function withBaseline(
  shown: string,
  options: CheckOptions,
  rules: readonly string[],
  { findings, faults }: CheckedTexts,
  { covers }: Inputs,
  cwd: string,
): Partial<Pick<Report, 'findings' | 'baseline'>> {
  const file = path.resolve(cwd, shown);
  const before = readBaseline(file, shown);
  const isWhole = options.changed === undefined && !options.stdin && !options.shard;
  const isUnderFault = faults.some((fault) => fault.kind === 'contract');
  const unchecked = new Set(faults.map((fault) => fault.file));
  const scope: Scope = {
    config: options.config,
    rules,
    covers: (one) => isWhole && !isUnderFault && !unchecked.has(one) && covers(one),
  };
  if (options.updateBaseline && !isUnderFault) {
    writeBaseline(file, shown, before, findings, scope);
    return { findings: [], baseline: { known: findings.length, stale: [] } };
  }
  // it cannot be written before the contract is mended, and that is told
  if (!before && options.updateBaseline) return {};
  if (!before) throw new UsageError(`--baseline: there is no file ${shown}. Write it with --update-baseline.`);
  const { fresh, known, stale } = compareWith(before, findings, scope);
  return { findings: fresh, baseline: { known, stale } };
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
    const { code = 'unknown' } = error as NodeJS.ErrnoException;
    throw new UsageError(`--output: ${options.output} cannot be written (${code}).`);
  }
  process.stdout.write(FORMATS.stylish(report, places, paint));
}

function exitCodeOf(report: Report, isOut: boolean, maxWarnings = Infinity): ExitCode {
  if (report.faults.some((fault) => fault.kind === 'contract')) return EXIT.unable;
  const { errors, warnings } = countFindings(report);
  if (errors > 0 || warnings > maxWarnings) return EXIT.findings;
  return report.faults.length > 0 || (isNothingChecked(report) && !isOut) ? EXIT.unable : EXIT.clean;
}
