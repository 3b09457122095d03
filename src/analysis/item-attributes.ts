import type { TSESTree } from '@typescript-eslint/types';
import type { ChainedCall } from './call-chain.ts';
import { isFresh, isWrittenBetween } from './per-item-values.ts';
import { refuse, type Refusal } from './refusal.ts';
import { unwrap, type Node, type Tree } from './tree.ts';

/** A statement that sets attributes of an item, with its entries as those of an object. */
export interface ItemAttributes {
  readonly statement: TSESTree.ExpressionStatement;
  readonly entries: readonly string[];
  readonly values: readonly Node[];
}

/** What the calls of a statement set; nothing where they do something else as well. */
export function itemAttributes(
  tree: Tree,
  statement: TSESTree.ExpressionStatement,
  calls: readonly ChainedCall[],
): ItemAttributes | undefined {
  const entries: string[] = [];
  const values: Node[] = [];
  const quote = (node: Node) => tree.text.slice(...node.range);
  for (const { method, call } of calls) {
    const [first, second] = call.arguments;
    if (!first || call.arguments.some((argument) => argument.type === 'SpreadElement')) return undefined;
    if (method === 'setAttribute' && second) {
      const isText = first.type === 'Literal' && typeof first.value === 'string';
      entries.push(`${isText ? quote(first) : `[${quote(first)}]`}: ${quote(second)}`);
      values.push(first, second);
    } else if (method === 'setAttributes') {
      const object = unwrap(first);
      values.push(object);
      if (object.type === 'ObjectExpression') entries.push(...object.properties.map(quote));
      else entries.push(`...${quote(first)}`);
    } else return undefined;
  }
  return { statement, entries, values };
}

/**
 * Attributes of an item become one event where they are set in one place.
 * @param events whether they may become one
 */
export function eventRefusal(tree: Tree, attributes: readonly ItemAttributes[], events: boolean): Refusal | undefined {
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
  const at = (statement: TSESTree.Statement) => block.body.indexOf(statement);
  const inRow = more.every(({ statement }, i) => at(statement) === at(first.statement) + i + 1);
  const end = attributes.at(-1)?.statement.range[0] ?? 0;
  const changes = ({ values, statement }: ItemAttributes) =>
    values.some((value) => isFresh(tree, value) || isWrittenBetween(tree, value, [statement.range[1], end]));
  if (!inRow && attributes.some(changes)) return attributeRefusal('in several places');
  const keys = attributes.flatMap(({ entries }) => entries).map((entry) => entry.split(':')[0]);
  if (new Set(keys).size < keys.length) return attributeRefusal('twice');
  // a comment in what is put together would be lost
  const whole = attributes.map(({ statement }) => tree.text.slice(...statement.range)).join('');
  return /\/[/*]/.test(whole) ? attributeRefusal('beside comments') : undefined;
}

/** Says how attributes are set that cannot become one event. */
export function attributeRefusal(how: string): Refusal {
  return refuse(
    'itemAttributes',
    `Attributes of an item are set ${how}, and those of the next would take their place. Record them as span events by hand, or leave them out.`,
  );
}
