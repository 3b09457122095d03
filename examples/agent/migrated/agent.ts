import { SpanKind, trace } from '@opentelemetry/api';
import { messagesFor, model, type ChatClient } from './model.ts';
import { callTool, type Tool } from './tools.ts';

interface Plan {
  readonly thought: string;
  readonly tool: string;
  readonly input: string;
}

interface Reflection {
  readonly thought: string;
  readonly done: boolean;
}

const maxSteps = 4;
const tracer = trace.getTracer('support-agent.agent');

/** The first agent: plans, calls a tool, notes what it learnt and reflects, until it has what the answer needs. */
export async function research(question: string, client: ChatClient, tools: readonly Tool[]): Promise<string[]> {
  const notes: string[] = [];
  let done = false;
  for (let step = 1; step <= maxSteps && !done; step += 1) {
    done = await takeStep(step, question, notes, client, tools);
  }
  return notes;
}

async function takeStep(
  number: number,
  question: string,
  notes: string[],
  client: ChatClient,
  tools: readonly Tool[],
): Promise<boolean> {
  const attributes = { 'agent.name': 'researcher', 'agent.step.number': number };
  // breaks the contract: naming (not dot-notation)
  return tracer.startActiveSpan('agent.step', { attributes }, async (span) => {
    try {
      const plan = await decide([question, ...notes].join('\n'), client);
      span.updateName('agent.step').setAttribute('agent.tool.name', plan.tool); // breaks the contract: variable name (step and tool)
      const tool = tools.find(({ name }) => name === plan.tool);
      if (!tool) throw new Error('The plan asks for a tool that does not exist.');
      const result = await callTool(tool, plan.input);
      if (result) notes.push(await ask('Note what answers the question.', `${question}\n${result}`, client));
      return await reflect([question, ...notes].join('\n'), client);
    } finally {
      span.end();
    }
  });
}

async function decide(state: string, client: ChatClient): Promise<Plan> {
  return tracer.startActiveSpan('agent.plan', async (span) => {
    try {
      const plan = JSON.parse(await ask('Plan the next action.', state, client)) as Plan;
      span.setAttribute('agent.action_decided', plan.tool);
      span.setAttribute('agent.thought.length', plan.thought.length); // breaks the contract: content (a thought)
      return plan;
    } finally {
      span.end();
    }
  });
}

async function reflect(state: string, client: ChatClient): Promise<boolean> {
  return tracer.startActiveSpan('agent.reflection', async (span) => {
    try {
      const reflection = JSON.parse(await ask('Reflect on the notes.', state, client)) as Reflection;
      // breaks the contract: content (a thought in an event)
      span.addEvent('agent.iteration', { 'agent.thought.length': reflection.thought.length });
      return reflection.done;
    } finally {
      span.end();
    }
  });
}

async function ask(instruction: string, prompt: string, client: ChatClient): Promise<string> {
  // breaks the contract: naming (not dot-notation; elsewhere the same operation is LLMCall and call-to-openai)
  const span = tracer.startSpan('gen_ai.completion', {
    kind: SpanKind.CLIENT,
    attributes: {
      'gen_ai.system': 'stand_in', // breaks the contract: attribute key (now gen_ai.provider.name)
      'gen_ai.request.model': model,
      'gen_ai.prompt.length': prompt.length, // breaks the contract: content (the prompt)
    },
  });
  const { choices, usage } = await client.chat.completions.create({
    model,
    messages: messagesFor(instruction, prompt),
  });
  const completion = choices[0].message.content;
  span.setAttributes({
    'gen_ai.usage.input_tokens': usage.prompt_tokens,
    'gen_ai.usage.output_tokens': usage.completion_tokens,
    'gen_ai.completion.length': completion?.length, // breaks the contract: content (the completion)
  });
  span.end(); // breaks the contract: end (a span that is never ended where the call fails)
  return completion;
}
