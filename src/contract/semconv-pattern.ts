import type { Contract } from './contract.ts';

/**
 * Operations whose convention puts a target behind them in the span name, so that the target varies by design.
 * Source: OpenTelemetry semantic conventions 1.44.0 (database, messaging, RPC) and 1.41.0 (GenAI, MCP). HTTP is left out on purpose: its
 * target must be a route, which is bounded, never a path.
 */
const TARGETED =
  /^(?:chat|generate_content|text_completion|embeddings|retrieval|create_agent|invoke_agent|execute_tool|invoke_workflow|plan|rerank|tools\/call|prompts\/get|resources\/read|publish|send|receive|process|settle|create|SELECT|INSERT|UPDATE|DELETE|MERGE|CALL|find|findAndModify|aggregate) $/;

/** Messaging operations behind their destination, as conventions before 1.26 put them and many still do. */
const DESTINED = /^ (?:publish|create|receive|process|send|settle|poll)$/;

/**
 * Whether a name with holes is one of OpenTelemetry's own (`chat {model}`), and the contract accepts that style.
 * @param shape texts and holes (`null`) of the name
 */
export function isSemconvPattern(shape: readonly (string | null)[], contract: Contract): boolean {
  if (!contract.naming.accept.includes('semconv') || shape.length !== 2) return false;
  const [first, second] = shape;
  return typeof first === 'string' ? TARGETED.test(first) : typeof second === 'string' && DESTINED.test(second);
}
