/**
 * Attribute keys behind constants of published packages.
 * Source: `@opentelemetry/semantic-conventions` 1.45.0 (incubating), `@arizeai/openinference-semantic-conventions` 2.12.0,
 * `@traceloop/ai-semantic-conventions` 0.20 and 0.27, `@langfuse/core` 5.11.
 */

/** Keys whose constant is `ATTR_` and the key in upper case with underscores. */
const SEMANTIC_CONVENTIONS = [
  'gen_ai.agent.description',
  'gen_ai.agent.id',
  'gen_ai.agent.name',
  'gen_ai.agent.version',
  'gen_ai.completion',
  'gen_ai.conversation.id',
  'gen_ai.data_source.id',
  'gen_ai.embeddings.dimension.count',
  'gen_ai.evaluation.explanation',
  'gen_ai.evaluation.name',
  'gen_ai.evaluation.score.label',
  'gen_ai.evaluation.score.value',
  'gen_ai.input.messages',
  'gen_ai.openai.request.response_format',
  'gen_ai.openai.request.seed',
  'gen_ai.openai.request.service_tier',
  'gen_ai.openai.response.service_tier',
  'gen_ai.openai.response.system_fingerprint',
  'gen_ai.operation.name',
  'gen_ai.output.messages',
  'gen_ai.output.type',
  'gen_ai.prompt',
  'gen_ai.prompt.name',
  'gen_ai.provider.name',
  'gen_ai.request.choice.count',
  'gen_ai.request.encoding_formats',
  'gen_ai.request.frequency_penalty',
  'gen_ai.request.max_tokens',
  'gen_ai.request.model',
  'gen_ai.request.presence_penalty',
  'gen_ai.request.seed',
  'gen_ai.request.stop_sequences',
  'gen_ai.request.stream',
  'gen_ai.request.temperature',
  'gen_ai.request.top_k',
  'gen_ai.request.top_p',
  'gen_ai.response.finish_reasons',
  'gen_ai.response.id',
  'gen_ai.response.model',
  'gen_ai.response.time_to_first_chunk',
  'gen_ai.retrieval.documents',
  'gen_ai.retrieval.query.text',
  'gen_ai.system',
  'gen_ai.system_instructions',
  'gen_ai.token.type',
  'gen_ai.tool.call.arguments',
  'gen_ai.tool.call.id',
  'gen_ai.tool.call.result',
  'gen_ai.tool.definitions',
  'gen_ai.tool.description',
  'gen_ai.tool.name',
  'gen_ai.tool.type',
  'gen_ai.usage.cache_creation.input_tokens',
  'gen_ai.usage.cache_read.input_tokens',
  'gen_ai.usage.completion_tokens',
  'gen_ai.usage.input_tokens',
  'gen_ai.usage.output_tokens',
  'gen_ai.usage.prompt_tokens',
  'gen_ai.usage.reasoning.output_tokens',
  'gen_ai.workflow.name',
];

const BY_CONSTANT = new Map(SEMANTIC_CONVENTIONS.map((key) => [`ATTR_${key.toUpperCase().replaceAll('.', '_')}`, key]));

const OPENINFERENCE = new Map([
  ['INPUT_VALUE', 'input.value'],
  ['OUTPUT_VALUE', 'output.value'],
  ['INPUT_MIME_TYPE', 'input.mime_type'],
  ['OUTPUT_MIME_TYPE', 'output.mime_type'],
  ['INPUT_IMAGES', 'input.images'],
  ['OUTPUT_IMAGES', 'output.images'],
  ['LLM_INPUT_MESSAGES', 'llm.input_messages'],
  ['LLM_OUTPUT_MESSAGES', 'llm.output_messages'],
  ['LLM_MODEL_NAME', 'llm.model_name'],
  ['LLM_PROMPTS', 'llm.prompts'],
  ['LLM_FUNCTION_CALL', 'llm.function_call'],
  ['LLM_TOOLS', 'llm.tools'],
  ['MESSAGE_CONTENT', 'message.content'],
  ['MESSAGE_CONTENTS', 'message.contents'],
  ['MESSAGE_CONTENT_TEXT', 'message_content.text'],
  ['MESSAGE_ROLE', 'message.role'],
  ['TOOL_CALL_FUNCTION_ARGUMENTS_JSON', 'tool_call.function.arguments'],
  ['TOOL_CALL_FUNCTION_NAME', 'tool_call.function.name'],
  ['PROMPT_TEMPLATE_TEMPLATE', 'llm.prompt_template.template'],
  ['PROMPT_TEMPLATE_VARIABLES', 'llm.prompt_template.variables'],
  ['RETRIEVAL_DOCUMENTS', 'retrieval.documents'],
  ['DOCUMENT_CONTENT', 'document.content'],
  ['DOCUMENT_METADATA', 'document.metadata'],
  ['EMBEDDING_TEXT', 'embedding.text'],
  ['EMBEDDING_VECTOR', 'embedding.vector'],
  ['TOOL_PARAMETERS', 'tool.parameters'],
  ['TOOL_JSON_SCHEMA', 'tool.json_schema'],
]);

const TRACELOOP = new Map([
  ['TRACELOOP_ENTITY_INPUT', 'traceloop.entity.input'],
  ['TRACELOOP_ENTITY_OUTPUT', 'traceloop.entity.output'],
  ['MCP_RESPONSE_VALUE', 'mcp.response.value'],
  ['LLM_PROMPTS', 'gen_ai.prompt'],
  ['LLM_COMPLETIONS', 'gen_ai.completion'],
]);

const LANGFUSE = new Map([
  ['OBSERVATION_INPUT', 'langfuse.observation.input'],
  ['OBSERVATION_OUTPUT', 'langfuse.observation.output'],
  ['TRACE_INPUT', 'langfuse.trace.input'],
  ['TRACE_OUTPUT', 'langfuse.trace.output'],
]);

const TABLES: readonly (readonly [module: string, table: ReadonlyMap<string, string>])[] = [
  ['@opentelemetry/semantic-conventions', BY_CONSTANT],
  ['@arizeai/openinference-semantic-conventions', OPENINFERENCE],
  ['@traceloop/ai-semantic-conventions', TRACELOOP],
  ['@langfuse/', LANGFUSE],
];

/**
 * The text of a constant that a package exports, alone or as a member of one of its objects (`SpanAttributes.X`).
 * @param module the specifier as written
 * @param path the export and the properties below it
 * @returns nothing for constants that are not in the tables
 */
export function constantText(module: string, path: readonly (string | number | undefined)[]): string | undefined {
  const name = path.at(-1);
  const table = TABLES.find(([prefix]) => module.startsWith(prefix))?.[1];
  return typeof name === 'string' ? table?.get(name) : undefined;
}
