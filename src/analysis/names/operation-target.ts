import type { Contract } from '../../contract/contract.ts';
import { hasVaryingTarget, mayHaveTarget } from '../../contract/semconv-operations.ts';
import { recordsLettersUnder, recordsUnder } from '../attributes/span-attributes.ts';
import type { FileReading } from '../reading.ts';
import type { SpanSite } from '../spans/span-site.ts';
import { shapeOf, type Hole, type NameText } from './name-value.ts';
import { holdsNoTarget } from './no-target.ts';

/**
 * Attributes that say what an operation is done to: a table, a queue.
 * Source: OpenTelemetry semantic conventions 1.44.0, and with the names before 1.26.
 */
const TARGETS = [
  'db.collection.name',
  'db.stored_procedure.name',
  'db.sql.table',
  'db.mongodb.collection',
  'db.cassandra.table',
  'messaging.destination.name',
  'messaging.destination',
];

/**
 * Attributes that say which of few operations a span is, so that a name may vary with what is recorded under them: `redis.{command}`.
 * Source: OpenTelemetry semantic conventions 1.44.0, where their values are of low cardinality, and with the names before 1.26.
 */
const OPERATIONS: ReadonlySet<string> = new Set([
  'db.operation.name',
  'db.operation',
  'db.query.summary',
  'gen_ai.operation.name',
  'graphql.operation.type',
  'http.request.method',
  'http.method',
  'mcp.method.name',
  'messaging.operation.name',
  'messaging.operation.type',
  'messaging.operation',
  'rpc.method',
  'rpc.service',
]);

/**
 * Attributes that stand behind an operation of GenAI in the name of its span, where they may be any text.
 * Source: "Span name" of the semantic conventions for GenAI 1.41.0.
 */
const GENAI_TARGETS = [
  'gen_ai.request.model',
  'gen_ai.agent.name',
  'gen_ai.tool.name',
  'gen_ai.workflow.name',
  'gen_ai.data_source.id',
];

/**
 * Attributes of which a name may be put together, an operation and its target: `{gen_ai.operation.name} {gen_ai.request.model}`.
 * Source: "Name" of database, messaging and GenAI spans in the semantic conventions, and with the names before 1.26.
 */
const TWOFOLD = [
  { operations: ['gen_ai.operation.name'], targets: GENAI_TARGETS },
  {
    operations: ['db.operation.name', 'db.operation'],
    targets: [...TARGETS.filter((key) => key.startsWith('db.')), 'db.namespace', 'db.name'],
  },
  {
    operations: ['messaging.operation.name', 'messaging.operation.type', 'messaging.operation'],
    targets: TARGETS.filter((key) => key.startsWith('messaging.')),
  },
];

/** Whether the span carries what fills a hole as an operation, which is one of few: `redis.{command}` with `db.operation.name`. */
export function isRecordedOperation(
  reading: FileReading,
  site: SpanSite,
  { node, written = node }: Pick<Hole, 'node' | 'written'>,
): boolean {
  return recordsLettersUnder(reading, site, OPERATIONS, written, node);
}

/**
 * Whether a name with data in it is one of OpenTelemetry's own, as the contract accepts them: `chat {model}`, or `update {table}` where
 * the span carries the same value as its table, or `{operation} {model}` where it carries both.
 */
export function hasAcceptedTarget(
  reading: FileReading,
  site: SpanSite,
  pattern: NameText,
  { naming }: Contract,
): boolean {
  if (!naming.accept.includes('semconv')) return false;
  const shape = shapeOf(pattern);
  if (hasVaryingTarget(shape)) return !holdsNoTarget(reading, pattern);
  const [hole, target, ...more] = pattern.filter((part): part is Hole => part.kind !== 'text');
  if (!hole || more.length > 0) return false;
  if (!target) return mayHaveTarget(shape) && isRecordedAs(reading, site, hole, TARGETS);
  const isTwofold = shape.length === 3 && shape[0] === null && shape[1] === ' ';
  return (
    isTwofold &&
    TWOFOLD.some(
      ({ operations, targets }) =>
        isRecordedAs(reading, site, hole, operations) && isRecordedAs(reading, site, target, targets),
    )
  );
}

function isRecordedAs(
  reading: FileReading,
  site: SpanSite,
  { node, written = node }: Hole,
  keys: readonly string[],
): boolean {
  return keys.some((key) => recordsUnder(reading, site, key, written, node));
}
