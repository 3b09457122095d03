import type { BoundParameters, GivenPart } from '../syntax/bound-parameters.ts';
import { entryOf } from '../syntax/object-entries.ts';
import type { FileReading } from '../reading.ts';
import { sourcesOf } from '../syntax/sources.ts';
import { keyOf, unwrap, type Node } from '../syntax/tree.ts';

const DEEPEST = 4;
const NOTHING_BOUND: BoundParameters = new Map();

/**
 * The source texts that a value goes by: its own, that of the constant behind it, and what `String()` was given.
 * @param bound what stands for the parameters of the functions that the value is written in; such a parameter goes by what it was given
 */
export function textsOfValue(
  reading: FileReading,
  value: Node,
  bound: BoundParameters = NOTHING_BOUND,
  depth = 0,
): string[] {
  const { tree } = reading;
  const node = unwrap(value, true);
  const given = partOf(reading, node, bound);
  if (given) return given.part ? textsOfPart(reading, given.part, bound, depth + 1) : [];
  const texts = [tree.quote(node, 1000)];
  if (depth > DEEPEST) return texts;
  const [argument] = node.type === 'CallExpression' ? node.arguments : [];
  if (node.type === 'CallExpression' && argument && tree.quote(node.callee) === 'String')
    return [...texts, ...textsOfValue(reading, argument, bound, depth + 1)];
  const variable = node.type === 'Identifier' ? tree.variableOf(node) : undefined;
  const [source, ...more] = variable ? sourcesOf(tree, variable) : [];
  if (source?.kind !== 'value' || more.length > 0) return texts;
  const path = source.path.filter((step) => typeof step === 'string');
  if (path.length === source.path.length)
    texts.push(...textsOfPart(reading, { node: source.node, path }, bound, depth + 1));
  return texts;
}

/** Whether a value is more than what a call gave to the function that it is written in, or nobody sees what that was. */
export function isMadeOfGiven(reading: FileReading, value: Node, bound: BoundParameters | undefined): boolean {
  if (!bound) return false;
  const node = unwrap(value, true);
  return node.type !== 'Literal' && partOf(reading, node, bound)?.part === undefined;
}

/** What a parameter, or a property below one, was given. */
function partOf(
  { tree }: FileReading,
  node: Node,
  bound: BoundParameters,
): { readonly part: GivenPart | undefined } | undefined {
  const path: string[] = [];
  let root = node;
  for (; root.type === 'MemberExpression'; root = unwrap(root.object)) {
    const key = keyOf(root);
    if (key === undefined) return undefined;
    path.unshift(key);
  }
  const variable = root.type === 'Identifier' ? tree.variableOf(root) : undefined;
  if (!variable || !bound.has(variable)) return undefined;
  const part = bound.get(variable);
  return { part: part && { node: part.node, path: [...part.path, ...path] } };
}

function textsOfPart(reading: FileReading, { node, path }: GivenPart, bound: BoundParameters, depth: number): string[] {
  const [first, ...rest] = path;
  if (first === undefined) return textsOfValue(reading, node, bound, depth);
  if (depth > DEEPEST) return [];
  const value = entryOf(reading.tree, reading.origins, node, first);
  if (value) return textsOfPart(reading, { node: value, path: rest }, bound, depth + 1);
  const plain = unwrap(node, true);
  const given = partOf(reading, plain, bound);
  if (given)
    return given.part
      ? textsOfPart(reading, { node: given.part.node, path: [...given.part.path, ...path] }, bound, depth + 1)
      : [];
  return [[reading.tree.quote(plain, 1000), ...path].join('.')];
}
