import noSpanInHotLoop, { type HotSpan } from '../rules/no-span-in-hot-loop.ts';
import { eventRefusal } from '../src/analysis/loops/item-attributes.ts';
import { emptyRefusal, readUses } from '../src/analysis/loops/item-span-uses.ts';
import { readItemSpan, refusalOfCall, type ItemSpan } from '../src/analysis/loops/item-span.ts';
import { nameRefusal, type TakenNames } from '../src/analysis/loops/lifted-names.ts';
import { callsInDataLoops } from '../src/analysis/loops/loops.ts';
import { dependsOn } from '../src/analysis/loops/per-item-values.ts';
import type { FileReading } from '../src/analysis/reading.ts';
import { refuse, type Refusal } from '../src/analysis/refusal.ts';
import { isInside } from '../src/analysis/syntax/tree.ts';
import type { Codemod, CodemodInput } from '../src/codemod.ts';
import { done, left } from '../src/site-plan.ts';
import type { Contract } from '../src/contract/contract.ts';
import { isAllowed, spanEntryOf } from '../src/contract/match-span.ts';
import { judgeName } from '../src/contract/name-grammar.ts';
import type { Edit } from '../src/edits/edit.ts';
import { liftLoop, type CountKeys } from '../src/edits/lifted-loop.ts';
import { losesComment, movesDirective } from '../src/edits/lost-comments.ts';
import { beginsLine, skipLineBreak, skipLineTrivia, skipTrivia } from '../src/edits/trivia.ts';
import { createTransform } from '../src/jscodeshift.ts';
import { mention } from '../src/mention.ts';

interface Options {
  readonly events: boolean;
}

