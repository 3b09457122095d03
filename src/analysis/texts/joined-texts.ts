import type { TSESTree } from '@typescript-eslint/types';
import type { Variable } from '@typescript-eslint/scope-manager';
import { hole, join, text, uniqueAlternatives, type Alternatives } from './alternatives.ts';
import { additionsTo, type Addition } from './list-additions.ts';
import { valuesOf } from '../syntax/sources.ts';
import type { Bound, TextReader } from './text-reader.ts';
import { keyOf, unwrap, type Node, type Tree } from '../syntax/tree.ts';

/** More ways in which a list can have grown are not told apart. */
const MOST_LISTS = 8;

/** A list that is written out, the constant that holds it, and where that stands. */
interface WrittenList {
  readonly array: TSESTree.ArrayExpression;
  readonly holder?: { readonly variable: Variable; readonly use: Node };
}

/**
 * What `list.join(separator)` gives: the elements that the list is written with, and those that are added to it before.
 * @returns nothing for lists that are not written out
 */
export function joinedTexts(
  reader: TextReader,
  list: Node,
  separator: Node | undefined,
  bound: Bound,
): Alternatives | undefined {
  const written = writtenList(reader.tree, unwrap(list));
  if (!written) return undefined;
  const { array, holder } = written;
  if (array.elements.some((element) => !element || element.type === 'SpreadElement')) return hole('variable', list);
  const additions = holder ? additionsTo(reader.tree, holder.variable, holder.use) : [];
  if (!additions) return hole('unknown', list);
  let lists: Alternatives[][] = [array.elements.map((element) => reader.read(element as Node, bound))];
  for (const addition of additions) {
    const added = addedTexts(reader, addition, list, bound);
    const grown = lists.map((one) => withAdded(one, addition, added));
    if (grown.includes(undefined)) return hole('unknown', list);
    lists = [...(addition.always ? [] : lists), ...(grown as Alternatives[][])];
    if (lists.length > MOST_LISTS) return hole('unknown', list);
  }
  const between = separator ? reader.read(separator, bound) : text(',', list);
  return uniqueAlternatives(
    lists.flatMap((elements) =>
      elements.reduce<Alternatives>(
        (all, element, i) => join(i > 0 ? join(all, between) : all, element),
        elements.length === 0 ? text('', list) : [[]],
      ),
    ),
  );
}

/** The added elements; of any number of them only how much of them is data. */
function addedTexts(reader: TextReader, addition: Addition, list: Node, bound: Bound): readonly Alternatives[] {
  const read = addition.elements.map((element) =>
    element.type === 'SpreadElement' ? hole('unknown', element.argument) : reader.read(element, bound),
  );
  if (!addition.repeated) return read;
  const data = read.flatMap((one) => one.flat()).find(({ kind }) => kind === 'variable');
  return [data ? [[data]] : hole('unknown', list)];
}

/** A list with what is added; nothing where that leaves a gap. */
function withAdded(
  elements: Alternatives[],
  { at }: Addition,
  added: readonly Alternatives[],
): Alternatives[] | undefined {
  if (at === 'end') return [...elements, ...added];
  if (at === 'start') return [...added, ...elements];
  return at <= elements.length ? [...elements.slice(0, at), ...added, ...elements.slice(at + 1)] : undefined;
}

function writtenList(tree: Tree, node: Node): WrittenList | undefined {
  if (node.type === 'ArrayExpression') return { array: node };
  if (node.type === 'CallExpression') {
    // `[…].filter(Boolean).join('.')` leaves the parts that there are
    const callee = unwrap(node.callee);
    return callee.type === 'MemberExpression' && keyOf(callee) === 'filter'
      ? writtenList(tree, unwrap(callee.object))
      : undefined;
  }
  const variable = node.type === 'Identifier' ? tree.variableOf(node) : undefined;
  const [only, ...more] = variable ? valuesOf(tree, variable) : [];
  if (!variable || only?.kind !== 'value' || only.path.length > 0 || more.length > 0) return undefined;
  const array = unwrap(only.node);
  return array.type === 'ArrayExpression' ? { array, holder: { variable, use: node } } : undefined;
}
