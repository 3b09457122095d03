import { describe, expect, test } from 'vitest';
import { shapeOf } from '../../../src/analysis/names/name-value.ts';
import { nameIn } from '../../name-in.ts';
import { readText } from '../../read-text.ts';

describe('exact sets', () => {
  test.each([
    ['a literal', '', `'agent.step'`, `'agent.step'`],
    ['a template without holes', '', '`agent.step`', `'agent.step'`],
    ['escapes', '', String.raw`'agent\x2estep'`, `'agent.step'`],
    ['String.raw', '', 'String.raw`agent.step`', `'agent.step'`],
    ['concatenation', '', `'agent.' + ('st' + 'ep')`, `'agent.step'`],
    ['constants', `const A = 'agent'; const B = A + '.step';`, 'B', `'agent.step'`],
    ['a template of constants', `const A = 'agent';`, '`${A}.step`', `'agent.step'`],
    ['a let with all assignments seen', `let n = 'a.b'; if (Math.random() > 0.5) n = 'a.c';`, 'n', `'a.b' | 'a.c'`],
    ['appending always', `let n = 'a.b'; n += '.c';`, 'n', `'a.b.c'`],
    ['appending on a condition', `let n = 'a.b'; if (c) n += '.c';`, 'n', `'a.b' | 'a.b.c'`],
    ['a let that is replaced in any case', `let n = 'a'; n = 'a.b';`, 'n', `'a.b'`],
    ['an empty text on the left of &&', `declare const b: 'x';`, `('a'.slice(1) && 'a.b')`, `'' | 'a.b'`],
    ['an empty text on the left of ||', '', `('a'.slice(1) || 'a.b')`, `'a.b'`],
    ['a ternary', `declare const ok: boolean;`, `ok ? 'a.b' : 'a.c'`, `'a.b' | 'a.c'`],
    ['logical operators', `const n: undefined = undefined;`, `n ?? 'a.b'`, `{bounded undefined} | a.b`],
    ['an enum member', `enum N { Step = 'a.step' }`, 'N.Step', `'a.step'`],
    ['a const enum member by text', `const enum N { 'old-plan' = 'a.plan' }`, `N['old-plan']`, `'a.plan'`],
    ['a const object', `const N = { step: 'a.step' } as const;`, 'N.step', `'a.step'`],
    ['a nested, frozen object', `const N = Object.freeze({ a: { step: 'a.step' } });`, 'N.a.step', `'a.step'`],
    [
      'an object indexed by a union',
      `const N = { p: 'a.p', q: 'a.q' } as const; declare const k: 'p' | 'q';`,
      'N[k]',
      `'a.p' | 'a.q'`,
    ],
    ['an array element', `const N = ['a.p', 'a.q'];`, 'N[1]', `'a.q'`],
    ['a loop over an array', `for (const n of ['a.p', 'a.q']) NAME;`, 'n', `'a.p' | 'a.q'`],
    ['a callback over an array', `['a.p', 'a.q'].forEach((n) => NAME);`, 'n', `'a.p' | 'a.q'`],
    ['a private field', `class C { #n = 'a.b'; run() { NAME; } }`, 'this.#n', `'a.b'`],
    ['a static member', `class C { static n = 'a.b'; }`, 'C.n', `'a.b'`],
    [
      'a function that switches',
      `function n(k: string) { switch (k) { case 'p': return 'a.p'; default: return 'a.q'; } }`,
      `n('p')`,
      `'a.p' | 'a.q'`,
    ],
    ['a function that completes its argument', 'const n = (k: string) => `a.${k}`;', `n('p')`, `'a.p'`],
    ['an argument that is left out', "const n = (a: string, b = 'q') => `${a}.${b}`;", `n('p')`, `'p.q'`],
    ['an argument that takes the place of a default', "const n = (a = 'x') => `${a}.b`;", `n('p')`, `'p.b'`],
    ['a default that names another argument', 'const n = (a: string, b = a) => `${a}.${b}`;', `n('p')`, `'p.p'`],
    ['options that are taken apart', 'const n = ({ a: { b } }) => `a.${b}`;', `n({ a: { b: 'p' } })`, `'a.p'`],
    ['an option that is left out', "const n = ({ a = 'p' }) => `a.${a}`;", 'n({})', `'a.p'`],
    ['options that are left out', "const n = ({ a = 'p' } = {}) => `a.${a}`;", 'n()', `'a.p'`],
    ['an option in place of its default', "const n = ({ a = 'p' } = {}) => `a.${a}`;", `n({ a: 'q' })`, `'a.q'`],
    [
      'an argument that is handed on with more',
      'const n = (k: string) => `a.${k}`; const m = (k: string) => n(`b.${k}`);',
      `m('p')`,
      `'a.b.p'`,
    ],
    ['an element of a list', `const N = ['a.p', 'a.q']; declare const i: number;`, 'N.at(i)', `'a.p' | 'a.q'`],
    [
      'an element that is looked for, with another text where there is none',
      `const N = ['a.p']; declare const k: string;`,
      `N.find((n) => n.endsWith(k)) ?? 'a.q'`,
      `'a.p' | 'a.q'`,
    ],
    [
      'a value of a map',
      `const N = new Map([['p', 'a.p'], ['q', 'a.q']]); declare const k: string;`,
      `N.get(k) ?? 'a.r'`,
      `'a.p' | 'a.q' | 'a.r'`,
    ],
    [
      'the values of a table, entry by entry',
      `const N = { p: 'a.p', q: 'a.q' }; for (const [, n] of Object.entries(N)) NAME;`,
      'n',
      `'a.p' | 'a.q'`,
    ],
    [
      'the keys of a table, entry by entry',
      `const N = { p: run, q: run }; Object.entries(N).forEach(([k, fn]) => NAME);`,
      '`a.${k}`',
      `'a.p' | 'a.q'`,
    ],
    [
      'the keys of a table',
      `const N = { p: 1, q: 2 }; for (const k of Object.keys(N)) NAME;`,
      '`a.${k}`',
      `'a.p' | 'a.q'`,
    ],
    ['a part of a list', `const N = ['a.p', 'a.q']; for (const n of N.filter(isOn)) NAME;`, 'n', `'a.p' | 'a.q'`],
    ['an asserted union', `declare const e: E; type N = 'a.p' | 'a.q';`, 'e.name as N', `'a.p' | 'a.q'`],
    ['a text behind an assertion', `type N = 'a.p' | 'a.q';`, `('a.p' as N)`, `'a.p'`],
    ['a property of two types', `type N = { n: 'a.p' }; declare const e: E & N;`, 'e.n', `'a.p'`],
    ['an inherited property', `interface A { n: 'a.p' } interface B extends A {} declare const e: B;`, 'e.n', `'a.p'`],
    [
      'a field that the constructor sets',
      `class C { readonly n: string; constructor() { this.n = 'a.p'; } run() { NAME; } }`,
      'this.n',
      `'a.p'`,
    ],
    [
      'a field with a type',
      `class C { constructor(private n: 'a.p' | 'a.q') {} run() { NAME; } }`,
      'this.n',
      `'a.p' | 'a.q'`,
    ],
    ['a field with a type and a value', `class C { static readonly N: 'a.p' | 'a.q' = 'a.p'; }`, 'C.N', `'a.p'`],
    [
      'a state of a component',
      `function View() { const [n] = useState<'a.p' | 'a.q'>('a.p'); NAME; }`,
      'n',
      `'a.p' | 'a.q'`,
    ],
    ['text methods', '', `'Agent Step'.toLowerCase().replace(' ', '.')`, `'agent.step'`],
    ['join', '', `['agent', 'step'].join('.')`, `'agent.step'`],
    ['a list that grows', `const N = ['b']; N.push('c'); N.unshift('a'); N[3] = 'd';`, `N.join('.')`, `'a.b.c.d'`],
    ['a list that grows behind an assertion', `const N = ['a']; (N as string[]).push('b');`, `N.join('.')`, `'a.b'`],
    ['a table that is written behind an assertion', `const N = { a: 'x' }; (N as any).a = 'y';`, 'N.a', `'y'`],
    ['a list that may grow', `const N = ['a']; if (c) N.push('b', 'c');`, `N.join('.')`, `'a' | 'a.b.c'`],
    [
      'a list that another function adds to',
      `const N = ['a']; const add = () => N.push('b');`,
      `N.join('.')`,
      `'a' | 'a.b'`,
    ],
    [
      'a list that is read otherwise',
      `const N = ['a', 'b']; N.map(log); console.log(N, N[0]);`,
      `N.join('.')`,
      `'a.b'`,
    ],
    ['a list that grows later', `function go() { const N = ['a']; NAME; N.push('b'); }`, `N.join('.')`, `'a'`],
    ['a member that is replaced in any case', `const N = { p: 'a' }; N.p = 'a.b';`, 'N.p', `'a.b'`],
    ['a member that may be replaced', `const N = { p: 'a' }; if (c) N.p = 'a.b';`, 'N.p', `'a' | 'a.b'`],
    [
      'a table that somebody may override',
      `const N = { p: 'a' }; const set = (n: object) => Object.assign(N, n);`,
      'N.p',
      `'a'`,
    ],
    ['a table another member of which is written', `const N = { p: 'a.p', q: 0 }; N.q = 1;`, 'N.p', `'a.p'`],
    ['util.format', `import { format } from 'util';`, `format('a.%s', 'b')`, `'a.b'`],
    ['concat', '', `'agent'.concat('.', 'step')`, `'agent.step'`],
    [
      'a private helper whose callers all give texts',
      'function go(op: string) { NAME; }\ngo("read");\ngo("write");',
      '`db.query.${op}`',
      `'db.query.read' | 'db.query.write'`,
    ],
    [
      'a private factory whose callers all give texts in an object',
      `function repository({ table }: { table: string }) { return { find() { NAME; } }; }\nrepository({ table: 'users' });\nrepository({ table: 'orders' });`,
      '`db.${table}.find`',
      `'db.users.find' | 'db.orders.find'`,
    ],
  ])('%s', (_, before, expression, expected) => {
    expect(nameIn(before, expression)).toBe(expected);
  });
});

