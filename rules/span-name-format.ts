import { isAllowed, spanEntryOf } from '../src/contract/match-span.ts';
import { anyName, exampleName, namespaceRemedy } from '../src/contract/example-name.ts';
import { faultSentence } from '../src/contract/fault-sentence.ts';
import { judgeName, type NameFault } from '../src/contract/name-grammar.ts';
import { nameWithData, sayNameWithData, type NameWithData } from '../src/contract/name-with-data.ts';
import { suggestName } from '../src/contract/suggest-name.ts';
import { betterAround, canComplete } from '../src/contract/complete-name.ts';
import type { Contract } from '../src/contract/contract.ts';
import { titleOfReplacing } from '../src/contract/contract-title.ts';
import { defaultNames, type DefaultText } from '../src/analysis/names/default-names.ts';
import { makerOfGiven } from '../src/analysis/names/made-of-given.ts';
import { literalOf, type ExactText } from '../src/analysis/names/name-value.ts';
import type { FileReading } from '../src/analysis/reading.ts';
import type { DefaultName } from '../src/analysis/catalogue/span-library.ts';
import { writtenName, type SpanSite, type Unwritten } from '../src/analysis/spans/span-site.ts';
import { isReadByWrapper, isTypedByWrapper } from '../src/analysis/wrappers/wrapper-signatures.ts';
import { isInside, unwrap, type Node } from '../src/analysis/syntax/tree.ts';
import { styleOf } from '../src/edits/file-style.ts';
import { addName } from '../src/edits/name-edit.ts';
import { mentionDefined } from '../src/analysis/explaining/defined-name.ts';
import { inSentence, mention, mentionFew } from '../src/mention.ts';
import type { ContractRule, Finding, Suggestion } from '../src/rule.ts';

type MessageId =
  | 'badName'
  | 'badNames'
  | 'replacedName'
  | 'replacedPart'
  | 'replacedGiven'
  | 'replacedData'
  | 'emptyName'
  | 'roleInName'
  | 'unwritten'
  | 'unwrittenNameless'
  | 'addedText'
  | 'addedElsewhere'
  | 'suggestName'
  | 'suggestPart'
  | 'suggestWritten';

interface Options {
  readonly requireWritten: boolean;
}

interface Fault {
  readonly exact: ExactText;
  readonly fault: NameFault;
  readonly better: ReturnType<typeof suggestName>;
  /** The better name as it is to be written at the call. */
  readonly written: string | undefined;
  /** The new name with the data that belongs to it, where the contract replaces the name by such a one. */
  readonly withData?: NameWithData;
}

/** A name that breaks the notation, and the better one where there is one. */
export interface BadName {
  readonly site: SpanSite;
  readonly old: string;
  readonly better: string | undefined;
  /** Where the name is only what the code gives where its caller gives none, or one side of a choice. */
  readonly ofDefault?: DefaultText;
}

