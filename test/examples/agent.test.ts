import { context, propagation, SpanKind, SpanStatusCode, trace } from '@opentelemetry/api';
import { InMemorySpanExporter, SimpleSpanProcessor } from '@opentelemetry/sdk-trace-node';
import type { NodeTracerProvider, ReadableSpan, SpanProcessor } from '@opentelemetry/sdk-trace-node';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { ChatClient } from '../../examples/agent/after/model.ts';

const question = 'What does the Team plan cost for 12 seats?';
const reply = 'Hello, and thank you for asking. The Team plan costs 9 euros per seat and month. 12 * 9 = 108';

/** Every text that went to the model or came from it, the thoughts in it too. */
function listenTo(client: ChatClient): { client: ChatClient; texts: string[] } {
  const texts: string[] = [];
  const { completions } = client.chat;
  const create: typeof completions.create = async (request) => {
    const completion = await completions.create(request);
    const { content } = completion.choices[0].message;
    texts.push(...request.messages.map((message) => message.content), content);
    const { thought } = content.startsWith('{') ? (JSON.parse(content) as { thought: string }) : {};
    if (thought) texts.push(thought);
    return completion;
  };
  return { client: { chat: { completions: { create } } }, texts };
}

/** Every string on a span: attributes, event names and attributes, the status. */
function stringsOn(span: ReadableSpan): string[] {
  const maps = [span.attributes, ...span.events.map((event) => event.attributes ?? {})];
  const values = maps.flatMap((map) => Object.values(map)).flat();
  const strings = values.filter((value) => typeof value === 'string');
  return [span.name, ...span.events.map((event) => event.name), ...strings, span.status.message ?? ''];
}

function countNames(spans: readonly ReadableSpan[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { name } of spans) counts[name] = (counts[name] ?? 0) + 1;
  return counts;
}

function named(spans: readonly ReadableSpan[], name: string): ReadableSpan[] {
  return spans.filter((span) => span.name === name);
}

function parentName(spans: readonly ReadableSpan[], child: ReadableSpan): string | undefined {
  const id = child.parentSpanContext?.spanId;
  return id === undefined ? undefined : (spans.find((span) => span.spanContext().spanId === id)?.name ?? '(unknown)');
}

beforeEach(() => {
  // The tracers of the example's modules belong to the provider that was registered first.
  vi.resetModules();
});

afterEach(() => {
  vi.restoreAllMocks();
  trace.disable();
  context.disable();
  propagation.disable();
});

