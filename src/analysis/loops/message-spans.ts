import type { TSESTree } from '@typescript-eslint/types';
import { onlyValue } from './list-origin.ts';
import { dependsOn } from './per-item-values.ts';
import type { FileReading } from '../reading.ts';
import { kindOf, spanKindOf, type SpanSource } from '../spans/span-kind.ts';
import type { SpanSite } from '../spans/span-site.ts';
import { argumentAt } from '../syntax/call-arguments.ts';
import { entryOf } from '../syntax/object-entries.ts';
import { isInside, keyOf, unwrap, type FunctionNode, type Node } from '../syntax/tree.ts';

const FROM_MESSAGE = /extract|remote|setSpanContext/i;
/** Functions of OpenTelemetry that give a context of the own trace. Source: @opentelemetry/api 1.9, core 2.12. */
const OWN_CONTEXT = /^(?:active|set(?:Span|Value|Baggage)|delete(?:Span|Value|Baggage)|suppressTracing)$/;
const MOST_TEXT = 200;
/** Wrappers of wrappers are followed, no further. */
const MOST_WRAPPERS = 3;

/**
 * Whether a span stands for one message, by what it is made with: OpenTelemetry prescribes a span for each message that is made or
 * processed. It has such a kind, links, a trace of its own, or a parent that came with the message, here or in its wrapper.
 */
export function isMessageSpan(reading: FileReading, site: SpanSite): boolean {
  const { tree, origins } = reading;
  if (isMadeAsMessage(reading, site) || entryOf(tree, origins, site.options, 'links')) return true;
  const context = contextOf(site);
  if (context !== undefined && (/parent/i.test(tree.quote(context, MOST_TEXT)) || isOfMessage(reading, context)))
    return true;
  return site.wrapper && (isMessageCall(reading, site) || isOfMessageWrapper(reading, site));
}

/** Whether the spans of a wrapper stand for one message each, whatever it is called with. */
export function isMessageWrapper(
  source: SpanSource & { readonly sites: readonly SpanSite[] },
  fn: FunctionNode,
  depth = 0,
): boolean {
  const { tree, origins, sites } = source;
  return sites.some((site) => {
    if (!isInside(site.call, fn)) return false;
    const links = entryOf(tree, origins, site.options, 'links');
    if (isMadeAsMessage(source, site) || (links?.type === 'ArrayExpression' && links.elements.length > 0)) return true;
    const context = contextOf(site);
    if (context !== undefined && (isOfMessage(source, context) || isFromHelper(source, context, fn))) return true;
    if (hasMessageParent(source, site.call, fn)) return true;
    if (!site.wrapper || depth >= MOST_WRAPPERS) return false;
    if (origins.wrapperAt(site.call.callee)?.perMessage) return true;
    const inner = origins.functionOf(site.call.callee);
    return inner !== undefined && inner !== fn && isMessageWrapper(source, inner, depth + 1);
  });
}

/**
 * Whether something gives a call the parent that came with a message: `context.with(propagation.extract(…), …)` around it, or a
 * context that it takes and that is made for each item, `toContext(record.headers)`.
 * @param loop the loop whose items are the messages, or a function that is called for each: a parent from outside is one for all;
 * nothing for the whole file
 */
export function hasMessageParent(source: SpanSource, call: Node, loop?: Node): boolean {
  const { tree } = source;
  let below = call;
  for (let up = tree.parentOf(call); up && up !== loop; below = up, up = tree.parentOf(up)) {
    if (up.type !== 'CallExpression' || up.callee.type !== 'MemberExpression' || keyOf(up.callee) !== 'with') continue;
    const [context] = up.arguments;
    if (!context || context === below) continue;
    if (isOfMessage(source, context) && (!loop || dependsOn(source, context, loop))) return true;
    if (loop && isFromHelper(source, context, loop)) return true;
  }
  return false;
}

/** Whether a span is made in a context that a function of the project made in the loop: `toContext(record.headers)`. */
export function hasContextFromHelper(source: SpanSource, site: SpanSite, loop: Node): boolean {
  const context = contextOf(site);
  return context !== undefined && isFromHelper(source, context, loop);
}

/** Whether a span has the kind of a message, or a trace of its own. */
function isMadeAsMessage(source: SpanSource, site: SpanSite): boolean {
  const kind = spanKindOf(source, site);
  if (kind === 'CONSUMER' || kind === 'PRODUCER') return true;
  const root = entryOf(source.tree, source.origins, site.options, 'root');
  return root?.type === 'Literal' && root.value === true;
}

/** Whether a wrapper is told by its caller that the span stands for a message: by a kind, by links, or by a parent. */
function isMessageCall(source: SpanSource, { call }: SpanSite): boolean {
  return call.arguments.some((argument, index) => {
    if (argument.type === 'SpreadElement') return false;
    const options = argumentAt(source.tree, source.origins, call, String(index));
    if (options?.type !== 'ObjectExpression') return isContextCall(source, argument);
    const kind = kindOf(entryOf(source.tree, source.origins, options, 'kind'));
    return (
      kind === 'CONSUMER' || kind === 'PRODUCER' || entryOf(source.tree, source.origins, options, 'links') !== undefined
    );
  });
}

/** Whether an argument is a context that came with a message; a text such as `extract` is none. */
function isContextCall(source: SpanSource, argument: Node): boolean {
  const node = unwrap(argument);
  const value = node.type === 'Identifier' ? onlyValue(source, node) : node;
  return value?.type === 'CallExpression' && /^(?:extract|setSpanContext)$/.test(calledName(value) ?? '');
}

function isOfMessageWrapper(reading: FileReading, { call }: SpanSite): boolean {
  const { origins, spanSites } = reading;
  if (origins.wrapperAt(call.callee)?.perMessage) return true;
  const fn = origins.functionOf(call.callee);
  return fn !== undefined && isMessageWrapper({ ...reading, sites: spanSites }, fn);
}

/** The context that a span is made in, where it is given one. */
function contextOf({ method, call }: SpanSite): TSESTree.CallExpressionArgument | undefined {
  if (method === 'startSpan') return call.arguments[2];
  return method && call.arguments.length > 3 ? call.arguments[2] : undefined;
}

/** Whether a context came with a message, by what is written or by the value of its variable. */
function isOfMessage(source: SpanSource, context: Node): boolean {
  const { tree } = source;
  const node = unwrap(context);
  if (FROM_MESSAGE.test(tree.quote(node, MOST_TEXT))) return true;
  const value = node.type === 'Identifier' ? onlyValue(source, node) : undefined;
  return value !== undefined && FROM_MESSAGE.test(tree.quote(value, MOST_TEXT));
}

/** Whether a context is what a function that is not of OpenTelemetry makes of something in the loop. */
function isFromHelper(source: SpanSource, context: Node, loop: Node): boolean {
  const node = unwrap(context, true);
  const value = node.type === 'Identifier' ? onlyValue(source, node) : node;
  if (value?.type !== 'CallExpression' || value.arguments.length === 0) return false;
  const name = calledName(value);
  return name !== undefined && !OWN_CONTEXT.test(name) && value.arguments.some((one) => dependsOn(source, one, loop));
}

function calledName({ callee }: TSESTree.CallExpression): string | undefined {
  const node = unwrap(callee);
  return node.type === 'Identifier' ? node.name : node.type === 'MemberExpression' ? keyOf(node) : undefined;
}