describe('conditions around a name', () => {
  const LIST = `const OK = ['a.p', 'a.q'];`;
  test.each([
    ['a comparison', `function go(e: E) { if (e.name === 'a.p') NAME; }`, 'e.name', `'a.p'`],
    ['comparisons', `function go(e: E) { if (e.name === 'a.p' || 'a.q' === e.name) NAME; }`, 'e.name', `'a.p' | 'a.q'`],
    ['a comparison beside another', `function go(e: E) { if (e.on && e.name === 'a.p') NAME; }`, 'e.name', `'a.p'`],
    ['a choice', `function go(e: E) { NAME; }`, `e.name === 'a.p' ? e.name : 'a.q'`, `'a.p' | 'a.q'`],
    ['&&', `function go(e: E) { return e.name === 'a.p' && NAME; }`, 'e.name', `'a.p'`],
    ['a list', `${LIST} function go(e: E) { if (OK.includes(e.name)) NAME; }`, 'e.name', `'a.p' | 'a.q'`],
    ['a set', `const OK = new Set(['a.p']); function go(e: E) { if (OK.has(e.name)) NAME; }`, 'e.name', `'a.p'`],
    [
      'a list that others leave at',
      `${LIST} function go(e: E) { if (!OK.includes(e.name)) return; NAME; }`,
      'e.name',
      `'a.p' | 'a.q'`,
    ],
    [
      'comparisons that others leave at',
      `function go(e: E) { if (e.name !== 'a.p' && e.name !== 'a.q') { throw new Error(); } NAME; }`,
      'e.name',
      `'a.p' | 'a.q'`,
    ],
    [
      'a case',
      `function go(e: E) { switch (e.name) { case 'a.o': break; case 'a.p': case 'a.q': NAME; } }`,
      'e.name',
      `'a.p' | 'a.q'`,
    ],
    ['a constant', `const P = 'a.p'; function go(e: E) { const n = e.name; if (n === P) NAME; }`, 'n', `'a.p'`],
    [
      'a part of a name',
      `function go(e: E) { if (e.id === 'p' || e.id === 'q') NAME; }`,
      '`a.${e.id}`',
      `'a.p' | 'a.q'`,
    ],
    ...[
      ['in', 'if (!(id in TABLE)) return;'],
      ['Object.hasOwn', 'if (!Object.hasOwn(TABLE, id)) throw new Error(id);'],
      ['hasOwnProperty', 'if (!TABLE.hasOwnProperty(id)) return;'],
      ['hasOwnProperty of Object', 'if (!Object.prototype.hasOwnProperty.call(TABLE, id)) return;'],
      ['an entry', 'if (!TABLE[id as keyof typeof TABLE]) return;'],
      ['an entry in a constant', 'const run = TABLE[id]; if (run === undefined) return;'],
      ['its keys', 'if (!Object.keys(TABLE).includes(id)) return;'],
      ['a part of a table', 'if (!(id in ALL.runs)) return;'],
      ['a table that is put together', 'if (!(id in JOINED)) return;'],
      ['an enum', 'if (!(id in Kind)) return;'],
      ['has of a map', 'if (!MAP.has(id)) return;'],
      ['get of a map', 'const run = MAP.get(id); if (!run) return;'],
      ['indexOf', 'if (IDS.indexOf(id) === -1) return;'],
      ['indexOf that is no less than 0', 'if (!(IDS.indexOf(id) >= 0)) return;'],
      ['some', 'if (!IDS.some((one) => one === id)) return;'],
    ].map(([what = '', guard = '']) => [
      `what a collection holds: ${what}`,
      `const TABLE = { p: () => 1, q: () => 2 }; const ALL = { runs: { p: 1, q: 2 } }; const JOINED = { ...{ p: 1 }, q: 2 }; enum Kind { p, q }
const MAP = new Map([['p', 1], ['q', 2]]); const IDS = ['p', 'q'];
function go({ id }: E, f: E) { ${guard} NAME; }`,
      '`a.${id}`',
      `'a.p' | 'a.q'`,
    ]),
    ...[
      ['a table that grows', 'if (!(id in GROWS)) return;'],
      ['a table that is given to Object.assign', 'if (!(id in ASSIGNED)) return;'],
      ['a map that grows', 'if (!MAP.has(id)) return;'],
      ['a table that it is not in', 'if (id in TABLE) return;'],
      ['a table that is given', 'if (!(id in f.table)) return;'],
      ['another text', 'if (!(f.id in TABLE)) return;'],
      ['indexOf that is not asked whether there is one', 'if (!IDS.indexOf(id)) return;'],
      ['the methods of a registry', 'if (!registry.has(id)) return;'],
    ].map(([what = '', guard = '']) => [
      `what a collection does not close: ${what}`,
      `const TABLE = { p: 1 }; const GROWS: Record<string, number> = { p: 1 }; const ASSIGNED = { p: 1 }; const MAP = new Map([['p', 1]]); const IDS = ['p'];
const registry = { has: (one: string) => one !== '', get: () => 1 };
export function add(id: string, all: object) { GROWS[id] = 1; MAP.set(id, 1); Object.assign(ASSIGNED, all); }
function go({ id }: E, f: E) { ${guard} NAME; }`,
      '`a.${id}`',
      'a.{id}',
    ]),
    ['the other branch', `function go(e: E) { if (e.id === 'a.p') return; NAME; }`, 'e.id', `{e.id}`],
    ['one side of ||', `function go(e: E) { if (e.id === 'a.p' || e.on) NAME; }`, 'e.id', `{e.id}`],
    ['a list it is not in', `${LIST} function go(e: E) { if (!OK.includes(e.id)) NAME; }`, 'e.id', `{e.id}`],
    ['a list that is not known', `function go(e: E, ok: string[]) { if (ok.includes(e.id)) NAME; }`, 'e.id', `{e.id}`],
    ['a condition that does not leave', `function go(e: E) { if (e.id !== 'a.p') warn(); NAME; }`, 'e.id', `{e.id}`],
    ['the condition of another', `function go(e: E, f: E) { if (f.id === 'a.p') NAME; }`, 'e.id', `{e.id}`],
    [
      'an assignment in between',
      `function go(e: E) { if (e.id === 'a.p') { e.id = e.key; NAME; } }`,
      'e.id',
      `{e.key}`,
    ],
    [
      'a case behind the default',
      `function go(e: E) { switch (e.id) { default: case 'a.p': NAME; } }`,
      'e.id',
      `{e.id}`,
    ],
    [
      'a condition before a declaration',
      `function go(e: E) { if (e.id !== 'a.p') return; function f() { NAME; } }`,
      'e.id',
      `{e.id}`,
    ],
    ['a property that is read later', `function go(e: E) { if (e.id === 'a.p') on(() => NAME); }`, 'e.id', `{e.id}`],
    [
      'a name that is read later',
      `function go(e: E) { const n = e.id; if (n === 'a.p') on(() => NAME); }`,
      'n',
      `'a.p'`,
    ],
    ['a wrapper', `function go(name: string) { if (name === 'a.p') NAME; }`, 'name', 'forwarded'],
  ])('%s', (_, before, expression, expected) => {
    expect(nameIn(before, expression)).toBe(expected);
  });
});

