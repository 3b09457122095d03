import { SpanKind, trace } from '@opentelemetry/api';
import { messagesFor, model, type ChatClient } from './model.ts';
import type { Task, TaskQueue } from './queue.ts';

const tracer = trace.getTracer('support-agent.writer');

/** The second agent: writes a reply for every task until the queue is closed. */
export async function writeReplies(queue: TaskQueue, client: ChatClient): Promise<string[]> {
  const replies: string[] = [];
  // breaks the contract: context (not extracted from the headers, so that every task begins a new trace)
  for await (const { body } of queue) {
    const reply = await tracer.startActiveSpan('agent.consume_task', { kind: SpanKind.CONSUMER }, async (span) => {
      try {
        const text = await write(body, client);
        // breaks the contract: content (the question and the reply)
        span.setAttributes({
          'agent.name': 'writer',
          'agent.input.length': body.question?.length,
          'agent.output.length': text.length,
        });
        return text;
      } finally {
        span.end();
      }
    });
    replies.push(reply);
  }
  return replies;
}

async function write({ question, notes }: Task, client: ChatClient): Promise<string> {
  const prompt = [question, ...notes].join('\n');
  // breaks the contract: naming (not dot-notation; elsewhere the same operation is llm_call and LLMCall)
  const span = tracer.startSpan('gen_ai.completion', {
    kind: SpanKind.CLIENT,
    attributes: {
      'gen_ai.request.model': model,
      'gen_ai.prompt.length': prompt.length, // breaks the contract: content (a cut prompt is still a prompt)
    },
  });
  try {
    const completion = await client.chat.completions.create({
      model,
      messages: messagesFor('Answer the question from the notes.', prompt),
    });
    const [{ message }] = completion.choices;
    span.setAttribute('gen_ai.completion.length', message.content?.length); // breaks the contract: content (the completion)
    return message.content;
  } finally {
    span.end();
  }
}
