import type { TSESTree } from '@typescript-eslint/types';
import type { Contract } from '../../contract/contract.ts';
import { isOfManySenses, keyMeaning } from '../catalogue/content-words.ts';
import type { FileReading } from '../reading.ts';
import { entryOf } from '../syntax/object-entries.ts';
import { keyOf, unwrap, type Node } from '../syntax/tree.ts';
import { mayBeOfAi } from './ai-context.ts';
import { comesFromModel } from './content-flow.ts';
import { captureGatesOf } from './content-gate.ts';
import { ValueJudge } from './content-value.ts';

/** A text of a span that is no attribute and holds raw content: the message of its status, or of an error that it records. */
export interface ContentMessage {
  readonly kind: 'status' | 'exception';
  readonly call: TSESTree.CallExpression;
  readonly value: Node;
}

/**
 * The messages of statuses and recorded errors that certainly are what people or models wrote: such as come out of a model, and such as are
 * called a prompt, a completion or a thought. A `message`, a `result`, a `response` is as often the program's own.
 */
export function contentMessages(
  reading: FileReading,
  contract: Contract,
  onlyListedRedactors: boolean,
): readonly ContentMessage[] {
  const { tree, origins } = reading;
  let judge: ValueJudge | undefined;
  return tree.all('CallExpression').flatMap((call) => {
    const callee = unwrap(call.callee);
    const method = callee.type === 'MemberExpression' ? keyOf(callee) : undefined;
    if (callee.type !== 'MemberExpression' || (method !== 'setStatus' && method !== 'recordException')) return [];
    const [first] = call.arguments;
    if (!first || first.type === 'SpreadElement' || origins.roleOf(callee.object) !== 'span') return [];
    const value = method === 'setStatus' ? entryOf(tree, origins, first, 'message') : messageOfError(reading, first);
    if (!value) return [];
    judge ??= new ValueJudge(reading, contract, onlyListedRedactors);
    const known = judge;
    if (!partsOf(value).some((part) => isCertain(reading, known, part))) return [];
    const isSafe = (one: Node) => /^(?:safe|redacted)$/.test(known.judge(one));
    const isAgreed = (name: string) => contract.captureGates.includes(name);
    if (captureGatesOf(reading, call, value, isAgreed, isSafe).length > 0) return [];
    return [{ kind: method === 'setStatus' ? 'status' : 'exception', call, value }];
  });
}

/** What an error that is made on the spot says. */
function messageOfError({ tree, origins }: FileReading, expression: Node): Node | undefined {
  const node = unwrap(expression);
  if (node.type === 'ObjectExpression') return entryOf(tree, origins, node, 'message');
  if (node.type !== 'NewExpression') return undefined;
  const [message] = node.arguments;
  return message?.type === 'SpreadElement' ? undefined : message;
}

/** The pieces of a text, and the texts that it can be. */
function partsOf(expression: Node): readonly Node[] {
  const node = unwrap(expression);
  switch (node.type) {
    case 'TemplateLiteral':
      return node.expressions.flatMap(partsOf);
    case 'BinaryExpression':
      return node.operator === '+' ? [node.left, node.right].flatMap(partsOf) : [];
    case 'ConditionalExpression':
      return [node.consequent, node.alternate].flatMap(partsOf);
    case 'LogicalExpression':
      return node.operator === '&&' ? partsOf(node.right) : [node.left, node.right].flatMap(partsOf);
    default:
      return [node];
  }
}

function isCertain(reading: FileReading, judge: ValueJudge, part: Node): boolean {
  const verdict = judge.judge(part);
  if (verdict !== 'model' && verdict !== 'named') return false;
  const name = nameOf(part) ?? '';
  const says = () => keyMeaning(name) === 'content' && (!isOfManySenses(name) || mayBeOfAi(reading));
  return comesFromModel(reading, part) || says();
}

/** What a value is called: `prompt` of `prompt.slice(0, 80)` and of `JSON.stringify(prompt)`. */
function nameOf(expression: Node, depth = 0): string | undefined {
  const node = unwrap(expression, true);
  if (node.type === 'Identifier') return node.name;
  if (node.type === 'MemberExpression') return keyOf(node);
  if (node.type !== 'CallExpression' || depth > 4) return undefined;
  const callee = unwrap(node.callee);
  const [first] = node.arguments;
  const isOfLanguage = callee.type === 'Identifier' || /^(?:JSON|util)$/.test(nameOfObject(callee) ?? '');
  const inner = isOfLanguage ? first : callee.type === 'MemberExpression' ? callee.object : undefined;
  return inner && nameOf(inner, depth + 1);
}

function nameOfObject(callee: Node): string | undefined {
  return callee.type === 'MemberExpression' && callee.object.type === 'Identifier' ? callee.object.name : undefined;
}
