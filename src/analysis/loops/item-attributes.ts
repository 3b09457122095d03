import type { TSESTree } from '@typescript-eslint/types';
import type { ChainedCall } from '../syntax/call-chain.ts';
import { hasEffects } from '../syntax/effects.ts';
import type { ItemSpanUses } from './item-span-uses.ts';
import { isLooped, type ItemSpan } from './item-span.ts';
import type { FileReading } from '../reading.ts';
import { refuse, type Refusal } from '../refusal.ts';
import { unwrap, type Node, type Range, type Tree } from '../syntax/tree.ts';

/** A statement that sets attributes of an item, with its entries as those of an object. */
export interface ItemAttributes {
  readonly statement: TSESTree.ExpressionStatement;
  readonly entries: readonly string[];
  /** The keys of the entries that are computed. */
  readonly computed: readonly Node[];
  readonly values: readonly Node[];
}

/** What the calls of a statement set; nothing where they do something else as well. */
export function itemAttributes(
  tree: Tree,
  statement: TSESTree.ExpressionStatement,
  calls: readonly ChainedCall[],
): ItemAttributes | undefined {
  const entries: string[] = [];
  const computed: Node[] = [];
  const values: Node[] = [];
  const quote = (node: Node) => tree.text.slice(...node.range);
  for (const { method, call } of calls) {
    const [first, second] = call.arguments;
    if (!first || call.arguments.some((argument) => argument.type === 'SpreadElement')) return undefined;
    if (method === 'setAttribute' && second) {
      const isText = first.type === 'Literal' && typeof first.value === 'string';
      entries.push(`${isText ? quote(first) : `[${quote(first)}]`}: ${quote(second)}`);
      values.push(first, second);
      if (!isText) computed.push(first);
    } else if (method === 'setAttributes') {
      const object = unwrap(first);
      values.push(object);
      if (object.type === 'ObjectExpression') {
        entries.push(...object.properties.map(quote));
        for (const one of object.properties) if (one.type === 'Property' && one.computed) computed.push(one.key);
      } else entries.push(`...${quote(first)}`);
    } else return undefined;
  }
  return { statement, entries, computed, values };
}

/**
 * Attributes of an item become one event where they are set in one place, and where that says what they would have said.
 * @param events whether they may become one
 */
export function eventRefusal(
  { tree, texts }: FileReading,
  { body }: ItemSpan,
  { attributes, guard }: Pick<ItemSpanUses, 'attributes' | 'guard'>,
  events: boolean,
): Refusal | undefined {
  const [first, ...more] = attributes;
  if (!first) return undefined;
  if (!events)
    return refuse(
      'itemAttributes',
      'Attributes of an item would take the place of those of the one before. Run with `--events` to record them as span events, or leave them out.',
    );
  const block = tree.parentOf(first.statement);
  if (block?.type !== 'BlockStatement' || more.some(({ statement }) => tree.parentOf(statement) !== block))
    return attributeRefusal('in several places');
  if (isLooped(tree, block, body)) return attributeRefusal('in a loop of its own');
  const last = attributes.at(-1) ?? first;
  const at = (one: ItemAttributes) => block.body.indexOf(one.statement);
  const between = block.body.slice(at(first) + 1, at(last));
  const others = between.filter((one) => !attributes.some(({ statement }) => statement === one));
  // what is set first would be lost with an error before the event
  if (
    guard &&
    (others.some((one) => acts(tree, one)) || more.some(({ values }) => values.some((one) => hasEffects(tree, one))))
  )
    return attributeRefusal('before and after something that may fail');
  const isLate = (one: ItemAttributes) =>
    others.some((other) => at(one) < block.body.indexOf(other) && acts(tree, other));
  if (
    attributes.some(
      (one) =>
        isLate(one) &&
        !one.values.every((value) => isHeld(tree, value, [one.statement.range[1], last.statement.range[0]])),
    )
  )
    return attributeRefusal('before and after something that may change their values');
  const keys = [
    ...attributes.flatMap(({ entries }) => entries).map((entry) => entry.split(':')[0]?.replace(/["'`]/g, '')),
    ...attributes.flatMap(({ computed }) => computed.flatMap((key) => texts.textOf(key) ?? [])),
  ];
  if (new Set(keys).size < keys.length) return attributeRefusal('twice');
  // a comment in what is put together would be lost
  const whole = attributes.map(({ statement }) => tree.text.slice(...statement.range)).join('');
  return /\/[/*]/.test(whole) ? attributeRefusal('beside comments') : undefined;
}

/** Whether a statement may do more than read and name values. */
function acts(tree: Tree, statement: TSESTree.Statement): boolean {
  const isPlain = statement.type === 'VariableDeclaration' || statement.type === 'ExpressionStatement';
  return !isPlain || hasEffects(tree, statement);
}

/** Whether an expression is a constant, or a name that gets no other value between two places. */
function isHeld(tree: Tree, expression: Node, [start, end]: Range): boolean {
  const node = unwrap(expression);
  switch (node.type) {
    case 'Literal':
      return true;
    case 'ObjectExpression':
      return node.properties.every(
        (one) => one.type === 'Property' && !one.computed && isHeld(tree, one.value, [start, end]),
      );
    case 'Identifier':
      return !tree.variableOf(node)?.references.some((one) => {
        const { identifier, init } = one;
        const isHere = tree.functionAround(identifier) === tree.functionAround(node);
        return one.isWrite() && !init && (!isHere || (start <= identifier.range[0] && identifier.range[1] <= end));
      });
    default:
      return false;
  }
}

/** Says how attributes are set that cannot become one event. */
export function attributeRefusal(how: string): Refusal {
  return refuse(
    'itemAttributes',
    `Attributes of an item are set ${how}, and those of the next would take their place. Record them as span events by hand, or leave them out.`,
  );
}
