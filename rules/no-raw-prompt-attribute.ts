import { rawContractOf, replacementKey } from '../src/contract/raw-key.ts';
import type { Contract } from '../src/contract/contract.ts';
import { contentMessages } from '../src/analysis/content/content-messages.ts';
import { contentRecordings, type ContentRecording } from '../src/analysis/content/content.ts';
import type { AttributeSite } from '../src/analysis/attributes/attribute-sites.ts';
import { isAddedTo, isSharedObject } from '../src/analysis/attributes/shared-object.ts';
import { takenKinds, typesOfObject } from '../src/analysis/attributes/attribute-object.ts';
import type { FileReading } from '../src/analysis/reading.ts';
import { hasKey, recordedBeside, speaksOfSame } from '../src/analysis/attributes/recorded-beside.ts';
import { annotationOf } from '../src/analysis/syntax/sources.ts';
import { unwrap, type Node } from '../src/analysis/syntax/tree.ts';
import { takes } from '../src/analysis/attributes/value-kinds.ts';
import { newKey, replacement } from '../src/edits/attribute-replacement.ts';
import { styleOf } from '../src/edits/file-style.ts';
import { lengthOf } from '../src/edits/length-of.ts';
import { removeRecording } from '../src/edits/recording-removal.ts';
import { mention } from '../src/mention.ts';
import type { ContractRule, Suggestion } from '../src/rule.ts';

type MessageId =
  | 'rawContent'
  | 'rawParameter'
  | 'rawValue'
  | 'gatedContent'
  | 'passedContent'
  | 'passedValue'
  | 'passedGated'
  | 'unlistedRedactor'
  | 'passedUnlisted'
  | 'rawStatus'
  | 'rawException'
  | 'suggestLength'
  | 'suggestRemoval';

interface Options {
  readonly onlyListedRedactors: boolean;
}

/** Finds prompts, completions, thoughts and tool data that are put on spans and events word for word. */
const rule: ContractRule<MessageId, Options, ContentRecording> = {
  name: 'no-raw-prompt-attribute',
  description: 'disallow raw prompts, completions and tool data on spans and events',
  recommended: true,
  optionsSchema: {
    type: 'object',
    properties: {
      onlyListedRedactors: {
        description:
          "Whether only the contract's `redactors` make a value safe, and not every call that is named like one.",
        type: 'boolean',
      },
    },
    additionalProperties: false,
  },
  defaults: { onlyListedRedactors: false },
  strict: { onlyListedRedactors: true },
  messages: {
    rawContent: 'The attribute {{ key }} records content word for word: {{ value }}. {{ remedy }}',
    rawParameter:
      'The library records this word for word as {{ key }}: {{ value }}. Leave it out, or give its length or the id of a copy in an access-controlled store.',
    rawValue:
      'The attribute {{ key }} records {{ value }}, which a model was given or has written. Record its length, or the id of a copy in an access-controlled store.',
    gatedContent:
      'The attribute {{ key }} records content word for word where {{ gate }} allows it: {{ value }}. {{ remedy }} If the team agreed to this switch, list it under `captureGates` in the contract.',
    passedContent: '{{ helper }} puts {{ value }} on a span, word for word as the attribute {{ key }}. {{ remedy }}',
    passedValue:
      '{{ helper }} puts {{ value }}, which a model was given or has written, on a span as the attribute {{ key }}. Record its length, or the id of a copy in an access-controlled store.',
    passedGated:
      '{{ helper }} puts {{ value }} on a span where {{ gate }} allows it, word for word as the attribute {{ key }}. {{ remedy }} If the team agreed to this switch, list it under `captureGates` in the contract.',
    unlistedRedactor:
      'The attribute {{ key }} records what {{ redactor }} makes of content, and the contract does not list that function under `redactors`: {{ value }}. {{ listing }}; otherwise {{ otherwise }}',
    passedUnlisted:
      '{{ helper }} puts on a span as the attribute {{ key }} what {{ redactor }} makes of content, and the contract does not list that function under `redactors`: {{ value }}. {{ listing }}; otherwise {{ otherwise }}',
    rawStatus:
      'The message of the status holds content word for word: {{ value }}. Write what went wrong in words of your own.',
    rawException:
      'The recorded error holds content word for word: {{ value }}. Write what went wrong in words of your own.',
    suggestLength: 'Record {{ better }} instead.',
    suggestRemoval: 'Remove it: {{ better }} is recorded already.',
  },
  *check({ reading, contract, options }) {
    for (const recording of contentRecordings(reading, contract, options.onlyListedRedactors)) {
      const { site, gate, shownKey, unlisted } = recording;
      const remedy = site.isFixed
        ? 'Leave it out, or give its length.'
        : remedyOf(shownKey, recording.key === undefined ? undefined : rawContractOf(recording.key, contract));
      const data = {
        key: mention(shownKey, LONGEST_KEY),
        value: mention(reading.tree.quote(site.value)),
        remedy,
        gate: mention(gate ?? ''),
        ...(unlisted ? ofUnlisted(reading, unlisted, remedy) : {}),
        ...(site.helper ? { helper: helperOf(site.helper) } : {}),
      };
      yield {
        range: site.node.range,
        messageId: messageOf(recording),
        data,
        subject: recording,
        suggestions: suggest(reading, contract, recording),
      };
    }
    for (const { kind, value } of contentMessages(reading, contract, options.onlyListedRedactors))
      yield {
        range: value.range,
        messageId: kind === 'status' ? 'rawStatus' : 'rawException',
        data: { value: mention(reading.tree.quote(value)) },
      };
  },
};

