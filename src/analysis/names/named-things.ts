import type { FileReading } from '../reading.ts';
import { annotationOf, sourcesOf, type ValueSource } from '../syntax/sources.ts';
import { keyOf, unwrap, type Node, type Tree } from '../syntax/tree.ts';
import { isCalledSpanName } from './held-texts.ts';
import { isSpanName } from './span-words.ts';

const DEEPEST = 6;

/** What a name is the name of: a span, an event, what `x.name` may be as well, or nobody knows what (`toolName`). */
export type NamedThing = 'span' | 'event' | 'member' | 'variable';

/**
 * What a text is compared with, by what both are called: what is compared with `SPAN_NAMES.TOOL` is the name of a span, unless it is called
 * after something else.
 * @param text the text, or what stands for it
 */
export function thingComparedWith(reading: FileReading, text: Node, other: Node): NamedThing | undefined {
  const thing = thingNamedBy(reading, other);
  if (thing === 'span' || thing === 'event') return thing;
  const node = unwrap(other);
  const isAnother =
    node.type === 'Literal' || (thing === 'variable' && node.type === 'Identifier' && node.name !== 'name');
  return !isAnother && isCalledSpanName(reading.tree, text) ? 'span' : thing;
}

/**
 * Whose name an expression is: `span.name`, `spans[0].name`, the `s.name` of `spans.find((s) => …)`, a `name` that is taken out of a span,
 * `spanName`.
 * @returns nothing for what does not look like a name
 */
export function thingNamedBy(reading: FileReading, expression: Node): NamedThing | undefined {
  const { tree } = reading;
  const node = unwrap(expression);
  // `span.name ?? span.span_name`
  if (node.type === 'LogicalExpression' && node.operator !== '&&')
    return thingNamedBy(reading, node.left) ?? thingNamedBy(reading, node.right);
  if (node.type === 'MemberExpression') {
    const key = keyOf(node) ?? '';
    if (key === 'name') return kindOf(reading, node.object);
    return isSpanName(key) ? 'span' : undefined;
  }
  if (node.type !== 'Identifier') return undefined;
  const source = onlySource(tree, node);
  if (source && 'path' in source && source.path.length === 1 && source.path[0] === 'name') {
    // `const { name } = span`, `spans.find(({ name }) => …)`
    const thing = source.kind === 'value' ? kindOf(reading, source.node) : memberIn(tree, source);
    if (thing) return thing;
  }
  // `const name = span.name`
  if (source?.kind === 'value' && source.path.length === 0) {
    const value = unwrap(source.node);
    if (value.type === 'MemberExpression' && keyOf(value) === 'name') return kindOf(reading, value.object);
  }
  if (isSpanName(node.name)) return 'span';
  return /name$/i.test(node.name) ? 'variable' : undefined;
}

function kindOf(reading: FileReading, owner: Node, depth = 0): 'span' | 'event' | 'member' {
  const { tree, origins } = reading;
  const node = unwrap(owner);
  if (origins.roleOf(node) === 'span') return 'span';
  const worded = thingOf(wordOf(node), '');
  if (worded) return worded;
  if (depth > DEEPEST) return 'member';
  // `spans[0]`, `spans.at(-1)`, `spans.find(…)`
  if (node.type === 'MemberExpression' && node.computed) return membersOf(node.object) ?? 'member';
  if (node.type === 'CallExpression') {
    const callee = unwrap(node.callee);
    const isOne = callee.type === 'MemberExpression' && /^(?:at|find|findLast|pop|shift)$/.test(keyOf(callee) ?? '');
    return (isOne ? membersOf(callee.object) : undefined) ?? 'member';
  }
  const variable = node.type === 'Identifier' ? tree.variableOf(node) : undefined;
  const annotation = variable && annotationOf(tree, variable);
  const typed = annotation?.path.length === 0 ? thingOf(tree.quote(annotation.type, 200), '(?:<.*>)?') : undefined;
  if (typed) return typed;
  const source = onlySource(tree, node);
  if (!source || !('path' in source)) return 'member';
  if (source.kind !== 'value') return (source.path.length === 0 ? memberIn(tree, source) : undefined) ?? 'member';
  if (source.path.length === 0) return kindOf(reading, source.node, depth + 1);
  // `const [first] = spans`
  const isElement = source.path.length === 1 && typeof source.path[0] !== 'string';
  return (isElement ? membersOf(source.node) : undefined) ?? 'member';
}

/** Where the value of a variable comes from, where that is one place. */
function onlySource(tree: Tree, node: Node): ValueSource | undefined {
  const variable = node.type === 'Identifier' ? tree.variableOf(node) : undefined;
  const [source, ...more] = variable ? sourcesOf(tree, variable) : [];
  return more.length === 0 ? source : undefined;
}

/** What a loop or a callback is given of a list: `for (const s of spans)`, `spans.find((s) => …)`. */
function memberIn(tree: Tree, source: ValueSource): 'span' | 'event' | undefined {
  if (source.kind === 'element') return membersOf(source.of);
  if (source.kind !== 'parameter') return undefined;
  const call = tree.parentOf(source.fn);
  if (call?.type !== 'CallExpression' || call.arguments[0] !== source.fn) return undefined;
  const callee = unwrap(call.callee);
  if (callee.type !== 'MemberExpression') return undefined;
  return source.index === (keyOf(callee)?.startsWith('reduce') ? 1 : 0) ? membersOf(callee.object) : undefined;
}

/** What the members of a list are, by the name of the list: `spans`, `exporter.getFinishedSpans()`, `spans.filter(…)`. */
function membersOf(list: Node): 'span' | 'event' | undefined {
  let node = unwrap(list, true);
  while (node.type === 'CallExpression') {
    const callee = unwrap(node.callee);
    const isSame =
      callee.type === 'MemberExpression' &&
      /^(?:filter|slice|toSorted|toReversed|reverse|sort|concat)$/.test(keyOf(callee) ?? '');
    if (!isSame) break;
    node = unwrap(callee.object, true);
  }
  return thingOf(wordOf(node), 's');
}

/** The last word of what an expression is called by. */
function wordOf(node: Node): string {
  if (node.type === 'CallExpression') return wordOf(unwrap(node.callee));
  if (node.type === 'MemberExpression') return node.computed ? '' : (keyOf(node) ?? '');
  return node.type === 'Identifier' ? node.name : '';
}

function thingOf(word: string, ending: string): 'span' | 'event' | undefined {
  if (new RegExp(`span${ending}$`, 'i').test(word)) return 'span';
  return new RegExp(`event${ending}$`, 'i').test(word) ? 'event' : undefined;
}