/** Holds span names that are written in the file to the contract's grammar. */
const rule: ContractRule<MessageId, Options, readonly BadName[]> = {
  name: 'span-name-format',
  description: "require span names in the contract's notation",
  recommended: true,
  optionsSchema: {
    type: 'object',
    properties: {
      requireWritten: {
        description: 'Whether a call must write the name that its library would take from the function otherwise.',
        type: 'boolean',
      },
    },
    additionalProperties: false,
  },
  defaults: { requireWritten: false },
  strict: { requireWritten: true },
  messages: {
    badName: 'The span name {{ name }} {{ fault }}. {{ remedy }}',
    badNames:
      'Of the names that this span can have, {{ names }} break the notation: {{ first }} {{ fault }}. {{ remedy }}',
    replacedName: '{{ contract }} replaces the span name {{ name }} by {{ better }}. Write {{ better }}.',
    replacedPart:
      '{{ contract }} replaces the span name {{ name }} by {{ better }}. Write {{ written }}, which makes that name.',
    replacedGiven:
      '{{ contract }} replaces the span name {{ name }} by {{ better }}. {{ maker }} makes the name of what is given to the function or the loop around it: give a text of which it makes {{ written }}.',
    replacedData: '{{ contract }} replaces the span name {{ name }} by {{ better }}. {{ remedy }}',
    emptyName: 'The span has an empty name. Write dot-separated words such as {{ example }}.',
    roleInName:
      'The span name {{ name }} holds the role {{ part }}, which belongs in the resource attribute `service.name`. Take it out of the name.',
    unwritten:
      'No name is written for this span, so it is called after {{ after }} and changes when the code does. Write a name such as {{ example }} {{ where }}.',
    unwrittenNameless:
      'No name is written for this span, and the function that it would be called after has none: it is called after nothing. Write a name such as {{ example }} {{ where }}.',
    addedText:
      'The text {{ text }} is put {{ side }} each span name that is given to this function, and no such name is right: {{ name }} {{ fault }}. {{ remedy }}',
    addedElsewhere:
      'The span name {{ name }} {{ fault }}, and no name written here mends that: {{ wrapper }} puts {{ text }} {{ side }} it. {{ remedy }}',
    suggestName: 'Write {{ better }}. Dashboards that use {{ name }} must follow.',
    suggestPart: 'Write {{ written }}, which makes the name {{ better }}. Dashboards that use {{ name }} must follow.',
    suggestWritten: 'Write the name {{ better }} {{ where }}. Dashboards that use {{ name }} must follow.',
  },
  *check({ reading, contract, options }) {
    const told = new Set<unknown>();
    const added = new Map<unknown, AddedFinding>();
    for (const site of reading.spanSites) {
      if (options.requireWritten && site.unwritten && site.unwritten.from !== 'library')
        yield unwritten(reading, contract, site, site.unwritten);
      if (site.ownNotation) continue;
      for (const ofDefault of defaultNames(reading, site)) {
        const [node] = ofDefault.nodes;
        // what another file defines may be meant for more than this
        const [fault] = told.has(node) || ofDefault.place !== undefined ? [] : faultOf(site, ofDefault, contract);
        const subject = fault ? [{ ...badName(site, fault), ofDefault }] : [];
        if (node && fault) yield { ...report(reading, contract, site, fault, [fault], node), subject };
        told.add(node);
      }
      if (site.name.kind !== 'exact') continue;
      const all = site.name.texts.flatMap((exact) => faultOf(site, exact, contract));
      const ofWrapper = all.filter((one) => one.written === undefined && isAddedAtFault(one.exact, contract));
      for (const one of ofWrapper) {
        const { key, finding } = reportAdded(reading, contract, site, one);
        const known = added.get(key) ?? finding;
        added.set(key, { ...known, sites: [...(known.sites ?? []), site] });
      }
      const others = all.filter((one) => !ofWrapper.includes(one));
      // what callers give is told at each of them
      const isCalled = ({ exact }: Fault) => exact.added?.argument !== undefined;
      for (const faults of [others.filter((one) => !isCalled(one)), ...others.filter(isCalled).map((one) => [one])]) {
        const [first] = faults;
        const subject = faults.map((one) => badName(site, one));
        if (first) yield { ...report(reading, contract, site, first, faults), subject };
      }
    }
    yield* added.values();
  },
};

export default rule;

function faultOf(site: SpanSite, exact: ExactText, contract: Contract): Fault[] {
  if (isAllowed(exact.text, contract) || spanEntryOf(exact.text, contract)) return [];
  const fault = judgeName(exact.text, contract);
  if (!fault) return [];
  const withData = nameWithData(exact.text, contract);
  const inCall = withData && writtenName(site, withData.name, exact.added);
  // the name alone would lose the data
  if (withData) return [{ exact, fault, better: undefined, written: inCall, withData }];
  const better = suggestName(exact.text, contract);
  const written = better && writtenName(site, better.name, exact.added);
  return [{ exact, fault, better: written === undefined ? undefined : better, written }];
}

