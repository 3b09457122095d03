import type { TSESTree } from '@typescript-eslint/types';
import type { SpanSite } from '../analysis/span-sites.ts';
import { keyOf, unwrap, type Node, type Tree } from '../analysis/tree.ts';
import { insertArgument } from './call-edits.ts';
import type { Edit } from './edit.ts';
import type { FileStyle } from './file-style.ts';
import { addProperty } from './object-edits.ts';
import { stringLiteral } from './string-literal.ts';

/** A key with the source text of its value. */
export interface NewAttribute {
  readonly key: string;
  readonly value: string;
}

/** Why attributes cannot be added to a call. */
export type NoPlace = 'wrapper' | 'spreadOptions' | 'otherOptions';

/**
 * Adds attributes to the call that creates or renames a span, behind all that are there; nothing in it is evaluated twice but plain
 * reads of a variable.
 */
export function addAttributes(
  tree: Tree,
  site: SpanSite,
  attributes: readonly NewAttribute[],
  style: FileStyle,
): readonly Edit[] | NoPlace {
  const entries = attributes.map(({ key, value }) => `${stringLiteral(key, style.quote)}: ${value}`).join(', ');
  if (site.kind === 'rename') return [chained(site.call, attributes, entries, style)];
  const { options } = site;
  if (!options)
    return site.wrapper ? 'wrapper' : [insertArgument(tree, site.call, 1, `{ attributes: { ${entries} } }`)];
  const node = unwrap(options);
  if (node.type === 'ObjectExpression') return addToOptions(tree, node, attributes, entries, style);
  if (node.type === 'Identifier' && node.name === 'undefined')
    return [{ range: options.range, text: `{ attributes: { ${entries} } }` }];
  if (!isRead(node)) return 'otherOptions';
  const text = tree.text.slice(...node.range);
  return [
    {
      range: options.range,
      text: `{ ...${text}, attributes: { ...${text}${optional(tree, node)}.attributes, ${entries} } }`,
    },
  ];
}

function addToOptions(
  tree: Tree,
  options: TSESTree.ObjectExpression,
  attributes: readonly NewAttribute[],
  entries: string,
  style: FileStyle,
): readonly Edit[] | NoPlace {
  const given = options.properties.findLast(
    (property) => property.type === 'Property' && keyOf(property) === 'attributes',
  );
  if (given?.type === 'Property') {
    const value = unwrap(given.value);
    if (given.kind !== 'init' || given.method) return 'otherOptions';
    if (given.shorthand) return [{ range: given.range, text: `attributes: { ...attributes, ${entries} }` }];
    if (value.type !== 'ObjectExpression')
      return [{ range: given.value.range, text: `{ ...${grouped(tree, given.value)}, ${entries} }` }];
    const isWide = value.properties.length > 0 && tree.text.slice(...value.range).includes('\n');
    const lines = isWide ? attributes : [];
    return lines.length > 1 ? 'otherOptions' : addProperty(tree, value, entries, style);
  }
  const spreads = options.properties.filter((property) => property.type === 'SpreadElement');
  const [spread, ...more] = spreads;
  if (more.length > 0) return 'spreadOptions';
  if (!spread) return addProperty(tree, options, `attributes: { ${entries} }`, style);
  const base = unwrap(spread.argument);
  if (!isRead(base)) return 'spreadOptions';
  const text = tree.text.slice(...base.range);
  return addProperty(tree, options, `attributes: { ...${text}${optional(tree, base)}.attributes, ${entries} }`, style);
}

function chained(
  call: TSESTree.CallExpression,
  attributes: readonly NewAttribute[],
  entries: string,
  style: FileStyle,
): Edit {
  const [only] = attributes;
  const text =
    attributes.length === 1 && only
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

/** `?` where the value may be missing: anything but a constant that is made of an object literal. */
function optional(tree: Tree, node: Node): '?' | '' {
  const variable = node.type === 'Identifier' ? tree.variableOf(node) : undefined;
  const [definition] = variable?.defs ?? [];
  const declarator = definition?.node as Node | undefined;
  const made = declarator?.type === 'VariableDeclarator' && declarator.init && unwrap(declarator.init);
  return made && made.type === 'ObjectExpression' ? '' : '?';
}

/** An expression as it can stand behind `...`. */
function grouped(tree: Tree, node: Node): string {
  const text = tree.text.slice(...node.range);
  return /^(?:Identifier|MemberExpression|CallExpression|ObjectExpression)$/.test(node.type) ? text : `(${text})`;
}
