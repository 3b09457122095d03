import type { TSESTree } from '@typescript-eslint/types';
import { entryForPattern, spanEntryOf } from '../src/contract/match-span.ts';
import type { Contract, SpanContract } from '../src/contract/contract.ts';
import { callsInDataLoops, collectionName, dataLoopAround, type Loop } from '../src/analysis/loops/loops.ts';
import { isEffectOfRound } from '../src/analysis/loops/run-effects.ts';
import { hasContextFromHelper, hasMessageParent, isMessageSpan } from '../src/analysis/loops/message-spans.ts';
import { shapeOf } from '../src/analysis/names/name-value.ts';
import type { FileReading } from '../src/analysis/reading.ts';
import type { SpanSite } from '../src/analysis/spans/span-sites.ts';
import type { Node, Range } from '../src/analysis/syntax/tree.ts';
import { isMadeLater } from '../src/analysis/wrappers/deferred-spans.ts';
import { mention } from '../src/mention.ts';
import type { ContractRule, Finding } from '../src/rule.ts';

type MessageId = 'spanPerItem' | 'spanPerRound' | 'spanPerItemThroughFunction';

interface Options {
  readonly dataWords: readonly string[];
}

/** A span that is made for each item, and the loop that makes it so. */
export interface HotSpan {
  readonly site: SpanSite;
  readonly loop: Loop;
  /** The call in the loop, where the span is made in the function that it calls. */
  readonly throughCall?: TSESTree.CallExpression;
}

/** Finds a span for each item of a collection that grows with the data: thousands of spans that say the same. */
const rule: ContractRule<MessageId, Options, HotSpan> = {
  name: 'no-span-in-hot-loop',
  description: 'disallow a span for each item of a loop over data',
  recommended: true,
  optionsSchema: {
    type: 'object',
    properties: {
      dataWords: {
        description: 'Further words, in lower case, for collections that grow with the data.',
        type: 'array',
        items: { type: 'string' },
        uniqueItems: true,
      },
    },
    additionalProperties: false,
  },
  defaults: { dataWords: [] },
  messages: {
    spanPerItem:
      'A span {{ name }} is made for each of {{ collection }} (the loop in line {{ line }}). Make one span around the loop, put the count and the failures on it as attributes, and use span events for milestones.',
    spanPerRound:
      'A span {{ name }} is made in each of {{ rounds }} rounds (the loop in line {{ line }}). Make one span around the loop, put the count and the failures on it as attributes, and use span events for milestones.',
    spanPerItemThroughFunction:
      'This call makes a span {{ name }} for each of {{ collection }} (the loop in line {{ line }}; the span starts in line {{ spanLine }}). Make one span around the loop and put the count and the failures on it as attributes.',
  },
  *check({ reading, contract, options }) {
    const reported: Range[] = [];
    const calls = new Set<Node>();
    for (const site of reading.spanSites) {
      // a span that is made later is made as often as what the call gives is run
      if (site.kind !== 'create' || site.deferred === true) continue;
      if (site.name.kind === 'forwarded' || isAgreed(contract, site)) continue;
      const loop = dataLoopAround(reading, site.call, options.dataWords);
      if (site.deferred === 'effect' && !(loop && isEffectOfRound(reading, site.call, loop))) continue;
      if (loop) {
        if (isFreeInLoop(reading, site, loop.node)) continue;
        // of nested spans in one loop the outermost is the one to lift
        if (reported.some(([start, end]) => start <= site.call.range[0] && site.call.range[1] <= end)) continue;
        reported.push(site.call.range);
        yield finding(reading, site, loop);
        continue;
      }
      for (const { call, loop: around } of callsInDataLoops(reading, site.call, options.dataWords)) {
        if (hasMessageParent(reading, call, around.node) || hasMessageParent(reading, site.call)) continue;
        if (isFreeInLoop(reading, site, reading.tree.functionAround(site.call) ?? around.node)) continue;
        if (calls.has(call) || reported.some(([start, end]) => start <= call.range[0] && call.range[1] <= end))
          continue;
        calls.add(call);
        const data = { ...dataOf(reading, site, around), spanLine: String(reading.tree.lineAt(site.call.range[0])) };
        const subject = { site, loop: around, throughCall: call };
        yield { range: rangeOf(call, around), subject, messageId: 'spanPerItemThroughFunction', data };
      }
    }
  },
};

export default rule;

/** Whether the contract agrees to a span per round, under each name that the span can have: an exact one, or one with holes. */
function isAgreed(contract: Contract, { name }: SpanSite): boolean {
  const repeats = (found: { readonly entry: SpanContract } | undefined) => found?.entry.repeat === 'per-iteration';
  switch (name.kind) {
    case 'exact':
      return name.texts.every(({ text }) => repeats(spanEntryOf(text, contract)));
    case 'pattern':
      return name.patterns.every((parts) => repeats(entryForPattern(shapeOf(parts), contract)));
    default:
      return false;
  }
}

/**
 * Whether a span may be made in each round: it stands for one message, or a declared wrapper makes it later.
 * @param round the loop, or the function that it calls
 */
function isFreeInLoop(reading: FileReading, site: SpanSite, round: Node): boolean {
  return (
    isMessageSpan(reading, site) ||
    hasMessageParent(reading, site.call, round) ||
    hasContextFromHelper(reading, site, round) ||
    isMadeLater(reading.tree, site.call, reading.origins.wrapperAt(site.call.callee)?.callsUntil ?? 0)
  );
}

function finding(reading: FileReading, site: SpanSite, loop: Loop): Finding<MessageId, HotSpan> {
  const range: Range = [site.call.range[0], site.nameNode.range[1]];
  return {
    range,
    subject: { site, loop },
    messageId: loop.rounds === undefined ? 'spanPerItem' : 'spanPerRound',
    data: dataOf(reading, site, loop),
  };
}

/** A call in a loop; of one that is the loop itself, `map(one)` without the collection before it. */
function rangeOf(call: TSESTree.CallExpression, loop: Loop): Range {
  const start = call === loop.node && call.callee.type === 'MemberExpression' ? call.callee.property : call;
  return [start.range[0], call.range[1]];
}

function dataOf(reading: FileReading, site: SpanSite, loop: Loop): Record<string, string> {
  return {
    name: mention(reading.tree.quote(site.nameNode)),
    collection: mention((loop.collection && collectionName(reading, loop.collection)) ?? 'the items'),
    rounds: String(loop.rounds ?? ''),
    line: String(reading.tree.lineAt(loop.node.range[0])),
  };
}
