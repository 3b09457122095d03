import { describe, expect, test } from 'vitest';
import { isTooDeep } from '../../../src/analysis/parsing/nesting.ts';

describe('code that a program wrote is long, not deep', () => {
  test.each([
    [
      'a table of letters as one condition, as in the release of Yarn 4',
      Array.from({ length: 900 }, (_, i) => `g==${i}||${i}<=g&&g<=${i + 1}`).join('||'),
    ],
    ['comparisons in the brackets of calls', `f(${'g(a<b),'.repeat(3000)}0)`],
    ['assignments behind commas', `x=${'a<b?1:2,y='.repeat(900)}1`],
    ['a list of many calls', 'if(a<b){f(a<c)}'.repeat(5000)],
    ['elements side by side', `<ul>${'<li>a</li>'.repeat(5000)}</ul>`],
    ['a regular expression', `const words = /^(?:${'word|'.repeat(5000)}x)$/u;`],
    ['a regular expression behind a condition', `if (a) /${'a|'.repeat(5000)}b/.exec(c);`],
    ['a slash in a class of a regular expression', `x = /[/'"]${'(?:[a|b]|'.repeat(1200)}/;`],
    ['brackets in a string', `x = '${'('.repeat(3000)}' + "${'|'.repeat(3000)}"`],
    ['a template', `x = \`${'a || b ([{ "'.repeat(3000)}\``],
    ['a template around expressions', `x = \`${'${a || b} | ( '.repeat(3000)}\``],
    ['a template in a template', `x = \`${'${`${a} | ( `} | ( '.repeat(3000)}\``],
    ['a comment', `/* ${'(a||'.repeat(3000)} */\n// ${'[a||'.repeat(3000)}`],
    ['the text of an element', `x = <pre>it's\n${'-+-+-+- | (\n'.repeat(3000)}</pre>`],
    ['the text between elements', `x = <nav>${'<a href="/">a</a> | {b} | <br/> -> '.repeat(3000)}</nav>`],
    ['the text of a fragment', `return <>${'a | '.repeat(3000)}</>`],
    ['functions with type parameters', 'export const f = <T,>(x: T) => g(<T>(y: T) => y, a || b);\n'.repeat(3000)],
    ['elements with their ends far away', 'export const a = (t) => <T x={t}>(a</T>;\n'.repeat(3000)],
    ['empty elements side by side', `<svg>${'<path d="M0" />'.repeat(5000)}</svg>`],
  ])('%s', (_, text) => {
    expect(isTooDeep(text)).toBe(false);
  });
});

describe('what ends a parser in native code is too deep', () => {
  test.each([
    ['brackets', '['.repeat(1200)],
    ['calls of calls', 'f('.repeat(1200)],
    ['type arguments', `type T = ${'A<'.repeat(1200)}`],
    ['alternatives', `x = ${'a||'.repeat(2500)}b`],
    ['conditions that must all hold', `x = ${'a&&'.repeat(2500)}b`],
    ['a sum', `x = ${'a+'.repeat(2500)}b`],
    ['negations', `x = ${'!'.repeat(2500)}b`],
    ['elements in one another', `x = ${'<a>'.repeat(1200)}b${'</a>'.repeat(1200)}`],
    ['elements in expressions of one another', `x = ${'<a>{'.repeat(600)}b${'}</a>'.repeat(600)}`],
    ['templates in one another', `x = ${'`${'.repeat(1200)}b${'}`'.repeat(1200)}`],
    ['brackets behind a regular expression', `x = a.match(/[(]'/) + ${'['.repeat(1200)}`],
    ['brackets behind a division', `x = (a) / b + ${'['.repeat(1200)} / c`],
    ['alternatives in the expression of an element', `x = <a>{${'a||'.repeat(2500)}b}</a>`],
    ['alternatives behind type arguments', `const x: A<B> = ${'a||'.repeat(2500)}b; f</A>/`],
    ['choices', `x = ${'a?1:'.repeat(2500)}b`],
    ['else upon else', `if (a) {}${' else if (a) {}'.repeat(2500)}`],
  ])('%s', (_, text) => {
    expect(isTooDeep(text)).toBe(true);
  });
});