export default rule;

function messageOf({ site, by, gate, unlisted }: ContentRecording): MessageId {
  if (unlisted) return site.helper ? 'passedUnlisted' : 'unlistedRedactor';
  if (site.helper) return gate !== undefined ? 'passedGated' : by === 'key' ? 'passedContent' : 'passedValue';
  if (gate !== undefined) return 'gatedContent';
  return site.isFixed ? 'rawParameter' : by === 'key' ? 'rawContent' : 'rawValue';
}

/** What is said of a redactor that the contract does not list. A function of the same file can be listed once it has a module. */
function ofUnlisted(reading: FileReading, redactor: Node, remedy: string): Readonly<Record<string, string>> {
  const isHere = reading.origins.functionOf(redactor) !== undefined;
  const listing = isHere
    ? 'If nothing can be read out of its result, move it to a file of its own and list it there'
    : 'If nothing can be read out of its result, list it there';
  return {
    redactor: mention(reading.tree.quote(redactor, 40)),
    listing,
    otherwise: remedy.charAt(0).toLowerCase() + remedy.slice(1),
  };
}

function helperOf({ name, place }: NonNullable<AttributeSite['helper']>): string {
  return place === undefined ? mention(name) : `${mention(name)} (${place})`;
}

/** A key that is advised must be readable whole. */
const LONGEST_KEY = 160;

function remedyOf(key: string, found: ReturnType<typeof rawContractOf>): string {
  const record = found?.raw.record ?? 'length';
  const better = mention(replacementKey(key, found), LONGEST_KEY);
  switch (record) {
    case 'remove':
      return 'The contract says to record nothing here: remove it.';
    case 'token_count':
      return `Record the number of tokens as ${better} instead.`;
    case 'template_id':
      return `Record the id of the template as ${better} instead.`;
    default:
      return `Record its length as ${better} instead, or the id of a copy in an access-controlled store.`;
  }
}

/** The length in place of the text, under a key that is one text; its removal where the length is recorded already. */
function suggest(reading: FileReading, contract: Contract, { site, key }: ContentRecording): Suggestion<MessageId>[] {
  const found = key === undefined ? undefined : rawContractOf(key, contract);
  const better = key === undefined ? '' : replacementKey(key, found);
  if (
    site.isFixed ||
    // the function may want another type, or do something else for the old key
    site.helper ||
    found?.raw.record !== 'length' ||
    isFixedByOthers(reading, site) ||
    /\bN\b|\*/.test(better) ||
    site.key.kind !== 'exact' ||
    !isText(reading, site.value)
  )
    return [];
  const recorded = recordedBeside(reading, site).find((other) => hasKey(other, (text) => text === better));
  if (recorded) {
    const edits = speaksOfSame(reading, recorded.value, site.value) && removeRecording(reading.tree, site);
    return Array.isArray(edits) ? [{ messageId: 'suggestRemoval', data: { better: mention(better) }, edits }] : [];
  }
  const types = typesOfObject(reading, site);
  const kinds = takenKinds(reading, site);
  const takesAll = (kind: 'number' | 'string') =>
    types.every((type) => takes(reading, type, kind)) && kinds?.includes(kind) !== false;
  if (!takesAll('number') && !takesAll('string')) return [];
  const length = lengthOf(reading, site.value);
  // no text says that there is no text
  if (length === undefined || (!takesAll('number') && length.includes('?.'))) return [];
  const value = takesAll('number') ? length : `String(${length})`;
  const keyText = newKey(reading.tree, site, better, 'length', styleOf(reading.tree).quote);
  if (!keyText) return [];
  return [
    {
      messageId: 'suggestLength',
      data: { better: mention(`${better}: ${value}`) },
      edits: replacement(reading.tree, site, keyText, value),
    },
  ];
}

/** Whether other code reads what a recording writes, or adds to it: the key and the value are not the recording's alone. */
function isFixedByOthers(reading: FileReading, site: AttributeSite): boolean {
  const { node } = site;
  if (node.type === 'AssignmentExpression') {
    const isStatement = reading.tree.parentOf(node)?.type === 'ExpressionStatement';
    if (node.operator !== '=' || !isStatement) return true;
  }
  return isAddedTo(reading, site) || isSharedObject(reading, site);
}

/** Whether an expression is a text whose `.length` counts its characters. */
function isText(reading: FileReading, value: Node): boolean {
  const node = unwrap(value);
  if (node !== value) return false;
  if (node.type === 'CallExpression') return reading.tree.quote(node.callee) === 'JSON.stringify';
  const variable = node.type === 'Identifier' ? reading.tree.variableOf(node) : undefined;
  const annotation = variable && annotationOf(reading.tree, variable);
  return annotation?.path.length === 0 && annotation.type.type === 'TSStringKeyword';
}
