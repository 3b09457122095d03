import { Command, Option } from 'commander';
import type { CodemodOptions } from './migrate/codemod-selection.ts';
import type { MigrateOptions } from './migrate/run-migration.ts';

const EXAMPLES = `
Examples:
  $ span-contract migrate                          shows what would change, as a diff
  $ span-contract migrate src | git apply          takes the diff, from the top of the work tree
  $ span-contract migrate --write                  writes what the diff shows
  $ span-contract migrate --write --report report.md --map renames.json
  $ span-contract migrate --codemod rename-spans --normalise packages/api
  $ span-contract migrate --json > plan.json

Files that are not clean in git are not written, for nothing could bring them back; --force writes them all the same.

Exit codes:
  0    nothing to do; with --write, all is done
  1    something would change, or is left for a person, or failed
  2    wrong usage, a faulty contract, or files that are not clean in git
  130  interrupted; every file is whole, and the next run does the rest
`;

/** Options of codemods, written here as well so that the help loads none of them. */
const OF_CODEMODS = {
  normalise: 'of rename-spans: also write other names in the notation of the contract',
  events: 'of lift-spans-from-loops: turn the attributes of an item into one span event for each item',
} as const;

/** The subcommand `migrate`: all codemods over files, as a diff or written. */
export function migrateCommand(): Command {
  const command = new Command('migrate')
    .description('bring spans to the team contract with all codemods: a diff, or the files themselves')
    .argument('[paths...]', 'files, folders and globs (default: "."); what matches one that begins with ! is left out')
    .option('--write', 'write the files')
    .option('--force', 'write files too that are not clean in git')
    .addOption(
      new Option('--codemod <name>', 'run this codemod alone; may be repeated')
        .argParser((name, names: string[]) => [...names, name])
        .default([], 'all'),
    );
  for (const [option, text] of Object.entries(OF_CODEMODS)) command.option(`--${option}`, text);
  return command
    .option('--mark', 'write a comment above each site that is left')
    .addOption(
      new Option('--config <name>', 'which rules it agrees with')
        .choices(['recommended', 'strict'])
        .default('recommended'),
    )
    .option('--contract <file>', 'the contract, in place of the nearest one above each file')
    .option('--report <file>', 'write what was done and what is left as Markdown, for the pull request')
    .option('--map <file>', 'write the old names and the new ones as JSON')
    .option('--json', 'write everything as JSON to stdout, the diff too')
    .addHelpText('after', EXAMPLES)
    .action(async (paths: readonly string[], given: MigrateOptions & CodemodOptions) => {
      // the codemods and their parser are of no use to the other subcommands
      const { runMigration } = await import('./migrate/run-migration.ts');
      const own = Object.keys(OF_CODEMODS).flatMap((name) => (given[name] === undefined ? [] : [[name, given[name]]]));
      const runs = given.codemod.length === 0 || given.codemod.includes('redact-prompts');
      const strict = given.config === 'strict' && runs ? { onlyListedRedactors: true } : {};
      const options = { ...(Object.fromEntries(own) as CodemodOptions), ...strict };
      await runMigration(paths.length === 0 ? ['.'] : paths, given, options);
    });
}
