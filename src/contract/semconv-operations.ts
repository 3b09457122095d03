/**
 * Names in OpenTelemetry's own style: a known operation, then its target.
 * Source: semantic conventions 1.44.0 (HTTP, database, messaging, RPC) and 1.41.0 (GenAI, MCP).
 */
const GENAI =
  'chat|generate_content|text_completion|embeddings|retrieval|create_agent|invoke_agent|execute_tool|invoke_workflow|plan|rerank|fetch_response|search_memory|create_memory|update_memory|upsert_memory|delete_memory';
const MCP =
  'tools/call|tools/list|resources/read|resources/list|resources/subscribe|prompts/get|prompts/list|initialize|ping|completion/complete|sampling/createMessage|notifications/[a-z_]+(?:/[a-z_]+)?';
const HTTP = 'GET|HEAD|POST|PUT|DELETE|CONNECT|OPTIONS|TRACE|PATCH|HTTP|QUERY';
const SQL = 'SELECT|INSERT|UPDATE|DELETE|MERGE|CALL|BATCH|CREATE|DROP|ALTER';
const DATABASE = `${SQL}|find|findAndModify|aggregate|insert|update|delete|mget|hset|hget`;
const MESSAGING = 'publish|send|receive|process|settle|create|poll|commit|ack|nack';

// Lower-case database and messaging words are everyday verbs: alone they are no span name.
const ALONE = new RegExp(`^(?:${HTTP}|${MCP}|${GENAI}|${SQL})$`);
const TARGETED = new RegExp(`^(?:${GENAI}|${MCP}|${DATABASE}|${MESSAGING}) \\S.*$`);
const ROUTED = new RegExp(`^(?:HTTP )?(?:${HTTP})(?: \\S*)?$`);
const MESSAGED = new RegExp(`^\\S+ (?:${MESSAGING})$`);
// A service is written with a capital: `agent.tool/call` is a slip, not a service.
const RPC = /^(?:[A-Za-z_]\w*\.)+[A-Z]\w*\/[A-Za-z_]\w*$/;

/** Whether a name is written as OpenTelemetry's conventions write theirs: `chat gpt-4`, `GET /users/:id`, `pkg.Service/Method`. */
export function isSemconvName(name: string): boolean {
  if (name.trim() !== name || /\s{2}/.test(name)) return false;
  if (ALONE.test(name) || TARGETED.test(name) || ROUTED.test(name)) return true;
  if (MESSAGED.test(name) && !/[:.]$/.test(name)) return true;
  return RPC.test(name);
}

/** Operations of GenAI agents that are no everyday words, as `plan` and `retrieval` are. */
const NAMED =
  /^(?:chat|generate_content|text_completion|embeddings|create_agent|invoke_agent|execute_tool|invoke_workflow|search_memory|create_memory|update_memory|upsert_memory|delete_memory) \S+$/;
const SHOUTED = new RegExp(`^(?:HTTP )?(?:${HTTP}|${SQL})(?: \\S.*)?$`);
const ADDRESSED = new RegExp(
  `^(?:${MCP.split('|')
    .filter((one) => one.includes('/'))
    .join('|')})(?: \\S.*)?$`,
);

/**
 * Whether a name can hardly be anything but one of OpenTelemetry's conventions. `create order` and `plan trip` are written like theirs, and
 * are more often everyday words.
 */
export function isPlainlySemconv(name: string): boolean {
  return isSemconvName(name) && (NAMED.test(name) || SHOUTED.test(name) || ADDRESSED.test(name) || RPC.test(name));
}
