import type { TSESTree } from '@typescript-eslint/types';
import { argumentAt, argumentOf, entryAt, isAbsent } from '../syntax/call-arguments.ts';
import { entriesOf, entryOf, plainKey } from '../syntax/object-entries.ts';
import { isOpenObject } from '../syntax/open-objects.ts';
import { sourcesOf } from '../syntax/sources.ts';
import { returnedExpressions } from '../syntax/returned-expressions.ts';
import type { NameSource, Position, SpanCall } from '../catalogue/span-library.ts';
import { declaredName, type Origins } from '../origins/origin.ts';
import { hiddenName } from './hidden-names.ts';
import {
  withSuffix,
  type AttributesPlace,
  type FixedAttribute,
  type SpanSite,
  type Unseen,
  type Unwritten,
} from './span-site.ts';
import type { Texts } from '../texts/texts.ts';
import { isFunction, keyOf, unwrap, type FunctionNode, type Node, type Tree } from '../syntax/tree.ts';

/** Reads a call or a decorator of a known library; nothing for the methods of OpenTelemetry and for other calls. */
export function readLibraryCall(
  tree: Tree,
  origins: Origins,
  texts: Texts,
  call: TSESTree.CallExpression,
): SpanSite | Unseen | undefined {
  const found = origins.libraryCall(call);
  if (!found || found.library.name === 'opentelemetry') return undefined;
  const { library, entry, counts, likely } = found;
  if (entry.makes === 'nothing') return { call, reason: 'noSpan' };
  if (!counts) return { call, reason: 'silentLibrary', library: library.name };
  if (entry.makes === 'attributes') return undefined;
  const at = (position: Position | undefined) => position && optionAt(tree, origins, call, position);
  const [position, written] = nameOf(entry, at);
  const decorated = tree.parentOf(call)?.type === 'Decorator' ? decoratedFunction(tree, call) : undefined;
  const callback = decorated ?? callbackOf(tree, origins, call, entry);
  const unwritten = written ? undefined : unwrittenName(tree, origins, call, entry, callback);
  const hidden = written || unwritten || likely || !entry.name ? undefined : hiddenName(texts, call, entry.name);
  const value = written ? texts.valueOf(written) : hidden?.value;
  const nameNode = written ?? hidden?.node ?? call.callee;
  if (!value && !unwritten) return { call, reason: 'noName' };
  const callee = unwrap(call.callee);
  const { suffix, ownNotation, deferred, ends, records, takes } = entry;
  const [options, attributes] = [at(entry.options), at(entry.attributes)];
  const attributesAt = options || attributes ? undefined : placeOfAttributes(call, entry);
  const kindNode = at(entry.kind);
  const content = [
    ...fixedAttributes(tree, origins, call, entry.content),
    ...(callback ? filledAttributes(tree, callback, entry.filled) : []),
  ];
  const makers = (entry.makers ?? []).flatMap((position) => {
    const maker = at(position);
    return (maker && origins.functionOf(maker)) ?? [];
  });
  return {
    kind: entry.makes === 'rename' ? 'rename' : 'create',
    api: callee.type === 'MemberExpression' ? (keyOf(callee) ?? library.name) : tree.quote(callee),
    library: library.title,
    wrapper: false,
    certainty: likely ? 'likely' : 'certain',
    call,
    nameNode,
    ...(hidden && nameNode !== call.callee ? { isBelow: true as const } : {}),
    name: value ? withSuffix(value, suffix, nameNode) : { kind: 'unknown' },
    // a place for the name alone takes names of any notation
    ...(ownNotation && position !== entry.nameBefore ? { ownNotation } : {}),
    ...(suffix === undefined ? {} : { suffix }),
    ...(unwritten ? { unwritten } : {}),
    options: givenObject(tree, origins, options),
    ...(attributes ? { attributes } : {}),
    ...(attributesAt ? { attributesAt } : {}),
    ...(takes ? { takes } : {}),
    ...(content.length > 0 ? { content } : {}),
    ...(makers.length > 0 ? { makers } : {}),
    ...(kindNode ? { kindNode } : {}),
    callback,
    ...(deferred ? { deferred } : {}),
    ends,
    records,
  };
}

