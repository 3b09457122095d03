import type { TSESTree } from '@typescript-eslint/types';
import type { AttributeSite } from '../../analysis/attributes/attribute-sites.ts';
import { isSilentTitle } from '../../analysis/catalogue/find-calls.ts';
import { writtenOnce } from '../../analysis/attributes/written-once.ts';
import { UNSEEN_REASONS, nameSentence } from '../../analysis/explaining/explain.ts';
import { contentSteps } from '../../analysis/explaining/explain-content.ts';
import { nameSteps } from '../../analysis/explaining/explain-name.ts';
import { originSteps, type KnownStep } from '../../analysis/explaining/explain-origin.ts';
import { shapeOf } from '../../analysis/names/name-value.ts';
import { hasAcceptedTarget } from '../../analysis/names/operation-target.ts';
import type { FileReading } from '../../analysis/reading.ts';
import type { SpanSite } from '../../analysis/spans/span-sites.ts';
import { isFunction, keyOf, unwrap, type Node, type Range } from '../../analysis/syntax/tree.ts';
import type { Contract } from '../../contract/contract.ts';
import { clausesOfKey, clausesOfName, clausesOfPattern, type Clause } from '../../contract/clauses.ts';
import { mention, withArticle } from '../../mention.ts';
import type { ExplainedFile, ExplainedItem } from './explain-items.ts';
import { callerDrafts, nameDrafts, wrapperHeadDrafts } from './explain-named.ts';
import { providerDrafts } from './explain-providers.ts';
import { wrapperRemedy, type Remedy } from './explain-remedies.ts';

/** An item before its findings are known: what it covers, and what is asked about it. */
export interface Draft {
  readonly item: Omit<
    ExplainedItem,
    'findings' | 'remedies' | 'line' | 'column' | 'known' | 'nameKnown' | 'clauses'
  > & {
    readonly known: readonly KnownStep[];
    readonly nameKnown: readonly KnownStep[];
    readonly clauses: readonly Clause[];
  };
  /** What is told of it: the call up to its name, the entry of an attribute. */
  readonly range: Range;
  readonly site?: SpanSite;
  readonly key?: string;
  /** What rules report in its place, where the same stands several times. */
  readonly toldAt?: Node;
  /** The span that only the command sees, as it follows a wrapper. */
  readonly followed?: SpanSite;
  readonly remedies?: readonly Remedy[];
}

/** All things of a file that can be explained, whatever line they are on. */
export function draftsOf(asked: ExplainedFile): readonly Draft[] {
  const called = callerDrafts(asked);
  const isCalled = ({ range }: Draft) => called.some((one) => one.range[0] === range[0]);
  return [
    ...spanDrafts(asked),
    ...called,
    ...unseenDrafts(asked),
    ...attributeDrafts(asked),
    ...otherDrafts(asked).filter((draft) => !isCalled(draft)),
    ...wrapperHeadDrafts(asked),
    ...nameDrafts(asked),
    ...providerDrafts(asked),
  ];
}

function spanDrafts({ reading, contract, passesGate }: ExplainedFile): readonly Draft[] {
  const { tree } = reading;
  return reading.spanSites.map((site): Draft => {
    const { call, nameNode, api, certainty, kind } = site;
    const shape = site.wrapper ? reading.origins.wrapperAt(call.callee) : undefined;
    const isDeclared = shape !== undefined && shape.place === undefined;
    const how =
      shape?.place === undefined ? (isDeclared ? ', which the contract lists' : '') : `, defined in ${shape.place}`;
    const maker = site.library !== undefined && isSilentTitle(site.library) ? site.library : 'OpenTelemetry';
    const seen = site.wrapper
      ? `a call of the wrapper ${mention(api)}${how}`
      : `${withArticle(maker)} call that ${kind === 'rename' ? 'renames' : 'makes'} a span (${mention(api)})`;
    const callee = unwrap(call.callee);
    const listing = site.wrapper && !passesGate ? wrapperRemedy(reading, call, shape) : undefined;
    return {
      site,
      ...(listing ? { remedies: [listing] } : {}),
      range: [call.range[0], Math.max(nameNode.range[1], callee.range[1])],
      item: {
        kind: kind === 'rename' ? 'rename' : 'span',
        code: tree.text.slice(...call.range),
        seen,
        certainty,
        known: originSteps(reading, callee.type === 'MemberExpression' ? callee.object : callee),
        name: nameSentence(site, tree),
        nameKnown: nameSteps(reading, site),
        clauses: clausesOfSite(reading, site, contract),
      },
    };
  });
}

