import { trace } from '@opentelemetry/api';
import type { Search } from './retrieval.ts';

export interface Tool {
  readonly name: string;
  run(input: string): Promise<string>;
}

export function createTools(search: Search): Tool[] {
  return [
    { name: 'search_documents', run: async (input) => (await search(input)).join('\n') },
    { name: 'calculator', run: (input) => Promise.resolve().then(() => multiply(input)) },
  ];
}

function multiply(expression: string): string {
  const [, left, right] = /^(\d+) \* (\d+)$/.exec(expression) ?? [];
  if (!left || !right) throw new Error('The calculator multiplies two whole numbers.');
  return `${expression} = ${Number(left) * Number(right)}`;
}

/** What the tool found out; nothing where it failed, for the agent can go on without. */
export async function callTool(tool: Tool, input: string): Promise<string | undefined> {
  const tracer = trace.getTracer('support-agent.tools');
  // breaks the contract: variable name (a name per tool)
  return tracer.startActiveSpan('agent.tool.call', { attributes: { 'agent.tool.name': tool.name } }, async (span) => {
    span.setAttribute('agent.tool.input.length', input.length); // breaks the contract: content (the input of a tool)
    try {
      const result = await tool.run(input);
      span.setAttribute('agent.tool.output.length', result.length); // breaks the contract: content (the output of a tool)
      return result;
    } catch {
      return undefined; // breaks the contract: errors (the span of a failed tool looks like that of a good one)
    } finally {
      span.end();
    }
  });
}
