import { context, propagation, SpanKind, SpanStatusCode, trace } from '@opentelemetry/api';
import { complete, type ChatClient } from './model.ts';
import type { Task, TaskQueue } from './queue.ts';

/** The second agent: writes a reply for every task until the queue is closed. */
export async function writeReplies(queue: TaskQueue, client: ChatClient): Promise<string[]> {
  const tracer = trace.getTracer('support-agent');
  const replies: string[] = [];
  for await (const { headers, body } of queue) {
    const parent = propagation.extract(context.active(), headers);
    const span = tracer.startSpan('agent.consume_task', { kind: SpanKind.CONSUMER }, parent);
    try {
      replies.push(await context.with(trace.setSpan(parent, span), () => write(body, client)));
    } catch (error) {
      span.recordException(error as Error);
      span.setStatus({ code: SpanStatusCode.ERROR });
      throw error;
    } finally {
      span.end();
    }
  }
  return replies;
}

function write({ question, notes }: Task, client: ChatClient): Promise<string> {
  return complete(client, 'Answer the question from the notes.', [question, ...notes].join('\n'));
}
