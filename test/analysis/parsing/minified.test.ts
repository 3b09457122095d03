import { describe, expect, test } from 'vitest';
import { isMinified } from '../../../src/analysis/parsing/minified.ts';

const CODE = 'function f(e,t){return e?t(e):g(`${e}`,function(){return f(t)})}';
const LINES = 'export const add = (a: number, b: number): number => clamp(a + b);\n'.repeat(100);
const LICENSE = `/**\n${' * Permission is hereby granted, free of charge, to any person obtaining a copy\n'.repeat(300)} */\n`;

describe('what a program wrote for machines', () => {
  test.each([
    ['one line', CODE.repeat(200)],
    ['with the map named at the end', `${CODE.repeat(200)}\n//# sourceMappingURL=a.js.map\n`],
    ['lines of 500 characters', `${CODE.repeat(8)}\n`.repeat(30)],
    ['a license above one line', LICENSE + CODE.repeat(100)],
    ['with quotes in regular expressions', `var r=/['"\`]/g,s="it's";${CODE}`.repeat(200)],
    ['a bundle with some code of people', LINES + CODE.repeat(300)],
  ])('%s', (_, text) => {
    expect(isMinified(text)).toBe(true);
  });
});

describe('what people wrote, or what is read for its calls all the same', () => {
  test.each([
    ['short lines', LINES.repeat(100)],
    ['a few lines that are long', CODE.repeat(40)],
    ['code of people around a line of a library', LINES.repeat(4) + CODE.repeat(200)],
    ['a generated file in lines', `// @generated\n${`${CODE}\n`.repeat(500)}`],
    ['an image as text', `${LINES.slice(0, 200)}export const image = '${'a(b(c('.repeat(20_000)}';\n`],
    [
      'code in a template',
      `export const program = \`${CODE.replaceAll('`', "'").replaceAll('$', '').repeat(300)}\`;\n`,
    ],
    ['a table of numbers', `export const table = [${'0.125,1024,'.repeat(3000)}];\n`],
    [
      'data',
      `export const data = [${`{id:1,name:'a',tags:['b'],at:new Date(0),ok:true,next:null,${'value:12345678,'.repeat(20)}},`.repeat(300)}];\n`,
    ],
    ['a regular expression', `export const words = /${'(a(b)|c)'.repeat(3000)}/;\n`],
    [
      'long paragraphs',
      `export const page = <p>\n${`${'Some words (and more of them) '.repeat(40)}\n`.repeat(20)}</p>;\n`,
    ],
    ['a path of an image', `export const icon = <path d="${'M0 0(1)C'.repeat(3000)}" />;\n`],
  ])('%s', (_, text) => {
    expect(isMinified(text)).toBe(false);
  });
});
