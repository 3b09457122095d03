/**
 * Attribute keys that carry raw content by definition. `N` stands for an index, `*` at the end for any suffix, and at the beginning for
 * a prefix that is put in from data. What only says who somebody is (`lk.pii.participant_identity`) is none: a length of that tells
 * nobody anything.
 * Source: OpenTelemetry GenAI conventions 1.41.0; OpenInference 2.12.0; Vercel AI SDK 6 and 7; Traceloop 0.27; Langfuse 5.11; Laminar 0.8;
 * Braintrust 1.0; LiveKit Agents 1.9; Genkit 1.42; Google ADK 2.0; Mastra 1.71; LangWatch 0.16; OpenLIT 1.15.
 */
const RAW_KEYS = [
  'gen_ai.content.prompt',
  'gen_ai.content.completion',
  'gen_ai.content.revised_prompt',
  'gen_ai.content.reasoning',
  'gen_ai.tool.input',
  'gen_ai.tool.output',
  'gen_ai.tool.args',
  'gen_ai.agent.action.tool_input',
  'gen_ai.agent.finish.output',
  'gen_ai.agent.final_result',
  'gen_ai.workflow.input',
  'gen_ai.workflow.output',
  'gen_ai.response.text',
  'gen_ai.response.tool_calls',
  'gen_ai.request.messages',
  'gen_ai.embeddings.input',
  'gen_ai.event.content',
  'gen_ai.agent.input',
  'gen_ai.guardrail.input',
  'gen_ai.guardrail.output',
  'gen_ai.completion.choices',
  'gen_ai.thought',
  'gen_ai.reasoning',
  'input.value',
  'output.value',
  'llm.input_messages.*',
  'llm.output_messages.*',
  'llm.prompts',
  'llm.prompts.*',
  'llm.function_call',
  'llm.prompt_template.template',
  'llm.prompt_template.variables',
  'retrieval.documents.N.document.content',
  'reranker.input_documents.N.document.content',
  'reranker.output_documents.N.document.content',
  'reranker.query',
  // what `getDocumentAttributes` of OpenInference makes, under a prefix of its caller
  '*.document.content',
  'embedding.text',
  'embedding.embeddings.N.embedding.text',
  'ai.prompt',
  'ai.prompt.messages',
  'ai.prompt.tools',
  'ai.value',
  'ai.values',
  'ai.documents',
  'ai.request.text',
  'ai.response.text',
  'ai.response.object',
  'ai.response.reasoning',
  'ai.response.toolCalls',
  'ai.toolCall.args',
  'ai.toolCall.result',
  'traceloop.entity.input',
  'traceloop.entity.output',
  'mcp.response.value',
  'langfuse.observation.input',
  'langfuse.observation.output',
  'langfuse.trace.input',
  'langfuse.trace.output',
  'lmnr.span.input',
  'lmnr.span.output',
  'braintrust.input',
  'braintrust.output',
  'braintrust.input_json',
  'braintrust.output_json',
  'langwatch.input',
  'langwatch.output',
  'langwatch.contexts',
  'genkit:input',
  'genkit:output',
  'gcp.vertex.agent.llm_request',
  'gcp.vertex.agent.llm_response',
  'gcp.vertex.agent.tool_call_args',
  'gcp.vertex.agent.tool_response',
  'lk.user_input',
  'lk.instructions',
  'lk.chat_ctx',
  'lk.response.text',
  'lk.function_tool.arguments',
  'lk.function_tool.output',
  'lk.user_transcript',
  'lk.pii.amd.transcript',
  'lk.pii.chat_ctx',
  'lk.pii.function_tool.arguments',
  'lk.pii.function_tool.output',
  'lk.pii.input_text',
  'lk.pii.instructions',
  'lk.pii.response.function_calls',
  'lk.pii.response.text',
  'lk.pii.user_input',
  'lk.pii.user_transcript',
  'mcp.tool.arguments',
  'mcp.tool.result',
];

const EXACT = new Set(RAW_KEYS.filter((key) => !key.endsWith('*')));
const PREFIXES = RAW_KEYS.filter((key) => key.endsWith('*')).map((key) => key.slice(0, -1));

/** The tail decides for families that hold labels beside the content; one that is put in from data says nothing. */
const LABEL =
  /\.(?:N|role|(?:\w+_)?(?:name|id|type|identity)|finish_reason|model|count|length|index|status|signature)$/;

/** Whether a published convention or SDK defines a key as content. Indexes in it are numbers or `N`. */
export function isRawKey(key: string): boolean {
  const indexed = key.replace(/(?<=\.)\d+(?=\.|$)/g, 'N');
  return EXACT.has(indexed) || (PREFIXES.some((prefix) => indexed.startsWith(prefix)) && !LABEL.test(indexed));
}
