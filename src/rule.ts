import type { Rule as EslintRule } from 'eslint';
import { contractFor, contractSettings, contractWords, type ContractSettings } from './contract/find-contract.ts';
import type { Contract } from './contract/contract.ts';
import { mayConcernSpans } from './analysis/gate.ts';
import type { ProviderExport } from './analysis/providers/provider-exports.ts';
import { hostTypesOf, NO_HOST_TYPES } from './analysis/types/host-types.ts';
import type { SpanSite } from './analysis/spans/span-site.ts';
import { read, type FileReading } from './analysis/reading.ts';
import { skipReasonOf } from './analysis/skip-reason.ts';
import type { Range } from './analysis/syntax/tree.ts';
import { explainIgnored, explainReading, explainSkipped } from './analysis/explaining/explain.ts';
import type { Edit } from './edits/edit.ts';
import { summariesOfHost } from './host-files.ts';

/** A rewrite that a person may accept; never applied by `--fix`. */
export interface Suggestion<Id extends string> {
  readonly messageId: Id;
  readonly data?: Readonly<Record<string, string>>;
  readonly edits: readonly Edit[];
}

/** What a rule reports. */
export interface Finding<Id extends string = string, Subject = unknown> {
  readonly range: Range;
  /** What the finding is about, for the codemod that takes it away. */
  readonly subject?: Subject;
  readonly messageId: Id;
  readonly data: Readonly<Record<string, string>>;
  readonly suggestions?: readonly Suggestion<Id>[];
  /** The spans that it is told for, where it is told once for several. */
  readonly sites?: readonly SpanSite[];
  /** Keys of what another file of the run may hold that makes this none; a reading of one file cannot know. */
  readonly settledBy?: readonly string[];
  /** Names under which the file gives what it is about to others: this is none where one of them ends it. */
  readonly givenOut?: readonly ProviderExport[];
}

/** Everything a rule may know of one file. */
export interface RuleInput<Options> {
  readonly reading: FileReading;
  readonly contract: Contract;
  readonly options: Options;
  /** Whether the other files are asked too: only then there are findings that are `givenOut`. */
  readonly isInRun?: boolean;
}

/** A rule as a pure function of the reading, with what ESLint wants to know about it. */
export interface ContractRule<Id extends string = string, Options extends object = object, Subject = unknown> {
  readonly name: string;
  readonly description: string;
  /** In the config `recommended`, alone or with options; `strict` holds all. */
  readonly recommended: boolean | Partial<Options>;
  /** JSON Schema of the one options object. */
  readonly optionsSchema: Readonly<Record<string, unknown>>;
  readonly defaults: Options;
  /** Options that the config `strict` sets. */
  readonly strict?: Partial<Options>;
  readonly messages: Readonly<Record<Id, string>>;
  check(input: RuleInput<Options>): Iterable<Finding<Id, Subject>>;
}

/**
 * What a rule reports in a file, each once: calls that share one options object share its name, and so the place and the words of
 * what is wrong with it. A codemod asks the rule itself, for each of the calls is to be changed.
 */
export function* toldOnce<Id extends string, Options extends object>(
  rule: ContractRule<Id, Options>,
  input: RuleInput<Options>,
): Iterable<Finding<Id>> {
  const told = new Set<string>();
  for (const finding of rule.check(input)) {
    const key = wordsOf(finding);
    if (!told.has(key)) yield finding;
    told.add(key);
  }
}

/** What is said, and where: two findings with the same are told once. */
export function wordsOf({ range, messageId, data }: Finding): string {
  return JSON.stringify([range, messageId, data]);
}

const DOCS = 'https://github.com/eslint-plugin-span-contract/eslint-plugin-span-contract/blob/main/docs/rules';

/** What the text of a file says of whether it is read. */
interface Gated {
  readonly passes: boolean;
  /** Why it is not read though it passes. */
  readonly skipped: string | undefined;
}