function clausesOfSite(reading: FileReading, site: SpanSite, contract: Contract): readonly Clause[] {
  const { name } = site;
  if (name.kind === 'exact') return name.texts.flatMap(({ text }) => clausesOfName(text, contract));
  return name.kind === 'pattern'
    ? name.patterns.flatMap((pattern) =>
        clausesOfPattern(shapeOf(pattern), contract, hasAcceptedTarget(reading, site, pattern, contract)),
      )
    : [];
}

function unseenDrafts({ reading }: ExplainedFile): readonly Draft[] {
  const { tree } = reading;
  return reading.unseen.map(({ call, reason }): Draft => {
    const callee = unwrap(call.callee);
    const receiver = callee.type === 'MemberExpression' ? callee.object : callee;
    const [first] = call.arguments;
    return {
      range: [
        call.range[0],
        first ? Math.max(callee.range[1], Math.min(first.range[1], call.range[1])) : call.range[1],
      ],
      item: unseenItem(tree.text.slice(...call.range), UNSEEN_REASONS[reason], originSteps(reading, receiver)),
      remedies:
        reason === 'unknownReceiver'
          ? [
              {
                what: `if ${mention(tree.quote(receiver, 40))} is a tracer or a span, let the file say so`,
                lines: [`import type { Tracer } from '@opentelemetry/api'; // and annotate it: Tracer, or Span`],
              },
              wrapperRemedy(reading, call),
            ].filter((one) => one !== undefined)
          : [],
    };
  });
}

function unseenItem(code: string, reason: string, known: readonly KnownStep[]): Draft['item'] {
  return {
    kind: 'unseen',
    code,
    seen: `not taken for a span call, because ${reason}`,
    known,
    nameKnown: [],
    clauses: [],
  };
}

/** What an attribute belongs to, where that is not the span itself. */
const HOLDERS: Readonly<Record<string, string>> = { event: 'an event of a span', link: 'a link of a span' };

function wayOf(via: AttributeSite['via'], recording: Node): string {
  if (via === 'creation') return 'given when it is made';
  if (via !== 'link') return mention(via === 'event' ? 'addEvent' : via);
  const callee = recording.type === 'CallExpression' ? unwrap(recording.callee) : undefined;
  const method = callee?.type === 'MemberExpression' ? keyOf(callee) : undefined;
  return method?.startsWith('addLink') ? mention(method) : 'given when the span is made';
}

function attributeDrafts({ reading, contract, rules }: ExplainedFile): readonly Draft[] {
  const { tree } = reading;
  const receiverOf = (call: Node) => {
    const callee = call.type === 'CallExpression' ? unwrap(call.callee) : undefined;
    return callee?.type === 'MemberExpression' ? callee.object : undefined;
  };
  const strict = rules.some(
    ({ options }) => (options as { onlyListedRedactors?: boolean }).onlyListedRedactors === true,
  );
  const content = contentSteps(reading, contract, strict);
  const attributes = writtenOnce(reading.attributeSites).map((site): Draft => {
    const { via, certainty, key, keyNode, node, value, recording } = site;
    const receiver = via === 'creation' ? undefined : receiverOf(recording);
    const [text] = key.kind === 'exact' ? key.texts : [];
    return {
      range: [Math.min(keyNode.range[0], value.range[0]), Math.max(keyNode.range[1], value.range[1])],
      ...(text ? { key: text.text } : {}),
      item: {
        kind: 'attribute',
        code: tree.text.slice(...node.range),
        seen: `an attribute of ${HOLDERS[via] ?? 'a span'} (${wayOf(via, recording)})`,
        certainty,
        known: receiver ? originSteps(reading, receiver) : [],
        name: nameSentence({ name: key }, tree).replace(/^Its name/, 'Its key'),
        nameKnown: content(site),
        clauses: text ? clausesOfKey(text.text, contract) : [],
      },
    };
  });
  const events = reading.eventSites.map(({ call, certainty, name, nameNode }): Draft => {
    const receiver = receiverOf(call);
    return {
      range: nameNode.range,
      item: {
        kind: 'event',
        code: tree.text.slice(...call.range),
        seen: 'an event of a span',
        certainty,
        known: receiver ? originSteps(reading, receiver) : [],
        name: nameSentence({ name }, tree),
        nameKnown: nameSteps(reading, { name, nameNode }),
        clauses: [],
      },
    };
  });
  return [...attributes, ...events];
}