describe('the agent as it should be', () => {
  const exporter = new InMemorySpanExporter();
  let shutdown: () => Promise<void> = () => Promise.resolve();

  async function load() {
    const { startTelemetry } = await import('../../examples/agent/after/telemetry.ts');
    shutdown = startTelemetry([new SimpleSpanProcessor(exporter)]);
    const { run } = await import('../../examples/agent/after/main.ts');
    const { StandInClient } = await import('../../examples/agent/after/model.ts');
    return { run, client: new StandInClient() };
  }

  beforeEach(() => {
    exporter.reset();
  });

  afterEach(async () => {
    vi.spyOn(exporter, 'shutdown').mockResolvedValue();
    await shutdown();
  });

  it('answers with the spans of the preset and no others', async () => {
    const { run } = await load();
    expect(await run(question)).toBe(reply);
    expect(countNames(exporter.getFinishedSpans())).toEqual({
      'workflow.run': 1,
      'agent.reasoning_loop': 1,
      'agent.step': 2,
      'agent.plan': 2,
      'agent.tool.call': 2,
      'retrieval.query': 1,
      'agent.reflection': 2,
      'agent.handoff': 1,
      'agent.consume_task': 1,
      'gen_ai.completion': 8,
    });
  });

  it('keeps one trace, across the queue too', async () => {
    const { run } = await load();
    await run(question);
    const spans = exporter.getFinishedSpans();
    expect(new Set(spans.map((span) => span.spanContext().traceId)).size).toBe(1);
    const edges = new Set(spans.map((span) => `${parentName(spans, span) ?? '(root)'} > ${span.name}`));
    expect([...edges].sort()).toEqual([
      '(root) > workflow.run',
      'agent.consume_task > gen_ai.completion',
      'agent.handoff > agent.consume_task',
      'agent.plan > gen_ai.completion',
      'agent.reasoning_loop > agent.step',
      'agent.reflection > gen_ai.completion',
      'agent.step > agent.plan',
      'agent.step > agent.reflection',
      'agent.step > agent.tool.call',
      'agent.step > gen_ai.completion',
      'agent.tool.call > retrieval.query',
      'retrieval.query > gen_ai.completion',
      'workflow.run > agent.handoff',
      'workflow.run > agent.reasoning_loop',
    ]);
    expect(named(spans, 'agent.consume_task')[0]?.parentSpanContext?.isRemote).toBe(true);
  });

  it('gives every span its kind, its attributes and its events', async () => {
    const { run } = await load();
    await run(question);
    const spans = exporter.getFinishedSpans();
    const kinds = new Map(spans.map((span) => [span.name, span.kind]));
    expect(Object.fromEntries([...kinds].filter(([, kind]) => kind !== SpanKind.INTERNAL))).toEqual({
      'gen_ai.completion': SpanKind.CLIENT,
      'retrieval.query': SpanKind.CLIENT,
      'agent.handoff': SpanKind.PRODUCER,
      'agent.consume_task': SpanKind.CONSUMER,
    });
    const attributesOf = (name: string) => named(spans, name).map((span) => span.attributes);
    expect(attributesOf('workflow.run')).toEqual([
      { 'workflow.run_id': expect.stringMatching(/^[0-9a-f-]{36}$/) as string, 'workflow.name': 'answer_question' },
    ]);
    expect(attributesOf('agent.step')).toEqual([
      { 'agent.name': 'researcher', 'agent.step.number': 1 },
      { 'agent.name': 'researcher', 'agent.step.number': 2 },
    ]);
    expect(attributesOf('agent.plan')).toEqual([
      { 'agent.action_decided': 'search_documents', 'agent.thought.length': 'I have to find the price.'.length },
      { 'agent.action_decided': 'calculator', 'agent.thought.length': 'I know the price of a seat.'.length },
    ]);
    expect(attributesOf('agent.tool.call')).toEqual([
      {
        'agent.tool.name': 'search_documents',
        'agent.tool.input_length': question.length,
        'agent.tool.result_length': expect.any(Number) as number,
      },
      {
        'agent.tool.name': 'calculator',
        'agent.tool.input_length': '12 * 9'.length,
        'agent.tool.result_length': '12 * 9 = 108'.length,
      },
    ]);
    expect(attributesOf('agent.reflection')).toEqual([
      { 'agent.thought.length': 'The total is missing.'.length },
      { 'agent.thought.length': 'The total is there.'.length },
    ]);
    expect(attributesOf('retrieval.query')).toEqual([
      { 'retrieval.top_k': 2, 'retrieval.chunk_count': 5, 'retrieval.result_count': 2 },
    ]);
    for (const attributes of attributesOf('gen_ai.completion')) {
      expect(attributes).toEqual({
        'gen_ai.operation.name': 'chat',
        'gen_ai.provider.name': 'stand_in',
        'gen_ai.request.model': 'stand-in-1',
        'gen_ai.prompt.length': expect.any(Number) as number,
        'gen_ai.completion.length': expect.any(Number) as number,
        'gen_ai.usage.input_tokens': expect.any(Number) as number,
        'gen_ai.usage.output_tokens': expect.any(Number) as number,
        'gen_ai.response.finish_reasons': ['stop'],
      });
    }
    const events = named(spans, 'agent.reasoning_loop').flatMap((span) => span.events);
    expect(events.map(({ name, attributes }) => [name, attributes])).toEqual([
      ['agent.iteration', { 'agent.iteration.number': 1 }],
      ['agent.iteration', { 'agent.iteration.number': 2 }],
      ['agent.loop_terminated', { 'agent.iteration.number': 2, 'agent.termination_reason': 'done' }],
    ]);
    expect(spans.flatMap((span) => span.events)).toHaveLength(events.length);
    expect(spans.filter((span) => span.status.code === SpanStatusCode.ERROR)).toEqual([]);
    for (const { resource } of spans) expect(resource.attributes['service.name']).toBe('support-agent');
  });

  it('records nothing that was said', async () => {
    const { run, client } = await load();
    const { handbook } = await import('../../examples/agent/after/retrieval.ts');
    const heard = listenTo(client);
    await run(question, { client: heard.client });
    const said = [...heard.texts, ...handbook.map((document) => document.text)].filter((text) => text !== '');
    expect(said).toContain('I have to find the price.');
    const strings = exporter.getFinishedSpans().flatMap(stringsOn);
    for (const text of said) expect(strings.filter((string) => string.includes(text))).toEqual([]);
    // Nor a part of it: what is recorded are labels and ids, and those hold no space.
    expect(strings.filter((string) => string.includes(' '))).toEqual([]);
  });

  it('makes one span of a search, however many documents there are', async () => {
    const { run } = await load();
    const documents = Array.from({ length: 500 }, (_, index) => ({
      title: `Plan ${index}`,
      text: index === 321 ? 'The Team plan costs 7 euros per seat.' : `Chapter ${index} is about something else.`,
    }));
    expect(await run(question, { documents })).toContain('12 * 7 = 84');
    const spans = exporter.getFinishedSpans();
    expect(spans).toHaveLength(21);
    expect(named(spans, 'retrieval.query').map((span) => span.attributes)).toEqual([
      { 'retrieval.top_k': 2, 'retrieval.chunk_count': 500, 'retrieval.result_count': 2 },
    ]);
  });

  it('records the failure of a tool and goes on', async () => {
    const { run } = await load();
    const broken = { name: 'search_documents', run: () => Promise.reject(new Error('The index is closed.')) };
    await run(question, { tools: [broken] });
    const spans = exporter.getFinishedSpans();
    const calls = named(spans, 'agent.tool.call');
    expect(calls).toHaveLength(4);
    for (const call of calls) {
      expect(call.attributes).toEqual({ 'agent.tool.name': 'search_documents' });
      expect(call.status.code).toBe(SpanStatusCode.ERROR);
      expect(call.events.map(({ name }) => name)).toEqual(['exception']);
      expect(call.events[0]?.attributes?.['exception.message']).toBe('The index is closed.');
    }
    expect(spans.filter((span) => span.status.code === SpanStatusCode.ERROR)).toHaveLength(calls.length);
    expect(named(spans, 'agent.reasoning_loop')[0]?.events.at(-1)?.attributes).toEqual({
      'agent.iteration.number': 4,
      'agent.termination_reason': 'max_steps',
    });
  });

  it('ends and marks every span on the way out when the model fails', async () => {
    const { run } = await load();
    const create = () => Promise.reject(new Error('The model is overloaded.'));
    await expect(run(question, { client: { chat: { completions: { create } } } })).rejects.toThrow('overloaded');
    const spans = exporter.getFinishedSpans();
    expect(spans.map((span) => [span.name, span.status.code, span.events.at(-1)?.name])).toEqual(
      ['gen_ai.completion', 'agent.plan', 'agent.step', 'agent.reasoning_loop', 'workflow.run'].map((name) => [
        name,
        SpanStatusCode.ERROR,
        'exception',
      ]),
    );
  });

  it('takes the context of a task from its headers alone', async () => {
    const { client } = await load();
    const { TaskQueue } = await import('../../examples/agent/after/queue.ts');
    const { writeReplies } = await import('../../examples/agent/after/writer.ts');
    const queue = new TaskQueue();
    const replies = writeReplies(queue, client);
    const [traceId, spanId] = ['0af7651916cd43dd8448eb211c80319c', 'b7ad6b7169203331'];
    const body = { question, notes: [] };
    queue.send({ headers: { traceparent: `00-${traceId}-${spanId}-01` }, body });
    queue.send({ headers: {}, body });
    queue.close();
    expect(await replies).toHaveLength(2);
    const [linked, alone] = named(exporter.getFinishedSpans(), 'agent.consume_task');
    expect(linked?.parentSpanContext).toMatchObject({ traceId, spanId });
    expect(alone?.parentSpanContext).toBeUndefined();
    expect(alone?.spanContext().traceId).not.toBe(traceId);
  });
});

