import type { TSESTree } from '@typescript-eslint/types';
import type { Tree } from '../analysis/tree.ts';
import type { Edit } from './edit.ts';
import type { FileStyle } from './file-style.ts';
import { indentAt, lineStart, skipLineTrivia, skipLineBreak, skipTrivia, beginsLine } from './trivia.ts';

/** Adds a property behind all others, so that nothing that is spread in can take its place. */
export function addProperty(
  { text }: Tree,
  object: TSESTree.ObjectExpression,
  property: string,
  { eol }: FileStyle,
): Edit[] {
  const last = object.properties.at(-1);
  const close = object.range[1] - 1;
  if (!last) {
    const inner = text.slice(object.range[0] + 1, close);
    const at = object.range[0] + 1;
    return [
      { range: inner.trim() === '' ? [at, close] : [at, at], text: ` ${property}${inner.trim() === '' ? ' ' : ','}` },
    ];
  }
  const end = last.range[1];
  const comma = skipTrivia(text, end);
  const hasComma = text[comma] === ',';
  const multiline = lineStart(text, last.range[0]) !== lineStart(text, close);
  const behind = hasComma ? comma + 1 : end;
  if (!multiline) {
    return [{ range: [behind, behind], text: hasComma ? ` ${property},` : `, ${property}` }];
  }
  const line = `${eol}${indentAt(text, last.range[0])}${property}${hasComma ? ',' : ''}`;
  const lineEnd = Math.min(skipLineTrivia(text, behind), close);
  // the closing brace on the last property's line
  const at = lineEnd === close ? behind : lineEnd;
  if (hasComma) return [{ range: [at, at], text: line }];
  return at === end
    ? [{ range: [end, end], text: `,${line}` }]
    : [
        { range: [end, end], text: ',' },
        { range: [at, at], text: line },
      ];
}

/** Takes a property out with its comma; comments beside it and the properties around it stay. */
export function removeProperty({ text }: Tree, object: TSESTree.ObjectExpression, property: TSESTree.Node): Edit[] {
  const [start, end] = property.range;
  const comma = skipTrivia(text, end);
  const hasComma = text[comma] === ',';
  const between = text.slice(end, comma);
  const behind = hasComma && between.trim() === '' ? comma + 1 : end;
  const edits: Edit[] = hasComma && behind === end ? [{ range: [comma, comma + 1], text: '' }] : [];
  const blanks = /[^\S\n\r\u2028\u2029]*/y;
  blanks.lastIndex = behind;
  blanks.exec(text);
  const lineEnd = skipLineBreak(text, blanks.lastIndex);
  if (beginsLine(text, start) && lineEnd > blanks.lastIndex) {
    return [...edits, { range: [lineStart(text, start), lineEnd], text: '' }];
  }
  const previous = object.properties[object.properties.indexOf(property as TSESTree.ObjectLiteralElement) - 1];
  if (!hasComma && previous && /^,?[^\S\n\r\u2028\u2029]*$/.test(text.slice(previous.range[1], start))) {
    return [{ range: [previous.range[1], end], text: '' }];
  }
  return [...edits, { range: [start, blanks.lastIndex], text: '' }];
}
