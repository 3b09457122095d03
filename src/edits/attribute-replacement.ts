import type { AttributeSite } from '../analysis/attributes/attribute-sites.ts';
import { literalOf, literalText } from '../analysis/names/name-value.ts';
import { unwrap, type Range, type Tree } from '../analysis/syntax/tree.ts';
import type { Edit } from './edit.ts';
import { stringLiteral } from './string-literal.ts';

/** A key as code; one that is computed stands in brackets where it is that of a property. */
export interface KeyText {
  readonly text: string;
  readonly computed: boolean;
}

/** What stands in place of the key, or nothing where it is not written at the site. */
export function newKey(
  tree: Tree,
  { key, keyNode }: AttributeSite,
  better: string,
  record: string,
  quote: string,
): KeyText | undefined {
  if (key.kind === 'exact') {
    const first = literalOf(keyNode) ? tree.text[keyNode.range[0]] : undefined;
    return key.texts.length > 1
      ? undefined
      : { text: stringLiteral(better, first ?? quote), computed: (first ?? quote) === '`' };
  }
  const plain = unwrap(keyNode);
  if (plain.type === 'TemplateLiteral')
    return { text: `${tree.text.slice(plain.range[0], plain.range[1] - 1)}.${record}\``, computed: true };
  if (plain.type !== 'BinaryExpression' || plain.operator !== '+') return undefined;
  const last = literalText(plain.right);
  const [start] = plain.right.range;
  const text =
    last !== undefined
      ? `${tree.text.slice(plain.range[0], start)}${stringLiteral(`${last}.${record}`, tree.text[start] ?? quote)}`
      : `${tree.text.slice(...plain.range)} + ${stringLiteral(`.${record}`, quote)}`;
  return { text, computed: true };
}

/** Edits that write another key and another value where an attribute is recorded. */
export function replacement(tree: Tree, { node, keyNode, value }: AttributeSite, key: KeyText, text: string): Edit[] {
  if (node.type === 'Property') {
    const written = key.computed ? `[${key.text}]` : key.text;
    if (node.shorthand) return [{ range: node.range, text: `${written}: ${text}` }];
    const end = node.computed ? tree.text.indexOf(']', node.key.range[1]) + 1 : node.key.range[1];
    return [
      { range: [node.range[0], end], text: written },
      { range: value.range, text },
    ];
  }
  const target = node.type === 'AssignmentExpression' ? unwrap(node.left) : undefined;
  const keyRange: Range =
    target?.type === 'MemberExpression' ? [target.object.range[1], target.range[1]] : keyNode.range;
  return [
    { range: keyRange, text: target ? `[${key.text}]` : key.text },
    { range: value.range, text },
  ];
}
