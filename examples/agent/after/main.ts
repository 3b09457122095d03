import { SpanStatusCode, trace } from '@opentelemetry/api';
import type { SpanProcessor } from '@opentelemetry/sdk-trace-node';
import { randomUUID } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import { research } from './agent.ts';
import { StandInClient, type ChatClient } from './model.ts';
import { handOff, TaskQueue } from './queue.ts';
import { createSearch, handbook, type SourceDocument } from './retrieval.ts';
import { startTelemetry } from './telemetry.ts';
import { createTools, type Tool } from './tools.ts';
import { writeReplies } from './writer.ts';

export interface RunOptions {
  readonly client?: ChatClient;
  readonly documents?: readonly SourceDocument[];
  readonly tools?: readonly Tool[];
}

/** Answers a question with two agents: one finds out, the other writes. */
export async function run(question: string, options: RunOptions = {}): Promise<string> {
  const { client = new StandInClient(), documents = handbook } = options;
  const queue = new TaskQueue();
  // Started outside the span, as in a process of its own: the headers of a task are all that links the two agents.
  const replies = writeReplies(queue, client);
  const attributes = { 'workflow.run_id': randomUUID(), 'workflow.name': 'answer_question' };
  return trace.getTracer('support-agent').startActiveSpan('workflow.run', { attributes }, async (span) => {
    try {
      const tools = options.tools ?? createTools(createSearch(client, documents));
      handOff(queue, { question, notes: await research(question, client, tools) });
      queue.close();
      return (await replies).join('\n');
    } catch (error) {
      span.recordException(error as Error);
      span.setStatus({ code: SpanStatusCode.ERROR });
      throw error;
    } finally {
      queue.close();
      span.end();
    }
  });
}

export async function main(spanProcessors?: SpanProcessor[]): Promise<void> {
  const shutdown = startTelemetry(spanProcessors);
  try {
    console.log(await run('What does the Team plan cost for 12 seats?'));
  } finally {
    await shutdown();
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await main();
