import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { Command } from 'commander';
import { compare } from './check/check-texts.ts';
import { UsageError } from './usage-error.ts';

interface Located {
  readonly locations: readonly { readonly physicalLocation: { readonly artifactLocation: { readonly uri: string } } }[];
}

/** What `check --format sarif` writes, as far as it matters here. */
interface Run {
  readonly tool: object;
  readonly automationDetails: { readonly id: string };
  readonly invocations: readonly [
    {
      readonly executionSuccessful: boolean;
      readonly toolExecutionNotifications: readonly (Located & { readonly level: string })[];
    },
  ];
  readonly results: readonly Located[];
}

interface Part {
  readonly file: string;
  readonly log: { readonly runs: readonly [Run] };
  readonly run: Run;
  readonly index: number;
  readonly count: number;
}

/** The subcommand `merge-sarif`: the results of a sharded run as those of one run. */
export function mergeSarifCommand(): Command {
  return new Command('merge-sarif')
    .description('put the SARIF files of a sharded check together')
    .argument('<files...>', 'the files of all parts, in any order')
    .option('--output <file>', 'write the result to a file, not to stdout')
    .action((files: readonly string[], { output }: { output?: string }) => {
      const merged = merge(files.map(partOf));
      if (output === undefined) process.stdout.write(merged);
      else writeOutput(output, merged);
    });
}

/** @throws UsageError for what is no part of a sharded run */
function partOf(file: string): Part {
  let log: Partial<Part['log']> | null;
  try {
    log = JSON.parse(readFileSync(path.resolve(file), 'utf8')) as Partial<Part['log']> | null;
  } catch (error) {
    throw new UsageError(`${file} cannot be read as SARIF: ${error instanceof Error ? error.message : String(error)}`);
  }
  const [run, ...others] = (Array.isArray(log?.runs) ? log.runs : []) as readonly Partial<Run>[];
  const [, index = 0, count = 0] = (
    /^span-contract\/(\d+)-of-(\d+)\/$/.exec(run?.automationDetails?.id ?? '') ?? []
  ).map(Number);
  if (count === 0 || others.length > 0) {
    throw new UsageError(
      `${file} is no part of a sharded run. Write it with check --shard 1/4 --format sarif --output.`,
    );
  }
  return { file, log: log as Part['log'], run: run as Run, index, count };
}

/**
 * One log of all parts, the same that a run over everything would have written.
 * @throws UsageError where parts are missing, come twice, or are of different runs
 */
function merge(given: readonly Part[]): string {
  const parts = given.toSorted((a, b) => a.index - b.index);
  const [first] = parts;
  if (!first) throw new UsageError('There is no part to merge.');
  for (const part of parts) {
    if (part.count !== first.count || JSON.stringify(part.run.tool) !== JSON.stringify(first.run.tool)) {
      throw new UsageError(
        `${part.file} and ${first.file} are of different runs: number of parts, version or rules differ.`,
      );
    }
  }
  const missing = Array.from({ length: first.count }, (_, index) => index + 1).filter(
    (index) => !parts.some((part) => part.index === index),
  );
  // without it, its findings would count as mended
  if (missing.length > 0) throw new UsageError(`Of ${first.count} parts these are missing: ${missing.join(', ')}.`);
  if (parts.length > first.count) throw new UsageError(`There are more files than the ${first.count} parts.`);

  const notifications = unique(parts.flatMap(({ run }) => run.invocations[0].toolExecutionNotifications));
  const run: Run = {
    ...first.run,
    automationDetails: { id: 'span-contract/' },
    invocations: [
      {
        executionSuccessful: parts.every((part) => part.run.invocations[0].executionSuccessful),
        toolExecutionNotifications: [
          ...inOrder(notifications.filter(({ level }) => level === 'error')),
          ...inOrder(notifications.filter(({ level }) => level !== 'error')),
        ],
      },
    ],
    results: inOrder(parts.flatMap((part) => part.run.results)),
  };
  return `${JSON.stringify({ ...first.log, runs: [run] }, undefined, 2)}\n`;
}

/** A faulty contract is told by every part that has files under it. */
function unique<T>(all: readonly T[]): readonly T[] {
  return [...new Map(all.map((one) => [JSON.stringify(one), one])).values()];
}

/** By file; within a file the order stays. */
function inOrder<T extends Located>(all: readonly T[]): readonly T[] {
  const fileOf = ({ locations: [location] }: T) =>
    decodeURIComponent(location?.physicalLocation.artifactLocation.uri ?? '');
  return all.toSorted((a, b) => compare(fileOf(a), fileOf(b)));
}

/** @throws UsageError where the file cannot be written */
function writeOutput(output: string, text: string): void {
  try {
    writeFileSync(path.resolve(output), text);
  } catch (error) {
    const { code = 'unknown' } = error as NodeJS.ErrnoException;
    throw new UsageError(`--output: ${output} cannot be written (${code}).`);
  }
}
