import { onlyValue } from './list-origin.ts';
import { entryOf } from '../syntax/object-entries.ts';
import { dependsOn } from './per-item-values.ts';
import type { FileReading } from '../reading.ts';
import { spanKindOf } from '../spans/span-kind.ts';
import type { SpanSite } from '../spans/span-sites.ts';
import { keyOf, unwrap, type Node } from '../syntax/tree.ts';

const FROM_MESSAGE = /extract|remote|setSpanContext/i;
const MOST_TEXT = 200;

/**
 * Whether a span stands for one message, by what it is made with: OpenTelemetry prescribes a span for each message that is made or
 * processed. It has such a kind, links, a trace of its own, or a parent that came with the message.
 */
export function isMessageSpan(reading: FileReading, site: SpanSite): boolean {
  const { tree, origins } = reading;
  const kind = spanKindOf(reading, site);
  if (kind === 'CONSUMER' || kind === 'PRODUCER') return true;
  if (entryOf(tree, origins, site.options, 'links')) return true;
  const root = entryOf(tree, origins, site.options, 'root');
  if (root?.type === 'Literal' && root.value === true) return true;
  const context =
    site.method === 'startSpan'
      ? site.call.arguments[2]
      : site.method && site.call.arguments.length > 3
        ? site.call.arguments[2]
        : undefined;
  return context !== undefined && (/parent/i.test(tree.quote(context, MOST_TEXT)) || isOfMessage(reading, context));
}

/**
 * Whether `context.with(…)` around a call gives it the parent that came with a message: `propagation.extract(…)`.
 * @param loop the loop whose items are the messages: a parent from outside is one for all; nothing for the whole file
 */
export function hasMessageParent(reading: FileReading, call: Node, loop?: Node): boolean {
  const { tree } = reading;
  let below = call;
  for (let up = tree.parentOf(call); up && up !== loop; below = up, up = tree.parentOf(up)) {
    if (up.type !== 'CallExpression' || up.callee.type !== 'MemberExpression' || keyOf(up.callee) !== 'with') continue;
    const [context] = up.arguments;
    if (!context || context === below || !isOfMessage(reading, context)) continue;
    if (!loop || dependsOn(reading, context, loop)) return true;
  }
  return false;
}

/** Whether a context came with a message, by what is written or by the value of its variable. */
function isOfMessage(reading: FileReading, context: Node): boolean {
  const node = unwrap(context);
  if (FROM_MESSAGE.test(reading.tree.quote(node, MOST_TEXT))) return true;
  const value = node.type === 'Identifier' ? onlyValue(reading, node) : undefined;
  return value !== undefined && FROM_MESSAGE.test(reading.tree.quote(value, MOST_TEXT));
}
