import noVariableSpanName, { type VariableName } from '../rules/no-variable-span-name.ts';
import { addedTo } from '../src/analysis/wrappers/added-text.ts';
import { actsBetween, hasEffects, isSteady } from '../src/analysis/syntax/effects.ts';
import { meansSameAt } from '../src/analysis/syntax/in-sight.ts';
import { isTypedByTexts } from '../src/analysis/names/name-carriers.ts';
import { doesMore } from '../src/analysis/names/name-effects.ts';
import { valueOfHole, type Hole } from '../src/analysis/names/name-value.ts';
import { alwaysRecordsUnder, clashesUnder, unknownKeyBeside } from '../src/analysis/attributes/span-attributes.ts';
import { isFunction, isInside, unwrap, type Node, type Range, type Tree } from '../src/analysis/syntax/tree.ts';
import { readOf, type Codemod, type CodemodInput } from '../src/codemod.ts';
import { done, left, type SitePlan } from '../src/site-plan.ts';
import { losingReaders } from '../src/analysis/names/read-names.ts';
import { namesIn } from '../src/analysis/names/value-names.ts';
import { draftedEntry } from '../src/contract/drafted-entry.ts';
import { holesOf } from '../src/contract/match-span.ts';
import { addAttributes, callbackMovedBy, type NoPlace } from '../src/edits/attribute-edits.ts';
import { attributeFor } from '../src/edits/attribute-value.ts';
import { commentIn } from '../src/edits/comments.ts';
import type { Edit } from '../src/edits/edit.ts';
import { filledName } from '../src/edits/filled-name.ts';
import { movesDirective } from '../src/edits/lost-comments.ts';
import { createTransform } from '../src/jscodeshift.ts';
import { mention, mentionAll } from '../src/mention.ts';

/** Moves what varies in a span name to the attribute that the contract says, and gives the span its fixed name. */
export const hoistSpanVariables: Codemod = {
  name: 'hoist-span-variables',
  description: 'Moves data out of span names into attributes.',
  rule: noVariableSpanName,
  optionTexts: {},
  defaults: {},
  tidies: true,
  renames: true,
  looksFor(contract) {
    const old = [...contract.spans.values()].flatMap((entry) =>
      entry.replaces.filter((name) => holesOf(name).length > 0),
    );
    return old.length === 0
      ? 'name to rewrite: no `replaces` of the contract has a hole such as `call_{agent.tool.name}_tool`'
      : `span name with data in it; it rewrites ${mentionAll(old)}`;
  },
  *plan(input) {
    const { reading, contract } = input;
    for (const { range, subject } of noVariableSpanName.check({ reading, contract, options: {} })) {
      if (subject) yield planHoist(input, range, subject);
    }
  },
};

export default createTransform(hoistSpanVariables);

const NO_PLACE: Readonly<Record<NoPlace, string>> = {
  library: 'its library is not known to take attributes in this call',
  wrapper: 'the call of a wrapper shows no place for attributes',
  spreadOptions: 'its options are spread together, so nobody sees which attributes are there',
  otherOptions: 'its options are not written in the call',
  typedAttributes: 'the type of its attributes lists their keys',
  changedOptions: 'other code gets its options, and may add attributes that their type does not show',
};

