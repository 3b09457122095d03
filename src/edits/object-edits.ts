import type { TSESTree } from '@typescript-eslint/types';
import type { Tree } from '../analysis/syntax/tree.ts';
import type { Edit } from './edit.ts';
import type { FileStyle } from './file-style.ts';
import { paragraphStart } from './own-comment.ts';
import { indentAt, lineStart, skipLineTrivia, skipLineBreak, skipTrivia, beginsLine } from './trivia.ts';

/** Adds properties behind all others, so that nothing that is spread in can take their place. */
export function addProperties(
  { text }: Tree,
  object: TSESTree.ObjectExpression,
  properties: readonly string[],
  { eol }: FileStyle,
): Edit[] {
  const last = object.properties.at(-1);
  const close = object.range[1] - 1;
  const inline = properties.join(', ');
  if (!last) {
    const inner = text.slice(object.range[0] + 1, close);
    const at = object.range[0] + 1;
    return [
      inner.trim() === '' ? { range: [at, close], text: ` ${inline} ` } : { range: [at, at], text: ` ${inline},` },
    ];
  }
  const end = last.range[1];
  const comma = skipTrivia(text, end);
  const hasComma = text[comma] === ',';
  const behind = hasComma ? comma + 1 : end;
  if (lineStart(text, end) === lineStart(text, close)) {
    return [{ range: [behind, behind], text: hasComma ? ` ${inline},` : `, ${inline}` }];
  }
  const indent = indentAt(text, last.range[0]);
  const lines = properties.map((property) => `${eol}${indent}${property}`).join(',') + (hasComma ? ',' : '');
  const lineEnd = Math.min(skipLineTrivia(text, behind), close);
  if (hasComma) return [{ range: [lineEnd, lineEnd], text: lines }];
  return lineEnd === end
    ? [{ range: [end, end], text: `,${lines}` }]
    : [
        { range: [end, end], text: ',' },
        { range: [lineEnd, lineEnd], text: lines },
      ];
}

/** Takes a property out with its comma and the comments that tell a tool about its line; others, and the properties around it, stay. */
export function removeProperty(tree: Tree, object: TSESTree.ObjectExpression, property: TSESTree.Node): Edit[] {
  const { text } = tree;
  const [written, end] = property.range;
  const start = paragraphStart(tree, written, end);
  const comma = skipTrivia(text, end);
  const hasComma = text[comma] === ',';
  const between = text.slice(end, comma);
  const behind = hasComma && between.trim() === '' ? comma + 1 : end;
  const edits: Edit[] = hasComma && behind === end ? [{ range: [comma, comma + 1], text: '' }] : [];
  const blanks = /[^\S\n\r\u2028\u2029]*/y;
  blanks.lastIndex = behind;
  blanks.exec(text);
  const lineEnd = skipLineBreak(text, blanks.lastIndex);
  const index = object.properties.indexOf(property as TSESTree.ObjectLiteralElement);
  const previous = object.properties[index - 1];
  if (beginsLine(text, start) && lineEnd > blanks.lastIndex) {
    // a list without a comma at its end keeps that custom
    const ends =
      previous && !hasComma && index === object.properties.length - 1 ? skipTrivia(text, previous.range[1]) : -1;
    const comma: Edit[] = text[ends] === ',' ? [{ range: [ends, ends + 1], text: '' }] : [];
    return [...comma, ...edits, { range: [lineStart(text, start), lineEnd], text: '' }];
  }
  if (!hasComma && previous && /^,?[^\S\n\r\u2028\u2029]*$/.test(text.slice(previous.range[1], start))) {
    return [{ range: [previous.range[1], end], text: '' }];
  }
  return [...edits, { range: [start, blanks.lastIndex], text: '' }];
}
