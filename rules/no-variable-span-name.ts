import { rawContractOf, replacementKey } from '../src/contract/raw-key.ts';
import { entryForPattern, holesOf, isAllowedPattern, replacedBy } from '../src/contract/match-span.ts';
import type { Contract } from '../src/contract/contract.ts';
import { titleOfReplacing } from '../src/contract/contract-title.ts';
import { addedTo } from '../src/analysis/wrappers/added-text.ts';
import { shapeOf, shownText, valueOfHole, type Hole, type NameText } from '../src/analysis/names/name-value.ts';
import { hasAcceptedTarget, isRecordedOperation } from '../src/analysis/names/operation-target.ts';
import { wouldBeContent } from '../src/analysis/content/content.ts';
import type { FileReading } from '../src/analysis/reading.ts';
import { shownData } from '../src/analysis/names/shown-data.ts';
import { mayRecordUnder, recordsBesideName, recordsUnder } from '../src/analysis/attributes/span-attributes.ts';
import { writtenName, type SpanSite } from '../src/analysis/spans/span-site.ts';
import { isInside, withoutCasts, type Node } from '../src/analysis/syntax/tree.ts';
import { fixedNameAdvice } from '../src/analysis/explaining/fixed-name-advice.ts';
import { hasEffects } from '../src/analysis/syntax/effects.ts';
import { addAttributes } from '../src/edits/attribute-edits.ts';
import { attributeFor } from '../src/edits/attribute-value.ts';
import { commentIn } from '../src/edits/comments.ts';
import type { Edit } from '../src/edits/edit.ts';
import { doesMore } from '../src/analysis/names/name-effects.ts';
import { styleOf } from '../src/edits/file-style.ts';
import { filledName } from '../src/edits/filled-name.ts';
import { mention, mentionAll } from '../src/mention.ts';
import type { ContractRule, Finding, Suggestion } from '../src/rule.ts';

type MessageId =
  | 'variableName'
  | 'variableRename'
  | 'recordedName'
  | 'recordedRename'
  | 'replacedName'
  | 'replacedRecorded'
  | 'unrecordedHole'
  | 'suggestReplacement';

/** A name with data in it, and the contract's entry that it is or that replaces it. */
export interface VariableName {
  readonly site: SpanSite;
  readonly parts: NameText;
  /** The keys stand in the order of the holes. */
  readonly entry?: { readonly name: string; readonly holes: readonly string[] };
  /** Whether the name is the entry's own, and only the attribute is missing. */
  readonly agreed: boolean;
}

/** Finds variable data in span names: each value becomes a name of its own and the backend cannot group them. */
const rule: ContractRule<MessageId, object, VariableName> = {
  name: 'no-variable-span-name',
  description: 'disallow variable data in span names',
  recommended: true,
  optionsSchema: { type: 'object', properties: {}, additionalProperties: false },
  defaults: {},
  messages: {
    variableName:
      'The span name {{ name }} {{ varies }}: every value becomes a span name of its own. Give the span {{ fixed }} and record {{ hole }} as {{ attributes }}.',
    variableRename:
      '`updateName` gives the span the name {{ name }}, which {{ varies }}: every value becomes a span name of its own. Keep {{ fixed }} and record {{ hole }} as {{ attributes }}.',
    recordedName:
      'The span name {{ name }} {{ varies }}: every value becomes a span name of its own. Give the span {{ fixed }}: {{ recorded }}.',
    recordedRename:
      '`updateName` gives the span the name {{ name }}, which {{ varies }}: every value becomes a span name of its own. Keep {{ fixed }}: {{ recorded }}.',
    replacedName:
      '{{ contract }} replaces the span name {{ name }} by {{ fixed }}. Write {{ fixed }} and record {{ record }}.',
    replacedRecorded:
      '{{ contract }} replaces the span name {{ name }} by {{ fixed }}. Write {{ fixed }}: {{ recorded }}.',
    unrecordedHole:
      'The contract allows {{ key }} to vary in the span name {{ entry }} only where the span carries the same value. Record {{ hole }} as the attribute {{ key }}.',
    suggestReplacement:
      'Write {{ fixed }} and record {{ hole }} as {{ key }}. Dashboards that use the old name must follow.',
  },
  *check({ reading, contract }) {
    for (const site of reading.spanSites) {
      if (site.name.kind !== 'pattern') continue;
      const finding = firstFault(reading, contract, site, site.name.patterns);
      if (finding) yield finding;
    }
  },
};

export default rule;

