import { describe, expect, test } from 'vitest';
import { nameIn } from '../../name-in.ts';

const MODES = `const MODES = { fast: { span: 'a.fast', id: 'fast' }, deep: { span: 'a.deep', id: 'deep' } } as const;
type Mode = keyof typeof MODES;
const LIST = [{ span: 'a.p', id: 'p' }, { span: 'a.q', id: 'q' }];
`;
const BOTH = `'a.fast' | 'a.deep'`;

describe('an entry of a table that is taken out before its name is read', () => {
  test.each([
    ['through a variable', `function go(mode: Mode) { const m = MODES[mode]; NAME; }`, 'm.span', BOTH],
    ['through several', `function go(mode: Mode) { const m = MODES[mode]; const n = m; NAME; }`, 'n.span', BOTH],
    ['taken apart', `function go(mode: Mode) { const { span } = MODES[mode]; NAME; }`, 'span', BOTH],
    [
      'under another name',
      `function go(mode: Mode) { const { span: n } = MODES[mode]; NAME; }`,
      '`x.${n}`',
      `'x.a.fast' | 'x.a.deep'`,
    ],
    ['by its key', `const m = MODES.fast;`, 'm.span', `'a.fast'`],
    [
      'a condition',
      `function go(deep: boolean) { const m = deep ? MODES.deep : MODES.fast; NAME; }`,
      'm.span',
      `'a.deep' | 'a.fast'`,
    ],
    [
      'a condition that may give nothing',
      `function go(deep: boolean) { const m = deep ? MODES.deep : undefined; if (m) NAME; }`,
      'm.span',
      `'a.deep'`,
    ],
    [
      'conditions in one another',
      `function go(n: number) { const m = n > 1 ? MODES.deep : n > 0 ? MODES.fast : LIST[0]; NAME; }`,
      'm.span',
      `'a.deep' | 'a.fast' | 'a.p'`,
    ],
    ['??', `function go(mode: string) { const m = MODES[mode as Mode] ?? MODES.fast; NAME; }`, 'm.span', BOTH],
    [
      '||, taken apart',
      `function go(mode: string) { const { span } = MODES[mode as Mode] || MODES.fast; NAME; }`,
      'span',
      BOTH,
    ],
    [
      'assignments',
      `function go(deep: boolean) { let m; if (deep) m = MODES.deep; else m = MODES.fast; NAME; }`,
      'm.span',
      `'a.deep' | 'a.fast'`,
    ],
    ['an index', `function go(i: number) { const m = LIST[i]!; NAME; }`, 'm.span', `'a.p' | 'a.q'`],
    [
      'find',
      `function go(id: string) { const m = LIST.find((one) => one.id === id) ?? LIST[0]; NAME; }`,
      'm.span',
      `'a.p' | 'a.q'`,
    ],
    [
      'find in its values',
      `function go(id: string) { const m = Object.values(MODES).find((one) => one.id === id)!; NAME; }`,
      'm.span',
      BOTH,
    ],
    [
      'a map',
      `const MAP = new Map([['p', { span: 'a.p' }]]); function go(id: string) { const m = MAP.get(id); if (m) NAME; }`,
      'm.span',
      `'a.p'`,
    ],
    [
      'a function',
      `const pick = (deep: boolean) => (deep ? MODES.deep : MODES.fast); function go(deep: boolean) { const m = pick(deep); NAME; }`,
      'm.span',
      `'a.deep' | 'a.fast'`,
    ],
    [
      'a function with several results',
      `function pick(deep: boolean) { if (deep) return MODES.deep; return MODES.fast; }`,
      'pick(true).span',
      `'a.deep' | 'a.fast'`,
    ],
    [
      'a function by its argument',
      `function pick(mode: Mode) { return MODES[mode]; }`,
      `pick('deep').span`,
      `'a.deep'`,
    ],
    [
      'a field of a class',
      `class A { static MODES = { p: { span: 'a.p' } }; readonly #own = MODES; go(mode: Mode) { const m = this.#own[mode]; NAME; } }`,
      'm.span',
      BOTH,
    ],
    ['a loop over its values', `for (const m of Object.values(MODES)) NAME;`, 'm.span', BOTH],
    ['a callback for each of its values', `Object.values(MODES).forEach((m) => NAME);`, 'm.span', BOTH],
    ['a callback for each of its entries', `Object.entries(MODES).map(([key, { span }]) => NAME);`, 'span', BOTH],
    [
      'a parameter that has its type from it',
      `function go(mode = MODES.fast) { NAME; }`,
      '`x.${mode.span}`',
      `x.a.fast | x.{unknown mode.span}`,
    ],
    [
      'a parameter of its type',
      `function go(mode: (typeof MODES)[Mode]) { NAME; }`,
      '`x.${mode.span}`',
      'x.{bounded typeof MODES}',
    ],
    [
      'a parameter of the type of one',
      `function go(mode: typeof MODES.fast) { NAME; }`,
      '`x.${mode.span}`',
      'x.{bounded typeof MODES.fast}',
    ],
    [
      'a parameter of the type of a property',
      `interface Job { kind: 'p' | 'q' } function go(kind: Job['kind']) { NAME; }`,
      '`x.${kind}`',
      `'x.p' | 'x.q'`,
    ],
  ])('%s', (_, code, expression, expected) => {
    expect(nameIn(`${MODES}${code}`, expression)).toBe(expected);
  });
});

