import type { Contract } from '../../contract/contract.ts';
import { hasVaryingTarget, HTTP_METHODS, mayHaveTarget } from '../../contract/semconv-operations.ts';
import { recordsLettersUnder, recordsTextUnder, recordsUnder } from '../attributes/span-attributes.ts';
import { isOfRequest } from '../catalogue/target-words.ts';
import type { FileReading } from '../reading.ts';
import type { SpanSite } from '../spans/span-site.ts';
import type { Node } from '../syntax/tree.ts';
import { shapeOf, type Hole, type NamePart, type NameText } from './name-value.ts';
import { holdsNoTarget } from './no-target.ts';
import { namesIn } from './value-names.ts';

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

/** Attributes for the two parts of a name. */
interface Twofold {
  readonly operations: readonly string[];
  readonly targets: readonly string[];
  /** The target may stand before its operation as well: `{queue} publish`. */
  readonly before?: true;
}

/**
 * Attributes of which a name may be put together, an operation and its target: `{gen_ai.operation.name} {gen_ai.request.model}`.
 * Source: "Name" of database, messaging and GenAI spans in the semantic conventions, and with the names before 1.26.
 */
const TWOFOLD: readonly Twofold[] = [
  { operations: ['gen_ai.operation.name'], targets: GENAI_TARGETS },
  {
    operations: ['db.operation.name', 'db.operation'],
    targets: [...TARGETS.filter((key) => key.startsWith('db.')), 'db.namespace', 'db.name'],
  },
  {
    operations: ['messaging.operation.name', 'messaging.operation.type', 'messaging.operation'],
    targets: TARGETS.filter((key) => key.startsWith('messaging.')),
    before: true,
  },
];

/**
 * Attributes that stand behind the method in the name of an HTTP span, and the operations that they stand behind.
 * Source: "Name" of HTTP spans in the semantic conventions 1.44.0.
 */
const ROUTES = ['http.route', 'url.template'];
const METHODS = ['http.request.method', 'http.method'];
const METHOD = new RegExp(`^(?:${HTTP_METHODS})$`);

/** Whether the span carries what fills a hole as an operation, which is one of few: `redis.{command}` with `db.operation.name`. */
export function isRecordedOperation(
  reading: FileReading,
  site: SpanSite,
  { node, written = node }: Pick<Hole, 'node' | 'written'>,
): boolean {
  return recordsLettersUnder(reading, site, OPERATIONS, written, node);
}

/**
 * Whether a name with data in it is one of OpenTelemetry's own, as the contract accepts them: `chat {model}`, or a name that is put together
 * from what the span carries.
 */
export function hasAcceptedTarget(
  reading: FileReading,
  site: SpanSite,
  pattern: NameText,
  { naming }: Contract,
): boolean {
  if (!naming.accept.includes('semconv')) return false;
  const shape = shapeOf(pattern);
  return hasVaryingTarget(shape) ? !holdsNoTarget(reading, pattern) : hasRecordedTarget(reading, site, pattern);
}

/**
 * Whether a name ends in a target that the span carries, as the conventions put it behind an operation: `update {table}` with the table, or
 * `{operation} {model}` and `{method} {route}` with both.
 */
export function hasRecordedTarget(reading: FileReading, site: SpanSite, pattern: NameText): boolean {
  const [hole, ...more] = pattern.filter((part): part is Hole => part.kind !== 'text');
  const isTarget = hole && more.length === 0 && mayHaveTarget(shapeOf(pattern));
  if (isTarget && isRecordedAs(reading, site, hole, TARGETS)) return true;
  return twofoldNames(pattern).some(
    ({ operation, target, isBefore }) =>
      (!isBefore && isRoute(reading, site, target) && isMethod(reading, site, operation)) ||
      TWOFOLD.some(
        ({ operations, targets, before }) =>
          (!isBefore || before) &&
          isRecordedAs(reading, site, target, targets) &&
          isRecordedOperationOf(reading, site, operation, operations),
      ),
  );
}

/** A name that is an operation and a hole with a blank between. */
interface TwofoldName {
  /** A text where it is one of those that the code fixes. */
  readonly operation: string | Hole;
  readonly target: Hole;
  readonly isBefore: boolean;
}

/** How a name can be read as such. */
function twofoldNames(pattern: NameText): readonly TwofoldName[] {
  const [first, ...rest] = pattern;
  const last = rest.at(-1);
  if (!first || !last) return [];
  if (last.kind === 'text') {
    const operation = textOf(rest)?.match(/^ (\S+)$/)?.[1];
    return first.kind === 'text' || !operation ? [] : [{ operation, target: first, isBefore: true }];
  }
  if (first.kind === 'text') {
    const operation = textOf(pattern.slice(0, -1))?.match(/^(\S+) $/)?.[1];
    return operation ? [{ operation, target: last, isBefore: false }] : [];
  }
  if (textOf(rest.slice(0, -1)) !== ' ') return [];
  return [
    { operation: first, target: last, isBefore: false },
    { operation: last, target: first, isBefore: true },
  ];
}

function textOf(parts: readonly NamePart[]): string | undefined {
  return parts.every((part) => part.kind === 'text') ? parts.map(({ text }) => text).join('') : undefined;
}

function isRecordedOperationOf(
  reading: FileReading,
  site: SpanSite,
  operation: string | Hole,
  keys: readonly string[],
): boolean {
  return typeof operation === 'string'
    ? keys.some((key) => recordsTextUnder(reading, site, key, operation))
    : isRecordedAs(reading, site, operation, keys);
}

/** Whether the span carries a value as its route, and the value is not to be seen as a path that a client asks for. */
function isRoute(reading: FileReading, site: SpanSite, target: Hole): boolean {
  return (
    isRecordedAs(reading, site, target, ROUTES) && ![target.node, target.written].some((node) => node && isPath(node))
  );
}

function isPath(node: Node): boolean {
  const [name = '', owner = ''] = namesIn(node).toReversed();
  return isOfRequest(name, owner);
}

/** Whether what stands before a route is the method of a request, by its name or by what the span carries. */
function isMethod(reading: FileReading, site: SpanSite, operation: string | Hole): boolean {
  if (typeof operation === 'string')
    return METHOD.test(operation) || isRecordedOperationOf(reading, site, operation, METHODS);
  return operation.kind !== 'variable' || isRecordedAs(reading, site, operation, METHODS);
}

function isRecordedAs(
  reading: FileReading,
  site: SpanSite,
  { node, written = node }: Hole,
  keys: readonly string[],
): boolean {
  return keys.some((key) => recordsUnder(reading, site, key, written, node));
}
