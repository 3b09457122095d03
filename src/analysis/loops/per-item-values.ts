import { sizeExpression } from './collection-size.ts';
import { mayChangeIn } from './held-values.ts';
import type { FileReading } from '../reading.ts';
import { isInside, keyOf, unwrap, type Node, type Tree } from '../syntax/tree.ts';

/** Whether an expression names something that the loop declares or assigns. */
export function dependsOn({ tree }: Pick<FileReading, 'tree'>, expression: Node, loop: Node): boolean {
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

/** Whether something that the options of a span read may change from round to round. */
export function mayDiffer(reading: FileReading, options: Node, loop: Node): boolean {
  const { tree } = reading;
  const differs = (written: Node): boolean => {
    const node = unwrap(written);
    if (node.type === 'Identifier' || node.type === 'MemberExpression') {
      const holds = isObject(tree, written, options) || sizeExpression(reading, node) !== undefined;
      return mayChangeIn(reading, node, loop, holds);
    }
    const isName = (child: Node) => node.type === 'Property' && !node.computed && child === node.key;
    return tree.childrenOf(node).some((child) => !isName(child) && differs(child));
  };
  return differs(options);
}

/** Whether a name stands where options or attributes are taken out of it. */
function isObject(tree: Tree, node: Node, options: Node): boolean {
  const parent = tree.parentOf(node);
  if (node === options || parent?.type === 'SpreadElement') return true;
  return parent?.type === 'Property' && parent.value === node && /^(?:attributes|links)$/.test(keyOf(parent) ?? '');
}
