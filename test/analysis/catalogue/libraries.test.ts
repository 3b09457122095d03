import { describe, expect, test } from 'vitest';
import { LIBRARIES } from '../../../src/analysis/catalogue/libraries/index.ts';
import { mayConcernSpans } from '../../../src/analysis/gate.ts';
import { spanKindOf } from '../../../src/analysis/spans/span-kind.ts';
import type { SpanSite } from '../../../src/analysis/spans/span-site.ts';
import { packagesOf } from '../../../src/analysis/catalogue/find-calls.ts';
import { readText } from '../../read-text.ts';

/** What is seen of a text: spans as `name`, `"name in a notation of its own"`, `(default name)` or `→new name`; then attributes as `key`. */
function seenIn(text: string, apis: readonly string[] = []): string[] {
  const reading = readText(text, { apis });
  const attributes = reading.attributeSites.map(({ key }) => (key.kind === 'exact' ? key.texts[0]?.text : key.kind));
  return [...reading.spanSites.map(shown), ...attributes.map((key) => `[${String(key)}]`)];
}

function shown({ kind, name, ownNotation, unwritten }: SpanSite): string {
  if (unwritten) return `(${unwritten.text ?? unwritten.from})`;
  const text = name.kind === 'exact' ? name.texts.map((one) => one.text).join('|') : name.kind;
  return `${kind === 'rename' ? '→' : ''}${ownNotation ? JSON.stringify(text) : text}`;
}

/** `span.setAttribute` on what is the span: it is found only where the span is known. */
const SET = `span.setAttribute('gen_ai.prompt', prompt);`;

interface Row {
  readonly from: string;
  readonly code: string;
  readonly seen: readonly string[];
}

