/**
 * Fields of the answers of models that say how they were made, and hold nothing of what was said.
 * Source: types of openai 6 (ChatCompletion, Response, CreateEmbeddingResponse), @anthropic-ai/sdk 0.9x (Message), ai 6 (GenerateTextResult,
 * GenerateObjectResult), @google/genai 1 (GenerateContentResponse), @langchain/core 1 (AIMessage).
 */
const METADATA = new Set(
  (
    'id created createdAt created_at completed_at createTime model modelId modelVersion model_version responseId role type status index ' +
    'service_tier system_fingerprint usage totalUsage usageMetadata usage_metadata response_metadata ' +
    'finish_reason finishReason rawFinishReason native_finish_reason finishMessage stop_reason stop_sequence stopSequence stop_details ' +
    'logprob logprobs top_logprobs avgLogprobs logprobsResult tokenCount ' +
    'temperature top_p topP top_k topK truncation background effort verbosity store parallel_tool_calls tool_choice ' +
    'max_output_tokens max_tool_calls presence_penalty frequency_penalty seed ' +
    'previous_response_id prompt_cache_key prompt_cache_retention safety_identifier incomplete_details error container ' +
    'warnings timestamp headers providerMetadata stepType isContinued safetyRatings blockReason promptFeedback ' +
    'duration language dimensions length'
  ).split(' '),
);

/** Where an object stands that a model filled in by a schema. */
const FILLED = new Set(['object', 'output', 'experimental_output', 'parsed', 'output_parsed', 'parsed_output']);

/**
 * Whether a path below an answer leads to what only describes it. Below an object that the model filled in, names are the project's own.
 * @param path property names; nothing for an index or what a method gave
 */
export function isAnswerMetadata(path: readonly (string | number | undefined)[]): boolean {
  const filled = filledAt(path);
  return path.slice(0, filled).some((step) => METADATA.has(String(step)));
}

/** How many steps of a path lead to the object that a model filled in by a schema, that step included; nothing where there is none. */
export function filledAt(path: readonly (string | number | undefined)[]): number | undefined {
  const at = path.findIndex((step) => FILLED.has(String(step)));
  return at < 0 ? undefined : at + 1;
}
