import { apartAtHumps } from '../../contract/camel-humps.ts';
import { wordsOf } from './content-words.ts';

/**
 * Names of spans and events that say AI: by their namespace, or by an operation of the GenAI conventions before the model or the tool.
 * Source: OpenTelemetry GenAI conventions 1.41.0 (`chat gpt-4o`, `execute_tool search`), span names of public repositories, 2026.
 */
const AI_NAME =
  /^(?:gen_?ai|llm|ai|agent)(?:[._:/ -]|$)|^(?:chat|text_completion|generate_content|invoke_agent|execute_tool)(?: |$)/i;

/** Keys of one word that hold content on a span of AI, where the value's name says the same. */
const PLAIN = new Set(
  'input inputs output outputs question query answer reply response responses messages conversation history arguments args content text'.split(
    ' ',
  ),
);

/** Words before such a word that only say which one. */
const WHICH = new Set('user final raw full original initial last first current function assistant'.split(' '));

/** The same for a part of the run of an agent, and what was said up to there. */
const TURN = new Set('step turn iteration round'.split(' '));
const SAID = new Set('messages conversation history'.split(' '));

/**
 * Namespaces of attributes that only spans of AI carry.
 * Source: OpenTelemetry GenAI conventions 1.41.0; OpenInference 2.12.0; Vercel AI SDK 7; Langfuse 5.11; Traceloop 0.27; Laminar 0.8.
 */
const OF_AI_SPAN = /^(?:gen_ai|llm|ai|openinference|langfuse|traceloop|lmnr)\./;

/**
 * Keys of a word of AI and a word of content, which need no value with a telling name where a whole object is serialised.
 * Source: labelled attribute calls of public repositories, 2026. Parameters of a model are its settings, those of a tool are content.
 */
const AI_CONTENT =
  /(?:^|\.)(?:(?:llm|gen_?ai|ai|agent|tool|chat)[._-](?:user_|raw_|full_|final_)?(?:inputs?|outputs?|completions?|responses?|messages|conversation|args|arguments)|(?:llm|gen_?ai|agent)[._-](?:full_|raw_)?request|tool[._-](?:call[._-])?(?:params|parameters))$/i;

/**
 * Words without one of which a file has nothing of AI in it. Source: names of clients, models and frameworks of packages on npm, 2026, and
 * words of the GenAI conventions 1.41.0.
 */
const OF_AI = [
  /(?:^|[^a-z])(?:llms?|ai|gpt|rag|chat|prompts?|embeddings?|assistant|mcp)(?![a-z])|(?<!user[-_ ]?)agents?(?![a-z])/i,
  /[a-z](?:LLM|AI|GPT|RAG|Chat|Prompts?|Embeddings?|Assistant|MCP)(?![a-z])/,
  /gen_?ai|openai|anthropic|claude|gemini|mistral|bedrock|vertexai|ollama|langchain|langgraph|llamaindex|mastra|genkit|langfuse|langsmith|openinference|openllmetry|traceloop|chatbot|retriever/i,
];

/** Whether a text may be code that has to do with AI. */
export function mayConcernAi(text: string): boolean {
  return OF_AI.some((words) => words.test(text));
}

/** Whether the name of a span or an event says AI, in whatever style its words are written: `agent_run` and `AgentRun` say the same. */
export function isAiName(name: string): boolean {
  return AI_NAME.test(apartAtHumps(name, '_'));
}

/** Whether an attribute with a key makes its span one of AI: `gen_ai.operation.name`, `openinference.span.kind`. */
export function isKeyOfAiSpan(key: string): boolean {
  return OF_AI_SPAN.test(key);
}

/** Whether a key says content on a span of AI: `question`, `final_answer`, `step.output`. */
export function isPlainContentKey(key: string): boolean {
  const all = wordsOf(key);
  return PLAIN.has(all.at(-1) ?? '') && all.slice(0, -1).every((word) => WHICH.has(word) || TURN.has(word));
}

/** Whether a key says no more than that it is what a span was given or gave. */
export function isInOrOut(key: string): boolean {
  return /^(?:in|out)puts?$/.test(key);
}

/** Whether a key says all that was said up to a part of a run: `step.messages`. */
export function isKeyOfTurn(key: string): boolean {
  const all = wordsOf(key);
  return all.length > 1 && SAID.has(all.at(-1) ?? '') && all.slice(0, -1).every((word) => TURN.has(word));
}

/** Whether a key says that what it holds went into AI or came out of it: `llm.response`, `tool.params`. */
export function isAiContentKey(key: string): boolean {
  return AI_CONTENT.test(apartAtHumps(key, '_'));
}
