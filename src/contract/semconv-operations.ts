/** Operations whose names OpenTelemetry writes in one way: alone, or with a target behind them. */
interface Operations {
  /** One alternative each. */
  readonly words: string;
  /** A name of their own, without any target. Everyday verbs are none. */
  readonly alone?: true;
  /** What may stand behind them: any text, or one word, where more of them are an everyday sentence. Nothing may where it is left out. */
  readonly target?: 'text' | 'word';
  /** The target may differ from call to call. It may not behind everyday verbs, for `update {x}` is most often data. */
  readonly varies?: true;
}

/** The methods of HTTP requests, as alternatives of a pattern. */
export const HTTP_METHODS = 'GET|HEAD|POST|PUT|DELETE|CONNECT|OPTIONS|TRACE|PATCH|HTTP|QUERY';
const GENAI =
  'chat|generate_content|text_completion|embeddings|retrieval|create_agent|invoke_agent|execute_tool|invoke_workflow|plan|rerank|fetch_response|search_memory|create_memory|update_memory|upsert_memory|delete_memory';
const MCP_TARGETED = 'tools/call|prompts/get|resources/read';
const MCP =
  'tools/list|resources/list|resources/subscribe|prompts/list|initialize|ping|completion/complete|sampling/createMessage|notifications/[a-z_]+(?:/[a-z_]+)?';
const SQL = 'SELECT|INSERT|UPDATE|DELETE|MERGE|CALL|BATCH|CREATE|DROP|ALTER';
// Source: Redis 8 commands; only those that are no HTTP method or SQL word, which stand above.
const REDIS =
  'SET|SETEX|SETNX|MGET|MSET|GETSET|GETDEL|GETEX|APPEND|INCR|INCRBY|DECR|DECRBY|DEL|UNLINK|EXISTS|EXPIRE|PEXPIRE|PERSIST|TTL|PTTL|SCAN|HSET|HGET|HMSET|HMGET|HGETALL|HDEL|HEXISTS|HINCRBY|HKEYS|HVALS|HSCAN|LPUSH|RPUSH|LPOP|RPOP|BLPOP|BRPOP|LLEN|LRANGE|LREM|LTRIM|SADD|SREM|SMEMBERS|SISMEMBER|SCARD|SPOP|ZADD|ZREM|ZRANGE|ZRANGEBYSCORE|ZREVRANGE|ZSCORE|ZRANK|ZCARD|ZINCRBY|PUBLISH|SUBSCRIBE|XADD|XREAD|XREADGROUP|XACK|XLEN|XRANGE|EVAL|EVALSHA|MULTI|EXEC|PIPELINE|PFADD|PFCOUNT|SETBIT|GETBIT|FLUSHDB|FLUSHALL|WATCH|PING';
const COSMOS =
  '(?:create|read|replace|upsert|patch|delete)_item|(?:query|read_all|read_many|delete_all)_items(?:_by_partition_key)?|execute_(?:batch|bulk)|query_change_feed';
const DESTINED = 'publish|send|receive|process|settle|create|poll';

/**
 * Source: semantic conventions 1.44.0 (HTTP, database with SQL, MongoDB, Redis, Azure Cosmos DB and Elasticsearch, messaging, RPC with the
 * AWS SDK, GraphQL) and 1.41.0 (GenAI, MCP). HTTP stands apart: its target must be a route, which is one of few, never a path.
 */
const OPERATIONS: readonly Operations[] = [
  { words: GENAI, alone: true, target: 'text', varies: true },
  { words: MCP_TARGETED, alone: true, target: 'text', varies: true },
  { words: MCP, alone: true, target: 'text' },
  { words: SQL, alone: true, target: 'text', varies: true },
  { words: REDIS, alone: true, target: 'word' },
  { words: 'find|findAndModify|aggregate', target: 'text', varies: true },
  { words: 'insert|update|delete|mget|hset|hget', target: 'text' },
  { words: COSMOS, target: 'word', varies: true },
  { words: 'search|msearch|bulk|update_by_query|delete_by_query', target: 'word' },
  { words: 'query|mutation|subscription', target: 'word' },
  { words: 'GraphQL Operation', alone: true },
  { words: DESTINED, target: 'text', varies: true },
  { words: 'ack|nack', target: 'text', varies: true },
  { words: 'commit', target: 'text' },
];

