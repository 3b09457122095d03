import { describe, expect, test } from 'vitest';
import { nameIn } from '../../name-in.ts';

const TYPES = `import { z } from 'zod';
const CHANNELS = ['email', 'sms'] as const;
type Channel = (typeof CHANNELS)[number];
interface Step { name: Channel; id: string; sub: Step[] }
interface Flow { readonly steps: readonly Step[]; load(): Promise<Step[]>; last: () => Step; sides: Map<'left' | 'right', Step>; by: { [id: string]: Step } }
`;
const FEW = 'x.{bounded (typeof CHANNELS)[number]}';
const SIDES = `'x.left' | 'x.right'`;

/** The one name in the body of a function with some parameters. */
function nameOf(parameters: string, body: string, value: string): string {
  return nameIn(`${TYPES}function go(${parameters}) { ${body} }`, `\`x.\${${value}}\``);
}

describe('items of a list with a written type', () => {
  test.each([
    ['a callback', 'steps: Step[]', 'steps.forEach((step) => NAME);', 'step.name', FEW],
    ['a callback that takes them apart', 'steps: Step[]', 'steps.map(({ name }) => NAME);', 'name', FEW],
    ['a callback behind another', 'steps: Step[]', 'steps.filter(Boolean).forEach((step) => NAME);', 'step.name', FEW],
    ['a callback of reduce', 'steps: Step[]', 'steps.reduce((sum, step) => NAME, 0);', 'step.name', FEW],
    ['an item by its number', 'steps: Step[]', 'const step = steps[0]; NAME;', 'step.name', FEW],
    ['an item that is looked for', 'steps: Step[]', 'const step = steps.find(test); NAME;', 'step.name', FEW],
    ['a loop with numbers', 'steps: Step[]', 'for (const [i, step] of steps.entries()) NAME;', 'step.name', FEW],
    ['a copy', 'steps: Step[]', 'for (const step of [...steps]) NAME;', 'step.name', FEW],
    ['a property', 'flow: Flow', 'flow.steps.forEach((step) => NAME);', 'step.name', FEW],
    ['what a method gives', 'flow: Flow', 'for (const step of await flow.load()) NAME;', 'step.name', FEW],
    ['what a function gives', 'flow: Flow', 'const step = flow.last(); NAME;', 'step.name', FEW],
    ['lists in lists', 'steps: Step[]', 'steps.forEach((step) => step.sub.forEach((one) => NAME));', 'one.name', FEW],
    ['an index signature', 'flow: Flow', `const step = flow.by['a']; NAME;`, 'step.name', FEW],
    ['a set', 'names: Set<Channel>', 'names.forEach((name) => NAME);', 'name', FEW],
    ['a tuple', `pair: ['left' | 'right', Step]`, 'const [side] = pair; NAME;', 'side', SIDES],
    ['an assertion', 'steps: unknown', 'for (const step of steps as Step[]) NAME;', 'step.name', FEW],
    ['an open property', 'steps: Step[]', 'steps.forEach((step) => NAME);', 'step.id', 'x.{step.id}'],
    ['the place in the list', 'steps: Step[]', 'steps.forEach((step, i) => NAME);', 'i', 'x.{i}'],
    ['the sum of reduce', 'names: Channel[]', `names.reduce((sum, name) => NAME, '');`, 'sum', 'x.{sum}'],
    ['a type that is not known', 'steps: Other[]', 'steps.forEach((step) => NAME);', 'step.label', 'x.{step.label}'],
  ])('%s', (_, parameters, body, value, expected) => {
    expect(nameOf(parameters, body, value)).toBe(expected);
  });
});

