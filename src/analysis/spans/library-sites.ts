import type { TSESTree } from '@typescript-eslint/types';
import { argumentAt, argumentOf, entryAt, isAbsent } from '../syntax/call-arguments.ts';
import { entriesOf, entryOf, plainKey } from '../syntax/object-entries.ts';
import { isOpenObject } from '../syntax/open-objects.ts';
import { sourcesOf } from '../syntax/sources.ts';
import { returnedExpressions } from '../syntax/returned-expressions.ts';
import type { DefaultName, Position, SpanCall } from '../catalogue/span-library.ts';
import { declaredName, type Origins } from '../origins/origin.ts';
import { hiddenName } from './hidden-names.ts';
import { withSuffix, type FixedAttribute, type SpanSite, type Unseen, type Unwritten } from './span-site.ts';
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
  const { suffix, ownNotation, takes, deferred, ends, records } = entry;
  const attributes = at(entry.attributes);
  const kindNode = at(entry.kind);
  const content = fixedAttributes(tree, origins, call, entry.content);
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
    options: givenObject(tree, origins, at(entry.options)),
    ...(attributes ? { attributes } : {}),
    ...(takes ? { takes } : {}),
    ...(content.length > 0 ? { content } : {}),
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
  { name, nameBefore, unnamed, unnamedAt }: SpanCall,
  fn: FunctionNode | undefined,
): Unwritten | undefined {
  const place = unnamedAt ?? nameBefore ?? name;
  const isLeft = (at: Position | undefined) =>
    at === undefined || isAbsent(call, at) || isLeftOut(tree, origins, call, at);
  if (unnamed === undefined || !isLeft(name) || !isLeft(nameBefore)) return undefined;
  return { from: unnamed, text: defaultName(tree, unnamed, fn), position: place };
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

function defaultName(tree: Tree, from: DefaultName, fn: FunctionNode | undefined): string | undefined {
  if (!fn || from === 'library' || from === 'caller') return undefined;
  const holder = tree.parentOf(fn);
  const method =
    holder?.type === 'MethodDefinition' || holder?.type === 'PropertyDefinition' ? keyOf(holder) : undefined;
  if (from === 'function') return fn.id?.name ?? declaredName(tree, fn)?.name;
  if (from === 'method' || method === undefined) return method;
  const owner = holder && tree.parentOf(holder);
  const holding = owner && tree.parentOf(owner);
  const className = (holding as { id?: TSESTree.Identifier | null } | undefined)?.id?.name;
  return className === undefined ? undefined : `${className}.${method}`;
}
