import type { TSESTree } from '@typescript-eslint/types';
import type { ExportedDefinition } from '../modules/module-summaries.ts';
import type { FileReading } from '../reading.ts';
import { isConst } from '../types/literal-types.ts';
import { keyOf, unwrap, type Node, type Tree } from '../syntax/tree.ts';
import { mayBeName } from './claimed-names.ts';
import { constantReaders } from './constant-readers.ts';
import { comparisonsOf, OUT_OF_SIGHT, SHORTEST, type Agreement } from './name-comparisons.ts';
import { literalPattern } from '../texts/literal-pattern.ts';
import { literalText } from './name-value.ts';
import { thingComparedWith, thingNamedBy, type NamedThing } from './named-things.ts';

/** A name of a span, or a text in it, that stands in code which looks spans up by it, and so must follow when spans are renamed. */
export interface NameReader {
  /** The text, or the regular expression; of a text that another file defines what reads it. */
  readonly node: Node;
  /** The exports of other files that the text is. */
  readonly definitions?: readonly ExportedDefinition[];
  /** What is looked up: `claim` where a test claims the text of what nobody sees to be a name. */
  readonly thing: NamedThing | 'claim';
  readonly test:
    { readonly how: Agreement; readonly text: string } | { readonly how: 'matches'; readonly pattern: RegExp };
}

/** The places where a file looks for names by texts of its own, and by those of other files where the reading knows them. */
export function nameReaders(reading: FileReading): readonly NameReader[] {
  const { tree } = reading;
  const texts: readonly Node[] = [
    ...tree.all('Literal').filter(({ value }) => typeof value === 'string'),
    ...tree.all('TemplateLiteral').filter(({ expressions }) => expressions.length === 0),
    ...tree
      .all('Property')
      .flatMap(({ key, computed }) => (!computed && key.type === 'Identifier' ? [key as Node] : [])),
  ];
  const found = texts.flatMap((node) => {
    const text = node.type === 'Identifier' ? node.name : literalText(node);
    return text === undefined ? [] : readersOf(reading, node, text);
  });
  const known = new Set(found.map(({ node }) => node));
  const ofConstants = constantReaders(reading).filter(({ node }) => !known.has(node));
  return [...found, ...ofConstants, ...expressionReaders(reading)].sort((a, b) => a.node.range[0] - b.node.range[0]);
}

/**
 * Whether what finds the spans of an old name does not find those of the new one.
 * @param from a name, what varies in it in braces: `call_{agent.tool.name}_tool`
 */
export function losesName({ test }: NameReader, { from, to }: { readonly from: string; readonly to: string }): boolean {
  return agrees(test, from) && !agrees(test, to);
}

function agrees(test: NameReader['test'], name: string): boolean {
  const [first = '', ...rest] = name.split(/\{[^{}]*\}/);
  const last = rest.at(-1) ?? first;
  switch (test.how) {
    case 'is':
      return rest.length === 0 ? test.text === name : mayFill([first, ...rest], test.text);
    case 'begins':
      return begins(first, test.text, rest.length > 0);
    case 'ends':
      return ends(last, test.text, rest.length > 0);
    case 'in':
      return [first, ...rest].some((fixed) => fixed.includes(test.text));
    default:
      // a pattern with `g` or `y` remembers where it stopped
      return new RegExp(test.pattern.source, test.pattern.flags.replaceAll(/[gy]/g, '')).test(
        [first, ...rest].join('x'),
      );
  }
}

/** Whether a text begins with another one, or may go on so where a value follows. */
function begins(fixed: string, text: string, isOpen: boolean): boolean {
  return fixed.startsWith(text) || (isOpen && fixed.trim().length >= SHORTEST && text.startsWith(fixed));
}

/** The same from the end. */
function ends(fixed: string, text: string, isOpen: boolean): boolean {
  return fixed.endsWith(text) || (isOpen && fixed.trim().length >= SHORTEST && text.endsWith(fixed));
}

/** Whether a text is a name with values in its holes. */
function mayFill(fixed: readonly string[], text: string): boolean {
  if (fixed.join('').trim().length < SHORTEST) return false;
  const pattern = fixed.map(literalPattern).join('.+');
  return new RegExp(`^${pattern}$`, 's').test(text);
}

