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
    ['choices', `x = ${'a?1:'.repeat(2500)}b`],
    ['else upon else', `if (a) {}${' else if (a) {}'.repeat(2500)}`],
  ])('%s', (_, text) => {
    expect(isTooDeep(text)).toBe(true);
  });
});
