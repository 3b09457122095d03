import { SpanStatusCode, trace } from '@opentelemetry/api';
import { complete, type ChatClient } from './model.ts';
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
const tracer = trace.getTracer('support-agent');

/** The first agent: plans, calls a tool, notes what it learnt and reflects, until it has what the answer needs. */
export async function research(question: string, client: ChatClient, tools: readonly Tool[]): Promise<string[]> {
  return tracer.startActiveSpan('agent.reasoning_loop', async (span) => {
    try {
      const notes: string[] = [];
      let done = false;
      let step = 0;
      while (!done && step < maxSteps) {
        step += 1;
        span.addEvent('agent.iteration', { 'agent.iteration.number': step });
        done = await takeStep(step, question, notes, client, tools);
      }
      span.addEvent('agent.loop_terminated', {
        'agent.iteration.number': step,
        'agent.termination_reason': done ? 'done' : 'max_steps',
      });
      return notes;
    } catch (error) {
      span.recordException(error as Error);
      span.setStatus({ code: SpanStatusCode.ERROR });
      throw error;
    } finally {
      span.end();
    }
  });
}

async function takeStep(
  number: number,
  question: string,
  notes: string[],
  client: ChatClient,
  tools: readonly Tool[],
): Promise<boolean> {
  const attributes = { 'agent.name': 'researcher', 'agent.step.number': number };
  return tracer.startActiveSpan('agent.step', { attributes }, async (span) => {
    try {
      const plan = await decide([question, ...notes].join('\n'), client);
      const tool = tools.find(({ name }) => name === plan.tool);
      if (!tool) throw new Error('The plan asks for a tool that does not exist.');
      const result = await callTool(tool, plan.input);
      if (result) notes.push(await complete(client, 'Note what answers the question.', `${question}\n${result}`));
      return await reflect([question, ...notes].join('\n'), client);
    } catch (error) {
      span.recordException(error as Error);
      span.setStatus({ code: SpanStatusCode.ERROR });
      throw error;
    } finally {
      span.end();
    }
  });
}

async function decide(state: string, client: ChatClient): Promise<Plan> {
  return tracer.startActiveSpan('agent.plan', async (span) => {
    try {
      const plan = JSON.parse(await complete(client, 'Plan the next action.', state)) as Plan;
      span.setAttributes({ 'agent.action_decided': plan.tool, 'agent.thought.length': plan.thought.length });
      return plan;
    } catch (error) {
      span.recordException(error as Error);
      span.setStatus({ code: SpanStatusCode.ERROR });
      throw error;
    } finally {
      span.end();
    }
  });
}

async function reflect(state: string, client: ChatClient): Promise<boolean> {
  return tracer.startActiveSpan('agent.reflection', async (span) => {
    try {
      const reflection = JSON.parse(await complete(client, 'Reflect on the notes.', state)) as Reflection;
      span.setAttribute('agent.thought.length', reflection.thought.length);
      return reflection.done;
    } catch (error) {
      span.recordException(error as Error);
      span.setStatus({ code: SpanStatusCode.ERROR });
      throw error;
    } finally {
      span.end();
    }
  });
}
