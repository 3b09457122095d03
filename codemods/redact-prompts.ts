import noRawPromptAttribute from '../rules/no-raw-prompt-attribute.ts';
import type { AttributeSite } from '../src/analysis/attribute-sites.ts';
import type { ContentRecording } from '../src/analysis/content.ts';
import { hasEffects, isSteady } from '../src/analysis/effects.ts';
import type { FileReading } from '../src/analysis/reading.ts';
import { keyOf, unwrap, type Node, type Range } from '../src/analysis/tree.ts';
import { done, left, type Codemod, type CodemodInput, type SitePlan } from '../src/codemod.ts';
import { rawContractOf, replacementKey } from '../src/contract/raw-key.ts';
import type { Edit } from '../src/edits/edit.ts';
import { lengthOf } from '../src/edits/length-of.ts';
import { removeProperty } from '../src/edits/object-edits.ts';
import { removeStatement } from '../src/edits/statement-edits.ts';
import { stringLiteral } from '../src/edits/string-literal.ts';
import { createTransform } from '../src/jscodeshift.ts';
import { mention } from '../src/mention.ts';

/** Records what the contract says in place of raw content: its length, a count of tokens, the id of a template, or nothing. */
export const redactPrompts: Codemod = {
  name: 'redact-prompts',
  description: 'Records lengths, counts or ids in place of raw prompts, completions and tool data.',
  rule: noRawPromptAttribute,
  optionTexts: {},
  defaults: {},
  tidies: true,
  looksFor(contract) {
    return `attribute that records content, by the ${String(contract.attributes.raw.size)} keys of the contract, by published conventions, or by its value`;
  },
  *plan(input) {
    const { reading, contract } = input;
    const { defaults } = noRawPromptAttribute;
    for (const { range, subject } of noRawPromptAttribute.check({ reading, contract, options: defaults })) {
      if (subject) yield planRedaction(input, range, subject);
    }
  },
};

export default createTransform(redactPrompts);

function planRedaction(
  { reading, contract, style }: CodemodInput<object>,
  range: Range,
  recording: ContentRecording,
): SitePlan {
  const { site, key, shownKey, gate } = recording;
  const shown = mention(shownKey, 120);
  if (gate !== undefined)
    return left(
      range,
      'gated',
      `${shown} is recorded where ${mention(gate)} is on, which somebody meant. List the switch under \`captureGates\`, or redact the value by hand.`,
    );
  if (site.certainty !== 'certain')
    return left(
      range,
      'likely',
      `${shown} should not hold raw content, but nothing proves that this is an OpenTelemetry span. Redact it by hand.`,
    );
  if (isShared(reading, site))
    return left(
      range,
      'sharedObject',
      `${shown} stands in an object that is not only put on spans. Take it out of what goes to the span by hand.`,
    );
  const found = key === undefined ? undefined : rawContractOf(key, contract);
  const record = found?.raw.record ?? 'length';
  const better = replacementKey(site.key.kind === 'exact' ? shownKey : '', found);
  const value =
    record === 'length'
      ? lengthOf(reading, site.value)
      : record === 'remove'
        ? undefined
        : atHand(reading, site, record === 'token_count' ? tokenWords(key ?? '') : /(?:template|prompt)_?id$/i);
  const isThere =
    isRecorded(reading, site, better) || (record === 'token_count' && hasTokens(reading, site, tokenWords(key ?? '')));
  if (record === 'remove' || isThere) {
    const edits = removal(reading, site);
    if (!edits)
      return left(
        range,
        'usedResult',
        `${shown} should not be recorded, but the result of the call is used. Take it out by hand.`,
      );
    return done(
      range,
      'removed',
      isThere && record !== 'remove'
        ? `Removed ${shown}; ${mention(isRecorded(reading, site, better) ? better : 'the number of tokens')} is recorded already.`
        : `Removed ${shown}.`,
      edits,
    );
  }
  if (value === undefined) {
    const what = record === 'token_count' ? 'number of tokens' : 'id of the template';
    return left(
      range,
      record === 'token_count' ? 'noTokenCount' : 'noTemplateId',
      `${shown} should be the ${what}, and none is in sight. Record it as ${mention(better)} by hand.`,
    );
  }
  const keyEdit = keyEdits(reading, site, better, record, style.quote);
  if (!keyEdit)
    return left(
      range,
      'computedKey',
      `The key ${shown} is put together elsewhere. Record ${mention(value, 40)} under a key of its own by hand.`,
    );
  const edits = replacement(reading, site, keyEdit, value);
  const name = site.key.kind === 'exact' ? better : `${shownKey}.${record}`;
  return done(
    range,
    'redacted',
    `Recorded ${mention(value, 60)} as ${mention(name, 120)} in place of ${shown}.`,
    edits,
  );
}

