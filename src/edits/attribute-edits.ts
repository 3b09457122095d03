import type { TSESTree } from '@typescript-eslint/types';
import type { FileReading } from '../analysis/reading.ts';
import type { SpanSite } from '../analysis/spans/span-sites.ts';
import { keyOf, unwrap, type Node, type Tree } from '../analysis/syntax/tree.ts';
import { insertArgument } from './call-edits.ts';
import type { Edit } from './edit.ts';
import type { FileStyle } from './file-style.ts';
import { addProperties } from './object-edits.ts';
import { spreadAttributes } from './options-attributes.ts';
import { stringLiteral } from './string-literal.ts';

/** A key with the source text of its value. */
export interface NewAttribute {
  readonly key: string;
  readonly value: string;
  /** Whether it may be `undefined`, which `setAttributes` takes and `setAttribute` does not. */
  readonly mayBeMissing?: boolean;
}

/** Why attributes cannot be added to a call. */
export type NoPlace = 'library' | 'wrapper' | 'typedAttributes' | 'spreadOptions' | 'otherOptions' | 'changedOptions';

/**
 * Adds attributes to the call that creates or renames a span, behind all that are there; nothing in it is evaluated twice but plain
 * reads of a variable.
 */
export function addAttributes(
  reading: FileReading,
  site: SpanSite,
  attributes: readonly NewAttribute[],
  style: FileStyle,
): readonly Edit[] | NoPlace {
  const { tree } = reading;
  const entries = attributes.map(({ key, value }) => `${stringLiteral(key, style.quote)}: ${value}`);
  const inline = entries.join(', ');
  // what a library gives back may be no span
  if (site.kind === 'rename' && site.library !== undefined) return 'library';
  if (site.kind === 'rename') return [chained(site.call, attributes, inline, style)];
  // a text fits wherever any key does
  if (site.takes && !site.takes.includes('string')) return 'typedAttributes';
  if (site.attributes) return addTo(tree, site.attributes, entries, style);
  const { options } = site;
  if (!options) {
    if (site.library !== undefined) return addToLibraryCall(tree, site, entries, style);
    if (site.wrapper) return 'wrapper';
    // `startSpan(name, ...rest)`: what is spread stands at the place of the options
    if (site.call.arguments.some((argument) => argument.type === 'SpreadElement')) return 'otherOptions';
    return insertArgument(tree, site.call, 1, `{ attributes: { ${inline} } }`);
  }
  const node = unwrap(options);
  if (node.type === 'ObjectExpression') return addToOptions(reading, node, entries, style);
  if (node.type === 'Identifier' && node.name === 'undefined')
    return [{ range: options.range, text: `{ attributes: { ${inline} } }` }];
  if (!isRead(node)) return 'otherOptions';
  const kept = spreadAttributes(reading, node);
  if (kept === undefined) return 'changedOptions';
  const text = tree.text.slice(...node.range);
  return [{ range: options.range, text: `{ ...${text}, attributes: { ${kept}${inline} } }` }];
}

/** The callback of a call that new attributes are put before, as an argument of their own; nothing where they go elsewhere. */
export function callbackMovedBy({
  kind,
  library,
  call,
  attributes,
  options,
  attributesAt,
}: SpanSite): { readonly method: string; readonly from: number } | undefined {
  if (kind === 'rename' || attributes || options) return undefined;
  const from = library === undefined ? 1 : Number(attributesAt?.position);
  const callee = unwrap(call.callee);
  const method = callee.type === 'MemberExpression' ? keyOf(callee) : callee.type === 'Identifier' ? callee.name : '';
  return method && call.arguments.length > from ? { method, from } : undefined;
}

