import { keyOf, unwrap, type Node, type Tree } from '../analysis/syntax/tree.ts';
import type { SpanSite } from '../analysis/spans/span-site.ts';
import { insertArgument } from './call-edits.ts';
import type { Edit } from './edit.ts';
import type { FileStyle } from './file-style.ts';
import { addProperties } from './object-edits.ts';
import { stringLiteral } from './string-literal.ts';

/**
 * Writes a name where a call leaves it to its library: as an argument, or as an option.
 * @returns nothing where the options are not written in the call, or the call takes no name
 */
export function addName(tree: Tree, site: SpanSite, name: string, style: FileStyle): Edit[] | undefined {
  const { call, unwritten } = site;
  if (unwritten?.position === undefined) return undefined;
  const [index = '', key, ...deeper] = unwritten.position.split('.');
  if (deeper.length > 0) return undefined;
  const literal = stringLiteral(name, style.quote);
  const argument = call.arguments[Number(index)];
  if (key === undefined || !argument) {
    const text = key === undefined ? literal : `{ ${key}: ${literal} }`;
    if (call.arguments.length < Number(index)) return undefined;
    return Number(index) > 0 ? insertArgument(tree, call, Number(index), text) : firstArgument(tree, site, text);
  }
  const object = unwrap(argument);
  const isFree =
    object.type === 'ObjectExpression' &&
    !object.properties.some((one) => one.type === 'Property' && keyOf(one) === key);
  return isFree ? addProperties(tree, object, [`${key}: ${literal}`], style) : undefined;
}

function firstArgument({ text }: Tree, { call }: SpanSite, argument: string): Edit[] | undefined {
  const [first] = call.arguments;
  if (first) return [{ range: [first.range[0], first.range[0]], text: `${argument}, ` }];
  const end = call.range[1] - 1;
  return text.slice(call.callee.range[1], end).trim() === '(' ? [{ range: [end, end], text: argument }] : undefined;
}

/** Writes a text in place of an expression that carries one: in the quotes that it has, or in those of the file. */
export function replaceText(tree: Tree, node: Node, text: string, style: FileStyle): Edit {
  const first = tree.text[node.range[0]] ?? '';
  const parent = tree.parentOf(node);
  const key = parent?.type === 'Property' && parent.shorthand ? `${tree.text.slice(...node.range)}: ` : '';
  const isPlain = node.type === 'Literal' || (node.type === 'TemplateLiteral' && node.expressions.length === 0);
  return { range: node.range, text: key + stringLiteral(text, isPlain ? first : style.quote) };
}