/** What stands in place of the key, or nothing where it is not written at the site. */
function keyEdits(
  { tree }: FileReading,
  { key, keyNode }: AttributeSite,
  better: string,
  record: string,
  quote: string,
): string | undefined {
  const first = tree.text[keyNode.range[0]] ?? '';
  if (key.kind === 'exact') {
    if (key.texts.length > 1) return undefined;
    return stringLiteral(better, /['"`]/.test(first) ? first : quote);
  }
  const plain = unwrap(keyNode);
  return plain.type === 'TemplateLiteral'
    ? `${tree.text.slice(plain.range[0], plain.range[1] - 1)}.${record}\``
    : undefined;
}

function replacement(
  { tree }: FileReading,
  { node, keyNode, value }: AttributeSite,
  key: string,
  text: string,
): Edit[] {
  if (node.type === 'Property') {
    if (node.shorthand) return [{ range: node.range, text: `${key}: ${text}` }];
    const keyText = node.computed && key.startsWith('`') ? `[${key}]` : key;
    const keyRange: Range = [
      node.range[0],
      node.computed ? tree.text.indexOf(']', node.key.range[1]) + 1 : node.key.range[1],
    ];
    return [
      { range: keyRange, text: keyText },
      { range: value.range, text },
    ];
  }
  if (node.type === 'AssignmentExpression' && node.left.type === 'MemberExpression') {
    const { object } = node.left;
    return [
      { range: [object.range[1], node.left.range[1]], text: `[${key}]` },
      { range: value.range, text },
    ];
  }
  return [
    { range: keyNode.range, text: key },
    { range: value.range, text },
  ];
}

/** Takes the recording out; nothing where something else needs the call. */
function removal(reading: FileReading, { node }: AttributeSite): Edit[] | undefined {
  const { tree } = reading;
  if (node.type === 'Property') {
    const object = tree.parentOf(node);
    return object?.type === 'ObjectExpression' ? removeProperty(tree, object, node) : undefined;
  }
  let at: Node = node;
  let parent = tree.parentOf(at);
  for (; parent && (unwrap(parent) !== parent || parent.type === 'AwaitExpression'); parent = tree.parentOf(at))
    at = parent;
  if (parent?.type === 'ExpressionStatement') {
    const link = node.type === 'CallExpression' ? unwrap(node.callee) : undefined;
    // `span.setAttribute('a', 1).setAttribute('gen_ai.prompt', prompt);`: only the last link goes
    if (link?.type === 'MemberExpression' && hasEffects(tree, link.object) && !isGetter(link.object))
      return chainLink(link, node);
    return [removeStatement(tree, parent)];
  }
  if (
    parent?.type === 'LogicalExpression' &&
    parent.operator === '&&' &&
    parent.right === at &&
    !hasEffects(tree, parent.left)
  ) {
    const statement = tree.parentOf(parent);
    return statement?.type === 'ExpressionStatement' ? [removeStatement(tree, statement)] : undefined;
  }
  const link = node.type === 'CallExpression' ? unwrap(node.callee) : undefined;
  return link?.type === 'MemberExpression' && parent?.type === 'MemberExpression' ? chainLink(link, node) : undefined;
}

/** `trace.getActiveSpan()` only asks for the span. */
function isGetter(node: Node): boolean {
  const call = unwrap(node);
  return (
    call.type === 'CallExpression' &&
    call.callee.type === 'MemberExpression' &&
    /^get(?:Active)?Span$/.test(keyOf(call.callee) ?? '')
  );
}

function chainLink(link: Extract<Node, { type: 'MemberExpression' }>, call: Node): Edit[] | undefined {
  return link.optional ? undefined : [{ range: [link.object.range[1], call.range[1]], text: '' }];
}

/** Whether the object that the attribute stands in is read for something else than spans. */
function isShared({ tree, attributeSites }: FileReading, { node, recording }: AttributeSite): boolean {
  const inRecording = (one: Node) => recording.range[0] <= one.range[0] && one.range[1] <= recording.range[1];
  if (inRecording(node)) return false;
  const target = node.type === 'AssignmentExpression' ? unwrap(node.left) : undefined;
  const holder = target?.type === 'MemberExpression' ? target.object : declaredAs(node);
  const variable = holder?.type === 'Identifier' ? tree.variableOf(holder) : undefined;
  if (!variable) return true;
  return variable.references.some((reference) => {
    const { identifier } = reference;
    if (reference.isWrite()) return !reference.init;
    const parent = tree.parentOf(identifier);
    if (parent?.type === 'MemberExpression' && parent.object === identifier) {
      const assignment = tree.parentOf(parent);
      return !(assignment?.type === 'AssignmentExpression' && assignment.left === parent);
    }
    return !attributeSites.some(
      (site) => site.recording.range[0] <= identifier.range[0] && identifier.range[1] <= site.recording.range[1],
    );
  });

  function declaredAs(property: Node): Node | undefined {
    let up = tree.parentOf(property);
    for (; up && (up.type === 'ObjectExpression' || unwrap(up) !== up); up = tree.parentOf(up));
    return up?.type === 'VariableDeclarator' ? up.id : undefined;
  }
}

/** Attributes of the same object or the same span as far as the function shows. */
function neighbours({ tree, attributeSites }: FileReading, { recording, node }: AttributeSite): AttributeSite[] {
  const home = tree.functionAround(recording);
  return attributeSites.filter((other) => other.node !== node && tree.functionAround(other.recording) === home);
}

function isRecorded(reading: FileReading, site: AttributeSite, key: string): boolean {
  const span = spanOf(reading, site);
  return neighbours(reading, site).some(
    (other) =>
      other.key.kind === 'exact' &&
      other.key.texts.some(({ text }) => text === key) &&
      (other.recording === site.recording || (span !== undefined && spanOf(reading, other) === span)),
  );
}

function hasTokens(reading: FileReading, site: AttributeSite, words: RegExp): boolean {
  return neighbours(reading, site).some(
    (other) => other.key.kind === 'exact' && other.key.texts.some(({ text }) => words.test(text)),
  );
}

/** The source text of the span that a call records on. */
function spanOf({ tree }: FileReading, { recording }: AttributeSite): string | undefined {
  if (recording.type !== 'CallExpression') return undefined;
  const callee = unwrap(recording.callee);
  return callee.type === 'MemberExpression' && keyOf(callee) !== 'addEvent' ? tree.quote(callee.object) : undefined;
}

/** How the number of tokens is called that belongs to a content key. */
function tokenWords(key: string): RegExp {
  return /completion|output|response|answer|result/i.test(key)
    ? /(?:completion|output)_?tokens?(?:_?count)?$/i
    : /(?:prompt|input)_?tokens?(?:_?count)?$/i;
}

/** A variable or property with a telling name that the function reads or declares before the recording. */
function atHand({ tree }: FileReading, { recording }: AttributeSite, words: RegExp): string | undefined {
  const home = tree.functionAround(recording);
  const before = (node: Node) =>
    node.range[1] <= recording.range[0] && tree.functionAround(node) === home && isSteady(tree, node);
  const member = tree.all('MemberExpression').find((one) => before(one) && words.test(keyOf(one) ?? ''));
  if (member) return tree.text.slice(...member.range);
  for (const variable of tree.variables()) {
    const [declared] = variable.identifiers;
    const isParameter = home?.params.some((parameter) => parameter === (declared as Node));
    if (declared && words.test(variable.name) && (isParameter || before(declared))) return variable.name;
  }
  return undefined;
}
