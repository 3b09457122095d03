import type { TSESTree } from '@typescript-eslint/types';
import { valueMeaning } from '../catalogue/content-words.ts';
import type { NameValue } from '../names/name-value.ts';
import type { Origins } from '../origins/origin.ts';
import { argumentAt, argumentOf } from '../syntax/call-arguments.ts';
import { entriesOf } from '../syntax/object-entries.ts';
import { sourcesOf } from '../syntax/sources.ts';
import { callsWithin, unwrap, type FunctionNode, type Node, type Tree } from '../syntax/tree.ts';
import type { Texts } from '../texts/texts.ts';
import type { RecordedObject } from './attribute-helpers.ts';
import type { AttributeSite } from './attribute-sites.ts';
import type { TakenAttribute, TakenPlace } from './attribute-taking.ts';
import { isReplaced, keyOfEntry } from './entry-key.ts';

interface Around {
  readonly tree: Tree;
  readonly origins: Origins;
  readonly texts: Texts;
  /** The functions to look into; left out: the whole file. */
  readonly within?: ReadonlySet<FunctionNode>;
}

/** What calls give to functions of other files: attributes, and objects of attributes. */
export interface GivenToOthers {
  readonly attributes: readonly AttributeSite[];
  readonly objects: readonly RecordedObject[];
}

const DEEPEST = 4;

/**
 * What the calls of a file give to functions of other files that put it on spans, and to those that make attributes out of it.
 * @param objects the objects of attributes that are recorded in place
 */
export function attributesGivenToOthers(source: Around, objects: readonly RecordedObject[]): GivenToOthers {
  const { tree, origins, within } = source;
  const recorded = callsWithin(tree, within).flatMap((call) =>
    !givesValue(call)
      ? []
      : givenOnce(origins.takenBy(call.callee, 'recorded'), (taken) => {
          const { via, certainty, event } = taken;
          return givenIn(source, call, taken, {
            via,
            certainty,
            recording: call,
            ...(event ? { event: exact(event) } : {}),
          });
        }),
  );
  const made = objects.flatMap(({ object, under, ...recording }) => {
    const way = under === 'attributes' ? 'options' : 'attributes';
    return callsMaking(tree, object).flatMap((call) =>
      givenOnce(origins.takenBy(call.callee, way), (taken) => givenIn(source, call, taken, recording)),
    );
  });
  const all = [...recorded, ...made];
  return { attributes: all.flatMap((one) => one.attributes), objects: all.flatMap((one) => one.objects) };
}

/** Whether a call gives more than fixed texts and functions: a recorder takes a value, or an object that may hold one. */
function givesValue(call: TSESTree.CallExpression): boolean {
  return call.arguments.some((argument) => {
    const { type } = unwrap(argument);
    return type !== 'Literal' && type !== 'ArrowFunctionExpression' && type !== 'FunctionExpression';
  });
}

/** What one call gives. Of a function that takes a text or an object with one, under the same key, the call gives what is seen of the object. */
function givenOnce(
  all: readonly TakenAttribute[],
  givenAs: (taken: TakenAttribute) => GivenToOthers,
): readonly GivenToOthers[] {
  const seen = all.map((taken) => [taken, givenAs(taken)] as const);
  const isTakenApart = (whole: TakenAttribute) =>
    seen.some(([part, { attributes }]) => attributes.length > 0 && isPartOf(part, whole));
  return seen.filter(([taken]) => !isTakenApart(taken)).map(([, given]) => given);
}

function isPartOf(part: TakenAttribute, whole: TakenAttribute): boolean {
  const isSameKey =
    part.key && whole.key && 'text' in part.key && 'text' in whole.key && part.key.text === whole.key.text;
  const [longer, shorter] = [part.value, whole.value];
  return (
    isSameKey === true &&
    longer.index === shorter.index &&
    longer.path.length > shorter.path.length &&
    shorter.path.every((step, at) => longer.path[at] === step)
  );
}

function givenIn(
  { tree, origins, texts }: Around,
  call: TSESTree.CallExpression,
  { key, value, place, replaced: ownKeys = [] }: TakenAttribute,
  recording: Pick<RecordedObject, 'via' | 'certainty' | 'recording' | 'event' | 'replaced'>,
): GivenToOthers {
  const { via, certainty, event } = recording;
  const node = givenAt(tree, origins, call, value);
  const common = {
    via,
    certainty,
    recording: recording.recording,
    ...(event ? { event } : {}),
    helper: { name: tree.quote(call.callee, 40), steps: [], ...(place === undefined ? {} : { place }) },
  };
  if (!node) return { attributes: [], objects: [] };
  if (!key) {
    const attributes = entriesOf(tree, origins, node).map((entry): AttributeSite => {
      const { keyNode, value: recordedValue } = entry;
      return { ...common, keyNode, key: keyOfEntry(texts, entry), value: recordedValue, node: entry.node };
    });
    const replaced = [...ownKeys, ...(recording.replaced ?? [])];
    return {
      attributes: attributes.filter((one) => !isReplaced(one.key, replaced)),
      objects: [{ ...common, object: node, ...(replaced.length > 0 ? { replaced } : {}) }],
    };
  }
  if ('text' in key)
    return { attributes: [{ ...common, keyNode: node, key: exact(key.text), value: node, node }], objects: [] };
  const keyNode = givenAt(tree, origins, call, key.at);
  return {
    attributes: keyNode ? [{ ...common, keyNode, key: texts.valueOf(keyNode), value: node, node: call }] : [],
    objects: [],
  };
}

/** What a call gives at a place; a whole argument also where the property that is taken of it says content: `message` for its `content`. */
function givenAt(
  tree: Tree,
  origins: Origins,
  call: TSESTree.CallExpression,
  { index, path }: TakenPlace,
): Node | undefined {
  const found = argumentAt(tree, origins, call, [index, ...path].join('.'));
  const last = path.at(-1);
  if (found || last === undefined) return found;
  const whole = argumentOf(call, index);
  const isShown = whole && unwrap(whole).type === 'ObjectExpression';
  return isShown || valueMeaning(last) !== 'content' ? undefined : whole;
}

/** The calls whose result is an object of attributes, or is spread into one. */
function callsMaking(tree: Tree, expression: Node, depth = 0): readonly TSESTree.CallExpression[] {
  if (depth > DEEPEST) return [];
  const node = unwrap(expression, true);
  const below = (inner: Node) => callsMaking(tree, inner, depth + 1);
  switch (node.type) {
    case 'CallExpression':
      return [node];
    case 'ObjectExpression':
      return node.properties.flatMap((one) => (one.type === 'SpreadElement' ? below(one.argument) : []));
    case 'ConditionalExpression':
      return [...below(node.consequent), ...below(node.alternate)];
    case 'LogicalExpression':
      return [...(node.operator === '&&' ? [] : below(node.left)), ...below(node.right)];
    case 'Identifier': {
      const variable = tree.variableOf(node);
      return (variable ? sourcesOf(tree, variable) : []).flatMap((source) =>
        source.kind === 'value' && source.path.length === 0 ? below(source.node) : [],
      );
    }
    default:
      return [];
  }
}

function exact(text: string): NameValue {
  return { kind: 'exact', texts: [{ text, nodes: [] }] };
}