function badName(site: SpanSite, { exact, better }: Fault): BadName {
  return { site, old: exact.text, better: better?.how === 'about' ? undefined : better?.name };
}

function report(
  reading: FileReading,
  contract: Contract,
  site: SpanSite,
  first: Fault,
  faults: readonly Fault[],
  place: Node = first.exact.added?.argument ?? site.nameNode,
): Finding<MessageId> {
  const { exact, fault, better, written } = first;
  const { range } = place;
  const suggestions = faults.flatMap((one) => suggest(reading, site, one, place));
  const name = placedName(reading, exact);
  const isShared = isReadByWrapper(reading, site);
  if (faults.length > 1) {
    const isOfType = faults.every((one) => typeNodeOf(one.exact) !== undefined);
    const data = {
      names: mentionFew(faults.map((one) => one.exact.text)),
      first: isOfType ? mention(exact.text) : name,
      fault: faultSentence(exact.text, fault, contract),
      remedy: isOfType
        ? remedyInType(reading, faults)
        : (remedyOfShared(site, faults) ?? remedy(reading, site, first, isShared, contract)),
    };
    return { range, messageId: 'badNames', data, suggestions };
  }
  if (first.withData && written !== undefined) {
    const better = mention(first.withData.name);
    const say = sayNameWithData(first.withData, written);
    return {
      range,
      messageId: 'replacedData',
      data: { contract: titleOfReplacing([exact.text], first.withData.entry, contract), name, better, remedy: say },
      suggestions,
    };
  }
  if (fault.id === 'empty') return { range, messageId: 'emptyName', data: { example: anyName(contract) }, suggestions };
  if (better?.how === 'replaces') {
    const title = titleOfReplacing([exact.text], better.name, contract);
    const maker = makerOfGiven(reading, exact);
    return {
      range,
      ...replaced(title, name, better.name, written, maker && reading.tree.quote(maker, 40)),
      suggestions,
    };
  }
  if (fault.id === 'role')
    return { range, messageId: 'roleInName', data: { name, part: mention(fault.part) }, suggestions };
  return {
    range,
    messageId: 'badName',
    data: {
      name,
      fault: faultSentence(exact.text, fault, contract),
      remedy: remedyOfShared(site, faults) ?? remedy(reading, site, first, isShared, contract),
    },
    suggestions,
  };
}

/** The member of a written type that a text is; nothing for texts of values and of other files. */
function typeNodeOf({ nodes, place }: ExactText): Node | undefined {
  const [node, ...more] = nodes;
  return place === undefined && more.length === 0 && node?.type === 'TSLiteralType' ? node : undefined;
}

/** A name with the place where it is written, where that is not the call. */
function placedName({ tree }: FileReading, exact: ExactText): string {
  const type = typeNodeOf(exact);
  return type
    ? `${mention(exact.text)} (in the type on line ${String(tree.lineOf(type))})`
    : mentionDefined(tree, exact);
}

/** What to write in the type for each of its names: written at the use, one text would be the name of all spans. */
function remedyInType({ tree }: FileReading, faults: readonly Fault[]): string {
  const changes = faults.map(({ exact, written }) => {
    const line = `on line ${String(tree.lineOf(typeNodeOf(exact) as Node))}`;
    const instead = written === undefined ? 'dot-separated lower-case words' : mention(written);
    return `${instead} for ${mention(exact.text)} ${line}`;
  });
  const last = changes.pop() ?? '';
  return `In the type, write ${[changes.join(', '), last].filter(Boolean).join(', and ')}.`;
}

