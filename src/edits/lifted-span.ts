import type { TSESTree } from '@typescript-eslint/types';
import type { ItemSpan } from '../analysis/loops/item-span.ts';
import { entriesOf, plainKey, type ObjectEntry } from '../analysis/syntax/object-entries.ts';
import type { FileReading } from '../analysis/reading.ts';
import { keyOf, unwrap, type FunctionNode, type Node, type Range, type Tree } from '../analysis/syntax/tree.ts';
import { insertArgument } from './call-edits.ts';
import { applyEdits, type Edit } from './edit.ts';
import type { FileStyle } from './file-style.ts';
import { movedIndent, reindent, type Region } from './line-edits.ts';
import { addProperties } from './object-edits.ts';

/** The width that new lines keep to where they can. */
export const WIDTH = 120;

/** Whether the call that makes a span sets an attribute, as far as the file shows its options. */
export function setsAttribute(
  { tree, origins, texts }: FileReading,
  { call, callback }: ItemSpan,
  key: string,
): boolean {
  const [, options] = call.arguments;
  const named = (entries: readonly ObjectEntry[], name: string) =>
    entries.filter((one) => (one.computed ? texts.textOf(one.keyNode) : plainKey(one.keyNode)) === name);
  const attributes = options && options !== callback ? named(entriesOf(tree, origins, options), 'attributes') : [];
  return attributes.some(({ value }) => named(entriesOf(tree, origins, value), key).length > 0);
}

/** Puts the count into the options of the call; nothing where they are not written out. */
export function creationEdits(
  tree: Tree,
  call: TSESTree.CallExpression,
  callback: FunctionNode | undefined,
  entry: string,
  style: FileStyle,
): Edit[] | undefined {
  const [, second] = call.arguments;
  const property = `attributes: { ${entry} }`;
  if (!second || second === callback) return insertArgument(tree, call, 1, `{ ${property} }`);
  const object = unwrap(second);
  if (object.type !== 'ObjectExpression' || object.properties.some((one) => keyOf(one) === undefined)) return undefined;
  const present = object.properties.find((one) => keyOf(one) === 'attributes');
  if (!present) return addProperties(tree, object, [property], style);
  const attributes = present.type === 'Property' ? unwrap(present.value) : undefined;
  if (attributes?.type !== 'ObjectExpression') return undefined;
  return addProperties(tree, attributes, [entry], style);
}

/** What stands around the lifted loop. */
export interface Frame {
  /** What makes the span. */
  readonly head: string;
  /** The indentation of the `try`. */
  readonly base: string;
  /** The lines that close the callback. */
  readonly tail: readonly string[];
}

/** What changes in the code that makes the span. */
export interface FrameEdits {
  readonly creation: readonly Edit[];
  /** The count as a property of an object. */
  readonly entry: string | undefined;
  /** Another name for the span, wherever it stands. */
  readonly named: readonly Edit[];
}

/** The code that makes the span, and where the code after it stands; what would be too long is broken into lines. */
export function frameOf(
  tree: Tree,
  { body, call, callback, made }: ItemSpan,
  header: Region,
  { creation, entry, named }: FrameEdits,
  style: FileStyle,
): Frame {
  const { eol, indent: unit } = style;
  const outer = header.to;
  const names = named.filter(({ range }) => header.range[0] <= range[0] && range[1] <= header.range[1]);
  const line = rewritten(tree, header.range, [...names, ...creation], header);
  const written = tree.text.slice(header.range[0], header.range[1]);
  const isLong =
    creation.length > 0 && outer.length + line.length > WIDTH && !/[\n\r]/.test(line) && !/\/[/*]/.test(written);
  const closing: Range = [body.range[1] - 1, made.range[1]];
  const [nameNode, second] = call.arguments;
  const object = second && second !== callback ? unwrap(second) : undefined;
  const edited = (node: Node) =>
    rewritten(
      tree,
      node.range,
      creation.filter(({ range }) => node.range[0] <= range[0] && range[1] <= node.range[1]),
      header,
    );
  if (callback) {
    const lineIndent = movedIndent(tree, [header], body.range[0]);
    const plain = { head: line, base: lineIndent + unit, tail: [lineIndent + rewritten(tree, closing, [], header)] };
    if (!isLong || !nameNode || tree.text.slice(closing[0], call.range[1]) !== '})') return plain;
    // an argument a line, as formatters break a call
    const options = second === callback ? entry && `{ attributes: { ${entry} } }` : second && edited(second);
    const start = tree.text.slice(callback.range[0], header.range[1]);
    const lines = [tree.text.slice(nameNode.range[0], nameNode.range[1]), ...(options ? [options] : [])].map(
      (one) => `${outer}${unit}${one},`,
    );
    return {
      head: [tree.text.slice(made.range[0], nameNode.range[0]), ...lines, outer + unit + start].join(eol),
      base: outer + unit + unit,
      tail: [`${outer}${unit}},`, `${outer})${tree.text.slice(call.range[1], made.range[1])}`],
    };
  }
  if (!isLong || !entry || !nameNode || (object && object.type !== 'ObjectExpression'))
    return { head: line, base: outer, tail: [] };
  const attributes = object?.properties.find((one) => keyOf(one) === 'attributes');
  const properties = (object?.properties ?? []).map((one) =>
    one === attributes ? edited(one) : tree.text.slice(one.range[0], one.range[1]),
  );
  const all = [...properties, ...(attributes ? [] : [`attributes: { ${entry} }`])];
  const lines = ['{', ...all.map((one) => `${unit}${one},`), '}'].join(eol + outer);
  const range: Range = object?.range ?? [nameNode.range[1], nameNode.range[1]];
  const broken: Edit = { range, text: object ? lines : `, ${lines}` };
  return {
    head: rewritten(tree, header.range, [...names, broken], { ...header, from: outer, to: outer }),
    base: outer,
    tail: [],
  };
}

/** A range of the text with edits inside it, its lines moved to another indentation. */
function rewritten(tree: Tree, [start, end]: Range, edits: readonly Edit[], region: Region): string {
  const moved = edits.map(({ range, text }) => ({
    range,
    text: text.replace(/(?<=\r\n|[\n\r])[^\S\n\r]*/g, (indent) =>
      indent.startsWith(region.from) ? region.to + indent.slice(region.from.length) : indent,
    ),
  }));
  const lines = reindent(tree, [{ ...region, range: [start, end] }]).filter(
    ({ range }) => start <= range[0] && range[1] <= end,
  );
  const shifted = [...moved, ...lines].map(({ range, text }): Edit => {
    return { range: [range[0] - start, range[1] - start], text };
  });
  return applyEdits(tree.text.slice(start, end), shifted);
}
