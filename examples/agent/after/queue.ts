import { context, propagation, SpanKind, SpanStatusCode, trace } from '@opentelemetry/api';

export interface Task {
  readonly question: string;
  readonly notes: readonly string[];
}

export interface Message {
  readonly headers: Record<string, string>;
  readonly body: Task;
}

/** A queue with one consumer. Where a real one would leave the process, this one only leaves the call stack. */
export class TaskQueue {
  readonly #messages: Message[] = [];
  #closed = false;
  #wake: () => void = () => undefined;

  send(message: Message): void {
    this.#messages.push(message);
    this.#wake();
  }

  close(): void {
    this.#closed = true;
    this.#wake();
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<Message> {
    for (;;) {
      const message = this.#messages.shift();
      if (message) yield message;
      else if (this.#closed) return;
      else await new Promise<void>((resolve) => (this.#wake = resolve));
    }
  }
}

/** Hands a task to the writer; the headers tell it which trace the task belongs to. */
export function handOff(queue: TaskQueue, task: Task): void {
  const span = trace.getTracer('support-agent').startSpan('agent.handoff', {
    kind: SpanKind.PRODUCER,
    attributes: { 'agent.task.note_count': task.notes.length },
  });
  try {
    const headers: Record<string, string> = {};
    propagation.inject(trace.setSpan(context.active(), span), headers);
    queue.send({ headers, body: task });
  } catch (error) {
    span.recordException(error as Error);
    span.setStatus({ code: SpanStatusCode.ERROR });
    throw error;
  } finally {
    span.end();
  }
}