describe('keys and values of tables and maps with a written type', () => {
  const RECORD = `sides: Record<'left' | 'right', Step>`;
  const MAP = `sides: Map<'left' | 'right', Step>`;
  test.each([
    ['entries of a table', RECORD, 'for (const [side] of Object.entries(sides)) NAME;', 'side', SIDES],
    ['entries in a callback', RECORD, 'Object.entries(sides).map(([side]) => NAME);', 'side', SIDES],
    ['keys of a table', RECORD, 'for (const side of Object.keys(sides)) NAME;', 'side', SIDES],
    ['values of a table', RECORD, 'for (const one of Object.values(sides)) NAME;', 'one.name', FEW],
    ['one of a table', RECORD, 'const one = sides[key]; NAME;', 'one.name', FEW],
    [
      'keys that are asserted',
      RECORD,
      `(Object.keys(sides) as ('left' | 'right')[]).map((side) => NAME);`,
      'side',
      SIDES,
    ],
    [
      'a mapped type',
      `sides: { [K in 'left' | 'right']?: Step }`,
      'for (const side of Object.keys(sides)) NAME;',
      'side',
      SIDES,
    ],
    [
      'keys of an interface',
      'flow: Flow',
      'for (const key of Object.keys(flow)) NAME;',
      'key',
      'x.{bounded interface Flow { readonly steps: readonly Step[]; load(): Promise<Step[]>; last: …}',
    ],
    ['a loop over a map', MAP, 'for (const [side] of sides) NAME;', 'side', SIDES],
    ['values in a loop over a map', MAP, 'for (const [, one] of sides) NAME;', 'one.name', FEW],
    ['keys of a map', MAP, 'for (const side of sides.keys()) NAME;', 'side', SIDES],
    ['a copy of the keys', MAP, '[...sides.keys()].forEach((side) => NAME);', 'side', SIDES],
    ['entries of a map', MAP, 'for (const [side] of sides.entries()) NAME;', 'side', SIDES],
    ['a callback for a map', MAP, 'sides.forEach((one, side) => NAME);', 'side', SIDES],
    ['values in a callback for a map', MAP, 'sides.forEach((one, side) => NAME);', 'one.name', FEW],
    ['one of a map', MAP, `const one = sides.get('left')!; NAME;`, 'one.name', FEW],
    ['a map of a property', 'flow: Flow', 'for (const side of flow.sides.keys()) NAME;', 'side', SIDES],
    [
      'open keys of a table',
      'by: Record<string, Step>',
      'for (const [id] of Object.entries(by)) NAME;',
      'id',
      'x.{id}',
    ],
    ['open keys of a map', 'by: Map<string, Step>', 'for (const [id] of by) NAME;', 'id', 'x.{id}'],
    [
      'keys of an index signature',
      'by: { [id: string]: Step }',
      'for (const id of Object.keys(by)) NAME;',
      'id',
      'x.{unknown id}',
    ],
  ])('%s', (_, parameters, body, value, expected) => {
    expect(nameOf(parameters, body, value)).toBe(expected);
  });

  test('a class that is called as one of the language', () => {
    const code = `class Record<K, V> { constructor(readonly key: K, readonly value: V, readonly label: string) {} }\nfunction go(one: Record<'a', 'b'>) { NAME; }`;
    expect(nameIn(code, '`x.${one.label}`')).toBe('x.{one.label}');
  });
});

describe('types that are given to another type', () => {
  const GENERIC = `interface Tool<N extends string> { name: N; args: { id: N } }
type Call<N extends string> = { name: N };
interface Child extends Tool<Side> { more: string }
interface Kinds<N extends Side> { name: N }
type Side = 'left' | 'right';
type Usual<N extends string = Side> = { name: N };
type Same<T> = T;
type Held<T> = { inner: T };
type NameOf<T extends { name: string }> = T['name'];
class Job<N extends string> { constructor(readonly name: N, readonly id: string) {} }
type Loop<T = T> = T;
`;
  test.each([
    ['an interface', 'tool: Tool<Side>', 'tool.name', SIDES],
    ['below a property', 'tool: Tool<Side>', 'tool.args.id', SIDES],
    ['an alias', 'call: Call<Side>', 'call.name', SIDES],
    ['a property of one', `side: Call<Side>['name']`, 'side', SIDES],
    ['a default', 'usual: Usual', 'usual.name', SIDES],
    ['a constraint', 'kinds: Kinds<any>', 'kinds.name', SIDES],
    ['the type itself', 'side: Same<Side>', 'side', SIDES],
    ['one in another', 'held: Held<Tool<Side>>', 'held.inner.name', SIDES],
    ['what an interface extends', 'child: Child', 'child.name', SIDES],
    ['a property of what is given', 'side: NameOf<Tool<Side>>', 'side', SIDES],
    ['some properties', `tool: Pick<Tool<Side>, 'name'>`, 'tool.name', SIDES],
    ['a class', 'job: Job<Side>', 'job.name', SIDES],
    ['any text', 'tool: Tool<string>', 'tool.name', 'x.{tool.name}'],
    ['any text in place of a default', 'usual: Usual<string>', 'usual.name', 'x.{usual.name}'],
    ['another field of a class', 'job: Job<Side>', 'job.id', 'x.{job.id}'],
    ['nothing', 'tool: Tool', 'tool.name', 'x.{tool.name}'],
    ['itself', 'loop: Loop', 'loop', 'x.{loop}'],
  ])('%s', (_, parameter, value, expected) => {
    expect(
      nameIn(`${GENERIC}export const go = (${parameter}, f: () => void) => { NAME; };`, `\`x.\${${value}}\``),
    ).toBe(expected);
  });

  test('the parameter of a function is its constraint', () => {
    const code = `${GENERIC}export function go<N extends Side>(tool: Tool<N>) { NAME; }`;
    expect(nameIn(code, '`x.${tool.name}`')).toBe(SIDES);
  });
});