function firstFault(
  reading: FileReading,
  contract: Contract,
  site: SpanSite,
  patterns: readonly NameText[],
): Finding<MessageId, VariableName> | undefined {
  for (const pattern of patterns) {
    const open = pattern.filter((part): part is Hole => part.kind !== 'text');
    // what the contract replaces is an old name whatever its holes turn out to be
    const isOld = open.length > 0 && oldNameOf(pattern, contract) !== undefined;
    const holes = isOld
      ? open
      : open.filter((hole) => hole.kind === 'variable' && !isRecordedOperation(reading, site, hole));
    if (holes.length === 0 || isAllowedPattern(shapeOf(pattern), contract)) continue;
    const finding = judgePattern(reading, contract, site, pattern, holes);
    if (finding) return finding;
  }
  return undefined;
}

/** The entry that replaces a name; nothing where a wrapper puts a part of it in, for its caller cannot write the new one. */
function oldNameOf(pattern: NameText, contract: Contract): ReturnType<typeof replacedBy> {
  const isWhole = pattern.every((part) => part.kind === 'text' || !part.ofWrapper);
  return isWhole ? replacedBy(shapeOf(pattern), contract) : undefined;
}

function judgePattern(
  reading: FileReading,
  contract: Contract,
  site: SpanSite,
  pattern: NameText,
  variable: readonly Hole[],
): Finding<MessageId, VariableName> | undefined {
  const { tree } = reading;
  const shape = shapeOf(pattern);
  const holes = pattern.filter((part): part is Hole => part.kind !== 'text');
  const quoted = [...new Set(variable.map((hole) => tree.quote(shownData(reading, hole), 40)))];
  const hole = mentionAll(quoted);
  const data = { name: shownName(reading, site, pattern), hole, ...oneOfSeveral(reading, site, pattern) };
  const quotedHole = (i: number) => {
    const one = holes[i];
    return mention(tree.quote(one ? shownData(reading, one) : site.nameNode, 40));
  };
  const agreed = entryForPattern(shape, contract);
  if (agreed) {
    const missing = agreed.holes.findIndex(
      (key, i) =>
        holes[i]?.kind === 'variable' &&
        !recordsUnder(reading, site, key, holes[i].node, holes[i].written ?? holes[i].node) &&
        !mayRecordUnder(reading, site, key),
    );
    if (missing < 0) return undefined;
    const unrecorded = quotedHole(missing);
    return {
      range: site.nameNode.range,
      messageId: 'unrecordedHole',
      data: { hole: unrecorded, key: mention(agreed.holes[missing] ?? ''), entry: mention(agreed.name) },
      subject: { site, parts: pattern, entry: agreed, agreed: true },
    };
  }
  if (hasAcceptedTarget(reading, site, pattern, contract)) return undefined;
  const old = oldNameOf(pattern, contract);
  const [key] = old?.holes ?? [];
  const added = addedTo(pattern);
  const written = old && writtenName(site, old.name, added);
  if (old && key !== undefined && written !== undefined) {
    const isThere = old.holes.map((one, i) => {
      const { node, written: whole = node } = holes[i] ?? { node: site.nameNode };
      return recordsBesideName(reading, site, one, whole, node);
    });
    const isContentAt = old.holes.map((one, i) => {
      const value = holes[i]?.node;
      return value !== undefined && wouldBeContent(reading, contract, site, { key: one, value, spanName: old.name });
    });
    const record = old.holes.flatMap((one, i) =>
      isThere[i] ? [] : isContentAt[i] ? recordInstead(contract, one, quotedHole(i)) : recordAs(quotedHole(i), one),
    );
    const recorded = old.holes.flatMap((one, i) => (isThere[i] ? `${quotedHole(i)} as ${mention(one)}` : []));
    const values = holes.map((one) => valueOfHole(one, site.nameNode));
    const code = filledName(tree, written, old.holes, values, styleOf(tree).quote);
    // a name with holes is shown as it is to be written
    const fixed = mention(code !== undefined && holesOf(written).length > 0 ? code : written);
    const replaced = { ...data, contract: titleOfReplacing(shape, old.name, contract), fixed };
    const found = {
      range: site.nameNode.range,
      subject: { site, parts: pattern, entry: old, agreed: false },
    };
    if (record.length === 0) {
      const there = `the span carries ${recorded.join(' and ')} already`;
      return { ...found, messageId: 'replacedRecorded', data: { ...replaced, recorded: there } };
    }
    const suggestions = isContentAt.includes(true)
      ? []
      : suggestReplacement(reading, contract, site, old, values, { code, fixed });
    return { ...found, messageId: 'replacedName', data: { ...replaced, record: record.join(', and ') }, suggestions };
  }
  const varies = pattern.length === 1 ? 'is data of the running program' : `varies with ${hole}`;
  const subject = { site, parts: pattern, agreed: false };
  const { range } = site.nameNode;
  const { recorded, ...advice } = fixedNameAdvice(reading, contract, site, pattern, variable, added);
  if (recorded !== undefined) {
    const messageId = site.kind === 'rename' ? 'recordedRename' : 'recordedName';
    return { range, messageId, data: { ...data, varies, fixed: advice.fixed, recorded }, subject };
  }
  const messageId = site.kind === 'rename' ? 'variableRename' : 'variableName';
  return { range, messageId, data: { ...data, varies, ...advice }, subject };
}