/** What names should become that are put together of what another name of the call is made of as well: one text would be the name of all. */
function remedyOfShared({ name }: SpanSite, faults: readonly Fault[]): string | undefined {
  const all = name.kind === 'exact' ? name.texts : [];
  const isShared = faults.some(({ exact }) =>
    all.some((other) => other.text !== exact.text && other.nodes.some((node) => exact.nodes.includes(node))),
  );
  const changes = faults.flatMap(({ exact, better, written }) =>
    better && better.how !== 'about' && written !== undefined
      ? `${mention(exact.text)} becomes ${mention(better.name)}`
      : [],
  );
  if (!isShared || changes.length === 0) return undefined;
  const shown = changes.slice(0, MOST_CHANGES);
  const more = changes.length > shown.length ? ['so on'] : [];
  return `Write it so that ${inSentence([...shown, ...more])}.`;
}

/** What a contract says of an old name, and what to write at the call. */
function replaced(
  contract: string,
  name: string,
  better: string,
  written = better,
  maker?: string,
): Pick<Finding<'replacedName' | 'replacedPart' | 'replacedGiven'>, 'messageId' | 'data'> {
  const data = { contract, name, better: mention(better) };
  if (maker !== undefined)
    return { messageId: 'replacedGiven', data: { ...data, maker: mention(maker), written: mention(written) } };
  return written === better
    ? { messageId: 'replacedName', data }
    : { messageId: 'replacedPart', data: { ...data, written: mention(written) } };
}

/** Whether what a wrapper adds makes every name wrong, whatever its caller writes. */
function isAddedAtFault({ added }: ExactText, contract: Contract): boolean {
  return added !== undefined && !added.apart && !canComplete(added, contract);
}

type AddedFinding = Finding<MessageId, readonly BadName[]>;

/** The one finding for a wrapper that adds a wrong text: in its body, or at the first call where it stands in another file. */
function reportAdded(
  { tree }: FileReading,
  contract: Contract,
  site: SpanSite,
  { exact, fault }: Fault,
): { readonly key: unknown; readonly finding: AddedFinding } {
  const { before = '', after = '', own, nodes: [node] = [], argument, place } = exact.added ?? {};
  const isWrong = (around: { before: string; after: string }) => !canComplete(around, contract);
  const side = isWrong({ before, after: '' }) || after === '' ? 'before' : 'behind';
  const text = mention(side === 'before' ? before : after);
  const isOwn = own !== undefined && isWrong(own);
  const better = own?.before === before && own.after === after ? betterAround({ before, after }, contract) : undefined;
  const write = (where: string) =>
    better ? `Write ${mention(side === 'before' ? better.before : better.after)} ${where}.` : 'Change that text.';
  if (node && (argument || !isInside(node, site.nameNode))) {
    const name = `${before}…${after}`;
    const wrong = judgeName(`${before}x${after}`, contract) ?? fault;
    const whole = node.type === 'TemplateElement' ? (tree.parentOf(node) ?? node) : node;
    return {
      key: whole,
      finding: {
        range: whole.range,
        messageId: 'addedText',
        data: {
          text,
          side,
          name: mention(name),
          fault: faultSentence(name, wrong, contract),
          remedy: write('instead'),
        },
      },
    };
  }
  const wrapper = place === undefined ? mention(site.api) : `${mention(site.api)} (${place})`;
  const remedy = isOwn ? write('there') : 'Change the argument that it comes from.';
  const data = {
    name: mention(exact.text),
    fault: faultSentence(exact.text, fault, contract),
    wrapper,
    text,
    side,
    remedy,
  };
  const key = JSON.stringify([place ?? site.api, before, after]);
  return { key, finding: { range: site.nameNode.range, messageId: 'addedElsewhere', data } };
}

