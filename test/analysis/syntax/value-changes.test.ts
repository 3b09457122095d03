import { expect, test } from 'vitest';
import { changesBefore, changesOf } from '../../../src/analysis/syntax/value-changes.ts';
import { readText } from '../../read-text.ts';

/** What changes `x` in some code, as short texts: the way, the path, and the value. */
function changesTo(code: string, isBefore = false): string[] {
  const { tree } = readText(`import '@opentelemetry/api';\n${code}`);
  const variable = [...tree.variables()].find(({ name }) => name === 'x');
  if (!variable) throw new Error('no variable `x`');
  const read = tree.all('CallExpression').find(({ callee }) => tree.quote(callee) === 'use')?.arguments[0];
  const changes = isBefore && read ? changesBefore(tree, variable, read) : [...changesOf(tree, variable).values()];
  return changes.flatMap(({ by, path, values }) =>
    values.map(({ node, isSpread }) =>
      [by, path.map((key) => key ?? '?').join('.'), `${isSpread ? '...' : ''}${tree.quote(node)}`]
        .filter((text) => text !== '')
        .join(' '),
    ),
  );
}

test.each([
  ['push', 'const x: string[] = []; x.push(a, ...b);', ['push a', 'push ...b']],
  ['unshift', 'const x = []; x.unshift(a);', ['unshift a']],
  ['what splice puts in', 'const x = []; x.splice(0, 1, a);', ['splice a']],
  ['an index', 'const x = []; x[i] = a; x[0] = b;', ['= ? a', '= 0 b']],
  ['a property', `const x: any = {}; x.a = b; x['c'] += d;`, ['= a b', '+= c d']],
  ['a property of a property', 'const x = { y: [] }; x.y.z = a; x.y.push(b);', ['= y.z a', 'push y b']],
  ['Object.assign', 'const x = {}; Object.assign(x, a, b);', ['assign ...a', 'assign ...b']],
  ['maps and sets', `const x = new Map(); x.set('k', a); x.add(b);`, ['set a', 'add b']],
  [
    'behind assertions',
    'const x = []; (x as string[]).push(a); x!.push(b); x?.push(c);',
    ['push a', 'push b', 'push c'],
  ],
  ['in a callback', 'const x = []; on((a) => x.push(a));', ['push a']],
])('added: %s', (_, code, expected) => {
  expect(changesTo(code)).toEqual(expected);
});

test.each([
  ['an assignment to the variable', 'let x = []; x = [a];'],
  ['into another list', 'const x = []; y.push(x); y[0] = x; Object.assign({}, x);'],
  ['what only reads', 'const x = []; x.slice(1, a); x.concat(a); x.splice(0, 1); x.get(a);'],
  ['a result that is added to', 'const x = []; x.map(f).push(a);'],
])('not added: %s', (_, code) => {
  expect(changesTo(code)).toEqual([]);
});

test.each([
  ['above', 'const x = []; x.push(a); use(x);', ['push a']],
  ['below', 'const x = []; use(x); x.push(a);', []],
  ['below, in the loop around both', 'const x = []; for (;;) { use(x); x.push(a); }', ['push a']],
  ['below, in a loop that makes a new one', 'for (;;) { const x = []; use(x); x.push(a); }', []],
  ['below, in another function', 'const x = []; use(x); on((a) => x.push(a));', ['push a']],
  ['below, in a function that may run again', 'const x = []; function f(a) { use(x); x.push(a); }', ['push a']],
  ['below, to a parameter', 'function f(x, a) { use(x); x.push(a); }', []],
])('added before a read: %s', (_, code, expected) => {
  expect(changesTo(code, true)).toEqual(expected);
});
