import { describe, expect, test } from 'vitest';
import { soundsLikeWrapper } from '../../../src/analysis/gate.ts';
import { spanLeadsOf, type SpanLeads } from '../../../src/analysis/modules/span-leads.ts';

// A file is read for the wrapper that it may define only where its text leads to spans. What is left out here is never seen.

function leadsOf(text: string, words: readonly string[] = []): SpanLeads {
  return spanLeadsOf(text, { isWrapper: soundsLikeWrapper, words });
}

/** The modules that a text leads to, with the names that are taken of them; `*` is the whole, and `.` what only methods lead to. */
function taken(text: string): string[] {
  return leadsOf(text).taken.map(
    ({ module, names, byMethod }) => `${module} ${names ? names.join(' ') : '*'}${byMethod ? ' .' : ''}`,
  );
}

describe('a text makes spans', () => {
  test.each([
    ['tracer.startSpan(name)'],
    ['tracer?.startActiveSpan(name, run)'],
    ["tracer['withActiveSpan'](name, run)"],
    ['span.updateName(name)'],
    ['observation.startObservation(name)'],
    ["import { observe } from '@langfuse/tracing';"],
    ["import { startSpan, getClient } from '@sentry/node';"],
    ["import * as Sentry from '@sentry/node';"],
    ["import tracer from 'dd-trace';"],
    ["const { observe } = require('@langfuse/tracing');"],
    ["export * from '@langfuse/tracing';"],
  ])('%s', (text) => {
    expect(leadsOf(text).makes).toBe(true);
  });

  test('by the name of a wrapper that the contract lists', () => {
    expect(leadsOf('timed(name, run)', ['timed']).makes).toBe(true);
  });

  test.each([
    ["import { trace, context } from '@opentelemetry/api';"],
    ["import { withSpan } from './spans';"],
    ["import { getClient } from '@sentry/node';"],
    ['const startSpan = 1; restartSpan(name);'],
    ["import { run } from './run';\nrun(name);"],
  ])('or does not: %s', (text) => {
    expect(leadsOf(text).makes).toBe(false);
  });
});

describe('a text leads to the modules of', () => {
  test.each([
    ['a function that sounds like a wrapper', "import { withSpan, log } from './x';", ['./x withSpan']],
    ['a module that does', "import run from './tracing';", ['./tracing run default']],
    ['a function by the name of one of a library', "import { observe } from './x';", ['./x observe']],
    ['what a class extends', "import { Base, other } from './x';\nexport class A extends Base<B> {}", ['./x Base .']],
    ['what is handed on', "export { run } from './x';\nexport * from './y';", ['./x run', './y *']],
    ['what is handed on in a list', "import { run } from './x';\nexport { run as start };", ['./x run']],
    ['what is handed on as the default', "import { run } from './x';\nexport default run;", ['./x run']],
    ['what is handed on as a constant', "import { run } from './x';\nexport const start = run;", ['./x run']],
    ['what CommonJS hands on', "const { run } = require('./x');\nmodule.exports = { run };", ['./x run']],
    ['what CommonJS hands on by name', "const { run } = require('./x');\nexports.start = run;", ['./x run']],
    ['what CommonJS hands on as a whole', "module.exports = { ...require('./x'), own: 1 };", ['./x *']],
    ['anything, where a method sounds like a wrapper', "import { a } from './x';\na.traced(name);", ['./x a .']],
    ['both, told apart', "import { traced, a } from './x';\na.traced(traced(name));", ['./x traced', './x a .']],
    ['what is imported as it runs', "const { traced } = await import('./x');", ['./x traced']],
  ])('%s', (_, text, modules) => {
    expect(taken(text)).toEqual(modules);
  });

  test('but not of others', () => {
    expect(taken("import { save } from './x';\nimport './tracing';\nsave(name);\nsave.apply(name);")).toEqual([]);
  });
});
