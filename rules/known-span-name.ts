import { isPresetAlone, titleOfReplacing, titleOfReplacingEvent } from '../src/contract/contract-title.ts';
import type { Contract } from '../src/contract/contract.ts';
import { isAllowed, isAllowedPattern, mayBeListed, spanEntryOf } from '../src/contract/match-span.ts';
import { judgeName } from '../src/contract/name-grammar.ts';
import { nameWithData, sayNameWithData } from '../src/contract/name-with-data.ts';
import { isSlip } from '../src/contract/slips.ts';
import { eventReplacing, suggestName } from '../src/contract/suggest-name.ts';
import type { EventSite } from '../src/analysis/attributes/attribute-sites.ts';
import { defaultNames, type DefaultText } from '../src/analysis/names/default-names.ts';
import { makerOfGiven } from '../src/analysis/names/made-of-given.ts';
import { shapeOf, type ExactText, type NameText } from '../src/analysis/names/name-value.ts';
import { holdsNoTarget } from '../src/analysis/names/no-target.ts';
import { isSemconvPattern } from '../src/contract/semconv-pattern.ts';
import type { FileReading } from '../src/analysis/reading.ts';
import { writtenName, type SpanSite } from '../src/analysis/spans/span-site.ts';
import { unwrap, type Node, type Tree } from '../src/analysis/syntax/tree.ts';
import type { AddedText } from '../src/analysis/wrappers/added-text.ts';
import { mentionDefined } from '../src/analysis/explaining/defined-name.ts';
import { mention } from '../src/mention.ts';
import type { ContractRule, Finding } from '../src/rule.ts';

type MessageId =
  | 'replacedName'
  | 'replacedPart'
  | 'replacedAround'
  | 'replacedGiven'
  | 'replacedData'
  | 'replacedEvent'
  | 'didYouMean'
  | 'didYouMeanPart'
  | 'unlisted';

interface Options {
  readonly onlyWellFormed: boolean;
  readonly unlisted: boolean;
}

/** An old name and what the contract calls it now. */
export interface KnownName {
  readonly site: SpanSite | EventSite;
  readonly nameNode: Node;
  readonly old: string;
  /** Where the old name is only what the code gives where its caller gives none, or one side of a choice. */
  readonly ofDefault?: DefaultText;
  /** Absent for a name that the contract does not list. */
  readonly better?: string;
}

/** Finds names that the contract replaces, and names that are nearly one of its own. */
const rule: ContractRule<MessageId, Options, KnownName> = {
  name: 'known-span-name',
  description: 'disallow span and event names that the contract replaces, and near misses of its names',
  recommended: { onlyWellFormed: true },
  optionsSchema: {
    type: 'object',
    properties: {
      onlyWellFormed: {
        description: 'Whether names that `span-name-format` reports are left to that rule.',
        type: 'boolean',
      },
      unlisted: {
        description: 'Whether a name that the contract does not list is reported as well.',
        type: 'boolean',
      },
    },
    additionalProperties: false,
  },
  defaults: { onlyWellFormed: false, unlisted: false },
  strict: { onlyWellFormed: true },
  messages: {
    replacedName: '{{ contract }} replaces the span name {{ name }} by {{ better }}. Write {{ better }}.',
    replacedPart:
      '{{ contract }} replaces the span name {{ name }} by {{ better }}. Write {{ written }}, which makes that name.',
    replacedAround:
      '{{ contract }} replaces the span name {{ name }} by {{ better }}, and no text given here makes that name: {{ added }}. Let that function take the whole name, or make this span without it.',
    replacedGiven:
      '{{ contract }} replaces the span name {{ name }} by {{ better }}. {{ maker }} makes the name of what is given to the function or the loop around it: give a text of which it makes {{ written }}.',
    replacedData: '{{ contract }} replaces the span name {{ name }} by {{ better }}. {{ remedy }}',
    replacedEvent: '{{ contract }} replaces the event name {{ name }} by {{ better }}. Write {{ better }}.',
    didYouMean:
      'The contract lists no span {{ name }}: did you mean {{ better }}? If it is a span of its own, list it under `spans`.',
    didYouMeanPart:
      'The contract lists no span {{ name }}: did you mean {{ better }}, which {{ written }} makes here? If it is a span of its own, list it under `spans`.',
    unlisted: 'The contract lists no span {{ name }}. List it under `spans`, or under `allow` if it is not yours.',
  },
  *check({ reading, contract, options }) {
    const told = new Set<Node>();
    for (const site of reading.spanSites) {
      if (options.unlisted && site.name.kind === 'pattern') {
        const finding = unlistedPattern(reading, site, site.name.patterns, contract);
        if (finding) yield finding;
      }
      for (const one of defaultNames(reading, site)) {
        const finding = told.has(one.expression) ? undefined : judge(reading, site, one, contract, options, one);
        if (finding) yield finding;
        told.add(one.expression);
      }
      if (site.name.kind !== 'exact') continue;
      for (const exact of site.name.texts) {
        const finding = judge(reading, site, exact, contract, options);
        if (finding) yield finding;
      }
    }
    yield* replacedEvents(reading, contract);
  },
};

export default rule;