/** Gives a call of a library the options or attributes that it has not: as an argument, or as an entry of one. */
function addToLibraryCall(
  tree: Tree,
  { call, attributesAt }: SpanSite,
  entries: readonly string[],
  style: FileStyle,
): readonly Edit[] | NoPlace {
  if (!attributesAt) return 'library';
  const { position, holds, isFree } = attributesAt;
  const [index, key, ...deeper] = position.split('.');
  if (!isFree || deeper.length > 0) return 'otherOptions';
  const inline = `{ ${entries.join(', ')} }`;
  const object = holds === 'options' ? `{ attributes: ${inline} }` : inline;
  const argument = call.arguments[Number(index)];
  const holder = argument && key !== undefined ? unwrap(argument) : undefined;
  if (holder?.type === 'ObjectExpression') return addProperties(tree, holder, [`${key ?? ''}: ${object}`], style);
  // what comes first has nothing to stand behind
  if (holder || Number(index) === 0) return 'otherOptions';
  return insertArgument(tree, call, Number(index), key === undefined ? object : `{ ${key}: ${object} }`);
}

function addToOptions(
  reading: FileReading,
  options: TSESTree.ObjectExpression,
  entries: readonly string[],
  style: FileStyle,
): readonly Edit[] | NoPlace {
  const { tree } = reading;
  const inline = entries.join(', ');
  const given = options.properties.findLast(
    (property) => property.type === 'Property' && keyOf(property) === 'attributes',
  );
  const spreads = options.properties.filter((property) => property.type === 'SpreadElement');
  if (given?.type === 'Property') {
    if (given.kind !== 'init' || given.method) return 'otherOptions';
    // a spread behind them may bring attributes of its own
    if (spreads.some((spread) => spread.range[0] > given.range[0])) return 'spreadOptions';
    if (given.shorthand) return [{ range: given.range, text: `attributes: { ...attributes, ${inline} }` }];
    return addTo(tree, given.value, entries, style);
  }
  const [spread, ...more] = spreads;
  if (more.length > 0) return 'spreadOptions';
  if (!spread) return addProperties(tree, options, [`attributes: { ${inline} }`], style);
  const base = unwrap(spread.argument);
  if (!isRead(base)) return 'spreadOptions';
  const kept = spreadAttributes(reading, base);
  if (kept === undefined) return 'changedOptions';
  return addProperties(tree, options, [`attributes: { ${kept}${inline} }`], style);
}

/** Adds entries to an object of attributes, or puts what is there into a new one. */
function addTo(tree: Tree, attributes: Node, entries: readonly string[], style: FileStyle): Edit[] {
  const node = unwrap(attributes);
  if (node.type === 'ObjectExpression') return addProperties(tree, node, entries, style);
  const isNothing =
    (node.type === 'Identifier' && node.name === 'undefined') || (node.type === 'Literal' && node.value === null);
  if (isNothing) return [{ range: attributes.range, text: `{ ${entries.join(', ')} }` }];
  return [{ range: attributes.range, text: `{ ...${grouped(tree, attributes)}, ${entries.join(', ')} }` }];
}

function chained(
  call: TSESTree.CallExpression,
  attributes: readonly NewAttribute[],
  entries: string,
  style: FileStyle,
): Edit {
  const [only] = attributes;
  const text =
    attributes.length === 1 && only && !only.mayBeMissing
      ? `.setAttribute(${stringLiteral(only.key, style.quote)}, ${only.value})`
      : `.setAttributes({ ${entries} })`;
  return { range: [call.range[1], call.range[1]], text };
}

/** Whether an expression only reads variables and properties, so that reading it twice is reading it once. */
function isRead(node: Node): boolean {
  const plain = unwrap(node);
  if (plain.type === 'MemberExpression') return !plain.computed && isRead(plain.object);
  return plain.type === 'Identifier' || plain.type === 'ThisExpression';
}

/** An expression as it can stand behind `...`. */
function grouped(tree: Tree, node: Node): string {
  const text = tree.text.slice(...node.range);
  return /^(?:Identifier|MemberExpression|CallExpression|ObjectExpression)$/.test(node.type) ? text : `(${text})`;
}