function planHoist(input: CodemodInput<object>, range: Range, subject: VariableName): SitePlan {
  const { reading, style, hasContractFile } = input;
  const { tree } = reading;
  const { site, parts, entry, agreed } = subject;
  const name = mention(tree.quote(site.nameNode));
  if (!entry) {
    const draft = draftedEntry(
      parts.map((part) => (part.kind === 'text' ? part.text : namesIn(part.node))),
      input.contract,
    );
    const remedy =
      draft === undefined
        ? 'No `replaces` can know it by its text either: give the span a fixed name by hand.'
        : input.contract.spans.has(draft.name)
          ? `Add the old name to the \`replaces\` of ${mention(draft.name)} under \`spans\`: ${mention(draft.line, 200)}.`
          : `Add one under \`spans\`, with the fixed name and the old one, such as ${mention(draft.line, 200)}.`;
    return left(range, 'noEntry', `No entry of the contract replaces ${name}. ${remedy}`);
  }
  if (!hasContractFile)
    return left(
      range,
      'noContract',
      `${name} could be ${mention(entry.name)}, but no contract file says so: write a span-contract.yaml with \`extends: [agent]\` first.`,
    );
  const added = addedTo(parts);
  if ((site.suffix !== undefined || added) && !agreed)
    return left(
      range,
      'library',
      `${name} should be ${mention(entry.name)}, and ${mention(site.api)} adds ${mention(site.suffix ?? `${added?.before ?? ''}…${added?.after ?? ''}`)} to what is written. Rewrite it by hand.`,
    );
  if (site.certainty !== 'certain')
    return left(
      range,
      'likely',
      `${name} should be ${mention(entry.name)}, but nothing proves that this is an OpenTelemetry span. Rewrite it by hand.`,
    );
  if (site.name.kind === 'pattern' && site.name.patterns.length > 1)
    return left(range, 'alternatives', alternatives(tree, subject));
  const holes = holesApart(parts);
  const values = holes?.map((hole) => valueOfHole(hole, site.nameNode)) ?? [];
  const sources = holes?.map((hole) => hole.node) ?? [];
  if (!holes || values.length !== entry.holes.length)
    return left(range, 'composedHole', `What varies in ${name} is put together of several parts. Rewrite it by hand.`);

  const missing = entry.holes.flatMap((key, i) => {
    const value = values[i];
    const source = sources[i] ?? value;
    return value && source && !alwaysRecordsUnder(reading, site, key, value, source) ? [{ key, value, source }] : [];
  });
  const taken = missing.find(({ key, value, source }) => clashesUnder(reading, site, key, value, source).length > 0);
  if (taken)
    return left(
      range,
      'keyTaken',
      `The span already has ${mention(taken.key)} with another value than ${mention(tree.quote(taken.value, 40))}. Decide by hand which one counts.`,
    );
  for (const { key, value, source } of missing) {
    const unknown = unknownKeyBeside(reading, site, key, value, source);
    if (unknown)
      return left(
        range,
        'unknownKey',
        `The span has an attribute whose key is ${mention(tree.quote(unknown.keyNode, 60))}, which is not known here and may be ${mention(key)}. Rewrite it by hand.`,
      );
  }
  const renaming = agreed ? [] : renameEdits(input, subject, values);
  if (renaming === undefined)
    return left(
      range,
      'composed',
      `${name} is put together elsewhere. Write ${mention(entry.name)} and record what varies by hand.`,
    );
  if (
    !isOnce(
      tree,
      subject,
      missing.map(({ value }) => value),
    )
  )
    return left(
      range,
      'effects',
      `${name} and the options of the call act on each other: moving what varies would change what is read or how often something happens. Rewrite it by hand.`,
    );
  const attributes = missing.map(({ key, value }) =>
    attributeFor(reading, input.contract, value, entry.name, key, site),
  );
  const comment = commentIn(tree, site.nameNode);
  const lastAttribute = attributes.at(-1);
  if (comment !== undefined && !agreed) {
    if (!lastAttribute || comment.includes('//'))
      return left(
        range,
        'comment',
        `A comment stands in ${name}. Write ${mention(entry.name)} by hand, so that it is kept.`,
      );
    attributes[attributes.length - 1] = { ...lastAttribute, value: `${lastAttribute.value} ${comment}` };
  }
  const adding = attributes.length === 0 ? [] : addAttributes(reading, site, attributes, style);
  if (typeof adding === 'string')
    return left(
      range,
      adding,
      `${name} should be ${mention(entry.name)} with ${mentionAll(entry.holes)}, but ${NO_PLACE[adding]}. Rewrite it by hand.`,
    );
  if (
    leavesDirective(
      tree,
      [...renaming, ...adding],
      missing.map(({ value }) => value),
    )
  )
    return left(
      range,
      'comment',
      `A comment in or above ${name} speaks to a tool about the line that a value would leave. Write ${mention(entry.name)} by hand, so that the comment stands where it is needed.`,
    );
  const names = { kind: 'span', from: nameWithKeys(parts, entry.holes), to: entry.name } as const;
  const readBy = agreed ? undefined : readOf(input, names, losingReaders(reading, names)[0]?.node);
  if (readBy !== undefined)
    return left(
      range,
      'readElsewhere',
      `${name} should be ${mention(entry.name)}, but ${readBy} looks spans up by the old name. Rewrite both by hand.`,
    );
  const keys = mentionAll(entry.holes);
  const sentence = agreed
    ? `Recorded ${keys} on the span ${name}.`
    : `Renamed ${name} to ${mention(entry.name)}, with ${keys} as attribute.`;
  const from = adding.length > 0 ? callbackMovedBy(site) : undefined;
  const movedCallback =
    from === undefined ? {} : { movedCallback: { ...from, names: agreed ? [names.to] : [names.from, names.to] } };
  if (agreed) return done(range, 'recorded', sentence, [...renaming, ...adding], movedCallback);
  return done(range, 'hoisted', sentence, [...renaming, ...adding], { renaming: names, ...movedCallback });
}