/** The calls of each library: imports, code, and what is seen of it. */
const SEEN: Readonly<Record<string, readonly Row[]>> = {
  opentelemetry: [
    {
      from: `import { trace } from '@opentelemetry/api'; const tracer = trace.getTracer('t');`,
      code: `tracer.startActiveSpan('a.b', { attributes: { k: 1 } }, context, (span) => { ${SET} });`,
      seen: ['a.b', '[k]', '[gen_ai.prompt]'],
    },
    {
      from: `import { wrapTracer } from '@opentelemetry/api/experimental'; const tracer = wrapTracer(t);`,
      code: `tracer.withActiveSpan('a.b', (span) => { ${SET} }); tracer.withSpan('c.d', { attributes: { k: 1 } }, (span) => { ${SET} });`,
      seen: ['a.b', 'c.d', '[k]', '[gen_ai.prompt]', '[gen_ai.prompt]'],
    },
    {
      from: `import { SugaredTracer } from '@opentelemetry/api/experimental';`,
      code: `const own = new SugaredTracer(given); own.withActiveSpan('a.b', run); class A { #t = new SugaredTracer(given); m() { this.#t.startSpan('c.d'); } }`,
      seen: ['a.b', 'c.d'],
    },
  ],
  langfuse: [
    {
      from: `import { startObservation, startActiveObservation, observe } from '@langfuse/tracing';`,
      code: `const o = startObservation('a.b', { input: prompt }, { asType: 'generation' }); o.otelSpan.setAttribute('k', 1); o.update({ output: answer }).end();`,
      seen: ['a.b', '[langfuse.observation.input]', '[k]', '[langfuse.observation.output]'],
    },
    {
      from: `import * as langfuse from '@langfuse/tracing';`,
      code: `langfuse.startActiveObservation('a.b', async (o) => { o.startObservation('c.d', { output: answer }); o.otelSpan.updateName('e.f'); });`,
      seen: ['a.b', 'c.d', '→e.f', '[langfuse.observation.output]'],
    },
    {
      from: `const { observe } = require('@langfuse/tracing');`,
      code: `observe(search); observe(search, { name: 'a.b' }); function search() {}`,
      seen: ['(search)', 'a.b'],
    },
    {
      from: `import { updateActiveObservation, setActiveTraceIO } from '@langfuse/tracing';`,
      code: `updateActiveObservation({ input: prompt }); setActiveTraceIO({ output: answer });`,
      seen: ['[langfuse.observation.input]', '[langfuse.trace.output]'],
    },
    {
      from: `import { updateActiveTrace, startActiveObservation, type LangfuseGeneration } from '@langfuse/tracing';`,
      code: `updateActiveTrace({ input: prompt, userId }); startActiveObservation('a.b', (o) => { o.updateTrace({ output: answer, tags }).setTraceIO({ input: prompt }); }); function f(g: LangfuseGeneration) { g.update({ output: answer }); }`,
      seen: [
        'a.b',
        '[langfuse.trace.input]',
        '[langfuse.trace.input]',
        '[langfuse.trace.output]',
        '[langfuse.observation.output]',
      ],
    },
  ],
  openllmetry: [
    {
      from: `import * as traceloop from '@traceloop/node-server-sdk';`,
      code: `traceloop.withWorkflow({ name: 'joke' }, run); traceloop.withTool({ name: 'web.search' }, run);`,
      seen: ['joke.workflow', 'web.search.tool'],
    },
    {
      from: `import { task, agent } from '@traceloop/node-server-sdk';`,
      code: `class A { @task({ name: 'make' }) m() {} @agent() plan() {} @task(() => ({ name })) n() {} @task((self, q) => ({ name: 'load' })) o() {} }`,
      seen: ['make.task', '(plan)', 'unknown', 'load.task'],
    },
    {
      from: `import { withLLMCall } from '@traceloop/node-server-sdk';`,
      code: `withLLMCall({ vendor: 'openai', type: 'chat' }, async ({ span }) => { span.reportRequest({ model, messages }); });`,
      seen: ['(library)'],
    },
  ],
  openinference: [
    {
      from: `import { withSpan, traceAgent } from '@arizeai/openinference-core';`,
      code: `withSpan(run, { name: 'a.b', attributes: { k: 1 } }); traceAgent(run); function run() {}`,
      seen: ['a.b', '(run)', '[k]'],
    },
    {
      from: `import { traceTool, observe } from '@arizeai/phoenix-otel';`,
      code: `traceTool(async () => 1, { name: 'a.b' }); class A { @observe({ name: 'c.d' }) m() {} @observe({ kind: 'AGENT' }) n() {} }`,
      seen: ['a.b', 'c.d', '(n)'],
    },
    {
      from: `import { getInputAttributes, getOutputAttributes, getLLMAttributes } from '@arizeai/openinference-core';`,
      code: `getInputAttributes(prompt); getOutputAttributes({ value: answer, mimeType }); getLLMAttributes({ modelName, inputMessages: messages });`,
      seen: ['[input.value]', '[output.value]', '[llm.input_messages]'],
    },
    {
      from: `import { getRetrieverAttributes, getDocumentAttributes, getEmbeddingAttributes } from '@arizeai/openinference-core';`,
      code: `getRetrieverAttributes({ documents }); getDocumentAttributes(document, 0, prefix); getDocumentAttributes({ content: text, id }, 0, prefix); getEmbeddingAttributes({ modelName, embeddings });`,
      seen: ['[retrieval.documents]', '[*.document.content]', '[*.document.content]', '[embedding.text]'],
    },
    {
      from: `import { traceAgent, withSpan, observe } from '@arizeai/openinference-core';`,
      code: `traceAgent(run, { name: 'a.b', processInput: (q) => ({ 'input.value': q }), processOutput: told }); function told(answer) { return { 'output.value': answer }; } withSpan(run, { name: 'c.d', processOutput(x) { return made(x); } }); class A { @observe({ name: 'e.f', processInput: () => ({ k: 1 }) }) m() {} }`,
      seen: ['a.b', 'c.d', 'e.f', '[input.value]', '[output.value]', '[k]'],
    },
  ],
  laminar: [
    {
      from: `import { Laminar } from '@lmnr-ai/lmnr';`,
      code: `const span = Laminar.startSpan({ name: 'a.b', input: prompt }); ${SET}`,
      seen: ['a.b', '[lmnr.span.input]', '[gen_ai.prompt]'],
    },
    {
      from: `import { Laminar } from '@lmnr-ai/lmnr';`,
      code: `const span = Laminar.startActiveSpan({ name: 'a.b' }); ${SET} Laminar.setSpanAttributes({ k: 1 });`,
      seen: ['a.b', '[gen_ai.prompt]', '[k]'],
    },
    {
      from: `import { observe, observeDecorator } from '@lmnr-ai/lmnr';`,
      code: `observe({ name: 'a.b' }, async () => {}); observe({}, search); function search() {} class A { @observeDecorator({ name: 'c.d' }) m() {} }`,
      seen: ['a.b', '(search)', 'c.d'],
    },
  ],
  logfire: [
    {
      from: `import * as logfire from 'logfire';`,
      code: `logfire.span('Hello {name}', { attributes: { k: 1 }, callback: (span) => { ${SET} } }); logfire.info('done');`,
      seen: ['"Hello {name}"', '[k]', '[gen_ai.prompt]'],
    },
    {
      from: `import { span as start, startSpan } from '@pydantic/logfire-node';`,
      code: `start('Hello', { k: 1 }, {}, (span) => { ${SET} }); start('Hello', { _spanName: 'a.b' }); startSpan('Work', { l: 1 }).setAttribute('m', 1);`,
      seen: ['"Hello"', 'a.b', '"Work"', '[k]', '[l]', '[gen_ai.prompt]', '[m]'],
    },
    {
      from: `import { instrument } from 'logfire';`,
      code: `instrument(run, { spanName: 'a.b' }); instrument(run); function run() {}`,
      seen: ['a.b', '(run)'],
    },
  ],
  effect: [
    {
      from: `import { Effect, Layer } from 'effect';`,
      code: `effect.pipe(Effect.withSpan('a.b', { attributes: { k: 1 } })); Effect.withSpan(effect, 'c.d'); Effect.withSpan(effect, name, {}); Layer.span('e.f');`,
      seen: ['a.b', 'c.d', 'unknown', 'e.f', '[k]'],
    },
    {
      from: `import * as Effect from 'effect/Effect';`,
      code: `const run = Effect.fn('a.b')(function* (prompt) { yield* Effect.annotateCurrentSpan('gen_ai.prompt', prompt); yield* Effect.annotateCurrentSpan({ k: 1 }); });`,
      seen: ['"a.b"', '[gen_ai.prompt]', '[k]'],
    },
    {
      from: `import { Effect } from 'effect';`,
      code: `Effect.functionWithSpan({ body: run, options: { name: 'a.b' } }); Effect.useSpan('c.d', (s) => effect); Effect.makeSpan('e.f'); effect.pipe(Effect.annotateSpans('k', 1));`,
      seen: ['a.b', 'c.d', 'e.f', '[k]'],
    },
    {
      from: `import { Effect } from 'effect';`,
      code: `Effect.gen(function* () { const span = yield* Effect.currentSpan; span.attribute('k', 1); (yield* Effect.makeSpan('a.b')).event('done', 0n, { l: 1 }); });`,
      seen: ['a.b', '[k]', '[l]'],
    },
    {
      from: `import { Effect, type Tracer } from 'effect';`,
      code: `Effect.useSpan('a.b', { root: true }, (span) => Effect.sync(() => span.attribute('k', 1))); const f = (span: Tracer.Span) => span.attribute('l', 1);`,
      seen: ['a.b', '[k]', '[l]'],
    },
    {
      from: `import { Effect } from 'effect';`,
      code: `Effect.functionWithSpan({ body: run, options: (id) => ({ name: 'a.b', attributes: { k: id } }) });`,
      seen: ['a.b', '[k]'],
    },
  ],
  next: [
    {
      from: `import { getTracer } from 'next/dist/server/lib/trace/tracer';`,
      code: `getTracer().trace('a.b', (span) => { ${SET} }); getTracer().trace('x', { spanName: 'c.d', attributes: { k: 1 } }, () => 1);`,
      seen: ['a.b', 'c.d', '[k]', '[gen_ai.prompt]'],
    },
  ],
  nestjs: [
    {
      from: `import { Span, Traceable, TraceService } from 'nestjs-otel';`,
      code: `@Traceable() class A { constructor(private readonly traces: TraceService) {} @Span('a.b') m() { const span = this.traces.startSpan('c.d'); ${SET} } @Span() n() {} @Span({ attributes: { k: 1 } }) o() {} }`,
      seen: ['(library)', 'a.b', 'c.d', '(A.n)', '(A.o)', '[k]', '[gen_ai.prompt]'],
    },
    {
      from: `import { Span } from 'nestjs-otel'; const made = (q) => ({ attributes: { m: q } });`,
      code: `class A { @Span('a.b', (q) => ({ attributes: { k: q } })) m() {} @Span((q) => { return { attributes: { l: q } }; }) n() {} @Span('c.d', made) o() {} }`,
      seen: ['a.b', '(A.n)', 'c.d', '[k]', '[l]', '[m]'],
    },
    {
      from: `import { Span } from '@amplication/opentelemetry-nestjs'; const NAME = 'a.b';`,
      code: `class A { @Span(NAME) m() {} }`,
      seen: ['a.b'],
    },
    {
      from: `import { Tracer } from '@amplication/opentelemetry-nestjs';`,
      code: `class A { constructor(private readonly otel: Tracer) {} m() { this.otel.startSpan('a.b').end(); } }`,
      seen: ['a.b'],
    },
  ],
  autotel: [
    {
      from: `import { trace, span } from 'autotel';`,
      code: `trace('a.b', run); trace(run); trace(() => 1); trace({ name: 'c.d' }, run); span({ name: 'e.f', attributes: { k: 1 } }, (span) => { ${SET} }); trace.getTracer('t').startSpan('g.h'); function run() {}`,
      seen: ['a.b', '(run)', '(caller)', 'c.d', 'e.f', 'g.h', '[k]', '[gen_ai.prompt]'],
    },
    {
      from: `import { withTracing, Trace, setSpanName } from 'autotel';`,
      code: `withTracing({ name: 'a.b' })((ctx) => run); class A { @Trace('c.d') m() {} @Trace({ name: 'g.h' }) n() {} @Trace() o() {} } setSpanName(s, 'e.f');`,
      seen: ['a.b', 'c.d', 'g.h', '(o)', '→e.f'],
    },
    {
      from: `import { trace, withTracing } from 'autotel';`,
      code: `withTracing({ name: 'a.b' })((ctx) => async (prompt) => { ctx.setAttribute('k', 1); }); trace('c.d', (ctx) => async (prompt) => { ctx.setAttributes({ l: 1 }); }); trace.run('e.f', (ctx) => ctx.updateName('g.h'));`,
      seen: ['a.b', 'c.d', 'e.f', '→g.h', '[k]', '[l]'],
    },
    {
      from: `import { withTracing } from 'autotel'; const traced = withTracing({ name: 'a.b' });`,
      code: `traced((ctx) => async (prompt) => { ctx.setAttribute('k', 1); });`,
      seen: ['a.b', '[k]'],
    },
    {
      from: `import { ctx, getActiveTraceContext, type TraceContext } from 'autotel';`,
      code: `ctx.setAttribute('k', 1); getActiveTraceContext()?.setAttribute('l', 1); const f = (given: TraceContext) => given.setAttribute('m', 1);`,
      seen: ['[k]', '[l]', '[m]'],
    },
  ],
  adonis: [
    {
      from: `import { span } from '@adonisjs/otel/decorators'; import { record, setAttributes } from '@adonisjs/otel/helpers';`,
      code: `class A { @span({ name: 'a.b', attributes: { k: 1 } }) m() {} @span() n() {} } record('c.d', (span) => { ${SET} }); setAttributes({ l: 1 });`,
      seen: ['a.b', '(A.n)', 'c.d', '[k]', '[gen_ai.prompt]', '[l]'],
    },
  ],
  elysia: [
    {
      from: `import { record, startSpan } from '@elysiajs/opentelemetry';`,
      code: `record('a.b', { attributes: { k: 1 } }, (span) => { ${SET} }); const s = startSpan('c.d'); s.setAttribute('l', 1);`,
      seen: ['a.b', 'c.d', '[k]', '[gen_ai.prompt]', '[l]'],
    },
  ],
  netlify: [
    {
      from: `import { getTracer, withActiveSpan } from '@netlify/otel';`,
      code: `withActiveSpan(getTracer(), 'a.b', { attributes: { k: 1 } }, (span) => { span?.setAttribute('l', 1); });`,
      seen: ['a.b', '[k]', '[l]'],
    },
  ],
  trigger: [
    {
      from: `import { logger } from '@trigger.dev/sdk/v3';`,
      code: `logger.trace('a.b', async (span) => { ${SET} }, { attributes: { k: 1 } }); logger.startSpan('c.d').setAttribute('l', 1);`,
      seen: ['a.b', 'c.d', '[k]', '[gen_ai.prompt]', '[l]'],
    },
    {
      from: `import { TriggerTracer } from '@trigger.dev/core/v3'; const tracer = new TriggerTracer({ tracer: t });`,
      code: `tracer.startActiveSpan('a.b', async (span) => { ${SET} }, { attributes: { k: 1 } });`,
      seen: ['a.b', '[k]', '[gen_ai.prompt]'],
    },
  ],
  genkit: [
    {
      from: `import { runInNewSpan, setCustomMetadataAttribute } from 'genkit/tracing';`,
      code: `runInNewSpan(registry, { metadata: { name: 'a.b' }, labels: { k: 1 } }, (metadata, span) => { ${SET} }); runInNewSpan({ metadata: { name: 'c.d' } }, () => 1); setCustomMetadataAttribute('l', 1);`,
      seen: ['a.b', 'c.d', '[k]', '[gen_ai.prompt]', '[l]'],
    },
  ],
  livekit: [
    {
      from: `import { telemetry } from '@livekit/agents';`,
      code: `telemetry.tracer.startActiveSpan(async (span) => { ${SET} }, { name: 'a.b', attributes: { k: 1 } });`,
      seen: ['a.b', '[k]', '[gen_ai.prompt]'],
    },
  ],
  voltagent: [
    {
      from: `import { createVoltAgentObservability } from '@voltagent/core'; const o = createVoltAgentObservability();`,
      code: `o.startActiveSpan('a.b', { attributes: { k: 1 } }, (span) => { ${SET} }); o.getTracer().startSpan('c.d');`,
      seen: ['a.b', 'c.d', '[k]', '[gen_ai.prompt]'],
    },
    {
      from: `import { VoltAgentObservability } from '@voltagent/core'; const o = new VoltAgentObservability();`,
      code: `o.setSpanAttributes({ k: 1 }); o.addSpanEvent('done', { l: 1 });`,
      seen: ['[k]', '[l]'],
    },
  ],
  axiom: [
    {
      from: `import { withSpan } from 'axiom/ai';`,
      code: `withSpan({ capability: 'x', step: 'y' }, async (span) => { ${SET} });`,
      seen: ['(library)', '[gen_ai.prompt]'],
    },
  ],
  cloudflare: [
    {
      from: `import { tracing } from 'cloudflare:workers';`,
      code: `tracing.startActiveSpan('a.b', (span, more) => { ${SET} }, more); tracing.enterSpan('c.d', () => 1); tracing.withActiveSpan(s, () => 1);`,
      seen: ['a.b', 'c.d', '[gen_ai.prompt]'],
    },
  ],
  sentry: [
    {
      from: `import * as Sentry from '@sentry/node';`,
      code: `Sentry.startSpan({ name: 'a.b', attributes: { k: 1 } }, (span) => { ${SET} }); Sentry.startInactiveSpan({ name: 'c.d' }).setAttribute('l', 1); Sentry.updateSpanName(s, 'e.f');`,
      seen: ['a.b', 'c.d', '→e.f', '[k]', '[gen_ai.prompt]', '[l]'],
    },
  ],
  'dd-trace': [
    {
      from: `import tracer from 'dd-trace';`,
      code: `tracer.trace('a.b', { tags: { k: 1 } }, (span) => { ${SET} }); tracer.wrap('c.d', run); tracer.llmobs.trace({ kind: 'llm', name: 'e.f' }, run);`,
      seen: ['a.b', 'c.d', 'e.f', '[k]'],
    },
    {
      from: `const tracer = require('dd-trace').init();`,
      code: `tracer.startSpan('a.b', { tags: { k: 1 } });`,
      seen: ['a.b', '[k]'],
    },
  ],
  langsmith: [
    {
      from: `import { traceable } from 'langsmith/traceable';`,
      code: `traceable(run, { name: 'a.b' }); traceable(run); function run() {}`,
      seen: ['a.b', '(run)'],
    },
  ],
  braintrust: [
    {
      from: `import { traced, wrapTraced, startSpan } from 'braintrust';`,
      code: `traced((span) => 1, { name: 'a.b' }); traced((span) => 1); wrapTraced(run); startSpan({ name: 'c.d' }).startSpan({ name: 'e.f' }); function run() {}`,
      // by the place of the name: that of the outer call of the chain stands last
      seen: ['a.b', '(caller)', '(run)', 'c.d', 'e.f'],
    },
  ],
  'openai-agents': [
    {
      from: `import { withTrace, withFunctionSpan } from '@openai/agents';`,
      code: `withTrace('a.b', run); withFunctionSpan(run, { data: { name: 'c.d' } });`,
      seen: ['a.b', 'c.d'],
    },
  ],
  'langfuse-legacy': [
    {
      from: `import { Langfuse } from 'langfuse'; const langfuse = new Langfuse();`,
      code: `langfuse.trace({ name: 'a.b' });`,
      seen: ['a.b'],
    },
  ],
  mastra: [
    {
      from: `import { getOrCreateSpan } from '@mastra/core/observability';`,
      code: `getOrCreateSpan({ name: 'a.b', attributes: { k: 1 } });`,
      seen: ['a.b', '[k]'],
    },
  ],
  opik: [
    {
      from: `import { track } from 'opik';`,
      code: `track({ name: 'a.b' }, run); track(run); class A { @track() m() {} } function run() {}`,
      seen: ['a.b', '(run)', '(m)'],
    },
  ],
  weave: [{ from: `import * as weave from 'weave';`, code: `weave.op(run, { name: 'a.b' });`, seen: ['a.b'] }],
  azure: [
    {
      from: `import { createTracingClient } from '@azure/core-tracing'; const client = createTracingClient({});`,
      code: `client.withSpan('a.b', options, (updated, span) => 1, { spanAttributes: { k: 1 } });`,
      seen: ['a.b', '[k]'],
    },
  ],
  'elastic-apm': [
    {
      from: `const apm = require('elastic-apm-node').start();`,
      code: `apm.startTransaction('a.b'); apm.startSpan('c.d');`,
      seen: ['a.b', 'c.d'],
    },
  ],
  newrelic: [
    {
      from: `import newrelic from 'newrelic';`,
      code: `newrelic.startSegment('a.b', true, run);`,
      seen: ['a.b'],
    },
  ],
};