describe('patterns with holes', () => {
  test.each([
    [
      'a property in a template',
      `export function f(tool: { name: string }) { NAME; }`,
      '`call_${tool.name}_tool`',
      'call_{tool.name}_tool',
    ],
    [
      'a factory that other files may call',
      `export function repository({ table }: { table: string }) { return { find() { NAME; } }; }\nrepository({ table: 'users' });`,
      '`db.${table}.find`',
      'db.{table}.find',
    ],
    [
      'a private factory one of whose callers gives data',
      `function repository({ table }: { table: string }) { return { find() { NAME; } }; }\nexport const of = (given: string) => repository({ table: given });`,
      '`db.${table}.find`',
      'db.{table}.find',
    ],
    ['a parameter in a template', `export function f(lang: string) { NAME; }`, '`a.t.${lang}`', 'a.t.{lang}'],
    ['a property alone', `export function f(tool: { name: string }) { NAME; }`, 'tool.name', '{tool.name}'],
    ['util.format', `import { format } from 'node:util'; const f = (t: string) => NAME;`, `format('a.%s', t)`, 'a.{t}'],
    [
      'util.format with an object and with what is left over',
      `const util = require('util'); const f = (t: string, n: number) => NAME;`,
      `util.format('a.%j.100%%', t, n)`,
      'a.{t}.100% {n}',
    ],
    ...[
      ['a random id of Node', `import { randomUUID } from 'node:crypto';`, 'randomUUID()'],
      ['a random id of a package', `import { v4 as uuid } from 'uuid';`, 'uuid()'],
      ['the same of all it exports', `import * as uuid from 'uuid';`, 'uuid.v7()'],
      ['a short random id', `import { nanoid } from 'nanoid';`, 'nanoid(8)'],
      ['the text of an object', '', 'JSON.stringify(args)'],
      ['a date', '', 'new Date()'],
      ['the text of a date', '', 'new Date().toISOString()'],
      ['a header', '', `req.get('x-tool')`],
      ['a header of an incoming request', '', `request.headers.get('x-tool')`],
      ['a value of a query', '', `c.req.query('tool')`],
    ].map(([what = '', before = '', code = '']): [string, string, string, string] => [
      `a call that is data: ${what}`,
      before,
      `\`a.\${${code}}\``,
      `a.{${code}}`,
    ]),
    [
      'a list that grows by data',
      `export function f(t: { id: string }) { const N = ['a']; N.push(t.id); NAME; }`,
      `N.join('.')`,
      'a.{t.id}',
    ],
    [
      'a member that is written with data',
      `export function f(t: { id: string }) { const N = { p: 'a' }; N.p = t.id; NAME; }`,
      'N.p',
      '{t.id}',
    ],
    ['join', `export function f(t: { id: string }) { NAME; }`, `['a', t.id].join('.')`, 'a.{t.id}'],
    ['appending in a loop', `let n = 'a.b'; for (const x of [1]) n += x;`, 'n', 'a.b | {n}'],
    ['a random number', '', '`a.${Math.random()}`', 'a.{Math.random()}'],
  ])('%s', (_, before, expression, expected) => {
    expect(nameIn(before, expression)).toBe(expected);
  });
});