const wordsOf = (is: (one: Operations) => boolean) =>
  OPERATIONS.filter(is)
    .map(({ words }) => words)
    .join('|');

const ALONE = new RegExp(`^(?:${HTTP_METHODS}|${wordsOf(({ alone }) => alone === true)})$`);
const TARGETED = new RegExp(
  `^(?:(?:${wordsOf(({ target }) => target === 'text')}) \\S.*|(?:${wordsOf(({ target }) => target === 'word')}) \\S+)$`,
);
const VARYING = new RegExp(`^(?:${wordsOf(({ varies }) => varies === true)}) $`);
const ROUTED = new RegExp(`^(?:HTTP )?(?:${HTTP_METHODS})(?: \\S*)?$`);
/** Messaging operations behind their destination, as conventions before 1.26 put them and many still do. */
const MESSAGED = new RegExp(`^\\S+ (?:${DESTINED}|commit|ack|nack)$`);
const VARYING_BEFORE = new RegExp(`^ (?:${DESTINED}|ack|nack)$`);
// A service is written with a capital: `agent.tool/call` is a slip, not a service; without a package its name says that it is one.
const RPC = /^(?:(?:[A-Za-z_]\w*\.)+[A-Z]\w*|[A-Z]\w*Service)\/[A-Za-z_]\w*$/;
// `DynamoDB.GetItem`. Source: client names of the AWS SDK for JavaScript 3; any other `Agent.ToolCall` is no such name.
const AWS =
  /^(?:DynamoDB|S3|SQS|SNS|Lambda|Kinesis|Firehose|SFN|EventBridge|SecretsManager|SSM|STS|SES|SESv2|KMS|ECS|EC2|RDS|Athena|CloudWatch|CloudWatchLogs|Cognito|BedrockRuntime|Bedrock Runtime|BedrockAgentRuntime)[./][A-Z][A-Za-z0-9]+$/;

/**
 * Whether texts around one hole are those of an operation whose target varies by design: `chat {model}`, `{queue} publish`.
 * @param shape texts and holes (`null`) of the name
 */
export function hasVaryingTarget(shape: readonly (string | null)[]): boolean {
  const [first, second] = shape;
  if (shape.length !== 2) return false;
  return typeof first === 'string' ? VARYING.test(first) : typeof second === 'string' && VARYING_BEFORE.test(second);
}

/** Whether a text and a hole are those of an operation and a target, where what fills the hole is one: `update {table}`. */
export function mayHaveTarget(shape: readonly (string | null)[]): boolean {
  if (shape.length !== 2 || shape.every((part) => part === null)) return false;
  const name = shape.map((part) => part ?? 'x').join('');
  return TARGETED.test(name) || MESSAGED.test(name);
}

/** Whether a name is written as OpenTelemetry's conventions write theirs: `chat gpt-4`, `GET /users/:id`, `pkg.Service/Method`. */
export function isSemconvName(name: string): boolean {
  if (name.trim() !== name || /\s{2}/.test(name)) return false;
  if (ALONE.test(name) || TARGETED.test(name) || ROUTED.test(name)) return true;
  if (MESSAGED.test(name) && !/[:.]$/.test(name)) return true;
  return RPC.test(name) || AWS.test(name);
}

/** Operations of GenAI agents that are no everyday words, as `plan` and `retrieval` are. */
const NAMED_WORDS =
  'chat|generate_content|text_completion|embeddings|create_agent|invoke_agent|execute_tool|invoke_workflow|search_memory|create_memory|update_memory|upsert_memory|delete_memory';
const NAMED = new RegExp(`^(?:${NAMED_WORDS}) \\S+$`);
const NAMED_ALONE = new RegExp(`^(?:${NAMED_WORDS})$`);
const SHOUTED = new RegExp(`^(?:HTTP )?(?:${HTTP_METHODS}|${SQL})(?: \\S.*)?$`);
const ADDRESSED = new RegExp(
  `^(?:${`${MCP_TARGETED}|${MCP}`
    .split('|')
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

/** Whether a name is an operation of GenAI agents without a target: `invoke_agent`. One such name may be anybody's own. */
export function isGenAiOperation(name: string): boolean {
  return NAMED_ALONE.test(name);
}
