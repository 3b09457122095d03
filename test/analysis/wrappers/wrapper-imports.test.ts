import { describe, expect, test } from 'vitest';
import { NO_SUMMARIES, type ModuleSummaries } from '../../../src/analysis/modules/module-summaries.ts';
import { openSource } from '../../../src/analysis/parsing/parse.ts';
import { mayCallWrapper } from '../../../src/analysis/wrappers/wrapper-imports.ts';
import type { WrapperShape } from '../../../src/analysis/wrappers/wrapper-shape.ts';

const SHAPE: WrapperShape = { name: '0', before: [], after: [], certainty: 'certain' };
const NAMES = { all: new Set(['timed', 'run']), methods: new Set(['run']) };

/** Imports of a project in which `./tracing` exports the wrapper `timed`, an object and a namespace that hold it. */
const SUMMARIES: ModuleSummaries = {
  ...NO_SUMMARIES,
  wrapper: (module, path) =>
    module === './tracing' && /^(?:(?:tools|spans\.inner)\.)?timed$/.test(path.join('.')) ? SHAPE : undefined,
  origin: (module, path) =>
    module === './library' && path.join('.') === 'timed'
      ? { kind: 'module', module: '@langfuse/tracing', path: ['observe'], called: false }
      : undefined,
};

function mayCall(text: string): boolean {
  const opened = openSource(text, 'a.ts');
  if ('fault' in opened) throw new Error(opened.fault.message);
  return mayCallWrapper(opened, NAMES, SUMMARIES);
}

describe('a file may call a wrapper', () => {
  test.each([
    ["import { timed } from './tracing'; timed('a', f);"],
    ["import { timed as t } from './tracing'; t('a', f);"],
    ["import * as tracing from './tracing'; tracing.timed('a', f);"],
    ["import * as tracing from './tracing'; tracing\n  .timed<void>('a', f);"],
    ["import { tools } from './tracing'; tools.timed?.('a', f);"],
    ["import { spans } from './tracing'; spans.inner!.timed('a', f);"],
    ["import { timed } from './library'; timed(f, { name: 'a' });"],
  ])('that an import leads to: %s', (text) => {
    expect(mayCall(text)).toBe(true);
  });

  test('that is a method, on a thing of any name', () => {
    expect(mayCall("import { make } from './made'; make().run('a', f);")).toBe(true);
    expect(mayCall("class A extends B { go() { this.run('a', f); } }")).toBe(true);
  });

  test('where imports are made as it runs', () => {
    expect(mayCall("const { timed } = await import('./tracing'); timed('a', f);")).toBe(true);
    expect(mayCall("const tracing = require('./tracing'); tracing.timed('a', f);")).toBe(true);
  });

  test('that it hands on, and so gives another name to', () => {
    expect(mayCall("export { timed as measured } from './tracing';")).toBe(true);
    expect(mayCall("export { timed as measured } from './clock';")).toBe(false);
  });

  test('but not where the name is that of something else', () => {
    expect(mayCall("import { timed } from './clock'; timed('a', f);")).toBe(false);
    expect(mayCall("import * as clock from './clock'; clock.timed('a', f);")).toBe(false);
    expect(mayCall("import { clock } from './tracing'; clock.timed('a', f);")).toBe(false);
    expect(mayCall("import { tools } from './tracing'; other.tools.timed('a', f);")).toBe(false);
    expect(mayCall("import { x } from './tracing'; stopwatch.timed('a', f); get().timed('a', f);")).toBe(false);
    expect(mayCall('function timed() {}\ntimed();')).toBe(false);
  });
});
