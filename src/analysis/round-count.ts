import { sizeExpression } from './collection-size.ts';
import type { Loop } from './loops.ts';
import { dependsOn } from './per-item-values.ts';
import type { FileReading } from './reading.ts';
import { isInside, keyOf, unwrap, type Node, type Tree } from './tree.ts';

/** The number of rounds as an expression that holds before the loop; nothing where it must be counted. */
export function roundsOf(reading: FileReading, { node, collection }: Loop): string | undefined {
  const { tree } = reading;
  if (collection && isChanged(tree, collection, node)) return undefined;
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
  return written || !isPlain || calls || dependsOn(reading, bound, node) ? undefined : tree.text.slice(...bound.range);
}

const CHANGES = /^(?:push|pop|shift|unshift|splice|add|delete|clear|set|fill)$/;

/** Whether the loop adds to the collection that it runs over, or takes from it. */
function isChanged(tree: Tree, collection: Node, loop: Node): boolean {
  const path = tree.quote(unwrap(collection), 1000);
  const within = (node: Node) => isInside(node, loop);
  const changing = tree.all('CallExpression').some((call) => {
    const callee = unwrap(call.callee);
    return (
      within(call) &&
      callee.type === 'MemberExpression' &&
      CHANGES.test(keyOf(callee) ?? '') &&
      tree.quote(callee.object, 1000) === path
    );
  });
  return (
    changing ||
    tree.all('AssignmentExpression').some(({ left: target }) => {
      const written = tree.quote(target, 1000);
      return within(target) && (written === path || written === `${path}.length`);
    })
  );
}