/** @param isShared whether the wrapper that is given the text reads it for something else too */
function remedy(
  reading: FileReading,
  site: SpanSite,
  { exact, fault, better, written }: Fault,
  isShared: boolean,
  contract: Contract,
): string {
  if (isShared && written !== undefined)
    return `The wrapper uses this text for something else as well, so give the span a name of its own, such as ${mention(written)}.`;
  if (better?.how === 'about' && written !== undefined)
    return `Write ${mention(written)}, and record what stands behind the colon as an attribute.`;
  const call = makerOfGiven(reading, exact) ?? unwrap(site.nameNode);
  // written in the call, it would go through the function once more
  if (call.type === 'CallExpression' && better && written !== undefined)
    return `Make ${mention(reading.tree.quote(call, 40))} give ${mention(written)}.`;
  // what a wrapper adds is no part of what is to be written
  const isAsWritten = writtenName(site, 'x.y', exact.added) === 'x.y';
  const example = exampleName(isAsWritten ? exact.text : '', contract);
  const maker = site.wrapper || exact.added ? 'wrapper' : 'library';
  return better && written !== undefined
    ? `Write ${mention(written)}${written === better.name ? '' : `, which the ${maker} makes ${mention(better.name)}`}.`
    : fault.id === 'namespace'
      ? namespaceRemedy(fault.part, contract)
      : `Write dot-separated lower-case words, from the general to the particular, such as ${mention(example)}.`;
}

const AFTER: Readonly<Record<DefaultName, string>> = {
  function: 'the function',
  method: 'the method',
  classMethod: 'its class and method',
  caller: 'the code around the call',
  library: 'what the library makes up',
};

/** More than these nobody reads. */
const MOST_CHANGES = 3;

const PLACES = ['first', 'second', 'third', 'fourth'];

function unwritten(
  reading: FileReading,
  contract: Contract,
  site: SpanSite,
  { from, text, position = '0' }: Unwritten,
): Finding<MessageId, readonly BadName[]> {
  const [index, key] = position.split('.');
  const place = `the ${PLACES[Number(index)] ?? 'last'} argument`;
  const where = key === undefined ? `as ${place}` : `as ${mention(key)} in ${place}`;
  const better = text === undefined ? undefined : suggestName(text + (site.suffix ?? ''), contract)?.name;
  const name = better === undefined ? undefined : writtenName(site, better);
  const edits = name === undefined ? undefined : addName(reading.tree, site, name, styleOf(reading.tree));
  const suggestions: Suggestion<MessageId>[] =
    edits && name !== undefined
      ? [{ messageId: 'suggestWritten', data: { better: mention(name), where, name: mention(text ?? '') }, edits }]
      : [];
  const { range } = site.call.callee;
  const example = anyName(contract);
  if (from === 'nothing') return { range, messageId: 'unwrittenNameless', data: { where, example } };
  const after = text === undefined ? AFTER[from] : `${AFTER[from]}, ${mention(text)},`;
  return { range, messageId: 'unwritten', data: { after, where, example }, suggestions };
}

/** A rewrite of the literal, where the text stands in the call itself. */
function suggest(
  reading: FileReading,
  site: SpanSite,
  { exact, better, written }: Fault,
  place: Node,
): Suggestion<MessageId>[] {
  const [node] = exact.nodes;
  // the text of a template without holes is a part of it
  const whole = node?.type === 'TemplateElement' ? reading.tree.parentOf(node) : node;
  const literal = whole && literalOf(whole);
  if (!better || better.how === 'about' || written === undefined || !literal || exact.nodes.length !== 1) return [];
  // as a name it is right, as what else the wrapper takes it for it may be wrong
  if (isReadByWrapper(reading, site) || isTypedByWrapper(reading, site)) return [];
  const isDefault = literal === place && reading.tree.parentOf(literal)?.type === 'AssignmentPattern';
  if (!isDefault && !isInside(literal, site.nameNode)) return [];
  const quote = reading.tree.text[literal.range[0]] ?? "'";
  return [
    {
      ...(written === better.name
        ? { messageId: 'suggestName', data: { better: mention(better.name), name: mention(exact.text) } }
        : {
            messageId: 'suggestPart',
            data: { written: mention(written), better: mention(better.name), name: mention(exact.text) },
          }),
      edits: [{ range: literal.range, text: `${quote}${written}${quote}` }],
    },
  ];
}
