import { SpanKind, trace } from '@opentelemetry/api';

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

/** Hands a task to the writer. */
export function handOff(queue: TaskQueue, task: Task): void {
  const span = trace.getTracer('support-agent.queue').startSpan('agent.handoff', { kind: SpanKind.PRODUCER });
  try {
    queue.send({ headers: {}, body: task }); // breaks the contract: context (not injected into the headers)
  } finally {
    span.end();
  }
}
