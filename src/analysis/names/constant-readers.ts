import type { FileReading } from '../reading.ts';
import { keyOf, unwrap, type Node, type Tree } from '../syntax/tree.ts';
import { KEYS } from '../types/collection-types.ts';
import { mayBeName } from './claimed-names.ts';
import { comparisonsOf, comparisonsOfCollection, OUT_OF_SIGHT, SHORTEST, type Comparison } from './name-comparisons.ts';
import type { NameReader } from './name-readers.ts';
import { literalText, type NameValue } from './name-value.ts';
import { thingComparedWith } from './named-things.ts';

interface Found extends Comparison {
  readonly thing: NameReader['thing'];
}

/** Paths to what a list or a set, and a map, is asked for. */
const ELEMENTS = [[undefined], [undefined, 0]];

/**
 * The places where names are looked up by a constant, wherever it is defined: `span.name === NAMES.TOOL`, `case SpanName.Tool:`,
 * `LLM_SPANS.includes(span.name)`, `LABELS[span.name]`.
 */
export function constantReaders(reading: FileReading): readonly NameReader[] {
  const { tree, texts } = reading;
  return [...tree.all('Identifier'), ...tree.all('MemberExpression')].flatMap((place): readonly NameReader[] => {
    if (!isRead(tree, place)) return [];
    const compared = comparisonsOf(tree, place).filter((one) => one !== OUT_OF_SIGHT);
    const { elements, keys } = comparisonsOfCollection(tree, place);
    return [
      ...readersBy(reading, place, compared, () => [texts.valueOf(place)]),
      ...readersBy(reading, place, elements, () => ELEMENTS.map((path) => texts.valueBelow(place, path))),
      ...readersBy(reading, place, keys, () => [texts.valueBelow(place, [KEYS])]),
    ];
  });
}

/** Whether an expression may stand for a constant, and is not the word that a property is called by. */
function isRead(tree: Tree, place: Node): boolean {
  const parent = tree.parentOf(place);
  // the name of a thing, and no constant
  if (place.type === 'MemberExpression' && keyOf(place) === 'name') return false;
  if (parent?.type === 'Property') return parent.computed || parent.value === place;
  return parent?.type !== 'MemberExpression' || parent.object === place || parent.computed;
}

function readersBy(
  reading: FileReading,
  place: Node,
  comparisons: readonly Comparison[],
  values: () => readonly NameValue[],
): readonly NameReader[] {
  // of a constant that a test compares with a text, the text says it
  const others = comparisons.filter(({ other }) => literalText(unwrap(other)) === undefined);
  const [found] = others.flatMap(({ how, other, isClaim }): Found[] => {
    const thing = thingComparedWith(reading, place, other) ?? (isClaim && how === 'is' ? 'claim' : undefined);
    return thing ? [{ how, other, thing }] : [];
  });
  if (!found) return [];
  const { how, other, thing } = found;
  return values()
    .flatMap((value) => (value.kind === 'exact' ? value.texts : []))
    .filter(({ text }) => how === 'is' || text.length >= SHORTEST)
    .filter(({ text }) => thing !== 'claim' || mayBeName(reading, other, text))
    .map(({ text, nodes, place: elsewhere, definitions }) => {
      const [own] = nodes;
      const node = elsewhere === undefined && own?.type === 'Literal' ? own : place;
      return { node, thing, test: { how, text }, ...(definitions ? { definitions } : {}) };
    });
}