/** Why a name that is not always made of the same parts is left. */
function alternatives(tree: Tree, { site, parts }: VariableName): string {
  const name = mention(tree.quote(site.nameNode));
  const hole = parts.find((part) => part.kind !== 'text');
  const choice = choiceIn(tree, site.nameNode) ?? (hole && choiceAround(tree, hole.node));
  if (!choice)
    return `${name} is not always made of the same parts. Give each name that it can be a fixed one by hand.`;
  return choice === unwrap(site.nameNode)
    ? `${name} is one name or another. Give each a fixed one by hand.`
    : `What varies in ${name} is one value or another: ${mention(tree.quote(choice, 60))}. Rewrite it by hand, and record the value that counts.`;
}

/** The outermost choice that an expression is a branch of. */
function choiceAround(tree: Tree, expression: Node): Node | undefined {
  let choice: Node | undefined;
  for (let up = tree.parentOf(expression); up && isChoice(unwrap(up)); up = tree.parentOf(up)) choice = unwrap(up);
  return choice;
}

function isChoice({ type }: Node): boolean {
  return type === 'ConditionalExpression' || type === 'LogicalExpression';
}

/** The outermost choice between values in a name: `a ?? b`, `a ? b : c`. */
function choiceIn(tree: Tree, expression: Node): Node | undefined {
  const node = unwrap(expression);
  if (isChoice(node)) return node;
  if (isFunction(node)) return undefined;
  for (const child of tree.childrenOf(node)) {
    const found = choiceIn(tree, child);
    if (found) return found;
  }
  return undefined;
}

/** Whether values would leave the line that a comment such as `@ts-expect-error` speaks of. */
function leavesDirective(tree: Tree, edits: readonly Edit[], moved: readonly Node[]): boolean {
  const lines = new Set([...edits, ...moved].flatMap(({ range }) => range.map((offset) => tree.lineAt(offset))));
  const stay = lines.size === 1 && !edits.some(({ text }) => /[\n\r]/.test(text));
  return !stay && movesDirective(tree, [...edits, ...moved.map(({ range }) => ({ range, text: '' }))]);
}

/** A name as the contract writes it under `replaces`: with the keys of its holes. */
function nameWithKeys(parts: VariableName['parts'], keys: readonly string[]): string {
  const rest = [...keys];
  return parts.map((part) => (part.kind === 'text' ? part.text : `{${rest.shift() ?? ''}}`)).join('');
}

/** The holes of a name; nothing where two stand side by side, for one attribute cannot hold both. */
function holesApart(parts: VariableName['parts']): Hole[] | undefined {
  const isBeside = parts.some((part, i) => part.kind !== 'text' && i > 0 && parts[i - 1]?.kind !== 'text');
  return isBeside ? undefined : parts.filter((part): part is Hole => part.kind !== 'text');
}

