import knownSpanName, { type KnownName } from '../rules/known-span-name.ts';
import spanNameFormat from '../rules/span-name-format.ts';
import { faultOfDefault } from '../src/analysis/names/default-fault.ts';
import {
  certainNames,
  nameCarriers,
  type CarrierFault,
  type NameCarrier,
  type NewName,
} from '../src/analysis/names/name-carriers.ts';
import type { ExactText } from '../src/analysis/names/name-value.ts';
import type { ExportedDefinition } from '../src/analysis/modules/module-summaries.ts';
import { exportsHolding } from '../src/analysis/modules/own-exports.ts';
import { otherReadOf } from '../src/analysis/names/read-names.ts';
import { variesByRun } from '../src/analysis/names/varying-parts.ts';
import { writtenName, type SpanSite } from '../src/analysis/spans/span-site.ts';
import type { FileReading } from '../src/analysis/reading.ts';
import { unwrap, type Node, type Range } from '../src/analysis/syntax/tree.ts';
import { callerNames } from '../src/analysis/wrappers/caller-names.ts';
import { isReadByWrapper, isTypedByWrapper } from '../src/analysis/wrappers/wrapper-signatures.ts';
import { readOf, type Codemod, type CodemodInput } from '../src/codemod.ts';
import { done, left, type SitePlan } from '../src/site-plan.ts';
import { holesOf, replacedBy } from '../src/contract/match-span.ts';
import { commentIn } from '../src/edits/comments.ts';
import { replaceText } from '../src/edits/name-edit.ts';
import { createTransform } from '../src/jscodeshift.ts';
import { mention, mentionAll } from '../src/mention.ts';

interface Options {
  readonly normalise: boolean;
}

/** Writes the contract's names in place of those that it replaces: at the literal, or where the constant is defined. */
export const renameSpans: Codemod<Options> = {
  name: 'rename-spans',
  description: 'Renames spans and events to the names of the contract.',
  rule: knownSpanName,
  // the finding where an old name is badly written as well
  reportedBy: [spanNameFormat.name],
  optionTexts: { normalise: 'Also write other names in the notation of the contract.' },
  defaults: { normalise: false },
  tidies: true,
  renames: true,
  looksFor(contract) {
    const old = [...contract.spans.values(), ...contract.events.values()].flatMap((entry) => entry.replaces);
    return old.length === 0
      ? 'name to rename: the contract says of no name that it `replaces` others'
      : `span or event with an old name: ${mentionAll(old)}`;
  },
  *plan(input) {
    const { reading, contract, options } = input;
    const renames: Rename[] = [];
    for (const { range, subject } of knownSpanName.check({ reading, contract, options: knownSpanName.defaults }))
      if (subject?.better) renames.push({ range, subject, better: subject.better, covers: 1 });
    const renamed = new Set(renames.map(({ subject }) => subject.nameNode));
    const misformed = options.normalise
      ? spanNameFormat.check({ reading, contract, options: spanNameFormat.defaults })
      : [];
    for (const { range, subject } of misformed) {
      for (const { site, old, better, ofDefault } of subject ?? []) {
        const nameNode = ofDefault?.expression ?? site.nameNode;
        if (better === undefined || renamed.has(nameNode)) continue;
        const known = { site, nameNode, old, ...(ofDefault ? { ofDefault } : {}) };
        renames.push({ range, subject: known, better, covers: 0 });
      }
    }
    for (const rename of renames) yield planRename(input, rename, renames);
  },
};

export default createTransform(renameSpans);

/** One old name at one site. */
interface Rename {
  readonly range: Range;
  readonly subject: KnownName;
  readonly better: string;
  /** How many findings of the rule it takes away. */
  readonly covers: number;
}