const rows = Object.entries(SEEN).flatMap(([library, all]) => all.map((row) => ({ library, ...row })));
const isSilent = (name: string) => LIBRARIES.some((library) => library.name === name && !library.openTelemetry);

test('each library of the catalogue has its cases', () => {
  expect(Object.keys(SEEN)).toEqual(LIBRARIES.map(({ name }) => name));
});

describe('what is seen', () => {
  test.each(rows)('$library: $code', ({ library, from, code, seen }) => {
    expect(seenIn(`${from}\n${code}`, isSilent(library) ? [library] : [])).toEqual(seen);
  });
});

describe('look-alikes that are not seen', () => {
  // what is called like the method of a tracer may be one, whatever file it comes from
  const distinct = rows.filter(({ library }) => library !== 'opentelemetry' && library !== 'voltagent');

  test.each(distinct)('$library from a file of the project: $code', ({ from, code }) => {
    const own = from.replaceAll(/(['"])[^'"]*\1(?=\)|;)/g, `'./own.ts'`);
    expect(seenIn(`${own}\n${code}`)).toEqual([]);
  });

  test.each([
    ['functions of the file', `function observe() {} function span() {} observe(run, { name: 'a.b' }); span('c.d');`],
    ['MobX', `import { observe } from 'mobx'; observe(store, () => {});`],
    [
      'a local that hides the import',
      `import { observe } from '@langfuse/tracing'; function f(observe) { observe(run, { name: 'a.b' }); }`,
    ],
    ['a namesake of the package', `import { observe } from '@langfuse/tracing-extra'; observe(run, { name: 'a.b' });`],
    ['another export', `import { shutdown } from '@langfuse/tracing'; shutdown('a.b');`],
    ['a decorator that is called', `import { Span } from 'nestjs-otel'; Span('a.b');`],
    [
      'a function that decorates',
      `import { withSpan } from '@arizeai/openinference-core'; class A { @withSpan(run) m() {} }`,
    ],
    ['a log timer', `import { Effect } from 'effect'; Effect.withLogSpan('a.b'); Effect.fn(function* () {});`],
    [
      'another thing that an effect gives',
      `import { Effect } from 'effect'; Effect.gen(function* () { const row = yield* Effect.currentRow; row.attribute('k', 1); const span = yield Effect.currentSpan; span.attribute('k', 1); });`,
    ],
    ['a span that is made active', `import { Laminar } from '@lmnr-ai/lmnr'; Laminar.withSpan(span, () => 1);`],
    ['a level of a logger', `import * as logfire from 'logfire'; logfire.trace('done'); logfire.error('failed');`],
    ['arguments that are spread', `import { observe } from '@langfuse/tracing'; observe(...all);`],
  ])('%s', (_, text) => {
    expect(seenIn(text)).toEqual([]);
  });
});

describe('libraries whose spans are none of OpenTelemetry', () => {
  const silent = rows.filter(({ library }) => isSilent(library));

  test.each(silent)('$library is silent: $code', ({ from, code }) => {
    expect(seenIn(`import { trace } from '@opentelemetry/api';\n${from}\n${code}`)).toEqual([]);
  });

  test('what explain says', () => {
    const { unseen } = readText(`import * as Sentry from '@sentry/node'; Sentry.startSpan({ name: 'a.b' }, run);`);
    expect(unseen.map(({ reason, library }) => ({ reason, library }))).toEqual([
      { reason: 'silentLibrary', library: 'sentry' },
    ]);
  });
});

describe('what a site says of its call', () => {
  const site = (text: string) => {
    const [one] = readText(text).spanSites;
    if (!one) throw new Error('no span was seen');
    return one;
  };

  test.each([
    ['Langfuse', `import { startActiveObservation as f } from '@langfuse/tracing'; f('a', run);`, 'callee', 'status'],
    [
      'OpenLLMetry',
      `import { withTask } from '@traceloop/node-server-sdk'; withTask({ name: 'a' }, run);`,
      'callee on success',
      'nothing',
    ],
    ['Laminar', `import { observe } from '@lmnr-ai/lmnr'; observe({ name: 'a' }, run);`, 'callee', 'exception'],
    [
      'nestjs-otel',
      `import { Span } from 'nestjs-otel'; class A { @Span('a') m() {} }`,
      'callee',
      'exception and status',
    ],
    [
      'a tracer',
      `import { trace } from '@opentelemetry/api'; trace.getTracer('t').startActiveSpan('a', run);`,
      'caller',
      'nothing',
    ],
  ])('who ends and who records: %s', (_, text, ends, records) => {
    expect(site(text)).toMatchObject({ ends, records });
  });

  test.each([
    [
      `import { withSpan } from '@arizeai/openinference-core'; withSpan(run, { name: 'a', openTelemetrySpanKind: SpanKind.CONSUMER, kind: 'CHAIN' });`,
    ],
    [`import { Effect } from 'effect'; Effect.withSpan('a', { kind: 'consumer' });`],
    [`import { span } from 'autotel'; span({ name: 'a', spanKind: 4 }, run);`],
  ])('the kind: %s', (text) => {
    const reading = readText(text);
    expect(reading.spanSites.map((one) => spanKindOf(reading, one))).toEqual(['CONSUMER']);
  });

  test('a wrapper around a library gives its callers what the library adds', () => {
    const text = `import { withWorkflow } from '@traceloop/node-server-sdk'; const run = (name: string) => withWorkflow({ name }, work); run('joke');`;
    expect(seenIn(text)).toEqual(['forwarded', 'joke.workflow']);
  });
});

describe('the gate', () => {
  test.each(rows.filter(({ library }) => !isSilent(library)))('lets in $library: $code', ({ from, code }) => {
    expect(mayConcernSpans(`${from}\n${code}`, [])).toBe(true);
  });

  test.each([
    ['Effect without a span', `import { Effect } from 'effect'; Effect.succeed(1);`],
    ['Genkit without a span', `import { genkit } from 'genkit'; genkit({});`],
    ['a word that is the name of a package', `const logfire = 'on'; const x = { axiom: 1 };`],
    ['a silent library', `import { captureException } from '@sentry/node'; captureException(error);`],
  ])('is shut for %s', (_, text) => {
    expect(mayConcernSpans(text, [])).toBe(false);
  });

  test('a library that the contract switches on', () => {
    const text = `import { traceable } from 'langsmith/traceable'; traceable(run);`;
    expect([mayConcernSpans(text, []), mayConcernSpans(text, packagesOf(['langsmith']))]).toEqual([false, true]);
  });
});

describe('ways of an import', () => {
  test.each([
    ['renamed', `import { observe as wrap } from '@langfuse/tracing'; wrap(run, { name: 'a.b' });`],
    ['a namespace', `import * as langfuse from '@langfuse/tracing'; langfuse.observe(run, { name: 'a.b' });`],
    ['a default import', `import langfuse from '@langfuse/tracing'; langfuse.observe(run, { name: 'a.b' });`],
    ['require', `const { observe } = require('@langfuse/tracing'); observe(run, { name: 'a.b' });`],
    ['require, renamed', `const { observe: wrap } = require('@langfuse/tracing'); wrap(run, { name: 'a.b' });`],
    ['require, inline', `require('@langfuse/tracing').observe(run, { name: 'a.b' });`],
    ['a dynamic import', `const { observe } = await import('@langfuse/tracing'); observe(run, { name: 'a.b' });`],
    ['import x = require()', `import langfuse = require('@langfuse/tracing'); langfuse.observe(run, { name: 'a.b' });`],
    [
      'a local',
      `import * as langfuse from '@langfuse/tracing'; const wrap = langfuse.observe; wrap(run, { name: 'a.b' });`,
    ],
    [
      'an object',
      `import { observe } from '@langfuse/tracing'; const own = { observe }; own.observe(run, { name: 'a.b' });`,
    ],
    ['a subpath', `import { observe } from '@langfuse/tracing/dist/index.js'; observe(run, { name: 'a.b' });`],
    ['Deno', `import { observe } from 'npm:@langfuse/tracing@^5.11'; observe(run, { name: 'a.b' });`],
    ['esm.sh', `import { observe } from 'https://esm.sh/@langfuse/tracing@5.11.1'; observe(run, { name: 'a.b' });`],
    ['an optional call', `import { observe } from '@langfuse/tracing'; observe?.(run, { name: 'a.b' });`],
    [
      'options in a variable',
      `import { observe } from '@langfuse/tracing'; const options = { name: 'a.b' }; observe(run, options);`,
    ],
  ])('%s', (_, text) => {
    expect(seenIn(text)).toEqual(['a.b']);
  });
});

describe('a name that the options visibly leave out', () => {
  test.each([
    ['a constant', `const common = { asType: 'tool' } as const; observe(search, common);`, '(search)'],
    ['spread', `const common = { asType: 'tool' }; observe(search, { ...common });`, '(search)'],
    ['a constant with it', `const common = { name: 'a.b' }; observe(search, common);`, 'a.b'],
    ['a constant that gets it later', `const common = {}; common.name = 'a.b'; observe(search, common);`, 'a.b'],
    ['a constant that others get', `const common = {}; named(common); observe(search, common);`, 'unknown'],
    ['a key that varies', `const common = { [key]: 'a.b' }; observe(search, common);`, 'unknown'],
    ['a parameter', `const f = (given) => observe(search, { ...given, asType: 'tool' });`, 'unknown'],
  ])('%s', (_, text, seen) => {
    expect(seenIn(`import { observe } from '@langfuse/tracing'; function search() {} ${text}`)).toEqual([seen]);
  });
});

test('names that are set to each other lead nowhere', () => {
  const text = `import { observe } from '@langfuse/tracing'; var a = b, b = a; a(run, { name: 'a.b' }); observe(run, { name: 'c.d' });`;
  expect(seenIn(text)).toEqual(['c.d']);
});

test('what a wrapped function of autotel is given is its own', () => {
  const text = `import { trace } from 'autotel'; trace('a.b', async (ctx) => { ctx.setAttribute('k', 1); }); trace('c.d', (ctx) => ctx.setAttribute('k', 1)); other((ctx) => () => ctx.setAttribute('k', 1));`;
  expect(seenIn(text)).toEqual(['a.b', 'c.d']);
});

test('an event of a span of Effect', () => {
  const { eventSites, attributeSites } = readText(
    `import { Effect } from 'effect'; Effect.useSpan('a.b', (span) => Effect.sync(() => span.event('done', 0n, { k: 1 })));`,
  );
  expect(eventSites.map(({ name }) => name)).toMatchObject([{ kind: 'exact', texts: [{ text: 'done' }] }]);
  expect(attributeSites.map(({ via }) => via)).toEqual(['event']);
});