describe('bounded holes', () => {
  test.each([
    ['a union of literals', `export function f(k: 'p' | 'q') { NAME; }`, '`a.${k}`', `'a.p' | 'a.q'`],
    ['an alias', `type K = 'p' | 'q'; export function f(k: K) { NAME; }`, '`a.${k}`', `'a.p' | 'a.q'`],
    ['a member of a numeric enum', `enum K { P, Q }`, '`a.${K.P}`', 'a.{bounded K.P}'],
    [
      'the name of a member of it',
      `enum K { P, Q } export function f(k: K) { NAME; }`,
      '`a.${K[k]}`',
      'a.{bounded K[k]}',
    ],
    ['the name of a member by its number', `enum K { P, Q }`, '`a.${K[0]}`', 'a.{bounded K[0]}'],
    [
      'any member of an enum of texts',
      `enum K { P = 'p', Q = 'q' } export function f(k: keyof typeof K) { NAME; }`,
      '`a.${K[k]}`',
      `'a.p' | 'a.q'`,
    ],
    [
      'an enum of numbers and texts',
      `enum K { P = 1, Q = 'q' } export function f(k: K) { NAME; }`,
      '`a.${K[k]}`',
      'a.{bounded K[k]}',
    ],
    ['an enum type', `enum K { P = 'p' } export function f(k: K) { NAME; }`, '`a.${k}`', `'a.p'`],
    [
      'keyof typeof',
      `const X = { p: 1 }; export function f(k: keyof typeof X) { NAME; }`,
      '`a.${k}`',
      'a.{bounded keyof typeof X}',
    ],
    [
      'typeof X[number]',
      `const X = ['p'] as const; export function f(k: (typeof X)[number]) { NAME; }`,
      '`a.${k}`',
      'a.{bounded (typeof X)[number]}',
    ],
    [
      'a property with a union type',
      `interface J { kind: 'p' | 'q' } export function f(j: J) { NAME; }`,
      '`a.${j.kind}`',
      `'a.p' | 'a.q'`,
    ],
    [
      'an HTTP method and a route pattern',
      `export function f(req: any) { NAME; }`,
      '`${req.method} ${req.route.path}`',
      '{bounded req.method} {bounded req.route.path}',
    ],
    [
      'the path of a procedure',
      `export const m = t.middleware(async ({ path, next }) => { NAME; });`,
      '`trpc.${path}`',
      'trpc.{bounded path}',
    ],
    ['a boolean', `export function f(b: boolean) { NAME; }`, '`a.${b}`', 'a.{bounded boolean}'],
  ])('%s', (_, before, expression, expected) => {
    expect(nameIn(before, expression)).toBe(expected);
  });
});