function readersOf(reading: FileReading, node: Node, text: string): readonly NameReader[] {
  const { tree } = reading;
  const places = node.type === 'Identifier' ? [node] : [node, ...readsOf(tree, node)];
  const readers = places.flatMap((place) =>
    comparisonsOf(tree, place).flatMap((comparison): NameReader[] => {
      if (comparison === OUT_OF_SIGHT) return [];
      const { how, other, isClaim } = comparison;
      const thing =
        thingComparedWith(reading, node, other) ??
        (isClaim && how === 'is' && mayBeName(reading, other, text) ? 'claim' : undefined);
      return thing && (how === 'is' || text.length >= SHORTEST) ? [{ node, thing, test: { how, text } }] : [];
    }),
  );
  // one text may be asked for in many places
  const best = (['span', 'event', 'member', 'variable', 'claim'] as const).find((thing) =>
    readers.some((one) => one.thing === thing),
  );
  return readers.filter(({ thing }) => thing === best).slice(0, 1);
}

/** Where a constant of the file that is a text, or a member of a table of it, is read. */
function readsOf(tree: Tree, literal: Node): readonly Node[] {
  let at = literal;
  let parent = tree.parentOf(at);
  for (; parent?.type === 'TSAsExpression' && isConst(parent.typeAnnotation); parent = tree.parentOf(at)) at = parent;
  if (parent?.type === 'VariableDeclarator' && parent.init === at) return referencesOf(tree, parent.id);
  if (parent?.type !== 'Property' || parent.value !== at) return [];
  const key = keyOf(parent);
  let table = tree.parentOf(parent);
  let holder = table && tree.parentOf(table);
  // `{ … } as const`
  while (table && holder && holder.type !== 'SequenceExpression' && unwrap(holder) === table) {
    table = holder;
    holder = tree.parentOf(table);
  }
  if (holder?.type !== 'VariableDeclarator' || holder.init !== table || key === undefined) return [];
  return referencesOf(tree, holder.id).flatMap((read) => {
    const member = tree.parentOf(read);
    return member?.type === 'MemberExpression' && member.object === read && keyOf(member) === key ? [member] : [];
  });
}

function referencesOf(tree: Tree, name: Node): readonly Node[] {
  const variable = name.type === 'Identifier' ? tree.variableOf(name) : undefined;
  const isConstant = variable?.references.every((one) => !one.isWrite() || one.init);
  return isConstant
    ? (variable?.references ?? []).filter(({ init }) => !init).map(({ identifier }) => identifier as Node)
    : [];
}

/** `span.name.match(/^llm_/)`, `/^llm_/.test(span.name)` */
function expressionReaders(reading: FileReading): readonly NameReader[] {
  const { tree } = reading;
  const expressions = tree.all('Literal').filter((one): one is TSESTree.RegExpLiteral => 'regex' in one);
  return expressions.flatMap((node): NameReader[] => {
    const pattern = compiled(node.regex);
    if (!pattern) return [];
    const things = [node as Node, ...readsOf(tree, node)].flatMap((place) => {
      const other = matchedBy(tree, place);
      return (other && thingNamedBy(reading, other)) ?? [];
    });
    const [thing] = things;
    return thing ? [{ node, thing, test: { how: 'matches', pattern } }] : [];
  });
}

function compiled({ pattern, flags }: { readonly pattern: string; readonly flags: string }): RegExp | undefined {
  try {
    return new RegExp(pattern, flags);
  } catch {
    return undefined;
  }
}

/** What a regular expression is held against. */
function matchedBy(tree: Tree, expression: Node): Node | undefined {
  const parent = tree.parentOf(expression);
  if (
    parent?.type === 'MemberExpression' &&
    parent.object === expression &&
    /^(?:test|exec)$/.test(keyOf(parent) ?? '')
  ) {
    const call = tree.parentOf(parent);
    return call?.type === 'CallExpression' && call.callee === parent ? call.arguments[0] : undefined;
  }
  if (parent?.type !== 'CallExpression' || parent.arguments[0] !== expression) {
    return undefined;
  }
  const callee = unwrap(parent.callee);
  if (callee.type !== 'MemberExpression') return undefined;
  if (/^(?:match|matchAll|search)$/.test(keyOf(callee) ?? '')) return callee.object;
  // `expect(span.name).toMatch(/^llm_/)`
  const claim = keyOf(callee) === 'toMatch' ? unwrap(callee.object) : undefined;
  return claim?.type === 'CallExpression' && tree.quote(claim.callee) === 'expect' ? claim.arguments[0] : undefined;
}
