import { sizeExpression } from './collection-size.ts';
import { mayChangeIn } from './held-values.ts';
import type { ItemSpan } from './item-span.ts';
import { dependsOn } from './per-item-values.ts';
import type { FileReading } from '../reading.ts';
import { mayBreakOff } from './round-breaks.ts';
import { isInside, unwrap, type Node } from '../syntax/tree.ts';

/** The number of rounds as an expression that holds before the loop; nothing where it must be counted. */
export function roundsOf(reading: FileReading, item: ItemSpan): string | undefined {
  const { tree } = reading;
  const { node, collection } = item.loop;
  if (mayBreakOff(reading, item) || (collection && mayChangeIn(reading, walkedOf(collection), node, true)))
    return undefined;
  if (node.type === 'CallExpression' && node.callee.type === 'MemberExpression' && node.callee.optional)
    return undefined;
  if (node.type === 'ForOfStatement' || node.type === 'CallExpression')
    return collection && sizeExpression(reading, collection);
  if (node.type !== 'ForStatement' || node.init?.type !== 'VariableDeclaration') return undefined;
  const { init, test, update, body } = node;
  const [counter, more] = init.declarations;
  if (counter?.id.type !== 'Identifier' || more || counter.init?.type !== 'Literal' || counter.init.value !== 0)
    return undefined;
  const { name } = counter.id;
  if (test?.type !== 'BinaryExpression' || test.operator !== '<' || tree.quote(test.left) !== name) return undefined;
  const step = update ? tree.quote(update) : '';
  if (![`${name}++`, `++${name}`, `${name} += 1`].includes(step)) return undefined;
  const written = tree
    .variableOf(counter.id)
    ?.references.some((reference) => reference.isWrite() && isInside(reference.identifier, body));
  const bound = unwrap(test.right);
  const path = bound.type === 'MemberExpression' ? unwrap(bound.object) : bound;
  const isPlain = path.type === 'Identifier' || path.type === 'MemberExpression' || path.type === 'Literal';
  const calls = tree.all('CallExpression').some((call) => isInside(call, bound));
  const isOptional = bound.type === 'MemberExpression' && bound.optional;
  return written || !isPlain || isOptional || calls || dependsOn(reading, bound, node)
    ? undefined
    : tree.text.slice(...bound.range);
}

/** What a loop walks through: `rows` of `rows.entries()`. */
function walkedOf(collection: Node): Node {
  const node = unwrap(collection);
  return node.type === 'CallExpression' && node.callee.type === 'MemberExpression' ? node.callee.object : node;
}