/** What was said of files, by their programs, so that all rules of a run ask once. */
const gated = new WeakMap<object, Gated>();

function gate(context: EslintRule.RuleContext, settings: ContractSettings): Gated {
  const { ast, text } = context.sourceCode;
  let known = gated.get(ast);
  if (known === undefined) {
    const passes = mayConcernSpans(text, []) || mayConcernSpans(text, contractWords(context.filename, settings));
    gated.set(ast, (known = { passes, skipped: passes ? skipReasonOf(text) : undefined }));
  }
  return known;
}

/** Programs that were explained already. */
const explained = new WeakSet<object>();
/** Programs whose contract fault was reported already, so that one rule a file speaks. */
const faultReported = new WeakSet<object>();

/**
 * Turns a rule into an ESLint rule: one `Program` visitor behind the gate.
 * @param rule the rule as a pure function of the reading
 */
export function createRule<Id extends string, Options extends object>(
  rule: ContractRule<Id, Options>,
): EslintRule.RuleModule {
  const suggests = Object.keys(rule.messages).some((id) => id.startsWith('suggest'));
  return {
    meta: {
      type: 'problem',
      docs: { description: rule.description, url: `${DOCS}/${rule.name}.md`, recommended: rule.recommended !== false },
      ...(suggests ? { hasSuggestions: true } : {}),
      languages: ['js/js'],
      schema: [rule.optionsSchema],
      defaultOptions: [rule.defaults],
      messages: { ...rule.messages, contractFault: '{{ fault }}', explained: '{{ sentence }}' },
    } as EslintRule.RuleMetaData,
    create(context) {
      const settings = contractSettings(context.settings, context.cwd);
      const { passes, skipped } = gate(context, settings);
      if (!passes || (skipped !== undefined && !settings.explain)) return {};
      return {
        Program(program) {
          const { sourceCode } = context;
          const reportFault = (fault: string) => {
            if (faultReported.has(program)) return;
            faultReported.add(program);
            context.report({ loc: { line: 1, column: 0 }, messageId: 'contractFault', data: { fault } });
          };
          if (settings.fault !== undefined) {
            reportFault(settings.fault);
            return;
          }
          const found = contractFor(context.filename, settings);
          if (!found.ok) {
            for (const fault of found.faults.slice(0, 1)) reportFault(fault.sentence);
            return;
          }
          const types = settings.types === 'auto' ? hostTypesOf(sourceCode.parserServices) : NO_HOST_TYPES;
          const readFile = () =>
            read(
              sourceCode,
              found.contract,
              summariesOfHost(context.physicalFilename, found.contract, context.cwd),
              types,
            );
          if (settings.explain && !explained.has(program)) {
            explained.add(program);
            const lines = found.ignored
              ? explainIgnored(found)
              : skipped !== undefined
                ? explainSkipped(found, skipped)
                : explainReading(readFile(), found);
            for (const { range, sentence } of lines) {
              context.report({ loc: place(range), messageId: 'explained', data: { sentence } });
            }
          }
          if (found.ignored || skipped !== undefined) return;
          const reading = readFile();
          const options = { ...rule.defaults, ...(context.options[0] as Partial<Options> | undefined) };
          for (const finding of toldOnce(rule, { reading, contract: found.contract, options })) {
            context.report({
              loc: place(finding.range),
              messageId: finding.messageId,
              data: { ...finding.data },
              suggest: (finding.suggestions ?? []).map((suggestion) => ({
                messageId: suggestion.messageId,
                data: { ...(suggestion.data ?? finding.data) },
                fix: (fixer) => suggestion.edits.map((edit) => fixer.replaceTextRange([...edit.range], edit.text)),
              })),
            });
          }
          function place(range: Range) {
            return { start: sourceCode.getLocFromIndex(range[0]), end: sourceCode.getLocFromIndex(range[1]) };
          }
        },
      };
    },
  };
}
