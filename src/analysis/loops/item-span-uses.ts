import type { TSESTree } from '@typescript-eslint/types';
import { chainOf } from '../syntax/call-chain.ts';
import { attributeRefusal, itemAttributes, type ItemAttributes } from './item-attributes.ts';
import { isLooped, type ItemSpan } from './item-span.ts';
import type { FileReading } from '../reading.ts';
import { refuse, type Refusal } from '../refusal.ts';
import { readJumps } from './round-jumps.ts';
import { isInside, keyOf, unwrap, type Node, type Tree } from '../syntax/tree.ts';

/** What the code does with a span for an item. */
export interface ItemSpanUses {
  readonly end: TSESTree.ExpressionStatement;
  /** The first statement that records a failure, where there is one. */
  readonly failure: TSESTree.Statement | undefined;
  readonly attributes: readonly ItemAttributes[];
  /** The `try` that ends the span, the last statement of the body. */
  readonly guard: TSESTree.TryStatement | undefined;
  /** Whether a round can be over before the span is made, or the last one come early. */
  readonly uneven: boolean;
}

/** Reads what becomes of the span; the first thing that speaks against lifting it is the answer. */
export function readUses(reading: FileReading, item: ItemSpan): ItemSpanUses | Refusal {
  const { tree } = reading;
  const { binding, body } = item;
  const variable = tree.variableOf(binding);
  const home = tree.functionAround(item.callback ? body : item.made);
  const ends: TSESTree.ExpressionStatement[] = [];
  const failures: TSESTree.ExpressionStatement[] = [];
  const attributes: ItemAttributes[] = [];
  const kept = refuse(
    'kept',
    'The span of an item is used for more than what happens in its round: it is handed on, kept, read, or used in a function within the loop. Lift it by hand.',
  );
  for (const { identifier } of variable?.references ?? []) {
    if (identifier === binding) continue;
    const chain = chainOf(tree, identifier);
    if (!chain || tree.functionAround(identifier) !== home || !isInside(identifier, body)) return kept;
    const { statement, calls } = chain;
    const methods = calls.map(({ method }) => method);
    if (methods.includes('updateName'))
      return refuse('namePerItem', 'The name of the span is changed for each item. Give it a fixed name first.');
    if (methods.includes('end')) {
      if (methods.length > 1 || calls[0]?.call.arguments.length !== 0) return endRefusal();
      ends.push(statement);
    } else if (methods.some((method) => method.startsWith('setAttribute'))) {
      const set = itemAttributes(tree, statement, calls);
      if (!set) return attributeRefusal('in a chain with other calls');
      attributes.push(set);
    } else if (methods.every((method) => /^(?:recordException|setStatus|addEvent)$/.test(method))) {
      for (const { method, call } of calls) {
        if (method === 'setStatus' && !isError(call.arguments[0]))
          return refuse(
            'status',
            'An item sets a status that is not always ERROR, which would take the place of the error of another item. Set it once, after the loop.',
          );
      }
      if (methods.some((method) => method !== 'addEvent')) failures.push(statement);
    } else return kept;
  }
  if (item.callback && asksForActive(tree, body))
    return refuse(
      'kept',
      'The loop asks for the active span, which would be one for all items. Make one span around the loop by hand.',
    );
  const last = body.body.at(-1);
  const [end, second] = ends;
  const guard = last?.type === 'TryStatement' && last.finalizer?.body.some((one) => one === end) ? last : undefined;
  if (!end || second || (last !== end && !guard)) return endRefusal();
  const jumps = readJumps(tree, item, guard);
  if ('reason' in jumps) return jumps;
  const [failure, ...others] = failures;
  const block = failure && tree.parentOf(failure);
  if (
    block &&
    (block.type !== 'BlockStatement' ||
      others.some((one) => tree.parentOf(one) !== block) ||
      isLooped(tree, block, body))
  )
    return refuse(
      'failures',
      'The failure of an item is recorded in several places, in a loop of its own or outside of braces, so that it cannot be counted. Count it by hand.',
    );
  return { end, failure, attributes, guard, uneven: jumps.uneven };
}

/** Whether code takes the span out of the context that `startActiveSpan` put it in. */
function asksForActive(tree: Tree, body: Node): boolean {
  return tree.all('CallExpression').some((call) => {
    const callee = unwrap(call.callee);
    const name = callee.type === 'Identifier' ? callee.name : callee.type === 'MemberExpression' ? keyOf(callee) : '';
    return isInside(call, body) && /^get(?:Active|Current)?Span$/.test(name ?? '');
  });
}

function endRefusal(): Refusal {
  return refuse(
    'ending',
    'The span does not end once, as the last thing of its round or in the `finally` of a `try` that is. End it there first.',
  );
}

function isError(status: TSESTree.CallExpressionArgument | undefined): boolean {
  const node = status && unwrap(status);
  if (node?.type !== 'ObjectExpression') return false;
  const codes = node.properties.filter((property) => property.type === 'SpreadElement' || keyOf(property) === 'code');
  const [code] = codes;
  if (codes.length !== 1 || code?.type !== 'Property') return false;
  const value = unwrap(code.value);
  return value.type === 'MemberExpression' ? keyOf(value) === 'ERROR' : value.type === 'Literal' && value.value === 2;
}

/** A span that stands around nothing has nothing to say of the loop. */
export function emptyRefusal({ body, made }: ItemSpan, { end, guard }: ItemSpanUses): Refusal | undefined {
  const rest = body.body.filter((one) => one !== made && one !== end && one !== guard);
  if (rest.length === 0 && !guard?.block.body.some((one) => one !== end))
    return refuse('shape', 'The span of an item stands around nothing. Make one span around the loop by hand.');
  return undefined;
}
