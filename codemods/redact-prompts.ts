import type { TSESTree } from '@typescript-eslint/types';
import noRawPromptAttribute from '../rules/no-raw-prompt-attribute.ts';
import { takenKinds, typesOfObject } from '../src/analysis/attributes/attribute-object.ts';
import type { AttributeSite } from '../src/analysis/attributes/attribute-sites.ts';
import { keyReaders } from '../src/analysis/attributes/key-readers.ts';
import type { ContentRecording } from '../src/analysis/content/content.ts';
import type { FileReading } from '../src/analysis/reading.ts';
import { mayBeNoText } from '../src/analysis/attributes/no-text.ts';
import { hasKey, recordedBeside, speaksOfSame } from '../src/analysis/attributes/recorded-beside.ts';
import { isAddedTo, isSharedObject } from '../src/analysis/attributes/shared-object.ts';
import { hasEffects } from '../src/analysis/syntax/effects.ts';
import { unwrap, type Node, type Range, type Tree } from '../src/analysis/syntax/tree.ts';
import { isTokenCount, TEMPLATE, tokenWords, valueAtHand } from '../src/analysis/attributes/value-at-hand.ts';
import { takes } from '../src/analysis/attributes/value-kinds.ts';
import type { Codemod, CodemodInput } from '../src/codemod.ts';
import { done, left, type SitePlan } from '../src/site-plan.ts';
import type { Contract, RawContract } from '../src/contract/contract.ts';
import { rawContractOf, replacementKey } from '../src/contract/raw-key.ts';
import { newKey, replacement } from '../src/edits/attribute-replacement.ts';
import { emptiedFunction } from '../src/edits/emptied-statements.ts';
import { lengthOf } from '../src/edits/length-of.ts';
import { removeRecording } from '../src/edits/recording-removal.ts';
import { createTransform } from '../src/jscodeshift.ts';
import { mention } from '../src/mention.ts';

/** Records what the contract says in place of raw content: its length, a count of tokens, the id of a template, or nothing. */
export const redactPrompts: Codemod<Options> = {
  name: 'redact-prompts',
  description: 'Records lengths, counts or ids in place of raw prompts, completions and tool data.',
  rule: noRawPromptAttribute,
  optionTexts: {
    onlyListedRedactors: "Also tell what goes through a function that the contract's `redactors` do not list.",
  },
  defaults: { onlyListedRedactors: false },
  tidies: true,
  looksFor(contract) {
    return `attribute that records content, by the ${String(contract.attributes.raw.size)} keys of the contract, by published conventions, or by its value`;
  },
  *plan(input) {
    const { reading, contract, options } = input;
    const { defaults } = noRawPromptAttribute;
    const findings = [...noRawPromptAttribute.check({ reading, contract, options: defaults })];
    const run: Run = {
      written: new Map(),
      removed: new Set(
        findings.flatMap(({ subject }) =>
          subject && recordOf(subject, contract) === 'remove' ? [subject.site.node] : [],
        ),
      ),
    };
    for (const { range, subject } of findings) {
      yield subject
        ? planRedaction(input, range, subject, run)
        : left(
            range,
            'message',
            `${mention(reading.tree.text.slice(...range))} stands in the message of a status or an error. Say what went wrong in words of your own.`,
          );
    }
    if (options.onlyListedRedactors)
      yield* planUnlisted(
        input,
        findings.flatMap(({ subject }) => subject ?? []),
      );
  },
};

export default createTransform(redactPrompts);

interface Options {
  readonly onlyListedRedactors: boolean;
}

/** What only the strict rule finds: only a person knows what the function leaves of the content. */
function* planUnlisted(input: CodemodInput<Options>, known: readonly ContentRecording[]): Generator<SitePlan> {
  const { reading, contract } = input;
  const sites = new Set(known.map(({ site }) => site.node));
  for (const { range, subject } of noRawPromptAttribute.check({
    reading,
    contract,
    options: { onlyListedRedactors: true },
  })) {
    if (!subject || sites.has(subject.site.node)) continue;
    const { unlisted, shownKey } = subject;
    const why = unlisted
      ? `goes through ${mention(reading.tree.quote(unlisted, 40))}, which the contract does not list. List it under \`redactors\` if nothing can be read out of its result, or redact the value by hand.`
      : 'is only named as if content were taken out of it. Give it to a function that the contract lists under `redactors`, or redact it by hand.';
    yield left(range, 'unlistedRedactor', `The value of ${mention(shownKey, 120)} ${why}`);
  }
}