/** What stands at a position, also below what a function gives: `options: (id) => ({ name: id })`. */
function optionAt(tree: Tree, origins: Origins, call: TSESTree.CallExpression, position: Position): Node | undefined {
  const found = argumentAt(tree, origins, call, position);
  const end = position.lastIndexOf('.');
  if (found || end < 0) return found;
  const holder = argumentAt(tree, origins, call, position.slice(0, end));
  const object = givenObject(tree, origins, holder);
  return object === holder ? undefined : entryOf(tree, origins, object, position.slice(end + 1));
}

/** Options, or what a function in their place gives; nothing where it gives one of several. */
function givenObject(tree: Tree, origins: Origins, options: Node | undefined): Node | undefined {
  const fn = options && origins.functionOf(options);
  if (!fn) return options;
  const [given, ...more] = returnedExpressions(tree, fn);
  return more.length === 0 ? given : undefined;
}

function nameOf(
  { name, nameBefore }: SpanCall,
  at: (position: Position | undefined) => Node | undefined,
): readonly [Position | undefined, Node | undefined] {
  const first = at(nameBefore);
  return first ? [nameBefore, first] : [name, at(name)];
}

/** The parameters of a call that are recorded, each under a key of its own. */
export function fixedAttributes(
  tree: Tree,
  origins: Origins,
  call: TSESTree.CallExpression,
  content: SpanCall['content'] = {},
): FixedAttribute[] {
  return (Object.entries(content) as [Position, string][]).flatMap(([position, key]) => {
    const entry = entryAt(tree, origins, call, position);
    const value = entry?.value ?? (position.includes('.') ? undefined : argumentAt(tree, origins, call, position));
    return value ? [{ key, value, entry }] : [];
  });
}

/** Where a call that gives no attributes could, as far as the catalogue knows. */
function placeOfAttributes(
  call: TSESTree.CallExpression,
  { options, optionsAt, attributes }: SpanCall,
): AttributesPlace | undefined {
  const { length } = call.arguments;
  if (optionsAt !== undefined) {
    const isSpread = call.arguments.some((one) => one.type === 'SpreadElement');
    return { position: optionsAt, holds: 'options', isFree: !isSpread && length > Number(optionsAt) };
  }
  const position = options ?? attributes;
  if (position === undefined) return undefined;
  // an argument before it may be missing too
  const isNext = length >= Number(position.split('.')[0]);
  return { position, holds: options ? 'options' : 'attributes', isFree: isNext && isAbsent(call, position) };
}

/** What the callback puts into a parameter whose properties are recorded: `metadata.output = answer`. */
function filledAttributes(
  tree: Tree,
  callback: FunctionNode,
  [index, content]: NonNullable<SpanCall['filled']> = [0, {}],
): FixedAttribute[] {
  const parameter = callback.params[index];
  const variable = parameter?.type === 'Identifier' ? tree.variableOf(parameter) : undefined;
  return (variable?.references ?? []).flatMap(({ identifier }) => {
    const member = tree.parentOf(identifier);
    const assignment = member && tree.parentOf(member);
    if (member?.type !== 'MemberExpression' || member.object !== identifier) return [];
    if (assignment?.type !== 'AssignmentExpression' || assignment.left !== member) return [];
    const key = content[keyOf(member) ?? ''];
    return key === undefined ? [] : [{ key, value: assignment.right, entry: undefined }];
  });
}

/** The function that runs in the span. */
function callbackOf(
  tree: Tree,
  origins: Origins,
  call: TSESTree.CallExpression,
  { form, callback }: SpanCall,
): FunctionNode | undefined {
  if (callback === undefined) return undefined;
  const outer = tree.parentOf(call);
  const holder =
    form === 'curried' ? (outer?.type === 'CallExpression' && outer.callee === call ? outer : undefined) : call;
  const node = holder && argumentAt(tree, origins, holder, callback);
  return node && origins.functionOf(node);
}

