import path from 'node:path';
import { isThere } from '../../contract/file-stat.ts';
import type { ListedContracts } from '../../contract/find-contract.ts';
import { filesSince, isRevision, stagedFiles } from './changed-files.ts';
import { compare, decoded, diskInput, type CheckInput } from './check-texts.ts';
import type { Report, Skipped } from '../report.ts';
import { isSourceFile } from '../files/script-blocks.ts';
import { isInShard, type Shard } from './shard.ts';
import { shownPath } from '../files/shown-path.ts';
import { EXCLUDED, findFiles, FOREIGN, pathFilter } from '../files/source-files.ts';
import { UsageError } from '../usage-error.ts';

/** Which texts a run is about. */
export interface InputOptions {
  /** `true` for what is staged, else a revision. */
  readonly changed?: string | true;
  readonly stdin?: boolean;
  readonly stdinFilename?: string;
  readonly shard?: Shard;
}

/** The texts of a run. */
export interface Inputs {
  readonly inputs: readonly CheckInput[];
  /** Files of the other parts of a sharded run, where wrappers may be defined. */
  readonly others: readonly CheckInput[];
  /** The folders that were looked through, with their contracts. */
  readonly listed: ListedContracts;
  /** Files that were named and are of a kind that is not read. */
  readonly foreign: readonly Skipped[];
  /** Files that were named and that a pattern takes out, where nothing else is left to be checked. */
  readonly excluded: readonly Skipped[];
  /** Set where `--changed` met no file, in whatever part. */
  readonly unchanged?: NonNullable<Report['unchanged']>;
  /** Whether a file is one of those that the paths mean, were it there or not. */
  readonly covers: (file: string) => boolean;
}

/**
 * Finds the texts of a run.
 * @param root what the parts of a sharded run are told apart from
 * @throws UsageError for options that do not go together, and for paths that lead nowhere
 */
export async function inputsOf(
  given: readonly string[],
  options: InputOptions,
  { cwd, root }: { readonly cwd: string; readonly root: string },
): Promise<Inputs> {
  if (options.stdin) return await stdinInputs(given, options, cwd);
  if (options.stdinFilename !== undefined) {
    throw new UsageError('--stdin-filename says where a text belongs: write --stdin too.');
  }
  const { since, paths } = sinceAndPaths(given, options.changed, cwd);
  const isInPart = (file: string) => !options.shard || isInShard(shownPath(file, root), options.shard);
  const covers = pathFilter(paths, cwd);
  if (options.changed !== undefined) {
    const changed = since === undefined ? stagedFiles(cwd) : filesSince(since, cwd);
    const covered = changed.filter(({ file }) => covers(file));
    return {
      inputs: sorted(covered.filter(({ file }) => isInPart(file))),
      others: [],
      listed: new Map(),
      foreign: [],
      excluded: [],
      ...(covered.length === 0 ? { unchanged: { since, isElsewhere: changed.length > 0 } } : {}),
      covers,
    };
  }
  const { files, foreign, excluded, listed } = findFiles(paths, cwd);
  return {
    inputs: sorted(files.filter(({ file }) => isInPart(file)).map(diskInput)),
    others: files.filter(({ file }) => !isInPart(file)).map(diskInput),
    listed,
    foreign: foreign.map((file) => ({ file, reason: FOREIGN })),
    excluded: files.length === 0 ? excluded.map((file) => ({ file, reason: EXCLUDED })) : [],
    covers,
  };
}

/** Patterns over paths, which git takes for no name of a branch. */
const NO_REVISION = /^!|[*?[]/;

/** What stands behind `--changed` is a path where git knows no such revision and there is one: hooks put files there. */
function sinceAndPaths(given: readonly string[], changed: string | true | undefined, cwd: string) {
  const isPath =
    typeof changed === 'string' &&
    !isRevision(changed, cwd) &&
    (NO_REVISION.test(changed) || isThere(path.resolve(cwd, changed)));
  const all = isPath ? [changed, ...given] : given;
  return {
    since: typeof changed === 'string' && !isPath ? changed : undefined,
    paths: all.length === 0 ? ['.'] : all,
  };
}

async function stdinInputs(given: readonly string[], options: InputOptions, cwd: string): Promise<Inputs> {
  const { stdinFilename: filename, changed, shard } = options;
  if (given.length > 0 || changed !== undefined || shard) {
    throw new UsageError('--stdin checks one text: leave paths, --changed and --shard out.');
  }
  if (filename !== undefined && !isSourceFile(filename)) {
    throw new UsageError(`--stdin-filename: ${filename} is no file of JavaScript or TypeScript.`);
  }
  const chunks: Buffer[] = [];
  for await (const chunk of process.stdin) chunks.push(chunk as Buffer);
  const file = filename === undefined ? '<stdin>' : path.resolve(cwd, filename);
  return {
    inputs: [{ file, isNamed: true, read: () => decoded(Buffer.concat(chunks)) }],
    others: [],
    listed: new Map(),
    foreign: [],
    excluded: [],
    covers: (other) => other === file,
  };
}

function sorted(inputs: readonly CheckInput[]): readonly CheckInput[] {
  return inputs.toSorted((a, b) => compare(a.file, b.file));
}