/** What a run over a file knows beside each finding. */
interface Run {
  /** Keys that it has written into each object, with what was recorded, so that none stands there twice. */
  readonly written: Map<Node, Map<string, Node>>;
  /** Recordings that the contract wants out. */
  readonly removed: ReadonlySet<Node>;
}

function recordOf({ key }: ContentRecording, contract: Contract): RawContract['record'] {
  return (key === undefined ? undefined : rawContractOf(key, contract))?.raw.record ?? 'length';
}

/** Where the attribute is read back by its key, as part of a sentence. */
function readBack(
  { path, reading, project }: Pick<CodemodInput<object>, 'path' | 'reading' | 'project'>,
  { key }: AttributeSite,
): string | undefined {
  for (const { text } of key.kind === 'exact' ? key.texts : []) {
    const [here] = keyReaders(reading, path, text);
    const place = here ? `line ${String(reading.tree.lineOf(here))}` : project?.keyReadElsewhere?.(path, text);
    if (place !== undefined) return place;
  }
  return undefined;
}

function planRedaction(
  { path, reading, contract, style, project }: CodemodInput<object>,
  range: Range,
  recording: ContentRecording,
  { written, removed }: Run,
): SitePlan {
  const { site, key, shownKey, gate } = recording;
  const shown = mention(shownKey, 120);
  const obstacle = obstacleOf(reading, site, gate, shown);
  if (obstacle) return left(range, ...obstacle);
  const reader = readBack({ path, reading, project }, site);
  if (reader !== undefined)
    return left(
      range,
      'readElsewhere',
      `${shown} should not hold raw content, but ${reader} reads it back from the span and would find nothing. Change that place first, or redact it by hand.`,
    );
  const found = key === undefined ? undefined : rawContractOf(key, contract);
  const record = recordOf(recording, contract);
  const isPlain = site.key.kind === 'exact';
  const better = isPlain ? replacementKey(shownKey, found) : `${shownKey}.${record}`;
  const object = reading.tree.parentOf(site.node);
  const tokens = record === 'token_count' ? tokenWords(key ?? '') : undefined;
  const earlier = object && written.get(object)?.get(better);
  const beside = recordedBeside(reading, site);
  const recorded = isPlain ? beside.find((other) => hasKey(other, (text) => text === better)) : undefined;
  const other = recorded?.value ?? earlier;
  if (other && record === 'length' && !speaksOfSame(reading, other, site.value))
    return left(
      range,
      'keyTaken',
      `${shown} should be ${mention(better, 120)}, which is ${mention(reading.tree.quote(other, 40))} already. Decide by hand which one counts.`,
    );
  const there = other !== undefined;
  const counted = tokens && beside.some((other) => hasKey(other, (text) => isTokenCount(text, tokens)));
  if (record === 'remove' || there || counted) {
    const edits = removeRecording(reading.tree, site);
    if (edits === 'comment')
      return left(range, 'comment', `A comment stands beside ${shown}. Take the call out by hand, so that it is kept.`);
    if (!edits) {
      const call = callWithEffects(reading.tree, site.value);
      return left(
        range,
        'usedResult',
        call
          ? `${shown} should not be recorded, but ${mention(`${reading.tree.quote(call.callee, 40)}()`)} may do something else as well. Take it out by hand.`
          : `${shown} should not be recorded, but the result of the call, or what it works out, is used. Take it out by hand.`,
      );
    }
    if (emptiedFunction(reading.tree, site.node, (one) => removed.has(one)))
      return left(
        range,
        'emptiedFunction',
        `${shown} should not be recorded, and the function around it does nothing else. Take the function out with the calls of it by hand.`,
      );
    const why = record === 'remove' ? '' : `; ${there ? mention(better) : 'the number of tokens'} is recorded already`;
    return done(range, 'removed', `Removed ${shown}${why}.`, edits, rekeyed(site));
  }
  if (record === 'length' && mayBeNoText(reading, site.value))
    return left(
      range,
      'noText',
      `${shown} is given ${mention(reading.tree.quote(site.value, 40))}, which may be a number or a boolean and has no length. Record what is no text under a key of its own by hand.`,
    );
  const plainValue =
    record === 'length' ? lengthOf(reading, site.value) : valueAtHand(reading, site, tokens ?? TEMPLATE);
  if (record === 'length' && plainValue === undefined)
    return left(
      range,
      'cutText',
      `${shown} is given ${mention(reading.tree.quote(site.value, 40))}, a part of a text whose length says nothing of the whole. Record the length of the whole text as ${mention(better, 120)} by hand.`,
    );
  const value = plainValue === undefined ? undefined : fitted(reading, site, plainValue);
  if (value === undefined) {
    const [reason, what] = tokens ? ['noTokenCount', 'number of tokens'] : ['noTemplateId', 'id of the template'];
    return left(
      range,
      reason,
      `${shown} should be the ${what}, and none is in sight that is always there and belongs to it. Record it as ${mention(better)} by hand.`,
    );
  }
  const keyText = newKey(reading.tree, site, better, record, style.quote);
  if (keyText === undefined)
    return left(
      range,
      'computedKey',
      `The key ${shown} is put together elsewhere. Record ${mention(value, 40)} under a key of its own by hand.`,
    );
  if (object?.type === 'ObjectExpression')
    written.set(object, (written.get(object) ?? new Map<string, Node>()).set(better, site.value));
  return done(
    range,
    'redacted',
    `Recorded ${mention(value, 60)} as ${mention(better, 120)} in place of ${shown}.`,
    replacement(reading.tree, site, keyText, value),
    rekeyed(site, better),
  );
}

