#!/usr/bin/env node
import { Command, CommanderError } from 'commander';
import { checkCommand } from './check.ts';
import { EXIT } from './exit-code.ts';
import { explainCommand } from './explain.ts';
import { refusalJson, type Refusal } from './formats/refusal-json.ts';
import { initCommand } from './init.ts';
import { compileLate } from './late-compiling.ts';
import { mergeSarifCommand } from './merge-sarif.ts';
import { migrateCommand } from './migrate.ts';
import { PACKAGE } from './rule-selection.ts';
import { UsageError } from './usage-error.ts';

compileLate();

// a reader that has seen enough, such as `head`, is no fault
for (const stream of [process.stdout, process.stderr]) {
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'EPIPE') process.exit();
    // a full disk must not look like findings
    process.stderr.write(`span-contract: the output cannot be written (${error.code ?? error.message}).\n`);
    process.exit(EXIT.unable);
  });
}

const program = new Command('span-contract')
  .description('Hold OpenTelemetry spans in TypeScript and JavaScript to a team contract.')
  .version(PACKAGE.version);

const commands = [checkCommand(), migrateCommand(), initCommand(), explainCommand(), mergeSarifCommand()];
for (const command of commands) program.addCommand(command);
for (const command of [program, ...program.commands]) command.exitOverride();

try {
  await program.parseAsync();
} catch (error) {
  if (error instanceof CommanderError) {
    // it has said what is wrong, or has shown the help that was asked for
    process.exitCode = error.exitCode === 0 ? EXIT.clean : EXIT.unable;
    if (error.exitCode !== 0) answer({ kind: 'usage', message: error.message.replace(/^error: /, '') });
  } else if (error instanceof UsageError) {
    process.exitCode = EXIT.unable;
    process.stderr.write(`span-contract: ${error.message}\n`);
    answer({ kind: 'usage', message: error.message, fault: error.fault });
  } else {
    // a fault of the command must not look like a finding
    process.exitCode = EXIT.unable;
    process.stderr.write(
      `span-contract failed: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`,
    );
    answer({ kind: 'crash', message: error instanceof Error ? error.message : String(error) });
  }
}

/** A program that asked for JSON gets some. */
function answer(refusal: Refusal): void {
  process.stdout.write(refusalJson(process.argv.slice(2), refusal, process.cwd()) ?? '');
}