/** What a statement begins with that the one before it would take in, if no semicolon ends that one. */
const GOES_ON = /^[[(`+\-/<]/;

/** Makes one span around a loop, with the count and the failures as attributes, in place of one for each item. */
export const liftSpansFromLoops: Codemod<Options> = {
  name: 'lift-spans-from-loops',
  description: 'Makes one span around a loop over data in place of one for each item.',
  rule: noSpanInHotLoop,
  optionTexts: { events: 'Turn the attributes of an item into one span event for each item.' },
  defaults: { events: false },
  looksFor: () => 'span that is made for each item of a loop over data',
  *plan(input) {
    const { reading, contract } = input;
    const findings = [...noSpanInHotLoop.check({ reading, contract, options: noSpanInHotLoop.defaults })];
    const subjects = findings.flatMap(({ subject }) => subject ?? []);
    const taken: TakenNames = new Map();
    for (const { range, subject } of findings) {
      if (!subject) continue;
      const result = planLift(input, subject, subjects, taken);
      yield 'reason' in result
        ? left(range, result.reason, result.sentence)
        : done(range, 'lifted', `Made one span ${mention(result.name)} around the loop.`, result.edits, {
            ...(result.movesCallback
              ? { movedCallback: { method: subject.site.api, from: 1, names: [result.name] } }
              : {}),
          });
    }
  },
};

export default createTransform(liftSpansFromLoops);

function planLift(
  input: CodemodInput<Options>,
  subject: HotSpan,
  subjects: readonly HotSpan[],
  taken: TakenNames,
): Refusal | { readonly name: string; readonly edits: readonly Edit[]; readonly movesCallback: boolean } {
  const { reading, contract, style, options } = input;
  const { site, loop } = subject;
  const name = reading.texts.textOf(site.nameNode);
  const refusal = refusalOfSite(reading, contract, subject, subjects, name);
  if (refusal) return refusal;
  const item = readItemSpan(reading, site, loop);
  if ('reason' in item) return item;
  const uses = readUses(reading, item);
  if ('reason' in uses) return uses;
  const refused =
    refusalOfCall(reading, item) ??
    refusalOfPlace(input, item) ??
    emptyRefusal(item, uses) ??
    nameRefusal(reading.tree, item, uses) ??
    eventRefusal(reading, item, uses, options.events);
  if (refused) return refused;
  const lift = { item, uses, name: name ?? '', keys: keysOf(name ?? '', contract), events: options.events, taken };
  const lifted = liftLoop(reading, lift, style);
  if ('reason' in lifted) return lifted;
  const { edits, names, movesCallback } = lifted;
  if (losesComment(reading.tree, edits) || movesDirective(reading.tree, edits))
    return refuse(
      'comment',
      'A comment stands where code would go, or speaks to a tool about a line that would change. Make one span around the loop by hand, so that it is kept.',
    );
  const holder = reading.tree.parentOf(item.statement) ?? item.statement;
  taken.set(holder, new Set([...(taken.get(holder) ?? []), ...names]));
  return { name: lift.name, edits, movesCallback };
}

function refusalOfSite(
  reading: FileReading,
  contract: Contract,
  { site, loop, throughCall }: HotSpan,
  subjects: readonly HotSpan[],
  name: string | undefined,
): Refusal | undefined {
  if (throughCall)
    return refuse(
      'inFunction',
      'The span is made in the function that is called. Take it out of there and make one span around the loop by hand.',
    );
  if (site.certainty !== 'certain')
    return refuse(
      'likely',
      'Nothing proves that this is an OpenTelemetry span. Make one span around the loop by hand.',
    );
  if (site.library !== undefined)
    return refuse(
      'library',
      `${mention(site.api)} is a function of ${site.library}, which has rules of its own for the end of a span. Make one span around the loop by hand.`,
    );
  if (site.method !== 'startSpan' && site.method !== 'startActiveSpan')
    return refuse(
      'wrapper',
      `${mention(site.api)} makes and ends the span itself. Put the call around the loop by hand.`,
    );
  const others = reading.spanSites.some(
    ({ kind, call }) => kind === 'create' && call !== site.call && isInside(call, loop.node),
  );
  if (others || subjects.some((one) => one.throughCall && isInside(one.throughCall, loop.node)))
    return refuse('several', 'The loop makes several spans for each item. Choose by hand which of them to lift.');
  if (dependsOn(reading, site.nameNode, loop.node)) {
    if (name !== undefined)
      return refuse(
        'shape',
        'The name of the span is a constant in the body of the loop. Put it before the loop first.',
      );
    return refuse(
      'namePerItem',
      'The name of the span differs from item to item. Give it a fixed name first, with what differs as an attribute.',
    );
  }
  if (name === undefined || !(spanEntryOf(name, contract) ?? (isAllowed(name, contract) || !judgeName(name, contract))))
    return refuse('badName', 'The name of the span is not known or not right by the contract. Correct it first.');
  return undefined;
}

function refusalOfPlace(
  { reading, style }: CodemodInput<Options>,
  { made, statement, callback }: ItemSpan,
): Refusal | undefined {
  const { tree } = reading;
  const { text } = tree;
  if (callsInDataLoops(reading, statement, noSpanInHotLoop.defaults.dataWords).length > 0)
    return refuse(
      'calledInLoop',
      'The function around the loop is called in a loop over data itself. Make one span around that loop by hand.',
    );
  const lineEnd = skipLineTrivia(text, statement.range[1]);
  const alone =
    beginsLine(text, statement.range[0]) && (lineEnd === text.length || skipLineBreak(text, lineEnd) > lineEnd);
  if (!alone || /[\n\r]\s*;$/.test(text.slice(...made.range)))
    return refuse('layout', 'The loop shares its lines with other code. Put it on lines of its own first.');
  // `})` and a line that begins with `[` would be one expression
  const isOpen = callback ? !text.slice(...made.range).endsWith(';') : !style.semicolons;
  if (isOpen && GOES_ON.test(text.slice(skipTrivia(text, statement.range[1]))))
    return refuse(
      'layout',
      'The code behind the loop begins with a sign that would go on with the line before it. Put a semicolon before it first.',
    );
  const previous = tree
    .childrenOf(tree.parentOf(statement) ?? statement)
    .findLast(({ range }) => range[1] <= statement.range[0]);
  if (callback && previous && GOES_ON.test(text.slice(...made.range)) && !text.slice(...previous.range).endsWith(';'))
    return refuse(
      'layout',
      'The call of `startActiveSpan` begins with a sign that would go on with the line before the loop. Put a semicolon there first.',
    );
  return undefined;
}

/** The attributes of the span for the number of items and of failures: the contract's own where it has them. */
function keysOf(name: string, contract: Contract): CountKeys {
  const attributes = Object.entries(spanEntryOf(name, contract)?.entry.attributes ?? {});
  const find = (words: RegExp) => attributes.find(([key, { type }]) => type === 'int' && words.test(key))?.[0];
  return {
    count: find(/(?:^|[._])(?:count|size|total)$/) ?? `${name}.count`,
    failures: find(/(?:^|[._])(?:failures|failed|errors)$/) ?? `${name}.failures`,
  };
}