describe('forwarded and unknown', () => {
  test.each([
    ['a list that is added to', `const N = ['a.p']; N.push(more()); for (const n of N) NAME;`, 'n', 'unknown'],
    ['a formatted text that is not known', `import { format } from 'util';`, `format(pattern(), 'b')`, 'unknown'],
    ['a function that is only called as one that is data', `import { v4 } from './names';`, 'v4()', 'unknown'],
    ['a global that the file declares', `const JSON = { stringify: more };`, 'JSON.stringify(1)', 'unknown'],
    ['a header that is one of few', '', `req.get('x-http-method')`, 'unknown'],
    ['what another thing gets', '', `client.get('x-tool')`, 'unknown'],
    ['a list that others may add to', `const N = ['a.p']; fill(N);`, `N.join('.')`, 'unknown'],
    ['a list with a second name', `const N = ['a.p']; const M = N; M.push('b');`, `N.join('.')`, 'unknown'],
    ['an argument behind a spread', 'const n = (a: string, b: string) => b;', `n(...xs, 'a.p')`, 'unknown'],
    ['an option that may be left out', "const n = ({ a = 'p' }) => a;", 'n(options)', 'unknown'],
    ['an option that a spread may replace', 'const n = ({ a }) => a;', `n({ a: 'p', ...more })`, 'unknown'],
    ['the other options', 'const n = ({ a, ...rest }) => rest.b;', `n({ a: 'p', b: 'q' })`, 'unknown'],
    ['a list in another order', `const N = ['a', 'b']; N.reverse();`, `N.join('.')`, 'unknown'],
    [
      'a list with any number of texts',
      `const N = ['a']; for (const x of xs) N.push('b');`,
      `N.join('.')`,
      `a | a.{unknown N}`,
    ],
    ['a member under a key that nobody knows', `const N = { p: 'a' }; N[key()] = 'b';`, 'N.p', 'unknown'],
    ['a member that Object.assign replaces', `const N = { p: 'a' }; Object.assign(N, more());`, 'N.p', 'unknown'],
    ['a member below which is written', `const N = { p: { q: 'a' } }; N.p = more();`, 'N.p.q', 'unknown'],
    ['a map that is added to', `const N = new Map([['p', 'a.p']]); N.set(k, v);`, `N.get('p')`, 'unknown'],
    [
      'a field that others may set',
      `class C { n?: string; constructor() { this.n = 'a.p'; } run() { NAME; } }`,
      'this.n',
      'unknown',
    ],
    [
      'the keys of a table with others in it',
      `const N = { p: 1, ...more }; for (const k of Object.keys(N)) NAME;`,
      'k',
      'unknown',
    ],
    ['a parameter of a function', `export function f(name: string) { NAME; }`, 'name', 'forwarded'],
    ['a parameter with a default', `export function f(name = 'a.b') { NAME; }`, 'name', 'forwarded'],
    ['a destructured parameter', `export function f({ name }: { name: string }) { NAME; }`, 'name', 'forwarded'],
    [
      'an options object of two types',
      `type Op = { op: 'a.p' | 'a.q' }; function go(opts: Options & Op) { const { op } = opts; NAME; }`,
      'op',
      'forwarded',
    ],
    ['an options object', `export function f(options: { name: string }) { NAME; }`, 'options.name', 'forwarded'],
    [
      'a parameter completed by what the code fixes',
      `class C { run(operation: string) { NAME; } }`,
      '`${this.constructor.name}.${operation}`',
      '{bounded this.constructor.name}.{forwarded operation}',
    ],
    [
      'a name in what an unseen function gave',
      `declare function info(x: unknown): { name: string }; export function f(x: unknown) { const { name } = info(x); NAME; }`,
      'name',
      'unknown',
    ],
    ['an imported constant', `import { N } from './n';`, 'N', 'unknown'],
    ['an imported constant in a template', `import { N } from './n';`, '`${N}.step`', '{unknown N}.step'],
    ['Symbol.description', `const s = Symbol('a.b');`, 's.description', '{s.description}'],
    ['a cycle', `const a: any = b; var b: any = a;`, 'a', 'unknown'],
  ])('%s', (_, before, expression, expected) => {
    expect(nameIn(before, expression)).toBe(expected);
  });

  test('huge sets end in unknown', () => {
    const ternaries = Array.from({ length: 12 }, (_, i) => `const t${String(i)} = c ? 'a' : 'b';`).join('\n');
    const name = Array.from({ length: 12 }, (_, i) => `\${t${String(i)}}`).join('');
    expect(nameIn(`declare const c: boolean;\n${ternaries}`, `\`${name}\``)).toMatch(/unknown/);
  });
});

test('a shape joins texts and names holes by null', () => {
  const [site] = readText(
    "import { trace } from '@opentelemetry/api';\nexport const f = (t: { n: string }) => trace.getTracer('t').startSpan('a' + '.' + t.n);",
  ).spanSites;
  expect(site?.name.kind === 'pattern' && site.name.patterns.map(shapeOf)).toEqual([['a.', null]]);
});
