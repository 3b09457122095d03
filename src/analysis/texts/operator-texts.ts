import type { TSESTree } from '@typescript-eslint/types';
import { valuesOf } from '../syntax/sources.ts';
import { unwrap, type Node, type Tree } from '../syntax/tree.ts';
import { hole, isEmpty, join, text, type Alternatives } from './alternatives.ts';
import { isCounting } from './counting.ts';
import type { Bound, TextReader } from './text-reader.ts';

/** What a sum is: texts put together; one of numbers, as `turn + 1`, is data. */
export function sumTexts(reader: TextReader, node: TSESTree.BinaryExpression, bound: Bound): Alternatives {
  const left = reader.read(node.left, bound);
  const right = reader.read(node.right, bound);
  const isText = (side: Node, read: Alternatives) =>
    !isNumber(reader.tree, side) && read.some((parts) => parts.some((part) => part.kind === 'text'));
  const isOfNumbers = isNumber(reader.tree, node.left) || isNumber(reader.tree, node.right);
  return isOfNumbers && !isText(node.left, left) && !isText(node.right, right)
    ? hole('variable', node)
    : join(left, right);
}

function isNumber(tree: Tree, side: Node): boolean {
  const node = unwrap(side);
  if (node.type === 'Literal') return typeof node.value === 'number';
  const variable = node.type === 'Identifier' ? tree.variableOf(node) : undefined;
  return variable ? valuesOf(tree, variable).some(isCounting) : node.type === 'UpdateExpression';
}

/** What a template is. @param raw whether escapes stand for themselves: `String.raw` */
export function templateTexts(
  reader: TextReader,
  node: TSESTree.TemplateLiteral,
  bound: Bound,
  raw: boolean,
): Alternatives {
  let all: Alternatives = [[]];
  node.quasis.forEach((quasi, i) => {
    const written = raw ? quasi.value.raw : quasi.value.cooked;
    if (written !== '') all = join(all, written === null ? hole('unknown', node) : text(written, quasi));
    const expression = node.expressions[i];
    if (expression) all = join(all, reader.read(expression, bound));
  });
  return all.length === 1 && all[0]?.length === 0 ? text('', node) : all;
}

/** What `&&`, `||` and `??` give: either side. */
export function logicalTexts(reader: TextReader, node: TSESTree.LogicalExpression, bound: Bound): Alternatives {
  const left = reader.read(node.left, bound);
  const right = reader.read(node.right, bound);
  if (node.operator === '&&') return [...left.filter(isEmpty), ...right];
  // `name ?? 'agent.step'` with a forwarded name: the caller decides; `defaultNames` finds the default
  const given = node.operator === '||' ? left.filter((parts) => !isEmpty(parts)) : left;
  return [...given, ...(isOneOfFew(given) ? asLastResort(right) : right)];
}

/** What a choice gives: either side. */
export function choiceTexts(reader: TextReader, node: TSESTree.ConditionalExpression, bound: Bound): Alternatives {
  const chosen = reader.read(node.consequent, bound);
  const other = reader.read(node.alternate, bound);
  // `req.route ? req.route.path : req.path`
  const asked = reader.tree.quote(askedFor(node.test));
  const isThere = isOneOfFew(chosen) && reader.tree.quote(node.consequent).startsWith(asked);
  return [...chosen, ...(isThere ? asLastResort(other) : other)];
}

/** What a test asks to be there: `route` of `route !== undefined`. */
function askedFor(test: Node): Node {
  const node = unwrap(test);
  if (node.type !== 'BinaryExpression' || !/^!==?$/.test(node.operator)) return node;
  const { right } = node;
  const isNothing =
    right.type === 'Identifier'
      ? right.name === 'undefined'
      : right.type === 'Literal' && /^(?:null|''|"")$/.test(right.raw);
  return isNothing ? node.left : node;
}

function isOneOfFew(all: Alternatives): boolean {
  return all.length > 0 && all.every((parts) => parts.length > 0 && parts.every(({ kind }) => kind === 'bounded'));
}

/** `req.route?.path ?? req.path`: data that stands in only where there is none of few is not what the name varies with. */
function asLastResort(all: Alternatives): Alternatives {
  return all.map((parts) =>
    parts.map((part) => (part.kind === 'variable' ? { ...part, kind: 'unknown' as const } : part)),
  );
}