function judge(
  reading: FileReading,
  site: SpanSite,
  exact: ExactText,
  contract: Contract,
  { onlyWellFormed, unlisted }: Options,
  ofDefault?: DefaultText,
): Finding<MessageId, KnownName> | undefined {
  const { text } = exact;
  if (isAllowed(text, contract) || (spanEntryOf(text, contract) && !isReplaced(text, contract))) return undefined;
  if (onlyWellFormed && !site.ownNotation && judgeName(text, contract)) return undefined;
  const nameNode = ofDefault?.expression ?? site.nameNode;
  const { range } = exact.added?.argument ?? (ofDefault ? unwrap(nameNode) : nameNode);
  const name = mentionDefined(reading.tree, exact);
  const subject = { site, nameNode, old: text, ...(ofDefault ? { ofDefault } : {}) };
  const withData = nameWithData(text, contract);
  if (withData) {
    const part = writtenName(site, withData.name, exact.added);
    if (part === undefined) return replacedAround(reading, site, exact, withData.name, contract);
    const better = mention(withData.name);
    const title = titleOfReplacing([text], withData.entry, contract);
    const data = { contract: title, name, better, remedy: sayNameWithData(withData, part) };
    return { range, messageId: 'replacedData', data, subject: { ...subject, better: withData.name } };
  }
  const found = suggestName(text, contract);
  const written = found && writtenName(site, found.name, exact.added);
  if (found && written === undefined)
    return found.how === 'replaces' ? replacedAround(reading, site, exact, found.name, contract) : undefined;
  // that a name is nearly a preset's says nothing: the team may never have heard of it
  const isNear = found?.how === 'near' && !isPresetAlone(contract) && isSlip(text, found.name);
  if (found && (found.how === 'replaces' || isNear)) {
    const data = {
      contract: titleOfReplacing([text], found.name, contract),
      name,
      better: mention(found.name),
      written: mention(written ?? ''),
    };
    const maker = found.how === 'replaces' ? makerOfGiven(reading, exact) : undefined;
    if (maker) {
      const givenData = { ...data, maker: mention(reading.tree.quote(maker, 40)) };
      return { range, messageId: 'replacedGiven', data: givenData, subject: { ...subject, better: found.name } };
    }
    const isPart = written !== found.name;
    const messageId =
      found.how === 'replaces' ? (isPart ? 'replacedPart' : 'replacedName') : isPart ? 'didYouMeanPart' : 'didYouMean';
    return { range, messageId, data, subject: { ...subject, better: found.name } };
  }
  return unlisted && !site.ownNotation ? { range, messageId: 'unlisted', data: { name }, subject } : undefined;
}

/** An old name of the team's to which a function adds text that the new one does not have, so that no text at this call gives that. */
function replacedAround(
  { tree }: FileReading,
  site: SpanSite,
  exact: ExactText,
  better: string,
  contract: Contract,
): Finding<MessageId, KnownName> | undefined {
  const { text, added } = exact;
  // what a library adds stays, and a preset asks nobody to change a function
  if (!added || site.suffix !== undefined || isPresetAlone(contract)) return undefined;
  return {
    range: (added.argument ?? site.nameNode).range,
    messageId: 'replacedAround',
    data: {
      contract: titleOfReplacing([text], better, contract),
      name: mention(text),
      better: mention(better),
      added: sayAdded(tree, site, added),
    },
    subject: { site, nameNode: site.nameNode, old: text, better },
  };
}

/** What a function adds to a name, and where: by its line in this file, or by the file that holds it. */
function sayAdded(tree: Tree, { wrapper, api }: SpanSite, { before, after, nodes: [node], place }: AddedText): string {
  const texts = [
    ...(before === '' ? [] : [`${mention(before)} before`]),
    ...(after === '' ? [] : [`${mention(after)} behind`]),
  ];
  const where = place ?? (node && !wrapper ? `line ${String(tree.lineOf(node))}` : undefined);
  const who = wrapper ? mention(api) : 'a function';
  const what = texts.length > 0 ? `puts ${texts.join(' it and ')} it` : 'makes another text of it';
  return `${who}${where === undefined ? '' : ` (${where})`} ${what}`;
}

/** A name in the style of the semantic conventions whose target varies, and that no entry is or may be. */
function unlistedPattern(
  reading: FileReading,
  site: SpanSite,
  patterns: readonly NameText[],
  contract: Contract,
): Finding<MessageId, KnownName> | undefined {
  const isKnown = (pattern: NameText) => {
    const shape = shapeOf(pattern);
    // what varies in other names is the matter of `no-variable-span-name`, and what is not data may be anything
    const isAccepted = isSemconvPattern(shape, contract) && !holdsNoTarget(reading, pattern);
    const isData = pattern.every((part) => part.kind === 'text' || (part.kind === 'variable' && !part.ofWrapper));
    return !isAccepted || !isData || isAllowedPattern(shape, contract) || mayBeListed(shape, contract);
  };
  if (site.ownNotation || patterns.some(isKnown)) return undefined;
  const old = reading.tree.quote(site.nameNode);
  const subject = { site, nameNode: site.nameNode, old };
  return { range: site.nameNode.range, messageId: 'unlisted', data: { name: mention(old) }, subject };
}

/** A contract may replace a name that what it extends lists. */
function isReplaced(name: string, { spans }: Contract): boolean {
  return [...spans].some(([key, { replaces }]) => key !== name && replaces.includes(name));
}

function* replacedEvents(reading: FileReading, contract: Contract): Iterable<Finding<MessageId, KnownName>> {
  for (const site of reading.eventSites) {
    if (site.name.kind !== 'exact') continue;
    for (const { text } of site.name.texts) {
      const better = eventReplacing(text, contract);
      if (better === undefined) continue;
      yield {
        range: site.nameNode.range,
        messageId: 'replacedEvent',
        data: { contract: titleOfReplacingEvent(text, better, contract), name: mention(text), better: mention(better) },
        subject: { site, nameNode: site.nameNode, old: text, better },
      };
    }
  }
}