describe('the provider of the agent as it should be', () => {
  function countShutdowns(): SpanProcessor & { ended: number; shutdowns: number } {
    return {
      ended: 0,
      shutdowns: 0,
      onStart: () => undefined,
      onEnd() {
        this.ended += 1;
      },
      forceFlush: () => Promise.resolve(),
      shutdown() {
        this.shutdowns += 1;
        return Promise.resolve();
      },
    };
  }

  it('is shut down once at the end of the program', async () => {
    const log = vi.spyOn(console, 'log').mockReturnValue();
    const listeners = process.listenerCount('SIGTERM');
    const processor = countShutdowns();
    const { main } = await import('../../examples/agent/after/main.ts');
    await main([processor]);
    expect(log).toHaveBeenCalledExactlyOnceWith(reply);
    expect(processor).toMatchObject({ ended: 21, shutdowns: 1 });
    expect(process.listenerCount('SIGTERM')).toBe(listeners);
  });

  it('gets the last batch out', async () => {
    const log = vi.spyOn(console, 'log').mockReturnValue();
    const { main } = await import('../../examples/agent/after/main.ts');
    await main();
    expect(log.mock.calls.filter(([line]) => String(line).startsWith('[span] '))).toHaveLength(21);
  });

  it.each(['SIGTERM', 'SIGINT'] as const)('is shut down once on %s, which then ends the process', async (signal) => {
    const kill = vi.spyOn(process, 'kill').mockReturnValue(true);
    const others = new Set(process.rawListeners(signal));
    const processor = countShutdowns();
    const { startTelemetry } = await import('../../examples/agent/after/telemetry.ts');
    const shutdown = startTelemetry([processor]);
    const added = process.rawListeners(signal).filter((listener) => !others.has(listener));
    expect(added).toHaveLength(1);
    for (const listener of added) Reflect.apply(listener, process, [signal]);
    await shutdown();
    await vi.waitFor(() => {
      expect(kill).toHaveBeenCalledExactlyOnceWith(process.pid, signal);
    });
    expect(processor.shutdowns).toBe(1);
    expect(process.rawListeners(signal).filter((listener) => !others.has(listener))).toEqual([]);
  });
});