describe('functions that make sure of a text', () => {
  const GUARDS = `const isChannel = (value: string): value is Channel => CHANNELS.includes(value as Channel);
function assertChannel(area: string, value: string): asserts value is Channel { if (!isChannel(value)) throw new Error(area); }
const isSide = (value: string) => value === 'left' || value === 'right';
const isText = (value: unknown): value is string => typeof value === 'string';
function assertText(value: unknown): asserts value is string {}
`;
  test.each([
    ['a type guard', 'if (isChannel(raw)) NAME;', 'raw', 'x.{bounded raw}'],
    ['a type guard that others leave at', 'if (!isChannel(raw)) return; NAME;', 'raw', 'x.{bounded raw}'],
    ['a type guard of a property', 'if (!isChannel(e.to)) return; NAME;', 'e.to', 'x.{bounded e.to}'],
    ['an assertion', `assertChannel('notify', raw); NAME;`, 'raw', 'x.{bounded raw}'],
    ['a function that compares', 'if (!isSide(raw)) return; NAME;', 'raw', SIDES],
    ['the other branch', 'if (isChannel(raw)) return; NAME;', 'raw', 'x.{raw}'],
    ['another argument', 'assertChannel(raw, e.to); NAME;', 'raw', 'x.{raw}'],
    ['another name', 'if (!isChannel(e.to)) return; NAME;', 'raw', 'x.{raw}'],
    ['an assertion further down', `NAME; assertChannel('notify', raw);`, 'raw', 'x.{raw}'],
    ['a type guard whose result is not asked', 'isChannel(raw); NAME;', 'raw', 'x.{raw}'],
    ['a type guard that lets any text through', 'if (!isText(raw)) return; NAME;', 'raw', 'x.{raw}'],
    ['an assertion of any text', 'assertText(raw); NAME;', 'raw', 'x.{raw}'],
  ])('%s', (_, body, value, expected) => {
    expect(
      nameIn(`${TYPES}${GUARDS}function go(raw: string, e: { to: string }) { ${body} }`, `\`x.\${${value}}\``),
    ).toBe(expected);
  });
});

describe('schemas of zod', () => {
  const SCHEMAS = `const To = z.enum(['email', 'sms']).describe('where');
type To = z.infer<typeof To>;
const Message = z.object({ to: To, title: z.string(), parts: z.array(z.object({ kind: z.literal('text') })) });
type Message = z.infer<typeof Message>;
const Event = z.discriminatedUnion('type', [z.object({ type: z.literal('a'), id: z.string() }), z.object({ type: z.literal('b'), id: z.string() })]);
`;
  test.each([
    ['the type of an enum', 'to: To', 'NAME;', 'to', 'x.{bounded z.infer<typeof To>}'],
    ['the type of a field', 'm: Message', 'NAME;', 'm.to', 'x.{bounded z.infer<typeof Message>}'],
    [
      'the type of items',
      'm: Message',
      'm.parts.forEach((part) => NAME);',
      'part.kind',
      'x.{bounded z.infer<typeof Message>}',
    ],
    ['what is checked', 'raw: unknown', 'const to = To.parse(raw); NAME;', 'to', 'x.{bounded To.parse(raw)}'],
    [
      'a field of what is checked',
      'raw: unknown',
      'const m = await Message.parseAsync(raw); NAME;',
      'm.to',
      'x.{bounded Message.parseAsync(raw)}',
    ],
    ['a field taken apart', 'raw: unknown', 'const { to } = Message.parse(raw); NAME;', 'to', 'x.{bounded to}'],
    [
      'safeParse',
      'raw: unknown',
      'const { data } = Message.safeParse(raw); if (data) NAME;',
      'data.to',
      'x.{bounded Message.safeParse(raw)}',
    ],
    ['a union', 'raw: unknown', 'const event = Event.parse(raw); NAME;', 'event.type', 'x.{bounded Event.parse(raw)}'],
    ['an open field', 'm: Message', 'NAME;', 'm.title', 'x.{m.title}'],
    [
      'an open field of what is checked',
      'raw: unknown',
      'const m = Message.parse(raw); NAME;',
      'm.title',
      'x.{m.title}',
    ],
    ['an open field of a union', 'raw: unknown', 'const event = Event.parse(raw); NAME;', 'event.id', 'x.{event.id}'],
    ['what parses something else', 'raw: string', 'const m = JSON.parse(raw); NAME;', 'm.to', 'x.{m.to}'],
  ])('%s', (_, parameters, body, value, expected) => {
    expect(nameIn(`${TYPES}${SCHEMAS}async function go(${parameters}) { ${body} }`, `\`x.\${${value}}\``)).toBe(
      expected,
    );
  });
});
