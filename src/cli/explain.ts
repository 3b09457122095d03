import { Command, Option } from 'commander';
import type { ConfigName } from './rule-selection.ts';

/** What `explain` is asked with. */
export interface ExplainOptions {
  readonly config: ConfigName;
  readonly contract?: string;
  readonly json?: boolean;
}

const EXAMPLES = `
Examples:
  $ span-contract explain src/agent.ts:38         what is seen on the line, and why
  $ span-contract explain src/agent.ts:38:10      at the column alone, where several calls share the line
  $ span-contract explain src/agent.ts:38 --json  the same as data

Exit codes:
  0  something on the line is explained
  1  nothing on the line has to do with spans; the nearest that has is told
  2  wrong usage, a faulty contract, or a file that cannot be read
`;

/** The subcommand `explain`: why a call was or was not seen as a span. */
export function explainCommand(): Command {
  return new Command('explain')
    .description(
      'say what is seen on a line, how that is known, which part of the contract decides, and how to say otherwise',
    )
    .argument('<place>', 'FILE:LINE or FILE:LINE:COLUMN, as findings name it')
    .addOption(new Option('--config <name>', 'which rules').choices(['recommended', 'strict']).default('recommended'))
    .option('--contract <file>', 'the contract, in place of the nearest one above the file')
    .option('--json', 'print data')
    .addHelpText('after', EXAMPLES)
    .action(async (place: string, options: ExplainOptions) => {
      // what it takes is loaded for it alone
      const { explain } = await import('./explain/explain-run.ts');
      process.exitCode = explain(place, options);
    });
}
