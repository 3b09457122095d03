import { Command } from 'commander';

/** What `init` is asked to do. */
export interface InitOptions {
  readonly yes?: boolean;
  readonly output?: string;
  readonly force?: boolean;
  readonly json?: boolean;
}

const EXAMPLES = `
Examples:
  $ span-contract init                       shows a contract for the code here; on a terminal it asks before it writes
  $ span-contract init --yes                 writes span-contract.yaml without asking, for scripts
  $ span-contract init src 'packages/*/src'  from a part of the code
  $ span-contract init --output base.yaml    writes another file
  $ span-contract init                       with a contract there: shows what it lacks, and writes nothing
  $ span-contract init --yes --force         writes a new contract over the one that is there

Exit codes:
  0  the proposal is made, also where no spans were seen; or the contract that is there lacks nothing, or is told what it lacks
  1  the proposal is made, but files could not be read, and are named
  2  wrong usage, or a faulty contract
`;

/** The subcommand `init`: proposes a contract from the code. */
export function initCommand(): Command {
  return new Command('init')
    .description('propose a team contract from the spans of a code base')
    .argument('[paths...]', 'files, folders and globs (default: "."); what matches one that begins with ! is left out')
    .option('--yes', 'write without asking')
    .option('--output <file>', 'write this file, in place of span-contract.yaml')
    .option('--force', 'write over a file that is there')
    .option('--json', 'print the proposal as data, the contract as text in it')
    .addHelpText('after', EXAMPLES)
    .action(async (paths: readonly string[], options: InitOptions) => {
      // what it takes is loaded for it alone
      const { init } = await import('./init/init-run.ts');
      process.exitCode = await init(paths, options);
    });
}