function rekeyed({ key }: AttributeSite, to?: string): Partial<Pick<SitePlan, 'rekeying'>> {
  const [only, ...more] = key.kind === 'exact' ? key.texts : [];
  if (!only || more.length > 0) return {};
  return { rekeying: { kind: 'attribute', from: only.text, ...(to === undefined ? {} : { to }) } };
}

/** The first call in an expression that may do more than give a value. */
function callWithEffects(tree: Tree, value: Node): TSESTree.CallExpression | TSESTree.NewExpression | undefined {
  if (!hasEffects(tree, value)) return undefined;
  for (const child of tree.childrenOf(value)) {
    const found = callWithEffects(tree, child);
    if (found) return found;
  }
  const node = unwrap(value);
  return node.type === 'CallExpression' || node.type === 'NewExpression' ? node : undefined;
}

/** A number as the attributes of the call take it: those of a wrapper may have to be texts, and to be there. */
function fitted(reading: FileReading, site: AttributeSite, number: string): string {
  const takes = takenKinds(reading, site);
  if (!takes) return number;
  const there = number.includes('?.') && !takes.includes('missing') ? `${number} ?? 0` : number;
  return takes.includes('number') ? there : `String(${there})`;
}

/** Why a recording is left alone whatever the contract says: reason and sentence. */
function obstacleOf(
  reading: FileReading,
  site: AttributeSite,
  gate: string | undefined,
  shown: string,
): readonly [string, string] | undefined {
  const { node } = site;
  if (gate !== undefined)
    return [
      'gated',
      `${shown} is recorded where ${mention(gate)} allows it, which somebody meant. List the switch under \`captureGates\`, or redact the value by hand.`,
    ];
  if (site.certainty !== 'certain')
    return [
      'likely',
      `${shown} should not hold raw content, but nothing proves that this is an OpenTelemetry span. Redact it by hand.`,
    ];
  if (site.isFixed)
    return [
      'library',
      `${shown} is what the library makes of a parameter, and only a person can say what should stand in its place. Take the content out by hand.`,
    ];
  if (site.helper)
    return [
      'helper',
      `${shown} is given to ${mention(site.helper.name)}, which puts it on a span. Look at what that takes, and redact it by hand.`,
    ];
  const isAdding = node.type === 'AssignmentExpression' && node.operator !== '=';
  if (isAdding || isAddedTo(reading, site)) return accumulated(shown);
  const kinds = takenKinds(reading, site);
  const fitsNothing = kinds && !kinds.includes('number') && !kinds.includes('string');
  const isTyped = typesOfObject(reading, site).some((type) => !takes(reading, type, 'number'));
  if (isTyped || fitsNothing || isSharedObject(reading, site))
    return [
      'sharedObject',
      `${shown} stands in an object that is not only put on spans, or whose type asks for it. Take it out of what goes to the span by hand.`,
    ];
  if (node.type !== 'AssignmentExpression') return undefined;
  return reading.tree.parentOf(node)?.type === 'ExpressionStatement'
    ? undefined
    : ['usedResult', `${shown} should not be recorded, but the result of the assignment is used. Rewrite it by hand.`];
}

function accumulated(shown: string): readonly [string, string] {
  return [
    'accumulated',
    `${shown} is put together piece by piece. Collect the text in a variable and record its length by hand.`,
  ];
}
