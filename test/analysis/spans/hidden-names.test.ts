import { describe, expect, test } from 'vitest';
import { NO_SUMMARIES, type ModuleSummaries } from '../../../src/analysis/modules/module-summaries.ts';
import { readText } from '../../read-text.ts';

/** The other file `./options` exports `options`, `{ name: 'a.b', metadata: { name: 'c.d' } }`. */
const summaries: ModuleSummaries = {
  ...NO_SUMMARIES,
  texts: (module, path) => {
    const text = { 'options.name': 'a.b', 'options.metadata.name': 'c.d' }[path.join('.')];
    return module === './options' && text !== undefined ? [{ text }] : undefined;
  },
};

/** The spans of a text by name, and `key` for what is recorded. */
function seenIn(text: string): string[] {
  const { spanSites, attributeSites } = readText(`import { options } from './options';\n${text}`, {}, summaries);
  const names = spanSites.map(({ name, unwritten }) => {
    if (unwritten) return 'unwritten';
    return name.kind === 'exact' ? name.texts.map((one) => one.text).join('|') : name.kind;
  });
  return [...names, ...attributeSites.map(({ key }) => `[${key.kind === 'exact' ? String(key.texts[0]?.text) : ''}]`)];
}

describe('options that come from elsewhere', () => {
  test.each([
    [
      'OpenInference',
      `import { withSpan } from '@arizeai/openinference-core'; withSpan(run, { ...o, attributes: { k: 1 } });`,
      ['unknown', '[k]'],
    ],
    [
      'a spread behind the attributes',
      `import { traceLLM } from '@arizeai/openinference-core'; traceLLM(run, { attributes: { k: 1 }, ...o });`,
      ['unknown', '[k]'],
    ],
    [
      'Laminar',
      `import { observe } from '@lmnr-ai/lmnr'; observe({ ...o, input: prompt }, run);`,
      ['unknown', '[lmnr.span.input]'],
    ],
    ['autotel', `import { span } from 'autotel'; span({ ...o, attributes: { k: 1 } }, run);`, ['unknown', '[k]']],
    ['LiveKit', `import { telemetry } from '@livekit/agents'; telemetry.tracer.startActiveSpan(run, o);`, ['unknown']],
    [
      'a span that the caller names',
      `import { Laminar } from '@lmnr-ai/lmnr'; const f = (options) => Laminar.startSpan(options); f({ name: 'e.f' });`,
      ['forwarded', 'e.f'],
    ],
    ['a part of two', `import { span } from 'autotel'; span({ ...o, ...more() }, run);`, ['unknown']],
    ['a getter', `import { span } from 'autotel'; span({ get name() { return id; } }, run);`, ['unknown']],
  ])('%s', (_, text, seen) => {
    expect(seenIn(text)).toEqual(seen);
  });
});

describe('options of another file', () => {
  test.each([
    ['as they are', `import { observe } from '@langfuse/tracing'; observe(run, options);`, ['a.b']],
    ['with more', `import { observe } from '@lmnr-ai/lmnr'; observe({ ...options, userId }, run);`, ['a.b']],
    ['below a key', `import { runInNewSpan } from 'genkit/tracing'; runInNewSpan(options, run);`, ['c.d']],
    [
      'of a part',
      `import { runInNewSpan } from 'genkit/tracing'; runInNewSpan({ metadata: { ...options } }, run);`,
      ['a.b'],
    ],
    ['with the suffix', `import { withTask } from '@traceloop/node-server-sdk'; withTask(options, run);`, ['a.b.task']],
    // either may be the name
    ['beside others', `import { observe } from '@lmnr-ai/lmnr'; observe({ ...options, ...o }, run);`, ['unknown']],
  ])('%s', (_, text, seen) => {
    expect(seenIn(text)).toEqual(seen);
  });
});

describe('no call that makes a span of a known library', () => {
  test.each([
    ['no options', `import { Laminar } from '@lmnr-ai/lmnr'; Laminar.startSpan();`],
    ['options without a name', `import { Laminar } from '@lmnr-ai/lmnr'; Laminar.startSpan({ input: prompt });`],
    ['a text in their place', `import { Laminar } from '@lmnr-ai/lmnr'; Laminar.startSpan('a.b');`],
    ['arguments that are spread', `import { Laminar } from '@lmnr-ai/lmnr'; Laminar.startSpan(...all);`],
    ['a namesake', `import { observe } from 'mobx'; observe({ ...o }, run);`],
    ['a library that the contract does not list', `import * as Sentry from '@sentry/node'; Sentry.startSpan(o, run);`],
  ])('%s', (_, text) => {
    expect(seenIn(text).filter((one) => !one.startsWith('['))).toEqual([]);
  });
});

test('a name below options is no whole of them', () => {
  const text = `import { options } from './options'; import { observe } from '@lmnr-ai/lmnr'; observe(options, run); observe({ name: 'a.b' }, run);`;
  const { spanSites } = readText(text, {}, summaries);
  expect(spanSites.map(({ nameNode, isBelow }) => [text.slice(...nameNode.range), isBelow])).toEqual([
    ['options', true],
    [`'a.b'`, undefined],
  ]);
});