/** The new name in place of the old: in the call, or in the constant that only the call reads. */
function renameEdits(
  { reading, style }: CodemodInput<object>,
  { site, entry }: VariableName,
  values: readonly Node[],
): Edit[] | undefined {
  const { tree } = reading;
  if (!entry) return undefined;
  const text = filledName(tree, entry.name, entry.holes, values, style.quote);
  if (text === undefined) return undefined;
  const inside = (node: Node) => values.every((value) => isInside(value, node));
  const written = unwrap(site.nameNode);
  if (inside(site.nameNode) && written.type !== 'Identifier')
    return doesMore(reading, site.nameNode, values) ? undefined : [{ range: site.nameNode.range, text }];
  const variable = written.type === 'Identifier' ? tree.variableOf(written) : undefined;
  const definition = variable?.defs[0]?.node as Node | undefined;
  if (!variable || definition?.type !== 'VariableDeclarator' || !definition.init || definition.id.type !== 'Identifier')
    return undefined;
  const isConstant = variable.references.every((reference) => !reference.isWrite() || reference.init);
  const isHere = tree.functionAround(definition) === tree.functionAround(site.call);
  if (isTypedByTexts(reading, variable) || !values.every((value) => isSameAt(tree, value, definition, site.call)))
    return undefined;
  if (!isConstant || !isHere || !inside(definition.init) || !values.every((value) => isSteady(tree, value)))
    return undefined;
  const reads = variable.references.filter((reference) => reference.isRead());
  const isExported = tree.parentOf(tree.parentOf(definition) as Node)?.type === 'ExportNamedDeclaration';
  return reads.length === 1 && !isExported
    ? [{ range: definition.init.range, text }]
    : [{ range: site.nameNode.range, text }];
}

/** Whether a value that is read where a constant is made is the same at a later place: the same variables, and nothing that may change a property. */
function isSameAt(tree: Tree, value: Node, from: Node, at: Node): boolean {
  const sameNames = meansSameAt(tree, value, at);
  if (!sameNames || value.type === 'Identifier') return sameNames;
  return !actsBetween(tree, from, at);
}

/** Whether each value is still evaluated once, and sees what it saw before: what stands between its old and its new place changes nothing of it. */
function isOnce(tree: Tree, { site, entry, agreed }: VariableName, moved: readonly Node[]): boolean {
  const passed = site.kind === 'rename' ? undefined : (site.options ?? site.attributes);
  const active = moved.filter((value) => hasEffects(tree, value));
  if (passed && hasEffects(tree, passed) && !moved.every((value) => isFixed(tree, value))) return false;
  if (active.length === 0) return true;
  const staysInName = agreed || holesOf(entry?.name ?? '').length > 0;
  return !staysInName && (!passed || isUntouched(tree, passed));
}

/** Whether nothing that runs can change what an expression reads: constants and texts, no properties. */
function isFixed(tree: Tree, value: Node): boolean {
  return /^(?:Identifier|Literal|TemplateLiteral)$/.test(unwrap(value).type) && isSteady(tree, value);
}

/** The same for options: their properties are those of imports, such as `SpanKind.CLIENT`. */
function isUntouched(tree: Tree, options: Node): boolean {
  const node = unwrap(options);
  if (isFunction(node)) return true;
  if (node.type === 'MemberExpression') {
    const variable = node.object.type === 'Identifier' ? tree.variableOf(node.object) : undefined;
    return !node.computed && variable?.defs.some(({ type }) => (type as string) === 'ImportBinding') === true;
  }
  if (node.type === 'Identifier') return isSteady(tree, node);
  if (node.type === 'Property') return (!node.computed || isUntouched(tree, node.key)) && isUntouched(tree, node.value);
  return node.type !== 'SpreadElement' && tree.childrenOf(node).every((child) => isUntouched(tree, child));
}