/** The method that a decorator stands on. */
function decoratedFunction(tree: Tree, call: Node): FunctionNode | undefined {
  const decorator = tree.parentOf(call);
  const member = decorator && tree.parentOf(decorator);
  const value = (member as { value?: Node | null } | undefined)?.value;
  return value && isFunction(value) ? value : undefined;
}

/** What the library calls the span where the code visibly gives no name. */
function unwrittenName(
  tree: Tree,
  origins: Origins,
  call: TSESTree.CallExpression,
  { name, nameBefore, unnamed, unnamedAt, unnamedBehind }: SpanCall,
  fn: FunctionNode | undefined,
): Unwritten | undefined {
  const place = unnamedAt ?? nameBefore ?? name;
  const isLeft = (at: Position | undefined) =>
    at === undefined || isAbsent(call, at) || isLeftOut(tree, origins, call, at);
  if (unnamed === undefined || !isLeft(name) || !isLeft(nameBefore)) return undefined;
  const from = sourceOf(call, unnamed, fn);
  const isWhole = unnamedBehind === undefined || isAbsent(call, unnamedBehind);
  return { from, text: isWhole ? defaultName(tree, from, fn) : undefined, position: place };
}

/** What a span is called after for the function that a call is given: one that stands in the call itself may have no name. */
function sourceOf(call: TSESTree.CallExpression, unnamed: NameSource, fn: FunctionNode | undefined): Unwritten['from'] {
  if (unnamed !== 'function' && unnamed !== 'functionOrCaller') return unnamed;
  const isNameless = fn?.id == null && call.arguments.some((argument) => unwrap(argument) === fn);
  if (unnamed === 'function') return isNameless ? 'nothing' : 'function';
  return fn && !isNameless ? 'function' : 'caller';
}

/** Whether the options at a position are wholly in sight and say nothing there: `const common = { asType: 'tool' }; observe(run, common)`. */
function isLeftOut(tree: Tree, origins: Origins, call: TSESTree.CallExpression, position: Position): boolean {
  const [index, key, ...deeper] = position.split('.');
  const options = argumentOf(call, Number(index));
  const object = options && constantBehind(tree, origins, options);
  if (object?.type !== 'ObjectExpression' || key === undefined || deeper.length > 0) return false;
  if (isOpenObject(tree, origins, object)) return false;
  return entriesOf(tree, origins, object).every((one) => !one.computed && plainKey(one.keyNode) !== key);
}

/** The object that a constant holds, if calls of libraries, which only read it, are all that is given it; else what is written. */
function constantBehind(tree: Tree, origins: Origins, options: Node): Node {
  const node = unwrap(options);
  const variable = node.type === 'Identifier' ? tree.variableOf(node) : undefined;
  const [source, ...more] = variable ? sourcesOf(tree, variable) : [];
  if (source?.kind !== 'value' || more.length > 0 || source.path.length > 0) return node;
  const isOnlyRead = variable?.references.every(({ identifier, init }) => {
    const use = tree.parentOf(identifier);
    if (init === true || use?.type === 'SpreadElement') return true;
    return use?.type === 'CallExpression' && origins.libraryCall(use) !== undefined;
  });
  return isOnlyRead ? unwrap(source.node) : node;
}

function defaultName(tree: Tree, from: Unwritten['from'], fn: FunctionNode | undefined): string | undefined {
  if (!fn || from === 'library' || from === 'caller' || from === 'nothing') return undefined;
  const holder = tree.parentOf(fn);
  const method =
    holder?.type === 'MethodDefinition' || holder?.type === 'PropertyDefinition' ? keyOf(holder) : undefined;
  if (from === 'function') return fn.id?.name ?? declaredName(tree, fn)?.name ?? method;
  if (from === 'method' || method === undefined) return method;
  const owner = holder && tree.parentOf(holder);
  const holding = owner && tree.parentOf(owner);
  const className = (holding as { id?: TSESTree.Identifier | null } | undefined)?.id?.name;
  return className === undefined ? undefined : `${className}.${method}`;
}