function recordAs(what: string, key: string): string {
  return `${what} as the attribute ${mention(key)}`;
}

/** What the contract has recorded in place of content, for the sentence that tells what to record. */
function recordInstead(contract: Contract, key: string, hole: string): string {
  const found = rawContractOf(key, contract);
  const better = replacementKey(key, found);
  switch (found?.raw.record) {
    case 'remove':
      return `nothing of ${hole}`;
    case 'token_count':
      return recordAs(`the number of tokens of ${hole}`, better);
    case 'template_id':
      return recordAs(`the id of the template of ${hole}`, better);
    default:
      return recordAs(`the length of ${hole}`, better);
  }
}

/** The name as it is written, or as it is put together where only a variable or a list of it stands in the call. */
function shownName(reading: FileReading, site: SpanSite, pattern: NameText): string {
  const nameNode = withoutCasts(site.nameNode);
  const { tree } = reading;
  // `parts.join('.')` says nothing of what the list holds
  const isOutside = pattern.some((part) => part.kind !== 'text' && !part.ofWrapper && !isInside(part.node, nameNode));
  const inline =
    nameNode.type === 'CallExpression' ? !isOutside : !/^(?:Identifier|MemberExpression)$/.test(nameNode.type);
  return mention(
    inline || pattern.length === 1
      ? tree.quote(nameNode)
      : shownText(pattern, (_, hole) => tree.quote(shownData(reading, hole))),
  );
}

/** The name that varies by itself, where the call may give another one: what tells it while that one is mended. */
function oneOfSeveral({ tree }: FileReading, { name }: SpanSite, pattern: NameText): { readonly template?: string } {
  if (name.kind !== 'pattern' || name.patterns.length < 2) return {};
  return { template: shownText(pattern, (_, hole) => tree.quote(hole.node)) };
}

/** Edits with a first one, as one where what they insert stands right behind it. */
function joined(first: Edit, others: readonly Edit[]): readonly Edit[] {
  const [next, ...more] = others;
  const end = first.range[1];
  return next?.range[0] === end && next.range[1] === end
    ? [{ range: first.range, text: first.text + next.text }, ...more]
    : [first, ...others];
}

/** The rewrite where the call has no options yet, is known to take them, and the value is written without side effects. */
function suggestReplacement(
  reading: FileReading,
  contract: Contract,
  site: SpanSite,
  { name, holes: keys }: NonNullable<VariableName['entry']>,
  values: readonly Node[],
  { code, fixed }: { readonly code: string | undefined; readonly fixed: string },
): Suggestion<MessageId>[] {
  const { tree } = reading;
  const [value, ...moreValues] = values;
  const [key, ...moreKeys] = keys;
  const plain = site.method === 'startSpan' ? 1 : site.method === 'startActiveSpan' ? 2 : 0;
  const isOneName = site.name.kind === 'pattern' && site.name.patterns.length === 1;
  const isOneValue = value && key !== undefined && moreValues.length === 0 && moreKeys.length === 0;
  if (code === undefined || !isOneValue || !isOneName || site.certainty !== 'certain') return [];
  const isFree = site.attributesAt?.isFree ?? site.call.arguments.length === plain;
  if (!isFree || !isInside(value, site.nameNode)) return [];
  if (
    hasEffects(tree, value) ||
    doesMore(reading, site.nameNode, values) ||
    commentIn(tree, site.nameNode) !== undefined
  )
    return [];
  const attribute = attributeFor(reading, contract, value, name, key, site);
  const added = addAttributes(reading, site, [attribute], styleOf(tree));
  if (typeof added === 'string') return [];
  return [
    {
      messageId: 'suggestReplacement',
      data: { fixed, hole: mention(attribute.value, 40), key: mention(key) },
      edits: joined({ range: site.nameNode.range, text: code }, added),
    },
  ];
}
