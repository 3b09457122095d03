import type { Contract } from '../../contract/contract.ts';
import { hasVaryingTarget, mayHaveTarget } from '../../contract/semconv-operations.ts';
import { recordsUnder } from '../attributes/span-attributes.ts';
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
 * Whether a name with data in it is one of OpenTelemetry's own, as the contract accepts them: `chat {model}`, or `update {table}` where
 * the span carries the same value as its table.
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
  const [hole, ...more] = pattern.filter((part): part is Hole => part.kind !== 'text');
  if (!hole || more.length > 0 || !mayHaveTarget(shape)) return false;
  const { node, written = node } = hole;
  return TARGETS.some((key) => recordsUnder(reading, site, key, written, node));
}
