import { isAllowed, spanEntryOf } from '../src/contract/match-span.ts';
import { judgeName, type NameFault } from '../src/contract/name-grammar.ts';
import { suggestName } from '../src/contract/suggest-name.ts';
import type { Contract } from '../src/contract/contract.ts';
import { contractTitle } from '../src/contract/contract-title.ts';
import { literalOf, type ExactText } from '../src/analysis/name-value.ts';
import type { FileReading } from '../src/analysis/reading.ts';
import type { SpanSite } from '../src/analysis/span-sites.ts';
import { mention, mentionAll, mentionDefined } from '../src/mention.ts';
import type { ContractRule, Finding, Suggestion } from '../src/rule.ts';

type MessageId = 'badName' | 'badNames' | 'replacedName' | 'emptyName' | 'roleInName' | 'suggestName';

interface Fault {
  readonly exact: ExactText;
  readonly fault: NameFault;
  readonly better: ReturnType<typeof suggestName>;
}

/** A name that breaks the notation, and the better one where there is one. */
export interface BadName {
  readonly site: SpanSite;
  readonly old: string;
  readonly better: string | undefined;
}

/** Holds span names that are written in the file to the contract's grammar. */
const rule: ContractRule<MessageId, object, readonly BadName[]> = {
  name: 'span-name-format',
  description: "require span names in the contract's notation",
  recommended: true,
  optionsSchema: { type: 'object', properties: {}, additionalProperties: false },
  defaults: {},
  messages: {
    badName: 'The span name {{ name }} {{ fault }}. {{ remedy }}',
    badNames:
      'Of the names that this span can have, {{ names }} break the notation: {{ first }} {{ fault }}. {{ remedy }}',
    replacedName: '{{ contract }} replaces the span name {{ name }} by {{ better }}. Write {{ better }}.',
    emptyName: 'The span has an empty name. Write dot-separated words such as `agent.step`.',
    roleInName:
      'The span name {{ name }} holds the role {{ part }}, which belongs in the resource attribute `service.name`. Take it out of the name.',
    suggestName: 'Write {{ better }}. Dashboards that use {{ name }} must follow.',
  },
  *check({ reading, contract }) {
    for (const site of reading.spanSites) {
      if (site.name.kind !== 'exact') continue;
      const faults = site.name.texts.flatMap((exact) => faultOf(exact, contract));
      const [first] = faults;
      const subject = faults.map(({ exact, better }) => ({ site, old: exact.text, better: better?.name }));
      if (first) yield { ...report(reading, contract, site, first, faults), subject };
    }
  },
};

export default rule;

function faultOf(exact: ExactText, contract: Contract): Fault[] {
  if (isAllowed(exact.text, contract) || spanEntryOf(exact.text, contract)) return [];
  const fault = judgeName(exact.text, contract);
  return fault ? [{ exact, fault, better: suggestName(exact.text, contract) }] : [];
}

function report(
  reading: FileReading,
  contract: Contract,
  site: SpanSite,
  first: Fault,
  faults: readonly Fault[],
): Finding<MessageId> {
  const { exact, fault, better } = first;
  const range = site.nameNode.range;
  const suggestions = faults.flatMap((one) => suggest(reading, site, one));
  const name = mentionDefined(exact);
  if (faults.length > 1) {
    const data = {
      names: mentionAll(faults.map((one) => one.exact.text)),
      first: name,
      fault: describe(exact.text, fault, contract),
      remedy: remedy(first),
    };
    return { range, messageId: 'badNames', data, suggestions };
  }
  if (fault.id === 'empty') return { range, messageId: 'emptyName', data: {}, suggestions };
  if (better?.how === 'replaces')
    return {
      range,
      messageId: 'replacedName',
      data: { contract: contractTitle(contract), name, better: mention(better.name) },
      suggestions,
    };
  if (fault.id === 'role')
    return { range, messageId: 'roleInName', data: { name, part: mention(fault.part) }, suggestions };
  return {
    range,
    messageId: 'badName',
    data: { name, fault: describe(exact.text, fault, contract), remedy: remedy(first) },
    suggestions,
  };
}

function remedy({ better }: Fault): string {
  return better
    ? `Write ${mention(better.name)}.`
    : 'Write dot-separated lower-case words, from the general to the particular, such as `agent.tool.call`.';
}

/** What is wrong, as the end of a sentence that began with the name. */
function describe(name: string, fault: NameFault, { naming }: Contract): string {
  const part = mention(fault.part);
  const hasDot = name.includes('.');
  switch (fault.id) {
    case 'empty':
      return 'is empty';
    case 'blank':
      return naming.accept.includes('semconv')
        ? 'holds blanks, and is no name of the semantic conventions such as `chat gpt-4`'
        : 'holds blanks';
    case 'separator':
      if (fault.part === '(' && name.endsWith(')')) return 'is written like a function call';
      return hasDot && fault.part === '-'
        ? 'joins words with `-`, where `_` does inside a segment'
        : `uses ${part} where dots separate the words`;
    case 'case':
      return hasDot || naming.segments.min < 2
        ? `has upper-case letters in ${part}`
        : 'has upper-case letters, and no namespace before a dot';
    case 'emptySegment':
      return 'has an empty segment: two dots in a row, or one at an end';
    case 'tooFewSegments':
      return 'has no namespace: it is a single word without a dot';
    case 'tooManySegments':
      return 'has more segments than the contract allows';
    case 'namespace':
      return `begins with ${part}, which is no namespace of the contract`;
    case 'role':
      return `holds the role ${part}`;
    case 'segment':
      return `has the segment ${part}, which is not lower case with underscores`;
  }
}

/** A rewrite of the literal, where the text stands in the call itself. */
function suggest(reading: FileReading, site: SpanSite, { exact, better }: Fault): Suggestion<MessageId>[] {
  const [node] = exact.nodes;
  const literal = node && literalOf(node);
  if (!better || !literal || exact.nodes.length !== 1) return [];
  if (literal.range[0] < site.nameNode.range[0] || literal.range[1] > site.nameNode.range[1]) return [];
  const quote = reading.tree.text[literal.range[0]] ?? "'";
  return [
    {
      messageId: 'suggestName',
      data: { better: mention(better.name), name: mention(exact.text) },
      edits: [{ range: literal.range, text: `${quote}${better.name}${quote}` }],
    },
  ];
}