/** Calls that nobody takes for anything, and that a person may: setters of other things, and functions that may be wrappers. */
function otherDrafts({ reading, wide }: ExplainedFile): readonly Draft[] {
  const { tree, origins } = reading;
  const taken = new Set<Node>([
    ...reading.spanSites.map(({ call }) => call),
    ...reading.unseen.map(({ call }) => call),
  ]);
  return tree.all('CallExpression').flatMap((call): Draft[] => {
    const callee = unwrap(call.callee);
    if (taken.has(call)) return [];
    const method = callee.type === 'MemberExpression' ? keyOf(callee) : undefined;
    const code = tree.text.slice(...call.range);
    if (callee.type === 'MemberExpression' && method !== undefined && /^(?:setAttributes?|addEvent)$/.test(method)) {
      if (origins.roleOf(callee.object) === 'span') return [];
      const known = originSteps(reading, callee.object);
      const reason = origins.isOther(callee.object)
        ? 'its receiver is shown to be something other than a span'
        : 'this file does not show that its receiver is a span';
      const item = {
        ...unseenItem(code, reason, known),
        seen: `not taken for a recording on a span, because ${reason}`,
      };
      const remedies = origins.isOther(callee.object)
        ? []
        : [
            {
              what: `if ${mention(tree.quote(callee.object, 40))} is a span, let the file say so`,
              lines: ["import type { Span } from '@opentelemetry/api'; // and annotate it: Span"],
            },
          ];
      return [{ range: [callee.property.range[0], call.range[1]], item, remedies }];
    }
    return wrapperDraft(call, callee, code, reading, wide);
  });
}

function wrapperDraft(
  call: TSESTree.CallExpression,
  callee: Node,
  code: string,
  reading: FileReading,
  wide: FileReading,
): Draft[] {
  const found = wide.spanSites.find(
    (site) => site.wrapper && site.call.range[0] === call.range[0] && site.call.range[1] === call.range[1],
  );
  const [first] = call.arguments;
  const last = call.arguments.at(-1);
  const named = first !== undefined && /^(?:Literal|TemplateLiteral)$/.test(first.type);
  const isLike =
    named &&
    last !== undefined &&
    last !== first &&
    isFunction(unwrap(last)) &&
    /^(?:Identifier|MemberExpression)$/.test(callee.type);
  if (!found && !isLike) return [];
  const shape = found && wide.origins.wrapperAt(found.call.callee);
  const reason = found
    ? `${mention(found.api)}${shape?.place === undefined ? '' : ` (${shape.place})`} does make a span, but its name does not say so, and the contract does not list it; the command follows it from file to file, ESLint does not`
    : 'nothing shows that the function makes a span';
  const remedy = wrapperRemedy(found ? wide : reading, found?.call ?? call, shape);
  return [
    {
      range: [call.range[0], first ? Math.max(callee.range[1], first.range[1]) : call.range[1]],
      item: unseenItem(code, reason, originSteps(reading, callee)),
      ...(found ? { followed: found } : {}),
      remedies: remedy ? [remedy] : [],
    },
  ];
}