describe('a constant beside a type of the same name', () => {
  const KIND = `const Kind = { P: 'a.p', Q: 'a.q' } as const;\ntype Kind = (typeof Kind)[keyof typeof Kind];\n`;
  test.each([
    ['an entry', `function go() { NAME; }`, 'Kind.P', `'a.p'`],
    ['any entry', `function go(key: keyof typeof Kind) { const one = Kind[key]; NAME; }`, 'one', `'a.p' | 'a.q'`],
    ['all entries', `for (const one of Object.values(Kind)) NAME;`, 'one', `'a.p' | 'a.q'`],
    ['its keys', `Object.keys(Kind).forEach((key) => NAME);`, '`x.${key}`', `'x.P' | 'x.Q'`],
    [
      'a value of the type',
      `function go(kind: Kind) { NAME; }`,
      '`x.${kind}`',
      'x.{bounded (typeof Kind)[keyof typeof Kind]}',
    ],
    ['a text', `const STEP = 'a.step';\ntype STEP = typeof STEP;`, 'STEP', `'a.step'`],
  ])('%s', (_, code, expression, expected) => {
    expect(nameIn(`${KIND}${code}`, expression)).toBe(expected);
  });
});

describe('an entry that may be another is data', () => {
  test.each([
    [
      'one branch is given',
      `function go(deep: boolean, user: U) { const m = deep ? MODES.deep : user; NAME; }`,
      'm.span',
      '{m.span}',
    ],
    ['one side of ?? is given', `function go(user?: U) { const m = user ?? MODES.deep; NAME; }`, 'm.span', '{m.span}'],
    ['a list that is given', `function go(users: U[]) { const m = users[0]; NAME; }`, 'm.label', '{m.label}'],
    [
      'a list that is filled elsewhere',
      `class A { #all: U[] = []; go() { for (const one of this.#all) NAME; } }`,
      'one.label',
      '{one.label}',
    ],
    [
      'a map that is filled elsewhere',
      `const MAP = new Map<string, U>(); function go(id: string, u: U) { MAP.set(id, u); const m = MAP.get(id)!; NAME; }`,
      'm.label',
      '{m.label}',
    ],
    [
      'a function that gives back what it is given',
      `function pick(user: U, deep: boolean) { return deep ? MODES.deep : user; } function go(user: U) { const m = pick(user, true); NAME; }`,
      'm.label',
      '{m.label}',
    ],
    [
      'a function that calls itself',
      `function pick(n: number): any { return n ? pick(n - 1) : pick(n - 2); } function go() { const m = pick(1); NAME; }`,
      'm.label',
      '{m.label}',
    ],
    [
      'a typed parameter, whatever stands for one that is not given',
      `function go(mode: { span: string } = MODES.fast) { NAME; }`,
      '`x.${mode.span}`',
      'x.{mode.span}',
    ],
  ])('%s', (_, code, expression, expected) => {
    expect(nameIn(`${MODES}interface U { label: string; span: string }\n${code}`, expression)).toBe(expected);
  });

  test('which of the values of a table it is stays open', () => {
    const code =
      'function go(mode: string, id: string) { const T = { a: { span: id }, b: { span: "a.b" } }; const m = T[mode]; NAME; }';
    expect(nameIn(code, '`x.${m.span}`')).toBe('x.{unknown T[mode]}');
  });
});

describe('a text below a field of a class that the class changes later is not known', () => {
  const inClass = (change: string) =>
    nameIn(
      `class A { state = { round: 'a.first', other: 'a.other' }; go() { NAME; } ${change} }`,
      '`${this.state.round}`',
    );
  test.each([
    'next() { this.state.round = other(); }',
    'next() { this.state.round += 1; }',
    'next() { this.state.round++; }',
    'next() { this.state.of.all[0] = 1; }',
  ])('%s', (change) => {
    expect(inClass(change)).not.toBe(`'a.first'`);
  });

  test.each([
    'next() { this.rest.round++; }',
    'next() { other.state.round++; }',
    'next() { return this.state.round; }',
  ])('but: %s', (change) => {
    expect(inClass(change)).toBe(`'a.first'`);
  });
});