describe('the agent with the faults', () => {
  /** Runs it, and shows what the exporter had before and after the flush that the program itself never asks for. */
  async function runBefore(documentCount?: number) {
    const exporter = new InMemorySpanExporter();
    const { startTelemetry } = await import('../../examples/agent/before/telemetry.ts');
    startTelemetry(exporter);
    const { run } = await import('../../examples/agent/before/main.ts');
    const { StandInClient } = await import('../../examples/agent/before/model.ts');
    const { handbook } = await import('../../examples/agent/before/retrieval.ts');
    const heard = listenTo(new StandInClient());
    const documents =
      documentCount === undefined
        ? handbook
        : Array<(typeof handbook)[number]>(documentCount).fill({
            title: 'Plans',
            text: 'The Team plan costs 9 euros.',
          });
    const answer = await run(question, { client: heard.client, documents });
    const exportedByItself = exporter.getFinishedSpans().length;
    const registered = trace.getTracerProvider() as unknown as { getDelegate(): NodeTracerProvider };
    await registered.getDelegate().forceFlush();
    const spans = [...exporter.getFinishedSpans()];
    await registered.getDelegate().shutdown();
    return { answer, spans, texts: heard.texts, exportedByItself };
  }

  it('gives the same answer, under names that break the contract', async () => {
    const { answer, spans } = await runBefore();
    expect(answer).toBe(reply);
    expect(countNames(spans)).toEqual({
      'workflow.run': 1,
      'agent_step 1: search_documents': 1,
      'agent_step 2: calculator': 1,
      'agent.plan': 2,
      call_search_documents_tool: 1,
      call_calculator_tool: 1,
      'retrieval.embed_document': 3,
      'retrieval.query': 1,
      'retrieval.score_chunk': 5,
      'agent.reflection': 2,
      'agent.handoff': 1,
      'agent.consume_task': 1,
      llm_call: 6,
      LLMCall: 1,
      'call-to-openai': 1,
    });
  });

  it('records what was said', async () => {
    const { spans, texts } = await runBefore();
    const isSaid = (value: unknown) =>
      typeof value === 'string' && value.includes(' ') && texts.some((text) => text.includes(value));
    const places = new Set<string>();
    for (const { name, attributes, events } of spans) {
      for (const group of [{ name, attributes }, ...events]) {
        for (const [key, value] of Object.entries(group.attributes ?? {})) {
          if (isSaid(value)) places.add(`${group.name}: ${key}`);
        }
      }
    }
    expect([...places].sort()).toEqual([
      'LLMCall: llm.completion',
      'LLMCall: llm.prompt',
      'agent.consume_task: agent.input',
      'agent.consume_task: agent.output',
      'agent.iteration: agent.thought',
      'agent.plan: agent.thought',
      'call-to-openai: gen_ai.completion',
      'call-to-openai: gen_ai.prompt',
      'call_calculator_tool: agent.tool.input',
      'call_calculator_tool: agent.tool.output',
      'call_search_documents_tool: agent.tool.input',
      'call_search_documents_tool: agent.tool.output',
      'llm_call: gen_ai.completion',
      'llm_call: gen_ai.prompt',
      'retrieval.score_chunk: retrieval.document.content',
    ]);
  });

  it('makes a span per document', async () => {
    const { spans } = await runBefore(100);
    expect(named(spans, 'retrieval.embed_document')).toHaveLength(100);
    expect(named(spans, 'retrieval.score_chunk')).toHaveLength(100);
  });

  it('loses the last batch, the way across the queue, the run id, and the name of the service', async () => {
    const { spans, exportedByItself } = await runBefore();
    expect(exportedByItself).toBe(0);
    expect(named(spans, 'agent.consume_task').map((span) => parentName(spans, span))).toEqual([undefined]);
    expect(new Set(spans.map((span) => span.spanContext().traceId)).size).toBe(2);
    expect(named(spans, 'workflow.run')[0]?.attributes).toEqual({});
    expect(spans[0]?.resource.attributes['service.name']).toMatch(/^unknown_service/);
  });
});
