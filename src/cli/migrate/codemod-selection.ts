import { addProviderShutdown } from '../../../codemods/add-provider-shutdown.ts';
import { hoistSpanVariables } from '../../../codemods/hoist-span-variables.ts';
import { liftSpansFromLoops } from '../../../codemods/lift-spans-from-loops.ts';
import { redactPrompts } from '../../../codemods/redact-prompts.ts';
import { renameSpans } from '../../../codemods/rename-spans.ts';
import { runCodemod, type Codemod, type CodemodFile, type CodemodResult, type CodemodRun } from '../../codemod.ts';
import type { Contract } from '../../contract/contract.ts';
import { nearest } from '../../contract/did-you-mean.ts';
import { pageOf } from '../rule-selection.ts';
import { UsageError } from '../usage-error.ts';

/** Options of all codemods by name, as the command was given them. */
export type CodemodOptions = Readonly<Record<string, boolean>>;

/** What a run of one codemod needs to know beside the file. */
export interface RunInput extends CodemodRun {
  readonly contract: Contract;
}

/** A codemod with its options. */
export interface SelectedCodemod {
  readonly name: string;
  /** Whether it gives spans other names, which concerns other files. */
  readonly renames?: boolean | undefined;
  readonly run: (file: CodemodFile, input: RunInput) => CodemodResult;
}

/** What the command must know of a codemod to offer it. */
interface OfferedCodemod {
  readonly name: string;
  /** The rule whose findings it takes away. */
  readonly rule: string;
  readonly optionTexts: Readonly<Record<string, string>>;
  select(options: CodemodOptions): SelectedCodemod;
}

function offer<Options extends object>(codemod: Codemod<Options>): OfferedCodemod {
  return {
    name: codemod.name,
    rule: codemod.rule.name,
    optionTexts: codemod.optionTexts,
    select: (given) => {
      const own = Object.entries(given).filter(([name]) => Object.hasOwn(codemod.optionTexts, name));
      const options = { ...codemod.defaults, ...Object.fromEntries(own) };
      return {
        name: codemod.name,
        renames: codemod.renames,
        run: (file, { contract, ...rest }) => runCodemod(codemod, file, contract, options, rest),
      };
    },
  };
}

/**
 * All codemods in the order in which each leaves the most to the next: a name loses its data before it is looked up, a loop is lifted only
 * under a right name, content is gone before attributes of items are gathered, and the end of the process depends on none of it.
 */
export const CODEMODS: readonly OfferedCodemod[] = [
  offer(hoistSpanVariables),
  offer(renameSpans),
  offer(redactPrompts),
  offer(liftSpansFromLoops),
  offer(addProviderShutdown),
];

/**
 * The codemods of a run, in their order.
 * @param names codemods to run alone; empty for all
 * @throws UsageError for a name that no codemod has, and for an option of a codemod that does not run
 */
export function selectCodemods(names: readonly string[], options: CodemodOptions): readonly SelectedCodemod[] {
  const known = CODEMODS.map((codemod) => codemod.name);
  for (const name of names) {
    if (known.includes(name)) continue;
    const meant = nearest(name, known);
    const remedy = meant === undefined ? `The codemods are ${known.join(', ')}.` : `Did you mean ${meant}?`;
    throw new UsageError(`--codemod: there is no codemod ${name}. ${remedy}`);
  }
  const chosen = CODEMODS.filter(({ name }) => names.length === 0 || names.includes(name));
  for (const option of Object.keys(options)) {
    if (chosen.some(({ optionTexts }) => Object.hasOwn(optionTexts, option))) continue;
    const owners = CODEMODS.filter(({ optionTexts }) => Object.hasOwn(optionTexts, option)).map(({ name }) => name);
    throw new UsageError(
      `--${option} is an option of ${owners.join(' and ')}, which does not run: add --codemod ${owners.join(' --codemod ')}.`,
    );
  }
  return chosen.map((codemod) => codemod.select(options));
}

/** The page of a codemod. */
export function pageOfCodemod(name: string): string {
  const rule = CODEMODS.find((codemod) => codemod.name === name)?.rule ?? '';
  return pageOf(rule).replace(/rules\/.*$/, `codemods/${name}.md`);
}
