import type { ContractFile } from '../schema.ts';

/**
 * The preset `agent`: dot-separated names for AI agents, their tools, model calls and retrieval.
 * Source: the agent tracing guide, with conflicts to OpenTelemetry's GenAI conventions (1.41.0, stability development) resolved.
 */
const TOOL_ATTRIBUTES = {
  'agent.tool.name': { type: 'string', required: true },
  'agent.tool.result_length': { type: 'int' },
} as const;

/** Keys of content whose replacement is `<key>.length`. */
const RAW_KEYS = [
  'agent.thought',
  'agent.observation',
  'agent.input',
  'agent.output',
  'agent.tool.input',
  'agent.tool.output',
  'agent.tool.result',
  'gen_ai.input.messages',
  'gen_ai.output.messages',
  'gen_ai.system_instructions',
  'gen_ai.tool.definitions',
  'gen_ai.tool.call.arguments',
  'gen_ai.tool.call.result',
  'gen_ai.retrieval.query.text',
  'gen_ai.retrieval.documents',
  'gen_ai.prompt.variable.*',
  'gen_ai.memory.query.text',
  'gen_ai.memory.records',
  'gen_ai.prompt',
  'gen_ai.completion',
  'gen_ai.prompt.N.content',
  'gen_ai.completion.N.content',
  'gen_ai.prompt.N.tool_calls.*',
  'gen_ai.completion.N.tool_calls.*',
] as const;

export const agent: ContractFile = {
  version: 1,
  naming: { namespaces: [], segments: { min: 2, max: 5 }, roles: [] },
  spans: {
    'workflow.run': {
      kind: 'internal',
      repeat: 'once',
      attributes: { 'workflow.run_id': { type: 'string', required: true }, 'workflow.name': { type: 'string' } },
    },
    'agent.step': {
      kind: 'internal',
      repeat: 'per-iteration',
      attributes: {
        'agent.name': { type: 'string' },
        'agent.step.number': { type: 'int' },
        'agent.step.type': { type: 'string' },
        'agent.input.length': { type: 'int' },
      },
      replaces: ['agent_step', 'AgentStep', 'agentStep'],
    },
    'agent.plan': {
      kind: 'internal',
      repeat: 'per-iteration',
      attributes: { 'agent.action_decided': { type: 'string' } },
    },
    'agent.reflection': { kind: 'internal', repeat: 'per-iteration' },
    'agent.reasoning_loop': { kind: 'internal', repeat: 'once' },
    'agent.tool.call': {
      kind: ['client', 'internal'],
      repeat: 'per-iteration',
      attributes: TOOL_ATTRIBUTES,
      replaces: ['execute_tool', 'callTool', 'tool_call', 'call_{agent.tool.name}_tool'],
    },
    'agent.tool.execution': { kind: ['client', 'internal'], repeat: 'per-iteration', attributes: TOOL_ATTRIBUTES },
    'agent.handle_request': { kind: 'server' },
    'agent.consume_task': { kind: 'consumer', repeat: 'per-iteration' },
    'agent.handoff': { kind: 'producer', repeat: 'per-iteration' },
    'gen_ai.completion': {
      kind: ['client', 'internal'],
      repeat: 'per-iteration',
      attributes: {
        'gen_ai.request.model': { type: 'string', required: true },
        'gen_ai.provider.name': { type: 'string' },
        'gen_ai.operation.name': { type: 'string' },
        'gen_ai.usage.input_tokens': { type: 'int' },
        'gen_ai.usage.output_tokens': { type: 'int' },
        'gen_ai.response.finish_reasons': { type: 'string[]' },
      },
      replaces: ['llm_call', 'LLMCall', 'call-to-openai', 'call_llm'],
    },
    'retrieval.query': {
      kind: 'client',
      attributes: { 'retrieval.top_k': { type: 'int' }, 'retrieval.result_count': { type: 'int' } },
    },
  },
  events: {
    'agent.iteration': {},
    'agent.loop_terminated': {},
    'agent.response_truncated': { replaces: ['Response truncated at max_tokens limit'] },
  },
  attributes: { raw: Object.fromEntries(RAW_KEYS.map((key) => [key, { record: 'length' as const }])) },
};