function planRename(
  input: CodemodInput<Options>,
  { range, subject: { site, nameNode, old, ofDefault }, better, covers }: Rename,
  all: readonly Rename[],
): SitePlan {
  const { path, reading, contract, style, hasContractFile, project } = input;
  const { tree } = reading;
  const names = { old: mention(old), better: mention(better) };
  if (!hasContractFile)
    return left(
      range,
      'noContract',
      `${names.old} could be ${names.better}, but no contract file says so: write a span-contract.yaml with \`extends: [agent]\` first.`,
    );
  if (site.certainty !== 'certain')
    return left(
      range,
      'likely',
      `${names.old} should be ${names.better}, but nothing proves that this is an OpenTelemetry span. Rename it by hand.`,
    );
  const keys = isSpan(site) ? [...(replacedBy([old], contract)?.holes ?? []), ...holesOf(better)] : [];
  if (keys.length > 0)
    return left(
      range,
      'holeInName',
      `${names.old} should be ${names.better} with ${partsAs(keys)}. Rewrite it by hand.`,
    );
  const exact = ofDefault ?? (site.name.kind === 'exact' ? site.name.texts.find((one) => one.text === old) : undefined);
  // what a function of this file is called with, and completes to the name
  const callers = exact?.added?.argument && callerNames(reading, exact.added.argument);
  // a library or a wrapper may add to what is written
  const written = (name: string) => (isSpan(site) ? writtenName(site as SpanSite, name, exact?.added) : name);
  const text = written(better);
  if (callers?.isReadOtherwise === true || (isSpan(site) && isReadByWrapper(reading, site as SpanSite)))
    return left(
      range,
      'composed',
      `${names.old} should be ${names.better}, but the wrapper that it is given to reads it for something else as well. ${callers && text !== undefined ? `Write ${mention(text)}` : 'Rename it'} by hand.`,
    );
  const typed = left(
    range,
    'typed',
    `${names.old} should be ${names.better}, but a type of this file says which texts the name may be. Rename it in the type and wherever the type is used.`,
  );
  if (callers?.isTyped === true || (isSpan(site) && isTypedByWrapper(reading, site as SpanSite))) return typed;
  const fault = ofDefault && faultOfDefault(reading, site as SpanSite, ofDefault);
  if (fault?.why === 'typed') return typed;
  if (fault) {
    const { why, variable, node } = fault;
    const holder = `${mention(variable)}, which is this text where nothing else is given`;
    return why === 'read'
      ? left(
          range,
          'readElsewhere',
          `${names.old} should be ${names.better}, but line ${String(tree.lineOf(node))} reads ${holder}, for something else too. Rename it by hand if both may change.`,
        )
      : left(
          range,
          'otherFile',
          `${names.old} should be ${names.better}, but other files may read ${holder}. Rename it by hand if they may see the new name.`,
        );
  }
  const newName = (one: string) => {
    const finding = all.find(({ subject }) => subject.nameNode === nameNode && written(subject.old) === one);
    return (finding && written(finding.subject.better ?? '')) ?? one;
  };
  const found = callers
    ? carriersOfCallers(reading, callers.given, written(old), newName)
    : nameCarriers(reading, nameNode, certainNames(reading, isSpan(site) ? 'span' : 'event'), newName);
  if (found === 'typed') return typed;
  if (found === 'compared')
    return left(
      range,
      'compared',
      `${names.old} should be ${names.better}, but the constant that holds it is also compared with a name that may be another thing's. Rename it by hand, in both places if they are about spans.`,
    );
  const commented = left(
    range,
    'comment',
    `A comment stands in ${names.old}. Write ${names.better} by hand, so that it is kept.`,
  );
  const renaming = { kind: isSpan(site) ? 'span' : 'event', from: old, to: better } as const;
  const from = written(old);
  /** @param sentence why it is left where the run does not see all files that may use the definitions */
  const planShared = (definitions: readonly ExportedDefinition[] | undefined, sentence: string): SitePlan => {
    const use = unwrap(nameNode);
    // what a wrapper's types say of its names may be in sight of the definition alone
    const isAtUse =
      !(isSpan(site) && (site as SpanSite).wrapper) &&
      definitions?.every((one) => project?.isWrittenAtUse(one)) === true &&
      reading.texts.textOf(use) === from;
    if (isAtUse && text !== undefined) {
      if (commentIn(tree, use) !== undefined) return commented;
      const edits = [replaceText(tree, use, text, style)];
      return done(range, 'renamed', `Renamed ${names.old} to ${names.better}.`, edits, { covers, renaming });
    }
    const plan = left(range, 'otherFile', `${names.old} should be ${names.better}. ${sentence}`);
    return definitions && from !== undefined && text !== undefined
      ? { ...plan, renaming, shared: { definitions, from, to: text } }
      : plan;
  };
  const carriers = found === 'composed' ? [] : found.filter((carrier) => carrier.text === from);
  const texts = new Set(from === undefined ? [old] : [old, from]);
  const isCarrier = (literal: Node) => carriers.some(({ node }) => unwrap(node) === literal);
  const isRenamed = carriers.length > 0 || exact?.definitions !== undefined;
  const readBy = isRenamed
    ? readOf(
        input,
        renaming,
        otherReadOf(reading, path, renaming, texts, isCarrier, exact?.definitions),
        exact?.definitions,
      )
    : undefined;
  if (readBy !== undefined)
    return left(
      range,
      'readElsewhere',
      `${names.old} should be ${names.better}, but ${readBy} reads the old name too. Rename both by hand.`,
    );
  if (exact?.place !== undefined)
    return planShared(
      exact.definitions,
      exact.borrowed
        ? `It is put together, and a part of it comes from ${exact.place}, which other files may use too: rename it by hand.`
        : `It is defined in ${exact.place}: rename it there, for other files may use it too.`,
    );
  if (carriers.length === 0 && text !== undefined && !exact?.added && variesByRun(tree, nameNode))
    return left(
      range,
      'composed',
      `${names.old} should be ${names.better}, but the name is made of what the function or the loop around it is given, which may be another text next time. Rename it there by hand.`,
    );
  if (carriers.length === 0 || text === undefined)
    return left(
      range,
      'composed',
      `${names.old} should be ${names.better}, but the name is put together ${placeOfAdded(reading, exact)}. ${text === undefined ? 'Rename it' : `Write ${mention(text)}`} by hand.`,
    );
  if (carriers.some(({ node }) => commentIn(tree, node) !== undefined)) return commented;
  const exported = project ? carriers.flatMap(({ node }) => exportsHolding(tree, node)) : [];
  if (exported.length > 0)
    return planShared(
      exported.map((steps) => ({ file: path, path: steps })),
      'Its constant is exported, so other files may use it too: run `span-contract migrate` over the whole project, or rename it by hand.',
    );
  const edits = carriers.map(({ node }) => replaceText(tree, node, text, style));
  return done(range, 'renamed', `Renamed ${names.old} to ${names.better}.`, edits, { covers, renaming });
}

