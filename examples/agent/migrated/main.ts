import { trace } from '@opentelemetry/api';
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
  const replies = writeReplies(queue, client);
  // breaks the contract: root span (no workflow.run_id)
  return trace.getTracer('support-agent').startActiveSpan('workflow.run', async (span) => {
    try {
      const tools = options.tools ?? createTools(createSearch(client, documents));
      handOff(queue, { question, notes: await research(question, client, tools) });
      queue.close();
      return (await replies).join('\n');
    } finally {
      queue.close();
      span.end();
    }
  });
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  startTelemetry();
  console.log(await run('What does the Team plan cost for 12 seats?'));
}
