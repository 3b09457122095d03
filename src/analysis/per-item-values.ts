import type { FileReading } from './reading.ts';
import { isInside, keyOf, type Node, type Range, type Tree } from './tree.ts';

/** Whether an expression names something that the loop declares or assigns. */
export function dependsOn({ tree }: FileReading, expression: Node, loop: Node): boolean {
  const all = tree.all('Identifier').filter((identifier) => isInside(identifier, expression));
  const members = tree.all('MemberExpression').filter((member) => isInside(member, expression));
  const inLoop = (node: Node) => isInside(node, loop);
  const assigned = [
    ...tree.all('AssignmentExpression').map(({ left: target }) => target),
    ...tree.all('UpdateExpression').map(({ argument }) => argument),
  ].filter((target) => inLoop(target) && target.type === 'MemberExpression');
  return (
    all.some((identifier) => {
      const variable = tree.variableOf(identifier);
      if (!variable) return false;
      const written = variable.references.some((one) => one.isWrite() && inLoop(one.identifier));
      return written || variable.defs.some((one) => inLoop(one.name));
    }) || members.some((member) => assigned.some((target) => keyOf(target) === keyOf(member)))
  );
}

/** Whether an expression may give another value each time: anything but the active context that is called or made. */
export function isFresh(tree: Tree, expression: Node): boolean {
  const called = tree
    .all('CallExpression')
    .filter((call) => isInside(call, expression) && tree.quote(call) !== 'context.active()');
  const others: readonly Node[] = [
    ...tree.all('NewExpression'),
    ...tree.all('AwaitExpression'),
    ...tree.all('UpdateExpression'),
    ...tree.all('AssignmentExpression'),
    ...tree.all('TaggedTemplateExpression'),
    ...tree.all('ArrowFunctionExpression'),
    ...tree.all('FunctionExpression'),
  ];
  return called.length > 0 || others.some((node) => isInside(node, expression));
}

/** Whether a variable of an expression gets another value between two places. */
export function isWrittenBetween(tree: Tree, expression: Node, [start, end]: Range): boolean {
  const identifiers = tree.all('Identifier').filter((identifier) => isInside(identifier, expression));
  return identifiers.some((identifier) =>
    tree
      .variableOf(identifier)
      ?.references.some((one) => one.isWrite() && start <= one.identifier.range[0] && one.identifier.range[1] <= end),
  );
}