/** Where a text stands in what callers give: a constant that something else reads too is replaced at the call. */
function carriersOfCallers(
  reading: FileReading,
  given: readonly Node[],
  from: string | undefined,
  newName: NewName,
): readonly NameCarrier[] | CarrierFault {
  const nodes = new Set(given.flatMap((one) => [one, unwrap(one)]));
  const found = given.flatMap((one) => {
    if (reading.texts.textOf(one) !== from) return [];
    return [nameCarriers(reading, one, (node) => nodes.has(node), newName)];
  });
  return found.find((one) => typeof one === 'string') ?? found.flatMap((one) => (typeof one === 'string' ? [] : one));
}

/** Where a name is put together: the text that a function adds, and its line, where this file holds it. */
function placeOfAdded({ tree }: FileReading, exact: ExactText | undefined): string {
  const { before = '', after = '', nodes: [node] = [], place } = exact?.added ?? {};
  const text = before === '' ? after : before;
  if (!node || text === '' || place !== undefined) return 'elsewhere';
  return `in line ${String(tree.lineOf(node))}, where ${mention(text)} is put ${before === '' ? 'behind' : 'before'} it`;
}

/** What is to become of the parts that a name holds. */
function partsAs(keys: readonly string[]): string {
  const shown = [...new Set(keys)].map((key) => mention(key));
  return shown.length === 1
    ? `the part that varies as the attribute ${shown.join('')}`
    : `the parts that vary as the attributes ${shown.slice(0, -1).join(', ')} and ${shown.at(-1) ?? ''}`;
}

function isSpan(site: KnownName['site']): boolean {
  return 'kind' in site;
}
