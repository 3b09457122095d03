import * as parser from '@typescript-eslint/parser';
import { Linter } from 'eslint';
import { describe, expect, test } from 'vitest';
import plugin from '../../../src/plugin.ts';

/** What `span-name-format` reports of a file under a contract with one wrapper: place and name, as ESLint runs it. */
function lint(wrapper: object, code: string): readonly string[] {
  const config: Linter.Config = {
    files: ['**/*.ts'],
    languageOptions: { parser },
    plugins: { 'span-contract': plugin },
    rules: { 'span-contract/span-name-format': 'error' },
    settings: { 'span-contract': { contract: { version: 1, extends: ['agent'], wrappers: [wrapper] } } },
  };
  return new Linter()
    .verify(code, [config], 'agent.ts')
    .map(({ line, column, message }) => `${line}:${column} ${/`([^`]*)`/.exec(message)?.[1] ?? message}`);
}

describe('a function of the global scope that the contract lists is seen', () => {
  const traced = { global: 'traced', name: 0 };
  const inTelemetry = { global: 'telemetry.traced', name: 0 };

  test.each([
    ['by its name', traced, `traced('BadName');`, '1:8'],
    ['on the global object', traced, `globalThis.traced('BadName');`, '1:19'],
    ['on the window', traced, `window.traced?.('BadName');`, '1:17'],
    ['by a key in quotes', traced, `self['traced']('BadName');`, '1:16'],
    ['below a global object', inTelemetry, `telemetry.traced('BadName');`, '1:18'],
    ['below one of the window', inTelemetry, `window.telemetry!.traced('BadName');`, '1:26'],
    ['listed with the global object', { global: 'window.traced', name: 0 }, `traced('BadName');`, '1:8'],
    ['taken out of the object', inTelemetry, `const { traced } = telemetry;\ntraced('BadName');`, '2:8'],
    ['taken out under another name', inTelemetry, `const t = globalThis.telemetry;\nt.traced('BadName');`, '2:10'],
    ['told of by an ambient variable', traced, `declare const traced: (n: string) => void;\ntraced('BadName');`, '2:8'],
    ['told of by an ambient function', traced, `declare function traced(n: string): void;\ntraced('BadName');`, '2:8'],
    ['told of to the project', traced, `declare global { var traced: (n: string) => void }\ntraced('BadName');`, '2:8'],
    ['with its name in an object', { global: 'traced', name: '0.label' }, `traced({ label: 'BadName' });`, '1:17'],
  ])('%s', (_, wrapper, code, place) => {
    expect(lint(wrapper, `${code}\nexport {};`)).toEqual([`${place} BadName`]);
  });

  test.each([
    ['a function of the file', traced, `function traced(name: string) {}\ntraced('BadName');`],
    ['an import', traced, `import { traced } from './other.js';\ntraced('BadName');`],
    ['a parameter', traced, `export const run = (traced: (name: string) => void) => traced('BadName');`],
    ['a variable of a block', traced, `{ const traced = (name: string) => name; traced('BadName'); }`],
    ['a method of another object', traced, `telemetry.traced('BadName');`],
    ['a method of an object of the file', inTelemetry, `const telemetry = { traced };\ntelemetry.traced('BadName');`],
    [
      'an object of the file that is called window',
      traced,
      `import window from './dom.js';\nwindow.traced('BadName');`,
    ],
    ['a constant with two values', traced, `let t = traced;\nt = (name: string) => name;\nt('BadName');`],
    ['a key that is not written', inTelemetry, `telemetry['tra' + 'ced']('BadName');`],
    ['a longer path', inTelemetry, `app.telemetry.traced('BadName');`],
  ])('and not %s', (_, wrapper, code) => {
    expect(lint(wrapper, `${code}\nexport {};`)).toEqual([]);
  });

  test('with the span that its callback is given', () => {
    const config: Linter.Config = {
      plugins: { 'span-contract': plugin },
      rules: { 'span-contract/no-raw-prompt-attribute': 'error' },
      settings: {
        'span-contract': { contract: { version: 1, extends: ['agent'], wrappers: [{ ...traced, callback: 1 }] } },
      },
    };
    const code = `export const ask = (prompt) => traced('agent.step', (it) => it.setAttribute('gen_ai.prompt', prompt));`;
    expect(new Linter().verify(code, [config], 'agent.js').map(({ column }) => column)).toEqual([61]);
  });
});

describe('fixed texts that a listed wrapper puts around the name count', () => {
  const own = { module: './spans.js', export: 'traced', name: 0, before: 'app.', after: '.run' };
  const call = (name: string) => `import { traced } from './spans.js';\ntraced(${name});`;

  test('where the whole is wrong, at the name', () => {
    expect(lint(own, call(`'BadStep'`))).toEqual(['2:8 app.BadStep.run']);
  });

  test('where they make the whole right', () => {
    expect(lint(own, call(`'step'`))).toEqual([]);
    expect(lint({ module: './spans.js', export: 'traced', name: 0 }, call(`'step'`))).toEqual(['2:8 step']);
  });

  test('of functions of the global scope and of methods too', () => {
    expect(lint({ global: 'traced', name: 0, before: 'app.' }, `traced('Bad');`)).toEqual(['1:8 app.Bad']);
    const code = `import { Tracing } from './spans.js';\nnew Tracing().run('Bad');`;
    const method = { module: './spans.js', export: 'Tracing.run', name: 0, after: '.Done' };
    expect(lint(method, code)).toEqual(['2:19 Bad.Done']);
  });
});
