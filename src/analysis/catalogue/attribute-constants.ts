import { KEYS, OLDER_KEYS } from './convention-keys.ts';

/**
 * Attribute keys behind constants of published packages.
 * Source: `@opentelemetry/semantic-conventions` as in `convention-keys.ts`, `@arizeai/openinference-semantic-conventions` 2.12.0,
 * `@traceloop/ai-semantic-conventions` 0.20 and 0.27, `@langfuse/core` 5.11.
 */

/** The path of a constant: the export, and the properties below it. */
type Path = readonly (string | number | undefined)[];

/** `ATTR_DB_COLLECTION_NAME`, and what was in its place before: `SEMATTRS_DB_NAME`, `SemanticAttributes.DB_NAME`. */
function semanticConvention(path: Path): string | undefined {
  const [holder, name] = [path.at(-2), path.at(-1)];
  if (typeof name !== 'string') return undefined;
  if (holder === 'SemanticAttributes' || holder === 'SemanticResourceAttributes') return keysBehind('older').get(name);
  const [, prefix, rest = ''] = /^(ATTR|SEMATTRS|SEMRESATTRS)_(\w+)$/.exec(name) ?? [];
  return prefix && keysBehind(prefix === 'ATTR' ? 'current' : 'older').get(rest);
}

const read: Partial<Record<'current' | 'older', ReadonlyMap<string, string>>> = {};

/** Keys by what stands behind the prefix of their constant: the key in upper case with underscores. Most files ask for none. */
function keysBehind(constants: 'current' | 'older'): ReadonlyMap<string, string> {
  return (read[constants] ??= new Map(
    (constants === 'current' ? KEYS : OLDER_KEYS)
      .trim()
      .split(/\s+/)
      .map((key) => [key.toUpperCase().replaceAll('.', '_'), key]),
  ));
}

const OPENINFERENCE = new Map([
  ['OPENINFERENCE_SPAN_KIND', 'openinference.span.kind'],
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
  ['TRACELOOP_SPAN_KIND', 'traceloop.span.kind'],
  ['TRACELOOP_ENTITY_INPUT', 'traceloop.entity.input'],
  ['TRACELOOP_ENTITY_OUTPUT', 'traceloop.entity.output'],
  ['MCP_RESPONSE_VALUE', 'mcp.response.value'],
  ['LLM_PROMPTS', 'gen_ai.prompt'],
  ['LLM_COMPLETIONS', 'gen_ai.completion'],
]);

const LANGFUSE = new Map([
  ['OBSERVATION_TYPE', 'langfuse.observation.type'],
  ['OBSERVATION_INPUT', 'langfuse.observation.input'],
  ['OBSERVATION_OUTPUT', 'langfuse.observation.output'],
  ['TRACE_INPUT', 'langfuse.trace.input'],
  ['TRACE_OUTPUT', 'langfuse.trace.output'],
]);

const byName = (table: ReadonlyMap<unknown, string>) => (path: Path) => table.get(path.at(-1));

const TABLES: readonly (readonly [module: string, textOf: (path: Path) => string | undefined])[] = [
  ['@opentelemetry/semantic-conventions', semanticConvention],
  ['@arizeai/openinference-semantic-conventions', byName(OPENINFERENCE)],
  ['@traceloop/ai-semantic-conventions', byName(TRACELOOP)],
  ['@langfuse/', byName(LANGFUSE)],
];

/**
 * The text of a constant that a package exports, alone or as a member of one of its objects (`SpanAttributes.X`).
 * @param module the specifier as written
 * @param path the export and the properties below it
 * @returns nothing for constants that are not in the tables
 */
export function constantText(module: string, path: Path): string | undefined {
  return TABLES.find(([prefix]) => module.startsWith(prefix))?.[1](path);
}
